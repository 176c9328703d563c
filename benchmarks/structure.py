"""Headings, paragraphs, footnotes and rows of tables: of a truth and of a layout, in one form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scoring import Entry, plain

from corpus.sample.render.truth import TrueBlock
from models.records import Block, Layout

KINDS = ("sections", "footnotes", "tables", "paragraphs")
_BEARER = 60  # letters of the paragraph that bears a footnote's mark

Entries = dict[str, list[Entry]]


def of_truth(blocks: Sequence[TrueBlock]) -> Entries:
    found: Entries = {kind: [] for kind in KINDS}
    bearer = ""
    for block in blocks:
        match block.kind:
            case "heading":
                found["sections"].append(_section((*block.section, block.text)))
            case "footnote":
                found["footnotes"].append(_footnote(block.mark, block.text, bearer))
            case "row":
                found["tables"].append(_row(block.opens, block.cells))
            case "paragraph":
                found["paragraphs"].append(_text(block.text))
        bearer = bearer if block.kind == "footnote" else block.text
    return found


def of_layout(layout: Layout) -> Entries:
    found: Entries = {kind: [] for kind in KINDS}
    bearer, table = "", None
    for block in layout.blocks:
        text = layout.text[block.start : block.end]
        match block.kind:
            case "heading":
                found["sections"].append(_section((*block.section, text)))
            case "footnote":
                found["footnotes"].append(_footnote(block.mark, text, bearer))
            case "row":
                found["tables"].append(_row(block.table != table, list(_cells(layout, block))))
            case "paragraph" | "item":
                found["paragraphs"].append(_text(text))
        bearer = bearer if block.kind == "footnote" else text
        table = block.table if block.kind == "row" else None
    return found


def _cells(layout: Layout, block: Block) -> Iterator[str]:
    return (layout.text[cell.start : cell.end] for cell in block.cells)


def _section(path: Sequence[str]) -> Entry:
    return Entry((len(path),), tuple(map(plain, path)))


def _footnote(mark: str | None, text: str, bearer: str) -> Entry:
    return Entry((mark,), (plain(text), plain(bearer)[:_BEARER]))


def _row(opens: bool, cells: Sequence[str]) -> Entry:
    return Entry((opens,), tuple(map(plain, cells)))


def _text(text: str) -> Entry:
    return Entry((), (plain(text),))
