"""Tables and notes on bad scans: faint rules, numbers in columns, the numbers of notes."""

from __future__ import annotations

import shutil
from importlib.resources import files

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from extractor.readers.cells import read_cells
from extractor.readers.faint import faint_rules
from extractor.readers.figures import _without_rests
from extractor.readers.grid import find_grids
from extractor.readers.marks import RaisedMark, _numbered
from extractor.readers.picture import Grey, Stripe, ink_of
from extractor.readers.sheet import Rule
from extractor.readers.spans import whole_rules
from extractor.readers.tesseract import Token, engine

DPI = 200
COLUMNS, ROWS = (60, 160, 600, 800), (60, 120, 180, 240, 300)
CELLS = [
    ("TT", "Tên tập thể", "Điểm"),
    ("1", "Trường Mầm non Hoa Sim", "98,5"),
    ("2", "Phòng Nội vụ huyện", "97,25"),
    ("3", "Hội Nông dân xã Nà Lìn", "96,5"),
]


def _table(rule: int = 60, blur: float = 0.0) -> Grey:
    """A ruled table at 200 dots an inch; `rule` is how dark its rules are drawn."""
    picture = Image.new("L", (860, 420), 245)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(files("models") / "fonts" / "LiberationSerif-Regular.ttf"), 34)
    for x in COLUMNS:
        draw.line((x, ROWS[0], x, ROWS[-1]), fill=rule)
    for y in ROWS:
        draw.line((COLUMNS[0], y, COLUMNS[-1], y), fill=rule)
    for row, top in zip(CELLS, ROWS, strict=False):
        for text, left in zip(row, COLUMNS, strict=False):
            draw.text((left + 12, top + 10), text, fill=20, font=font)
    return np.asarray(picture.filter(ImageFilter.GaussianBlur(blur)))


@pytest.mark.parametrize(("rule", "blur"), [(60, 0.0), (60, 1.2), (170, 0.6)])
def test_faint_rules_are_rules(rule: int, blur: float) -> None:
    grey = _table(rule, blur)
    lying, standing = faint_rules(grey, ink_of(grey), DPI)
    assert [round((s[1] + s[3]) / 2) for s in sorted(lying, key=lambda s: s[1])] == pytest.approx(ROWS, abs=2)
    assert [round((s[0] + s[2]) / 2) for s in sorted(standing)] == pytest.approx(COLUMNS, abs=2)


def test_a_blurred_line_of_print_is_no_rule() -> None:
    picture = Image.new("L", (900, 120), 245)
    font = ImageFont.truetype(str(files("models") / "fonts" / "LiberationSerif-Bold.ttf"), 34)
    ImageDraw.Draw(picture).text((40, 40), "TỔ CHỨC CÁC PHONG TRÀO THI ĐUA", fill=60, font=font)
    grey = np.asarray(picture.filter(ImageFilter.GaussianBlur(2)))
    assert faint_rules(grey, ink_of(grey), DPI) == ([], [])


def _cell(row: int, column: int) -> Stripe:
    return COLUMNS[column] + 3, ROWS[row] + 3, COLUMNS[column + 1] - 3, ROWS[row + 1] - 3


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("tesseract"), reason="needs Tesseract with Vietnamese")
@pytest.mark.parametrize("blot", [None, (1, 0), (2, 0), (3, 0)])
def test_running_numbers_are_read_or_counted(blot: tuple[int, int] | None) -> None:
    grey = _table().copy()
    if blot:  # a blot where the number was
        left, top, _, bottom = _cell(*blot)
        grey[top + 12 : bottom - 12, left + 12 : left + 24] = 20
    cells = [_cell(row, column) for row in range(4) for column in range(3)]
    tokens = read_cells(grey, ink_of(grey), cells, DPI, engine())
    read = {
        cell: " ".join(t.text for t in tokens if cell[0] <= t.x0 < cell[2] and cell[1] <= t.top < cell[3])
        for cell in cells
    }
    assert [read[_cell(row, 0)] for row in range(4)] == ["TT", "1", "2", "3"]
    assert [read[_cell(row, 2)] for row in range(1, 4)] == [row[2] for row in CELLS[1:]]


def _mark(text: str, line: int, opens: bool = False, height: int = 15) -> RaisedMark:
    return RaisedMark(text, (10, 10, 15, 10 + height), line, 0.9 if text else 0.0, opens)


@pytest.mark.parametrize(
    ("marks", "texts"),
    [
        pytest.param(["", "2", "-", ""], ["1", "2", "1", "2"], id="told by one in the text"),
        pytest.param(["", "", "1", ""], ["1", "2", "1", "2"], id="told by one at a note"),
        pytest.param(["1", "2", "", "3"], ["1", "2", "1", "2"], id="two against one"),
        pytest.param(["4", "", "4", "5"], ["4", "5", "4", "5"], id="counting on from the page before"),
        pytest.param(["", "", "", ""], ["", "", "", ""], id="nothing to go by"),
    ],
)
def test_notes_are_numbered_in_order(marks: list[str], texts: list[str]) -> None:
    found = [_mark(marks[i].strip("-"), 10 * i, opens=i > 1) for i in range(4)]
    numbered = sorted(_numbered(found), key=lambda m: m.line)
    assert [m.text for m in numbered] == texts


def test_what_leads_to_no_note_stays_unread() -> None:
    """A low speck in the text beside the mark of the one note: the taller is the mark."""
    found = [_mark("", 1, height=9), _mark("", 5), _mark("1", 30, opens=True)]
    assert [m.text for m in sorted(_numbered(found), key=lambda m: m.line)] == ["", "1", "1"]


@pytest.mark.parametrize(
    ("pieces", "cells"),
    [
        pytest.param([(60, 800)], 6, id="a whole rule"),
        pytest.param([(60, 782)], 6, id="stops short of the table's side"),
        pytest.param([(60, 640), (655, 790)], 6, id="broken, and stops short"),
        pytest.param([(60, 600)], 5, id="two rows share the last cell"),
        pytest.param([(60, 690)], 5, id="less than half of the way"),
        pytest.param([(172, 560)], 3, id="words underlined in a cell, and no rule"),
    ],
)
def test_a_rule_that_is_lost_in_part_parts_the_rows(pieces: list[tuple[int, int]], cells: int) -> None:
    around = [Rule(x, 60, x, 180) for x in COLUMNS] + [Rule(60, y, 800, y) for y in (60, 180)]
    rules = [*around, *(Rule(x0, 120, x1, 120) for x0, x1 in pieces)]
    (grid,) = find_grids(whole_rules(rules))
    assert len(grid.cells) == cells


@pytest.mark.parametrize(
    ("read", "kept"),
    [
        (["10", "-"], ["10"]),  # the rest of a rule behind a number
        (["97,5", "|", "_"], ["97,5"]),
        (["-"], ["-"]),  # nothing to report
        (["-", "5"], ["-", "5"]),  # below nought
        (["Tổ", "7", "-"], ["Tổ", "7", "-"]),  # no number
    ],
)
def test_rests_of_rules_are_no_part_of_numbers(read: list[str], kept: list[str]) -> None:
    tokens = [Token(text, 20 * i, 10, 20 * i + 15, 30, 28, 25.0, 0.9, 1) for i, text in enumerate(read)]
    assert [token.text for token in _without_rests(tokens)] == kept
