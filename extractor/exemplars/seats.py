"""Where an office is held: "Trưởng ấp Tân Long" is the office "Trưởng ấp" of the place "ấp Tân Long"."""

from __future__ import annotations

import re
from functools import cache

from extractor.exemplars import vocabulary as words
from models.records import Span


@cache
def _seat() -> re.Pattern[str]:
    """A named commune or smaller place, with what it lies in, up to the end of an office."""
    table = words.unit_heads()["roles"]
    village = rf"(?!{words.whole(table['no_seats'])})(?:{words.place_heads()['village']})"
    group = r"(?!(?i:tổ)\s+(?!\d|số|dân\s+phố))"  # "tổ Khmer ngữ" is no place, "tổ 5" is
    alone = "".join(rf"(?<!{word}\s)" for word in table["no_seat_before"])
    smaller = rf"(?:{group}(?P<village>{village})|(?P<commune>{words.place_heads()['commune']}))"
    return re.compile(rf"(?<=\s){alone}(?={smaller})(?P<seat>{words.place()}(?:\s*[,-]?\s*{words.place()})*)\s*\Z")


@cache
def _of_level() -> re.Pattern[str]:
    """Bodies that every rung has, so that its word belongs to the office's name: "Bí thư Đoàn xã"."""
    table = words.unit_heads()["roles"]
    near = words.whole(table["below_level"])
    return re.compile(rf"(?!.*{near}).*{words.whole(table['of_level'])}", re.S)


_HEADS_PLACE = re.compile(
    r"(?i:(?:\A|[,;]\s*|\b(?:phó|nguyên|cựu|quyền|và|kiêm|nữ)\s+)trưởng\s+|\btổ\s+(?:trưởng|phó)\s+)\Z"
)


@cache
def _head() -> re.Pattern[str]:
    """The word for the place, up to its name or number: "tổ dân phố" of "tổ dân phố số 7"."""
    return re.compile(rf"\w+(?:\s+(?!số\s)(?![{words.UPPER}\d])\w+)*")


def seat(text: str, office: Span) -> tuple[Span, Span | None]:
    """The `office` in the plain `text` without the name of the village or commune that it ends with, and that place.

    >>> text = "Trưởng trạm Y tế xã Pú Nhi"
    >>> role, place = seat(text, Span(0, len(text)))
    >>> text[role.start : role.end], text[place.start : place.end]
    ('Trưởng trạm Y tế', 'xã Pú Nhi')
    """
    whole = text[office.start : office.end]
    found = _seat().search(whole)
    if found is None:
        return office, None
    before = whole[: found.start("seat")]
    kept = _HEADS_PLACE.search(before) if found["village"] else _of_level().match(before)
    head = _head().match(whole, found.start("seat")) if kept else None
    end = head.end() if head else len(before.rstrip(" ,-"))
    return Span(office.start, office.start + end), Span(office.start + found.start("seat"), office.end)


def seated(text: str, office: Span | None, place: Span | None) -> tuple[Span | None, Span | None]:
    """The office and the place of one name: where it is held goes to the place, if no other is told elsewhere."""
    if office is None:
        return None, place
    role, held = seat(text, office)
    if held is None or place is None:
        return role, held or place
    near = held.end <= place.start and not re.search(r"\w", text[held.end : place.start])
    return (role, Span(held.start, place.end)) if near else (office, place)
