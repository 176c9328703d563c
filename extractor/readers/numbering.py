"""The numbers and bullets that Word shows before paragraphs but does not store as text."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from extractor.readers.wordxml import Element, value, w

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_Level = tuple[str, str, int]  # kind of number, pattern ("%1.%2."), first number
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACEHOLDER = re.compile(r"%(\d)")


class Numbering:
    """Counts the numbered paragraphs of one document in order."""

    def __init__(self, document: Document) -> None:
        self._levels = _levels(document)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def label(self, paragraph: Paragraph) -> str:
        """What stands before `paragraph`: "2.1.", "a)", "-"; empty where it is not numbered."""
        number, level = _numbered(paragraph)
        levels = self._levels.get(number)
        if levels is None or level not in levels:
            return ""
        kind, pattern, _ = levels[level]
        if kind == "bullet":
            return "-"
        self._count(number, level)
        counts = self._counts[number]
        return _PLACEHOLDER.sub(lambda m: self._shown(levels, counts, int(m.group(1)) - 1), pattern)

    def _count(self, number: str, level: int) -> None:
        counts = self._counts[number]
        start = self._levels[number][level][2]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]

    def _shown(self, levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
        kind, _, start = levels.get(level, ("decimal", "", 1))
        return _written(counts.get(level, start), kind)


def _written(count: int, kind: str) -> str:
    if kind in ("upperRoman", "lowerRoman"):
        roman = _roman(count)
        return roman.upper() if kind == "upperRoman" else roman
    if kind in ("upperLetter", "lowerLetter"):
        letter = chr(ord("a") + (count - 1) % 26)
        return letter.upper() if kind == "upperLetter" else letter
    return "" if kind == "none" else str(count).zfill(2 if kind == "decimalZero" else 1)


def _roman(count: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        while count >= worth:
            written += letters
            count -= worth
    return written


def _numbered(paragraph: Paragraph) -> tuple[str, int]:
    """The list a paragraph is in, by itself or by its style, and its level; an empty name where it is in none."""
    style = paragraph.style
    for properties in (paragraph._p.pPr, getattr(getattr(style, "element", None), "pPr", None)):
        found = None if properties is None else properties.find(w("numPr"))
        if found is not None:
            number, level = found.find(w("numId")), found.find(w("ilvl"))
            name = "" if number is None else str(number.get(w("val")))
            return name, 0 if level is None else int(level.get(w("val")))
    return "", 0


def _levels(document: Document) -> dict[str, dict[int, _Level]]:
    """For each list its levels."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {str(a.get(w("abstractNumId"))): _abstract(a) for a in root.iter(w("abstractNum"))}
    lists = {}
    for number in root.iter(w("num")):
        base = number.find(w("abstractNumId"))
        name = "" if base is None else str(base.get(w("val")))
        lists[str(number.get(w("numId")))] = abstract.get(name, {})
    return lists


def _abstract(element: Element) -> dict[int, _Level]:
    levels = {}
    for level in element.iter(w("lvl")):
        kind, pattern, start = (value(level, name) for name in ("numFmt", "lvlText", "start"))
        levels[int(level.get(w("ilvl")))] = (kind or "decimal", pattern or "", int(start or 1))
    return levels
