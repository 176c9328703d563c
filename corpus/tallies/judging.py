"""Which award counts may be added, and their totals. What is left out says why.

What one report states twice counts once; overlapping periods of one unit are never added; only what was granted to
recipients counts; a province and its districts are not added to each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from functools import cache
from typing import NamedTuple, TypeVar

from corpus.identities.bodies import body
from models.text import fold

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)

LEVELS = ("nhà nước", "tỉnh", "huyện", "xã", "cơ sở")
NOBODY = "không rõ của đơn vị nào"
"""Why a count of nobody knows whom is left out where there are others."""

_RANKS = {"thành phố": "huyện", "thị xã": "huyện", "quận": "huyện", "phường": "xã", "thị trấn": "xã", "đặc khu": "xã"}
_MONTHS = {"H1": (1, 6), "H2": (7, 12), "9M": (1, 9), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}
_NOT_GRANTED = {"proposed": "mới đề nghị", "quota": "là chỉ tiêu", "revoked": "đã thu hồi"}
_NOT_RECIPIENTS = {"certificates": "đếm số bằng, giấy, không đếm người nhận", "times": "đếm số lượt"}
_REGISTERED = "dang ky"
_SAME_OCCASION = 0.5  # share of the shorter occasion's words that the longer has
_SEVERAL = 2  # units
_NO_PERIOD = "9999"  # after all periods


class Count(NamedTuple):
    """A reported count as it is judged: `document` with its `date`, `unit` whose count it is; None is not stated."""

    id: int
    document: int
    date: str | None
    award: str
    awarder: str | None
    level: str | None
    collectives: int | None
    individuals: int | None
    households: int | None
    occasion: str | None
    unit: str | None
    period: str | None
    status: str
    counted: str
    page: int | None
    start: int


Kind = tuple[str, int]
"""Award and level: what totals are made of."""

Reasons = dict[int, str]
"""Why counts are left out, by their identifiers."""


def kind(row: Count) -> Kind:
    """The folded award, and the level by its place among `LEVELS`, after them where there is none."""
    return fold(row.award), LEVELS.index(row.level) if row.level in LEVELS else len(LEVELS)


def place(row: Count) -> tuple[str, str, int, int, int]:
    """Where a count stands among those of its kind: period, unit, place in the archive."""
    return row.period or _NO_PERIOD, fold(row.unit or ""), row.document, row.start, row.id


def order(row: Count) -> tuple[Kind, tuple[str, str, int, int, int]]:
    """How a table is ordered: award, level, period, unit, place in the archive."""
    return kind(row), place(row)


def judged(rows: Iterable[Count], year: int | None) -> Reasons:
    """Why some of `rows` are left out, all of one kind, in order, and having to do with `year` if one is asked for."""
    rows = list(rows)
    reasons: Reasons = {}
    for report in grouped(rows, lambda row: row.document).values():
        reasons |= alone(report, year)
    units = grouped((row for row in rows if row.id not in reasons), unit_key)
    for of_unit in units.values():
        reasons |= together(of_unit)
    counting = [row for row in rows if row.id not in reasons]
    if len({unit_key(row) for row in counting}) >= _SEVERAL:
        reasons |= {row.id: NOBODY for row in counting if not row.unit}
    return reasons


def alone(rows: Sequence[Count], year: int | None) -> Reasons:
    """Why some counts of one kind in one report are left out, for what they are and what else the report says."""
    reasons = {row.id: reason for row in rows if (reason := _not_a_grant(row) or _beyond(row, year))}
    for rule in (_said_before, _within_whole):
        for row in rows:
            others = [other for other in rows if other is not row and other.id not in reasons]
            if row.id not in reasons and (reason := rule(row, others)):
                reasons[row.id] = reason
    return reasons | _parts([row for row in rows if row.id not in reasons])


def grouped(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    """The items by their keys, in their order."""
    groups: dict[K, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def _not_a_grant(row: Count) -> str | None:
    if row.status != "granted":
        return _NOT_GRANTED.get(row.status, row.status)
    if row.counted != "recipients":
        return _NOT_RECIPIENTS.get(row.counted, row.counted)
    if _REGISTERED in fold(row.occasion or ""):
        return "mới đăng ký"
    return "không nêu số" if _numbers(row) == (None, None, None) else None


def _beyond(row: Count, year: int | None) -> str | None:
    """Of several years, one of which is asked for."""
    first, last = _months(row.period)
    return f"kỳ {row.period} rộng hơn năm {year}" if year and row.period and last - first >= 12 else None


def _said_before(row: Count, others: Sequence[Count]) -> str | None:
    for other in others:
        before = other.start < row.start
        if before and _one_report(row, other) and _numbers(row) == _numbers(other) and _one_occasion(row, other):
            return f"nêu lần nữa trong cùng báo cáo (đã tính ở {_page(other)})"
    return None


def _within_whole(row: Count, others: Sequence[Count]) -> str | None:
    """A count for one occasion, where the same report also gives the count for the whole period."""
    for other in others:
        if row.occasion and not other.occasion and _side_by_side(row, other) and _holds(other, row):
            return f"một đợt, nằm trong số chung của kỳ ({_page(other)})"
    return None


def _parts(rows: list[Count]) -> Reasons:
    """The parts that a report adds up itself: `5 tập thể, 7 cá nhân`, then each grade of the award."""
    wholes: dict[int, Count] = {}
    for block in _blocks(rows):
        for whole in block:
            parts = [row for row in block if row is not whole and _one_report(row, whole)]
            if len(parts) > 1 and whole.id not in wholes and _sums(parts) == _numbers(whole):
                wholes.update((part.id, whole) for part in parts)
    return {part: f"là một phần của số chung ({_page(whole)})" for part, whole in wholes.items()}


def _holds(whole: Count, part: Count) -> bool:
    """Whether each number of `part` can lie within that of `whole`."""
    return all(
        one is None or (all_ is not None and one <= all_)
        for one, all_ in zip(_numbers(part), _numbers(whole), strict=True)
    )


def _side_by_side(row: Count, other: Count) -> bool:
    return _one_report(row, other) and row.period == other.period


def _numbers(row: Count) -> tuple[int | None, int | None, int | None]:
    return row.collectives, row.individuals, row.households


def _one_report(row: Count, other: Count) -> bool:
    """Of one unit, for both are of one report, and given by one body as far as it is named."""
    same_awarder = not row.awarder or not other.awarder or body(row.awarder).may_be(body(other.awarder))
    return same_awarder and unit_key(row) == unit_key(other)


def _one_occasion(row: Count, other: Count) -> bool:
    """The same occasion, as far as it is stated; of two periods that both are stated, the same."""
    if row.period and other.period and row.period != other.period:
        return False
    words, others = (set(re.findall(r"\w+", fold(one.occasion or ""))) for one in (row, other))
    return not words or not others or len(words & others) >= _SAME_OCCASION * min(len(words), len(others))


def _page(row: Count) -> str:
    return f"#{row.document} tr. {row.page}"


def unit_key(row: Count) -> str:
    """Whose count it is: `UBND huyện Tuần Giáo` and `huyện Tuần Giáo` are one; of nobody knows whom it begins with ?"""
    return _key(row.unit) if row.unit else f"?{row.document}"


@cache
def _key(unit: str) -> str:
    known = body(unit)
    if known.place:
        return f"{'' if known.core == 'ubnd' else known.core} {known.level} {known.place_key}".strip()
    return known.core


@cache
def rank(unit: str | None) -> str:
    """The level of the unit itself, "" where it has none; a city is a province's equal only under the government."""
    known = body(unit) if unit else None
    if known is None or known.level is None:
        return ""
    central = known.level == "thành phố" and known.place_key in _cities()
    return "tỉnh" if central else _RANKS.get(known.level, known.level)


