"""Which documents the archive answers from, and how they are chosen by year, type and unit."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from models.answers.places import Decided, Document
from models.errors import UsageError
from models.text import fold, squeeze

_PARTICULARS = "d.id, d.name, d.doc_type, d.number, d.issuer, d.date, d.title, d.period, d.year, d.pages"
SUMMARY = f"{_PARTICULARS}, d.decided AS header_decided"
"""The columns of a `Document`, in its order, of `documents d`; `document` reads them."""

STANDS = "d.state = 'ready' AND NOT EXISTS (SELECT 1 FROM files f WHERE f.document = d.id AND f.same_as IS NOT NULL)"
"""What holds for `documents d` that answers come from: read, not removed, no other file stands for the report."""

WIDTH = SUMMARY.count(",") + 1
_LARGEST = 2**63 - 1  # SQLite's integers end there
_JSON_COLUMNS = ("recipients", "inferred", "header_evidence", "notes", "decided")


@dataclass(frozen=True, slots=True)
class Filters:
    """What a lookup is narrowed to; None is no limit. `unit` is compared leniently; `types` are names in full."""

    year: int | None = None
    types: tuple[str, ...] | None = None
    unit: str | None = None

    def __bool__(self) -> bool:
        return (self.year, self.types, self.unit) != (None, None, None)

    def admit(self, document: Document) -> bool:
        """Whether `document` is of the year (or its period holds it), of one of the types, and of the unit."""
        return (
            (self.year is None or in_year(document.period or str(document.year), self.year))
            and (self.types is None or fold(document.doc_type or "") in map(fold, self.types))
            and (self.unit is None or names_unit(document.unit, self.unit))
        )


def in_year(period: str | None, year: int) -> bool:
    """Whether `period` (YYYY, YYYY-YYYY, YYYY-H1 ...) has to do with `year`."""
    first, _, last = (period or "").partition("-")
    if not first.isdigit():
        return False
    return int(first) <= year <= (int(last) if last.isdigit() else int(first))


def names_unit(unit: str | None, wanted: str) -> bool:
    """Whether the words of `wanted` stand side by side in `unit`, marks aside: `tuan giao`, `UBND huyện Tuần Giáo`."""
    return f" {squeeze(fold(wanted))} " in f" {squeeze(fold(unit or ''))} "


def document(row: Iterable[Any]) -> Document:
    """The document that the columns of `SUMMARY` tell."""
    *particulars, said = row
    found = Document(*particulars)
    return replace(found, decided={field: decided(one) for field, one in json.loads(said).items()}) if said else found


def decided(said: Mapping[str, Any]) -> Decided:
    """What a person decided, as the archive keeps it beside the row."""
    return Decided(said["verdict"], said["by"], said["at"], said["note"], said["machine"])


def documents(connection: sqlite3.Connection, filters: Filters | None = None) -> list[Document]:
    """The documents that answers come from, by year (latest first), then identifier."""
    rows = connection.execute(
        f"SELECT {SUMMARY} FROM documents d WHERE {STANDS} ORDER BY d.year IS NULL, d.year DESC, d.id"
    )
    found = map(document, rows)
    return [one for one in found if filters is None or filters.admit(one)]


def documents_by_id(connection: sqlite3.Connection, wanted: Iterable[int]) -> dict[int, Document]:
    """The documents with these identifiers that are in the answers."""
    ids = list(wanted)
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(f"SELECT {SUMMARY} FROM documents d WHERE {STANDS} AND d.id IN ({marks})", ids)
    return {one.id: one for one in map(document, rows)}


def doc_types(connection: sqlite3.Connection) -> list[str]:
    """The types that documents of the archive are of."""
    rows = connection.execute(f"SELECT DISTINCT doc_type FROM documents d WHERE {STANDS} AND doc_type IS NOT NULL")
    return [row[0] for row in rows]


RUNNING = "CAST(d.number AS INTEGER)"
"""The running number of `documents d`; there is an index of it."""


def of_numbers(connection: sqlite3.Connection, serial: str) -> list[Document]:
    """The archive's own documents that bear the running number `serial`."""
    rows = connection.execute(f"SELECT {SUMMARY} FROM documents d WHERE +{STANDS} AND {RUNNING} = ?", (int(serial),))
    return [document(row) for row in rows]


def particulars(connection: sqlite3.Connection, document: int) -> dict[str, Any] | None:
    """Every column of one document but its text, JSON read; None where there is no such document."""
    row = connection.execute("SELECT * FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:
        return None
    columns = {name: row[name] for name in row.keys() if name != "text"}  # noqa: SIM118  a Row iterates over values
    return {name: _plain(name, value) for name, value in columns.items()}


def in_answers(connection: sqlite3.Connection, document: int) -> dict[str, Any]:
    """The particulars of a document that answers come from; UsageError where it is unknown, unreadable or removed."""
    found = particulars(connection, document) if document <= _LARGEST else None
    subject = f"document {document}"
    if found is None:
        raise UsageError(subject, "there is none with this ID", "`sovang documents` lists them")
    if found["state"] == "failed":
        raise UsageError(subject, f"it could not be read ({found['reason']})", "see `sovang status`")
    if found["state"] != "ready":
        raise UsageError(subject, "it was removed from the answers", "ingest the file again to bring it back")
    return found


def _plain(name: str, value: object) -> object:
    return json.loads(value) if name in _JSON_COLUMNS and isinstance(value, str) else value


def last_change(connection: sqlite3.Connection) -> int:
    """The number of the archive's latest change; 0 for an empty archive."""
    return int(connection.execute("SELECT coalesce(max(change), 0) FROM documents").fetchone()[0])


def changed_since(connection: sqlite3.Connection, change: int) -> list[tuple[int, bool, int]]:
    """Documents changed after `change` as (id, whether answers come from it, change), in the order of the changes."""
    rows = connection.execute(
        f"SELECT id, {STANDS}, change FROM documents d WHERE change > ? ORDER BY change", (change,)
    )
    return [(int(document), bool(ready), int(number)) for document, ready, number in rows]


def bearer(connection: sqlite3.Connection, change: int) -> str:
    """The document that bears the change number `change`, for `descends`; "" where none does any more."""
    row = connection.execute("SELECT id, sha256 FROM documents WHERE change = ?", (change,)).fetchone()
    return f"{row[0]} {row[1]}" if row else ""


def descends(connection: sqlite3.Connection, change: int, bore: str) -> bool:
    """Whether the document that `bore` the change number `change` still does, or a later one.

    In an archive that was put back to an earlier state and has gone another way since, it does not.
    """
    document, _, sha256 = bore.partition(" ")
    query = "SELECT max(change) FROM documents WHERE id = ? AND sha256 = ?"
    return not bore or (connection.execute(query, (document, sha256)).fetchone()[0] or 0) >= change


def passages(connection: sqlite3.Connection, wanted: Iterable[int]) -> dict[int, sqlite3.Row]:
    """Passages by id (document, section, page, start, end, text), of documents that are in the answers."""
    ids = list(wanted)
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(
        # The sign keeps SQLite from going through all documents that are ready.
        f"SELECT p.* FROM passages p JOIN documents d ON d.id = p.document WHERE +{STANDS} AND p.id IN ({marks})",
        ids,
    )
    return {int(row["id"]): row for row in rows}
