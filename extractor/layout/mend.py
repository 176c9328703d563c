"""Line breaks inside numbers and symbols, mended: "972/KH-" and "UBND" are one word."""

from __future__ import annotations

import re

from extractor.layout.signs import CAPITALS

_SYMBOL_CUT = re.compile(rf"(?:[\w.]*/[\w&/-]*[-–/&]|[\d{CAPITALS}]*\d[-–/]|\d[\d/.-]*[/-]|\d{{1,2}}\.\d{{1,2}}\.)$")
_SYMBOL_REST = re.compile(rf"[{CAPITALS}\d][{CAPITALS}\d&/-]")
_SYMBOL_TORN = re.compile(rf"\d/(?:\d{{4}}/)?[{CAPITALS}]+-$")
_CAPITALS_REST = re.compile(rf"[{CAPITALS}]{{2}}")
_DIGITS_REST = re.compile(r"\d")
_BEFORE_SLASH = re.compile(r"\d$")
_SLASH_REST = re.compile(rf"[/-][{CAPITALS}\d]+[/{CAPITALS}\d-]*")
_THOUSANDS_CUT = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{3})*\.$")
_THOUSANDS_REST = re.compile(r"\d{3}(?![\d/%])")
_NAME_CUT = re.compile(r"[^\W\d_]{2,}-$")


def torn(before: str, after: str) -> bool:
    """Whether two words of one line are one symbol with a blank in it: "12/2019/TT-" and "BNV"."""
    return before.endswith("-") and bool(_SYMBOL_TORN.search(before) and _CAPITALS_REST.match(after))


def glued(before: str, after: str) -> bool:
    """Whether a line break fell inside a word: `before` ends the line, `after` begins the next.

    >>> glued("972/KH-", "UBND"), glued("12/2019/TT-", "BNV"), glued("Thảo-", "Bí")
    (True, True, False)
    """
    if torn(before, after):
        return True
    if _THOUSANDS_CUT.search(before):
        return bool(_THOUSANDS_REST.match(after))
    if _NAME_CUT.fullmatch(before):
        return bool(_DIGITS_REST.match(after)) or (before.isupper() and after[0].isupper() and after[:2].isupper())
    if _SYMBOL_CUT.search(before):
        return bool(_SYMBOL_REST.match(after) or _DIGITS_REST.match(after))
    return bool(_BEFORE_SLASH.search(before) and _SLASH_REST.match(after)) or (
        "/" in before and bool(_SLASH_REST.match(after))
    )
