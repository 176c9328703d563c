"""The tallies of the archive, brought up to the documents that have changed. All inside the caller's transaction.

Every count stands in the tally of its award, level and unit, once for each year that it has to do with, and once for
all years (year 0). What its own report says against it is judged with the report; what other reports say against it,
with the tally.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from corpus.queries.awards import COUNT, award_counts_of
from corpus.queries.documents import last_change
from corpus.tallies.judging import Count, Kind, alone, grouped, kind, place, tally, together, unit_key
from corpus.tallies.rules import rules_version

if TYPE_CHECKING:
    from sqlite3 import Connection

ALL = 0
"""The year of what is tallied for all years."""

_AT_ONCE = 20_000  # documents: the fewer, the oftener is a tally judged that many of them have counts in
_YEARS = re.compile(r"(?P<first>\d{4})(?:-(?P<last>\d{4})$)?")
_EARLIEST, _LATEST = 1900, 2100  # years that can be asked for

Dated = tuple[str, Count]
"""A count with the years that it has to do with."""


def tallied_to(connection: Connection) -> int:
    """The change up to which the tallies have come; 0 where they were made by other rules."""
    change, rules = connection.execute("SELECT change, rules FROM tallied_to").fetchone()
    return int(change) if rules == rules_version() else 0


def behind(connection: Connection) -> bool:
    """Whether documents have changed since."""
    return tallied_to(connection) < last_change(connection)


def tally_next(connection: Connection) -> None:
    """Tally the next documents that have changed, or all of them where there are not very many."""
    since = tallied_to(connection)
    if since == 0:
        for table in ("tallied", "tallies", "tally_kinds"):
            connection.execute(f"DELETE FROM {table}")
    changed = connection.execute(
        "SELECT id, change FROM documents WHERE change > ? ORDER BY change LIMIT ?", (since, _AT_ONCE)
    ).fetchall()
    tallies = _Tallies(connection)
    touched = {one for document, _ in changed for one in _replaced(connection, tallies, document)}
    for one in sorted(touched):
        _judge(connection, one)
    connection.execute("UPDATE tallied_to SET change = ?, rules = ?", (changed[-1][1], rules_version()))


def _replaced(connection: Connection, tallies: _Tallies, document: int) -> Iterator[int]:
    """Write the counts of a document anew, judged by themselves; the tallies that they were and are in."""
    for (one,) in connection.execute("SELECT DISTINCT tally FROM tallied WHERE document = ?", (document,)).fetchall():
        yield one
    connection.execute("DELETE FROM tallied WHERE document = ?", (document,))
    for of_kind, dated in grouped(award_counts_of(connection, document), lambda one: kind(one[1])).items():
        for year in sorted({year for stated, _ in dated for year in years(stated)}):
            rows = sorted((count for stated, count in dated if year in years(stated)), key=place)
            yield from _written(connection, tallies, (of_kind, year), rows)


def years(stated: str) -> list[int]:
    """The years that a count has to do with by its period (YYYY, YYYY-YYYY, YYYY-H1 ...), and the one for all.

    >>> years("2019-2020"), years("2021-H1"), years("")
    ([0, 2019, 2020], [0, 2021], [0])
    """
    found = _YEARS.match(stated)
    if not found:
        return [ALL]
    first, last = int(found["first"]), int(found["last"] or found["first"])
    return [ALL, *range(max(first, _EARLIEST), min(last, _LATEST) + 1)]


def _written(connection: Connection, tallies: _Tallies, of: tuple[Kind, int], rows: list[Count]) -> Iterator[int]:
    reasons = alone(rows, of[1] or None)
    number = tallies.kind(*of)
    for row in rows:
        period, unit, *_ = place(row)
        one = tallies.tally(number, unit_key(row))
        yield one
        connection.execute(
            "INSERT INTO tallied (award, document, tally, kind, period, unit, start, alone) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (row.id, row.document, one, number, period, unit, row.start, reasons.get(row.id)),
        )


class _Tallies:
    """The identifiers of kinds and tallies; those that are not there yet are made."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._kinds: dict[tuple[Kind, int], int] = {}
        self._tallies: dict[tuple[int, str], int] = {}

    def kind(self, kind: Kind, year: int) -> int:
        if (kind, year) not in self._kinds:
            self._kinds[kind, year] = self._made("tally_kinds (year, award, level)", (year, *kind))
        return self._kinds[kind, year]

    def tally(self, kind: int, unit: str) -> int:
        if (kind, unit) not in self._tallies:
            self._tallies[kind, unit] = self._made("tallies (kind, unit_key)", (kind, unit))
        return self._tallies[kind, unit]

    def _made(self, table: str, key: tuple[object, ...]) -> int:
        name, _, columns = table.partition(" ")
        marks = ", ".join("?" * len(key))
        self._connection.execute(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", key)
        found = self._connection.execute(f"SELECT id FROM {name} WHERE {columns} = ({marks})", key)
        return int(found.fetchone()[0])


def _judge(connection: Connection, number: int) -> None:
    """Hold the counts of a tally against each other, and sum them."""
    found = connection.execute(
        f"SELECT t.id, t.alone, t.left_out, {COUNT} FROM tallied t JOIN awards r ON r.id = t.award "
        "JOIN documents d ON d.id = t.document WHERE t.tally = ?",
        (number,),
    ).fetchall()
    rows = sorted((Count._make(count) for _, _, _, *count in found), key=place)
    reasons = {count[0]: reason for _, reason, _, *count in found if reason}
    reasons |= together(row for row in rows if row.id not in reasons)
    changed = ((reasons.get(count[0]), id_) for id_, _, said, *count in found if said != reasons.get(count[0]))
    connection.executemany("UPDATE tallied SET left_out = ? WHERE id = ?", changed)
    if rows:
        _sum(connection, number, rows, reasons)
    else:
        connection.execute("DELETE FROM tallies WHERE id = ?", (number,))


def _sum(connection: Connection, number: int, rows: list[Count], left_out: Iterable[int]) -> None:
    come_to = tally(rows, set(left_out))
    connection.execute(
        "UPDATE tallies SET (rank, nobody, unit, periods, collectives, individuals, households, counts, left_out) "
        "= (?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?",
        (
            come_to.rank, come_to.nobody, next(iter(come_to.units), None), json.dumps(come_to.periods),
            *come_to[-5:], number,
        ),
    )  # fmt: skip
