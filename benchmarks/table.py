"""Figures in columns, with the goal that each is held against."""

from __future__ import annotations

from collections.abc import Sequence


def show(title: str, head: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str] = ()) -> None:
    """Print rows under their heads, numbers to the right."""
    print(f"\n{title}")
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head))]
    for row in (head, *rows):
        cells = [
            cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        ]
        print("  " + "  ".join(cells))
    for note in notes:
        print(f"  {note}")


def percent(part: float, whole: float, places: int = 2) -> str:
    """`0.43`; a dash where there is nothing to be a part of."""
    return f"{100 * part / whole:.{places}f}" if whole else "-"


def percentile(values: Sequence[float], of: int) -> float:
    """The value that so many per cent of the values do not exceed.

    >>> percentile(range(1, 201), 99)
    198
    """
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * of // 100) - 1)]


def goal(met: bool) -> str:
    """What stands behind a goal."""
    return "met" if met else "MISSED"
