"""All that was found in one document."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from corpus.review.model import record_name

_TABLES = ("citations", "awards", "exemplars", "movements", "grants", "checks", "refs")
_JSON_COLUMNS = ("boxes", "further", "inferred", "parts", "other", "decided")
_INTERNAL = ("id", "document", "position", "number_key", "serial", "name_key", "verdict")


def records_of(connection: sqlite3.Connection, document: int) -> dict[str, list[dict[str, Any]]]:
    """Everything found in one document, by kind (citations, awards ...), in the order of its text.

    Each row bears the `id` by which `sovang review` calls it, and in `decided` what a person has decided about it. What
    a person has rejected is left out.
    """
    return {table: _rows(connection, table, document) for table in _TABLES}


def rejected_in(connection: sqlite3.Connection, document: int) -> list[dict[str, Any]]:
    """What the machine found in one document and a person rejected; `list` says of which kind it was."""
    return [{"list": table, **row} for table in _TABLES for row in _rows(connection, table, document, "IS 'rejected'")]


def _rows(
    connection: sqlite3.Connection, table: str, document: int, verdict: str = "IS NOT 'rejected'"
) -> list[dict[str, Any]]:
    rows = connection.execute(
        f"SELECT * FROM {table} WHERE document = ? AND verdict {verdict} ORDER BY position", (document,)
    )
    return [{"id": f"{document}.{record_name(table, row)}", **_own(row)} for row in rows]


def _own(row: sqlite3.Row) -> dict[str, Any]:
    return {name: _plain(name, row[name]) for name in row.keys() if name not in _INTERNAL}  # noqa: SIM118


def _plain(name: str, value: object) -> object:
    return json.loads(value) if name in _JSON_COLUMNS and isinstance(value, str) else value
