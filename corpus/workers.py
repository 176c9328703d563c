"""Worker processes: one task over many inputs, and an input that kills or hangs its worker is its own failure alone.

`concurrent.futures` would serve but for this: there, one dead worker fails all that was handed in.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.sharedctypes import RawValue
from time import monotonic
from typing import Any, Generic, TypeVar, cast

from extractor.quiet import STDERR, STDOUT, quiet

In = TypeVar("In")
Out = TypeVar("Out")

_SPAWN = multiprocessing.get_context("spawn")
_GRACE = 15.0  # seconds beyond its time in which a worker may still end its work by itself
_LOOK = 1.0  # seconds between looks at those that hang
_until: Any = None  # in a worker: the time that the parent sees of it


def expect(until: float) -> None:
    """Have this worker stopped unless, by `until` on the clock `monotonic`, its task is done or this was called again.

    A task that never calls this may take as long as it likes.
    """
    if _until is not None:
        _until.value = until


@dataclass(frozen=True, slots=True)
class Death:
    """What becomes of an input whose worker died: its exit code, negative for the signal that ended it.

    `hung` says that it was stopped because the work did not go on.
    """

    exit_code: int
    hung: bool = False

    def __str__(self) -> str:
        if self.exit_code >= 0:
            return f"exit code {self.exit_code}"
        return f"signal {signal.Signals(-self.exit_code).name}"


def run(task: Callable[[In], Out], inputs: Iterable[In], jobs: int) -> Generator[tuple[In, Out | Death], None, None]:
    """Do `task` for each of `inputs` in up to `jobs` processes; results come as they are done.

    The next input is asked for while the others are being worked on, so `inputs` may be slow or endless. `task` is a
    function of a module, and raises nothing. Close the iterator to end the processes early.
    """
    crew = _Crew(task, jobs)
    coming = iter(inputs)
    try:
        ahead = list(islice(coming, 1))
        done: list[tuple[In, Out | Death]] = []
        while ahead or done or crew.busy():
            while ahead and crew.give(ahead[0]):
                ahead = list(islice(coming, 1))
            yield from done
            done = crew.take()
    finally:
        crew.kill()


class _Crew(Generic[In, Out]):
    """Up to `jobs` workers, started as they are needed and replaced as they die."""

    def __init__(self, task: Callable[[In], Out], jobs: int) -> None:
        self.task, self.jobs = task, jobs
        self.workers: list[_Worker[In, Out]] = []

    def busy(self) -> list[_Worker[In, Out]]:
        return [worker for worker in self.workers if worker.inputs]

    def give(self, item: In) -> bool:
        """Hand `item` to a free worker; False where all are busy."""
        self.workers = [worker for worker in self.workers if worker.inputs or worker.process.is_alive()]
        free = [worker for worker in self.workers if not worker.inputs]
        if not free and len(self.workers) < self.jobs:
            free = [_Worker(self.task)]
            self.workers += free
        if free:
            free[0].give(item)
        return bool(free)

    def take(self) -> list[tuple[In, Out | Death]]:
        """Wait until a worker is done, and take what is there; nothing where none is busy."""
        pipes = {worker.pipe: worker for worker in self.busy()}
        while pipes:
            if ready := wait(pipes, _LOOK):
                return [pipes[cast("Connection", pipe)].take() for pipe in ready]
            for worker in pipes.values():
                worker.stop_if_hung()
        return []

    def kill(self) -> None:
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            worker.process.join()


class _Worker(Generic[In, Out]):
    """One process; `inputs` holds what it is working on, if anything."""

    def __init__(self, task: Callable[[In], Out]) -> None:
        self.pipe, theirs = _SPAWN.Pipe()
        self.until: Any = RawValue("d", 0.0)
        self.process = _SPAWN.Process(target=_serve, args=(theirs, task, self.until), daemon=True)
        self.inputs: list[In] = []
        self.hung = False
        with _interrupts_held():
            self.process.start()
        theirs.close()

    def give(self, item: In) -> None:
        self.inputs.append(item)
        self.pipe.send(item)

    def take(self) -> tuple[In, Out | Death]:
        item = self.inputs.pop()
        try:
            return item, self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            return item, Death(self.process.exitcode or 0, self.hung)

    def stop_if_hung(self) -> None:
        if 0 < self.until.value < monotonic() - _GRACE:
            self.hung = True
            self.process.kill()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process started inside never sees Ctrl-C, which a terminal sends to all: the parent decides. None is lost."""
    resource_tracker.ensure_running()  # with the first process it would start by itself, and let interrupts in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: Connection, task: Callable[[Any], Any], until: Any) -> None:  # noqa: ANN401 a ctypes double
    global _until
    _until = until
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # What libraries print while they read a bad file would break the progress bar; its reason is in the result.
    with quiet(STDOUT, STDERR), suppress(EOFError, BrokenPipeError):  # the parent has gone or closed its end
        while True:
            result = task(pipe.recv())
            until.value = 0.0
            pipe.send(result)


def _end_with_parent() -> None:
    """A parent killed outright cannot end its workers; each sees to it itself."""
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)
