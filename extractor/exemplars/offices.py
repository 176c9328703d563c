"""Who is no example although deeds are told near the name: the helped, the official, the source, the nominee."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from extractor.exemplars import vocabulary as words
from models.records import Span

_RESCUE = 140  # characters in which the one who is saved is told to be
_REACH = 160  # characters behind a name in which its office is told
_FAR = 500  # characters before a name in which a proposal is told
_LISTED = 240  # characters before a name in which the list that holds it begins
_NEAR = 40  # characters before a name in which its form of address stands


def is_no_example(plain: str, sentence: Span, mention: Span) -> bool:
    """Whether the person mentioned is helped by another, or is in office: `sentence` is as much as may tell."""
    return (
        is_helped(plain, sentence, mention)
        or _in_office(plain, sentence, mention)
        or _is_source(plain, mention.start)
        or _reports(plain, sentence, mention)
        or is_proposed(plain, mention.start)
    )


def is_proposed(plain: str, start: int) -> bool:
    """Whether who is named at `start` is put forward for an award; a list may stand in the sentence behind."""
    ends = [m.end() for m in _SENTENCE_END.finditer(plain, max(0, start - _FAR), start)] or [max(0, start - _FAR)]
    begin = ends[-1]
    if re.match(r"(?i:danh\s+sách|số|những\s+trường\s+hợp)\s+(?:này|trên)(?!\w)", plain[begin : begin + _NEAR]):
        begin = max(0, begin - _FAR)
    return words.cue("proposed").search(plain, begin, start) is not None


_SENTENCE_END = re.compile(rf"[.!?]\s+(?=[{words.UPPER}])|\n\s*(?=[-+*•{words.UPPER}\d])")


def shown_in_office(plain: str, sentences: list[Span], name: Span) -> bool:
    """Whether another sentence shows who is named in office: speaking, presiding, in a picture with guests."""
    key, starts = plain[name.start : name.end], [s.start for s in sentences]
    for match in re.finditer(rf"(?<!\w){re.escape(key)}(?!\w)", plain):
        sentence = sentences[max(0, bisect_right(starts, match.start()) - 1)]
        after = plain[match.end() : min(sentence.end, match.end() + _REACH)]
        if match.start() != name.start and (_is_source(plain, match.start()) or _presides(after.split(";")[0])):
            return True
    return False


def _is_source(plain: str, start: int) -> bool:
    """Whether somebody's view is given: "Theo ông A"; the name or its form of address begins at `start`."""
    return _source().search(plain[max(0, start - _NEAR) : start]) is not None


@cache
def _source() -> re.Pattern[str]:
    return re.compile(rf"{words.whole(words.cues('sources'))}\s+(?:{words.honorific()}\s+)?\Z")


def _reports(plain: str, sentence: Span, mention: Span) -> bool:
    """Whether who holds an office tells of the work: "Trưởng ấp A cho biết", "ông A, Trưởng ban B thông tin"."""
    match = _report().match(plain, mention.end, min(sentence.end, mention.end + _REACH))
    if match is None:
        return False
    return re.search(words.role(), plain[mention.start : mention.end] + (match["who"] or "")) is not None


@cache
def _report() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<who>\s*[,-]\s*[^.;:]{{3,90}}?)?\s*,?\s+(?:(?:đã|cũng|vừa)\s+)*{words.whole(words.cues('reports'))}"
    )


