"""What is boxed on a drawn page, number by number."""

from __future__ import annotations

from pathlib import Path

from extractor.marked import LABELS
from models.text import shortened
from search.lookups.pages import PageView
from search.terminal.page import columns, console, say

_QUOTE_WIDTH = 160


def print_page(view: PageView, target: Path) -> None:
    """Where the page was drawn, then each record on it with the number it bears there and the words it quotes."""
    say(f"#{view.document} {view.name}, trang {view.page}/{view.pages}: {target}", style="bold")
    if not view.marks and not view.unplaced:
        say("Không có gì được trích ra từ trang này.")
    if view.marks:
        table = columns("Số", "Loại", "Nội dung", right=("Số",), fixed=("Loại",))
        for mark in view.marks:
            table.add_row(str(mark.number), LABELS[mark.kind], shortened(mark.quote, "", _QUOTE_WIDTH))
        console().print(table)
    if view.unplaced:
        say(f"{view.unplaced} mục chưa có vị trí trên trang; `sovang refresh {view.document}` đọc lại văn bản.")
