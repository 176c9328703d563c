"""Mentions of exemplars."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection

from corpus.queries.rows import OWN, PLACED, QUOTE, READY, each_once, in_order, where
from models.answers.people import Named


def name_keys(connection: sqlite3.Connection) -> list[str]:
    """The folded names of all who are or were exemplars, each once."""
    return [row[0] for row in connection.execute(each_once("exemplars", "name_key"))]


def name_keys_among(connection: sqlite3.Connection, wanted: Collection[str], closed: str) -> list[str]:
    """Of the folded names that exemplars bear or bore, those `wanted` and those that are `closed` without blanks."""
    rows = connection.execute(
        f"SELECT name_key FROM exemplars WHERE name_key IN ({', '.join('?' * len(wanted))}) "
        "UNION SELECT name_key FROM exemplars WHERE replace(name_key, ' ', '') = ?",
        [*wanted, closed],
    )
    return [row[0] for row in rows]


def is_name_key(connection: sqlite3.Connection, key: str) -> bool:
    """Whether an exemplar bears the folded name."""
    found = connection.execute(f"SELECT 1 FROM exemplars r {READY} AND r.name_key = ? LIMIT 1", (key,))
    return found.fetchone() is not None


def exemplars(connection: sqlite3.Connection, keys: Collection[str] | None = None) -> list[Named]:
    """The mentions of exemplars whose folded name is one of `keys` (None: all), by year and place in the text."""
    narrowed = "" if keys is None else f"AND r.name_key IN ({', '.join('?' * len(keys))})"
    rows = connection.execute(
        f"SELECT {PLACED}, {QUOTE}, r.name, r.kind, r.honorific, r.role, r.unit, r.place, "
        f"r.field, r.achievement, r.position FROM exemplars r {READY} {narrowed}",
        list(keys or ()),
    )
    return in_order((row[-1], Named(where(row, row[OWN]), *row[OWN + 1 : -1])) for row in rows)
