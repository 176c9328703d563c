"""The index that hangs on an archive: made, brought up to date, mended and built anew without being asked.

It lies in `index/` of the archive folder and holds nothing that archive.db does not: it may be deleted at any time.
`current.json` there names the folder that answers; a new one is built beside it and takes its place at the end.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from corpus.folder import open_reading
from corpus.queries.documents import changed_since, last_change
from corpus.queries.indexed import indexed
from models.errors import ArchiveError, UsageError
from search import analysis
from search.engines import Engine, EngineBroken, EngineBusy, Entry, Passage, Results, Slice
from search.engines.choice import DEFAULT, engine_named
from search.limit import within
from search.query import Query
from search.query.plan import Plan, Step, planned, relaxed

_BATCH = 4_000  # passages a commit: a killed run goes on from the last
_PATIENCE = 120.0  # seconds that a writer waits for another
_LOOKUP_PATIENCE = 5.0
_LONGEST = 20.0  # seconds that a query may take
_ROOM = 8_000_000  # bytes: with less, no room is why nothing can be written
_CURRENT = "current.json"
_BUILDING = "building.json"


@dataclass(frozen=True, slots=True)
class Answer:
    """What an index found, with the plan of it (None where nothing was asked for)."""

    plan: Plan | None
    results: Results


Progress = Callable[[int, int], None]
"""Told how many documents are done, of how many."""


def _silent(done: int, of: int) -> None:
    """Progress for nobody."""


def bring_up_to_date(archive: Path) -> None:
    """Make the index of `archive` say what its database says; waits for another writer of the index."""
    with _told(archive), closing(open_reading(archive)) as connection, _opened(connection, archive, _PATIENCE):
        pass


def rebuild(archive: Path, engine: str | None = None, progress: Progress = _silent) -> int:
    """Build the index of `archive` anew beside the old one, which answers until then; the number of documents in it.

    `engine` is the one to use from now on; without, the index keeps its own. UsageError where there is none so called.
    """
    with _told(archive), closing(open_reading(archive)) as connection, _writing(archive, _PATIENCE) as folder:
        name = engine_named(engine or _engine_of(folder)).name
        _build(connection, folder, name, progress)
        return sum(ready for _, ready, _ in changed_since(connection, 0))


def searched(
    connection: sqlite3.Connection, archive: Path, query: Query, conditions: tuple[Step, ...], wanted: Slice
) -> Answer:
    """What the index of `archive` finds, once it is up to date; a broken index is built anew, once.

    `conditions` narrow the query. UsageError where the query takes too long.
    """
    with _told(archive):
        try:
            return _asked(connection, archive, query, conditions, wanted)
        except EngineBroken:
            with _writing(archive, _PATIENCE) as folder:
                _build(connection, folder, _engine_of(folder), _silent)
            return _asked(connection, archive, query, conditions, wanted)


def _asked(
    connection: sqlite3.Connection, archive: Path, query: Query, conditions: tuple[Step, ...], wanted: Slice
) -> Answer:
    with _opened(connection, archive, _LOOKUP_PATIENCE) as engine:
        try:
            return within(_LONGEST, partial(_answer, engine, query, conditions, wanted))
        except TimeoutError:
            what = f"the search took longer than {_LONGEST:.0f} seconds"
            raise UsageError(query.text.strip(), what, "use fewer words or narrow it, such as năm:2020") from None


def _answer(engine: Engine, query: Query, conditions: tuple[Step, ...], wanted: Slice) -> Answer:
    plan = planned(query, engine.vocabulary(), conditions)
    if plan is None:
        return Answer(None, Results((), 0, True))
    results = engine.search(plan, wanted)
    return Answer(plan if results.complete else relaxed(plan), results)


@contextmanager
def _told(archive: Path) -> Iterator[None]:
    """What goes wrong with the index, as an ArchiveError."""
    try:
        yield
    except EngineBusy:
        raise ArchiveError(archive, "its index is being built by another run", "try again in a moment") from None
    except EngineBroken as error:
        raise _unwritable(archive, str(error)) from error


def _unwritable(archive: Path, why: str) -> ArchiveError:
    """What to say where the index was not written; engines do not always say that the disk is full."""
    if shutil.disk_usage(archive).free < _ROOM:
        why = "the disk is full"
    return ArchiveError(
        archive / "index", f"the search index cannot be written ({why})", "make room or give permission"
    )


@contextmanager
def _opened(connection: sqlite3.Connection, archive: Path, patience: float) -> Iterator[Engine]:
    """The index, up to date. Where another run is writing it, it is taken as it stands once `patience` is over."""
    engine = _up_to_date(connection, archive)
    if engine is None:
        _catch_up(connection, archive, patience)
        engine = _current(archive / "index")
        if engine is None:
            raise EngineBroken("it was not written")
    try:
        yield engine
    finally:
        engine.close()


def _up_to_date(connection: sqlite3.Connection, archive: Path) -> Engine | None:
    try:
        engine = _current(archive / "index")
        return engine if engine and engine.change() == last_change(connection) else None
    except EngineBroken:
        return None


def _catch_up(connection: sqlite3.Connection, archive: Path, patience: float) -> None:
    try:
        with _writing(archive, patience) as folder:
            _write(connection, folder)
    except EngineBusy:
        if _stamp_of(archive / "index", _CURRENT) is None:
            raise


def _write(connection: sqlite3.Connection, folder: Path) -> None:
    """Bring the index to the archive's last change, anew where it is not of this program, broken, or ahead."""
    try:
        engine = _current(folder)
        if engine is None or engine.change() > last_change(connection):  # the database was put back to an earlier state
            raise EngineBroken
        _apply(connection, engine, _silent)
    except EngineBroken:
        _build(connection, folder, _engine_of(folder), _silent)


