"""What is recomputed, and what must not be: a false disagreement is worse than a check not made."""

from __future__ import annotations

import pytest

from extractor.awards import find_awards
from extractor.checks import find_checks
from models.records import Check, Header
from tests.extractor.sources import source


def checks(*paragraphs: str) -> list[Check]:
    given = source(*paragraphs)
    return find_checks(given, find_awards(given, Header(period="2020")))


# (why the row is there, text, kind, stated, computed, agrees)
FOUND: list[tuple[str, str, str, float, float, bool]] = [
    ("names after a colon", "Có 03 xã: Tà Lại, Hua Păng, Chiềng Sơn.", "sum", 3, 3, True),
    ("one name too few", "Có 04 xã (gồm các xã: Tà Lại, Hua Păng, Chiềng Sơn).", "sum", 4, 3, False),
    ("units with their kind", "Chọn 04 đơn vị làm điểm là: xã Tà Lại, xã Hua Păng, xã Đắk R'Măng.", "sum", 4, 3, False),
    (
        "bodies that are named by their field",
        "Cụm gồm 04 đơn vị: Sở Y tế, Sở Tư pháp, Thanh tra tỉnh.",
        "sum",
        4,
        3,
        False,
    ),
    ("the last name by và", "Có 03 xã đạt 19 tiêu chí gồm các xã: Tà Lại, Hua Păng và Chiềng Sơn.", "sum", 3, 3, True),
    ("the sentence goes on after the names", "Có 02 xã: Tà Lại, Hua Păng đã hoàn thành.", "sum", 2, 2, True),
    (
        "names in quotes",
        "Phát động 02 phong trào thi đua: phong trào “Dạy tốt”; phong trào “Học tốt”.",
        "sum",
        2,
        2,
        True,
    ),
    ("a name in quotes too many", "Hưởng ứng 01 cuộc vận động và 02 phong trào: “A”, “B” và “C”.", "sum", 2, 3, False),
    ("a ratio of one", "Tổng diện tích 295/295 ha đạt 100% kế hoạch.", "ratio", 100, 100, True),
    ("printed precision, half up", "Có 18/19 xã, đạt 94,7%.", "ratio", 94.7, 94.74, True),
    ("a wrong percentage", "Có 15/19 xã đạt 87,9%.", "ratio", 87.9, 78.95, False),
    ("thousands and decimals", "Thực hiện 1.024,5 tấn/2.049 tấn, đạt 50%.", "ratio", 50, 50, True),
    ("the percentage first", "Tỷ lệ 50% (12/24 đơn vị).", "ratio", 50, 50, True),
    ("plan and result", "Kế hoạch giao 400 tấn, thực hiện 187 tấn, đạt 46,8%.", "ratio", 46.8, 46.75, True),
    ("a joint count and its parts", "Biểu dương 71 tập thể, cá nhân (21 tập thể, 50 cá nhân).", "sum", 71, 71, True),
    ("parts that do not add up", "Biểu dương 71 tập thể, cá nhân, gồm: 20 tập thể, 50 cá nhân.", "sum", 71, 70, False),
    (
        "a phrase between whole and percentage",
        "Có 23/40 cơ quan, đơn vị đã ký giao ước, đạt 55%.",
        "ratio",
        55,
        57.5,
        False,
    ),
    (
        "parts of one noun without the word total",
        "Kiểm tra 78 đơn vị, bao gồm 31 đơn vị khối Đảng, đoàn thể, 27 đơn vị khối xã và 17 đơn vị sự nghiệp.",
        "sum",
        78,
        75,
        False,
    ),
    (
        "a total number is no document's",
        "Tổng số 25/30 đơn vị hoàn thành nhiệm vụ, đạt 85,3%.",
        "ratio",
        85.3,
        83.33,
        False,
    ),
    ("a plan that is passed is no growth", "Có 25/30 chỉ tiêu vượt kế hoạch, đạt 83,3%.", "ratio", 83.3, 83.33, True),
    ("a percentage in brackets", "Công nhận 205/316 mô hình (64,9%).", "ratio", 64.9, 64.87, True),
    ("units glued to their numbers", "Cứng hóa 6,8km/8,5km đường = 80%.", "ratio", 80, 80, True),
    (
        "a part out of a total",
        "Trong tổng số 921 cá nhân được khen có 402 nữ, chiếm 44,6%.",
        "ratio",
        44.6,
        43.65,
        False,
    ),
    ("a part of what came in", "Tiếp nhận 642 hồ sơ, đã thẩm định 598 hồ sơ, đạt 93,1%.", "ratio", 93.1, 93.15, True),
    ("labels before the parts", "Sửa 310 căn nhà, gồm xây mới 184 căn, sửa chữa 125 căn.", "sum", 310, 309, False),
    ("decimals", "Góp 86,4 tỷ đồng, gồm tiền mặt 51,2 tỷ đồng và ngày công 35,2 tỷ đồng.", "sum", 86.4, 86.4, True),
    ("parts in brackets", "Có 585 trường (mầm non 205 trường, tiểu học 380 trường).", "sum", 585, 585, True),
    ("men and women", "Tuyên dương 330 công nhân (gồm 210 nam và 120 nữ).", "sum", 330, 330, True),
    ("cases are of both kinds", "Tặng Bằng khen: 90 trường hợp (60 tập thể, 31 cá nhân).", "sum", 90, 91, False),
    (
        "a total whose list all but reaches it",
        "Tổng số 40 đơn vị được chia khối, trong đó: 16 đơn vị khối sở, 6 đơn vị khối Đảng, 17 đơn vị khối xã.",
        "sum",
        40,
        39,
        False,
    ),
    ("parts of one noun", "Tổng số 35 lớp, gồm: 20 lớp mẫu giáo, 15 lớp nhà trẻ.", "sum", 35, 35, True),
]


