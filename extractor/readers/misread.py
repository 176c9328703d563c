"""Misread words put right where only one reading can be: set phrases and symbols of documents.

`Quyêt đinh` becomes `Quyết định`, `l868/QĐĐ-UBND` becomes `1868/QĐ-UBND`; each is told as a change. Names are left
alone: words that all begin with capitals are no phrase, as in `Lò Thị Đua`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from typing import Any

from extractor.readers.symbols import rejoined, rest_of_symbol, symbol_of
from models.knowledge import load
from models.page import Cell, Change, Line, Page, Table, Word
from models.text import fold, level_tones

_WORD = re.compile(r"(?P<before>\W*)(?P<core>\w+)(?P<after>\W*)")
_SHORT = 2  # words of a phrase that may be a name when it stands in capitals
_PHRASE, _NUMBER = "phrase", "symbol"


def put_right(pages: Sequence[Page], scanned: Container[int]) -> tuple[tuple[Page, ...], tuple[Change, ...]]:
    """The pages, those whose numbers are in `scanned` with what was misread put right; and what was changed."""
    both = [_mended(page) if page.number in scanned else (page, ()) for page in pages]
    return tuple(page for page, _ in both), tuple(change for _, changes in both for change in changes)


def _mended(page: Page) -> tuple[Page, tuple[Change, ...]]:
    changes: list[Change] = []

    def mend(lines: Sequence[Line]) -> tuple[Line, ...]:
        lines, joined = rejoined(lines)
        changes.extend(Change(page.number, read, made, _NUMBER) for read, made in joined)
        found = dict(_changes([word.text for line in lines for word in line.words]))
        changes.extend(Change(page.number, change.read, change.made, change.rule) for change in found.values())
        return tuple(_with(lines, {at: change.made for at, change in found.items()})) if found else tuple(lines)

    items: list[Line | Table] = []
    for flow, group in groupby(page.items, key=_flow):
        members = list(group)
        if flow:
            items += mend([i for i in members if isinstance(i, Line)])
        else:
            items += [_with_cells(i, mend) for i in members if isinstance(i, Table)]
    return (replace(page, items=tuple(items)), tuple(changes)) if changes else (page, ())


def _flow(item: Line | Table) -> str:
    """Lines that run on into one another share it; "" for tables."""
    return item.zone if isinstance(item, Line) else ""


def _with_cells(table: Table, mend: Callable[[Sequence[Line]], tuple[Line, ...]]) -> Table:
    return replace(table, rows=tuple(tuple(Cell(mend(cell.lines)) for cell in row) for row in table.rows))


def _with(lines: Sequence[Line], made: dict[int, str]) -> Iterator[Line]:
    """The lines with other texts for some of their words, counted through."""
    at = 0
    for line in lines:
        words: list[Word] = []
        for word in line.words:
            words.append(replace(word, text=made[at]) if at in made else word)
            at += 1
        yield replace(line, words=tuple(words))


@dataclass(frozen=True, slots=True)
class _Made:
    read: str
    made: str
    rule: str


def _changes(texts: Sequence[str]) -> Iterator[tuple[int, _Made]]:
    """The words to be changed, by their places."""
    at = 0
    while at < len(texts):
        phrase = _phrase_at(texts, at)
        for i, made in enumerate(_spelt(texts[at : at + len(phrase)], phrase) or (_as_symbol(texts, at),)):
            if made != texts[at + i]:
                yield at + i, _Made(texts[at + i], made, _PHRASE if phrase else _NUMBER)
        at += len(phrase) or 1


def _as_symbol(texts: Sequence[str], at: int) -> str:
    """The word as a symbol, or as the rest of one that the word before begins."""
    whole = symbol_of(texts[at])
    return rest_of_symbol(texts[at - 1], whole) if at and whole == texts[at] else whole


def _phrase_at(texts: Sequence[str], at: int) -> tuple[str, ...]:
    """The longest phrase that the words from there on spell, tones and marks left out; () where none does."""
    first = _WORD.fullmatch(texts[at])
    for phrase in _phrases().get(fold(first["core"]), ()) if first else ():
        words = [_WORD.fullmatch(text) for text in texts[at : at + len(phrase)]]
        if len(words) == len(phrase) and all(
            word and fold(word["core"]) == fold(syllable) for word, syllable in zip(words, phrase, strict=True)
        ):
            inner = "".join(w["after"] for w in words[:-1] if w) + "".join(w["before"] for w in words[1:] if w)
            read = [w["core"] for w in words if w]
            if not inner and _may_be(read, phrase):
                return phrase
    return ()


def _may_be(read: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether what was read may be a misreading of the phrase, and is no name and no other words."""
    if " ".join(read).lower() in _knowledge()["words"]:
        return False
    if all(word.isupper() for word in read):
        return len(phrase) > _SHORT or " ".join(phrase) in _knowledge()["capitals"]
    return all(word.islower() for word in read[1:])


def _spelt(texts: Sequence[str], phrase: Sequence[str]) -> list[str]:
    """The words spelt as in the phrase, signs about them and capitals as they were read."""
    made = []
    for text, syllable in zip(texts, phrase, strict=True):
        parts = _WORD.fullmatch(text)
        assert parts
        core = parts["core"]
        if level_tones(core.lower()) != level_tones(syllable):
            core = "".join(b.upper() if a.isupper() else b for a, b in zip(core, syllable, strict=True))
        made.append(parts["before"] + core + parts["after"])
    return made


@cache
def _knowledge() -> dict[str, Any]:
    return load("misread")


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """The phrases by their first syllable, folded; the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(_knowledge()["phrases"], key=len, reverse=True):
        syllables = tuple(phrase.split())
        found.setdefault(fold(syllables[0]), []).append(syllables)
    return found
