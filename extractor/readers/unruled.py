"""Tables without rules, told by the white strips that part their columns over several rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.readers.grid import Grid
from extractor.readers.sheet import Row, box_of
from models.page import Box

_STRIP = 1.2  # sizes of print: the least white space between the columns in a row that begins a table
_NARROWED = 0.6  # the same over all rows
_FEWEST_STRIPS = 2  # with one only, the columns may be recipients and a signature
_FEWEST_ROWS = 3  # with cells in three columns
_ACROSS = 0.7  # of the table's head: no row across its columns is wider
_NEAR = 3.0  # heights of a line between the rows of a table

_BESIDE = 0.3  # sizes by which lines side by side overlap
_CLEARLY = 1.0  # points: a smaller difference of white space says nothing
_NUMBER = re.compile(r"\d[\d.,]*%?")

_Strip = tuple[float, float]


def find_unruled(rows: Sequence[Row]) -> list[Grid]:
    """The tables among the rows of a page, top to bottom."""
    grids: list[Grid] = []
    bands = _bands(rows)
    whole = [Row.of([word for row in band for word in row.words]) if len(band) > 1 else band[0] for band in bands]
    gaps = [_gaps(row) for row in whole]
    at = 0
    while at < len(whole):
        end, strips = _run(whole, gaps, at)
        if end > at:
            lines = [row for band in bands[at:end] for row in band]
            grids.append(_grid(lines, list(_parting(strips, whole[at:end]))))
        at = max(end, at + 1)
    return grids


def _gaps(row: Row) -> list[_Strip]:
    """The white space in a row that may part columns, from and to."""
    gaps, end, least = [], row.x0, _STRIP * row.size
    for word in row.words:
        box = box_of(word)
        if box.x0 - end >= least:
            gaps.append((end, box.x0))
        end = max(end, box.x1)
    return gaps


def _run(rows: Sequence[Row], gaps: Sequence[list[_Strip]], at: int) -> tuple[int, list[_Strip]]:
    """One past the last row of the table that begins at `at`, and its strips; `at` where none begins."""
    if len(gaps[at]) < _FEWEST_STRIPS:
        return at, []
    strips, full, last = gaps[at], 1, at
    taken = strips
    for i in range(at + 1, len(rows)):
        if rows[i].top - rows[i - 1].bottom > _NEAR * rows[i].size:
            break
        if _lies_across(rows[i], strips) and _may_name(rows[i], rows[at]):
            continue
        strips = _shared(strips, rows[i])
        if len(strips) < _FEWEST_STRIPS:
            break
        if gaps[i] or rows[i].x0 > strips[0][1]:
            last, taken = i, strips
            full += len(gaps[i]) >= _FEWEST_STRIPS
    return (last + 1, taken) if full >= _FEWEST_ROWS else (at, [])


def _lies_across(row: Row, strips: Sequence[_Strip]) -> bool:
    """Whether the row is one piece of print that reaches out of the first column."""
    return row.x0 < strips[0][0] < row.x1 and not _gaps(row)


def _may_name(row: Row, head: Row) -> bool:
    """Whether the row may name what the rows below it belong to: it is short, and no sentence."""
    return row.x1 - row.x0 < _ACROSS * (head.x1 - head.x0) and not row.text.endswith((".", ":", ";", ","))


def _shared(strips: Sequence[_Strip], row: Row) -> list[_Strip]:
    """What of the strips is white in the row too: a word that stands in one leaves what is to its left and right."""
    shared = []
    for x0, x1 in strips:
        for box in map(box_of, row.words):
            if x0 < box.x1 and box.x0 < x1:
                shared.append((x0, box.x0))
                x0 = max(x0, box.x1)
        shared.append((x0, x1))
    return [(x0, x1) for x0, x1 in shared if x1 - x0 >= _NARROWED * row.size]


def _parting(strips: Sequence[_Strip], rows: Sequence[Row]) -> Iterator[_Strip]:
    """The strips that part two columns: some row has words in both.

    Where a head is centred over what stands at the left of its column, white space is left on either side of it.
    """
    regular = [row for row in rows if len(_shared(strips, row)) == len(strips)]
    left = float("-inf")
    for i, (x0, x1) in enumerate(strips):
        right = strips[i + 1][0] if i + 1 < len(strips) else float("inf")
        if any(_has_word(row, left, x0) and _has_word(row, x1, right) for row in regular):
            yield x0, x1
            left = x1


def _has_word(row: Row, x0: float, x1: float) -> bool:
    return any(x0 <= (box.x0 + box.x1) / 2 <= x1 for box in map(box_of, row.words))


def _grid(rows: Sequence[Row], strips: Sequence[_Strip]) -> Grid:
    """The table's cells: between the middles of the strips, and from each row with a word in the first column on."""
    x0, x1 = min(row.x0 for row in rows) - 1, max(row.x1 for row in rows) + 1
    edges = [x0, *((a + b) / 2 for a, b in strips), x1]
    tops = list(_tops(rows, strips))
    cells = []
    for r, (top, bottom) in enumerate(pairwise([*(top for top, _ in tops), rows[-1].bottom])):
        sides = [x0, x1] if tops[r][1] else edges
        cells += [(r, c, Box(left, top, right, bottom)) for c, (left, right) in enumerate(pairwise(sides))]
    return Grid(Box(x0, tops[0][0], x1, rows[-1].bottom), len(tops), len(edges) - 1, tuple(cells))


def _tops(rows: Sequence[Row], strips: Sequence[_Strip]) -> Iterator[tuple[float, bool]]:
    """Where the table's rows begin, and whether each lies across its columns."""
    yield rows[0].top, False
    was_across = early = False
    for above, lines in pairwise(_bands(rows)):
        across = _lies_across(lines[0], strips)
        opens = across or was_across or any(row.x0 < strips[0][0] for row in lines)
        upper = not opens and _hangs_below(above, lines, rows)
        if (opens and not early) or upper or _counts_anew(above[-1], lines[0], strips):
            yield (max(row.bottom for row in above) + lines[0].top) / 2, across
        was_across, early = across, upper


def _bands(rows: Sequence[Row]) -> list[list[Row]]:
    """The lines that stand side by side: those of a cell of two beside the middle of the others."""
    bands: list[list[Row]] = []
    for row in rows:
        if bands and row.top < bands[-1][-1].bottom - _BESIDE * row.size:
            bands[-1].append(row)
        else:
            bands.append([row])
    return bands


def _hangs_below(above: Sequence[Row], lines: Sequence[Row], rows: Sequence[Row]) -> bool:
    """Whether lines without a first column stand nearer to what is below them: the first of three of a cell."""
    below = next((row for row in rows if row.top > lines[-1].top), None)
    if below is None:
        return False
    return below.top - lines[-1].bottom + _CLEARLY < lines[0].top - above[-1].bottom


def _counts_anew(above: Row, row: Row, strips: Sequence[_Strip]) -> bool:
    """Whether a row that has nothing in the first column has a number below what the row above has there: a total."""
    numbers = [word for word in row.words if _NUMBER.fullmatch(word.text) and box_of(word).x0 > strips[0][1]]
    return any(_has_word(above, box_of(word).x0 - row.size, box_of(word).x1 + row.size) for word in numbers)
