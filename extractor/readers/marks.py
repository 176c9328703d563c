"""Footnote marks on scans: small raised digits, which Tesseract reads as quotation marks and the like."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from statistics import median

import numpy as np
from PIL import Image

from extractor.readers.picture import Grey, Mask, Stripe, paper_of
from extractor.readers.sheet import is_power
from extractor.readers.tesseract import Engine, Token

# Shares of the size of print: a raised digit's height, width, and white space under it down to the base line.
# A quotation mark is lower (0.2 to 0.27), a letter's accent has the letter under it.
_HEIGHT = (0.3, 0.56)
_WIDTH = (0.04, 0.42)  # from what faint toner leaves of a 1
_RISE = (0.2, 0.65)
_CROWDED = 0.9  # a mark at its head makes a line of notes seem higher than it is
_LARGE = 0.36  # of the size: no quotation mark is so high
_TOUCHING = 0.14  # white space between the digits of one mark
_BROKEN = 0.1  # white space between the pieces of a broken sign
_STROKE = (0.12, 0.22)  # width and height of a thin stroke
_ENLARGED = 2  # times, for reading: small digits alone on white paper
_CERTAIN = 0.95  # of one that no note on the page answers to
_SURE = 0.7  # confidence of a digit
_UNIT = re.compile(r"m[^a-zđ]{,2}[.,:;)…]*$")
_AFTER = ".,:;)…"
_DOUBTFUL = re.compile(r"[a-zà-ỹ](?![a-zà-ỹ])[^-–\s.,:;()/…%]+[.,:;)…]*$")  # hiệnÝ, m?; thưởng"...


@dataclass(frozen=True, slots=True)
class RaisedMark:
    """A mark: its digits, its place in pixels, the line of tokens that it stands in."""

    text: str
    place: Stripe
    line: int
    confidence: float
    opens: bool = False  # stands first in its line, as a note's own mark
    power: bool = False  # as in `m³`


def find_marks(grey: Grey, ink: Mask, tokens: Sequence[Token], engine: Engine) -> list[RaisedMark]:
    """The marks in the lines of `tokens`; the engine is left looking at another picture."""
    found: list[RaisedMark] = []
    for number, members in groupby(sorted(tokens, key=lambda t: t.line), key=lambda t: t.line):
        line = _Line.of(list(members))
        for place in line.raised(ink):
            mark = replace(_read(grey, place, number, engine), opens=line.opens(place))
            if mark.text or mark.opens or line.is_clear(place):
                found.append(replace(mark, power=line.is_power(place, mark.text)))
    found = _numbered(found)
    return [m for m in found if m.text and _is_likely(m, found)]


def _numbered(marks: list[RaisedMark]) -> list[RaisedMark]:
    """The marks; those of notes count on from the first, and marks in the text that were not read lead to them."""
    ordered = sorted((m for m in marks if not m.power), key=lambda m: (m.line, m.place[0]))
    notes = [m for m in ordered if m.opens]
    foot = notes[-1].line if notes else 0  # what stands in the last note or below leads to none
    leading, lower = ([m for m in ordered if not m.opens and (m.line < foot) is above] for above in (True, False))
    first = _first_number(notes, leading)
    if first:
        notes = [m if m.confidence > _CERTAIN else replace(m, text=str(first + i)) for i, m in enumerate(notes)]
        leading = _led({m.text for m in notes}, leading)
    return [m for m in marks if m.power] + notes + leading + lower


def _first_number(notes: Sequence[RaisedMark], leading: Sequence[RaisedMark]) -> int:
    """The number of the first note, as most of the marks that were read have it, in doubt 1; 0 where none was."""
    votes: defaultdict[int, float] = defaultdict(float)
    for i, mark in enumerate(notes):
        votes[int(mark.text or 0) - i] += _weight(mark)
    for at, mark in enumerate(leading):
        places = [at] if len(leading) == len(notes) else range(len(notes))
        for i in places:
            votes[int(mark.text or 0) - i] += _weight(mark) / len(places)
    likely = [first for first in votes if first > 0 and votes[first] > 0]
    return max(likely, key=lambda first: (votes[first], first == 1), default=0) if notes else 0


def _weight(mark: RaisedMark) -> float:
    return mark.confidence if mark.text else 0.0


def _led(notes: set[str], marks: list[RaisedMark]) -> list[RaisedMark]:
    """Marks in the text; those that lead to no note take the numbers that no other has, the tallest of them first."""
    missing = sorted(notes - {m.text for m in marks}, key=int)
    astray = [m for m in marks if m.text not in notes and m.confidence <= _CERTAIN]
    tallest = sorted(astray, key=lambda m: m.place[1] - m.place[3])[: len(missing)]
    for mark, text in zip([m for m in astray if m in tallest], missing, strict=False):
        marks[marks.index(mark)] = replace(mark, text=text)
    return marks


def _is_likely(mark: RaisedMark, marks: Sequence[RaisedMark]) -> bool:
    """Whether the mark is a power, opens a note, or leads to a note of the page; else it is a quotation mark."""
    notes = {m.text for m in marks if m.opens}
    return mark.power or mark.opens or mark.text in notes or (bool(notes) and mark.confidence > _CERTAIN)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of print: its tokens, size of print and base line in pixels."""

    tokens: list[Token]
    size: float
    base: int

    @classmethod
    def of(cls, tokens: list[Token]) -> _Line:
        size = median(token.height for token in tokens) * 1.05
        return cls(tokens, size, int(median(token.base for token in tokens)))

    def raised(self, ink: Mask) -> list[Stripe]:
        """Places of small ink above the base line: those that stand clear, and those that touch a word."""
        room = int(0.6 * self.size)
        left, right = min(t.x0 for t in self.tokens) - room, max(t.x1 for t in self.tokens) + room
        clear = self._small(ink, max(left, 0), right, self.base + int(0.2 * self.size))
        stuck = [p for t in self.tokens if _DOUBTFUL.search(t.text) for p in self._stuck(ink, t)]
        return clear + [p for p in stuck if not any(p[0] < c[2] and p[2] > c[0] for c in clear)]

    def opens(self, place: Stripe) -> bool:
        """Whether the place is before the line's words."""
        words = [t for t in self.tokens if sum(c.isalnum() for c in t.text) > 1]
        return bool(words) and place[2] <= min(t.x0 for t in words)

    def is_clear(self, place: Stripe) -> bool:
        """Whether the place is larger than a quotation mark is."""
        return place[3] - place[1] >= _LARGE * self.size

    def is_power(self, place: Stripe, digit: str) -> bool:
        """Whether the place is at the end of a unit of length, which Tesseract reads as m?, mỶ and the like."""
        before = [t.text for t in self.tokens if t.x0 < place[0] - 2 < t.x1 + self.size]
        return any(is_power(_UNIT.sub("m", text), digit) for text in before[-1:])

    def _stuck(self, ink: Mask, token: Token) -> list[Stripe]:
        """The same at a word's end, where nothing but white is below."""
        foot = ink[self.base - int(_RISE[0] * self.size) : self.base, token.x0 : token.x1]
        solid = np.nonzero(foot[:, : _letters_end(token)].any(axis=0))[0]
        start = token.x0 + (int(solid[-1]) + 1 if solid.size else 0)
        return self._small(ink, start, token.x1, self.base - int(_RISE[0] * self.size))

    def _small(self, ink: Mask, left: int, right: int, bottom: int) -> list[Stripe]:
        """Places between `left` and `right` of ink that is raised; the digits of one mark are one."""
        places: list[Stripe] = []
        for place in self._pieces(ink, left, right, bottom):
            size = self.size * (_CROWDED if self.opens(place) else 1)
            if _is_raised(place, self.base, size) or self._is_one(place):
                near = places and place[0] - places[-1][2] < _TOUCHING * self.size
                places.append(_joined(places.pop(), place) if near else place)
        return places

    def _pieces(self, ink: Mask, left: int, right: int, bottom: int) -> Iterator[Stripe]:
        """Places of ink with white between them; those of a broken sign, high up and close, are one."""
        top = max(self.base - int(self.size), 0)
        band = ink[top:bottom, left:right]
        broken: Stripe | None = None
        for x0, x1 in _columns(band):
            rows = np.nonzero(band[:, x0:x1].any(axis=1))[0]
            place = (x0 + left, int(rows[0]) + top, x1 + left, int(rows[-1]) + 1 + top)
            small = place[3] - place[1] < _HEIGHT[0] * self.size and self.base - place[3] > _RISE[0] * self.size
            if broken and (not small or place[0] - broken[2] > _BROKEN * self.size):
                yield broken
                broken = None
            if small:
                broken = _joined(broken, place) if broken else place
            else:
                yield place
        if broken:
            yield broken

    def _is_one(self, place: Stripe) -> bool:
        """Whether the place is what a bad scan leaves of the 1 that opens a note: a stroke before a capital."""
        x0, top, x1, bottom = place
        words = [t.text for t in self.tokens if t.x1 > x1 + _TOUCHING * self.size]
        narrow = x1 - x0 <= _STROKE[0] * self.size and bottom - top >= _STROKE[1] * self.size
        raised = self.base - bottom >= _RISE[0] * self.size
        return narrow and raised and self.opens(place) and bool(words) and words[0].lstrip("!'|*")[:1].isupper()


