"""Tables broken over pages: one table again, its head once, its broken rows whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from extractor.layout.signs import ended, goes_on
from extractor.layout.strips import Item, Row, text_of

_HEAD_ROWS = 4  # that may be printed again on each page


@dataclass(slots=True)
class _Flow:
    """The flow so far; where the rows of the table at hand stand in it, and as what table each part was printed."""

    items: list[Item] = field(default_factory=list)
    table: list[int] = field(default_factory=list)
    printed: tuple[int, int] = (0, 0)  # page and number of the part at hand
    tables: int = 0
    head: int = 0  # rows of the head that this part has printed again

    def row(self, at: int) -> Row:
        """The row number `at` of the table at hand."""
        row = self.items[self.table[at]]
        assert isinstance(row, Row)
        return row


def whole_tables(items: Iterable[Item], ruled: bool) -> list[Item]:
    """The flow with each table in one: numbered from 1, a head that is printed again left out, broken rows joined.

    Where rows are `ruled`, as those of Word files and web pages are, none is broken and no head comes again.
    """
    flow = _Flow()
    for item in items:
        if isinstance(item, Row):
            _take(flow, item, ruled)
            continue
        flow.items.append(item)
        if item.zone != "note":  # footnotes stand between the parts of a table on two pages
            flow.table = []
    return flow.items


def _take(flow: _Flow, row: Row, ruled: bool) -> None:
    turned = flow.printed[0] != row.page
    if not flow.table or not _same_table(flow, row):
        flow.tables, flow.table, flow.head = flow.tables + 1, [], 0
    elif turned:
        flow.head = 0
    flow.printed = (row.page, row.table)
    if flow.table and not ruled:
        if _is_head_again(flow, row, turned):
            flow.head += 1
            return
        if _continues_row(flow.row(-1), row):
            _extend(flow, row)
            return
    flow.head = _HEAD_ROWS  # what follows is no head
    flow.table.append(len(flow.items))
    flow.items.append(replace(row, table=flow.tables))


def _same_table(flow: _Flow, row: Row) -> bool:
    """Whether nothing parts the row from the one above but the end of a page."""
    if flow.printed[0] == row.page:
        return flow.printed[1] == row.table
    return len(flow.row(-1).cells) == len(row.cells)


def _is_head_again(flow: _Flow, row: Row, turned: bool) -> bool:
    """Whether a page that the table goes on to begins with its head, row by row."""
    if not (turned or flow.head) or flow.head >= min(_HEAD_ROWS, len(flow.table) - 1) or not _is_measured(row):
        return False
    return _texts(flow.row(flow.head)) == _texts(row)


def _is_measured(row: Row) -> bool:
    return any(token.box for token in row.tokens)


def _texts(row: Row) -> list[str]:
    return [text_of(cell) for cell in row.cells]


def _extend(flow: _Flow, row: Row) -> None:
    above = flow.row(-1)
    cells = tuple(a + b for a, b in zip(above.cells, row.cells, strict=True))
    flow.items[flow.table[-1]] = replace(above, cells=cells)


def _continues_row(above: Row, row: Row) -> bool:
    """Whether a row goes on with the one above, over a page or, in plain text, a line: with its first cell empty."""
    if len(above.cells) != len(row.cells) or row.cells[0]:
        return False
    measured = _is_measured(row)
    if measured and above.tokens[-1].page == row.page:
        return False
    pairs = [(text_of(a), text_of(b)) for a, b in zip(above.cells, row.cells, strict=True) if b]
    return any(a and goes_on(b) for a, b in pairs) or (measured and _is_rest(above, pairs))


def _is_rest(above: Row, pairs: list[tuple[str, str]]) -> bool:
    """Whether each cell goes on with words that the page's end has cut off, in a table whose rows are numbered."""
    numbered = text_of(above.cells[0]).strip(".").isdigit()
    return numbered and all(a and not ended(a) and any(map(str.isalpha, b)) for a, b in pairs)
