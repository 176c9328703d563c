"""How an index takes in what the archive holds: in portions, so that a killed run is gone on with from the last."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from corpus.queries.documents import bearer, changed_since, descends, last_change
from corpus.queries.indexed import indexed
from search import folders
from search.engines import Engine, EngineBroken, Entry, Passage
from search.meanings import noted
from search.seal import mark, unsealed

_BATCH = 32_000  # passages a commit: with fewer the index stands in many parts, each of which costs every query

Progress = Callable[[int, int], None]
"""Told how many documents are done, of how many."""


def silent(done: int, of: int) -> None:
    """Progress for nobody."""


def usable(connection: sqlite3.Connection, folder: Path | None) -> Engine | None:
    """The index in `folder` where it is sound and of this archive; EngineUnreachable."""
    if folder is None or not folder.is_dir():
        return None
    try:
        engine = folders.opened(folder)
        change = engine.change()
    except EngineBroken:
        return None
    # An archive that was put back to an earlier state may have gone another way since.
    of_this_archive = change <= last_change(connection) and descends(connection, change, mark(folder))
    return engine if of_this_archive else None


def fill(connection: sqlite3.Connection, engine: Engine, folder: Path, progress: Progress) -> None:
    """Bring the index in `folder` to the archive's last change, also where that moves on meanwhile."""
    while engine.change() < last_change(connection):
        for gone, entries, change in _batches(connection, engine.change(), progress):
            with unsealed(folder, bearer(connection, change)):
                engine.apply(gone, entries, change)


def build(connection: sqlite3.Connection, index: Path, name: str, progress: Progress) -> None:
    """A whole index by the engine `name`, which then answers; what answered before does until then.

    What a killed run has begun is gone on with. What cannot be written is dropped again: EngineBroken, OSError.
    """
    try:
        folder, engine = _begun(connection, index, name)
        fill(connection, engine, folder, progress)
        engine.close()
        folders.settle(folder)
    except (EngineBroken, OSError):
        folders.clear(index, {folders.standing(index)})
        raise


def _begun(connection: sqlite3.Connection, index: Path, name: str) -> tuple[Path, Engine]:
    folder = folders.begun(index, name)
    engine = usable(connection, folder)
    if folder and engine:
        return folder, engine
    folder = folders.begin(index, name)
    return folder, folders.opened(folder)


def _batches(
    connection: sqlite3.Connection, since: int, progress: Progress
) -> Iterator[tuple[list[int], list[Entry], int]]:
    """The changes after `since` in portions, each with the change number it leads to."""
    gone: list[int] = []
    entries: list[Entry] = []
    size, change = 0, since
    changed = changed_since(connection, since)
    progress(0, len(changed))
    for done, (document, ready, change) in enumerate(changed, 1):
        if ready:
            entries.append(_entry(connection, document))
            size += len(entries[-1].passages)
        else:
            gone.append(document)
        if size >= _BATCH or done == len(changed):
            yield gone, entries, change
            progress(done, len(changed))
            gone, entries, size = [], [], 0


def _entry(connection: sqlite3.Connection, document: int) -> Entry:
    report = indexed(connection, document)
    passages = tuple(Passage(number, text, section) for number, text, section in report.passages)
    meanings = tuple(dict.fromkeys(noted(text for _, text, _ in report.passages)))
    return Entry(document, passages, report.head, report.fields, report.years, meanings)
