"""Pages to one running text: paragraphs joined, footnotes lifted out, sections and tables kept."""

from __future__ import annotations

from dataclasses import replace

from models.page import Reading, Turn
from models.records import Layout


def lay_out(reading: Reading) -> Layout:
    """The text of `reading` in reading order, with its blocks and where each word stands."""
    from extractor.layout.compose import compose
    from extractor.layout.flow import gather
    from extractor.layout.marks import without_loose_marks
    from extractor.layout.notes import lift_notes
    from extractor.layout.parts import divide
    from extractor.layout.setting import measure
    from extractor.layout.strips import Strip

    items = gather(reading)
    setting = measure([i for i in items if isinstance(i, Strip)], reading.whole)
    flow = [without_loose_marks(item) for item in lift_notes(items, setting)]
    turns = tuple(
        Turn(page.number, page.turn, page.width, page.height, page.bend)
        for page in reading.pages
        if page.turn or page.bend
    )
    return replace(compose(divide(flow, setting), len(reading.pages)), turns=turns)
