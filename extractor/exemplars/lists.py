"""From a list in running text to its entries: each name with what is said of it; what is said of several is spread."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from extractor.exemplars import vocabulary as words
from extractor.exemplars.attributes import Said, said
from extractor.exemplars.entries import Entry, households_go_on, spread_back, spread_deeds
from extractor.exemplars.names import BARE, Opening, opening, shared_head
from extractor.exemplars.pieces import Piece, split
from models.records import ExemplarKind, Span

_OF_PERSONS = ("person", "household")


@dataclass
class _Reading:
    """The state of reading a list from left to right."""

    text: str
    pieces: list[Piece]
    entries: list[Entry] = field(default_factory=list)
    here: Span | None = None  # a place before the names it holds for: "Ở xã Đăk Nhau, gia đình ông ..."
    called: Span | None = None  # a form of address for all names behind it: "các ông: A, B"
    among: ExemplarKind | None = None  # what the names behind such words are
    head: str = ""  # what the bare names behind it share: "Công an huyện" of "Công an các huyện A, B"
    tail: re.Match[str] | None = None  # "là những hộ gia đình tiêu biểu trong ..."


def read_list(text: str, start: int, end: int) -> list[Entry]:
    """The entries of the list that stands between `start` and `end` of the plain `text`; empty where it names nobody.

    >>> text = "ông Lò Văn An, bà Vì Thị Bun - bản Co, hộ anh Sùng A Dê (xã Tủa Thàng) nuôi dê"
    >>> [(e.kind, text[e.place.start : e.place.end]) for e in read_list(text, 0, len(text))]
    [('person', 'bản Co'), ('person', 'bản Co'), ('household', 'xã Tủa Thàng')]
    """
    tail = _common_tail(text, start, end)
    reading = _Reading(text, joined(text, split(text, start, tail.start() if tail else end)), tail=tail)
    for number, piece in enumerate(reading.pieces):
        _take(reading, piece, number)
    return _spread(reading)


def joined(text: str, pieces: list[Piece]) -> list[Piece]:
    """Pieces whose sign stands inside a body's name put together again: "Phòng Tài chính - KH & ĐT"."""
    out: list[Piece] = []
    for piece in pieces:
        if out and _continues(text, out[-1], piece):
            out[-1] = Piece(out[-1].start, piece.end, out[-1].sign, out[-1].bracketed)
        else:
            out.append(piece)
    return out


def _continues(text: str, before: Piece, piece: Piece) -> bool:
    if piece.sign not in ("-", ",") or piece.bracketed or before.bracketed:
        return False
    found = opening(text, before.start, before.end)
    if found is None or found.kind in _OF_PERSONS or not found.sure or found.name.end != before.end:
        return False
    new = re.match(rf"[{words.UPPER}]", text[piece.start : piece.end]) is not None
    if not new or opening(text, piece.start, piece.end):
        return False
    if piece.sign == ",":
        return " và " in text[piece.start : piece.end] or " & " in text[piece.start : piece.end]
    known = said(text, piece.start, piece.end, of_person=True, sign="")
    return known.deed is not None and not _deed_like(text, known.deed)


def _deed_like(text: str, span: Span) -> bool:
    return (
        re.match(rf"(?i:{words.either(words.acts('deed_starts'))}|đơn vị|cơ quan)(?!\w)", text[span.start : span.end])
        is not None
    )


def _take(reading: _Reading, piece: Piece, number: int) -> None:
    text, last = reading.text, reading.entries[-1] if reading.entries else None
    if _calls(reading, piece, number) or _shares(reading, piece):
        return
    found = None if piece.bracketed or piece.sign == "-" else opening(text, piece.start, piece.end)
    if found and not found.sure and found.kind == "collective":
        _take_place(reading, piece, found, last)
    elif found and last and _wider_unit(reading, piece, found, last):
        unit = Span(last.unit.start, found.name.end) if last.unit else None
        reading.entries[-1] = replace(last, unit=unit, end=found.name.end)
        _attach_rest(reading, piece, found.name.end, "")
    elif found and not _is_unit_of(reading, piece, found, last, number):
        _add(reading, piece, found)
    elif piece.sign == "-" and (other := _new_after_dash(text, piece, last)):
        _add(reading, piece, other)
    elif last and not last.of_person and _unknown_body(text, piece):
        span = Span(piece.start, piece.start + len(text[piece.start : piece.end].rstrip(" .…")))
        reading.entries.append(Entry("collective", span.start, span.end, span, sign=piece.sign, sure=False))
    elif last and not (piece.sign == ";" and _leads(text, piece)):
        part = piece.sign == "," and _is_part(text, last)
        sign = "(" if piece.bracketed else "-" if part else piece.sign
        _attach(reading, said(text, piece.start, piece.end, of_person=last.of_person, sign=sign), piece)
    else:
        _lead_place(reading, piece)


