from __future__ import annotations

from pathlib import Path

import pytest

from extractor.layout import lay_out
from models.page import Line, Page, Reading, Word
from tests.extractor.layout_tools import laid, text_of, texts

DOUBLE = """Trong năm, huyện đã ban hành nhiều văn bản về công tác thi đua, khen thưởng

của các xã1, tổ chức thực hiện2 đề cao vai trò của người đứng đầu trong việc

phát hiện điển hình để khen thưởng và đề nghị cấp có thẩm quyền xem xét việc

 
1 Quyết định số 45/QĐ-UBND ngày 02/3/2018 về khen thưởng, Thông tư 09/2018/TT-

BXD ngày 04/11/2018 của Bộ Xây dựng.

2 Kế hoạch số 61/KH-UBND ngày 06/4/2018 của Ủy ban nhân dân huyện về thi đua

năm 2018.
 khen thưởng. Các xã đã trồng 300 m3 gỗ và 12 ha rừng.
"""


def test_footnotes_are_lifted_out_and_the_sentence_is_whole(tmp_path: Path) -> None:
    layout = laid(DOUBLE, tmp_path)
    assert [(b.kind, b.mark) for b in layout.blocks] == [("paragraph", None), ("footnote", "1"), ("footnote", "2")]
    body, first, second = texts(layout)
    assert "của các xã, tổ chức thực hiện đề cao vai trò" in body
    assert body.endswith("xem xét việc khen thưởng. Các xã đã trồng 300 m3 gỗ và 12 ha rừng.")
    assert first.startswith("Quyết định số 45/QĐ-UBND") and "09/2018/TT-BXD" in first
    assert second.endswith("về thi đua năm 2018.")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "Đã ban hành kế hoạch³ đúng hạn.\n\n³ Kế hoạch số 5/KH-UBND.",
            "Đã ban hành kế hoạch đúng hạn.",
        ),  # superscript
        (
            "Đã ban hành kế hoạch[1] đúng hạn.\n\n[1] Kế hoạch số 5/KH-UBND.",
            "Đã ban hành kế hoạch đúng hạn.",
        ),  # Word's web
        ("Đã ban hành kế hoạch(1).\n\n(1) Kế hoạch số 5/KH-UBND.", "Đã ban hành kế hoạch."),  # round brackets
        (
            "Đã ban hành kế hoạch “Sạch làng”1.\n\n1 Kế hoạch số 5/KH-UBND.",
            "Đã ban hành kế hoạch “Sạch làng”.",
        ),  # quote
    ],
)
def test_marks_however_printed(text: str, body: str, tmp_path: Path) -> None:
    assert texts(laid(text, tmp_path)) == [body, "Kế hoạch số 5/KH-UBND."]


@pytest.mark.parametrize(
    "text",
    [
        "Trồng 30 m3 gỗ.\n\n3 Xã được khen là Tà Lu.",  # a power is no mark
        "Theo Luật số 06/2022/QH1 của Quốc hội.\n\n1 Xã được khen.",  # nor is the end of a symbol
        "Tặng khen cho các xã2.\n\n1 Xã được khen.",  # no footnote has that number
        "Tặng khen cho các xã1.",  # no footnote at all
    ],
)
def test_digits_that_are_no_marks_stay(text: str, tmp_path: Path) -> None:
    layout = laid(text, tmp_path)
    assert texts(layout, "footnote") == []
    assert " ".join(layout.text.split()) == " ".join(text.split())


def test_marks_on_lines_of_their_own_and_pages_by_form_feed(tmp_path: Path) -> None:
    text = (
        "Các xã đã ban hành kế hoạch1 và giao cho các thôn cùng các tổ chức đoàn thể thực hiện\n"
        "  1\n    Kế hoạch số 5/KH-UBND của xã Tà Lu về phong trào thi đua trồng rừng ở đầu nguồn\n"
        "suối Khe Mòn.\n\f                2\n\nđúng hạn. Có ba thôn được khen.\n"
    )
    assert texts(laid(text, tmp_path)) == [
        "Các xã đã ban hành kế hoạch và giao cho các thôn cùng các tổ chức đoàn thể thực hiện đúng hạn. Có ba thôn được khen.",
        "Kế hoạch số 5/KH-UBND của xã Tà Lu về phong trào thi đua trồng rừng ở đầu nguồn suối Khe Mòn.",
    ]


def _words(text: str) -> tuple[Word, ...]:
    """Words of a test line; `^` before a word says that it is raised."""
    return tuple(Word(w.lstrip("^"), raised=w.startswith("^")) for w in text.split())


def _reading(*pages: list[Line]) -> Reading:
    return Reading("thu.pdf", "pdf", tuple(Page(n, tuple(lines)) for n, lines in enumerate(pages, 1)))


def test_raised_marks_and_notes_by_zone_over_two_pages() -> None:
    reading = _reading(
        [
            Line(_words("Huyện đã ban hành kế hoạch ^1 , trồng 5 m ^3 cây và tổ chức"), 1),
            Line(_words("^1 Kế hoạch số 5/KH-UBND về thi đua"), 2, zone="note"),
        ],
        [
            Line(_words("hội nghị ^1 tổng kết."), 1),
            Line(_words("^1 Hội nghị ngày 03/4."), 2, zone="note"),
        ],
    )
    layout = lay_out(reading)
    assert texts(layout) == [
        "Huyện đã ban hành kế hoạch, trồng 5 m3 cây và tổ chức hội nghị tổng kết.",
        "Kế hoạch số 5/KH-UBND về thi đua",
        "Hội nghị ngày 03/4.",
    ]
    assert [b.page for b in layout.blocks] == [1, 1, 2]


