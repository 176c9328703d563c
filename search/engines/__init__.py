"""What an index can do, whichever engine is behind it. Engines' libraries stay in their own modules."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Protocol, Self

from search.query.plan import Plan, Vocabulary


class EngineBusy(Exception):
    """Another process writes to the index."""


class EngineBroken(Exception):
    """The index on disk cannot be read; it must be built anew."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of a report: `context` are the words above it (its headings), which match but are not shown."""

    id: int
    text: str
    context: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A report to be indexed.

    `head` are words that match the report as a whole (title, number, unit); `fields` its particulars by the names of
    `search/query/fields.toml`, as printed; `years` all years of its period.
    """

    document: int
    passages: tuple[Passage, ...]
    head: str = ""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A report that matches: `exact` counts the query's words it holds letter for letter; best passages first."""

    document: int
    score: float
    exact: int
    passages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """Some of the reports that match, best first, and how many there are in all.

    `complete`: they hold all words; else none does, and these hold some. `facets`: for each field its values with the
    number of matching reports, commonest first.
    """

    found: tuple[Found, ...]
    total: int
    complete: bool
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slice:
    """Which of the reports that match are wanted: `limit` of them from `offset` on; with facets or without."""

    limit: int
    offset: int = 0
    facets: bool = False


class Engine(Protocol):
    """An index of passages, grouped by report.

    A report matches when its passages and its head together hold every wanted word, its fields meet the conditions and
    none of it is unwanted; words that stand side by side do so in one passage. Matching goes by folded forms. First
    come reports with more words in the exact form (where the query is exact), then those with all the words in their
    head, then those that have a passage with all of them, then those of higher score.
    """

    name: ClassVar[str]
    version: ClassVar[str]
    keeps_pickles: ClassVar[bool]
    """Whether its files may hold code, so that none made elsewhere is opened."""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The index in `folder` (which exists), made there if there is none; EngineBroken, EngineBusy."""
        ...

    def change(self) -> int:
        """The archive's change number that the index has come to; 0 when new."""
        ...

    def apply(self, gone: Collection[int], entries: Iterable[Entry], change: int) -> None:
        """In one commit, all or nothing: drop the reports `gone`, put `entries` in place of what they were.

        The last of several entries of one report counts. Raises EngineBusy.
        """
        ...

    def vocabulary(self) -> Vocabulary:
        """The folded words of the index, as they are now."""
        ...

    def search(self, plan: Plan, wanted: Slice) -> Results:
        """The wanted slice of the reports that match; EngineBroken."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...
