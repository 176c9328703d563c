"""How well pages are read: text, headings, footnotes, tables, boxes, and how fast, beside what others offer.

    python benchmarks/reading.py [FOLDER] [--gold GOLD] [--parts text,scans] [--scans 200-L1,photo] [--show]

Sample reports are drawn as PDF and as scans at many damages, with known truth. FOLDER holds born-digital PDFs, and in
`scan/` scans of them under the same names; what PDFium finds in a born-digital PDF is taken for its truth. GOLD holds
`<stem>.gold.json`, for the names of people and the boxes of records. Parts are: text (of born-digital PDFs), scans,
evidence (its boxes on the page), speed, memory. Letters are counted wrong wherever a printed line may stand in the
text, and once more in reading order where that is known.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import born
import evidence
import scans
import speed
from cases import SCANS, Case, Way, generated, in_folder, scanned

_PARTS = ("text", "scans", "evidence", "speed", "memory")
_BOXED = ("200-L1", "200-L3", "turned-90", "photo")  # conditions in which boxes are measured


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--parts", default=",".join(_PARTS), help=f"of {', '.join(_PARTS)}")
    parser.add_argument("--scans", help=f"conditions, of {', '.join(SCANS)}")
    parser.add_argument("--reports", type=int, default=24, help="born-digital sample reports")
    parser.add_argument("--scanned", type=int, default=2, help="sample reports in each condition of scans")
    parser.add_argument("--hard", action="store_true", help="scans of reports that are set harder")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--runs", type=int, default=3, help="of the measure of speed")
    parser.add_argument("--only", choices=("folder", "samples"), help="of both")
    parser.add_argument("--show", action="store_true", help="print what is wrong, one by one")
    options = parser.parse_args()
    parts = options.parts.split(",")
    if options.folder and options.only != "samples":
        _folder(options, parts)
    if options.only != "folder":
        with tempfile.TemporaryDirectory() as scratch:
            _samples(options, parts, Path(scratch))


def _folder(options: argparse.Namespace, parts: list[str]) -> None:
    cases = list(in_folder(options.folder, options.gold))
    twins = [(case, options.folder / "scan" / case.path.name) for case in cases]
    scanned_ = (
        [("scan", found)] if (found := [replace(case, path=path) for case, path in twins if path.exists()]) else []
    )
    if "text" in parts:
        born.measure(f"{options.folder}, born-digital", cases, options.show)
    if "scans" in parts and scanned_:
        scans.measure(f"{options.folder}/scan", scanned_, options.show)
    if "evidence" in parts and options.gold:
        evidence.measure(f"{options.folder}, boxes of evidence", cases, scanned_, options.show)
    if "speed" in parts:
        speed.measure(str(options.folder), [case.path for case in cases], options.runs)


def _samples(options: argparse.Namespace, parts: list[str], scratch: Path) -> None:
    whole = generated(scratch / "usual", options.reports, options.seed)
    way: Way = "hard" if options.hard else "usual"
    short = generated(scratch / "short", options.scanned, options.seed, way, short=True)
    if "text" in parts:
        hard = generated(scratch / "hard", options.reports, options.seed, "hard")
        loose = generated(scratch / "scattered", options.reports, options.seed, "scattered")
        born.measure("sample reports, born-digital", whole, options.show)
        born.measure("the same set harder: tables without rules, rows across, notes that run over", hard, options.show)
        born.measure("the same written letter by letter, in no order", loose, options.show)
    if "scans" in parts:
        groups = _conditions(options, short, SCANS, scratch)
        scans.measure("sample reports as scans", groups, options.show)
    if "evidence" in parts:
        groups = _conditions(options, short, _BOXED, scratch)
        evidence.measure("sample reports, boxes of evidence", short, groups, options.show)
    if "speed" in parts:
        speed.measure("sample reports", [case.path for case in whole], options.runs)
    if "memory" in parts:
        speed.memory([case.path for case in whole], scratch)


def _conditions(
    options: argparse.Namespace, cases: list[Case], usual: Iterable[str], scratch: Path
) -> Iterator[tuple[str, list[Case]]]:
    for name in options.scans.split(",") if options.scans else usual:
        folder = scratch / name
        folder.mkdir(exist_ok=True)
        yield name, [scanned(case, folder, SCANS[name][1]) for case in cases]


if __name__ == "__main__":
    main()