@pytest.mark.parametrize("row", FOUND, ids=[row[0] for row in FOUND])
def test_a_relation_the_text_makes_plain(row: tuple[str, str, str, float, float, bool]) -> None:
    _, text, kind, stated, computed, agrees = row
    (check,) = checks(text)
    assert (check.kind, check.stated, check.computed, check.agrees) == (kind, stated, computed, agrees)
    assert check.mention in " ".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "Có 09 xã tiêu biểu, gồm các xã: Tà Lại, Hua Păng...",  # an open list
        "Có 05 xã, trong đó có xã Tà Lại, Hua Păng.",  # some of them
        "Có 03 đơn vị: Phòng Nội vụ, Ban Chỉ huy Quân sự và Công an huyện.",  # names that are more than names
        "Trong 6 tháng, các xã dẫn đầu: Tà Lại, Hua Păng.",  # the number counts months
        "Có 09 đơn vị, tiêu biểu là: xã Tà Lại, xã Hua Păng.",  # the best of them
        "Ngày 12/5 đạt 80% khối lượng.",  # a date
        "Tổng đàn 98.000 con, đạt 99,6% kế hoạch, tăng 1.127 con.",  # no plan printed
        "Quyết định số 15/2020 đạt 90% yêu cầu.",  # a document's number
        "Thu ngân sách tăng 15/100 tỷ đồng so với cùng kỳ đạt 20%.",  # growth
        "Tổng số 35 lớp, trong đó: 20 lớp mẫu giáo, 5 lớp nhà trẻ.",  # some of them, fewer than the whole
        "Có 71 tập thể, cá nhân tham gia, 21 tập thể và 5 cá nhân được khen thưởng.",  # a part of them rewarded
        "Giấy khen: 5 tập thể; Bằng khen: 3 tập thể.",  # two awards, no whole
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert [check for check in checks(text) if not check.agrees] == []


FILLER = (
    "Các phong trào thi đua được triển khai rộng khắp trên địa bàn, gắn với nhiệm vụ chính trị của từng cơ quan, đơn vị. "
    * 3
)
DEED = "có thành tích xuất sắc trong công tác phòng, chống dịch bệnh Covid-19"


def test_a_grant_told_twice_alike() -> None:
    found = checks(
        f"UBND huyện khen thưởng 14 tập thể, 33 cá nhân {DEED}.",
        FILLER,
        f"Giấy khen cho 14 tập thể, 33 cá nhân {DEED}.",
    )
    assert [(c.kind, c.stated, c.computed, c.agrees) for c in found] == [
        ("repeat", 14, 14, True),
        ("repeat", 33, 33, True),
    ]
    assert all(c.other and c.other.start < c.evidence.start for c in found)


def test_a_grant_told_twice_differently() -> None:
    found = checks(
        f"Chủ tịch UBND huyện tặng Giấy khen cho 14 tập thể, 33 cá nhân {DEED}.",
        FILLER,
        f"Chủ tịch UBND huyện tặng Giấy khen cho 14 tập thể, 35 cá nhân {DEED}.",
    )
    assert [(c.stated, c.computed, c.agrees) for c in found] == [(14, 14, True), (35, 33, False)]


