"""One sentence that names examples, read to its last comma: names, kinds, and what is said of each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.exemplars import find_exemplars
from extractor.exemplars.lists import read_list
from extractor.exemplars.vocabulary import plain
from models.records import Exemplar, Header
from tests.extractor.exemplar_passages import passage

Row = tuple[str, ...]


def found(text: str, section: tuple[str, ...] = ()) -> list[Exemplar]:
    return find_exemplars(passage(text, section), Header())


def names(text: str, section: tuple[str, ...] = ()) -> list[str]:
    return [e.name for e in found(text, section)]


PERSONS = [
    pytest.param(
        "Điển hình có ông Vàng A Chứ, bà Lò Thị Pánh - bản Nà Sự - xã Chà Nưa, anh Tao Văn Kim - xã Si Pa Phìn.",
        [
            ("Vàng A Chứ", "ông", "bản Nà Sự - xã Chà Nưa"),
            ("Lò Thị Pánh", "bà", "bản Nà Sự - xã Chà Nưa"),
            ("Tao Văn Kim", "anh", "xã Si Pa Phìn"),
        ],
        id="a place said once holds for the bare name before it",
    ),
    pytest.param(
        "Nhiều tấm gương như: anh Hạng A Páo (bản Háng Gàng, xã Lao Chải); già làng Y Thông Niê (buôn Kla).",
        [("Hạng A Páo", "anh", "bản Háng Gàng, xã Lao Chải"), ("Y Thông Niê", "già làng", "buôn Kla")],
        id="places in brackets, a comma inside",
    ),
    pytest.param(
        "Nổi bật là xã Ea Wer có ông Y Ka Byă, bà H'Rim Êban; xã Tân Hoà có ông Trần Văn Dũng.",
        [("Y Ka Byă", "ông", "xã Ea Wer"), ("H'Rim Êban", "bà", "xã Ea Wer"), ("Trần Văn Dũng", "ông", "xã Tân Hoà")],
        id="a place before the names holds until the next place",
    ),
    pytest.param(
        "Tiêu biểu trong phong trào sản xuất có: ở xã Hàm Tân, ông Trầm Văn Thươl; ở xã Đại An, bà Kim Thị Rinh.",
        [("Trầm Văn Thươl", "ông", "xã Hàm Tân"), ("Kim Thị Rinh", "bà", "xã Đại An")],
        id="a place at the head of each item",
    ),
    pytest.param(
        "Tiêu biểu là bà Thạch Thị Sa Rươl, 54 tuổi, dân tộc Khmer, ấp Trà Kha, xã Đại An.",
        [("Thạch Thị Sa Rươl", "bà", "ấp Trà Kha, xã Đại An")],
        id="age and people are no place",
    ),
    pytest.param(
        "Một trong những điển hình đó là chị Lý Mùi Chản (SN 1988, dân tộc Dao đỏ, thôn Nậm Dù).",
        [("Lý Mùi Chản", "chị", "thôn Nậm Dù")],
        id="year of birth and people in the same brackets as the place",
    ),
    pytest.param(
        "Tiêu biểu như anh Phan Văn Đạt (Quảng Trị), chị Điểu Thị Xia (Bình Phước).",
        [("Phan Văn Đạt", "anh", "Quảng Trị"), ("Điểu Thị Xia", "chị", "Bình Phước")],
        id="a bare province in brackets is a place",
    ),
    pytest.param(
        "Tiêu biểu có các ông: Lỳ Phì Xá, Chang Văn Hừ; các bà: Pờ Mỳ Nu, Tống Thị Vui.",
        [
            ("Lỳ Phì Xá", "ông", None),
            ("Chang Văn Hừ", "ông", None),
            ("Pờ Mỳ Nu", "bà", None),
            ("Tống Thị Vui", "bà", None),
        ],
        id="one form of address for several names",
    ),
    pytest.param(
        "Trong đó tiêu biểu có đồng chí Thiếu tá Phạm Quang Hậu và Trung úy QNCN Lê Thị Mơ.",
        [("Phạm Quang Hậu", "đồng chí Thiếu tá", None), ("Lê Thị Mơ", "Trung úy QNCN", None)],
        id="ranks belong to the form of address; và parts two names",
    ),
    pytest.param(
        "Gương mặt tiêu biểu: NSƯT Quang Lưu, PGS.TS Đỗ Hữu Khôi, hoạ sĩ Trần Bích Thảo.",
        [("Quang Lưu", "NSƯT", None), ("Đỗ Hữu Khôi", "PGS.TS", None), ("Trần Bích Thảo", "hoạ sĩ", None)],
        id="titles; a stage name without a family name",
    ),
]


@pytest.mark.parametrize(("text", "expected"), PERSONS)
def test_persons_and_places(text: str, expected: list[Row]) -> None:
    assert [(e.name, e.honorific, e.place) for e in found(text)] == expected
    assert {e.kind for e in found(text)} == {"person"}


OFFICES = [
    ("- Hiệu trưởng trường Mầm non Sen Hồng", "Hiệu trưởng", "trường Mầm non Sen Hồng", "a school stands apart"),
    (", giáo viên dạy Toán Trường THCS Lê Lợi", "giáo viên dạy Toán", "Trường THCS Lê Lợi", "office told more closely"),
    ("- nguyên phó giám đốc Công an tỉnh", "nguyên phó giám đốc Công an tỉnh", None, "the police belongs to the title"),
    ("- Phó Chủ tịch UBND thành phố", "Phó Chủ tịch UBND thành phố", None, "so does the committee"),
    ("- Bí thư Chi bộ bản Háng Lìa", "Bí thư Chi bộ", None, "and the Party cell"),
    ("- trường Tiểu học Nà Nọi", None, "trường Tiểu học Nà Nọi", "a unit without an office"),
    (", bộ đội biên phòng tỉnh Kiên Giang", None, "bộ đội biên phòng tỉnh Kiên Giang", "a unit behind a comma"),
    (" (Nhà hát Chèo Thái Bình)", None, "Nhà hát Chèo Thái Bình", "a unit in brackets"),
    ("- Chủ nhiệm HTX Rau sạch Vân Nội", "Chủ nhiệm", "HTX Rau sạch Vân Nội", "a cooperative stands apart"),
    (", công chức Văn phòng - Thống kê xã Mường Mô", "công chức Văn phòng - Thống kê", None, "dash inside"),
    (", học sinh lớp 8A Trường PTDTBT Tả Lèng", "học sinh lớp 8A", "Trường PTDTBT Tả Lèng", "a pupil"),
    ("- Bí thư Đảng ủy, Chủ tịch UBND xã", "Bí thư Đảng ủy, Chủ tịch UBND xã", None, "two offices of one person"),
    ("- Trưởng xóm ở xóm Đồi", "Trưởng xóm", None, "where the office is held is the place"),
    (", cán bộ Phòng Cảnh sát cứu nạn, cứu hộ", "cán bộ", "Phòng Cảnh sát cứu nạn, cứu hộ", "a unit named by its work"),
    (
        "- Tổ trưởng Tổ hợp tác ba kích xã Lăng",
        "Tổ trưởng",
        "Tổ hợp tác ba kích xã Lăng",
        "so does a cooperative group",
    ),
    (", thợ lò Công ty Than Nam Sơn", "thợ lò", "Công ty Than Nam Sơn", "a trade"),
    (", thành viên Câu lạc bộ Hiến máu Sao Đỏ", "thành viên", "Câu lạc bộ Hiến máu Sao Đỏ", "a member of a club"),
    ("- Đội trưởng Đội Hình sự", "Đội trưởng", "Đội Hình sự", "the office names its unit again"),
    (
        "- Đội Cảnh sát điều tra tội phạm về ma túy",
        None,
        "Đội Cảnh sát điều tra tội phạm về ma túy",
        "đội is no hamlet here",
    ),
    ("- Đội Quản lý hành chính Công an huyện", None, "Đội Quản lý hành chính Công an huyện", "nor here"),
    (
        "- Tổ trưởng tổ cơ điện Công ty TNHH Hòa Lợi",
        "Tổ trưởng tổ cơ điện",
        "Công ty TNHH Hòa Lợi",
        "a team is part of the office",
    ),
    (
        ", Trưởng khoa Hồi sức tích cực, Bệnh viện huyện",
        "Trưởng khoa Hồi sức tích cực",
        "Bệnh viện huyện",
        "tích cực is no deed",
    ),
    (", cán bộ Công an xã Trung Lý", "cán bộ", "Công an xã Trung Lý", "who merely works for a body"),
    (
        ", Trường Tiểu học và THCS xã Nậm Ban",
        None,
        "Trường Tiểu học và THCS xã Nậm Ban",
        "và joins two kinds of school",
    ),
    (
        ", công nhân Nông trường chè Tân Sơn, Tổng công ty Chè Bắc Hà",
        "công nhân",
        "Nông trường chè Tân Sơn, Tổng công ty Chè Bắc Hà",
        "the body that holds the unit",
    ),
    (
        ", giáo viên điểm trường Suối Lư cõng học trò qua lũ",
        "giáo viên",
        "điểm trường Suối Lư",
        "a school's name is no person's, and ends where the deed begins",
    ),
    (
        ", Phân xưởng Lò hơi, Công ty Giấy Lam Sơn",
        None,
        "Phân xưởng Lò hơi, Công ty Giấy Lam Sơn",
        "a part goes with its whole",
    ),
]


@pytest.mark.parametrize(("behind", "role", "unit", "reason"), OFFICES, ids=[row[3] for row in OFFICES])
def test_office_and_unit(behind: str, role: str | None, unit: str | None, reason: str) -> None:
    [person] = found(f"Tiêu biểu có anh Lê Văn Tùng{behind}.")
    assert (person.name, person.role, person.unit) == ("Lê Văn Tùng", role, unit), reason


SEATS = [
    (" - Trưởng trạm Y tế xã Lũng Vài", "Trưởng trạm Y tế", "xã Lũng Vài", "a commune's own body"),
    (", Bí thư Đoàn xã Ia Kly", "Bí thư Đoàn xã", "xã Ia Kly", "a body of every rung keeps the word"),
    (", Trưởng ấp Cây Mét, xã Tân Ân", "Trưởng ấp", "ấp Cây Mét, xã Tân Ân", "where the village lies follows"),
    (" - Xã đội trưởng xã Tân Hòa", "Xã đội trưởng", "xã Tân Hòa", "the rung is in the office already"),
    (", Tổ trưởng Tổ dân phố số 4", "Tổ trưởng Tổ dân phố", "Tổ dân phố số 4", "a number for a name"),
    (", Chi hội trưởng phụ nữ bản Na", "Chi hội trưởng phụ nữ", "bản Na", "below the commune"),
    (", Trưởng thôn Bản Mới, xã Pú Nhi", "Trưởng thôn", "thôn Bản Mới, xã Pú Nhi", "a village called Village"),
    (", Chính trị viên Ban CHQS huyện Sông Lô", "Chính trị viên Ban CHQS huyện Sông Lô", None, "a district's body"),
    (" (thôn Đoài), Bí thư Đoàn xã Yên Lư", "Bí thư Đoàn xã Yên Lư", "thôn Đoài", "who lives elsewhere"),
    (", Tổ trưởng tổ Khmer ngữ", "Tổ trưởng tổ Khmer ngữ", None, "a team is no place"),
    (
        ", nguyên giám đốc Nhà xuất bản Kim Đồng",
        "nguyên giám đốc Nhà xuất bản Kim Đồng",
        None,
        "xuất bản is no village",
    ),
]


@pytest.mark.parametrize(("behind", "role", "place", "reason"), SEATS, ids=[row[3] for row in SEATS])
def test_where_an_office_is_held(behind: str, role: str, place: str | None, reason: str) -> None:
    [person] = found(f"Tiêu biểu có anh Lê Văn Tùng{behind}.")
    assert (person.role, person.place) == (role, place), reason


DEEDS = [
    (" - mô hình trồng mận tam hoa", "mô hình trồng mận tam hoa", "behind a dash"),
    (" với mô hình nuôi cá lồng và làm du lịch", "mô hình nuôi cá lồng và làm du lịch", "behind với; và inside"),
    (" đã hiến 500 m2 đất làm đường", "hiến 500 m2 đất làm đường", "behind đã"),
    (": vận động bà con góp 120 ngày công", "vận động bà con góp 120 ngày công", "behind a colon"),
    (
        " nuôi 1,5 ha tôm, thu nhập 300 triệu đồng/năm",
        "nuôi 1,5 ha tôm, thu nhập 300 triệu đồng/năm",
        "a decimal comma; what it brought belongs to it",
    ),
    (" từ một hộ nghèo đã vươn lên làm chủ trang trại", "vươn lên làm chủ trang trại", "from humble beginnings"),
    (
        ", nhiều năm liền dạy chữ cho trẻ em làng chài",
        "nhiều năm liền dạy chữ cho trẻ em làng chài",
        "the length of time stays",
    ),
    (" được Chủ tịch UBND tỉnh tặng Bằng khen", None, "an award is no deed"),
]


@pytest.mark.parametrize(("behind", "deed", "reason"), DEEDS, ids=[row[2] for row in DEEDS])
def test_deed(behind: str, deed: str | None, reason: str) -> None:
    [person] = found(f"Điển hình như ông Bùi Văn Sáu (xã Yên Lập){behind}.")
    assert (person.place, person.achievement) == ("xã Yên Lập", deed), reason


HOUSEHOLDS = [
    ("Điển hình có gia đình ông Giàng Seo Vần, bà Ma Thị Dín - xã Lùng Phình.", "gia đình holds for the next name"),
    ("Điển hình như hộ ông Giàng Seo Vần và hộ gia đình bà Ma Thị Dín.", "hộ, hộ gia đình"),
    ("Nhiều hộ gia đình tiêu biểu như ông Giàng Seo Vần, bà Ma Thị Dín.", "the sentence calls them households"),
    ("Tiêu biểu là các hộ: Giàng Seo Vần, Ma Thị Dín (thôn 3).", "without forms of address"),
    (
        "Có ông Giàng Seo Vần, bà Ma Thị Dín là những hộ gia đình tiêu biểu trong phát triển kinh tế.",
        "the verdict comes last",
    ),
    (
        "Các hộ ông Giàng Seo Vần (thôn 3), bà Ma Thị Dín - bản Pho là những hộ tiêu biểu trong hiến đất.",
        "the verdict follows a place",
    ),
    ("Gia đình các ông, bà: Giàng Seo Vần, Ma Thị Dín là những điển hình hiến đất.", "one word for all"),
]


@pytest.mark.parametrize(("text", "reason"), HOUSEHOLDS, ids=[row[1] for row in HOUSEHOLDS])
def test_households(text: str, reason: str) -> None:
    assert [(e.name, e.kind) for e in found(text)] == [
        ("Giàng Seo Vần", "household"),
        ("Ma Thị Dín", "household"),
    ], reason


def test_shared_deed_is_marked_as_taken_from_other_words() -> None:
    """A tail that tells the deed of the whole list gives it to every name, and says so."""
    first, last = found(
        "Điển hình có ông Cà Văn Lún, hộ bà Tòng Thị Ín là những hộ tiêu biểu trong hiến đất làm đường."
    )
    assert first.achievement == last.achievement == "hiến đất làm đường"
    assert "achievement" in first.inferred


def test_a_common_deed_without_a_preposition() -> None:
    exemplars = found("Các chị: Sùng Thị Mỷ, Thào Thị Dúa đều là những gương phụ nữ khởi nghiệp thành công từ cây chè.")
    assert [e.achievement for e in exemplars] == ["khởi nghiệp thành công từ cây chè"] * 2
    assert {e.honorific for e in exemplars} == {"chị"}


def test_one_form_of_address_without_a_colon() -> None:
    exemplars = found("Tiêu biểu có các anh Vũ Đình Quý, Bùi Hữu Lộc (Công ty CP Thép Nam Sơn).")
    assert [(e.name, e.honorific, e.unit) for e in exemplars] == [
        ("Vũ Đình Quý", "anh", "Công ty CP Thép Nam Sơn"),
        ("Bùi Hữu Lộc", "anh", "Công ty CP Thép Nam Sơn"),
    ]


UNITS = [
    (
        "Phòng Tài chính - KH & ĐT, Ủy ban kiểm tra, Đoàn thanh niên, Văn phòng HĐND và UBND huyện",
        ["Phòng Tài chính - KH & ĐT", "Ủy ban kiểm tra", "Đoàn thanh niên", "Văn phòng HĐND và UBND huyện"],
        "dash, small letters and và inside a name",
    ),
    (
        "Sở Văn hóa, Thể thao và Du lịch, Trung tâm Y tế huyện Sông Hinh và Công an phường 7",
        ["Sở Văn hóa, Thể thao và Du lịch", "Trung tâm Y tế huyện Sông Hinh", "Công an phường 7"],
        "comma inside a name, và between names",
    ),
    (
        "Ủy ban nhân dân xã Nà Hỳ, xã Nậm Chua, thị trấn Mường Chà",
        ["Ủy ban nhân dân xã Nà Hỳ", "Xã Nậm Chua", "Thị trấn Mường Chà"],
        "bare communes go on with a list of committees",
    ),
    (
        "trường Mầm non 19/5, THCS Pa Ham; THPT số 2 thị trấn,...; phòng NN & PTNT",
        ["Trường Mầm non 19/5", "THCS Pa Ham", "THPT số 2 thị trấn", "Phòng NN & PTNT"],
        "numbers in names, an ellipsis in the list, capital given",
    ),
    (
        "tập thể, cán bộ chiến sĩ Công an thị xã, tập thể lãnh đạo Ban CHQS thị xã",
        ["Công an thị xã", "Ban CHQS thị xã"],
        "fillers before a body",
    ),
    (
        "Trường Tiểu học và THCS Yên Sơn, Trung tâm GDNN - GDTX huyện Yên Mô",
        ["Trường Tiểu học và THCS Yên Sơn", "Trung tâm GDNN - GDTX huyện Yên Mô"],
        "words of one family are joined in a name",
    ),
    (
        "Đội Cảnh sát giao thông, Tổ bảo vệ an ninh, trật tự khu 3",
        ["Đội Cảnh sát giao thông", "Tổ bảo vệ an ninh, trật tự khu 3"],
        "giao is a verb, giao thông is none",
    ),
    (
        "các xã: Tân Lập, Minh Hòa và Yên Thế; Công an các huyện Yên Lạc, Tam Đường",
        ["Xã Tân Lập", "Xã Minh Hòa", "Xã Yên Thế", "Công an huyện Yên Lạc", "Công an huyện Tam Đường"],
        "a head that several names share",
    ),
    (
        'Câu lạc bộ "Tiếng hát Then" xã Nghĩa Đô, thôn Bản Hà và thôn Nà Khương',
        ['Câu lạc bộ "Tiếng hát Then" xã Nghĩa Đô', "Thôn Bản Hà", "Thôn Nà Khương"],
        "a quoted name inside; và before a hamlet",
    ),
    (
        "Đại đội Thiết giáp; Bếp số 2 Quân y; Đội Xe 36",
        ["Đại đội Thiết giáp", "Bếp số 2 Quân y", "Đội Xe 36"],
        "behind a semicolon a body whose head nobody knows",
    ),
    (
        "Chi bộ thôn Đông, Đảng bộ xã Hòa An, Hội Cựu chiến binh xã Bình Minh",
        ["Chi bộ thôn Đông", "Đảng bộ xã Hòa An", "Hội Cựu chiến binh xã Bình Minh"],
        "the Party and the associations",
    ),
]


@pytest.mark.parametrize(("listed", "expected", "reason"), UNITS, ids=[row[2] for row in UNITS])
def test_collectives(listed: str, expected: list[str], reason: str) -> None:
    exemplars = found(f"Tiêu biểu trong phong trào thi đua có: {listed}.")
    assert [e.name for e in exemplars] == expected, reason
    assert {e.kind for e in exemplars} == {"collective"}


def test_unit_of_a_collective() -> None:
    """A superior body in brackets, behind a dash, or the ministry behind a cục, is the unit."""
    text = "Tiêu biểu có Đội CSGT (Công an huyện Mai Sơn), Đoàn bay 112 - Tổng công ty Bay Xanh, Cục Khí tượng Bộ Xây dựng."
    assert [(e.name, e.unit) for e in found(text)] == [
        ("Đội CSGT", "Công an huyện Mai Sơn"),
        ("Đoàn bay 112", "Tổng công ty Bay Xanh"),
        ("Cục Khí tượng", "Bộ Xây dựng"),
    ]


def test_parts_of_a_body_and_why_it_is_honoured() -> None:
    """What follows a khoa behind a comma is the hospital it belongs to; the reason behind the verdict is the deed."""
    text = "Khoa Hồi sức tích cực - Chống độc, Bệnh viện Nhi Sao Mai được vinh danh vì cứu sống nhiều bệnh nhi."
    [body] = found(text)
    assert (body.name, body.unit) == ("Khoa Hồi sức tích cực - Chống độc", "Bệnh viện Nhi Sao Mai")
    assert body.achievement == "cứu sống nhiều bệnh nhi"


def test_shared_head_behind_what_the_sentence_is_about() -> None:
    """Brackets say where those before them lie and leave the head to those behind."""
    text = "Trong huấn luyện dân quân, các xã Chiềng Sung, Mường Bon (Mai Sơn), Nà Ớt, xã Tô Múa là những đơn vị điển hình."
    assert names(text) == ["Xã Chiềng Sung", "Xã Mường Bon", "Xã Nà Ớt", "Xã Tô Múa"]


def test_enterprises() -> None:
    """Companies, cooperatives, establishments; xây dựng and phát triển inside a name are no deed."""
    text = (
        "Một số doanh nghiệp tiêu biểu: công ty TNHH Đầu tư và xây dựng Hưng Phát, HTX Nông nghiệp Tân Tiến, "
        "Doanh nghiệp tư nhân Hồng Hà, Cơ sở sản xuất bún khô Minh Dương."
    )
    assert [(e.name, e.kind) for e in found(text)] == [
        ("Công ty TNHH Đầu tư và xây dựng Hưng Phát", "enterprise"),
        ("HTX Nông nghiệp Tân Tiến", "enterprise"),
        ("Doanh nghiệp tư nhân Hồng Hà", "enterprise"),
        ("Cơ sở sản xuất bún khô Minh Dương", "enterprise"),
    ]


def test_numbers_before_names_and_places_before_households() -> None:
    numbered = "Các gương tiêu biểu: 1. Ông Hà Văn Quyết (thôn Khe Sán); 2. Bà Lục Thị Ninh; 3. Anh Chíu A Sồi."
    assert names(numbered) == ["Hà Văn Quyết", "Lục Thị Ninh", "Chíu A Sồi"]
    placed = "Điển hình: thôn Tân Lập có hộ ông Đỗ Văn Tứ hiến 120 m2, thôn Hợp Nhất có hộ bà Trần Thị Sáu hiến 80 m2."
    assert [(e.place, e.achievement) for e in found(placed)] == [
        ("thôn Tân Lập", "hiến 120 m2"),
        ("thôn Hợp Nhất", "hiến 80 m2"),
    ]


def test_models_before_their_owners() -> None:
    text = (
        "Nhiều cách làm hay được nhân rộng: mô hình trồng dưa lưới của anh Võ Văn Trưng (xã Bình Thành), "
        "mô hình “Tuyến đường hoa” của Hội LHPN xã Yên Thuận."
    )
    assert [(e.name, e.achievement) for e in found(text)] == [
        ("Võ Văn Trưng", "mô hình trồng dưa lưới"),
        ("Hội LHPN xã Yên Thuận", "mô hình “Tuyến đường hoa”"),
    ]


def test_a_part_of_a_firm_and_units_in_brackets() -> None:
    part, soldier = found(
        "Nổi bật là tổ sản xuất số 5 của Công ty CP May Lam Sơn; Chiến sĩ Lù Seo Chứ (Đại đội 1, Tiểu đoàn 4) cứu 2 em nhỏ."
    )
    assert (part.name, part.unit) == ("Tổ sản xuất số 5", "Công ty CP May Lam Sơn")
    assert (soldier.name, soldier.unit) == ("Lù Seo Chứ", "Đại đội 1, Tiểu đoàn 4")


def test_a_numbered_body_is_no_count_of_places() -> None:
    assert names("Tiêu biểu có chị Phạm Thị Hoè, Chi hội trưởng chi hội 4 thị trấn Ân Thi.") == ["Phạm Thị Hoè"]


def test_a_dash_glued_to_both_sides() -> None:
    exemplar = found("Tiêu biểu có chị Vũ Thị Lựu-thôn Trúc Lâm, xã Cẩm Hà thu mua nông sản.")[0]
    assert (exemplar.name, exemplar.place) == ("Vũ Thị Lựu", "thôn Trúc Lâm, xã Cẩm Hà")


def test_a_model_at_a_village() -> None:
    exemplar = found("Tiêu biểu là mô hình “Tiếng kẻng an ninh” ở ấp Thạnh Phú, xã Mỹ Lệ.")[0]
    assert (exemplar.name, exemplar.place) == ("Ấp Thạnh Phú", "xã Mỹ Lệ")


def test_a_block_of_emulation_is_no_example() -> None:
    assert names("Đơn vị dẫn đầu Khối thi đua: Sở Tài chính, Công an tỉnh.") == ["Sở Tài chính", "Công an tỉnh"]


def test_who_runs_the_exemplary_body_is_no_second_example() -> None:
    assert names("Điển hình là Hợp tác xã Dược liệu Yên Sơn do chị Lý Thị Quyên làm Giám đốc.") == [
        "Hợp tác xã Dược liệu Yên Sơn"
    ]


def test_mixed_list_keeps_persons_and_their_schools_apart_from_schools() -> None:
    text = (
        "Phong trào thi đua trên lĩnh vực Giáo dục: trường THCS Pú Tửu, Trường Tiểu học số 2 Thanh Nưa,...; "
        "cá nhân cô giáo Trần Thị Dung - trường THCS Pú Tửu, thầy giáo Lò Văn Pản - Hiệu trưởng trường Mầm non Hua Pe."
    )
    assert [(e.name, e.kind, e.unit) for e in found(text)] == [
        ("Trường THCS Pú Tửu", "collective", None),
        ("Trường Tiểu học số 2 Thanh Nưa", "collective", None),
        ("Trần Thị Dung", "person", "trường THCS Pú Tửu"),
        ("Lò Văn Pản", "person", "trường Mầm non Hua Pe"),
    ]


PRINTED = [
    ("bà Ka' Nhũi - xã Đạ Chais", "Ka' Nhũi", "an apostrophe at a syllable's end"),
    ("anh Zơ Râm Nhứt, thôn Pà Rum", "Zơ Râm Nhứt", "a Cơ Tu name"),
    ("chị Hoàng Thị Thảo- Bí thư Chi đoàn thôn Bản Lầu", "Hoàng Thị Thảo", "a dash glued to the name"),
    ("ông Điểu K'Brơi ở sóc Bù Ka", "Điểu K'Brơi", "an apostrophe within a syllable"),
    ("ông Bh’riu Pố, già làng", "Bh’riu Pố", "a typographic apostrophe stays as printed"),
    ("bà Rơ Chăm H'Lan", "Rơ Chăm H'Lan", "a Gia Rai name"),
    ("ông ĐINH VĂN NƠI - xã Ba Vì", "ĐINH VĂN NƠI", "capitals throughout"),
    ("bà Kim Thị Chane Thone nuôi bò", "Kim Thị Chane Thone", "a Khmer name, four syllables"),
    ("ông Thao Văn Xía Trưởng bản Pù Quăn", "Thao Văn Xía", "an office with a capital right behind"),
    ("anh Đoàn Văn Thu", "Đoàn Văn Thu", "a family name that is also the head of a body"),
    ("ông Báo Seo Dìn, thôn Lùng Phủa", "Báo Seo Dìn", "so is Báo"),
    ("ông Hồ Minh Trường có mô hình nuôi gà", "Hồ Minh Trường", "a given name that is also the head of a body"),
    ("cộng tác viên dân số Lường Thị Ún", "Lường Thị Ún", "an office told more closely before the name"),
    ("Sư cả Thường Văn Khôi (thôn Bàu Trúc)", "Thường Văn Khôi", "a Chăm priest"),
    ('"hiệp sĩ" Lâm Hiếu Nghĩa bắt hơn 200 tên cướp', "Lâm Hiếu Nghĩa", "a form of address in quotes"),
    (
        "anh Y Ndu Buôn Krông (xã Đắk Som)",
        "Y Ndu Buôn Krông",
        "a family name of two syllables that begins like a place",
    ),
    ("PGS.TS. Vũ Hồng Lam (Viện Chăn nuôi)", "Vũ Hồng Lam", "a full stop behind a title ends no sentence"),
]


@pytest.mark.parametrize(("listed", "name", "reason"), PRINTED, ids=[row[2] for row in PRINTED])
def test_names_of_many_peoples(listed: str, name: str, reason: str) -> None:
    assert names(f"Tấm gương tiêu biểu là {listed}.") == [name], reason


_FAMILY = st.sampled_from(["Nguyễn", "Lò", "Vàng", "Điểu", "Thạch", "Y", "Giàng"])
_MIDDLE = st.sampled_from(["Văn", "Thị", "A", "Hồng"])
_GIVEN = st.sampled_from(["Chiến", "Ún", "Xía", "K'Sơn", "Hoà", "Bun"])
_SIGN = st.sampled_from([", ", "; ", " và ", " - xã Nà Bủng, ", " (bản Nà Pheo), ", ",... "])


@given(st.lists(st.tuples(_FAMILY, _MIDDLE, _GIVEN, _SIGN), min_size=1, max_size=6))
def test_every_name_of_a_list_is_read_at_its_place(parts: list[tuple[str, str, str, str]]) -> None:
    """Whatever signs part the names, each comes out once, in order, and its offsets lead back to it."""
    text = "".join(f"ông {family} {middle} {given}{sign}" for family, middle, given, sign in parts) + "ông Lê Văn Cuối"
    entries = read_list(plain(text), 0, len(text))
    expected = [" ".join(part[:3]) for part in parts] + ["Lê Văn Cuối"]
    assert [text[e.name.start : e.name.end] for e in entries] == expected


@given(st.text(alphabet="ôngbàLòVănA ,;:()-–…“”xãTrường\n", max_size=80))
def test_no_text_breaks_the_reading(text: str) -> None:
    """Mangled text gives fewer names, never an error, and evidence that lies within the text."""
    for exemplar in found("Tiêu biểu có " + text):
        assert 0 <= exemplar.evidence.start < exemplar.evidence.end <= len(text) + 13
