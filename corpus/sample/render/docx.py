"""A sample report as a Word file: the head and the signature as tables without lines, real footnotes, ruled tables."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from corpus.sample.model import Block, Document, Phrase
from corpus.sample.render.sheet import MOTTO

_LONG_AGO = datetime(2015, 1, 1)
_ZIP_TIME = (2015, 1, 1, 0, 0, 0)
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_FIRST_NOTE = 2  # 0 and 1 are the separators


def draw_docx(document: Document, size: float) -> bytes:
    """The report as .docx set in Times New Roman of `size` points; without dates or clock times of today."""
    from docx import Document as new_document

    word: Any = new_document()
    _prepare(word, document.letterhead.title[0], size)
    _head(word, document)
    number = 0
    for block in document.blocks:
        number = _block(word, block, number)
    _tail(word, document)
    if document.appendix:
        word.add_page_break()
    for block in document.appendix:
        number = _block(word, block, number)
    _attach_notes(word, [note.phrase for phrase in document.phrases() for note in phrase.notes])
    buffer = io.BytesIO()
    word.save(buffer)
    return _timeless(buffer.getvalue())


def _prepare(word: Any, title: str, size: float) -> None:  # noqa: ANN401 - python-docx is untyped
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    properties = word.core_properties
    properties.title, properties.author = title[:200], "Sổ Vàng"
    properties.created = properties.modified = _LONG_AGO
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(size)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Times New Roman")
    normal.paragraph_format.space_after = Pt(4)
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(18)
    section.top_margin = section.bottom_margin = Mm(20)


def _write(paragraph: Any, text: str, bold: bool = False, italic: bool = False, centre: bool = False) -> None:  # noqa: ANN401
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    run = paragraph.add_run(text)
    run.bold, run.italic = bold, italic
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _column(cell: Any, lines: Sequence[tuple[str, str]], centre: bool = True) -> None:  # noqa: ANN401
    """Lines of a cell, each with its style letters ("b", "i")."""
    for i, (text, style) in enumerate(lines):
        paragraph = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        _write(paragraph, text, "b" in style, "i" in style, centre)


def _two_columns(word: Any, left: Sequence[tuple[str, str]], right: Sequence[tuple[str, str]], centred: bool) -> None:  # noqa: ANN401
    table = word.add_table(rows=1, cols=2)
    _column(table.cell(0, 0), left, centred)
    _column(table.cell(0, 1), right)


def _head(word: Any, document: Document) -> None:  # noqa: ANN401
    head = document.letterhead
    left = [(head.above, ""), (head.issuer, "b"), (head.number, "")]
    _two_columns(word, left, [(MOTTO[0], "b"), (MOTTO[1], "b"), (head.dated, "i")], True)
    _write(word.add_paragraph(), head.doc_type, bold=True, centre=True)
    for line in head.title:
        _write(word.add_paragraph(), line, bold=True, centre=True)
    if len(head.addressees) == 1:
        _write(word.add_paragraph(), f"Kính gửi: {head.addressees[0]}.", centre=True)
    elif head.addressees:
        _write(word.add_paragraph(), "Kính gửi:")
        for name in head.addressees:
            _write(word.add_paragraph(), f"- {name}{'.' if name == head.addressees[-1] else ';'}")


def _block(word: Any, block: Block, number: int) -> int:  # noqa: ANN401
    """Adds the block; the number of footnotes so far."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm

    if block.rows:
        _table(word, block)
        return number
    paragraph = word.add_paragraph()
    bold, italic = block.kind in ("part", "centre", "heading"), block.kind in ("basis", "aside")
    centred = block.kind in ("part", "centre", "aside")
    if not centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Mm(12)
    end = 0
    for note in block.phrase.notes:
        _write(paragraph, block.phrase.text[end : note.at], bold, italic)
        _mark(paragraph, number)
        number, end = number + 1, note.at
    _write(paragraph, block.phrase.text[end:], bold, italic, centred)
    return number


def _mark(paragraph: Any, number: int) -> None:  # noqa: ANN401
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    run.font.superscript = True
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), str(number + _FIRST_NOTE))
    run._r.append(reference)


def _table(word: Any, block: Block) -> None:  # noqa: ANN401
    from docx.shared import Mm

    table = word.add_table(rows=0, cols=len(block.widths), style="Table Grid")
    for i, row in enumerate(block.rows):
        cells = table.add_row().cells
        for cell, phrase, share in zip(cells, row.cells, block.widths, strict=True):
            cell.width = Mm(162 * share)
            _write(cell.paragraphs[0], phrase.text, bold=i == 0, centre=i == 0)
    word.add_paragraph()


def _tail(word: Any, document: Document) -> None:  # noqa: ANN401
    signature = document.signature
    names = signature.recipients
    left = [("Nơi nhận:", "bi"), *((f"- {n}{'.' if n == names[-1] else ';'}", "") for n in names)]
    right = [*((office, "b") for office in signature.capacity), ("", ""), ("", ""), (signature.name, "b")]
    _two_columns(word, left, right, False)


def _attach_notes(word: Any, notes: Sequence[Phrase]) -> None:  # noqa: ANN401
    """The part that holds the footnotes, which python-docx cannot write by itself."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    if not notes:
        return
    kinds = ("separator", "continuationSeparator")
    marks = "".join(
        f'<w:footnote w:type="{k}" w:id="{i}"><w:p><w:r><w:{k}/></w:r></w:p></w:footnote>' for i, k in enumerate(kinds)
    )
    body = "".join(_note_xml(i, note.text) for i, note in enumerate(notes, _FIRST_NOTE))
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes {_W}>{marks}{body}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), _FOOTNOTES, xml.encode(), word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _note_xml(number: int, text: str) -> str:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
    words = f'<w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t xml:space="preserve"> {escape(text)}</w:t></w:r>'
    return f'<w:footnote w:id="{number}"><w:p>{mark}{words}</w:p></w:footnote>'


def _timeless(data: bytes) -> bytes:
    """The same zip with one fixed time on every member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            target.writestr(info, source.read(name))
    return buffer.getvalue()