def is_helped(plain: str, sentence: Span, mention: Span) -> bool:
    """Whether the words beside the name make it the one who was helped, painted or photographed."""
    if _rescued().search(plain, max(sentence.start, mention.start - _LISTED), mention.start):
        return True
    before = plain[max(sentence.start, mention.start - 45) : mention.start]
    kin = re.search(r"(?<!\w)(?i:con|mẹ|vợ|chồng|bố|cha|em|anh|chị)(?:\s+(?:của|ruột|trai|gái))*\s*$", before)
    between = r"(?:\s+(?:mạng|sống|được|cho|đây\s+là|hai|ba|vợ chồng|gia đình|mẹ|là))*"
    if re.search(r"\s(?:do|bởi)\s*$", before) and re.match(
        r"\s+làm\s+(?i:chủ|giám|tổ|đội)", plain[mention.end : mention.end + 20]
    ):
        return True  # who runs a body that is itself the example
    after = plain[mention.end : sentence.end][:_RESCUE]
    if re.match(
        r"(?:\s+và\s[^,;.]{4,30}?)?(?:(?:,\s[^,;.]{2,40}?){0,2},?\s+bị\s[^,;.]{3,40}?)?,?\s+(?:đã\s+)?được\s[^;.]*?\s(?:cứu|giúp|đưa\s+vào)",
        after,
    ):
        return True
    saves = re.search(r"(?<!\w)người\s(?:(?!được)[^,;.:])*\scứu(?:\s[^,;.:]{2,20})?\s+là\s+$", before)
    return not saves and bool(kin or re.search(rf"{words.whole(words.cues('helped'))}{between}\s*$", before))


@cache
def _rescued() -> re.Pattern[str]:
    """Before a name: a list of those who were helped, "Những người được cứu gồm các ông A, B và ..."."""
    helped = r"(?i:được\s+(?:cứu|giúp|hỗ\s+trợ|tặng\s+quà|thăm)|bị\s+(?:nạn|thương|thiệt\s+hại))(?!\w)"
    who = r"(?i:người|nạn\s+nhân|em|cháu|hộ|gia\s+đình|học\s+sinh|ngư\s+dân|trường\s+hợp)"
    return re.compile(rf"(?<!\w){who}\s+(?:đã\s+)?{helped}[^.;:]{{0,40}}?(?<!\w)(?:gồm|là|có|:)(?!\w)[^.;:]*\Z")


def merely_gives(plain: str, start: int, end: int) -> bool:
    """Whether a sum of money is all that is told of a body: a donor is named, and no example.

    "ủng hộ 2 tỷ đồng" tells neither for what nor for whom.
    """
    return _donation().match(plain, start, end) is not None


@cache
def _donation() -> re.Pattern[str]:
    verbs = words.either(words.cues("donations"))
    some = r"(?i:số\s+tiền|hơn|trên|gần)"
    money = r"[\d.,]*\d\s+(?i:tỷ|tỉ|triệu|nghìn)(?:\s+đồng)?"
    return re.compile(rf"\s*(?:đã\s+)?(?i:{verbs})\s+(?:{some}\s+)*{money}\s*(?=[;.]|\Z|$)")


def _in_office(plain: str, sentence: Span, mention: Span) -> bool:
    """Whether the sentence tells of office: the person speaks, presides, hands over, or an event lists who came.

    One who receives ("tặng Bằng khen cho em A vì đã dũng cảm ...") is told of for a deed.
    """
    before, after = plain[sentence.start : mention.start], plain[mention.end : sentence.end]
    if re.search(
        r"(?i:bằng khen|giấy khen|huân chương|danh hiệu|khen|huy hiệu)[^.;]{0,80}\scho\s+(?:hai\s|các\s)?$", before
    ):
        return not words.cue("great_deeds").search(after)
    if re.match(rf"[-+•*\s\d.)]*{words.whole(words.cues('assigning'))}", before):
        return True
    return _presides(after.split(";")[0][:_REACH]) or bool(words.cue("offices").search(before[-_REACH:]))


def _presides(after: str) -> bool:
    """Whether office is told behind the name; to give something away is a deed where another deed comes first."""
    for match in words.cue("offices").finditer(after):
        gives = words.cue("gives_away").fullmatch(match.group()) is not None
        if not gives or not (words.cue("deeds").search(after, 0, match.start()) or _much(after, match.start())):
            return True
    return False


def _much(after: str, end: int) -> bool:
    return re.search(rf"\d\s*(?:{words.either(words.cues('amounts'))})(?!\w)", after[:end]) is not None
