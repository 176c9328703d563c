"""How much one document may take: pages, pixels, bytes, memory and time. All stand here, and most can be set.

Set them by environment variables, whole numbers all (`SOVANG_MAX_PAGES=5000 sovang ingest ...`):

- SOVANG_MAX_SECONDS: seconds on one page, or on a million characters of text, before a document is given up.
- SOVANG_MAX_MEMORY_MB: memory of a worker process.
- SOVANG_MAX_PAGES: pages of a PDF or frames of a picture file.
- SOVANG_MAX_PIXELS: pixels of one picture.
- SOVANG_MAX_TEXT_MB: size of a text file or web page, and of all parts of a Word file unpacked.
- SOVANG_MAX_UNPACKED_MB: all that is unpacked out of one zip or e-mail, and out of those in it.
- SOVANG_MAX_MEMBERS: how many files those may hold.

A document that asks for more fails with a sentence that says so; the others go on.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from types import FrameType

from models.errors import ReadError, UsageError


def _setting(name: str, default: int) -> int:
    """The number that the environment sets, else `default`; UsageError where it is no number above zero."""
    value = os.environ.get(name) or str(default)
    if not (value.isascii() and value.isdecimal() and int(value)):
        raise UsageError(name, f"'{value}' is no number above zero", f"set it to a whole number such as {default}")
    return int(value)


MB = 2**20

MAX_SECONDS = _setting("SOVANG_MAX_SECONDS", 300)
MAX_MEMORY_MB = _setting("SOVANG_MAX_MEMORY_MB", 3000)
MAX_PAGES = _setting("SOVANG_MAX_PAGES", 3000)
MAX_PIXELS = _setting("SOVANG_MAX_PIXELS", 120_000_000)  # of one picture, as stored
MAX_TEXT_MB = _setting("SOVANG_MAX_TEXT_MB", 50)
MAX_UNPACKED_MB = _setting("SOVANG_MAX_UNPACKED_MB", 4096)
MAX_MEMBERS = _setting("SOVANG_MAX_MEMBERS", 20_000)

MAX_RENDERED_PIXELS = 16_000_000  # of one page made into a picture: A2 at 200 dots an inch
MAX_MAIL = 100 * MB  # bytes of one e-mail, which is read as a whole
MAX_RATIO = 200  # unpacked bytes to packed ones, of members larger than RATIO_FROM
RATIO_FROM = 10 * MB
MAX_NESTING = 3  # containers in containers
OFFICE_SECONDS = max(1, min(90, MAX_SECONDS * 3 // 4))  # that LibreOffice may take over one file

_PAGE_SHARE = 1 / 6  # of MAX_SECONDS: what a page may take on the average of a whole document
_CHARACTERS = 1_000_000  # of text, on which each step of finding may take MAX_SECONDS
_PAGE_OF_TEXT = 2000  # characters
_AGAIN = 5.0  # seconds after which a document that has swallowed its alarm hears it again
_RAISE_TIME = f"raise SOVANG_MAX_SECONDS (now {MAX_SECONDS}) and read it again, or split it"
_RAISE_MEMORY = f"raise SOVANG_MAX_MEMORY_MB (now {MAX_MEMORY_MB}) and read it again, or split it"

TOO_SLOW = ("it takes too long to read", _RAISE_TIME)
"""What is wrong with a document that is out of time, and what to do."""

TOO_BIG = ("reading it takes more memory than it may have", _RAISE_MEMORY)
"""The same for one that is out of memory."""


class _OutOfTimeError(BaseException):
    """Raised wherever the work stands; no handler of common errors may catch it."""


@dataclass
class _Watch:
    """The time of the document at hand: `until` is when it is given up unless a step is done before."""

    started: float = field(default_factory=monotonic)
    earned: float = 0.0  # seconds, by pages read
    tell: Callable[[float], None] = lambda _: None

    def step(self, characters: int) -> None:
        now = monotonic()
        self.earned += MAX_SECONDS * _PAGE_SHARE * max(1.0, characters / _PAGE_OF_TEXT)
        step = MAX_SECONDS * max(1.0, characters / _CHARACTERS)
        until = min(now + step, self.started + step + self.earned)
        self.tell(until)
        _alarm(max(until - now, 0.01))


_watch: _Watch | None = None


def step(characters: int = 0) -> None:
    """Say that the work goes on: a page comes next, or so many characters of text are gone through."""
    if _watch:
        _watch.step(characters)


@contextmanager
def within_limits(path: Path, tell: Callable[[float], None] = lambda _: None) -> Iterator[None]:
    """Hold the work on the document at `path` to its time and memory; ReadError when it takes more.

    `tell` is called with the time, on the clock `monotonic`, until when the work should have gone on.
    Only what runs in the main thread can be interrupted; a library that never comes back needs its process stopped.
    """
    global _watch
    _watch = _Watch(tell=tell)
    try:
        with _memory_limited(), _alarmed():
            _watch.step(0)
            yield
    except _OutOfTimeError:
        raise ReadError(path, *TOO_SLOW) from None
    except MemoryError:
        raise ReadError(path, *TOO_BIG) from None
    finally:
        _watch = None


def check_size(path: Path, size: int | None = None) -> None:
    """Refuse a file of text of more than MAX_TEXT_MB: `size` bytes, else as many as it has."""
    if (path.stat().st_size if size is None else size) > MAX_TEXT_MB * MB:
        raise ReadError(path, f"it holds more than {MAX_TEXT_MB} MB of text", "split it, or raise SOVANG_MAX_TEXT_MB")


def _can_alarm() -> bool:
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()


def _alarm(seconds: float) -> None:
    if _can_alarm():
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)


@contextmanager
def _alarmed() -> Iterator[None]:
    """Within, an alarm ends the work."""
    if not _can_alarm():
        yield
        return
    before = signal.signal(signal.SIGALRM, _out_of_time)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _out_of_time(_number: int, _frame: FrameType | None) -> None:
    raise _OutOfTimeError


@contextmanager
def _memory_limited() -> Iterator[None]:
    """Within, memory that would go over MAX_MEMORY_MB is refused where the system can do so."""
    try:
        import resource
    except ImportError:  # Windows
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = MAX_MEMORY_MB * MB
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