def _shares(reading: _Reading, piece: Piece) -> bool:
    """Take names that share a head: "các xã: A, B và C" names three communes."""
    text, at = reading.text, piece.start
    if filler := re.compile(r"(?:\d{1,2}[.)]\s*|(?i:như|là|có|gồm|của)\s+)*").match(text, at, piece.end):
        at = filler.end()
    colon = re.compile(r"[^:]{0,60}:\s*").match(text, piece.start, len(text))
    head = shared_head().match(text, at, max(piece.end, colon.end() + 60 if colon else 0))
    if head:
        reading.head = f"{head['body'] or ''}{head['head']}"
        at = min(head.end(), piece.end)
    elif not reading.head or piece.bracketed or piece.sign not in (",", ":", "và", ";"):
        reading.head = reading.head if piece.bracketed else ""
        return False
    names = re.compile(rf"{BARE}(?:\s+và\s+{BARE})?(?=[\s.…]*\Z|{_did()})").match(text[: piece.end], at)
    if at < piece.end and names is None:
        reading.head = ""
        return False
    for name in re.compile(rf"(?>{BARE})").finditer(text, at, names.end() if names else at):
        span = Span(name.start(), name.end())
        reading.entries.append(Entry("collective", span.start, span.end, span, sign=piece.sign, head=reading.head))
    if names:
        _attach_rest(reading, piece, names.end(), " ")
    return True


@cache
def _did() -> str:
    """Behind the last of several names: what they all did."""
    return rf"\s+(?:đã|cùng|đều|luôn|với|là|{words.either(words.cues('deed_verbs'))})(?!\w)"


def _unknown_body(text: str, piece: Piece) -> bool:
    """Whether a piece behind a semicolon in a list of bodies is another, though its first word tells nothing."""
    words_of = text[piece.start : piece.end].split()
    new = re.match(rf"[{words.UPPER}]{words.LETTER}+", words_of[0]) is not None
    return piece.sign == ";" and new and 2 <= len(words_of) <= 10 and not _deed_like(text, Span(piece.start, piece.end))


@cache
def _address() -> re.Pattern[str]:
    """Words that tell who is named behind them: "các ông", "gia đình các bà", "cá nhân"; good until the next such."""
    several = r"(?P<several>(?i:các|những)\s+)?"
    house = rf"(?P<house>{words.household()})?\s*(?:(?i:các|những)\s+)?"
    group = r"(?P<group>(?i:về\s+)?(?i:tập\s+thể|cá\s+nhân))"
    return re.compile(rf"{several}{house}(?:(?P<honorific>{words.honorific()})|{group})?")


def address_before(text: str, at: int) -> int:
    """Where the words that tell who is named begin, when they stand right before `at`: "các ông: Lỳ Phì Xá"."""
    match = re.compile(rf"(?i:các|những)\s+{words.honorific()}\s*:\s*$").search(text, max(0, at - 40), at)
    return match.start() if match else at


def _calls(reading: _Reading, piece: Piece, number: int) -> bool:
    """Take words that tell who is named behind them; "các ông, bà: ..." leaves open who is which."""
    heading = _address().fullmatch(reading.text, piece.start, piece.end)
    signs = [p.sign for p in reading.pieces[number + 1 : number + 3]]
    if heading is None or not (heading["several"] or heading["house"] or heading["group"] or ":" in signs[:1]):
        return False
    goes_on = reading.among is not None and not reading.entries
    alone = heading["honorific"] and signs[:1] == [":"] and not goes_on
    reading.called = Span(heading.start("honorific"), heading.end("honorific")) if alone else None
    if heading["group"]:
        reading.among = None
    elif not goes_on:
        reading.among = "household" if heading["house"] else "person"
    return True


