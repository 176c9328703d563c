"""Where a name begins in a list and how far it goes: persons, households, bodies, enterprises."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extractor.exemplars import vocabulary as words
from models.records import ExemplarKind, Span

_LONGEST_UNIT = 22  # words
_LOW = rf"(?![{words.UPPER}])[^\W\d_]+"  # a word of an office in small letters: "cộng tác viên dân số Lương Thị Thu"
BARE = rf"{words.SYLLABLE}(?:\s+(?:{words.SYLLABLE}|\d+)){{0,3}}"
"""A name that stands behind the head it shares with others: `Lộc Bình`, `Tân An 2`."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A name at the start of a piece of text. `sure` says that more than a capital speaks for it."""

    kind: ExemplarKind
    start: int  # of "gia đình ông ..." or the name
    name: Span
    honorific: Span | None = None
    role: Span | None = None
    lead: Span | None = None  # a deed before the name: "mô hình nuôi ong của ông ..."
    sure: bool = True


@cache
def shared_head() -> re.Pattern[str]:
    """A head that all names behind it share: "các xã: A, B và C", "Công an các huyện A, B"."""
    body = rf"(?P<body>{words.heads('collective')}(?:\s+{_LOW}){{0,4}}?\s+(?!\d))?"
    head = rf"(?P<head>{words.any_place_head()}|(?i:trường))"
    ends = rf"(?=\s*(?:[,;.…]|$|(?:và|{words.either(words.acts('unit_stops'))})(?!\w)))"
    return re.compile(rf"{body}(?i:các|những|hai|ba|\d{{1,2}})\s+{head}(?:\s*:\s*|\s+)(?=(?>{BARE}){ends})")


def opening(text: str, start: int, end: int) -> Opening | None:
    """The name that begins at `start` of the plain `text`, before `end`; None where none does.

    >>> text = "gia đình ông Nguyễn Văn An"
    >>> found = opening(text, 0, len(text))
    >>> found.kind, text[found.name.start : found.name.end]
    ('household', 'Nguyễn Văn An')
    """
    at, of_people = start, False
    while True:
        number = _numbering().match(text, _skip_blanks(text, at, end), end)
        at = number.end() if number else _skip_blanks(text, at, end)
        found = _sharing(text, at, end) or _modelled(text, at, end) or person(text, at, end) or unit(text, at, end)
        if text[at - 1 : at] in ('"', "“") and (motto := _modelled(text, at - 1, end)):
            found = motto
        filler = None if found else _filler().match(text, at, end)
        if found and of_people and not found.sure:
            found = replace(found, sure=True)
        if found or not filler or filler.end() == at:
            return found
        of_people = of_people or words.cue("people").search(filler.group()) is not None
        at = filler.end()


def _sharing(text: str, at: int, end: int) -> Opening | None:
    match = shared_head().match(text, at, end)
    name = re.compile(BARE).match(text, match.end(), end) if match else None
    return Opening("collective", at, Span(name.start(), name.end())) if name else None


@cache
def _numbering() -> re.Pattern[str]:
    return re.compile(r"(?:\d{1,2}[.)/]|[a-eđ]\)|\(\d{1,2}\))\s+")


def _skip_blanks(text: str, at: int, end: int) -> int:
    while at < end and text[at] in " \t\"“”'+*•-:":
        at += 1
    return at


@cache
def _filler() -> re.Pattern[str]:
    return re.compile(rf"{words.whole([*words.cues('fillers'), *words.cues('further')])}\s*[:,]?")


@cache
def _model() -> re.Pattern[str]:
    called = r"(?i:các\s+)?(?i:mô\s+hình|gương|tấm\s+gương|sáng\s+kiến|việc\s+làm)(?:\s+[“\"][^“”\"]{2,80}[”\"])?"
    what = rf"(?:{called}(?P<what>[^,;:.()]*?)|(?P<quoted>[“\"][^“”\"]{{2,80}}[”\"]))"
    whose = rf"(?:{words.household()}\s+)?{words.honorific()}\s"
    done = rf"(?P<done>{words.whole(words.cues('models'))}\s[^,;:.()]*?)\scủa\s(?={whose})"
    return re.compile(rf"{what}\s(?:(?:của|do)\s|(?:ở|tại)\s(?={words.any_place_head()}))|{done}")


