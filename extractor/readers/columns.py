"""Two-column blocks: the letterhead, and Nơi nhận beside the signature; found by the white strip between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractor.readers.sheet import Row, box_of
from models.knowledge import load
from models.page import Word
from models.text import fold

_STRIP = 1.0  # the least white space between cells, in sizes of print
_TIGHT = 0.5  # the same in a letterhead that is known by its words
_BAND = (0.18, 0.78)  # where on the page's width the strip may lie
_CAPITALS = 0.7  # share of capital letters in the head of a cell
_REACH = 3.0  # lines of white space that a block goes on over, and over how many a signature stands below its title
_SIGNATURE = 11.0


@dataclass(frozen=True, slots=True)
class Area:
    """Where the page's text stands: its edges, the width of the paper, the indent of paragraphs; in points."""

    left: float
    right: float
    paper: float
    indent: float = 0.0

    @property
    def centre(self) -> float:
        """Halfway between the edges."""
        return (self.left + self.right) / 2

    def is_centred(self, row: Row) -> bool:
        """Whether the row stands in the middle of the text or of the paper."""
        middle = (row.x0 + row.x1) / 2
        return min(abs(middle - self.centre), abs(middle - self.paper / 2)) < row.size


@dataclass(slots=True)
class Pair:
    """A block of two cells: the rows of each, and which rows of the page they take up (`last` is within)."""

    first: int
    last: int
    strip: tuple[float, float]
    left: list[Row] = field(default_factory=list)
    right: list[Row] = field(default_factory=list)


def find_pairs(rows: Sequence[Row], area: Area) -> list[Pair]:
    """The two-column blocks among the page's rows, top to bottom."""
    pairs: list[Pair] = []
    at = 0
    while at < len(rows):
        start = pairs[-1].last + 1 if pairs else 0
        pair = _from_seed(rows, at, start, area)
        if pair:
            pairs.append(pair)
            at = pair.last
        at += 1
    return pairs


def _from_seed(rows: Sequence[Row], at: int, start: int, area: Area) -> Pair | None:
    strip = _seed_strip(rows, at, area)
    if not strip:
        return None
    pair = Pair(at, at, strip)
    _take(pair, rows[at])
    for i in range(at + 1, len(rows)):
        if not _goes_on(pair, rows[i], rows[i - 1], area):
            break
        _take(pair, rows[i])
        pair.last = i
    for i in range(at - 1, start - 1, -1):
        if not _heads(pair, rows[i], rows[i + 1]):
            break
        _take(pair, rows[i])
        pair.first = i
    return pair


def _seed_strip(rows: Sequence[Row], at: int, area: Area) -> tuple[float, float] | None:
    """The white strip that the row shows when it is the head of a block."""
    row = rows[at]
    if _is_numbered(row):
        return None
    wide = _gaps(row, _TIGHT * row.size)
    for gap in sorted(wide, key=lambda g: g[0] - g[1]):
        if not _BAND[0] < (gap[0] + gap[1]) / 2 / area.paper < _BAND[1]:
            continue
        left, right = _halves(row, gap)
        known = _is_known(right)
        least = _TIGHT if known else _STRIP
        if gap[1] - gap[0] >= least * row.size and (known or _is_addressees(left) or _is_head(right)):
            return gap
    return _beside_addressees(rows, at, area) or _lone_signature(rows, at, area)


def _beside_addressees(rows: Sequence[Row], at: int, area: Area) -> tuple[float, float] | None:
    """Nơi nhận on a row of its own, with the signature's head a little higher or lower."""
    for i, other in _near(rows, at):
        left, right = (rows[at], rows[i]) if rows[at].x0 < rows[i].x0 else (rows[i], rows[at])
        apart = right.x0 - left.x1
        if _is_addressees(left.words) and apart >= _STRIP * other.size and right.x0 > 0.4 * area.paper:
            return left.x1, right.x0
    return None


def _near(rows: Sequence[Row], at: int) -> list[tuple[int, Row]]:
    return [
        (i, rows[i]) for i in range(at + 1, min(at + 3, len(rows))) if rows[i].top - rows[at].bottom < rows[at].size
    ]


def _lone_signature(rows: Sequence[Row], at: int, area: Area) -> tuple[float, float] | None:
    """A signature with nothing beside it: capitals on the right half, and only the right half is printed below."""
    row, edge = rows[at], area.left + 0.36 * (area.right - area.left)
    if row.x0 < edge or (row.x0 + row.x1) / 2 < area.centre + 3 * row.size or not _is_head(row.words):
        return None
    return (area.left, row.x0) if all(r.x0 > edge for r in rows[at:]) else None


def _goes_on(pair: Pair, row: Row, above: Row, area: Area) -> bool:
    """Whether the row is part of the block that ends with the row above it."""
    parts = _parted(pair, row)
    if not parts:
        return False
    left, right = parts
    if not _is_near(pair, row, above, bool(right)):
        return False
    slack = 1.5 if not (left and right) else 3.0
    if fold(row.text).startswith(tuple(load("print")["openers"])) or _is_numbered(row):
        return False
    page_centred = not left and bool(pair.left) and area.is_centred(row) and not _centred_on(pair.right, right, 1.0)
    return not page_centred and _fits(pair.left, left, slack) and _fits(pair.right, right, slack)


