"""Boxes of a page that was set straight to be read, brought back to the page as it was scanned."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from models.page import Box, Cell, Line, Page, Table


def tilted_back(pages: Sequence[Page], skews: Mapping[int, float]) -> tuple[Page, ...]:
    """The pages with the boxes where the words stand on the paper as it was scanned.

    `skews`: the angle in degrees by which a page, by its number, was turned to be read. Words that no OCR read stay.
    """
    return tuple(_tilted(page, skews[page.number]) if skews.get(page.number) else page for page in pages)


def _tilted(page: Page, skew: float) -> Page:
    turn = _turn(page, math.radians(skew))
    items = tuple(_turned(i, turn) if isinstance(i, Line) else _turned_table(i, turn) for i in page.items)
    return replace(page, items=items)


def _turn(page: Page, angle: float) -> Callable[[Box], Box]:
    """The map that turns a box's middle about the page's; its sides stay as they are."""
    cx, cy, sin, cos = page.width / 2, page.height / 2, math.sin(angle), math.cos(angle)

    def turn(box: Box) -> Box:
        x, y = (box.x0 + box.x1) / 2 - cx, (box.top + box.bottom) / 2 - cy
        dx, dy = x * cos - y * sin - x, x * sin + y * cos - y
        return Box(box.x0 + dx, box.top + dy, box.x1 + dx, box.bottom + dy)

    return turn


def _turned(line: Line, turn: Callable[[Box], Box]) -> Line:
    return replace(
        line, words=tuple(replace(w, box=turn(w.box)) if w.box and w.confidence is not None else w for w in line.words)
    )


def _turned_table(table: Table, turn: Callable[[Box], Box]) -> Table:
    rows = tuple(tuple(Cell(tuple(_turned(li, turn) for li in cell.lines)) for cell in row) for row in table.rows)
    return replace(table, rows=rows)
