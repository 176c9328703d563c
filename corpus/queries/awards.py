"""Reported counts of awards."""

from __future__ import annotations

import sqlite3

from corpus.queries.rows import IN_ORDER, PLACED, READY, where
from models.answers.awards import Counted


def award_forms(connection: sqlite3.Connection) -> list[str]:
    """The awards that are counted, each once."""
    return [row[0] for row in connection.execute(f"SELECT DISTINCT r.award FROM awards r {READY}")]


def awards(connection: sqlite3.Connection) -> list[Counted]:
    """All award counts, by year of the report and in the order of the text; `unit` is whose count it is."""
    rows = connection.execute(
        f"SELECT {PLACED}, r.award, r.awarder, r.level, r.collectives, r.individuals, r.households, "
        f"r.occasion, r.locality, r.period AS counted_period, r.status, r.counted, r.mention FROM awards r {READY} "
        f"{IN_ORDER}"
    )
    return [
        Counted(
            where(row, row["mention"]), row["award"], row["awarder"], row["level"], row["collectives"],
            row["individuals"], row["households"], row["occasion"], row["locality"] or row["issuer"],
            row["counted_period"] or row["period"], row["status"] or "granted", row["counted"] or "recipients",
        )
        for row in rows
    ]  # fmt: skip
