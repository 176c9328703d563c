"""PDFs: born-digital pages by their text layer, pages that are pictures by OCR, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path

from extractor.limits import MAX_PAGES, MAX_RENDERED_PIXELS, step
from extractor.readers.geometry import arrange
from extractor.readers.inset import Picture, insets_of, is_print, without_rest
from extractor.readers.misread import put_right
from extractor.readers.numerals import with_numerals
from extractor.readers.pdf_calls import Handle
from extractor.readers.pdf_layer import PICTURE, Layer, layer_of
from extractor.readers.pdf_words import Leaf, leaf_of
from extractor.readers.scanned import ADVICE, NoTesseractError, Scan, change_notes, confidence_notes
from extractor.readers.sheet import Sheet
from extractor.readers.thresholds import COARSE_DPI, SCAN_DPI
from extractor.readers.tilt import tilted_back
from models.errors import ReadError
from models.page import Reading

_HEAD = b"%PDF-"
_TAIL = 4096  # bytes at the end in which a whole file says where its index is
_UNDER = 1 - 1e-5  # PDFium rounds sizes up: so a scan's own dots stay as they are, and no row is put between them
_LOCKED = 4  # PDFium's number for a wrong password


@dataclass(slots=True)
class _Pages:
    """The sheets of a PDF, which of them were read from pictures, in whole or in part, and which could not be.

    Of some of those, `borrowed`, there is the text that another program read.
    """

    sheets: list[Sheet] = field(default_factory=list)
    scans: list[Scan] = field(default_factory=list)
    insets: list[Scan] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
    borrowed: list[int] = field(default_factory=list)
    why: str = ""


def read_pdf(path: Path) -> Reading:
    """The pages of a PDF; ReadError for one that is empty, cut off, locked, without pages or without text."""
    _check(path)
    document = _open(path)
    with closing(document):
        if not len(document):
            raise ReadError(path, "it is a PDF without pages", "add the whole document")
        if len(document) > MAX_PAGES:
            raise ReadError(path, f"it has more than {MAX_PAGES} pages", "split it into parts")
        pages = _pages(path, document)
    if not any(sheet.words for sheet in pages.sheets):
        if pages.unread:
            raise ReadError(path, f"it is a scan, and {pages.why}", ADVICE)
        raise ReadError(path, "no text can be read in it", "check that it is the right file, or scan it again")
    skews = {one.sheet.number: one.skew for one in pages.scans}
    laid, changes = put_right(with_numerals(arrange(pages.sheets)), skews)
    scanned = 2 * len(pages.scans) > len(pages.sheets)
    notes = (*_notes(pages), *change_notes(changes))
    skews.update((one.sheet.number, one.skew) for one in pages.insets)
    return Reading(path.name, "pdf", tilted_back(laid, skews), scanned=scanned, notes=notes, changes=changes)


def picture_pages(path: Path) -> dict[int, bool]:
    """The pages (from 1) that have no text to search for, and whether each bears a text layer all the same, a poor one.

    ReadError as of `read_pdf`.
    """
    found: dict[int, bool] = {}
    with closing(_open(path)) as document:
        for number in range(1, len(document) + 1):
            page, leaf = _leaf(path, document, number)
            with closing(page):
                layer = layer_of(page, leaf)
            if layer in ("none", "poor"):
                found[number] = bool(leaf.sheet.words)
    return found


def _check(path: Path) -> None:
    """Tell apart what PDFium calls one thing: empty, no PDF at all, cut off."""
    try:
        with path.open("rb") as file:
            head = file.read(1024)
            file.seek(0, 2)
            file.seek(max(file.tell() - _TAIL, 0))
            tail = file.read()
    except OSError as error:
        raise ReadError(path, f"it cannot be opened ({error.strerror})", "check that it may be read") from error
    if not head:
        raise ReadError(path, "it is empty", "get the file again")
    if _HEAD not in head:
        raise ReadError(path, "it is not a PDF, whatever its name says", "give it the ending of what it is")
    if b"%%EOF" not in tail and b"startxref" not in tail:
        raise ReadError(path, "it is a PDF cut off before its end", "get the whole file again")


def _open(path: Path) -> Handle:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        told = getattr(error, "err_code", None) == _LOCKED or "password" in str(error).lower()
        if told and _is_locked(path):  # PDFium may still tell of the file before
            raise ReadError(
                path, "it is locked by a password", "save a copy without the password and add that"
            ) from None
        if _counts_no_page(path):
            raise ReadError(path, "it is a PDF without pages", "add the whole document") from None
        raise ReadError(path, "it is a damaged PDF", "get the file again, or print it to a new PDF") from None


def _is_locked(path: Path) -> bool:
    return b"/Encrypt" in path.read_bytes()


def _counts_no_page(path: Path) -> bool:
    return re.search(rb"/Count\s+0\b", path.read_bytes()) is not None


def _pages(path: Path, document: Handle) -> _Pages:
    pages = _Pages()
    for number in range(1, len(document) + 1):
        step()
        page, leaf = _leaf(path, document, number)
        with closing(page):
            layer = layer_of(page, leaf)
            read = _with_insets(page, leaf, pages) if layer == "printed" else _read_picture(page, leaf, layer, pages)
            pages.sheets.append(read)
    return pages


def _leaf(path: Path, document: Handle, number: int) -> tuple[Handle, Leaf]:
    """The page as PDFium opens it, and what is on it."""
    import pypdfium2

    try:
        page = document[number - 1]
        return page, leaf_of(page, number)
    except pypdfium2.PdfiumError:
        raise ReadError(
            path, f"it is damaged on page {number}", "get the file again, or print it to a new PDF"
        ) from None


def _read_picture(page: Handle, leaf: Leaf, layer: Layer, pages: _Pages) -> Sheet:
    """The sheet that OCR makes of the page; what the text layer gave where there is no Tesseract.

    A hidden layer is another program's reading, with no word on how sure that was: it knows no tables and no raised
    marks, and many are made with other languages in mind. So it is not trusted where we can read.
    """
    from extractor.readers.scan import scan  # heavy, and most PDFs have no scans

    dpi = _resolution(leaf)
    try:
        read = scan(_rendered(page, dpi), dpi, leaf.sheet.number)
    except NoTesseractError as error:
        (pages.borrowed if layer == "hidden" else pages.unread).append(leaf.sheet.number)
        pages.why = str(error)
        return leaf.sheet
    pages.scans.append(read)
    return read.sheet


def _with_insets(page: Handle, leaf: Leaf, pages: _Pages) -> Sheet:
    """The page's own words and rules, and those that OCR reads off its pictures where they show print."""
    sheet = leaf.sheet
    insets = insets_of(leaf.pictures, sheet) if leaf.pictures else []
    if not insets:
        return sheet
    dpi = _resolution(leaf)
    picture = without_rest(_rendered(page, dpi, -sheet.turn % 4), sheet, insets)
    if picture is None:
        return sheet
    from extractor.readers.scan import scan_inset  # heavy, and few pages have such pictures

    try:
        read = scan_inset(picture, dpi, sheet.number)
    except NoTesseractError as error:
        pages.unread.append(sheet.number)
        pages.why = str(error)
        return sheet
    if not is_print(read):
        return sheet
    pages.insets.append(read)
    return replace(sheet, words=sheet.words + read.sheet.words, rules=sheet.rules + read.sheet.rules)


def _rendered(page: Handle, dpi: float, quarters: int = 0) -> Picture:
    """The page as a picture, turned clockwise by so many quarters."""
    bitmap = page.render(scale=dpi / 72 * _UNDER, rotation=90 * quarters, rev_byteorder=True)
    picture: Picture = bitmap.to_numpy()
    return picture


def _resolution(leaf: Leaf) -> float:
    """Dots an inch to render at: the picture's own within limits, less for paper of great size."""
    own = leaf.picture.dots if leaf.picture.share >= PICTURE else 0.0
    area = max(leaf.sheet.width * leaf.sheet.height, 1.0)
    most = float(72 * (MAX_RENDERED_PIXELS / area) ** 0.5)
    return min(min(max(own or SCAN_DPI, COARSE_DPI), SCAN_DPI), most)


def _notes(pages: _Pages) -> Iterator[str]:
    yield from confidence_notes(sorted(pages.scans + pages.insets, key=lambda one: one.sheet.number))
    for numbers, what in ((pages.unread, "were not read"), (pages.borrowed, "are as another program read them")):
        if numbers:
            yield f"pages that are pictures {what} ({', '.join(map(str, numbers))}): {pages.why}; {ADVICE}"
