"""Pages written letter by letter in no order, or turned on the paper, read as those written in order and upright."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from extractor.readers.pdf import read_pdf
from tests.extractor.page_tools import BODY, HEIGHT, LEFT, WIDTH, cells, lines, pdf, put, report, signature, table

Drawn = Callable[[Canvas], object]


class Loose:
    """A canvas that holds what is printed on it back, letter by letter."""

    def __init__(self, canvas: Canvas) -> None:
        self.line = canvas.line
        self._font: tuple[str, float] = "", 0.0
        self.letters: list[tuple[tuple[str, float], float, float, str]] = []

    def setFont(self, font: str, size: float) -> None:
        self._font = font, size

    def drawString(self, x: float, y: float, text: str) -> None:
        for letter in text:
            if not letter.isspace():
                self.letters.append((self._font, x, y, letter))
            x += pdfmetrics.stringWidth(letter, *self._font)


def shuffled(draw: Drawn) -> Drawn:
    """The same page with its letters written one by one in no order."""

    def drawn(canvas: Canvas) -> None:
        loose = Loose(canvas)
        draw(loose)  # it has what pages use of a canvas
        random.Random(3).shuffle(loose.letters)
        for font, x, y, letter in loose.letters:
            canvas.setFont(*font)
            canvas.drawString(x, y, letter)

    return drawn


def few(canvas: Canvas) -> None:
    """So few letters that PDFium cannot tell which way lines run."""
    put(canvas, LEFT, 100, "Nơi nhận:", 12, "Bold")
    put(canvas, LEFT, 120, "- UBND tỉnh; Ban TĐKT; Lưu: VT.", 11)


def two_fonts(canvas: Canvas) -> None:
    """A word in two weights, with a power and a mark behind it."""
    end = put(canvas, LEFT, 100, "Diện tích 350 m")
    end = put(canvas, put(canvas, end, 95, "2", 8), 100, " trồng ")
    end = put(canvas, put(canvas, end, 100, "mới", font="Bold"), 100, "; theo Kế hoạch")
    put(canvas, put(canvas, end, 95, "3", 8), 100, ", " + BODY[0][:20])


@pytest.mark.parametrize("draw", [report, table, signature, few, two_fonts])
def test_letters_in_no_order_are_read_as_those_in_order(tmp_path: Path, draw: Drawn) -> None:
    ordered, loose = (read_pdf(pdf(tmp_path / "a.pdf", way)).pages[0] for way in (draw, shuffled(draw)))
    assert (lines(loose), cells(loose)) == (lines(ordered), cells(ordered))


@pytest.mark.parametrize("told", [0, 90, 180, 270], ids=lambda told: f"turn-told-{told}")
@pytest.mark.parametrize("drawn", [90, 180, 270], ids=lambda drawn: f"drawn-at-{drawn}")
def test_pages_turned_are_read_as_upright_ones(tmp_path: Path, drawn: int, told: int) -> None:
    """However the print is turned on the page, and whether or not the page says how to turn it."""

    def turned(canvas: Canvas) -> None:
        lies = (drawn + told) % 180 == 90
        canvas.setPageSize((HEIGHT, WIDTH) if lies else (WIDTH, HEIGHT))  # as shown, turned as told
        canvas.setPageRotation(told)
        canvas.translate(*{90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[drawn])
        canvas.rotate(drawn)
        report(canvas)

    upright, other = (read_pdf(pdf(tmp_path / "a.pdf", way)).pages[0] for way in (report, turned))
    assert lines(other) == lines(upright)