@cache
def _cities() -> frozenset[str]:
    from models.knowledge import load

    return frozenset(map(fold, load("bodies")["central"]["cities"]))


def together(rows: Iterable[Count]) -> Reasons:
    """Of the counts of one unit, why some are left out that overlap: the longer period stands, of equal ones the later
    report's."""
    reasons: Reasons = {}
    chosen: list[Count] = []
    for block in _blocks(rows):
        reason = next((reason for other in chosen if (reason := _overlap(block, other))), None)
        if reason:
            reasons.update((row.id, reason) for row in block)
        else:
            chosen.append(block[0])
    return reasons


def _blocks(rows: Iterable[Count]) -> list[list[Count]]:
    """The rows of each report and period together, the ones to be preferred first."""
    blocks = grouped(rows, lambda row: (row.document, row.period))

    def preference(block: list[Count]) -> tuple[int, str, int]:
        row = block[0]
        first, last = _months(row.period)
        return (last - first if row.period else -1), row.date or "", row.document

    return sorted(blocks.values(), key=preference, reverse=True)


def _overlap(block: Sequence[Count], other: Count) -> str | None:
    row = block[0]
    if not row.period or not other.period:
        return f"không rõ kỳ, có thể trùng với {other.period or 'số khác'} ({_page(other)})"
    (first, last), (other_first, other_last) = _months(row.period), _months(other.period)
    if last < other_first or other_last < first:
        return None
    if row.period != other.period:
        return f"kỳ trùng với {other.period} ({_page(other)})"
    same = len(block) == 1 and _numbers(row) == _numbers(other)
    return f"cùng đơn vị, cùng kỳ{', cùng số' if same else ', số khác'}: đã tính {_page(other)}"


