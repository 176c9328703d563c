"""Which of the records that were extracted anew are those that people have decided upon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.review.fields import IDENTITY
from corpus.review.model import Anchor, Decision
from models.text import fold, squeeze

_AROUND = 80  # characters of context
_SHARED = 0.5  # of the longer of two quotes, that the shorter makes up where it lies within
_LIKE = 85.0  # of 100: words that were read a little otherwise
_LIKE_SAME = 60.0  # the same, where the machine reads the same in them
_NEAR = 60.0  # of 100: the text before or after, for it to be the same place

Row = Mapping[str, Any]


def anchor(list_name: str, row: Row, rows: Iterable[Row], text: str) -> Anchor:
    """The anchor of `row` among `rows`, all of its list, in `text`."""
    start, end = row["start"], row["end"]
    beside = {identity(list_name, other) for other in rows if other["id"] != row["id"] and _overlap(start, end, other)}
    return Anchor(
        start,
        end,
        squeeze(text[start:end]),
        squeeze(text[max(0, start - _AROUND) : start]),
        squeeze(text[end : end + _AROUND]),
        tuple(sorted(beside - {identity(list_name, row)}, key=repr)),
    )


def identity(list_name: str, row: Row) -> tuple[Any, ...]:
    """The values by which a reading is the same."""
    return tuple(row[field] for field in IDENTITY[list_name])


def meet(decisions: Sequence[Decision], rows: Sequence[Row], text: str) -> dict[int, Row]:
    """By the decision's ID, the row it is about; decisions that meet none are left out.

    `decisions` and `rows` are of one list of one document; `rows` bear what the machine read. One to one, the surest
    first: the same reading before another at the same place.
    """
    places = [_Place(row, text, fold(squeeze(text[row["start"] : row["end"]]))) for row in rows]
    found = [
        (rank, -at, -number)
        for at, decision in enumerate(decisions)
        for number, place in enumerate(places)
        if (rank := _rank(decision, place))
    ]
    met: dict[int, Row] = {}
    taken: set[int] = set()
    for _, at, number in sorted(found, reverse=True):
        decision = decisions[-at]
        if decision.id not in met and number not in taken:
            met[decision.id] = rows[-number]
            taken.add(number)
    return met


@dataclass(frozen=True, slots=True)
class _Place:
    """A row, the text it stands in, and its own words, folded."""

    row: Row
    text: str
    words: str

    def context(self, at: Anchor) -> float:
        """From 0 to 100: how alike the text before or after is, whichever is more alike."""
        from rapidfuzz import fuzz

        start, end = self.row["start"], self.row["end"]
        before, after = self.text[max(0, start - _AROUND) : start], self.text[end : end + _AROUND]
        pairs = (at.before, before), (at.after, after)
        return max(fuzz.ratio(fold(one), fold(squeeze(other))) for one, other in pairs)


@dataclass(frozen=True, slots=True, order=True)
class _Rank:
    """How surely a row is the one that was decided upon; the first that differs decides."""

    same: bool
    here: bool
    context: int
    distance: int


def _rank(decision: Decision, place: _Place) -> _Rank | None:
    """None where the row is another record."""
    at, row = decision.anchor, place.row
    known = identity(decision.list, row)
    same = known == tuple(decision.machine[field] for field in IDENTITY[decision.list])
    if not same and (decision.verdict == "rejected" or known in at.beside):
        return None  # what was rejected is one reading, and another may be right
    if not _like(fold(at.quote), place.words, _LIKE_SAME if same else _LIKE):
        return None
    context = place.context(at)
    here = (at.start, at.end) == (row["start"], row["end"])
    return _Rank(same, here, round(context), -abs(at.start - row["start"])) if context >= _NEAR else None


def _like(quote: str, words: str, least: float) -> bool:
    """Whether the words are nearly the same, or one holds the other, which is no mere scrap of it."""
    from rapidfuzz import fuzz

    short, long = sorted((quote, words), key=len)
    held = short in long and len(short) >= _SHARED * len(long)
    return held or bool(fuzz.ratio(quote, words, score_cutoff=least))


def _overlap(start: int, end: int, row: Row) -> bool:
    return bool(row["start"] < end and start < row["end"])
