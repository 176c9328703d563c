"""Footnote marks: how they are printed, and the words that bear them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractor.layout.signs import CAPITALS, knowledge, opener
from extractor.layout.strips import Item, Row, Strip, Token, text_of

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = "[⁰¹²³⁴⁵⁶⁷⁸⁹]"
_BRACKETED = r"\[\d{1,2}\]|\(\d{1,2}\)|\(\*{1,3}\)|\*{1,3}"
MARK = rf"(?P<number>\d{{1,2}}|{_RAISED}{{1,2}}|{_BRACKETED})"
NOTE_START = re.compile(rf"{MARK}\s*(?=[\"“‘(]?[{CAPITALS}])")
_LONE = re.compile(rf"{MARK}$")
_SIGNS = "0123456789⁰¹²³⁴⁵⁶⁷⁸⁹ivx[]()*"  # that marks are made of
_FARTHEST = 400  # lines between a mark and its footnote, as far as notes at the end of a text stand


def plain_mark(printed: str) -> str:
    """The number of a mark however it is printed: "1" of "¹", "[1]", "(1)"."""
    return printed.translate(_DIGITS).strip("[]()")


def without_mark(printed: str, mark: str = "") -> str:
    """What follows a raised mark, of which `mark` is known, in the same word: "," of "1,"."""
    opened = printed.lstrip("[(")
    return (opened.removeprefix(mark) if mark else opened).lstrip(_SIGNS)


def bearer(flow: Sequence[Item], mark: str) -> tuple[int, int] | None:
    """Where the mark stands: the nearest line above with a word that bears it, as (item, word)."""
    for i in range(len(flow) - 1, max(-1, len(flow) - 1 - _FARTHEST), -1):
        item = flow[i]
        tokens = item.tokens
        for j in range(len(tokens) - 1, -1, -1):
            if _bears(tokens, j, mark):
                return i, j
    return None


def _bears(tokens: tuple[Token, ...], j: int, mark: str) -> bool:
    token = tokens[j]
    if token.note or (token.text.isalpha() and not token.raised):
        return False
    if token.raised:
        return plain_mark(token.text.rstrip(".,;:")) == mark and not (j and _power(tokens[j - 1].text))
    match = mark_in(token.text)
    return match is not None and plain_mark(match["mark"]) == mark


_GLUED = re.compile(
    rf"(?P<word>.*[^\W\d_/-].*?)(?P<mark>(?<=[^\W\d_]|[.,;:”\")])(?:\d{{1,2}}|{_RAISED}{{1,2}}|{_BRACKETED}))"
    r"(?P<rest>[.,;:)”\"…]*)$"
)


_SQUARE = re.compile(r"(?P<word>.*\w.*?)(?P<mark>\[\d{1,2}\])(?P<rest>[.,;:)”\"…]*)$")  # behind a number too: "2016[3]"


def mark_in(text: str) -> re.Match[str] | None:
    """The mark glued to the end of a word: "2" of "hiện2", "1" of "thưởng1...", "3" of "hiện3."; not "m3", "QH15"."""
    match = _GLUED.match(text) or _SQUARE.match(text)
    if not match or _power(match["word"]):
        return None
    plain_digit = match["mark"].isdecimal() and match["mark"].isascii()
    loud = len(match["word"]) > 1 and match["word"].isupper() and not _ends_a_number(match["word"])
    return None if plain_digit and loud else match


def _ends_a_number(word: str) -> bool:
    """Whether the word is the number of a document whose symbol bears no digit: `91/2017/NĐ-CP`, not `QH1`."""
    return word[0].isdigit() and word.endswith(tuple(f"-{organ}" for organ in knowledge("body")["organs"]))


def _power(word: str) -> bool:
    return word.strip("(").lower() in knowledge("body")["powers"]


def with_marks(items: Sequence[Item]) -> list[Item]:
    """The flow with each footnote's mark on the footnote's first line, where it stood on a line of its own above it."""
    flow: list[Item] = []
    for item in items:
        above = flow[-1] if flow else None
        if isinstance(item, Strip) and isinstance(above, Strip) and _is_mark_of(above, item, flow):
            flow[-1] = replace(item.with_tokens(above.tokens + item.tokens), gap=above.gap)
        else:
            flow.append(item)
    return flow


def _is_mark_of(above: Strip, item: Strip, flow: Sequence[Item]) -> bool:
    """Whether `above`, which ends the `flow`, is the mark of the footnote that `item` begins."""
    match = _LONE.match(above.text) if len(above.text) <= 4 else None
    if not match or item.text[0] not in CAPITALS or opener(item.text):
        return False  # a heading behind the page's number
    return bearer(flow[-_FARTHEST - 1 : -1], plain_mark(match["number"])) is not None


def without_loose_marks(item: Item) -> Item:
    """The line or row without raised digits whose footnote is lost; powers ("m3") and signs behind them stay."""
    if not any(token.raised for token in item.tokens):
        return item
    if isinstance(item, Row):
        return replace(item, cells=tuple(map(_kept, item.cells)))
    kept = _kept(item.tokens)
    return item.with_tokens(kept) if text_of(kept) else item


def _kept(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    kept = []
    for j, token in enumerate(tokens):
        if not token.raised or token.note or (j and _power(tokens[j - 1].text)):
            kept.append(token)
        elif rest := without_mark(token.text):
            kept.append(token if rest[0].isalnum() else replace(token, text=rest))
    return tuple(kept)