def _new_after_dash(text: str, piece: Piece, last: Entry | None) -> Opening | None:
    """ "vợ chồng anh A - chị B", or a list whose names are parted by dashes."""
    found = opening(text, piece.start, piece.end)
    return found if found and (found.honorific or last is None) and found.kind in _OF_PERSONS else None


@cache
def _tail() -> re.Pattern[str]:
    which = r"(?:những|các|hai|ba|bốn|năm|\d+)(?:\s+trong\s+(?:số\s+)?(?:những|các|\d+))?"
    praise = rf"(?:{words.either(words.cues('strong'))})"
    who = rf"(?:\s+{words.whole(words.cues('holders'))})*"
    deed = r"(?:\s+(?:trong|về)\s+|\s+(?=[^\s;.]+\s))(?P<deed>[^;.]*)"
    praised = rf"(?P<who>[^;.:]{{0,60}}?)(?i:{praise}|người(?=\s+có\s+công))"
    return re.compile(rf"(?<=\s)(?:đều\s+|cùng\s+)?là\s+{which}\s{praised}{who}(?:{deed})?", re.S)


@cache
def _colon_tail() -> re.Pattern[str]:
    """The same behind a colon: "Đại đội 1, Đại đội 3: những đơn vị năm năm liền ..."."""
    holder = words.whole([*words.cues("holders"), *words.cues("members")])
    return re.compile(
        rf":\s*(?:đều\s+)?(?:là\s+)?(?:những|các)\s+(?P<who>{holder}(?:\s+{holder})*)\s+(?P<deed>[^;.]*)", re.S
    )


def _common_tail(text: str, start: int, end: int) -> re.Match[str] | None:
    """What is said at last of all the names: "... là những hộ gia đình tiêu biểu trong phát triển kinh tế"."""
    tail = _tail().search(text, start, end) or _colon_tail().search(text, start, end)
    return tail if tail and not text[tail.end() : end].lstrip().startswith(";") else None


def _take_place(reading: _Reading, piece: Piece, found: Opening, last: Entry | None) -> None:
    """A place in the list: where the name before it lives, where the names after it live, or a name of its own."""
    text, after = reading.text, found.name.end
    follows = re.compile(r"\s*(?:có|gồm|:)\s*(?=\S)").match(text, after, piece.end)
    inner = opening(text, follows.end(), piece.end) if follows else None
    if inner and inner.kind in _OF_PERSONS:
        reading.here = found.name
        _add(reading, Piece(inner.start, piece.end, piece.sign), inner)
    elif last and last.of_person and piece.sign != ";":
        _attach(reading, said(text, piece.start, piece.end, of_person=True, sign=piece.sign), piece)
    elif last is None and _names_follow(reading, piece):
        reading.here = found.name
    elif last and not last.of_person and _wider(text, last, found):
        _attach(reading, said(text, piece.start, piece.end, of_person=False, sign=piece.sign), piece)
    else:
        _add(reading, piece, found)


def _names_follow(reading: _Reading, piece: Piece) -> bool:
    """Whether a person comes after the leading place ("Ở xã Đăk Nhau, gia đình ông ...")."""
    behind = (p for p in reading.pieces if p.start > piece.start)
    following = next((opening(reading.text, p.start, p.end) for p in behind if not p.bracketed), None)
    return following is not None and following.kind in _OF_PERSONS


def _wider(text: str, last: Entry, found: Opening) -> bool:
    """Whether the place is of a wider rung than the last one in the body's name before it."""
    name = f"{last.head} {text[last.name.start : last.name.end]}"
    rungs = [r for m in re.finditer(r"(?<!\w)\w", name) if (r := words.rung(name[m.start() :]))]
    width = words.rung(text[found.name.start : found.name.end])
    return not rungs or width > rungs[-1]


