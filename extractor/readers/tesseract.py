"""Tesseract with Vietnamese: finding it, and reading a picture as lines of words with places and confidence."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from extractor.readers.picture import Grey, Stripe
from extractor.readers.scanned import NoTesseractError
from models.text import SourceText

_LANGUAGE = "vie"
_LAYOUT = "AUTO"  # of Tesseract's ways to look for columns and lines on a page
_USUAL = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract*/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
)
_PICTURES = (9, 10, 11)  # Tesseract's kinds of blocks that hold pictures: flowing, heading, pull-out


@dataclass(frozen=True, slots=True)
class Token:
    """A word as Tesseract read it, in pixels of the picture; `height` is its line's, ascenders to descenders."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    base: float
    height: float
    confidence: float
    line: int  # which of the lines of one look it stands in


@cache
def tessdata() -> Path:
    """The folder of `vie.traineddata`; NoTesseractError where there is none."""
    for folder in _folders():
        if (folder / f"{_LANGUAGE}.traineddata").is_file():
            return folder
    raise NoTesseractError("Tesseract's Vietnamese data (vie.traineddata) is not on this machine")


def _folders() -> Iterator[Path]:
    prefix = os.environ.get("TESSDATA_PREFIX")
    if prefix:
        yield from (Path(prefix), Path(prefix, "tessdata"))
    for pattern in _USUAL:
        yield from sorted(Path("/").glob(pattern[1:]), reverse=True)
    yield from _told()


def _told() -> Iterator[Path]:
    """The folder that the `tesseract` command names."""
    command = shutil.which("tesseract")
    if command:
        answer = subprocess.run([command, "--list-langs"], capture_output=True, text=True, check=False)
        quoted = (answer.stdout + answer.stderr).split('"')
        if len(quoted) > 1:
            yield Path(quoted[1])


class Engine:
    """One loaded Tesseract. Give it a picture with `look`, then read all of it or rectangles of it."""

    def __init__(self, language: str = _LANGUAGE, layout: str = _LAYOUT) -> None:
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # one process a core is more than twice as fast as threads
        import tesserocr

        tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)
        self._lib: Any = tesserocr
        self._api: Any = tesserocr.PyTessBaseAPI(path=f"{tessdata()}{os.sep}", lang=language)
        self._layout: int = getattr(tesserocr.PSM, layout)
        self._api.SetVariable("debug_file", os.devnull)
        self._api.SetVariable("invert_threshold", "0")  # no looking for white print on black: slower, and no better

    def look(self, grey: Grey, dpi: float) -> None:
        """Take a picture to read."""
        height, width = grey.shape
        self._api.SetImageBytes(np.ascontiguousarray(grey).tobytes(), width, height, 1, width)
        self._api.SetSourceResolution(round(dpi))

    def page(self) -> tuple[list[Token], list[Stripe]]:
        """The words of the whole picture, and the places that Tesseract took for pictures and did not read."""
        self._api.SetPageSegMode(self._layout)
        return self._read()

    def block(self, place: Stripe) -> list[Token]:
        """The words in one rectangle, taken for one block of print."""
        return self._rectangle(place, self._lib.PSM.SINGLE_BLOCK)

    def line(self, place: Stripe) -> list[Token]:
        """The words in one rectangle, taken for one line of print."""
        return self._rectangle(place, self._lib.PSM.SINGLE_LINE)

    @contextmanager
    def only(self, letters: str) -> Iterator[None]:
        """Within, nothing but these characters is read."""
        self._api.SetVariable("tessedit_char_whitelist", letters)
        try:
            yield
        finally:
            self._api.SetVariable("tessedit_char_whitelist", "")

    def _rectangle(self, place: Stripe, mode: int) -> list[Token]:
        x0, top, x1, bottom = place
        self._api.SetPageSegMode(mode)
        self._api.SetRectangle(x0, top, x1 - x0, bottom - top)
        return self._read()[0]

    def _read(self) -> tuple[list[Token], list[Stripe]]:
        words: list[Token] = []
        pictures: list[Stripe] = []
        self._api.Recognize()
        found, line = self._api.GetIterator(), 0
        for _ in self._lib.iterate_level(found, self._lib.RIL.WORD) if found else ():
            line += found.IsAtBeginningOf(self._lib.RIL.TEXTLINE)
            if found.Empty(self._lib.RIL.WORD) or found.BlockType() in _PICTURES:
                box = found.BoundingBox(self._lib.RIL.BLOCK)
                pictures += [box] if box and box not in pictures else []
            elif word := self._word(found, line):
                words.append(word)
        return words, pictures

    def _word(self, found: Any, number: int) -> Token | None:  # noqa: ANN401
        word, line = self._lib.RIL.WORD, self._lib.RIL.TEXTLINE
        try:
            text = SourceText.read(found.GetUTF8Text(word)).text.strip()
        except RuntimeError:  # a rule or a speck: nothing to read
            return None
        if not text:
            return None
        x0, top, x1, bottom = found.BoundingBox(word)
        (bx0, by0), (bx1, by1) = found.Baseline(line)
        base = by0 + (by1 - by0) * ((x0 + x1) / 2 - bx0) / max(bx1 - bx0, 1)
        height = found.RowAttributes()["row_height"]
        return Token(text, x0, top, x1, bottom, base, height, found.Confidence(word) / 100, number)


@cache
def engine() -> Engine:
    """The process's Tesseract, loaded once; NoTesseractError where it is missing."""
    tessdata()
    try:
        return Engine()
    except (ImportError, RuntimeError) as error:
        raise NoTesseractError("Tesseract cannot be started") from error
