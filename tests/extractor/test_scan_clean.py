"""Grain, dust and lids on scans: taken away where there are any, and clean pages left as they are."""

from __future__ import annotations

from importlib.resources import files

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extractor.readers.clean import cleaned
from extractor.readers.picture import Grey, black_of, noise_of, skew_of

LINES = (
    "Thực hiện Kế hoạch số 21/KH-UBND ngày 8 tháng 5 năm 2018",
    "của Ủy ban nhân dân huyện Khe Mòn về trồng rừng phòng hộ,",
    "các thôn bản đã trồng 30 ha keo, chăm sóc 14 ha quế non.",
) * 4


def _page(print_: int = 30) -> Image.Image:
    """An A5 page at 150 dots an inch with lines of print so dark."""
    picture = Image.new("L", (875, 1240), 240)
    font = ImageFont.truetype(str(files("models") / "fonts" / "LiberationSerif-Regular.ttf"), 27)
    for i, line in enumerate(LINES):
        ImageDraw.Draw(picture).text((75, 200 + 60 * i), line, fill=print_, font=font)
    return picture


def _grained(page: Image.Image, much: float) -> Grey:
    grains = np.random.default_rng(5).normal(0, much, (page.height, page.width))
    return np.clip(np.asarray(page) + grains, 0, 255).astype(np.uint8)


def test_a_clean_page_is_left_as_it_is() -> None:
    page = np.asarray(_page())
    assert cleaned(page) is page


@pytest.mark.parametrize(
    ("print_", "much"),
    [
        pytest.param(30, 22.0, id="a grainy scan of good print"),
        pytest.param(165, 12.0, id="faint print, in which less grain is as bad"),
    ],
)
def test_grain_is_smoothed_away_and_print_stays(print_: int, much: float) -> None:
    page = _grained(_page(print_), much)
    clean = cleaned(page)
    before, after = noise_of(page) / (240 - print_), noise_of(clean) / (240 - black_of(clean))
    assert after < before / 2
    true = np.asarray(_page(print_)) < (240 + print_) / 2
    assert ((clean < 128) == true).mean() > 0.99


def test_dust_is_taken_away_and_dots_of_letters_stay() -> None:
    whole = np.asarray(_page())
    page, dice = whole.copy(), np.random.default_rng(6)
    specks = dice.random(page.shape) < 0.004
    page[specks] = 20
    clean = cleaned(page)
    assert (clean[specks & (whole == 240)] > 200).mean() > 0.9
    assert (np.abs(clean.astype(int) - whole)[~specks] > 60).mean() < 0.001


@pytest.mark.parametrize("degrees", [-2.0, 1.0])
def test_the_edge_of_a_lid_is_not_taken_for_lines_of_print(degrees: float) -> None:
    """It lies straight where the paper lies askew, and is darker than all the print of a short letter."""
    page = np.asarray(_page().rotate(-degrees, Image.Resampling.BICUBIC, fillcolor=240)).copy()
    page[700:] = 240
    page[-12:], page[:, :40] = 25, 25
    assert skew_of(page) == pytest.approx(degrees, abs=0.15)


def test_the_edge_of_a_lid_does_not_tell_how_dark_faint_print_is() -> None:
    page = np.asarray(_page(170)).copy()
    page[:, :40] = 15
    assert black_of(page) == pytest.approx(170, abs=12)
