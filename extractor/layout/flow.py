"""Pages to one flow of lines and table rows: what is not the document's own text is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.layout.marks import with_marks
from extractor.layout.setting import width
from extractor.layout.sides import part_heads
from extractor.layout.signs import head_sign, recipients, signing
from extractor.layout.strips import Item, Row, Strip, Token, tokens_of
from extractor.layout.tables import whole_tables
from models.page import Cell, Line, Page, Reading, Table, Zone

_FILED = re.compile(r"[-–+]?\s*Lưu\s*:?\s*(?:VT|VP|HS)(?!\w)")  # the last of the recipients: "- Lưu: VT, NV."
_RULE = re.compile(r"[-–—_=*~─\s]+$")
_LONE_NUMBER = re.compile(r"[-–]?\s?(?P<number>\d{1,3})\s?[-–]?$")
_PAGE_OF = re.compile(r"Trang\s+\d+(?:\s*/\s*\d+)?$", re.I)
_POINTS_AN_EM = 13.0
_FIRST_NUMBERS = 3  # a lone number up to it may be the first page number that is printed


def gather(reading: Reading) -> list[Item]:
    """Lines and rows in reading order, without margins, rules and page numbers; rows broken over pages are whole."""
    items = [item for page in reading.pages for item in _page_items(page)]
    return whole_tables(_without_page_numbers(with_marks(list(part_heads(items)))), ruled=reading.whole)


def _page_items(page: Page) -> Iterator[Item]:
    space = 0.0
    for item in page.items:
        if isinstance(item, Table):
            yield from _table_items(item, page.number)
            continue
        text = item.text
        shown = text.strip()
        if item.zone == "margin" or not shown:
            space += 0 if shown else 1
        elif _RULE.match(shown) and (len(shown) > 1 or shown == "*"):
            space += 1
        else:
            yield _strip(item, text, page.number, item.gap + space)
            space = 0.0


def _strip(line: Line, text: str, page: int, gap: float) -> Strip:
    tokens, box = tokens_of(line, page), line.box
    reach = line.indent + box.x1 - box.x0 if box else line.indent / _POINTS_AN_EM + width(text)
    return Strip(tokens, text, page, line.number, line.zone, line.indent, gap, line.centred, reach)


def _table_items(table: Table, page: int) -> Iterator[Item]:
    if _unruled_columns(table):
        yield from _columns(table, page)
        return
    for cells in table.rows:
        row = tuple(_cell_tokens(cell, page) for cell in cells)
        if any(row):
            yield Row(row, page, table.number)


def _cell_tokens(cell: Cell, page: int) -> tuple[Token, ...]:
    return tuple(token for line in cell.lines for token in tokens_of(line, page))


def _unruled_columns(table: Table) -> bool:
    """Whether the table only sets two columns side by side: a letterhead, or recipients beside a signature."""
    lines = [line.text for row in table.rows for cell in row for line in cell.lines]
    columns = {i for row in table.rows for i, cell in enumerate(row) if cell.lines}
    return len(columns) <= 3 and len(table.rows) <= 6 and any(map(_two_column_sign, lines))


def _two_column_sign(text: str) -> bool:
    return head_sign(text) or recipients(text) or signing(text) or bool(_FILED.match(text))


def _columns(table: Table, page: int) -> Iterator[Strip]:
    last = max(i for row in table.rows for i, cell in enumerate(row) if cell.lines)
    for row in table.rows:
        for i, cell in enumerate(row):
            zone: Zone = "right" if i and i == last else "left"
            yield from (
                _strip(replace(line, zone=zone), line.text, page, line.gap) for line in cell.lines if line.words
            )


def _without_page_numbers(items: list[Item]) -> list[Item]:
    """Drop lone numbers that count up as page numbers do; the white space around one says nothing of the text."""
    kept: list[Item] = []
    last = 0
    turned = False
    for item in items:
        number = _page_number(item)
        counts_up = number is not None and (number == last + 1 or (not last and 0 < number <= _FIRST_NUMBERS))
        last = number if number and counts_up else last
        if counts_up or (isinstance(item, Strip) and _PAGE_OF.match(item.text)):
            turned = True
            continue
        kept.append(replace(item, gap=0.0) if turned and isinstance(item, Strip) else item)
        turned = False
    return kept


def _page_number(item: Item) -> int | None:
    if isinstance(item, Row) or item.zone != "body":
        return None
    match = _LONE_NUMBER.match(item.text)
    return int(match["number"]) if match else None
