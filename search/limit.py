"""A time limit for work that cannot be asked to stop."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from threading import Thread
from types import TracebackType
from typing import Generic, TypeVar

T = TypeVar("T")


class _Outcome(AbstractContextManager["_Outcome[T]", bool], Generic[T]):
    """What came of the work in a thread, handed over to the thread that waits for it."""

    def __init__(self) -> None:
        self.given: list[T] = []
        self.raised: BaseException | None = None

    def __exit__(self, kind: type[BaseException] | None, raised: BaseException | None, _: TracebackType | None) -> bool:
        self.raised = raised
        return True


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives or raises; TimeoutError where it takes longer.

    Its thread is then left behind, and does not keep the program from ending.
    """
    outcome = _Outcome[T]()

    def worked() -> None:
        with outcome:
            outcome.given.append(work())

    thread = Thread(target=worked, daemon=True)
    thread.start()
    thread.join(seconds)
    if outcome.raised:
        raise outcome.raised
    if not outcome.given:
        raise TimeoutError
    return outcome.given[0]
