"""Cells of ruled tables on scans, each read for itself: what stands side by side is kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from extractor.readers.figures import tight, with_figures
from extractor.readers.marks import read_digits
from extractor.readers.picture import Grey, Mask, Stripe
from extractor.readers.stamps import without_stamps
from extractor.readers.tesseract import Engine, Token

_SPECKS = 12  # pixels of ink in a cell that is empty
_SURE = 0.9  # confidence of a lone word, above which it is not read in another way
_WEAK = 0.75  # mean confidence of a cell that may lie under a stamp
_STRENGTH = 0.3  # see `without_stamps`
_DIGITS = 0.6  # confidence of a number that only enlarging made legible


def read_cells(grey: Grey, ink: Mask, cells: Sequence[Stripe], dpi: float, engine: Engine) -> list[Token]:
    """The words in the cells, given in pixels."""
    filled = [c for c in cells if ink[c[1] : c[3], c[0] : c[2]].sum() > _SPECKS]
    if not filled:
        return []
    engine.look(grey, dpi)
    found = {cell: _words(cell, engine) for cell in filled}
    weak = [cell for cell in filled if _confidence(found[cell]) < _WEAK]
    if weak:
        engine.look(without_stamps(grey, _STRENGTH), dpi)
        found |= {cell: max(found[cell], _words(cell, engine), key=_confidence) for cell in weak}
    for cell in weak:
        if _confidence(found[cell]) < _WEAK and (number := _number(grey, ink, cell, engine)):
            found[cell] = [number]
    found = with_figures({cell: found.get(cell, []) for cell in cells}, grey, ink, engine)
    return [token for tokens in found.values() for token in tokens]


def _words(cell: Stripe, engine: Engine) -> list[Token]:
    tokens = engine.block(cell)
    if len(tokens) > 1 or _confidence(tokens) > _SURE:
        return tokens
    return max(tokens, engine.line(cell), key=_confidence)


def _confidence(tokens: Sequence[Token]) -> float:
    return fmean(t.confidence for t in tokens) if tokens else 0.0


def _number(grey: Grey, ink: Mask, cell: Stripe, engine: Engine) -> Token | None:
    """The number that stands alone in a cell, such as a running number."""
    place = tight(ink, cell)
    if not place or place[2] - place[0] > 3 * (place[3] - place[1]):
        return None
    number = read_digits(grey, place, engine)
    return number if number and number.confidence > _DIGITS else None
