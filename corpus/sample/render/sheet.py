"""A sample report as set pages, as an office prints them: A4, two-column head, footnotes under a rule, ruled tables."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from corpus.sample.model import Block, Document, Phrase, Row
from corpus.sample.render.setting import (
    Align,
    Glyphs,
    Piece,
    Rule,
    Strip,
    beside,
    moved,
    pieces,
    set_lines,
    stack,
    width,
)

PAGE = (595.28, 841.89)
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True, slots=True)
class Sheet:
    """Margins and sizes of one report, in points; `spread` is the leading in sizes.

    Not every office sets alike: tables without rules, their heads once more on each page, footnotes that run over to
    the next page, a line at the foot of each page that is the same on all.
    """

    left: float = 85.0
    right: float = 48.0
    top: float = 57.0
    bottom: float = 54.0
    size: float = 14.0
    spread: float = 1.25
    gap: float = 5.0
    ruled: bool = True
    heads_again: bool = False
    notes_run_over: bool = False
    foot: str = ""

    @property
    def room(self) -> float:
        """Width of the text."""
        return PAGE[0] - self.left - self.right

    @property
    def leading(self) -> float:
        """From one baseline to the next."""
        return self.size * self.spread


@dataclass(slots=True)
class SetPage:
    """One page ready to be drawn; places are from the sheet's top left corner. `sign` is where a signature goes.

    `around` is printed and no part of the text: the page's number, the line at its foot, the head of a table again.
    """

    number: int
    glyphs: list[Glyphs] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    sign: tuple[float, float] | None = None
    around: list[Glyphs] = field(default_factory=list)

    @property
    def printed(self) -> list[Glyphs]:
        """All letters on the page."""
        return [*self.glyphs, *self.around]


def choose_sheet(dice: random.Random, brief: bool = False) -> Sheet:
    """Sizes and margins as they differ from office to office; a brief report is set close, to fit on one page."""
    if brief:
        return Sheet(right=43.0, top=50.0, bottom=43.0, size=13.0, spread=1.16, gap=3.0)
    return Sheet(
        left=dice.choice((80.0, 85.0, 88.0)),
        right=dice.choice((43.0, 48.0, 54.0)),
        size=dice.choice((13.0, 13.5, 14.0, 14.0)),
        spread=dice.choice((1.18, 1.22, 1.28)),
        gap=dice.choice((4.0, 6.0)),
    )


def set_pages(document: Document, sheet: Sheet) -> list[SetPage]:
    """The whole report on pages."""
    return list(_fill([*_head(document, sheet), *_body(document, sheet), *_tail(document, sheet)], sheet))


def _line(
    text: str, sheet: Sheet, style: str, size: float, align: Align = "centre", left: float = 0.0, room: float = 0.0
) -> Strip:
    """A short text in a column as one strip of as many lines as it takes."""
    return stack(set_lines(pieces(text, style), room or sheet.room, size, size * 1.2, align, left=left))


def _rule_below(strip: Strip, centre: float, length: float) -> Strip:
    y = strip.height + 2
    return replace(
        strip, height=strip.height + 4, rules=(*strip.rules, Rule(centre - length / 2, y, centre + length / 2, y))
    )


def _head(document: Document, sheet: Sheet) -> Iterator[Strip]:
    head, size = document.letterhead, sheet.size - 1
    # The left column is as wide as a third of the sheet; the motto needs the rest, and both reach into the margins.
    left_room, start = sheet.room * 0.40, -14.0
    right_room, right = sheet.room * 0.64, start + left_room
    names = stack(
        [
            _line(head.above, sheet, "", size, left=start, room=left_room),
            _line(head.issuer, sheet, "b", size, left=start, room=left_room),
        ]
    )
    names = _rule_below(names, start + left_room / 2, 62)
    mottos = stack(
        [
            _line(MOTTO[0], sheet, "b", size - 0.5, left=right, room=right_room),
            _line(MOTTO[1], sheet, "b", size + 0.5, left=right, room=right_room),
        ]
    )
    mottos = _rule_below(mottos, right + right_room / 2, width(MOTTO[1], "b", size + 0.5))
    number = _line(head.number.replace("     ", "\u2003\u2003"), sheet, "", size, left=start, room=left_room)
    dated = _line(head.dated.replace("    ", "\u2003"), sheet, "i", size, left=right, room=right_room)
    yield replace(beside(names, mottos), keep=3)
    yield replace(beside(number, dated), gap=6, keep=2)
    yield replace(_line(head.doc_type, sheet, "b", sheet.size + 0.5), gap=14, keep=1)
    title = stack([_line(line, sheet, "b", sheet.size, left=24, room=sheet.room - 48) for line in head.title])
    yield replace(_rule_below(title, sheet.room / 2, 90), gap=2, keep=1)
    yield from _addressees(head.addressees, sheet)


def _addressees(names: Sequence[str], sheet: Sheet) -> Iterator[Strip]:
    if len(names) == 1:
        yield replace(_line(f"Kính gửi: {names[0]}.", sheet, "", sheet.size), gap=12)
    elif names:
        yield replace(_line("Kính gửi:", sheet, "", sheet.size, "left", left=80), gap=12)
        for name in names:
            end = "." if name == names[-1] else ";"
            yield _line(f"- {name}{end}", sheet, "", sheet.size, "left", left=148, room=sheet.room - 148)


def _body(document: Document, sheet: Sheet) -> Iterator[Strip]:
    yield Strip(4)
    number = 0
    for block in document.blocks:
        strips = list(_block(block, sheet, number))
        number += sum(len(p.notes) for p in block.phrases())
        yield from strips


_STYLES: dict[str, tuple[str, Align, float]] = {
    # style of type, alignment, first line's indent
    "part": ("b", "centre", 0),
    "centre": ("b", "centre", 0),
    "aside": ("i", "centre", 0),
    "heading": ("b", "justified", 34),
    "basis": ("i", "justified", 34),
    "paragraph": ("", "justified", 34),
    "item": ("", "justified", 34),
}


def _block(block: Block, sheet: Sheet, number: int) -> Iterator[Strip]:
    if block.rows:
        yield from _table(block, sheet)
        return
    style, align, indent = _STYLES[block.kind]
    run = list(_marked_pieces(block.phrase, style, number, sheet))
    strips = set_lines(run, sheet.room, sheet.size, sheet.leading, align, indent)
    above = sheet.gap + (4 if block.kind in ("part", "centre") else 0)
    strips[0] = replace(strips[0], gap=above)
    if style == "b":
        strips = [replace(s, keep=len(strips) - i + 1) for i, s in enumerate(strips)]
    yield from strips


_ARTICLE = re.compile(r"Điều \d+\.")


def _marked_pieces(phrase: Phrase, style: str, number: int, sheet: Sheet) -> Iterator[Piece]:
    """The words with footnote marks where the notes stand; `Điều 1.` in bold."""
    end = 0
    article = _ARTICLE.match(phrase.text)
    if article:
        yield from pieces(article[0], "b")
        end = article.end()
    for i, note in enumerate(phrase.notes, number + 1):
        *before, last = pieces(phrase.text[end : note.at], style)
        yield from before
        rest = re.match(r"[^\s]*", phrase.text[note.at :])
        tail = rest[0] if rest else ""
        yield replace(last, mark=str(i), note=tuple(_note(i, note.phrase, sheet)))
        if tail:
            yield Piece(tail, style, glued=True)
        end = note.at + len(tail)
    yield from pieces(phrase.text[end:], style)


def _note(number: int, phrase: Phrase, sheet: Sheet) -> list[Strip]:
    size = 10.0 if sheet.size < 14 else 10.5
    run = [Piece("", "", mark=str(number)), *pieces(phrase.text, "")]
    return set_lines(run, sheet.room, size, size * 1.15)


def _table(block: Block, sheet: Sheet) -> Iterator[Strip]:
    yield Strip(0, gap=sheet.gap, keep=3)
    head = _row(block.rows[0], block.widths, sheet, head=True)
    yield head
    for row in block.rows[1:]:
        yield replace(_row(row, block.widths, sheet, head=False), again=head if sheet.heads_again else None)
    yield Strip(4)


def _row(row: Row, widths: Sequence[float], sheet: Sheet, head: bool) -> Strip:
    size, pad = sheet.size - 1.5, 4.0
    x, cells, edges = 0.0, [], [0.0]
    shown = zip(row.cells[:1], (1.0,), strict=True) if row.across else zip(row.cells, widths, strict=True)
    for cell, share in shown:
        room = share * sheet.room
        short = len(cell.text) < 12 and (cell.text[:1].isdigit() or not cell.text)
        align: Align = "centre" if head or short else "left"
        style = "b" if head else ""
        cells.append(stack(set_lines(pieces(cell.text, style), room - 2 * pad, size, size * 1.22, align, left=x + pad)))
        x += room
        edges.append(x)
    height = max(c.height for c in cells) + 2 * 2.5
    placed = [moved(c, dy=(height - c.height) / 2) for c in cells]
    lines = [Rule(e, 0, e, height) for e in edges] + [Rule(0, y, x, y) for y in (0.0, height)]
    lines = lines if sheet.ruled else []
    return Strip(height, tuple(g for c in placed for g in c.glyphs), tuple(lines), keep=2 if head else 0)


def _tail(document: Document, sheet: Sheet) -> Iterator[Strip]:
    """Recipients and signature in two columns, then the list on a page of its own."""
    signature, size = document.signature, sheet.size - 2.5
    names = signature.recipients
    listed = [
        _line(f"- {n}{'.' if n == names[-1] else ';'}", sheet, "", size - 0.5, "left", room=sheet.room * 0.44)
        for n in names
    ]
    left = stack([_line("Nơi nhận:", sheet, "bi", size + 0.5, "left"), *listed])
    column, room = sheet.room * 0.46, sheet.room * 0.54
    offices = [_line(c, sheet, "b", sheet.size - 0.5, left=column, room=room) for c in signature.capacity]
    space = Strip(62, sign=(column + room / 2, 30))
    right = stack([*offices, space, _line(signature.name, sheet, "b", sheet.size, left=column, room=room)])
    yield replace(beside(left, right), gap=14)
    for i, block in enumerate(document.appendix):
        strips = list(_block(block, sheet, 0))
        yield from [replace(strips[0], new_page=True), *strips[1:]] if i == 0 else strips


def _fill(strips: Sequence[Strip], sheet: Sheet) -> Iterator[SetPage]:
    """Pages filled from the top, each with its footnotes at the foot."""
    page, y, notes = SetPage(1), sheet.top, list[Strip]()
    for i, strip in enumerate(strips):
        together = strips[i : i + 1 + strip.keep]
        coming = [n for s in together for n in s.notes]
        needed = sum(s.gap + s.height for s in together)
        needed += _notes_height([*notes, *(coming[:1] if sheet.notes_run_over else coming)])
        if page.glyphs and (strip.new_page or y + needed > PAGE[1] - sheet.bottom):
            fit = _fitting(notes, y, sheet)
            yield _finished(page, notes[:fit], sheet)
            page, y, notes = SetPage(page.number + 1), sheet.top, notes[fit:]
            y += _again(page, strip, sheet)
        y += strip.gap if page.glyphs else 0.0
        _place(page, strip, sheet.left, y)
        y += strip.height
        notes += strip.notes
    fit = _fitting(notes, y, sheet)
    yield _finished(page, notes[:fit], sheet)
    if notes[fit:]:
        yield _finished(SetPage(page.number + 1), notes[fit:], sheet)


def _fitting(notes: Sequence[Strip], y: float, sheet: Sheet) -> int:
    """How many lines of footnotes have room on a page filled down to `y`, one at least; the others run over."""
    room = PAGE[1] - sheet.bottom - y
    most = len(notes)
    while sheet.notes_run_over and most > 1 and _notes_height(notes[:most]) > room:
        most -= 1
    return most


def _notes_height(notes: Sequence[Strip]) -> float:
    return sum(n.height for n in notes) + 10 if notes else 0.0


def _again(page: SetPage, strip: Strip, sheet: Sheet) -> float:
    """The head of a table set once more at a page's top; how high it is."""
    if not strip.again:
        return 0.0
    head = moved(strip.again, sheet.left, sheet.top)
    page.around += head.glyphs
    page.rules += head.rules
    return head.height


def _place(page: SetPage, strip: Strip, x: float, y: float) -> None:
    placed = moved(strip, x, y)
    page.glyphs += placed.glyphs
    page.rules += placed.rules
    page.sign = placed.sign or page.sign


def _finished(page: SetPage, notes: Sequence[Strip], sheet: Sheet) -> SetPage:
    y = PAGE[1] - sheet.bottom - sum(n.height for n in notes)
    if notes:
        page.rules.append(Rule(sheet.left, y - 4, sheet.left + 144, y - 4, 0.5))
    for note in notes:
        _place(page, note, sheet.left, y)
        y += note.height
    if page.number > 1:
        text = str(page.number)
        page.around.append(Glyphs((PAGE[0] - width(text, "", 13)) / 2, 38, text, "", 13))
    if sheet.foot:
        page.around.append(Glyphs(sheet.left, PAGE[1] - 26, sheet.foot, "i", 9.5))
    return page
