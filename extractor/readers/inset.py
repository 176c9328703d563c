"""Pictures of print on a page that has text of its own: a scanned body below a typed head, a table pasted in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

from extractor.readers.scanned import Scan
from extractor.readers.sheet import Sheet, box_of, rows_of, size_of
from models.page import Box, Word

if TYPE_CHECKING:  # heavy, and few pages have pictures
    import numpy as np
    from numpy.typing import NDArray

Picture: TypeAlias = "NDArray[np.uint8]"
"""Of a page, height by width (by RGB)."""

_WIDE, _LARGE = 0.3, 0.05  # of the page's width and area: stamps, logos and signatures are smaller
_COVERED = 0.1  # of a picture's area, under words of the page's own: more is a ground to print on
_BRIGHT, _PAPER = 0.75, 0.6  # of the paper's brightness; the share of a picture of print that is so bright
_ROUND = 1.0  # points about a word that are painted over with it
_FEWEST_ROWS, _FEWEST_WORDS = 3, 8
_SURE = 0.65  # mean confidence: what is no print is read with less
_SMALLEST, _LARGEST = 5.0, 24.0  # points: print that is meant to be read there


def insets_of(boxes: Iterable[Box], sheet: Sheet) -> list[Box]:
    """Those of a page's pictures that may show print of their own, as far as they lie on the page."""
    shown = [_on(box, sheet) for box in _whole(boxes)]
    return [box for box in shown if _is_large(box, sheet) and not _is_ground(box, sheet)]


def without_rest(picture: Picture, sheet: Sheet, insets: Sequence[Box]) -> Picture | None:
    """The page's picture with white for all but the insets that look like print; None where none does."""
    scale = picture.shape[1] / sheet.width
    kept, shows = picture.copy(), False
    kept.fill(255)
    for rows, columns in (_place(box, scale) for box in insets):
        if _looks_printed(picture[rows, columns]):
            kept[rows, columns], shows = picture[rows, columns], True
    for word in sheet.words:
        box = box_of(word)
        kept[_place(Box(box.x0 - _ROUND, box.top - _ROUND, box.x1 + _ROUND, box.bottom + _ROUND), scale)] = 255
    return kept if shows else None


def is_print(read: Scan) -> bool:
    """Whether what was read in a page's insets is print indeed: some lines, surely read, of a usual size."""
    words = read.sheet.words
    if len(words) < _FEWEST_WORDS or read.confidence < _SURE or read.sheet.turn:
        return False
    return _SMALLEST <= median(map(size_of, words)) <= _LARGEST and len(rows_of(words)) >= _FEWEST_ROWS


def _whole(boxes: Iterable[Box]) -> list[Box]:
    """The pictures with the strips together that some programs cut one into."""
    whole: list[Box] = []
    for box in sorted(boxes, key=lambda box: (round(box.x0), round(box.x1), box.top)):
        above = whole[-1] if whole else None
        if above and max(abs(above.x0 - box.x0), abs(above.x1 - box.x1), abs(above.bottom - box.top)) < _ROUND:
            whole[-1] = above.union(box)
        else:
            whole.append(box)
    return whole


def _on(box: Box, sheet: Sheet) -> Box:
    return Box(max(box.x0, 0.0), max(box.top, 0.0), min(box.x1, sheet.width), min(box.bottom, sheet.height))


def _area(box: Box) -> float:
    return max(box.x1 - box.x0, 0.0) * max(box.bottom - box.top, 0.0)


def _is_large(box: Box, sheet: Sheet) -> bool:
    return box.x1 - box.x0 >= _WIDE * sheet.width and _area(box) >= _LARGE * sheet.width * sheet.height


def _is_ground(box: Box, sheet: Sheet) -> bool:
    return sum(_area(box_of(word)) for word in sheet.words if _is_in(word, box)) > _COVERED * _area(box)


def _is_in(word: Word, box: Box) -> bool:
    own = box_of(word)
    return box.x0 < (own.x0 + own.x1) / 2 < box.x1 and box.top < (own.top + own.bottom) / 2 < box.bottom


def _place(box: Box, scale: float) -> tuple[slice, slice]:
    x0, top, x1, bottom = (max(round(v * scale), 0) for v in (box.x0, box.top, box.x1, box.bottom))
    return slice(top, bottom), slice(x0, x1)


def _looks_printed(part: Picture) -> bool:
    """Whether most of a picture is as bright as its paper: photographs are not, but for those of a page."""
    from extractor.readers.picture import grey_of, paper_of

    grey = grey_of(part)
    return bool((grey >= _BRIGHT * paper_of(grey)).mean() > _PAPER)
