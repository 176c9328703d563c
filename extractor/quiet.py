"""Silence for what libraries in C print while they read a bad file; what is wrong with it comes as an error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

STDOUT, STDERR = 1, 2


@contextmanager
def quiet(*streams: int) -> Iterator[None]:
    """Within, nothing printed to `streams` is seen; all of it where SOVANG_DEBUG is set."""
    if os.environ.get("SOVANG_DEBUG"):
        yield
        return
    _flush()
    kept = {stream: os.dup(stream) for stream in streams}
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        os.dup2(silence, stream)
    os.close(silence)
    try:
        yield
    finally:
        _flush()
        for stream, copy in kept.items():
            os.dup2(copy, stream)
            os.close(copy)


def _flush() -> None:
    """Send what Python holds back where it belongs."""
    for file in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):
            file.flush()
