"""Numbers as Vietnamese documents print them: `1.940`, `05`, `hơn 20.000`, `13,6`, `một`, `hai mươi lăm`."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

DIGITS = r"(?:\d{1,3}(?:\.\d{3})+(?![.\d])|\d+)"
"""Pattern, without groups, of a whole number in digits: `1.940`, `05`."""

DECIMAL = rf"(?:{DIGITS}(?:,\d+)?|\d+\.\d{{1,2}}(?!\d))"
"""Pattern, without groups, of a number that may have decimals: `13,6`, `37.554,5`, `99.1`."""

_UNITS = {
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
    "sáu": 6,
    "bảy": 7,
    "bẩy": 7,
    "tám": 8,
    "chín": 9,
}
_TENS = {"mười": 10, "mươi": 10, "chục": 10}
_SCALES = {"trăm": 100, "nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000}
_FILLERS = frozenset({"linh", "lẻ", "không"})
_FIRST = "một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười"
_LATER = "|".join({*_UNITS, *_TENS, *_SCALES, *_FILLERS})

WORDS = rf"(?:(?:{_FIRST})(?:\s+(?:{_LATER}))*(?!\w))"
"""Pattern, without groups, of a number in words: `một`, `hai mươi lăm`. To be used without regard to case."""


def parse_number(text: str) -> Decimal | None:
    """The number that `text` is, with a decimal comma or point; a point before three digits parts thousands.

    >>> parse_number("37.554,5"), parse_number("1.940"), parse_number("13.6"), parse_number("kế hoạch")
    (Decimal('37554.5'), Decimal('1940'), Decimal('13.6'), None)
    """
    text = text.strip()
    if not re.fullmatch(DECIMAL, text):
        return None
    whole, comma, fraction = text.partition(",")
    if not comma and not re.fullmatch(DIGITS, text):
        return Decimal(text)
    return Decimal(whole.replace(".", "") + ("." + fraction if comma else ""))


def parse_count(text: str) -> int | None:
    """The whole number that `text` is, in digits or in words; None where it is none.

    >>> parse_count("1.940"), parse_count("05"), parse_count("hai mươi lăm"), parse_count("13,6")
    (1940, 5, 25, None)
    """
    text = text.strip()
    if re.fullmatch(DIGITS, text):
        return int(text.replace(".", ""))
    return _from_words(text.lower().split())


def _from_words(words: list[str]) -> int | None:
    if not words:
        return None
    total = below = unit = 0
    for word in words:
        if word in _UNITS:
            unit = _UNITS[word]
        elif word in _TENS:
            below, unit = below + max(unit, 1) * 10, 0
        elif word == "trăm":
            below, unit = max(below + unit, 1) * 100, 0
        elif word in _SCALES:
            total, below, unit = total + max(below + unit, 1) * _SCALES[word], 0, 0
        elif word not in _FILLERS:
            return None
    return total + below + unit


def format_count(number: int) -> str:
    """A whole number as documents print it.

    >>> format_count(1940), format_count(87)
    ('1.940', '87')
    """
    return f"{number:,}".replace(",", ".")


def places(text: str) -> int:
    """How many decimals a number is printed with: the precision it can be held to.

    >>> places("43,8"), places("1.940"), places("99.15")
    (1, 0, 2)
    """
    text = text.strip()
    if re.fullmatch(DIGITS, text):
        return 0
    return len(re.split(r"[,.]", text)[-1])


def round_half_up(number: Decimal, decimals: int) -> Decimal:
    """`number` with so many decimals, halves away from zero, as percentages are rounded by hand.

    >>> round_half_up(Decimal("99.25"), 1)
    Decimal('99.3')
    """
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
