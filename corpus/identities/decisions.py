"""Which citations of one number are of one document: identity is issuer, type, number and date, never the number alone.

A citation that names less goes to the document it can only mean; one that can mean several stays open. Numbers restart
each year and every level of government has its own 02/CT-UBND, so two years are two documents, unless the subject (or
the year in the number) says that it is one and a date is misprinted: then the dates are shown as not agreeing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache

from corpus.identities.bodies import Body, body, completed, is_issuer_alone, issuer_by_symbol, joint, province
from models.answers.cards import Card, Cards, Cited, Finding, Stated
from models.answers.places import Document, Where
from models.names import edits
from models.references import number_key, serial, symbol_of
from models.text import fold, squeeze

_YEAR_IN_NUMBER = re.compile(r"[/_-]\s?((?:19|20)\d\d)(?=[/_-])")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ALIKE = 0.7  # share of words that two subjects have in common to be one; slips of wording stay above it
_ABBREVIATED = {"tdkt": "thi dua khen thuong", "ubnd": "uy ban nhan dan", "hdnd": "hoi dong nhan dan"}
_WHOLLY = 0.9  # share of words that two subjects have in common to be the very same
_TELLING = 6  # words that a subject has at least to tell one document from another
_NEAR = 0.5  # share of the shorter subject's words below which two have little in common
_RARE = 2  # digits of a running number that is not used on the same day of another year by chance
_MANY = 1_000  # numbers that are kept as they are compared

SLIP = 2
"""Letters that two symbols of one document differ in at most."""

Named = Callable[[str], Iterable[str]]
"""The bodies that the reports of a unit name."""


@dataclass(frozen=True, slots=True)
class _Issuers:
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
class _Units:
    """What is known of the reporting units: by their names, and by the bodies that their reports name."""

    named: Named
    _found: dict[Hashable, tuple[Body, ...]] = field(default_factory=dict)
    _meant: dict[Hashable, _Issuers] = field(default_factory=dict)
    _numbers: dict[tuple[Body, ...], int] = field(default_factory=dict)

    def issuers(self, printed: str, unit: str | None) -> tuple[Body, ...]:
        """The bodies that a report of `unit` means by the name of an issuer, each looked for once."""
        key = (printed, unit)
        if key not in self._found:
            own = body(unit) if unit else None
            names = lambda: self.named(unit) if unit else ()  # noqa: E731
            self._found[key] = tuple(completed(one, own, names) for one in joint(printed))
        return self._found[key]

    def meant(self, printed: str | None, unit: str | None, number: str) -> _Issuers:
        """The bodies that a report of `unit` means by an issuer and a number, each looked for once."""
        key = (printed, unit, number)
        if key not in self._meant:
            self._meant[key] = self.told(*_meant(self, *key))
        return self._meant[key]

    def told(self, bodies: tuple[Body, ...], printed: tuple[Body, ...]) -> _Issuers:
        """What there is to know of some bodies."""
        full, local = any(one.full for one in bodies), any(one.local for one in bodies)
        same = self._numbers.setdefault(bodies, len(self._numbers))
        return _Issuers(bodies, printed, full, local, ", ".join(one.name for one in bodies), same)

    @cached_property
    def province(self) -> Callable[[str | None], str | None]:
        """The province in which a unit lies, as far as its reports tell."""

        @cache
        def lies_in(unit: str | None) -> str | None:
            return province(body(unit), lambda: self.named(unit)) if unit else None

        return lies_in


@dataclass(eq=False)
class _Member:
    """One citation with its issuer as completed by the report it stands in; or (`held`) the document itself."""

    cited: Cited
    issuers: _Issuers
    units: _Units
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
        return _words_of(self.cited.subject or "")

    @cached_property
    def years(self) -> frozenset[str]:
        return frozenset(_YEAR.findall(self.cited.subject or ""))

    @property
    def bodies(self) -> tuple[Body, ...]:
        return self.issuers.bodies

    @property
    def printed(self) -> tuple[Body, ...]:
        return self.issuers.printed

    @property
    def date(self) -> str | None:
        return self.cited.date

    @property
    def full(self) -> bool:
        """Whether the issuer is known with its place."""
        return self.issuers.full

    @property
    def sure(self) -> bool:
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

    def same_subject(self, other: _Member) -> bool:
        both = self.words | other.words
        return bool(both) and self.years == other.years and len(self.words & other.words) >= _ALIKE * len(both)

    def other_subject(self, other: _Member) -> bool:
        """Whether both print a subject and these are not one."""
        return bool(self.words and other.words) and not self.same_subject(other)

    def far_subject(self, other: _Member) -> bool:
        """Whether both print a subject and these have little in common."""
        shared, shorter = self.words & other.words, min(len(self.words), len(other.words))
        return bool(shorter) and (
            len(shared) < _NEAR * shorter or (self.years.isdisjoint(other.years) and bool(self.years and other.years))
        )


def _words_of(subject: str) -> frozenset[str]:
    """The words by which subjects are compared."""
    text = fold(subject)
    for short, long in _ABBREVIATED.items():
        text = text.replace(short, long)
    return frozenset(re.findall(r"[^\W\d_]+", text)) - {"ve", "viec", "v"}


class _Group:
    """Citations held to be of one document: `cores` of those that agree, with one for each thing that is stated.

    What is printed with a slip is a core of its own, which agrees with others that have the slip.
    """

    def __init__(self, one: _Member) -> None:
        self.members: list[_Member] = []
        self._cores: list[dict[Hashable, _Member]] = []
        self.add(one)

    def add(self, one: _Member) -> None:
        self.members.append(one)
        core = next((core for core in self._cores if _agrees(core, one)), None)
        if core is None:
            self._cores.append({one.stated: one})
        else:
            core.setdefault(one.stated, one)

    def join(self, other: _Group) -> None:
        for one in other.members:
            self.add(one)

    @property
    def _different(self) -> Iterator[_Member]:
        return (one for core in self._cores for one in core.values())

    def admits(self, one: _Member) -> bool:
        """Nothing that `one` states speaks against it."""
        return any(_agrees(core, one) for core in self._cores)

    def is_plainly(self, one: _Member) -> bool:
        """It is this document although a date, or the issuer, is not the same: one of the two is a slip."""
        return any(_slip_of_date(one, other) or _slip_of_issuer(one, other) for other in self._different)

    def is_plainly_as(self, other: _Group) -> bool:
        """It is the document of `other` although the number's symbol is not the same."""
        return any(_slip_of_symbol(one, two) for one in self._different for two in other._different)

    def has_subject_of(self, one: _Member) -> bool:
        """Whether one of them prints its subject."""
        return any(one.same_subject(other) for other in self._different)

    def is_cited_with(self, one: _Member) -> bool:
        """Whether the same report cites it elsewhere."""
        return any(other.cited.where.document.id == one.cited.where.document.id for other in self.members)


