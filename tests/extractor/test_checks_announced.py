"""A number that announces a list, and counts told twice where little tells that they are one."""

from __future__ import annotations

import pytest

from extractor.awards import find_awards
from extractor.checks import find_checks
from extractor.citations import find_citations
from models.records import Check, Header
from tests.extractor.sources import source


def checks(*paragraphs: str) -> list[Check]:
    given = source(*paragraphs)
    header = Header(period="2020")
    return find_checks(given, find_awards(given, header), find_citations(given, header))


LISTS: list[tuple[str, list[str], list[tuple[float, float]]]] = [
    (
        "documents between semicolons, each begun by its number; one that another carries out is no entry",
        ["Đã ban hành 03 văn bản, gồm: Kế hoạch số 5/KH-UBND thực hiện Chỉ thị số 2/CT-TTg; Công văn số 9/UBND-NV."],
        [(3, 2)],
    ),
    (
        "documents with nothing but commas between them",
        ["Ban hành 03 kế hoạch: Kế hoạch số 5/KH-UBND, số 6/KH-UBND và số 7/KH-UBND."],
        [(3, 3)],
    ),
    (
        "documents as items",
        ["Ban hành 03 văn bản sau:", "- Kế hoạch số 5/KH-UBND;", "- Công văn số 9/UBND-NV về thi đua.", "Kết quả tốt."],
        [(3, 2)],
    ),
    (
        "movements as items, a year in the lead-in",
        [
            "Năm qua phát động 02 phong trào thi đua năm 2020, cụ thể như sau:",
            "- Phong trào “A”;",
            "- “B” trong trường học.",
        ],
        [(2, 2)],
    ),
    (
        "recipients that are numbered",
        [
            "Tặng Giấy khen cho 03 cá nhân có tên sau:",
            "1. Ông Lò Văn Pâng, bản Co Mạ;",
            "2. Bà Vì Thị Dung, bản Nà Hốc.",
        ],
        [(3, 2)],
    ),
    (
        "a numbered list below a title that says how many",
        ["II. Tập thể (03)", "1. Trạm Y tế xã Tam Dân;", "2. Trường THCS Tam An.", "III. Cá nhân"],
        [(3, 2)],
    ),
    (
        "items behind their labels under some, where one kind shows that they are all",
        [
            "Chủ tịch UBND xã tặng Giấy khen 11 tập thể, 64 cá nhân. Trong đó:",
            "* Dồn điền đổi thửa: 07 tập thể, 40 cá nhân;",
            "* Dân số - gia đình: 04 tập thể, 22 cá nhân.",
        ],
        [(11, 11), (64, 62)],
    ),
    ("persons with their titles", ["Cử 03 cá nhân: ông Lò Văn Pâng, bà Vì Thị Dung."], [(3, 2)]),
]
NO_LISTS: list[tuple[str, list[str]]] = [
    (
        "a list that goes on behind what is told of an item",
        ["I. Tập thể (03)", "1. Trạm Y tế xã A;", "2. Trường THCS B;", "- Năm năm liền tốt.", "3. Công an xã C."],
    ),
    (
        "an item that names several",
        ["II. Cá nhân (05)", "1. Ông Lò Văn Pâng;", "2. Bà Vì Thị Dung;", "3. Các ông: Lò Văn Ún, Lò Văn Sơ."],
    ),
    (
        "some of them",
        ["Ban hành 05 văn bản, trong đó: Kế hoạch số 5/KH-UBND; Công văn số 9/UBND-NV; Công văn số 8/UBND-NV."],
    ),
    (
        "the list trails off",
        ["Ban hành 05 văn bản: Kế hoạch số 5/KH-UBND; Công văn số 9/UBND-NV; Công văn số 8/UBND-NV…"],
    ),
    (
        "entries that name no number",
        ["Ban hành 04 văn bản: kế hoạch phát động; Công văn số 9/UBND-NV; Công văn số 8/UBND-NV."],
    ),
    ("an item with two names", ["Phát động 04 phong trào:", "- “A”;", "- “B” và “C”;", "- “D”."]),
    ("items below an item", ["Tặng thưởng 04 tập thể:", "1. Khối xã", "1. Khối trường", "+ Trường Hoa Mai"]),
    (
        "items that are not numbered may each name several",
        ["Khen 05 tập thể:", "- Khối Đảng: Văn phòng, Ban Tổ chức;", "- Khối xã."],
    ),
    ("far fewer than announced", ["Phát động 09 phong trào:", "- “A”;", "- “B”."]),
]


@pytest.mark.parametrize(("paragraphs", "expected"), [row[1:] for row in LISTS], ids=[row[0] for row in LISTS])
def test_a_number_and_its_list(paragraphs: list[str], expected: list[tuple[float, float]]) -> None:
    assert [(check.stated, check.computed) for check in checks(*paragraphs)] == expected


@pytest.mark.parametrize("paragraphs", [row[1] for row in NO_LISTS], ids=[row[0] for row in NO_LISTS])
def test_what_is_no_list_of_them_all(paragraphs: list[str]) -> None:
    assert checks(*paragraphs) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # each part is named before its number
        ("Khen 47 viên chức, gồm khối lâm sàng 24, khối dự phòng 18, trạm y tế xã 4.", [(47, 46)]),
        ("Có 1.312 sáng kiến của đoàn viên, trong đó khối hành chính 874, khối doanh nghiệp 438.", [(1312, 1312)]),
        ("Có 12 xã đạt chuẩn, gồm các xã đạt trong năm 5, thôn 6.", []),  # numbers that are names
        ("Có 60 hội viên dự, trong đó khối xã 20, khối trường 25.", []),  # some of them
    ],
)
def test_parts_named_before_their_numbers(text: str, expected: list[tuple[float, float]]) -> None:
    assert [(check.stated, check.computed) for check in checks(text)] == expected


FILLER = (
    "Các phong trào thi đua được triển khai rộng khắp trên địa bàn, gắn với nhiệm vụ của từng cơ quan, đơn vị. " * 3
)


@pytest.mark.parametrize(
    ("first", "again", "expected"),
    [
        # one of the two names the giver
        ("Chủ tịch UBND huyện tặng Giấy khen cho 84 tập thể, 340 cá nhân.", "Giấy khen của Chủ tịch UBND huyện: 84 tập thể, 304 cá nhân.", [(84, 84), (304, 340)]),
        # no giver, but numbers that hardly come twice
        ("Giấy khen: 184 tập thể, 340 cá nhân.", "Giấy khen cho 184 tập thể, 304 cá nhân.", [(184, 184), (304, 340)]),
        ("Giấy khen: 24 tập thể, 340 cá nhân.", "Giấy khen cho 24 tập thể, 304 cá nhân.", []),  # may well be another's
        ("Bộ Y tế tặng Bằng khen cho 84 tập thể, 90 cá nhân.", "Bộ Công an tặng Bằng khen cho 84 tập thể, 95 cá nhân.", []),
    ],
)  # fmt: skip
def test_a_count_told_twice(first: str, again: str, expected: list[tuple[float, float]]) -> None:
    assert [(check.stated, check.computed) for check in checks(first, FILLER, again)] == expected


def test_a_lead_in_of_what_was_launched_is_no_occasion() -> None:
    given = source("Đã phát động 02 phong trào thi đua:", "Giấy khen: 4 tập thể.")
    assert [award.occasion for award in find_awards(given, Header())] == [None]
