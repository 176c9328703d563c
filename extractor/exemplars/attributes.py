"""What is said behind a name: its place, office, unit, deed, or nothing that is kept (age, ethnic group)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.exemplars import vocabulary as words
from models.records import Span


@dataclass(frozen=True, slots=True)
class Said:
    """What one piece says of the name before it; spans of the text."""

    place: Span | None = None
    role: Span | None = None
    unit: Span | None = None
    deed: Span | None = None


_NOTHING = Said()
_FORM = r"(?<!\w)(?i:lớp)\s+\d+\w*(?:/\d+)?(?!\w)"  # a pupil's: "lớp 9A2"
_LOW = rf"(?![{words.UPPER}])[^\W\d_]+"


_TOWN = re.compile(r"(?P<town>(?i:thị\s+trấn|thị\s+xã|thành\s+phố))[\s.…]*")


@cache
def _note() -> re.Pattern[str]:
    """Age, year of birth, ethnic group, sex: read over."""
    colour = r"(?:\s+(?:đỏ|đen|trắng|hoa|tiền|xanh|áo\s+dài)(?!\w))?"
    this_year = r"năm\s+nay(?:\s+(?:đã|mới|vừa|tròn|ngoài))*"
    born = rf"(?:SN|sinh\s+năm|sinh\s+ngày|năm\s+sinh|{this_year}|sinh)\s*:?\s*[\d/.-]+(?:\s*tuổi)?"
    age = rf"(?i:(?:gần\s+|hơn\s+)?\d{{1,3}}\s*(?:năm\s+)?tuổi(?:\s+(?:đời|Đảng))?|{born}|[12]\d{{3}}$)"
    known = rf"\s+{words.whole(words.cues('peoples'))}"
    nation = rf"(?:{known}|(?:\s+{words.SYLLABLE}){{0,3}})"
    group = rf"(?i:(?:người\s+)?(?:dân\s+tộc|DTTS)(?:\s+thiểu\s+số)?(?:\s*:)?){nation}{colour}"
    people = rf"(?i:người){known}{colour}"
    years = r"(?i:từ\s+)?(?:năm\s+)?[12]\d{3}\s*-\s*(?:[12]\d{3}|nay)"
    alike = rf"cùng\s+(?:{words.place_heads()['village']}|{words.place_heads()['commune']})(?!\s+[{words.UPPER}\d])"
    renamed = r"nay\s+là\s+[^()]+(?=\))|nay\s+là\s+[^,;()]+$"
    beside = (
        rf"(?:và|cùng)\s+{words.whole(words.cues('companions'))}(?:\s+{words.PERSON})?(?=\s+(?:cùng\s+)?(?:ở|tại)\s)"
    )
    return re.compile(rf"{age}|{beside}|{years}|{alike}|{renamed}|(?i:nam|nữ)(?!\w)|{group}|{people}")


@cache
def _place() -> re.Pattern[str]:
    """A place, with where it lies, behind "ở", "trú tại", "thuộc"."""
    at = rf"(?:{words.whole(words.cues('place_leads'))}\s*:?\s*)*"
    more = rf"(?:\s*[,-]\s*|\s+thuộc\s+|\s+)(?={words.any_place_head()})"
    provinces = rf"(?:{words.either(words.provinces())})(?!\w)"
    town = r"(?i:thị\s+trấn|thị\s+xã|thành\s+phố)(?=\s*(?:[,;.)]|$))"
    last = rf"(?:\s*[,-]\s*(?:{provinces}|{town}))?"
    return re.compile(rf"{at}(?P<place>{words.place()}(?:{more}{words.place()})*{last}|{provinces})")


@cache
def _role() -> re.Pattern[str]:
    """An office that is known, a pupil's form, or what its last word tells: "giao dịch viên", "xã đội trưởng"."""
    worker = rf"(?!{words.whole(words.cues('no_workers'))}){words.LETTER}+\s+(?:{_LOW}\s+)?(?:viên|trưởng)(?!\w)"
    return re.compile(
        rf"(?:(?i:hiện\s+)?(?i:là|giữ\s+chức|chức\s+vụ)\s*:?\s+)?(?P<role>{words.role()}|{_FORM}|{worker})"
    )


@cache
def _unit() -> re.Pattern[str]:
    at = r"(?:(?i:hiện\s+|đang\s+)*(?i:thuộc|của|ở|tại|công\s+tác\s+tại|công\s+tác\s+ở|làm\s+việc\s+tại)\s+)?"
    ministry = rf"Bộ\s+(?=[{words.UPPER}])|CA\s+(?={words.any_place_head()})"
    return re.compile(rf"{at}(?P<unit>(?:{ministry}|{words.heads('collective')}|{words.heads('enterprise')}).*)", re.S)


