"""What is measured against: bare Tesseract on the same pictures, bare pdfplumber on the same pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from extractor.readers.tesseract import tessdata
from models.text import SourceText


@cache
def tesseract() -> Any:  # noqa: ANN401 - tesserocr has no types
    """Tesseract with Vietnamese as it comes, page segmentation mode 3, one thread."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    import tesserocr

    return tesserocr.PyTessBaseAPI(path=f"{tessdata()}{os.sep}", lang="vie", psm=tesserocr.PSM.AUTO)


def bare_text(picture: Image.Image) -> str:
    """What bare Tesseract reads."""
    api = tesseract()
    api.SetImage(picture)
    return SourceText.read(api.GetUTF8Text()).text


def pictures(path: Path) -> Iterator[Image.Image]:
    """The pages of a scan as they are, dot for dot."""
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            image = next(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
            scale = max(image.get_px_size()) / max(page.get_size())
            yield page.render(scale=scale).to_pil().convert("RGB")


def pdfplumber_text(path: Path) -> int:
    """Bare `extract_text` of every page; how many letters it gave."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        letters = 0
        for page in document.pages:
            letters += len(page.extract_text())
            page.close()
        return letters
