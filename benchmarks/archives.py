"""Archives of so many passages: sample reports as texts, taken in as every report is, and kept for the next run."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from corpus.archive import Archive
from corpus.ingest import Event, ingest
from corpus.sample.write import write_samples

SEED = 11
_PASSAGES_A_REPORT = 65  # of the sample reports, on average
_DONE = "complete"


@dataclass(slots=True)
class _Told:
    """Progress in one line of standard error."""

    of: int = 0
    done: int = 0

    def begin(self, total: int) -> None:
        self.of = total

    def more(self) -> None:
        self.of += 1

    def step(self, event: Event) -> None:
        del event
        self.done += 1
        if sys.stderr.isatty():
            print(f"\r  {self.done}/{self.of} reports", end="", file=sys.stderr, flush=True)


def archive(keep: Path, passages: int) -> Path:
    """The archive of about so many passages in `keep`, made there unless it is whole."""
    return taken_in(keep, max(1, passages // _PASSAGES_A_REPORT), SEED, str(passages))[0]


def taken_in(keep: Path, reports: int, seed: int, name: str = "") -> tuple[Path, list[Path]]:
    """An archive of so many sample reports in `keep`, made there unless it is whole, and the texts it is made of."""
    root = keep / (name or f"reports-{seed}-{reports}")
    files = write_samples(keep / f"samples-{seed}-{reports}", seed=seed, reports=reports, formats=("txt",))
    if not (root / _DONE).is_file():
        with Archive.open(root) as opened:
            ingest(opened, files, os.cpu_count() or 1, _Told())
        (root / _DONE).touch()
    return root, files
