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
from extractor.readers.wordnotes import WordNote, WordNotes
from extractor.readers.wordxml import Element, flattened, is_on, value, w
from models.errors import ReadError
from models.page import Cell, Line, Page, Reading, Table, Word
from models.text import SourceText

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_BREAKS = (w("br"), w("cr"))
_HOLDERS = (w("hyperlink"), w("fldSimple"))
_REFERENCES = (w("footnoteReference"), w("endnoteReference"))
_BOX = w("txbxContent")
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_HEADING = re.compile(r"(?:heading|title|đề mục)", re.I)
_SPANS = ("gridSpan", "gridBefore", "gridAfter")
_WIDEST = 100  # columns; Word makes 63 at most
# What the libraries for zips and XML and python-docx raise for damaged files of one kind or another.
_DAMAGE = (
    *(BadZipFile, zlib.error, struct.error, OSError, EOFError, SyntaxError, RuntimeError),
    *(LookupError, ValueError, TypeError, AttributeError, AssertionError),
)
_KINDS = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)


@dataclass(slots=True)
class _Runs:
    """The words of a paragraph as they come, a line for each line break in it, its footnotes and text boxes."""

    lines: list[tuple[Word, ...]] = field(default_factory=list)
    notes: list[WordNote] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    wording: Wording = field(default_factory=Wording)

    def text(self, text: str, bold: bool, raised: bool = False) -> None:
        for i, piece in enumerate(text.split("\n")):
            if i:
                self.end_line()
            self.wording.put(piece, bold, raised)

    def end_line(self) -> None:
        if words := self.wording.take():
            self.lines.append(words)

    def mark(self, mark: str) -> None:
        self.wording.put(mark, bold=False, raised=True)


class _Document:
    """One file being read: its numbering, its footnotes, the count of lines so far."""

    def __init__(self, path: Path) -> None:
        self.document = _opened(path)
        flattened(self.document.element)
        _bound_spans(self.document)
        self.numbering = Numbering(self.document)
        self.fonts = Fonts(self.document)
        self.notes = WordNotes(self.document, self.fonts)
        self.lines = 0

    def items(self) -> Iterator[Line | Table]:
        yield from self._blocks(self.document.element.body)

    def _blocks(self, holder: Element) -> Iterator[Line | Table]:
        """What an element holds, in order, footnotes behind what refers to them."""
        for child in holder:
            notes: list[WordNote] = []
            if child.tag == w("p"):
                yield from self._paragraph(child, notes)
            elif child.tag == w("tbl"):
                yield self._table(child, notes)
            yield from self._note_lines(notes)

    def _paragraph(self, element: Element, notes: list[WordNote]) -> Iterator[Line | Table]:
        from docx.text.paragraph import Paragraph

        paragraph = Paragraph(element, self.document._body)
        runs = _Runs()
        label = self.numbering.label(paragraph)
        style = str(getattr(paragraph.style, "name", "") or "")
        heading = bool(_HEADING.match(style))
        if label:
            runs.text(f"{label} ", heading)
        self._walk(element, runs, heading)
        runs.end_line()
        notes += runs.notes
        yield from [self._line(words, _is_centred(paragraph)) for words in runs.lines]
        for box in runs.boxes:
            yield from self._blocks(box)

    def _walk(self, element: Element, runs: _Runs, bold: bool) -> None:
        for child in element:
            if child.tag == w("r"):
                self._run(child, runs, bold)
            elif child.tag in _HOLDERS:
                self._walk(child, runs, bold)

    def _run(self, run: Element, runs: _Runs, bold: bool) -> None:
        properties = run.find(w("rPr"))
        if is_on(properties, "vanish"):
            return
        bold = bold or is_on(properties, "b")
        raised = value(properties, "vertAlign") == "superscript"
        for child in run:
            if child.tag in _REFERENCES:
                raised = self._refer(child, runs) or raised
            elif text := self._text(child, run):
                runs.text(text.upper() if is_on(properties, "caps") else text, bold, raised)
            else:
                runs.boxes += _boxes(child)

    def _text(self, child: Element, run: Element) -> str:
        """What a child of a run puts into the text."""
        if child.tag == w("t"):
            return SourceText.read(self.fonts.read(run, child.text or "")).text
        if child.tag == w("softHyphen"):
            return self.fonts.soft_hyphen(run)
        if child.tag in _BREAKS:
            return "\n"
        return {w("tab"): "\t", w("noBreakHyphen"): "-"}.get(child.tag, "")

    def _refer(self, reference: Element, runs: _Runs) -> bool:
        """Put a footnote's mark; whether the mark is what the run prints behind the reference."""
        mark, note = self.notes.refer(reference)
        if mark:
            runs.mark(mark)
        elif note:
            note.mark = "".join(text.text or "" for text in reference.itersiblings(w("t"))).strip()
        if note:
            runs.notes.append(note)
        return not mark

    def _line(self, words: Iterable[Word], centred: bool = False) -> Line:
        self.lines += 1
        return Line(tuple(words), self.lines, centred=centred)

    def _note_lines(self, notes: list[WordNote]) -> Iterator[Line]:
        for note in notes:
            for i, text in enumerate(note.texts):
                mark = (Word(note.mark, raised=True),) if i == 0 and note.mark else ()
                printed = text.removeprefix(note.mark) if i == 0 else text
                line = self._line([*mark, *map(Word, printed.split())])
                yield replace(line, zone="note")

    def _table(self, element: Element, notes: list[WordNote]) -> Table:
        from docx.table import Table as WordTable

        seen: set[Element] = set()
        rows = []
        for row in WordTable(element, self.document._body).rows:
            cells = [Cell()] * row.grid_cols_before
            for cell in row.cells:
                first = cell._tc not in seen
                seen.add(cell._tc)
                cells.append(self._cell(cell._tc, notes) if first else Cell())
            rows.append(cells)
        columns = max(map(len, rows), default=0)
        whole = tuple(tuple(cells + [Cell()] * (columns - len(cells))) for cells in rows)
        self.lines += 1
        return Table(whole, self.lines)

    def _cell(self, element: Element, notes: list[WordNote]) -> Cell:
        lines: list[Line] = []
        for child in element:
            if child.tag == w("p"):
                lines += _lines(self._paragraph(child, notes))
            elif child.tag == w("tbl"):
                lines += _lines([self._table(child, notes)])
        return Cell(tuple(lines))


def _opened(path: Path) -> Document:
    """The file as python-docx gives it; templates and files with macros are Word files as well."""
    from docx.opc.part import PartFactory
    from docx.package import Package
    from docx.parts.document import DocumentPart

    PartFactory.part_type_for.update(dict.fromkeys(_KINDS, DocumentPart))
    document: Document = Package.open(str(path)).main_document_part.document
    return document


def _lines(items: Iterable[Line | Table]) -> Iterator[Line]:
    """The lines of a cell, those of tables in it one after the other."""
    for item in items:
        if isinstance(item, Line):
            yield item
        else:
            yield from (line for row in item.rows for cell in row for line in cell.lines)


def _boxes(child: Element) -> Iterator[Element]:
    """The text boxes drawn by a child of a run; where they are there for old programs too, once."""
    choice = child.find(_CHOICE)
    drawn = child if choice is None else choice
    return (box for box in drawn.iter(_BOX) if not any(True for _ in box.iterancestors(_BOX)))


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
