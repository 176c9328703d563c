"""Do the boxes of evidence hold the words that they are for, and nothing else?

    python benchmarks/evidence.py PAGES --gold GOLD [--scans SCANS] [--show]
    python benchmarks/evidence.py --sample 12 [--worst] [--show]

PAGES holds born-digital PDFs, GOLD the file `<stem>.gold.json` of each, SCANS scans of them under the same names. With
--sample, reports of the sample generator serve, each as PDF and as scan, with --worst as a scan blurred, noisy and
turned by a degree and a half.

Every record of the truth is looked for in the text that was laid out; the boxes of the words found there are held
against the ink of the letters on the page, which is found without the project's readers. A record is right when each
of its words has 95 % of its ink in the boxes, and no box reaches more than half a line beyond the record's own ink.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np
from print_truth import DPI, Letter, Move, Points, TruePage, lie_of, true_pages
from rapidfuzz import fuzz

from extractor.layout import lay_out
from extractor.pages import page_picture
from extractor.readers import read
from extractor.source import Source
from models.page import Box
from models.records import Evidence, Layout
from models.text import fold

_LISTS = ("citations", "awards", "exemplars", "movements", "checks")
_ENOUGH = 0.95  # of a word's ink
_BEYOND = 0.5  # lines
_ALIKE = 70  # of 100: how much the words of a scan are those of its twin
_PIECE = 3  # letters: fewer at a box are there by chance
_SPECK = 3  # dots: fewer say nothing of a word


@dataclass(frozen=True, slots=True)
class Printed:
    """A stretch of letters on a page (from 1), as they are printed."""

    page: int
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a record: the worst word's share of ink in the boxes, and how far the worst box reaches."""

    kind: str
    mention: str
    held: float
    beyond: float
    page: int = 0

    @property
    def right(self) -> bool:
        return self.held >= _ENOUGH and self.beyond <= _BEYOND


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, nargs="?")
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--scans", type=Path)
    parser.add_argument("--sample", type=int, metavar="N")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--worst", action="store_true")
    parser.add_argument("--show", action="store_true", help="print each record that is wrong")
    options = parser.parse_args()
    if options.sample:
        with tempfile.TemporaryDirectory() as folder:
            pages, scans = write_twins(Path(folder), options.sample, options.seed, options.worst)
            measure(pages, pages, scans, options.show)
    elif options.pages and options.gold:
        measure(options.pages, options.gold, options.scans, options.show)
    else:
        parser.error("name PAGES and --gold GOLD, or --sample N")


def write_twins(folder: Path, reports: int, seed: int, worst: bool) -> tuple[Path, Path]:
    """Sample reports as PDF in one folder, with their truth, and as scans in another."""
    from corpus.sample.agenda import agenda
    from corpus.sample.compose import compose
    from corpus.sample.gold import gold_json
    from corpus.sample.render.pdf import draw_pdf
    from corpus.sample.render.scan import Damage, choose_damage, draw_scan
    from corpus.sample.render.sheet import choose_sheet, set_pages
    from corpus.sample.world import chance

    pages, scans = folder / "pages", folder / "scans"
    pages.mkdir()
    scans.mkdir()
    for job, _ in zip(agenda(seed), range(reports), strict=False):
        document, dice = compose(seed, job, brief=True), chance(seed, "evidence", job.number)
        sheets, name = set_pages(document, choose_sheet(dice, brief=True)), f"{document.stem}.pdf"
        (pages / name).write_bytes(draw_pdf(sheets, document.stem, job.unit.name))
        (pages / f"{document.stem}.gold.json").write_bytes(gold_json(document, name))
        damage = Damage(1.15, 16, dice.choice((-1.5, 1.5)), 38, 0.08, colour=False) if worst else choose_damage(dice)
        (scans / name).write_bytes(draw_scan(sheets, job.unit.name, damage, dice.randrange(2**31)))
    return pages, scans


