"""How well is found what people ask for: questions whose answers are known, put to every engine.

Each question is put as it stands, without diacritics, and some times with one slip of scanning: one letter of one word
as another that is taken for it. MRR: one divided by the place of the first report that answers it, on average;
recall@10: which part of the answering reports (of at most ten) is among the first ten. What is plainly asked for (a
decree's card, a person's page) is not counted: only the list of reports below.
"""

from __future__ import annotations

import json
import random
import statistics
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from archives import taken_in
from table import goal, show

from corpus.folder import open_reading
from models.knowledge import load
from models.references import number_key
from models.text import fold
from search.engines import Slice
from search.index import Index, rebuild
from search.query import parse

_FIRST = 10
_GOALS = {"as typed": 0.95, "without diacritics": 0.90, "with a slip": 0.85}  # MRR of the default engine
QUESTIONS = Path(__file__).with_name("questions.toml")
_SLIPS = 5  # of each question
_OF_EXEMPLAR = {"exemplar": "name", "place": "place", "unit": "unit", "achievement": "achievement"}
_OF_HEADER = {"type": "doc_type", "issuer": "issuer", "title": "title"}


@dataclass(frozen=True, slots=True)
class Question:
    """What is typed, and the names of the reports that answer it."""

    text: str
    answers: frozenset[str]


@dataclass(frozen=True, slots=True)
class Score:
    """How a question fared."""

    question: str
    reciprocal: float
    recall: float


def questions(file: Path, truths: Mapping[str, Mapping[str, Any]]) -> list[Question]:
    """The questions of a file; ValueError where nothing answers one."""
    found = []
    for row in tomllib.loads(file.read_text("utf-8"))["question"]:
        answers = frozenset(name for name, truth in truths.items() if answered(truth, row["answer"]))
        if not answers:
            raise ValueError(f"nothing answers {row['text']!r}")
        found.append(Question(row["text"], answers))
    return found


def answered(truth: Mapping[str, Any], wanted: Mapping[str, str]) -> bool:
    """Whether all that is wanted is true of a report.

    >>> answered({"header": {"issuer": "UBND xã An Bình", "period": "2020"}}, {"issuer": "An Bình", "period": "2020"})
    True
    """
    header = truth["header"]
    of_exemplar = {field: wanted[name] for name, field in _OF_EXEMPLAR.items() if name in wanted}
    rest: dict[str, Callable[[str], bool]] = {
        "period": lambda value: header["period"] == value,
        "number": lambda value: header["number"] == value,
        "cites": lambda value: number_key(value) in {number_key(c["number"] or "") for c in truth["citations"]},
        "movement": lambda value: any(_holds(name, value) for name in truth["movements"]),
        "names": lambda value: any(_holds(one["name"], value) for one in (*truth["exemplars"], *truth["grants"])),
        "award": lambda value: any(_holds(one["award"], value) for one in truth["awards"]),
    }
    return (
        all(_holds(header[field], wanted[name]) for name, field in _OF_HEADER.items() if name in wanted)
        and all(met(wanted[name]) for name, met in rest.items() if name in wanted)
        and any(_has(one, of_exemplar) for one in (truth["exemplars"] if of_exemplar else [{}]))
    )


def _has(exemplar: Mapping[str, str | None], wanted: Mapping[str, str]) -> bool:
    return all(_holds(exemplar[field], value) for field, value in wanted.items())


def _holds(text: str | None, part: str) -> bool:
    return f" {_words(part)} " in f" {_words(text or '')} "


def _words(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def slipped(text: str, dice: random.Random) -> str:
    """The text with one letter as scanning takes it; as it is where it has no such letter."""
    places = [at for at, letter in enumerate(text) if letter.lower() in _taken_for() and not _in_field_name(text, at)]
    if not places:
        return text
    at = dice.choice(places)
    return text[:at] + dice.choice(_taken_for()[text[at].lower()]) + text[at + 1 :]


def _in_field_name(text: str, at: int) -> bool:
    return ":" in text[at:].partition(" ")[0]


@cache
def _taken_for() -> Mapping[str, str]:
    """What each letter is taken for, in both directions."""
    taken: dict[str, str] = {}
    for row in load("confusions")["letter"]:
        for one, other in ((row["printed"], letter) for letter in row["read"]):
            taken[one] = taken.get(one, "") + other
            taken[other] = taken.get(other, "") + one
    return taken


def ways(seed: int) -> dict[str, Callable[[str], list[str]]]:
    """How questions are put."""
    dice = random.Random(seed)
    return {
        "as typed": lambda text: [text],
        "without diacritics": lambda text: [fold(text)],
        "with a slip": lambda text: [slipped(text, dice) for _ in range(_SLIPS)],
    }


def asked(root: Path, question: Question, texts: Sequence[str]) -> Iterator[Score]:
    """How the engine of an archive answers."""
    with closing(open_reading(root)) as connection, Index(connection, root) as index:
        names = dict(connection.execute("SELECT id, name FROM documents").fetchall())
        for text in texts:
            results = index.search(parse(text), (), Slice(_FIRST)).results
            yield score(text, [names[one.document] for one in results.found], question.answers)


def score(text: str, found: Sequence[str], answers: frozenset[str]) -> Score:
    """The reciprocal rank and the recall of what was found.

    >>> score("?", ["a", "b", "c"], frozenset("bx"))
    Score(question='?', reciprocal=0.5, recall=0.5)
    """
    place = next((at for at, name in enumerate(found, 1) if name in answers), None)
    recall = len(answers.intersection(found)) / min(len(answers), _FIRST)
    return Score(text, 1 / place if place else 0.0, recall)


def answers(file: Path, keep: Path, seed: int, shown: bool) -> None:
    """Print MRR and recall@10 of every engine; `shown`: also what is not answered first."""
    table = tomllib.loads(file.read_text("utf-8"))
    root, texts = taken_in(keep, table["reports"], table["seed"])
    truths = {path.name: json.loads(path.with_suffix(".gold.json").read_text("utf-8")) for path in texts}
    known = questions(file, truths)
    rows = []
    for engine in ("tantivy", "whoosh"):
        rebuild(root, engine)
        for way, put in ways(seed).items():
            scores = [one for question in known for one in asked(root, question, put(question.text))]
            rows.append(_row(engine, way, scores))
            for one in scores if shown else ():
                if one.reciprocal < 1:
                    print(f"{engine}, {way}: {one.question!r} {one.reciprocal:.2f}")
    show(f"{len(known)} questions", ("engine", "put", "MRR", "recall@10", "goal", ""), rows)


def _row(engine: str, way: str, scores: Sequence[Score]) -> list[str]:
    mrr, recall = (statistics.mean(values) for values in zip(*((s.reciprocal, s.recall) for s in scores), strict=True))
    wanted = _GOALS[way]
    return [engine, way, f"{mrr:.3f}", f"{recall:.3f}", f"{wanted:.2f}", goal(mrr >= wanted)]
