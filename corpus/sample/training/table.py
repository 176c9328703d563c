"""Tables of those who are named, a line for each row."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.sample.training.cast import One
from corpus.sample.training.data import load
from corpus.sample.training.marked import Marked, join
from corpus.sample.training.naming import can_tell, told
from corpus.sample.training.setting import Setting


def table(setting: Setting, group: Sequence[One]) -> list[Marked]:
    """The head's row and a row for each: `2    Lò Thị Inh    Trường Mầm non Hoa Ban`."""
    tables = load("tables")
    sort = group[0].kind if group[0].kind in tables else "body"
    columns: list[list[str]] = setting.dice.choice(tables[sort])["columns"]
    blanks = setting.dice.choice(tables["blanks"])
    head = Marked(blanks.join(column[0] for column in columns))
    rows = (join(blanks, [_cell(setting, one, column[1:], n) for column in columns]) for n, one in enumerate(group, 1))
    return [head, *(row.marked(one.owner, "item") for row, one in zip(rows, group, strict=True))]


def _cell(setting: Setting, one: One, forms: Sequence[str], number: int) -> Marked:
    if forms and "{n}" in forms[0]:
        return Marked(forms[0].replace("{n}", str(number)))
    form = next((f for f in forms if can_tell(one, f)), "")
    return told(setting, one, form)
