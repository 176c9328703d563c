"""Lines that Tesseract's analysis of a page left out, as it does with page numbers and beside stamps: found by ink."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from extractor.readers.picture import Mask, Stripe, blank
from extractor.readers.tesseract import Engine, Token

_HEIGHT = (0.05, 0.3)  # inch: of a line of print without and with accents
_ROW = 0.02  # inch of ink that a row of print has at least
_EDGE = 0.25  # inch along the paper's edges that hold shadows, no print
_ROOM = 0.03  # inch around words that is theirs
_COLUMNS = 0.3  # inch of white space between columns
_LETTERS = 4  # fewer are holes of a punch, or specks
_SURE = 0.75  # mean confidence of a line that counts


def read_missed(ink: Mask, tokens: list[Token], pictures: Sequence[Stripe], dpi: float, engine: Engine) -> list[Token]:
    """The tokens and those of the lines that were left out; the engine must be looking at the page."""
    first = 1 + max((t.line for t in tokens), default=0)
    for number, place in enumerate(_bands(_unread(ink, tokens, pictures, dpi), dpi)):
        line = engine.line(place) or engine.block(place)
        letters = sum(c.isalnum() for t in line for c in t.text)
        weight = sum(t.confidence * len(t.text) for t in line)
        if letters >= _LETTERS and weight > _SURE * sum(len(t.text) for t in line) and not _is_part(place, tokens):
            tokens = tokens + [replace(t, line=first + number) for t in line]
    return tokens


def _is_part(place: Stripe, tokens: Sequence[Token]) -> bool:
    """Whether the place goes on a word close by: a piece that the word's box left out."""
    high = place[3] - place[1]
    beside = [t for t in tokens if min(t.bottom, place[3]) - max(t.top, place[1]) > 0.5 * min(high, t.bottom - t.top)]
    return any(t.x0 - high / 2 < place[2] and place[0] < t.x1 + high / 2 for t in beside)


def _unread(ink: Mask, tokens: Sequence[Token], pictures: Sequence[Stripe], dpi: float) -> Mask:
    """The ink that no word and no picture accounts for, away from the edges."""
    room, edge = int(_ROOM * dpi), int(_EDGE * dpi)
    words = [(t.x0 - room, t.top - room, t.x1 + room, t.bottom + room) for t in tokens]
    left = blank(ink, [*words, *pictures])
    left[:edge], left[-edge:], left[:, :edge], left[:, -edge:] = False, False, False, False
    return left


def _bands(ink: Mask, dpi: float) -> list[Stripe]:
    """Places as high as a line of print, with ink in every row of them and no wide white space within."""
    places = []
    for top, bottom in _runs(ink.sum(axis=1) >= _ROW * dpi, 1):
        if _HEIGHT[0] * dpi <= bottom - top <= _HEIGHT[1] * dpi:
            room = int(_ROOM * dpi)
            for x0, x1 in _runs(ink[top:bottom].any(axis=0), int(_COLUMNS * dpi)):
                places.append((x0 - room, top - room, x1 + room, bottom + room))
    return places


def _runs(full: NDArray[np.bool_] | np.bool_, gap: int) -> list[tuple[int, int]]:
    """From and to of what is full, over gaps of less than `gap`."""
    steps = np.diff(np.pad(np.asarray(full, dtype=np.int8), 1))
    runs: list[tuple[int, int]] = []
    for start, end in zip(np.nonzero(steps == 1)[0].tolist(), np.nonzero(steps == -1)[0].tolist(), strict=True):
        if runs and start - runs[-1][1] < gap:
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    return runs
