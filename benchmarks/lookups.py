"""How fast the pages are that come from SQLite, in an archive with a million citations.

The archive is one of sample reports, copied many times without its texts: every copy with other numbers of documents
and other names of people, and one decree that 500 reports cite.
"""

from __future__ import annotations

import gc
import random
import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from archives import archive
from table import goal, percentile, show

from corpus.archive import Archive
from corpus.folder import open_reading
from corpus.queries.documents import Filters
from corpus.sample.people import person_name
from models.names import name_key
from models.references import number_key, serial
from search.lookups.awards import AwardFilters, awards
from search.lookups.decree import decree
from search.lookups.exemplars import exemplar

CITATIONS = 1_000_000
_FROM = 30_000  # passages of the archive that is copied
_CITED = "1868/QĐ-UBND"
_TIMES = 500
_ROWS = 50  # on the first page of a table
_P99 = 10.0  # ms, goal
_SHIFT = 37  # between the numbers of one copy and the next
_LARGEST = 6_000  # running number
_DONE = "complete"


def pages(keep: Path, queries: int, seed: int) -> None:
    """Print p50 and p99 of each page."""
    root = _million(keep)
    dice = random.Random(seed)
    with closing(open_reading(root)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM exemplars WHERE id % 1009 = 0")]
        kinds = [row[0] for row in connection.execute("SELECT DISTINCT award FROM awards LIMIT 12")]
        works: dict[str, Callable[[], object]] = {
            f"decree card, cited {_TIMES} times": lambda: decree(connection, _CITED),
            "exemplar page": lambda: exemplar(connection, dice.choice(names), Filters()),
            "awards table of an award and a year": lambda: awards(
                connection, AwardFilters(dice.randint(2012, 2024), dice.choice(kinds)), _ROWS
            ),
        }
        gc.collect()
        gc.freeze()  # what the benchmark itself holds is no part of a page
        rows = [_row(name, [_milliseconds(work) for _ in range(queries)]) for name, work in works.items()]
        gc.unfreeze()
    show(f"pages from an archive with {CITATIONS} citations, ms", ("page", "p50", "p99", "goal", ""), rows)


def _row(name: str, times: Sequence[float]) -> list[str]:
    p99 = percentile(times, 99)
    return [name, f"{statistics.median(times):.1f}", f"{p99:.1f}", f"{_P99:.0f}", goal(p99 <= _P99)]


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def _million(keep: Path) -> Path:
    root = keep / f"citations-{CITATIONS}"
    if not (root / _DONE).is_file():
        source = archive(keep, _FROM)
        with Archive.open(root):
            pass
        with closing(open_reading(source)) as read, closing(sqlite3.connect(root / "archive.db")) as write:
            _fill(read, write)
        (root / _DONE).touch()
    with Archive.open(root):  # award counts are judged and summed for good as an archive is opened
        pass
    return root


def _fill(read: sqlite3.Connection, write: sqlite3.Connection) -> None:
    documents = _rows(read, "documents")
    records = {table: _rows(read, table) for table in ("citations", "awards", "exemplars")}
    for table in ("documents", *records):
        write.execute(f"DELETE FROM {table}")
    copies = -(-CITATIONS // len(records["citations"]))
    for copy in range(copies):
        first = copy * len(documents)
        number = {row["id"]: first + at for at, row in enumerate(documents, 1)}
        _insert(write, "documents", (_document(row, number[row["id"]]) for row in documents))
        change = {"citations": _citation, "awards": _same, "exemplars": _named(copy)}
        for table, rows in records.items():
            _insert(write, table, (change[table](row | {"document": number[row["document"]]}, copy) for row in rows))
    _cite(write, copies * len(documents))
    write.commit()


def _rows(connection: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]


def _insert(connection: sqlite3.Connection, table: str, rows: Iterator[dict[str, Any]]) -> None:
    made = list(rows)
    names = [name for name in made[0] if table == "documents" or name != "id"]
    columns = ", ".join(f'"{name}"' for name in names)
    query = f"INSERT INTO {table} ({columns}) VALUES ({', '.join('?' * len(names))})"
    connection.executemany(query, ([row[name] for name in names] for row in made))


def _document(row: dict[str, Any], number: int) -> dict[str, Any]:
    return row | {"id": number, "sha256": f"{number:064x}", "change": number, "text": None}


def _same(row: dict[str, Any], copy: int) -> dict[str, Any]:
    del copy
    return row


def _citation(row: dict[str, Any], copy: int) -> dict[str, Any]:
    if not row["serial"]:
        return row
    running = (int(row["serial"]) + copy * _SHIFT) % _LARGEST + 1
    number = re.sub(r"\d+", str(running), row["number"], count=1)
    return row | {"number": number, "number_key": number_key(number), "serial": serial(number)}


def _named(copy: int) -> Callable[[dict[str, Any], int], dict[str, Any]]:
    """Each name of a copy becomes another, always the same."""
    dice, names = random.Random(copy), dict[str, str]()

    def renamed(row: dict[str, Any], copy: int) -> dict[str, Any]:
        del copy
        name = (
            names.get(row["name"]) or f"{person_name(dice, 'Kinh', 'f')} {person_name(dice, 'Kinh', 'm').split()[-1]}"
        )
        names[row["name"]] = name
        return row | {"name": name, "name_key": name_key(name)}

    return renamed


def _cite(connection: sqlite3.Connection, documents: int) -> None:
    """One decree that so many reports cite, and no others by its number."""
    key, running = number_key(_CITED), serial(_CITED)
    connection.execute("DELETE FROM citations WHERE number_key = ?", (key,))
    step = documents // _TIMES
    connection.execute(
        "UPDATE citations SET number = ?, number_key = ?, serial = ?, doc_type = 'Quyết định', date = '2020-10-14', "
        "issuer = 'UBND tỉnh Sơn Biên', subject = NULL "
        "WHERE id IN (SELECT min(id) FROM citations WHERE document % ? = 0 GROUP BY document LIMIT ?)",
        (_CITED, key, running, step, _TIMES),
    )
