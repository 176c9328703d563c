"""Document numbers and types as they are printed: `1868/QĐ-UBND`, `34-CT/TW`, `06/2022/QH15`, `Nghị định`, `QĐ`."""

from __future__ import annotations

import re
from functools import cache

from models import knowledge
from models.patterns import either
from models.text import fold, level_tones

_SERIAL = r"\d{1,5}[a-zđ]?"
_YEAR = r"(?:\s?/\s?\d{2,4}(?=\s?/))?"
_PART = r"[A-ZĐ][\wĐđ&]*"
# A blank may stand after a joint ("15/2014/QĐ- UBND") or before a slash ("22/2014 /QĐ-UBND"); after "- " only capitals
# go on, so that a dash between words is none. On both sides of a dash, or with no dash at all, it stands only before an
# organ that ends the number: "12/KH - UBND ngày", "9120/EVN SPC-TCNS", "88/QĐ-EVN HCMC ngày".
_ENDS = r"(?=\s+(?:ngày|của|về)(?!\w))"
_ORGAN = r"(?:[A-ZĐ]{2,8}|CTr|TTr|TTg)"
_APART = rf"\s-\s?(?={_ORGAN}(?:[/&-]{_ORGAN}){{0,2}}{_ENDS})|\s(?=[A-Z]{{2,5}}(?:-{_ORGAN}|{_ENDS}))"
_JOINT = rf"(?:\s?/\s?(?={_PART})|[-–](?={_PART})|[-_]\s(?=[A-ZĐ]{{2}})|_(?={_PART})|{_APART})"
_SECOND = rf"(?:{_JOINT}|\s-(?={_ORGAN}(?!\w)))"  # "1868/QĐ -UBND"
NUMBER = rf"{_SERIAL}{_YEAR}{_JOINT}{_PART}(?:{_SECOND}{_PART}(?:{_JOINT}{_PART}){{0,3}})?"
"""Pattern, without groups, of a document number with its symbol."""

SMALL_NUMBER = rf"{_SERIAL}(?:/\d{{4}})?[/-][a-zđ]{{2,6}}(?:[/-][a-zđ&]{{2,8}}){{1,3}}(?!\w)"
"""Pattern, without groups, of a document number in small letters: `65/2014/nđ-cp`; only behind a type is it one."""

LAW_NUMBER = r"\d{1,3}\s?/\s?\d{4}\s?/\s?(?:PL-|NQ-)?(?:UBTV)?QH\d{1,2}"
"""Pattern, without groups, of the number of a law, an ordinance or a resolution of the National Assembly."""

_JOINTLY = re.compile(r"(?:LN|LT|PH)$")  # of several offices: "145/TTrLN-SNV-STC", "14/KHLT-TTYT-CĐ"

BLANK_NUMBER = rf"(?:[.…_\s]*)/\s?(?:\d{{4}}\s?/\s?)?{_PART}(?:{_JOINT}{_PART}){{1,4}}"
"""Pattern, without groups, of a number whose serial was left blank: `/BC-UBND`, `…/2025/QĐ-UBND`."""


@cache
def _types() -> dict[str, str]:
    """Printed forms, in lower case, to type names; abbreviations stand apart, as their case matters."""
    table: dict[str, str] = {}
    for entry in knowledge.load("document_types")["type"]:
        for form in (entry["name"], *entry.get("also", ())):
            table[level_tones(form).lower()] = entry["name"]
    return table


@cache
def _abbreviations() -> dict[str, str]:
    table: dict[str, str] = {}
    for entry in knowledge.load("document_types")["type"]:
        for short in entry["abbreviations"]:
            table[short] = entry["name"]
    return table


@cache
def type_pattern() -> str:
    """Pattern, without groups, of a printed type in any case, or of its abbreviation in its own."""
    shorts = either(short for short in _abbreviations() if len(short) > 1)
    return rf"(?:(?i:{either(_types())})|(?:{shorts}))(?!\w)"


def doc_type(printed: str) -> str:
    """The type's name: `QĐ` and `quyết định` are Quyết định, `Kế hoạch hành động` is a Kế hoạch."""
    key = level_tones(" ".join(printed.split()))
    return _types().get(key.lower()) or _abbreviations().get(key) or key.capitalize()


def type_of_number(number: str) -> str:
    """The type that a number's symbol names; a symbol of offices alone (`234/UBND-NV`) is that of a Công văn."""
    parts = re.split(r"[/_-]", number)
    if any(fold(part).startswith("qh") for part in parts):
        return "Luật"
    first = next((part for part in parts[1:] if not part.isdigit()), "")
    symbol = first if first in _abbreviations() else _JOINTLY.sub("", first)
    return "Tờ trình" if symbol == "TTr" else _abbreviations().get(symbol, "Công văn")


def canonical(printed: str) -> str:
    """The number without blanks and line-break damage; slips in its symbol stay as printed.

    >>> canonical("972/KH- UBND"), canonical("05-CT/TW.")
    ('972/KH-UBND', '05-CT/TW')
    """
    return "".join(printed.split()).replace("–", "-").strip(".…_")


def organ(number: str) -> str:
    """The last part of a symbol, which names who issues: `CP` of 37/2014/NĐ-CP."""
    return re.split(r"[/-]", number)[-1]
