from __future__ import annotations

import pytest

from extractor.layout import lay_out
from models.page import Box, Cell, Line, Page, Reading, Table, Word
from tests.extractor.layout_tools import text_of

_HEAD = "TT|Họ và tên|Nơi ở"


def _rows(*pages: str) -> list[tuple[int | None, str]]:
    """The rows of a table on several pages, with what follows; cells are parted by strokes, rows by semicolons."""
    laid = [
        Page(number, tuple(_item(text, i) for i, text in enumerate(page.split("\n"), 1)))
        for number, page in enumerate(pages, 1)
    ]
    layout = lay_out(Reading("bang.pdf", "pdf", tuple(laid)))
    return [(block.table, text_of(layout, block).replace("\t", "|")) for block in layout.blocks]


def _item(text: str, number: int) -> Line | Table:
    if "|" not in text:
        return Line(_words(text), number)
    rows = [
        tuple(Cell((Line(_words(cell), number),) if cell else ()) for cell in row.split("|")) for row in text.split(";")
    ]
    return Table(tuple(rows), number)


def _words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word, Box(i * 30, 0, i * 30 + 25, 12)) for i, word in enumerate(text.split()))


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        pytest.param(
            (f"{_HEAD};1|Lò A Tủa|Nà Sản", f"{_HEAD};2|Mùa Thị Sua|Pá Lau"),
            [(1, _HEAD), (1, "1|Lò A Tủa|Nà Sản"), (1, "2|Mùa Thị Sua|Pá Lau")],
            id="a head printed again",
        ),
        pytest.param(
            (f"{_HEAD};1|Lò A Tủa|bản", f"{_HEAD};||Nà Sản;2|Mùa Thị Sua|Pá Lau"),
            [(1, _HEAD), (1, "1|Lò A Tủa|bản Nà Sản"), (1, "2|Mùa Thị Sua|Pá Lau")],
            id="a row broken under it",
        ),
        pytest.param(
            (f"{_HEAD};1|Lò A Tủa|Nà Sản", f"Biểu 2\n{_HEAD};1|Mùa Thị Sua|Pá Lau"),
            [(1, _HEAD), (1, "1|Lò A Tủa|Nà Sản"), (None, "Biểu 2"), (2, _HEAD), (2, "1|Mùa Thị Sua|Pá Lau")],
            id="another table with the same head",
        ),
        pytest.param(
            (f"{_HEAD};1|Lò A Tủa|Nà Sản", "Tên|Số hộ;Nà Sản|90"),
            [(1, _HEAD), (1, "1|Lò A Tủa|Nà Sản"), (2, "Tên|Số hộ"), (2, "Nà Sản|90")],
            id="another table of fewer columns",
        ),
    ],
)
def test_tables_over_pages(pages: tuple[str, ...], expected: list[tuple[int | None, str]]) -> None:
    assert _rows(*pages) == expected
