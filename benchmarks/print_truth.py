"""Where print truly stands on a PDF's pages: the ink of each of its letters, found without the project's own readers.

PDFium says which letters a born-digital page has and where; the ink is what it draws there. A scan's letters are those
of the born-digital twin it was made from, moved and turned as the scan was.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from numpy.typing import NDArray
from PIL import Image

from models.text import SourceText, fold

Points = NDArray[np.float64]  # n by 2, x and y in points from the page's top left

DPI = 150
_COARSE_DPI = 36
_DARK = 140


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of a page: folded, its box in points (x0, top, x1, bottom), the height of its line."""

    text: str
    box: tuple[float, float, float, float]
    line: float
    opens: bool  # a blank or the page's beginning stands before it


@dataclass(frozen=True)
class TruePage:
    """A page of print: its letters in the order of the file, and its ink."""

    letters: tuple[Letter, ...]
    ink: NDArray[np.bool_]  # of the page drawn at DPI
    grey: Image.Image

    @cached_property
    def text(self) -> str:
        """The letters, without blanks."""
        return "".join(letter.text for letter in self.letters)

    def ink_of(self, letters: Sequence[Letter]) -> Points:
        """The dots of ink within the boxes of the letters."""
        scale, found = DPI / 72, []
        for letter in letters:
            x0, top, x1, bottom = (v * scale for v in letter.box)
            left, upper = max(math.floor(x0), 0), max(math.floor(top), 0)
            ys, xs = np.nonzero(self.ink[upper : math.ceil(bottom), left : math.ceil(x1)])
            found.append(np.stack([xs + left + 0.5, ys + upper + 0.5], axis=1) / scale)
        return np.concatenate(found) if found else np.zeros((0, 2))


def true_pages(path: Path) -> list[TruePage]:
    """The pages of a born-digital PDF."""
    with pypdfium2.PdfDocument(path) as document:
        return [_true_page(page) for page in document]


def _true_page(page: Any) -> TruePage:  # noqa: ANN401 - a pypdfium2 page
    grey = page.render(scale=DPI / 72, grayscale=True).to_pil().convert("L")
    text = page.get_textpage()
    letters = tuple(_letters(text.raw, page.get_height()))
    text.close()
    return TruePage(letters, np.asarray(grey) < _DARK, grey)


def _letters(text: Any, height: float) -> Iterator[Letter]:  # noqa: ANN401 - PDFium's pointer
    x0, x1, bottom, top = (ctypes.c_double() for _ in range(4))
    loose, opens = pdfium.FS_RECTF(), True
    for i in range(pdfium.FPDFText_CountChars(text)):
        code = pdfium.FPDFText_GetUnicode(text, i)
        letter = "-" if code in (2, 0xFFFE) else chr(code)
        if letter.isspace() or not code:
            opens = True
            continue
        pdfium.FPDFText_GetCharBox(text, i, x0, x1, bottom, top)
        pdfium.FPDFText_GetLooseCharBox(text, i, loose)
        box = (x0.value, height - top.value, x1.value, height - bottom.value)
        for sign in fold(SourceText.read(letter).text):
            yield Letter(sign, box, loose.top - loose.bottom, opens)
            opens = False


@dataclass(frozen=True, slots=True)
class Move:
    """How a scan lies beside its twin: turned about the middle of the page by `turn` degrees, then moved, in points."""

    turn: float
    dx: float
    dy: float
    middle: tuple[float, float]

    def __call__(self, points: Points) -> Points:
        """Where points of the twin's page stand on the scan's."""
        angle = math.radians(self.turn)
        turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
        moved: Points = (points - self.middle) @ turn.T + self.middle + (self.dx, self.dy)
        return moved


def lie_of(twin: TruePage, scan: Image.Image) -> Move:
    """The move that lays the twin's ink best over the scan's; `scan` is drawn at DPI."""
    size = twin.grey.size
    grey = scan.convert("L").crop((0, 0, *size))
    turn = _best_turn(twin.grey, grey, np.arange(-3.0, 3.01, 0.2), _COARSE_DPI)
    turn = _best_turn(twin.grey, grey, np.arange(turn - 0.2, turn + 0.21, 0.04), 2 * _COARSE_DPI)
    turn = _best_turn(twin.grey, grey, np.arange(turn - 0.03, turn + 0.031, 0.01), DPI)
    _, dx, dy = _shift(_turned(twin.grey, turn), grey)
    return Move(turn, dx * 72 / DPI, dy * 72 / DPI, (size[0] * 36 / DPI, size[1] * 36 / DPI))


def _best_turn(twin: Image.Image, scan: Image.Image, turns: NDArray[np.float64], dpi: int) -> float:
    size = (twin.width * dpi // DPI, twin.height * dpi // DPI)
    small, other = twin.resize(size), scan.resize(size)
    return float(max(turns, key=lambda turn: _shift(_turned(small, float(turn)), other)[0]))


def _turned(picture: Image.Image, turn: float) -> Image.Image:
    return picture.rotate(-turn, Image.Resampling.BICUBIC, fillcolor=255)


def _shift(first: Image.Image, second: Image.Image) -> tuple[float, float, float]:
    """How well the first picture fits on the second when moved best, and by how many pixels right and down that is."""
    a, b = (255.0 - np.asarray(picture, np.float64) for picture in (first, second))
    fit = np.fft.irfft2(np.conj(np.fft.rfft2(a - a.mean())) * np.fft.rfft2(b - b.mean()), a.shape)
    y, x = np.unravel_index(int(fit.argmax()), fit.shape)
    return float(fit.max()), _signed(int(x), a.shape[1]), _signed(int(y), a.shape[0])


def _signed(step: int, length: int) -> int:
    return step - length if step > length // 2 else step
