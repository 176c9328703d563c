"""The table of award counts: rows by award and level, each with its source; totals and what they leave out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.text import Text

from models.answers.awards import AwardTable, Counted, Total
from models.labels import STANDINGS
from models.text import fold, shortened
from search.terminal.page import number, period, place, say, say_standing, width

_QUOTE_WIDTH = 150
_NOUNS = ("tập thể", "cá nhân", "hộ")
_PERIOD_WIDTH, _NUMBER_WIDTH, _SOURCE_WIDTH = 17, 8, 12
_INDENT = 2
_NARROW = _PERIOD_WIDTH + 3 * _NUMBER_WIDTH + _SOURCE_WIDTH + 16  # columns: below it names have no room in a table


def print_awards(answer: AwardTable) -> None:
    """The table; a sentence where it is empty."""
    if not answer.size:
        say("Không có số liệu khen thưởng nào.", style="bold")
        return
    if width() >= _NARROW:
        say(_line("Kỳ", "Đơn vị", ("Tập thể", "Cá nhân", "Hộ"), "Nguồn"), style="bold")
    totals: dict[tuple[str, str | None], list[Total]] = {}
    for total in answer.totals:
        totals.setdefault(_kind(total), []).append(total)
    for kind, rows in groupby(answer.rows, key=_kind):
        _print_award(list(rows), totals.pop(kind, []))
    if len(answer.rows) < answer.size:
        _print_rest(answer, totals)


def _kind(one: Counted | Total) -> tuple[str, str | None]:
    return fold(one.award), one.level


def _print_rest(answer: AwardTable, totals: Mapping[tuple[str, str | None], Sequence[Total]]) -> None:
    """The totals of awards that have no count on this page, and where this page stands."""
    for of_kind in totals.values():
        say()
        say(_name(of_kind[0]), style="bold cyan")
        _print_totals(of_kind)
    say()
    first, last = answer.offset + 1, answer.offset + len(answer.rows)
    shown = f"{number(first)}-{number(last)}" if answer.rows else "ở trang này: không có,"
    more = ", xem tiếp bằng `sovang awards --page`, xem hết bằng --csv" if last < answer.size else ""
    say(f"Số liệu {shown} trong {number(answer.size)}{more}")


def _name(one: Counted | Total) -> str:
    return f"{one.award}{f' · cấp {one.level}' if one.level else ''}"


def _print_award(rows: Sequence[Counted], totals: Sequence[Total]) -> None:
    say()
    say(_name(rows[0]), style="bold cyan")
    for row in rows:
        _print_row(row)
    _print_totals(totals)


def _print_totals(totals: Sequence[Total]) -> None:
    for total in totals:
        if total.counts > 1 or (total.counts and total.left_out):
            _print_total(total)


def _print_row(row: Counted) -> None:
    numbers = tuple(number(value) for value in (row.collectives, row.individuals, row.households))
    if row.left_out:
        numbers = tuple(f"({value})" if value else value for value in numbers)
    say(_line(period(row.period) or "không rõ kỳ", row.unit or "không rõ đơn vị", numbers, place(row.where)))
    status = f"[{STANDINGS[row.status]}] " if row.status in STANDINGS else ""
    occasion = f" ({shortened(row.occasion, '', _QUOTE_WIDTH)})" if row.occasion else ""
    say(f"{status}“{shortened(row.where.quote, '', _QUOTE_WIDTH)}”{occasion}", indent=_INDENT, style="dim")
    say_standing(row.where, indent=_INDENT)
    if row.left_out:
        say(f"không cộng: {row.left_out}", indent=_INDENT, style="yellow")


def _print_total(total: Total) -> None:
    numbers = tuple(number(value) for value in (total.collectives, total.individuals, total.households))
    rank = f" cấp {total.rank}" if total.rank else ""
    about = f"{len(total.units)} đơn vị{rank}, {total.counts} số"
    say(_line("Tổng", about, numbers, f"bỏ {total.left_out} số" if total.left_out else ""), style="bold")


def _line(when: str, unit: str, numbers: Sequence[str], source: str) -> Text:
    """A line of the table; a name too long for its column is cut, for the source has it in full.

    Where there is no room for columns, the same in words.
    """
    if width() < _NARROW:
        counts = (f"{figure} {noun}" for figure, noun in zip(numbers, _NOUNS, strict=True) if figure)
        return Text(" · ".join(filter(None, (when, unit, ", ".join(counts), source))))
    room = width() - _PERIOD_WIDTH - 3 * _NUMBER_WIDTH - _SOURCE_WIDTH - 3
    name = Text(unit)
    name.truncate(max(room, _NUMBER_WIDTH), overflow="ellipsis", pad=True)
    figures = "".join(f"{figure:>{_NUMBER_WIDTH}}" for figure in numbers)
    return Text.assemble(f"{when:<{_PERIOD_WIDTH}} ", name, f"{figures}  {source}")