@cache
def _months(period: str | None) -> tuple[int, int]:
    """First and last month of a period, counted from year 0; `2021-H1` gives 24252 to 24257."""
    first, _, rest = (period or "0").partition("-")
    year = int(first) if first.isdigit() else 0
    if rest.isdigit():
        return year * 12, int(rest) * 12 + 11
    start, end = _MONTHS.get(rest, (1, 12))
    return year * 12 + start - 1, year * 12 + end - 1


class Tally(NamedTuple):
    """What the counts of one kind and one unit come to: `rank` of the unit, its name ("" for nobody's) and `periods`
    of those that count; how many `counts` count and how many are `left_out`."""

    rank: str
    nobody: bool
    units: tuple[str, ...]
    periods: tuple[str, ...]
    collectives: int | None
    individuals: int | None
    households: int | None
    counts: int
    left_out: int


def tally(rows: Sequence[Count], left_out: Collection[int]) -> Tally:
    """What `rows` of one unit, in order, come to."""
    counting = [row for row in rows if row.id not in left_out]
    return Tally(
        rank(rows[0].unit),
        not rows[0].unit,
        tuple(row.unit or "" for row in counting[-1:]),
        tuple(sorted({row.period for row in counting if row.period})),
        *_sums(counting),
        len(counting),
        len(rows) - len(counting),
    )


def by_rank(tallies: Sequence[Tally]) -> list[Tally]:
    """One sum for each rank of units, of all that a kind has: what a province counts may hold what its districts count.

    Counts of nobody knows whom are left out where there are others that they may repeat.
    """
    kept = [one if is_alone(tallies) or not one.nobody else _barred(one) for one in tallies]
    ranks = grouped(kept, lambda one: one.rank)
    return [_sum_of(ranks[rank]) for rank in sorted(ranks)]


def is_alone(tallies: Iterable[Tally]) -> bool:
    """Whether no more than one unit has counts that count."""
    return sum(len(one.units) for one in tallies) < _SEVERAL


def _barred(one: Tally) -> Tally:
    return Tally(one.rank, True, (), (), None, None, None, 0, one.counts + one.left_out)


def _sum_of(tallies: Sequence[Tally]) -> Tally:
    return Tally(
        tallies[0].rank,
        False,
        tuple(sorted(unit for one in tallies for unit in one.units)),
        tuple(sorted({period for one in tallies for period in one.periods})),
        *_sums(tallies),
        sum(one.counts for one in tallies),
        sum(one.left_out for one in tallies),
    )


def _sums(rows: Sequence[Count] | Sequence[Tally]) -> tuple[int | None, int | None, int | None]:
    return (
        _sum(row.collectives for row in rows),
        _sum(row.individuals for row in rows),
        _sum(row.households for row in rows),
    )


def _sum(values: Iterable[int | None]) -> int | None:
    stated = [value for value in values if value is not None]
    return sum(stated) if stated else None
