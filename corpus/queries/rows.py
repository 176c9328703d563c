"""What the queries for records share: where a row stands, and the documents that answers come from."""

from __future__ import annotations

import sqlite3

from corpus.queries.documents import SUMMARY, WIDTH
from models.answers.places import Document, Where

PLACED = f'{SUMMARY}, r.page, r.section, r."start", r."end"'
"""The columns that `where` reads, first in a query for rows `r` of documents `d`."""

READY = "JOIN documents d ON d.id = r.document WHERE d.state = 'ready'"
IN_ORDER = "ORDER BY d.year IS NULL, d.year, r.document, r.position"


def where(row: sqlite3.Row, quote: str | None) -> Where:
    """Where the row stands, with the words quoted."""
    return Where(Document(*row[:WIDTH]), row["page"], row["section"], row["start"], row["end"], quote or "")
