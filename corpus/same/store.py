"""Files of one report in the archive's tables. All inside the caller's transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from corpus.same.groups import File, standing
from corpus.same.keys import header_keys, text_keys
from corpus.same.pairs import alike, held
from corpus.same.verdict import Side, compared

if TYPE_CHECKING:
    from sqlite3 import Connection

_MOST = 20  # files that one is compared with for its text, and as many for its header
_PAGED = "('pdf', 'scan')"
_SAID = "FROM documents a JOIN joinings j ON j.one = a.sha256 JOIN documents b ON b.sha256 = j.other WHERE"
_TIED = (
    "SELECT other FROM likenesses WHERE one = :id AND verdict = 'same'",
    "SELECT one FROM likenesses WHERE other = :id AND verdict = 'same'",
    f"SELECT b.id {_SAID} a.id = :id",
    f"SELECT a.id {_SAID} b.id = :id",
)


def compare(connection: Connection, document: int) -> set[int]:
    """Find what else holds the report of a document whose rows were written; what stands otherwise now is returned."""
    before = _reached(connection, [document])
    connection.execute("DELETE FROM likenesses WHERE one = ?", (document,))
    connection.execute("DELETE FROM likenesses WHERE other = ?", (document,))
    state, title, issuer, side = _side(connection, document)
    if state != "failed":
        connection.execute("INSERT OR IGNORE INTO files (document) VALUES (?)", (document,))
        by_text = text_keys(side.words)
        by_header = list(header_keys(side.number, title, issuer, side.period, side.year))
        others = {other for keys in (by_text, by_header) for other in _sharing(connection, keys, document)}
        rows = ((key, document) for key in {*by_text, *by_header})
        connection.executemany("INSERT OR IGNORE INTO file_keys (key, document) VALUES (?, ?)", rows)
        for other in others:
            _note(connection, document, side, other)
    return settle(connection, {document, *before})


def settle(connection: Connection, documents: Iterable[int]) -> set[int]:
    """Say anew which files stand for the reports of these and of all that hang together with them.

    Returns the documents for which another one, or none, stands than before.
    """
    members = _reached(connection, documents)
    files = [file for number in sorted(members) if (file := _file(connection, number))]
    found = standing(files, *_links(connection, {file.id for file in files}))
    changed = set()
    for number in members:
        main = found.get(number, number)
        same_as = None if main == number else main
        changes = "UPDATE files SET same_as = ? WHERE document = ? AND same_as IS NOT ?"
        if connection.execute(changes, (same_as, number, same_as)).rowcount:
            changed.add(number)
    return changed


def uncompared(connection: Connection) -> list[int]:
    """The documents with a text that were never compared, as those that an earlier version has written."""
    query = "SELECT id FROM documents WHERE state IN ('ready', 'removed') EXCEPT SELECT document FROM files"
    return [row[0] for row in connection.execute(query)]


def _sharing(connection: Connection, keys: list[int], document: int) -> list[int]:
    """The documents that share most of `keys`."""
    rows = connection.execute(
        "SELECT document FROM file_keys WHERE key IN (SELECT value FROM json_each(?)) AND document <> ? "
        "GROUP BY document ORDER BY count(*) DESC, document LIMIT ?",
        (json.dumps(keys), document, _MOST),
    )
    return [row[0] for row in rows]


def _note(connection: Connection, document: int, side: Side, other: int) -> None:
    """Keep how alike two documents are, if they are."""
    (one, first), (two, second) = sorted(((document, side), (other, _side(connection, other)[-1])), key=_number)
    if found := compared(first, second):
        columns = (one, two, found[0], json.dumps(asdict(found[1])))
        connection.execute("INSERT INTO likenesses (one, other, verdict, found) VALUES (?, ?, ?, ?)", columns)


def _number(numbered: tuple[int, Side]) -> int:
    return numbered[0]


def _side(connection: Connection, document: int) -> tuple[str, str | None, str | None, Side]:
    """State, title and issuer of a document, and what it is compared by."""
    row = connection.execute(
        "SELECT d.state, d.title, d.issuer, d.doc_type, d.number, d.date, d.period, d.year, d.text, "
        "coalesce(f.scanned, d.format = 'scan') FROM documents d LEFT JOIN files f ON f.document = d.id WHERE d.id = ?",
        (document,),
    ).fetchone()
    state, title, issuer, *header, text, scanned = row
    return state, title, issuer, Side(text or "", bool(scanned), *header)


def _file(connection: Connection, document: int) -> File | None:
    """A document as a file of a report; None where it is in no answer."""
    row = connection.execute(
        "SELECT d.id, EXISTS (SELECT 1 FROM decisions m WHERE m.document = d.sha256 AND m.undone_at IS NULL), "
        f"coalesce(f.scanned, d.format = 'scan', 0), coalesce(d.format IN {_PAGED}, 0) "
        "FROM documents d JOIN files f ON f.document = d.id WHERE d.id = ? AND d.state = 'ready'",
        (document,),
    ).fetchone()
    return row and File(row[0], *map(bool, row[1:]))


def _reached(connection: Connection, documents: Iterable[int]) -> set[int]:
    """The documents and all that likeness or people tie to them, over others too."""
    found = set(documents)
    new = list(found)
    while new:
        tied = {other for number in new for other in _tied(connection, number)}
        new = list(tied - found)
        found |= tied
    return found


def _tied(connection: Connection, document: int) -> Iterator[int]:
    for query in _TIED:
        for (other,) in connection.execute(query, {"id": document}):
            yield other


def _links(connection: Connection, members: set[int]) -> tuple[list[tuple[int, int]], set[frozenset[int]]]:
    """The pairs of `members` that are one report, the surest first, and those that must not be.

    What people decide goes before what the machine found: what they joined is no longer barred for being merely near.
    """
    said = {frozenset((one.one, one.other)): one for one in held(connection, members)}
    found = [one for one in alike(connection, members) if frozenset((one.one, one.other)) not in said]
    plain = sorted((one for one in found if one.verdict == "same"), key=lambda one: one.differs)
    joined = [(one.one, one.other) for one in said.values() if one.verdict == "same"]
    links = [*joined, *((one.one, one.other) for one in plain)]
    barred = {pair for pair, one in said.items() if one.verdict == "apart"}
    seen = {number for pair in joined for number in pair}
    near = {frozenset((one.one, one.other)) for one in found if one.verdict == "near"}
    return links, barred | {pair for pair in near if seen.isdisjoint(pair)}
