"""The archive as its one writer holds it: opened under a lock, changed one document to a transaction.

with Archive.open(Path("archive")) as archive:
    archive.remove(7)
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from io import BufferedIOBase
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.disk import disk_errors
from corpus.folder import Folder, existing, schema_version
from corpus.lock import writing
from corpus.migrations import CONTENT_TABLES, migrate
from corpus.originals import Originals, Staged
from corpus.review.readings import Readings, readings
from corpus.review.store import apply as apply_decisions
from corpus.rows import Row, Rows
from corpus.same.store import compare, settle, uncompared
from corpus.tallies.store import behind, tally_next
from extractor.version import extractor_version
from models.errors import UsageError

if TYPE_CHECKING:
    from sqlite_utils import Database

_LARGEST = 2**63 - 1  # that SQLite can hold
_COLUMNS = "id, sha256, name, origin, size, state, reason, advice"


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a document could not be read, and what to do about it."""

    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document that has come: name, the path it was given as, SHA-256 and size of its bytes (None if unreadable)."""

    name: str
    origin: str
    sha256: str | None = None
    size: int | None = None


class Archive:
    """An archive open for writing; `open` makes one. What a method changes is on the disk when it returns.

    Every method raises ArchiveError where the disk is full or refuses.
    """

    def __init__(self, folder: Folder, database: Database) -> None:
        self.folder = folder
        self._originals = Originals(folder)
        self._db = database
        self._last_id = self._number("SELECT max(seq) FROM sqlite_sequence")

    @classmethod
    @contextmanager
    def open(cls, root: Path, wait: float = 5.0, create: bool = True) -> Iterator[Archive]:
        """Open the archive in `root` for writing; with `create`, make it where there is none.

        Waits up to `wait` seconds for another writer. ArchiveError where that one goes on, the archive is of a newer
        schema, or there is none to open.
        """
        folder = Folder(root) if create else existing(root)
        with ExitStack() as stack:
            with disk_errors(root):
                stack.enter_context(writing(folder, wait))
                database = stack.enter_context(closing(_open_database(folder)))
                archive = cls(folder, database)
                archive.settle()
                archive.compare()
                archive.tally()
            yield archive
            archive.settle()
            archive.tally()

    def settle(self) -> None:
        """Leave nothing in `incoming/`: files that have a row go to their place, what nobody waits for is cleared."""
        with disk_errors(self.folder.root):
            self._originals.settle(lambda sha256: self.by_hash(sha256) is not None)

    def compare(self) -> None:
        """Look for what holds the report of each document that was never compared: an earlier version wrote it."""
        for document in uncompared(self._db.conn):
            with self._db.atomic():
                self._regrouped(compare(self._db.conn, document))

    def tally(self) -> None:
        """Judge and sum the award counts of the documents that have changed."""
        while behind(self._db.conn):
            with self.transaction() as connection:
                tally_next(connection)

    def by_hash(self, sha256: str) -> Row | None:
        """The document with these bytes: id, sha256, name, origin, size, state, reason, advice."""
        return next(iter(self._documents("sha256 = ?", sha256)), None)

    def unread(self, origin: str) -> Row | None:
        """The failed document whose bytes could not even be had, by the path it was given as."""
        unread = "sha256 IS NULL AND state = 'failed' AND origin = ?"
        return next(iter(self._documents(unread, origin)), None)

    def failed(self) -> list[Row]:
        """The documents that could not be read."""
        return self._documents("state = 'failed'")

    def stale(self) -> list[Row]:
        """The documents in the answers that another version of the extractor has read."""
        return self._documents("state = 'ready' AND version <> ?", extractor_version())

    def chosen(self, documents: Iterable[int]) -> list[Row]:
        """The documents with these identifiers, each once; UsageError where there is none with one of them."""
        return [self._by_id(document) for document in dict.fromkeys(documents)]

    def _documents(self, where: str, *values: object) -> list[Row]:
        """The documents for which the SQL condition `where` holds, by identifier."""
        with disk_errors(self.folder.root):
            return list(self._db.table("documents").rows_where(where, values, order_by="id", select=_COLUMNS))

    def next_id(self) -> int:
        """An identifier for a document on its way, in the order of asking and not of finishing."""
        self._last_id += 1
        return self._last_id

    def stage(self, source: BufferedIOBase, name: str) -> Staged:
        """Copy the bytes of `source` to `incoming/`, where they wait for `put`."""
        with disk_errors(self.folder.root):
            return self._originals.stage(source, name)

    def keep(self, sha256: str, name: str) -> None:
        """Move a staged file to its place, where the document has a row but has lost its file."""
        with disk_errors(self.folder.root):
            self._originals.keep(sha256, name)

    def original(self, document: Row) -> Path | None:
        """Where the document's file lies; None where it never could be read, or is lost."""
        return document["sha256"] and self._originals.find(document["sha256"], document["name"])

    def put(self, document: int, arrival: Arrival, outcome: Rows | Failure) -> Rows | Failure:
        """Write what has become of `arrival`, records or the reason why none; a staged file goes to its place.

        Returns what was written: rows that SQLite cannot hold are a failure of their document.
        """
        try:
            self._write(document, arrival, outcome)
        except (UnicodeError, OverflowError) as error:  # half a character, or a number of more than 64 bits
            outcome = Failure(f"what was found in it cannot be kept ({error})", "report it with the file")
            self._write(document, arrival, outcome)
        if arrival.sha256:
            self.keep(arrival.sha256, arrival.name)
        return outcome

    def remove(self, document: int) -> None:
        """Take a document out of the answers; its rows and its original stay."""
        self._set_state(document, "removed")

    def restore(self, document: int) -> None:
        """Bring a removed document back to what it was: ready, or failed."""
        self._set_state(document, "failed" if self._by_id(document)["reason"] else "ready")

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """What is changed inside is changed as one, or not at all."""
        with disk_errors(self.folder.root), self._db.atomic():
            yield self._db.conn

    def readings(self, document: int) -> Readings:
        """What the machine read in a document, list by list."""
        with disk_errors(self.folder.root):
            return readings(self._db.conn, document)

    def touch(self, document: int) -> None:
        """Give a document whose rows were changed the next number in `change`."""
        self._save(document, {})

    def regroup(self, documents: Iterable[int]) -> None:
        """Say anew which files stand for the reports of these documents, after something was decided about them."""
        self._regrouped(settle(self._db.conn, documents))

    def _regrouped(self, changed: Iterable[int]) -> None:
        for document in sorted(changed):
            self.touch(document)

    def _by_id(self, document: int) -> Row:
        rows = self._documents("id = ?", document) if abs(document) <= _LARGEST else []
        if not rows:
            raise UsageError(
                f"document {document}", "there is none", "`sovang documents` and `sovang status` list them"
            )
        return rows[0]

    def _set_state(self, document: int, state: str) -> None:
        with disk_errors(self.folder.root), self._db.atomic():
            self._save(document, {"state": state})
            self.regroup([document])

    def _write(self, document: int, arrival: Arrival, outcome: Rows | Failure) -> None:
        columns, tables = _columns(outcome)
        with disk_errors(self.folder.root), self._db.atomic():
            self._clear(document)
            self._save(document, {**asdict(arrival), **columns, "decided": None})
            for name, rows in tables.items():
                self._db.table(name).insert_all({"document": document, **row} for row in rows)
            apply_decisions(self._db.conn, document, arrival.sha256)
            self._regrouped(compare(self._db.conn, document) - {document})

    def _save(self, document: int, columns: Row) -> None:
        """Insert or update the document's own row; whatever changes it gives it the next number in `change`."""
        change = self._number("SELECT max(change) FROM documents") + 1
        table = self._db.table("documents")
        if self._documents("id = ?", document):
            table.update(document, {**columns, "change": change})
        else:
            table.insert({"id": document, **columns, "added": _now(), "change": change})

    def _clear(self, document: int) -> None:
        for name in CONTENT_TABLES:
            self._db.table(name).delete_where("document = ?", [document])

    def _number(self, query: str) -> int:
        return self._db.execute(query).fetchone()[0] or 0


def _columns(outcome: Rows | Failure) -> tuple[Row, dict[str, list[Row]]]:
    """The columns of `documents` that say how the extraction went, and the rows of the other tables."""
    made = {"extracted": _now(), "version": extractor_version()}
    if isinstance(outcome, Failure):
        return {**made, "state": "failed", "reason": outcome.what, "advice": outcome.advice}, {}
    return {**made, **outcome.document, "state": "ready", "reason": None, "advice": None}, outcome.tables


def _open_database(folder: Folder) -> Database:
    from sqlite_utils import Database

    connection = sqlite3.connect(folder.database)
    schema_version(connection, folder.root)
    # Every commit waits for the disk: what is reported as done outlives a power cut.
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")
    database = Database(connection, execute_plugins=False)
    migrate(database)
    return database


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
