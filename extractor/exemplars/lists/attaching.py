"""What a piece of a list says is put to the name before it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extractor.exemplars import vocabulary as words
from extractor.exemplars.attributes import Said, said
from extractor.exemplars.entries import Entry
from extractor.exemplars.lists.reading import Reading
from extractor.exemplars.names import BARE
from extractor.exemplars.pieces import Piece
from models.records import Span


def attach_rest(reading: Reading, piece: Piece, at: int, sign: str) -> None:
    """Put what the piece says behind the name that ends `at` to that name."""
    text = reading.text
    if sign == " " and _where().match(text, at, piece.end):
        sign = "-"
    if text[at : piece.end].strip(' ,;-.…"”'):
        rest = said(text, at, piece.end, of_person=reading.entries[-1].of_person, sign=sign)
        attach(reading, rest, Piece(at, piece.end, sign))


@cache
def _where() -> re.Pattern[str]:
    """Right behind a body's name: a place that is no part of it."""
    return re.compile(rf"\s+{words.place()}")


def attach(reading: Reading, what: Said, piece: Piece) -> None:
    """Put what a piece says to the last name; once a deed has begun, all that follows tells more of it."""
    last = reading.entries[-1]
    own = piece.bracketed and what.place and not last.place and not _in_place(reading.text, last, piece)
    if last.deed and last.deed.start > last.name.end and not own:
        goes_on = piece.sign != "…" and not _over(reading, last, piece)
        reading.entries[-1] = replace(last, deed=Span(last.deed.start, piece.end)) if goes_on else last
        return
    if piece.sign == "," and last.place and not what.place and _bare_commune(reading.text, last, piece):
        what = Said(place=Span(piece.start, piece.end))
    inherited = last.place is not None and last.place is reading.here
    place = last.place
    if what.place and (place is None or inherited):
        place = what.place
    elif what.place and place and adjacent(reading.text, place, what.place):
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
        and adjacent(reading.text, last.unit, what.unit)
    ):
        unit = Span(last.unit.start, what.unit.end)
    deed, role = last.deed or what.deed, last.role or what.role
    if what.role and last.role and adjacent(reading.text, last.role, what.role):
        role = Span(last.role.start, what.role.end)
    reading.entries[-1] = replace(last, place=place, deed=deed, role=role, unit=unit, end=end)


def _in_place(text: str, last: Entry, piece: Piece) -> bool:
    """Whether brackets tell where a place lies that the deed names: "về quê ở huyện Văn Chấn (Yên Bái)"."""
    named = re.compile(rf"{words.place()}[\s(]*").finditer(text, last.name.end, piece.start)
    return any(m.end() == piece.start for m in named)


def _over(reading: Reading, last: Entry, piece: Piece) -> bool:
    """Whether an ellipsis has stood between the deed and this piece."""
    between = (p for p in reading.pieces if last.deed and last.deed.start < p.start <= piece.start)
    return any(p.sign == "…" for p in between)


def adjacent(text: str, first: Span, second: Span) -> bool:
    """Whether no word stands between the two."""
    return first.end <= second.start and not re.search(r"\w{2,}", text[first.end : second.start])


def _bare_commune(text: str, last: Entry, piece: Piece) -> bool:
    """Whether a piece right behind a village is its commune without the word: "bản 5, Minh Quang"."""
    near = last.place is not None and adjacent(text, last.place, Span(piece.start, piece.end))
    village = last.place is not None and words.rung(text[last.place.start : last.place.end]) == 1
    return near and village and re.compile(BARE).fullmatch(text, piece.start, piece.end) is not None
