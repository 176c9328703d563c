"""Who cites which issued document."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from corpus.queries.documents import STANDS, SUMMARY
from corpus.queries.rows import IN_ORDER, OWN, PLACED, QUOTE, READY, in_order, where
from models.answers.cards import Cited

_CITED = (
    f"SELECT {PLACED}, {QUOTE}, r.doc_type, r.number, r.date, r.issuer, r.subject, r.role, r.mention, "
    f"r.position FROM citations r {READY}"
)


def citations(connection: sqlite3.Connection, serial: str, keys: Collection[str] | None = None) -> list[Cited]:
    """The citations of documents with the running number `serial`, by year and in the order of the text.

    With `keys`, only of those whose numbers have one of these keys.
    """
    narrowed = "" if keys is None else "AND r.number_key IN (SELECT value FROM json_each(?))"
    values = [serial, *([] if keys is None else [json.dumps(list(keys))])]
    return in_order(map(_cited, connection.execute(f"{_CITED} AND r.serial = ? {narrowed}", values)))


def cited_laws(connection: sqlite3.Connection, doc_type: str) -> list[Cited]:
    """The citations of laws (or codes, or ordinances), by year and in the order of the text."""
    return in_order(map(_cited, connection.execute(f"{_CITED} AND r.doc_type = ?", (doc_type,))))


def _cited(row: sqlite3.Row) -> tuple[int, Cited]:
    return row[-1], Cited(where(row, row[OWN]), *row[OWN + 1 : -1])


def laws_mentioned(connection: sqlite3.Connection, doc_type: str) -> list[Cited]:
    """The mentions of laws by their names alone, which tell no year; quoted with the passage they stand in."""
    rows = connection.execute(
        f'SELECT {SUMMARY}, r.page, p.section, r."start", r."end", NULL AS confidence, NULL AS decided, '
        "r.mention, p.text "
        "FROM refs r JOIN documents d ON d.id = r.document LEFT JOIN passages p ON p.document = r.document "
        'AND p."start" <= r."start" AND r."start" < p."end" '
        f"WHERE {STANDS} AND r.kind = 'vague' AND r.mention GLOB ? {IN_ORDER}",
        (f"{doc_type} *",),
    )
    return [_mentioned(row, doc_type) for row in rows]


def _mentioned(row: sqlite3.Row, doc_type: str) -> Cited:
    mention, text = row[OWN:]
    return Cited(
        where(row, text or mention), doc_type, None, None, None, mention.removeprefix(doc_type).strip(), None, mention
    )
