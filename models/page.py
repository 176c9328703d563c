"""Where things stand on the paper: what a reader gives, before anything is laid out as running text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Zone = Literal["body", "left", "right", "note", "margin"]
"""Where geometry puts a line: running text, the left or right cell of a two-column block (letterhead, signature), the
footnote area, or the page's margin (page numbers, running heads). Readers without geometry say "body"."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points (1/72 inch) from the page's top left corner; x1 > x0, bottom > top."""

    x0: float
    top: float
    x1: float
    bottom: float

    def union(self, other: Box) -> Box:
        """The smallest box around both."""
        return Box(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Region:
    """Boxes on one page (from 1), in the order of the words in them."""

    page: int
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A run of print without blanks. `box` is None where there are no pages; `confidence` (0 to 1) only from OCR."""

    text: str
    box: Box | None = None
    confidence: float | None = None
    size: float | None = None
    bold: bool = False
    raised: bool = False  # a superscript: a footnote mark, not part of the word before it


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `number` is its 1-based line in a text file, or its place on the page."""

    words: tuple[Word, ...]
    number: int
    zone: Zone = "body"
    indent: float = 0.0  # of the first word from the text's left edge, in points; 0 where unknown
    gap: float = 0.0  # white space above, in heights of a line; 0 where unknown
    centred: bool = False

    @property
    def text(self) -> str:
        """The words with single blanks between; a raised mark is glued to the word before it."""
        return "".join([w.text if i == 0 or w.raised else f" {w.text}" for i, w in enumerate(self.words)])

    @property
    def box(self) -> Box | None:
        """The box around the words, None without geometry."""
        boxes = [w.box for w in self.words if w.box]
        if not boxes:
            return None
        x0, top = min([box.x0 for box in boxes]), min([box.top for box in boxes])
        return Box(x0, top, max([box.x1 for box in boxes]), max([box.bottom for box in boxes]))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: the lines in it (none when empty)."""

    lines: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """The cell's text on one line."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, every row as long as the table has columns; a merged cell's text stands in its first place."""

    rows: tuple[tuple[Cell, ...], ...]
    number: int = 0


@dataclass(frozen=True, slots=True)
class Bend:
    """How a page of `width` by `height` points, as it was made flat, lies in the photograph it comes from.

    `net` says where points that are evenly spread over the flat page stand in the photograph, row by row from the top.
    """

    width: float
    height: float
    net: tuple[tuple[tuple[float, float], ...], ...]

    def back(self, box: Box) -> Box:
        """The box around what a box of the flat page covers in the photograph."""
        corners = [self._there(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs, ys = zip(*corners, strict=True)
        return Box(min(xs), min(ys), max(xs), max(ys))

    def _there(self, x: float, y: float) -> tuple[float, float]:
        """Where a point stands, between the four of the net around it."""
        down, right = y / self.height * (len(self.net) - 1), x / self.width * (len(self.net[0]) - 1)
        j, i = (max(0, min(int(v), most - 2)) for v, most in ((down, len(self.net)), (right, len(self.net[0]))))
        t, s = down - j, right - i
        shares = ((1 - t) * (1 - s), (1 - t) * s, t * (1 - s), t * s)
        nodes = (self.net[j][i], self.net[j][i + 1], self.net[j + 1][i], self.net[j + 1][i + 1])
        pairs = list(zip(shares, nodes, strict=True))
        return sum(share * node[0] for share, node in pairs), sum(share * node[1] for share, node in pairs)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `items` top to bottom in reading order. Width and height in points; 0 where the format has no pages.

    A page whose print runs along another side of the paper is given as it is read, upright; `turn` says how many
    quarters clockwise the print is turned on the paper. One that was photographed is given flat, and has a `bend`.
    """

    number: int
    items: tuple[Line | Table, ...]
    width: float = 0.0
    height: float = 0.0
    turn: int = 0
    bend: Bend | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """A page whose print is turned on the paper, by `quarters` clockwise; width and height are of the page upright.

    In a photograph the paper that bears the turned print has a `bend` besides.
    """

    page: int
    quarters: int
    width: float
    height: float
    bend: Bend | None = None

    def back(self, box: Box) -> Box:
        """Where a box of the upright page stands on the paper as it lies."""
        turned = self._turned(box)
        return self.bend.back(turned) if self.bend else turned

    def _turned(self, box: Box) -> Box:
        match self.quarters % 4:
            case 1:
                return Box(self.height - box.bottom, box.x0, self.height - box.top, box.x1)
            case 2:
                return Box(self.width - box.x1, self.height - box.bottom, self.width - box.x0, self.height - box.top)
            case 3:
                return Box(box.top, self.width - box.x1, box.bottom, self.width - box.x0)
        return box


@dataclass(frozen=True, slots=True)
class Change:
    """A word of a scan put right: what was read, what it was made, and by which rule (`phrase`, `symbol`)."""

    page: int
    read: str
    made: str
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader makes of a file. `whole` says that each line is a whole paragraph (docx, html, markdown)."""

    name: str
    format: str
    pages: tuple[Page, ...]
    whole: bool = False
    scanned: bool = False
    notes: tuple[str, ...] = ()  # what a person should know, such as a page read with little confidence
    changes: tuple[Change, ...] = ()  # words of scans that were put right
