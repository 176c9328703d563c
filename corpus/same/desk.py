"""Deciding which files hold one report. Each call is one transaction and one act: all that was named, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from sqlite3 import Connection

from corpus.archive import Archive
from corpus.review.desk import now, signed
from corpus.rows import Row
from corpus.same.pairs import Held, held
from models.errors import UsageError
from models.text import squeeze

Pair = tuple[Row, Row]


def confirm(archive: Archive, ids: Sequence[int], by: str, note: str | None = None) -> list[Pair]:
    """These documents hold one report; of one alone, it and those that are held to be one with it."""
    return _decide(archive, ids, "same", by, note)


def apart(archive: Archive, ids: Sequence[int], by: str, note: str | None = None) -> list[Pair]:
    """These documents hold a report each; of one alone, it and those that are held to be one with it."""
    return _decide(archive, ids, "apart", by, note)


def undo(archive: Archive, ids: Iterable[int], by: str) -> list[Held]:
    """Take back the last decision about each document, with all that was decided by the same command."""
    name, at = signed(by), now()
    with archive.transaction() as connection:
        taken = [_last(connection, document["id"]) for document in archive.chosen(ids)]
        for act in {one.act for one in taken}:
            query = "UPDATE joinings SET undone_by = ?, undone_at = ? WHERE act = ? AND undone_at IS NULL"
            connection.execute(query, (name, at, act))
        archive.regroup([number for one in taken for number in (one.one, one.other)])
    return taken


def _decide(archive: Archive, ids: Sequence[int], verdict: str, by: str, note: str | None) -> list[Pair]:
    name, at = signed(by), now()
    with archive.transaction() as connection:
        pairs = _pairs(connection, archive, ids)
        (act,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM joinings").fetchone()
        for pair in pairs:
            one, other = sorted(document["sha256"] for document in pair)
            connection.execute(
                "INSERT INTO joinings (act, one, other, verdict, made_by, made_at, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (act, one, other, verdict, name, at, squeeze(note or "") or None),
            )
        archive.regroup([document["id"] for pair in pairs for document in pair])
    return pairs


def _pairs(connection: Connection, archive: Archive, ids: Sequence[int]) -> list[Pair]:
    """The pairs that are decided upon: of several documents all, of one alone those with the files of its report."""
    documents = [_ready(document) for document in archive.chosen(ids)]
    if len(documents) > 1:
        return list(combinations(documents, 2))
    [document] = documents
    others = archive.chosen(_beside(connection, document["id"]))
    if not others:
        what, advice = "no other file holds its report", "name both: `sovang same confirm ID ID`"
        raise UsageError(f"document {document['id']}", what, advice)
    return [(document, other) for other in others]


def _ready(document: Row) -> Row:
    if document["state"] != "ready":
        raise UsageError(f"document {document['id']}", "it is not in the answers", "see `sovang status`")
    return document


def _beside(connection: Connection, document: int) -> list[int]:
    """The other files of the report that a document holds."""
    rows = connection.execute(
        "WITH main AS (SELECT coalesce(same_as, document) AS id FROM files WHERE document = :id) "
        "SELECT document FROM files, main WHERE (document = main.id OR same_as = main.id) AND document <> :id",
        {"id": document},
    )
    return [row[0] for row in rows]


def _last(connection: Connection, document: int) -> Held:
    about = [one for one in held(connection) if document in (one.one, one.other)]
    if not about:
        raise UsageError(
            f"document {document}", "nobody has decided about it", "`sovang same --decided` lists decisions"
        )
    return about[-1]
