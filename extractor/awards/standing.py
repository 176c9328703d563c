"""What else is told of a count: its level, whose it is, when, and whether it was granted, proposed or a quota."""

from __future__ import annotations

import re
from functools import lru_cache

from extractor.awards import lexicon
from extractor.awards.context import Context, level_of, status_of
from extractor.awards.giver import Given
from extractor.awards.lexicon import kind_of
from extractor.awards.named import YEAR_LABEL
from extractor.awards.pairs import Count
from extractor.awards.places import acting_place, giving_place, of_all, one_of_several, own_place
from extractor.awards.stretch import Link, Stretch
from extractor.awards.tags import AwardTag
from extractor.bodies import Body, place_level
from models.dates import parse_period
from models.records import Header
from models.text import fold, level_tones

_DONE = re.compile(r"(?<!\w)(?:đã|kết quả)(?!\w)", re.I)
_ABROAD = re.compile(r"của\s+(?:Nhà nước|Chính phủ|Vương quốc|nước|Cộng hòa|Liên bang|Hoàng gia)\s", re.I)
_SINCE = re.compile(
    r"(?:từ|kể từ|trước|sau|đến)\s+năm\s+\d{4}\s+(?:đến nay|trở|tới nay)"
    r"|(?:so với|cùng kỳ|hơn)[^,;.)]{0,30}\d{4}(?:\s*[-–]\s*\d{4})?",
    re.I,
)  # no period
_YEAR = re.compile(r"(?:19|20)\d\d")
_BARE_YEAR = re.compile(r"(?<=Riêng )\d{4}(?=\s*,)")  # "Riêng 2022, Tập đoàn tặng ..."
_OWNER = re.compile(r"[”\"]?\s*của\s+(?P<place>tỉnh|huyện|quận|thị xã|xã|phường)(?!\w)(?!\s*(?:[Đđ]oàn|[Ủủ]y|[Hh]ội))")
_LEVEL_AFTER = re.compile(r"[”\"]?\s*cấp\s+[^\W\d_]+(?:\s+[^\W\d_]+)?", re.I)  # "Chiến sĩ thi đua cơ sở cấp quận"
_AIMS = re.compile(r"(?<!\w)phấn đấu(?!\w)(?:(?!(?<!\w)(?:đã|kết quả|vượt)(?!\w)|:).)*$", re.I | re.S)
_GRANTED = re.compile(r"(?<!\w)đã được(?!\w)", re.I)
_AGREED = re.compile(r"(?:thống nhất|nhất trí|quyết định)\s*:", re.I)  # what was requested before is now decided
_NEAR = 60  # characters before a count in which a word of limit or request is meant for it
_CITY_WORD = rf"{lexicon.CAPITAL}[^\W\d_]*"
_NAMED_CITY = re.compile(rf"(?<!\w)(?:[Tt]hành phố|TP\.?)[ ]?{_CITY_WORD}(?:[ ]{_CITY_WORD})*")
_LABEL = 80  # characters before a count that may name its place


def clause_start(stretch: Stretch, at: int) -> int:
    """Where the clause that holds `at` begins: after the last semicolon of the sentence."""
    return max(stretch.start, stretch.text.rfind(";", stretch.start, at) + 1)


def clause_end(stretch: Stretch, at: int) -> int:
    """Where the clause that holds `at` ends: at the next semicolon of the sentence."""
    end = stretch.text.find(";", at, stretch.end)
    return end if end >= 0 else stretch.end


def registered(stretch: Stretch, link: Link) -> bool:
    """Whether the count is of registrations for an award ("đăng ký"), which are plans, not grants."""
    begin = max(clause_start(stretch, link.start), link.start - _NEAR)
    return bool(lexicon.word_pattern("words", "registered").search(stretch.text, begin, link.end))


