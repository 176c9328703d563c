"""Award counts where a clause shares its award, giver, request or time with another, as news and minutes write."""

from __future__ import annotations

import pytest

from models.records import Header
from tests.extractor.test_awards import found, numbers

# (why the row is there, text, [(award, awarder, level, status, (collectives, individuals, households))])
Row = tuple[str, str | None, str | None, str, tuple[int | None, int | None, int | None]]
CLAUSES: list[tuple[str, str, list[Row]]] = [
    (
        "a request that a council agrees to is still a request, and all of its list is",
        "Hội đồng nhất trí thông qua đề nghị Bằng khen của Chủ tịch UBND tỉnh cho 9 cá nhân; Huân chương Lao động hạng Ba "
        "cho 2 tập thể.",
        [
            ("Bằng khen", "Chủ tịch UBND tỉnh", "tỉnh", "proposed", (None, 9, None)),
            ("Huân chương Lao động hạng Ba", None, "nhà nước", "proposed", (2, None, None)),
        ],
    ),
    (
        "a sentence that opens with `trong đó` tells of what the one before asked for",
        "Hiện có 12 trường hợp đề nghị khen thưởng. Trong đó, Huân chương Lao động hạng Nhì: 3 cá nhân.",
        [("Huân chương Lao động hạng Nhì", None, "nhà nước", "proposed", (None, 3, None))],
    ),
    (
        "an award in brackets that has its own count is not that of the count before the bracket",
        "Đã khen thưởng 6 cá nhân (Huân chương Lao động hạng Ba cho 2 cá nhân, Giấy khen cho 4 cá nhân).",
        [
            ("khen thưởng", None, None, "granted", (None, 6, None)),
            ("Huân chương Lao động hạng Ba", None, "nhà nước", "granted", (None, 2, None)),
            ("Giấy khen", None, None, "granted", (None, 4, None)),
        ],
    ),
    (
        "whoever is itself praised gave nothing",
        "Công an tỉnh đều được khen, trong đó có 2 Cờ thi đua và 1 Cờ thi đua của UBND tỉnh.",
        [
            ("Cờ thi đua", None, None, "granted", (2, None, None)),
            ("Cờ thi đua của UBND tỉnh", "UBND tỉnh", "tỉnh", "granted", (1, None, None)),
        ],
    ),
    (
        "the giver inside `được ... tặng` gives the form that a joined clause tells of",
        "7 tập thể được Bộ Công an tặng Cờ thi đua và 8 tập thể, 21 cá nhân được tặng Bằng khen.",
        [
            ("Cờ thi đua", "Bộ Công an", None, "granted", (7, None, None)),
            ("Bằng khen", "Bộ Công an", None, "granted", (8, 21, None)),
        ],
    ),
    (
        "but a title in the joined clause may be another's",
        "7 tập thể được Bộ Công an tặng Cờ thi đua và 5 cá nhân được tặng danh hiệu Chiến sĩ thi đua cơ sở.",
        [
            ("Cờ thi đua", "Bộ Công an", None, "granted", (7, None, None)),
            ("Chiến sĩ thi đua cơ sở", None, None, "granted", (None, 5, None)),
        ],
    ),
    (
        "groups with words of their own between them receive together",
        "Có 4 tập thể khối Đảng và 6 cá nhân khối trường học được tặng Giấy khen.",
        [
            ("Giấy khen", None, None, "granted", (4, None, None)),
            ("Giấy khen", None, None, "granted", (None, 6, None)),
        ],
    ),
    (
        "one noun counted twice in one list of recipients",
        "Có 3 đơn vị cấp phòng, 8 đơn vị cấp đội đạt danh hiệu Đơn vị quyết thắng.",
        [
            ("Đơn vị quyết thắng", None, None, "granted", (3, None, None)),
            ("Đơn vị quyết thắng", None, None, "granted", (8, None, None)),
        ],
    ),
    (
        "who recognises them stands in a bracket behind the count",
        "Chiến sĩ thi đua cấp tỉnh: 4 cá nhân (do Chủ tịch UBND tỉnh công nhận).",
        [("Chiến sĩ thi đua cấp tỉnh", "Chủ tịch UBND tỉnh", "tỉnh", "granted", (None, 4, None))],
    ),
    (
        "heads of several units give together, as they are called",
        "Thủ trưởng các cơ quan đã tặng Giấy khen cho 12 cá nhân; thưởng đột xuất 3 cá nhân cứu người bị nạn.",
        [
            ("Giấy khen", "Thủ trưởng các cơ quan", None, "granted", (None, 12, None)),
            ("khen thưởng", "Thủ trưởng các cơ quan", None, "granted", (None, 3, None)),
        ],
    ),
    (
        "recipients told in a bracket are not those of a counted title behind it",
        "UBND tỉnh tặng Bằng khen cho 14 tập thể, 25 cá nhân (trong đó 6 cá nhân là công nhân), công nhận 19 Tập thể lao "
        "động xuất sắc.",
        [
            ("Bằng khen", "UBND tỉnh", "tỉnh", "granted", (14, 25, None)),
            ("Tập thể lao động xuất sắc", "UBND tỉnh", "tỉnh", "granted", (19, None, None)),
        ],
    ),
    (
        "a part of a grant under a label with a comma of its own",
        "Giấy khen của Chủ tịch UBND huyện: 120 cá nhân và 44 tập thể, trong đó khen chuyên đề phòng, chống cháy rừng 16 cá "
        "nhân, 5 tập thể.",
        [
            ("Giấy khen", "Chủ tịch UBND huyện", "huyện", "granted", (44, 120, None)),
            ("Giấy khen", "Chủ tịch UBND huyện", "huyện", "granted", (5, 16, None)),
        ],
    ),
    (
        "another noun before them is no recipient",
        "Cả xã có 14 bản đặc biệt khó khăn, 6 cá nhân được tặng Giấy khen.",
        [("Giấy khen", None, None, "granted", (None, 6, None))],
    ),
    (
        "recipients, the verb without `được`, and the award",
        "Cấp thành phố: 120 lượt đơn vị xuất sắc tặng Cờ thi đua; 300 lượt tập thể tặng danh hiệu Tập thể lao động xuất sắc.",
        [
            ("Cờ thi đua", None, None, "granted", (120, None, None)),
            ("Tập thể lao động xuất sắc", None, None, "granted", (300, None, None)),
        ],
    ),
    (
        "common nouns of people, called exemplary, that are praised further on",
        "Có 45 nhà giáo, cán bộ quản lý tiêu biểu ở các bậc học được tuyên dương.",
        [("khen thưởng", None, None, "granted", (None, 45, None))],
    ),
    (
        "the place that gives tells the level",
        "Năm qua huyện cũng đã khen thưởng 12 tập thể lao động tiên tiến; 31 chiến sĩ thi đua cơ sở.",
        [
            ("Tập thể lao động tiên tiến", None, "huyện", "granted", (12, None, None)),
            ("Chiến sĩ thi đua cơ sở", None, "huyện", "granted", (None, 31, None)),
        ],
    ),
    (
        "a place whose people receive does not",
        "Năm qua huyện đã có 12 tập thể được tặng danh hiệu Tập thể lao động tiên tiến.",
        [("Tập thể lao động tiên tiến", None, None, "granted", (12, None, None))],
    ),
    (
        "nor does one that is praised itself",
        "Công an tỉnh Kiên Giang đã vinh dự có 15 tập thể, 80 cá nhân được các cấp khen thưởng.",
        [("khen thưởng", None, None, "granted", (15, 80, None))],
    ),
    (
        "a banner that is named in quotes",
        "Hội đồng đề nghị tặng Cờ “Đơn vị xuất sắc trong phong trào thi đua” của Chính phủ cho 11 tập thể.",
        [("Cờ thi đua của Chính phủ", "Chính phủ", "nhà nước", "proposed", (11, None, None))],
    ),
    (
        "who received stands between the award and the count",
        "Huân chương Lao động hạng Ba: Trường THCS Phát Diệm (01 tập thể); BK Thủ tướng: 02 (01 tập thể, 01 cá nhân).",
        [
            ("Huân chương Lao động hạng Ba", None, "nhà nước", "granted", (1, None, None)),
            ("Bằng khen", "Thủ tướng Chính phủ", "nhà nước", "granted", (1, 1, None)),
        ],
    ),
    (
        "so many of so many, with points in both",
        "Có 1.204/1.310 cán bộ, giáo viên, nhân viên đạt LĐTT.",
        [("Lao động tiên tiến", None, None, "granted", (None, 1204, None))],
    ),
    (
        "the giver right before the award",
        "Các hình thức khác: Hội Khuyến học huyện khen thưởng 15 em; LĐLĐ huyện GK: 8 tập thể, 20 cá nhân.",
        [
            ("khen thưởng", "Hội Khuyến học huyện", None, "granted", (None, 15, None)),
            ("Giấy khen", "LĐLĐ huyện", None, "granted", (8, 20, None)),
        ],
    ),
    (
        "a stroke between two counts; a bare number before a bracket; a title of a company's level",
        "Tổng công ty: giấy khen 22 lượt tập thể/105 lượt cá nhân; Cờ thi đua: 01 (Điện lực Ba Tri); CSTĐ cấp Tập đoàn: 02.",
        [
            ("Giấy khen", None, None, "granted", (22, 105, None)),
            ("Cờ thi đua", None, None, "granted", (1, None, None)),
            ("Chiến sĩ thi đua cấp Tập đoàn", None, None, "granted", (None, 2, None)),
        ],
    ),
    (
        "papers in brackets are what all of them received; who praises is a place without a name",
        "Trung ương khen 02 tập thể (01 Huân chương Lao động hạng Ba, 01 Bằng khen); tỉnh khen 35 tập thể; huyện khen 41 cá nhân.",
        [
            ("khen thưởng", None, None, "granted", (2, None, None)),
            ("khen thưởng", None, "tỉnh", "granted", (35, None, None)),
            ("khen thưởng", None, "huyện", "granted", (None, 41, None)),
        ],
    ),
    (
        "miners",
        "Năm qua, 45 thợ mỏ nhận Bằng khen của Tập đoàn.",
        [("Bằng khen", "Tập đoàn", None, "granted", (None, 45, None))],
    ),
    (
        "the title of the police's whole force",
        "Năm qua, bốn cá nhân được công nhận Chiến sĩ thi đua toàn lực lượng.",
        [("Chiến sĩ thi đua toàn lực lượng", None, None, "granted", (None, 4, None))],
    ),
    (
        "a blank that was lost between count, noun and award",
        "Kết quả: 05tập thể,11 cá nhân được Hội LHPN tỉnh tặng Bằng khen; Hội LHPN huyện tặng Giấy khencho 32 chi hội.",
        [
            ("Bằng khen", "Hội LHPN tỉnh", None, "granted", (5, 11, None)),
            ("Giấy khen", "Hội LHPN huyện", None, "granted", (32, None, None)),
        ],
    ),
    (
        "pieces of paper counted by kind are one grant",
        "Bộ Công Thương tặng 18 BK tập thể và 52 BK cá nhân.",
        [("Bằng khen", "Bộ Công Thương", None, "granted", (18, 52, None))],
    ),
    (
        "but a paper for collectives and persons together tells neither",
        "Nhà nước tặng 33 Bằng khen cho tập thể và cá nhân.",
        [],
    ),
    (
        "a level said right after a title is the giver's",
        "Có 5 cá nhân được tặng danh hiệu chiến sĩ thi đua cơ sở cấp quận.",
        [("Chiến sĩ thi đua cơ sở", None, "huyện", "granted", (None, 5, None))],
    ),
]


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in CLAUSES], ids=[row[0] for row in CLAUSES])
def test_clauses(text: str, expected: list[Row]) -> None:
    records = found(text)
    assert [(r.award, r.awarder, r.level, r.status, numbers(r)) for r in records] == expected


