"""Which part of a printed word some of its letters take up, where only the whole word's box is known."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import cache

from models.knowledge import load
from models.page import Box

_SLACK = 0.08  # heights of the box: how far the estimate may be out


def part_of(box: Box, word: str, start: int, end: int) -> Box:
    """The part of the word's box that its letters from `start` to `end` stand in, estimated from usual widths.

    It never cuts into those letters: it may be a little wide. Of `“Dân vận khéo”;` the last word without its signs is
    `part_of(box, "khéo”;", 0, 4)`.
    """
    if start <= 0 and end >= len(word):
        return box
    whole = sum(map(_width, word)) or 1.0
    room, slack = box.x1 - box.x0, _SLACK * (box.bottom - box.top)
    left = box.x0 + room * sum(map(_width, word[: max(start, 0)])) / whole - slack
    right = box.x0 + room * sum(map(_width, word[:end])) / whole + slack
    return replace(box, x0=max(left, box.x0), x1=min(right, box.x1))


@cache
def _width(letter: str) -> float:
    known = load("letter_widths")
    base = unicodedata.normalize("NFD", letter)[0]
    return next((float(width) for width, letters in known["widths"].items() if base in letters), known["other"])
