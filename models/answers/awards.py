"""Reported counts of awards, and their totals."""

from __future__ import annotations

from dataclasses import dataclass

from models.answers.places import Where


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
    """The sum of the counts of one award and level that may be added: of units of one rank, periods apart.

    `rank` is the level of the units that report, "" where they have none or it is not known.
    """

    award: str
    level: str | None
    rank: str
    units: tuple[str, ...]
    periods: tuple[str, ...]
    collectives: int | None
    individuals: int | None
    households: int | None
    counts: int
    left_out: int


@dataclass(frozen=True, slots=True)
class AwardTable:
    """Reported counts, ordered by award, level, period and unit, with their totals.

    `rows` are those from `offset` on of `size` in all; totals are of all.
    """

    rows: tuple[Counted, ...]
    totals: tuple[Total, ...]
    size: int
    offset: int = 0
