"""Files, folders and zips into an archive: what is new is extracted, what is there is left, what is bad is a row."""

from __future__ import annotations

import os
import unicodedata
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.ingest import Event, Outcome, ingest, retry
from corpus.verify import verify
from models.errors import UsageError
from tests.corpus.archive_tools import report_text, rows, write_reports


class Told:
    """Progress that remembers what it was told."""

    def __init__(self) -> None:
        self.total = 0
        self.events: list[Event] = []

    def begin(self, total: int) -> None:
        self.total += total

    def more(self) -> None:
        self.total += 1

    def step(self, event: Event) -> None:
        self.events.append(event)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def take(folder: Path, paths: Iterable[Path], jobs: int = 1) -> Outcome:
    """Ingest, and hold what must always hold: every file told of once, and a clean archive."""
    told = Told()
    with Archive.open(folder) as archive:
        outcome = ingest(archive, paths, jobs, told)
    assert told.total == len(told.events)
    assert told.events == outcome.events
    assert list(verify(folder)) == []
    return outcome


def again(folder: Path, *documents: int) -> Outcome:
    with Archive.open(folder) as archive:
        return retry(archive, archive.chosen(documents) if documents else archive.failed(), 1, Told())


def fates(outcome: Outcome) -> list[tuple[str, str]]:
    return sorted((event.name, event.what) for event in outcome.events)


def test_a_report_with_its_records(folder: Path, tmp_path: Path) -> None:
    take(folder, write_reports(tmp_path / "in", 1, first=7))
    [(state, name, doc_type, number, year)] = rows(folder, "SELECT state, name, doc_type, number, year FROM documents")
    assert (state, name, doc_type, number, year) == ("ready", "report-007.txt", "Báo cáo", "7/BC-UBND", 2022)
    [(number, key, sentence)] = rows(folder, "SELECT number, number_key, sentence FROM citations")
    assert (number, key) == ("7/KH-UBND", "7khubnd")
    assert sentence.startswith("Thực hiện Kế hoạch số 7/KH-UBND")
    assert rows(folder, "SELECT collectives, individuals FROM awards") == [(7, 10)]
    assert rows(folder, "SELECT name_key FROM exemplars") == [("le van thang",)]


def test_the_same_bytes_change_nothing(folder: Path, tmp_path: Path) -> None:
    paths = write_reports(tmp_path / "in", 3)
    assert take(folder, paths).count("added") == 3
    before = rows(folder, "SELECT * FROM documents")
    copy = tmp_path / "copy of one.txt"
    copy.write_bytes(paths[0].read_bytes())
    outcome = take(folder, [*paths, copy])
    assert outcome.count("there") == 4
    assert not outcome.changed
    assert rows(folder, "SELECT * FROM documents") == before


