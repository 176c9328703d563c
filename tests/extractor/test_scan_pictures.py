"""Photographs and pages laid in the scanner as they came: turned, in a shadow, several to a file."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractor.readers import read
from extractor.readers.light import evenly_lit
from extractor.readers.picture import Grey
from extractor.readers.scanned import Scan
from extractor.readers.sheet import Sheet
from extractor.readers.upright import upright
from models.page import Box, Line, Word

DPI = 150
LINES = (
    "Thực hiện Kế hoạch số 15/KH-UBND ngày 3 tháng 6 năm 2019",
    "của Ủy ban nhân dân huyện Khe Mòn về phong trào trồng rừng,",
    "các xã đã trồng 12 ha keo và 7 ha quế; ba tập thể được tặng",
    "Giấy khen, trong đó có thôn Nà Lìn và Hợp tác xã Đồng Tâm.",
    "Phong trào được nhân dân trong huyện tích cực hưởng ứng.",
)


def _page(lines: tuple[str, ...] = LINES) -> Image.Image:
    """A page of A5 at 150 dots an inch."""
    picture = Image.new("L", (875, 620), 245)
    font = ImageFont.truetype(str(files("models") / "fonts" / "LiberationSerif-Regular.ttf"), 27)
    for i, line in enumerate(lines):
        ImageDraw.Draw(picture).text((75, 90 + 44 * i), line, fill=20, font=font)
    return picture


def _saved(picture: Image.Image, path: Path, **options: Any) -> Path:  # noqa: ANN401
    picture.save(path, dpi=(DPI, DPI), **options)
    return path


def _lines(path: Path) -> list[list[str]]:
    return [[i.text for i in page.items if isinstance(i, Line)] for page in read(path).pages]


def _in_shadow(picture: Image.Image) -> Image.Image:
    """Light that falls off to a corner, and the edge of a shadow across."""
    y, x = np.mgrid[0 : picture.height, 0 : picture.width]
    light = 1 - 0.4 * x / picture.width - 0.2 * y / picture.height
    light[x + y > 1000] *= 0.7
    return Image.fromarray((np.asarray(picture) * light).astype(np.uint8))


needs_tesseract = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("tesseract"), reason="needs Tesseract with Vietnamese"),
]


class TestRead:
    pytestmark = needs_tesseract

    @pytest.mark.parametrize("quarters", [0, 1, 2, 3])
    def test_a_page_is_read_however_it_lies(self, quarters: int, tmp_path: Path) -> None:
        turned = Image.fromarray(np.ascontiguousarray(np.rot90(np.asarray(_page()), -quarters)))
        path = _saved(turned, tmp_path / "trang.png")
        assert _lines(path) == [list(LINES)]
        assert read(path).pages[0].turn == quarters

    @pytest.mark.parametrize(
        ("orientation", "turn"),
        [
            (3, Image.Transpose.ROTATE_180),
            (6, Image.Transpose.ROTATE_90),
            (8, Image.Transpose.ROTATE_270),
        ],
    )
    def test_a_photograph_tells_how_the_camera_was_held(
        self, orientation: int, turn: Image.Transpose, tmp_path: Path
    ) -> None:
        exif = Image.Exif()
        exif[0x0112] = orientation
        path = _saved(_page().transpose(turn), tmp_path / "anh.jpg", exif=exif, quality=90)
        assert _lines(path) == [list(LINES)]
        assert read(path).pages[0].turn == 0

    @pytest.mark.parametrize("degrees", [-12, -4, 8])
    def test_a_page_that_lies_askew_is_read(self, degrees: int, tmp_path: Path) -> None:
        askew = _page().rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=245)
        assert _lines(_saved(askew, tmp_path / "trang.png")) == [list(LINES)]

    def test_a_page_in_a_shadow_is_read(self, tmp_path: Path) -> None:
        assert _lines(_saved(_in_shadow(_page()), tmp_path / "anh.png")) == [list(LINES)]

    def test_each_picture_of_a_file_is_a_page(self, tmp_path: Path) -> None:
        second = _page(LINES[::-1])
        path = _saved(_page(), tmp_path / "hai.tif", save_all=True, append_images=[second], compression="tiff_lzw")
        assert _lines(path) == [list(LINES), list(LINES[::-1])]


def _scan(raw: Grey, text: int) -> Scan:
    """What Tesseract makes of a page on which print runs `text` quarters clockwise: seen so on many."""
    confidence = {0: 0.95, 1: 0.96, 2: 0.45, 3: 0.55}[text]
    box = Box(0, 0, 10, 40) if text == 1 else Box(0, 0, 40, 10)
    height, width = raw.shape
    return Scan(Sheet(1, width, height, (Word("trồng", box, confidence),)), confidence, 0.0)


@pytest.mark.parametrize(("quarters", "readings"), [(0, 1), (1, 2), (2, 2), (3, 3)])
def test_a_page_that_lies_right_is_read_once_and_others_seldom_more_than_twice(quarters: int, readings: int) -> None:
    raw = np.zeros((40, 30), dtype=np.uint8)
    seen: list[int] = []

    def reader(grey: Grey) -> Scan:
        seen.append((quarters - _quarters_back(len(seen), quarters)) % 4)
        return _scan(grey, seen[-1])

    found = upright(raw, reader)
    assert (found.sheet.turn, found.confidence, len(seen)) == (quarters, 0.95, readings)


def _quarters_back(reading: int, quarters: int) -> int:
    """By how much the page is turned back for each reading, where its print runs so."""
    return {0: (0,), 1: (0, 1), 2: (0, 2), 3: (0, 2, 3)}[quarters][reading]


def test_a_page_that_is_hard_to_read_however_it_lies_stays_as_it_is() -> None:
    raw = np.zeros((40, 30), dtype=np.uint8)
    scan = Scan(Sheet(1, 30, 40, (Word("trồng", Box(0, 0, 40, 10), 0.62),)), 0.62, 0.0)
    assert upright(raw, lambda _: scan).sheet.turn == 0


@pytest.mark.parametrize(("picture", "readings"), [(_page(), 4), (Image.new("L", (875, 620), 245), 1)])
def test_a_page_of_which_nothing_is_read_is_turned_only_where_there_is_ink(picture: Image.Image, readings: int) -> None:
    seen: list[Grey] = []

    def reader(grey: Grey) -> Scan:
        seen.append(grey)
        return Scan(Sheet(1, 30, 40), 0.0, 0.0)

    assert upright(np.asarray(picture), reader).sheet.turn == 0
    assert len(seen) == readings


def test_light_is_made_even_and_even_light_is_left_alone() -> None:
    page = np.asarray(_page())
    assert evenly_lit(page, DPI) is page
    lit = evenly_lit(np.asarray(_in_shadow(_page())), DPI)
    corners = [float(np.median(part)) for part in (lit[:80, :80], lit[-80:, -80:], lit[:80, -80:], lit[-80:, :80])]
    assert max(corners) - min(corners) < 0.08 * max(corners)
    assert (lit < 128).mean() == pytest.approx((page < 128).mean(), rel=0.15)  # the print stays
