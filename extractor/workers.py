"""Worker processes: one task over many inputs, and an input that kills or hangs its worker is its own failure alone.

`concurrent.futures` would serve but for this: there, one dead worker fails all that was handed in.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import islice
from math import inf
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from time import monotonic, sleep
from types import FrameType
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar, cast

from extractor.limits import MAX_MEMORY_MB, MB
from extractor.quiet import STDERR, STDOUT, quiet
from models.errors import SovangError

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext, SpawnContext

In = TypeVar("In")
Out = TypeVar("Out")

# On Linux workers are forked from a process that has loaded what they need; elsewhere libraries do not survive a fork.
_CONTEXTS: list[ForkServerContext | SpawnContext] = [multiprocessing.get_context("spawn")]
if sys.platform == "linux":
    _CONTEXTS.insert(0, multiprocessing.get_context("forkserver"))
    _CONTEXTS[0].set_forkserver_preload(["__main__", "extractor.warm"])
OUT_OF_MEMORY = 77  # exit code of a worker that has ended itself for want of memory
_GRACE = 15.0  # seconds beyond its time in which a worker may still end its work by itself
_LOOK = 1.0  # seconds between looks at those that hang
_FAREWELL = 1.0  # seconds that a worker has to put away what it has made, before it is killed
_MOMENT = 0.25  # seconds between a worker's looks at its own memory
_YOUNG = 100_000  # new objects after which garbage is looked for: documents leave little that counting does not free
_LEAD = 8  # results a worker that may wait for one that comes before them
_parent: Connection | None = None  # in a worker: the way to its parent
_before = 0  # in a worker: the most memory that it had in use before the task at hand, in bytes


def expect(until: float) -> None:
    """Have this worker stopped unless, by `until` on the clock `monotonic`, its task is done or this was called again.

    A task that never calls this may take as long as it likes.
    """
    if _parent:
        _parent.send(until)


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


def prepare() -> None:
    """Begin to load what workers need, in the process that they are forked from; this one goes on meanwhile."""
    if sys.platform == "linux":
        from multiprocessing import forkserver

        with _interrupts_held(), suppress(OSError):  # the first worker will say what is wrong
            forkserver.ensure_running()


def run(task: Callable[[In], Out], inputs: Iterable[In], jobs: int) -> Generator[tuple[In, Out | Death], None, None]:
    """Do `task` for each of `inputs` in up to `jobs` processes; results come as they are done.

    The next input is asked for while the others are being worked on, so `inputs` may be slow or endless. `task` is a
    function of a module, and raises nothing. Close the iterator to end the processes early.
    """
    with closing(_results(task, inputs, jobs, lambda _: True)) as results:
        for _, item, result in results:
            yield item, result


def run_in_order(
    task: Callable[[In], Out], inputs: Iterable[In], jobs: int
) -> Generator[tuple[In, Out | Death], None, None]:
    """As `run`, but results come in the order of their inputs; few of them wait for one that takes longer."""
    held: dict[int, tuple[In, Out | Death]] = {}
    due = 0
    with closing(_results(task, inputs, jobs, lambda number: number < due + _LEAD * jobs)) as results:
        for number, item, result in results:
            held[number] = item, result
            while due in held:
                yield held.pop(due)
                due += 1


def _results(
    task: Callable[[In], Out], inputs: Iterable[In], jobs: int, may_begin: Callable[[int], bool]
) -> Generator[tuple[int, In, Out | Death], None, None]:
    coming = enumerate(inputs)
    with _ending_in_order(), closing(_Crew(task, jobs)) as crew:
        ahead = list(islice(coming, 1))
        done: list[tuple[int, In, Out | Death]] = []
        while ahead or done or crew.busy():
            while ahead and may_begin(ahead[0][0]) and crew.give(*ahead[0]):
                ahead = list(islice(coming, 1))
            yield from done
            done = crew.take()


class Stream(Generic[In, Out]):
    """A worker whose task gives several results, each made when it is asked for; kept for the next input."""

    def __init__(self, task: Callable[[In], Iterator[Out]]) -> None:
        self.task = task
        self.idle: list[_Worker[Any, tuple[Out, ...]]] = []

    def each(self, item: In) -> Generator[Out | Death, None, None]:
        """The results of `item`; a Death, and nothing after it, where the worker died."""
        worker = self.idle.pop() if self.idle and self.idle[-1].process.is_alive() else _Worker(_serve_each, self.task)
        worker.give(item)
        try:
            while not isinstance(answer := worker.take(), Death) and answer:
                yield answer[0]
                worker.give(None)
            if isinstance(answer, Death):
                yield answer
            else:
                self.idle.append(worker)
        finally:
            if worker not in self.idle:
                _end([worker])


class _Crew(Generic[In, Out]):
    """Up to `jobs` workers, started as they are needed and replaced as they die; `at_work` says what each is about."""

    def __init__(self, task: Callable[[In], Out], jobs: int) -> None:
        self.task, self.jobs = task, jobs
        self.idle: list[_Worker[In, Out]] = []
        self.at_work: dict[_Worker[In, Out], tuple[int, In]] = {}

    def busy(self) -> bool:
        return bool(self.at_work)

    def give(self, number: int, item: In) -> bool:
        """Hand `item` to a free worker; False where all are busy."""
        if len(self.at_work) >= self.jobs:
            return False
        self.idle = [worker for worker in self.idle if worker.process.is_alive()]
        worker: _Worker[In, Out] = self.idle.pop() if self.idle else _Worker(_serve, self.task)
        self.at_work[worker] = number, item
        worker.give(item)
        return True

    def take(self) -> list[tuple[int, In, Out | Death]]:
        """Wait until a worker is done, and take what is there; nothing where none is busy."""
        pipes = {worker.pipe: worker for worker in self.at_work}
        done: list[tuple[int, In, Out | Death]] = []
        while pipes and not done:
            for pipe in wait(pipes, _LOOK):
                done += self._taken(pipes[cast("Connection", pipe)])
            for worker in self.at_work:
                worker.stop_if_hung()
        return done

    def close(self) -> None:
        """End all processes."""
        _end([*self.at_work, *self.idle])

    def _taken(self, worker: _Worker[In, Out]) -> Iterator[tuple[int, In, Out | Death]]:
        for result in worker.said():
            self.idle.append(worker)
            yield (*self.at_work.pop(worker), result)


class _Worker(Generic[In, Out]):
    """One process; `until` is when it is stopped unless it says something before."""

    def __init__(self, serve: Callable[..., None], task: Callable[[In], Any]) -> None:
        self.process, self.pipe = _started(serve, task)
        self.until = inf
        self.hung = False

    def give(self, item: In) -> None:
        with suppress(OSError):  # it has died; `take` will say so
            self.pipe.send(item)

    def take(self) -> Out | Death:
        """Wait for its result."""
        while True:
            if self.pipe.poll(_LOOK):
                for result in self.said():
                    return result
            self.stop_if_hung()

    def said(self) -> Iterator[Out | Death]:
        """Its result, or none where it has only said how long to wait."""
        try:
            said: float | list[Out] = self.pipe.recv()
        except (EOFError, OSError):
            self.process.join()
            yield Death(self.process.exitcode or 0, self.hung)
            return
        self.until = said if isinstance(said, float) else inf
        if isinstance(said, list):
            yield said[0]

    def stop_if_hung(self) -> None:
        if self.until < monotonic() - _GRACE and not self.pipe.poll():
            self.hung = True
            self.process.kill()


def _started(serve: Callable[..., None], task: Callable[..., Any]) -> tuple[BaseProcess, Connection]:
    """A new process at the other end of a pipe; SovangError where the system gives none."""
    why: Exception = OSError()
    for context in _CONTEXTS:
        try:
            return _start(context, serve, task)
        except FileNotFoundError:  # the working folder is gone, or there is none for the time being
            raise
        except (OSError, EOFError) as error:
            why = error
    what = f"the system starts no further process ({why})"
    raise SovangError("worker processes", what, "end other programs, or ask for fewer with --jobs")


def _start(
    context: ForkServerContext | SpawnContext, serve: Callable[..., None], task: Callable[..., Any]
) -> tuple[BaseProcess, Connection]:
    with _interrupts_held():
        ours, theirs = context.Pipe()
        with closing(theirs):
            process = context.Process(target=serve, args=(theirs, task), daemon=True)
            process.start()
    return process, ours


def _end(workers: Iterable[_Worker[Any, Any]]) -> None:
    """End the processes: those at work may put away what they have made."""
    processes = [worker.process for worker in workers]
    for process in processes:
        process.terminate()
    until = monotonic() + _FAREWELL
    for process in processes:
        process.join(max(until - monotonic(), 0))
        process.kill()
        process.join()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """A process started inside never sees Ctrl-C, which a terminal sends to all: the parent decides. None is lost."""
    resource_tracker.ensure_running()  # with the first process it would start by itself, and let interrupts in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _ending_in_order() -> Iterator[None]:
    """Within, SIGTERM ends the run in an orderly way, as Ctrl-C does: what was made for the time being is put away."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _serve(pipe: Connection, task: Callable[[Any], Any]) -> None:
    with _at_work(pipe):
        while True:
            pipe.send([task(_next(pipe))])