def _build(connection: sqlite3.Connection, folder: Path, name: str, progress: Progress) -> None:
    """A whole index in a folder of its own, which then answers; what answered before goes."""
    kept = _stamp_of(folder, _CURRENT)
    place = folder / f"{name}.{(kept.number if kept else 0) + 1}"
    engine = _begun(connection, place)
    _apply(connection, engine, progress)
    engine.close()
    (folder / _BUILDING).replace(folder / _CURRENT)
    for other in folder.iterdir():
        if other.is_dir() and other != place:
            shutil.rmtree(other, ignore_errors=True)


def _begun(connection: sqlite3.Connection, place: Path) -> Engine:
    """The index in `place` as far as a killed run has built it, else a new one."""
    begun = _stamp_of(place.parent, _BUILDING)
    if begun and begun.place == place:
        try:
            engine = engine_named(begun.engine).open(place)
            if engine.change() <= last_change(connection):
                return engine
        except EngineBroken:
            pass
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    (place.parent / _BUILDING).write_text(json.dumps(_stamp(place)), "utf-8")
    return engine_named(place.name.partition(".")[0]).open(place)


def _apply(connection: sqlite3.Connection, engine: Engine, progress: Progress) -> None:
    for gone, entries, change in _batches(connection, engine.change(), progress):
        engine.apply(gone, entries, change)


def _batches(
    connection: sqlite3.Connection, since: int, progress: Progress
) -> Iterator[tuple[list[int], list[Entry], int]]:
    """The changes after `since` in portions, each with the change number it leads to."""
    gone: list[int] = []
    entries: list[Entry] = []
    size, change = 0, since
    changed = changed_since(connection, since)
    for done, (document, ready, change) in enumerate(changed, 1):
        if ready:
            entries.append(_entry(connection, document))
            size += len(entries[-1].passages)
        else:
            gone.append(document)
        if size >= _BATCH:
            yield gone, entries, change
            progress(done, len(changed))
            gone, entries, size = [], [], 0
    if gone or entries:
        yield gone, entries, change
        progress(len(changed), len(changed))


def _entry(connection: sqlite3.Connection, document: int) -> Entry:
    report = indexed(connection, document)
    passages = tuple(Passage(number, text, section) for number, text, section in report.passages)
    return Entry(document, passages, report.head, report.fields, report.years)


@contextmanager
def _writing(archive: Path, patience: float) -> Iterator[Path]:
    """The index folder, while nobody else writes to it; EngineBusy once `patience` seconds are over."""
    from filelock import FileLock, Timeout

    folder = archive / "index"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "writer.lock", timeout=patience):
            yield folder
    except Timeout as error:
        raise EngineBusy from error
    except OSError as error:
        raise _unwritable(archive, error.strerror or str(error)) from error


@dataclass(frozen=True, slots=True)
class _Current:
    """Which folder answers, and by which engine."""

    engine: str
    place: Path

    @property
    def number(self) -> int:
        return int(self.place.name.rpartition(".")[2])


def _current(folder: Path) -> Engine | None:
    """The engine that answers; None where there is none of this program's making."""
    stamp = _stamp_of(folder, _CURRENT)
    return engine_named(stamp.engine).open(stamp.place) if stamp else None


def _engine_of(folder: Path) -> str:
    """The engine that was chosen for this archive, if one was."""
    try:
        return engine_named(str(_read(folder / _CURRENT)["engine"])).name
    except (OSError, ValueError, KeyError, TypeError, UsageError):
        return DEFAULT


def _stamp_of(folder: Path, file: str) -> _Current | None:
    """What a file of the index folder says, if it is of this program's making and true."""
    try:
        read = _read(folder / file)
        place = folder / Path(read["folder"]).name
        return _Current(read["engine"], place) if read == _stamp(place) else None
    except (OSError, ValueError, KeyError, TypeError, UsageError):
        return None


def _read(file: Path) -> dict[str, Any]:
    return dict(json.loads(file.read_text("utf-8")))


def _stamp(place: Path) -> dict[str, object]:
    """What `current.json` says of a sound index in `place`.

    The folder's inode tells an index made here from one that was copied here: where an engine keeps pickles, foreign
    ones are never opened.
    """
    engine = engine_named(place.name.partition(".")[0])
    made_here = place.stat().st_ino if engine.keeps_pickles else None
    versions = {"version": engine.version, "analysis": analysis.VERSION}
    return {"engine": engine.name, "folder": place.name, "made_here": made_here, **versions}
