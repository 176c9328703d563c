"""Verdicts behind names: "A là tấm gương sáng", "A và B được tuyên dương vì ..."."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extractor.exemplars import vocabulary as words
from extractor.exemplars.deeds import deed
from extractor.exemplars.entries import Entry
from extractor.exemplars.lists import read_list
from extractor.exemplars.offices import is_helped
from extractor.exemplars.zones.building import Zone, official, verdicts
from extractor.exemplars.zones.stretches import caption_free
from models.records import Block, Span


def predicate(plain: str, block: Block, s: Span) -> Zone | None:
    """ "Bác sĩ A - khoa Ngoại - là một trong những gương được tuyên dương": the names come first, the verdict after."""
    begin = _before_names().match(plain, s.start, s.end)
    at = begin.end() if begin else s.start
    end = caption_free(plain, s)
    if not verdicts().search(plain, at, end):
        return None
    entries = [e for e in read_list(plain, at, end) if not (official(plain, e) or _is_helped(plain, s, e))]
    if not entries or entries[0].start > at + 40:
        return None
    verdict = verdicts().search(plain, entries[0].name.end, end)
    named = tuple(e for e in entries if verdict and e.name.end <= verdict.start())
    if verdict is None or not named or _speaks(plain, named[0].name.end, verdict.start()):
        return None
    named = tuple(_with_reason(plain, _without(plain, e), verdict.end(), end) for e in named)
    last = max(named[-1].end, named[-1].deed.end if named[-1].deed else 0)
    gap = plain[min(last, verdict.start()) : verdict.start()].strip(" ,-")
    bodies = not all(e.of_person for e in named)
    if len(gap) > (25 if bodies else 60) or (bodies and len(named) == 1 and not named[0].sure):
        return None
    return Zone(block, Span(s.start, at), named, "verdict")


def _is_helped(plain: str, s: Span, entry: Entry) -> bool:
    return entry.of_person and is_helped(plain, s, Span(entry.start, entry.name.end))


def _speaks(plain: str, start: int, end: int) -> bool:
    """Whether the text tells of office or of speech, or of an award given: the verdict is about somebody else."""
    gives = re.compile(rf"\s+(?:(?:đã|cũng)\s+)*{words.whole(words.cues('awarding'))}").match(plain, start, end)
    return bool(gives) or any(words.cue(cue).search(plain, start, end) for cue in ("offices", "speech"))


def _without(plain: str, entry: Entry) -> Entry:
    """The entry without a deed that is the verdict itself: "là ba phường làm tốt nhất"."""
    itself = entry.deed is not None and _well().match(plain, entry.deed.start, entry.deed.end) is not None
    return replace(entry, deed=None) if itself else entry


@cache
def _well() -> re.Pattern[str]:
    return re.compile(r"là\s(?:[^,;.]{0,40}\s)?(?:làm\s+)?tốt\s+nhất(?!\w)")


def _with_reason(plain: str, entry: Entry, start: int, end: int) -> Entry:
    """The entry with the deed told behind the verdict: "được vinh danh vì cứu sống nhiều bệnh nhi"."""
    told = entry.deed is not None and entry.deed.end <= start and deed(plain, entry.deed) is not None
    reason = re.compile(r"[^.;]{0,40}?\s(?:vì|do|nhờ)\s+(?:đã\s+)?").match(plain, start, end)
    if told or reason is None:
        return entry
    return replace(entry, deed=Span(reason.end(), end), end=entry.end)


@cache
def _before_names() -> re.Pattern[str]:
    """What may stand before the names of such a sentence: a sign, "Trong công tác dân vận, ", "Phong trào “A”: "."""
    where = r"(?:(?:Tại|Trong|Về|Trên|Qua|Bên\s+cạnh|Cùng\s+với|Ngoài|Đối\s+với)\s[^,.;:]{3,120},\s*)?"
    label = r"(?:(?:\d{1,2}[.)]\s+)?(?i:phong\s+trào|cuộc\s+vận\s+động)\s[^.;:]{3,120}:\s*)?"
    return re.compile(rf"[-+•*\s]*{label}{where}")
