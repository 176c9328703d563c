"""Symbols of documents, `1868/QĐ-UBND`, as scans have them: their letters and digits put right, their parts joined."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from models.knowledge import load
from models.page import Line, Word
from models.text import fold

_SERIAL = r"(?P<serial>[\w|!]{1,5})"
_YEAR = r"(?P<year>/(?:19|20)\d\d)?"
_PART = r"[A-Za-zĐđ]{1,9}"
_BODIES = rf"(?P<bodies>(?:-{_PART})+|-)"
_SYMBOL = re.compile(rf"(?P<before>\W*?){_SERIAL}{_YEAR}//?(?P<head>{_PART}){_BODIES}(?P<after>\W*)")
_REST = re.compile(rf"[\W_]*(?P<part>{_PART})(?P<after>\W.*|)")
_TOUCHING = 0.15  # of the size of print: blanks are wider
_WITHIN = 0.7  # of the size of print, between what a sign joins: more is a blank of a line set wide


def symbol_of(text: str) -> str:
    """The word; if it is a document's symbol, with the digits and the letters that it must have.

    A symbol begins with a kind of document (`l868/QĐĐ-UBND` is made `1868/QĐ-UBND`) or with who signs, when all of it
    is known (`I136/SNV-TĐKT`).
    """
    parts = _SYMBOL.fullmatch(text)
    if not parts:
        return text
    head, bodies = _abbreviation(parts["head"], _kinds() | _issuers()), parts["bodies"].split("-")[1:]
    made = [_abbreviation(body, _issuers()) for body in bodies]
    serial = "".join(_knowledge()["digits"].get(sign, sign) for sign in parts["serial"])
    sound = head in _kinds() or (head in _issuers() and _issuers().issuperset(made))
    if not sound or not serial.isdecimal() or not any(sign.isdecimal() for sign in parts["serial"]):
        return text
    return f"{parts['before']}{serial}{parts['year'] or ''}/{'-'.join([head, *made])}{parts['after']}"


def rest_of_symbol(before: str, text: str) -> str:
    """The word; if the one before is a symbol that breaks off, as at a line's end, with the letters that it must have.

    `'UBNĐ;` after `33/QĐ-` is made `UBND;`.
    """
    open_, rest = _SYMBOL.fullmatch(before), _REST.fullmatch(text)
    if not open_ or not rest or open_["bodies"] != "-" or open_["head"] not in _kinds():
        return text
    made = _abbreviation(rest["part"], _issuers())
    return made + rest["after"] if made in _issuers() else text


def is_symbol(text: str) -> bool:
    """Whether the word is a whole symbol of a document, every part of it known: `1868/QĐ-UBND;`."""
    parts = _SYMBOL.fullmatch(text)
    if not parts or not parts["serial"].isdecimal() or "//" in text:
        return False
    known = _kinds() | _issuers()
    return parts["head"] in known and known.issuperset(parts["bodies"].split("-")[1:])


def rejoined(lines: Sequence[Line]) -> tuple[tuple[Line, ...], list[tuple[str, str]]]:
    """The lines with symbols whole that were read as two words; what was read (`1509/UBND- NV`), and what was made."""
    both = [_rejoined(line) for line in lines]
    return tuple(line for line, _ in both), [change for _, changes in both for change in changes]


def _rejoined(line: Line) -> tuple[Line, list[tuple[str, str]]]:
    words: list[Word] = []
    changes: list[tuple[str, str]] = []
    for word in line.words:
        if words and _is_cut(words[-1], word):
            changes.append((f"{words[-1].text} {word.text}", words[-1].text + word.text))
            words[-1] = _as_one(words[-1], word)
        else:
            words.append(word)
    return (replace(line, words=tuple(words)) if changes else line), changes


def _is_cut(one: Word, other: Word) -> bool:
    """Whether two words are a symbol read in two, by their letters and by the white space between them."""
    if not one.box or not other.box or "/" not in one.text or is_symbol(one.text):
        return False
    at_sign = one.text.endswith(("-", "/")) or other.text.startswith(("-", "/"))
    room = _WITHIN if at_sign else _TOUCHING
    gap = other.box.x0 - one.box.x1
    return gap < room * (one.size or other.box.bottom - other.box.top) and is_symbol(symbol_of(one.text + other.text))


def _as_one(one: Word, other: Word) -> Word:
    assert one.box and other.box
    least = min((w.confidence for w in (one, other) if w.confidence is not None), default=None)
    return replace(one, text=one.text + other.text, box=one.box.union(other.box), confidence=least)


def _abbreviation(read: str, known: frozenset[str]) -> str:
    """The one known abbreviation that was read with other marks (QD, UBNĐ) or with a letter twice (QĐĐ)."""
    if read in known or read.lower() in {one.lower() for one in known}:
        return read
    less = [read[:i] + read[i + 1 :] for i in range(len(read) - 1) if fold(read[i]) == fold(read[i + 1])]
    for spellings in ([read], less):
        found = {one for one in known if fold(one) in {fold(spelling) for spelling in spellings}}
        if len(found) == 1:
            return found.pop()
    return read


@cache
def _knowledge() -> dict[str, Any]:
    return load("misread")


@cache
def _kinds() -> frozenset[str]:
    return frozenset(a for row in load("document_types")["type"] for a in row["abbreviations"])


@cache
def _issuers() -> frozenset[str]:
    return frozenset([*_knowledge()["issuers"], *load("issuing_symbols")["issuer"]])
