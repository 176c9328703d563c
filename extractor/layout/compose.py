"""First, simple composition: lines joined to paragraphs at blank lines. Replaced by the layout proper."""

from __future__ import annotations

import re

from models.page import Line, Reading
from models.records import Block, Layout, Place

_OPENER = re.compile(r"(?:[-+•*]|\d+(?:\.\d+)*[.)]|[a-zđ]\)|[IVXLC]+\.|Phần|Điều|Nơi nhận|Kính gửi)\s?")


def compose(reading: Reading) -> Layout:
    """Join lines until one ends a sentence or the next opens an item."""
    groups: list[list[tuple[int, Line]]] = []
    for page in reading.pages:
        for line in page.items:
            if not isinstance(line, Line) or not line.words:
                continue
            last = groups[-1][-1][1].text if groups else ""
            if groups and not last.endswith((".", ":", ";")) and not _OPENER.match(line.text):
                groups[-1].append((page.number, line))
            else:
                groups.append([(page.number, line)])
    text, blocks, places = "", [], []
    for group in groups:
        start = len(text)
        for number, line in group:
            for word in line.words:
                text += " " if len(text) > start else ""
                places.append(Place(len(text), len(text) + len(word.text), number, line.number, word.box))
                text += word.text
        blocks.append(Block("paragraph", start, len(text), group[0][0]))
        text += "\n"
    return Layout(text, tuple(blocks), tuple(places), len(reading.pages))
