"""Pages that lie on their side or head in the scanner, or were photographed so: told by how they read, and turned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from extractor.readers.picture import Grey, lift_of_print, paper_of, stands
from extractor.readers.scanned import Scan

_POOR = 0.65  # mean confidence: what stands on its head is read with 0.45, on one side with 0.55, a bad scan with 0.75
_SURE = 0.75
_INK, _PRINTED = 0.6, 0.005  # of the paper's brightness: ink is darker; the share of it on a page with some lines
_HANGING = 0.08  # see `lift_of_print`: pages upside down have more than 0.12, upright ones less than 0.06
_HALF = 0.6  # confidence that a word needs to speak for a page
_LONG = 4  # letters of a word that is wider than it is high, on any page that lies right


def upright(raw: Grey, read: Callable[[Grey], Scan]) -> Scan:
    """What `read` makes of the page turned so that its print lies; `turn` of the sheet says how far it was turned.

    How the ink lies tells most, so that a page is read once. Where it then reads badly, it is read once or twice more:
    Tesseract reads print that was turned clockwise by itself, but its lines then run down the page; of the other two
    turns it makes little.
    """
    likely = likely_turn(raw)
    tried = [_turned(raw, likely, read)]
    for more in _turns(tried[0]) or _blind(tried[0], raw):
        tried.append(_turned(raw, (likely + more) % 4, read))
        if tried[-1].confidence >= _SURE and not _stands(tried[-1]):
            break
    return max(tried, key=lambda one: (not _stands(one), _worth(one)))


def likely_turn(raw: Grey) -> int:
    """How far the print seems to be turned, in quarters clockwise; 0 where there is too little of it to tell."""
    if stands(raw):
        return 3 if lift_of_print(np.ascontiguousarray(np.rot90(raw))) > 0 else 1
    return 2 if lift_of_print(raw) > _HANGING else 0


def _turns(scan: Scan) -> tuple[int, ...]:
    """How far the print may be turned, in quarters clockwise, the likeliest first; none where it reads well."""
    if _stands(scan):
        return (1, 3) if scan.confidence >= _POOR else (3, 1)
    return (2, 3) if scan.sheet.words and scan.confidence < _POOR else ()


def _blind(scan: Scan, raw: Grey) -> tuple[int, ...]:
    """The same for a page on which nothing was read, though there is ink."""
    inked = not scan.sheet.words and (raw[::4, ::4] < _INK * paper_of(raw)).mean() > _PRINTED
    return (3, 1, 2) if inked else ()


def _turned(raw: Grey, quarters: int, read: Callable[[Grey], Scan]) -> Scan:
    """The page read as if its print were turned clockwise by so many quarters."""
    scan = read(np.ascontiguousarray(np.rot90(raw, quarters)) if quarters else raw)
    return replace(scan, sheet=replace(scan.sheet, turn=quarters))


def _stands(scan: Scan) -> bool:
    """Whether the words run down the page, as Tesseract finds them."""
    boxes = [word.box for word in scan.sheet.words if word.box and len(word.text) >= _LONG]
    return sum(box.x1 - box.x0 < box.bottom - box.top for box in boxes) > len(boxes) / 2


def _worth(scan: Scan) -> float:
    """How much was read, and how surely."""
    return sum(((word.confidence or 0.0) - _HALF) * len(word.text) for word in scan.sheet.words)
