"""Printed lines on their way into the running text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

from models.page import Box, Line, Zone
from models.records import BlockKind


@dataclass(frozen=True, slots=True)
class Token:
    """A printed word: where it stands, and the footnote whose mark stood at its end."""

    text: str
    page: int
    line: int
    box: Box | None = None
    confidence: float | None = None
    bold: bool = False
    raised: bool = False
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Strip:
    """A printed line as the layout sees it; `reach` is how far right it goes, in the unit of its setting."""

    tokens: tuple[Token, ...]
    text: str
    page: int
    number: int
    zone: Zone = "body"
    indent: float = 0.0
    gap: float = 0.0
    centred: bool = False
    reach: float = 0.0

    def with_tokens(self, tokens: tuple[Token, ...]) -> Strip:
        """The strip with other words in it."""
        return replace(self, tokens=tokens, text=text_of(tokens))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of table number `table`: the words of each cell."""

    cells: tuple[tuple[Token, ...], ...]
    page: int
    table: int

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words of all cells."""
        return tuple(token for cell in self.cells for token in cell)

    def with_tokens(self, tokens: tuple[Token, ...]) -> Row:
        """The row with other words in it, one for each it has."""
        rest = iter(tokens)
        return replace(self, cells=tuple(tuple(next(rest) for _ in cell) for cell in self.cells))


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its printed mark and its words, the mark left out."""

    mark: str
    strips: tuple[Strip, ...]


Item = Strip | Row


@dataclass(frozen=True)
class Draft:
    """A block before it has offsets."""

    kind: BlockKind
    tokens: tuple[Token, ...]
    page: int
    zone: str = "body"
    mark: str | None = None
    cells: tuple[tuple[Token, ...], ...] = ()
    table: int | None = None
    section: tuple[str, ...] = field(default=())

    @cached_property
    def text(self) -> str:
        """The words with single blanks between."""
        return text_of(self.tokens)


def text_of(tokens: tuple[Token, ...]) -> str:
    """The words with single blanks between; raised ones are glued to the word before them."""
    return "".join([t.text if i == 0 or t.raised else f" {t.text}" for i, t in enumerate(tokens)])


def tokens_of(line: Line, page: int) -> tuple[Token, ...]:
    """The words of `line` with their places."""
    number = line.number
    return tuple([Token(w.text, page, number, w.box, w.confidence, w.bold, w.raised) for w in line.words if w.text])


def drafted(kind: BlockKind, strips: list[Strip], mark: str | None = None) -> Draft:
    """One block of kind `kind` out of the lines `strips` (at least one)."""
    tokens = tuple(token for strip in strips for token in strip.tokens)
    return Draft(kind, tokens, strips[0].page, strips[0].zone, mark)
