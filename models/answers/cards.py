"""Issued documents and who cites them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from models.answers.places import Document, Where


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation as the report prints it; `where.quote` is the sentence."""

    where: Where
    doc_type: str
    number: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    role: str | None
    mention: str


@dataclass(frozen=True, slots=True)
class Stated:
    """A value with the reports (identifiers) that state it."""

    value: str
    documents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What does not agree: reports that give one thing (`about`: "date", "issuer", "number") different values."""

    kind: str
    about: str
    values: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One issued document: its particulars, the citations of it by year, what they disagree on.

    `inferred` names the particulars that no report prints in full ("issuer": `UBND huyện` in that district's report).
    `held` are the archive's own documents that are this one, `prints` the ways its number is printed.
    """

    doc_type: str
    number: str
    date: str | None
    issuer: str | None
    subject: str | None
    citations: tuple[Cited, ...]
    findings: tuple[Finding, ...] = ()
    inferred: tuple[str, ...] = ()
    held: tuple[Document, ...] = ()
    prints: tuple[Stated, ...] = ()


@dataclass(frozen=True, slots=True)
class Cards:
    """The documents that bear a number, and the citations of it that may mean more than one of them."""

    cards: tuple[Card, ...]
    open: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Decree:
    """The answer to a reference: the cards it names; where there is none, the `nearest`."""

    reference: str
    cards: tuple[Card, ...]
    open: tuple[Cited, ...] = ()
    nearest: tuple[Card, ...] = ()


State = Literal["found", "ambiguous", "differs", "unknown"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a draft names a document: page (from 1), line of the page (of a text file: of the file), words."""

    page: int
    line: int
    mention: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A reference of a draft, as printed there (first on `page`, `times` in all), and the documents it can mean.

    `state`: found (one document of the archive agrees with all that is printed), ambiguous (several do), differs (the
    number is known, but with another date or issuer: `cards`, the likeliest first), unknown (the archive has no such
    number). `places` are all places where the draft names it. `number` is as printed, or as its list completes it.
    """

    mention: str
    doc_type: str
    number: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    page: int | None
    times: int
    state: State
    cards: tuple[Card, ...] = ()
    places: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The references of a text, in its order; `name` is empty where it was typed."""

    name: str
    references: tuple[Checked, ...]
