"""The straight lines drawn on a page of a PDF."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pypdfium2.raw as pdfium

from extractor.readers import pdf_calls as calls
from extractor.readers.pdf_frame import Drawn
from extractor.readers.sheet import Rule
from models.page import Box

_THIN = 3.0  # points: a filled rectangle no wider is a rule
_SHORT = 8.0  # points: a rule no longer is part of a letter or an ornament
_MAX_CORNERS = 4000  # of one path; more is a drawing


def rules_of(drawn: Iterable[Drawn]) -> Iterator[Rule]:
    """The straight lines among what is drawn on a page: strokes, sides of boxes, and thin filled boxes."""
    for path in drawn:
        if path.kind != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        points = list(_outline(path))
        if points and (box := _thin_box(points)):
            yield from _long(_straight(box))
        else:
            for start, end in pairwise(points):
                yield from _long(_segment(start, end))


def _outline(path: Drawn) -> Iterator[tuple[float, float, bool]]:
    """The corners of a path: x, y and whether a new stroke begins there. Curves end the outline."""
    start = (0.0, 0.0)
    x, y = ctypes.c_float(), ctypes.c_float()
    to_x, to_y = ctypes.byref(x), ctypes.byref(y)
    for i in range(min(calls.count_segments(path.address), _MAX_CORNERS)):
        segment = calls.segment_at(path.address, i)
        kind = calls.segment_kind(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        calls.segment_point(segment, to_x, to_y)
        here = path.matrix(x.value, y.value)
        moves = kind == pdfium.FPDF_SEGMENT_MOVETO
        start = here if moves else start
        yield *here, moves
        if calls.segment_closes(segment):
            yield *start, False


def _thin_box(points: list[tuple[float, float, bool]]) -> Box | None:
    """The box around the outline when it is so thin that it prints as a line."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    box = Box(min(xs), min(ys), max(xs), max(ys))
    return box if min(box.x1 - box.x0, box.bottom - box.top) <= _THIN else None


def _straight(box: Box) -> Rule:
    if box.x1 - box.x0 >= box.bottom - box.top:
        middle = (box.top + box.bottom) / 2
        return Rule(box.x0, middle, box.x1, middle)
    middle = (box.x0 + box.x1) / 2
    return Rule(middle, box.top, middle, box.bottom)


def _segment(start: tuple[float, float, bool], end: tuple[float, float, bool]) -> Rule | None:
    (x0, y0, _), (x1, y1, moves) = start, end
    box = Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    if moves or min(box.x1 - box.x0, box.bottom - box.top) > 0.5:
        return None
    return _straight(box)


def _long(rule: Rule | None) -> Iterator[Rule]:
    if rule and rule.length > _SHORT:
        yield rule
