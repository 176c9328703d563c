"""Reports found by their words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.answers.places import Document

if TYPE_CHECKING:
    from models.answers.awards import AwardTable
    from models.answers.cards import Decree
    from models.answers.people import People


@dataclass(frozen=True, slots=True)
class Extract:
    """A stretch of a passage with the places (half-open offsets in `text`) where it matches the query."""

    text: str
    marks: tuple[tuple[int, int], ...]
    page: int | None
    section: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that matches a query: its best passages, best first; `exact` says it has the words letter for letter."""

    document: Document
    score: float
    exact: bool
    extracts: tuple[Extract, ...]


@dataclass(frozen=True, slots=True)
class Reports:
    """The answer to a search: what it plainly asks for (a document's card, a person, counts of an award), then reports.

    `total` counts all reports that match, `hits` are those from `offset` on. `complete`: they hold all the words; else
    none does, and these hold some. `facets` count the matching reports by the values of each field, commonest first.
    `explained` tells in a sentence what was looked for, `hints` what could not be taken as meant, `suggestion` what
    may have been meant instead. `notice` says that the index was not up to date, and why.
    """

    query: str
    decree: Decree | None
    hits: tuple[Hit, ...]
    total: int
    complete: bool
    offset: int = 0
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    explained: str = ""
    hints: tuple[str, ...] = ()
    suggestion: str | None = None
    people: People | None = None
    awards: AwardTable | None = None
    notice: str | None = None
