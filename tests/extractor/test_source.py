"""Evidence leads back to the paper: a box for each printed line, on each page that the words stand on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.source import Source
from extractor.widths import part_of
from models.page import Box, Region
from models.records import Block, Layout, Place

WORDS = ("Tặng", "Giấy", "khen", "cho", "ông", "Lò", "Văn", "Pản")


def source(*places: tuple[int, int, Box | None]) -> Source:
    """One paragraph of as many words as there are places: page, line, box."""
    text = " ".join(WORDS[: len(places)])
    starts = [sum(len(word) + 1 for word in WORDS[:at]) for at in range(len(places))]
    words = zip(WORDS, starts, places, strict=False)
    stand = tuple(Place(at, at + len(word), page, line, box) for word, at, (page, line, box) in words)
    return Source(Layout(text, (Block("paragraph", 0, len(text), 1),), stand, 2))


def box(x0: float, top: float = 100.0, height: float = 15.0) -> Box:
    return Box(x0, top, x0 + 30, top + height)


def test_words_of_a_line_share_a_box() -> None:
    found = source((1, 1, box(60)), (1, 1, box(95)), (1, 2, box(20, 118))).evidence(0, 14)
    assert found.boxes == (Box(60, 100, 125, 115), box(20, 118))
    assert (found.page, found.quote, found.further) == (1, "Tặng Giấy khen", ())


def test_only_the_words_asked_for() -> None:
    found = source((1, 1, box(60)), (1, 1, box(95)), (1, 1, box(130))).evidence(5, 9)
    assert (found.boxes, found.quote) == ((box(95),), "Giấy")


def test_over_the_page() -> None:
    found = source((1, 40, box(60, 780)), (2, 1, box(20, 60)), (2, 1, box(55, 60))).evidence(0, 14)
    assert (found.page, found.boxes) == (1, (box(60, 780),))
    assert found.further == (Region(2, (Box(20, 60, 85, 75),)),)
    assert found.boxes_on(2) == found.further[0].boxes
    assert found.boxes_on(3) == ()


@pytest.mark.parametrize(
    ("fall", "boxes"),
    [
        pytest.param(0.5, 1, id="half a degree, a short stretch: within a third of a line"),
        pytest.param(2.0, 3, id="steep: one box would reach into the lines above and below"),
    ],
)
def test_a_line_that_falls_over_the_page(fall: float, boxes: int) -> None:
    places = [(1, 1, box(60 + 35 * at, 100 + fall * at)) for at in range(8)]
    found = source(*places).evidence(0, 36).boxes
    assert len(found) == boxes
    assert all(whole.bottom - whole.top <= 1.35 * 15 for whole in found)
    assert (found[0].x0, found[-1].x1) == (60, 335)


def test_without_pages_there_are_no_boxes() -> None:
    found = source((1, 1, None), (1, 2, None)).evidence(0, 9)
    assert (found.page, found.boxes, found.further) == (1, (), ())


def test_signs_at_a_word_are_left_out() -> None:
    """Of `(Pản),` only the name; of a word in a scan a hair is added, for OCR cuts close."""
    text, whole = "(Pản),", Box(100, 50, 145, 65)
    layout = Layout(text, (Block("paragraph", 0, 6, 1),), (Place(0, 6, 1, 1, whole),), 1)
    (part,) = Source(layout).evidence(1, 4).boxes
    assert whole.x0 + 3 < part.x0 < whole.x0 + 10
    assert whole.x1 - 16 < part.x1 < whole.x1 - 6
    read = replace(layout, places=(Place(0, 6, 1, 1, whole, confidence=0.9),))
    (scanned,) = Source(read).evidence(0, 6).boxes
    assert (whole.x0 - scanned.x0, scanned.x1 - whole.x1) == pytest.approx((1.05, 1.05))
    assert (scanned.top, scanned.bottom) == (50, 65)


@given(st.text("Đảngbộ“”;.,MWil1", min_size=1, max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_a_part_lies_within_its_word(word: str, start: int, end: int) -> None:
    whole = Box(10, 0, 90, 15)
    first, last = sorted((min(start, len(word) - 1), min(end, len(word) - 1)))
    part = part_of(whole, word, first, last + 1)
    assert whole.x0 <= part.x0 < part.x1 <= whole.x1


@pytest.mark.parametrize(
    ("first", "again", "confidence", "repeated"),
    [
        pytest.param(
            "Công văn số 12/CV-SNV về bình xét.", "Công văn số 12/CV-SNV vê bình xét.", 0.9, True, id="a tone"
        ),
        pytest.param(
            "Công văn số 12/CV-SNV về bình xét.", "Công văn số 13/CV-SNV về bình xét.", 0.9, False, id="a digit"
        ),
        pytest.param(
            "Công văn số 12/CV-SNV về bình xét.", "Công văn số 12/CV-SNV vê bình xét.", None, False, id="print"
        ),
        pytest.param(
            "Công văn số 12/CV-SNV về bình xét.", "Công văn số 12/CV-SNV về bình xét.", None, True, id="the same"
        ),
        pytest.param("Theo sổ của xã.", "Cả khu tập thể cũ.", 0.9, False, id="other words"),
    ],
)
def test_a_footnote_printed_again(first: str, again: str, confidence: float | None, repeated: bool) -> None:
    text = f"{first}\n{again}"
    start = len(first) + 1
    blocks = tuple(Block("footnote", a, b, 1, mark="1") for a, b in ((0, len(first)), (start, len(text))))
    one = Source(Layout(text, blocks, (Place(0, len(first), 1, 1, None, confidence),), 1))
    assert one.is_repeated(one.evidence(start, len(text))) is repeated
    assert not one.is_repeated(one.evidence(0, len(first)))
