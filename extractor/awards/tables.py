"""Award counts in tables: awards or recipients in the head, awards or units in the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from extractor.awards.context import Context, context_of, level_of
from extractor.awards.fill import whole
from extractor.awards.lexicon import Award, kind_of, words
from extractor.awards.pairs import Count
from extractor.awards.standing import body_level, settled
from extractor.awards.tags import AwardTag, scan
from extractor.bodies import Body
from extractor.source import Source
from models.dates import parse_period
from models.numbers import DIGITS, parse_count
from models.records import AwardCount, Block, Header, Span
from models.text import fold, squeeze

Row = tuple[Block, Context]

_NUMBER = re.compile(rf"\s*(?:{DIGITS})\s*")
_COUNTS = re.compile(rf"(?:{DIGITS})\s+[^\W\d_][^.;:]{{0,60}}$")  # "12 tập thể, 30 cá nhân"
_GIVERS = re.compile(
    r"(?:cap|co quan|don vi|nguoi)\s+(?:(?:co\s+)?tham quyen\s+)?(?:khen|quyet dinh|trao|tang)(?!\w)|tham quyen"
)
_YEARS = re.compile(r"nam(?: hoc)?|giai doan|thoi gian")
_FORMS = re.compile(r"hinh thuc|danh hieu")
_TOTAL = re.compile(
    r"(?:(?:tong cong|tong so|tong|cong)(?:\s+(?:cap\s+)?\w+)?|toan (?:thanh pho|cong ty|don vi|\w+))"
    r"\s*(?:\(.*\))?\s*:?"
)
_FIELDS = re.compile(r"(?:noi dung|linh vuc|thanh tich|phong trao|chuyen de|dot)(?!\w)")  # what the rows were given for
_ORDINAL = re.compile(r"(?:stt|tt|so tt|so thu tu)\s*\.?")
_UNITS = re.compile(r"(?:ten\s+)?(?:cac\s+)?(?:don vi|dia phuong|co quan|huyen|xa|cum|khoi)(?!\w)")
_KINDS = (
    ("collectives", re.compile(r"(?<!\w)tap the(?!\s+lao dong)(?!\w)")),
    ("individuals", re.compile(r"(?<!\w)(?:ca nhan|so nguoi)(?!\w)")),
    ("households", re.compile(r"(?<!\w)(?:ho gia dinh|gia dinh|so ho|ho gd|hgd)(?!\w)|(?<!\w)ho$")),
)
_SHORT_KINDS = {"TT": "Tập thể", "CN": "Cá nhân"}  # heads of columns that stand side by side
_APART = re.compile(
    r"(?<!\w)(?:tổng(?!\s+(?:công ty|cục|liên đoàn|lđlđ))|cộng|kinh phí|tiền|tỷ lệ|tỉ lệ|ghi chú|đề nghị|đăng ký"
    r"|kế hoạch|%)(?!\w)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Column:
    """What a column's head says: an award, a kind of recipients, or neither."""

    context: Context
    kind: str | None
    ordinal: bool
    apart: bool  # a total over kinds, money, a rate: no count of its own
    giver: bool  # who gives
    form: bool  # what is given
    year: bool  # when


def table_counts(source: Source, header: Header, rows: list[Row]) -> Iterator[AwardCount]:
    """The counts of each table whose head, rows or heading name awards."""
    for _, group in groupby(rows, key=lambda row: row[0].table):
        yield from _table(source, header, list(group))


def _table(source: Source, header: Header, rows: list[Row]) -> Iterator[AwardCount]:
    depth = _head_depth(source, rows)
    columns = _columns(source, rows[:depth], len(rows[0][0].cells))
    base = above = rows[0][1]
    fields = any(_FIELDS.match(fold(cell_text(source, c))) for block, _ in rows[:depth] for c in block.cells[:2])
    units = any(_UNITS.search(fold(cell_text(source, c))) for block, _ in rows[:depth] for c in block.cells)
    earlier = (
        Context()
    )  # what the row before says, whose merged cell holds on: "Bằng khen | Tập thể | 12", " | Cá nhân | 30"
    given: list[AwardCount] = []
    for block, _ in rows[depth:]:
        label = _label(source, block, columns)
        own = _said(source, block, columns, label, earlier)
        if not _numbers(source, block, columns):
            # A row without numbers ("I. Cấp tỉnh") stands over the rows below it.
            above = own.over(base) if label else above
            continue
        earlier = own
        total = bool(_TOTAL.fullmatch(fold(label)))
        if fields and not total and not own.award and label:
            own = replace(own, occasion=label, locality=None)
        elif units and not total and not own.award and not own.occasion:
            own = replace(own, locality=own.locality or label)
        of_all = _shared(given) if total else Context()
        records = list(_row(source, header, block, columns, own.over(of_all).over(base if total else above)))
        given += records
        yield from records


