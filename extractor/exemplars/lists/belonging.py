"""Bodies in a list: names of their own, or where the name before them belongs to."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extractor.exemplars import vocabulary as words
from extractor.exemplars.entries import Entry
from extractor.exemplars.lists.attaching import adjacent
from extractor.exemplars.lists.reading import OF_PERSONS, Reading
from extractor.exemplars.names import Opening, opening
from extractor.exemplars.pieces import Piece
from models.records import Span

_SHORT = 2  # syllables that a village's name has


def is_unit_of(reading: Reading, piece: Piece, found: Opening, last: Entry | None, number: int) -> bool:
    """Whether a body behind a comma is where the person before it works, and no name of its own."""
    if last and not last.unit and piece.sign == "," and found.kind == "collective" and is_part(reading.text, last):
        return not _is_small(reading.text, found.name)
    if last is None or not last.of_person or last.unit or piece.sign != "," or found.start != piece.start:
        return False
    if found.lead or found.kind in OF_PERSONS or _closed(reading, last, number):
        return False
    if _of_whole(reading.text, found.name):
        return True
    following = (
        opening(reading.text, p.start, p.end)
        for p in reading.pieces[number + 1 :]
        if not p.bracketed and p.sign in (",", ";", "và")
    )
    after = next((f for f in following if f and (f.sure or f.kind == "person")), None)
    return any(p.sign == ";" for p in reading.pieces) or after is None or after.kind in OF_PERSONS


def is_office_of(reading: Reading, piece: Piece, found: Opening, last: Entry) -> bool:
    """Whether what reads as another person is a second office: "Bí thư chi bộ, Trưởng bản Pa Phách, xã Đông Sang"."""
    if not (last.of_person and last.role and piece.sign == "," and found.role and not found.honorific):
        return False
    text = reading.text
    short = len(text[found.name.start : found.name.end].split()) <= _SHORT
    return short and adjacent(text, last.role, found.role) and _of_village().match(text, found.role.start) is not None


@cache
def _of_village() -> re.Pattern[str]:
    heads = words.place_heads()
    return re.compile(rf"(?i:trưởng)\s+{heads['village']}\s+[^,;.()]+?\s*[,-]\s*{heads['commune']}")


def _closed(reading: Reading, last: Entry, number: int) -> bool:
    """Whether brackets before the piece have told all of the name: "ông A (Trưởng bản B), Trường C"."""
    return number > 0 and reading.pieces[number - 1].bracketed and bool(last.place or last.role)


def wider_unit(reading: Reading, piece: Piece, found: Opening, last: Entry) -> bool:
    """Whether a body behind a comma holds the unit before it: "Đội Hình sự, Công an thành phố; ..."."""
    if piece.sign != "," or last.unit is None or not last.of_person or found.lead or found.kind in OF_PERSONS:
        return False
    if not adjacent(reading.text, last.unit, found.name):
        return False
    if _of_whole(reading.text, last.unit) or _under(reading.text, last.unit, found.name):
        return True
    behind = (opening(reading.text, p.start, p.end) for p in reading.pieces if p.start > piece.start)
    alone = len(reading.entries) == 1 and not any(f and f.sure for f in behind)
    return alone or (found.kind == "collective" and any(p.sign == ";" for p in reading.pieces))


def is_part(text: str, entry: Entry) -> bool:
    """Whether the body is by its kind a part of another, which the next piece names: "Khoa Nhi, Bệnh viện tỉnh"."""
    return not entry.of_person and _of_whole(text, entry.name)


def _is_small(text: str, name: Span) -> bool:
    """Whether a body is by its kind too small to have parts: "Tổ Công tác xã hội" is none that has a "Khoa"."""
    return re.match(words.whole(words.unit_heads()["smallest"]), text[name.start : name.end]) is not None


def _of_whole(text: str, name: Span) -> bool:
    return re.match(words.whole(words.unit_heads()["parts"]), text[name.start : name.end]) is not None


def _under(text: str, unit: Span, whole: Span) -> bool:
    """Whether the unit is by its kind one of those that the body behind it has: "Phòng Chính trị, Bộ CHQS tỉnh"."""
    table = words.unit_heads()
    part = re.match(words.whole(table["departments"]), text[unit.start : unit.end])
    return part is not None and re.match(words.whole(table["superiors"]), text[whole.start : whole.end]) is not None


def wider(text: str, last: Entry, found: Opening) -> bool:
    """Whether the place is of a wider rung than the last one in the body's name before it."""
    name = f"{last.head} {text[last.name.start : last.name.end]}".strip()
    heads = (m.start() for m in re.finditer(r"(?<!\w)\w", name) if not m.start() or m.group().islower())
    rungs = [r for at in heads if (r := words.rung(name[at:]))]
    width = words.rung(text[found.name.start : found.name.end])
    return not rungs or width > rungs[-1]


def unknown_body(text: str, piece: Piece) -> bool:
    """Whether a piece behind a semicolon in a list of bodies is another, though its first word tells nothing."""
    words_of = text[piece.start : piece.end].split()
    new = re.match(rf"[{words.UPPER}]{words.LETTER}+", words_of[0]) is not None
    return piece.sign == ";" and new and 2 <= len(words_of) <= 10 and not deed_like(text, Span(piece.start, piece.end))


def unknown_person(text: str, piece: Piece) -> bool:
    """Whether a piece behind a semicolon in a list of persons is another, though nobody knows the family name."""
    name = re.compile(rf"{words.SYLLABLE}(?:\s+{words.SYLLABLE}){{1,4}}[\s.…]*").fullmatch(text, piece.start, piece.end)
    return piece.sign == ";" and name is not None and not any(s.isupper() for s in name.group().split() if len(s) > 1)


def deed_like(text: str, span: Span) -> bool:
    """Whether the span begins as a deed does: "đã", "trồng", "đơn vị"."""
    return (
        re.match(rf"(?i:{words.either(words.acts('deed_starts'))}|đơn vị|cơ quan)(?!\w)", text[span.start : span.end])
        is not None
    )


def without_ministry(text: str, found: Opening) -> Opening:
    """ "Cục Đối ngoại Bộ Quốc phòng" is the ministry's: the name ends before it."""
    name = text[found.name.start : found.name.end]
    low = words.whole(words.unit_heads()["under_ministry"])
    match = re.match(rf"{low}.*?(?=\s+Bộ\s+[{words.UPPER}])", name)
    return replace(found, name=Span(found.name.start, found.name.start + match.end())) if match else found
