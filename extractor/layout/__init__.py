"""Pages to one running text: paragraphs joined, footnotes lifted out, sections and tables kept."""

from __future__ import annotations

from models.page import Reading
from models.records import Layout


def lay_out(reading: Reading) -> Layout:
    """The text of `reading` in reading order, with its blocks and where each word stands."""
    from extractor.layout.compose import compose

    return compose(reading)
