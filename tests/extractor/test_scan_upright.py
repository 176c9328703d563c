"""Which way is up: told by the ink before a page is read, and by reading where there is too little of it."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractor.readers import read
from extractor.readers.picture import Grey, lift_of_print
from extractor.readers.upright import likely_turn
from models.page import Line

DPI = 150
LINES = (
    "Năm 2017, nhân dân các bản đã góp 240 ngày công làm đường,",
    "hiến 1.300 m đất và trồng 18 ha rừng; hai hộ gia đình được",
    "Chủ tịch Ủy ban nhân dân huyện Khe Mòn tặng Giấy khen theo",
    "Quyết định số 84/QĐ-UBND ngày 12 tháng 9 năm 2017 của huyện.",
)
FEW = ("XÁC NHẬN CỦA ỦY BAN NHÂN DÂN XÃ", "Lường Thị Bích")


def _page(lines: tuple[str, ...], quarters: int = 0, skew: float = 0.0) -> Grey:
    """An A5 page laid in askew, and turned by quarters clockwise."""
    picture = Image.new("L", (875, 1240), 245)
    font = ImageFont.truetype(str(files("models") / "fonts" / "LiberationSerif-Regular.ttf"), 27)
    for i, line in enumerate(lines):
        ImageDraw.Draw(picture).text((75, 120 + 46 * i), line, fill=20, font=font)
    askew = picture.rotate(skew, Image.Resampling.BICUBIC, fillcolor=245)
    return np.ascontiguousarray(np.rot90(np.asarray(askew), -quarters))


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
@pytest.mark.parametrize("skew", [0.0, 2.5, -1.0])
def test_the_ink_tells_how_a_page_lies(quarters: int, skew: float) -> None:
    assert likely_turn(_page(LINES * 5, quarters, skew)) == quarters


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_grainy_page_tells_too(quarters: int) -> None:
    page = _page(LINES * 5, quarters) + np.random.default_rng(3).normal(0, 14, _page(LINES, quarters).shape)
    assert likely_turn(np.clip(page, 0, 255).astype(np.uint8)) == quarters


@pytest.mark.parametrize("quarters", [0, 2])
def test_the_rules_of_a_table_tell_nothing(quarters: int) -> None:
    page = np.array(_page(LINES[:1] + LINES[2:3] * 12))
    for row in range(110, 720, 46):
        page[row : row + 2, 60:820] = 20
    page[718:724, 60:820] = 20
    assert likely_turn(np.ascontiguousarray(np.rot90(page, -quarters))) == quarters


def test_an_empty_page_is_taken_as_it_lies() -> None:
    assert likely_turn(_page(())) == 0


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("tesseract"), reason="needs Tesseract with Vietnamese")
@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_page_with_few_words_is_read_however_it_lies(quarters: int, tmp_path: Path) -> None:
    path = tmp_path / "trang.png"
    Image.fromarray(_page(FEW, quarters)).save(path, dpi=(DPI, DPI))
    (page,) = read(path).pages
    assert [item.text for item in page.items if isinstance(item, Line)] == list(FEW)
    assert page.turn == quarters


@pytest.mark.parametrize("high", [12, 20, 60])
def test_a_few_rows_of_ink_tell_no_lie(high: int) -> None:
    strip = np.full((high, 6000), 255, np.uint8)
    strip[high // 2 - 2 : high // 2 + 2, 600:5400] = 20  # fewer rows than are looked at about a rule
    assert lift_of_print(strip) == 0.0
