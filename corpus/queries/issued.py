"""Which numbers are cited, and whom the reports of a unit name."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import NamedTuple

from corpus.queries.documents import STANDS
from corpus.queries.rows import READY, each_once

# Of what a unit's reports name, so much tells where it lies: citations, and reports with whom they send copies to.
_CITATIONS, _REPORTS = 200, 40


def running_numbers(connection: sqlite3.Connection) -> list[str]:
    """Every running number that is cited, once; likewise."""
    return [row[0] for row in connection.execute(each_once("citations", "serial"))]


class Numbered(NamedTuple):
    """A number that is cited as of a type: its running number and its whole key."""

    serial: str
    key: str
    doc_type: str


def numbers_of(connection: sqlite3.Connection, serial: str) -> list[Numbered]:
    """The numbers that are cited with the running number `serial`, each once for each type.

    Those that only documents cite which are not ready are among them.
    """
    rows = connection.execute("SELECT DISTINCT number_key, doc_type FROM citations WHERE serial = ?", (serial,))
    return [Numbered(serial, row[0], row[1]) for row in rows]


def numbers_of_day(connection: sqlite3.Connection, types: Collection[str], date: str) -> list[Numbered]:
    """The numbers of documents of these types that are cited as of that day, each once for each type; likewise."""
    rows = connection.execute(
        "SELECT DISTINCT serial, number_key, doc_type FROM citations "
        "WHERE doc_type IN (SELECT value FROM json_each(?)) AND date = ? AND serial IS NOT NULL",
        (json.dumps(list(types)), date),
    )
    return [Numbered(*row) for row in rows]


def bodies_named(connection: sqlite3.Connection, unit: str) -> list[str]:
    """Bodies that reports of `unit` name as issuers or send copies to, as often as they do in some of them."""
    issuers = connection.execute(
        f"SELECT r.issuer FROM citations r {READY} AND d.issuer = ? AND r.issuer IS NOT NULL LIMIT {_CITATIONS}",
        (unit,),
    )
    copies = connection.execute(
        f"SELECT recipients FROM documents d WHERE {STANDS} AND issuer = ? AND recipients IS NOT NULL LIMIT {_REPORTS}",
        (unit,),
    )
    return [row[0] for row in issuers] + [name for row in copies for name in json.loads(row[0])]
