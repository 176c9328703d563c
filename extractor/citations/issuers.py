"""Who issues the documents that a sentence lists: the body that acts in it, or that speaks in the document cited."""

from __future__ import annotations

import re
from functools import cache

from extractor.bodies import Body, bodies
from extractor.citations.numbers import type_pattern
from models import knowledge

_COMPANY = re.compile(r"(?:với|cùng|phối hợp)\s+$", re.I)


@cache
def _issuing() -> re.Pattern[str]:
    table = knowledge.load("citations")["issuing"]
    verbs, adverbs = "|".join(table["verbs"]), "|".join(table["adverbs"])
    return re.compile(rf"\s+(?:(?:{adverbs})\s+)*(?:{verbs})(?!\w)(?P<rest>.*)", re.S)


def sentence_issuer(before: str) -> Body | None:
    """The body that issues the documents of this sentence, or that speaks `tại` the document cited."""
    found = list(bodies(before))
    for body in reversed(found):
        after = before[body.end :]
        if _COMPANY.search(before[: body.start]):
            continue  # "phối hợp với UBND huyện ký ...": another signs with it
        if _speaks().fullmatch(after) or _has().fullmatch(after):
            return body
        if re.search(r"(?<!\w)văn bản\s+(?:\w+\s+){0,3}của\s+$", before[: body.start]) and _listed().fullmatch(after):
            return body
        issues = _issuing().match(after)
        if issues and (_reaches(issues["rest"]) or _lists(before[: body.start], issues["rest"])):
            return body
    return _subject(before, found) or _specifying(before, found)


def _specifying(before: str, found: list[Body]) -> Body | None:
    """The body that made a document out of another: `UBND huyện đã cụ thể hóa Chỉ thị số 03 ... thành `."""
    if not re.search(r"(?<!\w)(?:thành|bằng)\s+(?:các\s+)?$", before):
        return None
    made = re.compile(r"\s+(?:(?:đã|cũng|kịp thời|sớm)\s+)*cụ thể h(?:óa|oá)(?!\w)[^.;]*$", re.I)
    return next((body for body in found if made.match(before, body.end)), None)


@cache
def _speaks() -> re.Pattern[str]:
    """`của Sở Nội vụ (Tờ trình số ...)`; `của Bộ Y tế tại các Công văn: số ...`."""
    return re.compile(rf"\s+tại\s+(?:các\s+{type_pattern()}\s*:?\s*)?|\s*\(\s*(?:tại\s+)?")


@cache
def _has() -> re.Pattern[str]:
    """`Kho bạc Nhà nước đã có Công văn số ...`."""
    return re.compile(rf"\s+(?:(?:{'|'.join(knowledge.load('citations')['issuing']['adverbs'])})\s+)*có\s+(?:các\s+)?")


@cache
def _listed() -> re.Pattern[str]:
    """`các văn bản của UBND tỉnh: Kế hoạch số ..., Công văn số ...`: the list so far, without another body."""
    return re.compile(r"\s*(?:như|gồm|là|gồm có)?\s*:(?:(?!\scủa\s|\sdo\s)[^.])*?(?:(?<=:)|[;,]|(?<!\w)và)\s*")


def _subject(before: str, found: list[Body]) -> Body | None:
    """The body that the sentence opens with, where the last verb issues: `UBND xã đã họp ...; xây dựng Kế hoạch`."""
    verb = _issues_last().search(before)
    opens = found and re.fullmatch(r"[\s+•*●–-]*(?:[^,.;:]{0,40},\s*)?", before[: found[0].start])
    acts = opens and re.match(r"\s+(?:đã|cũng|tiếp tục|kịp thời)\s", before[found[0].end :])
    alone = verb and not any(verb.start() <= b.start for b in found)
    between = verb and [b for b in found[1:] if _subject_again(before, b)]
    return found[0] if acts and alone and not between else None


def _subject_again(before: str, body: Body) -> bool:
    """Whether another body takes over as the subject: `; Sở Nội vụ đã ...`."""
    return bool(re.search(r"[;,]\s*$", before[: body.start])) and bool(re.match(r"\s+đã\s", before[body.end :]))


@cache
def _issues_last() -> re.Pattern[str]:
    verbs = "|".join(knowledge.load("citations")["issuing"]["verbs"])
    return re.compile(rf"(?:[;,]|\s+và)\s+(?:đã\s+)?(?:{verbs})\s+(?:các\s+)?$")


def _lists(before: str, rest: str) -> bool:
    """`các giải thưởng do Bộ trưởng Bộ ... đã ban hành, gồm: Giải thưởng A theo Quyết định số ...`."""
    return bool(re.search(r"(?<!\w)do\s+$", before)) and bool(
        re.fullmatch(r"[^.:]{0,60}:[^.]*(?<!\w)(?:theo|tại)\s+(?:các\s+)?", rest)
    )


def announcing_issuer(text: str) -> Body | None:
    """The one body that issues what a footnote lists: `UBND huyện ban hành 03 văn bản`, with a mark behind it."""
    found = [body for body in bodies(text) if _announces().match(text, body.end)]
    return found[0] if len({body.name for body in found}) == 1 else None


@cache
def _announces() -> re.Pattern[str]:
    table = knowledge.load("citations")["issuing"]
    verbs, adverbs = "|".join(table["verbs"]), "|".join(table["adverbs"])
    return re.compile(
        rf"\s+(?:(?:{adverbs})\s+)*(?:{verbs})\s+(?:\d{{1,3}}|các|nhiều)\s+(?:văn bản|{type_pattern()})(?!\w)"
    )


def _reaches(rest: str) -> bool:
    """Between `ban hành` and the document stand only words of the same clause: the list so far, or `... tại`."""
    return bool(re.fullmatch(r"\s*(?:các|nhiều)?\s*|[^.]*(?:[:;,]|(?<!\w)(?:tại|và))\s*", rest))
