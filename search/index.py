"""The index that hangs on an archive: made, brought up to date, mended and built anew without being asked.

It lies in `index/` of the archive folder and holds nothing that archive.db does not: it may be deleted at any time.
Where it cannot be written, it answers as it stands; where there is none, one made for the answer alone does.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self

from corpus.folder import open_reading
from corpus.queries.documents import changed_since, last_change
from models.errors import ArchiveError, UsageError
from search import folders
from search.answering import Meant, answered
from search.engines import Engine, EngineBroken, EngineBusy, EngineUnreachable, Results, Slice
from search.engines.choice import DEFAULT, engine_named
from search.filling import Progress, build, fill, silent, usable
from search.limit import within
from search.query import Query
from search.query.plan import Plan, Step

_PATIENCE = 120.0  # seconds that a writer waits for another
_LOOKUP_PATIENCE = 1.0  # where there is an index to answer from
_LONGEST = 20.0  # seconds that a query may take
_ROOM = 8_000_000  # bytes: with less, no room is why nothing can be written
_FEW = 500  # documents of which an index is made for one answer
_ADVICE = "make room or give permission"


class _NotWritten(Exception):
    """The index cannot be written, and why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an index found, with the plan of it (None where nothing was asked for), and what may have been meant.

    `notice` says in a sentence that the index is not what it should be, and why.
    """

    plan: Plan | None
    results: Results
    notice: str | None = None
    meant: Meant = field(default_factory=Meant)


def bring_up_to_date(archive: Path, progress: Progress = silent) -> None:
    """Make the index of `archive` say what its database says; waits for another writer of the index."""
    with _told(archive), closing(open_reading(archive)) as connection:
        if engine := _up_to_date(connection, archive):
            engine.close()
            return
        try:
            _write(connection, archive, _PATIENCE, progress)
        except EngineBusy:
            if folders.standing(archive / "index") is None:
                raise


def rebuild(archive: Path, engine: str | None = None, progress: Progress = silent) -> int:
    """Build the index of `archive` anew beside the old one, which answers until then; the number of documents in it.

    `engine` is the one to use from now on; without, the index keeps its own. UsageError where there is none so called.
    """
    with _told(archive), closing(open_reading(archive)) as connection, _writing(archive, _PATIENCE) as index:
        build(connection, index, engine_named(engine or folders.chosen_engine(index)).name, progress)
        return sum(ready for _, ready, _ in changed_since(connection, 0))


class Index:
    """The index of `archive` for one reader, kept open from one query to the next; to be closed, as a context is.

    `progress` is told of what has to be indexed first.
    """

    def __init__(self, connection: sqlite3.Connection, archive: Path, progress: Progress = silent) -> None:
        self.connection = connection
        self._archive, self._progress = archive, progress
        self._stack = ExitStack()
        self._open: tuple[Engine, str | None] | None = None

    def search(self, query: Query, conditions: tuple[Step, ...], wanted: Slice) -> Answer:
        """What is found once the index is up to date; a broken index is built anew, once.

        `conditions` narrow the query. UsageError where the query takes too long.
        """
        with _told(self._archive):
            before = folders.standing(self._archive / "index")
            try:
                return self._asked(query, conditions, wanted)
            except EngineBroken:
                self.close()
                _replace(self.connection, self._archive, before, self._progress)
                return self._asked(query, conditions, wanted)

    def close(self) -> None:
        """Let go of the index; the connection stays open."""
        self._open = None
        self._stack.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def _asked(self, query: Query, conditions: tuple[Step, ...], wanted: Slice) -> Answer:
        engine, notice = self._up_to_date()
        try:
            told = within(_LONGEST, partial(answered, engine, query, conditions, wanted))
        except TimeoutError:
            what = f"the search took longer than {_LONGEST:.0f} seconds"
            raise UsageError(query.text.strip(), what, "use fewer words or narrow it, such as năm:2020") from None
        return Answer(told.plan, told.results, notice, told.meant)

    def _up_to_date(self) -> tuple[Engine, str | None]:
        if self._open is None or self._open[0].change() != last_change(self.connection):
            self.close()
            self._open = self._stack.enter_context(_opened(self.connection, self._archive, self._progress))
        return self._open


@contextmanager
def _told(archive: Path) -> Iterator[None]:
    """What goes wrong with the index, as an ArchiveError."""
    try:
        yield
    except EngineBusy:
        raise ArchiveError(archive, "its index is being built by another run", "try again in a moment") from None
    except EngineUnreachable as error:
        advice = f"see to it, or build another index with `sovang reindex --engine {DEFAULT}`"
        raise ArchiveError(archive, f"its search engine does not answer ({error})", advice) from error
    except (_NotWritten, EngineBroken) as error:
        raise ArchiveError(archive / "index", f"the search index cannot be written ({error})", _ADVICE) from error


@contextmanager
def _opened(connection: sqlite3.Connection, archive: Path, progress: Progress) -> Iterator[tuple[Engine, str | None]]:
    """The index, up to date, with nothing to be said of it; else what there is, with what is."""
    with ExitStack() as stack:
        engine, notice = _up_to_date(connection, archive), None
        if engine is None:
            engine, notice = _brought_up_to_date(connection, archive, stack, progress)
        stack.callback(engine.close)
        yield engine, notice


def _up_to_date(connection: sqlite3.Connection, archive: Path) -> Engine | None:
    engine = _standing(connection, archive)
    return engine if engine and engine.change() == last_change(connection) else None


def _standing(connection: sqlite3.Connection, archive: Path) -> Engine | None:
    return usable(connection, folders.standing(archive / "index"))


def _brought_up_to_date(
    connection: sqlite3.Connection, archive: Path, stack: ExitStack, progress: Progress
) -> tuple[Engine, str | None]:
    """The index, brought up to date; where it cannot be written as it stands, and where there is none one for once."""
    behind = _standing(connection, archive)
    try:
        _write(connection, archive, _LOOKUP_PATIENCE if behind else _PATIENCE, progress)
    except (EngineBusy, _NotWritten) as error:
        if behind:
            return behind, _how_far(connection, archive, behind, error)
        if isinstance(error, EngineBusy):
            raise
        return _for_once(connection, archive, stack, error)
    engine = _standing(connection, archive)
    if engine is None:
        raise EngineBroken("it does not stay as it was written")
    return engine, None


def _how_far(
    connection: sqlite3.Connection, archive: Path, behind: Engine, error: EngineBusy | _NotWritten
) -> str | None:
    """What to say of an index that lags behind."""
    missing = sum(ready for _, ready, _ in changed_since(connection, behind.change()))
    if not missing:
        return None
    busy = isinstance(error, EngineBusy)
    why = (
        "which another run is writing; ask again in a moment"
        if busy
        else f"which cannot be written ({error}); {_ADVICE}"
    )
    return f"{archive}: {missing} document{' is' if missing == 1 else 's are'} not yet in its search index, {why}"


def _for_once(connection: sqlite3.Connection, archive: Path, stack: ExitStack, why: _NotWritten) -> tuple[Engine, str]:
    """An index of an archive of few documents, elsewhere, as long as `stack` lasts."""
    if len(changed_since(connection, 0)) > _FEW:
        raise why
    try:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="sovang-"))) / f"{DEFAULT}.1"
        folder.mkdir()
        engine = folders.opened(folder)
        fill(connection, engine, folder, silent)
    except (EngineBroken, OSError):
        raise why from None
    return (
        engine,
        f"{archive}: its search index cannot be written ({why}), so one was made for this answer alone; {_ADVICE}",
    )


def _write(connection: sqlite3.Connection, archive: Path, patience: float, progress: Progress) -> None:
    """Bring the index to the archive's last change; anew where it is unfit for that."""
    with _writing(archive, patience) as index:
        folder = folders.standing(index)
        engine = usable(connection, folder)
        if engine is None or folder is None:
            _write_anew(connection, index, progress)
            return
        try:
            fill(connection, engine, folder, progress)
        except EngineBroken:
            if _is_full(index):
                raise
            build(connection, index, engine.name, progress)
        finally:
            engine.close()


