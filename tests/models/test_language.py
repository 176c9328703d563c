"""Words and sentences of the language pipeline."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.language import load
from models.sentences import sentence_spans


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Năm 2020. Huyện có 3 xã.", ["Năm 2020.", "Huyện có 3 xã."]),  # a year ends a sentence
        ("1. Mục đích. Tuyên truyền.", ["1. Mục đích.", "Tuyên truyền."]),  # a number at the head is none
        ("1. Ông A Lử; 2. Bà Y Mai. Hết", ["1. Ông A Lử; 2. Bà Y Mai.", "Hết"]),  # nor is one in the middle of a list
        ("các hội… và đoàn thể… Năm", ["các hội… và đoàn thể…", "Năm"]),  # three dots end one before a capital only
        ("UBND TP. Hồ Chí Minh tặng. Xong", ["UBND TP. Hồ Chí Minh tặng.", "Xong"]),  # an abbreviation
        ("Đạt 1.940 cá nhân", ["Đạt 1.940 cá nhân"]),  # a thousands dot
        ("Một dòng\nDòng hai", ["Một dòng", "Dòng hai"]),  # a line break ends one
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in sentence_spans(text)] == sentences


def test_words_of_several_syllables_keep_their_print() -> None:
    doc = load()("Gia đình ông Nguyễn  Hồng Chuyên giữ nếp văn hoá.")
    words = [token.text for token in doc]
    assert "Nguyễn  Hồng Chuyên" in words  # one word, its two blanks kept
    assert "văn hoá" in words  # underthesea's own words say "hóa"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="aăâđêôơưáạ ABC.,;:-–“”\n\t/0123456789()…", max_size=80))
def test_words_lie_on_the_text(text: str) -> None:
    doc = load()(text)
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in doc)
