"""Award counts in tables, and total rows against the rows above them."""

from __future__ import annotations

from extractor.awards import find_awards
from extractor.checks import find_checks
from extractor.source import Source
from models.records import Block, Header, Layout, Span

HEADER = Header(period="2019", issuer="UBND tỉnh Sơn La")


def table(lead: str, *rows: str) -> Source:
    """A lead-in and a table; a bar parts the cells of a row."""
    text = lead + "\n"
    blocks = [Block("paragraph", 0, len(lead), 1)]
    for row in rows:
        start, cells = len(text), []
        for cell in row.split("|"):
            cells.append(Span(len(text), len(text) + len(cell)))
            text += cell + "\t"
        blocks.append(Block("row", start, len(text) - 1, 1, cells=tuple(cells), table=1))
        text = text[:-1] + "\n"
    return Source(Layout(text, tuple(blocks), (), 1))


def rows(given: Source) -> list[tuple[object, ...]]:
    found = find_awards(given, HEADER)
    return [(r.award, r.level, r.collectives, r.individuals, r.locality) for r in found]


def test_awards_in_the_rows_with_levels_between_them() -> None:
    given = table(
        "Tổng hợp kết quả khen thưởng năm 2019",
        "TT|Hình thức khen thưởng|Tập thể|Cá nhân|Ghi chú",
        "I|Cấp Nhà nước|||",
        "1|Huân chương Lao động hạng Ba|2|1|",
        "2|Bằng khen của Thủ tướng Chính phủ|3|5|",
        "II|Cấp tỉnh|||",
        "3|Cờ thi đua|7||",
        "4|Bằng khen|20|1.045|",
        "|Tổng cộng|32|1.051|",
    )
    assert rows(given) == [
        ("Huân chương Lao động hạng Ba", "nhà nước", 2, 1, None),
        ("Bằng khen", "nhà nước", 3, 5, None),
        ("Cờ thi đua của UBND tỉnh", "tỉnh", 7, None, None),
        ("Bằng khen", "tỉnh", 20, 1045, None),
        ("khen thưởng", None, 32, 1051, None),  # the total is of all awards, of no one level
    ]


def test_rows_tell_the_kind_of_commendation_and_their_total_has_their_award() -> None:
    given = table(
        "Khen thưởng cấp huyện:",
        "TT|Hình thức|Tập thể|Cá nhân",
        "1|Giấy khen thường xuyên của Chủ tịch UBND huyện|31|64",
        "2|Giấy khen chuyên đề của Chủ tịch UBND huyện|12|20",
        "Tổng cộng||43|84",
    )
    found = find_awards(given, HEADER)
    assert [(r.award, r.awarder, r.occasion) for r in found] == [
        ("Giấy khen", "Chủ tịch UBND huyện", "thường xuyên"),
        ("Giấy khen", "Chủ tịch UBND huyện", "chuyên đề"),
        ("Giấy khen", "Chủ tịch UBND huyện", None),
    ]


def test_units_in_the_rows_and_the_award_in_the_lead_in() -> None:
    given = table(
        "Bằng khen của UBND tỉnh:",
        "TT|Đơn vị|Tập thể|Cá nhân",
        "1|Huyện Mộc Châu|3|12",
        "2|Sở Nội vụ|2|7",
        "Cộng||5|19",  # printed across the first two columns
    )
    assert rows(given) == [
        ("Bằng khen", "tỉnh", 3, 12, "huyện Mộc Châu"),
        ("Bằng khen", "tỉnh", 2, 7, "Sở Nội vụ"),
        ("Bằng khen", "tỉnh", 5, 19, None),
    ]


def test_awards_in_a_head_of_two_rows() -> None:
    given = table(
        "Kết quả khen thưởng",
        "STT|Đơn vị|LĐTT||CSTĐCS",
        "||Tập thể|Cá nhân|",
        "1|Huyện Mộc Châu|3|120|12",
        "2|Phòng Nội vụ|1|7|2",
    )
    assert rows(given) == [
        ("Lao động tiên tiến", None, 3, 120, "huyện Mộc Châu"),
        ("Chiến sĩ thi đua cơ sở", None, None, 12, "huyện Mộc Châu"),
        ("Lao động tiên tiến", None, 1, 7, "Phòng Nội vụ"),
        ("Chiến sĩ thi đua cơ sở", None, None, 2, "Phòng Nội vụ"),
    ]


def test_short_heads_of_kinds_under_awards_and_their_givers() -> None:
    given = table(
        "Kết quả khen thưởng",
        "Xã|Bằng khen của||Giấy khen của|",
        "|UBND tỉnh||Chủ tịch UBND huyện|",
        "|TT|CN|TT|CN",
        "Pa Vệ Sủ|1|6|4|31",
    )
    assert rows(given) == [
        ("Bằng khen", "tỉnh", 1, 6, "Pa Vệ Sủ"),
        ("Giấy khen", "huyện", 4, 31, "Pa Vệ Sủ"),
    ]


def test_households_in_a_column_of_their_own() -> None:
    given = table("Giấy khen:", "Nội dung|Tập thể|Cá nhân|Hộ", "Tuyển quân|2|9|3", "Hiến đất|1|-|0")
    found = find_awards(given, HEADER)
    assert [(r.collectives, r.individuals, r.households) for r in found] == [(2, 9, 3), (1, None, 0)]


def test_a_table_of_other_things_holds_no_awards() -> None:
    assert rows(table("Số liệu học sinh", "STT|Trường|Học sinh", "1|Tiểu học số 1|300", "2|Tiểu học số 2|212")) == []


def test_total_rows_are_added_up() -> None:
    given = table(
        "Giấy khen:", "TT|Đơn vị|Tập thể|Cá nhân", "1|Xã Tà Lại|3|12", "2|Xã Chiềng Sơn|2|7", "|Tổng cộng|5|18"
    )
    found = find_checks(given, [])
    assert [(c.stated, c.computed, c.parts, c.agrees) for c in found] == [
        (5, 5, (3, 2), True),
        (18, 19, (12, 7), False),
    ]
    assert "12 + 7 = 19" in found[1].about


def test_subtotals_and_gaps_in_a_column_are_left_alone() -> None:
    subtotals = table("Giấy khen:", "TT|Đơn vị|Tập thể", "I|Khối xã|5", "1|Xã Tà Lại|3", "2|Xã Hua Păng|2", "|Cộng|5")
    words = table("Giấy khen:", "TT|Đơn vị|Tập thể", "1|Xã Tà Lại|3", "2|Xã Hua Păng|chưa có", "|Cộng|5")
    assert find_checks(subtotals, []) == []
    assert find_checks(words, []) == []


def test_a_decision_is_held_against_its_list() -> None:
    lead = "Tặng Giấy khen của Chủ tịch UBND huyện cho 03 cá nhân (có danh sách kèm theo)."
    given = table(f"{lead}\nCÁ NHÂN", "TT|Họ và tên|Đơn vị", "1|Lò Văn An|Trạm Y tế", "2|Cầm Thị Bích|Phòng Nội vụ")
    first, second = Block("paragraph", 0, len(lead), 1), Block("heading", len(lead) + 1, len(lead) + 8, 1)
    layout = Layout(given.text, (first, second, *given.layout.blocks[1:]), (), 1)
    split = Source(layout)
    (check,) = find_checks(split, find_awards(split, HEADER))
    assert (check.stated, check.computed, check.agrees) == (3, 2, False)