def level(
    stretch: Stretch, link: Link, context: Context, given: Given | None, header: Header
) -> tuple[str | None, bool]:
    """The level, and whether it was taken from elsewhere than the giver: from the award, the heading, the place.

    A ministry, a Party body, a union or a company has none; what only the State gives is "nhà nước".
    """
    if _foreign(stretch, link, given):
        return None, False
    if link.award and link.award.award.level:
        return link.award.award.level, True
    if given and (given.body.level or " " in given.body.name) and not _placeless(given.body):
        unit = context.level == "cơ sở" and given.body.name.startswith(lexicon.words("units", "heads"))
        return (context.level, True) if unit else (body_level(given.body, header, stretch.text), False)
    if said := _said(stretch, link):
        return settled(said, header, stretch.text), False
    if not given and (giving := giving_place(stretch, link)):
        return giving.level, True
    if context.level or given:
        return settled(context.level, header, stretch.text), bool(context.level)
    if link.award or link.rule == "awards.praise-last":
        return None, False  # who is the subject there receives
    acting = acting_place(stretch, link)
    return acting, bool(acting)


def settled(said: str | None, header: Header, text: str) -> str | None:
    """The level that words name, where "thành phố" is the province's or the district's as the issuer's city is.

    Where the issuer has none, as that city is which `text` names: only those under the central government have quận.
    """
    if said != "thành phố":
        return said
    issuer = header.issuer or ""
    if re.search(r"thành phố|TP", issuer, re.I):
        return place_level(issuer)
    if re.search(r"(?<!\w)quận(?!\w)", issuer, re.I):
        return "tỉnh"
    return "huyện" if place_level(issuer) == "tỉnh" else _city(text)


@lru_cache(maxsize=4)
def _city(text: str) -> str | None:
    """The level of the cities that a text names with their names; None where it names none, or of both kinds."""
    found = {place_level(level_tones(match.group())) for match in _NAMED_CITY.finditer(text)}
    return found.pop() if len(found) == 1 else None


def body_level(body: Body, header: Header, text: str) -> str | None:
    """The level of a body; of a city without its name (`Chủ tịch UBND thành phố`) that of the document's city."""
    if body.level and re.search(r"(?:thành phố|TP\.?)$", body.name, re.I):
        return settled("thành phố", header, text) or body.level
    return body.level


def _said(stretch: Stretch, link: Link) -> str | None:
    """The level that words beside the award say; those of its name ("cấp cơ sở") are no statement of the giver."""
    if link.award is None:
        return level_of(stretch.text[link.start : link.end])
    if owner := _OWNER.match(level_tones(stretch.text[link.award.end : stretch.end])):
        return place_level(owner["place"])
    after = _LEVEL_AFTER.match(stretch.text, link.award.end, stretch.end)
    end = max(link.end, after.end() if after else 0)
    return level_of(stretch.text[link.start : link.award.start] + " . " + stretch.text[link.award.end : end])


def _placeless(body: Body) -> bool:
    """Whether only the heading above can tell the body's level: "UBND", "Chủ tịch UBND" alone."""
    return body.level is None and body.name in ("UBND", "Chủ tịch UBND", "Chủ tịch")


def _foreign(stretch: Stretch, link: Link, given: Given | None) -> bool:
    """Whether another State gives it: `Huân chương Hữu nghị của Vương quốc Campuchia`."""
    owner = _ABROAD.search(stretch.text, link.start, min(stretch.end, link.end))
    if owner and lexicon.foreign_pattern().match(stretch.text, owner.end()):
        return True
    return (
        given is not None and given.body.level != "nhà nước" and bool(lexicon.foreign_pattern().search(given.body.name))
    )


def locality(stretch: Stretch, link: Link, context: Context, header: Header) -> str | None:
    """Whose count it is, where that is not the document's own place."""
    if of_all(stretch, link):
        return None  # a total under a list is not of the last place listed
    place = own_place(stretch, link) or context.locality or _praising(stretch, link)
    place = place or (_unit(stretch, link) if context.parts else None)
    return None if not place or fold(place) in fold(header.issuer or "") else place


def _praising(stretch: Stretch, link: Link) -> str | None:
    """The place of which it is said that it praises: `thị trấn Mỹ An khen 31 tập thể`; who gives there is not told."""
    place = giving_place(stretch, link) if link.award is None else None
    return place.name if place and one_of_several(stretch, place) else None


