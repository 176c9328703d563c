"""The same grant told twice in one document, and whether the numbers are the same both times."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

from extractor.checks.sums import KINDS
from models.records import AwardCount, Check
from models.text import fold

_TELLING = 25  # characters of an occasion that can be told from another
_RARE = 20  # a number that hardly comes twice by chance in what one body gives
_RARER = 100  # and where nothing tells who gives
_LATER = 300  # later counts with the same number that are looked at
_NEAR = 200  # characters within which two counts are parts of one list


def repeat_checks(awards: Sequence[AwardCount]) -> Iterator[Check]:
    """A check for each number of a grant that is told again elsewhere in the document."""
    told: set[int] = set()
    counts = [a for a in awards if a.status == "granted" and a.counted == "recipients" and a.rule != "awards.table"]
    for one, j in _sharing_a_number(counts):
        other = counts[j]
        if j in told or other.evidence.start - one.evidence.end < _NEAR:
            continue
        if _agree(one, other) or _contradict(one, other):
            told.add(j)
            yield from _numbers(one, other)


def _sharing_a_number(counts: list[AwardCount]) -> Iterator[tuple[AwardCount, int]]:
    """Each count with the places of later ones that bear a number of it: all that could tell the same grant."""
    bearing: dict[tuple[str, int], list[int]] = {}
    for i, count in enumerate(counts):
        for key in _keys(count):
            bearing.setdefault(key, []).append(i)
    for i, one in enumerate(counts):
        later = (bearing[key][(at := bisect_right(bearing[key], i)) : at + _LATER] for key in _keys(one))
        yield from ((one, j) for j in sorted(set(chain.from_iterable(later))))


def _keys(count: AwardCount) -> list[tuple[str, int]]:
    return [(kind, number) for kind in KINDS if (number := getattr(count, kind)) is not None]


def _numbers(one: AwardCount, other: AwardCount) -> Iterator[Check]:
    for kind, noun in KINDS.items():
        first, again = getattr(one, kind), getattr(other, kind)
        if first is None or again is None:
            continue
        yield Check(
            kind="repeat",
            about=f"{other.award}: số {noun} nêu hai lần, {first} và {again}",
            stated=again,
            computed=first,
            parts=(first, again),
            agrees=first == again,
            mention=other.mention,
            evidence=other.evidence,
            rule="checks.repeat",
            other=one.evidence,
        )


def _pairs(one: AwardCount, other: AwardCount) -> list[tuple[int | None, int | None]]:
    return [(getattr(one, kind), getattr(other, kind)) for kind in KINDS]


def _agree(one: AwardCount, other: AwardCount) -> bool:
    """The same numbers for the same deed, or the same numbers of the same award."""
    if any(a != b for a, b in _pairs(one, other)) or not _compatible(one, other):
        return False
    same_deed = bool(one.occasion and other.occasion) and _likeness(one.occasion, other.occasion) >= 0.5
    return same_deed or (one.award == other.award and not (one.occasion and other.occasion))


def _compatible(one: AwardCount, other: AwardCount) -> bool:
    named = {one.award, other.award} - {"khen thưởng"}
    levels = {one.level, other.level} - {None}
    return len(named) < 2 and len(levels) < 2 and one.locality == other.locality and one.period == other.period


def _contradict(one: AwardCount, other: AwardCount) -> bool:
    """Whether one award by one giver for one deed in one period has one number the same and another not."""
    awarders = {one.awarder, other.awarder} - {None}
    if one.award != other.award or len(awarders) > 1 or not _compatible(one, other):
        return False
    pairs = _pairs(one, other)
    if any((a is None) != (b is None) for a, b in pairs):
        return _slips(one, other)
    same = [a for a, b in pairs if a is not None and a == b]
    if not same or all(a == b for a, b in pairs):
        return False
    if one.occasion or other.occasion:
        told = min(len(one.occasion or ""), len(other.occasion or "")) >= _TELLING
        return told and _likeness(one.occasion, other.occasion) >= 0.85
    return max(same) >= (_RARE if awarders else _RARER)


def _slips(one: AwardCount, other: AwardCount) -> bool:
    """Whether a summary that leaves a kind out has a digit wrong in one of the others: 214 for 241."""
    if one.occasion or other.occasion or not one.awarder or one.awarder != other.awarder:
        return False
    told = [(a, b) for a, b in _pairs(one, other) if a is not None and b is not None]
    same, differing = [a for a, b in told if a == b], [(a, b) for a, b in told if a != b]
    return bool(differing) and max(same, default=0) >= _RARER and all(_misprinted(a, b) for a, b in differing)


def _misprinted(one: int, other: int) -> bool:
    """Whether two numbers have the same digits in another order."""
    return one != other and sorted(str(one)) == sorted(str(other))


def _likeness(one: str | None, other: str | None) -> float:
    """Shared words over all words, without diacritics."""
    first, second = set(fold(one or "").split()), set(fold(other or "").split())
    return len(first & second) / max(len(first | second), 1)
