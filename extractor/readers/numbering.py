"""The numbers and bullets that Word shows before paragraphs but does not store as text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extractor.readers.wordxml import Element, is_on, value, w

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_Level = tuple[str, str, int, bool]  # kind of number, pattern ("%1.%2."), first number, all numbers in digits
_BULLETS = frozenset("-–—+*•·▪○")  # shown as they are; others are signs of fonts of symbols
_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 20  # styles on styles
_PLACEHOLDER = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class _List:
    """A list of a document: the name of its kind, its levels, and where it starts anew."""

    base: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """Counts the numbered paragraphs of one document in order."""

    def __init__(self, document: Document) -> None:
        self._lists = _lists(document)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._started: set[str] = set()

    def label(self, paragraph: Paragraph) -> str:
        """What stands before `paragraph`: "2.1.", "a)", "-"; empty where it is not numbered."""
        name, level = _numbered(paragraph)
        found = self._lists.get(name)
        if found is None or level not in found.levels:
            return ""
        kind, pattern, _, digits = found.levels[level]
        if kind == "bullet":
            return pattern if pattern in _BULLETS else "-"
        counts = self._count(name, found, level)
        return _PLACEHOLDER.sub(lambda m: _shown(found.levels, counts, int(m.group(1)) - 1, digits), pattern)

    def _count(self, name: str, numbered: _List, level: int) -> dict[int, int]:
        """The numbers of all levels, this paragraph counted. Lists of one kind count on, unless one starts anew."""
        counts = self._counts[numbered.base]
        if name not in self._started:
            self._started.add(name)
            counts.update({at: first - 1 for at, first in numbered.starts.items()})
        counts[level] = counts.get(level, numbered.levels[level][2] - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return counts


def _shown(levels: dict[int, _Level], counts: dict[int, int], level: int, digits: bool) -> str:
    kind, _, start, _ = levels.get(level, ("decimal", "", 1, False))
    return written(counts.get(level, start), "decimal" if digits else kind)


def written(count: int, kind: str) -> str:
    """A number as Word shows it in a format of its own: `written(4, "lowerRoman")` is "iv"."""
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
    """The list a paragraph is in, by itself or by its styles, and its level; an empty name where it is in none."""
    level = None
    for properties in _properties(paragraph):
        found = properties.find(w("numPr"))
        if found is None:
            continue
        own = value(found, "ilvl")
        level = own if level is None else level
        if (name := value(found, "numId")) is not None:
            return name, int(level or 0)
    return "", 0


def _properties(paragraph: Paragraph) -> Iterator[Element]:
    """The properties of a paragraph, of its style, and of the styles which that is based on."""
    if paragraph._p.pPr is not None:
        yield paragraph._p.pPr
    style, seen = paragraph.style, 0
    while style is not None and seen < _DEEPEST:
        properties = style.element.find(w("pPr"))
        if properties is not None:
            yield properties
        style, seen = getattr(style, "base_style", None), seen + 1


def _lists(document: Document) -> dict[str, _List]:
    """The lists by their names."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {str(a.get(w("abstractNumId"))): _abstract(a) for a in root.iter(w("abstractNum"))}
    lists = {}
    for number in root.iter(w("num")):
        base = value(number, "abstractNumId") or ""
        lists[str(number.get(w("numId")))] = _List(base, abstract.get(base, {}) | _overridden(number), _starts(number))
    return lists


def _abstract(element: Element) -> dict[int, _Level]:
    return {int(level.get(w("ilvl"))): _level(level) for level in element.iter(w("lvl"))}


def _level(level: Element) -> _Level:
    kind, pattern, start = (value(level, name) for name in ("numFmt", "lvlText", "start"))
    return kind or "decimal", pattern or "", int(start or 1), is_on(level, "isLgl")


def _overridden(number: Element) -> dict[int, _Level]:
    """The levels that a list sets in its own way."""
    return {int(level.get(w("ilvl"))): _level(level) for level in number.iterfind(f"{w('lvlOverride')}/{w('lvl')}")}


def _starts(number: Element) -> dict[int, int]:
    """The levels at which a list starts anew, and with which number."""
    return {
        int(override.get(w("ilvl"))): int(start)
        for override in number.iterfind(w("lvlOverride"))
        if (start := value(override, "startOverride")) is not None
    }
