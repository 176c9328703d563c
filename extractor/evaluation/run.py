"""A folder of gold, and what extraction makes of its documents."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from glob import escape
from itertools import chain
from pathlib import Path
from time import perf_counter
from types import UnionType
from typing import Any

from extractor.doubt import signs
from extractor.evaluation.reliability import SIGNS
from extractor.evaluation.score import FIELDS, LISTS, Row, Tally, score
from extractor.limits import within_limits
from extractor.quiet import STDERR, quiet
from extractor.readers.formats import FORMATS
from models.errors import ReadError, UsageError
from models.records import Report

_GOLD = ".gold.json"
_NEEDED: dict[str, dict[str, type | UnionType]] = {
    "citations": {"doc_type": str},
    "awards": {"award": str},
    "exemplars": {"name": str},
    "movements": {"name": str},
    "grants": {"name": str},
    "checks": {"kind": str, "stated": int | float, "computed": int | float},
}
"""What a row of gold has at least."""
_NESTED = (list, dict)
_PREFERRED = (".txt", ".md", ".docx", ".pdf")  # where a document lies in several forms, the one that is surest to read


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document and what people found in it: `name` is that of the gold file without `.gold.json`."""

    name: str
    path: Path
    gold: Row


@dataclass(frozen=True, slots=True)
class Scored:
    """How one document fared: by list, the time in seconds; `failure` says why it could not be read."""

    name: str
    tallies: Mapping[str, Tally]
    seconds: float
    pages: int
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All documents, and by list the tally of all of them; `loading` are the seconds the recogniser took to load."""

    documents: tuple[Scored, ...]
    totals: Mapping[str, Tally]
    loading: float = 0.0

    @property
    def seconds(self) -> float:
        """What reading and finding took, loading left out."""
        return sum(document.seconds for document in self.documents)

    @property
    def pages(self) -> int:
        """Pages read."""
        return sum(document.pages for document in self.documents)


def annotated(folder: Path, documents: Sequence[Path] = ()) -> list[Annotated]:
    """The gold files of `folder` with their documents.

    A document lies in one of the folders `documents`; where none is given, beside its gold or in a folder next to that.
    It is the file that gold names in `document`, else one of the same stem. UsageError where there is no gold, or a
    document is not there.
    """
    files = sorted(folder.glob(f"*{_GOLD}"))
    if not files:
        raise UsageError(folder, "there is no *.gold.json in it", "name the folder that holds the gold files")
    groups = [documents] if documents else [[folder], _neighbours(folder)]
    return [_annotated(file, groups) for file in files]


def _neighbours(folder: Path) -> list[Path]:
    return sorted(path for path in folder.resolve().parent.iterdir() if path.is_dir())


def _annotated(file: Path, groups: Iterable[Sequence[Path]]) -> Annotated:
    gold = _read(file)
    stem = file.name.removesuffix(_GOLD)
    named = Path(str(gold.get("document") or stem)).name
    for folders in groups:
        exact = (folder / named for folder in folders if (folder / named).is_file())
        if path := next(chain(exact, chain.from_iterable(_of_stem(folder, stem) for folder in folders)), None):
            return Annotated(stem, path, gold)
    advice = "lay it beside the gold, or name its folder with --documents DIR"
    raise UsageError(file, f"its document {named} is not there", advice)


def _of_stem(folder: Path, stem: str) -> list[Path]:
    """The readable files of `folder` with that stem, those that are surest to read first."""
    known = {suffix for form in FORMATS.values() if not form.container for suffix in form.extensions}
    kin = [path for path in folder.glob(f"{escape(stem)}.*") if path.stem == stem and path.suffix.lower() in known]
    return sorted(
        kin, key=lambda path: (_PREFERRED.index(path.suffix) if path.suffix in _PREFERRED else 9, path.suffix)
    )


def evaluate(documents: Sequence[Annotated], step: Callable[[str], None] = lambda _: None) -> Evaluation:
    """Extract and score each document; `step` is told each name as it is done. What cannot be read counts as empty."""
    from models.language import recogniser

    started = perf_counter()
    recogniser.load()
    loading = perf_counter() - started
    scored = []
    for document in documents:
        scored.append(_scored(document))
        step(document.name)
    totals = {name: Tally() for name in LISTS}
    for one in scored:
        for name, tally in one.tallies.items():
            totals[name].add(tally)
    stated = {name for one in scored for name in one.tallies}
    return Evaluation(tuple(scored), {name: tally for name, tally in totals.items() if name in stated}, loading)


def _scored(document: Annotated) -> Scored:
    from extractor.extract import extract

    started = perf_counter()
    try:
        with quiet(STDERR), within_limits(document.path):
            found = _found(extract(document.path))
        failure = None
    except ReadError as error:
        found, failure = {}, str(error)
    seconds = perf_counter() - started
    return Scored(document.name, score(document.gold, found), seconds, found.get("pages", 0), failure)


def _found(report: Report) -> dict[str, Any]:
    """The report as JSON, each record with its signs of doubt."""
    from extractor.extract import report_json

    found = report_json(report)
    for name, shown in signs(report).items():
        found[name] = [{**row, SIGNS: told} for row, told in zip(found[name], shown, strict=True)]
    return found


def _read(file: Path) -> Row:
    try:
        gold = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(file, f"it cannot be read as JSON ({error})", "mend it or take it away") from None
    if not isinstance(gold, dict):
        raise UsageError(file, "it holds no JSON object", "mend it or take it away")
    if wrong := next(_wrong(gold), None):
        raise UsageError(file, wrong, "write it as `sovang sample` does, or take it away")
    return gold


def _wrong(gold: Row) -> Iterator[str]:
    """What is not as it should be in gold."""
    header = gold.get("header")
    if header is not None and not isinstance(header, dict):
        yield "its header is no JSON object"
    elif header and (odd := [f for f, value in header.items() if isinstance(value, _NESTED) and f != "recipients"]):
        yield f"its header's {odd[0]} is no text"
    for name in _NEEDED:
        rows = gold.get(name)
        if isinstance(rows, list):
            yield from (f"row {at} of its {name} {what}" for at, row in enumerate(rows, 1) if (what := _odd(name, row)))
        elif rows is not None:
            yield f"its {name} are no list"


def _odd(name: str, row: object) -> str | None:
    """What is wrong with a row of gold."""
    if not isinstance(row, dict):
        return None if name == "movements" and isinstance(row, str) else "is no JSON object"
    missing = [f for f, kind in _NEEDED[name].items() if not isinstance(row.get(f), kind) or row[f] == ""]
    nested = [f for f in FIELDS[name] if isinstance(row.get(f), _NESTED)]
    return f"states no {missing[0]}" if missing else f"states no text for {nested[0]}" if nested else None