def _modelled(text: str, at: int, end: int) -> Opening | None:
    """`mô hình nuôi ong của gia đình ông A`: the name comes after what is done."""
    match = _model().match(text, at, end)
    if not match:
        return None
    found = person(text, match.end(), end) or unit(text, match.end(), end)
    if not found:
        return None
    told = match["done"] or match["quoted"] or re.search(r"[“\"]", match.group()) or (match["what"] or "").strip()
    lead = Span(at, max(match.end("what"), match.end("quoted"), match.end("done"))) if told else None
    return Opening(found.kind, at, found.name, found.honorific, found.role, lead)


@cache
def _person() -> re.Pattern[str]:
    house = rf"(?P<house>(?:(?i:các|những|hai|ba)\s+)?{words.household()}\s+(?:(?i:các|những)\s+)?)?"
    office = rf"(?P<role>{words.role()}(?:\s*,\s*{words.role()})?(?:\s+{words.place()}|{words.duty()})?)\s*,?\s+"
    placed = rf"(?P<office>{words.role()}{words.whose()})"
    called = rf"(?:{placed}|[“\"]?(?P<honorific>{words.honorific()})[”\"]?\s*{words.NICKNAME}|{office})?"
    return re.compile(rf"{house}{called}(?P<name>{words.PERSON})")


def person(text: str, at: int, end: int) -> Opening | None:
    """The person or household named at `at`: `ông Lò Văn Ún`, `hộ bà Thạch Thị Sa`, `Trưởng bản Hạng A Páo`."""
    match = _person().match(text, at, end)
    if not match:
        return None
    if _of_place().match(match["role"] or "") and not match["name"].startswith("Thích "):
        return None
    called = bool(match["honorific"])
    name = trim_name(text, match.start("name"), match.end("name"), end)
    if (
        name is None
        or (not _addressed(match) and _is_body(text, name, end))
        or not (_is_person(text[name.start : name.end], called) or _by_order(text, name))
    ):
        return None
    return Opening(
        "household" if match["house"] else "person",
        at,
        name,
        _group(match, "honorific"),
        None if called else _group(match, "office") or _group(match, "role"),
        sure=called or bool(match["house"] or match["role"] or match["office"]),
    )


def _by_order(text: str, name: Span) -> bool:
    """Whether a person is called by the order of birth, with the real name behind: "Tám Vẹn (Huỳnh Văn Vẹn, ...)"."""
    return real_name(text, name) is not None


def real_name(text: str, name: Span) -> Span | None:
    """Where the real name stands behind such a `name`, in brackets or told to be it; None where there is none."""
    called = _ORDERED.fullmatch(text[name.start : name.end])
    match = _real().match(text, name.end) if called else None
    if called is None or match is None or match["real"].split()[-1] != called["given"]:
        return None
    return Span(match.start("real"), match.end("real"))


@cache
def _real() -> re.Pattern[str]:
    """ "(Huỳnh Văn Vẹn", ", tức ông Huỳnh Văn Vẹn", " tên thật là Huỳnh Văn Vẹn"."""
    told = r"(?i:tức(?:\s+là)?|tên\s+thật(?:\s+là)?|tên\s+khai\s+sinh(?:\s+là)?)\s+"
    return re.compile(rf"\s*(?:\((?:{told})?|,?\s*{told})(?:{words.honorific()}\s+)?(?P<real>{words.PERSON})")


_ORDERED = re.compile(rf"(?:Hai|Ba|Tư|Năm|Sáu|Bảy|Tám|Chín|Mười|Út|Cả)\s+(?P<given>{words.SYLLABLE})")


