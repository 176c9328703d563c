"""How a long run is shown: a bar with the time left on a terminal, a line for each file elsewhere."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

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


def differing(event: Event) -> str:
    """What a new reading of a file gained (+), lost (-) and reads otherwise (~), a line each; "" where it did not."""
    head = f"{event.document} {event.name}:"
    return "\n".join([head, *(f"  {one}" for one in event.differences)]) if event.differences else ""


def balance(events: Sequence[Event]) -> str:
    """How much was gained and lost in all: `2 records gained, 1 lost, 3 changed, in 2 of 5 documents`."""
    counts = _counts(events)
    touched, again = (
        sum(bool(event.differences) for event in events),
        sum(event.what == "refreshed" for event in events),
    )
    told = f"{counts['gained']} records gained, {counts['lost']} lost, {counts['changed']} changed"
    return f"{told}, in {touched} of {again} documents"


def _counts(events: Sequence[Event]) -> Counter[str]:
    return Counter(one.what for event in events for one in event.differences)


class Telling:
    """Progress that passes all on, and says at once what a new reading gained and lost where it is given a `say`."""

    def __init__(self, progress: Progress, say: Callable[[str], object] | None) -> None:
        self.progress, self.say = progress, say
        self.events: list[Event] = []

    def begin(self, total: int) -> None:
        """So many are to come."""
        self.progress.begin(total)

    def more(self) -> None:
        """One more is to come."""
        self.progress.more()

    def step(self, event: Event) -> None:
        """One is done."""
        self.progress.step(event)
        self.events.append(event)
        if self.say and event.differences:
            self.say(differing(event))

    def tell(self, say: Callable[[str], object]) -> None:
        """Say what all new readings gained and lost."""
        for event in self.events:
            if event.differences:
                say(differing(event))

    def as_json(self) -> dict[str, Any]:
        """The same as JSON."""
        return {
            **{what: _counts(self.events)[what] for what in ("gained", "lost", "changed")},
            "documents": [asdict(event) for event in self.events],
        }


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
