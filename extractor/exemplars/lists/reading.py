"""The state of reading a list in running text from left to right."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractor.exemplars.entries import Entry
from extractor.exemplars.pieces import Piece
from models.records import ExemplarKind, Span

OF_PERSONS = ("person", "household")


@dataclass
class Reading:
    """The state of reading a list from left to right."""

    text: str
    pieces: list[Piece]
    entries: list[Entry] = field(default_factory=list)
    here: Span | None = None  # a place before the names it holds for: "Ở xã Đăk Nhau, gia đình ông ..."
    called: Span | None = None  # a form of address for all names behind it: "các ông: A, B"
    among: ExemplarKind | None = None  # what the names behind such words are
    head: str = ""  # what the bare names behind it share: "Công an huyện" of "Công an các huyện A, B"
    tail: re.Match[str] | None = None  # "là những hộ gia đình tiêu biểu trong ..."
