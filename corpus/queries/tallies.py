"""Award counts as they were judged and summed when their documents came."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass

from corpus.tallies.judging import NOBODY, Kind, Tally, by_rank, is_alone
from corpus.tallies.store import ALL

_SUMMED = """
    SELECT k.id, k.award, k.level, t.rank, t.nobody, json_group_array(t.unit) FILTER (WHERE t.unit IS NOT NULL),
    json_group_array(DISTINCT t.periods), sum(t.collectives), sum(t.individuals), sum(t.households), sum(t.counts),
    sum(t.left_out) FROM tally_kinds k JOIN tallies t ON t.kind = k.id
    WHERE k.year = :year AND (:awards IS NULL OR k.award IN (SELECT value FROM json_each(:awards)))
    AND (:level IS NULL OR k.level = :level) GROUP BY k.id, t.rank, t.nobody ORDER BY k.award, k.level
"""
_IN_ORDER = "ORDER BY period, unit, document, start, award"


@dataclass(frozen=True, slots=True)
class Summed:
    """What the counts of one kind come to, for each rank of units; `award` and `level` as the first of them is
    written."""

    id: int
    kind: Kind
    award: str
    level: str | None
    tallies: tuple[Tally, ...]
    alone: bool

    @property
    def size(self) -> int:
        """How many counts there are, with those left out."""
        return sum(one.counts + one.left_out for one in self.tallies)


def summed(
    connection: sqlite3.Connection, year: int | None, awards: Collection[str] | None = None, level: int | None = None
) -> list[Summed]:
    """The kinds of counts that have to do with the year: of these awards (folded), of this level; in their order."""
    values = {"year": year or ALL, "awards": None if awards is None else json.dumps(list(awards)), "level": level}
    found: dict[tuple[int, Kind], list[Tally]] = {}
    for number, award, of_level, rank, nobody, units, periods, *numbers in connection.execute(_SUMMED, values):
        tallies = found.setdefault((number, (award, of_level)), [])
        tallies.append(Tally(rank, bool(nobody), tuple(json.loads(units)), _each(json.loads(periods)), *numbers))
    return [_summed(connection, number, kind, tallies) for (number, kind), tallies in found.items()]


def _each(periods: list[str]) -> tuple[str, ...]:
    return tuple({period for some in periods for period in json.loads(some)})


def _summed(connection: sqlite3.Connection, number: int, kind: Kind, tallies: list[Tally]) -> Summed:
    first = f"SELECT award FROM tallied WHERE kind = ? {_IN_ORDER} LIMIT 1"
    award, level = connection.execute(f"SELECT award, level FROM awards WHERE id = ({first})", (number,)).fetchone()
    return Summed(number, kind, award, level, tuple(by_rank(tallies)), is_alone(tallies))


def listed(connection: sqlite3.Connection, of: Summed, limit: int, offset: int) -> dict[int, str | None]:
    """The counts of a kind from `offset` on, in order, by identifier: why totals leave them out, if they do."""
    rows = connection.execute(
        f"SELECT award, left_out, unit FROM tallied WHERE kind = ? {_IN_ORDER} LIMIT ? OFFSET ?",
        (of.id, limit, offset),
    )
    return {award: left_out or (None if unit or of.alone else NOBODY) for award, left_out, unit in rows}