def test_the_same_bytes_twice_in_one_run_are_one_document(folder: Path, tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(report_text(1), "utf-8")
    outcome = take(folder, sorted(tmp_path.glob("*.txt")), jobs=2)
    assert (outcome.count("added"), outcome.count("there")) == (1, 2)
    assert {event.document for event in outcome.events} == {1}


def test_identifiers_follow_the_order_of_the_files(folder: Path, tmp_path: Path) -> None:
    take(folder, write_reports(tmp_path / "in", 8), jobs=3)
    names = rows(folder, "SELECT name FROM documents ORDER BY id")
    assert names == [(f"report-{number:03}.txt",) for number in range(1, 9)]


def test_folders(folder: Path, tmp_path: Path) -> None:
    """Folders are walked to the bottom; hidden things, unknown kinds and the archive itself are passed over."""
    write_reports(tmp_path / "2021" / "quý I", 1)
    write_reports(tmp_path / ".hidden", 1, first=2)
    write_reports(tmp_path, 1, first=3)
    (tmp_path / ".report.txt").write_text("hidden", "utf-8")
    (tmp_path / "notes.xyz").write_text("unknown", "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert fates(take(folder, [tmp_path])) == [("report-001.txt", "added"), ("report-003.txt", "added")]
    assert take(folder, [tmp_path]).count("there") == 2, "the originals in the archive are not taken in"


def test_a_bad_file_is_a_row_and_stops_nobody(folder: Path, tmp_path: Path) -> None:
    paths = write_reports(tmp_path / "in", 2)
    bad = tmp_path / "in" / "broken.pdf"
    bad.write_bytes(b"%PDF-1.7 and nothing more")
    outcome = take(folder, [bad, *paths])
    assert fates(outcome) == [("broken.pdf", "failed"), ("report-001.txt", "added"), ("report-002.txt", "added")]
    [(state, reason, advice, sha256)] = rows(
        folder, "SELECT state, reason, advice, sha256 FROM documents WHERE name = 'broken.pdf'"
    )
    assert state == "failed"
    assert reason
    assert advice
    assert (folder / "originals" / sha256[:2] / f"{sha256[2:]}.pdf").exists(), "kept, so that it can be tried again"
    assert fates(take(folder, [bad])) == [("broken.pdf", "failed")]
    assert rows(folder, "SELECT count(*) FROM documents") == [(3,)]


def test_removed_bytes_that_come_again_are_restored(folder: Path, tmp_path: Path) -> None:
    paths = write_reports(tmp_path / "in", 1)
    take(folder, paths)
    with Archive.open(folder) as archive:
        archive.remove(1)
    outcome = take(folder, paths)
    assert (outcome.count("restored"), outcome.changed) == (1, True)
    assert rows(folder, "SELECT state FROM documents") == [("ready",)]


def zipped(path: Path, members: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def test_zips(folder: Path, tmp_path: Path) -> None:
    members = {"năm 2021/một.txt": report_text(1), "hai.txt": report_text(2), "../ba.txt": report_text(3)}
    path = zipped(tmp_path / "outer.zip", members)
    assert fates(take(folder, [path])) == [
        ("outer.zip!../ba.txt", "failed"),
        ("outer.zip!hai.txt", "added"),
        ("outer.zip!năm 2021/một.txt", "added"),
    ]
    assert rows(folder, "SELECT origin FROM documents WHERE name LIKE '%hai.txt'") == [(f"{path}!hai.txt",)]


def test_a_zip_put_right_is_no_failure_any_more(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "outer.zip"
    path.write_bytes(b"PK\x03\x04 cut short")
    assert fates(take(folder, [path])) == [("outer.zip", "failed")]
    assert fates(again(folder)) == [("outer.zip", "failed")]
    assert rows(folder, "SELECT count(*) FROM documents") == [(1,)], "tried again, it is still one row"
    zipped(path, {"a.txt": report_text(1)})
    assert fates(again(folder)) == [("outer.zip!a.txt", "added")]
    assert rows(folder, "SELECT name FROM documents WHERE state = 'failed'") == []


def test_an_empty_zip_says_so(folder: Path, tmp_path: Path) -> None:
    [event] = take(folder, [zipped(tmp_path / "empty.zip", {"x.exe": "MZ"})]).events
    assert event.what == "failed"
    assert "no document" in event.sentence


def test_names(folder: Path, tmp_path: Path) -> None:
    """Of an old system's bytes, and taken apart into letters and marks as macOS does."""
    for number, name in enumerate([b"b\xe1o c\xe1o.txt", unicodedata.normalize("NFD", "báo cáo.txt").encode()]):
        (tmp_path / os.fsdecode(name)).write_text(report_text(number), "utf-8")
    take(folder, [tmp_path])
    assert rows(folder, "SELECT name FROM documents ORDER BY name") == [("b\\xe1o c\\xe1o.txt",), ("báo cáo.txt",)]


def test_a_pipe_is_not_waited_for(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    [event] = take(folder, [tmp_path]).events
    assert "it is a pipe or a device" in event.sentence


def test_a_file_that_could_not_be_had_keeps_its_row_when_it_can(folder: Path, tmp_path: Path) -> None:
    gone = tmp_path / "late.txt"
    take(folder, [gone])
    [(document, sha256)] = rows(folder, "SELECT id, sha256 FROM documents")
    assert sha256 is None
    gone.write_text(report_text(1), "utf-8")
    assert [(event.what, event.document) for event in again(folder).events] == [("added", document)]
    assert rows(folder, "SELECT state, reason FROM documents") == [("ready", None)]


def test_a_file_that_could_not_be_had_and_turns_out_known(folder: Path, tmp_path: Path) -> None:
    late = tmp_path / "late.txt"
    take(folder, [late])
    take(folder, write_reports(tmp_path / "in", 1))
    late.write_text(report_text(1), "utf-8")
    assert fates(take(folder, [late])) == [("late.txt", "there")]
    assert rows(folder, "SELECT state FROM documents ORDER BY id") == [("removed",), ("ready",)]


def test_retry_reads_the_original(folder: Path, tmp_path: Path) -> None:
    """Also of a document that is ready, and where the file it came from is gone."""
    [path] = write_reports(tmp_path / "in", 1)
    take(folder, [path])
    path.unlink()
    outcome = again(folder, 1)
    assert (fates(outcome), outcome.changed) == ([("report-001.txt", "refreshed")], True)
    assert rows(folder, "SELECT count(*) FROM citations") == [(1,)]
    assert list(verify(folder)) == []


def test_a_ready_document_that_now_fails_stays_as_it_was(folder: Path, tmp_path: Path) -> None:
    take(folder, write_reports(tmp_path / "in", 1))
    [original] = (folder / "originals").rglob("*.txt")
    original.write_bytes(b"")
    assert fates(again(folder, 1)) == [("report-001.txt", "failed")]
    assert rows(folder, "SELECT state FROM documents") == [("ready",)]
    assert rows(folder, "SELECT count(*) FROM citations") == [(1,)]


def test_a_lost_original_comes_back_with_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    paths = write_reports(tmp_path / "in", 1)
    take(folder, paths)
    [original] = (folder / "originals").rglob("*.txt")
    original.unlink()
    [event] = again(folder, 1).events
    assert "its original is lost" in event.sentence
    assert fates(take(folder, paths)) == [("report-001.txt", "there")]
    assert original.read_bytes() == paths[0].read_bytes()


def test_what_has_been_removed_is_not_read_again(folder: Path, tmp_path: Path) -> None:
    take(folder, write_reports(tmp_path / "in", 1))
    with Archive.open(folder) as archive:
        archive.remove(1)
    with pytest.raises(UsageError, match="sovang remove --restore 1"):
        again(folder, 1)
    assert rows(folder, "SELECT state FROM documents") == [("removed",)]


def test_empty_files_are_rows_of_their_own(folder: Path, tmp_path: Path) -> None:
    paths = [tmp_path / "a.pdf", tmp_path / "b.png"]
    for path in paths:
        path.touch()
    assert fates(take(folder, paths)) == [("a.pdf", "failed"), ("b.png", "failed")]
    assert rows(folder, "SELECT name, reason FROM documents") == [("a.pdf", "it is empty"), ("b.png", "it is empty")]
    paths[0].write_text(report_text(1))
    assert again(folder).count("failed") == 1
    assert rows(folder, "SELECT name FROM documents WHERE state = 'failed'") == [("b.png",)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_fares_as_the_one_with_its_bytes(folder: Path, tmp_path: Path, jobs: int) -> None:
    for name in ("1.pdf", "2.pdf"):
        (tmp_path / name).write_bytes(b"MZ\x90" * 50)
    for name in ("3.txt", "4.txt"):
        (tmp_path / name).write_text(report_text(3))
    found = take(folder, sorted(tmp_path.glob("?.*")), jobs)
    assert fates(found) == [("1.pdf", "failed"), ("2.pdf", "failed"), ("3.txt", "added"), ("4.txt", "there")]
    assert [event.sentence.split(":")[0] for event in found.events if event.sentence] == ["1.pdf", "2.pdf"]


def test_a_name_cannot_steer_the_terminal(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J\nb.txt"
    path.write_text(report_text(1))
    [event] = take(folder, [path]).events
    assert event.name == "a\\x1b[2J\\nb.txt"
