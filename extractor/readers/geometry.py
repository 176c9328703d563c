"""From sheets of words with places to pages in reading order: zones, tables, footnote areas, page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from extractor.readers.columns import Area, Pair, find_pairs
from extractor.readers.grid import Grid, find_grids
from extractor.readers.sheet import Row, Sheet, box_of, rows_of
from extractor.readers.unruled import find_unruled
from models.knowledge import load
from models.page import Cell, Line, Page, Table, Word, Zone
from models.text import fold

_NOTE_SIZE = 0.87  # of the document's body size: footnotes are no larger
_UNDER_RULE = 0.95  # the same below a footnote rule
_NOT_SELDOM = 0.12  # of the rows
_BEGIN = 0.4  # of the page's width, within which lines of text begin
_ALIKE = 3.0  # points by which starts of rows differ that stand below each other
_SMALL_PRINT = 11.0  # points; few offices set their text so small
_OFTEN = 0.2  # of the letters
_EDGE = 0.12  # of the page's height: where page numbers and running heads stand
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|\*{1,3}|[ivx]{1,5})[\])]?[.:]?")


@dataclass(frozen=True, slots=True)
class _Setting:
    """What holds for a whole document: size of the body's print, edges of the text, texts that head every page."""

    size: float
    left: float
    right: float
    indent: float  # of a paragraph's first line, beside the left edge
    heads: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Draft:
    """A sheet with its tables found and its other words in rows."""

    sheet: Sheet
    grids: list[Grid]
    rows: list[Row]


def arrange(sheets: Sequence[Sheet]) -> tuple[Page, ...]:
    """The pages that the sheets show, each with its lines and tables in reading order."""
    drafts = [_draft(sheet) for sheet in sheets]
    setting = _setting(drafts)
    pages, noted = [], False
    for draft in drafts:
        page = _page(draft, setting, noted)
        noted = any(isinstance(item, Line) and item.zone == "note" for item in page.items)
        pages.append(page)
    return tuple(pages)


def _draft(sheet: Sheet) -> _Draft:
    grids = find_grids(sheet.rules)
    rows = rows_of([w for w in sheet.words if not any(g.holds(w) for g in grids)] if grids else sheet.words)
    # OCR leaves words out, and so sees white strips where there are none.
    unruled = [] if any(w.confidence is not None for w in sheet.words[-1:]) else find_unruled(rows)
    if unruled:
        grids = sorted((*grids, *unruled), key=lambda grid: grid.box.top)
        rows = [row for row in rows if not any(g.holds(row.words[0]) for g in unruled)]
    return _Draft(sheet, grids, rows)


def _setting(drafts: Sequence[_Draft]) -> _Setting:
    sizes: Counter[float] = Counter()
    for draft in drafts:
        for row in draft.rows:
            sizes[round(row.size * 2) / 2] += sum(len(w.text) for w in row.words)
    wide = [row for draft in drafts for row in _wide(draft)]
    left = _left_edge([row.x0 for draft in drafts for row in draft.rows if row.x0 < _BEGIN * draft.sheet.width])
    return _Setting(
        _body_size(sizes),
        left,
        median(row.x1 for row in wide) if wide else 0.0,
        _mode([row.x0 - left for row in wide if row.x0 > left + 8], 0.0),
        _running_heads(drafts),
    )


def _body_size(sizes: Counter[float]) -> float:
    """The size of the running text: the commonest, or a larger one where that is the size of footnotes."""
    if not sizes:
        return 0.0
    common = sizes.most_common(1)[0][0]
    if common > _SMALL_PRINT:
        return common
    often = [size for size, letters in sizes.items() if letters >= _OFTEN * sizes.total() and size > _SMALL_PRINT]
    return max(often, key=lambda size: sizes[size], default=common)


def _wide(draft: _Draft) -> list[Row]:
    return [row for row in draft.rows if row.x1 - row.x0 > 0.6 * draft.sheet.width]


def _mode(values: Sequence[float], default: float) -> float:
    """The middle of the commonest values, within three points of each other."""
    if not values:
        return default
    common = Counter(round(v / 3) for v in values).most_common(1)[0][0]
    return median(v for v in values if abs(v / 3 - common) <= 1)


def _left_edge(starts: Sequence[float]) -> float:
    """Where lines begin that open no paragraph: more may open one, where paragraphs are short."""
    starts = sorted(starts)
    often = max(3, _NOT_SELDOM * len(starts))
    common = (x for i, x in enumerate(starts) if sum(other - x <= _ALIKE for other in starts[i:]) >= often)
    return next((_mode([s for s in starts if s - x <= _ALIKE], 0.0) for x in common), _mode(starts, 0.0))


