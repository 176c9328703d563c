"""Reported counts of awards: as they are judged, and whole with their places."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from corpus.queries.documents import names_unit
from corpus.queries.rows import IN_ORDER, OWN, PLACED, READY, each_once, where
from corpus.tallies.judging import Count
from models.answers.awards import Counted

PERIOD = "coalesce(nullif(r.period, ''), d.period)"
_UNIT = "coalesce(nullif(r.locality, ''), d.issuer)"
_STATED = f"coalesce({PERIOD}, d.year)"
_IN_YEAR = f"""
    substr({_STATED}, 1, 4) <= :year AND CASE WHEN {_STATED} GLOB '????-[0-9][0-9][0-9][0-9]'
    THEN substr({_STATED}, 6) ELSE substr({_STATED}, 1, 4) END >= :year
"""
COUNT = (
    f"r.id, r.document, d.date, r.award, r.awarder, r.level, r.collectives, r.individuals, r.households, r.occasion, "
    f"{_UNIT}, {PERIOD}, coalesce(r.status, 'granted'), coalesce(r.counted, 'recipients'), r.page, r.\"start\""
)
"""The columns of a `Count`, in its order, of `awards r` and `documents d`."""

_OF_UNITS = """
    r.id IN (SELECT id FROM awards WHERE locality IN (SELECT value FROM json_each(:localities)) UNION
    SELECT a.id FROM documents o JOIN awards a ON a.document = o.id
    WHERE o.issuer IN (SELECT value FROM json_each(:issuers)))
"""


def award_forms(connection: sqlite3.Connection) -> list[str]:
    """The awards that are or were counted, each once."""
    return [row[0] for row in connection.execute(each_once("awards", "award"))]


@dataclass(frozen=True, slots=True)
class Sought:
    """Which counts are looked for: of these awards, as they are written; having to do with the year; of the unit or in
    its reports, compared leniently. None is no limit."""

    forms: Collection[str] | None = None
    year: int | None = None
    unit: str | None = None


def award_counts(connection: sqlite3.Connection, sought: Sought) -> list[Count]:
    """The counts that are sought, as they are judged, by year of the report and in the order of the text."""
    conditions, values = [READY], {}
    if sought.forms is not None:
        conditions.append("r.award IN (SELECT value FROM json_each(:forms))")
        values["forms"] = json.dumps(list(sought.forms))
    if sought.year is not None:
        conditions.append(_IN_YEAR)
        values["year"] = str(sought.year)
    if sought.unit is not None:
        conditions.append(_OF_UNITS)
        values["localities"] = _naming(connection, "awards", "locality", sought.unit)
        values["issuers"] = _naming(connection, "documents", "issuer", sought.unit)
    query = f"SELECT {COUNT} FROM awards r {' AND '.join(conditions)} {IN_ORDER}"
    return list(map(Count._make, connection.execute(query, values)))


def _naming(connection: sqlite3.Connection, table: str, column: str, unit: str) -> str:
    """The values of an indexed column that name the unit, as JSON."""
    known = (row[0] for row in connection.execute(each_once(table, column)))
    return json.dumps([name for name in known if names_unit(name, unit)])


def award_counts_of(connection: sqlite3.Connection, document: int) -> list[tuple[str, Count]]:
    """The counts of one document, if answers come from it, with the years that each has to do with."""
    rows = connection.execute(f"SELECT {_STATED}, {COUNT} FROM awards r {READY} AND r.document = ?", (document,))
    return [(str(stated or ""), Count._make(count)) for stated, *count in rows]


def counted(connection: sqlite3.Connection, left_out: Mapping[int, str | None]) -> list[Counted]:
    """The counts with these identifiers, whole, in this order; each with why totals leave it out, if they do."""
    rows = connection.execute(
        f"SELECT {PLACED}, r.mention, r.id, r.award, r.awarder, r.level, r.collectives, r.individuals, r.households, "
        f"r.occasion, {_UNIT}, {PERIOD}, coalesce(r.status, 'granted'), coalesce(r.counted, 'recipients') "
        "FROM awards r JOIN documents d ON d.id = r.document WHERE r.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(left_out)),),
    )
    found: dict[int, Counted] = {}
    for row in rows:
        mention, number, *own = row[OWN:]
        told = (*own, left_out[number])
        found[number] = Counted(where(row, mention), *told)
    return [found[number] for number in left_out]
