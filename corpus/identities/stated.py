"""What a citation, or a document itself, states: the bodies it means, day, number and subject, as they are compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property

from corpus.identities.bodies import Body, body, completed, is_issuer_alone, issuer_by_symbol, joint, province
from models.answers.cards import Cited
from models.answers.places import Document, Where
from models.text import fold, squeeze

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ALIKE = 0.7  # share of words that two subjects have in common to be one; slips of wording stay above it
_NEAR = 0.5  # share of the shorter subject's words below which two have little in common
_ABBREVIATED = {"tdkt": "thi dua khen thuong", "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan"}

Named = Callable[[str], Iterable[str]]
"""The bodies that the reports of a unit name."""


@dataclass(frozen=True, slots=True)
class Issuers:
    """The bodies that a citation names, as it prints them (`printed`) and as they are meant; `full` with their place.

    `name` is what they are called, `same` a number that those have who are the same bodies.
    """

    bodies: tuple[Body, ...]
    printed: tuple[Body, ...]
    full: bool
    local: bool
    name: str
    same: int


@dataclass(frozen=True)
class Units:
    """What is known of the reporting units: by their names, and by the bodies that their reports name."""

    named: Named
    _found: dict[Hashable, tuple[Body, ...]] = field(default_factory=dict)
    _meant: dict[Hashable, Issuers] = field(default_factory=dict)
    _numbers: dict[tuple[Body, ...], int] = field(default_factory=dict)

    def issuers(self, printed: str, unit: str | None) -> tuple[Body, ...]:
        """The bodies that a report of `unit` means by the name of an issuer, each looked for once."""
        key = (printed, unit)
        if key not in self._found:
            own = body(unit) if unit else None
            names = lambda: self.named(unit) if unit else ()  # noqa: E731
            self._found[key] = tuple(completed(one, own, names) for one in joint(printed))
        return self._found[key]

    def meant(self, printed: str | None, unit: str | None, number: str) -> Issuers:
        """The bodies that a report of `unit` means by an issuer and a number, each looked for once."""
        key = (printed, unit, number)
        if key not in self._meant:
            self._meant[key] = self.told(*_meant(self, *key))
        return self._meant[key]

    def told(self, bodies: tuple[Body, ...], printed: tuple[Body, ...]) -> Issuers:
        """What there is to know of some bodies."""
        full, local = any(one.full for one in bodies), any(one.local for one in bodies)
        same = self._numbers.setdefault(bodies, len(self._numbers))
        return Issuers(bodies, printed, full, local, ", ".join(one.name for one in bodies), same)

    @cached_property
    def province(self) -> Callable[[str | None], str | None]:
        """The province in which a unit lies, as far as its reports tell."""

        @cache
        def lies_in(unit: str | None) -> str | None:
            return province(body(unit), lambda: self.named(unit)) if unit else None

        return lies_in


@dataclass(eq=False)
class Member:
    """One citation with its issuer as completed by the report it stands in; or (`held`) the document itself."""

    cited: Cited
    issuers: Issuers
    units: Units
    held: bool = False
    stated: Hashable = field(init=False)
    """All that it is compared by."""

    def __post_init__(self) -> None:
        cited = self.cited
        unit = cited.where.document.unit if self.issuers.local else None
        latest = None if cited.date else self.latest
        self.stated = self.issuers.same, cited.date, cited.number, cited.subject, unit, latest

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the subject."""
        return words_of(self.cited.subject or "")

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that the subject names."""
        return frozenset(_YEAR.findall(self.cited.subject or ""))

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The issuers that are meant."""
        return self.issuers.bodies

    @property
    def printed(self) -> tuple[Body, ...]:
        """The issuers that are printed."""
        return self.issuers.printed

    @property
    def date(self) -> str | None:
        """The day, as far as it is printed."""
        return self.cited.date

    @property
    def full(self) -> bool:
        """Whether the issuer is known with its place."""
        return self.issuers.full

    @property
    def sure(self) -> bool:
        """Whether the issuer and the day are known."""
        return self.issuers.full and len(self.cited.date or "") == len("2020-10-14")

    @property
    def inferred(self) -> bool:
        """Whether the issuer, or its place, is not printed."""
        return squeeze(self.cited.issuer or "") != self.issuers.name

    @property
    def latest(self) -> int | None:
        """The year after which nothing can be cited there."""
        document = self.cited.where.document
        return int(document.date[:4]) if document.date else document.year and document.year + 1

    def same_subject(self, other: Member) -> bool:
        """Whether both print one subject, slips of wording aside."""
        both = self.words | other.words
        return bool(both) and self.years == other.years and len(self.words & other.words) >= _ALIKE * len(both)

    def other_subject(self, other: Member) -> bool:
        """Whether both print a subject and these are not one."""
        return bool(self.words and other.words) and not self.same_subject(other)

    def far_subject(self, other: Member) -> bool:
        """Whether both print a subject and these have little in common."""
        shared, shorter = self.words & other.words, min(len(self.words), len(other.words))
        return bool(shorter) and (
            len(shared) < _NEAR * shorter or (self.years.isdisjoint(other.years) and bool(self.years and other.years))
        )


def words_of(subject: str) -> frozenset[str]:
    """The words by which subjects are compared."""
    text = fold(subject)
    for short, long in _ABBREVIATED.items():
        text = text.replace(short, long)
    return frozenset(re.findall(r"[^\W\d_]+", text)) - {"ve", "viec", "v"}


def itself(document: Document, units: Units) -> Member:
    """The document itself, which states its particulars as a citation does."""
    where = Where(document, None, None, 0, 0, "")
    told = Cited(
        where, document.doc_type or "", document.number, document.date, document.unit, document.title, None, ""
    )
    issuers = units.issuers(document.unit, document.unit) if document.unit else ()
    return Member(told, units.told(issuers, issuers), units, held=True)


def citing(cited: Cited, units: Units) -> Member:
    """What a citation states, with its issuer as the report it stands in completes it."""
    return Member(cited, units.meant(cited.issuer, cited.where.document.unit, cited.number or ""), units)


def _meant(
    units: Units, issuer: str | None, unit: str | None, number: str
) -> tuple[tuple[Body, ...], tuple[Body, ...]]:
    """The bodies that are meant, and those that are printed."""
    printed = units.issuers(issuer, unit) if issuer else ()
    of_symbol = issuer_by_symbol(number)
    known = units.issuers(of_symbol, unit) if of_symbol else ()
    # What a name goes on with may be the next clause's: "Thủ tướng Chính phủ, UBND huyện ... đã".
    if known and (not printed or is_issuer_alone(number) or any(goes_on(one, known[0]) for one in printed)):
        agreeing = tuple(one for one in printed if one.may_be(known[0]))
        return agreeing or known, printed
    return printed, printed


def goes_on(one: Body, after: Body) -> bool:
    """Whether the name of one goes on after that of the other: `Bộ Tài chính Kế hoạch`."""
    return one.core.startswith(f"{after.core} ")
