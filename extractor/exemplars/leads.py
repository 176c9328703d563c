"""What is said of all names before the first of them: "những hộ hiến đất làm đường là: ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extractor.exemplars import vocabulary as words
from extractor.exemplars.entries import Entry, is_result
from models.records import Span

_REACH = 200  # characters before the first name


@cache
def _before() -> re.Pattern[str]:
    """A deed of several, or the model they follow, up to the word that leads to their names."""
    holder = words.whole([*words.cues("holders"), *words.cues("members")])
    praise = words.either(words.cues("strong"))
    many = r"(?i:các|những|nhiều|một\s+số|\d+)\s+"
    who = rf"{many}(?:{holder}\s*,\s*)?(?:{holder}\s+)+(?:(?i:{praise})\s+)?(?:(?:{holder}|đã|trong|về)\s+)*"
    well = rf"(?i:{words.either(words.cues('works_well'))})(?!\w)[^,;:.()]{{0,120}}?"
    also = r"(?:,\s+[^,;:.()]{3,40}?)?"
    did = rf"(?:{well}|(?i:{words.either(words.cues('deed_verbs'))})(?!\w)[^,;:.()]{{4,120}}?{also})"
    model = r"(?i:mô\s+hình)\s[^,;:.()]{6,110}?"
    link = rf"(?:{words.whole(words.cues('links'))}|của|:)"
    named = rf"\s*(?:,\s*)?(?:(?i:{praise})\s+)?{link}(?:\s+(?:các|những|hai|ba)(?:\s+{holder})+)?(?!\w)[\s:,]*"
    return re.compile(rf"(?:{who}(?P<did>{did})|(?P<model>{model})){named}")


def with_deed_before(plain: str, start: int, at: int, entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The `entries` of a list that begins at `at`, with the deed told of all before it where none tells its own.

    >>> text = "những hộ hiến đất làm đường là: ông A, bà B"
    >>> entry = Entry("person", 32, 36, Span(35, 36))
    >>> found = with_deed_before(text, 0, 32, (entry,))[0].deed
    >>> text[found.start : found.end]
    'hiến đất làm đường'
    """
    if any(e.deed and not is_result(plain, e.deed) for e in entries):
        return entries
    matches = _before().finditer(plain, max(start, at - _REACH), at)
    match = next((m for m in matches if m.end() == at), None)
    if match is None:
        return entries
    deed = Span(*match.span("did" if match["did"] else "model"))
    return tuple(replace(e, deed=deed, shared=(*e.shared, "achievement")) for e in entries)


def lists_of_deeds(plain: str, start: int, end: int) -> Iterator[int]:
    """Where names may begin behind the deed that is told of them all, between `start` and `end`."""
    return (m.end() for m in _before().finditer(plain, start, end))
