"""`sovang show ID --page N --png FILE`: the page with its records, and one sentence where that cannot be."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from tests.corpus.archive_tools import sovang, write_reports
from tests.printed import printed

LINE = "Thực hiện Kế hoạch số 41/KH-UBND ngày 05/01/2023 của UBND huyện Sông Mây, xã {} đã phát động thi đua."


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """1: a PDF of two pages; 2: text; 3: a PDF that was removed; 4: one that could not be read."""
    folder = tmp_path_factory.mktemp("archive")
    write_reports(folder / "in", 1)
    files = [folder / "in" / name for name in ("bao-cao.pdf", "report-001.txt", "cu.pdf", "hong.pdf")]
    for path in (files[0], files[2]):
        printed(path, [[LINE.format(f"{path.stem} {n}")] for n in (1, 2)], 50, 100, 11)
    files[3].write_bytes(b"%PDF-1.4 cut off")
    for path in files:
        sovang("ingest", "--archive", folder / "archive", "--jobs", "1", path)
    assert sovang("remove", "--archive", folder / "archive", "3").returncode == 0
    return folder / "archive"


def test_a_page_is_drawn_and_what_is_on_it_is_listed(archive: Path, tmp_path: Path) -> None:
    done = sovang("show", "1", "--page", "2", "--png", tmp_path / "p.png", "--archive", archive, COLUMNS="120")
    assert done.returncode == 0, done.stderr
    assert "trang 2/2" in done.stdout
    assert "Kế hoạch số 41/KH-UBND ngày 05/01/2023 của UBND huyện Sông Mây" in done.stdout
    assert Image.open(tmp_path / "p.png").format == "PNG"


def test_the_first_page_without_being_asked_for(archive: Path, tmp_path: Path) -> None:
    done = sovang("show", "1", "--png", tmp_path / "p.png", "--json", "--archive", archive)
    view = json.loads(done.stdout)
    assert (view["page"], view["pages"], view["unplaced"]) == (1, 2, 0)
    (citation,) = (mark for mark in view["marks"] if mark["kind"] == "citations")
    assert citation["boxes"][0]["top"] == pytest.approx(100 - 0.89 * 11, abs=1)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["2", "--png", "p.png"], 2, "a file of the format txt has no pages to draw"),
        (["1", "--png", "p.png", "--page", "3"], 2, "it has no page 3; choose one of its 2"),
        (["1", "--page", "2"], 2, "--page goes with --png"),
        (["3", "--png", "p.png"], 2, "it was removed"),
        (["4", "--png", "p.png"], 2, "it could not be read"),
        (["9", "--png", "p.png"], 2, "there is none with this ID"),
        (["1", "--png", "nowhere/p.png"], 1, "it cannot be written"),
    ],
    ids=["text", "beyond the last page", "nothing to draw into", "removed", "failed", "unknown", "no such folder"],
)
def test_refusals(
    words: list[str], code: int, said: str, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = sovang("show", "--archive", archive, *words)
    assert done.returncode == code
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_records_read_before_boxes_were_kept(archive: Path, tmp_path: Path) -> None:
    """They are counted, and how to have them placed is said."""
    copy = tmp_path / "copy"
    shutil.copytree(archive, copy)
    with closing(sqlite3.connect(copy / "archive.db")) as connection, connection:
        connection.execute("UPDATE citations SET boxes = NULL, further = NULL")
    done = sovang("show", "1", "--png", tmp_path / "p.png", "--archive", copy)
    assert "1 mục chưa có vị trí trên trang; `sovang refresh 1`" in done.stdout


def test_a_lost_original(archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(archive, copy)
    shutil.rmtree(copy / "originals")
    done = sovang("show", "1", "--png", tmp_path / "p.png", "--archive", copy)
    assert (done.returncode, "its original is lost; ingest the file again" in done.stderr) == (3, True)
