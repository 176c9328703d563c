"""Who can give: bodies with the heads printed before them, bodies of a whole level, offices that are said alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from extractor.awards import lexicon
from extractor.bodies import Body, bodies
from models.patterns import either
from models.text import level_tones, squeeze

_REACH = 60  # characters before a body in which its head stands
_LEVEL = re.compile(r"\s+(?:cấp\s+(?:tỉnh|huyện|xã|trên(?:\s+trực tiếp)?|cơ sở)|các\s+cấp)(?!\w)")
_OF = re.compile(r"(?<!\w)(?:của|do|được)\s+$")
_NEAR = 8  # characters before an office in which "của" stands


def givers(text: str, start: int, end: int) -> Iterator[Body]:
    """The bodies and offices between `start` and `end` that may give an award, left to right, without overlap.

    `Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc`, `LĐLĐ cấp huyện`, `Trưởng ban tặng ...` are each one giver.
    """
    found = [_of_unit(text, end, _headed(text, start, body)) for body in bodies(text, start, end)]
    found += _alone(text, start, end)
    at = start
    for body in sorted(found, key=lambda body: (body.start, -body.end)):
        if body.start >= at:
            yield body
            at = body.end


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<head>{either(lexicon.words('givers', 'heads'))})\s+$", re.I)


@cache
def _last_words() -> frozenset[str]:
    """The words that heads end in: most bodies stand behind none of them."""
    return frozenset(head.split()[-1].lower() for head in lexicon.words("givers", "heads"))


def _headed(text: str, start: int, body: Body) -> Body:
    """The body with its head: `Thống đốc Ngân hàng Nhà nước`; the head of an office of the State is not the State."""
    before = text[max(start, body.start - _REACH) : body.start]
    last = before.split()[-1:]
    head = _head().search(level_tones(before)) if last and last[0].lower() in _last_words() else None
    if not head:
        return body
    printed = squeeze(head["head"])
    name = f"{printed[0].upper()}{printed[1:]} {body.name}"
    level = None if body.level == "nhà nước" else body.level
    return Body(body.start - len(before) + head.start(), body.end, name, level)


def _of_unit(text: str, end: int, body: Body) -> Body:
    """A body with its level or unit in small letters: `LĐLĐ cấp huyện`, `Hiệu trưởng nhà trường`."""
    said = _LEVEL.match(text, body.end, end) if body.level is None else None
    if body.name in lexicon.words("givers", "of_unit"):
        said = said or _units().match(text, body.end, end)
    return replace(body, end=said.end(), name=f"{body.name} {squeeze(said.group())}") if said else body


@cache
def _units() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:{either(lexicon.words('givers', 'units'))})(?!\w)")


@cache
def _offices() -> re.Pattern[str]:
    troops = r"(?:\s+(?:(?:Sư|Lữ|Trung|Tiểu)\s+đoàn|Đại\s+đội)\s+\d+)?"  # "Sư đoàn trưởng Sư đoàn 316"
    return re.compile(rf"(?<!\w)(?:{either(lexicon.words('givers', 'alone'))}){troops}(?!\w)")


@cache
def _acts() -> re.Pattern[str]:
    acts = either((*lexicon.words("words", "give"), *lexicon.words("words", "praise"), "ký", "quyết định"))
    return re.compile(rf"\s+(?:(?:đã|cũng|vừa|còn)\s+)*(?:{acts})(?!\w)")


def _alone(text: str, start: int, end: int) -> Iterator[Body]:
    """Offices without the name of their body, where they give: `Trưởng ban tặng Giấy khen`, `của Thủ trưởng đơn vị`."""
    for match in _offices().finditer(text, start, end):
        of = _OF.search(text, max(start, match.start() - _NEAR), match.start())
        if of or _acts().match(text, match.end(), end):
            yield Body(match.start(), match.end(), level_tones(squeeze(match.group())), None)