def _is_numbered(row: Row) -> bool:
    """Whether the row is a heading's or a footnote's, its number apart from its words."""
    if len(row.words) < 2:
        return False
    first, known = row.words[0], load("print")
    return first.raised or re.fullmatch(f"{known['numbering']}|{known['note']}", fold(first.text)) is not None


def _is_near(pair: Pair, row: Row, above: Row, signed: bool) -> bool:
    lines = (row.top - above.bottom) / row.size
    reach = _SIGNATURE if signed and not _is_known(_words(pair.right)) else _REACH
    return lines < reach


def _heads(pair: Pair, row: Row, below: Row) -> bool:
    """Whether the row above a block belongs to it: in one cell, and centred on it."""
    parts = _parted(pair, row)
    if not parts or (row.bottom - below.top) < -row.size or not _is_head(row.words):
        return False
    left, right = parts
    return all(not words or _centred_on(cell, words, 1.5) for cell, words in ((pair.left, left), (pair.right, right)))


def _parted(pair: Pair, row: Row) -> tuple[list[Word], list[Word]] | None:
    """The row's words left and right of the strip; None when one stands across it."""
    if _is_parted(pair, row):
        return _halves(row, _narrowed(pair.strip, row))
    return _long_addressee(pair, row)


def _is_parted(pair: Pair, row: Row) -> bool:
    """Whether the strip is white in the row too."""
    strip = _narrowed(pair.strip, row)
    left, right = _halves(row, strip)
    return strip[1] - strip[0] >= (_least(pair, row) if left and right else 0.2 * row.size)


def _least(pair: Pair, row: Row) -> float:
    """The least white space between the cells, in points; less where the head of the block shows less."""
    return min(_STRIP * row.size, 0.8 * (pair.strip[1] - pair.strip[0]))


def _long_addressee(pair: Pair, row: Row) -> tuple[list[Word], list[Word]] | None:
    """A line of Nơi nhận that is longer than the others, alone or with a line of the signature's to its right."""
    if not (pair.left and _is_addressees(pair.left[0].words) and abs(row.x0 - pair.left[0].x0) < 0.8 * row.size):
        return None
    for gap in _gaps(row):
        left, right = _halves(row, gap)
        if gap[1] - gap[0] >= _least(pair, row) and _centred_on(pair.right, right, 1.5):
            return left, right
    alike = abs(row.size - pair.left[-1].size) < 0.12 * row.size
    return (list(row.words), []) if alike else None


def _narrowed(strip: tuple[float, float], row: Row) -> tuple[float, float]:
    x0, x1 = strip
    middle = (x0 + x1) / 2
    for box in map(box_of, row.words):
        if box.x0 < x1 and box.x1 > x0:
            if (box.x0 + box.x1) / 2 < middle:
                x0 = max(x0, box.x1)
            else:
                x1 = min(x1, box.x0)
    return x0, x1


def _fits(cell: list[Row], words: list[Word], slack: float) -> bool:
    """Whether words stand in a cell as its other rows do: on one centre, or from one left edge."""
    if not words or not cell:
        return True
    x0, size = box_of(words[0]).x0, cell[0].size
    return _centred_on(cell, words, slack) or any(abs(row.x0 - x0) < 0.8 * size for row in cell)


def _centred_on(cell: list[Row], words: list[Word], slack: float) -> bool:
    centre = (box_of(words[0]).x0 + box_of(words[-1]).x1) / 2
    return any(abs((row.x0 + row.x1) / 2 - centre) < slack * row.size for row in cell)


def _take(pair: Pair, row: Row) -> None:
    parts = _parted(pair, row)
    assert parts is not None
    if _is_parted(pair, row):
        pair.strip = _narrowed(pair.strip, row)
    for cell, words in ((pair.left, parts[0]), (pair.right, parts[1])):
        if words:
            cell.append(Row.of(words))
            cell.sort(key=lambda r: r.base)


def _gaps(row: Row, least: float = 0.0) -> list[tuple[float, float]]:
    """White space between the row's words that is no narrower, from and to."""
    gaps, end = [], row.x0
    for word in row.words:
        box = box_of(word)
        if box.x0 > end:
            if end > row.x0 and box.x0 - end >= least:
                gaps.append((end, box.x0))
            end = box.x1
        elif box.x1 > end:
            end = box.x1
    return gaps


def _halves(row: Row, strip: tuple[float, float]) -> tuple[list[Word], list[Word]]:
    middle = (strip[0] + strip[1]) / 2
    left = [w for w in row.words if (box_of(w).x0 + box_of(w).x1) / 2 < middle]
    return left, list(row.words[len(left) :])


def _words(rows: list[Row]) -> list[Word]:
    return [word for row in rows for word in row.words]


def _is_head(words: Sequence[Word]) -> bool:
    letters = [c for word in words for c in word.text if c.isalpha()]
    return len(letters) >= 4 and sum(c.isupper() for c in letters) >= _CAPITALS * len(letters)


def _is_known(words: Sequence[Word]) -> bool:
    """Whether the words hold the head of a letterhead's right cell, a scan's slips allowed."""
    from rapidfuzz import fuzz

    text = fold(" ".join(word.text for word in words))
    return any(fuzz.partial_ratio(head, text) > 80 for head in load("print")["letterhead"] if len(text) > len(head) / 2)


def _is_addressees(words: Sequence[Word]) -> bool:
    return fold(" ".join(word.text for word in words)).startswith(tuple(load("print")["addressees"]))
