"""Blocks of a length that can be searched: an endless one is cut where a sentence ends.

What is looked for in a block may cost as much as its length squared. Few paragraphs have more than 3,000 characters,
and no finder looks farther than a list of names goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.layout.signs import ended
from extractor.layout.strips import Draft, Token

LONGEST = 6_000  # characters of a block
_LEAST = LONGEST // 2  # before this no sentence's end cuts it


def bounded(draft: Draft) -> Iterator[Draft]:
    """The draft itself, or parts of it none of which is longer than `LONGEST` characters.

    A row so long is none: a table that held whole pages becomes paragraphs, cell by cell.
    """
    if sum(len(token.text) + 1 for token in draft.tokens) <= LONGEST:
        yield draft
    elif draft.cells:
        for cell in draft.cells:
            yield from bounded(replace(draft, kind="paragraph", tokens=cell, cells=(), table=None))
    else:
        yield from (replace(draft, tokens=tuple(part)) for part in _parts(draft.tokens))


def _parts(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    part: list[Token] = []
    length = 0
    for token in _cut(tokens):
        if part and length + len(token.text) >= LONGEST:
            yield part
            part, length = [], 0
        part.append(token)
        length += len(token.text) + 1
        if length >= _LEAST and ended(token.text):
            yield part
            part, length = [], 0
    if part:
        yield part


def _cut(tokens: Iterable[Token]) -> Iterator[Token]:
    """The words, an endless one in pieces."""
    for token in tokens:
        for at in range(0, len(token.text), LONGEST - 1):
            yield replace(token, text=token.text[at : at + LONGEST - 1]) if len(token.text) >= LONGEST else token
