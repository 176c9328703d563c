"""The words of a born-digital page, by PDFium's own functions: many times as fast as pure Python."""

from __future__ import annotations

import ctypes
import math
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pypdfium2.raw as pdfium

from extractor.readers.oldfonts import Encoding, decode, detect, encoding_of_font, in_unicode, shows_capitals
from extractor.readers.pdf_frame import Handle, Matrix, frame_of
from extractor.readers.pdf_rules import rules_of
from extractor.readers.sheet import POWERS, Sheet, is_power, word_box
from models.page import Word
from models.text import SourceText

_SMALLER, _HIGHER = 0.78, 0.12  # a raised mark beside its neighbour: its size; its base line above, in sizes
_BLANK = 0.1  # the narrowest white space between words, in sizes
_MARK = frozenset("0123456789*()[]†‡")
_SIGNS = frozenset(".,:;!?…)]”’\"'")
_TCVN3_U = "\u00ad"  # a soft hyphen is the ư of TCVN3, and PDFium makes a plain one of it at a line's end
_LINE_END_U = re.compile("(?P<onset>^(?:[bcdghklmnrstvx]|[CGKNPTcgknpt]h|[Tt]r|[Nn]gh?))-$")
_HYPHENS = {2, 0xFFFE}  # PDFium's signs for a hyphen at a line's end


@dataclass(frozen=True, slots=True)
class _Style:
    """What the characters of one text object share; `turn` in quarters of a circle, None when askew."""

    size: float
    bold: bool
    turn: int | None
    font: str = ""


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


def sheet_of(page: Handle, number: int) -> Sheet:
    """The words and rules of `page`, a pypdfium2 page."""
    frame, (width, height) = frame_of(page, 0), page.get_size()
    text = page.get_textpage()
    pieces = list(_pieces(text.raw, frame))
    turn = _main_turn(pieces)
    if turn:
        frame = frame_of(page, -turn % 4)
        pieces = list(_pieces(text.raw, frame))
        width, height = (height, width) if turn % 2 else (width, height)
    text.close()
    _modernise(pieces)
    _mark_raised(pieces)
    words = tuple(_words([p for p in pieces if p.style.turn == 0]))
    aside = tuple(_words([p for p in pieces if p.style.turn != 0]))
    return Sheet(number, width, height, words, tuple(rules_of(page, frame)), aside, turn)


def _main_turn(pieces: list[_Piece]) -> int:
    """Which way most print runs, in quarters clockwise; 0 where there is no clear answer."""
    counts = [0, 0, 0, 0]
    for piece in pieces:
        if piece.style.turn is not None:
            counts[piece.style.turn] += len(piece.text)
    best = counts.index(max(counts))
    return best if counts[best] > 0.6 * sum(counts) else 0


class _Styles:
    """The styles of a page's text objects, each worked out once."""

    def __init__(self, text: Handle, frame: Matrix) -> None:
        self._text, self._linear = text, replace(frame, e=0.0, f=0.0)
        self._known: dict[int, _Style] = {}
        self._fonts: dict[int | None, tuple[str, bool]] = {}

    def at(self, index: int) -> _Style | None:
        """The style of the character at `index`; None for characters that PDFium has put in."""
        obj = pdfium.FPDFText_GetTextObject(self._text, index)
        address = ctypes.cast(obj, ctypes.c_void_p).value
        if address is None:
            return None
        if address not in self._known:
            self._known[address] = self._style(obj, index)
        return self._known[address]

    def _style(self, obj: Handle, index: int) -> _Style:
        size, raw = ctypes.c_float(), pdfium.FS_MATRIX()
        pdfium.FPDFTextObj_GetFontSize(obj, size)
        pdfium.FPDFText_GetMatrix(self._text, index, raw)
        matrix = Matrix(raw.a, raw.b, raw.c, raw.d).then(self._linear)
        quarters = math.atan2(matrix.b, matrix.a) / (math.pi / 2)
        turn = round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else None
        font, bold = self._font(obj)
        return _Style(max(size.value * math.hypot(matrix.c, matrix.d), 0.1), bold, turn, font)

    def _font(self, obj: Handle) -> tuple[str, bool]:
        """The name of an object's font, and whether it is bold."""
        font = pdfium.FPDFTextObj_GetFont(obj)
        address = ctypes.cast(font, ctypes.c_void_p).value
        if address not in self._fonts:
            raw = ctypes.create_string_buffer(128)
            pdfium.FPDFFont_GetBaseFontName(font, raw, 128)
            name = raw.value.decode("utf-8", "replace")
            self._fonts[address] = name, "bold" in name.lower() or pdfium.FPDFFont_GetWeight(font) >= 600
        return self._fonts[address]


def _pieces(text: Handle, frame: Matrix) -> Iterator[_Piece]:
    """Runs of characters without blanks, in the order of the file, cut where the size changes."""
    styles = _Styles(text, frame)
    run: list[str] = []
    first, style, glued = 0, None, False
    count = pdfium.FPDFText_CountChars(text)
    for i in range(count + 1):
        code = pdfium.FPDFText_GetUnicode(text, i) if i < count else 32
        letter = "-" if code in _HYPHENS else chr(code)
        own = styles.at(i) or style
        ends = i == count or letter.isspace() or code == 0
        # PDFium joins what a hyphen parts at the end of a line; here each line has its own.
        leaps = i > 0 and pdfium.FPDFText_GetUnicode(text, i - 1) in _HYPHENS
        if run and style and (ends or leaps or (own is not style and own and own.size != style.size)):
            yield _piece(text, frame, first, i - 1, "".join(run), style, glued)
            glued, run = not (ends or leaps), []
        elif ends:
            glued = False
        if not ends:
            if not run:
                first, style = i, own
            run.append(letter)


def _piece(text: Handle, frame: Matrix, first: int, last: int, letters: str, style: _Style, glued: bool) -> _Piece:
    x, y, box = ctypes.c_double(), ctypes.c_double(), pdfium.FS_RECTF()
    pdfium.FPDFText_GetCharOrigin(text, first, x, y)
    base = frame(x.value, y.value)[1]
    ends = []
    for index in (first, last):
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        ends += [frame(box.left, box.bottom)[0], frame(box.right, box.top)[0]]
    return _Piece(letters, min(ends), max(ends), base, style, glued)


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
    """Find the superscript digits: smaller than the piece before or after, and above its base line."""
    for i, piece in enumerate(pieces):
        if len(piece.text) <= 4 and _MARK.issuperset(piece.text):
            around = pieces[max(i - 1, 0) : i] + pieces[i + 1 : i + 2]
            piece.raised = any(_above(piece, other) for other in around)


def _above(piece: _Piece, other: _Piece) -> bool:
    size = other.style.size
    return piece.style.size < _SMALLER * size and _HIGHER * size < other.base - piece.base < 0.8 * size


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
    touches = _SIGNS.issuperset(piece.text) and abs(piece.x0 - whole[-1].x1) < _BLANK * piece.style.size
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
    size = piece.style.size
    box = word_box(piece.x0, piece.x1, piece.base, size)
    return Word(SourceText.read(piece.text).text, box, None, round(size, 2), piece.style.bold, piece.raised)
