"""Classes of one award and numbers told one after another: `hạng Nhất, Nhì, Ba lần lượt cho 01, 02 và 06 cá nhân`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.awards import lexicon
from extractor.awards.pairs import Count
from extractor.awards.stretch import Group, Link, Stretch
from extractor.awards.tags import CLASSES, AwardTag
from models.numbers import DIGITS, parse_count
from models.text import fold

_CLASS = r"(?<!\w)(?:nhất|nhì|hai|ba|iii|ii|i)(?!\w)"
_LONGEST = 260  # characters from the award to the last number


@cache
def _in_turn() -> re.Pattern[str]:
    """Classes, then as many numbers; lower-case text."""
    joint = r"\s*(?:,\s*và|,|và|/)\s*"
    classes = rf"hạng\s+(?P<classes>{_CLASS}(?:{joint}(?:hạng\s+)?{_CLASS})+)"
    noun = rf"\s*(?:lượt\s+)?{lexicon.noun_pattern()}"
    number = rf"{DIGITS}(?!\w)(?:{noun})?"
    return re.compile(
        rf"[^;.\d]{{0,60}}?{classes}[^;.\d]{{0,80}}?(?P<numbers>(?<![\w.,]){number}(?:{joint}{number})+)(?P<noun>{noun})?"
    )


def in_turn(stretch: Stretch) -> Iterator[Link]:
    """A link for each class of an award whose classes are told with as many numbers."""
    for tag in stretch.tags.awards:
        if tag.award.classes:
            plain = stretch.text[tag.start : min(stretch.end, tag.start + _LONGEST)].lower()
            if match := _in_turn().match(plain):
                yield from _links(stretch, tag, match)


def _links(stretch: Stretch, tag: AwardTag, match: re.Match[str]) -> Iterator[Link]:
    classes = [CLASSES[fold(named)] for named in re.findall(_CLASS, match["classes"])]
    numbers = list(re.compile(rf"(?<!\w){DIGITS}(?!\w)").finditer(match.string, *match.span("numbers")))
    kinds = [_kind(stretch, tag, number.end(), match.end()) for number in numbers]
    if len(classes) != len(numbers) or None in kinds:
        return
    for named, number, kind in zip(classes, numbers, kinds, strict=True):
        start = tag.start + number.start()
        end = tag.start + (match if number is numbers[-1] else number).end()
        count = Count(start, end, parse_count(number.group()) or 0, str(kind), True)
        award = AwardTag(tag.start, tag.end, tag.award, f"{tag.award.name} hạng {named}")
        yield Link(Group((count,)), award, "awards.in-turn", tag.start, end, (tag.end, start))


def _kind(stretch: Stretch, tag: AwardTag, start: int, end: int) -> str | None:
    """Whom a number counts: its own noun tells, else the next one after it."""
    text = stretch.text[tag.start + start : tag.start + end].lower()
    noun = re.compile(lexicon.noun_pattern()).search(text)
    return lexicon.noun(noun.group()).kind if noun else None