def measure(pages: Path, gold: Path, scans: Path | None, show: bool) -> None:
    born: list[Verdict] = []
    scanned: list[Verdict] = []
    stated = 0
    for path in sorted(pages.glob("*.pdf")):
        truth = json.loads((gold / f"{path.stem}.gold.json").read_text("utf-8"))
        layout, print_ = lay_out(read(path)), true_pages(path)
        places = list(_places(truth, layout))
        stated += sum(len(truth.get(kind, ())) for kind in _LISTS)
        born += [_judged(kind, Source(layout), at, print_, {}, layout) for kind, at in places]
        if scans and (scans / path.name).exists():
            scanned += list(_of_scan(scans / path.name, places, layout, print_))
    print(f"{len(born)} of {stated} records of the truth stand in the text letter for letter")
    for label, verdicts in (("born-digital", born), ("scanned", scanned)):
        if verdicts:
            _report(label, verdicts, show)


def _of_scan(
    path: Path, places: Sequence[tuple[str, slice]], twin: Layout, print_: Sequence[TruePage]
) -> Iterator[Verdict]:
    """The same records in a scan: where the twin's text has become the scan's."""
    layout = lay_out(read(path))
    source = Source(layout)
    lies = {n: lie_of(page, page_picture(path, "pdf", n, DPI)[0]) for n, page in enumerate(print_, 1)}
    carry = _carried(twin.text, layout.text)
    for kind, at in places:
        here = _again(twin.text[at], layout.text, slice(carry(at.start), carry(at.stop - 1) + 1))
        yield _judged(kind, source, at, print_, lies, twin, here)


def _again(words: str, text: str, guess: slice) -> slice:
    """Where the words stand in the text: at `guess`, or wherever they are most alike when they have been moved."""
    if fuzz.ratio(fold(words), fold(text[guess])) > _ALIKE:
        return guess
    found = fuzz.partial_ratio_alignment(fold(words), fold(text))
    return slice(found.dest_start, found.dest_end) if found and found.score > _ALIKE else guess


def _places(truth: dict[str, Any], layout: Layout) -> Iterator[tuple[str, slice]]:
    """Where the records of the truth stand in the text: the next place of their words after the record before."""
    at = [i for i, letter in enumerate(layout.text) if not letter.isspace()]
    text = "".join(fold(layout.text[i]) for i in at)
    for kind in _LISTS:
        after = 0
        for record in truth.get(kind, ()):
            words = "".join(fold(record["mention"] if isinstance(record, dict) else record).split())
            found = text.find(words, after)
            found = text.find(words) if found < 0 else found
            if words and found >= 0:
                after = found + 1
                yield kind, slice(at[found], at[found + len(words) - 1] + 1)


