"""What a search index is made of: each report's passages and the particulars by which it is narrowed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_KEPT = "verdict IS NOT 'rejected'"
_VALUES = {
    "person": f"""SELECT name FROM exemplars WHERE document = :id AND {_KEPT} UNION
        SELECT name FROM grants WHERE document = :id AND {_KEPT} UNION
        SELECT signer FROM documents WHERE id = :id""",
    "document": f"""SELECT coalesce(doc_type || ' ', '') || coalesce(number, date) FROM citations
        WHERE document = :id AND {_KEPT} UNION
        SELECT coalesce(doc_type || ' ', '') || number FROM documents WHERE id = :id""",
    "award": f"""SELECT award FROM awards WHERE document = :id AND {_KEPT} UNION
        SELECT award FROM grants WHERE document = :id AND {_KEPT}""",
    "movement": f"SELECT name FROM movements WHERE document = :id AND {_KEPT}",
    "place": f"""SELECT place FROM exemplars WHERE document = :id AND {_KEPT} UNION
        SELECT locality FROM awards WHERE document = :id AND {_KEPT} UNION
        SELECT place FROM documents WHERE id = :id""",
    "unit": "SELECT issuer FROM documents WHERE id = :id",
    "type": "SELECT doc_type FROM documents WHERE id = :id",
}


@dataclass(frozen=True, slots=True)
class Indexed:
    """A report for the index: its passages as (id, text, section), words about it as a whole, its particulars.

    `fields` are by name (`person`, `award` ...), each value once, in the order of the alphabet; `years` those of its
    period, else of its date.
    """

    passages: tuple[tuple[int, str, str], ...]
    head: str
    fields: Mapping[str, tuple[str, ...]]
    years: tuple[int, ...]


def indexed(connection: sqlite3.Connection, document: int) -> Indexed:
    """What the index is to know of a document that is in the answers."""
    rows = connection.execute(
        "SELECT id, text, section FROM passages WHERE document = ? ORDER BY position", (document,)
    )
    passages = tuple((int(row[0]), row[1] or "", row[2] or "") for row in rows)
    told = connection.execute(
        "SELECT doc_type, title, number, issuer, period, year FROM documents WHERE id = ?", (document,)
    )
    *names, period, year = told.fetchone()
    head = ". ".join(filter(None, (*names, period)))
    fields = {name: tuple(_values(connection, query, document)) for name, query in _VALUES.items()}
    return Indexed(passages, head, fields, years_of(period, year))


def _values(connection: sqlite3.Connection, query: str, document: int) -> Iterator[str]:
    for (value,) in connection.execute(query, {"id": document}):
        if value:
            yield value


def years_of(period: str | None, year: int | None) -> tuple[int, ...]:
    """The years that a period (YYYY, YYYY-YYYY, YYYY-H1 ...) has to do with, else the one given.

    >>> years_of("2015-2017", 2017), years_of("2021-H1", None), years_of(None, 2020), years_of(None, None)
    ((2015, 2016, 2017), (2021,), (2020,), ())
    """
    first, _, last = (period or "").partition("-")
    if not first.isdigit():
        return (year,) if year else ()
    return tuple(range(int(first), int(last if last.isdigit() else first) + 1))