@pytest.mark.parametrize(
    ("pages", "notes"),
    [
        pytest.param(
            [["Xã có 9 bản ^1 và 3 khu ^2 .", "|^1 Theo số liệu của", "|3 Xã lân cận.", "|^2 Năm 2019."]],
            [("1", "Theo số liệu của 3 Xã lân cận."), ("2", "Năm 2019.")],
            id="a number in a footnote is no mark",
        ),
        pytest.param(
            [["Xã có 9 bản ^1 và", "|^1 Theo báo cáo của"], ["3 khu.", "|14 xã vùng cao."]],
            [("1", "Theo báo cáo của 14 xã vùng cao.")],
            id="goes on on the next page",
        ),
        pytest.param(
            [["Xã có 9 bản ^1 và", "|^1 Theo báo cáo."], ["3 khu.", "|Tính cả vùng cao."]],
            [("1", "Theo báo cáo. Tính cả vùng cao.")],
            id="goes on with another sentence",
        ),
        pytest.param(
            [["Xã có 9 bản ^* và 3 khu ^(**) .", "|* Theo báo cáo.", "|(**) Năm 2019."]],
            [("*", "Theo báo cáo."), ("**", "Năm 2019.")],
            id="stars",
        ),
        pytest.param(
            [["Xã có 9 bản ^i và 3 khu ^ii ."], ["|i Theo báo cáo.", "|ii Năm 2019."]],
            [("i", "Theo báo cáo."), ("ii", "Năm 2019.")],
            id="Roman marks of endnotes",
        ),
        pytest.param(
            [["Xã có 9 bản ^1 .", "|^1 Năm 2019."], ["Xã có 3 khu.", "|^1 Năm 2019."]],
            [("1", "Năm 2019."), ("1", "Năm 2019.")],
            id="printed again, and so kept",
        ),
    ],
)
def test_footnote_areas(pages: list[list[str]], notes: list[tuple[str, str]]) -> None:
    lines = [
        [Line(_words(text.lstrip("|")), i, zone="note" if text[0] == "|" else "body") for i, text in enumerate(page)]
        for page in pages
    ]
    layout = lay_out(_reading(*lines))
    assert [(b.mark, text_of(layout, b)) for b in layout.blocks if b.kind == "footnote"] == notes


def test_a_note_whose_mark_was_lost_stands_before_the_next() -> None:
    page = [
        Line(_words("Xã có 9 bản, 3 khu ^2 và 2 chợ ^3 ."), 1),
        Line(_words("^1 Theo báo cáo."), 2, zone="note"),
        Line(_words("^2 Năm 2019."), 3, zone="note"),
        Line(_words("^3 Họp theo phiên."), 4, zone="note"),
    ]
    layout = lay_out(_reading(page))
    assert texts(layout) == ["Xã có 9 bản, 3 khu và 2 chợ.", "Theo báo cáo.", "Năm 2019.", "Họp theo phiên."]


def test_a_raised_mark_whose_note_was_not_read_is_dropped() -> None:
    layout = lay_out(_reading([Line(_words("Huyện đã ban hành kế hoạch ^2 và thực hiện."), 1)]))
    assert texts(layout) == ["Huyện đã ban hành kế hoạch và thực hiện."]


def test_margins_are_left_out_and_columns_read_one_after_the_other() -> None:
    lines = [("SỞ NỘI VỤ", "left"), ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "right"), ("Số: 5/BC-SNV", "left"),
             ("Tà Lu, ngày 3 tháng 4 năm 2020", "right"), ("Các xã đã họp.", "body"), ("7", "margin"),
             ("Nơi nhận:", "left"), ("TM. ỦY BAN NHÂN DÂN", "right"), ("- Lưu: VT.", "left"), ("Lò Văn Ế", "right")]  # fmt: skip
    items = [Line(_words(text), n, zone=zone) for n, (text, zone) in enumerate(lines, 1)]  # type: ignore[arg-type]
    layout = lay_out(_reading(items))
    assert [(b.kind, text_of(layout, b)) for b in layout.blocks] == [
        ("letterhead", "SỞ NỘI VỤ"),
        ("letterhead", "Số: 5/BC-SNV"),
        ("letterhead", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("letterhead", "Tà Lu, ngày 3 tháng 4 năm 2020"),
        ("paragraph", "Các xã đã họp."),
        ("recipients", "Nơi nhận:"),
        ("recipients", "- Lưu: VT."),
        ("signature", "TM. ỦY BAN NHÂN DÂN"),
        ("signature", "Lò Văn Ế"),
    ]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Xã có 90 hộ năm 2016[1] và 4 bản.\n\n[1] Kế hoạch số 5/KH-UBND.", "Xã có 90 hộ năm 2016 và 4 bản."),
        ("Xã có 90 hộ* và 4 bản.\n\n* Kế hoạch số 5/KH-UBND.", "Xã có 90 hộ và 4 bản."),
        ("Xã có 90 hộ(**) và 4 bản.\n\n(**) Kế hoạch số 5/KH-UBND.", "Xã có 90 hộ và 4 bản."),
    ],
)
def test_marks_behind_numbers_and_stars(text: str, body: str, tmp_path: Path) -> None:
    assert texts(laid(text, tmp_path)) == [body, "Kế hoạch số 5/KH-UBND."]
