"""Rules of tables on scans, whole again: they reach from one standing rule to the next, though some of them is lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractor.readers.sheet import Rule

_LEVEL = 2.0  # points within which pieces are of one lying rule
_SNAP = 4.0  # points within which an end meets a rule, and two standing rules are one
_MOST = 0.5  # of the way across a column: what is ruled so far was ruled all the way


def whole_rules(rules: Sequence[Rule]) -> list[Rule]:
    """The rules, in points, and across each column one for the pieces that cover most of the way.

    Only where some piece crosses a whole column: words underlined in a cell are no rule of its table.
    """
    standing = [rule for rule in rules if not rule.lying]
    return [*rules, *(new for pieces in _levels(rules) for new in _made_whole(pieces, standing))]


def _levels(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The lying rules, those at one height together."""
    levels: list[list[Rule]] = []
    for rule in sorted((r for r in rules if r.lying), key=lambda r: r.top):
        if levels and rule.top - levels[-1][0].top <= _LEVEL:
            levels[-1].append(rule)
        else:
            levels.append([rule])
    return levels


def _made_whole(pieces: Sequence[Rule], standing: Sequence[Rule]) -> Iterator[Rule]:
    height = max(pieces, key=lambda piece: piece.x1 - piece.x0).top
    columns = list(pairwise(_sides(standing, height)))
    crossed = [column for column in columns if any(_crosses(piece, *column) for piece in pieces)]
    for left, right in columns:
        if crossed and (left, right) not in crossed and _covered(pieces, left, right) > _MOST * (right - left):
            yield Rule(left, height, right, height)


def _sides(standing: Sequence[Rule], height: float) -> list[float]:
    """Where standing rules pass a height, left to right."""
    sides: list[float] = []
    for x in sorted(rule.x0 for rule in standing if rule.top - _SNAP <= height <= rule.bottom + _SNAP):
        if not sides or x - sides[-1] > _SNAP:
            sides.append(x)
    return sides


def _crosses(piece: Rule, left: float, right: float) -> bool:
    return piece.x0 <= left + _SNAP and piece.x1 >= right - _SNAP


def _covered(pieces: Sequence[Rule], left: float, right: float) -> float:
    """How much of the way from `left` to `right` has a piece on it, in points."""
    covered, reached = 0.0, left
    for piece in sorted(pieces, key=lambda piece: piece.x0):
        end = min(piece.x1, right)
        covered += max(end - max(piece.x0, reached), 0.0)
        reached = max(reached, end)
    return covered
