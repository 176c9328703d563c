"""What the text layer of a page is worth, and where its words stand on pages cropped and turned."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from extractor.readers import tesseract
from extractor.readers.pdf import picture_pages, read_pdf
from extractor.readers.pdf_layer import Layer, layer_of
from extractor.readers.pdf_words import leaf_of
from models.page import Reading
from tests.extractor.page_tools import BODY, HEIGHT, LEFT, WIDTH, lines, only_lines, pdf, pictures, put, report, table

Part = Callable[[Canvas, Path], object]  # draws something on a page; the folder holds pictures
INVISIBLE = 3
BAND = HEIGHT / 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layers")
    paper = pictures(pdf(folder / "paper.pdf", report), 80)[0]
    paper.save(folder / "scan.jpg")
    for i in range(5):
        top, bottom = (paper.height * k // 5 for k in (i, i + 1))
        paper.crop((0, top, paper.width, bottom)).save(folder / f"strip{i}.jpg")
    Image.new("RGBA", (60, 85), (200, 200, 200, 60)).save(folder / "watermark.png")
    return folder


def prose(*words: str, mode: int = 0) -> Part:
    """Twelve lines of text."""

    def draw(canvas: Canvas, _: Path) -> None:
        for n in range(12):
            text = canvas.beginText(LEFT, HEIGHT - 100 - 20 * n)
            text.setFont("Serif", 13)
            text.setTextRenderMode(mode)
            text.textOut(" ".join(words) if words else BODY[n % 2])
            canvas.drawText(text)

    return draw


def picture(name: str = "scan.jpg") -> Part:
    """A picture as large as the page."""
    return lambda canvas, folder: canvas.drawImage(str(folder / name), 0, 0, WIDTH, HEIGHT, mask="auto")


def photograph(canvas: Canvas, folder: Path) -> None:
    canvas.drawImage(str(folder / "scan.jpg"), 100, 100, 200, 200)


def strips(canvas: Canvas, folder: Path) -> None:
    for i in range(5):
        canvas.drawImage(str(folder / f"strip{i}.jpg"), 0, HEIGHT - BAND * (i + 1), WIDTH, BAND)


def stamp(canvas: Canvas, _: Path) -> None:
    put(canvas, 300, 40, "Đến ngày 5/3/2019")


def own(canvas: Canvas, _: Path) -> None:
    report(canvas)


def ruled(canvas: Canvas, _: Path) -> None:
    table(canvas)


def made(path: Path, folder: Path, *pages: tuple[Part, ...]) -> Path:
    """A PDF with these pages, each of parts drawn one after the other."""

    def draw(parts: tuple[Part, ...]) -> Callable[[Canvas], object]:
        return lambda canvas: [part(canvas, folder) for part in parts]

    return pdf(path, *map(draw, pages))


ENGLISH = ("The", "province", "gave", "certificates", "to", "many", "people", "in", "2019")
SHIFTED = ("EDQ", "QKDQ", "GDQ", "WUDF", "KX\\QQ", "FKR", "QKXQJ", "PRQ", "GXQJ")
MIXED = ("КHQW", "хжLWKL", "ңGXD", "KҢQEDQ", "QKPDQ", "GҰQD", "KX\\ңQ", "7XҫQ", "WKҿL")
RUSSIAN = ("Отчёт", "о", "работе", "совета", "за", "2019", "год", "по", "району")
FORM = ("TT", "UBND", "HĐND", "12", "3,5", "1.240", "....", "KT", "%")

PAGES: list[tuple[str, tuple[Part, ...], Layer]] = [
    ("text of its own", (own,), "printed"),
    ("a table of its own", (ruled,), "printed"),
    ("nothing at all", (), "printed"),
    ("a photograph beside text", (prose(), photograph), "printed"),
    ("text on a picture for a ground", (picture(), prose()), "printed"),
    ("a watermark that shines through over text", (prose(), picture("watermark.png")), "printed"),
    ("a scan", (picture(),), "none"),
    ("a scan with its text invisible", (picture(), prose(mode=INVISIBLE)), "hidden"),
    ("a scan over its text", (prose(), picture()), "hidden"),
    ("a scan in strips with its text invisible", (strips, prose(mode=INVISIBLE)), "hidden"),
    ("a scan with a stamp of some words", (picture(), stamp), "poor"),
    ("a scan read as English", (picture(), prose(*ENGLISH, mode=INVISIBLE)), "poor"),
    ("English", (prose(*ENGLISH),), "printed"),
    ("Russian", (prose(*RUSSIAN),), "printed"),
    ("numbers and short forms", (prose(*FORM),), "printed"),
    ("letters that are told three too far", (prose(*SHIFTED),), "poor"),
    ("letters of two alphabets in a word", (prose(*MIXED),), "poor"),
]


def _layer(path: Path) -> Layer:
    with pypdfium2.PdfDocument(path) as document:
        return layer_of(document[0], leaf_of(document[0], 1))


@pytest.mark.parametrize(("parts", "expected"), [pytest.param(p, e, id=name) for name, p, e in PAGES])
def test_a_layer_is_known_for_what_it_is(
    tmp_path: Path, folder: Path, parts: tuple[Part, ...], expected: Layer
) -> None:
    assert _layer(made(tmp_path / "a.pdf", folder, parts)) == expected


def _without_letters(path: Path) -> Path:
    """The PDF without the tables that tell which letters its fonts show."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/ToUnicode" in thing:
                del thing["/ToUnicode"]
        document.save(path)
    return path


