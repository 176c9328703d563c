"""Scans by what was done to them, beside bare Tesseract on the same pictures in the same run."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import peers
from born import tell
from cases import Case
from moved import moved_errors
from readings import laid_out
from scoring import Tally, errors, kept, named, numbers, plain, symbols, unbroken
from structure import KINDS, of_layout
from table import goal, percent, show

from extractor.readers.tesseract import engine
from models.records import Layout

_LIKE = 0.9  # how like an entry's text must be to the truth
_WORSE, _LIGHT, _FOUND, _TIME = 0.003, 0.01, 0.95, 1.15  # goals
_LIGHT_SCAN = "200-L1"
ITEMS = "names", "numbers", "symbols"


@dataclass
class Side:
    """What one reader made of scans."""

    moved: int = 0  # letters wrong, wherever they stand
    wrong: int = 0  # letters wrong in order
    seconds: float = 0.0
    items: dict[str, Tally] = field(default_factory=lambda: {item: Tally() for item in ITEMS})

    def __iadd__(self, other: Side) -> Side:
        self.moved, self.wrong, self.seconds = (
            self.moved + other.moved,
            self.wrong + other.wrong,
            self.seconds + other.seconds,
        )
        for item, tally in self.items.items():
            tally += other.items[item]
        return self


@dataclass
class Sum:
    """Over several scans: both readers on the same letters."""

    pages: int = 0
    letters: int = 0
    ordered: int = 0
    ours: Side = field(default_factory=Side)
    bare: Side = field(default_factory=Side)
    kinds: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})

    def __iadd__(self, other: Sum) -> Sum:
        self.pages, self.letters, self.ordered = (
            self.pages + other.pages,
            self.letters + other.letters,
            self.ordered + other.ordered,
        )
        self.ours += other.ours
        self.bare += other.bare
        for kind, tally in self.kinds.items():
            tally += other.kinds[kind]
        return self


def measure(title: str, groups: Iterable[tuple[str, Sequence[Case]]], details: bool) -> None:
    """A row for each group of scans, and one for all."""
    peers.tesseract()  # what is loaded once is loaded before the clock runs
    engine()
    sums: dict[str, Sum] = {}
    for name, cases in groups:
        sums[name] = Sum()
        for case in cases:
            _add(sums[name], case, details)
    total = Sum()
    for one in sums.values():
        total += one
    rows = [_row(name, one) for name, one in sums.items()] + ([_row("all", total)] if len(sums) > 1 else [])
    show(f"{title}, ours / bare tesserocr", _HEAD, rows, list(_goals(sums, total)))


_HEAD = (
    "",
    "pages",
    "letters wrong %",
    "in order %",
    *(f"{item} lost %" for item in ITEMS),
    *KINDS,
    "CPU s a page",
    "",
)


def _add(total: Sum, case: Case, details: bool) -> None:
    laid = laid_out(case.path)
    bare, texts = 0.0, []
    for picture in peers.pictures(case.path):
        started = time.process_time()
        texts.append(peers.bare_text(picture))
        bare += time.process_time() - started
    total.pages += case.pages
    total.letters += len("".join(case.pieces))
    total.ordered += len(case.text)
    text = "\n".join(texts)
    total.ours += side_of(case, laid.layout.text, laid.seconds, [case.text])
    # The order in which lines stand on the page is as good for a reader that promises none.
    total.bare += side_of(case, unbroken(text), bare, [case.text, unbroken("\n".join(case.pieces))])
    if case.entries:
        tell(case, case.entries, of_layout(laid.layout), _LIKE, total.kinds, details)
    if details:
        _tell_lost(case, laid.layout)


def side_of(case: Case, text: str, seconds: float, orders: Sequence[str]) -> Side:
    said = plain(text)
    side = Side(moved_errors(map(plain, case.pieces), said), seconds=seconds)
    side.wrong = min(errors(plain(order), said) for order in orders) if case.text else 0
    truth = unbroken("\n".join(case.pieces))
    for item, count in _counters(case).items():
        side.items[item] = kept(count(plain(truth)), count(said))
    return side


def _counters(case: Case) -> dict[str, Callable[[str], Counter[str]]]:
    return {"names": named(case.names), "numbers": numbers, "symbols": symbols}


def _tell_lost(case: Case, layout: Layout) -> None:
    truth, said = plain(unbroken("\n".join(case.pieces))), plain(layout.text)
    for item, count in _counters(case).items():
        lost, added = count(truth) - count(said), count(said) - count(truth)
        if lost:
            print(f"{case.name}: {item} lost {sorted(lost.elements())}, read instead {sorted(added.elements())}")


def _row(name: str, one: Sum) -> list[str]:
    ours, bare = one.ours, one.bare
    row = [name, str(one.pages), _pair(ours.moved, bare.moved, one.letters), _pair(ours.wrong, bare.wrong, one.ordered)]
    for item in ITEMS:
        mine, other = ours.items[item], bare.items[item]
        row.append(_pair(mine.true - mine.hit, other.true - other.hit, mine.true, 1))
    row += [f"{tally.f1:.3f}" if tally.true else "-" for tally in one.kinds.values()]
    row += [f"{ours.seconds / one.pages:.2f} / {bare.seconds / one.pages:.2f}"]
    return [*row, f"{ours.seconds / bare.seconds:.2f} x"]


def _pair(ours: float, bare: float, whole: float, places: int = 2) -> str:
    return f"{percent(ours, whole, places)} / {percent(bare, whole, places)}"


def _goals(sums: dict[str, Sum], total: Sum) -> Iterable[str]:
    worse = [name for name, one in sums.items() if one.ours.moved - one.bare.moved > _WORSE * one.letters]
    yield f"no more than 0.3 points worse than bare in any condition: {goal(not worse)} {' '.join(worse)}"
    yield f"better over all: {goal(total.ours.moved < total.bare.moved)}"
    if _LIGHT_SCAN in sums:
        light = sums[_LIGHT_SCAN]
        yield f"{_LIGHT_SCAN} at most 1 % in order: {goal(light.ours.wrong <= _LIGHT * light.ordered)}"
    for kind in ("sections", "footnotes", "tables") if total.ordered else ():
        tally = total.kinds[kind]
        said = f"{tally.f1:.3f} (P {tally.precision:.3f} R {tally.recall:.3f})"
        yield f"{kind} {said}, goal {_FOUND}: {goal(tally.f1 >= _FOUND)}"
    ratio = total.ours.seconds / total.bare.seconds
    yield f"processor time {ratio:.2f} x bare, goal {_TIME}: {goal(ratio <= _TIME)}"