def _carried(first: str, second: str) -> Callable[[int], int]:
    """A map from offsets in one text to those in another reading of the same, word by word where they agree."""
    words = [[(m, len(w)) for m, w in _words(text)] for text in (first, second)]
    folded = [[fold(text[m : m + n]) for m, n in found] for text, found in zip((first, second), words, strict=True)]
    known: dict[int, int] = {}
    for _, a0, a1, b0, b1 in SequenceMatcher(None, folded[0], folded[1], autojunk=False).get_opcodes():
        for i in range(a0, a1):
            j = min(b0 + (i - a0) * max(b1 - b0, 1) // max(a1 - a0, 1), len(words[1]) - 1)
            (start, length), (other, room) = words[0][i], words[1][j]
            known.update({start + k: other + min(k * room // length, room - 1) for k in range(length)})
    return lambda offset: known[offset]


def _words(text: str) -> Iterator[tuple[int, str]]:
    for blank, run in groupby(enumerate(text), key=lambda pair: pair[1].isspace()):
        letters = list(run)
        if not blank:
            yield letters[0][0], "".join(letter for _, letter in letters)


def _judged(
    kind: str,
    source: Source,
    at: slice,
    print_: Sequence[TruePage],
    lies: dict[int, Move],
    twin: Layout,
    here: slice | None = None,
) -> Verdict:
    """Hold the boxes of the words at `here` (else `at`) against the ink of the twin's words at `at`."""
    evidence = source.evidence((here or at).start, (here or at).stop)
    own = Source(twin).evidence(at.start, at.stop) if here else evidence
    printed = list(_printed(twin.text[at], own, print_))
    if printed is None or not printed:
        return Verdict(kind, twin.text[at], 0.0, 0.0, evidence.page)
    held, beyond = 1.0, 0.0
    pages = {piece.page for piece in printed} | {evidence.page, *(region.page for region in evidence.further)}
    for page in pages:
        letters = [letter for piece in printed if piece.page == page for letter in piece.letters]
        boxes = evidence.boxes_on(page)
        lie = lies.get(page, lambda points: points)
        held = min([held, *(_held(lie(print_[page - 1].ink_of(word)), boxes) for word in _split(letters))])
        ink = lie(print_[page - 1].ink_of(letters))
        line = max((letter.line for letter in letters), default=1.0)
        beyond = max([beyond, *(_beyond(box, ink) / line for box in boxes)])
    return Verdict(kind, twin.text[at], held, beyond, evidence.page)


def _printed(quote: str, evidence: Evidence, print_: Sequence[TruePage]) -> Iterator[Printed]:
    """The letters of the quote on the pages: the longest pieces that begin at a box, else those anywhere.

    A footnote's mark, a page's end or the edge of a cell parts a quote into pieces.
    """
    rest = "".join(fold(quote).split())
    pages = [evidence.page, *(region.page for region in evidence.further)]
    while rest:
        pieces = [_at_a_box(rest, print_[page - 1], page, evidence.boxes_on(page)) for page in pages]
        best = max(pieces, key=lambda piece: len(piece.letters))
        if len(best.letters) < min(_PIECE, len(rest)):
            pieces = [_anywhere(rest, print_[page - 1], page) for page in pages]
            best = max(pieces, key=lambda piece: len(piece.letters))
        if best.letters:
            yield best
        rest = rest[max(len(best.letters), 1) :]


def _at_a_box(rest: str, page: TruePage, number: int, boxes: Sequence[Box]) -> Printed:
    starts = [i for i, at in enumerate(page.letters) if at.text == rest[0] and _distance(at, boxes) < _BEYOND * at.line]
    best = max((page.letters[i : i + _common(rest, page.text[i : i + len(rest)])] for i in starts), key=len, default=())
    return Printed(number, best)


def _anywhere(rest: str, page: TruePage, number: int) -> Printed:
    low, high = 0, len(rest)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if rest[:middle] in page.text else (low, middle - 1)
    at = page.text.find(rest[:low])
    return Printed(number, page.letters[at : at + low])


def _common(first: str, second: str) -> int:
    """How many letters the two begin with alike."""
    return next(
        (i for i, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), min(map(len, (first, second)))
    )


def _distance(letter: Letter, boxes: Sequence[Box]) -> float:
    x, y = (letter.box[0] + letter.box[2]) / 2, (letter.box[1] + letter.box[3]) / 2
    return min((max(b.x0 - x, x - b.x1, 0.0) + max(b.top - y, y - b.bottom, 0.0) for b in boxes), default=0.0)


def _split(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """The words that the letters make."""
    word: list[Letter] = []
    for letter in letters:
        if letter.opens and word:
            yield word
            word = []
        word.append(letter)
    if word:
        yield word


def _held(ink: Points, boxes: Sequence[Box]) -> float:
    """The share of the ink that lies in the boxes."""
    if len(ink) < _SPECK:
        return 1.0
    inside = np.zeros(len(ink), bool)
    for box in boxes:
        inside |= _within(ink, box)
    return float(inside.mean())


def _within(ink: Points, box: Box) -> Any:  # noqa: ANN401 - a mask
    x, y = ink[:, 0], ink[:, 1]
    return (x >= box.x0) & (x <= box.x1) & (y >= box.top) & (y <= box.bottom)


def _beyond(box: Box, ink: Points) -> float:
    """How far, in points, the box reaches beyond the ink in it; its whole size where there is none."""
    inside = ink[_within(ink, box)]
    if not len(inside):
        return max(box.x1 - box.x0, box.bottom - box.top)
    (x0, top), (x1, bottom) = inside.min(axis=0), inside.max(axis=0)
    return float(max(x0 - box.x0, box.x1 - x1, top - box.top, box.bottom - bottom))


def _report(label: str, verdicts: Sequence[Verdict], show: bool) -> None:
    total, right = Counter(v.kind for v in verdicts), Counter(v.kind for v in verdicts if v.right)
    kinds = ", ".join(f"{kind} {right[kind]}/{total[kind]}" for kind in _LISTS if total[kind])
    print(f"{label}: {100 * right.total() / total.total():.2f} % of {total.total()} records right ({kinds})")
    for verdict in verdicts if show else ():
        if not verdict.right:
            print(f"  p. {verdict.page} held {verdict.held:.2f} beyond {verdict.beyond:.2f} {verdict.mention[:90]!r}")


if __name__ == "__main__":
    main()
