"""Pages to one running text: paragraphs joined, footnotes lifted out, sections and tables kept."""

from __future__ import annotations

from models.page import Reading
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
    return compose(divide(flow, setting), len(reading.pages))
