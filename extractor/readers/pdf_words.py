"""The words of a born-digital page, by PDFium's own functions: many times as fast as pure Python."""

from __future__ import annotations

import ctypes
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor.readers import pdf_calls as calls
from extractor.readers.oldfonts import Encoding, decode, detect, encoding_of_font, in_unicode, shows_capitals
from extractor.readers.pdf_calls import Address, Handle
from extractor.readers.pdf_frame import Matrix, Picture, drawn_on, frame_of, picture_of
from extractor.readers.pdf_rules import rules_of
from extractor.readers.sheet import POWERS, Sheet, is_power, word_box
from models.page import Word
from models.text import SourceText

_SMALLER, _HIGHER = 0.78, 0.12  # a raised mark beside its neighbour: its size; its base line above, in sizes
_HARDLY_SMALLER, _CLEARLY_HIGHER = 0.92, 0.25  # the same, as web pages are printed
_BLANK = 0.1  # the narrowest white space between words, in sizes
_MARK = frozenset("0123456789ivx*()[]†‡")
_SIGNS = frozenset(".,:;!?…)]”’\"'")
_TCVN3_U = "\u00ad"  # a soft hyphen is the ư of TCVN3, and PDFium makes a plain one of it at a line's end
_LINE_END_U = re.compile("(?P<onset>^(?:[bcdghklmnrstvx]|[CGKNPTcgknpt]h|[Tt]r|[Nn]gh?))-$")
_HYPHENS = "\x02\ufffe"  # PDFium's signs for a hyphen at a line's end, where it joins what the hyphen parts
_RUN = re.compile(rf"[^\s\0{_HYPHENS}]*[{_HYPHENS}]|[^\s\0{_HYPHENS}]+")
_HYPHENED = str.maketrans(dict.fromkeys(_HYPHENS, "-"))
_SAMPLE = 7  # one character of so many is asked for
_MANY = 1 << 15  # different words, of which a long report has about 5,000


@dataclass(frozen=True, slots=True)
class _Style:
    """What the characters of one text object share; `turn` in quarters of a circle, None when askew."""

    size: float
    told: float  # the same, rounded
    bold: bool
    turn: int | None
    font: str = ""


_Set = tuple[_Style, float]  # how a text object is set, and the height of its base line


