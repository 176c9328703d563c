"""Plain text: each line of the file is a line; a form feed begins a page."""

from __future__ import annotations

from pathlib import Path

from models.page import Line, Page, Reading, Word
from models.text import SourceText


def read_plain(path: Path) -> Reading:
    """The lines of a UTF-8 text file; blank lines are lines without words."""
    text = SourceText.read(path.read_text("utf-8")).text
    items = tuple(
        Line(tuple(Word(w) for w in line.split()), number) for number, line in enumerate(text.splitlines(), 1)
    )
    return Reading(path.name, "txt", (Page(1, items),))