@cache
def _workplace() -> re.Pattern[str]:
    # "Tổ trưởng Tổ Ngữ văn"; in small letters it is part of the office
    group = rf"Tổ\s+(?!dân\s+phố|số\s|\d)(?:(?!\s+{words.place_heads()['commune']}).)*"
    return re.compile(rf"(?:(?i:của|tại|ở|thuộc)\s+)?(?P<unit>{words.workplace()}.*|{group})", re.S)


@cache
def _any_unit() -> re.Pattern[str]:
    near = words.whole(["chi hội", "chi đoàn", "chi bộ", "câu lạc bộ", "tổ hội"])
    heads = (
        rf"(?=[{words.UPPER}])(?:{words.heads('collective')}|{words.heads('enterprise')})|{words.workplace()}|{near}"
    )
    return re.compile(rf"(?:(?i:của|tại|ở|thuộc)\s+)?(?P<unit>(?:{heads}).*)", re.S)


@cache
def _of_staff() -> re.Pattern[str]:
    """Who merely works for a body: any body behind it is the unit ("cán bộ Công an xã Pú Nhi")."""
    return re.compile(words.whole(words.unit_heads()["roles"]["staff"]) + "$")


@cache
def _stop() -> re.Pattern[str]:
    """Where an office or a unit ends and a deed begins."""
    verbs = words.either([*words.acts("office_stops"), *words.cues("speech")])
    return re.compile(rf"\s+(?:{verbs}|(?:\d+|hai|ba|bốn|sáu|mười)\s+(?:năm|lần|tháng))(?!\w)")


@cache
def _past_name() -> re.Pattern[str]:
    """Where a unit's own name or number has ended and a verb comes: "Đồn Biên phòng Nậm Cắn dạy chữ"."""
    title = rf"[{words.UPPER}][^\W\d_A-Z]{words.LETTER}*"
    verbs = words.either([*words.cues("deed_verbs"), *words.cues("did"), *words.cues("unit_verbs")])
    head = f"(?:{words.heads('collective')}|{words.heads('enterprise')})"
    return re.compile(rf"(?<!\w)(?:(?!{head}){title}\s+{title}|số\s+\d+)(?P<rest>\s+)(?={verbs})")


@cache
def _of_folk() -> re.Pattern[str]:
    """Callings of everybody: the village behind them is where the person lives, no part of an office."""
    return re.compile(words.whole(words.unit_heads()["roles"]["folk"]))


@cache
def nickname() -> re.Pattern[str]:
    """What the people call somebody, behind the name: `"thầy giáo quân hàm xanh" của bản Loa`."""
    return re.compile(r"[“\"][^“”\"]{2,50}[”\"]?(?:\s+của\s+[^,;.]{2,40})?")


@cache
def _by_order() -> re.Pattern[str]:
    """What somebody is called by the order of birth, in brackets before the place: "(Bảy Kênh), ấp 4"."""
    order = "Hai|Ba|Tư|Năm|Sáu|Bảy|Tám|Chín|Mười|Út|Cả"
    return re.compile(rf"(?<=\()(?:{order})\s+{words.SYLLABLE}\s*\)\s*[,-]\s*{words.any_place_head()}")


@cache
def _owner() -> re.Pattern[str]:
    """Whose a firm is, behind its name: read over."""
    return re.compile(rf"của\s+(?:{words.household()}\s+)?{words.address()}\s+(?>{words.PERSON})")


@cache
def _title() -> re.Pattern[str]:
    return re.compile(rf"{words.title()}(?:\s+thời\s+kỳ\s+đổi\s+mới)?")


@cache
def _praised() -> re.Pattern[str]:
    """Behind a calling: words that make it praise and no office ("giáo viên dạy giỏi cấp tỉnh")."""
    return re.compile(rf"\s+{words.whole(words.cues('of_merit'))}")


@cache
def _apposition() -> re.Pattern[str]:
    """Who the person is, before where: "hộ nghèo vươn lên ở thôn Sán Trồ", "chàng trai người Dao đến từ xã Hồ Thầu"."""
    who = words.whole(words.cues("appositions"))
    low = rf"(?:\s+(?!(?:đã|có|với)(?!\w))(?:{_LOW}|(?<=người\s){words.SYLLABLE})){{0,4}}?"
    return re.compile(rf"(?:là\s+)?(?:một\s+)?{who}{low}\s+(?=(?:ở|tại|đến\s+từ)\s+{words.place()})")


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(rf"{words.SYLLABLE}(?:\s+{words.SYLLABLE}){{0,3}}")


