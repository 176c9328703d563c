"""Do the boxes of evidence hold the words that they are for, and nothing else?

Every record of the truth is looked for in the text that was laid out; the boxes of the words found there are held
against the ink of the letters on the page, which is found without the project's readers. A record is right when each
of its words has 95 % of its ink in the boxes, and no box reaches more than half a line beyond the record's own ink.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial
from itertools import groupby
from typing import Any

import numpy as np
from cases import Case
from print_truth import DPI, Letter, Points, TruePage, lie_of, true_pages
from rapidfuzz import fuzz
from readings import laid_out
from table import goal, percent, show

from corpus.sample.render.lies import moved
from extractor.pages import page_picture
from extractor.source import Source
from models.page import Box
from models.records import Evidence, Layout
from models.text import fold

Move = Callable[[Points], Points]

_LISTS = ("citations", "awards", "exemplars", "movements", "grants", "checks")
_GOALS = 0.95, 0.99  # of the records of scans, and of born-digital documents
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


def measure(title: str, twins: Sequence[Case], scans: Iterable[tuple[str, Sequence[Case]]], details: bool) -> None:
    """A row for the born-digital twins, one for each group of scans of them, and one for all scans."""
    born = [_Known.of(case) for case in twins]
    rows = [("born-digital", [verdict for known in born for verdict in known.verdicts()])]
    beside = {known.case.path.name: known for known in born}
    for name, cases in scans:
        rows.append((name, [v for case in cases for v in beside[case.path.name].scanned(case)]))
    every = [("all scans", [verdict for _, verdicts in rows[1:] for verdict in verdicts])] if len(rows) > 2 else []
    stated = sum(len(case.gold.get(kind, ())) for case in twins for kind in _LISTS)
    note = f"{len(rows[0][1])} of {stated} records of the truth stand in the text letter for letter"
    show(title, ("", "right %", *_LISTS, "goal", ""), [_row(name, verdicts) for name, verdicts in rows + every], [note])
    for name, verdicts in rows if details else ():
        for v in verdicts:
            if not v.right:
                print(f"{name}: p. {v.page} held {v.held:.2f} beyond {v.beyond:.2f} {v.mention[:90]!r}")


@dataclass(frozen=True)
class _Known:
    """A born-digital document: its layout, what is printed on its pages, and where the records of its truth stand."""

    case: Case
    layout: Layout
    print_: Sequence[TruePage]
    places: Sequence[tuple[str, slice]]

    @classmethod
    def of(cls, case: Case) -> _Known:
        layout = laid_out(case.path).layout
        return cls(case, layout, true_pages(case.path), list(_places(case.gold, layout)))

    def verdicts(self) -> Iterator[Verdict]:
        for kind, at in self.places:
            yield _judged(kind, Source(self.layout), at, self.print_, {}, self.layout)

    def scanned(self, scan: Case) -> Iterator[Verdict]:
        """The same records in a scan: where the twin's text has become the scan's."""
        layout = laid_out(scan.path).layout
        source, lies = Source(layout), _lies(scan, self.print_)
        carry = _carried(self.layout.text, layout.text)
        for kind, at in self.places:
            here = _again(self.layout.text[at], layout.text, slice(carry(at.start), carry(at.stop - 1) + 1))
            yield _judged(kind, source, at, self.print_, lies, self.layout, here)


def _lies(scan: Case, print_: Sequence[TruePage]) -> dict[int, Move]:
    """How the pages of the scan lie beside their twins: as they were drawn, or as their ink shows."""
    if scan.lies:
        return {n: partial(moved, lie=lie) for n, lie in enumerate(scan.lies, 1)}
    return {n: lie_of(page, page_picture(scan.path, "pdf", n, DPI)[0]) for n, page in enumerate(print_, 1)}


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
        lie = lies.get(page, _still)
        held = min([held, *(_held(lie(print_[page - 1].ink_of(word)), boxes) for word in _split(letters))])
        ink = lie(print_[page - 1].ink_of(letters))
        line = max((letter.line for letter in letters), default=1.0)
        beyond = max([beyond, *(_beyond(box, ink) / line for box in boxes)])
    return Verdict(kind, twin.text[at], held, beyond, evidence.page)


def _still(points: Points) -> Points:
    return points


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


def _row(name: str, verdicts: Sequence[Verdict]) -> list[str]:
    total, right = Counter(v.kind for v in verdicts), Counter(v.kind for v in verdicts if v.right)
    wanted = _GOALS[name == "born-digital"]
    kinds = [f"{right[kind]}/{total[kind]}" if total[kind] else "-" for kind in _LISTS]
    met = goal(right.total() >= wanted * total.total())
    return [name, percent(right.total(), total.total()), *kinds, f"{100 * wanted:.0f}", met]
