from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT

from extractor.layout import lay_out
from extractor.readers import read
from extractor.readers.wordxml import w
from models.errors import ReadError
from models.page import Line
from tests.extractor.layout_tools import texts


def _saved(document: Any, folder: Path) -> Path:  # noqa: ANN401
    path = folder / "thu.docx"
    document.save(str(path))
    return path


def test_a_report_in_word_with_borderless_tables_around_it(tmp_path: Path) -> None:
    document = docx.Document()
    head = document.add_table(rows=1, cols=2)
    head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nHUYỆN KHE MÒN"
    head.cell(0, 0).add_paragraph("Số: 12/BC-UBND")
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    head.cell(0, 1).add_paragraph("Khe Mòn, ngày 3 tháng 6 năm 2019")
    document.add_paragraph("BÁO CÁO")
    document.add_paragraph("Kết quả phong trào trồng rừng")
    document.add_heading("I. KẾT QUẢ", 1)
    words = document.add_paragraph("Huyện đã ban hành Kế hoạch số 5/KH-")
    words.add_run("UBND").bold = True
    words.add_run(" về trồng rừng.")
    foot = document.add_table(rows=1, cols=2)
    foot.cell(0, 0).text = "Nơi nhận:\n- Như trên;\n- Lưu: VT."
    foot.cell(0, 1).text = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    foot.cell(0, 1).add_paragraph("Lò Văn Ế")
    layout = lay_out(read(_saved(document, tmp_path)))
    assert texts(layout) == [
        "ỦY BAN NHÂN DÂN HUYỆN KHE MÒN",
        "Số: 12/BC-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Khe Mòn, ngày 3 tháng 6 năm 2019",
        "BÁO CÁO",
        "Kết quả phong trào trồng rừng",
        "I. KẾT QUẢ",
        "Huyện đã ban hành Kế hoạch số 5/KH-UBND về trồng rừng.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Lò Văn Ế",
    ]
    assert layout.pages == 1


def test_merged_cells_stand_once_and_rows_keep_their_columns(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=3, cols=3)
    for y, row in enumerate(table.rows):
        for x, cell in enumerate(row.cells):
            cell.text = f"Ô {y}{x}"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Cụm một"
    layout = lay_out(read(_saved(document, tmp_path)))
    cells = [[layout.text[c.start : c.end] for c in block.cells] for block in layout.blocks]
    assert cells == [["Ô 00", "Ô 01", "Ô 02"], ["Cụm một", "Ô 11", "Ô 12"], ["", "Ô 21", "Ô 22"]]


def test_numbers_and_bullets_that_word_shows_are_in_the_text(tmp_path: Path) -> None:
    document = docx.Document()
    for words in ("Chỉ tiêu chính", "Chỉ tiêu phụ"):
        document.add_paragraph(words, style="List Number")
    document.add_paragraph("Trồng 5 ha rừng;", style="List Bullet")
    assert texts(lay_out(read(_saved(document, tmp_path)))) == [
        "1. Chỉ tiêu chính",
        "2. Chỉ tiêu phụ",
        "- Trồng 5 ha rừng;",
    ]


_NOTES = """<?xml version="1.0"?><w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> Kế hoạch số 5/KH-UBND.</w:t></w:r></w:p>
</w:footnote></w:footnotes>"""
_RELATION = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"'
    ' Target="footnotes.xml"/></Relationships>'
)
_TYPE = (
    '<Override PartName="/word/footnotes.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
)


def _with_footnote(path: Path) -> Path:
    """The Word file with a footnote at the word "NOTE", which python-docx cannot write."""
    changed = path.with_name("chu-thich.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                text = text.replace(b"NOTE", b'</w:t></w:r><w:r><w:footnoteReference w:id="7"/></w:r><w:r><w:t>')
            if name == "word/_rels/document.xml.rels":
                text = text.replace(b"</Relationships>", _RELATION.encode())
            if name == "[Content_Types].xml":
                text = text.replace(b"</Types>", _TYPE.encode())
            new.writestr(name, text)
        new.writestr("word/footnotes.xml", _NOTES)
    return changed


def test_footnotes_are_tied_to_their_marks(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Huyện đã ban hành kế hoạchNOTE, trồng 5 ha.")
    document.add_paragraph("Các xã đã họp.")
    layout = lay_out(read(_with_footnote(_saved(document, tmp_path))))
    assert [(b.kind, b.mark) for b in layout.blocks] == [("paragraph", None), ("footnote", "1"), ("paragraph", None)]
    assert texts(layout) == [
        "Huyện đã ban hành kế hoạch, trồng 5 ha.",
        "Kế hoạch số 5/KH-UBND.",
        "Các xã đã họp.",
    ]


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml"])
def test_a_broken_word_file_is_refused(part: str, tmp_path: Path) -> None:
    path = _saved(docx.Document(), tmp_path)
    broken = tmp_path / "hong.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name)[:40] if name == part else old.read(name))
    with pytest.raises(ReadError, match=r"hong\.docx: it is a broken Word file"):
        read(broken)


def test_a_word_file_without_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="there is no text in it"):
        read(_saved(docx.Document(), tmp_path))


def test_alignment_as_libreoffice_writes_it_is_read(tmp_path: Path) -> None:
    document = docx.Document()
    for words, alignment in (("BÁO CÁO", "center"), ("Xã Tà Lu.", "start")):
        paragraph = document.add_paragraph(words)
        paragraph.alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
        next(paragraph._p.iter(w("jc"))).set(w("val"), alignment)
    items = read(_saved(document, tmp_path)).pages[0].items
    assert [(item.text, item.centred) for item in items if isinstance(item, Line)] == [
        ("BÁO CÁO", True),
        ("Xã Tà Lu.", False),
    ]


def test_an_annex_begins_where_its_name_stands_alone_in_the_middle(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Xã đã họp dân và giao đất trồng rừng.")
    for words in ("PHỤ LỤC I", "Danh mục văn bản"):
        document.add_paragraph(words).alignment = WD_PARAGRAPH_ALIGNMENT.CENTER
    document.add_paragraph("Kế hoạch số 5/KH-UBND về trồng rừng.")
    assert texts(lay_out(read(_saved(document, tmp_path))), "title") == ["PHỤ LỤC I", "Danh mục văn bản"]
