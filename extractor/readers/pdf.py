"""PDFs: born-digital pages by their text layer, pages that are pictures by OCR, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from extractor.limits import MAX_PAGES, MAX_RENDERED_PIXELS, step
from extractor.readers.geometry import arrange
from extractor.readers.numerals import with_numerals
from extractor.readers.pdf_calls import Handle
from extractor.readers.pdf_frame import Picture
from extractor.readers.pdf_words import sheet_of
from extractor.readers.scanned import ADVICE, NoTesseractError, Scan, confidence_notes
from extractor.readers.sheet import Sheet
from extractor.readers.thresholds import COARSE_DPI, ENOUGH_CHARACTERS, SCAN_DPI
from extractor.readers.tilt import tilted_back
from models.errors import ReadError
from models.page import Reading

_HEAD = b"%PDF-"
_TAIL = 4096  # bytes at the end in which a whole file says where its index is
_PICTURE = 0.5  # share of the page: a picture so large is the page itself
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9ăâđêôơưĂÂĐÊÔƠƯ]")
_LEAST_VIETNAMESE = 0.05  # of the letters; Vietnamese prose has 0.2
_GARBAGE = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_MOST_GARBAGE = 0.1  # of the characters
_UNDER = 1 - 1e-5  # PDFium rounds sizes up: so a scan's own dots stay as they are, and no row is put between them
_LOCKED = 4  # PDFium's number for a wrong password


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page as PDFium opened it, what is printed on it, and its largest picture."""

    page: Handle
    sheet: Sheet
    picture: Picture


@dataclass(slots=True)
class _Pages:
    """The sheets of a PDF, which of them were read from pictures, and which could not be."""

    sheets: list[Sheet] = field(default_factory=list)
    scans: list[Scan] = field(default_factory=list)
    unread: list[int] = field(default_factory=list)
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
    laid = tilted_back(with_numerals(arrange(pages.sheets)), {one.sheet.number: one.skew for one in pages.scans})
    scanned = 2 * len(pages.scans) > len(pages.sheets)
    return Reading(path.name, "pdf", laid, scanned=scanned, notes=tuple(_notes(pages)))


def picture_pages(path: Path) -> dict[int, bool]:
    """The pages (from 1) that must be read by OCR, and whether each bears a text layer all the same, too poor to use.

    ReadError as of `read_pdf`.
    """
    found: dict[int, bool] = {}
    with closing(_open(path)) as document:
        for number in range(1, len(document) + 1):
            leaf = _leaf(path, document, number)
            with closing(leaf.page):
                if _is_picture(leaf):
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
        leaf = _leaf(path, document, number)
        with closing(leaf.page):
            pages.sheets.append(_read_picture(leaf, pages) if _is_picture(leaf) else leaf.sheet)
    return pages


def _leaf(path: Path, document: Handle, number: int) -> _Leaf:
    import pypdfium2

    try:
        page = document[number - 1]
        return _Leaf(page, *sheet_of(page, number))
    except pypdfium2.PdfiumError:
        raise ReadError(
            path, f"it is damaged on page {number}", "get the file again, or print it to a new PDF"
        ) from None


def _is_picture(leaf: _Leaf) -> bool:
    """Whether the page must be read by OCR: a picture with little or poor text, or text that is rubbish."""
    text = "".join(word.text for word in leaf.sheet.words)
    if not text:
        return any(True for _ in leaf.page.get_objects(max_depth=1))
    if len(_GARBAGE.findall(text)) > _MOST_GARBAGE * len(text):
        return True
    if leaf.picture.share < _PICTURE:
        return False
    letters = sum(c.isalpha() for c in text)
    return len(text) < ENOUGH_CHARACTERS or len(_VIETNAMESE.findall(text)) < _LEAST_VIETNAMESE * letters


def _read_picture(leaf: _Leaf, pages: _Pages) -> Sheet:
    """The sheet that OCR makes of the page; what the text layer gave where there is no Tesseract."""
    from extractor.readers.scan import scan  # heavy, and most PDFs have no scans

    dpi = _resolution(leaf)
    picture = leaf.page.render(scale=dpi / 72 * _UNDER, rev_byteorder=True).to_numpy()
    try:
        read = scan(picture, dpi, leaf.sheet.number)
    except NoTesseractError as error:
        pages.unread.append(leaf.sheet.number)
        pages.why = str(error)
        return leaf.sheet
    pages.scans.append(read)
    return read.sheet


def _resolution(leaf: _Leaf) -> float:
    """Dots an inch to render at: the picture's own within limits, less for paper of great size."""
    own = leaf.picture.dots or SCAN_DPI
    area = max(leaf.sheet.width * leaf.sheet.height, 1.0)
    most = float(72 * (MAX_RENDERED_PIXELS / area) ** 0.5)
    return min(min(max(own, COARSE_DPI), SCAN_DPI), most)


def _notes(pages: _Pages) -> Iterator[str]:
    yield from confidence_notes(pages.scans)
    if pages.unread:
        numbers = ", ".join(map(str, pages.unread))
        yield f"pages that are pictures were not read ({numbers}): {pages.why}; {ADVICE}"