def _serve_each(pipe: Connection, task: Callable[[Any], Iterator[Any]]) -> None:
    """Each result goes in a tuple of its own; an empty one says that it was the last."""
    with _at_work(pipe):
        while True:
            for result in task(_next(pipe)):
                pipe.send([(result,)])
                _next(pipe)
            pipe.send([()])


def _next(pipe: Connection) -> Any:  # noqa: ANN401 whatever the task takes
    global _before
    item = pipe.recv()
    _before = _peak()
    return item


@contextmanager
def _at_work(pipe: Connection) -> Iterator[None]:
    """Within, this process is a worker: it ends with its parent, and prints nothing."""
    global _parent
    _parent = pipe
    signal.signal(signal.SIGTERM, _leave)
    gc.freeze()  # patterns and tables are here to stay: no need to go through them again and again
    gc.set_threshold(_YOUNG)
    threading.Thread(target=_watch, daemon=True).start()
    # What libraries print while they read a bad file would break the progress bar; its reason is in the result.
    with quiet(STDOUT, STDERR), suppress(EOFError, BrokenPipeError):  # the parent has gone or closed its end
        yield


def _leave(number: int, _frame: FrameType | None) -> NoReturn:
    """End in an orderly way, with the exit code that a shell gives for the signal."""
    raise SystemExit(128 + number)


def _watch() -> None:
    """End this process with its parent, which cannot see to it when killed outright, and when it takes too much."""
    parent = multiprocessing.parent_process()
    while parent and parent.is_alive():
        parent.join(_MOMENT)
        if _peak() > max(_before, MAX_MEMORY_MB * MB):
            os._exit(OUT_OF_MEMORY)
    os.kill(os.getpid(), signal.SIGTERM)
    sleep(_FAREWELL)
    os._exit(1)


def _peak() -> int:
    """The most memory that this process has had in use at any time, in bytes; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
