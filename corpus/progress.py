"""How a long run is shown: a bar with the time left on a terminal, a line for each file elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from corpus.ingest import Event, Progress, What

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

_WORDS: dict[What, str] = {
    "added": "added",
    "there": "already there",
    "restored": "back again",
    "refreshed": "read again",
    "failed": "failed",
}


@contextmanager
def shown() -> Iterator[Progress]:
    """Progress on standard error, fit for what that is."""
    if not sys.stderr.isatty():
        yield _Lines()
        return
    with _bar() as bar:
        yield _OnBar(bar)


@contextmanager
def ticking() -> Iterator[Callable[[int, int], None]]:
    """A bar for work that counts only (done, total); nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    with _bar() as bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def summary(events: list[Event]) -> str:
    """What became of the files, in one line: `3 added, 1 already there, 1 failed`."""
    counts = {what: sum(event.what == what for event in events) for what in _WORDS}
    said = [f"{count} {_WORDS[what]}" for what, count in counts.items() if count]
    return ", ".join(said) or "nothing to do"


def line(event: Event) -> str:
    """One file: `7 báo cáo.pdf: added`, or the sentence that says why it failed."""
    return f"{event.document} {event.sentence or f'{event.name}: {_WORDS[event.what]}'}"


class _Lines:
    def __init__(self) -> None:
        self.total = self.done = 0

    def begin(self, total: int) -> None:
        self.total = total

    def more(self) -> None:
        self.total += 1

    def step(self, event: Event) -> None:
        self.done += 1
        print(f"[{self.done}/{self.total}] {line(event)}", file=sys.stderr, flush=True)


class _OnBar:
    """A bar that moves with each file; only what failed is also written above it."""

    def __init__(self, bar: Bar) -> None:
        self.bar, self.total = bar, 0
        self.task = bar.add_task("", total=None)

    def begin(self, total: int) -> None:
        self.total = total
        self.bar.update(self.task, total=total)

    def more(self) -> None:
        self.begin(self.total + 1)

    def step(self, event: Event) -> None:
        self.bar.update(self.task, advance=1, description=event.name[-40:])
        if event.what == "failed":
            self.bar.console.print(line(event), markup=False, highlight=False)


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    return Progress(*columns, console=Console(stderr=True), transient=True)
