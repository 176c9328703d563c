"""What a report says once it is on paper: its blocks in reading order, and its lines as they are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import Literal

from corpus.sample.model import Block, Document, Phrase
from corpus.sample.render.setting import Glyphs, width
from corpus.sample.render.sheet import MOTTO, SetPage

TrueKind = Literal["head", "heading", "paragraph", "row", "footnote", "tail"]

_SMALLEST = 9.0  # points: what is smaller is a footnote's mark
_HAIR = 0.1  # points
_LEVELS = tuple(map(re.compile, (r"(?:Phần|Chương)\b", r"[IVX]+\. ", r"\d+\. ", r"\d+\.\d+\. ", r"[a-zđ]\) ")))


@dataclass(frozen=True, slots=True)
class TrueBlock:
    """A piece of a report without line breaks, blanks squeezed; `section` is the path of headings above it.

    Rows of a table have `cells`, and the first row of each table `opens` it. A footnote has its `mark`; it follows the
    block that bears it. `text` never holds footnote marks.
    """

    kind: TrueKind
    text: str
    section: tuple[str, ...] = ()
    mark: str | None = None
    cells: tuple[str, ...] = ()
    opens: bool = False


def true_blocks(document: Document) -> list[TrueBlock]:
    """The whole report: letterhead left before right, body, recipients before signature, what is appended."""
    body = list(_sectioned(_joined_parts(document.blocks)))
    listed = list(_sectioned(document.appendix))
    return [*_head(document), *body, *_tail(document), *listed]


def true_text(blocks: Sequence[TrueBlock]) -> str:
    """The blocks as one text, a line each; cells are parted by tabs."""
    return "\n".join(block.text for block in blocks)


def printed_pieces(page: SetPage) -> list[str]:
    """The lines of the page, those of columns and cells apart, top to bottom, without marks and what is no text."""
    runs: list[list[Glyphs]] = []
    for glyphs in page.glyphs:
        if not runs or not _goes_on(runs[-1][-1], glyphs):
            runs.append([])
        runs[-1].append(glyphs)
    runs.sort(key=lambda run: (round(run[0].y), run[0].x))
    return [text for run in runs if (text := _squeezed("".join(_letters(run))))]


def _letters(run: Sequence[Glyphs]) -> Iterator[str]:
    """The text of glyphs on one line; a blank stands after a mark unless the next glyphs touch it."""
    for glyphs, after in zip_longest(run, run[1:]):
        if not _is_mark(glyphs):
            yield glyphs.text
        elif after and after.x > _end(glyphs) + _HAIR:
            yield " "


def _goes_on(before: Glyphs, glyphs: Glyphs) -> bool:
    """Whether the glyphs stand on the same line: only within one is a blank drawn between words, or none needed."""
    if _is_mark(before) or _is_mark(glyphs):
        return abs(before.y - glyphs.y) < glyphs.size and glyphs.x > before.x
    return before.y == glyphs.y and (before.text.endswith(" ") or abs(glyphs.x - _end(before)) < _HAIR)


def _end(glyphs: Glyphs) -> float:
    return glyphs.x + width(glyphs.text, glyphs.style, glyphs.size)


def _is_mark(glyphs: Glyphs) -> bool:
    return glyphs.size < _SMALLEST


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _head(document: Document) -> Iterator[TrueBlock]:
    head = document.letterhead
    addressees = [f"Kính gửi: {name}." for name in head.addressees]
    if len(addressees) > 1:
        addressees = ["Kính gửi:", *_listed(head.addressees)]
    lines = (f"{head.above} {head.issuer}", head.number, *MOTTO, head.dated, head.doc_type, " ".join(head.title))
    for line in (*lines, *addressees):
        yield TrueBlock("head", _squeezed(line))


def _listed(names: Sequence[str]) -> list[str]:
    return [f"- {name}{'.' if name == names[-1] else ';'}" for name in names]


def _tail(document: Document) -> Iterator[TrueBlock]:
    signature = document.signature
    for line in ("Nơi nhận:", *_listed(signature.recipients), *signature.capacity, signature.name):
        yield TrueBlock("tail", _squeezed(line))


def _joined_parts(blocks: Sequence[Block]) -> Iterator[Block]:
    """`Phần thứ nhất` and the title below it as one heading."""
    for is_part, run in groupby(blocks, key=lambda block: block.kind == "part"):
        found = list(run)
        for first, second in zip(found[::2], found[1::2], strict=True) if is_part else ():
            yield replace(first, phrase=Phrase(f"{first.phrase.text} {second.phrase.text}"))
        yield from () if is_part else found


def _sectioned(blocks: Iterator[Block] | Sequence[Block]) -> Iterator[TrueBlock]:
    """The blocks with the headings above them and their footnotes after them."""
    path: list[tuple[int, str]] = []
    marks = 0
    for block in blocks:
        for one in _block(block):
            if one.kind == "heading":
                level = _level(one.text)
                path = [(at, text) for at, text in path if at < level]
            yield replace(one, section=tuple(text for _, text in path))
            if one.kind == "heading":
                path.append((level, one.text))
        for marks, note in enumerate((n for p in block.phrases() for n in p.notes), marks + 1):  # noqa: B020
            text = _squeezed(note.phrase.text)
            yield TrueBlock("footnote", text, tuple(text for _, text in path), mark=str(marks))


def _block(block: Block) -> Iterator[TrueBlock]:
    for i, row in enumerate(block.rows):
        cells = tuple(_squeezed(cell.text) for cell in row.cells)
        yield TrueBlock("row", "\t".join(cells), cells=cells, opens=i == 0)
    if not block.rows:
        yield TrueBlock(_kind(block), _squeezed(block.phrase.text))


def _kind(block: Block) -> TrueKind:
    """Centred lines head what follows when a colon ends them; else they belong to a title."""
    if block.kind in ("part", "heading") or (block.kind == "centre" and block.phrase.text.endswith(":")):
        return "heading"
    return "head" if block.kind in ("centre", "aside") else "paragraph"


def _level(heading: str) -> int:
    """How deep a heading stands: parts above Roman numbers above Arabic ones."""
    return next((depth for depth, pattern in enumerate(_LEVELS) if pattern.match(heading)), 0)
