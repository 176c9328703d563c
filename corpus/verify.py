"""Is the archive what it says it is? Every original against its checksum, every row against the text it quotes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corpus.folder import Folder, open_reading
from corpus.originals import Originals, fingerprint
from models.text import fold, squeeze

# The column of each table that holds the words between its offsets; of a movement the evidence is its bare name, of a
# check the cell with the total, of which the whole row is quoted.
_READ = "coalesce(json_extract(decided, '$.machine.name'), name)"  # whatever a person has made of it
_WORDS = {"passages": "text", "movements": _READ} | dict.fromkeys(
    ("citations", "awards", "exemplars", "grants", "checks", "refs"), "mention"
)
_COPY = "put back a copy of archive.db, or move it away and ingest again"
_INGEST = "move it away and ingest the file again"
_RETRY = "extract the document again with `sovang refresh {}`"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not as it should be: where, what, and what to do."""

    subject: str
    what: str
    advice: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.what}; {self.advice}"


def verify(root: Path, tick: Callable[[int, int], None] = lambda *_: None) -> Iterator[Problem]:
    """What is wrong with the archive in `root`, as it is found; `tick(done, total)` is called after each document.

    Needs no lock: a writer may be at work meanwhile. ArchiveError where there is no archive to look at.
    """
    originals = Originals(Folder(root))
    with closing(open_reading(root)) as connection:
        try:
            yield from _database(connection)
            (total,) = connection.execute("SELECT count(*) FROM documents").fetchone()
            for done, document in enumerate(connection.execute("SELECT * FROM documents ORDER BY id"), 1):
                yield from _original(originals, document)
                yield from _rows(connection, document)
                tick(done, total)
            yield from _copies(connection)
            yield from _strangers(originals, connection)
            yield from _strange_copies(originals.folder, connection)
        except sqlite3.DatabaseError as error:
            yield Problem("archive.db", f"it cannot be read to the end ({error})", _COPY)


def _database(connection: sqlite3.Connection) -> Iterator[Problem]:
    for (message,) in connection.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield Problem("archive.db", message, _COPY)
    for table, row, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield Problem("archive.db", f"row {row} of {table} belongs to no document", _COPY)


def _original(originals: Originals, document: sqlite3.Row) -> Iterator[Problem]:
    sha256 = document["sha256"]
    if not sha256:
        return
    path = originals.find(sha256, document["name"])
    if not path:
        place = originals.place(sha256, document["name"])
        yield Problem(_named(document), f"its original {place} is lost", "ingest the file again")
        return
    try:
        with path.open("rb") as source:
            true = fingerprint(source) == sha256
    except OSError as error:
        yield Problem(_named(document), f"its original {path} cannot be read ({error.strerror})", "check the disk")
        return
    if not true:
        yield Problem(_named(document), f"its original {path} is not what was received", _INGEST)


def _rows(connection: sqlite3.Connection, document: sqlite3.Row) -> Iterator[Problem]:
    """Rows whose words are not those at their offsets in the document's text."""
    advice = _RETRY.format(document["id"])
    text = document["text"] or ""
    for field, evidence in json.loads(document["header_evidence"] or "{}").items():
        if not _same(text, evidence["start"], evidence["end"], evidence["quote"]):
            yield Problem(_named(document), f"the evidence of its {field} does not stand in its text", advice)
    for table, column in _WORDS.items():
        query = f'SELECT start, "end", {column} FROM {table} WHERE document = ?'
        stands = _within if table == "checks" else _same
        wrong = sum(not stands(text, *row) for row in connection.execute(query, (document["id"],)))
        if wrong:
            yield Problem(_named(document), f"{wrong} rows of {table} do not stand in its text", advice)


def _same(text: str, start: int, end: int, words: str) -> bool:
    return _plain(text[start:end]) == _plain(words) and 0 <= start <= end <= len(text)


def _within(text: str, start: int, end: int, words: str) -> bool:
    return _plain(text[start:end]) in _plain(words) and 0 <= start < end <= len(text)


def _plain(text: str) -> str:
    return squeeze(fold(text))


def _copies(connection: sqlite3.Connection) -> Iterator[Problem]:
    """Files left out of the answers for another that is not in them."""
    query = """
        SELECT d.id, d.name, f.same_as FROM files f JOIN documents d ON d.id = f.document
        LEFT JOIN documents m ON m.id = f.same_as LEFT JOIN files s ON s.document = f.same_as
        WHERE f.same_as IS NOT NULL AND (d.state <> 'ready' OR m.state IS NOT 'ready' OR s.same_as IS NOT NULL)
    """
    for document in connection.execute(query):
        what = f"document {document['same_as']}, which should stand for its report, does not"
        yield Problem(_named(document), what, _RETRY.format(document["id"]))


def _strangers(originals: Originals, connection: sqlite3.Connection) -> Iterator[Problem]:
    """Files in `originals/` that no document knows."""
    files = list(originals.all())  # before the rows, for a writer adds the row first
    known = {
        originals.place(sha256, name)
        for sha256, name in connection.execute("SELECT sha256, name FROM documents WHERE sha256 IS NOT NULL")
    }
    for path in files:
        if path not in known:
            yield Problem(str(path), "no document knows this file", "move it away, and ingest it if it is a document")


def _strange_copies(folder: Folder, connection: sqlite3.Connection) -> Iterator[Problem]:
    """Files in `derived/` that were made of no document's original."""
    files = sorted(path for path in folder.derived.rglob("*") if path.is_file())
    hashes = connection.execute("SELECT sha256 FROM documents WHERE sha256 IS NOT NULL")
    known = {folder.searchable(sha256) for (sha256,) in hashes}
    for path in files:
        if path not in known:
            yield Problem(str(path), "it is no copy of any document", "delete it")


def _named(document: sqlite3.Row) -> str:
    return f"document {document['id']} ({document['name']})"
