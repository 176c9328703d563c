"""A mention of an exemplar with its place, unit and deed as they are compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from corpus.identities.bodies import body
from models.answers.people import Named
from models.text import fold, squeeze

_NATURAL = ("person", "household")
_PARTS = re.compile(r"\s-\s|[,;()]")
_COMMUNE = re.compile(r"(?:xa|phuong|thi tran|dac khu)\s+\w.*")
_DISTRICT = re.compile(r"(?:huyen|quan|thi xa|thanh pho|tp\.?|tinh)\s+\w.*")
_WORD = re.compile(r"\w+")
_MARKS_OF_NO_WEIGHT = frozenset(("truong", "so"))
_MANY = 10_000  # texts whose words are kept

Words = frozenset[str]


class Mention(NamedTuple):
    """A mention; `natural` of a person or the household of one, else of a collective or an enterprise.

    `district` is the one (or the province) that the place names, else the one whose report this is.
    """

    named: Named
    natural: bool
    commune: str | None
    district: str | None
    unit: Words
    deed: Words

    @property
    def stated(self) -> tuple[object, ...]:
        """All that it has in common with others by."""
        return self.commune, self.district, self.unit, self.deed, self.named.field

    @property
    def document(self) -> int:
        """The report it stands in."""
        return self.named.where.document.id


def mention(named: Named) -> Mention:
    """`named` as it is compared."""
    commune, district = _places(", ".join(filter(None, (named.place, named.unit))))
    unit = named.where.document.unit
    return Mention(
        named,
        named.kind in _NATURAL,
        commune,
        district or (_district_of(unit) if unit else None),
        _words(named.unit) - _MARKS_OF_NO_WEIGHT if named.unit else frozenset(),
        _words(named.achievement) if named.achievement else frozenset(),
    )


@lru_cache(_MANY)
def _places(place: str) -> tuple[str | None, str | None]:
    """The commune and the district that a place names."""
    parts = [squeeze(part) for part in _PARTS.split(fold(place))]
    return _first(_COMMUNE, parts), _first(_DISTRICT, parts)


def _first(pattern: re.Pattern[str], parts: Iterable[str]) -> str | None:
    return next((part for part in parts if pattern.fullmatch(part)), None)


@lru_cache(_MANY)
def _district_of(unit: str) -> str | None:
    known = body(unit)
    return f"{fold(known.level)} {known.place_key}" if known.level and known.place else None


@lru_cache(_MANY)
def _words(text: str) -> Words:
    return frozenset(_WORD.findall(fold(text)))


def printed_commune(one: Mention) -> str:
    """The commune as it is printed."""
    return _printed(", ".join(filter(None, (one.named.place, one.named.unit))), one.commune or "")


@lru_cache(_MANY)
def _printed(place: str, commune: str) -> str:
    return next((part for part in map(squeeze, _PARTS.split(place)) if squeeze(fold(part)) == commune), commune)


def one_unit(one: Mention, other: Mention) -> bool:
    """Whether the units of both, where both have one, can be one: the words of one are among the other's."""
    return one.unit <= other.unit or other.unit <= one.unit
