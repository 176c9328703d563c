"""What the queries for records share: where a row stands, and the documents that answers come from."""

from __future__ import annotations

import json
import sqlite3

from corpus.queries.documents import STANDS, SUMMARY, WIDTH, decided, document
from models.answers.places import Where

PLACED = f'{SUMMARY}, r.page, r.section, r."start", r."end", r.confidence, r.decided'
"""The columns that `where` reads, first in a query for rows `r` of documents `d`."""

READY = f"JOIN documents d ON d.id = r.document WHERE {STANDS} AND r.verdict IS NOT 'rejected'"
IN_ORDER = "ORDER BY d.year IS NULL, d.year, r.document, r.position"


def each_once(table: str, column: str) -> str:
    """A query for the values of an indexed column, each once, in as many steps as there are values.

    Rows of documents that are not ready are among them.
    """
    return f"""
        WITH RECURSIVE each(value) AS (
            SELECT min({column}) FROM {table}
            UNION ALL SELECT (SELECT min({column}) FROM {table} WHERE {column} > value) FROM each
            WHERE value IS NOT NULL
        ) SELECT value FROM each WHERE value IS NOT NULL
    """


def where(row: sqlite3.Row, quote: str | None) -> Where:
    """Where the row stands, with the words quoted."""
    said = decided(json.loads(row["decided"])) if row["decided"] else None
    return Where(
        document(tuple(row)[:WIDTH]),
        row["page"],
        row["section"],
        row["start"],
        row["end"],
        quote or "",
        row["confidence"],
        said,
    )
