"""Where sentences end, by rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.patterns import CAPITALS

# A sentence ends at these signs before a blank and a capital, a quote or a bracket; not after an initial, a number or
# an abbreviation ("TP. Hồ Chí Minh", "1. Mục đích").
_END = re.compile(rf"(?<![.!?…])(?P<sign>[.!?…]++[\"”’)]*+)\s+(?=[\"“‘(]?[{CAPITALS}])|\n+")
_ABBREVIATION = re.compile(r"(?<![^\s(])(?:TP|Tp|TX|TT|ThS|TS|GS|PGS|Th|Q|P|[A-ZĐ])$")
_NUMBERING = re.compile(r"(?:^\s*|[;:]\s*)(?:[IVXLC]+|\d+(?:\.\d+)*)$")
_BEFORE = 12  # characters before a dot that tell what it is; of a sentence without end, the whole is never looked at


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences; a line break always ends one.

    >>> [text[a:b] for text in ["Năm 2020. TP. Huế có 3 xã."] for a, b in sentence_spans(text)]
    ['Năm 2020.', 'TP. Huế có 3 xã.']
    """
    start = 0
    for match in _END.finditer(text):
        sign = match.group("sign")
        if sign == "." and _goes_on(text[max(start, match.start() - _BEFORE) : match.start()]):
            continue
        end = match.end("sign") if sign else match.start()
        if end > start:
            yield start, end
        start = match.end()
    if start < len(text):
        yield start, len(text)


def _goes_on(before: str) -> bool:
    """Whether the dot after `before` belongs to an abbreviation or a number in a list ("...; 2. Bà Lò Thị Ín")."""
    return bool(_ABBREVIATION.search(before[-6:]) or _NUMBERING.search(before))
