"""The index that hangs on an archive: made, brought up to date, mended and built anew without being asked.

It lies in `index/` of the archive folder and holds nothing that archive.db does not: it may be deleted at any time.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from corpus.folder import open_reading
from corpus.queries.documents import changed_since, last_change, passages_of
from models.errors import ArchiveError
from search import analysis
from search.engines import Engine, EngineBroken, EngineBusy, Entry, Results
from search.query import Query

_BATCH = 4_000  # passages a commit: a killed run goes on from the last
_PATIENCE = 120.0  # seconds that a writer waits for another
_LOOKUP_PATIENCE = 5.0
_STAMP = "stamp.json"


def bring_up_to_date(archive: Path) -> None:
    """Make the index of `archive` say what its database says; waits for another writer of the index."""
    with _told(archive), closing(open_reading(archive)) as connection, _opened(connection, archive, _PATIENCE):
        pass


def rebuild(archive: Path) -> int:
    """Build the index of `archive` anew; the number of documents in it."""
    with _told(archive), closing(open_reading(archive)) as connection:
        _drop(archive)
        with _opened(connection, archive, _PATIENCE):
            return sum(ready for _, ready, _ in changed_since(connection, 0))


def searched(
    connection: sqlite3.Connection, archive: Path, query: Query, within: Collection[int] | None, limit: int
) -> Results:
    """What the index of `archive` finds, once it is up to date; a broken index is built anew, once."""
    with _told(archive):
        try:
            with _opened(connection, archive, _LOOKUP_PATIENCE) as engine:
                return engine.search(query, within, limit)
        except EngineBroken:
            _drop(archive)
            with _opened(connection, archive, _PATIENCE) as engine:
                return engine.search(query, within, limit)


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
    return ArchiveError(
        archive / "index", f"the search index cannot be written ({why})", "make room or give permission"
    )


def _drop(archive: Path) -> None:
    with _writing(archive, _PATIENCE) as folder:
        _clear(folder)


@contextmanager
def _opened(connection: sqlite3.Connection, archive: Path, patience: float) -> Iterator[Engine]:
    """The index, up to date. Where another run is writing it, it is taken as it stands once `patience` is over."""
    folder = _engine_folder(archive)
    engine = _up_to_date(connection, folder)
    if engine is None:
        _catch_up(connection, archive, patience)
        engine = _open(folder)
    try:
        yield engine
    finally:
        engine.close()


def _up_to_date(connection: sqlite3.Connection, folder: Path) -> Engine | None:
    if not _sound(folder):
        return None
    try:
        engine = _open(folder)
        return engine if engine.change() == last_change(connection) else None
    except EngineBroken:
        return None


def _catch_up(connection: sqlite3.Connection, archive: Path, patience: float) -> None:
    try:
        with _writing(archive, patience) as folder:
            _write(connection, folder)
    except EngineBusy:
        if not _sound(_engine_folder(archive)):
            raise


def _write(connection: sqlite3.Connection, folder: Path) -> None:
    """Bring the index to the archive's last change, anew where it is not of this program, broken, or ahead."""
    if not _sound(folder):
        _clear(folder)
    try:
        engine = _open(folder)
        ahead = engine.change() > last_change(connection)  # the database was put back to an earlier state
    except EngineBroken:
        ahead = True
    if ahead:
        _clear(folder)
        engine = _open(folder)
    _stamp(folder)
    for gone, entries, change in _batches(connection, engine.change()):
        engine.apply(gone, entries, change)
    engine.close()


def _batches(connection: sqlite3.Connection, since: int) -> Iterator[tuple[list[int], list[Entry], int]]:
    """The changes after `since` in portions, each with the change number it leads to."""
    gone: list[int] = []
    entries: list[Entry] = []
    size, change = 0, since
    for document, ready, change in changed_since(connection, since):
        if ready:
            entries.append(Entry(document, tuple(passages_of(connection, document))))
            size += len(entries[-1].passages)
        else:
            gone.append(document)
        if size >= _BATCH:
            yield gone, entries, change
            gone, entries, size = [], [], 0
    if gone or entries:
        yield gone, entries, change


def _engine_class() -> type[Engine]:
    from search.engines.whoosh import WhooshEngine

    return WhooshEngine


def _engine_folder(archive: Path) -> Path:
    return archive / "index" / _engine_class().name


def _open(folder: Path) -> Engine:
    folder.mkdir(parents=True, exist_ok=True)
    return _engine_class().open(folder)


def _clear(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)


@contextmanager
def _writing(archive: Path, patience: float) -> Iterator[Path]:
    """The engine's folder, while nobody else writes to it; EngineBusy once `patience` seconds are over."""
    from filelock import FileLock, Timeout

    folder = _engine_folder(archive)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(archive / "index" / "writer.lock", timeout=patience):
            yield folder
    except Timeout as error:
        raise EngineBusy from error
    except OSError as error:
        raise _unwritable(archive, error.strerror or str(error)) from error


def _expected(folder: Path) -> dict[str, object]:
    """What the stamp of a sound index says. The folder's inode tells an index made here from one that was copied here:
    an index may be pickles, and foreign pickles are never opened."""
    engine = _engine_class()
    return {"engine": engine.version, "analysis": analysis.VERSION, "made_here": folder.stat().st_ino}


def _sound(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / _STAMP).read_text("utf-8")) == _expected(folder))
    except (OSError, ValueError):
        return False


def _stamp(folder: Path) -> None:
    (folder / _STAMP).write_text(json.dumps(_expected(folder)), "utf-8")
