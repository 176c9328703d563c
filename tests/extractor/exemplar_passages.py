"""Sources made of a few lines, each line a block, without a reader."""

from __future__ import annotations

from extractor.source import Source
from models.records import Block, BlockKind, Layout, Span


def passage(text: str, section: tuple[str, ...] = ()) -> Source:
    """`text` as a source: a line is a paragraph, one that begins with a dash an item."""
    blocks, at = [], 0
    for line in text.split("\n"):
        kind: BlockKind = "item" if line.startswith("-") else "paragraph"
        blocks.append(Block(kind, at, at + len(line), 1, section))
        at += len(line) + 1
    return Source(Layout(text, tuple(blocks), (), 1))


def table(head: str, *rows: str, section: tuple[str, ...] = ()) -> Source:
    """A table as a source: cells are parted by tabs, rows follow the head."""
    text = "\n".join((head, *rows))
    blocks, at = [], 0
    for line in (head, *rows):
        cells, start = [], at
        for cell in line.split("\t"):
            cells.append(Span(start, start + len(cell)))
            start += len(cell) + 1
        blocks.append(Block("row", at, at + len(line), 1, section, cells=tuple(cells), table=0))
        at += len(line) + 1
    return Source(Layout(text, tuple(blocks), (), 1))