def test_a_mark_lost_in_luot() -> None:
    (record,) = found("Đã có 178 lươt tập thể và 345 lượt cá nhân được khen thưởng.")
    assert (numbers(record), record.counted) == ((178, 345, None), "times")


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        # "được" that belongs to the verb of the deed ends no deed
        ("2 tập thể được tặng Huân chương Chiến công vì lập được nhiều chiến công.", "lập được nhiều chiến công"),
        # the list it points to stands between the recipients and the deed
        (
            "Tặng Giấy khen cho 3 cá nhân (có danh sách kèm theo) đã có thành tích xuất sắc trong Hội thi tay nghề.",
            "đã có thành tích xuất sắc trong Hội thi tay nghề",
        ),
        # an opening that names no deed
        ("Với những thành tích đạt được, 5 cá nhân được tặng Bằng khen.", None),
    ],
)
def test_occasion(text: str, occasion: str | None) -> None:
    assert [r.occasion for r in found(text)] == [occasion]


def test_a_later_year_of_the_clause_is_nearer_than_one_of_another_clause() -> None:
    records = found("Tặng Giấy khen cho 3 tập thể năm 2019; tặng Giấy khen cho 4 tập thể về thành tích năm 2021.")
    assert [r.period for r in records] == ["2019", "2021"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        # the year that opens a paragraph, without a comma
        ("Năm 2023 đã có nhiều sáng kiến. Công đoàn tặng Bằng khen cho 6 cá nhân.", ["2023"]),
        # the year that a sentence opens with holds for those after it
        ("Vụ mùa tốt. Nhờ vậy, năm 2017, tỉnh được khen. Hội Nông dân tỉnh tặng Bằng khen cho 12 hộ.", ["2017"]),
        # but not one that is told apart
        ("Vụ mùa tốt. Riêng năm 2020, Giấy khen: 4 cá nhân. Sau đó Bằng khen: 5 cá nhân.", ["2020", "2019"]),
    ],
)
def test_a_year_told_before(text: str, periods: list[str]) -> None:
    assert [r.period for r in found(text, header=Header(period="2019"))] == periods


