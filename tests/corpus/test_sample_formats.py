"""Each format of the samples opens, says what is true of it, and comes out the same byte for byte."""

from __future__ import annotations

import io
import json
import re
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from docx import Document as open_docx
from reportlab.pdfbase.ttfonts import TTFont

from corpus.sample.agenda import agenda
from corpus.sample.compose import compose
from corpus.sample.model import Document
from corpus.sample.render.sheet import PAGE, choose_sheet, set_pages
from corpus.sample.world import chance
from corpus.sample.write import FORMATS, write_samples
from models.fonts import STYLES, font_path

SEED = 11
LETTERS = "".join(map(chr, range(0x1EA0, 0x1EFA))) + "ăâđêôơưĂÂĐÊÔƠƯàáãèéìíĩòóõùúũýĨŨÀÁÃÈÉÌÍÒÓÕÙÚÝŭŏĕ“”…–²"


def one(form: str, folder: Path) -> tuple[bytes, dict[str, Any]]:
    (path,) = write_samples(folder, SEED, 1, [form])
    return path.read_bytes(), json.loads((folder / f"{path.stem}.gold.json").read_text("utf-8"))


def squeezed(text: str) -> str:
    """Without white space; pdfium gives a hyphen at a line's end as U+FFFE."""
    return re.sub(r"\s+", "", text.replace("\ufffe", "-").replace("\x02", "-"))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_bytes_each_time(form: str, tmp_path: Path) -> None:
    assert one(form, tmp_path / "first") == one(form, tmp_path / "second")


@pytest.mark.parametrize("style", STYLES)
def test_the_font_draws_every_vietnamese_letter(style: str) -> None:
    face = TTFont(f"test{style}", str(font_path(style))).face
    assert not [c for c in LETTERS if ord(c) not in face.charToGlyph]


def test_the_pdf_says_what_is_true(tmp_path: Path) -> None:
    data, truth = one("pdf", tmp_path)
    pdf = pypdfium2.PdfDocument(io.BytesIO(data))
    text = squeezed("".join(page.get_textpage().get_text_bounded() for page in pdf))
    assert truth["citations"] and truth["exemplars"] and truth["awards"]
    for citation in truth["citations"]:
        assert squeezed(citation["number"] or "") in text
    for record in truth["exemplars"]:
        assert squeezed(record["name"]).lower() in text.lower()
    assert squeezed(truth["header"]["signer"]) in text


def test_the_scan_is_pictures_only(tmp_path: Path) -> None:
    data, truth = one("scan", tmp_path)
    pdf = pypdfium2.PdfDocument(io.BytesIO(data))
    assert 1 <= len(pdf) <= 2
    for page in pdf:
        kinds = [found.type for found in page.get_objects()]
        assert kinds == [pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]
        assert not page.get_textpage().get_text_bounded().strip()
        assert page.get_size() == pytest.approx(PAGE, abs=0.1)
    assert truth["citations"]


def test_a_page_of_the_scan_is_neither_blank_nor_black(tmp_path: Path) -> None:
    data, _ = one("scan", tmp_path)
    grey = pypdfium2.PdfDocument(io.BytesIO(data))[0].render(scale=0.5).to_pil().convert("L")
    dark = sum(grey.histogram()[:110]) / (grey.width * grey.height)
    assert 0.005 < dark < 0.2


def test_the_docx_opens_and_keeps_its_footnotes(tmp_path: Path) -> None:
    data, truth = one("docx", tmp_path)
    word = open_docx(io.BytesIO(data))
    notes = [part for part in word.part.package.iter_parts() if part.partname == "/word/footnotes.xml"]
    cells = [c.text for t in word.tables for row in t.rows for c in row.cells]
    text = squeezed("".join(p.text for p in word.paragraphs) + "".join(cells))
    text += squeezed(re.sub(r"<[^>]+>", "", notes[0].blob.decode())) if notes else ""
    for citation in truth["citations"]:
        assert squeezed(citation["mention"]) in text
    assert "footnoteReference" in word.element.xml


def documents() -> list[Document]:
    return [compose(SEED, job) for job in islice(agenda(SEED), 30)]


def test_nothing_stands_outside_the_sheet_or_on_something_else() -> None:
    """Lines stay within the margins of the paper, and two baselines are never nearer than type is high."""
    for i, document in enumerate(documents()):
        for page in set_pages(document, choose_sheet(chance(SEED, i))):
            assert all(0 < g.x < PAGE[0] - 20 and 20 < g.y < PAGE[1] - 20 for g in page.glyphs)
            body = sorted({round(g.y, 1) for g in page.glyphs if g.size > 9 and g.x < 120})
            assert all(b - a > 8 for a, b in pairwise(body))


def test_every_footnote_is_on_the_page_of_its_mark() -> None:
    """A page's small raised figures are the marks in the text and, once more, the numbers before the footnotes."""
    checked = 0
    for i, document in enumerate(documents()):
        sheet = choose_sheet(chance(SEED, i))
        for page in set_pages(document, sheet):
            marks = [g.text for g in page.glyphs if g.size == pytest.approx(sheet.size * 0.62)]
            numbers = [g.text for g in page.glyphs if g.size < sheet.size * 0.55 and g.text.isdigit()]
            assert marks == numbers
            checked += len(marks)
    assert checked > 20
