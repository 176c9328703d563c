"""Pages are drawn as they are seen, with each record boxed where its words are printed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from click.testing import CliRunner
from PIL import Image, ImageChops

from extractor.cli import extract as command
from extractor.extract import extract
from extractor.marked import LABELS
from extractor.pages import Mark, draw, draw_all, found_in, marks_on, page_picture, save
from models.errors import ReadError, SovangError
from models.page import Box
from tests.printed import printed

PAGES = (
    (
        "Thực hiện Kế hoạch số 41/KH-UBND ngày 05/01/2023 của UBND huyện Sông Mây, các xã đã",
        "phát động phong trào thi đua tới các thôn, bản. Huyện đã tặng Giấy khen cho",
    ),
    (
        "27 tập thể và 105 cá nhân theo Quyết định số 903/QĐ-UBND ngày 20/11/2023 của",
        "Chủ tịch UBND huyện Sông Mây.",
    ),
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PDF of two pages; a count of awards begins on the first and ends on the second."""
    return printed(tmp_path_factory.mktemp("pages") / "bao-cao.pdf", PAGES, 60, 700)


def changed(picture: Image.Image, plain: Image.Image) -> tuple[int, int, int, int] | None:
    """The rectangle, in pixels, within which a drawing differs from the page."""
    return ImageChops.difference(picture.crop((0, 0, *plain.size)), plain).getbbox()


def test_boxes_are_drawn_where_they_are(report: Path) -> None:
    plain, scale = page_picture(report, "pdf", 1)
    assert scale == pytest.approx(150 / 72)
    box = Box(100, 300, 220, 320)
    drawn = draw(report, "pdf", 1, [Mark(1, "awards", "x", (box,))], "trang 1")
    left, top, right, bottom = changed(drawn, plain) or (0, 0, 0, 0)
    assert (left, right, bottom) == pytest.approx((100 * scale, 220 * scale, 320 * scale), abs=2)
    assert top >= 300 * scale - 0.7 * 7 * scale - 2  # the record's number stands over the box's upper edge
    assert drawn.height > plain.height


def test_a_record_over_two_pages_is_boxed_on_both(report: Path) -> None:
    found = list(found_in(extract(report)))
    first, second = ([mark for mark in marks_on(page, found) if mark.kind == "awards"] for page in (1, 2))
    assert first[0].quote == second[0].quote == "Giấy khen cho 27 tập thể và 105 cá nhân"
    assert first[0].boxes[0].x0 > second[0].boxes[0].x0 == pytest.approx(60, abs=0.5)


def test_the_words_of_a_record_lie_in_its_boxes(report: Path) -> None:
    (citation,) = (mark for mark in marks_on(2, found_in(extract(report))) if mark.kind == "citations")
    picture, scale = page_picture(report, "pdf", 2)
    ink = np.asarray(picture.convert("L")) < 128
    inside = np.zeros_like(ink)
    for box in citation.boxes:
        inside[round(box.top * scale) : round(box.bottom * scale), round(box.x0 * scale) : round(box.x1 * scale)] = True
    assert 0.65 < (ink & inside).sum() / ink.sum() < 0.85  # some 62 of 83 letters
    second = slice(round(708 * scale), None)  # all of that line is the record's
    assert (ink & inside)[second].sum() > 0.99 * ink[second].sum()


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_print_that_is_turned_on_the_paper(degrees: int, report: Path, tmp_path: Path) -> None:
    """A sheet fed in sideways or head down: read all the same, and boxed where its words are as it lies."""
    with pypdfium2.PdfDocument(report) as document:
        document[0].set_rotation(degrees)
        document.save(tmp_path / "turned.pdf")
    (citation,) = (m for m in marks_on(1, found_in(extract(tmp_path / "turned.pdf"))) if m.kind == "citations")
    picture, scale = page_picture(tmp_path / "turned.pdf", "pdf", 1)
    ink = np.asarray(picture.convert("L")) < 128
    (box,) = citation.boxes
    boxed = ink[round(box.top * scale) : round(box.bottom * scale), round(box.x0 * scale) : round(box.x1 * scale)]
    assert boxed.sum() / ink.sum() == pytest.approx(0.44, abs=0.02)  # some 60 of 140 letters
    assert (picture.width > picture.height) == (degrees in (90, 270))


def test_marks_are_numbered_in_the_order_of_the_text(report: Path) -> None:
    marks = marks_on(1, found_in(extract(report)))
    assert [mark.number for mark in marks] == list(range(1, len(marks) + 1))
    tops = [mark.boxes[0].top for mark in marks]
    assert tops == sorted(tops)


def test_the_legend_wraps_rather_than_ends(report: Path) -> None:
    marks = [Mark(n, kind, "x", (Box(10, 10, 30, 20),)) for n, kind in enumerate(LABELS, 1)]
    short = draw(report, "pdf", 1, marks[:1], "trang 1")
    assert draw(report, "pdf", 1, marks, "Một tên tệp dài dòng, " * 3).height > short.height


def test_frames_of_a_picture_file(tmp_path: Path) -> None:
    frames = [Image.new("L", (1654, 2339), grey) for grey in (200, 90)]
    frames[0].save(tmp_path / "a.tiff", save_all=True, append_images=frames[1:], dpi=(200, 200))
    picture, scale = page_picture(tmp_path / "a.tiff", "scan", 2)
    assert picture.size == pytest.approx((1240, 1754), abs=1)
    assert picture.getpixel((5, 5)) == (90, 90, 90)
    assert picture.width / scale == pytest.approx(595, abs=1)


@pytest.mark.parametrize(
    ("page", "form", "said"),
    [
        pytest.param(3, "pdf", "its page 3 cannot be drawn", id="beyond the last page"),
        pytest.param(1, "docx", "has no pages to draw", id="a format that flows"),
    ],
)
def test_what_cannot_be_drawn(page: int, form: str, said: str, report: Path) -> None:
    with pytest.raises(ReadError, match=said):
        page_picture(report, form, page)


def test_a_picture_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(SovangError, match="cannot be written"):
        save(Image.new("L", (2, 2)), tmp_path / "nowhere" / "a.png")
    (tmp_path / "taken").mkdir()
    with pytest.raises(SovangError, match="taken: it cannot be written"):
        save(Image.new("L", (2, 2)), tmp_path / "taken")
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_every_page_without_an_archive(report: Path, tmp_path: Path) -> None:
    drawn = list(draw_all(report, extract(report), tmp_path))
    assert [path.name for path in drawn] == ["bao-cao-1.png", "bao-cao-2.png"]
    assert all(Image.open(path).format == "PNG" for path in drawn)


def test_extract_draws_into_a_folder(report: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(command, [str(report), "--pages", str(tmp_path / "out")])
    assert (done.exit_code, len(done.output.splitlines())) == (0, 2)
    refused = CliRunner().invoke(command, [str(report), "--pages", str(tmp_path / "out"), "--json"])
    assert "it draws and writes nothing else" in str(refused.exception)
