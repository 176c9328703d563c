"""Words and rules with places to lines, zones and tables."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.readers.geometry import arrange
from extractor.readers.grid import find_grids
from extractor.readers.proof import proofread
from extractor.readers.sheet import Rule, Sheet, base_of, box_of, is_power, rows_of, word_box
from extractor.readers.tesseract import Token
from extractor.readers.tilt import tilted_back
from models.page import Line, Page, Table, Word
from tests.extractor.page_tools import cells, lines


def _word(text: str, x: float, base: float, size: float = 14) -> Word:
    return Word(text, word_box(x, x + 0.45 * size * len(text), base, size), None, size)


def _row(text: str, x: float, base: float, size: float = 14) -> list[Word]:
    words = []
    for word in text.split():
        words.append(_word(word, x, base, size))
        x = box_of(words[-1]).x1 + 0.25 * size
    return words


def _frame(xs: list[float], ys: list[float]) -> list[Rule]:
    return [Rule(xs[0], y, xs[-1], y) for y in ys] + [Rule(x, ys[0], x, ys[-1]) for x in xs]


def _page(*words: Word, rules: tuple[Rule, ...] = ()) -> Page:
    (page,) = arrange([Sheet(1, 595, 842, words, rules)])
    return page


@given(st.floats(1, 500), st.floats(20, 800), st.floats(5, 30))
def test_a_words_base_line_follows_from_its_box(x: float, base: float, size: float) -> None:
    assert base_of(Word("a", word_box(x, x + size, base, size), None, size)) == pytest.approx(base)


def test_a_row_holds_words_whose_base_lines_waver() -> None:
    """A scan's base line is never quite straight; the next line is a whole line away."""
    words = (*(_word("thi", 50 + 30 * n, 100 + 0.5 * (n % 3)) for n in range(12)), _word("đua", 50, 118))
    assert [len(row.words) for row in rows_of(words)] == [12, 1]


def test_a_raised_mark_joins_the_row_that_it_rises_from() -> None:
    mark = Word("1", word_box(95, 99, 112, 8), None, 8, raised=True)
    first, second = rows_of((_word("trên", 50, 100), _word("dưới", 50, 118), mark))
    assert mark in second.words and mark not in first.words


@pytest.mark.parametrize(
    ("word", "raised", "power"),
    [
        ("m", "2", True),
        ("18.400m", "3", True),
        ("(km", "2", True),
        ("m", "4", False),  # no such unit
        ("nam", "2", False),  # ends with an m, and is no unit
        ("hiện", "3", False),
    ],
)
def test_powers(word: str, raised: str, power: bool) -> None:
    assert is_power(word, raised) is power


def test_a_merged_cell_stands_in_its_first_place() -> None:
    """The head reaches over two columns: its rule between them is missing in the first row."""
    rules = [Rule(50, y, 450, y) for y in (100, 130, 160)] + [Rule(x, 100, x, 160) for x in (50, 150, 450)]
    rules.append(Rule(300, 130, 300, 160))
    words = (*_row("TT", 60, 120), *_row("Số lượng", 160, 120), *_row("5", 60, 150), *_row("9", 310, 150))
    assert cells(_page(*words, rules=tuple(rules))) == [["TT", "Số lượng", ""], ["5", "", "9"]]


@pytest.mark.parametrize(
    ("rules", "tables"),
    [
        (_frame([50, 300], [100, 200]), 0),  # a lone frame around a text
        ([Rule(50, 100, 300, 100), Rule(50, 130, 300, 130)], 0),  # rules above and below a title
        (_frame([50, 150, 300], [100, 130]), 1),  # one row is a table
        (_frame([50, 150], [100, 130, 160]) + _frame([50, 150], [300, 330, 360]), 2),  # two, one below the other
    ],
)
def test_what_rules_make_a_table(rules: list[Rule], tables: int) -> None:
    assert len(find_grids(rules)) == tables


def test_rules_of_a_scan_that_just_miss_each_other_meet() -> None:
    rules = [Rule(51.5, 100, 299, 100), Rule(50, 131, 301, 131), Rule(50, 101.5, 50, 130), Rule(300, 99, 300, 129)]
    assert len(find_grids([*rules, Rule(150, 98.5, 150, 132)])) == 1


