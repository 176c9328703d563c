"""Roman numerals that open headings, which Tesseract takes for letters: told by their strokes and by their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.page import Line, Page, Table

_LIKE = "IVXLHl1|!"
_SIGNS = ".,:;)"
_OPENER = re.compile(rf"(?:TH|[{re.escape(_LIKE)}]{{1,5}})[.,:;)]{{0,2}}")  # III is read as TH, but THI is a word
_STROKES = str.maketrans({"H": "II", "T": "I", "l": "I", "1": "I", "|": "I", "!": "I", "L": "I."})
_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_CAPITALS = 0.85  # share of capitals in a heading
_WORDS = 2  # that it has at least, besides its numeral


def may_open_heading(word: str, rest: Sequence[str]) -> bool:
    """Whether a word may be the numeral of a heading in capitals, with `rest` after it: the L of `L TÌNH HÌNH`."""
    letters = [c for c in "".join(rest) if c.isalpha()]
    loud = bool(letters) and sum(c.isupper() for c in letters) >= _CAPITALS * len(letters)
    return len(rest) >= _WORDS and loud and bool(_OPENER.fullmatch(word)) and not word.rstrip(_SIGNS).isdigit()


def with_numerals(pages: Iterable[Page]) -> tuple[Page, ...]:
    """The pages of a scan with the numerals of their headings as their order tells: I., II., III. for L, H., HI."""
    before, done = 0, []
    for page in pages:
        items: list[Line | Table] = []
        for item in page.items:
            number = _number(item, before) if isinstance(item, Line) else 0
            if number and isinstance(item, Line):
                before = number
                item = _numbered(item, number)
            items.append(item)
        done.append(replace(page, items=tuple(items)))
    return tuple(done)


def _number(line: Line, before: int) -> int:
    """Which numeral the line opens with when the last was `before`; 0 where it opens with none."""
    first, *rest = (word.text for word in line.words) if line.words else ("",)
    if line.zone != "body" or line.words[0].confidence is None or not may_open_heading(first, rest):
        return 0
    strokes, following = first.translate(_STROKES), before + 1
    dotted, strokes = strokes.endswith(tuple(_SIGNS)), strokes.replace(".", "").rstrip(_SIGNS)
    read = _NUMERALS.index(strokes) + 1 if strokes in _NUMERALS else 0
    if read in (1, following) or following > len(_NUMERALS):
        return read
    near = _strokes_off(strokes, _NUMERALS[following - 1]) <= 1
    return following if near else read if dotted else 0


def _strokes_off(one: str, other: str) -> int:
    """By how many strokes two numerals differ; many where they differ in more than those."""
    if one.replace("I", "") != other.replace("I", ""):
        return len(_NUMERALS)
    return abs(one.count("I") - other.count("I"))


def _numbered(line: Line, number: int) -> Line:
    first = line.words[0]
    return replace(line, words=(replace(first, text=f"{_NUMERALS[number - 1]}."), *line.words[1:]))
