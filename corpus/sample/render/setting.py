"""Setting type: words to justified lines, lines to strips that fill a page. Lengths are points from the top left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from models.fonts import STYLES, font_path

Align = Literal["justified", "left", "centre"]


@dataclass(frozen=True, slots=True)
class Glyphs:
    """A run of letters: `y` is its baseline, `style` one of the fonts' ("", "b", "i", "bi")."""

    x: float
    y: float
    text: str
    style: str
    size: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float = 0.6


@dataclass(frozen=True, slots=True)
class Strip:
    """What stays together on a page: a line, a row, a block. Offsets within are from its own top and the text's left.

    `gap` is the white above it (none at a page's top), `keep` how many strips after it must be on the same page,
    `notes` the footnotes of the marks in it, `sign` the place of a signature, `again` what stands above it once more
    when it begins a page.
    """

    height: float
    glyphs: tuple[Glyphs, ...] = ()
    rules: tuple[Rule, ...] = ()
    gap: float = 0.0
    keep: int = 0
    notes: tuple[Strip, ...] = ()
    sign: tuple[float, float] | None = None
    new_page: bool = False
    again: Strip | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """An unbreakable run; `glued` says that no blank stands before it. `note` is the footnote whose mark ends it."""

    text: str
    style: str = ""
    glued: bool = False
    mark: str = ""
    note: tuple[Strip, ...] = ()


@cache
def _register() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for style in STYLES:
        pdfmetrics.registerFont(TTFont(font_name(style), str(font_path(style))))


def font_name(style: str) -> str:
    """What the face of `style` is called in a PDF."""
    return f"LiberationSerif-{STYLES[style]}"


@cache
def width(text: str, style: str, size: float) -> float:
    """How wide `text` runs, in points."""
    from reportlab.pdfbase import pdfmetrics

    _register()
    return float(pdfmetrics.stringWidth(text, font_name(style), size))


MARK = 0.62
"""Size of a footnote mark beside that of the text."""


def pieces(text: str, style: str) -> Iterator[Piece]:
    """The words of `text`; a long number may be broken after its hyphen."""
    for word in text.split():
        head, hyphen, tail = word.rpartition("-")
        if hyphen and "/" in head and tail:
            yield Piece(head + hyphen, style)
            yield Piece(tail, style, glued=True)
        else:
            yield Piece(word, style)


def _wide(piece: Piece, size: float) -> float:
    return width(piece.text, piece.style, size) + (width(piece.mark, piece.style, size * MARK) if piece.mark else 0)


def break_lines(run: Iterable[Piece], room: float, size: float, indent: float) -> Iterator[tuple[list[Piece], float]]:
    """Lines as they fill up, each with the width of its pieces and their least blanks; `indent` is the first one's."""
    line: list[Piece] = []
    used, blank = indent, width(" ", "", size)
    for piece in run:
        step = _wide(piece, size) + (0 if not line or piece.glued else blank)
        if line and used + step > room:
            yield line, used
            line, used = [], 0.0
            step = _wide(piece, size)
        line.append(piece)
        used += step
    if line:
        yield line, used


def set_lines(
    run: Iterable[Piece],
    room: float,
    size: float,
    leading: float,
    align: Align = "justified",
    indent: float = 0.0,
    left: float = 0.0,
) -> list[Strip]:
    """The run as strips of one line each, `room` wide from `left`; the last line of a paragraph is not spread."""
    broken = list(break_lines(run, room, size, indent))
    strips = []
    for i, (line, used) in enumerate(broken):
        first = indent if i == 0 else 0.0
        spare = room - used
        gaps = sum(not p.glued for p in line[1:])
        stretch = spare / gaps if align == "justified" and i < len(broken) - 1 and gaps else 0.0
        start = left + (spare / 2 if align == "centre" else first)
        glyphs = tuple(_glyphs(line, start, leading * 0.78, size, stretch))
        strips.append(Strip(leading, glyphs, notes=tuple(n for p in line for n in p.note)))
    return strips


def _glyphs(line: Sequence[Piece], x: float, y: float, size: float, stretch: float) -> Iterator[Glyphs]:
    blank = width(" ", "", size) + stretch
    for i, piece in enumerate(line):
        x += 0 if i == 0 or piece.glued else blank
        # The blank is drawn with the word before it, so that text copied from the file has it.
        spaced = i + 1 < len(line) and not line[i + 1].glued and not piece.mark
        yield Glyphs(x, y, piece.text + " " if spaced else piece.text, piece.style, size)
        x += width(piece.text, piece.style, size)
        if piece.mark:
            yield Glyphs(x, y - size * 0.33, piece.mark, piece.style, size * MARK)
            x += width(piece.mark, piece.style, size * MARK)


def moved(strip: Strip, dx: float = 0.0, dy: float = 0.0) -> Strip:
    """The strip with what stands in it moved right and down; its height stays."""
    return replace(
        strip,
        glyphs=tuple(replace(g, x=g.x + dx, y=g.y + dy) for g in strip.glyphs),
        rules=tuple(replace(r, x0=r.x0 + dx, x1=r.x1 + dx, y0=r.y0 + dy, y1=r.y1 + dy) for r in strip.rules),
        sign=(strip.sign[0] + dx, strip.sign[1] + dy) if strip.sign else None,
    )


def stack(strips: Sequence[Strip]) -> Strip:
    """Strips one below the other as one that stays together."""
    glyphs: list[Glyphs] = []
    rules: list[Rule] = []
    sign = None
    y = 0.0
    for i, strip in enumerate(strips):
        y += strip.gap if i else 0.0
        down = moved(strip, dy=y)
        glyphs += down.glyphs
        rules += down.rules
        sign = down.sign or sign
        y += strip.height
    return Strip(y, tuple(glyphs), tuple(rules), sign=sign)


def beside(left: Strip, right: Strip) -> Strip:
    """Two strips side by side; both keep the places that they have."""
    height = max(left.height, right.height)
    return Strip(height, left.glyphs + right.glyphs, left.rules + right.rules, sign=left.sign or right.sign)
