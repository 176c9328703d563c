"""Free search: the best reports for a query, and the card of the document that it names."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.queries.documents import Filters, documents, passages
from models.answers.places import Document
from models.answers.reports import Extract, Hit, Reports
from search.engines import Found
from search.index import searched
from search.marks import excerpt, marks
from search.query import Query, parse

if TYPE_CHECKING:
    from models.answers.cards import Decree

_MOST_EXTRACTS = 3
_EXTRACT_WIDTH = 320  # characters: some four lines of a terminal


def reports(connection: sqlite3.Connection, archive: Path, text: str, filters: Filters, limit: int) -> Reports:
    """The `limit` best reports for `text` within `filters`; UsageError where `text` is blank."""
    query = parse(text)
    if not query.wanted:
        return Reports(text, None, (), 0, True)
    known = {document.id: document for document in documents(connection, filters)}
    results = searched(connection, archive, query, known if filters else None, limit)
    texts = passages(connection, [passage for found in results.found for passage in found.passages[:_MOST_EXTRACTS]])
    hits = tuple(_hit(found, known[found.document], texts, query) for found in results.found if found.document in known)
    return Reports(text, _named(connection, text), hits, results.total, results.complete)


def _named(connection: sqlite3.Connection, text: str) -> Decree | None:
    if not any(map(str.isdigit, text)):
        return None
    from search.references import parse_reference

    reference = parse_reference(text)
    if reference is None:
        return None
    from search.lookups.decree import by_reference

    answer = by_reference(connection, reference, text)
    return answer if answer.cards or answer.open else None


def _hit(found: Found, document: Document, texts: Mapping[int, sqlite3.Row], query: Query) -> Hit:
    best = [texts[passage] for passage in found.passages[:_MOST_EXTRACTS] if passage in texts]
    return Hit(
        document,
        round(found.score, 3),
        query.exact and found.exact == len(query.wanted),
        tuple(_extract(row, query) for row in best),
    )


def _extract(row: sqlite3.Row, query: Query) -> Extract:
    text, found = excerpt(row["text"], marks(row["text"], query), _EXTRACT_WIDTH)
    return Extract(text, found, row["page"], row["section"] or None, row["start"], row["end"])
