"""How much one document may take: pages, pixels, bytes, memory and time. All stand here, with their reasons.

Those in `SETTINGS` can be set by environment variables, whole numbers all (`SOVANG_MAX_PAGES=5000 sovang ingest ...`);
`sovang ingest --help` and `sovang extract --help` list them. A document that asks for more fails with a sentence that
says so; the others go on.

Memory is held in two ways. Linux refuses a process what goes over the limit, and the document fails in good order.
Other systems have no such way; there, as a second line also on Linux, a worker looks at what it has in use four times
a second and ends itself (`extractor.workers`), so that it may overshoot by what is taken within a quarter of a second.
"""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from types import FrameType

from models.errors import ReadError, UsageError

MB = 2**20


@dataclass(frozen=True, slots=True)
class Setting:
    """A limit that the environment variable `name` sets: its default, what it is of, and why it is what it is."""

    name: str
    default: int
    what: str
    reason: str

    @property
    def value(self) -> int:
        """The number that is set, else the default; UsageError where it is none from 1 to 999,999,999."""
        value = os.environ.get(self.name) or str(self.default)
        if not re.fullmatch("[0-9]{1,9}", value) or not int(value):
            advice = f"set it to a whole number such as {self.default}"
            raise UsageError(self.name, f"'{value}' is no number from 1 to 999999999", advice)
        return int(value)


_SECONDS = Setting(
    "SOVANG_MAX_SECONDS",
    300,
    "seconds on one page, or on a million characters of text",
    "the worst of scanned pages takes 30 on a slow machine with much else to do",
)
_MEMORY = Setting(
    "SOVANG_MAX_MEMORY_MB", 3000, "memory of a worker process", "a report of a thousand pages takes a sixth of it"
)
_PAGES = Setting("SOVANG_MAX_PAGES", 3000, "pages of a PDF or of a picture file", "no report comes near; a book does")
_PIXELS = Setting(
    "SOVANG_MAX_PIXELS", 120_000_000, "pixels of one picture", "a page of A3 at 600 dots an inch has 70 million"
)
_TEXT = Setting(
    "SOVANG_MAX_TEXT_MB", 50, "MB of a text file, a web page, or a Word file's text", "a thousand pages take 5"
)
_UNPACKED = Setting(
    "SOVANG_MAX_UNPACKED_MB", 4096, "MB unpacked out of one zip or e-mail and those in it", "it must fit on the disk"
)
_MEMBERS = Setting("SOVANG_MAX_MEMBERS", 20_000, "files in one zip or e-mail", "more are an archive of their own")
_MAIL = Setting("SOVANG_MAX_MAIL_MB", 100, "MB of one e-mail", "it is read as a whole; mail servers refuse half of it")
_NESTING = Setting("SOVANG_MAX_NESTING", 3, "zips and e-mails in one another", "a forwarded mail with a zip makes 3")

SETTINGS = (_SECONDS, _MEMORY, _PAGES, _PIXELS, _TEXT, _UNPACKED, _MEMBERS, _MAIL, _NESTING)
"""What can be set, in the order of the help."""

MAX_SECONDS = _SECONDS.value
MAX_MEMORY_MB = _MEMORY.value
MAX_PAGES = _PAGES.value
MAX_PIXELS = _PIXELS.value
MAX_TEXT_MB = _TEXT.value
MAX_UNPACKED_MB = _UNPACKED.value
MAX_MEMBERS = _MEMBERS.value
MAX_MAIL_MB = _MAIL.value
MAX_NESTING = _NESTING.value

MAX_RENDERED_PIXELS = 16_000_000  # of one page made into a picture: A2 at 200 dots an inch
MAX_RATIO = 200  # unpacked bytes to packed ones, of members larger than RATIO_FROM: ten times what text gives
RATIO_FROM = 10 * MB
OFFICE_SECONDS = max(1, min(90, MAX_SECONDS * 3 // 4))  # that LibreOffice may take over one file

_RESERVE = 4 * MB  # given back where memory ran out, for what has to be done then
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
        _alarm(0)  # none may ring while the time is told: half a message is none
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
    outer, _watch = _watch, _Watch(tell=tell)
    try:
        with _alarmed(), _memory_limited():  # the memory is given back first: the rest needs some
            _watch.step(0)
            yield
    except _OutOfTimeError:
        raise ReadError(path, *TOO_SLOW) from None
    except MemoryError:
        raise ReadError(path, *TOO_BIG) from None
    finally:
        _watch = outer


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
    outer = signal.setitimer(signal.ITIMER_REAL, 0)
    before = signal.signal(signal.SIGALRM, _out_of_time)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, *outer)


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
    # With none left at all, Python 3.11 tries for ever to note where in a long function it was when an error came.
    reserve = [bytearray(_RESERVE)]
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    try:
        yield
    finally:
        reserve.clear()
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
