"""A sample report as plain text, mangled as real texts are on their way out of Word and PDF files."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.sample.model import Block, Document, Phrase

Head = Literal["stacked", "side", "cut", "lost"]
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is mangled. `width` 0 keeps a paragraph on one line; a page holds `lines` lines of about 80 signs."""

    width: int
    double: bool  # an empty line after every line
    lines: int
    head: Head
    bold: bool = False  # asterisks left around what was bold
    blanks: str = " "  # between the cells of a row


def choose_style(dice: random.Random, may_lose_head: bool) -> Style:
    """One of the manglings: double-spaced wrapped lines, a paragraph a line, wrapped lines."""
    heads: list[Head] = ["stacked", "side", "cut", "lost"]
    head = dice.choices(heads, [4, 2, 2, 3 if may_lose_head else 0])[0]
    forms = (
        Style(dice.randint(76, 84), True, dice.randint(30, 38), head, blanks="    "),
        Style(0, False, dice.randint(34, 42), head, bold=dice.random() < 0.5, blanks="\t"),
        Style(dice.randint(70, 88), False, dice.randint(36, 44), head, blanks="   "),
    )
    return dice.choices(forms, [4, 4, 3])[0]


def render_text(document: Document, style: Style) -> bytes:
    """The report as UTF-8 text in `style`."""
    body = _pages(document.blocks, style)
    listed = ["", *_pages(document.appendix, style)] if document.appendix else []
    lines = [*_head(document, style), *body, *_foot(document, style), *listed]
    return ("\n".join(line.rstrip() if not style.double else line for line in lines) + "\n").encode()


def _head(document: Document, style: Style) -> Iterator[str]:
    head = document.letterhead
    if style.head == "stacked":
        yield from (head.above, head.issuer, "-------", *MOTTO, "---------------", head.number, head.dated, "")
    elif style.head == "side":
        for left, right in ((head.above, MOTTO[0]), (head.issuer, MOTTO[1]), (head.number, head.dated)):
            yield f"{left.center(34)}  {right.center(46)}"
        yield ""
    elif style.head == "cut":
        yield from ("", "", head.number, "", head.dated, "")
    if style.head != "lost":
        yield from (head.doc_type, "", *head.title, "")
    yield from _addressees(document)


def _addressees(document: Document) -> Iterator[str]:
    names = document.letterhead.addressees
    if len(names) == 1:
        yield from (f"Kính gửi: {names[0]}.", "")
    elif names:
        yield from ("Kính gửi:", *(f"            - {n}{';' if n != names[-1] else '.'}" for n in names), "")


def _pages(blocks: Sequence[Block], style: Style) -> Iterator[str]:
    """The blocks with its page ends: there the footnotes interrupt, and a paragraph on one line is cut in two."""
    page: list[str] = []
    waiting: list[str] = []
    number = 0
    for block in blocks:
        for phrase in block.phrases() if not block.rows else _rows(block, style):
            text, notes = _with_marks(phrase, number)
            number += len(notes)
            for line in _broken(_indent(block, style) + text, style, len(page)):
                if len(page) >= style.lines:
                    yield from _page(page, waiting, style)
                    page, waiting = [], []
                page.append(line)
            waiting += notes
            page += [""] if not style.double and not block.rows else []
    yield from _page(page, waiting, style)


def _rows(block: Block, style: Style) -> Iterator[Phrase]:
    for row in block.rows:
        yield Phrase(style.blanks.join(cell.text for cell in row.cells))


def _indent(block: Block, style: Style) -> str:
    return " " if style.double and block.kind in ("paragraph", "item", "basis") else ""


def _with_marks(phrase: Phrase, before: int) -> tuple[str, list[str]]:
    """The text with footnote marks glued to the words, and the footnotes with their numbers."""
    text, end, notes = "", 0, []
    for i, note in enumerate(phrase.notes, before + 1):
        text += phrase.text[end : note.at] + str(i)
        end = note.at
        notes.append(f"{i} {note.phrase.text}")
    return text + phrase.text[end:], notes


def _page(page: list[str], notes: list[str], style: Style) -> Iterator[str]:
    width = style.width + 8 if style.width else 0
    lines = [*page, *([""] if notes else []), *(line for note in notes for line in wrap(note, width))]
    for line in lines:
        yield f"{line} " if style.double and line else line
        if style.double and line.strip():
            yield ""


def _broken(text: str, style: Style, used: int) -> Iterator[str]:
    if style.width:
        yield from wrap(text, style.width)
        return
    # A paragraph on one line takes as many of the page's lines as it would in print.
    room = max(1, style.lines - used) * 80
    cut = text.rfind(" ", 0, room) if len(text) > room else -1
    yield from (text[:cut], "", text[cut + 1 :]) if cut > 0 and "\t" not in text else (text,)


def wrap(text: str, width: int) -> Iterator[str]:
    """Lines of at most `width` signs, broken at blanks and after the hyphen of a number (`972/KH-` / `UBND`)."""
    line = ""
    for word in _breakable(text) if width else [text]:
        if line and len(line) + len(word.rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += word
    if line.strip():
        yield line.rstrip()


def _breakable(text: str) -> Iterator[str]:
    for word in text.split(" "):
        head, hyphen, tail = word.rpartition("-")
        if hyphen and "/" in head and len(head) > 4:
            yield head + hyphen
            yield tail + " "
        else:
            yield word + " "


def _foot(document: Document, style: Style) -> Iterator[str]:
    signature = document.signature
    names = signature.recipients
    star = "**" if style.bold else ""
    yield from ("", "Nơi nhận:", *(f"- {n}{';' if n != names[-1] else '.'}" for n in names), "")
    yield from (f"{star}{signature.capacity[0]}", *signature.capacity[1:-1])
    yield from (*([signature.capacity[-1] + star] if len(signature.capacity) > 1 else []), "", signature.name)