def said(text: str, start: int, end: int, *, of_person: bool, sign: str) -> Said:
    """What the plain `text` between `start` and `end` says of the name before it.

    >>> text = "Hiệu trưởng trường Mầm non Sen Hồng"
    >>> found = said(text, 0, len(text), of_person=True, sign="-")
    >>> text[found.role.start : found.role.end], text[found.unit.start : found.unit.end]
    ('Hiệu trưởng', 'trường Mầm non Sen Hồng')
    """
    while start < end and text[start] in " ,;:-.'\"“”":
        start += 1
    initials = sign == "(" and re.fullmatch(rf"[{words.UPPER}]+", text[start:end])
    if initials or (of_person and _title().fullmatch(text, start, end)):
        return _NOTHING
    if of_person and (nickname().fullmatch(text, max(0, start - 1), end) or _by_order().match(text, start)):
        return _NOTHING
    note = _note().match(text, start, end)
    if note:
        return said(text, note.end(), end, of_person=of_person, sign=sign) if note.end() < end else _NOTHING
    if start >= end:
        return _NOTHING
    if not of_person and (owner := _owner().match(text, start, end)):
        return said(text, owner.end(), end, of_person=of_person, sign=sign)
    placed = _place().match(text, start, end)
    titled = _title().match(text, start, end) if of_person else None
    if titled and re.match(r"\s*,\s*\w", text[titled.end() : end]):
        return said(text, titled.end(), end, of_person=of_person, sign=sign)
    if placed and (of_person or (sign and sign in "-(,") or text.startswith(("ở ", "tại "), start)):
        return _with_rest(text, placed.end("place"), end, of_person, Said(place=_span(placed, "place")))
    if of_person and (office := _role().match(text, start, end)) and not _praised().match(text, office.end(), end):
        return _office(text, office, end)
    if of_person and (who := _apposition().match(text, start, end)):
        return said(text, who.end(), end, of_person=of_person, sign=sign)
    if of_person and (town := _TOWN.fullmatch(text, start, end)):
        return Said(place=Span(start, town.end("town")))
    unit = _unit().match(text, start, end)
    if unit and (of_person or (sign and sign in "-(") or text.startswith(("thuộc", "của ", "Bộ "), start)):
        return _unit_said(text, unit, end, of_person)
    bare = _bare().fullmatch(text, start, end) if not text[start:end].isupper() else None
    if bare and sign and sign in "-(":
        return Said(place=Span(start, end))
    return Said(deed=Span(start, end))


def _span(match: re.Match[str], name: str) -> Span:
    return Span(match.start(name), match.start(name) + len(match[name].rstrip(" ,;-.")))


def _with_rest(text: str, at: int, end: int, of_person: bool, have: Said) -> Said:
    rest = said(text, at, end, of_person=of_person, sign="") if text[at:end].strip(" ,;-.'\"“”)") else _NOTHING
    return Said(have.place or rest.place, have.role or rest.role, have.unit or rest.unit, rest.deed)


def _until_deed(text: str, start: int, end: int) -> int:
    stop = next(words.stops(_stop(), text, start, end), None)
    end = stop.start() if stop else end
    named = _past_name().search(text, start, end)
    return words.past_place(text, start, named.start("rest") if named else end)


def _office(text: str, office: re.Match[str], end: int) -> Said:
    """An office with the body it belongs to; a unit of work behind it stands apart."""
    limit = _until_deed(text, office.end(), end)
    at = (
        r"(?<!chi\shội)(?<!chi\sđoàn)(?<!chi\sbộ)\s+(?:(?:ở|tại)\s+)?"
        if _of_folk().search(office["role"])
        else r"\s+(?:ở|tại)\s+"
    )
    where = re.compile(rf"{at}(?={words.place()})").search(text, office.end(), limit)
    limit = where.start() if where else limit
    names = (re.compile(words.place()), words.compound())
    whole = [m.span() for name in names for m in name.finditer(text, office.start(), limit)]
    ends = (m.end() for m in re.compile(r"[\s,-]+").finditer(text, office.end(), limit))
    starts = [at for at in ends if not any(a < at < b for a, b in whole)]
    unit = _any_unit() if _of_staff().search(office["role"]) else _workplace()
    works = (unit.match(text, at, limit) for at in starts)
    work = next((m for m in works if m and " " in m["unit"].strip(" ,;-.")), None)
    start, role_end = office.start("role"), work.start() if work else limit
    role = Span(start, start + len(text[start:role_end].rstrip(" ,;-.")))
    limit = work.end() if work else limit
    return _with_rest(text, limit, end, True, Said(role=role, unit=_span(work, "unit") if work else None))


def _unit_said(text: str, unit: re.Match[str], end: int, of_person: bool) -> Said:
    limit = _until_deed(text, unit.start("unit"), end)
    name = text[unit.start("unit") : limit].rstrip(" ,;-.")
    return _with_rest(text, limit, end, of_person, Said(unit=Span(unit.start("unit"), unit.start("unit") + len(name))))
