"""The deed alone, with what it earns: without words that lead to it, what it helped to, praise that tells no deed."""

from __future__ import annotations

import re
from functools import cache

from extractor.exemplars import vocabulary as words
from models.records import Span

_LONGEST = 220


@cache
def _lead() -> re.Pattern[str]:
    leads = words.either(words.cues("deed_leads"))
    return re.compile(rf"(?:[\s,:;\"“”-]*(?:{leads})(?!\w))?[\s,:;\"“”-]*", re.I)


@cache
def _model() -> re.Pattern[str]:
    """ "là tấm gương sáng về", "là một trong những hộ tiêu biểu trong": the deed comes after."""
    praise = r"(?:tấm\s+)?(?:gương|điển\s+hình)(?:\s+(?:sáng|tiêu\s+biểu|tiên\s+tiến|người\s+tốt,?\s+việc\s+tốt))*"
    praised = (
        rf"{words.whole(words.cues('holders'))}(?:\s+\w+){{0,4}}?\s+(?:tiêu\s+biểu|điển\s+hình|đi\s+đầu|xuất\s+sắc)"
    )
    number = r"(?:(?:một|hai|ba|bốn|năm|\d+)\s+)"
    which = rf"{number}?(?:trong\s+(?:số\s+)?)?{number}?(?:(?:những|các)\s+)?"
    who = rf"{number}(?:trong\s+)?(?:số\s+)?(?:những|các|{number})\s*người\s+(?:(?:đầu\s+tiên|đi\s+đầu)\s+)?"
    scope = r"(?:\s+(?:toàn\s+quốc|cả\s+nước|cấp\s+\w+|của\s+(?:tỉnh|huyện|xã|ngành|địa\s+phương)))?"
    before = r"(?:đây\s+)?(?:cũng\s+|đều\s+|được\s+biết\s+đến\s+)?là"
    return re.compile(rf"{before}\s+(?:{which}(?:{praise}|{praised}){scope}(?:\s+(?:về|trong|của))?|{who})\s*", re.I)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(rf"(?:{words.either(words.cues('deed_ends'))})|[;…\n]|\.{{2,}}|\.(?=\s|$)|\s-\s(?=Ảnh)", re.I)


@cache
def _praise() -> re.Pattern[str]:
    """Words that praise, or tell of an award, and say nothing of what was done."""
    honours = words.either([*words.cues("acclaimed"), "tặng", "khen", "khen thưởng"])
    acclaimed = rf"được\s(?:[^,;.]{{0,45}}\s)?(?i:{honours})"
    return re.compile(
        rf"(?!gương\s+mẫu)(?i:{words.either(words.cues('praise_starts'))}|{acclaimed}|{words.RUN_BY})(?!\w)"
    )


@cache
def _merely_well() -> re.Pattern[str]:
    """That somebody does well, and not at what."""
    return re.compile(rf"(?i:{words.either(words.cues('works_well'))})")


@cache
def _no_deed() -> re.Pattern[str]:
    """What else stands in a deed's place: who leads a body, a boat's number, a place."""
    led = rf"{words.role()}\s*:\s*(?:{words.honorific()}\s+)?{words.PERSON}"
    number = rf"(?i:tàu|thuyền|xe)\s+(?:(?i:số)\s+)?[{words.UPPER}]{{2}}[\s-]*\d+(?:[\s-]*[{words.UPPER}]+)?"
    return re.compile(rf"{led}|{number}|{words.place()}(?:[\s,(-]+{words.place()})*")


@cache
def _aside() -> re.Pattern[str]:
    """Who runs the body, who else took part: what stands between a name and its deed."""
    who = rf"(?:\s+(?:{words.honorific()}\s+)?(?>{words.PERSON}))?"
    beside = rf"(?:và|cùng\s+với|cùng)\s+{words.whole(words.cues('companions'))}{who}(?:\s+trong\s+\w+)?"
    return re.compile(rf"(?:{words.RUN_BY}|{beside}),?\s+(?=(?:đã|đang|luôn|hiến|góp|tự|vận\s+động)(?!\w))")


@cache
def _from_humble() -> re.Pattern[str]:
    return re.compile(r"(?i:từ\s+(?:một|chỗ|hai bàn tay)[^,;.]*?|xuất thân[^,;.]*?,?)\s+(?:đã|nay|vươn)\s+")


def deed(text: str, span: Span | None) -> Span | None:
    """The deed in `span` of the plain `text`; None where it tells none.

    >>> text = "đã hiến 500 m2 đất làm đường, góp phần đưa thôn về đích"
    >>> found = deed(text, Span(0, len(text)))
    >>> text[found.start : found.end]
    'hiến 500 m2 đất làm đường'
    """
    if span is None:
        return None
    start, end = span.start, min(span.end, span.start + 2 * _LONGEST)
    for before in (_aside(), _from_humble(), _model()):
        match = before.match(text, start, end)
        start = match.end() if match else start
    for _ in range(3):
        lead = _lead().match(text, start, end)
        start = lead.end() if lead else start
    if _praise().match(text, start, end) or text.startswith("và ", start, end):
        return None
    stop = next((m for m in _ends().finditer(text, start, end) if m.start() > start + 8), None)
    body = text[start : stop.start() if stop else end].rstrip(" ,;:.-…“")
    if body[-1:] in ('"', "”") and not re.search(r"[\"“”]", body[:-1]):
        body = body[:-1]  # its partner was left out with what leads to the deed
    if _merely_well().fullmatch(body) or _no_deed().fullmatch(body):
        return None
    return Span(start, start + len(body)) if len(body.split()) > 1 and len(body) <= _LONGEST else None
