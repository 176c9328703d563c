"""Born-digital PDFs: every word, in reading order, in its zone; what is wrong with a bad one."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from extractor.readers import tesseract
from extractor.readers.pdf import read_pdf
from models.errors import ReadError
from models.page import Reading
from tests.extractor.page_tools import (
    BODY,
    HEIGHT,
    LEFT,
    NOTE,
    ROWS,
    cells,
    lines,
    marks,
    only_lines,
    pdf,
    pictures,
    put,
    report,
    scanned,
    signature,
    table,
)


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return read_pdf(pdf(tmp_path_factory.mktemp("pdf") / "bao-cao.pdf", report, table, signature))


def test_the_letterhead_is_two_cells_left_first(reading: Reading) -> None:
    assert lines(reading.pages[0])[:6] == [
        "ỦY BAN NHÂN DÂN",
        "HUYỆN SÔNG MÂY",
        "Số: 87/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sông Mây, ngày 05 tháng 12 năm 2023",
    ]
    assert lines(reading.pages[0], "left") + lines(reading.pages[0], "right") == lines(reading.pages[0])[:6]


def test_the_title_is_centred_and_body_lines_are_not(reading: Reading) -> None:
    assert [line.text for line in only_lines(reading.pages[0]) if line.centred] == ["BÁO CÁO"]


def test_the_footnote_is_a_note_and_its_marks_are_raised(reading: Reading) -> None:
    assert lines(reading.pages[0], "note") == [f"1 {NOTE}"]
    assert marks(reading) == ["1", "1"]


def test_a_sign_after_a_mark_goes_to_the_word_before_it(reading: Reading) -> None:
    assert "khen thưởng.1 Diện tích" in lines(reading.pages[0], "body")[-1]


def test_the_page_number_is_margin(reading: Reading) -> None:
    assert lines(reading.pages[1], "margin") == ["2"]


def test_ruled_tables_are_read_cell_by_cell(reading: Reading) -> None:
    assert cells(reading.pages[1]) == [list(row) for row in ROWS]


def test_text_after_a_table_comes_after_it(reading: Reading) -> None:
    assert lines(reading.pages[1], "body")[:2] == list(BODY)


def test_a_long_line_of_addressees_stays_in_the_left_cell(reading: Reading) -> None:
    last = reading.pages[2]
    assert lines(last, "left")[-2:] == [
        "- Thường trực Huyện ủy, Thường trực HĐND huyện, các phòng, ban;",
        "- Lưu: VT.",
    ]
    assert lines(last, "right") == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn Sinh"]


def test_words_have_boxes_sizes_and_weight(reading: Reading) -> None:
    word = next(only_lines(reading.pages[1])).words[0]
    assert word.box and word.size == pytest.approx(13)
    assert word.box.x0 == pytest.approx(297, abs=6) and word.box.top < 40 < word.box.bottom
    assert [w.bold for line in only_lines(reading.pages[0]) for w in line.words][:7] == [False] * 4 + [True] * 3


def test_lines_are_numbered_in_reading_order(reading: Reading) -> None:
    numbers = [line.number for line in only_lines(reading.pages[0])]
    assert numbers == list(range(1, len(numbers) + 1))


def _superscript(canvas: Canvas, before: str, raised: str) -> None:
    end = put(canvas, LEFT, 100, before)
    put(canvas, put(canvas, end, 94, raised, 8), 100, ", đạt kế hoạch")


@pytest.mark.parametrize(
    ("before", "raised", "expected"),
    [
        ("350.000 m", "3", "350.000 m³, đạt kế hoạch"),  # a power, and the comma stays with it
        ("tổ chức thực hiện", "12", "tổ chức thực hiện,12 đạt kế hoạch"),  # a footnote of two digits
        ("đạt 12 km", "2", "đạt 12 km², đạt kế hoạch"),
        ("theo chương", "2", "theo chương,2 đạt kế hoạch"),  # no unit: a footnote
    ],
)
def test_powers_are_told_from_footnote_marks(tmp_path: Path, before: str, raised: str, expected: str) -> None:
    path = pdf(tmp_path / "a.pdf", lambda c: _superscript(c, before, raised))
    assert lines(read_pdf(path).pages[0]) == [expected]


def test_a_hyphen_at_the_end_of_a_line_stays_there(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        put(canvas, 420, 100, "Kế hoạch số 972/KH-")
        put(canvas, LEFT, 118, "UBND ngày 15/12/2022")

    assert lines(read_pdf(pdf(tmp_path / "a.pdf", draw)).pages[0]) == ["Kế hoạch số 972/KH-", "UBND ngày 15/12/2022"]


def test_decomposed_letters_are_composed(tmp_path: Path) -> None:
    text = unicodedata.normalize("NFD", "Thi đua yêu nước")
    path = pdf(tmp_path / "a.pdf", lambda c: put(c, LEFT, 100, text))
    assert lines(read_pdf(path).pages[0]) == ["Thi đua yêu nước"]


def test_a_page_set_sideways_is_read(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.translate(300, 100)
        canvas.rotate(90)
        put(canvas, 0, HEIGHT, "Phụ lục danh sách tập thể")
        put(canvas, 0, HEIGHT + 20, "được tặng Giấy khen")

    page = read_pdf(pdf(tmp_path / "a.pdf", draw)).pages[0]
    assert lines(page) == ["Phụ lục danh sách tập thể", "được tặng Giấy khen"]
    assert page.width > page.height


def test_running_heads_are_margin(tmp_path: Path) -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            put(canvas, LEFT, 40, f"Báo cáo thi đua năm 2023 - trang {number}", 10)
            put(canvas, LEFT, 200, f"Đoạn thứ {number} của báo cáo")

        return draw

    reading = read_pdf(pdf(tmp_path / "a.pdf", *map(page, range(1, 5))))
    assert [lines(p, "body") for p in reading.pages] == [[f"Đoạn thứ {n} của báo cáo"] for n in range(1, 5)]


def test_an_unruled_list_with_wide_gaps_is_no_two_column_block(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for n, (what, count) in enumerate((("Giấy khen", "27"), ("Bằng khen", "3"), ("Huân chương", "1"))):
            put(canvas, LEFT, 100 + 18 * n, what)
            put(canvas, 380, 100 + 18 * n, count)

    page = read_pdf(pdf(tmp_path / "a.pdf", draw)).pages[0]
    assert lines(page, "body") == ["Giấy khen 27", "Bằng khen 3", "Huân chương 1"]


def _whole(tmp_path: Path) -> bytes:
    return pdf(tmp_path / "whole.pdf", report).read_bytes()


NO_PAGES = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000052 00000 n \n"
    b"trailer<</Size 3/Root 1 0 R>>\nstartxref\n98\n%%EOF\n"
)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        pytest.param(b"", "it is empty", id="nothing in it"),
        pytest.param("Xin chào".encode(), "it is not a PDF", id="a text with a PDF's name"),
        pytest.param(NO_PAGES, "without pages", id="a well-formed file of no pages"),
        pytest.param(b"%PDF-1.4\n" + bytes(range(256)) * 9 + b"\n%%EOF", "damaged", id="rubbish within"),
    ],
)
def test_a_bad_file_is_one_clear_sentence(tmp_path: Path, content: bytes, what: str) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(content)
    with pytest.raises(ReadError, match=what):
        read_pdf(path)


@pytest.mark.parametrize("length", [4000, -40])  # half of the file; all but its last line
def test_a_file_cut_off_is_not_read_in_part(tmp_path: Path, length: int) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(_whole(tmp_path)[:length])
    with pytest.raises(ReadError, match="cut off"):
        read_pdf(path)


def test_a_broken_index_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "bad.pdf"
    path.write_bytes(_whole(tmp_path).replace(b"startxref\n", b"startxref\n9"))
    assert "HUYỆN SÔNG MÂY" in lines(read_pdf(path).pages[0])


def test_a_password_is_named_as_the_reason(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", report, encrypt=StandardEncryption("bi-mat", ownerPassword="x"))
    with pytest.raises(ReadError, match="password"):
        read_pdf(path)


def test_a_file_locked_only_against_changes_is_read(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf", report, encrypt=StandardEncryption("", ownerPassword="x", canModify=0))
    assert "HUYỆN SÔNG MÂY" in lines(read_pdf(path).pages[0])


def test_a_blank_document_holds_no_text(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no text"):
        read_pdf(pdf(tmp_path / "a.pdf", Canvas.saveState))


def test_without_tesseract_pages_with_text_are_read_and_the_others_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tesseract, "_folders", lambda: iter(()))
    tesseract.tessdata.cache_clear()
    tesseract.engine.cache_clear()
    picture = scanned(tmp_path / "anh.png", pictures(pdf(tmp_path / "a.pdf", signature), 80))
    mixed = pdf(tmp_path / "b.pdf", report, lambda c: c.drawImage(str(picture), 0, 0, 595, 842))
    reading = read_pdf(mixed)
    assert "HUYỆN SÔNG MÂY" in lines(reading.pages[0]) and not reading.pages[1].items
    assert "(2)" in reading.notes[0] and "install Tesseract" in reading.notes[0]
    with pytest.raises(ReadError, match=r"vie\.traineddata.*install Tesseract"):
        read_pdf(pdf(tmp_path / "c.pdf", lambda c: c.drawImage(str(picture), 0, 0, 595, 842)))
    monkeypatch.undo()
    tesseract.tessdata.cache_clear()