def _unit(stretch: Stretch, link: Link) -> str | None:
    """The unit right before a count in a footnote: `khối trường THPT 70 tập thể, 540 cá nhân`."""
    unit = part_label(stretch, link)
    first = unit.removeprefix("các ").split()
    named = unit[:1].isupper() or any(kind_of(" ".join(first[:n])) for n in (1, 2))
    return unit if named else None


def part_label(stretch: Stretch, link: Link) -> str:
    """What stands right before a count in a footnote: the unit, or what the part was given for; "" for a year."""
    before = stretch.text[max(stretch.start, link.group.start - _LABEL) : link.group.start]
    label = re.split(r"[:;.(]\s*|(?<!\w)(?:trong đó|gồm)\s+", before)[-1].strip(" ,:-–")
    return label if not parse_period(label) and len(label.split()) < 8 else ""


def period(stretch: Stretch, link: Link, occasion: str | None, above: str | None) -> tuple[str | None, bool]:
    """The count's own period, else its clause's or sentence's, else `above`; the second value says it is from above."""
    if not (_YEAR.search(stretch.text, stretch.start, stretch.end) or _YEAR.search(occasion or "")):
        return above, bool(above)  # no period is told without a year
    start = clause_start(stretch, link.start)
    clause = stretch.text[start : link.end]
    whole = stretch.text[start : clause_end(stretch, link.end)]
    labelled = YEAR_LABEL.search(" ." + stretch.text[stretch.start : link.group.start])
    beside = stretch.text[slice(*link.gap)] if link.rule == "awards.continued" else labelled.group() if labelled else ""
    if told := parse_period(beside):
        return told, False
    own = next((p for text in (occasion or "", clause, whole) if (p := parse_period(_SINCE.sub(" ", text)))), None)
    own = own or _of_all(stretch)
    return own or above, not own and bool(above)


def _of_all(stretch: Stretch) -> str | None:
    """The period told before all counts of a sentence, or after all of them where its parts name no other."""
    tags: tuple[AwardTag | Count, ...] = (*stretch.tags.awards, *stretch.tags.counts)
    first, last = min(tag.start for tag in tags), max(tag.end for tag in tags)
    text = _SINCE.sub(" ", _BARE_YEAR.sub(r"năm \g<0>", stretch.text[stretch.start : first]))
    if told := parse_period(text):
        return told
    told = parse_period(_SINCE.sub(" ", stretch.text[last : stretch.end]))
    parts = re.split(r"[;,]", _SINCE.sub(" ", stretch.text[first:last]))
    return told if {period for part in parts if (period := parse_period(part))} <= {told} else None


def status(stretch: Stretch, link: Link, context: Context) -> str:
    """granted, proposed, quota or revoked, by the nearest words that say so."""
    start = clause_start(stretch, link.start)
    near = status_of(_AGREED.split(stretch.text[max(stretch.start, link.start - _NEAR) : link.end])[-1])
    granted = near == "proposed" and _GRANTED.search(stretch.text, link.start, link.end)
    if near and not (granted and not status_of(stretch.text[link.start : link.end])):
        return near
    if granted:
        return "granted"  # "đề nghị ..., trong đó 02 tập thể đã được tặng"
    clause = _AGREED.split(stretch.text[start : link.end])[-1]
    if _AIMS.search(clause):
        return "quota"  # "phấn đấu có 02 tập thể ..., 30 tập thể ..., trên 1.300 cá nhân đạt ..."
    if found := status_of(clause):
        return "granted" if found == "quota" else found
    if context.status == "quota" and not _DONE.search(clause):
        return "quota"  # under a heading of aims
    received = link.rule == "awards.recipients-first" and start > stretch.start
    if received or _DONE.search(clause):
        return "granted"
    sentence = status_of(_AGREED.split(stretch.text[stretch.start : link.end])[-1])
    return sentence if sentence == "proposed" else context.status or "granted"
