"""Award counts from sentences, one row for each form in which documents tell them."""

from __future__ import annotations

import pytest

from extractor.awards import find_awards
from models.records import AwardCount, Header
from tests.extractor.sources import source

Numbers = tuple[int | None, int | None, int | None]
NA: None = None  # not stated


def found(*paragraphs: str, section: tuple[str, ...] = (), header: Header | None = None) -> list[AwardCount]:
    return find_awards(source(*paragraphs, section=section), header or Header())


def numbers(record: AwardCount) -> Numbers:
    return record.collectives, record.individuals, record.households


# (why the row is there, text, [(award, awarder, level, (collectives, individuals, households))])
SENTENCES: list[tuple[str, str, list[tuple[str, str | None, str | None, Numbers]]]] = [
    (
        "award first, of its giver, colon",
        "Bằng khen của UBND tỉnh Sơn La: 21 tập thể, 34 cá nhân.",
        [("Bằng khen", "UBND tỉnh Sơn La", "tỉnh", (21, 34, NA))],
    ),
    (
        "a whole that its kinds follow is those kinds, not a count of its own",
        "Bằng khen của Chủ tịch UBND tỉnh: 1.500 trường hợp (600 tập thể, 900 cá nhân).",
        [("Bằng khen", "Chủ tịch UBND tỉnh", "tỉnh", (600, 900, NA))],
    ),
    (
        "parts by what they were for are of the same award",
        "UBND xã tặng Giấy khen cho 9 tập thể, 40 cá nhân; trong đó lĩnh vực giao thông 4 tập thể, 22 cá nhân.",
        [("Giấy khen", "UBND xã", "xã", (9, 40, NA)), ("Giấy khen", "UBND xã", "xã", (4, 22, NA))],
    ),
    (
        "a banner of the province, said shortly",
        "Cờ thi đua của tỉnh năm 2023: 28 đơn vị.",
        [("Cờ thi đua của UBND tỉnh", None, "tỉnh", (28, NA, NA))],
    ),
    (
        "who hands over for another is not the giver",
        "Thừa ủy quyền của Chủ tịch nước, Bộ trưởng Bộ Nội vụ đã trao Huân chương Lao động hạng Nhì cho 2 tập thể.",
        [("Huân chương Lao động hạng Nhì", "Chủ tịch nước", "nhà nước", (2, NA, NA))],
    ),
    (
        "a body from above before the colon gives; its list goes on after semicolons",
        "Bộ Y tế: 04 đơn vị được tặng Cờ thi đua; 22 tập thể và 35 cá nhân được tặng Bằng khen.",
        [("Cờ thi đua", "Bộ Y tế", None, (4, NA, NA)), ("Bằng khen", "Bộ Y tế", None, (22, 35, NA))],
    ),
    (
        "an organ of a Party committee is named with the committee",
        "Ban Tuyên giáo Thành ủy trao Giấy khen cho 9 tập thể.",
        [("Giấy khen", "Ban Tuyên giáo Thành ủy", None, (9, NA, NA))],
    ),
    (
        "a total is no ordinal number",
        "Trong tổng số 921 cá nhân được tặng Giấy khen có 402 nữ.",
        [("Giấy khen", None, None, (NA, 921, NA))],
    ),
    (
        "common nouns of people that are praised at once",
        "Chúc mừng 330 công nhân được tuyên dương.",
        [("khen thưởng", None, None, (NA, 330, NA))],
    ),
    (
        "persons before collectives",
        "Giấy khen của Chủ tịch UBND huyện: 64 cá nhân, 15 tập thể.",
        [("Giấy khen", "Chủ tịch UBND huyện", "huyện", (15, 64, NA))],
    ),
    (
        "no sign between the two counts",
        "Chủ tịch UBND xã tặng Giấy khen cho 12 tập thể 30 cá nhân.",
        [("Giấy khen", "Chủ tịch UBND xã", "xã", (12, 30, NA))],
    ),
    (
        "households too, and a point in thousands",
        "Giấy khen: 6 tập thể, 1.204 cá nhân và 18 hộ gia đình.",
        [("Giấy khen", NA, NA, (6, 1204, 18))],
    ),
    (
        "abbreviations with the word danh hiệu",
        "Danh hiệu LĐTT: 9 tập thể, 310 cá nhân; danh hiệu CSTĐCS: 41 cá nhân; TTLĐXS: 4 tập thể.",
        [
            ("Lao động tiên tiến", NA, NA, (9, 310, NA)),
            ("Chiến sĩ thi đua cơ sở", NA, NA, (NA, 41, NA)),
            ("Tập thể lao động xuất sắc", NA, NA, (4, NA, NA)),
        ],
    ),
    (
        "sỹ for sĩ, cấp cơ sở for cơ sở",
        "Chiến sỹ thi đua cấp cơ sở: 88 đồng chí.",
        [("Chiến sĩ thi đua cơ sở", NA, NA, (NA, 88, NA))],
    ),
    (
        "brackets instead of a colon",
        "Bằng khen (8 tập thể, 17 cá nhân); Giấy khen (45 tập thể và 100 cá nhân).",
        [("Bằng khen", NA, NA, (8, 17, NA)), ("Giấy khen", NA, NA, (45, 100, NA))],
    ),
    (
        "nothing between award and count",
        "Công nhận Lao động tiên tiến 37 tập thể, Chiến sĩ thi đua cơ sở 70 cá nhân.",
        [("Lao động tiên tiến", NA, NA, (37, NA, NA)), ("Chiến sĩ thi đua cơ sở", NA, NA, (NA, 70, NA))],
    ),
    (
        "the class of an order, in any case of letters",
        "Huân chương lao động hạng ba: 02 tập thể.",
        [("Huân chương Lao động hạng Ba", NA, "nhà nước", (2, NA, NA))],
    ),
    (
        "later classes of one order",
        "Huân chương Lao động hạng Nhất cho 01 tập thể, hạng Nhì cho 02 tập thể và 01 cá nhân.",
        [
            ("Huân chương Lao động hạng Nhất", NA, "nhà nước", (1, NA, NA)),
            ("Huân chương Lao động hạng Nhì", NA, "nhà nước", (2, 1, NA)),
        ],
    ),
    (
        "the banner of the Government gives itself",
        "Cờ thi đua của Chính phủ: 01 tập thể.",
        [("Cờ thi đua của Chính phủ", "Chính phủ", "nhà nước", (1, NA, NA))],
    ),
    (
        "the banner of a province has one name",
        "UBND tỉnh Lào Cai tặng Cờ thi đua xuất sắc cho 05 đơn vị dẫn đầu các khối.",
        [("Cờ thi đua của UBND tỉnh", "UBND tỉnh Lào Cai", "tỉnh", (5, NA, NA))],
    ),
    (
        "the banner of a ministry is no level's",
        "Bộ Y tế tặng Cờ thi đua cho 3 đơn vị.",
        [("Cờ thi đua", "Bộ Y tế", NA, (3, NA, NA))],
    ),
    (
        "a head decides on the banner of his body",
        "Chủ tịch Hội ký Quyết định tặng Cờ thi đua của Hội Nông dân Việt Nam cho 12 tập thể.",
        [("Cờ thi đua của Hội Nông dân Việt Nam", "Chủ tịch Hội Nông dân Việt Nam", NA, (12, NA, NA))],
    ),
    (
        "of the Prime Minister",
        "Bằng khen của Thủ tướng Chính phủ: 03 tập thể.",
        [("Bằng khen", "Thủ tướng Chính phủ", "nhà nước", (3, NA, NA))],
    ),
    (
        "giver, verb, award, recipients",
        "Chủ tịch UBND tỉnh đã tặng Bằng khen cho 07 tập thể, 11 cá nhân.",
        [("Bằng khen", "Chủ tịch UBND tỉnh", "tỉnh", (7, 11, NA))],
    ),
    (
        "the decision between giver and verb",
        "UBND huyện vừa ban hành Quyết định về việc tặng Giấy khen cho 9 tập thể và 4 cá nhân.",
        [("Giấy khen", "UBND huyện", "huyện", (9, 4, NA))],
    ),
    (
        "the giver holds for the clauses that begin with its verb",
        "Trung ương Đoàn tặng Cờ thi đua cho 10 đơn vị; trao Bằng khen cho 25 đơn vị.",
        [("Cờ thi đua", "Trung ương Đoàn", NA, (10, NA, NA)), ("Bằng khen", "Trung ương Đoàn", NA, (25, NA, NA))],
    ),
    (
        "recipients first, giver in the passive",
        "37 cá nhân và 11 tập thể được Bộ Nội vụ tặng Bằng khen.",
        [("Bằng khen", "Bộ Nội vụ", NA, (11, 37, NA))],
    ),
    (
        "recipients first, giver after the award",
        "Có 14 tập thể và 20 cá nhân được tặng Bằng khen của UBND thành phố Hải Phòng.",
        [("Bằng khen", "UBND thành phố Hải Phòng", "tỉnh", (14, 20, NA))],
    ),
    (
        "a chain of recipients-first clauses parted by commas",
        "9 tập thể được Bộ Công an tặng cờ thi đua, 31 đơn vị được tặng bằng khen, 57 đơn vị được công nhận tập thể lao động "
        "xuất sắc.",
        [
            ("Cờ thi đua", "Bộ Công an", NA, (9, NA, NA)),
            ("Bằng khen", NA, NA, (31, NA, NA)),
            ("Tập thể lao động xuất sắc", NA, NA, (57, NA, NA)),
        ],
    ),
    (
        "quotes around the title after the recipients",
        'Có 45 tập thể đạt danh hiệu "Tập thể Lao động tiên tiến", 150 cá nhân đạt danh hiệu "Chiến sỹ thi đua cơ sở".',
        [("Tập thể lao động tiên tiến", NA, NA, (45, NA, NA)), ("Chiến sĩ thi đua cơ sở", NA, NA, (NA, 150, NA))],
    ),
    (
        "a number, then the title it counts",
        "UBND huyện công nhận 61 Tập thể lao động tiên tiến, 1.250 Lao động tiên tiến.",
        [
            ("Tập thể lao động tiên tiến", "UBND huyện", "huyện", (61, NA, NA)),
            ("Lao động tiên tiến", "UBND huyện", "huyện", (NA, 1250, NA)),
        ],
    ),
    (
        "tập thể in a title is no second noun of the count before it",
        "Tặng danh hiệu lao động tiên tiến cho 780 cá nhân và tập thể lao động tiên tiến cho 18 tập thể.",
        [("Lao động tiên tiến", NA, NA, (NA, 780, NA)), ("Tập thể lao động tiên tiến", NA, NA, (18, NA, NA))],
    ),
    (
        "recipients between the verb and the award",
        "Bộ Giáo dục và Đào tạo khen thưởng 20 cá nhân ngoài ngành Kỷ niệm chương Vì sự nghiệp giáo dục.",
        [("Kỷ niệm chương", "Bộ Giáo dục và Đào tạo", NA, (NA, 20, NA))],
    ),
    (
        "named units between two counts of one grant",
        "UBND thành phố tặng Bằng khen cho 3 tập thể là: Ban Dân tộc, Sở Y tế, Báo Cần Thơ và 10 cá nhân.",
        [("Bằng khen", "UBND thành phố", "tỉnh", (3, 10, NA))],
    ),
    (
        "one award, two deeds: two records",
        "UBND huyện tặng Giấy khen cho 3 tập thể có thành tích trong xây dựng nông thôn mới và 5 cá nhân có thành tích trong bảo "
        "vệ rừng.",
        [("Giấy khen", "UBND huyện", "huyện", (3, NA, NA)), ("Giấy khen", "UBND huyện", "huyện", (NA, 5, NA))],
    ),
    (
        "no award named, praise first",
        "Trong quý, UBND huyện khen thưởng 26 tập thể, 58 cá nhân.",
        [("khen thưởng", "UBND huyện", "huyện", (26, 58, NA))],
    ),
    (
        "no award named, praise last",
        "Cùng 35 tập thể, 112 cá nhân được tuyên dương, hội nghị thành công.",
        [("khen thưởng", NA, NA, (35, 112, NA))],
    ),
    (
        "the praise of one clause, the award of the next",
        "UBND huyện đã khen thưởng 14 tập thể có thành tích trong cuộc bầu cử và được Chủ tịch UBND tỉnh tặng Bằng khen cho 02 "
        "tập thể.",
        [
            ("khen thưởng", "UBND huyện", "huyện", (14, NA, NA)),
            ("Bằng khen", "Chủ tịch UBND tỉnh", "tỉnh", (2, NA, NA)),
        ],
    ),
    (
        "the place that acts gives the level",
        "Ngày 02/9, huyện Mộc Châu đã tổ chức Hội nghị; tại Hội nghị đã biểu dương, khen thưởng 37 tập thể.",
        [("khen thưởng", NA, "huyện", (37, NA, NA))],
    ),
    (
        "number words",
        "Hiệu trưởng tặng giấy khen cho một tập thể và mười hai học sinh.",
        [("Giấy khen", "Hiệu trưởng", NA, (1, 12, NA))],
    ),
    (
        "more than, about: the printed number",
        "Tỉnh đoàn tặng Bằng khen cho hơn 20.000 đoàn viên.",
        [("Bằng khen", "Tỉnh đoàn", NA, (NA, 20000, NA))],
    ),
    (
        "the number in brackets in words",
        "UBND xã tặng Giấy khen cho 05 (năm) hộ gia đình.",
        [("Giấy khen", "UBND xã", "xã", (NA, NA, 5))],
    ),
    (
        "other nouns: đơn vị, cán bộ, giảng viên, chị, hội viên",
        "Tặng Giấy khen cho 8 đơn vị; Bằng khen cho 6 cán bộ, giảng viên; Kỷ niệm chương cho 9 chị.",
        [
            ("Giấy khen", NA, NA, (8, NA, NA)),
            ("Bằng khen", NA, NA, (NA, 6, NA)),
            ("Kỷ niệm chương", NA, NA, (NA, 9, NA)),
        ],
    ),
    (
        "examples as recipients",
        "Bộ Xây dựng đã tặng Bằng khen cho 80 gương điển hình tiên tiến.",
        [("Bằng khen", "Bộ Xây dựng", NA, (NA, 80, NA))],
    ),
    (
        "examples as what is conferred",
        "Có 12 tập thể và 30 cá nhân được Chủ tịch UBND tỉnh công nhận gương điển hình tiên tiến.",
        [("gương điển hình tiên tiến", "Chủ tịch UBND tỉnh", "tỉnh", (12, 30, NA))],
    ),
    (
        "nouns of one kind with a comma are one count",
        "Cờ thi đua được trao cho 22 cơ quan, đơn vị.",
        [("Cờ thi đua", NA, NA, (22, NA, NA))],
    ),
    (
        "two nouns of one kind with numbers of their own are two counts",
        "Có 05 doanh nghiệp, 03 hợp tác xã được UBND tỉnh tặng Bằng khen.",
        [("Bằng khen", "UBND tỉnh", "tỉnh", (5, NA, NA)), ("Bằng khen", "UBND tỉnh", "tỉnh", (3, NA, NA))],
    ),
    (
        "a title no table holds, in quotes",
        "Trao danh hiệu “Thanh niên tiên tiến làm theo lời Bác” cho 30 thanh niên.",
        [("Thanh niên tiên tiến làm theo lời Bác", NA, NA, (NA, 30, NA))],
    ),
    (
        "a badge with the years it stands for: the years are no count",
        "Trao Huy hiệu 30 năm tuổi Đảng cho 25 đảng viên.",
        [("Huy hiệu", NA, NA, (NA, 25, NA))],
    ),
    (
        "an order of another country is not of this State",
        "Trao Huân chương Hữu nghị của Nhà nước Lào cho 4 tập thể.",
        [("Huân chương Hữu nghị", "Nhà nước Lào", NA, (4, NA, NA))],
    ),
    (
        "level said in words beside the award",
        "Bằng khen cấp tỉnh: 12 tập thể.",
        [("Bằng khen", NA, "tỉnh", (12, NA, NA))],
    ),
    (
        "nor from the level in the title",
        "Chiến sĩ thi đua cấp tỉnh: 06 cá nhân.",
        [("Chiến sĩ thi đua cấp tỉnh", NA, NA, (NA, 6, NA))],
    ),
    (
        "times given by all levels, with no giver named",
        "Toàn ngành có 43 tập thể, 90 cá nhân được các cấp khen thưởng.",
        [("khen thưởng", NA, NA, (43, 90, NA))],
    ),
    (
        "level not from the title alone",
        "Toàn ngành có 47 đơn vị được công nhận Tập thể lao động xuất sắc.",
        [("Tập thể lao động xuất sắc", NA, NA, (47, NA, NA))],
    ),
    (
        "a bare number after a title that says what it counts",
        "Chiến sĩ thi đua cơ sở: 210; Tập thể lao động xuất sắc: 14.",
        [("Chiến sĩ thi đua cơ sở", NA, NA, (NA, 210, NA)), ("Tập thể lao động xuất sắc", NA, NA, (14, NA, NA))],
    ),
    (
        "the parts of a number that is not split otherwise",
        "Tặng Bằng khen cho 71 tập thể, cá nhân (21 tập thể, 50 cá nhân).",
        [("Bằng khen", NA, NA, (21, 50, NA))],
    ),
    (
        "a scan that lost marks",
        "Băng khen của UBND tỉnh: 18 tâp thê, 37 cá nhân.",
        [("Bằng khen", "UBND tỉnh", "tỉnh", (18, 37, NA))],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_a_sentence(text: str, expected: list[tuple[str, str | None, str | None, Numbers]]) -> None:
    records = found(text)
    assert [(r.award, r.awarder, r.level, numbers(r)) for r in records] == expected
    assert all(r.status == "granted" for r in records)


def test_what_was_granted_of_what_is_proposed() -> None:
    text = "Có 05 tập thể được đề nghị tặng Cờ thi đua, trong đó 02 tập thể đã được UBND tỉnh tặng Cờ thi đua."
    assert [(r.collectives, r.status) for r in found(text)] == [(5, "proposed"), (2, "granted")]


def test_an_earlier_grant_is_no_occasion() -> None:
    text = "Trong đợt này có 7 đồng chí được tặng Huy hiệu 50 năm tuổi Đảng, 3 đồng chí được tặng Huy hiệu 60 năm tuổi Đảng."
    assert [(r.individuals, r.occasion) for r in found(text)] == [(7, None), (3, None)]


def test_what_is_proposed_in_the_next_clause_leaves_this_grant_a_grant() -> None:
    text = (
        "02 tập thể được Ban Dân vận Tỉnh ủy khen thưởng; đề nghị Ban Dân vận Trung ương tặng Bằng khen cho 01 tập thể."
    )
    assert [(r.awarder, r.status) for r in found(text)] == [
        ("Ban Dân vận Tỉnh ủy", "granted"),
        ("Ban Dân vận Trung ương", "proposed"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Tổ chức tập huấn cho 200 cán bộ làm công tác thi đua, khen thưởng.",  # training
        "Hỗ trợ 85 hộ gia đình, được Chủ tịch UBND tỉnh tặng Bằng khen.",  # the helped are not the rewarded
        "Huyện chia thành 10 Khối và 01 Cụm thi đua.",  # emulation groups
        "Mỗi năm gia đình thu nhập 200 triệu đồng, tạo việc làm cho 6 lao động.",  # earnings
        "Bố trí 01 cán bộ chuyên trách làm công tác Thi đua - Khen thưởng, 01 lãnh đạo phụ trách.",  # the field of work
        "Có 3.450 hộ gia đình đạt danh hiệu Gia đình văn hóa; 35 bản đạt chuẩn văn hóa.",  # registers of culture
        "Tỷ lệ khen người lao động trực tiếp: 96/180 cá nhân.",  # a share of those told before
        "Tỷ lệ nông dân được khen mới đạt 40% (80/200 cá nhân được tặng Giấy khen).",  # and one in a bracket
        "Có 12 xã đạt chuẩn nông thôn mới và 55 trường đạt chuẩn quốc gia.",  # standards
        "Đăng ký danh hiệu Lao động tiên tiến: 1.200 cá nhân.",  # registered, not given
        "12 tập thể, cá nhân nhận Bằng khen của Bộ.",  # one number for both kinds
        "Phấn đấu 85% số cơ quan đạt danh hiệu Tập thể lao động tiên tiến.",  # a rate
        "Chọn 15 - 20 đơn vị đạt Tập thể lao động xuất sắc.",  # a range
        "Trao 50 suất học bổng cho 50 học sinh; tặng Bằng khen cho Công ty Than Núi Béo.",  # a gift; no number
        "Dự lễ có nghệ sĩ ưu tú Trần Văn Minh và 5 cá nhân khác.",  # a title before a name
        "Bà đã vẽ chân dung 2.010 Mẹ Việt Nam Anh hùng.",  # bearers of a title, nothing given
        "1 Xã Phước Thuận được tặng Giấy khen.",  # an ordinal and a name
        "Trong năm tập thể cán bộ chi bộ đã được tặng Giấy khen.",  # "năm" is the year
        "Hội đồng thi đua, khen thưởng có 15 thành viên.",  # members
        "Sửa đổi Luật Thi đua, khen thưởng năm 2013; tặng 85 suất quà cho 85 hộ nghèo.",  # presents
    ],
)
def test_what_is_no_award_count(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "status", "counted", "expected"),
    [
        # asked for, not given
        ("UBND huyện đề nghị Chủ tịch UBND tỉnh tặng Bằng khen cho 05 tập thể.", "proposed", "recipients", (5, NA, NA)),
        # on whose request: given
        ("Theo đề nghị của Sở Nội vụ, UBND tỉnh tặng Bằng khen cho 4 tập thể.", "granted", "recipients", (4, NA, NA)),
        # the passive of asking
        ("Có 03 cá nhân được đề nghị tặng Huân chương Lao động hạng Ba.", "proposed", "recipients", (NA, 3, NA)),
        # a ceiling
        ("Mỗi xã được chọn không quá 05 cá nhân đề nghị tặng Giấy khen.", "quota", "recipients", (NA, 5, NA)),
        # taken back
        ("Thu hồi Bằng khen của 02 cá nhân do khai man thành tích.", "revoked", "recipients", (NA, 2, NA)),
        # times, not recipients
        ("Có 72 lượt tập thể được UBND tỉnh tặng Bằng khen.", "granted", "times", (72, NA, NA)),
        # pieces of paper
        ("Đã trao 200 Giấy khen cho các cá nhân có thành tích.", "granted", "certificates", (NA, 200, NA)),
        # titles counted, each to one artist
        ("Chủ tịch nước phong tặng 79 danh hiệu NSND.", "granted", "certificates", (NA, 79, NA)),
        # papers and recipients: the recipients
        ("Tổng cục Thuế tặng 4 cờ thi đua cho 4 tập thể.", "granted", "recipients", (4, NA, NA)),
    ],
)
def test_standing_and_what_is_counted(text: str, status: str, counted: str, expected: Numbers) -> None:
    (record,) = found(text)
    assert (record.status, record.counted, numbers(record)) == (status, counted, expected)


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        # after the recipients
        (
            "UBND xã tặng Giấy khen cho 7 cá nhân đã có thành tích trong phòng, chống lũ quét năm 2019.",
            "đã có thành tích trong phòng, chống lũ quét năm 2019",
        ),
        # between recipients and verb
        ("12 cá nhân có thành tích dũng cảm cứu người được tặng Bằng khen.", "có thành tích dũng cảm cứu người"),
        # after the award, without its "vì"
        (
            "5 hộ gia đình được Chủ tịch UBND xã tặng Giấy khen vì có thành tích hiến đất làm đường.",
            "có thành tích hiến đất làm đường",
        ),
        # between award and recipients
        (
            "Tặng Bằng khen của UBND tỉnh về thành tích trong công tác thu ngân sách cho 13 tập thể.",
            "thành tích trong công tác thu ngân sách",
        ),
        # between praise and recipients
        ("Khen thưởng đột xuất cho 02 tập thể.", "đột xuất"),
        # the label of the sentence
        (
            "Khen thưởng thành tích xuất sắc trong công tác tuyển quân: Chủ tịch UBND huyện tặng Giấy khen cho 4 tập thể.",
            "thành tích xuất sắc trong công tác tuyển quân",
        ),
        # stops before the list of names
        (
            "Tặng Giấy khen cho 2 tập thể có thành tích xuất sắc tiêu biểu (Trạm Y tế, Trường Mầm non).",
            "có thành tích xuất sắc tiêu biểu",
        ),
        # a review that has just ended
        ("Kết thúc đợt thi đua 90 ngày đêm, UBND huyện tặng Giấy khen cho 9 cá nhân.", "đợt thi đua 90 ngày đêm"),
        # a law in brackets is no part of the label
        (
            "Khen thưởng thành tích cống hiến (theo Nghị định số 42/2010/NĐ-CP): Huân chương Lao động hạng Ba: 5 cá nhân.",
            "thành tích cống hiến",
        ),
        # a heading of several kinds of commendation
        ("3. Khen thưởng đối ngoại và khen của ngành: Bộ Y tế tặng Bằng khen cho 3 cá nhân.", None),
        # none printed
        ("Giấy khen: 12 tập thể.", None),
    ],
)
def test_occasion(text: str, occasion: str | None) -> None:
    (record,) = found(text)
    assert record.occasion == occasion


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Bằng khen năm 2019: 12 tập thể.", "2019"),  # the clause's own
        ("Từ năm 2016 đến năm 2019, có 4 cá nhân được tặng Bằng khen.", "2016-2019"),  # years told in words
        ("Giấy khen: 4 tập thể.", "2022-H1"),  # none: the document's
        ("Tặng Giấy khen cho 4 cá nhân có thành tích trong nhiệm kỳ 2016 - 2021.", "2022-H1"),  # a term is none
        ("Tặng Giấy khen cho 4 cá nhân có thành tích trong giai đoạn 2016 - 2020.", "2016-2020"),  # the deed's
        ("Năm 2017, huyện đạt nhiều kết quả. Giấy khen: 4 tập thể.", "2017"),  # the paragraph's opening
    ],
)
def test_period(text: str, period: str) -> None:
    (record,) = found(text, header=Header(period="2022-H1"))
    assert record.period == period


