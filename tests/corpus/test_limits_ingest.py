"""Documents that hang, eat memory or end their process, on their way into the archive: rows of their own, no more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from unicodedata import normalize

import pytest

from corpus.status import status
from extractor import workers
from extractor.workers import Death, expect, run
from tests.extractor import broken

ROOT = Path(__file__).parents[2]


def work(job: str) -> str:
    """The task of these tests: some go on for ever, as a library that never comes back does."""
    kind, _, seconds = job.partition(" ")
    expect(time.monotonic() + float(seconds or 60))
    if kind == "hang":
        time.sleep(120)
    if kind == "slow":
        time.sleep(float(seconds) / 2)
    return job


def test_a_worker_that_hangs_is_stopped_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_GRACE", 0.5)
    monkeypatch.setattr(workers, "_LOOK", 0.1)
    begun = time.monotonic()
    with closing(run(work, ["a", "hang 1", "b", "slow 2", "c"], 2)) as results:
        done = dict(results)
    assert time.monotonic() - begun < 30
    assert done.pop("hang 1") == Death(-9, hung=True)
    assert done == {job: job for job in ("a", "b", "c", "slow 2")}


def test_what_expects_nothing_may_take_its_time() -> None:
    expect(0.0)  # outside of a worker nobody listens
    assert list(run(str.upper, ["a"], 1)) == [("a", "A")]


def _ingest(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "search.cli", "--archive", str(folder / "archive"), "ingest", str(folder / "in")]
    env = {**os.environ, **settings}
    return subprocess.run(command, capture_output=True, text=True, env=env, cwd=ROOT, timeout=300)


def _folder(tmp_path: Path, files: dict[str, bytes]) -> Path:
    (tmp_path / "in").mkdir()
    for name, content in files.items():
        (tmp_path / "in" / name).write_bytes(content)
    return tmp_path


GOOD = f"BÁO CÁO\n\n{broken.SENTENCE}\n".encode()


@pytest.mark.slow
def test_a_document_out_of_time_fails_alone(tmp_path: Path) -> None:
    slow = broken.SMALL["tabs.txt"]() * 12  # a minute's work, of less than a million characters
    folder = _folder(tmp_path, {"a.txt": GOOD, "lau.txt": slow, "z.txt": GOOD + b"Hai.\n"})
    done = _ingest(folder, SOVANG_MAX_SECONDS="4")
    assert done.returncode == 1
    found = status(folder / "archive")
    assert [(failed.name, failed.reason) for failed in found.failed] == [("lau.txt", "it takes too long to read")]
    assert {count.state: count.documents for count in found.counts} == {"ready": 2, "failed": 1}
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not hold a process to its memory")
def test_documents_that_eat_memory_fail_alone(tmp_path: Path) -> None:
    """One asks for it in Python, one in PDFium, which ends the process when it gets none."""
    decomposed = normalize("NFD", "Quyết định ").encode() * 1_000_000  # each letter is led back to where it stood
    hungry = {"mau.pdf": broken.SMALL["form-loop.pdf"](), "lon.txt": decomposed}
    folder = _folder(tmp_path, {"a.txt": GOOD, **hungry, "z.txt": GOOD + b"Hai.\n"})
    done = _ingest(folder, SOVANG_MAX_MEMORY_MB="500")
    assert done.returncode == 1
    found = status(folder / "archive")
    assert {failed.name: failed.reason for failed in found.failed} == dict.fromkeys(
        hungry, "reading it takes more memory than it may have"
    )
    assert all("SOVANG_MAX_MEMORY_MB (now 500)" in failed.advice for failed in found.failed)
    assert {count.state: count.documents for count in found.counts} == {"ready": 2, "failed": 2}
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="workers are found in /proc")
def test_a_worker_killed_from_outside_costs_one_row(tmp_path: Path) -> None:
    """As the system does when the memory of all is gone, or a person who takes it for stuck."""
    folder = _folder(tmp_path, {"a.txt": broken.SMALL["tabs.txt"]() * 12})
    for number in range(6):
        (folder / "in" / f"b{number}.txt").write_bytes(GOOD + str(number).encode())
    command = [sys.executable, "-m", "search.cli", "--archive", str(folder / "archive"), "ingest", str(folder / "in")]
    with subprocess.Popen(
        [*command, "--jobs", "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as ingest:
        os.kill(_busy_descendant(ingest.pid), signal.SIGKILL)
        out, said = ingest.communicate(timeout=120)
    assert (ingest.returncode, out) == (1, "6 added, 1 failed\n")
    assert "a.txt: reading it ended the process (signal SIGKILL); it may need more memory" in said
    assert "Traceback" not in said


def _busy_descendant(root: int) -> int:
    """The process begun by `root`, or by one begun by it, that has none of its own and is at work for a while."""
    for _ in range(600):
        time.sleep(0.1)
        parents = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                pid, _, rest = stat.read_text().partition(" (")
                fields = rest.rpartition(") ")[2].split()
                parents[int(pid)] = (int(fields[1]), int(fields[11]))
        below = [pid for pid, (parent, _) in parents.items() if parents.get(parent, (0, 0))[0] == root]
        if busy := [pid for pid in below if parents[pid][1] > 50]:
            return busy[0]
    raise TimeoutError("no worker was at work")
