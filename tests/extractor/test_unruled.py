"""Tables without rules on a page, and what only looks like one; left edges and running heads of whole documents."""

from __future__ import annotations

from typing import Any

import pytest

from extractor.readers.geometry import arrange
from extractor.readers.sheet import Rule, Sheet, box_of, word_box
from models.page import Line, Page, Table, Word
from tests.extractor.page_tools import cells, lines

_PROSE = "Các xã đã họp dân và giao việc trồng rừng cho từng thôn bản trong vùng"


def _words(text: str, x: float, base: float, size: float = 13) -> list[Word]:
    words = []
    for word in text.split():
        words.append(Word(word, word_box(x, x + 0.45 * size * len(word), base, size), None, size))
        x = box_of(words[-1]).x1 + 0.25 * size
    return words


def _page(*rows: tuple[str, ...], xs: tuple[float, ...] = (90, 240, 330, 430)) -> Page:
    """A page of these rows, the cells of each at `xs`."""
    words = [
        word
        for i, row in enumerate(rows)
        for x, cell in zip(xs, row, strict=False)
        for word in _words(cell, x, 100 + 18 * i)
    ]
    return arrange([Sheet(1, 595, 842, tuple(words))])[0]


_HEAD = ("Xã", "Số hộ", "Số bản", "Khu")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            ((_PROSE,), _HEAD, ("Nà Sản", "90", "4", "2"), ("Pá Lau", "75", "3", "1"), (_PROSE,)),
            [list(_HEAD), ["Nà Sản", "90", "4", "2"], ["Pá Lau", "75", "3", "1"]],
            id="between paragraphs",
        ),
        pytest.param(
            (_HEAD, ("", "nghèo", "vùng cao"), ("Nà Sản", "90", "4", "2"), ("Pá Lau", "", "3", "1")),
            [["Xã", "Số hộ nghèo", "Số bản vùng cao", "Khu"], ["Nà Sản", "90", "4", "2"], ["Pá Lau", "", "3", "1"]],
            id="cells of two lines and an empty one",
        ),
        pytest.param(
            (_HEAD, ("Các xã của vùng thấp",), ("Nà Sản", "90", "4", "2"), ("Pá Lau", "75", "3", "1")),
            [list(_HEAD), ["Các xã của vùng thấp", "", "", ""], ["Nà Sản", "90", "4", "2"], ["Pá Lau", "75", "3", "1"]],
            id="a row across",
        ),
        pytest.param(
            (_HEAD, ("Nà Sản", "90", "4", "2"), ("Pá Lau", "75", "3", "1"), ("", "165", "7", "3")),
            [list(_HEAD), ["Nà Sản", "90", "4", "2"], ["Pá Lau", "75", "3", "1"], ["", "165", "7", "3"]],
            id="a total without a name",
        ),
        pytest.param((_HEAD, ("Nà Sản", "90", "4", "2"), (_PROSE,)), [], id="two rows are too few"),
        pytest.param(((_PROSE,), (_PROSE,), (_PROSE,), (_PROSE,)), [], id="prose"),
    ],
)
def test_tables_without_rules(rows: tuple[tuple[str, ...], ...], expected: list[list[str]]) -> None:
    page = _page(*rows)
    found = cells(page) if any(isinstance(item, Table) for item in page.items) else []
    assert found == expected
    assert [text for text in lines(page) if text == _PROSE] == [_PROSE for row in rows if row == (_PROSE,)]


def test_short_paragraphs_are_indented_from_the_edge_of_their_other_lines() -> None:
    rows = [_words(_PROSE, 90 if i % 4 == 3 else 126, 100 + 18 * i) for i in range(12)]
    page = arrange([Sheet(1, 595, 842, tuple(word for row in rows for word in row))])[0]
    assert [item.indent for item in page.items if isinstance(item, Line)] == [36, 36, 36, 0] * 3