def test_lead_ins_hold_for_the_items_below_them() -> None:
    records = found(
        "Khen thưởng cấp tỉnh:",
        "- Cờ thi đua: 03 đơn vị;",
        "- Bằng khen của Chủ tịch UBND tỉnh: 12 tập thể và 25 cá nhân;",
        "Khen thưởng cấp huyện:",
        "- Giấy khen: 45 tập thể;",
    )
    assert [(r.award, r.level) for r in records] == [
        ("Cờ thi đua của UBND tỉnh", "tỉnh"),
        ("Bằng khen", "tỉnh"),
        ("Giấy khen", "huyện"),
    ]
    assert "level" in records[2].inferred
    assert "level" not in records[1].inferred


def test_what_a_lead_in_says_was_counted_above_has_its_giver() -> None:
    records = found(
        "Chủ tịch UBND huyện tặng Giấy khen cho 80 tập thể, 150 cá nhân.",
        "Khen theo chuyên đề (trong số Giấy khen nêu trên):",
        "- Công tác dân số: 5 tập thể, 12 cá nhân;",
    )
    assert [(r.award, r.awarder, r.level) for r in records] == [("Giấy khen", "Chủ tịch UBND huyện", "huyện")] * 2


def test_parts_told_in_a_sentence_of_their_own_have_the_giver_of_the_one_before() -> None:
    records = found(
        "Giám đốc Sở Y tế ban hành 12 quyết định khen thưởng. Bao gồm: 30 tập thể, 1.045 cá nhân được tặng Giấy khen. Ngoài "
        "ra công nhận: TT LĐTT 21 tập thể."
    )
    told = [(r.award, r.awarder, r.locality) for r in records]
    assert told == [
        ("Giấy khen", "Giám đốc Sở Y tế", None),
        ("Tập thể lao động tiên tiến", "Giám đốc Sở Y tế", None),
    ]


