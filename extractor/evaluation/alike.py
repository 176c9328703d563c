"""When a value that was found is the value that gold states."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from extractor.citations.numbers import doc_type as full_type
from models.text import SourceText, exact_key, fold

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_SIGNS = re.compile(r"[“”\"'’‘*.,;:()]")
_STOPS = re.compile(r"[.,;:]+")
_SHORT = {
    re.compile(r"\buy ban nhan dan\b"): "ubnd",
    re.compile(r"\bhoi dong nhan dan\b"): "hdnd",
}
_ANNOUNCED = re.compile(r"^\s*số\s*:?\s*", re.I)


def text(value: object) -> str:
    """`value` as NFC text with plain hyphens; nothing for None."""
    return SourceText.read("" if value is None else str(value)).text.translate(_DASHES)


@cache
def plain(value: str | None) -> str:
    """Without case, diacritics and signs, blanks single, `Ủy ban nhân dân` short.

    >>> plain("Uỷ ban nhân dân  huyện “Tuần Giáo”")
    'ubnd huyen tuan giao'
    """
    folded = " ".join(fold(text(value)).split())
    for long, short in _SHORT.items():
        folded = long.sub(short, folded)
    return " ".join(_SIGNS.sub(" ", folded).split())


@cache
def likeness(gold: str | None, found: str | None) -> float:
    """From 0 to 1: how alike two texts are, both made `plain`."""
    one, other = plain(gold), plain(found)
    return 1.0 if one == other else SequenceMatcher(None, one, other).ratio()


@cache
def letters_alike(gold: str | None, found: str | None) -> bool:
    """The same letters with the same marks; case, stops and the place of a tone mark aside."""
    one, other = (exact_key(_STOPS.sub(" ", text(value))) for value in (gold, found))
    return one == other


def digits(value: str | None) -> list[str]:
    """The numbers in a name: `Tổ 1` is not `Tổ 2`."""
    return re.findall(r"\d+", plain(value))


@cache
def number(value: str | None) -> str:
    """A document's number without blanks, `số` and stops at its ends: ` số 972/KH- UBND.` is `972/KH-UBND`."""
    bare = re.sub(r"\s+", "", _ANNOUNCED.sub("", text(value))).upper()
    return bare if bare.startswith("/") else bare.strip("./")


@cache
def doc_type(value: str | None) -> str:
    """A document's type in full, `plain`: QĐ is `quyet dinh`."""
    return plain(full_type(text(value))) if value else ""


def same(gold: Any, found: Any, least: float | None) -> bool:  # noqa: ANN401 a field of any record
    """Whether two values are one: alike by `least`, or equal where that is None; nothing is only like nothing."""
    gold, found = gold or None, found or None
    if gold is None or found is None:
        return gold is found
    return bool(gold == found) if least is None else likeness(gold, found) >= least
