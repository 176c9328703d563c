"""Tables without rules, told by the white strips that part their columns over several rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.readers.grid import Grid
from extractor.readers.sheet import Row, box_of
from models.page import Box

_STRIP = 1.2  # sizes of print: the least white space between the columns in a row that begins a table
_NARROWED = 0.6  # the same over all rows
_FEWEST_STRIPS = 2  # with one only, the columns may be recipients and a signature
_FEWEST_ROWS = 3  # with cells in three columns
_NEAR = 3.0  # heights of a line between the rows of a table

_Strip = tuple[float, float]


def find_unruled(rows: Sequence[Row]) -> list[Grid]:
    """The tables among the rows of a page, top to bottom."""
    grids: list[Grid] = []
    gaps = [_gaps(row) for row in rows]
    at = 0
    while at < len(rows):
        end, strips = _run(rows, gaps, at)
        if end > at:
            grids.append(_grid(rows[at:end], strips))
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
        strips = _shared(strips, rows[i])
        if len(strips) < _FEWEST_STRIPS:
            break
        if gaps[i] or rows[i].x0 > strips[0][1]:
            last, taken = i, strips
            full += len(gaps[i]) >= _FEWEST_STRIPS
    return (last + 1, taken) if full >= _FEWEST_ROWS else (at, [])


def _shared(strips: Sequence[_Strip], row: Row) -> list[_Strip]:
    """What of the strips is white in the row too."""
    shared = []
    for x0, x1 in strips:
        for box in map(box_of, row.words):
            if box.x0 < x1 and box.x1 > x0:
                x0, x1 = (max(x0, box.x1), x1) if (box.x0 + box.x1) < x0 + x1 else (x0, min(x1, box.x0))
        if x1 - x0 >= _NARROWED * row.size:
            shared.append((x0, x1))
    return shared


def _grid(rows: Sequence[Row], strips: Sequence[_Strip]) -> Grid:
    """The table's cells: between the middles of the strips, and from each row with a word in the first column on."""
    x0, x1 = min(row.x0 for row in rows) - 1, max(row.x1 for row in rows) + 1
    edges = [x0, *((a + b) / 2 for a, b in strips), x1]
    heights = [*_tops(rows, edges[1]), rows[-1].bottom]
    cells = tuple(
        (r, c, Box(edges[c], heights[r], edges[c + 1], heights[r + 1]))
        for r in range(len(heights) - 1)
        for c in range(len(edges) - 1)
    )
    return Grid(Box(x0, heights[0], x1, heights[-1]), len(heights) - 1, len(edges) - 1, cells)


def _tops(rows: Sequence[Row], first: float) -> Iterator[float]:
    """Where the table's rows begin, `first` being the right edge of the first column."""
    yield rows[0].top
    for above, row in pairwise(rows):
        if row.x0 < first:
            yield (above.bottom + row.top) / 2
