"""The index follows the archive, whatever happens in between."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.folder import open_reading
from corpus.queries.documents import Filters
from search import index
from search.engines import EngineBroken
from search.engines.whoosh import WhooshEngine
from search.lookups.reports import reports
from tests.search.archives import Draft, put


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return put(
        tmp_path / "archive", [Draft(f"{n}.txt", "UBND xã An Bình").say(f"Bài số {n}, thi đua") for n in (1, 2, 3)]
    )


def found(archive: Path, query: str = "thi đua") -> list[int]:
    connection = open_reading(archive)
    try:
        return sorted(hit.document.id for hit in reports(connection, archive, query, Filters(), 10).hits)
    finally:
        connection.close()


def test_a_lookup_makes_the_index(archive: Path) -> None:
    assert found(archive) == [1, 2, 3]


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
    monkeypatch.setattr(index, "_BATCH", 1)
    commits = 0
    write = WhooshEngine.apply

    def killed_at_the_second(*arguments: object) -> None:
        nonlocal commits
        commits += 1
        if commits == 2:
            raise KeyboardInterrupt
        write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(WhooshEngine, "apply", killed_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        index.bring_up_to_date(archive)
    assert found(archive) == [1, 2, 3]
    assert commits == 4  # the first commit was not made again


@pytest.mark.parametrize("damage", ["deleted", "rubbish", "stamp", "other program"])
def test_a_damaged_index_is_built_anew(archive: Path, damage: str) -> None:
    index.bring_up_to_date(archive)
    folder = archive / "index" / "whoosh"
    if damage == "deleted":
        shutil.rmtree(archive / "index")
    elif damage == "rubbish":
        for path in folder.iterdir():
            if path.suffix != ".json":
                path.write_bytes(b"rubbish")
    elif damage == "stamp":
        (folder / "stamp.json").write_text("{", "utf-8")
    else:
        (folder / "stamp.json").write_text('{"engine": "0"}', "utf-8")
    assert found(archive) == [1, 2, 3]
    assert found(archive) == [1, 2, 3]


def test_damage_that_shows_only_in_a_search(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index.bring_up_to_date(archive)
    search = WhooshEngine.search
    broken = iter([True])

    def breaks_once(*arguments: object) -> object:
        if next(broken, False):
            raise EngineBroken
        return search(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(WhooshEngine, "search", breaks_once)
    assert found(archive) == [1, 2, 3]


def test_a_copied_index_is_not_opened(archive: Path, tmp_path: Path) -> None:
    index.bring_up_to_date(archive)
    copy = tmp_path / "copy"
    shutil.copytree(archive, copy)
    (copy / "index" / "whoosh" / "planted").touch()
    assert found(copy) == [1, 2, 3]
    assert not (copy / "index" / "whoosh" / "planted").exists()


def test_an_archive_put_back_to_an_earlier_state(archive: Path, tmp_path: Path) -> None:
    shutil.copy(archive / "archive.db", tmp_path / "earlier.db")
    put(archive, [Draft("4.txt").say("thi đua nữa")])
    index.bring_up_to_date(archive)
    with sqlite3.connect(tmp_path / "earlier.db") as earlier, sqlite3.connect(archive / "archive.db") as now:
        earlier.backup(now)
    assert found(archive) == [1, 2, 3]


def test_rebuild(archive: Path) -> None:
    assert index.rebuild(archive) == 3
    assert found(archive) == [1, 2, 3]


def test_an_empty_archive(tmp_path: Path) -> None:
    assert found(put(tmp_path / "archive", [])) == []