@pytest.mark.parametrize(
    ("heads", "zone"),
    [
        (("Báo cáo trồng rừng", "Báo cáo trồng rừng"), "margin"),  # on both of two pages
        (("PHỤ LỤC 1", "PHỤ LỤC 2"), "body"),  # each the name of its own annex
    ],
)
def test_running_heads_of_two_pages(heads: tuple[str, str], zone: str) -> None:
    pages = arrange(
        [
            Sheet(
                n,
                595,
                842,
                tuple(_words(head, 240, 60) + [w for i in range(9) for w in _words(_PROSE, 90, 100 + 18 * i)]),
            )
            for n, head in enumerate(heads, 1)
        ]
    )
    assert [item.zone for page in pages for item in page.items[:1] if isinstance(item, Line)] == [zone, zone]


def test_footnotes_under_a_rule_are_no_recipients() -> None:
    body = [w for i in range(9) for w in _words(_PROSE, 90, 100 + 18 * i)]
    foot = (
        _words("Nơi nhận:", 90, 290, 11) + _words("TM. ỦY BAN NHÂN DÂN", 330, 290) + _words("- Lưu: VT.", 90, 305, 11)
    )
    note = _words("1 Theo số liệu của thôn.", 90, 340, 10)
    page = arrange([Sheet(1, 595, 842, tuple(body + foot + note), (Rule(90, 325, 230, 325),))])[0]
    assert [item.text for item in page.items if isinstance(item, Line) and item.zone == "note"] == [
        "1 Theo số liệu của thôn."
    ]


def test_turned_print_in_the_head_of_a_ruled_column_is_in_its_cell() -> None:
    rules = [Rule(90, y, 390, y) for y in (100, 160, 190)] + [Rule(x, 100, x, 190) for x in (90, 240, 390)]
    turned = tuple(Word(word, word_box(300, 310, base, 11), None, 11) for word, base in (("Giấy", 150), ("khen", 125)))
    words = (*_words("Xã", 150, 130), *_words("Nà Sản", 100, 180), *_words("90", 300, 180))
    page = arrange([Sheet(1, 595, 842, words, tuple(rules), turned)])[0]
    assert cells(page) == [["Xã", "Giấy khen"], ["Nà Sản", "90"]]


def test_long_footnotes_are_small_print_all_the_same() -> None:
    body = [w for i in range(4) for w in _words(_PROSE, 90, 100 + 18 * i, 14)]
    note = [w for i in range(9) for w in _words(("1 " if i == 0 else "") + _PROSE, 90, 300 + 12 * i, 10)]
    page = arrange([Sheet(1, 595, 842, tuple(body + note))])[0]
    assert [item.zone for item in page.items if isinstance(item, Line)] == ["body"] * 4 + ["note"] * 9


def test_cells_of_two_lines_beside_the_middle_of_the_others() -> None:
    rows: list[tuple[Any, ...]] = [(100, (90, "TT"), (150, "Tên"), (400, "Nơi"))]
    for i in (1, 2, 3):
        top = 90 + 40 * i
        rows += [
            (top - 8, (150, "Trường học ở bản")),
            (top, (90, str(i)), (400, "Nà Sản")),
            (top + 8, (150, "vùng cao")),
        ]
    words = tuple(word for base, *cells_ in rows for x, text in cells_ for word in _words(text, x, base))
    page = arrange([Sheet(1, 595, 842, words)])[0]
    assert cells(page) == [["TT", "Tên", "Nơi"], *([str(i), "Trường học ở bản vùng cao", "Nà Sản"] for i in (1, 2, 3))]


@pytest.mark.parametrize(("text", "zone"), [("2020.", "body"), ("2", "margin")])
def test_a_year_that_ends_the_text_is_no_page_number(text: str, zone: str) -> None:
    rows = [w for i in range(9) for w in _words(_PROSE, 90, 660 + 16 * i)] + _words(text, 90, 660 + 16 * 9)
    page = arrange([Sheet(1, 595, 842, tuple(rows))])[0]
    assert [item.zone for item in page.items if isinstance(item, Line)][-1] == zone
