"""The table of award counts: rows by award and level, each with its source; totals and what they leave out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.table import Table
from rich.text import Text

from models.answers import AwardTable, Counted, Total
from search.terminal.page import columns, console, number, period, place, say, shortened

_QUOTE_WIDTH = 130
_STATUS = {"proposed": "đề nghị", "quota": "chỉ tiêu", "revoked": "thu hồi"}
_NUMBERS = ("Tập thể", "Cá nhân", "Hộ")


def print_awards(answer: AwardTable) -> None:
    """The table; a sentence where it is empty."""
    if not answer.rows:
        say("Không có số liệu khen thưởng nào.", style="bold")
        return
    totals: dict[tuple[str, str | None], list[Total]] = {}
    for total in answer.totals:
        totals.setdefault(_kind(total), []).append(total)
    for kind, rows in groupby(answer.rows, key=_kind):
        _print_award(list(rows), totals.get(kind, []))


def _kind(one: Counted | Total) -> tuple[str, str | None]:
    return one.award, one.level


def _print_award(rows: Sequence[Counted], totals: Sequence[Total]) -> None:
    say(f"{rows[0].award}{f' · cấp {rows[0].level}' if rows[0].level else ''}", style="bold")
    table = columns("Kỳ", "Đơn vị", *_NUMBERS, "Nguồn", right=_NUMBERS, fixed=("Nguồn",))
    for row in rows:
        _add(table, row)
    for total in totals:
        if len(rows) > 1:
            _add_total(table, total)
    console().print(table)
    say()


def _add(table: Table, row: Counted) -> None:
    status = _STATUS.get(row.status, "")
    numbers = [number(value) for value in (row.collectives, row.individuals, row.households)]
    shown = [f"({value})" if value and row.left_out else value for value in numbers]
    when = f"{period(row.period)}{f' ({status})' if status else ''}"
    table.add_row(when, row.unit or "", *shown, place(row.where))
    quote = Text(f"“{shortened(row.where.quote, '', _QUOTE_WIDTH)}”", "dim")
    table.add_row("", quote, "", "", "", "")
    if row.left_out:
        table.add_row("", Text(f"không cộng: {row.left_out}", "yellow"), "", "", "", "")


def _add_total(table: Table, total: Total) -> None:
    numbers = [number(value) for value in (total.collectives, total.individuals, total.households)]
    about = f"{total.counts} số liệu, {len(total.units)} đơn vị"
    if total.left_out:
        about += f"; không cộng {total.left_out}"
    table.add_row(Text("Tổng", "bold"), Text(about, "bold"), *(Text(value, "bold") for value in numbers), "")
