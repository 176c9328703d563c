"""Clauses that name who did something: a deed before names, gifts of firms, rewards for great deeds."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extractor.exemplars import vocabulary as words
from extractor.exemplars.entries import Entry
from extractor.exemplars.leads import lists_of_deeds
from extractor.exemplars.lists import read_list
from extractor.exemplars.names import opening
from extractor.exemplars.offices import merely_gives
from extractor.exemplars.zones.building import Zone, build
from models.records import Block, Span


def done(plain: str, block: Block, s: Span) -> Zone | None:
    """ "Nhiều hộ đã hiến đất mở đường như: <names>": what they did leads to the names, without a word of praise."""
    for at in lists_of_deeds(plain, s.start, s.end):
        blamed = words.cue("duties").search(plain, s.start, at)
        zone = build(plain, block, s, at, "done") if not blamed and opening(plain, at, s.end) else None
        if zone and zone.entries[0].deed:
            return zone
    return None


@cache
def _giving() -> re.Pattern[str]:
    """A clause that tells what a firm gave; before it little, behind its name the verb and how much."""
    ahead = r"(?:^|(?<=[.;\n]\s)|(?<=\n)|(?<=;))(?:[-+•*]\s+)?(?:[^,.;:]{0,25}\s(?:có|là)\s+)?"
    gives = rf"(?:\s*,[^;.]{{0,60}})?\s+(?:(?:đã|luôn|cũng|còn)\s+)*(?i:{words.either(words.cues('gifts'))})(?!\w)"
    much = rf"[^;.]*?\d\s*(?:{words.either(words.cues('amounts'))})(?!\w)[^;.]*"
    return re.compile(rf"{ahead}(?P<name>{words.heads('enterprise')}\s[^;.:,]{{2,90}}?){gives}{much}", re.M)


@cache
def _serving(among: bool) -> re.Pattern[str]:
    """A small body with a name at a clause's head or behind a label, and how much it did: "Tổ A giúp 415 người".

    `among` examples any body of the people is told so.
    """
    ahead = r"(?:^|(?<=[.;\n]\s)|(?<=\n)|(?<=;\s)|(?<=[”\"]:\s))(?:[-+•*]\s+|[a-zđ]\)\s+)?"
    table = words.unit_heads()
    head = words.whole([*table["serving"], *(table["told"] if among else ())])
    name = rf"(?P<name>{head}\s[^;.:,\d]{{0,60}}[{words.UPPER}][^;.:,\d]{{1,50}}?)"
    does = [*words.cues("served"), *words.cues("gifts"), *(words.cues("served_too") if among else ())]
    verbs = rf"(?i:{words.either(does)})(?!\w)|có\s+\d+\s+sản\s+phẩm"
    return re.compile(rf"{ahead}{name}\s+(?:(?:đã|luôn|cũng|còn)\s+)*(?:{verbs})[^;.]*?\d[^;.]*", re.M)


@cache
def _duty() -> re.Pattern[str]:
    """What a body does as its work, and not for others: "phối hợp mở 3 lớp tập huấn"."""
    return re.compile(
        rf"{words.whole(words.cues('duty_verbs'))}|[^,;.]*?\s(?i:tập\s+huấn|bồi\s+dưỡng|hội\s+nghị)(?!\w)"
    )


@cache
def _led() -> re.Pattern[str]:
    """A body at a sentence's head, who leads or founded it, and what it did: "Nhóm A do anh B thành lập đã xây ..."."""
    head = rf"(?:{words.heads('collective')}|{words.heads('enterprise')})"
    where = r"(?:[^;.:,]{3,80},\s+)?"
    who = rf"(?=do\s+(?:{words.honorific()}|{words.role()})\s){words.RUN_BY}"
    return re.compile(
        rf"(?:[-+•*]\s+)?{where}(?P<name>{head}\s[^;.:,]{{2,90}}?)\s+{who},?\s+(?=(?:đã|nhiều\s+năm|mỗi|hằng|hàng)\s)"
    )


