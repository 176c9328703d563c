"""The archive as its writer sees it: one change, one transaction, one number; nothing half done."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from corpus.archive import Archive, Arrival, Failure
from corpus.rows import Rows
from models.errors import ArchiveError, UsageError
from tests.corpus.archive_tools import rows

PASSAGE = {"position": 0, "kind": "paragraph", "section": "", "page": 1, "start": 0, "end": 7, "text": "Báo cáo"}
READ = Rows({"format": "txt", "text": "Báo cáo", "title": "Báo cáo"}, {"passages": [PASSAGE]})
FAILED = Failure("it is empty", "get it again")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def put(archive: Archive, content: bytes, outcome: Rows | Failure) -> int:
    staged = archive.stage(BytesIO(content), "a.txt")
    document = archive.next_id()
    archive.put(document, Arrival("a.txt", "/in/a.txt", staged.sha256, staged.size), outcome)
    return document


def states(folder: Path) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = rows(folder, "SELECT id, state, change FROM documents ORDER BY id")
    return found


def test_ready_removed_and_back(folder: Path) -> None:
    with Archive.open(folder) as archive:
        document = put(archive, b"one", READ)
        assert states(folder) == [(1, "ready", 1)]
        archive.remove(document)
        assert states(folder) == [(1, "removed", 2)]
        assert rows(folder, "SELECT text FROM passages") == [("Báo cáo",)], "its rows stay"
        archive.restore(document)
        assert states(folder) == [(1, "ready", 3)]


def test_a_failed_document_comes_back_as_failed(folder: Path) -> None:
    with Archive.open(folder) as archive:
        document = put(archive, b"one", FAILED)
        archive.remove(document)
        archive.restore(document)
    assert rows(folder, "SELECT state, reason, advice FROM documents") == [("failed", FAILED.what, FAILED.advice)]


def test_extracting_again_replaces_the_rows(folder: Path) -> None:
    with Archive.open(folder) as archive:
        document = put(archive, b"one", FAILED)
        [row] = archive.chosen([document])
        arrival = Arrival(row["name"], row["origin"], row["sha256"], row["size"])
        archive.put(document, arrival, READ)
        added = rows(folder, "SELECT added FROM documents")
        archive.put(document, arrival, READ)
    assert rows(folder, "SELECT count(*) FROM passages") == [(1,)]
    assert rows(folder, "SELECT state, reason, change FROM documents") == [("ready", None, 3)]
    assert rows(folder, "SELECT added FROM documents") == added


def test_identifiers_follow_the_order_of_asking_and_are_never_given_twice(folder: Path) -> None:
    with Archive.open(folder) as archive:
        first, second = archive.next_id(), archive.next_id()
        archive.put(second, Arrival("b", "/b"), FAILED)
        archive.put(first, Arrival("a", "/a"), FAILED)
    with Archive.open(folder) as archive:
        assert archive.next_id() > second > first


def test_a_document_that_cannot_be_written_leaves_no_trace(folder: Path) -> None:
    broken = Rows({"format": "txt"}, {"passages": [PASSAGE, {**PASSAGE, "no such column": 1}]})
    with Archive.open(folder) as archive:
        with pytest.raises(ArchiveError):
            put(archive, b"one", broken)
        assert states(folder) == []
        assert rows(folder, "SELECT count(*) FROM passages") == [(0,)]
        put(archive, b"two", READ)
    assert len(states(folder)) == 1
    assert len(list((folder / "originals").rglob("*.txt"))) == 1


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("b\udce1o", id="half a character, as broken PDFs give"),
        pytest.param(10**30, id="a number too large"),
    ],
)
def test_what_sqlite_cannot_hold_is_a_failure_of_its_document(value: object, folder: Path) -> None:
    staged = Rows({"format": "txt"}, {"passages": [PASSAGE, {**PASSAGE, "page": value}]})
    with Archive.open(folder) as archive:
        outcome = archive.put(archive.next_id(), Arrival("a.txt", "/in/a.txt"), staged)
        assert isinstance(outcome, Failure)
        put(archive, b"two", READ)
    assert [state for _, state, _ in states(folder)] == ["failed", "ready"]
    assert rows(folder, "SELECT count(*) FROM passages") == [(1,)]


def test_unread_files_are_known_by_where_they_were(folder: Path) -> None:
    with Archive.open(folder) as archive:
        archive.put(archive.next_id(), Arrival("a.txt", "/in/a.txt"), FAILED)
        archive.put(archive.next_id(), Arrival("b.txt", "/in/b.txt"), FAILED)
        found = archive.unread("/in/b.txt")
        assert found
        assert found["name"] == "b.txt"
        assert archive.unread("/in/c.txt") is None
        assert [row["name"] for row in archive.failed()] == ["a.txt", "b.txt"]


def test_choosing_what_is_not_there_is_wrong_usage(folder: Path) -> None:
    with Archive.open(folder) as archive:
        document = put(archive, b"one", READ)
        assert [row["id"] for row in archive.chosen([document, document])] == [document]
        with pytest.raises(UsageError, match="document 7"):
            archive.chosen([document, 7])


def test_stale_is_what_another_version_has_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(folder) as archive:
        put(archive, b"one", READ)
        assert archive.stale() == []
        monkeypatch.setattr("corpus.archive.extractor_version", lambda: "a later one")
        assert [row["id"] for row in archive.stale()] == [1]


def test_no_archive_is_made_where_one_is_asked_for(folder: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive here"), Archive.open(folder, create=False):
        pass
    assert not folder.exists()


def test_a_second_writer_is_told_who_writes(folder: Path) -> None:
    with (
        Archive.open(folder),
        pytest.raises(ArchiveError, match=r"process \d+ \(.*, since 20.*\) is writing"),
        Archive.open(folder, wait=0.1),
    ):
        pass
    with Archive.open(folder, wait=0):
        pass


def test_a_closed_archive_is_one_file(folder: Path) -> None:
    with Archive.open(folder) as archive:
        put(archive, b"one", READ)
    assert sorted(path.name for path in folder.iterdir()) == ["archive.db", "originals", "writer.lock"]
