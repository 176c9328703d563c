"""Wholes that a text does not mean to the last digit: `hơn 20.000 lượt`, `không quá 05 tập thể`."""

from __future__ import annotations

import re

from extractor.source import Source
from models.numbers import DECIMAL, parse_number
from models.records import Check

_ABOUT = r"hơn|trên|gần|khoảng|ước|chừng|xấp xỉ|không quá|tối đa|tối thiểu|ít nhất|dưới"
_ROUGH = re.compile(rf"(?<!\w)(?:{_ABOUT})\s+(?P<number>{DECIMAL})(?![\w.,/-]*\d)", re.I)
_BEFORE = 15  # characters before a mention in which such a word may stand


def is_rough(source: Source, check: Check) -> bool:
    """Whether the text calls the whole of `check` a rough number or a limit, so that its parts prove nothing."""
    near = source.text[max(check.evidence.start - _BEFORE, 0) : check.evidence.end]
    numbers = (parse_number(match["number"]) for match in _ROUGH.finditer(near))
    return any(number is not None and float(number) == check.stated for number in numbers)
