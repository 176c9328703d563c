"""Symbols of documents that were read as two words: joined where the white space between them is no blank."""

from __future__ import annotations

import pytest

from extractor.readers.symbols import is_symbol, rejoined
from models.page import Box, Line, Word

_SIZE = 12.0


def _line(*words: tuple[str, float]) -> Line:
    """Words of 40 points each, with the white space before them."""
    made, x = [], 0.0
    for text, gap in words:
        made.append(Word(text, Box(x + gap, 100, x + gap + 40, 112), 0.9, _SIZE))
        x += gap + 40
    return Line(tuple(made), 1)


@pytest.mark.parametrize(
    ("one", "other", "gap", "made"),
    [
        ("07/2014/T", "T-BNV", 0.5, "07/2014/TT-BNV"),  # letters that touch
        ("1509/UBND-", "NV", 3.0, "1509/UBND-NV"),  # a blank after the hyphen
        ("263/TTr", "-SNV;", 2.0, "263/TTr-SNV;"),
        ("972/", "KH-UBND", 2.0, "972/KH-UBND"),
        ("l2/QĐĐ-", "UBND", 2.0, "l2/QĐĐ-UBND"),  # put right afterwards
    ],
)
def test_symbols_are_joined(one: str, other: str, gap: float, made: str) -> None:
    (line,), changes = rejoined([_line(("số", 0), (one, 4), (other, gap), ("ngày", 4))])
    assert line.text == f"số {made} ngày" and changes == [(f"{one} {other}", made)]
    box = line.words[1].box
    assert box and box.x1 - box.x0 == pytest.approx(80 + gap)


@pytest.mark.parametrize(
    ("one", "other", "gap"),
    [
        ("07/2014/T", "T-BNV", 4.0),  # a blank
        ("1509/UBND-", "NV", 12.0),  # in another column
        ("1509/UBND-", "ngày", 2.0),  # no part of a symbol: the rest is in the next line
        ("12/KH-UBND", "-NV", 2.0),  # whole by itself
        ("25/2/", "2019", 1.0),  # a date
    ],
)
def test_the_rest_stays_apart(one: str, other: str, gap: float) -> None:
    lines = (_line((one, 0), (other, gap)),)
    assert rejoined(lines) == (lines, [])


def test_words_without_places_stay_apart() -> None:
    lines = (Line((Word("1509/UBND-"), Word("NV")), 1),)
    assert rejoined(lines) == (lines, [])


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("1868/QĐ-UBND;", True),
        ("12/2020/NĐ-CP", True),
        ("1136/SNV-TĐKT", True),
        ("33/QĐ-", False),
        ("l868/QĐ-UBND", False),
        ("71/2011//TT-BTC", False),
        ("26/11/2003", False),
    ],
)
def test_whole_symbols(text: str, whole: bool) -> None:
    assert is_symbol(text) is whole