def _agrees(core: Mapping[Hashable, _Member], one: _Member) -> bool:
    return one.stated in core or all(_may_be_one(one, other) for other in core.values())


def _may_be_one(one: _Member, other: _Member) -> bool:
    return (
        _bodies_agree(one, other)
        and _dates_agree(one, other)
        and _is_of_the_time(one, other)
        and _is_of_the_time(other, one)
    )


def _bodies_agree(one: _Member, other: _Member) -> bool:
    if not one.bodies or not other.bodies:
        return True
    return any(_is_one(a, b, one, other) for a in one.bodies for b in other.bodies)


def _is_one(a: Body, b: Body, one: _Member, other: _Member) -> bool:
    """Whether both are one body; that of a name that two provinces have is not."""
    if not a.may_be(b):
        return False
    return not (a.local and b.local and a.place and b.place and _in_two_provinces(one, other))


def _in_two_provinces(one: _Member, other: _Member) -> bool:
    """Whether the reports come from two provinces."""
    unit, other_unit = one.cited.where.document.unit, other.cited.where.document.unit
    if unit == other_unit:
        return False
    lies_in, other_lies_in = one.units.province(unit), other.units.province(other_unit)
    return bool(lies_in and other_lies_in) and lies_in != other_lies_in


def _dates_agree(one: _Member, other: _Member) -> bool:
    if not one.date or not other.date:
        return True
    return one.date.startswith(other.date) or other.date.startswith(one.date)