def test_a_font_that_does_not_tell_its_letters_makes_a_poor_layer(tmp_path: Path) -> None:
    assert _layer(_without_letters(made(tmp_path / "a.pdf", tmp_path, (prose(),)))) == "poor"


def test_a_hidden_layer_will_do_for_searching(tmp_path: Path, folder: Path) -> None:
    hidden, poor = (prose(mode=INVISIBLE), picture()), (picture(), prose(*ENGLISH, mode=INVISIBLE))
    path = made(tmp_path / "a.pdf", folder, (own,), hidden, (picture(),), poor)
    assert picture_pages(path) == {3: False, 4: True}


@pytest.mark.slow
def test_pages_are_read_each_in_its_own_way(tmp_path: Path) -> None:
    pictures(pdf(tmp_path / "paper.pdf", report))[0].save(tmp_path / "scan.jpg")
    wrong = prose("Sai", "rồi,", "phần", "này", "không", "phải", "là", "chữ", "trên", "giấy", mode=INVISIBLE)
    reading = read_pdf(made(tmp_path / "a.pdf", tmp_path, (ruled,), (picture(), wrong)))
    assert lines(reading.pages[0], "body")[:2] == list(BODY)
    assert BODY[0] in lines(reading.pages[1], "body") and not any("Sai rồi" in line for line in lines(reading.pages[1]))


def test_without_tesseract_another_programs_reading_is_taken_and_named(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tesseract, "_folders", lambda: iter(()))
    tesseract.tessdata.cache_clear()
    tesseract.engine.cache_clear()
    reading = read_pdf(made(tmp_path / "a.pdf", folder, (own,), (picture(), prose(mode=INVISIBLE))))
    assert BODY[0] in lines(reading.pages[1]) and not reading.scanned
    (note,) = reading.notes
    assert "another program read them (2)" in note and "install Tesseract" in note
    monkeypatch.undo()
    tesseract.tessdata.cache_clear()


def _changed(path: Path, **entries: object) -> Reading:
    """The PDF as read with these entries set on its first page."""
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for name, value in entries.items():
            document.pages[0].obj[f"/{name}"] = value
        document.save(path)
    return read_pdf(path)


def test_a_cropped_page_begins_at_its_own_corner(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 100, 30, "Dòng này đã bị cắt đi")  # above what is shown
        put(canvas, 100, 200, "Dòng này còn lại trên trang")
        put(canvas, 590, 300, "ngoài lề")

    whole = read_pdf(pdf(tmp_path / "a.pdf", draw))
    page = _changed(tmp_path / "a.pdf", CropBox=[40, 50, 560, HEIGHT - 100]).pages[0]
    assert lines(page) == ["Dòng này còn lại trên trang"]
    (kept,), before = only_lines(page), list(only_lines(whole.pages[0]))[1]
    old, new = before.words[0].box, kept.words[0].box
    assert old and new and (page.width, page.height) == pytest.approx((520, HEIGHT - 150))
    assert (new.x0, new.top) == pytest.approx((old.x0 - 40, old.top - 100), abs=0.1)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_turned_by_the_file_is_read_upright_and_leads_back(tmp_path: Path, quarters: int) -> None:
    upright = read_pdf(pdf(tmp_path / "a.pdf", report)).pages[0]
    page = _changed(tmp_path / "a.pdf", Rotate=90 * quarters).pages[0]
    assert page.turn == quarters and lines(page) == lines(upright)
    boxes = [[line.box for line in only_lines(p)] for p in (page, upright)]
    assert all(
        a and b and (a.x0, a.top, a.x1, a.bottom) == pytest.approx((b.x0, b.top, b.x1, b.bottom), abs=0.1)
        for a, b in zip(*boxes, strict=True)
    )


@pytest.mark.parametrize("times", [(0.0, 0.0), (0.4, 0.0), (0.0, 0.3)])  # how far off the second print stands
def test_text_printed_twice_to_look_bold_is_read_once(tmp_path: Path, times: tuple[float, float]) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, LEFT, 100, "Tặng Giấy khen cho ba tập thể")
        put(canvas, LEFT + times[0], 100 + times[1], "Tặng Giấy khen cho ba tập thể")

    assert lines(read_pdf(pdf(tmp_path / "a.pdf", draw)).pages[0]) == ["Tặng Giấy khen cho ba tập thể"]
