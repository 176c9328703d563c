"""The print on a page of a PDF as PDFium gives it: characters between blanks, with their style and place."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.readers import pdf_calls as calls
from extractor.readers.pdf_calls import Address, Handle
from extractor.readers.pdf_frame import Matrix

BLANK = 0.1  # the narrowest white space between words, in sizes
LINE = 0.5  # points by which base lines differ that are one
_HYPHENS = "\x02\ufffe"  # PDFium's signs for a hyphen at a line's end, where it joins what the hyphen parts
_RUN = re.compile(rf"[^\s\0{_HYPHENS}]*[{_HYPHENS}]|[^\s\0{_HYPHENS}]+")
_HYPHENED = str.maketrans(dict.fromkeys(_HYPHENS, "-"))
_SAMPLE = 7  # one character of so many is asked for
_LOOSE = 0.7  # text objects for each letter: so many are drawn one by one
_RAISED = 0.4  # sizes of print by which marks stand above the line that they are read in


@dataclass(frozen=True, slots=True)
class Style:
    """What the characters of one text object share; `turn` in quarters of a circle, None when askew."""

    size: float
    told: float  # the same, rounded
    bold: bool
    turn: int | None
    font: str = ""


_Set = tuple[Style, float]  # how a text object is set, and the height of its base line


@dataclass(slots=True)
class Piece:
    """Characters between blanks that share a style, or stand on one line."""

    text: str
    x0: float
    x1: float
    base: float
    style: Style
    glued: bool  # no blank between it and the piece before
    raised: bool = False


def unmapped_share(text: Handle) -> float:
    """The share of the characters for which the file does not say what letters they are, by a sample."""
    address, sample = calls.address_of(text.raw), range(0, text.count_chars(), _SAMPLE)
    return sum(bool(calls.is_unmapped(address, i) == 1) for i in sample) / max(len(sample), 1)


class Print:
    """The characters on a page. PDFium is asked about the ends of words alone, as far as that will do."""

    def __init__(self, text: Handle, frame: Matrix) -> None:
        self._text, self._letters, self._frame = calls.address_of(text.raw), _letters(text), frame
        self._box, self._matrix = (ctypes.c_float * 4)(), (ctypes.c_float * 6)()
        self._to_box, self._to_matrix = ctypes.byref(self._box), ctypes.byref(self._matrix)
        self._plain = (frame.a, frame.c, frame.e) == (1.0, 0.0, 0.0)  # x as PDFium gives it
        self._fonts: dict[Address, tuple[str, bool]] = {}
        self._styles: dict[tuple[float, ...], Style] = {}
        self._known: dict[Address | None, _Set | None] = {None: None}  # by text object; PDFium puts in characters

    def pieces(self, *, turned: bool = False) -> list[Piece]:
        """Runs of characters without blanks, in the order of the file, cut where the size changes.

        Where letters are drawn one by one, or all are `turned` on the page, PDFium guesses which way lines run and
        where blanks are, not always right: then they are put together by their places, top to bottom.
        """
        if turned:
            return by_place(list(self._single()))
        runs = list(self._runs())
        drawn = len(self._known) - 1
        return by_place(list(self._single())) if drawn > _LOOSE * sum(len(run.text) for run in runs) else runs

    def _runs(self) -> Iterator[Piece]:
        shown, text, how = self._letters.translate(_HYPHENED), self._text, None
        for run in _RUN.finditer(self._letters):
            start, end = run.span()
            thing = calls.text_object(text, start)
            how = self._known.get(thing) or self._set_at(start, thing) or how
            if how and calls.text_object(text, end - 1) == thing:
                yield self._piece(start, end, shown[start:end], how, False)
                continue
            for first, stop, own in self._parts(start, end, how):
                yield self._piece(first, stop, shown[first:stop], own, first > start)
                how = own

    def _single(self) -> Iterator[Piece]:
        for run in _RUN.finditer(self._letters):
            for i in range(*run.span()):
                if how := self._set_at(i, calls.text_object(self._text, i)):
                    yield self._piece(i, i + 1, self._letters[i].translate(_HYPHENED), how, False)

    def _parts(self, first: int, end: int, how: _Set | None) -> Iterator[tuple[int, int, _Set]]:
        """Where the parts of a run of one size begin and end."""
        for i in range(first + 1, end):
            own = self._set_at(i, calls.text_object(self._text, i)) or how
            if how and own and own[0].size != how[0].size:
                yield first, i, how
                first, how = i, own
        if how:
            yield first, end, how

    def _piece(self, first: int, end: int, letters: str, how: _Set, glued: bool) -> Piece:
        calls.loose_box(self._text, first, self._to_box)
        left, top, right, bottom = self._box[:]
        if self._plain:
            if end - first > 1:
                calls.loose_box(self._text, end - 1, self._to_box)
                right = self._box[2]
            return Piece(letters, left, right, how[1], how[0], glued)
        frame = self._frame
        ends = [frame.a * left + frame.c * bottom, frame.a * right + frame.c * top]
        if end - first > 1:
            calls.loose_box(self._text, end - 1, self._to_box)
            left, top, right, bottom = self._box[:]
            ends += frame.a * left + frame.c * bottom, frame.a * right + frame.c * top
        return Piece(letters, min(ends) + frame.e, max(ends) + frame.e, how[1], how[0], glued)

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

    def _new_style(self, size: float, font: Address, *matrix: float) -> Style:
        turned = Matrix(*matrix).then(replace(self._frame, e=0.0, f=0.0))
        quarters = math.atan2(turned.b, turned.a) / (math.pi / 2)
        turn = round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else None
        name, bold = self._font(font)
        high = max(size * math.hypot(turned.c, turned.d), 0.1)
        return Style(high, round(high, 2), bold, turn, name)

    def _font(self, font: Address) -> tuple[str, bool]:
        """The name of a font, and whether it is bold."""
        if font not in self._fonts:
            raw = ctypes.create_string_buffer(128)
            calls.font_name(font, raw, 128)
            name = raw.value.decode("utf-8", "replace")
            self._fonts[font] = name, "bold" in name.lower() or calls.font_weight(font) >= 600
        return self._fonts[font]


def by_place(letters: Sequence[Piece]) -> list[Piece]:
    """Single letters as runs without white space between, line by line; letters that are turned stay single."""
    upright = sorted((letter for letter in letters if letter.style.turn == 0), key=lambda letter: letter.base)
    runs = [run for line in _near(upright, lambda _: LINE) for run in _runs_of(line)]
    runs.sort(key=lambda run: run.base)
    rows = _near(runs, lambda run: _RAISED * run.style.size)
    ordered = [run for row in rows for run in sorted(row, key=lambda run: run.x0)]
    return ordered + [letter for letter in letters if letter.style.turn != 0]


def _near(pieces: Iterable[Piece], reach: Callable[[Piece], float]) -> list[list[Piece]]:
    """The pieces, sorted by base line, in groups whose base lines follow each other within reach."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if groups and piece.base - groups[-1][-1].base < reach(piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _runs_of(line: Iterable[Piece]) -> Iterator[Piece]:
    """The runs of the letters of one line, cut where the style changes."""
    run: Piece | None = None
    for letter in sorted(line, key=lambda letter: letter.x0):
        touches = run is not None and letter.x0 - run.x1 < BLANK * letter.style.size
        if run and touches and letter.style == run.style:
            run = replace(run, text=run.text + letter.text, x1=max(run.x1, letter.x1))
            continue
        if run:
            yield run
        run = replace(letter, glued=touches)
    if run:
        yield run


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