def test_a_place_with_a_numeral_in_its_name_is_no_count() -> None:
    (record,) = found("- Phường Ba Đồn: Chủ tịch UBND phường tặng Giấy khen cho 7 tập thể;")
    assert (record.locality, numbers(record)) == ("phường Ba Đồn", (7, None, None))


def test_labels_within_a_paragraph_hold_until_the_next() -> None:
    records = found(
        "Khen thưởng cấp Nhà nước: Huân chương Lao động hạng Nhì: 01 tập thể. Khen thưởng cấp tỉnh: Bằng khen: 8 tập thể; Tập "
        "thể lao động xuất sắc: 6 tập thể. Khen thưởng cấp huyện: Giấy khen: 7 cá nhân."
    )
    assert [r.level for r in records] == ["nhà nước", "tỉnh", "tỉnh", "huyện"]


def test_nested_items_take_period_and_occasion_from_the_item_above() -> None:
    records = found(
        "- Khen thưởng năm học 2018 - 2019 đối với ngành Giáo dục",
        "+ Danh hiệu Chiến sĩ thi đua cơ sở: 111 cá nhân;",
        "+ UBND huyện tặng giấy khen: 6 tập thể và 65 cá nhân.",
        "- Chuyên đề, đột xuất: 9 tập thể, 23 cá nhân.",
        section=("III. KẾT QUẢ KHEN THƯỞNG",),
    )
    assert [(r.period, r.occasion) for r in records] == [
        ("2018-2019", "năm học 2018 - 2019 đối với ngành Giáo dục"),
        ("2018-2019", "năm học 2018 - 2019 đối với ngành Giáo dục"),
        (None, "Chuyên đề, đột xuất"),
    ]
    assert records[2].award == "khen thưởng"


