"""How fast pages are read and laid out, beside pdfplumber's bare text, and how much memory a long document takes."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from table import goal, show

_TIMES, _MEGABYTES = 8.0, 800  # goals
_LINEAR = 1.5  # how much more memory the pages of the second half may take than those of the first
_LONG = (250, 500, 1000)

_OURS = """
from pathlib import Path
from extractor.layout import lay_out
from extractor.readers import read
work = lambda path: lay_out(read(Path(path)))
"""
_PDFPLUMBER = """
from pathlib import Path
from peers import pdfplumber_text
work = lambda path: pdfplumber_text(Path(path))
"""
# A process that does what it is told, line by line, and says how many seconds of processor time each took.
_SERVE = """
import sys, time
for path in map(str.rstrip, sys.stdin):
    started = time.process_time()
    work(path)
    print(time.process_time() - started, flush=True)
"""
_EXTRACT = """
import json, resource, sys
from pathlib import Path
from extractor.extract import extract
from extractor.layout import lay_out
from extractor.readers import read
path = Path(sys.argv[1])
lay_out(read(path))
laid = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
extract(path)
print(json.dumps([laid / 1024, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))
"""


class _Peer:
    """A process of its own that does one thing with files."""

    def __init__(self, work: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", work + _SERVE],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parent,
        )

    def seconds(self, path: Path) -> float:
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin and stdout
        print(path.resolve(), file=stdin, flush=True)
        return float(stdout.readline())

    def close(self) -> None:
        self._process.communicate()


def measure(title: str, paths: Sequence[Path], runs: int) -> None:
    """Reading and layout beside `extract_text` on the same files, in turn, a process for each."""
    ours, bare = _Peer(_OURS), _Peer(_PDFPLUMBER)
    pages = sum(_pages(path) for path in paths)
    taken: list[tuple[float, float]] = []
    for run in range(runs + 1):
        pairs = [(ours.seconds(path), bare.seconds(path)) for path in paths]
        if run:  # the first round loads what is loaded once
            taken.append((sum(a for a, _ in pairs), sum(b for _, b in pairs)))
    ours.close()
    bare.close()
    own, other = (statistics.median(times) for times in zip(*taken, strict=True))
    ratio = statistics.median(b / a for a, b in taken)
    row = [f"{pages / own:.1f}", f"{pages / other:.1f}", f"{ratio:.1f} x", f"{_TIMES:.0f} x", goal(ratio >= _TIMES)]
    head = ("pages", "reading and layout, pages/s", "pdfplumber extract_text", "", "goal", "")
    show(f"{title}: speed on processor time", head, [[str(pages), *row]])


def _pages(path: Path) -> int:
    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def memory(paths: Sequence[Path], scratch: Path) -> None:
    """The most that one process holds, with documents of more and more pages."""
    figures = {pages: _peak(_bound(paths, pages, scratch / f"long-{pages}.pdf")) for pages in _LONG}
    rows = [[str(pages), f"{laid:.0f}", f"{whole:.0f}"] for pages, (laid, whole) in figures.items()]
    (_, low), (_, middle), (_, high) = figures.values()
    more = (high - middle) / (_LONG[2] - _LONG[1]) / max((middle - low) / (_LONG[1] - _LONG[0]), 0.01)
    notes = [
        f"at most {_MEGABYTES} MB at {_LONG[-1]} pages: {goal(high <= _MEGABYTES)}",
        f"a page of the second half takes {more:.2f} times what one of the first does, goal {_LINEAR}: "
        + goal(more <= _LINEAR),
    ]
    show("memory of one process, MB", ("pages", "read and laid out", "records found"), rows, notes)


def _bound(paths: Sequence[Path], pages: int, target: Path) -> Path:
    """A document of so many pages out of those of others."""
    whole = pypdfium2.PdfDocument.new()
    while len(whole) < pages:
        for path in paths:
            with pypdfium2.PdfDocument(path) as part:
                whole.import_pages(part, list(range(min(len(part), pages - len(whole)))))
    whole.save(target)
    whole.close()
    return target


def _peak(path: Path) -> tuple[float, float]:
    done = subprocess.run([sys.executable, "-c", _EXTRACT, str(path)], capture_output=True, text=True, check=True)
    laid, whole = json.loads(done.stdout)
    return float(laid), float(whole)
