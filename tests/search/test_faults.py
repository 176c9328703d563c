"""Whatever befalls an index, the archive answers: rightly, or with a sentence on what is missing."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock

from corpus.archive import Archive
from corpus.folder import open_reading
from models.answers.reports import Reports
from models.errors import ArchiveError
from search import analysis, folders, index
from search.engines import Engine, EngineBroken
from search.engines.tantivy import TantivyEngine
from search.lookups.reports import Narrowed, reports
from tests.corpus.archive_tools import unprivileged
from tests.search.archives import Draft, put

ENGINES = ("tantivy", "whoosh")
MAIN = "from search.cli import main; main()"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return put(tmp_path / "archive", drafts(1, 2, 3))


def drafts(*numbers: int) -> list[Draft]:
    return [Draft(f"{n}.txt", "UBND xã An Bình").say(f"Bài số {n}, thi đua") for n in numbers]


def asked(archive: Path, query: str = "thi đua") -> Reports:
    with closing(open_reading(archive)) as connection, index.Index(connection, archive) as opened:
        return reports(opened, query, Narrowed(), 10)


def found(archive: Path, query: str = "thi đua") -> list[int]:
    answer = asked(archive, query)
    assert answer.notice is None
    return sorted(hit.document.id for hit in answer.hits)


def sovang(*words: object, program: str = MAIN) -> subprocess.CompletedProcess[str]:
    command = unprivileged([sys.executable, "-c", program, *map(str, words)])
    return subprocess.run(command, capture_output=True, text=True, timeout=60)


def folder_of(archive: Path) -> Path:
    return next(path for path in (archive / "index").iterdir() if path.is_dir())


def files_of(archive: Path) -> list[Path]:
    files = (path for path in folder_of(archive).iterdir() if path.stat().st_size)
    return sorted(files, key=lambda path: (path.suffix, path.name))


def damaged(content: bytes, how: str, chance: random.Random) -> bytes:
    if how == "cut":
        return content[: chance.randrange(len(content))]
    if how == "noise":
        return chance.randbytes(len(content))
    if how == "longer":
        return content + b"\0"
    spots = bytearray(content)
    spots[chance.randrange(len(spots))] ^= 1 << chance.randrange(8)
    return bytes(spots)


@pytest.mark.parametrize("how", ["cut", "noise", "longer", "one bit", "gone"])
@pytest.mark.parametrize("engine", ENGINES)
def test_damage_to_any_file_is_mended(archive: Path, engine: str, how: str) -> None:
    index.rebuild(archive, engine)
    want, chance = asked(archive), random.Random(how)
    for number in range(len(files_of(archive))):
        index.rebuild(archive, engine)
        file = files_of(archive)[number]
        if how == "gone":
            file.unlink()
        else:
            file.write_bytes(damaged(file.read_bytes(), how, chance))
        assert asked(archive) == want, file


@pytest.mark.parametrize("engine", ENGINES)
def test_damage_that_no_seal_tells_is_no_crash(archive: Path, engine: str) -> None:
    chance = random.Random(engine)
    for turn in range(40):
        index.rebuild(archive, engine)
        (folder_of(archive) / "sealed.json").unlink()
        file = files_of(archive)[turn % len(files_of(archive))]
        content = bytearray(file.read_bytes())
        for _ in range(20):
            content[chance.randrange(len(content))] = chance.randrange(256)
        file.write_bytes(content)
        asked(archive)
    index.rebuild(archive)
    assert found(archive) == [1, 2, 3]


NONSENSE = {
    "empty": b"",
    "no JSON": b"{",
    "no text": b"\xff\xfe\x00",
    "a list": b"[1, 2]",
    "null": b"null",
    "other fields": b'{"engine": 7}',
    "nested": b"[" * 100_000,
    "another folder": b'{"engine": "tantivy", "folder": "../.."}',
    "no number": b'{"engine": "tantivy", "folder": "tantivy", "made_here": null, "version": "2", "analysis": "2"}',
    "no name": b'{"engine": "tantivy", "folder": "tantivy.\\u0000"}',
    "nowhere": b'{"engine": "tantivy", "folder": "tantivy.999"}',
    "an engine to come": b'{"engine": "lucene", "folder": "lucene.1", "version": "1"}',
}


@pytest.mark.parametrize("file", ["current.json", "building.json", "tantivy.1/sealed.json"])
@pytest.mark.parametrize("content", NONSENSE.values(), ids=NONSENSE)
def test_nonsense_in_the_files_about_the_index(archive: Path, file: str, content: bytes) -> None:
    index.bring_up_to_date(archive)
    (archive / "index" / file).write_bytes(content)
    assert found(archive) == [1, 2, 3]
    assert index.rebuild(archive) == 3
    assert found(archive) == [1, 2, 3]


def test_a_folder_in_the_place_of_a_file(archive: Path) -> None:
    index.bring_up_to_date(archive)
    (archive / "index" / "current.json").unlink()
    (archive / "index" / "current.json").mkdir()
    assert found(archive) == [1, 2, 3]
    assert (archive / "index" / "current.json").is_file()


def test_the_engine_is_remembered_where_the_stamp_is_lost(archive: Path) -> None:
    index.rebuild(archive, "whoosh")
    (archive / "index" / "current.json").write_text("{")
    assert found(archive) == [1, 2, 3]
    assert folder_of(archive).name == "whoosh.2"


def test_an_index_of_older_words_is_built_anew(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "VERSION", "0")
    index.bring_up_to_date(archive)
    monkeypatch.undo()
    told: list[tuple[int, int]] = []

    def progress(done: int, of: int) -> None:
        told.append((done, of))

    with closing(open_reading(archive)) as connection, index.Index(connection, archive, progress) as opened:
        answer = reports(opened, "đua", Narrowed(), 10)
    assert (answer.total, told, folder_of(archive).name) == (3, [(0, 3), (3, 3)], "tantivy.2")


def test_an_archive_put_back_that_went_another_way_since(archive: Path, tmp_path: Path) -> None:
    shutil.copy(archive / "archive.db", tmp_path / "earlier.db")
    put(archive, drafts(4))
    index.bring_up_to_date(archive)
    with sqlite3.connect(tmp_path / "earlier.db") as earlier, sqlite3.connect(archive / "archive.db") as now:
        earlier.backup(now)
    put(archive, [Draft("5.txt").say("văn nghệ")])  # takes the number and the change of what was there
    assert found(archive) == [1, 2, 3]
    assert found(archive, "văn nghệ") == [4]


def test_a_change_that_was_taken_further_is_the_same_way(archive: Path) -> None:
    index.bring_up_to_date(archive)
    with Archive.open(archive) as opened:
        opened.remove(3)  # it bore the last change that the index knows
    before = folder_of(archive)
    assert found(archive) == [1, 2]
    assert folder_of(archive) == before


_DEATHS = [
    ("filling", "unsealed", "before a commit"),
    ("seal", "_seal", "between commit and seal"),
    ("folders", "begin", "before a rebuild"),
    ("folders", "opened", "before an index is made"),
    ("folders", "settle", "before the switch"),
    ("folders", "clear", "before what is old goes"),
]


@pytest.mark.parametrize("time", [1, 2, 3])
@pytest.mark.parametrize(("module", "function", "when"), _DEATHS, ids=[when for *_, when in _DEATHS])
@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.slow
def test_killed_at_any_moment(archive: Path, engine: str, module: str, function: str, when: str, time: int) -> None:
    program = (
        "import os, signal\n"
        "from search import filling, folders, seal\n"
        "filling._BATCH = 1\n"
        f"done, calls = {module}.{function}, []\n"
        "def dies(*words):\n"
        "    calls.append(1)\n"
        f"    if len(calls) == {time}: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return done(*words)\n"
        f"{module}.{function} = dies\n{MAIN}"
    )
    index.rebuild(archive, engine)
    put(archive, drafts(4))
    for words in (("search", "thi đua"), ("reindex",)):
        ended = sovang("--archive", archive, *words, program=program)
        assert ended.returncode in (0, -signal.SIGKILL), when
        assert found(archive) == [1, 2, 3, 4]
    assert index.rebuild(archive) == 4
    assert found(archive) == [1, 2, 3, 4]
    assert [path.name.partition(".")[0] for path in (archive / "index").iterdir() if path.is_dir()] == [engine]


def test_two_rebuilds_at_once(archive: Path) -> None:
    command = [sys.executable, "-c", MAIN, "--archive", str(archive), "reindex"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) for _ in "12"]
    assert [(one.communicate(timeout=60)[0], one.returncode) for one in both] == [("3 documents indexed\n", 0)] * 2
    assert found(archive) == [1, 2, 3]


def test_while_another_run_writes_what_there_is_answers(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "_LOOKUP_PATIENCE", 0.01)
    monkeypatch.setattr(index, "_PATIENCE", 0.01)
    index.bring_up_to_date(archive)
    put(archive, drafts(4, 5))
    with FileLock(archive / "index" / "writer.lock"):
        answer = asked(archive)
        index.bring_up_to_date(archive)  # the other run, or the next search, will
        shutil.rmtree(folder_of(archive))
        with pytest.raises(ArchiveError, match="being built by another run"):
            asked(archive)
    assert answer.total == 3
    assert answer.notice
    assert "2 documents are not yet in its search index, which another run is writing" in answer.notice
    assert found(archive) == [1, 2, 3, 4, 5]


def test_an_index_that_another_run_replaces_during_a_search(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index.bring_up_to_date(archive)
    search, turns = TantivyEngine.search, iter([True])

    def replaced(*arguments: object) -> object:
        if next(turns, False):
            index.rebuild(archive)
            raise EngineBroken("its files are gone")
        return search(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(TantivyEngine, "search", replaced)
    assert found(archive) == [1, 2, 3]
    assert folder_of(archive).name == "tantivy.2"  # and was not built once more


def closed(archive: Path, mode: int = 0o500) -> None:
    """Take the right to write to the archive, or give it back."""
    for path in (archive, *(archive / "index").rglob("*"), archive / "index"):
        path.chmod(mode if path.is_dir() else mode & 0o600)


def test_an_archive_that_cannot_be_written_answers_from_what_there_is(archive: Path) -> None:
    index.bring_up_to_date(archive)
    put(archive, drafts(4))
    closed(archive)
    try:
        done = sovang("--archive", archive, "search", "thi đua")
    finally:
        closed(archive, 0o700)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "3 báo cáo")
    assert "1 document is not yet in its search index, which cannot be written (Permission denied)" in done.stderr
    assert done.stderr.count("\n") == 1


def test_only_removals_that_are_not_indexed_are_no_news(archive: Path) -> None:
    index.bring_up_to_date(archive)
    with Archive.open(archive) as opened:
        opened.remove(2)
    closed(archive)
    try:
        done = sovang("--archive", archive, "search", "bài", "2")
    finally:
        closed(archive, 0o700)
    assert (done.returncode, done.stderr) == (0, "")
    assert "2.txt" not in done.stdout


def test_where_no_index_can_be_written_one_is_made_for_the_answer(archive: Path) -> None:
    archive.chmod(0o500)
    try:
        done = sovang("--archive", archive, "search", "thi đua")
        refused = sovang("--archive", archive, "reindex")
    finally:
        archive.chmod(0o700)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "3 báo cáo")
    assert "cannot be written (Permission denied), so one was made for this answer alone" in done.stderr
    assert (refused.returncode, refused.stdout) == (3, "")
    assert "the search index cannot be written (Permission denied)" in refused.stderr
    assert not (archive / "index").exists()


def test_for_many_documents_none_is_made_for_one_answer(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (archive / "index").touch()
    monkeypatch.setattr(index, "_FEW", 2)
    with pytest.raises(ArchiveError, match="the search index cannot be written"):
        asked(archive)
    monkeypatch.setattr(index, "_FEW", 3)
    assert asked(archive).total == 3


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("blocks", [0, 1, 4, 20])
def test_no_room(archive: Path, engine: str, blocks: int) -> None:
    put(archive, [Draft("4.txt").say("khen thưởng " * 400)])
    index.rebuild(archive, engine)
    put(archive, drafts(5))

    def squeezed(*words: str) -> subprocess.CompletedProcess[str]:
        command = " ".join(f"'{word}'" for word in [sys.executable, "-c", MAIN, "--archive", str(archive), *words])
        limited = f"ulimit -f {blocks}; {command}"  # of 512 bytes each: files may not grow longer
        return subprocess.run(["sh", "-c", limited], capture_output=True, text=True, timeout=60)

    rebuilt = squeezed("reindex")
    assert (rebuilt.returncode, rebuilt.stderr.count("sovang: ")) in [(3, 1), (0, 0)]
    answered = squeezed("search", "thi đua")
    assert answered.returncode == 0
    assert answered.stdout.splitlines()[0] in ("3 báo cáo", "4 báo cáo")
    assert ("1 document is not yet in its search index" in answered.stderr) is answered.stdout.startswith("3")
    assert "Traceback" not in rebuilt.stderr + answered.stderr
    assert found(archive) == [1, 2, 3, 5]
    assert len([path for path in (archive / "index").iterdir() if path.is_dir()]) == 1


def test_a_broken_index_makes_room_for_the_next(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index.bring_up_to_date(archive)
    (folder_of(archive) / "meta.json").write_bytes(b"rubbish")
    stood: list[list[str]] = []
    opened = folders.opened

    def opening(folder: Path) -> Engine:
        stood.append(sorted(path.name for path in folder.parent.iterdir() if path.is_dir()))
        return opened(folder)

    monkeypatch.setattr(folders, "opened", opening)
    assert found(archive) == [1, 2, 3]
    assert stood[-2] == ["tantivy.2"]


def test_others_may_read_what_the_folder_lets_them(archive: Path) -> None:
    index.bring_up_to_date(archive)
    folder = folder_of(archive)
    assert {
        path.name for path in folder.iterdir() if path.stat().st_mode & 0o044 != folder.stat().st_mode & 0o044
    } == set()


@pytest.mark.parametrize("engine", ENGINES)
def test_a_query_without_end(archive: Path, engine: str) -> None:
    index.rebuild(archive, engine)
    program = (
        "from search import index\n"
        f"from search.engines.{engine} import ranking\n"
        "def endless(*_):\n"
        "    while True: pass\n"
        "ranking.Search.results = endless\n"
        f"index._LONGEST = 0.5\n{MAIN}"
    )
    began = time.monotonic()
    done = sovang("--archive", archive, "search", "thi đua", program=program)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "the search took longer than 0 seconds; use fewer words" in done.stderr
    assert time.monotonic() - began < 10


def test_a_query_without_end_can_be_stopped(archive: Path) -> None:
    index.bring_up_to_date(archive)
    program = (
        "import sys\nfrom search.engines.tantivy import ranking\n"
        "def endless(*_):\n"
        "    print('searching', flush=True)\n"
        "    while True: pass\n"
        f"ranking.Search.results = endless\n{MAIN}"
    )
    command = [sys.executable, "-c", program, "--archive", str(archive), "search", "thi"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert running.stdout
    assert running.stdout.readline() == "searching\n"
    os.kill(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=20)
    assert (running.returncode, said) == (130, "sovang: stopped; what was reported as done is kept\n")
