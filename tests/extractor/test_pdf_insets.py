"""Pages of which a part is a picture of print: it is read in its place; other pictures are left alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extractor.readers import tesseract
from extractor.readers.pdf import read_pdf
from models.page import Page, Reading
from tests.extractor.page_tools import (
    BODY,
    HEIGHT,
    LEFT,
    RIGHT,
    ROWS,
    WIDTH,
    cells,
    justified,
    letterhead,
    lines,
    only_lines,
    pdf,
    pictures,
    put,
    table,
)

Part = Callable[[Canvas, Path], object]
SCALE = 200 / 72
GRID = (60.0, 70.0, 570.0, 210.0)  # around the table of `table`
LOWER = (60.0, 160.0, 570.0, 300.0)
TEXT = (0.0, 150.0, WIDTH, 330.0)  # around the lines of `body`
STEADY = "Phần này do văn phòng huyện đánh máy, không phải bản chụp lại."


def body(canvas: Canvas) -> None:
    for n in range(6):
        justified(canvas, 180 + 24 * n, BODY[n % 2])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("insets")
    for name, draw, place in (("table", table, GRID), ("body", body, TEXT)):
        page = pictures(pdf(folder / f"{name}.pdf", draw))[0]
        left, top, right, bottom = (round(v * SCALE) for v in place)
        page.crop((left, top, right, bottom)).save(folder / f"{name}.png")
    Image.open(folder / "body.png").rotate(1.5, Image.Resampling.BICUBIC, fillcolor="white").save(folder / "askew.png")
    noise = np.random.default_rng(5).normal(120, 50, (300, 400, 3)).clip(0, 255).astype(np.uint8)
    Image.fromarray(noise).save(folder / "photograph.png")
    return folder


def shown(name: str, place: tuple[float, float, float, float]) -> Part:
    x0, top, x1, bottom = place
    return lambda canvas, folder: canvas.drawImage(
        str(folder / f"{name}.png"), x0, HEIGHT - bottom, x1 - x0, bottom - top
    )


def head(canvas: Canvas, _: Path) -> None:
    letterhead(canvas)


def foot(canvas: Canvas, _: Path) -> None:
    for n in range(4):
        put(canvas, LEFT, 420 + 20 * n, STEADY, 13)


def e_signature(canvas: Canvas, _: Path) -> None:
    """What is put on a scan that is signed by a key: more text than a page number."""
    for n, text in enumerate(
        ("Người ký: Ủy ban nhân dân huyện", "Cơ quan: huyện Sông Mây, tỉnh Đồng Lúa", STEADY, STEADY)
    ):
        put(canvas, 330, 40 + 10 * n, text, 8)


def _read(tmp_path: Path, folder: Path, *parts: Part) -> Reading:
    return read_pdf(pdf(tmp_path / "a.pdf", lambda canvas: [part(canvas, folder) for part in parts]))


def _body(page: Page) -> list[str]:
    return [line for line in lines(page) if line in BODY]


def test_a_scanned_body_is_read_below_a_typed_head(tmp_path: Path, folder: Path) -> None:
    reading = _read(tmp_path, folder, head, shown("body", TEXT), foot)
    (page,) = reading.pages
    found = lines(page)
    assert _body(page) == [*BODY] * 3
    assert found[0] == "ỦY BAN NHÂN DÂN" and found[-1] == STEADY
    assert found.index("BÁO CÁO") < found.index(BODY[0]) < found.index(BODY[1]) < found.index(STEADY)
    assert not reading.scanned


def test_words_off_the_picture_alone_carry_doubt(tmp_path: Path, folder: Path) -> None:
    (page,) = _read(tmp_path, folder, head, shown("body", TEXT), foot).pages
    doubted = {line.text for line in only_lines(page) if any(w.confidence is not None for w in line.words)}
    assert doubted == set(BODY)


def test_a_table_as_a_picture_is_a_table(tmp_path: Path, folder: Path) -> None:
    (page,) = _read(tmp_path, folder, head, shown("table", LOWER), foot).pages
    assert cells(page) == [list(row) for row in ROWS]


def test_a_scan_signed_by_a_key_is_read_too(tmp_path: Path, folder: Path) -> None:
    place = (0.0, 0.0, WIDTH, HEIGHT)
    blank = shown("paper", place)
    paper = Image.new("RGB", (round(WIDTH * SCALE), round(HEIGHT * SCALE)), "white")
    paper.paste(Image.open(folder / "body.png"), (0, round(150 * SCALE)))
    paper.save(folder / "paper.png")
    (page,) = _read(tmp_path, folder, blank, e_signature).pages
    assert _body(page) == [*BODY] * 3
    assert sum("Người ký" in line for line in lines(page)) == 1


def test_words_of_a_picture_askew_are_boxed_where_they_stand(tmp_path: Path, folder: Path) -> None:
    (page,) = _read(tmp_path, folder, head, shown("askew", TEXT), foot).pages
    (first, *_) = [line for line in only_lines(page) if line.text == BODY[0]]
    assert first.words[0].box and first.words[-1].box
    assert 8 < first.words[0].box.top - first.words[-1].box.top < 16  # 1.5 degrees over the width of the text
    (typed, *_) = [line for line in only_lines(page) if line.text == STEADY]
    assert len({word.box.top for word in typed.words if word.box}) == 1


@pytest.mark.parametrize(
    ("name", "place"),
    [
        pytest.param("photograph", (100, 150, 500, 400), id="a photograph"),
        pytest.param("body", (200, 150, 360, 200), id="a logo with some words"),
        pytest.param("body", (LEFT, 410, RIGHT, 500), id="a ground under the text"),
    ],
)
def test_other_pictures_are_left_alone(
    tmp_path: Path, folder: Path, name: str, place: tuple[float, float, float, float]
) -> None:
    (page,) = _read(tmp_path, folder, head, shown(name, place), foot).pages
    assert all(word.confidence is None for line in only_lines(page) for word in line.words)


def test_without_tesseract_it_is_told_that_a_picture_was_not_read(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tesseract, "_folders", lambda: iter(()))
    tesseract.tessdata.cache_clear()
    tesseract.engine.cache_clear()
    reading = _read(tmp_path, folder, head, shown("body", TEXT), foot)
    monkeypatch.undo()
    tesseract.tessdata.cache_clear()
    tesseract.engine.cache_clear()
    assert STEADY in lines(reading.pages[0])
    assert any("not read (1)" in note for note in reading.notes)
