"""Ruled tables: from printed lines to rows of cells, for born-digital pages and for scans alike."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.readers.sheet import Rule, box_of
from models.page import Box, Word

_SNAP = 4.0  # points within which two rules are one, and an end meets a rule
_LEAST = 6.0  # points: a cell is at least so wide and so high
_TOO_MANY = 3000  # rules on a page: a drawing

_Placed = tuple[int, int, Box]  # row and column of a cell, and the cell


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's cells by row and column of their upper left corner; merged cells reach over several."""

    box: Box
    rows: int
    columns: int
    cells: tuple[_Placed, ...]

    def holds(self, word: Word) -> bool:
        """Whether the word's middle lies in the table."""
        return _holds(self.box, *_middle(word))

    def fill(self, words: Iterable[Word]) -> dict[tuple[int, int], list[Word]]:
        """The words of each cell by its row and column: those whose middle it holds, or to which it is nearest."""
        filled: dict[tuple[int, int], list[Word]] = {}
        tops = sorted({box.top for _, _, box in self.cells})
        bands = self._bands(tops)
        for word in words:
            x, y = _middle(word)
            band = bands[max(bisect_right(tops, y) - 1, 0)]
            cell = next((cell for cell in band if _holds(cell[2], x, y)), None)
            row, column, _ = cell or min(self.cells, key=lambda cell: _distance(cell[2], x, y))
            filled.setdefault((row, column), []).append(word)
        return filled

    def _bands(self, tops: Sequence[float]) -> list[list[_Placed]]:
        """For each strip of the page from one of the heights `tops` to the next, the cells that reach into it."""
        bands: list[list[_Placed]] = [[] for _ in tops]
        for cell in self.cells:
            for i in range(bisect_right(tops, cell[2].top) - 1, bisect_right(tops, cell[2].bottom)):
                bands[i].append(cell)
        return bands


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """The tables that the rules draw, top to bottom; a lone frame is none."""
    lying = sum(rule.lying for rule in rules)
    if lying < 2 or len(rules) - lying < 2 or len(rules) > _TOO_MANY:
        return []
    from pdfplumber import table  # heavy, and few pages have tables

    edges = table.merge_edges([_edge(rule) for rule in rules], _SNAP, _SNAP, _SNAP, _SNAP)
    crossings = table.edges_to_intersections(edges, _SNAP, _SNAP)
    tables = table.cells_to_tables(table.intersections_to_cells(crossings))
    grids = [_grid([Box(*cell) for cell in cells]) for cells in tables]
    return sorted((g for g in grids if g and len(g.cells) > 1), key=lambda g: g.box.top)


def _edge(rule: Rule) -> dict[str, float | str]:
    return {
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
        "orientation": "h" if rule.lying else "v",
    }


def _grid(cells: list[Box]) -> Grid | None:
    cells = [c for c in cells if c.x1 - c.x0 >= _LEAST and c.bottom - c.top >= _LEAST]
    if not cells:
        return None
    lefts, tops = _distinct(c.x0 for c in cells), _distinct(c.top for c in cells)
    whole = cells[0]
    for cell in cells[1:]:
        whole = whole.union(cell)
    placed = tuple((_index(tops, c.top), _index(lefts, c.x0), c) for c in cells)
    return Grid(whole, len(tops), len(lefts), placed)


def _distinct(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _SNAP:
            kept.append(value)
    return kept


def _index(starts: list[float], value: float) -> int:
    return bisect_right(starts, value + _SNAP / 2) - 1


def _middle(word: Word) -> tuple[float, float]:
    own = box_of(word)
    return (own.x0 + own.x1) / 2, (own.top + own.bottom) / 2


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _distance(box: Box, x: float, y: float) -> float:
    """How far a point lies outside the box, in points."""
    return max(box.x0 - x, x - box.x1, 0) + max(box.top - y, y - box.bottom, 0)
