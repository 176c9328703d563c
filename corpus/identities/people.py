"""Which mentions of a name are of one person.

One name is not one person. Mentions are held to be of one where commune or unit say so too, and the reasons are kept;
where these differ they are two; where nothing is said they stay apart and are offered (`corpus.identities.alike`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable
from functools import lru_cache
from typing import NamedTuple

from corpus.identities.mentions import Mention, mention, one_unit, printed_commune
from models.answers.people import Named, Person
from models.text import exact_key, fold, squeeze

_MANY = 10_000  # names whose key is kept


class _Group:
    """Mentions held to be of one, with the reasons; of those that state the same only one is compared."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.members: list[Mention] = []
        self.reasons: dict[str, None] = {}
        self._stated: dict[Hashable, Mention] = {}
        self._standing: dict[Hashable, Mention] = {}

    def add(self, one: Mention, reason: str | None) -> None:
        self.members.append(one)
        stated = one.commune, one.district, one.unit
        self._stated.setdefault(stated, one)
        self._standing.setdefault((*stated, one.document), one)
        if reason:
            self.reasons[reason] = None

    def why_one(self, one: Mention) -> str | None:
        """Why `one` is of the group; None where something speaks against it or nothing for it."""
        if any(_apart(one, other) for other in self._stated.values()):
            return None
        return next((reason for other in self._standing.values() if (reason := _reason(one, other))), None)


class Known(NamedTuple):
    """A person with the mentions as they are compared."""

    person: Person
    mentions: list[Mention]


def people(mentions: Iterable[Named]) -> list[Known]:
    """Who is mentioned, each with the mentions that are of one; in the order of the first mention.

    Names are taken as printed (placement of tone marks aside): `Lường` and `Lương` are never put together here.
    """
    by_name: dict[tuple[str, bool], list[Mention]] = {}
    for named in mentions:
        one = mention(named)
        by_name.setdefault((_key(named.name), one.natural), []).append(one)
    return [_known(group.members, group.reasons) for same in by_name.values() for group in _grouped(same)]


_key = lru_cache(_MANY)(exact_key)


def _grouped(mentions: list[Mention]) -> list[_Group]:
    groups: list[_Group] = []
    tied: dict[Hashable, dict[int, _Group]] = defaultdict(dict)
    commonness = Counter(word for one in mentions for word in one.unit)
    # Those that say where they belong first; they decide where the others can go.
    for one in sorted(mentions, key=lambda m: (not m.commune, not m.unit)):
        ties, sought = _ties(one, commonness)
        near = {number: group for tie in sought if tie in tied for number, group in tied[tie].items()}
        fitting = [(group, reason) for group in near.values() if (reason := group.why_one(one))]
        if len(fitting) == 1:
            group, reason = fitting[0]
        else:
            group, reason = _Group(len(groups)), None
            groups.append(group)
        group.add(one, reason)
        for tie in ties:
            tied[tie][group.number] = group
    return sorted(groups, key=lambda group: min(map(_in_archive, group.members)))


def _ties(one: Mention, commonness: Counter[str]) -> tuple[list[Hashable], list[Hashable]]:
    """What a mention is found by where there may be a reason that another is of the same, and what that one seeks.

    Of two units that may be one, one has the rarest word of the other.
    """
    ties: list[Hashable] = [one.document]
    if one.commune:
        ties.append(one.commune)
    if one.district and not one.natural:
        ties.append(("district", one.district))
    if not one.unit:
        return ties, ties
    rarest = _rarest(one, commonness)
    own = [*ties, ("rarest", rarest), *(("word", word) for word in one.unit)]
    return own, [*ties, ("word", rarest), *(("rarest", word) for word in one.unit)]


def _rarest(one: Mention, commonness: Counter[str]) -> str:
    return min(one.unit, key=lambda word: (commonness[word], word))


def _in_archive(one: Mention) -> tuple[int, int, int]:
    where = one.named.where
    return where.document.year or 9999, where.document.id, where.start


def _apart(one: Mention, other: Mention) -> bool:
    if one.district and other.district and one.district != other.district and not _wider(one, other):
        return True
    if one.commune and other.commune:
        return one.commune != other.commune
    return bool(one.unit and other.unit) and not one_unit(one, other)


def _wider(one: Mention, other: Mention) -> bool:
    """Whether one of the two is known only by its province, in which the other's district may lie."""
    return (one.district or "").startswith("tinh ") != (other.district or "").startswith("tinh ")


def _reason(one: Mention, other: Mention) -> str | None:
    if one.commune and one.commune == other.commune:
        return f"cùng tên, cùng {printed_commune(one)}"
    if one.unit and other.unit and one_unit(one, other):
        return f"cùng tên, cùng đơn vị {one.named.unit}"
    if not one.natural and one.district and one.district == other.district:
        return f"cùng tên, cùng địa bàn báo cáo ({one.named.where.document.unit})"
    if one.document == other.document:
        return "cùng tên trong một báo cáo, không nêu nơi khác"
    return None


def _known(members: list[Mention], reasons: Iterable[str]) -> Known:
    members.sort(key=_in_archive)
    mentions = tuple(m.named for m in members)
    return Known(_person(mentions, reasons), members)


def _person(mentions: tuple[Named, ...], reasons: Iterable[str]) -> Person:
    return Person(
        name=squeeze(mentions[0].name),
        kind=mentions[0].kind,
        places=_each_once(m.place for m in mentions),
        units=_each_once(m.unit for m in mentions),
        years=tuple(sorted({m.where.document.year for m in mentions if m.where.document.year})),
        mentions=mentions,
        reasons=tuple(reasons),
    )


def _each_once(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple({squeeze(fold(value)): squeeze(value) for value in values if value}.values())
