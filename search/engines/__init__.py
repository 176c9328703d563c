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
    """The index cannot be read, or not be written to; it must be built anew."""


class EngineUnreachable(Exception):
    """The server that keeps the index does not answer, in time or at all; the index may be as good as ever."""


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
    `search/query/fields.toml`, as printed; `years` all years of its period; `meanings` the abbreviations that it
    explains, as `search.meanings` notes them.
    """

    document: int
    passages: tuple[Passage, ...]
    head: str = ""
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    years: tuple[int, ...] = ()
    meanings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A report that matches, best passages first. `exact` counts the query's words that it holds as typed: letter for
    letter where the query is exact, else those for which others may stand; in a search for some words, all it holds.
    """

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
    come, where the query is brief, reports that hold more words as typed, then those with all of them in their heads;
    then, as of any query, those that tell most of it as a whole, in their heads and in their best passages.

    Each index has a folder of its own, never used again for another. An engine that keeps its index elsewhere, under a
    name or an alias, leaves there what it needs to find it again. A rebuild goes into a new folder while the old index
    answers; which one answers is told outside of both, so no engine has to switch. Whatever is asked of a server has a
    time limit, and every method raises EngineUnreachable where it is not met.
    """

    name: ClassVar[str]
    version: ClassVar[str]
    keeps_pickles: ClassVar[bool]
    """Whether its files may hold code, so that none made elsewhere is opened."""

    @classmethod
    def open(cls, folder: Path) -> Self:
        """The index in `folder` (which exists), made there if there is none; EngineBroken, EngineBusy."""
        ...

    @classmethod
    def drop(cls, folder: Path) -> None:
        """Remove `folder` with its index, whole or not, wherever that is kept; others may be reading it."""
        ...

    def change(self) -> int:
        """The archive's change number that the index has come to; 0 when new."""
        ...

    def apply(self, gone: Collection[int], entries: Iterable[Entry], change: int) -> None:
        """In one commit: drop the reports `gone`, put `entries` in place of what they were, come to `change`.

        The last of several entries of one report counts. The next search sees all of it, here and where the index is
        opened from now on. Where it fails or is killed, `change` has not come to pass and the same may be applied
        again; an engine that writes in several requests may by then have written some. Raises EngineBusy, EngineBroken.
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
