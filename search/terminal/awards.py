"""The table of award counts: rows by award and level, each with its source; totals and what they leave out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.text import Text

from models.answers.awards import AwardTable, Counted, Total
from models.labels import STANDINGS
from models.text import shortened
from search.terminal.page import number, period, place, say, say_standing, width

_QUOTE_WIDTH = 150
_NOUNS = ("tập thể", "cá nhân", "hộ")
_PERIOD_WIDTH, _NUMBER_WIDTH, _SOURCE_WIDTH = 17, 8, 12
_INDENT = 2
_NARROW = _PERIOD_WIDTH + 3 * _NUMBER_WIDTH + _SOURCE_WIDTH + 16  # columns: below it names have no room in a table


def print_awards(answer: AwardTable) -> None:
    """The table; a sentence where it is empty."""
    if not answer.rows:
        say("Không có số liệu khen thưởng nào.", style="bold")
        return
    if width() >= _NARROW:
        say(_line("Kỳ", "Đơn vị", ("Tập thể", "Cá nhân", "Hộ"), "Nguồn"), style="bold")
    totals: dict[tuple[str, str | None], list[Total]] = {}
    for total in answer.totals:
        totals.setdefault(_kind(total), []).append(total)
    for kind, rows in groupby(answer.rows, key=_kind):
        _print_award(list(rows), totals.get(kind, []))


def _kind(one: Counted | Total) -> tuple[str, str | None]:
    return one.award, one.level


def _print_award(rows: Sequence[Counted], totals: Sequence[Total]) -> None:
    say()
    say(f"{rows[0].award}{f' · cấp {rows[0].level}' if rows[0].level else ''}", style="bold cyan")
    for row in rows:
        _print_row(row)
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
