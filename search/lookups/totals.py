"""Which award counts may be added, and their totals. What is left out says why.

What one report states twice counts once; overlapping periods of one unit are never added; only what was granted to
recipients counts; a province and its districts are not added to each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import TypeVar

from corpus.identities.bodies import body
from models.answers.awards import Counted, Total
from models.text import fold

T = TypeVar("T")

LEVELS = ("nhà nước", "tỉnh", "huyện", "xã", "cơ sở")
_RANKS = {"thành phố": "huyện", "thị xã": "huyện", "quận": "huyện", "phường": "xã", "thị trấn": "xã", "đặc khu": "xã"}
_MONTHS = {"H1": (1, 6), "H2": (7, 12), "9M": (1, 9), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}
_NOT_GRANTED = {"proposed": "mới đề nghị", "quota": "là chỉ tiêu", "revoked": "đã thu hồi"}
_NOT_RECIPIENTS = {"certificates": "đếm số bằng, giấy, không đếm người nhận", "times": "đếm số lượt"}
_REGISTERED = "dang ky"
_SAME_OCCASION = 0.5  # share of the shorter occasion's words that the longer has


def kind(row: Counted) -> tuple[str, int]:
    """Award and level: what totals are made of."""
    return fold(row.award), LEVELS.index(row.level) if row.level in LEVELS else len(LEVELS)


def order(row: Counted) -> tuple[tuple[str, int], str, str, int, int]:
    """How the table is ordered: award, level, period, unit, place in the archive."""
    where = row.where
    return kind(row), row.period or "9999", fold(row.unit or ""), where.document.id, where.start


def judged(rows: list[Counted], year: int | None) -> list[Counted]:
    """`rows` of one award and level with `left_out` set, by one rule after the other."""
    rows = [replace(row, left_out=_not_a_grant(row) or _beyond(row, year)) for row in rows]
    for rule in (_said_before, _within_whole):
        rows = _within_reports(rows, rule)
    return _without_unit(_apart_in_time(_without_parts(rows)))


def _within_reports(rows: list[Counted], rule: Callable[[Counted, Sequence[Counted]], str | None]) -> list[Counted]:
    """Each row that still counts is held against the rows of its report that count; those before are judged already."""
    reports = _grouped(range(len(rows)), lambda at: rows[at].where.document.id)
    done = list(rows)
    for report in reports.values():
        for at in report:
            if not done[at].left_out:
                others = [done[other] for other in report if other != at and not done[other].left_out]
                done[at] = replace(done[at], left_out=rule(done[at], others))
    return done


def _grouped(items: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, list[T]]:
    groups: dict[Hashable, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def _not_a_grant(row: Counted) -> str | None:
    if row.status != "granted":
        return _NOT_GRANTED.get(row.status, row.status)
    if row.counted != "recipients":
        return _NOT_RECIPIENTS.get(row.counted, row.counted)
    if _REGISTERED in fold(row.occasion or ""):
        return "mới đăng ký"
    return "không nêu số" if _numbers(row) == (None, None, None) else None


def _beyond(row: Counted, year: int | None) -> str | None:
    """Of several years, one of which is asked for."""
    first, last = _months(row.period)
    return f"kỳ {row.period} rộng hơn năm {year}" if year and row.period and last - first >= 12 else None


def _said_before(row: Counted, others: Sequence[Counted]) -> str | None:
    for other in others:
        before = other.where.start < row.where.start
        if before and _one_report(row, other) and _numbers(row) == _numbers(other) and _one_occasion(row, other):
            return f"nêu lần nữa trong cùng báo cáo (đã tính ở {_page(other)})"
    return None


def _within_whole(row: Counted, others: Sequence[Counted]) -> str | None:
    """A count for one occasion, where the same report also gives the count for the whole period."""
    for other in others:
        if row.occasion and not other.occasion and _side_by_side(row, other) and _holds(other, row):
            return f"một đợt, nằm trong số chung của kỳ ({_page(other)})"
    return None


def _without_parts(rows: list[Counted]) -> list[Counted]:
    """Leave out the parts that a report adds up itself: `5 tập thể, 7 cá nhân`, then each grade of the award."""
    wholes: dict[int, Counted] = {}
    for block in _blocks([row for row in rows if not row.left_out]):
        for whole in block:
            parts = [row for row in block if row is not whole and _one_report(row, whole)]
            if len(parts) > 1 and _sums(parts) == _numbers(whole):
                wholes.update((id(part), whole) for part in parts if id(whole) not in wholes)
    return [
        replace(row, left_out=f"là một phần của số chung ({_page(wholes[id(row)])})") if id(row) in wholes else row
        for row in rows
    ]


def _holds(whole: Counted, part: Counted) -> bool:
    """Whether each number of `part` can lie within that of `whole`."""
    return all(
        one is None or (all_ is not None and one <= all_)
        for one, all_ in zip(_numbers(part), _numbers(whole), strict=True)
    )


def _side_by_side(row: Counted, other: Counted) -> bool:
    return _one_report(row, other) and row.period == other.period


def _numbers(row: Counted) -> tuple[int | None, int | None, int | None]:
    return row.collectives, row.individuals, row.households


def _one_report(row: Counted, other: Counted) -> bool:
    """Of one unit in one report, and given by one body as far as it is named."""
    same_awarder = not row.awarder or not other.awarder or body(row.awarder).may_be(body(other.awarder))
    return same_awarder and row.where.document.id == other.where.document.id and _unit_key(row) == _unit_key(other)


def _one_occasion(row: Counted, other: Counted) -> bool:
    """The same occasion, as far as it is stated; of two periods that both are stated, the same."""
    if row.period and other.period and row.period != other.period:
        return False
    words, others = (set(re.findall(r"\w+", fold(one.occasion or ""))) for one in (row, other))
    return not words or not others or len(words & others) >= _SAME_OCCASION * min(len(words), len(others))


def _page(row: Counted) -> str:
    return f"#{row.where.document.id} tr. {row.where.page}"


def _unit_key(row: Counted) -> str:
    """Whose count it is: `UBND huyện Tuần Giáo` and `huyện Tuần Giáo` are one."""
    if not row.unit:
        return f"?{row.where.document.id}"
    known = body(row.unit)
    if known.place:
        return f"{'' if known.core == 'ubnd' else known.core} {known.level} {known.place_key}".strip()
    return known.core


def _rank(row: Counted) -> str | None:
    """The level of the unit itself; a city is a province's equal only where the country governs it."""
    known = body(row.unit) if row.unit else None
    if known is None or known.level is None:
        return None
    return (
        "tỉnh" if known.level == "thành phố" and known.place_key in _cities() else _RANKS.get(known.level, known.level)
    )


