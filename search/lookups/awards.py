"""The table of reported award counts, with totals that add nothing twice and say what they leave out."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from corpus.identities.bodies import body
from corpus.queries.awards import awards as award_counts
from corpus.queries.documents import in_year, names_unit
from models.answers.awards import AwardTable, Counted, Total
from models.errors import UsageError
from models.text import fold, squeeze

LEVELS = ("nhà nước", "tỉnh", "huyện", "xã", "cơ sở")
_RANKS = {"thành phố": "huyện", "thị xã": "huyện", "quận": "huyện", "phường": "xã", "thị trấn": "xã", "đặc khu": "xã"}
_MONTHS = {"H1": (1, 6), "H2": (7, 12), "9M": (1, 9), "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}
_NOT_GRANTED = {"proposed": "mới đề nghị", "quota": "là chỉ tiêu", "revoked": "đã thu hồi"}
_NOT_RECIPIENTS = {"certificates": "đếm số bằng, giấy, không đếm người nhận", "times": "đếm số lượt"}
_REGISTERED = "dang ky"
_SAME_OCCASION = 0.5  # share of the shorter occasion's words that the longer has


@dataclass(frozen=True, slots=True)
class AwardFilters:
    """What the table is narrowed to; names are compared leniently."""

    year: int | None = None
    award: str | None = None
    level: str | None = None
    unit: str | None = None

    def admit(self, row: Counted) -> bool:
        """Whether the count has to do with the year, and is of the award, level and unit."""
        document = row.where.document
        return (
            (self.year is None or in_year(row.period or str(document.year), self.year))
            and (self.award is None or any(names_unit(row.award, name) for name in award_names(self.award)))
            and (self.level is None or fold(row.level or "") == squeeze(fold(self.level)))
            and (self.unit is None or names_unit(row.unit, self.unit) or names_unit(document.unit, self.unit))
        )


def award_names(text: str) -> tuple[str, ...]:
    """The awards that `text` names: `LĐTT` and `lao dong tien tien` give `Lao động tiên tiến`; else the text itself."""
    from models.knowledge import load

    wanted = squeeze(fold(text))
    rows = load("awards")["award"]
    names = [row["name"] for row in rows if wanted in map(fold, (*row.get("abbr", ()), *row.get("also", ())))]
    return (text, *names)


def awards(connection: sqlite3.Connection, filters: AwardFilters) -> AwardTable:
    """The reported counts within `filters`, each marked with why totals leave it out, and the totals."""
    rows = sorted(filter(filters.admit, award_counts(connection)), key=_order)
    judged = [row for _, group in groupby(rows, key=_kind) for row in _judged(list(group), filters.year)]
    totals = [total for _, group in groupby(judged, key=_kind) for total in _totals(list(group))]
    return AwardTable(tuple(judged), tuple(totals))


def _kind(row: Counted) -> tuple[str, int]:
    """Award and level: what totals are made of."""
    return fold(row.award), LEVELS.index(row.level) if row.level in LEVELS else len(LEVELS)


def _order(row: Counted) -> tuple[tuple[str, int], str, str, int, int]:
    where = row.where
    return _kind(row), row.period or "9999", fold(row.unit or ""), where.document.id, where.start


def _judged(rows: list[Counted], year: int | None) -> list[Counted]:
    """`rows` of one award and level with `left_out` set, by one rule after the other."""
    rows = [replace(row, left_out=_not_a_grant(row) or _beyond(row, year)) for row in rows]
    for rule in (_said_before, _within_whole):
        rows = _apply(rows, rule)
    return _apart_in_time(rows)


def _apply(rows: list[Counted], rule: Callable[[Counted, Sequence[Counted]], str | None]) -> list[Counted]:
    """Each row that still counts is held against the rows that count; those before it are judged already."""
    judged: list[Counted] = []
    for at, row in enumerate(rows):
        others = [other for other in (*judged, *rows[at + 1 :]) if not other.left_out]
        judged.append(row if row.left_out else replace(row, left_out=rule(row, others)))
    return judged


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
        if row.occasion and not other.occasion and _one_report(row, other) and row.period == other.period:
            return f"một đợt, nằm trong số chung của kỳ ({_page(other)})"
    return None


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
    level = body(row.unit).level if row.unit else None
    return _RANKS.get(level, level) if level else None


def _apart_in_time(rows: list[Counted]) -> list[Counted]:
    """For each unit, leave out what overlaps: the longer period stands, of equal ones the later report's."""
    counting = [row for row in rows if not row.left_out]
    reasons: dict[int, str] = {}
    for unit in {_unit_key(row) for row in counting}:
        of_unit = [row for row in counting if _unit_key(row) == unit]
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
    blocks: dict[tuple[int, str | None], list[Counted]] = {}
    for row in rows:
        blocks.setdefault((row.where.document.id, row.period), []).append(row)

    def preference(block: list[Counted]) -> tuple[int, str, int]:
        first, last = _months(block[0].period)
        document = block[0].where.document
        return (last - first if block[0].period else -1), document.date or "", document.id

    return sorted(blocks.values(), key=preference, reverse=True)


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


def _totals(rows: list[Counted]) -> Iterable[Total]:
    """One total for each rank of units: what a province counts may hold what its districts count."""
    ranks = sorted({_rank(row) or "" for row in rows})
    for rank in ranks:
        of_rank = [row for row in rows if (_rank(row) or "") == rank]
        counting = [row for row in of_rank if not row.left_out]
        yield Total(
            award=rows[0].award,
            level=rows[0].level,
            units=tuple({_unit_key(row): row.unit or "" for row in counting}.values()),
            periods=tuple(sorted({row.period for row in counting if row.period})),
            collectives=_sum(row.collectives for row in counting),
            individuals=_sum(row.individuals for row in counting),
            households=_sum(row.households for row in counting),
            counts=len(counting),
            left_out=len(of_rank) - len(counting),
        )


def _sum(values: Iterable[int | None]) -> int | None:
    stated = [value for value in values if value is not None]
    return sum(stated) if stated else None


def checked_level(text: str) -> str:
    """The level that `text` names, diacritics aside; UsageError where it names none."""
    for level in LEVELS:
        if fold(level) == squeeze(fold(text)).removeprefix("cap "):
            return level
    raise UsageError(f"--level {text}", "this is no level", f"choose one of {', '.join(LEVELS)}")


_COLUMNS = [
    "award", "level", "awarder", "period", "unit", "collectives", "individuals", "households", "occasion", "status",
    "counted", "left_out", "document", "file", "page", "quote",
]  # fmt: skip


def as_rows(answer: AwardTable) -> tuple[list[dict[str, object]], list[str]]:
    """The counts as flat rows, and the order of their columns."""
    rows = []
    for row in answer.rows:
        where = row.where
        source = {"document": where.document.id, "file": where.document.name, "page": where.page, "quote": where.quote}
        rows.append({name: getattr(row, name, None) for name in _COLUMNS if name not in source} | source)
    return [{name: row[name] for name in _COLUMNS} for row in rows], _COLUMNS
