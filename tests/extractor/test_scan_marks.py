"""Footnote marks on scans: how they are found and numbered, and what is read in their places."""

from __future__ import annotations

import numpy as np
import pytest

from extractor.readers.marks import RaisedMark, _Line, _numbered
from extractor.readers.scan import _settled
from extractor.readers.tesseract import Token

BASE = 60


def _token(text: str, x0: int, x1: int, base: float = BASE, height: float = 37) -> Token:
    return Token(text, x0, 30, x1, 66, base, height, 0.9, 1)


def _mark(text: str, line: int, opens: bool = False) -> RaisedMark:
    return RaisedMark(text, (100, 30, 110, 45), line, 0.9 if text else 0.0, opens)


@pytest.mark.parametrize(
    ("width", "height", "found"),
    [
        pytest.param(2, 15, True, id="what a bad scan leaves of a 1 at the end of a line"),
        pytest.param(10, 16, True, id="a 2"),
        pytest.param(1, 15, False, id="a scratch"),
        pytest.param(2, 9, False, id="half of a quotation mark"),
    ],
)
def test_small_ink_that_stands_clear_may_be_a_mark(width: int, height: int, found: bool) -> None:
    ink = np.zeros((100, 200), dtype=bool)
    ink[35:BASE, 20:90] = True
    ink[32 : 32 + height, 96 : 96 + width] = True
    place = (96, 32, 96 + width, 32 + height)
    assert _Line.of([_token("hẹn!", 20, 96 + width)]).raised(ink) == ([place] if found else [])


@pytest.mark.parametrize(
    "astray",
    [
        pytest.param([], id="one mark of two was read: they may be 1 and 2, or 2 and 3"),
        pytest.param([_mark("", 35)], id="a speck in a note is no mark of the text"),
    ],
)
def test_in_doubt_the_first_note_is_1(astray: list[RaisedMark]) -> None:
    found = [_mark("2", 5), _mark("", 20, opens=True), _mark("", 30, opens=True), *astray]
    assert [m.text for m in sorted(_numbered(found), key=lambda m: m.line)][:3] == ["2", "1", "2"]


def test_a_mark_that_was_read_tells_its_place_among_the_others_though_a_note_has_a_speck() -> None:
    found = [_mark("", 1), _mark("6", 5), _mark("", 20, opens=True), _mark("", 30, opens=True), _mark("", 35)]
    assert [m.text for m in sorted(_numbered(found), key=lambda m: m.line)][:4] == ["5", "6", "5", "6"]


def test_words_read_again_stand_on_the_line_where_they_stood() -> None:
    """What is left of the mark goes; a sign that stood under it stays."""
    new = [
        _token(t, x0, x1, BASE + 14, 50)
        for t, x0, x1 in [
            (
                "-",
                102,
                106,
            ),
            (";", 104, 108),
            ("Quyết", 120, 170),
        ]
    ]
    settled = _settled(new, [_token("Quyết", 118, 170)], [_mark("2", 1)])
    assert [(t.text, t.x0, t.base, t.height) for t in settled] == [(";", 104, BASE, 37), ("Quyết", 120, BASE, 37)]
