"""Vietnamese in encodings from before Unicode (TCVN3 of the .VnTime fonts, VNI), turned into Unicode.

This comes before a text is normalised: what looks like an Icelandic Ð is an é there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

from models.knowledge import load

Encoding = Literal["tcvn3", "vni"]

_UNICODE_SHARE = 0.03  # of letters that only Vietnamese in Unicode has; 0.20 in its running text
_TCVN3_SHARE = 0.04  # of telling signs; 0.13 in running text
_VNI_SHARE = 0.06  # of vowels with a sign behind; 0.17 in running text


def modern(text: str) -> str:
    """`text` in Unicode: as it is, unless its letters tell that it is in an old encoding.

    >>> modern("QuyÕt ®Þnh khen th­ëng")
    'Quyết định khen thưởng'
    """
    encoding = detect(text)
    return decode(text, encoding) if encoding else text


def detect(text: str) -> Encoding | None:
    """The old encoding that `text` is in; None where it is in Unicode or says too little."""
    length = sum(not c.isspace() for c in text)
    if not length or sum("\u1ea0" <= c <= "\u1ef9" or c in "ơưđƠƯĐ" for c in text) > length * _UNICODE_SHARE:
        return None
    telling = frozenset(load("old_fonts")["tcvn3"]["telling"])
    if sum(c in telling for c in text) > length * _TCVN3_SHARE:
        return "tcvn3"
    return "vni" if len(_vni().findall(text)) > length * _VNI_SHARE else None


def encoding_of_font(font: str | None) -> Encoding | None:
    """The old encoding that a font of this name shows: ".VnTimeH", "VNI-Times"."""
    if not font:
        return None
    name = font.rpartition("+")[2].lower()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni-") else None


def decode(text: str, encoding: Encoding, capitals: bool = False) -> str:
    """`text`, in an old encoding, in Unicode; `capitals` for a font that shows small letters as capitals."""
    if encoding == "tcvn3":
        plain = text.translate(_table("tcvn3"))
        return plain.upper() if capitals else plain
    return _vni().sub(lambda m: _marked(m["vowel"], m["sign"]), text).translate(_table("vni"))


def shows_capitals(font: str | None) -> bool:
    """Whether a font shows small letters as capitals, as ".VnTimeH" does."""
    return bool(font) and encoding_of_font(font) == "tcvn3" and str(font).endswith("H")


@cache
def _table(encoding: Encoding) -> dict[int, str]:
    known = load("old_fonts")[encoding]
    return {ord(a): b for a, b in zip(known["shown"], known["letters"], strict=True)}


@cache
def _vni() -> re.Pattern[str]:
    signs = "".join(load("old_fonts")["vni"]["marks"])
    return re.compile(f"(?P<vowel>[aeouyAEOUYôöÔÖ])(?P<sign>[{signs}{signs.upper()}])")


def _marked(vowel: str, sign: str) -> str:
    """A vowel with the marks of the sign behind it; ô and ö stand for ơ and ư there."""
    letter = vowel.translate(_table("vni"))
    marks: str = load("old_fonts")["vni"]["marks"][sign.lower()]
    return unicodedata.normalize("NFC", letter + marks)