@pytest.mark.parametrize(
    "second",
    [
        f"Chủ tịch UBND tỉnh tặng Bằng khen cho 14 tập thể, 35 cá nhân {DEED}.",  # another award
        f"Chủ tịch UBND huyện tặng Giấy khen cho 10 tập thể, 35 cá nhân {DEED}.",  # nothing the same: another grant
        "Chủ tịch UBND huyện tặng Giấy khen cho 14 tập thể, 35 cá nhân có thành tích trong phong trào hiến đất làm đường.",
        "Chủ tịch UBND huyện tặng Giấy khen cho 14 tập thể, 35 cá nhân.",  # no deed to know it by
    ],
)
def test_another_grant_is_no_contradiction(second: str) -> None:
    first = f"Chủ tịch UBND huyện tặng Giấy khen cho 14 tập thể, 33 cá nhân {DEED}."
    assert checks(first, FILLER, second) == []


def test_commendations_in_all_against_the_awards_they_are_made_of() -> None:
    found = checks(
        "UBND huyện khen thưởng 120 tập thể, 345 cá nhân, gồm: Bằng khen: 20 tập thể, 45 cá nhân; Giấy khen: 100 tập thể, 299 "
        "cá nhân."
    )
    assert [(c.stated, c.computed, c.agrees) for c in found] == [(120, 120, True), (345, 344, False)]


def sums(*paragraphs: str) -> list[tuple[float, float]]:
    return [(c.stated, c.computed) for c in checks(*paragraphs) if c.kind == "sum"]


def test_a_grant_is_held_against_its_parts_by_deed() -> None:
    # The collectives show that the parts are all of them, so that the persons do not add up.
    text = "Giấy khen cho 215 tập thể, 640 cá nhân, trong đó: khen thường xuyên 150 tập thể, 470 cá nhân; khen chuyên đề 65 tập thể, 160 cá nhân."
    assert sums(text) == [(215, 215), (640, 630)]


def test_a_grant_is_held_against_its_parts_by_place() -> None:
    lead = "UBND tỉnh tặng Bằng khen cho 88 tập thể và 152 cá nhân của Cụm:"
    places = ["- Huyện Gò Dầu: 47 tập thể, 81 cá nhân.", "- Huyện Bến Cầu: 41 tập thể, 61 cá nhân."]
    assert sums(lead, *places) == [(88, 88), (152, 142)]


def test_a_total_under_its_list() -> None:
    places = ["- Huyện Na Hang: 15 tập thể, 42 cá nhân;", "- Huyện Sơn Dương: 44 tập thể, 103 cá nhân."]
    total = "Cộng: 59 tập thể, 155 cá nhân được Chủ tịch UBND huyện tặng Giấy khen."
    assert sums("Khen thưởng cấp huyện:", *places, total) == [(59, 59), (155, 145)]


def test_a_total_that_names_no_award_is_of_all_places() -> None:
    lead = "Số người có uy tín được UBND cấp huyện tặng Giấy khen:"
    places = ["- Huyện Na Hang: 15 cá nhân;", "- Huyện Sơn Dương: 44 cá nhân."]
    assert sums(lead, *places, "Tổng cộng: 60 cá nhân.") == [(60, 59)]


def test_a_total_is_not_of_the_last_place_listed() -> None:
    given = source(
        "UBND huyện tặng Giấy khen:",
        "- Xã Nà Tấu: 15 cá nhân;",
        "- Xã Mường Phăng: 4 cá nhân.",
        "Tổng cộng: 19 cá nhân.",
    )
    assert [a.locality for a in find_awards(given, Header(period="2020"))] == ["xã Nà Tấu", "xã Mường Phăng", None]


@pytest.mark.parametrize(
    "text",
    [
        "Cụm có 03 đơn vị: Sở Y tế, Văn phòng HĐND và UBND tỉnh.",  # "và" may stand inside a body's name
        # "trong đó" tells of some only
        "UBND xã tặng Giấy khen cho 60 tập thể, 90 cá nhân; trong đó lĩnh vực giao thông 4 tập thể, 22 cá nhân.",
        "Sửa 310 căn nhà, trong đó xây mới 84 căn, sửa chữa 26 căn.",
        "Có 12 xã đạt chuẩn, gồm 3 xã nâng cao, 1 xã kiểu mẫu.",
        "Có 20 hợp tác xã (3 hợp tác xã mới, vốn 5 tỷ đồng).",  # one part
        "Thu 2.915 triệu đồng, đã chi 706 triệu đồng, đạt 92,8% dự toán.",  # the percentage is of another whole
    ],
)
def test_what_is_told_in_part_is_no_sum(text: str) -> None:
    assert all(check.agrees for check in checks(text))