def gave(plain: str, block: Block, s: Span, *, among: bool) -> Zone | None:
    """ "Công ty A ủng hộ 300 triệu đồng xây nhà tình nghĩa": firms told with what they gave, outside any list.

    `among` examples other bodies are told so too.
    """
    entries: list[Entry] = []
    for match in _giving().finditer(plain, s.start, s.end):
        read = read_list(plain, match.start("name"), match.end())[:1]
        entries += [e for e in read if e.kind == "enterprise" and e.sure and _gives_more(plain, e, among)]
    for match in _serving(among).finditer(plain, s.start, s.end):
        named, did = match.span("name"), Span(match.end("name"), match.end())
        whole = read_list(plain, named[0], did.end)[:1]
        read = whole if whole and whole[0].name.end <= named[1] else read_list(plain, *named)[:1]
        told = (replace(e, deed=e.deed or did) for e in read if not e.of_person and e.sure)
        entries += [e for e in told if e.deed and not _duty().match(plain, e.deed.start, e.deed.end)]
    entries += _beside(plain, s, entries) if entries else []
    if led := _led().match(plain, s.start, s.end):
        read = read_list(plain, led.start("name"), s.end)[:1]
        entries += [replace(e, deed=Span(led.end(), s.end)) for e in read if not e.of_person and e.sure]
    known = tuple(entries)
    return Zone(block, Span(s.start, known[0].start), known, "gave") if known else None


def _gives_more(plain: str, entry: Entry, among: bool) -> bool:
    """Whether a firm is told with more than a sum of money; among examples the sum will do."""
    return entry.deed is not None and (among or not merely_gives(plain, entry.deed.start, entry.deed.end))


def _beside(plain: str, s: Span, entries: list[Entry]) -> list[Entry]:
    """The bodies at the heads of the other clauses of a sentence in which one is told with what it did."""
    taken, found = {e.name.start for e in entries}, []
    for head in re.compile(r";\s+").finditer(plain, s.start, s.end):
        stop = plain.find(";", head.end(), s.end)
        read = read_list(plain, head.end(), stop if stop >= 0 else s.end)[:1]
        own = (e for e in read if e.start == head.end() and e.name.start not in taken)
        found += [
            e
            for e in own
            if not e.of_person and e.sure and e.deed and re.search(r"\d", plain[e.deed.start : e.deed.end])
        ]
    return found


@cache
def _reward() -> re.Pattern[str]:
    """A reward, "cho", and what may stand before the first name: "tặng Giấy khen cho hai thầy giáo là"."""
    before = r"(?:[^.;:,]{0,40}\s(?:là|gồm)\s+|[^.;,]{0,40}:\s*)?"
    return re.compile(rf"{words.whole(words.cues('rewards'))}[^.;:]{{0,90}}?\scho\s+{before}")


@cache
def _reason() -> re.Pattern[str]:
    """What leads from those who receive to what they did: "vì đã dũng cảm", "(giáo viên trường A) đã không quản"."""
    return re.compile(r"\s(?:vì|do|bởi|với)\s|(?<=\))\s+(?=đã\s)")


def rewarded(plain: str, block: Block, s: Span) -> Zone | None:
    """ "tặng Giấy khen cho anh A và chị B vì đã dũng cảm cứu người": the great deed is told behind the names."""
    reward = _reward().search(plain, s.start, s.end)
    reason = _reason().search(plain, reward.end(), s.end) if reward else None
    if reward is None or reason is None or not words.cue("great_deeds").search(plain, reason.end(), s.end):
        return None
    entries = [e for e in read_list(plain, reward.end(), reason.start()) if e.of_person]
    if not entries or entries[0].start > reward.end() + 5:
        return None
    deed = Span(reason.end() if not reason.group().strip() else reason.start() + 1, s.end)
    told = tuple(e if e.deed else replace(e, deed=deed) for e in entries)
    return Zone(block, Span(s.start, reward.end()), told, "rewarded")
