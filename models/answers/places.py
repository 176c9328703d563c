"""Documents of the archive, and places in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """What identifies a document of the archive: `unit` is who issued it, `year` that of its period, else its date."""

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


@dataclass(frozen=True, slots=True)
class Where:
    """The proof: a document, its page (from 1) and section, offsets in its text, and the words quoted."""

    document: Document
    page: int | None
    section: str | None
    start: int
    end: int
    quote: str