def _write_anew(connection: sqlite3.Connection, index: Path, progress: Progress) -> None:
    """Build the index where what stands is of no use; it goes first, to make room."""
    engine = folders.chosen_engine(index)
    folders.forget(index)
    build(connection, index, engine, progress)


def _replace(connection: sqlite3.Connection, archive: Path, broken: Path | None, progress: Progress) -> None:
    """Build the index anew, unless another run has meanwhile put another in the place of the `broken` one."""
    with _writing(archive, _PATIENCE) as index:
        if folders.standing(index) == broken:
            _write_anew(connection, index, progress)


@contextmanager
def _writing(archive: Path, patience: float) -> Iterator[Path]:
    """The index folder, while nobody else writes to it; EngineBusy once `patience` seconds are over."""
    from filelock import FileLock, Timeout

    index = archive / "index"
    try:
        index.mkdir(parents=True, exist_ok=True)
        with FileLock(index / "writer.lock", timeout=patience):
            yield index
    except Timeout as error:
        raise EngineBusy from error
    except (OSError, EngineBroken) as error:
        # Engines do not always say that the disk is full.
        why = "the disk is full" if _is_full(archive) else getattr(error, "strerror", None) or str(error)
        raise _NotWritten(why) from error


def _is_full(folder: Path) -> bool:
    return shutil.disk_usage(folder).free < _ROOM
