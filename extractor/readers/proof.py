"""Words as Tesseract read them held against the ink: a dot below that is not there, strokes of Roman numerals."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from extractor.readers.picture import Mask
from extractor.readers.tesseract import Token

_DOT = "\u0323"
_SURE = 0.88  # confidence above which Tesseract has counted right
_SIGNS = ".,:;)”\"'"
# Shares of a line's height from the base line: where a dot below is printed, and where strokes of numerals are parted.
_BELOW = (0.06, 0.3)
_STROKES = (0.2, 0.24, 0.28, 0.42, 0.46)
_BAR, _BAR_LENGTH = (0.2, 0.5), 0.3
_NUMERAL = re.compile(r"(X{0,3})([IH]{1,4})([.,:;)]*)")


def proofread(tokens: Iterable[Token], ink: Mask) -> Iterator[Token]:
    """The tokens, two of Tesseract's habits corrected where the print shows them: `THỊ ĐUA`, `HI.` for `III.`."""
    for token in tokens:
        yield replace(token, text=_numeral(_undotted(token, ink), token, ink))


def _undotted(token: Token, ink: Mask) -> str:
    """The word without dots below when it is in capitals, which reach no lower, and nothing is printed there."""
    letters = unicodedata.normalize("NFD", token.text)
    if _DOT not in letters or not token.text.isupper() or "Q" in token.text:
        return token.text
    signs = len(token.text) - len(token.text.rstrip(_SIGNS))
    right = token.x1 - int((token.x1 - token.x0) * signs / len(token.text))
    top, bottom = (int(token.base + share * token.height) for share in _BELOW)
    below = ink[top:bottom, token.x0 : right]
    if below.size == 0 or below.sum() > 2:
        return token.text
    return unicodedata.normalize("NFC", letters.replace(_DOT, ""))


def _numeral(text: str, token: Token, ink: Mask) -> str:
    """The numeral with as many strokes as are printed: II read as H, XXIII as XXII."""
    parts = _NUMERAL.fullmatch(text)
    if not parts or token.confidence > _SURE:
        return text
    tens, _, signs = parts.groups()
    right = token.x1 - int((token.x1 - token.x0) * 0.12 * len(signs))
    if "H" in text and _has_bar(ink, token, right):
        return text
    heights = [int(token.base - share * token.height) for share in _STROKES]
    counts = Counter(_runs(ink[height, token.x0 : right]) for height in heights if 0 <= height < len(ink))
    (strokes, votes), *_ = counts.most_common(1) or [(0, 0)]
    ones = strokes - 2 * len(tens)
    return f"{tens}{'I' * ones}{signs}" if 1 <= ones <= 3 and votes >= 3 else text


def _has_bar(ink: Mask, token: Token, right: int) -> bool:
    """Whether strokes are joined halfway up, as those of an H are."""
    bottom, top = (int(token.base - share * token.height) for share in _BAR)
    rows = ink[max(top, 0) : bottom, token.x0 : right]
    return any(_longest(row) > _BAR_LENGTH * token.height for row in rows)


def _longest(row: Mask) -> int:
    """The length of the row's longest stroke."""
    steps = np.diff(np.pad(row.astype(np.int8), 1))
    lengths = np.nonzero(steps == -1)[0] - np.nonzero(steps == 1)[0]
    return int(lengths.max()) if lengths.size else 0


def _runs(row: Mask) -> int:
    """How many separate strokes the row crosses."""
    return int((np.diff(np.pad(row.astype(np.int8), 1)) == 1).sum())