def _is_of_the_time(one: _Member, other: _Member) -> bool:
    """Whether `one`, where it has no date, may mean a document of the date and for the years that `other` gives."""
    if one.date or not other.date:
        return True
    of_later = one.latest is not None and int(other.date[:4]) > one.latest
    return not of_later and not (one.years and other.years and one.years != other.years)


def _slip_of_date(one: _Member, other: _Member) -> bool:
    if not (one.full and other.full and _bodies_agree(one, other) and one.date and other.date):
        return False
    if _year_of_number(one) and _year_of_number(other):
        return True
    if one.date[:4] == other.date[:4]:
        return not one.far_subject(other)  # a year has one such number
    return _slip_of_year(one, other)


def _slip_of_year(one: _Member, other: _Member) -> bool:
    """Whether two dates in two years are of one document: its subject names the year, or the day is the same."""
    if one.same_subject(other) and one.years:
        return True
    (year, day), (other_year, other_day) = _parted(one), _parted(other)
    near = abs(int(year) - int(other_year)) == 1 or edits(year, other_year, most=1) <= 1
    if not near or not day or day != other_day or one.other_subject(other):
        return False
    number = one.cited.number or ""
    return one.same_subject(other) or len(serial(number) or "") >= _RARE or _of_the_party_centre(one)


def _parted(one: _Member) -> tuple[str, str]:
    """Year and day of the date."""
    year, _, day = (one.date or "").partition("-")
    return year, day


def _slip_of_issuer(one: _Member, other: _Member) -> bool:
    if not one.date or one.date != other.date or _bodies_agree(one, other):
        return False
    at_home = _in_two_provinces(one, other)  # every province has its own plan of that day
    return (one.same_subject(other) or _of_the_party_centre(one)) and not at_home


def _of_the_party_centre(one: _Member) -> bool:
    """Whether the number is one of the Party's central organs, which are taken for each other."""
    return number_key(one.cited.number or "").endswith("tw")


def _slip_of_symbol(one: _Member, other: _Member) -> bool:
    if not one.date or one.date != other.date or one.other_subject(other):
        return False
    if one.cited.doc_type != other.cited.doc_type or not (one.full and other.full and _bodies_agree(one, other)):
        return False
    symbols = [symbol_of(number_key(member.cited.number or "")) for member in (one, other)]
    return one.same_subject(other) or edits(symbols[0], symbols[1], most=SLIP) <= SLIP


def _year_of_number(one: _Member) -> str | None:
    match = _YEAR_IN_NUMBER.search(one.cited.number or "")
    return match[1] if match else None


def decisions(citations: Sequence[Cited], named: Named, held: Iterable[Document] = ()) -> Cards:
    """The documents that `citations` (all with one running number) mean, and the citations left open.

    `held` are the archive's own documents of that running number, each a card of its own where nobody cites it. `named`
    gives the bodies that a unit's reports name, by which `UBND tỉnh` finds its province.
    """
    units = _Units(named)
    by_key: dict[str, list[_Member]] = {}
    for member in (*(_held(one, units) for one in held), *(_member(cited, units) for cited in citations)):
        by_key.setdefault(_key(member.cited.number or ""), []).append(member)
    groups: list[_Group] = []
    left: list[Cited] = []
    for members in by_key.values():
        found, unclear = _grouped(members)
        groups.extend(found)
        left.extend(member.cited for member in unclear)
    cards = [_card(group.members) for group in _joined(groups)]
    return Cards(tuple(sorted(cards, key=lambda card: (card.date or "9", card.issuer or ""))), tuple(left))


