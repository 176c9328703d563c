"""Photographs of pages: the sheet found on the table, bent lines made straight, boxes brought back to the picture."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont
from rapidfuzz.distance import Levenshtein

from extractor.extract import extract
from extractor.layout import lay_out
from extractor.pages import page_picture
from extractor.readers import read
from extractor.readers.bent import is_bent, lift_of
from extractor.readers.flat import flattened
from extractor.readers.paper import Corners, find_paper
from extractor.source import Source
from models.page import Bend, Box, Line, Turn

SIZE = (1240, 1754)  # A4 at 150 dots an inch
LINES = (
    "Thực hiện Kế hoạch số 15/KH-UBND ngày 3 tháng 6 năm 2019",
    "của Ủy ban nhân dân huyện Khe Mòn về phong trào trồng rừng,",
    "các xã đã trồng 12 ha keo và 7 ha quế; ba tập thể được tặng",
    "Giấy khen, trong đó có thôn Nà Lìn và Hợp tác xã Đồng Tâm.",
    "Phong trào được nhân dân trong huyện tích cực hưởng ứng và",
    "được Hội Nông dân huyện sơ kết vào tháng 12 năm 2019.",
)
ASKEW: Corners = ((180.0, 150.0), (1130.0, 90.0), (1200.0, 1500.0), (90.0, 1560.0))


def _page() -> Image.Image:
    """A page with enough lines to measure at."""
    picture = Image.new("L", SIZE, 240)
    font = ImageFont.truetype(str(files("models") / "fonts" / "LiberationSerif-Regular.ttf"), 33)
    for i in range(24):
        ImageDraw.Draw(picture).text((150, 150 + 58 * i), LINES[i % len(LINES)], fill=25, font=font)
    return picture


def _photograph(corners: Corners = ASKEW, table: int = 90) -> Image.Image:
    """The page lying on a table so that its corners are these; the light falls off to the right."""
    sides = [(0, 0), (SIZE[0], 0), SIZE, (0, SIZE[1])]
    rows = []
    for (x, y), (u, v) in zip(corners, sides, strict=True):  # Pillow asks where each dot comes from
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
    back = np.linalg.solve(np.array(rows), np.array(sides, float).ravel())
    how = (SIZE, Image.Transform.PERSPECTIVE, tuple(back), Image.Resampling.BICUBIC)
    cover = Image.new("L", SIZE, 255).transform(*how)
    scene = Image.composite(_page().transform(*how), Image.new("L", SIZE, table), cover)
    light = np.linspace(1.0, 0.7, SIZE[0])
    return Image.fromarray((np.asarray(scene) * light).astype(np.uint8))


def _bowed(picture: Image.Image) -> Image.Image:
    """The page bent so that its lines sag by 40 dots in the middle."""
    dots, x = np.asarray(picture), np.arange(picture.width)
    sag = (40 * np.sin(np.pi * x / picture.width)).astype(int)
    return Image.fromarray(dots[np.clip(np.arange(picture.height)[:, None] - sag, 0, None), x])


@pytest.mark.parametrize(
    "corners",
    [
        pytest.param(ASKEW, id="from below and aside"),
        pytest.param(((60.0, 300.0), (1000.0, 60.0), (1190.0, 1400.0), (250.0, 1640.0)), id="turned"),
        pytest.param(((100.0, 90.0), (1140.0, 90.0), (1140.0, 1660.0), (100.0, 1660.0)), id="from above"),
    ],
)
def test_the_sheet_is_found_on_the_table(corners: Corners) -> None:
    found = find_paper(np.asarray(_photograph(corners)))
    assert found is not None
    assert np.array(found) == pytest.approx(np.array(corners), abs=8)


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(_page(), id="a scan"),
        pytest.param(_page().rotate(1.5, fillcolor=240), id="a scan askew"),
        pytest.param(Image.new("L", SIZE, 90), id="a table without paper"),
        pytest.param(Image.effect_noise(SIZE, 60), id="noise"),
        pytest.param(Image.new("L", (300, 200), 240), id="a small picture"),
    ],
)
def test_where_there_is_no_sheet_none_is_found(picture: Image.Image) -> None:
    assert find_paper(np.asarray(picture)) is None


@pytest.mark.parametrize("picture", [_page(), _page().rotate(2, fillcolor=240), Image.new("L", SIZE, 240)])
def test_straight_lines_are_left_alone(picture: Image.Image) -> None:
    assert not is_bent(np.asarray(picture))
    assert flattened(np.asarray(picture), 150).bend is None


def test_bent_lines_are_told_and_made_straight() -> None:
    bowed = np.asarray(_bowed(_page()))
    lift = lift_of(bowed)
    assert is_bent(bowed) and lift is not None
    rises = lift.at(np.array([[x, 800.0] for x in (620.0, 170.0, 1070.0)]))[:, 1]
    sag = 40 * (1 - np.sin(np.pi * 170 / 1240))
    assert rises == pytest.approx(np.array([800, 800 - sag, 800 - sag]), abs=3)


def test_a_point_made_flat_and_brought_back_is_the_same() -> None:
    lift = lift_of(np.asarray(_bowed(_page())))
    assert lift is not None
    points = np.array([[100.0, 200.0], [620.0, 900.0], [1200.0, 1700.0]])
    assert lift.at(lift.flat(points)) == pytest.approx(points, abs=0.5)


@given(st.floats(5, 80), st.floats(5, 80), st.floats(1, 15), st.floats(1, 15))
def test_a_box_goes_back_by_the_net(x: float, y: float, width: float, height: float) -> None:
    """The net of a page that lies half as large, moved, and sheared to the right."""
    net = tuple(tuple((10 + 25 * i + 5 * j, 20 + 25 * j) for i in range(3)) for j in range(3))
    box = Turn(1, 0, 100, 100, Bend(100, 100, net)).back(Box(x, y, x + width, y + height))
    left, right = 10 + x / 2 + y / 10, 10 + (x + width) / 2 + (y + height) / 10
    assert (box.x0, box.x1) == pytest.approx((left, right))
    assert (box.top, box.bottom) == pytest.approx((20 + y / 2, 20 + (y + height) / 2))


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("tesseract"), reason="needs Tesseract with Vietnamese")
class TestRead:
    @pytest.mark.parametrize(
        "picture",
        [
            pytest.param(_photograph(), id="askew on a table"),
            pytest.param(_photograph().transpose(Image.Transpose.ROTATE_270), id="the camera held upright"),
            pytest.param(_photograph().resize((2480, 3508), Image.Resampling.BICUBIC), id="finer"),
            pytest.param(_bowed(_page()), id="bent"),
        ],
    )
    def test_a_photograph_is_read_as_a_scan_is(self, picture: Image.Image, tmp_path: Path) -> None:
        picture.save(tmp_path / "anh.jpg", quality=90)
        (page,) = read(tmp_path / "anh.jpg").pages
        lines = [item.text for item in page.items if isinstance(item, Line)]
        assert len(lines) == 24
        assert Levenshtein.normalized_distance("\n".join(lines), "\n".join(LINES * 4)) < 0.005

    @pytest.mark.parametrize("turn", [None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180])
    def test_boxes_stand_around_their_words_in_the_photograph(
        self, turn: Image.Transpose | None, tmp_path: Path
    ) -> None:
        path = tmp_path / "anh.png"
        picture = _photograph()
        (picture.transpose(turn) if turn is not None else picture).save(path)
        layout = lay_out(read(path))
        start = layout.text.index("15/KH-UBND")
        evidence = Source(layout).evidence(start, start + len("15/KH-UBND"))
        (box,) = evidence.boxes
        drawn, scale = page_picture(path, "scan", 1)
        grey = np.asarray(drawn.convert("L"))
        x0, top, x1, bottom = (round(v * scale) for v in (box.x0, box.top, box.x1, box.bottom))
        ink = grey[top:bottom, x0:x1] < 110
        assert ink.mean() > 0.08  # of letters; there is none between the lines
        assert (ink[:2].sum() + ink[-2:].sum() + ink[:, :2].sum() + ink[:, -2:].sum()) < 0.1 * ink.sum()

    def test_its_records_are_found(self, tmp_path: Path) -> None:
        _photograph().save(tmp_path / "anh.png")
        report = extract(tmp_path / "anh.png")
        assert any(c.number == "15/KH-UBND" for c in report.citations)