@dataclass(slots=True)
class _Piece:
    """Characters between blanks that share a style, or stand on one line."""

    text: str
    x0: float
    x1: float
    base: float
    style: _Style
    glued: bool  # no blank between it and the piece before
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is on a page: its words and rules; its pictures; the share of its characters with no letters told."""

    sheet: Sheet
    picture: Picture
    unmapped: float


def leaf_of(page: Handle, number: int) -> Leaf:
    """What is on `page`, a pypdfium2 page."""
    frame, (width, height) = frame_of(page, 0), page.get_size()
    with closing(page.get_textpage()) as text:
        pieces = list(_Print(text, frame).pieces())
        turn = _main_turn(pieces)
        if turn:
            frame = frame_of(page, -turn % 4)
            pieces = list(_Print(text, frame).pieces())
            width, height = (height, width) if turn % 2 else (width, height)
        unmapped = _unmapped(text)
    _modernise(pieces)
    _mark_raised(pieces)
    words = tuple(_words([p for p in pieces if p.style.turn == 0 and _is_on_page(p, width, height)]))
    aside = tuple(_words([p for p in pieces if p.style.turn != 0]))
    drawn = drawn_on(page, frame)
    sheet = Sheet(number, width, height, words, tuple(rules_of(drawn)), aside, turn)
    return Leaf(sheet, picture_of(drawn, width, height), unmapped)


def _is_on_page(piece: _Piece, width: float, height: float) -> bool:
    """Whether print is seen, at least in part: not where the page is cropped."""
    return piece.x0 < width and piece.x1 > 0 and 0 < piece.base < height + piece.style.size


def _unmapped(text: Handle) -> float:
    """The share of the characters for which the file does not say what letters they are, by a sample."""
    address, sample = calls.address_of(text.raw), range(0, text.count_chars(), _SAMPLE)
    return sum(bool(calls.is_unmapped(address, i) == 1) for i in sample) / max(len(sample), 1)


def _main_turn(pieces: list[_Piece]) -> int:
    """Which way most print runs, in quarters clockwise; 0 where there is no clear answer."""
    counts = [0, 0, 0, 0]
    for piece in pieces:
        if piece.style.turn is not None:
            counts[piece.style.turn] += len(piece.text)
    best = counts.index(max(counts))
    return best if counts[best] > 0.6 * sum(counts) else 0


class _Print:
    """The characters on a page. PDFium is asked about the ends of words alone, as far as that will do."""

    def __init__(self, text: Handle, frame: Matrix) -> None:
        self._text, self._letters, self._frame = calls.address_of(text.raw), _letters(text), frame
        self._box, self._matrix = (ctypes.c_float * 4)(), (ctypes.c_float * 6)()
        self._to_box, self._to_matrix = ctypes.byref(self._box), ctypes.byref(self._matrix)
        self._fonts: dict[Address, tuple[str, bool]] = {}
        self._styles: dict[tuple[float, ...], _Style] = {}
        self._known: dict[Address | None, _Set | None] = {None: None}  # by text object; PDFium puts in characters

    def pieces(self) -> Iterator[_Piece]:
        """Runs of characters without blanks, in the order of the file, cut where the size changes."""
        shown, text, how = self._letters.translate(_HYPHENED), self._text, None
        for run in _RUN.finditer(self._letters):
            start, end = run.span()
            thing = calls.text_object(text, start)
            how = self._set_at(start, thing) or how
            if how and calls.text_object(text, end - 1) == thing:
                yield self._piece(start, end, shown[start:end], how, False)
                continue
            for first, stop, own in self._parts(start, end, how):
                yield self._piece(first, stop, shown[first:stop], own, first > start)
                how = own

    def _parts(self, first: int, end: int, how: _Set | None) -> Iterator[tuple[int, int, _Set]]:
        """Where the parts of a run of one size begin and end."""
        for i in range(first + 1, end):
            own = self._set_at(i, calls.text_object(self._text, i)) or how
            if how and own and own[0].size != how[0].size:
                yield first, i, how
                first, how = i, own
        if how:
            yield first, end, how

    def _piece(self, first: int, end: int, letters: str, how: _Set, glued: bool) -> _Piece:
        frame = self._frame
        calls.loose_box(self._text, first, self._to_box)
        left, top, right, bottom = self._box[:]
        ends = [frame.a * left + frame.c * bottom, frame.a * right + frame.c * top]
        if end - first > 1:
            calls.loose_box(self._text, end - 1, self._to_box)
            left, top, right, bottom = self._box[:]
            ends += frame.a * left + frame.c * bottom, frame.a * right + frame.c * top
        return _Piece(letters, min(ends) + frame.e, max(ends) + frame.e, how[1], how[0], glued)

    def _set_at(self, index: int, thing: Address | None) -> _Set | None:
        """How the text object `thing` is set, to which the character at `index` belongs."""
        if thing not in self._known:
            calls.text_matrix(self._text, index, self._to_matrix)
            a, b, c, d, e, f = self._matrix[:]
            looks = calls.font_size(self._text, index), calls.font_of(thing), a, b, c, d
            if looks not in self._styles:
                self._styles[looks] = self._new_style(*looks)
            self._known[thing] = self._styles[looks], self._frame(e, f)[1]
        return self._known[thing]

    def _new_style(self, size: float, font: Address, *matrix: float) -> _Style:
        turned = Matrix(*matrix).then(replace(self._frame, e=0.0, f=0.0))
        quarters = math.atan2(turned.b, turned.a) / (math.pi / 2)
        turn = round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else None
        name, bold = self._font(font)
        high = max(size * math.hypot(turned.c, turned.d), 0.1)
        return _Style(high, round(high, 2), bold, turn, name)

    def _font(self, font: Address) -> tuple[str, bool]:
        """The name of a font, and whether it is bold."""
        if font not in self._fonts:
            raw = ctypes.create_string_buffer(128)
            calls.font_name(font, raw, 128)
            name = raw.value.decode("utf-8", "replace")
            self._fonts[font] = name, "bold" in name.lower() or calls.font_weight(font) >= 600
        return self._fonts[font]


def _letters(text: Handle) -> str:
    """The characters of a text page, one for each that PDFium numbers."""
    count, address = text.count_chars(), calls.address_of(text.raw)
    buffer = ctypes.create_string_buffer(2 * count + 2)
    calls.text_between(address, 0, count, buffer)
    letters = buffer.raw[: 2 * count].decode("utf-16-le", "surrogatepass")
    if len(letters) == count:
        return letters
    # PDFium leaves signs that steer out of the text.
    return "".join(chr(calls.unicode_of(address, i)) for i in range(count))


def _modernise(pieces: list[_Piece]) -> None:
    """Turn text in old fonts into Unicode: each piece by the name of its font, the others by their letters."""
    alike: dict[Encoding | None, list[_Piece]] = defaultdict(list)
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


def _mark_raised(pieces: list[_Piece]) -> None:
    """Find the superscript digits: smaller than the piece before or after, and above its base line.

    Some programs write a page in no order: then the piece that it stands behind on the paper is looked for.
    """
    largest = max((piece.style.size for piece in pieces), default=0.0)
    for i, piece in enumerate(pieces):
        if len(piece.text) <= 4 and _MARK.issuperset(piece.text):
            around = pieces[max(i - 1, 0) : i] + pieces[i + 1 : i + 2]
            if piece.style.size < _SMALLER * largest:
                around += [other for other in pieces if abs(other.x1 - piece.x0) < _BLANK * other.style.size]
            piece.raised = any(_above(piece, other) for other in around)


def _above(piece: _Piece, other: _Piece) -> bool:
    size = other.style.size
    higher = (other.base - piece.base) / size
    least = _HIGHER if piece.style.size < _SMALLER * size else _CLEARLY_HIGHER
    return piece.style.size < _HARDLY_SMALLER * size and least < higher < 0.8


def _words(pieces: list[_Piece]) -> Iterator[Word]:
    """Glue together what only a change of style has parted; a raised mark is a word of its own."""
    whole: list[_Piece] = []
    for piece in pieces:
        at = _glues_to(whole, piece)
        if at is None:
            whole.append(piece)
        else:
            whole[at] = _joined(whole[at], piece)
    return map(_word, whole)


def _glues_to(whole: list[_Piece], piece: _Piece) -> int | None:
    """Which piece `piece` goes on: the last one, or the one before it when a raised mark stands before a sign."""
    if not whole:
        return None
    if piece.raised:
        return -1 if is_power(whole[-1].text, piece.text) else None
    # PDFium sees a blank wherever the base line leaps, as after a raised mark.
    touches = abs(piece.x0 - whole[-1].x1) < _BLANK * piece.style.size and _SIGNS.issuperset(piece.text)
    if whole[-1].raised:
        return -2 if touches and len(whole) > 1 else None
    return -1 if (piece.glued or touches) and abs(piece.base - whole[-1].base) < 0.5 else None


def _joined(first: _Piece, second: _Piece) -> _Piece:
    """The two pieces as one, in the larger one's style."""
    style = max(first.style, second.style, key=lambda s: s.size)
    ends = min(first.x0, second.x0), max(first.x1, second.x1)
    text = first.text + (second.text.translate(POWERS) if second.raised else second.text)
    return _Piece(text, *ends, first.base, style, first.glued)


def _word(piece: _Piece) -> Word:
    style = piece.style
    box = word_box(piece.x0, piece.x1, piece.base, style.size)
    return Word(_normal(piece.text), box, None, style.told, style.bold, piece.raised)


@lru_cache(_MANY)
def _normal(text: str) -> str:
    """The text in NFC; what is printed again and again is one string."""
    return SourceText.read(text).text
