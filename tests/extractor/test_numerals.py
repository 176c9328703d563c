"""Roman numerals of headings on scans: told by strokes and order, and left alone elsewhere."""

from __future__ import annotations

import pytest

from extractor.readers.numerals import may_open_heading, with_numerals
from models.page import Line, Page, Word

LOUD = "KẾT QUẢ THỰC HIỆN"


def _texts(*lines: str, confidence: float | None = 0.8) -> list[str]:
    items = tuple(Line(tuple(Word(w, None, confidence) for w in text.split()), i) for i, text in enumerate(lines))
    (page,) = with_numerals([Page(1, items)])
    return [item.text for item in page.items if isinstance(item, Line)]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        pytest.param(["L", "II.", "HI."], ["I.", "II.", "III."], id="strokes and dots run together"),
        pytest.param(["I.", "H.", "TH,"], ["I.", "II.", "III."], id="strokes joined"),
        pytest.param(["I.", "II", "II.", "IV."], ["I.", "II.", "III.", "IV."], id="a stroke and a dot lost"),
        pytest.param(["I.", "II.", "I.", "II."], ["I.", "II.", "I.", "II."], id="counted anew in the next part"),
        pytest.param(["IV.", "V."], ["IV.", "V."], id="beginning in the middle"),
        pytest.param(["1.", "2."], ["1.", "2."], id="numbers"),
    ],
)
def test_numerals_follow_each_other(read: list[str], printed: list[str]) -> None:
    assert _texts(*(f"{word} {LOUD}" for word in read)) == [f"{word} {LOUD}" for word in printed]


def test_the_order_goes_on_over_pages_and_text() -> None:
    assert _texts(f"I. {LOUD}", "Trong năm, huyện đã trồng rừng.", f"H. {LOUD}")[2] == f"II. {LOUD}"


def test_born_digital_print_is_left_as_it_is() -> None:
    assert _texts(f"H. {LOUD}", confidence=None) == [f"H. {LOUD}"]


@pytest.mark.parametrize(
    ("word", "rest", "opens"),
    [
        ("L", "TÌNH HÌNH CHUNG", True),
        ("L", "tình hình chung", False),  # a word in running text
        ("TH", "ĐUA", False),  # too little to tell
        ("THI", "ĐUA YÊU NƯỚC", False),  # a word that is made of such strokes
        ("1.", "TÌNH HÌNH CHUNG", False),
    ],
)
def test_what_may_open_a_heading(word: str, rest: str, opens: bool) -> None:
    assert may_open_heading(word, rest.split()) is opens


def test_a_word_made_of_strokes_stays() -> None:
    lines = [f"I. {LOUD}", f"II. {LOUD}", "THI ĐUA YÊU NƯỚC"]
    assert _texts(*lines) == lines
