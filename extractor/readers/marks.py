"""Footnote marks on scans: small raised digits, which Tesseract reads as quotation marks and the like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

import numpy as np
from PIL import Image

from extractor.readers.picture import Grey, Mask, Stripe, ink_of, paper_of
from extractor.readers.tesseract import Engine, Token

# Shares of the size of print: a raised digit's height, width, and white space under it down to the base line.
# A quotation mark is lower (0.2 to 0.27), a letter's accent has the letter under it.
_HEIGHT = (0.3, 0.56)
_WIDTH = (0.06, 0.42)
_RISE = (0.2, 0.65)
_TOUCHING = 0.14  # white space between the digits of one mark
_ENLARGED = 2  # times, for reading: small digits alone on white paper
_SURE = 0.7  # confidence of a digit


@dataclass(frozen=True, slots=True)
class RaisedMark:
    """A mark: its digits, its place in pixels, the line of tokens that it stands in."""

    text: str
    place: Stripe
    line: int
    confidence: float


def find_marks(grey: Grey, tokens: Sequence[Token], engine: Engine) -> list[RaisedMark]:
    """The marks in the lines of `tokens`; the engine is left looking at another picture."""
    ink = ink_of(grey)
    found = []
    for line, members in groupby(sorted(tokens, key=lambda t: t.line), key=lambda t: t.line):
        for place in _raised(ink, list(members)):
            mark = _read(grey, place, line, engine)
            if mark:
                found.append(mark)
    return found


def _raised(ink: Mask, line: list[Token]) -> Iterator[Stripe]:
    """Places of small ink that stands clear above the base line."""
    size = median(token.height for token in line) * 1.05
    base = int(median(token.base for token in line))
    left, right = max(min(t.x0 for t in line) - int(0.6 * size), 0), max(t.x1 for t in line) + int(0.6 * size)
    top = max(base - int(size), 0)
    band = ink[top : base + int(0.2 * size), left:right]
    last: Stripe | None = None
    for x0, x1 in _columns(band):
        rows = np.nonzero(band[:, x0:x1].any(axis=1))[0]
        place = (x0 + left, int(rows[0]) + top, x1 + left, int(rows[-1]) + 1 + top)
        if not _is_raised(place, base, size):
            continue
        if last and place[0] - last[2] < _TOUCHING * size:
            last = (last[0], min(last[1], place[1]), place[2], max(last[3], place[3]))
            continue
        if last:
            yield last
        last = place
    if last:
        yield last


def _columns(band: Mask) -> list[tuple[int, int]]:
    """From and to of the runs of columns that hold ink."""
    steps = np.diff(np.pad(band.any(axis=0).astype(np.int8), 1))
    return list(zip(np.nonzero(steps == 1)[0].tolist(), np.nonzero(steps == -1)[0].tolist(), strict=True))


def _is_raised(place: Stripe, base: int, size: float) -> bool:
    x0, top, x1, bottom = place
    shares = (((bottom - top) / size, _HEIGHT), ((x1 - x0) / size, _WIDTH), ((base - bottom) / size, _RISE))
    return all(least <= share <= most for share, (least, most) in shares)


def _read(grey: Grey, place: Stripe, line: int, engine: Engine) -> RaisedMark | None:
    x0, top, x1, bottom = place
    crop = Image.fromarray(grey[max(top - 3, 0) : bottom + 3, max(x0 - 2, 0) : x1 + 2])
    large = crop.resize((crop.width * _ENLARGED, crop.height * _ENLARGED), Image.Resampling.BICUBIC)
    sheet = Image.new("L", (large.width + 40, large.height + 40), int(paper_of(grey)))
    sheet.paste(large, (20, 20))
    engine.look(np.array(sheet), 300)
    with engine.only("0123456789"):
        digits = engine.line((0, 0, sheet.width, sheet.height))
    if len(digits) != 1 or digits[0].confidence < _SURE or len(digits[0].text) > 3:
        return None
    return RaisedMark(digits[0].text, place, line, digits[0].confidence)
