"""Reported counts of awards."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from corpus.queries.rows import IN_ORDER, PLACED, READY, each_once, where
from models.answers.awards import Counted

_PERIOD = "coalesce(r.period, d.period, d.year)"
_IN_YEAR = f"""
    substr({_PERIOD}, 1, 4) <= :year AND CASE WHEN {_PERIOD} GLOB '????-[0-9][0-9][0-9][0-9]'
    THEN substr({_PERIOD}, 6) ELSE substr({_PERIOD}, 1, 4) END >= :year
"""


def award_forms(connection: sqlite3.Connection) -> list[str]:
    """The awards that are or were counted, each once."""
    return [row[0] for row in connection.execute(each_once("awards", "award"))]


def awards(
    connection: sqlite3.Connection, forms: Collection[str] | None = None, year: int | None = None
) -> list[Counted]:
    """All award counts, by year of the report and in the order of the text; `unit` is whose count it is.

    With `forms`, only of these awards, as they are written; with `year`, only those that have to do with it.
    """
    values: dict[str, object] = {f"form{at}": form for at, form in enumerate(forms or ())}
    conditions = "" if forms is None else f"AND r.award IN ({', '.join(f':{name}' for name in values)})"
    if year is not None:
        conditions += f" AND {_IN_YEAR}"
        values["year"] = str(year)
    rows = connection.execute(
        f"SELECT {PLACED}, r.award, r.awarder, r.level, r.collectives, r.individuals, r.households, "
        f"r.occasion, r.locality, r.period AS counted_period, r.status, r.counted, r.mention FROM awards r {READY} "
        f"{conditions} {IN_ORDER}",
        values,
    )
    return [
        Counted(
            where(row, row["mention"]), row["award"], row["awarder"], row["level"], row["collectives"],
            row["individuals"], row["households"], row["occasion"], row["locality"] or row["issuer"],
            row["counted_period"] or row["period"], row["status"] or "granted", row["counted"] or "recipients",
        )
        for row in rows
    ]  # fmt: skip
