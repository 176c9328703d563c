"""A zone of examples made of one stretch: its entries, if the stretch names examples and no bodies at work."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extractor.exemplars import vocabulary as words
from extractor.exemplars.entries import Entry
from extractor.exemplars.leads import with_deed_before
from extractor.exemplars.lists import read_list
from extractor.exemplars.lists.common import address_before
from extractor.exemplars.zones.stretches import caption_free
from models.records import Block, Span


@dataclass(frozen=True, slots=True)
class Zone:
    """Names read from one stretch: `lead` is what stands before the list in its sentence (it tells the field)."""

    block: Block
    lead: Span
    entries: tuple[Entry, ...]
    rule: str


def build(
    plain: str, block: Block, s: Span, at: int, rule: str, *, certain: bool = False, lone: bool = False
) -> Zone | None:
    """The zone whose list begins at `at`; None where it is a sentence about bodies at work.

    `certain`: words of praise lead the list, so that what a body does in it is its deed. `lone`: one bare name will do.
    """
    at = max(s.start, address_before(plain, at))
    entries = tuple(e for e in read_list(plain, at, caption_free(plain, s)) if not official(plain, e))
    if (
        not entries
        or not (lone or _trusted(entries))
        or any(_at_work(plain, e, certain or rule == "strong") for e in entries)
    ):
        return None
    if _of_households().search(plain, max(s.start, at - 90), entries[0].name.start):
        entries = tuple(_as_household(e) for e in entries)
    return Zone(block, Span(s.start, at), with_deed_before(plain, s.start, at, entries), rule)


@cache
def _of_households() -> re.Pattern[str]:
    """Words before the first name that call the whole list one of households: "nhiều hộ gia đình tiêu biểu như"."""
    return re.compile(r"(?<!\w)(?i:các|những|nhiều|một\s+số|\d+)\s+(?i:hộ|gia\s+đình|nông\s+hộ)(?!\w)[^;.]{0,90}$")


def _as_household(entry: Entry) -> Entry:
    return replace(entry, kind="household") if entry.kind == "person" and not entry.role and not entry.unit else entry


def _trusted(entries: tuple[Entry, ...]) -> bool:
    """A list of bare places is one only when it has several; a lone bare name needs an office, a unit or a place."""
    first = entries[0]
    known = first.of_person and bool(first.role or first.unit or first.place)
    return any(e.sure for e in entries) or len(entries) > 1 or known


def _at_work(plain: str, entry: Entry, praised: bool) -> bool:
    """Whether the text goes on with what a body does as its duty; behind words of praise that is its deed."""
    if entry.of_person:
        return False
    rest = plain[entry.name.end : entry.name.end + 60].lstrip(" ,:")
    if _counted_heads().match(rest):
        return True
    rest = plain[entry.end : entry.end + 60].lstrip(" ,")
    return verdicts().match(rest) is None and _working(praised).match(rest) is not None


@cache
def _counted_heads() -> re.Pattern[str]:
    """A number of people whom a body sends, and nothing that it did: "Đảng bộ xã Thanh Nưa 02 đồng chí"."""
    return re.compile(rf"\d+\s+{words.whole(words.cues('heads_counted'))}\s*(?:[,;.(]|\Z)")


@cache
def _working(praised: bool) -> re.Pattern[str]:
    verbs = [*words.cues("duty_verbs"), *(() if praised else words.cues("work_verbs"))]
    return re.compile(rf"(?:(?:đã|đang|luôn|cũng|đều)\s+)*(?:{words.either(verbs)})(?!\w)")


def official(plain: str, entry: Entry) -> bool:
    """Whether a person speaks, presides or hands over: no example."""
    if not entry.of_person or entry.deed is None:
        return False
    return _in_office().match(plain, entry.deed.start, entry.deed.end) is not None


@cache
def _in_office() -> re.Pattern[str]:
    return re.compile(rf"[\s,-]*(?:đã\s+|cũng\s+|và\s+)*(?i:{words.either(words.cues('offices'))})(?!\w)")


@cache
def verdicts() -> re.Pattern[str]:
    """What follows names to say that they are examples."""
    is_one = rf"(?:là|trở\s+thành)\s[^.;]{{0,80}}?{words.whole(words.cues('praised'))}"
    praised = rf"được\s(?:[^.;,]{{0,40}}\s)?{words.whole(words.cues('acclaimed'))}"
    return re.compile(f"{is_one}|{praised}|{words.whole(words.cues('verdicts'))}")
