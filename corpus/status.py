"""What an archive holds and what ails it, for `sovang status`. Light: reads with sqlite3 alone."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from corpus.folder import open_reading, schema_version
from corpus.review.waiting import counts as held_and_lost
from corpus.same.reports import counts as copies_and_waiting
from extractor.version import extractor_version


@dataclass(frozen=True, slots=True)
class Count:
    """How many documents of a format ("" where it is not known) are in a state."""

    state: str
    format: str
    documents: int


@dataclass(frozen=True, slots=True)
class Failed:
    """A document that could not be read, where it was found, why, and what to do."""

    id: int
    name: str
    origin: str
    reason: str
    advice: str


@dataclass(frozen=True, slots=True)
class Status:
    """An archive at a glance; `stale` counts ready documents that an earlier version of the extractor has read.

    `decisions` are those of people that hold, `unanchored` those of them whose record is no longer found. `copies` are
    files whose reports others stand for, `unconfirmed` the reports in several files that a person is still to confirm,
    `may_be_one` pairs of reports about which one should decide.
    """

    archive: str
    schema: int
    counts: tuple[Count, ...]
    stale: int
    decisions: int
    unanchored: int
    copies: int
    unconfirmed: int
    may_be_one: int
    failed: tuple[Failed, ...]


def status(root: Path) -> Status:
    """The state of the archive in `root`; ArchiveError where there is none."""
    with closing(open_reading(root)) as connection:
        counts = connection.execute(
            "SELECT state, coalesce(format, ''), count(*) FROM documents GROUP BY 1, 2 ORDER BY state DESC, 3 DESC, 2"
        )
        failed = connection.execute(
            "SELECT id, name, origin, reason, advice FROM documents WHERE state = 'failed' ORDER BY id"
        )
        return Status(
            str(root),
            schema_version(connection, root),
            tuple(Count(*row) for row in counts),
            _stale(connection),
            *held_and_lost(connection),
            *copies_and_waiting(connection),
            tuple(Failed(*row) for row in failed),
        )


def _stale(connection: Connection) -> int:
    query = "SELECT count(*) FROM documents WHERE state = 'ready' AND version <> ?"
    return int(connection.execute(query, (extractor_version(),)).fetchone()[0])
