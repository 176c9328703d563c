"""The words of a born-digital page, by PDFium's own functions: many times as fast as pure Python."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache

from extractor.readers.oldfonts import Encoding, decode, detect, encoding_of_font, in_unicode, shows_capitals
from extractor.readers.pdf_calls import Handle
from extractor.readers.pdf_frame import Picture, drawn_on, frame_of, picture_boxes, picture_of
from extractor.readers.pdf_print import BLANK, LINE, Piece, Print, unmapped_share
from extractor.readers.pdf_rules import rules_of
from extractor.readers.sheet import POWERS, Sheet, is_power, word_box
from models.page import Box, Word
from models.text import SourceText

_SMALLER, _HIGHER = 0.78, 0.12  # a raised mark beside its neighbour: its size; its base line above, in sizes
_HARDLY_SMALLER, _CLEARLY_HIGHER = 0.92, 0.25  # the same, as web pages are printed
_MARK = frozenset("0123456789ivx*()[]†‡")
_SIGNS = frozenset(".,:;!?…)]”’\"'")
_TCVN3_U = "\u00ad"  # a soft hyphen is the ư of TCVN3, and PDFium makes a plain one of it at a line's end
_LINE_END_U = re.compile("(?P<onset>^(?:[bcdghklmnrstvx]|[CGKNPTcgknpt]h|[Tt]r|[Nn]gh?))-$")
_MANY = 1 << 15  # different words, of which a long report has about 5,000


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is on a page: its words and rules; its largest picture; the share of its characters with no letters told.

    `pictures` are the places of all pictures.
    """

    sheet: Sheet
    picture: Picture
    unmapped: float
    pictures: tuple[Box, ...] = ()


def leaf_of(page: Handle, number: int) -> Leaf:
    """What is on `page`, a pypdfium2 page."""
    frame, (width, height) = frame_of(page, 0), page.get_size()
    with closing(page.get_textpage()) as text:
        pieces = Print(text, frame).pieces()
        turn = _main_turn(pieces)
        if turn:
            frame = frame_of(page, -turn % 4)
            pieces = Print(text, frame).pieces(turned=True)
            width, height = (height, width) if turn % 2 else (width, height)
        unmapped = unmapped_share(text)
    _modernise(pieces)
    _mark_raised(pieces)
    words = tuple(_words([p for p in pieces if p.style.turn == 0 and _is_on_page(p, width, height)]))
    aside = tuple(_words([p for p in pieces if p.style.turn != 0]))
    drawn = drawn_on(page, frame)
    sheet = Sheet(number, width, height, words, tuple(rules_of(drawn)), aside, turn)
    return Leaf(sheet, picture_of(drawn, width, height), unmapped, picture_boxes(drawn))


def _is_on_page(piece: Piece, width: float, height: float) -> bool:
    """Whether print is seen, at least in part: not where the page is cropped."""
    return piece.x0 < width and piece.x1 > 0 and 0 < piece.base < height + piece.style.size


def _main_turn(pieces: list[Piece]) -> int:
    """Which way most print runs, in quarters clockwise; 0 where there is no clear answer."""
    counts = [0, 0, 0, 0]
    for piece in pieces:
        if piece.style.turn is not None:
            counts[piece.style.turn] += len(piece.text)
    best = counts.index(max(counts))
    return best if counts[best] > 0.6 * sum(counts) else 0


def _modernise(pieces: list[Piece]) -> None:
    """Turn text in old fonts into Unicode: each piece by the name of its font, the others by their letters."""
    alike: dict[Encoding | None, list[Piece]] = defaultdict(list)
    for piece in pieces:
        alike[encoding_of_font(piece.style.font)].append(piece)
    for named, group in alike.items():
        text = " ".join(piece.text for piece in group)
        # Some programs give such a font letters of Unicode.
        encoding = detect(text) if named is None else None if in_unicode(text) else named
        if encoding:
            for piece in group:
                shown = _LINE_END_U.sub(rf"\g<onset>{_TCVN3_U}", piece.text) if encoding == "tcvn3" else piece.text
                piece.text = decode(shown, encoding, shows_capitals(piece.style.font))


def _mark_raised(pieces: list[Piece]) -> None:
    """Find the superscript digits: smaller than the piece before or after, and above its base line.

    Some programs write a page in no order: then the piece that it stands behind on the paper is looked for.
    """
    largest = max((piece.style.size for piece in pieces), default=0.0)
    ends: dict[int, list[Piece]] = {}
    for i, piece in enumerate(pieces):
        if len(piece.text) <= 4 and _MARK.issuperset(piece.text):
            around = pieces[max(i - 1, 0) : i] + pieces[i + 1 : i + 2]
            piece.raised = any(_above(piece, other) for other in around)
            if not piece.raised and piece.style.size < _SMALLER * largest:
                ends = ends or _by_end(pieces)
                piece.raised = any(_above(piece, other) for other in _ending_at(piece.x0, ends))


def _by_end(pieces: Iterable[Piece]) -> dict[int, list[Piece]]:
    """The pieces by where they end, in whole points."""
    ends: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        ends[round(piece.x1)].append(piece)
    return ends


def _ending_at(x: float, ends: Mapping[int, Sequence[Piece]]) -> Iterator[Piece]:
    for point in range(round(x) - 1, round(x) + 2):
        yield from (other for other in ends.get(point, ()) if abs(other.x1 - x) < BLANK * other.style.size)


def _above(piece: Piece, other: Piece) -> bool:
    size = other.style.size
    higher = (other.base - piece.base) / size
    least = _HIGHER if piece.style.size < _SMALLER * size else _CLEARLY_HIGHER
    return piece.style.size < _HARDLY_SMALLER * size and least < higher < 0.8


def _words(pieces: list[Piece]) -> Iterator[Word]:
    """Glue together what only a change of style has parted; a raised mark is a word of its own."""
    whole: list[Piece] = []
    for piece in pieces:
        at = _glues_to(whole, piece)
        if at is None:
            whole.append(piece)
        else:
            whole[at] = _joined(whole[at], piece)
    return map(_word, whole)


def _glues_to(whole: list[Piece], piece: Piece) -> int | None:
    """Which piece `piece` goes on: the last one, or the one before it when a raised mark stands before a sign."""
    if not whole:
        return None
    if piece.raised:
        return -1 if is_power(whole[-1].text, piece.text) else None
    # PDFium sees a blank wherever the base line leaps, as after a raised mark.
    touches = abs(piece.x0 - whole[-1].x1) < BLANK * piece.style.size and _SIGNS.issuperset(piece.text)
    if whole[-1].raised:
        return -2 if touches and len(whole) > 1 else None
    return -1 if (piece.glued or touches) and abs(piece.base - whole[-1].base) < LINE else None


def _joined(first: Piece, second: Piece) -> Piece:
    """The two pieces as one, in the larger one's style."""
    style = max(first.style, second.style, key=lambda s: s.size)
    ends = min(first.x0, second.x0), max(first.x1, second.x1)
    text = first.text + (second.text.translate(POWERS) if second.raised else second.text)
    return Piece(text, *ends, first.base, style, first.glued)


def _word(piece: Piece) -> Word:
    style = piece.style
    box = word_box(piece.x0, piece.x1, piece.base, style.size)
    return Word(_normal(piece.text), box, None, style.told, style.bold, piece.raised)


@lru_cache(_MANY)
def _normal(text: str) -> str:
    """The text in NFC; what is printed again and again is one string."""
    return SourceText.read(text).text
