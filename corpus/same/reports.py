"""The reports that several files hold, and the pairs that may be one, with their reasons. Light: sqlite3 alone."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from sqlite3 import Connection
from typing import TypeVar

from corpus.same.likeness import Likeness
from corpus.same.pairs import Alike, Held, alike, held

_Tie = TypeVar("_Tie", Alike, Held)
_Ties = defaultdict[int, dict[int, _Tie]]


@dataclass(frozen=True, slots=True)
class File:
    """A file of a report; `scanned` is None where it was read by a version that did not tell."""

    id: int
    name: str
    format: str
    scanned: bool | None


@dataclass(frozen=True, slots=True)
class Copy:
    """A file that another stands for: how alike they are, and who confirmed it. It waits as long as nobody did.

    `found` is None where people alone hold them to be one, `confirmed` where the machine alone does.
    """

    file: File
    found: Likeness | None
    confirmed: Held | None


@dataclass(frozen=True, slots=True)
class Shared:
    """A report in several files: the one that stands for it, and the others."""

    stands: File
    copies: tuple[Copy, ...]

    @property
    def waits(self) -> bool:
        """Whether a person is still to confirm it."""
        return any(copy.confirmed is None for copy in self.copies)


@dataclass(frozen=True, slots=True)
class Near:
    """Two reports that may be one: so alike that a person should look, but not plainly the same."""

    one: File
    other: File
    found: Likeness


def shared(connection: Connection) -> list[Shared]:
    """The reports in several files, by the identifier of the one that stands."""
    groups: dict[int, list[int]] = defaultdict(list)
    rows = connection.execute("SELECT same_as, document FROM files WHERE same_as IS NOT NULL ORDER BY document")
    for main, document in rows:
        groups[main].append(document)
    members = {number for main, others in groups.items() for number in (main, *others)}
    files = _files(connection, members)
    found = _by_document(one for one in alike(connection, members) if one.verdict == "same")
    said = _by_document(one for one in held(connection, members) if one.verdict == "same")
    return [Shared(files[main], tuple(_copies(files, main, others, found, said))) for main, others in groups.items()]


def _copies(
    files: Mapping[int, File], main: int, others: list[int], found: _Ties[Alike], said: _Ties[Held]
) -> Iterator[Copy]:
    """The files that `main` stands for, each as it is tied to it, or over others of the report."""
    group = [main, *others]
    confirmed = _reached(main, group, said)
    for number in others:
        alike_ = next((found[number][other].found for other in group if other in found[number]), None)
        by = next((said[number][other] for other in group if other in said[number]), None)
        yield Copy(files[number], alike_, by if number in confirmed else None)


def _reached(main: int, group: list[int], said: _Ties[Held]) -> set[int]:
    """Those of `group` that decisions tie to `main`, over others too."""
    reached = {main}
    for _ in group:
        reached |= {number for number in group if not reached.isdisjoint(said[number])}
    return reached


def near(connection: Connection) -> list[Near]:
    """The pairs that may be one and about which nobody has decided, the most alike first; each report once."""
    query = (
        "SELECT f.document, coalesce(f.same_as, f.document) FROM files f JOIN documents d ON d.id = f.document "
        "WHERE d.state = 'ready'"
    )
    stands: dict[int, int] = dict(map(tuple, connection.execute(query)))
    said = {frozenset((stands.get(one.one), stands.get(one.other))) for one in held(connection)}
    pairs: dict[frozenset[int], Alike] = {}
    for one in sorted(alike(connection), key=lambda one: one.differs):
        pair = frozenset(stands[number] for number in (one.one, one.other) if number in stands)
        if one.verdict == "near" and len(pair) > 1 and pair not in said:
            pairs.setdefault(pair, one)
    files = _files(connection, {number for pair in pairs for number in pair})
    return [Near(files[min(pair)], files[max(pair)], one.found) for pair, one in pairs.items()]


def counts(connection: Connection) -> tuple[int, int, int]:
    """How many files others stand for, how many reports in several files wait, and how many pairs may be one."""
    reports = shared(connection)
    copies, waiting = sum(len(report.copies) for report in reports), sum(report.waits for report in reports)
    return copies, waiting, len(near(connection))


def _by_document(ties: Iterable[_Tie]) -> _Ties[_Tie]:
    """By document and other document, what ties them."""
    by: _Ties[_Tie] = defaultdict(dict)
    for tie in ties:
        by[tie.one][tie.other] = by[tie.other][tie.one] = tie
    return by


def _files(connection: Connection, documents: Iterable[int]) -> dict[int, File]:
    rows = connection.execute(
        "SELECT d.id, d.name, d.format, f.scanned FROM documents d JOIN files f ON f.document = d.id "
        "WHERE d.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(documents)),),
    )
    return {row[0]: File(row[0], row[1], row[2], None if row[3] is None else bool(row[3])) for row in rows}
