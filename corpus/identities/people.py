"""Which mentions of a name are of one person, and who else it may be.

One name is not one person. Mentions are held to be of one where commune or unit say so too, and the reasons are kept;
where these differ they are two; where nothing is said they stay apart and are offered. A name that is only alike is
never merged: with the same commune and the same deed it is offered as one that may be the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from corpus.identities.bodies import body
from models.answers.people import LookAlike, Named, Person
from models.names import compare
from models.text import exact_key, fold, squeeze

_NATURAL = ("person", "household")
_COMMUNE = re.compile(r"(?:xa|phuong|thi tran|dac khu)\s+\w.*")
_DISTRICT = re.compile(r"(?:huyen|quan|thi xa|thanh pho|tp\.?|tinh)\s+\w.*")
_SAME_DEED = 0.6  # share of words that two deeds have in common to be one
_ENOUGH = 2  # reasons: a name and one thing more is not enough to think of one person
_MARKS_OF_NO_WEIGHT = {"truong", "so"}


@dataclass(frozen=True)
class _Mention:
    """A mention with its place and unit as they are compared."""

    named: Named

    @property
    def natural(self) -> bool:
        """A person or the household of one; else a collective or an enterprise."""
        return self.named.kind in _NATURAL

    @cached_property
    def parts(self) -> tuple[str, ...]:
        return tuple(squeeze(part) for part in re.split(r"\s-\s|[,;()]", fold(self.named.place or "")) if part.strip())

    @cached_property
    def commune(self) -> str | None:
        return next((part for part in self.parts if _COMMUNE.fullmatch(part)), None)

    @cached_property
    def district(self) -> str | None:
        """The district (or province) that the place names, else the one whose report this is."""
        printed = next((part for part in self.parts if _DISTRICT.fullmatch(part)), None)
        if printed:
            return printed
        unit = self.named.where.document.unit
        known = body(unit) if unit else None
        return f"{fold(known.level)} {known.place_key}" if known and known.level and known.place else None

    @cached_property
    def unit(self) -> frozenset[str]:
        return frozenset(re.findall(r"\w+", fold(self.named.unit or ""))) - _MARKS_OF_NO_WEIGHT

    @cached_property
    def deed(self) -> frozenset[str]:
        return frozenset(re.findall(r"\w+", fold(self.named.achievement or "")))


@dataclass
class _Group:
    """Mentions held to be of one, with the reasons."""

    members: list[_Mention] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def add(self, one: _Mention, reason: str | None) -> None:
        self.members.append(one)
        if reason and reason not in self.reasons:
            self.reasons.append(reason)


def people(mentions: Iterable[Named]) -> list[Person]:
    """Who is mentioned, each with the mentions that are of one; in the order of the first mention.

    Names are taken as printed (placement of tone marks aside): `Lường` and `Lương` are never put together here.
    """
    by_name: dict[tuple[str, bool], list[_Mention]] = {}
    for named in mentions:
        one = _Mention(named)
        by_name.setdefault((exact_key(named.name), one.natural), []).append(one)
    groups = [group for same_name in by_name.values() for group in _grouped(same_name)]
    return [_person(group) for group in groups]


def _grouped(mentions: list[_Mention]) -> list[_Group]:
    groups: list[_Group] = []
    # Those that say where they belong first; they decide where the others can go.
    for one in sorted(mentions, key=lambda m: (not m.commune, not m.unit)):
        fitting = [(group, reason) for group in groups if (reason := _why_one(group, one))]
        if len(fitting) == 1:
            fitting[0][0].add(one, fitting[0][1])
        else:
            groups.append(_Group([one]))
    return sorted(groups, key=lambda group: min(map(_in_archive, group.members)))


def _in_archive(one: _Mention) -> tuple[int, int, int]:
    where = one.named.where
    return where.document.year or 9999, where.document.id, where.start


def _why_one(group: _Group, one: _Mention) -> str | None:
    """Why `one` is of `group`; None where something speaks against it or nothing for it."""
    if any(_apart(one, other) for other in group.members):
        return None
    return next((reason for other in group.members if (reason := _reason(one, other))), None)


def _apart(one: _Mention, other: _Mention) -> bool:
    if one.district and other.district and one.district != other.district and not _wider(one, other):
        return True
    if one.commune and other.commune:
        return one.commune != other.commune
    return bool(one.unit and other.unit) and not _one_unit(one, other)


def _wider(one: _Mention, other: _Mention) -> bool:
    """Whether one of the two is known only by its province, in which the other's district may lie."""
    return (one.district or "").startswith("tinh ") != (other.district or "").startswith("tinh ")


def _one_unit(one: _Mention, other: _Mention) -> bool:
    return one.unit <= other.unit or other.unit <= one.unit


