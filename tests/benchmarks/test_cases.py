"""The documents that reading is measured on: their truth is what is printed, and the measure of boxes can fail."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from cases import SCANS, Way, generated, in_folder, scanned
from evidence import Verdict, _beyond, _held
from harder import scattered
from speed import _bound
from structure import of_layout

from extractor.layout import lay_out
from extractor.readers import read
from models.page import Box


def letters(text: str) -> str:
    return "".join(sorted("".join(text.split())))


@pytest.mark.parametrize("way", ["usual", "hard"])
def test_what_pdfium_finds_is_what_was_printed(way: Way, tmp_path: Path) -> None:
    """Two ways to the same truth; only what a hard sheet prints around the text is no part of the first."""
    (case,) = generated(tmp_path, 1, 7, way, short=True)
    (found,) = in_folder(tmp_path, None)
    around = [glyphs.text for page in case.source.pages for glyphs in page.around] if case.source else []
    assert letters("".join([*case.pieces, *(text for text in around if not text.isdigit())])) == letters(
        "".join(found.pieces)
    )
    assert letters(case.text) == letters("".join(case.pieces))


def test_a_right_reading_has_the_structure_of_the_truth(tmp_path: Path) -> None:
    (case,) = generated(tmp_path, 1, 7, short=True)
    assert of_layout(lay_out(read(case.path))) == case.entries


def test_scattered_pages_have_the_same_letters(tmp_path: Path) -> None:
    (case,) = generated(tmp_path, 1, 7, short=True)
    assert case.source
    for page in case.source.pages:
        loose = [glyphs.text for glyphs in scattered(page, random.Random(1)).glyphs]
        assert max(map(len, loose)) == 1
        assert letters("".join(loose)) == letters("".join(glyphs.text for glyphs in page.printed))


def test_a_scan_keeps_what_is_known_of_its_twin(tmp_path: Path) -> None:
    (case,) = generated(tmp_path, 1, 7, short=True)
    (tmp_path / "scan").mkdir()
    scan = scanned(case, tmp_path / "scan", SCANS["150-L1"][1])
    assert (scan.text, scan.pieces, scan.gold) == (case.text, case.pieces, case.gold)
    assert len(scan.lies) == case.pages and scan.path.read_bytes() != case.path.read_bytes()


def test_long_documents_have_as_many_pages_as_are_asked_for(tmp_path: Path) -> None:
    (case,) = generated(tmp_path, 1, 7, short=True)
    with pypdfium2.PdfDocument(_bound([case.path], 7, tmp_path / "long.pdf")) as document:
        assert len(document) == 7


INK = np.array([[x, y] for x in range(10, 20) for y in range(5, 10)], float)


@pytest.mark.parametrize(
    ("box", "held", "beyond"),
    [
        (Box(9, 4, 21, 11), 1.0, 2.0),  # all of it, two points too far right and down
        (Box(9, 4, 14.5, 11), 0.5, 2.0),  # half of it
        (Box(30, 30, 40, 35), 0.0, 10.0),  # elsewhere: as far beyond as it is wide
    ],
)
def test_boxes_are_held_against_ink(box: Box, held: float, beyond: float) -> None:
    assert _held(INK, [box]) == pytest.approx(held)
    assert _beyond(box, INK) == pytest.approx(beyond)


def test_a_record_is_right_when_its_words_are_held_and_nothing_else() -> None:
    assert Verdict("awards", "", 0.96, 0.4).right
    assert not Verdict("awards", "", 0.94, 0.4).right
    assert not Verdict("awards", "", 0.96, 0.6).right
