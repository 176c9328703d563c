"""One training text: paragraphs with examples among paragraphs without, damaged at times."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from corpus.sample.training.cast import Kind
from corpus.sample.training.counting import counting
from corpus.sample.training.data import load
from corpus.sample.training.decision import decision
from corpus.sample.training.listing import Author, Sort
from corpus.sample.training.marked import Marked, glue, join
from corpus.sample.training.noise import glued, scanned, wrapped
from corpus.sample.training.running import running
from corpus.sample.training.setting import Setting
from corpus.sample.training.story import story

_DECISIONS = 0.15  # of all texts
_RUNNING = 0.45  # of the paragraphs with examples


@dataclass(frozen=True, slots=True)
class Training:
    """A text with its marks; `decision` is the number of a decision, whose records are grants.

    `kinds` has the kind of each whom it names, `counts` its counts of awards.
    """

    text: Marked
    kinds: Mapping[int, Kind]
    counts: Mapping[int, Mapping[str, object]]
    decision: str | None = None


def training(seed: int, number: int, held_out: bool = False) -> Training:
    """The text `number` (from 1) of the set `seed`: the same for the same two numbers, whatever else is written.

    `held_out` texts are made of frames, deeds and names that no other text is made of, where there are ten or more.
    """
    dice = random.Random(f"{seed}/{'held out' if held_out else 'training'}/{number}")
    author = Author(Setting(dice, held_out))
    code = None
    if dice.random() < _DECISIONS:
        paragraphs, code = decision(author)
    else:
        paragraphs = dice.choices((_report, _news, _list, _tales, _plan, counting), (5, 4, 5, 3, 1, 1))[0](author)
    return Training(_damaged(_set(paragraphs, dice), dice), author.kinds, author.counts, code)


def _report(author: Author) -> list[Marked]:
    dice = author.dice
    pages = load("documents")["report"]
    paragraphs = [author.line(dice.choice(pages[part])) for part in ("letterhead", "top")]
    for _ in range(dice.randint(2, 5)):
        paragraphs += [author.line(dice.choice(pages["heads"])), *_some(author, dice.randint(1, 3))]
    return [*paragraphs, author.line(dice.choice(pages["end"]))]


def _news(author: Author) -> list[Marked]:
    dice = author.dice
    pages = load("documents")["news"]
    paragraphs = [author.line(dice.choice(pages["top"]))]
    paragraphs += [author.line(t) for t in dice.sample(pages["heads"], dice.randint(1, 3))]
    return [*paragraphs, *_some(author, dice.randint(2, 6)), author.line(dice.choice(pages["end"]))]


def _tales(author: Author) -> list[Marked]:
    """A newspaper's piece about one person, or about several."""
    pages = load("documents")["tales"]
    paragraphs = [author.line(author.dice.choice(pages["top"]))]
    for _ in range(author.dice.randint(1, 4)):
        paragraphs += story(author)
    if author.dice.random() < 0.5:
        paragraphs += _some(author, 1)
    return [*paragraphs, author.line(author.dice.choice(pages["end"]))]


def _plan(author: Author) -> list[Marked]:
    """A plan or a preamble, which names no example."""
    pages = load("documents")["plan"]
    lines = author.dice.sample(pages["body"], author.dice.randint(2, 6))
    return [author.line(t) for t in (author.dice.choice(pages["top"]), *lines, author.dice.choice(pages["end"]))]


def _list(author: Author) -> list[Marked]:
    return _some(author, author.dice.randint(1, 4))


def _some(author: Author, many: int) -> list[Marked]:
    """Paragraphs of which some hold examples."""
    paragraphs: list[Marked] = []
    for _ in range(many):
        if author.dice.random() < 0.35:
            paragraphs.append(author.line(author.setting.one_of(load("documents")["plain"]["office"])).capital())
        elif author.dice.random() < _RUNNING:
            paragraphs.append(running(author))
        else:
            paragraphs += author.paragraphs(_sort(author.dice))
    return paragraphs


def _sort(dice: random.Random) -> Sort:
    sorts: tuple[Sort, ...] = ("person", "household", "collective", "enterprise", "village", "mixed")
    return dice.choices(sorts, (8, 3, 3, 1.5, 0.5, 1.5))[0]


def _set(paragraphs: list[Marked], dice: random.Random) -> Marked:
    """The paragraphs one below the other, with an empty line between them in some documents."""
    kept = [p for p in paragraphs if p.text]
    return glue((join(dice.choice(("\n", "\n", "\n\n")), kept), "\n"))


def _damaged(text: Marked, dice: random.Random) -> Marked:
    """About half of the texts are whole; the others are wrapped, glued at dashes or read by OCR."""
    harms: list[tuple[float, Callable[[Marked], Marked]]] = [
        (0.12, lambda whole: glued(whole, dice)),
        (0.15, lambda whole: scanned(whole, dice, dice.choice((0.003, 0.01, 0.03)))),
        (0.2, lambda whole: wrapped(whole, dice.randint(50, 95))),
    ]
    for chance, harm in harms:
        if dice.random() < chance:
            text = harm(text)
    return text
