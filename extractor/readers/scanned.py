"""What is known of a page after it was read from a picture, and what to say where that cannot be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.readers.sheet import Sheet
from extractor.readers.thresholds import LOW_CONFIDENCE
from models.page import Change

ADVICE = (
    "install Tesseract with Vietnamese (Debian, Ubuntu: apt-get install tesseract-ocr tesseract-ocr-vie; "
    "macOS: brew install tesseract tesseract-lang), or name the folder of vie.traineddata in TESSDATA_PREFIX"
)


_EXAMPLES = 4


class NoTesseractError(Exception):
    """There is no Tesseract with Vietnamese; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A picture read: its sheet in the straightened page's points, mean confidence (0 to 1), angle it was turned by."""

    sheet: Sheet
    confidence: float
    skew: float


def confidence_notes(scans: Sequence[Scan]) -> Iterator[str]:
    """A sentence on each page of which Tesseract was not sure."""
    for one in scans:
        if one.sheet.words and one.confidence < LOW_CONFIDENCE:
            percent = round(100 * one.confidence)
            yield f"page {one.sheet.number} was hard to read (confidence {percent} %): compare it with the paper"


def change_notes(changes: Sequence[Change]) -> Iterator[str]:
    """A sentence on the words that were put right, with some of them."""
    if changes:
        told = dict.fromkeys(f"{change.read} to {change.made}" for change in changes)
        some = ", ".join(list(told)[:_EXAMPLES]) + (", ..." if len(told) > _EXAMPLES else "")
        yield f"misread words were put right {len(changes)} times: {some}"
