"""The other files of a report that several hold."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from models.answers.places import Document, OtherFile

_OTHERS = """
SELECT wanted.document AS asked, d.id, d.name, d.format, f.scanned, f.same_as IS NULL AS stands
FROM files wanted JOIN files f ON f.document = wanted.same_as OR f.same_as = coalesce(wanted.same_as, wanted.document)
JOIN documents d ON d.id = f.document
WHERE wanted.document IN (SELECT value FROM json_each(?)) AND d.id <> wanted.document
ORDER BY asked, stands DESC, d.id
"""


def other_files(connection: sqlite3.Connection, documents: Iterable[int]) -> dict[int, tuple[OtherFile, ...]]:
    """By document, the other files that hold its report, that which stands for it first; of none nothing."""
    found: dict[int, list[OtherFile]] = defaultdict(list)
    for asked, number, name, form, scanned, stands in connection.execute(_OTHERS, (json.dumps(list(documents)),)):
        found[asked].append(OtherFile(number, name, form, bool(scanned), bool(stands)))
    return {number: tuple(files) for number, files in found.items()}


def with_files(connection: sqlite3.Connection, documents: Sequence[Document]) -> list[Document]:
    """The documents, each told which other files hold its report."""
    files = other_files(connection, [document.id for document in documents])
    return [replace(document, files=files.get(document.id, ())) for document in documents]
