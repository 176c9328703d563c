"""Words of praise before names: "điển hình có ...", "gương ông A", "dẫn đầu là ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.exemplars import vocabulary as words
from extractor.exemplars.names import Opening, opening
from extractor.exemplars.zones.building import Zone, build
from models.records import Block, Span

LEAD_REACH = 260
"""Characters from the word that praises to the first name."""
_DUTY = 120  # characters before the word that praises in which a duty is told
_LINK = 40  # characters of the words that lead to a name


def strong(plain: str, block: Block, s: Span) -> Zone | None:
    """ "Tiêu biểu trong phong trào ... có: <names>", "gương ông A", "Điển hình, hộ bà B"."""
    for cue in words.cue("strong").finditer(plain, s.start, s.end):
        if _gathering().search(plain, s.start, cue.start()) and not words.cue("thanks").fullmatch(cue.group()):
            continue
        if (place := _led_place(plain, cue, s)) and (zone := build(plain, block, s, place, "strong")):
            return zone
        for at in _starts(plain, cue.end(), min(s.end, cue.end() + LEAD_REACH)):
            between = plain[cue.end() : at]
            if ";" in between or "(" in between:
                break
            found = opening(plain, at, s.end) if _leads_on(between) else None
            if found is None or not _may_start(plain, s, cue, between, found):
                continue
            zone = build(plain, block, s, at, "strong")
            if zone:
                return zone
            break
    return None


@cache
def _links() -> re.Pattern[str]:
    """What may end the words before the first name: a word of listing, a colon."""
    return re.compile(rf"(?:{words.whole(words.cues('links'))}|:|-)\s*[:,]?\s*$")


def _leads_on(between: str) -> bool:
    """Whether a name may stand right behind `between`, whatever it is: looked at before the name is read."""
    end = between[-_LINK:]
    led = _links().search(end) or re.search(rf"{words.whole(words.cues('person_links'))}\s*$", end)
    return led is not None or between.strip(' "“”') in ("", ",")


@cache
def _gathering() -> re.Pattern[str]:
    """Before a word of praise that is part of a gathering's name: "Hội nghị điển hình tiên tiến"."""
    return re.compile(rf"{words.whole(words.cues('gatherings'))}\s+(?:biểu\s+dương\s+)?$")


def _led_place(plain: str, cue: re.Match[str], s: Span) -> int | None:
    """ "Điển hình ở xã Đăk Nhau có gia đình ông A": the list begins with the place."""
    match = _to_place().match(plain, cue.end(), s.end)
    return match.end() if match else None


@cache
def _to_place() -> re.Pattern[str]:
    lead = rf"(?:[^.;]{{0,160}}?(?:{words.whole(words.cues('links'))}|:))?[\s,:]*"
    someone = rf"[,\s]*(?:có\s+)?(?:{words.household()}|{words.honorific()})"
    return re.compile(rf"{lead}(?=(?i:ở|tại)\s+{words.place()}{someone})")


def _starts(plain: str, start: int, end: int) -> Iterator[int]:
    return (m.start() for m in re.compile(r"(?<![\w&-])\w").finditer(plain, start, end))


def _own(before: str) -> str:
    """What is told of those who are praised: behind the words that count them, as far as there are such."""
    counted = [m.start() for m in re.finditer(rf"\d\s+{words.whole(words.cues('holders'))}", before)]
    return before[counted[-1] :] if counted else before


def _may_start(plain: str, s: Span, cue: re.Match[str], between: str, found: Opening) -> bool:
    """Whether the words between the praise and the name lead to a list of examples."""
    gap = between.strip(' "“”')
    before = plain[s.start : cue.start()]
    if gap in ("", ","):
        if words.cue("followed").fullmatch(cue.group()):
            return True
        head = len(before.strip()) <= 25 and not words.cue("offices").search(before)
        return (
            head
            if gap
            else (found.honorific is not None or found.kind in ("household", "person") or head)
            and not words.cue("offices").search(before)
        )
    if words.cue("duties").search(_own(before[-_DUTY:])) and found.kind in ("collective", "enterprise"):
        return False
    if found.honorific and re.search(rf"{words.whole(words.cues('person_links'))}\s*$", between):
        return True
    return _links().search(between) is not None
