"""Killed, interrupted, out of room, refused, in each other's way: the archive stays usable and says one sentence."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import subprocess
import time
from contextlib import closing
from pathlib import Path

import pytest

from corpus.archive import Archive
from corpus.verify import verify
from tests.corpus.archive_tools import MAIN, rows, snapshot, sovang, start, unprivileged, write_reports

pytestmark = pytest.mark.slow

COUNT = 120


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def ready(folder: Path) -> int:
    """How many documents are in the archive, were there one."""
    if not (folder / "archive.db").exists() or not (folder / "archive.db").stat().st_size:
        return 0
    return int(rows(folder, "SELECT count(*) FROM documents WHERE state = 'ready'")[0][0])


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_ended_at_any_moment_it_goes_on(ending: signal.Signals, folder: Path, tmp_path: Path) -> None:
    """The whole process group at random moments, as a terminal or a machine going down does it: first while it starts."""
    write_reports(tmp_path / "in", COUNT)
    moments = random.Random(ending)
    done = 0
    for documents in (0, 0, 1, 3, 6):
        run = start("ingest", "--archive", folder, tmp_path / "in")
        new = 0
        while new < documents and run.stderr and (said := run.stderr.readline()):
            new += said.endswith(": added\n")
        assert new == documents, "it was not done too soon"
        time.sleep(moments.uniform(0.0, 0.1) if documents else moments.uniform(0.3, 1.0))
        os.killpg(run.pid, ending)
        _, said = run.communicate(timeout=30)
        assert "Traceback" not in said
        before, done = done, ready(folder)
        assert done >= before + documents, "what was said to be done is done"
        if (folder / "archive.db").exists():
            assert list(verify(folder)) == []
    finished = sovang("ingest", "--archive", folder, tmp_path / "in")
    assert finished.returncode == 0, finished.stderr
    assert list(verify(folder)) == []
    assert rows(folder, "SELECT count(*), count(DISTINCT sha256), min(state) FROM documents") == [
        (COUNT, COUNT, "ready")
    ]
    assert rows(folder, "SELECT count(*) FROM citations") == [(COUNT,)], "each record once"
    assert not (folder / "incoming").exists()


def limited(size: int) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


@pytest.mark.parametrize(
    "room",
    [
        pytest.param(0, id="not a byte"),
        pytest.param(1000, id="not even the file itself"),
        pytest.param(30_000, id="the file but no journal"),
        pytest.param(36_000, id="the journal but not all rows"),
    ],
)
def test_no_room(room: int, folder: Path, tmp_path: Path) -> None:
    """One sentence, exit code 3, and what was there is there."""
    sovang("ingest", "--archive", folder, *write_reports(tmp_path / "in", 2))
    before = rows(folder, "SELECT * FROM documents"), snapshot(folder / "originals")
    big = tmp_path / "big.txt"
    big.write_text("Báo cáo công tác thi đua. " * 1000, "utf-8")
    command = [*MAIN, "ingest", "--archive", str(folder), "--jobs", "1", str(big)]
    run = subprocess.run(command, capture_output=True, text=True, preexec_fn=lambda: limited(room))
    assert run.returncode == 3, run.stderr
    last = run.stderr.strip().splitlines()[-1]
    assert last.startswith(f"sovang: {folder}: no room")
    assert "Traceback" not in run.stderr
    assert (rows(folder, "SELECT * FROM documents"), snapshot(folder / "originals")) == before
    assert sovang("ingest", "--archive", folder, big).returncode == 0
    assert list(verify(folder)) == []


def test_no_room_for_a_new_archive(folder: Path, tmp_path: Path) -> None:
    command = [*MAIN, "ingest", "--archive", str(folder), *map(str, write_reports(tmp_path / "in", 1))]
    run = subprocess.run(command, capture_output=True, text=True, preexec_fn=lambda: limited(0))
    assert (run.returncode, run.stderr.count("\n")) == (3, 1)
    assert sovang("ingest", "--archive", folder, tmp_path / "in").returncode == 0


def test_a_second_writer_is_told_who_writes(folder: Path, tmp_path: Path) -> None:
    paths = write_reports(tmp_path / "in", 1)
    with Archive.open(folder):
        run = sovang("ingest", "--archive", folder, "--wait", "0.2", *paths)
    assert run.returncode == 3
    assert f"process {os.getpid()} (" in run.stderr
    assert "is writing to the archive" in run.stderr


def test_a_second_writer_waits(folder: Path, tmp_path: Path) -> None:
    write_reports(tmp_path / "one", 3)
    write_reports(tmp_path / "two", 3, first=3)
    runs = [start("ingest", "--archive", folder, "--wait", "60", tmp_path / name) for name in ("one", "two")]
    for run in runs:
        _, said = run.communicate(timeout=120)
        assert run.returncode == 0, said
    assert rows(folder, "SELECT count(*), min(state) FROM documents") == [(5, "ready")]
    assert list(verify(folder)) == []


def test_readers_are_not_kept_waiting(folder: Path, tmp_path: Path) -> None:
    sovang("ingest", "--archive", folder, *write_reports(tmp_path / "in", 1))
    with Archive.open(folder) as archive, archive._db.atomic():
        archive._db.execute("UPDATE documents SET state = 'removed'")
        assert sovang("status", "--archive", folder).stdout.splitlines()[1].startswith("ready")


def test_another_program_holds_the_database(folder: Path, tmp_path: Path) -> None:
    paths = write_reports(tmp_path / "in", 1)
    sovang("ingest", "--archive", folder, *paths)
    with closing(sqlite3.connect(folder / "archive.db", isolation_level=None)) as browser:
        browser.execute("BEGIN IMMEDIATE")
        run = sovang("remove", "1", "--archive", folder)
    assert run.returncode == 3
    assert "another program holds archive.db" in run.stderr


def test_files_without_permission(folder: Path, tmp_path: Path) -> None:
    """Others go on; the exit code says so; and when they may be read, `retry` reads them."""
    write_reports(tmp_path / "in" / "open", 1)
    [secret] = write_reports(tmp_path / "in" / "open", 1, first=3)
    closed = tmp_path / "in" / "closed"
    write_reports(closed, 1, first=2)
    closed.chmod(0)
    secret.chmod(0)
    run = subprocess.run(
        unprivileged([*MAIN, "ingest", "--archive", str(folder), str(tmp_path / "in")]), capture_output=True, text=True
    )
    closed.chmod(0o755)
    secret.chmod(0o644)
    assert run.returncode == 1, run.stderr
    assert "closed: it cannot be opened (Permission denied); check" in run.stderr
    assert rows(folder, "SELECT name, state FROM documents ORDER BY name") == [
        ("closed", "failed"),
        ("report-001.txt", "ready"),
        ("report-003.txt", "failed"),
    ]
    assert sovang("retry", "--archive", folder).returncode == 0
    assert ready(folder) == 3


def test_an_archive_that_may_not_be_written(folder: Path, tmp_path: Path) -> None:
    paths = write_reports(tmp_path / "in", 2)
    sovang("ingest", "--archive", folder, paths[0])
    before = snapshot(folder)
    tree = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    command = unprivileged([*MAIN, "--archive", str(folder), "ingest", str(paths[1])])
    run = subprocess.run(command, capture_output=True, text=True)
    look = unprivileged([*MAIN, "--archive", str(folder), "status"])
    seen = subprocess.run(look, capture_output=True, text=True)
    for path in tree:
        path.chmod(0o755)
    assert (run.returncode, run.stderr.count("\n")) == (3, 1)
    assert "check the folder, its owner and its permissions" in run.stderr
    assert snapshot(folder) == before
    assert seen.returncode == 0, "what cannot be written can still be read"


def test_an_archive_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    run = sovang("ingest", "--archive", tmp_path / "file" / "archive", *write_reports(tmp_path / "in", 1))
    assert (run.returncode, run.stderr.count("\n")) == (3, 1)


def test_a_closed_pipe_stops_nothing_half_way(folder: Path, tmp_path: Path) -> None:
    write_reports(tmp_path / "in", 3)
    run = start("ingest", "--archive", folder, tmp_path / "in")
    assert run.stdout
    assert run.stderr
    run.stdout.close()
    run.stderr.close()
    run.wait(60)
    assert list(verify(folder)) == []
    assert sovang("ingest", "--archive", folder, tmp_path / "in").returncode == 0
    assert ready(folder) == 3
