"""The answers: what a lookup gives, each with the places in the archive that prove it.

Terms as in the records. Every answer turns into JSON by `dataclasses.asdict`.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.records import Span


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


@dataclass(frozen=True, slots=True)
class Extract:
    """A stretch of a passage with the places (offsets in `text`) where it matches the query."""

    text: str
    marks: tuple[Span, ...]
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
    """What does not agree: reports that give one thing (`about`: "date", "issuer") different values."""

    kind: str
    about: str
    values: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One issued document: its particulars, the citations of it by year, what they disagree on.

    `inferred` names the particulars that no report prints in full ("issuer": `UBND huyện` in that district's report).
    `held` are the archive's own documents that are this one.
    """

    doc_type: str
    number: str
    date: str | None
    issuer: str | None
    subject: str | None
    citations: tuple[Cited, ...]
    findings: tuple[Finding, ...] = ()
    inferred: tuple[str, ...] = ()
    held: tuple[int, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Counted:
    """One reported count of an award, with whose it is (`unit`); None where nothing is stated.

    `left_out` says why totals do not hold it; None where they do.
    """

    where: Where
    award: str
    awarder: str | None
    level: str | None
    collectives: int | None
    individuals: int | None
    households: int | None
    occasion: str | None
    unit: str | None
    period: str | None
    status: str
    counted: str
    left_out: str | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of the counts of one award and level that may be added: of units of one rank, periods apart."""

    award: str
    level: str | None
    units: tuple[str, ...]
    periods: tuple[str, ...]
    collectives: int | None
    individuals: int | None
    households: int | None
    counts: int
    left_out: int


@dataclass(frozen=True, slots=True)
class AwardTable:
    """Reported counts, ordered by award, level, period and unit, with their totals."""

    rows: tuple[Counted, ...]
    totals: tuple[Total, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of an exemplar."""

    where: Where
    name: str
    kind: str
    honorific: str | None
    role: str | None
    unit: str | None
    place: str | None
    field: str | None
    achievement: str | None


@dataclass(frozen=True, slots=True)
class Person:
    """Mentions held to be of one person, household, collective or enterprise, and `reasons` why they are held so."""

    name: str
    kind: str
    places: tuple[str, ...]
    units: tuple[str, ...]
    years: tuple[int, ...]
    mentions: tuple[Named, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Someone whose name is near, or the same without proof that it is one person: offered, never merged.

    `likely` says that more than the name speaks for it; `of` is the index in `People.people` of whom it may be (None
    where nobody bears the name that was asked for).
    """

    person: Person
    of: int | None
    likely: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Who a name may be: `people` bear it; `look_alikes` are near."""

    people: tuple[Person, ...]
    look_alikes: tuple[LookAlike, ...] = ()
