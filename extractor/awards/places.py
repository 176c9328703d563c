"""Places as they stand in sentences: those that give, those that act, those whose count it is."""

from __future__ import annotations

import re
from functools import cache

from extractor.awards import lexicon
from extractor.awards.named import bare_place
from extractor.awards.stretch import Link, Stretch
from extractor.bodies import Body, place_level, place_pattern
from models.patterns import either
from models.text import level_tones, squeeze

_ACTS = r"(?:đã|cũng|tổ chức|biểu dương|khen|tuyên dương|tôn vinh)(?!\w)"
_OF_ALL = re.compile(r"(?:^|\n)\W*(?:Tổng cộng|Tổng số|Cộng)(?:\s+toàn\s+\w+)?\s*(?:có|là)?\s*:?\s*$", re.I)
_LABEL = 80  # characters before a count that may name its place


def acting_place(stretch: Stretch, link: Link) -> str | None:
    """The level of the place that acts as a subject: `huyện Tuần Giáo đã tổ chức Đại hội ... đã biểu dương`."""
    text = level_tones(stretch.text[stretch.start : link.group.start])
    places = [match for match in _place_acts().finditer(text) if not _named(stretch, match)]
    return place_level(places[-1]["place"]) if places else None


def giving_place(stretch: Stretch, link: Link) -> Body | None:
    """The place that gives, or several by their kind: `huyện cũng đã khen thưởng ...`, `các xã, thị trấn tặng ...`."""
    text = level_tones(stretch.text[stretch.start : link.start if link.award else link.group.start])
    places = [match for match in _place_gives().finditer(text) if not _named(stretch, match)]
    if not places or re.search(r"(?<!\w)được(?!\w)", stretch.text[stretch.start + places[-1].end() : link.end]):
        return None
    begin = stretch.start + places[-1].end()
    others = any(begin <= body.start < link.start for body in stretch.tags.bodies)
    printed = squeeze(places[-1]["place"])
    return None if others else Body(begin - len(printed), begin, printed, place_level(printed))


def one_of_several(stretch: Stretch, place: Body) -> bool:
    """Whether a place that gives is one of several told in turn: `xã Mỹ An khen ...; xã Trường Xuân khen ...`."""
    text = level_tones(stretch.text[stretch.start : stretch.end])
    named = {squeeze(match["place"]) for match in _place_gives().finditer(text) if _own_name().search(match["place"])}
    return place.name in named and len(named) > 1


@cache
def _own_name() -> re.Pattern[str]:
    return re.compile(rf"^(?![Cc]ác\s).*\s{lexicon.CAPITAL}", re.S)


def _named(stretch: Stretch, match: re.Match[str]) -> bool:
    """Whether the place is part of a body's name: `Hội Nông dân tỉnh khen ...`."""
    at = stretch.start + match.start("place")
    return any(body.start < at < body.end for body in stretch.tags.bodies)


@cache
def _place_gives() -> re.Pattern[str]:
    gives = either((*lexicon.words("words", "give"), *lexicon.words("words", "praise")))
    kinds = "xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|đặc khu|sở|ban|ngành|đơn vị|cơ quan|địa phương|trường"
    heads = r"(?:(?:Hiệu trưởng|Thủ trưởng|Giám đốc|Lãnh đạo)\s+)?"
    several = rf"{heads}[Cc]ác\s+(?:{kinds})(?:(?:\s*,|\s+và)\s+(?:{kinds}))*"
    return re.compile(
        rf"(?:^|[,.;:]\s+|\s)(?P<place>{several}|{place_pattern()})\s+(?:(?:đã|cũng|còn|vừa)\s+)*(?:{gives})(?!\w)"
    )


@cache
def _place_acts() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[,.;:]\s+|\s)(?P<place>{place_pattern()})\s+{_ACTS}")


def of_all(stretch: Stretch, link: Link) -> bool:
    """Whether the count is a total under a list, of no one place or giver of it: `Tổng cộng: 46 cá nhân`."""
    return bool(_OF_ALL.search(stretch.text[max(stretch.start, link.group.start - _LABEL) : link.group.start]))


def own_place(stretch: Stretch, link: Link) -> str | None:
    """The place right before the count: `; huyện Tủa Chùa: 4 tập thể`, `Huyện Mường Ảng có 3 tập thể được ...`."""
    text = level_tones(stretch.text[max(stretch.start, link.group.start - _LABEL) : link.group.start])
    if _in_award(stretch, link.group.start):
        return None
    match = _place_before().search(text)
    place = (match["place"] or match["listed"]) if match else ""
    if not place and (having := _having().search(text)):
        return squeeze(having["place"])
    if not place and link.rule in ("awards.continued", "awards.award-first") and (named := bare_place().search(text)):
        return squeeze(named["place"])
    if not re.search(rf"\s(?:{lexicon.CAPITAL}|\d)", place):
        return None
    return place if place.split()[0].isupper() else place[0].lower() + place[1:]


def _in_award(stretch: Stretch, end: int) -> bool:
    """Whether what stands before `end` is an award, though it may read as a place: `TT LĐTT 92 tập thể`."""
    last = stretch.start + len(stretch.text[stretch.start : end].rstrip(" :("))
    return any(award.start < last <= award.end for award in stretch.tags.awards)


@cache
def _having() -> re.Pattern[str]:
    """A place's name alone that opens a sentence and has recipients: `Châu Đốc có 14 tập thể được khen thưởng`."""
    name = rf"{lexicon.CAPITAL}[^\W\d_]*(?:\s+{lexicon.CAPITAL}[^\W\d_]*){{1,3}}"
    return re.compile(rf"(?:^|[:.>]\s+)(?P<place>{name})\s+có\s*$")


@cache
def _place_before() -> re.Pattern[str]:
    before, after = r"(?:^|[;,.:(+–-]\s*|và\s+|riêng\s+)", r"\s*(?::|\(|(?:đã\s+)?có)\s*$"
    listed = rf"[(,;:]\s*(?:và\s+)?(?P<listed>{place_pattern()})\s+$"  # "(huyện Chư Sê 20 hộ, thị xã An Khê 14 hộ)"
    return re.compile(rf"{before}(?P<place>{place_pattern()}){after}|{listed}", re.I)
