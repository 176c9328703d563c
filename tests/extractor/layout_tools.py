"""Laying out texts written in a test."""

from __future__ import annotations

from pathlib import Path

from extractor.layout import lay_out
from extractor.readers import read
from models.records import Block, Layout


def laid(text: str, folder: Path, name: str = "thu.txt") -> Layout:
    path = folder / name
    path.write_text(text, "utf-8")
    return lay_out(read(path))


def texts(layout: Layout, *kinds: str) -> list[str]:
    return [text_of(layout, b) for b in layout.blocks if not kinds or b.kind in kinds]


def text_of(layout: Layout, block: Block) -> str:
    return layout.text[block.start : block.end]


def block_with(layout: Layout, words: str) -> Block:
    return next(b for b in layout.blocks if words in text_of(layout, b))
