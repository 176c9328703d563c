"""From a list in running text to its entries: each name with what is said of it; what is said of several is spread."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extractor.exemplars import vocabulary as words
from extractor.exemplars.attributes import nickname, said
from extractor.exemplars.entries import Entry, couples, households_go_on, is_couple, spread_back, spread_deeds
from extractor.exemplars.lists.attaching import attach, attach_rest
from extractor.exemplars.lists.belonging import (
    deed_like,
    is_office_of,
    is_part,
    is_unit_of,
    unknown_body,
    unknown_person,
    wider,
    wider_unit,
    without_ministry,
)
from extractor.exemplars.lists.common import calls, common_tail, of_several, shares, sorts_out
from extractor.exemplars.lists.reading import OF_PERSONS, Reading
from extractor.exemplars.names import Opening, opening, real_name
from extractor.exemplars.pieces import Piece, split
from models.records import ExemplarKind, Span


def read_list(text: str, start: int, end: int) -> list[Entry]:
    """The entries of the list that stands between `start` and `end` of the plain `text`; empty where it names nobody.

    >>> text = "ông Lò Văn An, bà Vì Thị Bun - bản Co, hộ anh Sùng A Dê (xã Tủa Thàng) nuôi dê"
    >>> [(e.kind, text[e.place.start : e.place.end]) for e in read_list(text, 0, len(text))]
    [('person', 'bản Co'), ('person', 'bản Co'), ('household', 'xã Tủa Thàng')]
    """
    tail = common_tail(text, start, end)
    pieces = (_led_in(text, piece) for piece in split(text, start, tail.start() if tail else end))
    reading = Reading(text, joined(text, list(pieces)), tail=tail)
    for number, piece in enumerate(reading.pieces):
        _take(reading, piece, number)
    return _spread(reading)


def _led_in(text: str, piece: Piece) -> Piece:
    """The piece without what sorts out the names behind it: "; về nông dân có các ông A, B"."""
    lead = re.compile(r"(?i:về|trong|trên|lĩnh\s+vực|khối|ngành)\s[^,;:.()]{2,40}?\s(?:có|là)\s+(?=các\s|những\s)")
    match = lead.match(text, piece.start, piece.end) if piece.sign == ";" else None
    return Piece(match.end(), piece.end, piece.sign, piece.bracketed) if match else piece


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
    if found is None or found.kind in OF_PERSONS or not found.sure or found.name.end != before.end:
        return False
    if piece.sign == "-" and _branch().search(text[before.start : piece.end]):
        return True
    new = re.match(rf"[{words.UPPER}]", text[piece.start : piece.end]) is not None
    if not new or opening(text, piece.start, piece.end):
        return False
    if piece.sign == ",":
        return " và " in text[piece.start : piece.end] or " & " in text[piece.start : piece.end]
    known = said(text, piece.start, piece.end, of_person=True, sign="")
    return known.deed is not None and not deed_like(text, known.deed)


@cache
def _branch() -> re.Pattern[str]:
    """A part of a firm, or the other of two districts, behind a dash: "Công ty A - nhà máy B", "liên huyện A - B"."""
    part = rf"(?i:nhà\s+máy|chi\s+nhánh|phân\s+xưởng|xí\s+nghiệp)\s+[{words.UPPER}\d]"
    both = rf"(?i:liên\s+(?:huyện|xã|phường))\s+[^-]+?\s+-\s+(?:{words.any_place_head()}\s+)?[{words.UPPER}]"
    return re.compile(rf"{words.heads('enterprise')}[^-]+\s-\s+{part}|{both}")


def _take(reading: Reading, piece: Piece, number: int) -> None:
    text, last = reading.text, reading.entries[-1] if reading.entries else None
    if calls(reading, piece, number) or shares(reading, piece) or sorts_out(reading, piece, number):
        return
    aside = piece.bracketed or piece.sign == ","
    if last and aside and (real := real_name(text, last.name)) and real.start >= piece.start:
        reading.entries[-1] = replace(last, name=real, end=real.end)
        attach_rest(reading, piece, real.end, "")
        return
    if last and last.of_person and piece.sign == "," and nickname().fullmatch(text, piece.start, piece.end):
        return
    found = None if piece.bracketed or piece.sign == "-" else opening(text, piece.start, piece.end)
    if found and not found.sure and found.kind == "collective":
        _take_place(reading, piece, found, last)
    elif found and last and wider_unit(reading, piece, found, last):
        unit = Span(last.unit.start, found.name.end) if last.unit else None
        reading.entries[-1] = replace(last, unit=unit, end=found.name.end)
        attach_rest(reading, piece, found.name.end, "")
    elif found and last and is_office_of(reading, piece, found, last):
        attach(reading, said(text, piece.start, piece.end, of_person=True, sign=piece.sign), piece)
    elif found and not is_unit_of(reading, piece, found, last, number):
        _add(reading, piece, found)
    elif piece.sign == "-" and (other := _new_after_dash(text, piece, last)):
        _add(reading, piece, other)
    elif last and (unknown_person(text, piece) if last.of_person else unknown_body(text, piece)):
        span = Span(piece.start, piece.start + len(text[piece.start : piece.end].rstrip(" .…")))
        kind: ExemplarKind = "person" if last.of_person else "collective"
        reading.entries.append(Entry(kind, span.start, span.end, span, sign=piece.sign, sure=False))
    elif last and not (piece.sign == ";" and _leads(text, piece)) and not _household().match(text, piece.start):
        part = piece.sign == "," and is_part(text, last)
        sign = "(" if piece.bracketed else "-" if part else piece.sign
        attach(reading, said(text, piece.start, piece.end, of_person=last.of_person, sign=sign), piece)
    else:
        _lead_place(reading, piece)


@cache
def _household() -> re.Pattern[str]:
    """A household whose name cannot be read: "gia đình anh chị Tiến - Hòa"; it is no deed of the one before."""
    return re.compile(rf"{words.household()}\s+{words.honorific()}")


def _new_after_dash(text: str, piece: Piece, last: Entry | None) -> Opening | None:
    """ "vợ chồng anh A - chị B", or a list whose names are parted by dashes."""
    found = opening(text, piece.start, piece.end)
    called = found is not None and (found.honorific or last is None or is_couple(text, last))
    return found if found and called and found.kind in OF_PERSONS else None


def _take_place(reading: Reading, piece: Piece, found: Opening, last: Entry | None) -> None:
    """A place in the list: where the name before it lives, where the names after it live, or a name of its own."""
    text, after = reading.text, found.name.end
    follows = re.compile(r"\s*(?:có|gồm|:)\s*(?=\S)").match(text, after, piece.end)
    inner = opening(text, follows.end(), piece.end) if follows else None
    if inner and inner.kind in OF_PERSONS:
        reading.here = found.name
        _add(reading, Piece(inner.start, piece.end, piece.sign), inner)
    elif last and last.of_person and piece.sign != ";":
        attach(reading, said(text, piece.start, piece.end, of_person=True, sign=piece.sign), piece)
    elif last is None and _names_follow(reading, piece):
        reading.here = found.name
    elif last and not last.of_person and piece.sign != "và" and wider(text, last, found):
        attach(reading, said(text, piece.start, piece.end, of_person=False, sign=piece.sign), piece)
    else:
        _add(reading, piece, found)


def _names_follow(reading: Reading, piece: Piece) -> bool:
    """Whether a person comes after the leading place ("Ở xã Đăk Nhau, gia đình ông ..."), in the same group."""
    behind = next((p for p in reading.pieces if p.start > piece.start and not p.bracketed), None)
    following = opening(reading.text, behind.start, behind.end) if behind and behind.sign != ";" else None
    return following is not None and following.kind in OF_PERSONS


def _leads(text: str, piece: Piece) -> re.Match[str] | None:
    return re.compile(r"(?i:ở|tại|trên địa bàn)\s+").match(text, piece.start, piece.end)


def _lead_place(reading: Reading, piece: Piece) -> None:
    lead = _leads(reading.text, piece)
    if lead and (found := said(reading.text, lead.end(), piece.end, of_person=True, sign="")).place:
        reading.here = found.place
        behind = (
            re.compile(r"[,\s]*(?:có|là)\s+").match(reading.text, found.place.end, piece.end) if found.place else None
        )
        if behind and (name := opening(reading.text, behind.end(), piece.end)):
            _add(reading, piece, name)


def _add(reading: Reading, piece: Piece, found: Opening) -> None:
    text = reading.text
    if found.kind == "collective" or found.kind == "enterprise":
        found = without_ministry(text, found)
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
    if several := of_several().search(text, piece.start, found.name.end):
        reading.called, reading.among = found.honorific, entry.kind
    if reading.among and not several and entry.kind == "person" and entry.honorific is None:
        called = None if entry.role else reading.called
        entry = replace(entry, kind=reading.among, honorific=called, sure=True)
    if entry.of_person and reading.here:
        entry = replace(entry, place=reading.here)
    reading.entries.append(entry)
    attach_rest(reading, piece, found.name.end, "" if entry.of_person else " ")


def _spread(reading: Reading) -> list[Entry]:
    entries, tail = spread_back(reading.text, reading.entries), reading.tail
    if tail and re.match(r"(?:\w+\s+)?(?:hộ|gia đình)(?!\w)", tail["who"]):
        entries = [replace(e, kind="household") if e.kind == "person" and not e.role else e for e in entries]
    if tail and tail["deed"]:
        deed = Span(tail.start("deed"), tail.end("deed"))
        entries = [e if e.deed else replace(e, deed=deed, shared=(*e.shared, "achievement")) for e in entries]
    return spread_deeds(reading.text, couples(reading.text, households_go_on(entries)))