_key = lru_cache(_MANY)(number_key)


def _held(document: Document, units: _Units) -> _Member:
    """The document itself, which states its particulars as a citation does."""
    where = Where(document, None, None, 0, 0, "")
    itself = Cited(
        where, document.doc_type or "", document.number, document.date, document.unit, document.title, None, ""
    )
    issuers = units.issuers(document.unit, document.unit) if document.unit else ()
    return _Member(itself, units.told(issuers, issuers), units, held=True)


def _member(cited: Cited, units: _Units) -> _Member:
    return _Member(cited, units.meant(cited.issuer, cited.where.document.unit, cited.number or ""), units)


def _meant(
    units: _Units, issuer: str | None, unit: str | None, number: str
) -> tuple[tuple[Body, ...], tuple[Body, ...]]:
    """The bodies that are meant, and those that are printed."""
    printed = units.issuers(issuer, unit) if issuer else ()
    of_symbol = issuer_by_symbol(number)
    known = units.issuers(of_symbol, unit) if of_symbol else ()
    # What a name goes on with may be the next clause's: "Thủ tướng Chính phủ, UBND huyện ... đã".
    if known and (not printed or is_issuer_alone(number) or any(_goes_on(one, known[0]) for one in printed)):
        agreeing = tuple(one for one in printed if one.may_be(known[0]))
        return agreeing or known, printed
    return printed, printed


def _goes_on(one: Body, after: Body) -> bool:
    """Whether the name of one goes on after that of the other: `Bộ Tài chính Kế hoạch`."""
    return one.core.startswith(f"{after.core} ")


def _grouped(members: list[_Member]) -> tuple[list[_Group], list[_Member]]:
    groups: list[_Group] = []
    unclear: list[_Member] = []
    placed: dict[Hashable, _Group] = {}
    often = Counter((m.bodies, m.date) for m in members)
    # The sure ones first, what most print before slips, then those that state more: what they make decides where the
    # rest can go.
    for one in sorted(
        members,
        key=lambda m: (not m.held, not m.sure, -often[m.bodies, m.date], not m.bodies, -len(m.date or "")),
    ):
        same = placed.get(one.stated) if one.sure else None  # many reports cite in the same words
        fitting = [same] if same else _fitting(one, groups)
        if len(fitting) > 1:
            unclear.append(one)
            continue
        if fitting:
            fitting[0].add(one)
        else:
            groups.append(_Group(one))
        placed[one.stated] = (fitting or groups)[-1]
    return groups, unclear


def _fitting(one: _Member, groups: list[_Group]) -> list[_Group]:
    """The groups that `one` can belong to; of several, those with its subject, or that its own report cites."""
    fitting = [group for group in groups if group.admits(one)]
    if not fitting:
        return [group for group in groups if group.is_plainly(one)][:1]
    for tells in (_Group.has_subject_of, _Group.is_cited_with):
        if len(fitting) > 1:
            fitting = [group for group in fitting if tells(group, one)] or fitting
    return fitting


def _joined(groups: Sequence[_Group]) -> list[_Group]:
    """The groups, with those put together whose numbers differ by a slip in the symbol: `91/2017/NĐ-CP`, `91/NĐ-CP`."""
    joined: list[_Group] = []
    for group in groups:
        same = next((other for other in joined if other.is_plainly_as(group)), None)
        if same:
            same.join(group)
        else:
            joined.append(group)
    return joined


