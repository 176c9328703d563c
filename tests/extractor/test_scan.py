"""Scans and photographs: what is on the paper, where it stands; what is wrong with a bad picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw

from extractor.readers.pdf import read_pdf
from extractor.readers.picture import grey_of
from extractor.readers.scan import read_scan
from extractor.readers.stamps import print_only
from extractor.readers.tesseract import Token
from models.errors import ReadError
from models.page import Box, Reading
from tests.extractor.page_tools import (
    ROWS,
    cells,
    lines,
    marks,
    only_lines,
    pdf,
    pictures,
    report,
    scanned,
    signature,
    table,
)

TURN = 0.7


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scan")


@pytest.fixture(scope="module")
def paper(folder: Path) -> Path:
    return pdf(folder / "paper.pdf", report, table, signature)


@pytest.fixture(scope="module")
def reading(folder: Path, paper: Path) -> Reading:
    """The pages laid in askew, with a stamp on the last."""
    pages = pictures(paper, turn=TURN)
    pages[-1] = _stamped(pages[-1])
    return read_pdf(scanned(folder / "scan.pdf", pages))


def _stamped(page: Image.Image) -> Image.Image:
    """A round stamp over the head of the authority, in the grey that a grey scan makes of red; print shows through."""
    stamp = Image.new("RGB", page.size, "white")
    for inset in (0, 8, 60):
        ImageDraw.Draw(stamp).ellipse(
            (1000 + inset, 540 + inset, 1320 - inset, 860 - inset), outline=(140, 140, 140), width=4
        )
    return ImageChops.multiply(page, stamp)


pytestmark = pytest.mark.slow


def test_a_scanned_pdf_says_that_it_is_one(reading: Reading) -> None:
    assert reading.scanned and reading.format == "pdf" and not reading.notes


def test_the_letterhead_is_two_cells(reading: Reading) -> None:
    assert lines(reading.pages[0], "left") == ["ỦY BAN NHÂN DÂN", "HUYỆN SÔNG MÂY", "Số: 87/BC-UBND"]
    assert lines(reading.pages[0], "right")[0] == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_footnote_marks_are_found_again(reading: Reading) -> None:
    assert marks(reading) == ["1", "1"]
    (note,) = lines(reading.pages[0], "note")
    assert note.startswith("1 Quyết định số 903/QĐ-UBND ngày 20/11/2023")


def test_tables_are_read_cell_by_cell(reading: Reading) -> None:
    assert cells(reading.pages[1]) == [list(row) for row in ROWS]


def test_the_signature_is_read_under_a_stamp(reading: Reading) -> None:
    assert lines(reading.pages[2], "right") == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn Sinh"]
    assert lines(reading.pages[2], "left")[0] == "Nơi nhận:"


def test_boxes_stand_where_the_words_are_on_the_scan(paper: Path, reading: Reading) -> None:
    """The page was turned to be read; its boxes are turned back: off by less than a third of a line."""
    where = _boxes(reading)
    for text, box in _boxes(read_pdf(paper)).items():
        if text in where:
            x, y = _turned((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)
            found = where[text]
            assert (found.x0 + found.x1) / 2 == pytest.approx(x, abs=6)
            assert (found.top + found.bottom) / 2 == pytest.approx(y, abs=6)


def _boxes(reading: Reading) -> dict[str, Box]:
    words = [w for line in only_lines(reading.pages[0]) for w in line.words if len(w.text) > 3]
    once = {w.text for w in words if sum(v.text == w.text for v in words) == 1}
    return {w.text: w.box for w in words if w.box and w.text in once}


def _turned(x: float, y: float) -> tuple[float, float]:
    import math

    sin, cos = math.sin(math.radians(-TURN)), math.cos(math.radians(-TURN))
    cx, cy = 595.28 / 2, 841.89 / 2
    return cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos


def test_words_carry_confidence(reading: Reading) -> None:
    confidences = [w.confidence for line in only_lines(reading.pages[0]) for w in line.words]
    assert all(c is not None and 0 <= c <= 1 for c in confidences)


def test_a_mixed_pdf_is_read_page_by_page(tmp_path: Path, paper: Path) -> None:
    picture = scanned(tmp_path / "page.png", pictures(paper)[2:])
    mixed = read_pdf(pdf(tmp_path / "m.pdf", report, lambda c: c.drawImage(str(picture), 0, 0, 595, 842)))
    first, second = mixed.pages
    assert not mixed.scanned
    assert next(only_lines(first)).words[0].confidence is None
    assert lines(second, "left")[0] == "Nơi nhận:" and next(only_lines(second)).words[0].confidence is not None


def test_a_tiff_of_several_pages(tmp_path: Path, paper: Path) -> None:
    reading = read_scan(scanned(tmp_path / "quet.tif", [p.convert("L") for p in pictures(paper)[1:]]))
    assert [page.number for page in reading.pages] == [1, 2]
    assert reading.format == "scan" and "CHỦ TỊCH" in lines(reading.pages[1])


def test_a_photograph_that_tells_no_resolution_is_taken_for_a4(tmp_path: Path, paper: Path) -> None:
    path = tmp_path / "anh.jpg"
    pictures(paper, 290)[2].save(path, quality=85)
    page = read_scan(path).pages[0]
    assert page.height == pytest.approx(842, abs=2) and "CHỦ TỊCH" in lines(page)


def test_a_picture_without_text_is_refused(tmp_path: Path) -> None:
    Image.new("L", (1600, 2200), 255).save(tmp_path / "a.png")
    with pytest.raises(ReadError, match="no text"):
        read_scan(tmp_path / "a.png")


def _cut(path: Path) -> None:
    Image.effect_noise((300, 300), 50).save(path)
    path.write_bytes(path.read_bytes()[:3000])


@pytest.mark.parametrize(
    ("name", "make", "what"),
    [
        pytest.param("a.png", lambda p: p.write_bytes(b""), "it is empty", id="nothing in it"),
        pytest.param("a.png", _cut, "damaged", id="a PNG cut off"),
        pytest.param("a.jpg", _cut, "damaged", id="a JPEG cut off"),
        pytest.param("a.tif", _cut, "damaged", id="a TIFF cut off"),
        pytest.param("a.jpg", lambda p: p.write_bytes(b"\xff\xd8\xff" + b"x" * 99), "damaged", id="only a JPEG's head"),
        pytest.param(
            "a.png", lambda p: Image.new("1", (20000, 20000)).save(p), "pixels", id="small file, huge picture"
        ),
    ],
)
def test_a_bad_picture_is_one_clear_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], name: str, make: Callable[[Path], None], what: str
) -> None:
    make(tmp_path / name)
    with pytest.raises(ReadError, match=what):
        read_scan(tmp_path / name)
    assert capfd.readouterr() == ("", "")  # no library speaks for itself


def test_red_fades_and_black_stays() -> None:
    page = Image.new("RGB", (400, 400), "white")
    drawing = ImageDraw.Draw(page)
    drawing.rectangle((0, 0, 100, 100), fill=(200, 40, 50))
    drawing.rectangle((200, 200, 300, 300), fill=(20, 20, 20))
    import numpy as np

    grey = grey_of(np.array(page))
    assert grey[50, 50] > 240 and grey[250, 250] < 40


def _token(text: str, confidence: float) -> Token:
    return Token(text, 0, 0, 10, 10, 9, 10, confidence, 1)


@pytest.mark.parametrize(
    ("text", "confidence", "kept"),
    [
        ("UBND", 0.2, "UBND"),  # letters are kept however unsure
        ("|Tổ", 0.9, "Tổ"),  # the frame beside a word
        ("|", 0.95, None),  # a frame alone
        ("~", 0.7, "-"),  # a dash at the head of an item
        ("-", 0.6, "-"),
        ("—", 0.0, None),  # seen in the white of "ngày      tháng"
        ('"', 0.9, None),  # a quotation mark that quotes nothing
        ("@#", 0.9, None),  # a stamp's ornament
        ("Ề", 0.5, None),  # a stroke of the signature
        ("5", 0.5, "5"),  # a figure may be a running number
        ("£:", 0.2, None),
    ],
)
def test_debris_is_dropped(text: str, confidence: float, kept: str | None) -> None:
    found = [t.text for t in print_only([_token(text, confidence)])]
    assert found == ([kept] if kept else [])
