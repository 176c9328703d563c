"""What reading scans goes by - language, layout, skew, turn, colour, resolution, cleaning - beside what else it could.

    python benchmarks/choices.py [--choices language,skew] [--scanned 2] [--seed 7]

Sample reports are drawn as scans and read as always, then with one thing changed at a time, in the conditions in which
that thing matters. A choice stands when nothing beside it is better over all its conditions.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import numpy as np
from cases import SCANS, Case, generated, scanned
from PIL import Image, ImageFilter
from readings import laid_out_anew
from scans import ITEMS, Side, side_of
from table import percent, show

from extractor.readers.picture import Grey, paper_of
from extractor.readers.scanned import Scan
from extractor.readers.tesseract import Engine, engine

_READER = "extractor.readers"


@dataclass(frozen=True)
class Choice:
    """What may be chosen: conditions in which it matters, and what else to put in which places of the reader."""

    conditions: tuple[str, ...]
    others: Mapping[str, Mapping[str, Any]]


def _other_engine(**options: str) -> dict[str, Any]:
    loaded: list[Engine] = []

    def one() -> Engine:
        loaded.extend([] if loaded else [Engine(**options)])
        return loaded[0]

    return {"scan.engine": one}


def _resolution(least: int, most: int) -> dict[str, Any]:
    modules = "pdf", "flat"
    return {f"{m}.{name}": dpi for m in modules for name, dpi in (("COARSE_DPI", least), ("SCAN_DPI", most))}


def _as_it_is(grey: Grey, *_: object) -> Grey:
    return grey


def _turned_roughly(grey: Grey, skew: float) -> Grey:
    """Set straight by the four dots around each instead of sixteen."""
    return np.array(Image.fromarray(grey).rotate(skew, Image.Resampling.BILINEAR, fillcolor=int(paper_of(grey))))


def _not_turned(raw: Grey, read: Callable[[Grey], Scan]) -> Scan:
    return read(raw)


def _median(grey: Grey) -> Grey:
    return np.array(Image.fromarray(grey).filter(ImageFilter.MedianFilter(3)))


def _channel(number: int, picture: Grey) -> Grey:
    return np.ascontiguousarray(picture[:, :, number]) if picture.ndim == 3 else picture


def _plain(picture: Grey) -> Grey:
    return np.array(Image.fromarray(picture).convert("L"))


CHOICES = {
    "language": Choice(("200-L1", "200-L3"), {"vie+eng": _other_engine(language="vie+eng")}),
    "layout": Choice(
        ("200-L1", "200-L3"),
        {
            "psm 4": _other_engine(layout="SINGLE_COLUMN"),
            "psm 6": _other_engine(layout="SINGLE_BLOCK"),
        },
    ),
    "skew": Choice(
        ("200-L1", "200-L3", "150-L2"),
        {
            "left askew": {"scan.skew_of": lambda _: 0.0},
            "set straight by bilinear": {"scan.straight": _turned_roughly},
        },
    ),
    "turn": Choice(("turned-90", "turned-180"), {"not looked at": {"scan.upright": _not_turned}}),
    "colour": Choice(
        ("stamped",),
        {
            "grey": {"scan.grey_of": _plain},
            "red": {"scan.grey_of": partial(_channel, 0)},
            "green": {"scan.grey_of": partial(_channel, 1)},
        },
    ),
    "resolution": Choice(
        ("150-L2", "300-L2"),
        {
            "150 dpi": {**_resolution(150, 150)},
            "200 dpi": {**_resolution(200, 200)},
            "300 dpi": {**_resolution(300, 300)},
            "as scanned": {**_resolution(72, 600)},
        },
    ),
    "cleaning": Choice(("200-L1", "noisy"), {"none": {"scan.cleaned": _as_it_is}, "median": {"scan.cleaned": _median}}),
    "light": Choice(("photo",), {"shadows left": {"scan.evenly_lit": _as_it_is}}),
}
"""What is chosen, by name."""


@contextmanager
def instead(others: Mapping[str, Any]) -> Iterator[None]:
    """Within, the reader has other things in these places of its modules."""
    with ExitStack() as stack:
        for place, other in others.items():
            stack.enter_context(patch(f"{_READER}.{place}", other))
        yield


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--choices", default=",".join(CHOICES), help=f"of {', '.join(CHOICES)}")
    parser.add_argument("--scanned", type=int, default=2, help="sample reports in each condition")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    engine()  # what is loaded once is loaded before the clock runs
    with tempfile.TemporaryDirectory() as scratch:
        short = generated(Path(scratch, "short"), options.scanned, options.seed, short=True)
        for name in options.choices.split(","):
            _measure(name, CHOICES[name], short, Path(scratch))


def _measure(name: str, choice: Choice, short: Sequence[Case], scratch: Path) -> None:
    rows = []
    for condition in choice.conditions:
        folder = scratch / condition
        folder.mkdir(exist_ok=True)
        cases = [scanned(case, folder, SCANS[condition][1]) for case in short]
        for way, others in {"as chosen": {}, **choice.others}.items():
            with instead(others):
                rows.append([f"{condition}, {way}", *_figures(cases)])
    show(name, _HEAD, rows)


_HEAD = ("", "letters wrong %", "in order %", *(f"{item} lost %" for item in ITEMS), "CPU s a page")


def _figures(cases: Sequence[Case]) -> list[str]:
    total = Side()
    for case in cases:
        laid = laid_out_anew(case.path)
        total += side_of(case, laid.layout.text, laid.seconds, [case.text])
    letters, ordered = (
        sum(map(len, texts)) for texts in ([p for c in cases for p in c.pieces], [c.text for c in cases])
    )
    lost = [percent(tally.true - tally.hit, tally.true, 1) for tally in total.items.values()]
    seconds = total.seconds / sum(case.pages for case in cases)
    return [percent(total.moved, letters), percent(total.wrong, ordered), *lost, f"{seconds:.2f}"]


if __name__ == "__main__":
    main()
