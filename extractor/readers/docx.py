"""Word files: paragraphs and tables in document order, footnotes tied to their marks, numbering as Word shows it."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile, ZipFile

from extractor.limits import check_size
from extractor.readers.numbering import Numbering
from extractor.readers.wordfonts import Fonts
from extractor.readers.wording import Wording
from extractor.readers.wordxml import Element, is_on, value, w
from models.errors import ReadError
from models.page import Cell, Line, Page, Reading, Table, Word
from models.text import SourceText

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_BREAKS = (w("br"), w("cr"))
_HOLDERS = frozenset(map(w, ("hyperlink", "ins", "smartTag", "sdt", "sdtContent", "fldSimple")))
_HEADING = re.compile(r"(?:heading|title|đề mục)", re.I)
_SPANS = ("gridSpan", "gridBefore", "gridAfter")
_WIDEST = 100  # columns; Word makes 63 at most
# What the libraries for zips and XML and python-docx raise for damaged files of one kind or another.
_DAMAGE = (
    *(BadZipFile, zlib.error, struct.error, OSError, EOFError, SyntaxError, RuntimeError),
    *(LookupError, ValueError, TypeError, AttributeError, AssertionError),
)
_NOTES_PART = "/footnotes"


@dataclass(slots=True)
class _Runs:
    """The words of a paragraph as they come, a line for each line break in it, and the footnotes it refers to."""

    lines: list[tuple[Word, ...]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    wording: Wording = field(default_factory=Wording)

    def text(self, text: str, bold: bool, raised: bool = False) -> None:
        for i, piece in enumerate(text.split("\n")):
            if i:
                self.end_line()
            self.wording.put(piece, bold, raised)

    def end_line(self) -> None:
        if words := self.wording.take():
            self.lines.append(words)

    def mark(self, number: str, note: str) -> None:
        self.wording.put(number, bold=False, raised=True)
        self.notes.append(note)


class _Document:
    """One file being read: its numbering, its footnotes, the count of lines so far."""

    def __init__(self, path: Path) -> None:
        import docx

        self.document = docx.Document(str(path))
        _bound_spans(self.document)
        self.numbering = Numbering(self.document)
        self.fonts = Fonts(self.document)
        self.notes = _footnotes(self.document, self.fonts)
        self.marks: dict[str, str] = {}
        self.lines = 0

    def items(self) -> Iterator[Line | Table]:
        from docx.table import Table as DocxTable

        for block in self.document.iter_inner_content():
            if isinstance(block, DocxTable):
                table, notes = self._table(block)
                yield table
            else:
                lines, notes = self._paragraph(block)
                yield from lines
            yield from self._note_lines(notes)

    def _paragraph(self, paragraph: Paragraph) -> tuple[list[Line], list[str]]:
        runs = _Runs()
        label = self.numbering.label(paragraph)
        style = str(getattr(paragraph.style, "name", "") or "")
        heading = bool(_HEADING.match(style))
        if label:
            runs.text(f"{label} ", heading)
        self._walk(paragraph._p, runs, heading)
        runs.end_line()
        return [self._line(words, _is_centred(paragraph)) for words in runs.lines], runs.notes

    def _walk(self, element: Element, runs: _Runs, bold: bool) -> None:
        for child in element:
            if child.tag == w("r"):
                self._run(child, runs, bold)
            elif child.tag in (
                w("hyperlink"),
                w("ins"),
                w("smartTag"),
                w("sdt"),
                w("sdtContent"),
                w("fldSimple"),
            ):
                self._walk(child, runs, bold)

    def _run(self, run: Element, runs: _Runs, bold: bool) -> None:
        properties = run.find(w("rPr"))
        bold = bold or is_on(properties, "b")
        raised = value(properties, "vertAlign") == "superscript"
        for child in run:
            if child.tag == w("t"):
                runs.text(SourceText.read(self.fonts.read(run, child.text or "")).text, bold, raised)
            elif child.tag == w("softHyphen"):
                runs.text(self.fonts.soft_hyphen(run), bold, raised)
            elif child.tag == w("tab"):
                runs.text("\t", bold, raised)
            elif child.tag in _BREAKS:
                runs.text("\n", bold, raised)
            elif child.tag == w("noBreakHyphen"):
                runs.text("-", bold, raised)
            elif child.tag == w("footnoteReference"):
                self._mark(child, runs)

    def _mark(self, reference: Element, runs: _Runs) -> None:
        note = str(reference.get(w("id")))
        number = self.marks.setdefault(note, str(len(self.marks) + 1))
        runs.mark(number, note)

    def _line(self, words: Iterable[Word], centred: bool = False) -> Line:
        self.lines += 1
        return Line(tuple(words), self.lines, centred=centred)

    def _note_lines(self, notes: list[str]) -> Iterator[Line]:
        for note in notes:
            for i, text in enumerate(self.notes.get(note, [])):
                mark = (Word(self.marks[note], raised=True),) if i == 0 else ()
                line = self._line([*mark, *map(Word, text.split())])
                yield replace(line, zone="note")

    def _table(self, table: WordTable) -> tuple[Table, list[str]]:
        notes: list[str] = []
        seen: set[Element] = set()
        rows = []
        for row in table.rows:
            cells = [Cell()] * row.grid_cols_before
            for cell in row.cells:
                first = cell._tc not in seen
                seen.add(cell._tc)
                cells.append(self._cell(cell, notes) if first else Cell())
            rows.append(cells)
        columns = max(map(len, rows), default=0)
        whole = tuple(tuple(cells + [Cell()] * (columns - len(cells))) for cells in rows)
        self.lines += 1
        return Table(whole, self.lines), notes

    def _cell(self, cell: _Cell, notes: list[str]) -> Cell:
        lines: list[Line] = []
        for paragraph in cell.paragraphs:
            found, marked = self._paragraph(paragraph)
            lines += found
            notes += marked
        for inner in cell.tables:
            lines += [line for row in self._table(inner)[0].rows for c in row for line in c.lines]
        return Cell(tuple(lines))


def _bound_spans(document: Document) -> None:
    """Let no cell span more columns than any table has: each of them costs memory, whether it is there or not."""
    for name in _SPANS:
        for span in document.element.iter(w(name)):
            if len(str(span.get(w("val")))) > len(str(_WIDEST)):
                span.set(w("val"), str(_WIDEST))


def _is_centred(paragraph: Paragraph) -> bool:
    """Whether the paragraph is centred, by itself or by its style."""
    style = paragraph.style
    by_style = None if style is None else style.element.find(w("pPr"))
    return (value(paragraph._p.pPr, "jc") or value(by_style, "jc")) == "center"


def _footnotes(document: Document, fonts: Fonts) -> dict[str, list[str]]:
    """The paragraphs of each footnote by its id; the separators that Word keeps among them have none."""
    from docx.oxml.parser import parse_xml

    part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith(_NOTES_PART)), None)
    if part is None:
        return {}
    root: Element = parse_xml(part.blob)
    return {
        str(note.get(w("id"))): [text for p in note.iter(w("p")) if (text := _plain(p, fonts))]
        for note in root.iter(w("footnote"))
    }


def _plain(paragraph: Element, fonts: Fonts) -> str:
    return SourceText.read("".join(_texts(paragraph, fonts))).text.strip()


def _texts(paragraph: Element, fonts: Fonts) -> Iterator[str]:
    for run in paragraph.iter(w("r")):
        for child in run:
            if child.tag == w("t"):
                yield fonts.read(run, child.text or "")
            elif child.tag == w("softHyphen"):
                yield fonts.soft_hyphen(run)


def _check(path: Path) -> None:
    """Refuse a file whose parts are more than any text is, before one is unpacked."""
    with ZipFile(path) as package:
        check_size(path, sum(info.file_size for info in package.infolist() if info.filename.endswith(".xml")))


def read_docx(path: Path) -> Reading:
    """The one long page of a Word file; a table that only sets columns is left to the layout to unfold.

    Raises ReadError for a file that is broken or locked.
    """
    from docx.opc.exceptions import OpcError

    try:
        _check(path)
        items = tuple(_Document(path).items())
    except (OpcError, *_DAMAGE):
        raise ReadError(path, "it is a broken Word file", "open it in Word, save it again and add it") from None
    if not any(isinstance(i, Table) or i.words for i in items):
        raise ReadError(path, "there is no text in it", "if it holds pictures of pages, save them as PDF and add that")
    return Reading(path.name, "docx", (Page(1, items),), whole=True)
