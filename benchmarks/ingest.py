"""Pages per second of `sovang ingest`, the search index apart, beside a bare peer on the same pages in the same run.

    python benchmarks/ingest.py [FOLDER] [--jobs N] [--runs 3]

PDFs with text, by one process and by N: beside pdfplumber's `extract_text` in one. Scanned PDFs: beside the bare
`tesseract` command (`-l vie`, one thread each) with as many processes. FOLDER holds PDFs of either kind; without it,
sample reports are written first. Whole processes, wall time, the two taken in turn; medians. How long a run of one
page takes is told too: what of it is start-up weighs the less the more pages there are.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2

from corpus.sample.write import write_samples

_PDFPLUMBER = """
import sys, pdfplumber
for path in sys.argv[1:]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.folder or _samples(Path(scratch) / "samples")
        files = sorted(folder.rglob("*.pdf"))
        scans = [file for file in files if _is_scan(file)]
        texts = [file for file in files if file not in scans]
        if texts:
            _start_up(Path(scratch), arguments.runs)
            for jobs in sorted({1, arguments.jobs}):
                _compare(f"text PDFs, {jobs} at work", texts, Path(scratch), jobs, arguments.runs, _pdfplumber(texts))
        if scans:
            bare = _tesseract(_pictures(scans, Path(scratch) / "pictures"), arguments.jobs)
            _compare(f"scans, {arguments.jobs} at work", scans, Path(scratch), arguments.jobs, arguments.runs, bare)


def _samples(folder: Path) -> Path:
    write_samples(folder / "text", reports=40, formats=("pdf",))
    write_samples(folder / "scan", reports=6, formats=("scan",))
    return folder


def _is_scan(file: Path) -> bool:
    with pypdfium2.PdfDocument(file) as pdf:
        return not pdf[0].get_textpage().get_text_bounded().strip()


def _pages(files: list[Path]) -> int:
    total = 0
    for file in files:
        with pypdfium2.PdfDocument(file) as pdf:
            total += len(pdf)
    return total


def _pictures(files: list[Path], folder: Path) -> list[Path]:
    """The pages as pictures at 200 dpi; making them is not timed, which favours the peer."""
    folder.mkdir()
    made = []
    for file in files:
        with pypdfium2.PdfDocument(file) as pdf:
            for number, page in enumerate(pdf):
                made.append(folder / f"{file.stem}-{number}.png")
                page.render(scale=200 / 72).to_pil().convert("L").save(made[-1])
    return made


def _pdfplumber(files: list[Path]) -> Callable[[], None]:
    return lambda: _run([sys.executable, "-c", _PDFPLUMBER, *map(str, files)])


def _tesseract(pictures: list[Path], jobs: int) -> Callable[[], None]:
    def read(picture: Path) -> None:
        _run(["tesseract", str(picture), "-", "-l", "vie", "--psm", "3"])

    def all_of_them() -> None:
        with ThreadPoolExecutor(jobs) as pool:
            list(pool.map(read, pictures))

    return all_of_them


def _start_up(scratch: Path, runs: int) -> None:
    page = scratch / "page.txt"
    page.write_text("Năm 2020, UBND xã tặng Giấy khen cho 3 tập thể.\n", encoding="utf-8")
    times = [_seconds(lambda run=run: _run(_ingest(scratch / f"one-{run}", 1, [page]))) for run in range(runs)]  # type: ignore[misc]
    print(f"one page: {statistics.median(times):.2f} s")


def _ingest(archive: Path, jobs: int, files: list[Path]) -> list[str]:
    """The command `ingest` as it is without the search package, which would bring the index up to date."""
    command = "from corpus.cli import ingest; ingest()"
    return [sys.executable, "-c", command, "--archive", str(archive), "--jobs", str(jobs), *map(str, files)]


def _compare(what: str, files: list[Path], scratch: Path, jobs: int, runs: int, peer: Callable[[], None]) -> None:
    ours, theirs = [], []
    for run in range(runs):
        command = _ingest(scratch / f"archive-{jobs}-{run}-{len(files)}", jobs, files)
        ours.append(_seconds(lambda command=command: _run(command)))  # type: ignore[misc]
        theirs.append(_seconds(peer))
    pages = _pages(files)
    own, bare = (pages / statistics.median(times) for times in (ours, theirs))
    ratio = statistics.median(b / a for a, b in zip(ours, theirs, strict=True))
    print(f"{what}: {pages} pages, sovang ingest {own:.1f} pages/s, peer {bare:.1f} pages/s, {ratio:.2f} x")


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _run(command: list[str]) -> None:
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)


if __name__ == "__main__":
    main()
