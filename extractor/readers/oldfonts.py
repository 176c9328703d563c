"""Vietnamese in encodings from before Unicode (TCVN3 of the .VnTime fonts, VNI), turned into Unicode.

This comes before a text is normalised: what looks like an Icelandic Ð is an é there.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal

from models.knowledge import load

Encoding = Literal["tcvn3", "vni"]

_UNICODE_SHARE = 0.03  # of letters that only Vietnamese in Unicode has; 0.20 in its running text
_TCVN3_SHARE = 0.04  # of telling signs; 0.13 in running text
_VNI_SHARE = 0.06  # of vowels with a sign behind; 0.17 in running text
_FEWEST = 2  # a single © or µ tells nothing
_MODERN = re.compile("[\u1ea0-\u1ef9ơưđƠƯĐ]")
_PLAIN_SIGNS = re.compile(r"[\x00-@\[-`{-\x7f]+")
_FONTS = 1 << 10  # names that are known again; each file gives its fonts others
_SYMBOLS = {0xF000 + code: code for code in range(0x20, 0x100)}  # where Windows puts the signs of a font of symbols


def modern(text: str) -> str:
    """`text` in Unicode: as it is, unless its letters tell that it is in an old encoding.

    >>> modern("QuyÕt ®Þnh khen th­ëng")
    'Quyết định khen thưởng'
    """
    encoding = detect(text)
    return decode(text, encoding) if encoding else text


def detect(text: str) -> Encoding | None:
    """The old encoding that `text` is in; None where it is in Unicode or says too little."""
    if in_unicode(text):
        return None
    least = _letters(text)
    known = frozenset(load("old_fonts")["tcvn3"]["telling"])
    telling = sum(c in known for c in text)
    if telling >= _FEWEST and telling > least * _TCVN3_SHARE:
        return "tcvn3"
    marked = sum(bool(m["sign"]) for m in _vni().finditer(text))
    return "vni" if marked >= _FEWEST and marked > least * _VNI_SHARE else None


def in_unicode(text: str) -> bool:
    """Whether `text` has letters that only Vietnamese in Unicode has, in more than a stray word."""
    return len(_MODERN.findall(text)) > _letters(text) * _UNICODE_SHARE


def _letters(text: str) -> int:
    """How many letters and signs of other alphabets: digits, however many a table holds, tell nothing."""
    return len(_PLAIN_SIGNS.sub("", text))


def in_font(text: str, font: str | None) -> str:
    """`text`, set in a font of that name, in Unicode; as it is where the font is not old, or the text is new."""
    encoding = encoding_of_font(font)
    if encoding is None or in_unicode(text):
        return text
    return decode(text, encoding, shows_capitals(font))


def is_tcvn3(letters: str) -> bool:
    """Whether all of `letters` are signs by which TCVN3 shows a letter."""
    return all(ord(c) in _table("tcvn3") for c in letters)


@lru_cache(_FONTS)
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
    text = text.translate(_SYMBOLS)
    if encoding == "tcvn3":
        plain = text.translate(_table("tcvn3"))
        return plain.upper() if capitals else plain
    return _vni().sub(lambda m: _marked(m["vowel"], m["sign"]) if m["sign"] else m[0].translate(_table("vni")), text)


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
    known: str = load("old_fonts")["vni"]["shown"]
    return re.compile(f"(?P<vowel>[aeouyAEOUYôöÔÖ])(?P<sign>[{signs}{signs.upper()}])|[{known}]")


def _marked(vowel: str, sign: str) -> str:
    """A vowel with the marks of the sign behind it; ô and ö stand for ơ and ư there."""
    letter = vowel.translate(_table("vni"))
    marks: str = load("old_fonts")["vni"]["marks"][sign.lower()]
    return unicodedata.normalize("NFC", letter + marks)
