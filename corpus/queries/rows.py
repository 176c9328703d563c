"""What the queries for records share: where a row stands, and the documents that answers come from."""

from __future__ import annotations

import gc
import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

from corpus.queries.documents import STANDS, SUMMARY, WIDTH, decided, document
from models.answers.places import Where

PLACED = f'{SUMMARY}, r.page, r.section, r."start", r."end", r.confidence, r.decided'
"""The columns that `where` reads, first in a query for rows `r` of documents `d`."""

OWN = WIDTH + 6
"""How many these are: where the columns of the row's own kind begin."""

QUOTE = "coalesce(nullif(r.sentence, ''), r.mention)"
"""The words that a row `r` is quoted with."""

# The sign keeps SQLite from going through all documents that are ready.
READY = f"JOIN documents d ON d.id = r.document WHERE +{STANDS} AND r.verdict IS NOT 'rejected'"
IN_ORDER = "ORDER BY d.year IS NULL, d.year, r.document, r.position"


@contextmanager
def one_state(connection: sqlite3.Connection) -> Iterator[None]:
    """What is read inside is of one state of the archive, whatever is written meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.rollback()


@contextmanager
def collecting_later() -> Iterator[None]:
    """Python looks for cyclic garbage after what is done inside, which makes answers and no garbage.

    It would look through all there is several times while hundreds of rows are read; also a decorator.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def each_once(table: str, column: str) -> str:
    """A query for the values of an indexed column, each once, in as many steps as there are values.

    Rows of documents that are not ready are among them.
    """
    return f"""
        WITH RECURSIVE each(value) AS (
            SELECT min({column}) FROM {table}
            UNION ALL SELECT (SELECT min({column}) FROM {table} WHERE {column} > value) FROM each
            WHERE value IS NOT NULL
        ) SELECT value FROM each WHERE value IS NOT NULL
    """


class _Record(Protocol):
    @property
    def where(self) -> Where: ...


R = TypeVar("R", bound=_Record)


def in_order(placed: Iterable[tuple[int, R]]) -> list[R]:
    """The records by year, document and the number that each is given with: SQLite would move whole rows about."""

    def standing(one: tuple[int, R]) -> tuple[bool, int, int, int]:
        position, record = one
        document = record.where.document
        return document.year is None, document.year or 0, document.id, position

    return [record for _, record in sorted(placed, key=standing)]


def where(row: Sequence[Any], quote: str | None) -> Where:
    """Where the row stands, with the words quoted."""
    page, section, start, end, confidence, said = row[WIDTH:OWN]
    shown = decided(json.loads(said)) if said else None
    return Where(document(row[:WIDTH]), page, section, start, end, quote or "", confidence, shown)
