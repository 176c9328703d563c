"""Exemplars and recipients of awards: mentions, whom they are of, and look-alikes."""

from __future__ import annotations

from dataclasses import dataclass

from models.answers.places import Where


@dataclass(frozen=True, slots=True)
class Named:
    """One mention of an exemplar; or, with `award`, of a recipient whom an award decision (its number) lists."""

    where: Where
    name: str
    kind: str
    honorific: str | None
    role: str | None
    unit: str | None
    place: str | None
    field: str | None
    achievement: str | None
    award: str | None = None
    decision: str | None = None


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

    `likely` says that more than the name speaks for it; `of` is the index, among all who bear the name, of whom it may
    be (None where nobody bears the name that was asked for).
    """

    person: Person
    of: int | None
    likely: bool
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Who a name may be: `people` bear it; `look_alikes` are near.

    `people` are those from `offset` on; `more` says that there are others after them.
    """

    people: tuple[Person, ...]
    look_alikes: tuple[LookAlike, ...] = ()
    offset: int = 0
    more: bool = False
