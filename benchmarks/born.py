"""Born-digital PDFs: is all of the text there, in order, and are headings, footnotes and tables found?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cases import Case
from moved import moved_errors
from readings import laid_out
from scoring import Tally, errors, found, missed, normal
from structure import KINDS, Entries, of_layout
from table import goal, percent, show

_TEXT, _FOUND = 0.001, 0.98  # goals: letters wrong, F1


@dataclass
class Sum:
    """Over several documents: letters in all, wrong in order, wrong wherever they stand; what was found."""

    letters: int = 0
    wrong: int = 0
    moved: int = 0
    ordered: int = 0  # of the letters, those whose order is known
    kinds: dict[str, Tally] = field(default_factory=lambda: {kind: Tally() for kind in KINDS})


def measure(title: str, cases: Sequence[Case], details: bool) -> None:
    total = Sum()
    for case in cases:
        _add(total, case, details)
    rows = [
        [
            "letters lost, added or wrong",
            percent(total.moved, total.letters, 3),
            "0.1 %",
            goal(total.moved <= _TEXT * total.letters),
        ]
    ]
    if total.ordered:
        rows.append(
            [
                "the same in reading order",
                percent(total.wrong, total.ordered, 3),
                "0.1 %",
                goal(total.wrong <= _TEXT * total.ordered),
            ]
        )
        rows += [_row(kind, total.kinds[kind]) for kind in KINDS]
    show(f"{title}: {len(cases)} documents, {sum(c.pages for c in cases)} pages", ("", "", "goal", ""), rows)


def _add(total: Sum, case: Case, details: bool) -> None:
    layout = laid_out(case.path).layout
    text = normal(layout.text)
    total.letters += len("".join(case.pieces))
    moved = moved_errors(case.pieces, text)
    total.moved += moved
    if details and moved:
        print(f"{case.name}: {moved} letters lost, added or wrong")
    if case.text:
        wrong = errors(case.text, text)
        total.wrong += wrong
        total.ordered += len(case.text)
        if details and wrong:
            print(f"{case.name}: {wrong} letters wrong in order")
    if case.entries:
        tell(case, case.entries, of_layout(layout), 1.0, total.kinds, details)


def tell(case: Case, truth: Entries, read_: Entries, like: float, kinds: dict[str, Tally], details: bool) -> None:
    """Count what was found, and print what was not."""
    for kind, tally in kinds.items():
        tally += found(truth[kind], read_[kind], like)
        for sign, these, those in (("-", truth, read_), ("+", read_, truth)) if details else ():
            for entry in missed(these[kind], those[kind], like):
                print(f"{case.name}: {kind} {sign} {entry.exact} {' | '.join(entry.alike)[-160:]}")


def _row(kind: str, tally: Tally) -> list[str]:
    said = f"P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f} of {tally.true}"
    return [kind, said, f"{_FOUND}", goal(tally.f1 >= _FOUND)]
