"""Sources made from text, for the tests of the finders: one block a line."""

from __future__ import annotations

from extractor.source import Source
from models.records import Block, Layout, Place


def source(*paragraphs: str, kind: str = "paragraph", section: tuple[str, ...] = ()) -> Source:
    """A source of one page with a block for each paragraph, a word of print for each word."""
    text, blocks, places = "", [], []
    for number, paragraph in enumerate(paragraphs, 1):
        start = len(text)
        for word in paragraph.split(" "):
            places.append(Place(len(text), len(text) + len(word), 1, number))
            text += word + " "
        text = text[:-1] + "\n"
        blocks.append(Block(kind, start, len(text) - 1, 1, section))  # type: ignore[arg-type]
    return Source(Layout(text, tuple(blocks), tuple(places), 1))