def _area(draft: _Draft, setting: _Setting) -> Area:
    wide = _wide(draft)
    if len(wide) < 4:
        width = draft.sheet.width
        return Area(setting.left or 0.14 * width, setting.right or 0.93 * width, width, setting.indent)
    left = _left_edge([row.x0 for row in draft.rows if row.x0 < _BEGIN * draft.sheet.width])
    return Area(left, median(row.x1 for row in wide), draft.sheet.width, setting.indent)


def _running_heads(drafts: Sequence[_Draft]) -> frozenset[str]:
    """Lines at the top or bottom that come again on page after page, digits aside."""
    places: dict[str, list[float]] = {}
    for draft in drafts:
        for key, base in {_head_key(row): row.base for row in _edge_rows(draft)}.items():
            places.setdefault(key, []).append(base)
    return frozenset(key for key, bases in places.items() if _comes_again(bases, len(drafts)))


def _comes_again(bases: Sequence[float], pages: int) -> bool:
    """On many pages, or on two of no more than four at the same height."""
    if len(bases) == 2:
        return pages <= 4 and max(bases) - min(bases) < _ALIKE
    return len(bases) >= max(3, 0.4 * pages)


def _head_key(row: Row) -> str:
    """The row's text, page numbers in it aside; annexes that each begin a page are told apart by their numbers."""
    text = fold(row.text)
    return text if text.startswith(tuple(load("print")["annexes"])) else re.sub(r"\d+", "0", text)


def _edge_rows(draft: _Draft) -> list[Row]:
    """The first two and last two rows, as far as they stand at the paper's edge."""
    height = draft.sheet.height
    upper = [row for row in draft.rows[:2] if row.bottom < _EDGE * height]
    return upper + [row for row in draft.rows[-2:] if row.top > (1 - _EDGE) * height]


def _page(draft: _Draft, setting: _Setting, noted: bool) -> Page:
    area = _area(draft, setting)
    margins = _margins(draft, setting, area)
    rows = [row for row in draft.rows if row not in margins]
    notes = _ruled_off(draft, rows, setting, area)
    pairs = find_pairs(rows[: len(rows) - len(notes)], area)
    notes = notes or _notes(draft, rows, pairs, setting, noted)
    items = _numbered(_items(draft, rows, pairs, notes, margins, area))
    sheet = draft.sheet
    return Page(sheet.number, tuple(items), sheet.width, sheet.height, sheet.turn, sheet.bend)


def _margins(draft: _Draft, setting: _Setting, area: Area) -> list[Row]:
    """The rows that are page numbers or running heads."""
    number = re.compile(load("print")["page_number"])
    found = []
    for row in _edge_rows(draft):
        text = fold(row.text)
        if (
            (number.fullmatch(text) and row in (draft.rows[0], draft.rows[-1]) and not _ends_text(draft, row))
            or _head_key(row) in setting.heads
            or _is_misread_number(draft, row, area)
        ):
            found.append(row)
    return found


def _ends_text(draft: _Draft, row: Row) -> bool:
    """Whether a lone number at the page's foot is the last line of what stands right above it: the year of a decree."""
    above = draft.rows[-2] if len(draft.rows) > 1 and row is draft.rows[-1] else None
    if above is None or not row.text.endswith((".", ";", ",", ")")):
        return False
    return row.top - above.bottom < row.size and abs(row.x0 - above.x0) < _ALIKE and abs(row.size - above.size) < 1


def _is_misread_number(draft: _Draft, row: Row, area: Area) -> bool:
    """Whether a scan's first row is a sign or two in the middle, with white space below: a page number misread."""
    if row is not draft.rows[0] or len(draft.rows) < 2 or row.words[0].confidence is None:
        return False
    centred = abs((row.x0 + row.x1) / 2 - area.centre) < 0.05 * area.paper
    return centred and len(row.text) <= 3 and draft.rows[1].top - row.bottom > 0.5 * row.size


def _ruled_off(draft: _Draft, rows: list[Row], setting: _Setting, area: Area) -> list[Row]:
    """The rows of the footnote area at the page's bottom, where a rule stands above it."""
    small = _small_end(draft, rows, setting, 0)
    for top in _note_rules(draft, area):
        below = [row for row in rows if row.base > top]
        if below and len(below) <= len(small):
            return below
    return []


def _notes(draft: _Draft, rows: list[Row], pairs: list[Pair], setting: _Setting, noted: bool) -> list[Row]:
    """The same where no rule stands above it."""
    small = _small_end(draft, rows, setting, max((pair.last + 1 for pair in pairs), default=0))
    while small and (small[0].size > _NOTE_SIZE * setting.size or not (_is_marked(small[0]) or noted)):
        small = small[1:]
    return small