@cache
def _of_place() -> re.Pattern[str]:
    return re.compile(words.whole(words.unit_heads()["roles"]["of_place"]))


def _addressed(match: re.Match[str]) -> bool:
    """Whether a form of address that never stands before a body's name leads the name: "ông Báo Năng Tỷ"."""
    return re.fullmatch(words.address(), match["honorific"] or "") is not None


def _is_body(text: str, name: Span, end: int) -> bool:
    """Whether capitals behind "giáo viên", "cán bộ" begin the name of a body and not a person's."""
    match = _unit().match(text, name.start, end)
    if not match or match["place"]:
        return False
    return " " in match.group() or match.group().lower() not in words.families()


def _group(match: re.Match[str], name: str) -> Span | None:
    return Span(match.start(name), match.start(name) + len(match[name].rstrip())) if match[name] else None


@cache
def _name_stop() -> re.Pattern[str]:
    """Where a person's name has ended although the next word bears a capital: an office, a place, a body."""
    office = rf"(?=\s+{words.role()})"
    heads = "Thôn|Xã|Xóm|Ấp|Bản|Buôn|Khu|Tổ|Đội|Phường|Huyện|Tỉnh|Khóm|Trường|Phòng|Công\\s+ty|Hội|Ban|Chi\\s+hội"
    named = rf"\s+(?:{heads})(?=\s+(?:[{words.UPPER}\d]|mầm|tiểu|trung|phổ|số|dân|tổ\s+chức)(?!\s*,))"
    short = r"\s+(?:TP|TT|UBND|MTTQ|HTX|THCS|THPT|SN)(?!\w)"
    surnames = words.either(words.unit_heads()["surnames"])
    return re.compile(rf"(?!\s+(?:{surnames})(?!\w))(?:{office}|{named}|{short})")


def trim_name(text: str, start: int, end: int, limit: int | None = None) -> Span | None:
    """The name without what follows it with a capital (`Nguyễn Văn An Trưởng thôn`), told before `limit`."""
    limit = min(end + 20, len(text) if limit is None else limit)
    for match in _name_stop().finditer(text, start + 1, limit):
        if match.start() < end and " " in text[start : match.start()].strip():
            end = match.start()
            break
    name = text[start:end].rstrip()
    return Span(start, start + len(name)) if name else None


def _is_person(name: str, called: bool) -> bool:
    """Two syllables at least, no place, no person of history; a family name where no form of address stands."""
    syllables = name.split()
    if name in words.no_persons() or len(syllables) > 6:
        return False
    if len(syllables) < 2:
        return called and "'" in name
    known = syllables[0].lower() in words.families() or "'" in syllables[0] or syllables[1] in ("Văn", "Thị")
    acronym = any(len(s) > 1 and s.isupper() and "'" not in s for s in syllables) and not name.isupper()
    return not acronym and (called or known)


@cache
def _unit() -> re.Pattern[str]:
    enterprise, collective = words.heads("enterprise"), words.heads("collective")
    place = rf"(?P<place>{words.place()})"
    return re.compile(rf"(?P<enterprise>{enterprise})|(?P<collective>{collective})|{place}")


@cache
def _unit_stop() -> re.Pattern[str]:
    """Where the name of a body ends within its piece: a deed, a duty, "thuộc", a sign."""
    verbs = [*words.acts("unit_stops"), *words.cues("duty_verbs")]
    verb = rf"(?<=\s)(?:{words.either(verbs)})(?!\w)"
    of_firm = rf"(?<=\s)của\s+(?={words.heads('enterprise')}\s)"
    of_person = rf"(?<=\s)của\s+(?={words.address()})"
    counted = rf"(?<=\s)\d+\s+{words.whole(words.cues('heads_counted'))}"
    return re.compile(
        rf"\s*(?:[“\"…:.](?!\w)|{verb}|{counted}|{of_firm}|{of_person}|(?<=\s)ở\s+(?={words.any_place_head()}))"
    )


