"""PDFs with text for the tests: lines printed where a test wants them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from corpus.sample.render.pdf import draw_pdf
from corpus.sample.render.setting import Glyphs, width
from corpus.sample.render.sheet import SetPage


def printed(path: Path, pages: Sequence[Sequence[str]], left: float, top: float, size: float = 13) -> Path:
    """Write a PDF with these lines on its pages, 20 points apart; the first base line is `top` points down."""
    width("", "", size)  # makes the fonts known
    sheets = [
        SetPage(number, [Glyphs(left, top + 20 * at, text, "", size) for at, text in enumerate(lines)])
        for number, lines in enumerate(pages, 1)
    ]
    path.write_bytes(draw_pdf(sheets, path.stem, "UBND huyện Sông Mây"))
    return path


def photographed(path: Path, source: Path, dpi: int = 150) -> Path:
    """The pages of the PDF `source` as pictures: a PDF without text, or a picture file, by the ending of `path`."""
    with pypdfium2.PdfDocument(source) as document:
        pages = [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    pages[0].save(path, save_all=True, append_images=pages[1:], dpi=(dpi, dpi), resolution=dpi)
    return path
