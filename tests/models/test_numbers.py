from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.numbers import DECIMAL, WORDS, format_count, parse_count, parse_number, places, round_half_up

UNITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def in_words(number: int) -> str:
    """How a Vietnamese reader says a number below a thousand."""
    if number < 10:
        return UNITS[number]
    if number < 100:
        tens, unit = divmod(number, 10)
        head = "mười" if tens == 1 else f"{UNITS[tens]} mươi"
        tail = {0: "", 1: " mốt" if tens > 1 else " một", 5: " lăm"}.get(unit, f" {UNITS[unit]}")
        return head + tail
    hundreds, rest = divmod(number, 100)
    head = f"{UNITS[hundreds]} trăm"
    return head if not rest else f"{head} linh {UNITS[rest]}" if rest < 10 else f"{head} {in_words(rest)}"


@given(st.integers(0, 10**9))
def test_a_printed_count_is_read_back(number: int) -> None:
    assert parse_count(format_count(number)) == number
    assert parse_number(format_count(number)) == number


@given(st.integers(1, 999))
def test_a_count_in_words_is_read_back_and_matched_whole(number: int) -> None:
    words = in_words(number)
    assert parse_count(words) == number
    assert re.fullmatch(WORDS, words)


@given(st.decimals(0, 10**7, places=2))
def test_a_decimal_comma_is_read_back(number: Decimal) -> None:
    whole, fraction = f"{number:.2f}".split(".")
    printed = f"{format_count(int(whole))},{fraction}"
    assert re.fullmatch(DECIMAL, printed)
    assert parse_number(printed) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("05", 5),  # padded, as decrees print small numbers
        ("1.940", 1940),  # a point parts thousands
        ("12.595", 12595),
        ("1.234.567", 1234567),
        ("Mười hai", 12),  # at the start of a sentence
        ("hai mươi mốt", 21),
        ("ba trăm linh năm", 305),
        ("hai nghìn", 2000),
        ("một triệu", 1_000_000),
        ("13,6", None),  # not whole
        ("tập thể", None),
        ("", None),
        ("1.94", None),  # neither thousands nor whole
    ],
)
def test_counts(text: str, number: int | None) -> None:
    assert parse_count(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("13,6", Decimal("13.6")),
        ("37.554,5", Decimal("37554.5")),
        ("99.1", Decimal("99.1")),  # a decimal point, against the rule, where it cannot part thousands
        ("1.940", Decimal(1940)),
        ("43,8%", None),
        ("2020-2025", None),
    ],
)
def test_numbers(text: str, number: Decimal | None) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(("text", "decimals"), [("100", 0), ("43,8", 1), ("99.15", 2), ("1.940", 0), ("37.554,5", 1)])
def test_printed_precision(text: str, decimals: int) -> None:
    assert places(text) == decimals


def test_halves_are_rounded_up() -> None:
    assert [round_half_up(Decimal(n), 1) for n in ("0.25", "0.35", "0.249")] == [
        Decimal("0.3"),
        Decimal("0.4"),
        Decimal("0.2"),
    ]
