"""The index follows the archive, whatever happens in between."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.folder import open_reading
from models.errors import UsageError
from search import filling, index
from search.engines import EngineBroken
from search.engines.tantivy import TantivyEngine
from search.lookups.reports import Narrowed, reports
from tests.search.archives import Draft, put


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return put(
        tmp_path / "archive", [Draft(f"{n}.txt", "UBND xã An Bình").say(f"Bài số {n}, thi đua") for n in (1, 2, 3)]
    )


def found(archive: Path, query: str = "thi đua") -> list[int]:
    with closing(open_reading(archive)) as connection, index.Index(connection, archive) as opened:
        return sorted(hit.document.id for hit in reports(opened, query, Narrowed(), 10).hits)


def test_a_lookup_makes_the_index(archive: Path) -> None:
    assert found(archive) == [1, 2, 3]


def test_an_open_index_follows_the_archive(archive: Path) -> None:
    with closing(open_reading(archive)) as connection, index.Index(connection, archive) as opened:
        before = len(reports(opened, "thi đua", Narrowed(), 10).hits)
        put(archive, [Draft("4.txt").say("thi đua nữa")])
        added = len(reports(opened, "thi đua", Narrowed(), 10).hits)
        index.rebuild(archive, "whoosh")
        with Archive.open(archive) as writing:
            writing.remove(1)
        removed = len(reports(opened, "thi đua", Narrowed(), 10).hits)
    assert (before, added, removed) == (3, 4, 3)


def test_removed_restored_and_added_documents(archive: Path) -> None:
    index.bring_up_to_date(archive)
    with Archive.open(archive) as opened:
        opened.remove(2)
    assert found(archive) == [1, 3]
    with Archive.open(archive) as opened:
        opened.restore(2)
    put(archive, [Draft("4.txt").say("thi đua nữa")])
    assert found(archive) == [1, 2, 3, 4]


def test_nothing_is_written_where_nothing_changed(archive: Path) -> None:
    index.bring_up_to_date(archive)
    before = {path: path.stat().st_mtime_ns for path in (archive / "index").rglob("*")}
    found(archive)
    index.bring_up_to_date(archive)
    assert {path: path.stat().st_mtime_ns for path in (archive / "index").rglob("*")} == before


def test_a_run_that_was_killed_is_gone_on_with(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filling, "_BATCH", 1)
    commits = 0
    write = TantivyEngine.apply

    def killed_at_the_second(*arguments: object) -> None:
        nonlocal commits
        commits += 1
        if commits == 2:
            raise KeyboardInterrupt
        write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(TantivyEngine, "apply", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        index.bring_up_to_date(archive)
    assert found(archive) == [1, 2, 3]
    assert commits == 4  # the first commit was not made again


@pytest.mark.parametrize("damage", ["deleted", "rubbish", "stamp", "other program"])
def test_a_damaged_index_is_built_anew(archive: Path, damage: str) -> None:
    index.bring_up_to_date(archive)
    folder = archive / "index" / "tantivy.1"
    if damage == "deleted":
        shutil.rmtree(archive / "index")
    elif damage == "rubbish":
        for path in folder.iterdir():
            path.write_bytes(b"rubbish")
    elif damage == "stamp":
        (folder.parent / "current.json").write_text("{", "utf-8")
    else:
        (folder.parent / "current.json").write_text('{"engine": "0", "folder": "tantivy.1"}', "utf-8")
    assert found(archive) == [1, 2, 3]
    assert found(archive) == [1, 2, 3]


def test_damage_that_shows_only_in_a_search(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index.bring_up_to_date(archive)
    search = TantivyEngine.search
    broken = iter([True])

    def breaks_once(*arguments: object) -> object:
        if next(broken, False):
            raise EngineBroken
        return search(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(TantivyEngine, "search", breaks_once)
    assert found(archive) == [1, 2, 3]


def test_a_copied_index_of_pickles_is_not_opened(archive: Path, tmp_path: Path) -> None:
    index.rebuild(archive, "whoosh")
    copy = tmp_path / "copy"
    shutil.copytree(archive, copy)
    planted = next((copy / "index").glob("whoosh.*")) / "planted"
    planted.touch()
    assert found(copy) == [1, 2, 3]
    assert not planted.exists()


def test_a_copied_archive_on_a_medium_that_cannot_be_written_answers(archive: Path, tmp_path: Path) -> None:
    index.bring_up_to_date(archive)
    copy = tmp_path / "copy"
    shutil.copytree(archive, copy)
    before = sorted(copy.rglob("*"))
    assert found(copy) == [1, 2, 3]
    assert sorted(copy.rglob("*")) == before


def test_an_index_in_a_folder_that_cannot_be_written_answers(archive: Path) -> None:
    index.bring_up_to_date(archive)
    folder = archive / "index" / "tantivy.1"
    folder.chmod(0o500)
    try:
        engine = (
            TantivyEngine.open(folder) if not os.access(folder, os.W_OK) else TantivyEngine._linked(folder)
        )  # root may
        assert engine.change() == 3
        assert engine.vocabulary().count("dua") == 3
        engine.close()
    finally:
        folder.chmod(0o700)
    assert found(archive) == [1, 2, 3]


def test_an_archive_put_back_to_an_earlier_state(archive: Path, tmp_path: Path) -> None:
    shutil.copy(archive / "archive.db", tmp_path / "earlier.db")
    put(archive, [Draft("4.txt").say("thi đua nữa")])
    index.bring_up_to_date(archive)
    with sqlite3.connect(tmp_path / "earlier.db") as earlier, sqlite3.connect(archive / "archive.db") as now:
        earlier.backup(now)
    assert found(archive) == [1, 2, 3]


def test_rebuild_beside_the_old_index_which_answers_until_the_end(archive: Path) -> None:
    index.bring_up_to_date(archive)
    told: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> None:
        told.append((done, of))
        assert found(archive) == [1, 2, 3]

    assert index.rebuild(archive, progress=progress) == 3
    assert told == [(0, 3), (3, 3)]
    assert found(archive) == [1, 2, 3]
    assert [path.name for path in (archive / "index").iterdir() if path.is_dir()] == ["tantivy.2"]


def test_a_rebuild_that_was_killed_leaves_the_old_index(archive: Path) -> None:
    index.bring_up_to_date(archive)

    def killed(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.rebuild(archive, "whoosh", killed)
    assert (json.loads((archive / "index" / "current.json").read_text())["engine"], found(archive)) == (
        "tantivy",
        [1, 2, 3],
    )


def test_the_chosen_engine_stays(archive: Path) -> None:
    index.rebuild(archive, "whoosh")
    put(archive, [Draft("4.txt").say("thi đua nữa")])
    assert found(archive) == [1, 2, 3, 4]
    index.rebuild(archive)
    assert [path.name for path in (archive / "index").iterdir() if path.is_dir()] == ["whoosh.2"]


def test_an_unknown_engine(archive: Path) -> None:
    with pytest.raises(UsageError, match="no such search engine; choose one of tantivy, whoosh"):
        index.rebuild(archive, "lucene")


def test_a_query_that_takes_too_long_is_stopped(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index.bring_up_to_date(archive)
    monkeypatch.setattr(index, "_LONGEST", 0.01)
    monkeypatch.setattr(TantivyEngine, "search", lambda *_: time.sleep(1))
    with pytest.raises(UsageError, match="took longer"):
        found(archive)


def test_an_empty_archive(tmp_path: Path) -> None:
    assert found(put(tmp_path / "archive", [])) == []