def unit(text: str, at: int, end: int) -> Opening | None:
    """The body, enterprise or place named at `at`: `Trường Mầm non Sen Hồng`, `HTX Tân Tiến`, `xã Pú Nhi`."""
    match = _unit().match(text, at, end)
    if not match:
        return None
    motto = re.compile(r"\s+[“\"][^“”\"]{2,80}[”\"]").match(text, match.end(), end)  # CLB "Tiếng Tày"
    begin = motto.end() if motto else match.end()
    stop = next((m for m in words.stops(_unit_stop(), text, begin, end) if not _inside(text, at, m)), None)
    end = words.past_place(text, begin, stop.start() if stop else end)
    proper = _past_proper().search(text, begin, end)
    end = proper.start("rest") if proper else end
    name = text[at:end].rstrip(" ,;-.…")
    if named := _place_behind_name().fullmatch(name):
        name = name[: named.end("name")]
    if not _is_unit(name, match):
        return None
    return Opening(
        "enterprise" if match["enterprise"] else "collective", at, Span(at, at + len(name)), sure=not match["place"]
    )


@cache
def _past_proper() -> re.Pattern[str]:
    """Where a name that ends with a capital or a number is followed by what the body did: "Mỹ Đông 2 ứng dụng"."""
    soft = words.either(words.cues("unit_soft_stops"))
    return re.compile(rf"(?<!\w)(?:{words.SYLLABLE}|\d+)(?P<rest>\s+)(?={soft}\s)")


_WITHIN = re.compile(r"(?i:ban|ủy\s+ban|phòng|hội|đội|bộ|trung|tổ)\s+(?i:tổ\s+chức|chỉ\s+đạo|kiểm\s+tra|phát\s+động)$")


def _inside(text: str, at: int, stop: re.Match[str]) -> bool:
    """Whether a stopping word belongs to the name: "Ban Tổ chức", "Ủy ban kiểm tra", "Đội vá đường", "Tổ nấu cháo"."""
    if _WITHIN.search(text[at : stop.end()]) or text[at : at + 1].islower():
        return _WITHIN.search(text[at : stop.end()]) is not None
    return _small().fullmatch(text[at : stop.start()].rstrip()) is not None and _chore().match(stop.group()) is not None


@cache
def _small() -> re.Pattern[str]:
    """Bodies that are called by what they do."""
    return re.compile(words.whole(words.unit_heads()["smallest"]))


@cache
def _chore() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{words.either(words.cues('acts'))})(?!\w)")


@cache
def _place_behind_name() -> re.Pattern[str]:
    """A body with a name of its own, and where it lies: "Họ đạo Bãi Xan huyện Càng Long"."""
    heads = words.whole(words.unit_heads()["named"])
    own = rf"{heads}(?:\s+{_LOW}){{0,3}}(?:\s+(?!(?:Việt\s+Nam|Hồ\s+Chí\s+Minh)\s){words.SYLLABLE}){{1,4}}"
    wider = "|".join(pattern for rung, pattern in words.place_heads().items() if rung != "village")
    return re.compile(rf"(?P<name>{own})\s+(?:{wider})\s+{words.SYLLABLE}(?:\s+{words.SYLLABLE}){{0,3}}(?:\s+và\s.*)?")


def _is_unit(name: str, match: re.Match[str]) -> bool:
    """More than a head: a capital or a number behind it, or a known word ("Công an huyện", "Đoàn thanh niên")."""
    head, rest = match.group(), name[len(match.group()) :].strip()
    if match["place"]:
        return True
    if len(re.split(r"[,;(…]", name)[0].split()) > _LONGEST_UNIT:
        return False
    proper = bool(re.search(rf"[{words.UPPER}\d]", rest))
    known = bool(re.match(words.whole(words.cues("bodies")), rest))
    titled = (head[:1].isupper() and 0 < len(rest.split()) <= 6) or (len(head.split()) > 1 and known)
    alone = len(head.split()) > 1 and head[:1].isupper() and not rest and match["collective"] is not None
    return proper or known or titled or alone
