"""What a sentence leaves for the next: the level or place it opens with, its year, and who gives in it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extractor.awards import lexicon
from extractor.awards.context import Context, level_of, place_told
from extractor.awards.tags import scan
from extractor.bodies import Body
from models.dates import parse_period
from models.patterns import either
from models.records import Span

# "Nhờ vậy, năm 2017, ..." tells when the sentences after it are of; "Riêng năm ..." tells of its own.
_SINCE_THEN = re.compile(r"\W*(?!Riêng)(?:[^,.;:\d]{0,25},\s*)?(?:trong\s+)?năm\s+\d{4}\s*,", re.I)
_AT_LEVEL = re.compile(
    r"\W*(?:(?:Ở|Tại|Về|Đối với|Riêng|Khen thưởng)\s+)?(?P<level>(?:các\s+)?cấp\s+[^\W\d_]+(?:\s+[^\W\d_]+)?)\s*,", re.I
)
_REVIEWED = re.compile(
    r"(?:tổng kết|sơ kết)[^.;]{0,120}?(?:(?:năm(?:\s+học)?|giai đoạn)\s+\d{4}|(?=\d{4}\s*[-–]))"
    r"(?:\s*[-–]?\s*\d{4})*",
    re.I,
)
_AT_BASE = re.compile(r"\W*(?:Ở|Tại)\s+(?:cơ sở|cơ quan|đơn vị)\s*,", re.I)
_CLAUSE = re.compile(r"[;:]\s")
_GOES_ON = r"\W*(?:Trong đó|Cụ thể|Theo đó|Đồng thời|Ngoài ra|Bên cạnh đó|Cùng với đó)(?:\s*là)?\s*[,:]?\s*"
# "Bao gồm: 12 tập thể, 30 cá nhân": what was given in the sentence before
_MADE_OF = r"\W*(?:Trong đó|Cụ thể|Bao gồm|Gồm)(?:\s+có)?\s*:?\s*\d[\d.]*\s+(?:tập thể|cá nhân|hộ)(?!\w)"
_TELLS = re.compile(r"\W*(?:Trong đó|Cụ thể|Theo đó)(?!\w)")
_OTHERS = re.compile(r"(?:của|tại|cho|đối với|với|thuộc|cùng|đến|tới|do|được|trình|đề nghị)\s+$", re.I)
_NOT_GIVING = re.compile(r"(?<!\w)(?:được|đề nghị|trình|tham mưu|đón nhận)(?!\w)", re.I)


def opened(text: str, sentence: Span, before: Span, held: Context, dated: bool) -> Context:
    """What holds from `sentence` on, where `held` held before it and `before` is the sentence before.

    `Nhờ vậy, năm 2017, ...` tells a year, `Ở cấp tỉnh, ...` a level, `Tại huyện A, ...` a place; `Trong đó, tặng Giấy
    khen cho ...` goes on from who gives in the sentence before. Where the document is not `dated`, the year that the
    sentence before reviews (`tổng kết phong trào thi đua năm 2020`) is that of the counts after it.
    """
    if not (dated or held.period) and (reviewed := _REVIEWED.search(text, before.start, before.end)):
        held = replace(held, period=parse_period(reviewed.group()))
    if since := _SINCE_THEN.match(text, sentence.start, sentence.end):
        held = replace(held, period=parse_period(since.group()))
    held = _at_level(text, sentence.start, sentence.end, held)
    if place := place_told(text[sentence.start : sentence.end]):
        held = replace(held, locality=place)
    if not (dated or held.period) and _TELLS.match(text, sentence.start, sentence.end):
        held = replace(held, period=parse_period(text[before.start : before.end]))
    if _goes_on().match(text, sentence.start, sentence.end) and (giver := _giver(text, before)):
        period = parse_period(text[before.start : before.end])
        held = replace(held, awarder=giver, level=None, period=period or held.period)
    return held


def clauses(text: str, sentence: Span, contexts: list[tuple[int, Context]]) -> list[tuple[int, Context]]:
    """`contexts` with those of the clauses that open with a level: `...: ở cấp cơ sở, ...; cấp tỉnh, ...`."""
    found = list(contexts)
    for sign in _CLAUSE.finditer(text, sentence.start, sentence.end):
        held = next(context for offset, context in reversed(found) if offset <= sign.end())
        at_level = _at_level(text, sign.end(), sentence.end, held)
        if at_level is not held:
            found.append((sign.end(), at_level))
    return sorted(found, key=lambda told: told[0])


def _at_level(text: str, start: int, end: int, held: Context) -> Context:
    """What holds where a sentence or a clause opens with a level; that of ministries is none."""
    if said := _AT_LEVEL.match(text, start, end):
        return replace(held, level=level_of(said["level"]), awarder=None)
    return replace(held, level="cơ sở", awarder=None) if _AT_BASE.match(text, start, end) else held


@cache
def _goes_on() -> re.Pattern[str]:
    """A sentence without a subject that gives: `Đồng thời thưởng nóng cho ...`, `Trong đó, tặng Giấy khen cho ...`."""
    verbs = either((*lexicon.words("words", "give"), *lexicon.words("words", "praise")))
    bare = rf"\W*(?:{verbs})\s+(?:cho\s+)?\d"  # "Tuyên dương 65 công nhân giỏi."
    return re.compile(rf"{_GOES_ON}(?:(?:đã|còn|cũng|xét|quyết định)\s+)*(?:{verbs})(?!\w)|{bare}|{_MADE_OF}", re.I)


@cache
def _gives() -> re.Pattern[str]:
    verbs = either((*lexicon.words("words", "give"), *lexicon.words("words", "praise"), "quyết định"))
    return re.compile(rf"(?P<way>[^.;]{{0,80}}?)(?<!\w)(?:{verbs})(?!\w)", re.I)


def _giver(text: str, sentence: Span) -> Body | None:
    """The last body of `sentence` that is the subject of a verb of giving or deciding."""
    for body in reversed(scan(text, sentence.start, sentence.end).bodies):
        gives = _gives().match(text, body.end, sentence.end)
        if gives and not _NOT_GIVING.search(gives["way"]) and not _OTHERS.search(text[sentence.start : body.start]):
            return body
    return None
