"""Which citations of one number are of one document: identity is issuer, type, number and date, never the number alone.

A citation that names less goes to the document it can only mean; one that can mean several stays open. Numbers restart
each year and every level of government has its own 02/CT-UBND, so two years are two documents, unless the subject (or
the year in the number) says that it is one and a date is misprinted: then the dates are shown as not agreeing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from corpus.identities.bodies import Body, body
from corpus.identities.slips import may_be_one, slip_of_date, slip_of_issuer, slip_of_symbol
from corpus.identities.stated import Member, Named, Units, citing, goes_on, itself, words_of
from models.answers.cards import Card, Cards, Cited, Finding, Stated
from models.answers.places import Document
from models.references import number_key
from models.text import squeeze

_WHOLLY = 0.9  # share of words that two subjects have in common to be the very same
_TELLING = 6  # words that a subject has at least to tell one document from another
_MANY = 1_000  # numbers that are kept as they are compared


class _Group:
    """Citations held to be of one document: `cores` of those that agree, with one for each thing that is stated.

    What is printed with a slip is a core of its own, which agrees with others that have the slip.
    """

    def __init__(self, one: Member) -> None:
        self.members: list[Member] = []
        self._cores: list[dict[Hashable, Member]] = []
        self.add(one)

    def add(self, one: Member) -> None:
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
    def _different(self) -> Iterator[Member]:
        return (one for core in self._cores for one in core.values())

    def admits(self, one: Member) -> bool:
        """Nothing that `one` states speaks against it."""
        return any(_agrees(core, one) for core in self._cores)

    def is_plainly(self, one: Member) -> bool:
        """It is this document although a date, or the issuer, is not the same: one of the two is a slip."""
        return any(slip_of_date(one, other) or slip_of_issuer(one, other) for other in self._different)

    def is_plainly_as(self, other: _Group) -> bool:
        """It is the document of `other` although the number's symbol is not the same."""
        return any(slip_of_symbol(one, two) for one in self._different for two in other._different)

    def has_subject_of(self, one: Member) -> bool:
        """Whether one of them prints its subject."""
        return any(one.same_subject(other) for other in self._different)

    def is_cited_with(self, one: Member) -> bool:
        """Whether the same report cites it elsewhere."""
        return any(other.cited.where.document.id == one.cited.where.document.id for other in self.members)


def _agrees(core: Mapping[Hashable, Member], one: Member) -> bool:
    return one.stated in core or all(may_be_one(one, other) for other in core.values())


def decisions(citations: Sequence[Cited], named: Named, own: Iterable[Document] = ()) -> Cards:
    """The documents that `citations` (all with one running number) mean, and the citations left open.

    `own` are the archive's own documents of that running number, each a card of its own where nobody cites it. `named`
    gives the bodies that a unit's reports name, by which `UBND tỉnh` finds its province.
    """
    units = Units(named)
    by_key: dict[str, list[Member]] = {}
    for member in (*(itself(one, units) for one in own), *(citing(cited, units) for cited in citations)):
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


def _grouped(members: list[Member]) -> tuple[list[_Group], list[Member]]:
    groups: list[_Group] = []
    unclear: list[Member] = []
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


def _fitting(one: Member, groups: list[_Group]) -> list[_Group]:
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


def _card(members: list[Member]) -> Card:
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
    words, other_words = (words_of(one.subject or "") for one in (card, other))
    return (
        body_of.full and other_body.full and body_of.may_be(other_body)
        and len(words & other_words) >= max(_TELLING, _WHOLLY * len(words | other_words))
        and not set(_documents(card)) & set(_documents(other))
    )  # fmt: skip


def _documents(card: Card) -> tuple[int, ...]:
    return tuple(dict.fromkeys([*(one.id for one in card.held), *(c.where.document.id for c in card.citations)]))


def card_of(citations: Sequence[Cited]) -> Card:
    """The card of the one document that all of `citations` are held to mean."""
    units = Units(lambda _: ())
    return _card([citing(cited, units) for cited in citations])


def _issuer(members: Sequence[Member]) -> str | None:
    known = [member for member in members if member.bodies]
    return _commonest([m.issuers.name for m in known if m.full] or [m.issuers.name for m in known])


def _number(member: Member) -> str:
    return _squeezed(member.cited.number or "")


_squeezed = lru_cache(_MANY)(squeeze)


def _place_in_archive(member: Member) -> tuple[int, int, int]:
    where = member.cited.where
    return where.document.year or 9999, where.document.id, where.start


def _fullest(dates: list[str]) -> list[str]:
    longest = max(map(len, dates), default=0)
    return [date for date in dates if len(date) == longest]


def _commonest(values: Sequence[str | None]) -> str | None:
    """The value that stands most often; of equals the longest."""
    counts = Counter(value for value in values if value)
    return max(counts, key=lambda value: (counts[value], len(value)), default=None)


def _findings(members: list[Member]) -> Iterable[Finding]:
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
    return any(a.may_be(b) or goes_on(a, b) or goes_on(b, a) for a in one for b in other)


def _stated(values: Iterable[tuple[str, Member]]) -> tuple[Stated, ...]:
    documents: dict[str, list[int]] = {}
    for value, member in values:
        documents.setdefault(value, []).append(member.cited.where.document.id)
    return tuple(Stated(value, tuple(dict.fromkeys(ids))) for value, ids in documents.items() if value)
