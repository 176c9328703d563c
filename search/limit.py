"""A time limit for work that cannot be asked to stop."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives or raises; TimeoutError where it takes longer.

    Its thread is then left behind, and does not keep the program from ending.
    """
    given: list[T] = []
    raised: list[BaseException] = []

    def worked() -> None:
        try:
            given.append(work())
        except BaseException as error:  # noqa: BLE001 - whatever it is, the caller gets it
            raised.append(error)

    thread = Thread(target=worked, daemon=True)
    thread.start()
    thread.join(seconds)
    if raised:
        raise raised[0]
    if not given:
        raise TimeoutError
    return given[0]
