"""One document of the archive with its records."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict
from typing import Any

from corpus.queries.documents import in_answers
from corpus.queries.files import other_files
from corpus.queries.records import records_of


def show(connection: sqlite3.Connection, document: int) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
    """The particulars and the records of a document; UsageError where it is unknown, unreadable or removed."""
    particulars = in_answers(connection, document)
    files = [asdict(file) for file in other_files(connection, [document]).get(document, ())]
    return {**particulars, "files": files}, records_of(connection, document)
