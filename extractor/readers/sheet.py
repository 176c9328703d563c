"""A page as it comes from the paper: words and rules with their places, in no order yet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from statistics import median

from models.page import Bend, Box, Word

ASCENT, DESCENT = 0.89, 0.22  # of a word's box above and below its base line, in sizes; so boxes of a line are alike
POWERS = str.maketrans("23", "²³")
_LENGTH = re.compile(r"(?:^|[\d(/])[kcdm]?m$")  # m, 18.400m, km


@dataclass(frozen=True, slots=True)
class Rule:
    """A printed straight line, in points from the page's top left corner; lying when `top == bottom`."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def lying(self) -> bool:
        """Whether it runs from left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top

    @property
    def length(self) -> float:
        """In points."""
        return max(self.x1 - self.x0, self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a page holds; width and height in points. `aside` are words that do not run from left to right.

    `turn` is by how many quarters clockwise the print is turned on the paper; here it is upright. `bend` is how the
    paper lies in a photograph; here it is flat.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = ()
    rules: tuple[Rule, ...] = ()
    aside: tuple[Word, ...] = ()
    turn: int = 0
    bend: Bend | None = None


def is_power(word: str, raised: str) -> bool:
    """Whether a raised digit is a power, as in `350.000 m³`, and no footnote's mark."""
    return raised in ("2", "3") and bool(_LENGTH.search(word))


def word_box(x0: float, x1: float, base: float, size: float) -> Box:
    """The box of a word of `size` points that stands on the line `base`."""
    return Box(x0, base - ASCENT * size, max(x1, x0 + 0.1), base + DESCENT * size)


def box_of(word: Word) -> Box:
    """The word's box, which every word of a sheet has."""
    assert word.box is not None
    return word.box


def size_of(word: Word) -> float:
    """The size of print in points."""
    return word.size or (box_of(word).bottom - box_of(word).top) / (ASCENT + DESCENT)


def base_of(word: Word) -> float:
    """Where the word's base line is, in points from the top."""
    return box_of(word).bottom - DESCENT * size_of(word)


def _left(word: Word) -> float:
    return box_of(word).x0


@dataclass(frozen=True, slots=True)
class Row:
    """Words on one base line over the whole page, left to right, and where the row begins and ends."""

    words: tuple[Word, ...]
    base: float
    size: float
    x0: float
    x1: float

    @classmethod
    def of(cls, words: Sequence[Word]) -> Row:
        """The row of these words; raised ones do not count for base and size unless they are alone."""
        plain = [w for w in words if not w.raised] or words
        ordered = tuple(sorted(words, key=_left))
        base, size = median(map(base_of, plain)), median(map(size_of, plain))
        return cls(ordered, base, size, _left(ordered[0]), max([box_of(w).x1 for w in words]))

    @property
    def top(self) -> float:
        """Upper edge by base and size."""
        return self.base - ASCENT * self.size

    @property
    def bottom(self) -> float:
        """Lower edge by base and size."""
        return self.base + DESCENT * self.size

    @property
    def text(self) -> str:
        """The words with single blanks between."""
        return " ".join([w.text for w in self.words])


def rows_of(words: Iterable[Word]) -> list[Row]:
    """The rows that the words stand in, top to bottom."""
    plain: list[tuple[float, Word]] = []
    raised: list[Word] = []
    for word in words:
        if word.raised:
            raised.append(word)
        else:
            plain.append((base_of(word), word))
    plain.sort(key=itemgetter(0))
    groups: list[list[Word]] = []
    bases = 0.0  # of the words of the last group, added up
    for base, word in plain:
        if groups and _same_row(bases / len(groups[-1]), groups[-1][-1], base, word):
            groups[-1].append(word)
            bases += base
        else:
            groups.append([word])
            bases = base
    return _with_raised([Row.of(group) for group in groups], raised)


def _same_row(base: float, last: Word, own: float, word: Word) -> bool:
    return own - base <= 0.3 * min(size_of(word), size_of(last))


def _with_raised(rows: list[Row], raised: list[Word]) -> list[Row]:
    """Put each raised word into the row whose middle is nearest to its own."""
    if not raised:
        return rows
    if not rows:
        return [Row.of(raised)]
    further: dict[int, list[Word]] = defaultdict(list)
    for word in raised:
        middle = (box_of(word).top + box_of(word).bottom) / 2
        further[min(range(len(rows)), key=lambda i: abs(rows[i].base - 0.4 * rows[i].size - middle))].append(word)
    return [Row.of([*row.words, *further[i]]) if i in further else row for i, row in enumerate(rows)]