def _letters_end(token: Token) -> int:
    """How many pixels from its left end the letters of a word reach, before a mark and the signs after it."""
    signs = len(token.text) - len(token.text.rstrip(_AFTER))
    return int((token.x1 - token.x0) * (1 - 0.5 * signs / len(token.text)))


def _joined(one: Stripe, other: Stripe) -> Stripe:
    return one[0], min(one[1], other[1]), other[2], max(one[3], other[3])


def _columns(band: Mask) -> list[tuple[int, int]]:
    """From and to of the runs of columns that hold ink."""
    steps = np.diff(np.pad(band.any(axis=0).astype(np.int8), 1))
    return list(zip(np.nonzero(steps == 1)[0].tolist(), np.nonzero(steps == -1)[0].tolist(), strict=True))


def _is_raised(place: Stripe, base: int, size: float) -> bool:
    x0, top, x1, bottom = place
    shares = (((bottom - top) / size, _HEIGHT), ((x1 - x0) / size, _WIDTH), ((base - bottom) / size, _RISE))
    return all(least <= share <= most for share, (least, most) in shares)


def _read(grey: Grey, place: Stripe, line: int, engine: Engine) -> RaisedMark:
    """The mark in the place; without digits when they cannot be read."""
    x0, top, x1, bottom = place
    digits = read_digits(grey, (x0 - 2, top - 3, x1 + 2, bottom + 3), engine)
    if not digits or digits.confidence < _SURE or len(digits.text) > 3:
        return RaisedMark("", place, line, 0.0)
    return RaisedMark(digits.text, place, line, digits.confidence)


def read_digits(grey: Grey, place: Stripe, engine: Engine) -> Token | None:
    """The number in a small place; see `read_only`."""
    return read_only("0123456789", grey, place, engine)


def read_only(letters: str, grey: Grey, place: Stripe, engine: Engine) -> Token | None:
    """The word of these letters in a small place, enlarged; its place is the one given.

    The engine is left looking at that.
    """
    x0, top, x1, bottom = place
    crop = Image.fromarray(grey[max(top, 0) : bottom, max(x0, 0) : x1])
    large = crop.resize((crop.width * _ENLARGED, crop.height * _ENLARGED), Image.Resampling.BICUBIC)
    sheet = Image.new("L", (large.width + 40, large.height + 40), int(paper_of(grey)))
    sheet.paste(large, (20, 20))
    engine.look(np.array(sheet), 300)
    with engine.only(letters):
        digits = engine.line((0, 0, sheet.width, sheet.height))
    if len(digits) != 1:
        return None
    height = (bottom - top) / 0.68  # of digits beside that of a line
    return Token(digits[0].text, x0, top, x1, bottom, bottom, height, digits[0].confidence, digits[0].line)
