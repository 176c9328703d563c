"""Which citations of one number are of one document: identity is issuer, type, number and date, never the number alone.

A citation that names less goes to the document it can only mean; one that can mean several stays open. Numbers restart
each year and every level of government has its own 02/CT-UBND, so two years are two documents, unless the subject (or
the year in the number) says that it is one and a date is misprinted: then the dates are shown as not agreeing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from corpus.identities.bodies import Body, body, completed, issuer_by_symbol
from models.answers.cards import Card, Cards, Cited, Finding, Stated
from models.references import number_key
from models.text import fold, squeeze

_YEAR_IN_NUMBER = re.compile(r"[/_-]\s?((?:19|20)\d\d)(?=[/_-])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ALIKE = 0.7  # share of words that two subjects have in common to be one; slips of wording stay above it
_ABBREVIATED = {"tdkt": "thi dua khen thuong", "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan"}

Named = Callable[[str], Iterable[str]]
"""The bodies that the reports of a unit name."""

_Issuer = Callable[[str, str | None], Body]
"""The body that a report of the unit means by the name of an issuer."""


@dataclass(frozen=True)
class _Member:
    """One citation with its issuer as completed by the report it stands in."""

    cited: Cited
    body: Body | None
    inferred: bool

    @cached_property
    def words(self) -> frozenset[str]:
        text = fold(self.cited.subject or "")
        for short, long in _ABBREVIATED.items():
            text = text.replace(short, long)
        return frozenset(re.findall(r"[^\W\d_]+", text)) - {"ve", "viec", "v"}

    @property
    def stated(self) -> Hashable:
        """All that it is compared by."""
        return self.body, self.date, self.cited.number, self.cited.subject

    @cached_property
    def years(self) -> frozenset[str]:
        return frozenset(_YEAR.findall(self.cited.subject or ""))

    @property
    def date(self) -> str | None:
        return self.cited.date

    @property
    def sure(self) -> bool:
        return bool(self.body and self.body.full and self.date and len(self.date) == 10)

    def same_subject(self, other: _Member) -> bool:
        both = self.words | other.words
        return bool(both) and self.years == other.years and len(self.words & other.words) >= _ALIKE * len(both)

    def other_subject(self, other: _Member) -> bool:
        """Whether both print a subject and these are not one."""
        return bool(self.words and other.words) and not self.same_subject(other)


class _Group:
    """Citations held to be of one document; `different` has of those that state the same only one."""

    def __init__(self, one: _Member) -> None:
        self.members: list[_Member] = []
        self._different: dict[Hashable, _Member] = {}
        self.add(one)

    def add(self, one: _Member) -> None:
        self.members.append(one)
        self._different.setdefault(one.stated, one)

    def admits(self, one: _Member) -> bool:
        """Nothing that `one` states speaks against it."""
        return all(_bodies_agree(one, other) and _dates_agree(one, other) for other in self._different.values())

    def is_plainly(self, one: _Member) -> bool:
        """It is this document although a date, or the issuer, is not the same: one of the two is a slip."""
        return any(_slip_of_date(one, other) or _slip_of_issuer(one, other) for other in self._different.values())

    def has_subject_of(self, one: _Member) -> bool:
        """Whether one of them prints its subject."""
        return any(one.same_subject(other) for other in self._different.values())


def _bodies_agree(one: _Member, other: _Member) -> bool:
    return not one.body or not other.body or one.body.may_be(other.body)


def _dates_agree(one: _Member, other: _Member) -> bool:
    if not one.date or not other.date:
        return True
    return one.date.startswith(other.date) or other.date.startswith(one.date)


def _slip_of_date(one: _Member, other: _Member) -> bool:
    if not (one.body and other.body and one.body.may_be(other.body) and one.date and other.date):
        return False
    if _year_of_number(one) and _year_of_number(other):
        return True
    same_year = one.date[:4] == other.date[:4] and not one.other_subject(other)
    return same_year or one.same_subject(other)


def _slip_of_issuer(one: _Member, other: _Member) -> bool:
    return bool(one.date) and one.date == other.date and one.same_subject(other)


def _year_of_number(one: _Member) -> str | None:
    match = _YEAR_IN_NUMBER.search(one.cited.number or "")
    return match[1] if match else None


def decisions(citations: Sequence[Cited], named: Named) -> Cards:
    """The documents that `citations` (all with numbers) mean, by issuer and date, and the citations left open.

    `named` gives the bodies that a unit's reports name, by which `UBND tỉnh` finds its province.
    """
    by_key: dict[str, list[_Member]] = {}
    issuer = _issuer_of(named)
    for cited in citations:
        by_key.setdefault(number_key(cited.number or ""), []).append(_member(cited, issuer))
    cards: list[Card] = []
    left: list[Cited] = []
    for members in by_key.values():
        groups, unclear = _grouped(members)
        cards.extend(_card(group.members) for group in groups)
        left.extend(member.cited for member in unclear)
    return Cards(tuple(sorted(cards, key=lambda card: (card.date or "9", card.issuer or ""))), tuple(left))


def _member(cited: Cited, issuer: _Issuer) -> _Member:
    printed = cited.issuer or issuer_by_symbol(cited.number or "")
    if not printed:
        return _Member(cited, None, False)
    whole = issuer(printed, cited.where.document.unit)
    return _Member(cited, whole, whole.name != squeeze(cited.issuer or ""))


def _issuer_of(named: Named) -> _Issuer:
    """Each issuer as it is printed in the reports of a unit, looked for once."""

    @cache
    def issuer(printed: str, unit: str | None) -> Body:
        return completed(body(printed), body(unit) if unit else None, lambda: named(unit) if unit else ())

    return issuer


def _grouped(members: list[_Member]) -> tuple[list[_Group], list[_Member]]:
    groups: list[_Group] = []
    unclear: list[_Member] = []
    # The sure ones first, then those that state more: what they make decides where the rest can go.
    for one in sorted(members, key=lambda m: (not m.sure, not m.body, -len(m.date or ""))):
        fitting = _fitting(one, groups)
        if len(fitting) > 1:
            unclear.append(one)
        elif fitting:
            fitting[0].add(one)
        else:
            groups.append(_Group(one))
    return groups, unclear


def _fitting(one: _Member, groups: list[_Group]) -> list[_Group]:
    """The groups that `one` can belong to; of several, those with its subject."""
    fitting = [group for group in groups if group.admits(one)]
    if not fitting:
        return [group for group in groups if group.is_plainly(one)][:1]
    if len(fitting) == 1:
        return fitting
    return [group for group in fitting if group.has_subject_of(one)] or fitting


def _card(members: list[_Member]) -> Card:
    members = sorted(members, key=_place_in_archive)
    bodies = [member.body for member in members if member.body]
    full = [known for known in bodies if known.full] or bodies
    issuer = _commonest([known.name for known in full])
    inferred = bool(issuer) and all(m.inferred for m in members if m.body and m.body.name == issuer)
    return Card(
        doc_type=_commonest([m.cited.doc_type for m in members]) or "",
        number=_commonest([squeeze(m.cited.number or "") for m in members]) or "",
        date=_commonest(_fullest([m.date for m in members if m.date])),
        issuer=issuer,
        subject=_commonest([m.cited.subject for m in members if m.cited.subject]),
        citations=tuple(m.cited for m in members),
        findings=tuple(_findings(members)),
        inferred=("issuer",) if inferred else (),
    )


def card_of(citations: Sequence[Cited]) -> Card:
    """The card of the one document that all of `citations` are held to mean."""
    issuer = _issuer_of(lambda _: ())
    return _card([_member(cited, issuer) for cited in citations])


def _place_in_archive(member: _Member) -> tuple[int, int, int]:
    where = member.cited.where
    return where.document.year or 9999, where.document.id, where.start


def _fullest(dates: list[str]) -> list[str]:
    longest = max(map(len, dates), default=0)
    return [date for date in dates if len(date) == longest]


def _commonest(values: Sequence[str | None]) -> str | None:
    """The value that stands most often; of equals the longest."""
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: (counts[value], len(value)), default=None)


def _findings(members: list[_Member]) -> Iterable[Finding]:
    dated = [m for m in members if m.date and len(m.date) == 10]
    if len({m.date for m in dated}) > 1:
        yield Finding("conflict", "date", _stated((m.date or "", m) for m in dated))
    sure = [m for m in members if m.body and m.body.full]
    named = {m.body for m in sure if m.body}
    if any(not one.may_be(other) for one in named for other in named):
        yield Finding("conflict", "issuer", _stated((m.body.name, m) for m in sure if m.body))


def _stated(values: Iterable[tuple[str, _Member]]) -> tuple[Stated, ...]:
    documents: dict[str, list[int]] = {}
    for value, member in values:
        documents.setdefault(value, []).append(member.cited.where.document.id)
    return tuple(Stated(value, tuple(dict.fromkeys(ids))) for value, ids in documents.items())