def test_a_label_counts_only_where_commendation_is_spoken_of() -> None:
    label = "- Khối xã, thị trấn: 9 tập thể, 23 cá nhân."
    assert found(label, section=("II. PHÁT TRIỂN KINH TẾ",)) == []
    assert [numbers(r) for r in found(label, section=("III. KẾT QUẢ KHEN THƯỞNG",))] == [(9, 23, None)]


def test_places_of_one_list_are_localities_and_the_issuer_is_none() -> None:
    text = "Giấy khen: huyện Bắc Hà: 5 tập thể, 10 cá nhân; huyện Văn Bàn: 3 tập thể, 4 cá nhân."
    records = found(text, header=Header(issuer="UBND tỉnh Lào Cai"))
    assert [(r.locality, numbers(r)) for r in records] == [
        ("huyện Bắc Hà", (5, 10, None)),
        ("huyện Văn Bàn", (3, 4, None)),
    ]
    (own,) = found("Huyện Bắc Hà có 03 tập thể được tặng Bằng khen.", header=Header(issuer="UBND huyện Bắc Hà"))
    assert own.locality is None


def test_a_sentence_that_opens_with_a_place_tells_of_it() -> None:
    records = found("- Tại thị xã Sa Pa, 02 tập thể được tặng Bằng khen; 89 cá nhân được khen thưởng.")
    assert [r.locality for r in records] == ["thị xã Sa Pa", "thị xã Sa Pa"]