def test_small_print_at_the_foot_is_a_note_only_with_a_mark() -> None:
    body = [
        w for n in range(20) for w in _row("phong trào thi đua yêu nước trong toàn huyện năm nay", 85, 100 + 20 * n)
    ]
    marked, plain = _row("1 Quyết định khen thưởng", 85, 780, 10), _row("Ghi chú của bảng trên", 85, 780, 10)
    assert lines(_page(*body, *marked), "note") == ["1 Quyết định khen thưởng"]
    assert lines(_page(*body, *plain), "note") == []


def test_print_of_the_bodys_size_under_a_rule_is_no_note() -> None:
    body = [
        w for n in range(20) for w in _row("phong trào thi đua yêu nước trong toàn huyện năm nay", 85, 100 + 20 * n)
    ]
    page = _page(*body, *_row("2. Kết quả đạt được", 85, 520), rules=(Rule(85, 500, 220, 500),))
    assert lines(page, "note") == []


def test_tables_and_lines_follow_each_other_as_on_the_page() -> None:
    words = [*_row("Bảng một", 85, 80), *_row("Sau bảng", 85, 220), *_row("12", 60, 120)]
    page = _page(*words, rules=tuple(_frame([50, 150, 300], [100, 130])))
    assert [type(item) for item in page.items] == [Line, Table, Line]


@given(st.floats(-5, 5), st.floats(50, 550), st.floats(50, 800))
def test_boxes_are_turned_about_the_middle_of_the_page(skew: float, x: float, base: float) -> None:
    page = _page(_word("khen", x, base))
    (turned,) = tilted_back([page], {1: skew})
    old, new = (box_of(p.items[0].words[0]) for p in (page, turned) if isinstance(p.items[0], Line))
    far = [math.hypot((b.x0 + b.x1) / 2 - 297.5, (b.top + b.bottom) / 2 - 421) for b in (old, new)]
    assert far[0] == pytest.approx(far[1]) and new.x1 - new.x0 == pytest.approx(old.x1 - old.x0)


def _strokes(count: int) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    """Ink as of so many Is side by side, each with serifs, on a base line at 40."""
    ink = np.zeros((60, 100), dtype=np.bool_)
    for n in range(count):
        ink[10:40, 12 + 14 * n : 16 + 14 * n] = True
        ink[38:40, 9 + 14 * n : 19 + 14 * n] = True
    return ink


@pytest.mark.parametrize(
    ("text", "strokes", "confidence", "expected"),
    [
        ("HI", 3, 0.6, "III"),  # two strokes read as an H
        ("II", 3, 0.7, "III"),  # one stroke lost
        ("H", 2, 0.7, "II"),
        ("II", 3, 0.95, "II"),  # Tesseract is sure, the count of strokes is not
        ("HA", 3, 0.5, "HA"),  # no numeral
    ],
)
def test_numerals_have_as_many_strokes_as_are_printed(
    text: str, strokes: int, confidence: float, expected: str
) -> None:
    token = Token(text, 8, 10, 10 + 14 * strokes, 40, 40, 40, confidence, 1)
    assert [t.text for t in proofread([token], _strokes(strokes))] == [expected]


def test_an_h_with_its_bar_is_no_numeral() -> None:
    ink = _strokes(2)
    ink[24:27, 12:30] = True
    token = Token("XH", 8, 10, 38, 40, 40, 40, 0.5, 1)
    assert [t.text for t in proofread([token], ink)] == ["XH"]


@pytest.mark.parametrize(
    ("text", "dot", "expected"),
    [
        ("THỊ", False, "THI"),  # a dot that only Tesseract saw
        ("THỊ", True, "THỊ"),
        ("thị", False, "thị"),  # small letters are left as they are read
        ("QUỴ", False, "QUỴ"),  # a Q's tail would be taken for a dot
    ],
)
def test_a_dot_below_capitals_must_be_printed(text: str, dot: bool, expected: str) -> None:
    ink = _strokes(3)
    ink[45:49, 41:45] = dot
    token = Token(text, 8, 10, 52, 49 if dot else 40, 40, 40, 0.7, 1)
    assert [t.text for t in proofread([token], ink)] == [expected]
