"""`sovang extract` as a user calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

SOVANG = Path(sys.executable).with_name("sovang")
REPORT = "Thực hiện Quyết định số {n}/QĐ-UBND ngày 01/02/2020 của UBND xã Hoà Sơn, các thôn đã đăng ký thi đua.\n"


def sovang(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([SOVANG, *words], cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for n in (1, 2):
        (tmp_path / f"r{n}.txt").write_text(REPORT.format(n=n), "utf-8")
    return tmp_path


def test_one_file_is_one_object(folder: Path) -> None:
    done = sovang(folder, "extract", "--json", "r1.txt")
    data = json.loads(done.stdout)
    (citation,) = data["citations"]
    assert (done.returncode, citation["number"]) == (0, "1/QĐ-UBND")
    evidence = citation["evidence"]
    assert data["text"][evidence["start"] : evidence["end"]] == evidence["quote"]
    lists = {
        "header",
        "header_evidence",
        "citations",
        "references",
        "awards",
        "exemplars",
        "movements",
        "grants",
        "checks",
    }
    assert lists <= set(data)


def test_several_files_are_an_object_a_line(folder: Path) -> None:
    done = sovang(folder, "extract", "--json", "r1.txt", "r2.txt")
    assert [json.loads(line)["document"] for line in done.stdout.splitlines()] == ["r1.txt", "r2.txt"]


@pytest.mark.parametrize(("option", "suffix"), [("--json", ".json"), ("--html", ".html")])
def test_a_file_for_each_in_a_folder_that_is_made(folder: Path, option: str, suffix: str) -> None:
    done = sovang(folder, "extract", option, "r1.txt", "r2.txt", "--out", "new/out")
    assert (done.returncode, done.stdout) == (0, "")
    assert sorted(p.name for p in (folder / "new/out").iterdir()) == [f"r1{suffix}", f"r2{suffix}"]


def test_without_an_option_it_is_for_reading(folder: Path) -> None:
    done = sovang(folder, "extract", "r1.txt")
    assert "văn bản viện dẫn: 1" in done.stdout.lower()
    assert "Quyết định số 1/QĐ-UBND" in done.stdout


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["extract", "--json", "--html", "r1.txt"], 2, "only one"),
        (["extract", "--json", "r1.txt", "sub/r1.md", "--out", "o"], 2, "'r1'"),  # two inputs with one stem
        (["extract", "--json", "r1.txt", "--out", "r2.txt"], 2, "r2.txt"),  # a file stands where the folder should be
        (["extract", "--json", "none.txt"], 1, "none.txt"),
        (["extract"], 2, "FILE"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(folder: Path, words: list[str], code: int, sentence: str) -> None:
    done = sovang(folder, *words)
    assert done.returncode == code
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bad_file_does_not_stop_the_others(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    done = sovang(folder, "extract", "--json", "empty.txt", "r1.txt")
    assert done.returncode == 1
    assert json.loads(done.stdout)["document"] == "r1.txt"
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(os.name != "posix", reason="a full disk is made with RLIMIT_FSIZE")
def test_a_full_disk_is_said(folder: Path) -> None:
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10)); sys.argv = ['sovang', 'extract', '--json', 'r1.txt', '--out', 'o']; from search.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", limited], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "cannot be written" in done.stderr
    assert list((folder / "o").iterdir()) == []  # nothing cut off stays
    assert "Traceback" not in done.stderr


def _zipped(folder: Path, name: str, **files: str) -> None:
    with zipfile.ZipFile(folder / name, "w") as archive:
        for member, text in files.items():
            archive.writestr(member.replace("__", "/") + ".txt", text)


def test_what_is_in_a_zip_is_shown_as_files_of_their_own(folder: Path) -> None:
    _zipped(folder, "o.zip", nam_2019__a=REPORT.format(n=7), b=REPORT.format(n=8), c=" ")
    done = sovang(folder, "extract", "--json", "o.zip")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert {one["document"]: one["citations"][0]["number"] for one in found} == {
        "o.zip!nam_2019/a.txt": "7/QĐ-UBND",
        "o.zip!b.txt": "8/QĐ-UBND",
    }
    assert (done.returncode, done.stderr.strip().splitlines()) == (
        1,
        ["sovang: o.zip!c.txt: it is empty; get the document again from where it came from"],
    )


def test_files_in_a_zip_are_written_by_their_own_stem_and_never_over_one_another(folder: Path) -> None:
    _zipped(folder, "r1.zip", r1=REPORT.format(n=7), nam__b=REPORT.format(n=8), b=REPORT.format(n=9))
    done = sovang(folder, "extract", "--json", "r1.txt", "r1.zip", "--out", "out")
    written = {p.stem: json.loads(p.read_text("utf-8"))["document"] for p in (folder / "out").iterdir()}
    assert written == {"r1": "r1.txt", "b": "r1.zip!nam/b.txt"}
    assert done.returncode == 1
    assert "r1.zip!r1.txt: it would be written as 'r1', as r1.txt is; give it in a run of its own" in done.stderr
    assert "r1.zip!b.txt: it would be written as 'b', as r1.zip!nam/b.txt is" in done.stderr


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"PK\x03\x04", "o.zip: it is a broken zip"), (b"PK\x05\x06" + b"\0" * 18, "o.zip: there is no document in it")],
)
def test_a_zip_that_gives_nothing_says_so(content: bytes, sentence: str, folder: Path) -> None:
    (folder / "o.zip").write_bytes(content)
    done = sovang(folder, "extract", "o.zip")
    assert done.returncode == 1 and f"sovang: {sentence}" in done.stderr
