"""Alternatives made of words: shared beginnings change nothing in what fits."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.patterns import CAPITALS, either


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("phong trào thi đua yêu nước", "thi đua yêu nước"),  # the longest of those that fit
        ("thi  đua\nkhen thưởng", "thi  đua"),  # blanks of any width, line breaks too
        ("(TĐ.KT)", "TĐ.KT"),  # signs mean themselves
        ("TĐxKT", None),
    ],
)
def test_either(text: str, found: str | None) -> None:
    match = re.search(either(["thi đua", "thi đua yêu nước", "TĐ.KT", "thi đua"]), text)
    assert (match and match.group()) == found


WORDS = st.lists(st.text(alphabet="ađ .", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=1, max_size=8)


@given(WORDS, st.text(alphabet="ađ .", max_size=12))
def test_the_longest_word_that_fits(words: list[str], text: str) -> None:
    single = [" ".join(word.split()) for word in words]
    one_by_one = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(single, key=len, reverse=True))
    shared, plain = re.match(either(single), text), re.match(one_by_one, text)
    assert (shared and shared.end()) == (plain and plain.end())


@given(WORDS, st.text(alphabet="ađ .", max_size=12))
def test_a_shorter_word_fits_where_the_longest_is_followed_by_the_wrong_sign(words: list[str], text: str) -> None:
    single = [" ".join(word.split()) for word in words]
    one_by_one = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(single, key=len, reverse=True))
    shared, plain = (re.match(rf"(?:{pattern})(?!\w)", text) for pattern in (either(single), one_by_one))
    assert (shared and shared.end()) == (plain and plain.end())


@pytest.mark.parametrize(
    ("letter", "capital"),
    [
        ("Đ", True),
        ("Ỷ", True),
        ("Ơ", True),
        ("Č", True),
        ("đ", False),
        ("ỷ", False),
        ("ơ", False),
        ("ß", False),
        ("_", False),
    ],
)
def test_capitals(letter: str, capital: bool) -> None:
    assert bool(re.fullmatch(f"[{CAPITALS}]", letter)) == capital
