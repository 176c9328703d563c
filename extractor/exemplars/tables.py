"""Tables of examples: a head that names columns, one example a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractor.exemplars import vocabulary as words
from extractor.exemplars.attributes import Said, said
from extractor.exemplars.entries import Entry
from extractor.exemplars.names import Opening, opening
from extractor.source import Source
from models import knowledge
from models.records import Block, Span


@dataclass(frozen=True, slots=True)
class Row:
    """One example of a table."""

    block: Block
    entry: Entry


def find_rows(source: Source, plain: str) -> Iterator[Row]:
    """The examples in tables whose heading, head or introduction speaks of examples."""
    tables: dict[int, list[Block]] = {}
    for block in source.layout.blocks:
        if block.table is not None and block.cells:
            tables.setdefault(block.table, []).append(block)
    for rows in tables.values():
        near, columns = _near(source, plain, rows[0]), _columns(plain, rows[0])
        if len(rows) < 2 or "name" not in columns or not words.cue("heading").search(near):
            continue
        for row in rows[1:]:
            if entry := _entry(plain, row, columns):
                yield Row(row, _householder(entry, near))


def _near(source: Source, plain: str, head: Block) -> str:
    """What tells of whom a table speaks: the text before it, its head, the heading above."""
    above = next((b for b in source.blocks_before(head) if b.table is None), Span(0, 0))
    texts = (plain[above.start : above.end], plain[head.start : head.end])
    return " ".join([*texts, *(words.plain(s) for s in head.section[-1:])])


def _householder(entry: Entry, near: str) -> Entry:
    """In a table of households, each person is a householder, unless an office or a unit is told."""
    of_households = re.search(r"(?<!\w)(?i:chủ\s+hộ|(?:danh\s+sách|các|những)\s+(?:hộ|gia\s+đình))(?!\w)", near)
    person = entry.kind == "person" and not entry.role and not entry.unit
    return replace(entry, kind="household") if of_households and person else entry


@cache
def _headings() -> dict[str, re.Pattern[str]]:
    table: dict[str, list[str]] = knowledge.load("exemplar_cues")["columns"]
    return {field: re.compile(words.whole(heads)) for field, heads in table.items()}


def _columns(plain: str, head: Block) -> dict[str, int]:
    """Which column holds the name, the place, the unit, the office, the deed."""
    columns: dict[str, int] = {}
    for number, cell in enumerate(head.cells):
        text = plain[cell.start : cell.end]
        if _of_others().search(text):
            continue
        for field, pattern in _headings().items():
            if field not in columns and number not in columns.values() and pattern.search(text):
                columns[field] = number
    return columns


@cache
def _of_others() -> re.Pattern[str]:
    """The head of a column that names who puts the example forward."""
    return re.compile(r"(?i:đơn\s+vị|cơ\s+quan|nơi)\s+(?i:giới\s+thiệu|đề\s+nghị|đề\s+xuất|trình|xét)(?!\w)")


def _entry(plain: str, row: Block, columns: dict[str, int]) -> Entry | None:
    cell = _cell(row, columns, "name")
    found = opening(plain, cell.start, cell.end) or _bare_name(plain, cell) if cell else None
    if found is None:
        return None
    person = found.kind in ("person", "household")
    told = _told(plain, row, columns) if person else Said()
    return Entry(
        found.kind,
        found.start,
        found.name.end,
        found.name,
        found.honorific,
        role=told.role,
        unit=told.unit,
        place=told.place if person else _cell(row, columns, "place"),
        deed=_cell(row, columns, "deed"),
    )


def _told(plain: str, row: Block, columns: dict[str, int]) -> Said:
    """Office, unit and place of a row; one column may hold two of them: "Chức vụ, đơn vị", "Địa chỉ"."""
    role, unit, place = (_cell(row, columns, name) for name in ("role", "unit", "place"))
    if role and not unit and (parts := _parts(plain, role)).role and parts.unit:
        role, unit, place = parts.role, parts.unit, place or parts.place
    if place and not role and (parts := _parts(plain, place)).role:
        role, unit, place = parts.role, unit or parts.unit, parts.place
    return Said(place, role, unit)


def _parts(plain: str, cell: Span) -> Said:
    return said(plain, cell.start, cell.end, of_person=True, sign="")


def _cell(row: Block, columns: dict[str, int], name: str) -> Span | None:
    number = columns.get(name)
    if number is None or number >= len(row.cells):
        return None
    cell = row.cells[number]
    return cell if cell.end > cell.start else None


def _bare_name(plain: str, cell: Span) -> Opening | None:
    """In a column of names any two to five capitalised syllables are a person, and one with an apostrophe (K'Brel)."""
    syllables = rf"{words.SYLLABLE}(?:\s+{words.SYLLABLE}){{1,4}}|[{words.UPPER}]'{words.SYLLABLE}"
    match = re.compile(rf"\s*({syllables})\s*").fullmatch(plain, cell.start, cell.end)
    return Opening("person", match.start(1), Span(match.start(1), match.end(1)), sure=False) if match else None
