"""The records that lookups answer from: citations, award counts, exemplars, and all of one document's."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from typing import Any

from corpus.queries.documents import SUMMARY, WIDTH
from models.answers import Cited, Counted, Document, Named, Where

_PLACE = 'r.page, r.section, r."start", r."end"'
_READY = "JOIN documents d ON d.id = r.document WHERE d.state = 'ready'"
_IN_ORDER = "ORDER BY d.year IS NULL, d.year, r.document, r.position"
_TABLES = ("citations", "awards", "exemplars", "movements", "checks", "refs")
_JSON_COLUMNS = ("boxes", "inferred", "parts", "other")
_INTERNAL = ("id", "document", "position", "number_key", "serial", "name_key")


def _where(row: sqlite3.Row, quote: str | None) -> Where:
    document = Document(*row[:WIDTH])
    return Where(document, row["page"], row["section"], row["start"], row["end"], quote or "")


def citations(connection: sqlite3.Connection, serial: str) -> list[Cited]:
    """The citations of documents with the running number `serial`, by year and in the order of the text."""
    rows = connection.execute(
        f"SELECT {SUMMARY}, {_PLACE}, r.doc_type AS type, r.number AS printed, r.date AS dated, r.issuer AS body, "
        f"r.subject, r.role, r.mention, r.sentence FROM citations r {_READY} AND r.serial = ? {_IN_ORDER}",
        (serial,),
    )
    return [
        Cited(
            _where(row, row["sentence"] or row["mention"]), row["type"], row["printed"], row["dated"], row["body"],
            row["subject"], row["role"], row["mention"],
        )
        for row in rows
    ]  # fmt: skip


def cited_numbers(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Every number that is cited, once, as (serial, number, type)."""
    rows = connection.execute(
        f"SELECT DISTINCT r.serial, r.number, r.doc_type FROM citations r {_READY} AND r.serial IS NOT NULL"
    )
    return [(row[0], row[1], row[2]) for row in rows]


def bodies_named(connection: sqlite3.Connection, unit: str) -> list[str]:
    """The bodies that reports of `unit` name as issuers or send copies to, as often as they do."""
    issuers = connection.execute(
        f"SELECT r.issuer FROM citations r {_READY} AND d.issuer = ? AND r.issuer IS NOT NULL", (unit,)
    )
    copies = connection.execute(
        "SELECT recipients FROM documents WHERE state = 'ready' AND issuer = ? AND recipients IS NOT NULL", (unit,)
    )
    return [row[0] for row in issuers] + [name for row in copies for name in json.loads(row[0])]


def awards(connection: sqlite3.Connection) -> list[Counted]:
    """All award counts, by year of the report and in the order of the text; `unit` is whose count it is."""
    rows = connection.execute(
        f"SELECT {SUMMARY}, {_PLACE}, r.award, r.awarder, r.level, r.collectives, r.individuals, r.households, "
        f"r.occasion, r.locality, r.period AS counted_period, r.status, r.counted, r.mention FROM awards r {_READY} "
        f"{_IN_ORDER}"
    )
    return [
        Counted(
            _where(row, row["mention"]), row["award"], row["awarder"], row["level"], row["collectives"],
            row["individuals"], row["households"], row["occasion"], row["locality"] or row["issuer"],
            row["counted_period"] or row["period"], row["status"] or "granted", row["counted"] or "recipients",
        )
        for row in rows
    ]  # fmt: skip


def name_keys(connection: sqlite3.Connection) -> list[str]:
    """The folded names of all exemplars, each once."""
    return [row[0] for row in connection.execute(f"SELECT DISTINCT r.name_key FROM exemplars r {_READY}")]


def exemplars(connection: sqlite3.Connection, keys: Collection[str] | None = None) -> list[Named]:
    """The mentions of exemplars whose folded name is one of `keys` (None: all), by year and place in the text."""
    narrowed = "" if keys is None else f"AND r.name_key IN ({', '.join('?' * len(keys))})"
    rows = connection.execute(
        f"SELECT {SUMMARY}, {_PLACE}, r.name AS person, r.kind, r.honorific, r.role, r.unit, r.place AS place, "
        f"r.field, r.achievement, r.mention, r.sentence FROM exemplars r {_READY} {narrowed} {_IN_ORDER}",
        list(keys or ()),
    )
    return [
        Named(
            _where(row, row["sentence"] or row["mention"]), row["person"], row["kind"], row["honorific"], row["role"],
            row["unit"], row["place"], row["field"], row["achievement"],
        )
        for row in rows
    ]  # fmt: skip


def records_of(connection: sqlite3.Connection, document: int) -> dict[str, list[dict[str, Any]]]:
    """Everything found in one document, by kind (citations, awards ...), in the order of its text."""
    return {table: _rows(connection, table, document) for table in _TABLES}


def _rows(connection: sqlite3.Connection, table: str, document: int) -> list[dict[str, Any]]:
    rows = connection.execute(f"SELECT * FROM {table} WHERE document = ? ORDER BY position", (document,))
    return [{name: _plain(name, row[name]) for name in row.keys() if name not in _INTERNAL} for row in rows]  # noqa: SIM118


def _plain(name: str, value: object) -> object:
    return json.loads(value) if name in _JSON_COLUMNS and isinstance(value, str) else value