def _shared(given: list[AwardCount]) -> Context:
    """What a total takes from the rows above it: the award and its giver, where all of several have the same."""
    if len(given) < 2 or len({(record.award, record.awarder, record.level) for record in given}) > 1:
        return Context()
    record = given[0]
    giver = Body(0, 0, record.awarder, record.level) if record.awarder else None
    return Context(award=AwardTag(0, 0, Award(record.award, "form"), record.award), awarder=giver, level=record.level)


def _said(source: Source, block: Block, columns: list[Column], label: str, earlier: Context) -> Context:
    """What the cells of a row say: its label, and the kind of recipients where a cell is nothing else."""
    own = context_of(label)
    for column, cell in zip(columns, block.cells, strict=False):
        if column.year and (period := parse_period(f"năm {cell_text(source, cell)}")):
            own = replace(own, period=period)
        elif column.giver and (text := cell_text(source, cell)):
            own = replace(own, awarder=_giver(text), level=own.level or level_of(text), occasion=None)
        elif column.form and not own.award:
            own = replace(own, award=context_of(cell_text(source, cell)).award)
    kinds = [kind for cell in block.cells if (kind := kind_of(cell_text(source, cell)))]
    own = replace(own, kind=kinds[0] if len(kinds) == 1 else own.kind)
    return own.over(earlier) if own.kind and not own.award and kind_of(label) else own


def _giver(text: str) -> Body | None:
    """The giver that a cell names."""
    found = scan(text, 0, len(text)).bodies
    level = level_of(text)
    return found[0] if found else None if level or not text[0].isalpha() else Body(0, len(text), text, None)


def cell_text(source: Source, cell: Span) -> str:
    """The text of a cell on one line."""
    return squeeze(source.text[cell.start : cell.end])


def _head_depth(source: Source, rows: list[Row]) -> int:
    """How many rows the head has: those before the first with a number beside its ordinal, with column numbers."""
    depth = 0
    for block, _ in rows:
        texts = [cell_text(source, c) for c in block.cells]
        if _numbered_head(texts):
            return depth + 1
        if any(_NUMBER.fullmatch(t) for t in texts[1:]) or depth >= 3:
            break
        if depth and not _speaks_of_columns(texts):
            break
        depth += 1
    return max(depth, 1)


def _numbered_head(texts: list[str]) -> bool:
    numbers = [re.sub(r"\D", "", t) for t in texts]
    return len(texts) > 2 and numbers == [str(i) for i in range(1, len(texts) + 1)]


def _speaks_of_columns(texts: list[str]) -> bool:
    filled = [t for t in _spelled(texts) if t]
    below = not texts[0]  # "Bằng khen của" over "UBND tỉnh"
    return bool(filled) and all(
        _kind(t) or (tags := scan(t, 0, len(t))).awards or (below and tags.bodies) for t in filled[:2]
    )


def _columns(source: Source, head: list[Row], width: int) -> list[Column]:
    """What each column's head says, from the top row down; a merged cell holds for the empty cells to its right."""
    texts = [""] * width
    for number, (block, _) in enumerate(head):
        merged = ""
        for i, cell in enumerate(block.cells[:width]):
            text = cell_text(source, cell)
            below = number + 1 < len(head) and i < len(head[-1][0].cells) and cell_text(source, head[-1][0].cells[i])
            merged = text or (merged if below else "")
            texts[i] = f"{texts[i]} {merged}".strip()
    return [_column(text) for text in _spelled(texts)]


def _spelled(texts: list[str]) -> list[str]:
    """The heads with "TT" and "CN" spelled out where they stand side by side: `Đơn vị | TT | CN`."""
    last = [text.rpartition(" ")[2] for text in texts]
    beside = {i for i in range(len(last) - 1) if (last[i], last[i + 1]) == ("TT", "CN")}
    return [
        text[: -len(last[i])] + _SHORT_KINDS[last[i]] if {i, i - 1} & beside and last[i] in _SHORT_KINDS else text
        for i, text in enumerate(texts)
    ]


