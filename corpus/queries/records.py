"""All that was found in one document."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

_TABLES = ("citations", "awards", "exemplars", "movements", "grants", "checks", "refs")
_JSON_COLUMNS = ("boxes", "further", "inferred", "parts", "other")
_INTERNAL = ("id", "document", "position", "number_key", "serial", "name_key")


def records_of(connection: sqlite3.Connection, document: int) -> dict[str, list[dict[str, Any]]]:
    """Everything found in one document, by kind (citations, awards ...), in the order of its text."""
    return {table: _rows(connection, table, document) for table in _TABLES}


def _rows(connection: sqlite3.Connection, table: str, document: int) -> list[dict[str, Any]]:
    rows = connection.execute(f"SELECT * FROM {table} WHERE document = ? ORDER BY position", (document,))
    return [{name: _plain(name, row[name]) for name in row.keys() if name not in _INTERNAL} for row in rows]  # noqa: SIM118


def _plain(name: str, value: object) -> object:
    return json.loads(value) if name in _JSON_COLUMNS and isinstance(value, str) else value
