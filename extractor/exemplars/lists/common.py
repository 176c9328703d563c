"""What several names of a list have in common: a head, a form of address, what is said at last of them all."""

from __future__ import annotations

import re
from functools import cache

from extractor.exemplars import vocabulary as words
from extractor.exemplars.entries import Entry
from extractor.exemplars.lists.attaching import attach_rest
from extractor.exemplars.lists.reading import Reading
from extractor.exemplars.names import BARE, shared_head
from extractor.exemplars.pieces import Piece
from models.records import Span


def shares(reading: Reading, piece: Piece) -> bool:
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
    names = _bare_names().match(text, at, piece.end)
    if at < piece.end and names is None:
        reading.head = ""
        return False
    for name in re.compile(rf"(?>{BARE})").finditer(text, at, names.end() if names else at):
        span = Span(name.start(), name.end())
        reading.entries.append(Entry("collective", span.start, span.end, span, sign=piece.sign, head=reading.head))
    if names:
        attach_rest(reading, piece, names.end(), " ")
    return True


@cache
def _bare_names() -> re.Pattern[str]:
    """A name or two that end the piece, or stand before what they all did: "Cư Êbur đã vận động ..."."""
    did = rf"\s+(?:đã|cùng|đều|luôn|với|là|{words.either(words.cues('deed_verbs'))})(?!\w)"
    return re.compile(rf"{BARE}(?:\s+và\s+{BARE})?(?=[\s.…]*\Z|{did})")


@cache
def _address() -> re.Pattern[str]:
    """Words that tell who is named behind them: "các ông", "gia đình các bà", "cá nhân"; good until the next such."""
    several = r"(?P<several>(?i:các|những)\s+)?"
    house = rf"(?P<house>{words.household()})?\s*(?:(?i:các|những)\s+)?"
    praise = rf"(?:\s+{words.whole(words.cues('of_groups'))})?"
    group = rf"(?P<group>(?i:về\s+)?(?i:(?:các\s+)?(?:tập\s+thể|cá\s+nhân)){praise})"
    return re.compile(rf"{several}{house}(?:(?P<honorific>{words.honorific()})|{group})?")


def address_before(text: str, at: int) -> int:
    """Where the words that tell who is named begin, when they stand right before `at`: "các ông: Lỳ Phì Xá"."""
    match = re.compile(rf"(?i:các|những)\s+{words.honorific()}\s*:\s*$").search(text, max(0, at - 40), at)
    return match.start() if match else at


def calls(reading: Reading, piece: Piece, number: int) -> bool:
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


def sorts_out(reading: Reading, piece: Piece, number: int) -> bool:
    """Whether a piece only says of which field the names behind it are: "; về văn hóa: ..."."""
    follows = reading.pieces[number + 1 : number + 2]
    before_colon = bool(follows) and follows[0].sign == ":"
    return (
        piece.sign in ("", ";")
        and before_colon
        and _of_field().fullmatch(reading.text, piece.start, piece.end) is not None
    )


@cache
def _of_field() -> re.Pattern[str]:
    return re.compile(r"(?i:về|trong|trên|lĩnh\s+vực|khối|ngành)\s[^,;:.()]{2,60}")


@cache
def of_several() -> re.Pattern[str]:
    """A form of address for this name and those behind it: "các anh A, B", "các hộ A, B"."""
    who = rf"(?:{words.honorific()}|{words.household()}(?:\s+{words.honorific()})?)"
    return re.compile(rf"(?i:các|những|hai|ba)\s+{who}\s+(?=[{words.UPPER}])")


def common_tail(text: str, start: int, end: int) -> re.Match[str] | None:
    """What is said at last of all the names: "... là những hộ làm kinh tế giỏi nhất xã"."""
    tail = _tail().search(text, start, end) or _colon_tail().search(text, start, end)
    return tail if tail and not text[tail.end() : end].lstrip().startswith(";") else None


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
