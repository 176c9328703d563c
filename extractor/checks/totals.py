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

_ORDINAL = re.compile(r"(?:stt|tt|so tt|so thu tu)\s*\.?")
_SUBTOTAL = re.compile(r"[IVX]+\.?|[A-D]\.?")
_DASH = re.compile(r"[-–.]?")


def total_checks(source: Source) -> Iterator[Check]:
    """A check for each column of whole numbers of a table that has one total row, first or last, and no subtotals."""
    rows = [block for block in source.layout.blocks if block.kind == "row" and block.cells and block.table is not None]
    for _, group in groupby(rows, key=lambda block: block.table):
        yield from _table(source, list(group))


def _texts(source: Source, block: Block) -> list[str]:
    return [squeeze(source.text[cell.start : cell.end]) for cell in block.cells]


def _is_total(texts: list[str]) -> bool:
    return any(TOTAL.fullmatch(fold(text)) for text in texts[:3] if text)


def _table(source: Source, rows: list[Block]) -> Iterator[Check]:
    texts = [_texts(source, block) for block in rows]
    totals = [i for i, row in enumerate(texts) if i and _is_total(row) and any(_number(t) is not None for t in row)]
    first = next((i for i, row in enumerate(texts) if i and any(_number(t) is not None for t in row[1:])), None)
    if len(totals) != 1 or first is None or totals[0] not in (first, len(rows) - 1):
        return
    body = [i for i in range(first, len(rows)) if i != totals[0]]
    if len(body) < 2 or any(_SUBTOTAL.fullmatch(texts[i][0]) for i in body) or _numbered(texts[body[0]]):
        return
    for column in range(len(rows[totals[0]].cells)):
        if check := _column(source, rows, texts, totals[0], body, column):
            yield check


def _numbered(row: list[str]) -> bool:
    return [re.sub(r"\D", "", t) for t in row] == [str(i) for i in range(1, len(row) + 1)]


def _number(text: str) -> int | None:
    return parse_count(text) if re.fullmatch(DIGITS, text) else None


def _column(
    source: Source, rows: list[Block], texts: list[list[str]], total: int, body: list[int], column: int
) -> Check | None:
    stated = _number(texts[total][column])
    cells = [texts[i][column] if column < len(texts[i]) else "" for i in body]
    head = texts[0][column] if column < len(texts[0]) else ""
    if (
        stated is None
        or _ORDINAL.fullmatch(fold(head))
        or not all(_number(c) is not None or _DASH.fullmatch(c) for c in cells)
    ):
        return None
    parts = [n for c in cells if (n := _number(c)) is not None]
    if len(parts) < 2 or parts == list(range(1, len(parts) + 1)):
        return None
    cell: Span = rows[total].cells[column]
    return Check(
        kind="sum",
        about=f"cột {head or column + 1}: {' + '.join(map(str, parts))} = {sum(parts)}, in là {stated}",
        stated=stated,
        computed=sum(parts),
        parts=tuple(parts),
        agrees=stated == sum(parts),
        mention=squeeze(source.text[rows[total].start : rows[total].end]),
        evidence=source.evidence(cell.start, cell.end),
        rule="checks.total-row",
    )
