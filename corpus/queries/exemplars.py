"""Mentions of exemplars, and of those whom award decisions list as recipients."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator

from corpus.queries.rows import OWN, PLACED, QUOTE, READY, each_once, in_order, where
from models.answers.people import Named

_TABLES = ("exemplars", "grants")
_OWN = {
    "exemplars": "r.name, r.kind, r.honorific, r.role, r.unit, r.place, r.field, r.achievement, NULL, NULL",
    "grants": "r.name, r.kind, NULL, r.role, r.unit, NULL, NULL, NULL, r.award, r.decision",
}


def exemplar_keys(connection: sqlite3.Connection) -> list[str]:
    """The folded names of all who are or were exemplars, each once, in order."""
    return [row[0] for row in connection.execute(each_once("exemplars", "name_key"))]


def name_keys(connection: sqlite3.Connection) -> list[str]:
    """The folded names of all who are or were exemplars or recipients, each once."""
    known = {row[0] for table in _TABLES for row in connection.execute(each_once(table, "name_key"))}
    return sorted(known)


def name_keys_among(connection: sqlite3.Connection, wanted: Collection[str], closed: str) -> list[str]:
    """Of the folded names that they bear or bore, those `wanted` and those that are `closed` without blanks."""
    borne = " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE name_key = value)" for table in _TABLES)
    closed_up = (f"SELECT name_key FROM {table} WHERE replace(name_key, ' ', '') = :closed" for table in _TABLES)
    rows = connection.execute(
        " UNION ".join((f"SELECT value FROM json_each(:wanted) WHERE {borne}", *closed_up)),
        {"wanted": json.dumps(list(wanted)), "closed": closed},
    )
    return [row[0] for row in rows]


def is_name_key(connection: sqlite3.Connection, key: str) -> bool:
    """Whether an exemplar or a recipient bears the folded name."""
    queries = (f"SELECT 1 FROM {table} r {READY} AND r.name_key = ? LIMIT 1" for table in _TABLES)
    return any(connection.execute(query, (key,)).fetchone() for query in queries)


def exemplars(connection: sqlite3.Connection, keys: Collection[str] | None = None) -> list[Named]:
    """The mentions of exemplars whose folded name is one of `keys` (None: all), by year and place in the text."""
    return in_order(_named(connection, "exemplars", keys))


def exemplars_and_recipients(connection: sqlite3.Connection, keys: Collection[str]) -> list[Named]:
    """The mentions of exemplars and of recipients whose folded name is one of `keys`, likewise."""
    return in_order(placed for table in _TABLES for placed in _named(connection, table, keys))


def _named(connection: sqlite3.Connection, table: str, keys: Collection[str] | None) -> Iterator[tuple[int, Named]]:
    narrowed = "" if keys is None else "AND r.name_key IN (SELECT value FROM json_each(?))"
    values = () if keys is None else (json.dumps(list(keys)),)
    query = f"SELECT {PLACED}, {QUOTE}, {_OWN[table]} FROM {table} r {READY} {narrowed}"
    for row in connection.execute(query, values):
        place = where(row, row[OWN])
        yield place.start, Named(place, *row[OWN + 1 :])
