"""A time limit for work that cannot be asked to stop."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import NoReturn, TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives or raises; TimeoutError where it takes longer.

    Its thread is then left behind, and does not keep the program from ending.
    """
    done: list[Callable[[], T]] = []
    thread = Thread(target=lambda: done.append(_outcome(work)), daemon=True)
    thread.start()
    thread.join(seconds)
    if not done:
        raise TimeoutError
    return done[0]()


def _outcome(work: Callable[[], T]) -> Callable[[], T]:
    """What gives or raises again what `work` did."""
    try:
        result = work()
    except BaseException as error:  # noqa: BLE001  it is raised again where it is waited for
        return partial(_raised, error)
    return lambda: result


def _raised(error: BaseException) -> NoReturn:
    raise error
