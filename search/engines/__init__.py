"""What an index can do, whichever engine is behind it. Engines' libraries stay in their own modules."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol, Self

from search.query import Query


class EngineBusy(Exception):
    """Another process writes to the index."""


class EngineBroken(Exception):
    """The index on disk cannot be read; it must be built anew."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A document to be indexed: its passages as (id, text), id unique in the archive."""

    document: int
    passages: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A document that matches: `exact` counts the query's clauses it holds letter for letter; best passages first."""

    document: int
    score: float
    exact: int
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """The best documents, how many there are in all, and whether they hold all clauses or (where none does) some."""

    found: tuple[Found, ...]
    total: int
    complete: bool


class Engine(Protocol):
    """An index of passages, grouped by document.

    A document matches when its passages together hold every wanted clause and none of the unwanted; a clause of
    several words stands side by side in one passage. Matching goes by folded forms. Documents that hold more clauses
    in the exact form come first when the query is exact, then those of higher score.
    """

    name: ClassVar[str]
    version: ClassVar[str]

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The index in `folder` (which exists), made there if there is none; EngineBroken, EngineBusy."""
        ...

    def change(self) -> int:
        """The archive's change number that the index has come to; 0 when new."""
        ...

    def apply(self, gone: Collection[int], entries: Iterable[Entry], change: int) -> None:
        """In one commit, all or nothing: drop the documents `gone`, put `entries` in place of what they were.

        The last of several entries of one document counts. Raises EngineBusy.
        """
        ...

    def search(self, query: Query, within: Collection[int] | None, limit: int) -> Results:
        """The `limit` best documents, of those in `within` where it is not None; EngineBroken."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...
