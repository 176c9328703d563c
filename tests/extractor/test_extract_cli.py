"""`sovang extract` as a user calls it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.extractor import broken

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


def test_what_is_no_file_is_told_at_once(folder: Path) -> None:
    """None of them is waited for: a pipe whose other end nobody opens would never end."""
    os.mkfifo(folder / "ong.pdf")
    (folder / "thu-muc.pdf").mkdir()
    (folder / "vong.pdf").symlink_to("vong.pdf")
    (folder / "gay.pdf").symlink_to("none.pdf")
    names = ["ong.pdf", "/dev/zero", "thu-muc.pdf", "vong.pdf", "gay.pdf", "a\nb.pdf", "d" * 300, "r1.txt"]
    done = sovang(folder, "extract", "--json", *names)
    said = done.stderr.splitlines()
    assert (done.returncode, len(said), json.loads(done.stdout)["document"]) == (1, len(names) - 1, "r1.txt")
    for sentence, what in zip(
        said, ("pipe", "device", "folder", "circle", "no such", "no such", "no such"), strict=True
    ):
        assert what in sentence


def test_a_file_that_ends_its_reader_stops_none_of_the_others(folder: Path) -> None:
    (folder / "mau.pdf").write_bytes(broken.SMALL["form-loop.pdf"]())
    command = [str(SOVANG), "extract", "--json", "r1.txt", "mau.pdf", "r2.txt"]
    env = {**os.environ, "SOVANG_MAX_MEMORY_MB": "400"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=env)
    assert [json.loads(line)["document"] for line in done.stdout.splitlines()] == ["r1.txt", "r2.txt"]
    assert done.returncode == 1
    assert done.stderr.startswith("sovang: mau.pdf: reading it takes more memory than it may have; raise SOVANG_MAX_ME")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(("ending", "code", "says"), [(signal.SIGINT, 130, "stopped"), (signal.SIGTERM, 143, "")])
def test_ended_early_it_leaves_nothing_behind(ending: signal.Signals, code: int, says: str, folder: Path) -> None:
    """No process, no file for the time being, no half answer, no traceback."""
    temporary = folder / "tmp"
    temporary.mkdir()
    _zipped(folder, "o.zip", **{f"b{n}": REPORT.format(n=n) * 400 for n in range(60)})
    command = [str(SOVANG), "extract", "--json", "--jobs", "2", "o.zip", "--out", "out"]
    env = {**os.environ, "TMPDIR": str(temporary)}
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, env=env
    ) as run:
        while run.poll() is None and not list((folder / "out").glob("*.json")):
            time.sleep(0.02)
        os.killpg(run.pid, ending)
        out, said = run.communicate(timeout=30)
    assert run.returncode == code
    assert not out and said.count("\n") <= 1 and says in said and "Traceback" not in said
    assert list(temporary.iterdir()) == []
    for path in (folder / "out").iterdir():
        json.loads(path.read_text("utf-8"))
