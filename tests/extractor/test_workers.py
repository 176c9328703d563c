"""Worker processes: results as they come, a death is one input's own, interrupts and early ends leave nobody behind."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from extractor.workers import Death, run


def work(job: str) -> str:
    """The task of these tests: each kind of input does for real what a bad file may do to its worker."""
    kind, _, rest = job.partition(" ")
    if kind == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "exit":
        os._exit(int(rest))
    if kind == "spin":
        resource.setrlimit(resource.RLIMIT_CPU, (1, 1))
        while True:
            pass
    if kind == "sleep":
        time.sleep(float(rest))
    if kind == "long":
        return rest * 1_000_000
    if kind == "held":
        return str(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))
    if kind == "pid":
        return str(os.getpid())
    return job


def test_every_input_has_its_result() -> None:
    inputs = [f"job {number}" for number in range(20)]
    results = dict(run(work, inputs, 2))
    assert results == {job: job for job in inputs}


@pytest.mark.parametrize(
    ("bad", "ended"),
    [
        pytest.param("kill", Death(-signal.SIGKILL), id="killed, as the system does when memory runs out"),
        pytest.param("exit 3", Death(3), id="a library that ends the process"),
        pytest.param("spin", Death(-signal.SIGKILL), id="past a limit on processor time"),
    ],
)
def test_a_death_is_one_input_s_own(bad: str, ended: Death) -> None:
    results = dict(run(work, ["a", bad, "b", "c"], 2))
    assert results.pop(bad) == ended
    assert results == {"a": "a", "b": "b", "c": "c"}


def test_death_in_words() -> None:
    assert str(Death(-9)) == "signal SIGKILL"
    assert str(Death(3)) == "exit code 3"


def test_results_larger_than_a_pipe_come_whole() -> None:
    ((_, result),) = run(work, ["long x"], 1)
    assert result == "x" * 1_000_000


def test_inputs_are_asked_for_one_ahead() -> None:
    asked: list[int] = []

    def slowly() -> Iterator[str]:
        for number in range(20):
            asked.append(number)
            yield f"job {number}"

    with closing(run(work, slowly(), 2)) as results:
        next(results)
        assert len(asked) <= 5, "two done, two being worked on, one ahead"


def test_no_input_starts_no_process() -> None:
    before = multiprocessing.active_children()
    assert list(run(work, [], 4)) == []
    assert multiprocessing.active_children() == before


def test_an_early_end_leaves_no_process() -> None:
    before = multiprocessing.active_children()
    with closing(run(work, ["a", "sleep 60"], 2)) as results:
        next(results)
    assert multiprocessing.active_children() == before


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
def test_where_nothing_can_be_forked_a_worker_starts_by_itself(tmp_path: Path) -> None:
    """The way to the process that forks is a file in TMPDIR, whose name has room for a hundred bytes."""
    long = tmp_path / ("x" * 120)
    long.mkdir()
    script = "from math import sqrt; from extractor.workers import run; print(list(run(sqrt, [4.0], 1)))"
    env = {**os.environ, "TMPDIR": str(long)}
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=root, env=env)
    assert done.stdout == "[(4.0, 2.0)]\n"


def test_no_worker_hears_ctrl_c() -> None:
    """Not even the first, whose start also starts a process of multiprocessing's own."""
    script = "from extractor.workers import run; from tests.extractor.test_workers import work; print(list(run(work, ['held'], 1)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert done.stdout == "[('held', 'True')]\n"


SCRIPT = """
import sys
from extractor.workers import run
from tests.extractor.test_workers import work

if __name__ == "__main__":
    for _, result in run(work, ["pid", "pid", "sleep 60"], 1):
        print(result, flush=True)
"""


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_workers_end_with_their_parent(ending: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    root = str(Path(__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    ) as parent:
        assert parent.stdout
        first, second = int(parent.stdout.readline()), int(parent.stdout.readline())
        assert first == second, "a worker serves one input after the other"
        parent.send_signal(ending)
        parent.wait(10)
    assert _gone(first)


def _gone(pid: int) -> bool:
    """Whether the process ends within ten seconds; one that nobody has buried counts as ended."""
    for _ in range(100):
        state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout.strip()
        if state.startswith("Z") or not state:
            return True
        time.sleep(0.1)
    return False
