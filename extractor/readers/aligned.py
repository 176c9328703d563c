"""Tables of plain text whose cells stand one under another, parted by blanks only."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

_WIDE = re.compile(r" {3,}")
_NARROW = re.compile(r" {2,}")
_RULE = re.compile(r"\s*[-–—_=.]{5,}\s*$")
_NUMBER = re.compile(r"[\d.,/%]+$|-$")
_FEWEST_COLUMNS = 3
_FEWEST_FULL = 2  # rows with a cell in each column
_DEEPEST_HEAD = 4  # rows of a head that have fewer cells than the rows below

Span = tuple[int, int]
"""From and to, in characters of a line."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A table: one past its last line, and the cells of each line, by the line's index."""

    end: int
    rows: dict[int, list[str]]


def aligned(lines: Sequence[str], at: int) -> Aligned | None:
    """The table that begins at line `at` of `lines`; None where its rows do not stand in columns.

    `Đơn vị     Bằng khen          Giấy khen` over `            TT     CN     TT     CN` is a head of two rows.
    """
    taken = list(_taken(lines, at))
    most = max((len(_pieces(lines[i], _WIDE)) for i in taken), default=0)
    full = [i for i in taken if len(_pieces(lines[i], _WIDE)) == most and _counts(lines[i])]
    if most < _FEWEST_COLUMNS or len(full) < _FEWEST_FULL or taken.index(full[0]) > _DEEPEST_HEAD:
        return None
    cells = list(zip(*(_pieces(lines[i], _WIDE) for i in full), strict=True))
    if any(max(start for start, _ in column) >= min(end for _, end in column) for column in cells):
        return None  # no character over which all cells of a column stand
    columns = [(min(start for start, _ in column), max(end for _, end in column)) for column in cells]
    if any(left[1] >= right[0] for left, right in pairwise(columns)):
        return None
    while not _in_columns(lines[taken[-1]], columns):
        taken.pop()
    return Aligned(taken[-1] + 1, {i: _cells(lines[i], columns) for i in taken})


def _taken(lines: Sequence[str], at: int) -> Iterator[int]:
    """The lines from `at` on with two cells or more, and those that go on with a cell of the line before."""
    before = -1
    for i in range(at, len(lines)):
        line = lines[i].expandtabs()
        pieces = _pieces(line, _WIDE)
        if not pieces or _RULE.match(line):
            continue
        goes_on = before == i - 1 and len(line) - len(line.lstrip()) >= _FEWEST_COLUMNS
        if len(pieces) < 2 and not goes_on:
            return
        yield i
        before = i


def _pieces(line: str, gap: re.Pattern[str]) -> list[Span]:
    """Where the pieces of a line stand that `gap` parts."""
    line = line.expandtabs().rstrip()
    begin = len(line) - len(line.lstrip())
    spans, at = [], begin
    for blank in gap.finditer(line, begin):
        spans.append((at, blank.start()))
        at = blank.end()
    return [*spans, (at, len(line))] if line.strip() else []


def _counts(line: str) -> bool:
    """Whether a cell of the line after the first is a number."""
    return any(_NUMBER.match(line.expandtabs()[start:end]) for start, end in _pieces(line, _WIDE)[1:])


def _in_columns(line: str, columns: list[Span]) -> bool:
    """Whether a line ends a table: it has cells in two columns or more, or one that goes on with a cell above."""
    pieces = _pieces(line, _WIDE)
    inside = len(pieces) > 1 or pieces[0][1] <= columns[-1][0]
    return inside and pieces[-1][0] <= columns[-1][1]


def _cells(line: str, columns: list[Span]) -> list[str]:
    """The cells of a line, each in the column it stands in or, over several, in the first of them."""
    cells = [""] * len(columns)
    for start, end in _parted(line, columns):
        column = _column(start, end, columns)
        cells[column] = f"{cells[column]} {line.expandtabs()[start:end]}".strip()
    return cells


def _parted(line: str, columns: list[Span]) -> Iterator[Span]:
    """The pieces of a line; two blanks part them where they stand between two columns."""
    pieces = _pieces(line, _NARROW)
    start = pieces[0][0]
    for left, right in pairwise(pieces):
        if right[0] - left[1] >= _FEWEST_COLUMNS or _column(*left, columns) != _column(*right, columns):
            yield start, left[1]
            start = right[0]
    yield start, pieces[-1][1]


def _column(start: int, end: int, columns: list[Span]) -> int:
    """The first column that a piece stands in, else the nearest."""
    over = (i for i, (left, right) in enumerate(columns) if start < right and left < end)
    near = min(range(len(columns)), key=lambda i: min(abs(columns[i][0] - end), abs(start - columns[i][1])))
    return next(over, near)
