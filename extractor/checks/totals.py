"""Total rows of tables against the rows they add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from extractor.source import Source
from models.numbers import DIGITS, parse_count
from models.records import Block, Check, Span
from models.text import fold, squeeze

TOTAL = re.compile(r"(?:[ivx]+\.?\s+)?(?:tong cong|tong so|tong|cong)\s*(?:\([^)]*\))?\s*:?")
"""The label of a total row, in folded text."""

_ALL_PLACES = re.compile(
    r"(?:toan|ca)\s+(?:tinh|thanh pho|huyen|xa|quan|nganh|cum|khoi|vien|truong|benh vien|don vi|doan)"
)
_ORDINAL = re.compile(r"(?:stt|tt|so tt|so thu tu)\s*\.?")
_SUBTOTAL = re.compile(r"[IVX]+\.?|[A-D]\.?")
_FIRST_YEAR, _LAST_YEAR = 1945, 2100
_SHOWN = 2  # rows that agree, or parts of one, from which on a column of totals is believed
_DASH = re.compile(r"[-–.]?")


def total_checks(source: Source) -> Iterator[Check]:
    """A check for each column of whole numbers of a table that has one total row, first or last, and no subtotals."""
    for rows in _tables(source):
        yield from _table(source, rows)
        yield from _across(source, rows)


def _tables(source: Source) -> Iterator[list[Block]]:
    rows = [block for block in source.layout.blocks if block.kind == "row" and block.cells and block.table is not None]
    for _, group in groupby(rows, key=lambda block: block.table):
        yield list(group)


def _texts(source: Source, block: Block) -> list[str]:
    return [squeeze(source.text[cell.start : cell.end]) for cell in block.cells]


def _is_total(texts: list[str]) -> bool:
    return any(TOTAL.fullmatch(fold(text)) for text in texts[:3] if text) or _names_all(texts)


def _names_all(texts: list[str]) -> bool:
    """Whether a row is that of all places: `Toàn huyện`; it may as well be there to compare with."""
    return any(_ALL_PLACES.fullmatch(fold(text)) for text in texts[:2] if text)


def _table(source: Source, rows: list[Block]) -> Iterator[Check]:
    texts = [_texts(source, block) for block in rows]
    totals = [i for i, row in enumerate(texts) if i and _is_total(row) and any(_number(t) is not None for t in row)]
    first = _first(texts)
    if len(totals) != 1 or first is None or totals[0] not in (first, len(rows) - 1):
        return
    body = [i for i in range(first, len(rows)) if i != totals[0]]
    if len(body) < 2 or any(_SUBTOTAL.fullmatch(texts[i][0]) for i in body) or _numbered(texts[body[0]]):
        return
    shift = len(texts[body[0]]) - len(texts[totals[0]])  # cells that the label of the total takes up
    width = len(rows[totals[0]].cells)
    found = [c for i in range(width) if (c := _column(source, rows, texts, totals[0], body, i, i + shift))]
    sure = shift == 0 and not _names_all(texts[totals[0]])
    if sure or any(check.agrees for check in found):
        yield from found


def _first(texts: list[list[str]]) -> int | None:
    """The first row that counts: row 0 as well, where the head of the table was printed apart from it."""
    headless = bool(texts) and _only_counts(texts[0])
    return next(
        (i for i, row in enumerate(texts) if (i or headless) and any(_number(t) is not None for t in row[1:])), None
    )


def _only_counts(row: list[str]) -> bool:
    """Whether a row is a name and counts: `Sơn Hà`, `14`, `33`; not `Đơn vị`, `2021`, `2022`."""
    counts = [n for text in row[1:] if (n := _number(text)) is not None]
    named = bool(row[0]) and _number(row[0]) is None and not _is_total(row)
    return named and len(counts) == len(row) - 1 > 1 and not all(map(_is_year, counts)) and not _numbered(row[1:])


def _is_year(number: int) -> bool:
    return _FIRST_YEAR <= number <= _LAST_YEAR


def _numbered(row: list[str]) -> bool:
    return [re.sub(r"\D", "", t) for t in row] == [str(i) for i in range(1, len(row) + 1)]


def _number(text: str) -> int | None:
    return parse_count(text) if re.fullmatch(DIGITS, text) else None


def _column(
    source: Source, rows: list[Block], texts: list[list[str]], total: int, body: list[int], cell: int, column: int
) -> Check | None:
    """The check of the total row's `cell`, which stands under `column` of the rows."""
    stated = _number(texts[total][cell])
    if column < 0:
        return None
    cells = [texts[i][column] if column < len(texts[i]) else "" for i in body]
    head = texts[0][column] if column < len(texts[0]) and 0 not in (total, *body) else ""
    if (
        stated is None
        or _ORDINAL.fullmatch(fold(head))
        or not all(_number(c) is not None or _DASH.fullmatch(c) for c in cells)
    ):
        return None
    parts = [n for c in cells if (n := _number(c)) is not None]
    if len(parts) < 2 or parts == list(range(1, len(parts) + 1)):
        return None
    return _check(source, rows[total], rows[total].cells[cell], f"cột {head or column + 1}", stated, parts)


def _across(source: Source, rows: list[Block]) -> Iterator[Check]:
    """A check for each row with a column of totals, where most rows show that the columns on one side are its parts."""
    texts = [_texts(source, block) for block in rows]
    first = _first(texts)
    heads = texts[:first] if first else []
    at = {i for row in heads for i, head in enumerate(row) if TOTAL.fullmatch(fold(head))}
    if first is None or len(at) != 1:
        return
    column = at.pop()
    even = [
        (row, printed)
        for row, printed in zip(rows[first:], texts[first:], strict=True)
        if len(printed) == len(heads[0])
    ]
    counting = [
        i for i in range(len(heads[0])) if i != column and _counts([printed[i] for _, printed in even], heads, i)
    ]
    for side in ([i for i in counting if i > column], [i for i in counting if i < column]):
        found = [c for row, printed in even if (c := _row(source, row, printed, column, side))]
        agreeing = sum(check.agrees for check in found)
        if agreeing >= _SHOWN and agreeing * 2 > len(found):
            yield from found
            return


def _counts(cells: list[str], heads: list[list[str]], column: int) -> bool:
    """Whether a column holds nothing but numbers, and not those of the rows."""
    ordinal = any(_ORDINAL.fullmatch(fold(head[column])) for head in heads if column < len(head))
    return not ordinal and all(_number(cell) is not None or _DASH.fullmatch(cell) for cell in cells)


def _row(source: Source, row: Block, texts: list[str], column: int, side: list[int]) -> Check | None:
    stated, label = _number(texts[column]), next((t for t in texts if t and _number(t) is None), "")
    parts = [n for i in side if (n := _number(texts[i])) is not None]
    if stated is None or len(parts) < _SHOWN:
        return None
    return _check(source, row, row.cells[column], label, stated, parts)


def _check(source: Source, row: Block, cell: Span, about: str, stated: int, parts: list[int]) -> Check:
    return Check(
        kind="sum",
        about=f"{about}: {' + '.join(map(str, parts))} = {sum(parts)}, in là {stated}",
        stated=stated,
        computed=sum(parts),
        parts=tuple(parts),
        agrees=stated == sum(parts),
        mention=squeeze(source.text[row.start : row.end]),
        evidence=source.evidence(cell.start, cell.end),
        rule="checks.total-row",
    )
