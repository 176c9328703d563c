"""`sovang refresh`: what an older version read is read again; gains and losses are told; nothing decided is lost."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from corpus.archive import Archive
from corpus.review import desk
from corpus.review.readings import differences
from corpus.status import status
from corpus.verify import verify
from tests.corpus.archive_tools import rows, sovang, start, write_reports

EMPTY: dict[str, list[dict[str, Any]]] = {
    "header": [{"number": "7/BC-UBND", "year": 2022}],
    **{name: [] for name in ("citations", "awards", "exemplars", "movements", "grants", "checks", "refs")},
}


def exemplar(name: str, place: str | None = None) -> dict[str, Any]:
    return {"name": name, "kind": "person", "place": place}


# before, after, what is told, why
DIFFERENCES = [
    ({}, {}, [], "nothing"),
    ({}, {"exemplars": [exemplar("An")]}, ["+ exemplars: An, person"], "read anew"),
    ({"exemplars": [exemplar("An")]}, {}, ["- exemplars: An, person"], "read no more"),
    (
        {"exemplars": [exemplar("An")]},
        {"exemplars": [exemplar("An", "bản Co")]},
        ["~ exemplars: An, person: place None is now 'bản Co'"],
        "a field is read",
    ),
    (
        {"exemplars": [exemplar("An", "bản Co"), exemplar("An")]},
        {"exemplars": [exemplar("An"), exemplar("An", "bản Nà")]},
        ["~ exemplars: An, person: place 'bản Co' is now 'bản Nà'"],
        "twice the same name: what is the same is not told",
    ),
    (
        {"exemplars": [exemplar("An"), exemplar("An")]},
        {"exemplars": [exemplar("An")]},
        ["- exemplars: An, person"],
        "twice, and once now",
    ),
    (
        {},
        {"header": [{"number": "8/BC-UBND", "year": 2022}]},
        ["~ header: number '7/BC-UBND' is now '8/BC-UBND'"],
        "of the header",
    ),
]


@pytest.mark.parametrize(("before", "after", "told", "why"), DIFFERENCES, ids=[row[-1] for row in DIFFERENCES])
def test_differences(before: dict[str, Any], after: dict[str, Any], told: list[str], why: str) -> None:
    assert [str(one) for one in differences({**EMPTY, **before}, {**EMPTY, **after})] == told, why


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"


def made_old(folder: Path, tmp_path: Path, count: int) -> None:
    """An archive of `count` reports as an older version would have left it: it saw an award in each that is none."""
    assert sovang("ingest", "--archive", folder, *write_reports(tmp_path / "in", count)).returncode == 0
    with closing(sqlite3.connect(folder / "archive.db")) as connection, connection:
        connection.execute("UPDATE documents SET version = 'old'")
        connection.execute("UPDATE awards SET award = 'Bằng khen'")
        connection.execute("DELETE FROM exemplars")


@pytest.mark.slow
def test_what_was_gained_and_lost(folder: Path, tmp_path: Path) -> None:
    made_old(folder, tmp_path, 2)
    assert status(folder).stale == 2
    with Archive.open(folder) as archive:
        desk.change(archive, "1.year", ["2021"], "Lan")
        [[name]] = rows(folder, "SELECT id FROM citations WHERE document = 1")
        assert name
    told = sovang("refresh", "--archive", folder)
    assert told.returncode == 0
    assert "1 report-001.txt:\n" in told.stdout
    assert "  - awards: Bằng khen, 1, 4\n" in told.stdout
    assert "  + awards: Giấy khen, 1, 4\n" in told.stdout
    assert "  + exemplars: Lê Văn Thắng, person\n" in told.stdout
    assert told.stdout.endswith("4 records gained, 2 lost, 0 changed, in 2 of 2 documents\n2 read again\n")
    assert status(folder).stale == 0
    assert rows(folder, "SELECT year FROM documents ORDER BY id") == [(2021,), (2022,)], "a person's decision stays"
    assert sovang("refresh", "--archive", folder).stdout == "nothing to do\n"
    again = json.loads(sovang("refresh", "--json", "2", "--archive", folder).stdout)
    assert (again["gained"], again["lost"], again["changed"]) == (0, 0, 0)
    assert [event["what"] for event in again["documents"]] == ["refreshed"]


@pytest.mark.slow
def test_decisions_that_meet_nothing_any_more_are_told(folder: Path, tmp_path: Path) -> None:
    made_old(folder, tmp_path, 1)
    listed = json.loads(sovang("review", "--all", "--list", "awards", "--json", "--archive", folder).stdout)
    [one] = listed["waiting"]
    assert sovang("review", "reject", one["id"], "--by", "Lan", "--archive", folder).returncode == 0
    told = sovang("refresh", "--archive", folder).stdout
    assert "1 decisions of people meet no record any more: sovang review --unanchored" in told
    assert "unanchored" in sovang("review", "--unanchored", "--archive", folder).stdout
    assert "1 decisions of people, 1 of them unanchored" in sovang("status", "--archive", folder).stdout
    assert rows(folder, "SELECT award, verdict FROM awards") == [("Giấy khen", None)], "another reading waits anew"


def test_what_is_not_to_be_refreshed(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    sovang("ingest", "--archive", folder, tmp_path / "empty.txt", *write_reports(tmp_path / "in", 1))
    failed = sovang("refresh", "1", "--archive", folder)
    assert (failed.returncode, "`sovang retry 1` tries it once more" in failed.stderr) == (2, True)
    ready = sovang("retry", "2", "--archive", folder)
    assert (ready.returncode, "`sovang refresh 2` reads it once more" in ready.stderr) == (2, True)


@pytest.mark.slow
def test_a_lost_original_leaves_what_was_read(folder: Path, tmp_path: Path) -> None:
    made_old(folder, tmp_path, 2)
    next((folder / "originals").rglob("*.txt")).unlink()
    told = sovang("refresh", "--archive", folder)
    assert (told.returncode, "its original is lost" in told.stderr) == (1, True)
    assert rows(folder, "SELECT count(*), min(state) FROM documents") == [(2, "ready")]
    assert status(folder).stale == 1


@pytest.mark.slow
def test_killed_it_goes_on_where_it_was(folder: Path, tmp_path: Path) -> None:
    count, moments = 30, random.Random(3)
    made_old(folder, tmp_path, count)
    with Archive.open(folder) as archive:
        desk.change(archive, f"{count}.year", ["2021"], "Lan")
    for documents in (0, 1, 3):
        run, done = start("refresh", "--archive", folder), 0
        while run.stderr and done < documents:
            done += run.stderr.readline().endswith(": read again\n")
        time.sleep(moments.uniform(0.0, 0.1) if documents else 0.5)
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate(timeout=30)
        assert status(folder).stale <= count - documents
        assert list(verify(folder)) == []
    stale = status(folder).stale
    told = sovang("refresh", "--archive", folder).stdout
    assert told.endswith(f"in {stale} of {stale} documents\n{stale} read again\n"), "what was done is not done again"
    assert rows(folder, "SELECT count(*), min(award), max(award) FROM awards") == [(count, "Giấy khen", "Giấy khen")]
    assert rows(folder, f"SELECT year FROM documents WHERE id = {count}") == [(2021,)]
    assert list(verify(folder)) == []


@pytest.mark.slow
def test_two_at_once(folder: Path, tmp_path: Path) -> None:
    """The second waits, and finds nothing left to do."""
    made_old(folder, tmp_path, 3)
    runs = [start("refresh", "--archive", folder, "--wait", "60") for _ in range(2)]
    said = sorted(run.communicate(timeout=120)[0].splitlines()[-1] for run in runs)
    assert said == ["3 read again", "nothing to do"]
    assert all(run.returncode == 0 for run in runs)
    assert list(verify(folder)) == []