def _card(members: list[_Member]) -> Card:
    members = sorted(members, key=_place_in_archive)
    told = [member for member in members if member.held] or members  # the document itself knows best
    issuer = _issuer(told) or _issuer(members)
    naming = [m for m in members if m.bodies and m.issuers.name == issuer]
    return Card(
        doc_type=_commonest([m.cited.doc_type for m in told]) or _commonest([m.cited.doc_type for m in members]) or "",
        number=_commonest([_number(m) for m in told]) or "",
        date=_commonest(_fullest([m.date for m in told if m.date]) or _fullest([m.date for m in members if m.date])),
        issuer=issuer,
        subject=_commonest([m.cited.subject for m in told]) or _commonest([m.cited.subject for m in members]),
        citations=tuple(m.cited for m in members if not m.held),
        findings=tuple(_findings(members)),
        inferred=("issuer",) if issuer and all(m.inferred for m in naming) else (),
        held=tuple(m.cited.where.document for m in members if m.held),
        prints=_stated((_number(m), m) for m in members),
    )


def with_misprints(card: Card, others: Iterable[Card]) -> Card:
    """`card` with the numbers of those of `others` that are plainly it: the same body's, of the same day, on the same
    matter, and never cited beside it."""
    same = [other for other in others if _is_misprint(card, other)]
    if not same:
        return card
    known = next((finding.values for finding in card.findings if finding.about == "number"), ())
    own = known or (Stated(card.number, _documents(card)),)
    values = (*own, *(Stated(other.number, _documents(other)) for other in same))
    rest = tuple(finding for finding in card.findings if finding.about != "number")
    return replace(card, findings=(*rest, Finding("conflict", "number", values)))


def _is_misprint(card: Card, other: Card) -> bool:
    if not card.date or card.date != other.date or not card.issuer or not other.issuer:
        return False
    body_of, other_body = body(card.issuer), body(other.issuer)
    words, other_words = (_words_of(one.subject or "") for one in (card, other))
    return (
        body_of.full and other_body.full and body_of.may_be(other_body)
        and len(words & other_words) >= max(_TELLING, _WHOLLY * len(words | other_words))
        and not set(_documents(card)) & set(_documents(other))
    )  # fmt: skip


def _documents(card: Card) -> tuple[int, ...]:
    return tuple(dict.fromkeys([*(one.id for one in card.held), *(c.where.document.id for c in card.citations)]))


def card_of(citations: Sequence[Cited]) -> Card:
    """The card of the one document that all of `citations` are held to mean."""
    units = _Units(lambda _: ())
    return _card([_member(cited, units) for cited in citations])


def _issuer(members: Sequence[_Member]) -> str | None:
    known = [member for member in members if member.bodies]
    return _commonest([m.issuers.name for m in known if m.full] or [m.issuers.name for m in known])


def _number(member: _Member) -> str:
    return _squeezed(member.cited.number or "")


_squeezed = lru_cache(_MANY)(squeeze)


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
    dated = [m for m in members if m.date and len(m.date) == len("2020-10-14")]
    if len({m.date for m in dated}) > 1:
        yield Finding("conflict", "date", _stated((m.date or "", m) for m in dated))
    issuers = {id(m.issuers): m.issuers for m in members}  # few, each with the bodies that many print
    full = {key for key, one in issuers.items() if any(known.full for known in one.printed)}
    sure = [m for m in members if id(m.issuers) in full]
    named = list(dict.fromkeys(issuers[key].printed for key in issuers if key in full))
    if any(not _share_one(one, other) for at, one in enumerate(named) for other in named[:at]):
        yield Finding("conflict", "issuer", _stated((", ".join(one.name for one in m.printed), m) for m in sure))
    if len({number_key(_number(m)) for m in members}) > 1:
        yield Finding("conflict", "number", _stated((_number(m), m) for m in members))


def _share_one(one: Sequence[Body], other: Sequence[Body]) -> bool:
    """Whether both may be one body; of joint issuers some reports name one."""
    return any(a.may_be(b) or _goes_on(a, b) or _goes_on(b, a) for a in one for b in other)


def _stated(values: Iterable[tuple[str, _Member]]) -> tuple[Stated, ...]:
    documents: dict[str, list[int]] = {}
    for value, member in values:
        documents.setdefault(value, []).append(member.cited.where.document.id)
    return tuple(Stated(value, tuple(dict.fromkeys(ids))) for value, ids in documents.items() if value)
