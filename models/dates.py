"""Dates and periods as Vietnamese documents print them."""

from __future__ import annotations

import re
from datetime import date
from itertools import chain

_DAY, _MONTH, _YEAR = r"(?P<day>[0-3]?\d)", r"(?P<month>[01]?\d)", r"(?P<year>(?:19|20)\d\d)"
_NUMERIC = rf"{_DAY}\s?[/.-]\s?{_MONTH}(?:\s?[/.-]\s?|\s|\s+năm\s+){_YEAR}"
# "ngày 27 năm 12 năm 2019" stands in print for "tháng 12".
_WORDED = rf"{_DAY}\s+(?:tháng|năm)\s+{_MONTH}\s+năm\s+{_YEAR}"


def _anonymous(pattern: str) -> str:
    return re.sub(r"\?P<\w+>", "?:", pattern)


DATE = rf"(?:{_anonymous(_WORDED)}|{_anonymous(_NUMERIC)})(?!\d)"
"""Pattern, without groups, of a full date: `14/10/2020`, `25-7-2009`, `18 tháng 11 năm 2025`, `16/6 2025`."""

_BLANK_DAY = re.compile(rf"ngày[\s.…]*tháng\s+{_MONTH}\s+năm\s+{_YEAR}", re.I)
_MONTH_ONLY = re.compile(rf"tháng\s+{_MONTH}\s*(?:năm|/)\s*{_YEAR}", re.I)
_BLANK_MONTH = re.compile(rf"ngày[\s.…]*tháng[\s.…]*năm\s+{_YEAR}", re.I)


def parse_date(text: str) -> str | None:
    """The first date in `text` in ISO form, as much as is printed; None where there is none or it cannot be.

    >>> parse_date("ngày 14/10/2020"), parse_date("ngày    tháng 7 năm 2021"), parse_date("31/2/2020")
    ('2020-10-14', '2021-07', None)
    """
    for pattern in (_WORDED, _NUMERIC):
        if match := re.search(rf"{pattern}(?!\d)", text, re.I):
            return _iso(int(match["year"]), int(match["month"]), int(match["day"]))
    if match := _BLANK_DAY.search(text) or _MONTH_ONLY.search(text):
        return _iso(int(match["year"]), int(match["month"]))
    match = _BLANK_MONTH.search(text)
    return match["year"] if match else None


def _iso(year: int, month: int, day: int | None = None) -> str | None:
    try:
        date(year, month, 1 if day is None else day)
    except ValueError:
        return None
    return f"{year}-{month:02}" + ("" if day is None else f"-{day:02}")


_ANY_YEAR = re.compile(r"(?:19|20)\d\d")
_YEARS = r"(?P<first>(?:19|20)\d\d)\s*[-–/]\s*(?P<last>(?:19|20)\d\d)"
_SPAN = re.compile(rf"(?:giai đoạn|năm học|thời kỳ|trong (?:các )?năm|từ năm)?\s*\(?{_YEARS}", re.I)
_FROM_TO = re.compile(r"từ năm (?P<first>(?:19|20)\d\d) đến (?:hết )?năm (?P<last>(?:19|20)\d\d)", re.I)
_YEAR_AFTER = r"[^.;\n]{0,60}?\b(?P<year>(?:19|20)\d\d)\b"
_HALVES = (
    ("H1", re.compile(rf"\b(?:0?6|sáu) tháng đầu năm{_YEAR_AFTER}", re.I)),
    ("H2", re.compile(rf"\b(?:0?6|sáu) tháng cuối năm{_YEAR_AFTER}", re.I)),
    ("9M", re.compile(rf"\b(?:0?9|chín) tháng(?: đầu năm)?{_YEAR_AFTER}", re.I)),
)
_QUARTER = re.compile(rf"\bquý (?P<quarter>IV|I{{1,3}}|[1-4]){_YEAR_AFTER}", re.I)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_ONE_YEAR = re.compile(r"(?<!\w)(?:năm|Năm|NĂM)\s+(?P<year>(?:19|20)\d\d)\b(?!\s*[-–/]\s*(?:19|20)\d\d)")
_TERM = re.compile(r"nhiệm kỳ[^.;,]{0,20}$", re.I)


def parse_period(text: str) -> str | None:
    """The first period that `text` names: YYYY, YYYY-YYYY, YYYY-H1/-H2, YYYY-Q1..-Q4, YYYY-9M; a term is none.

    >>> parse_period("kết quả khen thưởng 6 tháng đầu năm 2021"), parse_period("năm học 2016-2017")
    ('2021-H1', '2016-2017')
    >>> parse_period("nhiệm kỳ 2021 - 2026") is None
    True
    """
    if not _ANY_YEAR.search(text):
        return None
    found: list[tuple[int, int, str]] = []
    for name, pattern in _HALVES:
        if match := pattern.search(text):
            found.append((match.start(), 0, f"{match['year']}-{name}"))
    if match := _QUARTER.search(text):
        quarter = match["quarter"].upper()
        found.append((match.start(), 0, f"{match['year']}-Q{_ROMAN.get(quarter, quarter)}"))
    for match in chain(_SPAN.finditer(text), _FROM_TO.finditer(text)):
        if not _TERM.search(text, 0, match.start("first")):
            found.append((match.start(), 1, _years(match["first"], match["last"])))
    if match := _ONE_YEAR.search(text):
        found.append((match.start(), 2, match["year"]))
    return min(found)[2] if found else None


def _years(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"