@pytest.mark.parametrize(
    ("issuer", "level"),
    [("UBND thành phố Lào Cai", "huyện"), ("UBND thành phố Đà Nẵng", "tỉnh"), ("UBND tỉnh Lào Cai", "huyện")],
)
def test_a_city_is_of_the_level_its_issuer_tells(issuer: str, level: str) -> None:
    (body,) = found("Chủ tịch UBND thành phố tặng Giấy khen cho 39 tập thể.", header=Header(issuer=issuer))
    (label,) = found("Khen thưởng cấp thành phố: Giấy khen: 39 tập thể.", header=Header(issuer=issuer))
    assert (body.level, label.level) == (level, level)


def test_a_list_cut_by_a_line_break_after_a_semicolon_goes_on() -> None:
    records = found(
        "Khen thưởng cấp tỉnh: Bằng khen: 8 tập thể. Khen thưởng cấp huyện: Danh hiệu LĐTT: 9 tập thể;",
        "Danh hiệu CSTĐCS: 41 cá nhân.",
    )
    assert [r.level for r in records] == ["tỉnh", "huyện", "huyện"]


def test_a_unit_gives_at_its_own_level_where_the_heading_says_so() -> None:
    records = found(
        "- Khen thưởng cấp cơ sở:",
        "+ Giám đốc Sở tặng Giấy khen cho 35 tập thể;",
        "+ Công đoàn ngành tặng Giấy khen cho 4 tập thể.",
    )
    assert records[0].level == "cơ sở"


def test_an_entry_of_its_own_in_a_list_has_no_giver_of_the_entry_before() -> None:
    records = found("Thủ tướng Chính phủ tặng Bằng khen cho 7 tập thể; Chiến sĩ thi đua toàn quốc: 02 cá nhân.")
    assert [r.awarder for r in records] == ["Thủ tướng Chính phủ", None]


def test_kinds_from_the_label_above() -> None:
    records = found("Khen thưởng:", "- Tập thể: 05 Bằng khen;", "- Cá nhân: 12 Bằng khen;")
    assert [(numbers(r), r.counted) for r in records] == [
        ((5, None, None), "certificates"),
        ((None, 12, None), "certificates"),
    ]


def test_evidence_quotes_the_text_and_mentions_stay_short() -> None:
    text = "Năm qua, UBND huyện tặng Giấy khen cho 16 tập thể và 465 cá nhân có nhiều đóng góp."
    given = source(text)
    (record,) = find_awards(given, Header())
    quote = given.text[record.evidence.start : record.evidence.end]
    assert record.mention == quote == "Giấy khen cho 16 tập thể và 465 cá nhân"
    assert record.rule == "awards.award-first"