def _column(text: str) -> Column:
    plain = fold(text)
    return Column(
        context_of(text),
        _kind(text),
        bool(_ORDINAL.fullmatch(plain)),
        bool(_APART.search(text)),
        bool(_GIVERS.search(plain)),
        bool(_FORMS.search(plain)),
        bool(_YEARS.fullmatch(plain)),
    )


def _kind(text: str) -> str | None:
    plain = fold(text)
    found = [kind for kind, pattern in _KINDS if pattern.search(plain)]
    return found[0] if len(found) == 1 else None


def _label(source: Source, block: Block, columns: list[Column]) -> str:
    """The first cell that is neither an ordinal nor a number."""
    for column, cell in zip(columns, block.cells, strict=False):
        text = cell_text(source, cell)
        if (
            text
            and (not column.ordinal or _TOTAL.fullmatch(fold(text)))
            and not _NUMBER.fullmatch(text)
            and not re.fullmatch(r"[IVXLC]+\.?", text)
        ):
            return text
    return ""


def _numbers(source: Source, block: Block, columns: list[Column]) -> list[tuple[Column, Span, int, str | None]]:
    """The numbers of a row, each with its kind where the cell tells it: `12`, `12 tập thể, 30 cá nhân`."""
    found: list[tuple[Column, Span, int, str | None]] = []
    for column, cell in zip(columns, block.cells, strict=False):
        text = cell_text(source, cell)
        if column.ordinal or column.apart:
            continue
        number = parse_count(text) if _NUMBER.fullmatch(text) else None
        if number is not None:
            found.append((column, cell, number, None))
        elif _COUNTS.match(text):
            found += [(column, cell, count.number, count.kind) for count in scan(text, 0, len(text)).counts]
    return found


def _row(source: Source, header: Header, block: Block, columns: list[Column], context: Context) -> Iterator[AwardCount]:
    """One record for each award of the row, with its numbers by kind."""
    by_award: dict[tuple[str | None, str | None, str | None], list[tuple[Context, Count, Span]]] = {}
    for column, cell, number, told in _numbers(source, block, columns):
        said = column.context.over(context)
        unit = said.award.award.unit if said.award else None
        kind = told or column.kind or context.kind or unit
        if kind and (said.award or (said.praise and (told or column.kind))):
            name = said.award.name if said.award else None
            entry = (said, Count(cell.start, cell.end, number, kind, True), cell)
            by_award.setdefault((name, column.context.period, column.context.occasion), []).append(entry)
    for entries in by_award.values():
        yield from _records(source, header, block, entries)


def _records(
    source: Source, header: Header, block: Block, entries: list[tuple[Context, Count, Span]]
) -> Iterator[AwardCount]:
    numbers = {count.kind: count.number for _, count, _ in entries}
    if not any(numbers.values()) or len(numbers) < len(entries):
        return
    context = entries[0][0]
    record = _base(source, header, block, context)
    yield replace(
        record,
        collectives=numbers.get("collectives"),
        individuals=numbers.get("individuals"),
        households=numbers.get("households"),
        evidence=source.evidence(block.start, max(cell.end for _, _, cell in entries)),
    )


def _base(source: Source, header: Header, block: Block, context: Context) -> AwardCount:
    award, body = context.award, context.awarder
    unit_gives = context.level == "cơ sở" and body and body.name.startswith(words("units", "heads"))
    told = (
        body_level(body, header, source.text)
        if body and not unit_gives
        else settled(context.level, header, source.text)
    )
    level = (award.award.level if award else None) or told
    given = body.name if body else award.award.awarder if award else None
    unit = context.locality
    issuer = fold(header.issuer or "")
    return AwardCount(
        award=whole(award.name if award else None, None, level)
        if body is None or award is None or "UBND" in body.name
        else award.name,
        awarder=given,
        level=level,
        collectives=None,
        individuals=None,
        households=None,
        occasion=context.occasion,
        locality=unit if unit and fold(unit) not in issuer else None,
        period=context.period or header.period,
        mention=squeeze(source.text[block.start : block.end]),
        evidence=source.evidence(block.start, block.end),
        rule="awards.table",
        status=context.status or "granted",  # type: ignore[arg-type]
        inferred=("level", "period"),
    )
