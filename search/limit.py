"""A time limit for work that cannot be asked to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives or raises; TimeoutError where it takes longer.

    Its thread is then left behind, and does not keep the program from ending.
    """
    import multiprocessing
    from multiprocessing.pool import ThreadPool  # its threads end with the program, those of concurrent.futures do not

    try:
        return ThreadPool(1).apply_async(work).get(seconds)
    except multiprocessing.TimeoutError:
        raise TimeoutError from None
