"""Lists and items: labels before names, items below words of praise, lists that go on."""

from __future__ import annotations

import re
from functools import cache

from extractor.exemplars import vocabulary as words
from extractor.exemplars.entries import Entry
from extractor.exemplars.headings import elsewhere, names_examples
from extractor.exemplars.names import opening
from extractor.exemplars.zones.building import Zone, build
from extractor.exemplars.zones.stretches import State
from models.records import Block, Span


def going_on(plain: str, block: Block, s: Span, state: State, *, first: bool) -> Zone | None:
    """ "Ngoài ra còn có ..." after a list, or a list broken by a new line."""
    further = _further().match(plain, s.start, s.end)
    if further and state.listed and opening(plain, further.end(), s.end):
        return build(plain, block, s, further.end(), "further")
    if first and state.open_list and opening(plain, s.start, s.end):
        return build(plain, block, s, s.start, "continued")
    return None


@cache
def _further() -> re.Pattern[str]:
    return re.compile(rf"{words.whole(words.cues('further'))}[\s:,]*")


def labelled(plain: str, block: Block, s: Span, examples: bool, *, beside: bool) -> Zone | None:
    """ "Phong trào thi đua trên lĩnh vực X: <names>": a label and nothing but names behind it.

    `beside`: the item before named examples, so that this item's label and names go on with them.
    """
    for end in [m.end() for m in re.compile(r":\s*|\s(?:có|gồm)\s*:?\s+").finditer(plain, s.start, s.end)][:3]:
        mark = item_mark().match(plain, s.start, end)
        label = plain[mark.end() if mark else s.start : end]
        if not 8 <= len(label) <= 230 or re.search(r"[.;]\s", label):
            continue
        movement = _of_movement().match(label) and not elsewhere(block)
        if not (movement or examples or beside) or words.cue("duties").search(label) or not opening(plain, end, s.end):
            continue
        zone = build(plain, block, s, end, "labelled", certain=examples)
        if zone and _pure(plain, zone, 1 if examples else 2):
            return zone
    return None


def grouped(plain: str, block: Block, s: Span, state: State) -> Zone | None:
    """ "Tập thể xuất sắc: <names>. Cá nhân: <names>": groups that are praised, outside any list of recipients."""
    label = _group_label().match(plain, s.start, s.end)
    if label is None or not (label["praise"] or state.listed) or _given().search(plain, block.start, s.start):
        return None
    zone = build(plain, block, s, label.end(), "grouped", certain=True)
    return zone if zone and _pure(plain, zone, 1) else None


@cache
def _group_label() -> re.Pattern[str]:
    return re.compile(
        rf"[-+•*\s]*(?i:về\s+)?(?i:các\s+)?{words.whole(words.cues('labels'))}"
        rf"(?:\s+(?P<praise>{words.whole(words.cues('of_groups'))}))?\s*:\s*"
    )


@cache
def _given() -> re.Pattern[str]:
    """Words of awards before such groups: they are those who receive them."""
    return re.compile(
        words.whole([*words.cues("rewards"), *words.cues("awarding"), *words.cues("proposed"), "công nhận", "bình xét"])
    )


@cache
def _of_movement() -> re.Pattern[str]:
    """A label that names a movement or a field of work."""
    call = r"(?:phong\s+)?trào\s+(?:thi\s+đua(?!\w)|[“\"])|cuộc\s+vận\s+động\s+[“\"]|lĩnh\s+vực(?!\w)"
    return re.compile(rf"[-+•*\s\d.)a-zđ]*(?i:(?:trong\s+|về\s+|trên\s+|các\s+|ở\s+)*(?:{call}))")


def _pure(plain: str, zone: Zone, least: int) -> bool:
    """Whether the list holds names and little else: first a person, or a body with a sign behind its name."""
    first = zone.entries[0] if zone.entries else None
    if first is None or len(zone.entries) < least or not (first.sure or (first.of_person and not first.bare)):
        return False
    if first.of_person or first.deed is None or first.deed.end <= first.name.start or "achievement" in first.shared:
        return True
    return plain[first.name.end : first.deed.start].strip() in ("-", ",", "(")


def item(plain: str, block: Block, s: Span, state: State) -> Zone | None:
    """An item below words of praise that begins with a name."""
    begin = re.compile(r"[-+•*\s]*(?:\d{1,2}[.)/]\s*|[a-zđ]\)\s*)?").match(plain, s.start, s.end)
    at = begin.end() if begin else s.start
    found = opening(plain, at, s.end)
    place = re.compile(rf"(?i:ở|tại)\s+{words.place()}").match(plain, at, s.end)
    if found is None and not place:
        return None
    told = _told_place().match(plain, at, s.end) is not None
    zone = build(plain, block, s, at, "item", lone=state.persons or told)
    if zone is None or not zone.entries:
        return None
    first = zone.entries[0]
    if told and len(zone.entries) == 1 and not first.of_person and first.deed:
        return None if _given().search(plain, first.deed.start, s.end) else zone
    if first.of_person:
        return zone if first.sure or state.led or not first.bare or state.persons else None
    return zone if first.sure and _named_item(plain, zone, first, state) else None


@cache
def _told_place() -> re.Pattern[str]:
    """A village or commune at an item's head, where it lies, and what it did: "Ấp Gò Tháp (xã Tân Kiều): ..."."""
    where = rf"(?:\s*\([^()]{{3,60}}\)|\s*[,-]\s*{words.place()})*"
    return re.compile(rf"{words.place()}{where}\s*:\s*(?=[^\W\d_])")


@cache
def _quota() -> re.Pattern[str]:
    """A number of places given to a body, and nothing that it did: ": 25 người"."""
    return re.compile(rf":\s*\d+\s+{words.whole([*words.cues('holders'), 'đồng chí'])}\s*(?:[;.(]|$)")


def _named_item(plain: str, zone: Zone, first: Entry, state: State) -> bool:
    """A body at an item's head is an example when a sign stands behind its name, or the lines above promised names."""
    sign = plain[first.name.end : zone.block.end].strip(" .;")
    if not sign or (sign[:1] == "," and first.place):
        return len(zone.entries) == 1
    if _quota().match(sign):
        return False
    if sign[:1] == "," and len(zone.entries) > 1:
        return _pure(plain, zone, 2)
    proper = re.search(rf"[{words.UPPER}\d]", plain[first.name.start + 1 : first.name.end])
    if names_examples(zone.block) and first.deed is not None and proper:
        return True
    return sign[:1] in (":", "(", "-") or (state.led and (_pure(plain, zone, 1) or first.deed is not None))


@cache
def item_mark() -> re.Pattern[str]:
    """What begins an item: a dash, a bullet, a number or a letter."""
    return re.compile(r"\s*(?:[-+•*]\s|\d{1,2}[.)/]\s|[a-zđ]\)\s)")