def _is_unit_of(reading: _Reading, piece: Piece, found: Opening, last: Entry | None, number: int) -> bool:
    """Whether a body behind a comma is where the person before it works, and no name of its own."""
    if last and not last.unit and piece.sign == "," and found.kind == "collective" and _is_part(reading.text, last):
        return True
    if last is None or not last.of_person or last.unit or piece.sign != "," or found.start != piece.start:
        return False
    if found.lead or found.kind in _OF_PERSONS:
        return False
    if _of_whole(reading.text, found.name):
        return True
    following = (
        opening(reading.text, p.start, p.end)
        for p in reading.pieces[number + 1 :]
        if not p.bracketed and p.sign in (",", ";", "và")
    )
    after = next((f for f in following if f and (f.sure or f.kind == "person")), None)
    return any(p.sign == ";" for p in reading.pieces) or after is None or after.kind in _OF_PERSONS


def _is_part(text: str, entry: Entry) -> bool:
    """Whether the body is by its kind a part of another, which the next piece names: "Khoa Nhi, Bệnh viện tỉnh"."""
    return not entry.of_person and _of_whole(text, entry.name)


def _of_whole(text: str, name: Span) -> bool:
    return re.match(words.whole(words.unit_heads()["parts"]), text[name.start : name.end]) is not None


def _wider_unit(reading: _Reading, piece: Piece, found: Opening, last: Entry) -> bool:
    """Whether a body behind a comma holds the unit before it: "Đội Hình sự, Công an thành phố; ..."."""
    if piece.sign != "," or last.unit is None or not last.of_person or found.lead or found.kind in _OF_PERSONS:
        return False
    if _of_whole(reading.text, last.unit) or _under(reading.text, last.unit, found.name):
        return True
    behind = (opening(reading.text, p.start, p.end) for p in reading.pieces if p.start > piece.start)
    alone = len(reading.entries) == 1 and not any(f and f.sure for f in behind)
    return alone or (found.kind == "collective" and any(p.sign == ";" for p in reading.pieces))


def _under(text: str, unit: Span, whole: Span) -> bool:
    """Whether the unit is by its kind one of those that the body behind it has: "Phòng Chính trị, Bộ CHQS tỉnh"."""
    table = words.unit_heads()
    part = re.match(words.whole(table["departments"]), text[unit.start : unit.end])
    return part is not None and re.match(words.whole(table["superiors"]), text[whole.start : whole.end]) is not None


def _leads(text: str, piece: Piece) -> re.Match[str] | None:
    return re.compile(r"(?i:ở|tại|trên địa bàn)\s+").match(text, piece.start, piece.end)


def _lead_place(reading: _Reading, piece: Piece) -> None:
    lead = _leads(reading.text, piece)
    if lead and (found := said(reading.text, lead.end(), piece.end, of_person=True, sign="")).place:
        reading.here = found.place
        behind = (
            re.compile(r"[,\s]*(?:có|là)\s+").match(reading.text, found.place.end, piece.end) if found.place else None
        )
        if behind and (name := opening(reading.text, behind.end(), piece.end)):
            _add(reading, piece, name)


def _add(reading: _Reading, piece: Piece, found: Opening) -> None:
    text = reading.text
    if found.kind == "collective" or found.kind == "enterprise":
        found = _without_ministry(text, found)
    entry = Entry(
        found.kind,
        found.start,
        found.name.end,
        found.name,
        found.honorific,
        found.role,
        deed=found.lead,
        sign=piece.sign,
        sure=found.sure,
    )
    if several := _several().search(text, piece.start, found.name.end):
        reading.called, reading.among = found.honorific, entry.kind
    if reading.among and not several and entry.kind == "person" and entry.honorific is None:
        called = None if entry.role else reading.called
        entry = replace(entry, kind=reading.among, honorific=called, sure=True)
    if entry.of_person and reading.here:
        entry = replace(entry, place=reading.here)
    reading.entries.append(entry)
    _attach_rest(reading, piece, found.name.end, "" if entry.of_person else " ")


