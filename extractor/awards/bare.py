"""Numbers without a noun: of pieces of paper, and of titles that tell themselves whom they are given to."""

from __future__ import annotations

import re

from extractor.awards import lexicon
from extractor.awards.between import LEVEL
from extractor.awards.pairs import Count
from extractor.awards.stretch import Group, Link, Stretch
from extractor.awards.tags import AwardTag
from models.numbers import DIGITS, parse_count

_BARE = re.compile(
    rf"^[”\"]?\s*(?:(?:của)?\s*§)?\s*(?:{LEVEL})?\s*(?:\([^)\d]*\))?\s*[:=–-]\s*(?P<number>{DIGITS})"
    rf"(?:\s*/\s*{DIGITS})?(?=\s*(?:[;,.)(]|$))",
    re.I,
)
_AT_ONCE = re.compile(  # "Lao động tiên tiến 46;", no year
    rf"^[”\"]?\s+(?!(?:19|20)\d\d(?!\d))(?P<number>{DIGITS})(?=\s*(?:;|\.(?!\d)|,\s|$))"
)
_TO_ALL = re.compile(
    r"^(?:[^;,:\d]{0,60}?cho\s+(?:các|những|toàn thể)?)?\s*"
    r"(?P<noun>tập thể|cá nhân|hộ gia đình|đơn vị|nghệ sĩ)"
    r"(?!\s*(?:,|và)\s*(?:tập thể|cá nhân|hộ|gia đình|đơn vị)(?!\w))",
    re.I,
)


def bare(stretch: Stretch, tag: AwardTag) -> Link | None:
    """A number without a noun: `Chiến sĩ thi đua cơ sở: 210`, `61 Tập thể lao động xuất sắc`, `79 danh hiệu NSND`."""
    after = stretch.masked(tag.end, stretch.end)
    kind = tag.award.unit or stretch.context(tag.start).kind
    if tag.number is not None:
        if tag.award.person and not _verb_near(stretch, tag.start):
            return None
        match = _TO_ALL.match(after)
        noun = lexicon.noun(match["noun"]) if match else None
        return _counted(tag, tag.number, noun.kind if noun else kind, tag.end)
    match = _BARE.match(after) or (_AT_ONCE.match(after) if tag.award.unit else None)
    number = parse_count(match["number"]) if match else None
    if match is None or number is None:
        return None
    shift = len(stretch.text[tag.end : stretch.end]) - len(after) if "§" in match.group() else 0
    return _counted(tag, number, stretch.context(tag.start).kind or kind, tag.end + match.end() + shift)


def _verb_near(stretch: Stretch, at: int) -> bool:
    """Whether giving is spoken of before `at`; a title that people bear is not otherwise a count of grants."""
    return bool(lexicon.word_pattern("words", "give").search(stretch.text, stretch.start, at))


def _counted(tag: AwardTag, number: int, kind: str | None, end: int) -> Link | None:
    if kind is None:
        return None
    count = Count(tag.start, end, number, kind, True, tag.counted)
    return Link(Group((count,)), tag, "awards.bare-number", tag.start, end, (tag.end, tag.end))
