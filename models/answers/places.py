"""Documents of the archive, and places in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person decided about a record or a field: `machine` holds, by field, what had been read instead.

    `verdict` is accepted, changed or rejected; `at` a time in ISO 8601.
    """

    verdict: str
    by: str
    at: str
    note: str | None
    machine: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OtherFile:
    """A further file of a report that several hold; answers come from the one that `stands`."""

    id: int
    name: str
    format: str
    scanned: bool
    stands: bool


@dataclass(frozen=True, slots=True)
class Document:
    """What identifies a document of the archive: `unit` is who issued it, `year` that of its period, else its date.

    `decided` are the fields of its header that a person has decided about, `files` the other files of its report (None
    where an answer does not tell).
    """

    id: int
    name: str
    doc_type: str | None = None
    number: str | None = None
    unit: str | None = None
    date: str | None = None
    title: str | None = None
    period: str | None = None
    year: int | None = None
    pages: int | None = None
    decided: Mapping[str, Decided] | None = None
    files: tuple[OtherFile, ...] | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """The proof: a document, its page (from 1) and section, offsets in its text, and the words quoted.

    `confidence` says how sure the machine is of the record there (None: it does not say), `decided` what a person has
    decided about it.
    """

    document: Document
    page: int | None
    section: str | None
    start: int
    end: int
    quote: str
    confidence: float | None = None
    decided: Decided | None = None