def _attach_rest(reading: _Reading, piece: Piece, at: int, sign: str) -> None:
    """Put what the piece says behind the name that ends `at` to that name."""
    text = reading.text
    if text[at : piece.end].strip(' ,;-.…"”'):
        rest = said(text, at, piece.end, of_person=reading.entries[-1].of_person, sign=sign)
        _attach(reading, rest, Piece(at, piece.end, sign))


@cache
def _several() -> re.Pattern[str]:
    """A form of address for this name and those behind it: "các anh A, B", "các hộ A, B"."""
    who = rf"(?:{words.honorific()}|{words.household()}(?:\s+{words.honorific()})?)"
    return re.compile(rf"(?i:các|những|hai|ba)\s+{who}\s+(?=[{words.UPPER}])")


def _without_ministry(text: str, found: Opening) -> Opening:
    """ "Cục Đối ngoại Bộ Quốc phòng" is the ministry's: the name ends before it."""
    name = text[found.name.start : found.name.end]
    low = words.whole(words.unit_heads()["under_ministry"])
    match = re.match(rf"{low}.*?(?=\s+Bộ\s+[{words.UPPER}])", name)
    return replace(found, name=Span(found.name.start, found.name.start + match.end())) if match else found


def _attach(reading: _Reading, what: Said, piece: Piece) -> None:
    """Put what a piece says to the last name; once a deed has begun, all that follows tells more of it."""
    last = reading.entries[-1]
    own = piece.bracketed and what.place and not last.place and not _in_place(reading.text, last, piece)
    if last.deed and last.deed.start > last.name.end and not own:
        goes_on = piece.sign != "…" and not _over(reading, last, piece)
        reading.entries[-1] = replace(last, deed=Span(last.deed.start, piece.end)) if goes_on else last
        return
    inherited = last.place is not None and last.place is reading.here
    place = last.place
    if what.place and (place is None or inherited):
        place = what.place
    elif what.place and place and _adjacent(reading.text, place, what.place):
        place = Span(place.start, what.place.end)
    end = max([last.end, *(s.end for s in (what.place, what.role, what.unit) if s)])
    if piece.bracketed and end == piece.end and reading.text[end : end + 1] == ")":
        end += 1
        place = Span(place.start, end) if place and "(" in reading.text[place.start : place.end] else place
    unit = last.unit or what.unit
    if (
        what.unit
        and last.unit
        and (piece.sign == "-" or piece.bracketed)
        and _adjacent(reading.text, last.unit, what.unit)
    ):
        unit = Span(last.unit.start, what.unit.end)
    deed, role = last.deed or what.deed, last.role or what.role
    if what.role and last.role and _adjacent(reading.text, last.role, what.role):
        role = Span(last.role.start, what.role.end)
    reading.entries[-1] = replace(last, place=place, deed=deed, role=role, unit=unit, end=end)


def _in_place(text: str, last: Entry, piece: Piece) -> bool:
    """Whether brackets tell where a place lies that the deed names: "về quê ở huyện Văn Chấn (Yên Bái)"."""
    named = re.compile(rf"{words.place()}[\s(]*").finditer(text, last.name.end, piece.start)
    return any(m.end() == piece.start for m in named)


def _over(reading: _Reading, last: Entry, piece: Piece) -> bool:
    """Whether an ellipsis has stood between the deed and this piece."""
    between = (p for p in reading.pieces if last.deed and last.deed.start < p.start <= piece.start)
    return any(p.sign == "…" for p in between)


def _adjacent(text: str, first: Span, second: Span) -> bool:
    return first.end <= second.start and not re.search(r"\w{2,}", text[first.end : second.start])


def _spread(reading: _Reading) -> list[Entry]:
    entries, tail = spread_back(reading.entries), reading.tail
    if tail and re.match(r"(?:\w+\s+)?(?:hộ|gia đình)(?!\w)", tail["who"]):
        entries = [replace(e, kind="household") if e.kind == "person" and not e.role else e for e in entries]
    if tail and tail["deed"]:
        deed = Span(tail.start("deed"), tail.end("deed"))
        entries = [e if e.deed else replace(e, deed=deed, shared=(*e.shared, "achievement")) for e in entries]
    return spread_deeds(reading.text, households_go_on(entries))