@cache
def _cities() -> frozenset[str]:
    from models.knowledge import load

    return frozenset(map(fold, load("bodies")["central"]["cities"]))


def _apart_in_time(rows: list[Counted]) -> list[Counted]:
    """For each unit, leave out what overlaps: the longer period stands, of equal ones the later report's."""
    reasons: dict[int, str] = {}
    for of_unit in _grouped((row for row in rows if not row.left_out), _unit_key).values():
        chosen: list[Counted] = []
        for block in _blocks(of_unit):
            reason = next((reason for other in chosen if (reason := _overlap(block, other))), None)
            if reason:
                reasons.update((id(row), reason) for row in block)
            else:
                chosen.append(block[0])
    return [replace(row, left_out=reasons[id(row)]) if id(row) in reasons else row for row in rows]


def _blocks(rows: list[Counted]) -> list[list[Counted]]:
    """The rows of each report and period together, the ones to be preferred first."""
    blocks = _grouped(rows, lambda row: (row.where.document.id, row.period))

    def preference(block: list[Counted]) -> tuple[int, str, int]:
        first, last = _months(block[0].period)
        document = block[0].where.document
        return (last - first if block[0].period else -1), document.date or "", document.id

    return sorted(blocks.values(), key=preference, reverse=True)


def _without_unit(rows: list[Counted]) -> list[Counted]:
    """Leave out counts of nobody knows whom, where there are others that they may repeat."""
    if len({_unit_key(row) for row in rows if not row.left_out}) < 2:
        return rows
    return [row if row.left_out or row.unit else replace(row, left_out="không rõ của đơn vị nào") for row in rows]


def _overlap(block: Sequence[Counted], other: Counted) -> str | None:
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


def _months(period: str | None) -> tuple[int, int]:
    """First and last month of a period, counted from year 0; `2021-H1` gives 24252 to 24257."""
    first, _, rest = (period or "0").partition("-")
    year = int(first) if first.isdigit() else 0
    if rest.isdigit():
        return year * 12, int(rest) * 12 + 11
    start, end = _MONTHS.get(rest, (1, 12))
    return year * 12 + start - 1, year * 12 + end - 1


def totals(rows: list[Counted]) -> Iterable[Total]:
    """One total for each rank of units: what a province counts may hold what its districts count."""
    ranks = sorted({_rank(row) or "" for row in rows})
    for rank in ranks:
        of_rank = [row for row in rows if (_rank(row) or "") == rank]
        counting = [row for row in of_rank if not row.left_out]
        collectives, individuals, households = _sums(counting)
        yield Total(
            award=rows[0].award,
            level=rows[0].level,
            rank=rank,
            units=tuple({_unit_key(row): row.unit or "" for row in counting}.values()),
            periods=tuple(sorted({row.period for row in counting if row.period})),
            collectives=collectives,
            individuals=individuals,
            households=households,
            counts=len(counting),
            left_out=len(of_rank) - len(counting),
        )


def _sums(rows: Sequence[Counted]) -> tuple[int | None, int | None, int | None]:
    return (
        _sum(row.collectives for row in rows),
        _sum(row.individuals for row in rows),
        _sum(row.households for row in rows),
    )


def _sum(values: Iterable[int | None]) -> int | None:
    stated = [value for value in values if value is not None]
    return sum(stated) if stated else None