def _small_end(draft: _Draft, rows: list[Row], setting: _Setting, first: int) -> list[Row]:
    """The rows from `first` on that end the page in small print, no table below them."""
    start = len(rows)
    while start > first and rows[start - 1].size <= _UNDER_RULE * setting.size:
        start -= 1
    return [row for row in rows[start:] if not any(g.box.top > row.bottom for g in draft.grids)]


def _note_rules(draft: _Draft, area: Area) -> list[float]:
    """Heights of the short rules at the left edge, under which footnotes stand."""
    width = area.right - area.left
    return [
        rule.top
        for rule in draft.sheet.rules
        if rule.lying and 0.12 * width < rule.length < 0.7 * width and abs(rule.x0 - area.left) < 0.08 * width
    ]


def _is_marked(row: Row) -> bool:
    first = row.words[0]
    return first.raised or bool(_MARK.fullmatch(first.text))


def _items(
    draft: _Draft, rows: list[Row], pairs: list[Pair], notes: list[Row], margins: list[Row], area: Area
) -> Iterator[Line | Table]:
    """Lines and tables from top to bottom; a pair's left cell before its right one."""
    height = draft.sheet.height
    yield from _lines([row for row in margins if row.base < height / 2], "margin", area)
    yield from _body(draft, [row for row in rows if row not in notes], pairs, area)
    yield from _lines(notes, "note", area)
    yield from _lines([row for row in margins if row.base >= height / 2], "margin", area)
    if aside := [w for w in draft.sheet.aside if not any(grid.holds(w) for grid in draft.grids)]:
        yield Line(tuple(aside), 0, "margin")


def _body(draft: _Draft, rows: list[Row], pairs: list[Pair], area: Area) -> Iterator[Line | Table]:
    grids, starts = list(draft.grids), {pair.first: pair for pair in pairs}
    above: Row | None = None
    at = 0
    while at < len(rows):
        while grids and grids[0].box.top < rows[at].base:
            yield _table(grids.pop(0), draft.sheet)
            above = None
        pair = starts.get(at)
        if pair:
            yield from _lines(pair.left, "left", area)
            yield from _lines(pair.right, "right", area)
        else:
            yield _line(rows[at], "body", area, above)
        at = pair.last + 1 if pair else at + 1
        above = rows[at - 1]
    for grid in grids:
        yield _table(grid, draft.sheet)


def _lines(rows: Sequence[Row], zone: Zone, area: Area) -> Iterator[Line]:
    above: Row | None = None
    for row in rows:
        yield _line(row, zone, area, above)
        above = row


def _line(row: Row, zone: Zone, area: Area, above: Row | None) -> Line:
    gap = max(row.top - above.bottom, 0.0) / (row.bottom - row.top) if above else 0.0
    left, right = row.x0 - area.left, area.right - row.x1
    opens = abs(left - area.indent) < 3.0  # a paragraph's first line may end anywhere
    centred = zone == "body" and min(left, right) > row.size and not opens and area.is_centred(row)
    return Line(row.words, 0, zone, round(left, 1), round(gap, 2), centred)


def _table(grid: Grid, sheet: Sheet) -> Table:
    filled, turned = (grid.fill(w for w in words if grid.holds(w)) for words in (sheet.words, sheet.aside))
    places = [[(r, c) for c in range(grid.columns)] for r in range(grid.rows)]
    return Table(tuple(tuple(_cell(filled.get(at, []), turned.get(at, [])) for at in row) for row in places))


def _cell(words: list[Word], turned: list[Word]) -> Cell:
    """The lines of a cell; the words of a narrow column's turned head are one line, in the order of the file."""
    if not words:
        return Cell((Line(tuple(turned), 0, "body"),)) if turned else Cell()
    left = min(box_of(w).x0 for w in words)
    rows = rows_of(tuple(words))
    return Cell(tuple(Line(row.words, 0, "body", round(row.x0 - left, 1)) for row in rows))


def _numbered(items: Iterator[Line | Table]) -> Iterator[Line | Table]:
    """The items with their places on the page, from 1; lines in cells count too."""
    number = 0
    for item in items:
        number += 1
        if isinstance(item, Line):
            yield _renumbered(item, number)
            continue
        rows, at = [], number
        for row in item.rows:
            cells = []
            for cell in row:
                cells.append(Cell(tuple(_renumbered(line, number + i) for i, line in enumerate(cell.lines))))
                number += len(cell.lines)
            rows.append(tuple(cells))
        yield Table(tuple(rows), at)


def _renumbered(line: Line, number: int) -> Line:
    return Line(line.words, number, line.zone, line.indent, line.gap, line.centred)
