"""How fast and how well is searched: ours with each engine, beside SQLite FTS5 and bare tantivy, in one run.

    python benchmarks/search.py [--sizes 3000,30000,300000] [--keep FOLDER] [--queries 100]
    python benchmarks/search.py --only questions [--questions FILE] [--show]

Archives of so many passages are made of sample reports (300,000 passages take minutes), and kept in FOLDER for the
next run. Printed for each: what building and growing an index costs, p50 and p99 of each class of queries drawn from
the archive, and the cold start of the command. Whoosh is left out above 30,000 passages. Then come the pages that are
made by SQLite alone, in an archive with a million citations; then the questions of FILE, put to every engine as
`relevance.py` says.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from shutil import rmtree
from typing import TypeVar

from archives import archive
from classes import drawn
from lookups import pages
from relevance import QUESTIONS, answers
from rivals import BareTantivy, Fts5, Rival, entries
from table import goal, percentile, show

from corpus.archive import Archive
from corpus.folder import open_reading
from search.engines import Engine, Entry, Passage
from search.engines.choice import DEFAULT, NAMES, engine_named
from search.index import Index, bring_up_to_date, rebuild
from search.lookups.intents import intent
from search.lookups.reports import Narrowed, reports
from search.query import parse
from search.query.plan import Plan, planned

T = TypeVar("T")

_P50, _P99, _TIMES_BARE = 25.0, 80.0, 3.0  # goals: ms, ms, times bare tantivy's p50
_ROUNDS = 3  # of each query; the middle one counts, so that another program's turn does not
_LONG = 100.0  # ms: what takes so long needs no further rounds
_REPORTS_ADDED = 9
_LINEAR = 1.5  # goal: what adding a report costs in the largest archive, as a multiple of the smallest
_MOST_WHOOSH = 30_000
_LARGE = 200_000  # passages, from which the goals of speed hold
_TEN = 10
_CARD = "of it the card"  # what is plainly asked for: a decree, a person, counts of an award
_FAR = 10**9  # added to identifiers, so that a report is a new one


@dataclass(frozen=True, slots=True)
class Made:
    """An index with what it cost: seconds to build, bytes, milliseconds for one more report."""

    name: str
    build: float
    size: int
    adding: Sequence[float]


def measured(root: Path, engines: Sequence[str], queries: int, seed: int) -> list[Made]:
    """Print all figures of the archive in `root`; what the indexes cost, for a comparison of sizes."""
    with closing(open_reading(root)) as connection:
        (passages,) = connection.execute("SELECT count(*) FROM passages").fetchone()
        (documents,) = connection.execute("SELECT count(*) FROM documents").fetchone()
    print(f"\n== {documents} reports, {passages} passages", flush=True)
    roots = {engine: _of_engine(root, engine) for engine in engines}
    made = [_build(place, engine) for engine, place in roots.items()]
    rivals, theirs = zip(*(_build_rival(kind, root) for kind in (Fts5, BareTantivy)), strict=True)
    _show_made([*made, *theirs], passages)
    _classes(roots, rivals, queries, seed, small=passages < _LARGE)
    return made


def _of_engine(root: Path, engine: str) -> Path:
    """The archive for one engine: an archive has one index, so every engine but the default has a copy."""
    if engine == DEFAULT:
        return root
    copy = root.with_name(f"{root.name}-{engine}")
    if not (copy / "archive.db").is_file():
        copy.mkdir(exist_ok=True)
        with closing(open_reading(root)) as kept, closing(sqlite3.connect(copy / "archive.db")) as target:
            kept.backup(target)
    return copy


def _build(root: Path, engine: str) -> Made:
    seconds = _seconds(lambda: rebuild(root, engine))
    return Made(f"sovang, {engine}", seconds, _bytes(root / "index"), [_added(root) for _ in range(_REPORTS_ADDED)])


def _added(root: Path) -> float:
    """Milliseconds until the index has one report more: one that was taken away and comes back."""
    with Archive.open(root) as archive:
        archive.remove(1)
    bring_up_to_date(root)
    with Archive.open(root) as archive:
        archive.restore(1)
    return 1000 * _seconds(lambda: bring_up_to_date(root))


def _build_rival(kind: type[Fts5] | type[BareTantivy], root: Path) -> tuple[Rival, Made]:
    folder = root.with_name(f"{root.name}-{kind.name.replace(' ', '-')}")
    rmtree(folder, ignore_errors=True)
    folder.mkdir()
    started = time.perf_counter()
    rival = kind.build(root, folder)
    seconds = time.perf_counter() - started
    more = [_anew(entry, at) for at, entry in enumerate(islice(entries(root), _REPORTS_ADDED), 1)]
    adding = [1000 * _seconds(lambda entry=entry: rival.add([entry])) for entry in more]  # type: ignore[misc]
    return rival, Made(kind.name, seconds, _bytes(folder), adding)


def _anew(entry: Entry, at: int) -> Entry:
    passages = tuple(Passage(_FAR + one.id, one.text, one.context) for one in entry.passages)
    return replace(entry, document=_FAR + at, passages=passages)


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def _show_made(made: Sequence[Made], passages: int) -> None:
    head = ("index", "build, s", "passages/s", "MB", "one report more, ms", "at most")
    rows = [
        [
            one.name,
            f"{one.build:.1f}",
            f"{passages / one.build:.0f}",
            f"{one.size / 1e6:.1f}",
            f"{statistics.median(one.adding):.1f}",
            f"{max(one.adding):.1f}",
        ]
        for one in made
    ]
    show("building, with reading the archive; adding a report to what is there", head, rows)


def _classes(roots: Mapping[str, Path], rivals: Sequence[Rival], count: int, seed: int, *, small: bool) -> None:
    """Each query by everyone in turn; ours with grouping, marks, totals, facets and what is plainly asked for."""
    names = [*(f"sovang, {engine}" for engine in roots), _CARD, *(rival.name for rival in rivals)]
    rows, notes = [], []
    with ExitStack() as stack:
        indexes = {engine: _opened(root, stack) for engine, root in roots.items()}
        engine = index_of(roots[DEFAULT])
        for name, queries in drawn(indexes[DEFAULT].connection, seed, count):
            times: dict[str, list[float]] = defaultdict(list)
            for query in queries:
                plan = planned(parse(query), engine.vocabulary())
                assert plan is not None
                for who, taken in _one(query, plan, indexes, rivals).items():
                    times[who].append(taken)
            rows.append([name, str(len(queries)), *(_both(times[who]) for who in names)])
            notes += [] if small else _against_goals(name, times)
    show("p50 / p99 in ms", ("class", "queries", *names), rows, notes)


def _opened(root: Path, stack: ExitStack) -> Index:
    """The index of an archive, which stays open as the rivals' do."""
    return stack.enter_context(Index(stack.enter_context(closing(open_reading(root))), root))


