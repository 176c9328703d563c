"""Reports found by their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.answers.places import Document

if TYPE_CHECKING:
    from models.answers.cards import Decree


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
    """The answer to a search: the card of the document it names, if it names one, then the best reports.

    `total` counts all reports that match. `complete`: they hold all the words; else none does, and these hold some.
    """

    query: str
    decree: Decree | None
    hits: tuple[Hit, ...]
    total: int
    complete: bool