def test_an_aim_that_trails_off_is_no_lead_in_of_the_next_paragraph() -> None:
    records = found(
        "Giai đoạn tới, phấn đấu có 15 tập thể đạt danh hiệu Tập thể lao động xuất sắc…", "Bằng khen: 3 tập thể."
    )
    assert [r.status for r in records] == ["quota", "granted"]


def test_how_a_report_opens_is_no_occasion() -> None:
    lead = "Thực hiện văn bản số 45/UBND-NV về báo cáo sơ kết, Công ty báo cáo như sau:"
    assert [r.occasion for r in found(lead, "1. Giấy khen: 4 tập thể.")] == [None]


def test_a_year_without_its_word_holds_for_the_sentence() -> None:
    text = "Riêng 2021, Tập đoàn tặng Bằng khen 45 cá nhân; Công đoàn khen thưởng 6 tập thể."
    assert [r.period for r in found(text)] == ["2021", "2021"]


def test_how_a_plan_opens_is_no_occasion() -> None:
    lead = "Thực hiện Hướng dẫn số 7/HD-CCB của Trung ương Hội, Hội CCB tỉnh đề ra kế hoạch:"
    assert [r.occasion for r in found(lead, "1. Năm 2023, Trung ương Hội tặng Bằng khen cho 4 tập thể.")] == [None]


def test_a_body_within_the_deed_of_a_lead_in_is_no_giver() -> None:
    lead = "Tặng Bằng khen cho các tập thể thực hiện tốt Nghị quyết của Tỉnh ủy Nam Định, gồm:"
    assert [r.awarder for r in found(lead, "- Khối xã: 12 tập thể.")] == [None]