def _one(query: str, plan: Plan, indexes: Mapping[str, Index], rivals: Sequence[Rival]) -> dict[str, float]:
    """The middle of some rounds for everyone, in ms."""
    works: dict[str, Callable[[], object]] = {
        f"sovang, {engine}": lambda index=index: reports(index, query, Narrowed(), _TEN)  # type: ignore[misc]
        for engine, index in indexes.items()
    }
    works[_CARD] = lambda: intent(indexes[DEFAULT].connection, query)
    works |= {rival.name: lambda rival=rival: rival.search(plan, facets=True) for rival in rivals}  # type: ignore[misc]
    taken = {name: [1000 * _seconds(work)] for name, work in works.items()}
    for _ in range(_ROUNDS - 1):
        for name, work in works.items():
            if taken[name][0] < _LONG:
                taken[name].append(1000 * _seconds(work))
    return {name: statistics.median(times) for name, times in taken.items()}


def index_of(root: Path) -> Engine:
    """The index that answers for an archive."""
    stamp = json.loads((root / "index" / "current.json").read_text("utf-8"))
    return engine_named(stamp["engine"]).open(root / "index" / stamp["folder"])


def _both(times: Sequence[float]) -> str:
    return f"{statistics.median(times):.1f} / {percentile(times, 99):.1f}"


def _against_goals(name: str, times: Mapping[str, Sequence[float]]) -> list[str]:
    """The goals; the card is no work of the peer's, so that what is compared with it is the rest."""
    ours, (card, bare) = (
        times[f"sovang, {DEFAULT}"],
        (statistics.median(times[who]) for who in (_CARD, BareTantivy.name)),
    )
    p50, p99 = statistics.median(ours), percentile(ours, 99)
    ratio = (p50 - card) / bare
    met = p50 <= _P50 and p99 <= _P99 and ratio <= _TIMES_BARE
    return [
        f"{name}: {ratio:.1f} times bare tantivy without the card, "
        f"p50 {p50:.1f} <= {_P50:.0f}, p99 {p99:.1f} <= {_P99:.0f}: {goal(met)}"
    ]


def cold_start(root: Path, runs: int) -> None:
    """A one-shot `sovang search` beside `python -c "import click"`, whole processes in turn."""
    sovang = str(Path(sys.executable).with_name("sovang"))
    base = [sys.executable, "-c", "import click"]
    search = [sovang, "--archive", str(root), "search", "nông thôn mới"]
    pairs = [(_run(search), _run(base)) for _ in range(runs + 1)][1:]  # the first warms the disk's cache
    ours, bare = (1000 * statistics.median(times) for times in zip(*pairs, strict=True))
    times = statistics.median(a / b for a, b in pairs)
    print(f"one-shot search: {ours:.0f} ms, import click {bare:.0f} ms, {times:.1f} times, goal 6: {goal(times <= 6)}")


def _run(command: list[str]) -> float:
    return _seconds(lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="3000,30000,300000", help="passages of the archives")
    parser.add_argument("--keep", type=Path, help="folder in which the archives stay for the next run")
    parser.add_argument("--queries", type=int, default=100, help="so many different ones of each class")
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--whoosh", type=int, default=_MOST_WHOOSH, help="the largest archive it is tried on")
    parser.add_argument("--questions", type=Path, default=QUESTIONS, help="whose answers are known")
    parser.add_argument("--show", action="store_true", help="tell which questions are not answered first")
    parser.add_argument("--only", choices=("speed", "pages", "questions"))
    arguments = parser.parse_args()
    with ExitStack() as stack:
        keep = arguments.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        if arguments.only in (None, "speed"):
            sizes = [int(size) for size in arguments.sizes.split(",")]
            _speed(keep, sizes, arguments.whoosh, arguments.queries, arguments.seed)
        if arguments.only in (None, "pages"):
            pages(keep, arguments.queries, arguments.seed)
        if arguments.only in (None, "questions"):
            answers(arguments.questions, keep, arguments.seed, shown=arguments.show)


def _speed(keep: Path, sizes: Sequence[int], most_whoosh: int, queries: int, seed: int) -> None:
    adding = {}
    for size in sizes:
        root = archive(keep, size)
        made = measured(root, NAMES if size <= most_whoosh else (DEFAULT,), queries, seed)
        adding[size] = statistics.median(made[0].adding)
        cold_start(root, 15)
    if len(sizes) > 1:
        times = adding[sizes[-1]] / adding[sizes[0]]
        said = goal(times <= _LINEAR)
        print(f"one report more: {times:.2f} times at {sizes[-1]} what it is at {sizes[0]}, goal {_LINEAR}: {said}")
