"""What holds for every layout, whatever the text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from extractor.layout import lay_out
from extractor.layout.mend import glued
from extractor.readers.plain import reading_of
from models.page import Line, Page, Reading, Table, Word
from models.records import Layout

PIECES = (
    "Quyết", "định", "số", "1868/QĐ-UBND", "972/KH-", "UBND", "1.", "940", "cá", "nhân", "I.", "2.1.", "a)", "-", "+", "KẾT", "QUẢ", "hiện2", "m3", "2",
    "Điều", "Nơi nhận:", "Kính gửi:", "TM.", "CHỦ TỊCH", "BÁO CÁO", "Số:", "ngày", "tháng", "năm 2020", "2021", "Phần I", "CỘNG HÒA XÃ HỘI", "xong.",
    "việc;", "như sau:", "./.", "“Sạch", "làng”", "Vũ Văn Đức", "\t", "  ", "-----", "**đậm**", "[1]", "(1)", "³", "2 Kế hoạch số", "| a | b |", "PHỤ LỤC",
)  # fmt: skip
LINES = st.lists(st.sampled_from(PIECES), max_size=9).map(" ".join)
TEXTS = st.lists(st.tuples(LINES, st.sampled_from(("\n", "\n\n", "\n\n\n", "\f"))), max_size=14).map(
    lambda lines: "".join(line + end for line, end in lines)
)


def _check(layout: Layout) -> None:
    blocks, places = layout.blocks, layout.places
    assert "\n".join(layout.text[b.start : b.end] for b in blocks) == layout.text
    assert all(b.start < b.end and "\n" not in layout.text[b.start : b.end] for b in blocks)
    assert all(b.start == a.end + 1 for a, b in pairwise(blocks))
    assert all(a.end <= b.start for a, b in pairwise(places))
    # Each place is a word without blanks; between places stand single blanks, tabs and line breaks only.
    assert all(layout.text[p.start : p.end].split() == [layout.text[p.start : p.end]] for p in places)
    assert sum(p.end - p.start for p in places) == len("".join(layout.text.split()))
    for block in blocks:
        assert all(block.start <= c.start <= c.end <= block.end for c in block.cells)
        assert all(a.end + 1 == b.start for a, b in pairwise(block.cells))


@given(TEXTS)
@example("Điều\n\n1.\n\nBan hành")
@example("Đã ban hành kế hoạch2\n\n2 Kế hoạch số")
@example("\tTT\tViệc\n\tsố\thai")
def test_blocks_cover_the_text_and_places_its_words(text: str) -> None:
    _check(lay_out(reading_of(text, "thu.txt")))


@given(TEXTS)
def test_no_word_is_lost_or_made_up(text: str) -> None:
    reading = reading_of(text, "thu.txt")
    layout = lay_out(reading)
    read = Counter("".join(w for w in _words(reading) if not set(w) <= set("-–—_=*~─")))
    kept = Counter("".join(layout.text.split()))
    # Footnote marks, page numbers and rules are dropped; nothing is ever added.
    assert not kept - Counter("".join(_words(reading)))
    assert all(c in "0123456789⁰¹²³⁴⁵⁶⁷⁸⁹[]()-–Trang" for c in read - kept)


def _words(reading: Reading) -> list[str]:
    lines: list[Line] = []
    for page in reading.pages:
        for item in page.items:
            lines += (
                [item] if isinstance(item, Line) else [ln for row in item.rows for cell in row for ln in cell.lines]
            )
    return [w.text for line in lines for w in line.words]


ZONES = st.sampled_from(("body", "body", "left", "right", "note", "margin"))
PRINTED = st.builds(
    lambda words, zone, indent, gap, centred: Line(words, 1, zone, indent, gap, centred),
    st.lists(st.builds(Word, st.sampled_from([p for p in " ".join(PIECES).split() if p]), raised=st.booleans()), min_size=1, max_size=8).map(tuple),
    ZONES,
    st.sampled_from((0.0, 28.0, 120.0)),
    st.sampled_from((0.2, 1.0)),
    st.booleans(),
)  # fmt: skip


@given(st.lists(st.lists(PRINTED, max_size=8), min_size=1, max_size=3), st.booleans())
def test_layouts_of_pages_with_zones_hold_too(pages: list[list[Line]], whole: bool) -> None:
    _check(lay_out(Reading("thu.pdf", "pdf", tuple(Page(n, tuple(p)) for n, p in enumerate(pages, 1)), whole)))


def test_an_empty_page_gives_an_empty_layout() -> None:
    layout = lay_out(Reading("thu.pdf", "pdf", (Page(1, (Table((), 1),)),)))
    assert (layout.text, layout.blocks, layout.pages) == ("", (), 1)


def test_line_breaks_inside_words() -> None:
    cases = {
        ("972/KH-", "UBND"): True,  # after the hyphen of a symbol
        ("12/2019/TT-", "BNV"): True,
        ("05-", "CT/TW"): True,  # a Party number
        ("1868/", "QĐ-UBND"): True,  # after the slash
        ("1868", "/QĐ-UBND"): True,  # before it
        ("14/10/", "2020"): True,  # in a date
        ("1.", "940"): True,  # in thousands
        ("7.12.", "2017"): True,
        ("2016-", "2020"): True,
        ("Covid-", "19"): True,
        ("GD-", "ĐT"): True,
        ("Thảo-", "Bí"): False,  # a dash glued by mistake
        ("2020.", "100"): False,  # a year ends a sentence
        ("1.", "100%"): False,  # a percentage begins an item
        ("Số:", "/BC-UBND"): False,  # a blank number
        ("xã,", "12"): False,
    }
    assert {pair: glued(*pair) for pair in cases} == cases