def _reason(one: _Mention, other: _Mention) -> str | None:
    if one.commune and one.commune == other.commune:
        return f"cùng tên, cùng {_printed_commune(one)}"
    if one.unit and other.unit and _one_unit(one, other):
        return f"cùng tên, cùng đơn vị {one.named.unit}"
    if not one.natural and one.district and one.district == other.district:
        return f"cùng tên, cùng địa bàn báo cáo ({one.named.where.document.unit})"
    if one.named.where.document.id == other.named.where.document.id:
        return "cùng tên trong một báo cáo, không nêu nơi khác"
    return None


def _printed_commune(one: _Mention) -> str:
    parts = re.split(r"\s-\s|[,;()]", one.named.place or "")
    return next((squeeze(part) for part in parts if squeeze(fold(part)) == one.commune), one.commune or "")


def _person(group: _Group) -> Person:
    mentions = tuple(m.named for m in sorted(group.members, key=_in_archive))
    return Person(
        name=squeeze(mentions[0].name),
        kind=mentions[0].kind,
        places=_each_once(m.place for m in mentions),
        units=_each_once(m.unit for m in mentions),
        years=tuple(sorted({m.where.document.year for m in mentions if m.where.document.year})),
        mentions=mentions,
        reasons=tuple(group.reasons),
    )


def _each_once(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple({squeeze(fold(value)): squeeze(value) for value in values if value}.values())


def look_alikes(sought: Sequence[Person], others: Sequence[Person], name: str) -> list[LookAlike]:
    """Those of `others` whose name is like one of `sought`, with what speaks for their being one; the likely first.

    Each is offered once, for the one it is most like; where nobody is `sought`, for the `name` alone. Of `sought`
    themselves those are offered that may be one.
    """
    if not sought:
        return [LookAlike(other, None, False, (_of_name(name, other.name) or "tên gần giống",)) for other in others]
    known = [_Known(person) for person in sought]
    offered = [offer for other in others if (offer := _best(enumerate(known), _Known(other)))]
    for at, person in enumerate(known):
        offer = _best(enumerate(known[:at]), person)
        if offer and len(offer.reasons) > 1:
            offered.append(offer)
    return sorted(offered, key=lambda offer: (not offer.likely, -len(offer.reasons), offer.person.name))


class _Known:
    """A person with the mentions as they are compared."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.mentions = [_Mention(named) for named in person.mentions]


def _best(sought: Iterable[tuple[int, _Known]], other: _Known) -> LookAlike | None:
    offers = [offer for at, person in sought if (offer := _offer(at, person, other))]
    return max(offers, key=lambda offer: (offer.likely, len(offer.reasons)), default=None)


def _offer(at: int, one: _Known, other: _Known) -> LookAlike | None:
    if (one.person.kind in _NATURAL) != (other.person.kind in _NATURAL):
        return None
    of_name = _of_name(one.person.name, other.person.name)
    if of_name is None:
        return None
    reasons = (of_name, *_shared(one, other))
    likely = _likeness(one.person.name, other.person.name).likeness != "marks" and len(reasons) > _ENOUGH
    return LookAlike(other.person, at, likely, reasons)


_likeness = lru_cache(maxsize=10_000)(compare)


def _of_name(one: str, other: str) -> str | None:
    """What is alike in two names, in words; None where nothing is."""
    found = _likeness(one, other)
    pairs = ", ".join(f"{letter}/{letter_of_other}" for letter, letter_of_other in found.differences)
    return {
        "same": "cùng tên",
        "slip": f"tên chỉ khác {pairs}, chữ máy quét hay nhầm",
        "marks": f"tên khác dấu: {pairs}",
        "near": "tên khác một chữ cái",
    }.get(found.likeness)


def _shared(person: _Known, other: _Known) -> Iterable[str]:
    """What two people have in common beside the name: commune, unit, deed."""
    pairs = [
        (one, two)
        for one in person.mentions
        for two in other.mentions
        if not (one.district and two.district and one.district != two.district)
    ]
    if commune := next((two for one, two in pairs if one.commune and one.commune == two.commune), None):
        yield f"cùng {_printed_commune(commune)}"
    if unit := next((two for one, two in pairs if one.unit and two.unit and _one_unit(one, two)), None):
        yield f"cùng đơn vị {unit.named.unit}"
    if deed := next((two for one, two in pairs if _one_deed(one, two)), None):
        yield f"cùng thành tích: {deed.named.achievement}"
    elif field_ := next((two for one, two in pairs if one.named.field and one.named.field == two.named.field), None):
        yield f"cùng lĩnh vực: {field_.named.field}"


def _one_deed(one: _Mention, two: _Mention) -> bool:
    both = one.deed | two.deed
    return bool(both) and len(one.deed & two.deed) >= _SAME_DEED * len(both)
