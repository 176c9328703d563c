"""One document of the archive with its records."""

from __future__ import annotations

import sqlite3
from typing import Any

from corpus.queries.documents import particulars
from corpus.queries.records import records_of
from models.errors import UsageError

_LARGEST = 2**63 - 1  # SQLite's integers end there


def show(connection: sqlite3.Connection, document: int) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """The particulars and the records of a document; UsageError where it is unknown, unreadable or removed."""
    found = particulars(connection, document) if document <= _LARGEST else None
    if found is None:
        raise UsageError(f"document {document}", "there is none with this ID", "`sovang documents` lists them")
    if found["state"] == "failed":
        raise UsageError(f"document {document}", f"it could not be read ({found['reason']})", "see `sovang status`")
    if found["state"] != "ready":
        raise UsageError(
            f"document {document}", "it was removed from the answers", "ingest the file again to bring it back"
        )
    return found, records_of(connection, document)
