"""Whole passages: where examples are named, where persons and bodies are merely mentioned, and what the records hold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractor.exemplars import find_exemplars
from extractor.source import Source
from models.records import Exemplar, Header
from tests.extractor.exemplar_passages import passage, table

EXAMPLES = ("III. KẾT QUẢ", "2. Công tác nhân rộng điển hình tiên tiến")


def found(text: str, section: tuple[str, ...] = (), signer: str | None = None) -> list[Exemplar]:
    return find_exemplars(passage(text, section), Header(signer=signer))


MENTIONED = [
    ("Đó là những tấm gương sáng. Nghệ sĩ Kim Cúc và ca sĩ Đoan Trường góp mặt trong chương trình.", "performers"),
    ("Giao bà Đặng Thị Lụa, công chức văn hóa, tham mưu nhân rộng các điển hình tiên tiến.", "one given a task"),
    ("Đồng chí Lê Văn Minh, Bí thư Huyện ủy phát biểu, biểu dương các tấm gương điển hình.", "one who speaks"),
    (
        "Bà Trần Thị Hoa - Phó Chủ tịch UBND tỉnh đã trao tặng Bằng khen cho các cá nhân tiêu biểu.",
        "one who hands over",
    ),
    (
        "Mở đầu buổi tôn vinh, bà Vũ Thị Ngà thay mặt lãnh đạo tỉnh cảm ơn các điển hình.",
        "praise before a speaker",
    ),
    ("Dự lễ có các đồng chí: Lò Văn Mừng - Phó Bí thư Tỉnh ủy; Nguyễn Thị Hạnh, Phó Chủ tịch UBND huyện.", "guests"),
    ("Ông Nguyễn Văn Bảy, Chủ tịch UBND xã cho biết: xã đã vận động dân hiến 5.000 m2 đất.", "an official on others"),
    ("Học tập tấm gương đạo đức Hồ Chí Minh, noi gương anh hùng Tô Vĩnh Diện.", "persons of history"),
    ("Ban Tuyên giáo phối hợp với Phòng Nội vụ tuyên truyền các điển hình tiên tiến.", "bodies at work"),
    ("Đại hội điển hình tiên tiến xã lần thứ II: UBND xã đã họp trù bị.", "a gathering's name"),
    ("Khối thi đua số 1 gồm: Văn phòng Huyện ủy, Ban Tổ chức, Ban Tuyên giáo, Ủy ban Kiểm tra.", "members of a block"),
    ("Việc tuyên dương còn hạn chế; các đơn vị chưa quan tâm như: Phòng Tư pháp, UBND xã Hồng Ca.", "those who lag"),
    ("Giao Hội Nông dân huyện, Huyện đoàn giới thiệu điển hình; đơn vị thực hiện: Phòng Văn hóa.", "a task"),
    ("Phong trào thi đua “Dân vận khéo”: Huyện Mường Ảng đã triển khai tới các xã, thị trấn.", "a sentence, no list"),
    ("Tiêu biểu là phong trào “Dân vận khéo”, phong trào “Thi đua quyết thắng”.", "movements, no names"),
    ("Điều 1. Tặng Giấy khen cho 02 tập thể: Trường THCS Tân Lập, Trạm Y tế xã Mỹ Hưng.", "recipients of a decision"),
    ("Hội đồng gồm: ông Đinh Văn Sơn - Chủ tịch; bà Hà Thị Mến - Phó Chủ tịch thường trực.", "a council"),
    ("Bà Nguyễn Thị Sáu, hộ nghèo ở thôn 4, được hỗ trợ 50 triệu đồng xây nhà.", "one who was helped"),
    ("Đây là bức vẽ mẹ Trần Thị Lài, năm nay 97 tuổi, của một hoạ sĩ được tuyên dương.", "one who was painted"),
    ("Liên hệ: bà Nguyễn Thị Hồng, chuyên viên Phòng Nội vụ, số điện thoại 0900000000.", "whom to call"),
]


@pytest.mark.parametrize(("text", "reason"), MENTIONED, ids=[row[1] for row in MENTIONED])
def test_mentioned_is_not_exemplary(text: str, reason: str) -> None:
    assert found(text) == [], reason


TOLD = [
    (
        "Ở xã Đăk Nhau, gia đình ông Nông Văn Khé là hộ đầu tiên chuyển 2 ha điều sang trồng sầu riêng.",
        ("Nông Văn Khé", "household", "xã Đăk Nhau"),
        "the place before the name",
    ),
    (
        "Anh Sùng Sì Páo (SN 1990, dân tộc Mông) ở thôn Lao Sa, xã Sủng Là là người đầu tiên mở nhà nghỉ cộng đồng.",
        ("Sùng Sì Páo", "person", "thôn Lao Sa, xã Sủng Là"),
        "year of birth and people in brackets",
    ),
    (
        "Thượng úy Trần Đình Lưu, bộ đội biên phòng, nhiều năm dạy xóa mù chữ miễn phí trên đảo.",
        ("Trần Đình Lưu", "person", None),
        "a rank and a deed",
    ),
    (
        "Tặng Bằng khen cho em Lò Văn Ún, học sinh lớp 9 vì đã dũng cảm cứu sống cháu Vì Thị Mây bị đuối nước.",
        ("Lò Văn Ún", "person", None),
        "the rescuer, not the rescued",
    ),
    (
        "Trưởng bản Giàng A Sình, bản Tà Ghênh, nhiều năm liền vận động bà con bỏ cây thuốc phiện.",
        ("Giàng A Sình", "person", "bản Tà Ghênh"),
        "an office of the village before the name",
    ),
    (
        "Cô giáo H'Lơ Knul, giáo viên Trường Mầm non Hoa Pơ Lang được tuyên dương là nhà giáo tiêu biểu.",
        ("H'Lơ Knul", "person", None),
        "the verdict after the name",
    ),
    (
        "Bà Hà Thị Mán ở bản Kẻ Nính thì ai cũng biết. Năm 2015, bà đã hiến đất dựng lớp học.",
        ("Hà Thị Mán", "person", "bản Kẻ Nính"),
        "the deed in the next sentence",
    ),
    (
        "Kỹ sư trẻ Đỗ Văn Lâm (sinh năm 1993) có sáng kiến tự động hóa trạm bơm, làm lợi 800 triệu đồng/năm.",
        ("Đỗ Văn Lâm", "person", None),
        "a calling with a word for the young",
    ),
    (
        "Mô hình nuôi ong lấy mật của ông Bàn Phúc Kiêm đem về 200 triệu đồng mỗi năm.",
        ("Bàn Phúc Kiêm", "person", None),
        "the deed before the name",
    ),
    (
        "Nói đến làm ăn giỏi, người ta nhắc ngay Y Khuê Mlô ở buôn Sút, xã Ea Sô. Nay anh có 7 ha tiêu xen bơ.",
        ("Y Khuê Mlô", "person", "buôn Sút, xã Ea Sô"),
        "a name without a form of address behind words that lead to it",
    ),
    (
        "Tại Krông Pa, thầy Lê Bá Trạch, giáo viên Trường Tiểu học Ia Rsai, bảy năm liền chèo thuyền đón 40 học trò.",
        ("Lê Bá Trạch", "person", "Krông Pa"),
        "the district before the name, without its head",
    ),
    (
        "Vợ chồng H'Nga Byă bắt đầu từ 5 con dê, nay trang trại đã có 200 con.",
        ("H'Nga Byă", "household", None),
        "a couple without a form of address",
    ),
    (
        "Công ty CP Mía đường Sông Lam tặng 5 nhà tình nghĩa trị giá 300 triệu đồng.",
        ("Công ty CP Mía đường Sông Lam", "enterprise", None),
        "a firm with what it gave",
    ),
    (
        "Đoàn Văn Mẫn, thôn Tây Hạ, xã Hành Đức đã tự nguyện hiến 420 m2 đất ruộng, góp 30 ngày công làm đường.",
        ("Đoàn Văn Mẫn", "person", "thôn Tây Hạ, xã Hành Đức"),
        "no form of address, but a place behind the name at the sentence's head",
    ),
    (
        "- Y Khuê Mlô (buôn Sút) vươn lên thoát nghèo nhờ nuôi hươu; mỗi năm thu nhập 90 triệu đồng.",
        ("Y Khuê Mlô", "person", "buôn Sút"),
        "the same in an item, with a bracket",
    ),
]


@pytest.mark.parametrize(("text", "expected", "reason"), TOLD, ids=[row[2] for row in TOLD])
def test_told_in_running_text(text: str, expected: tuple[str, str, str | None], reason: str) -> None:
    assert [(e.name, e.kind, e.place) for e in found(text)] == [expected], reason


def test_householders_who_are_addressed_together() -> None:
    # "các ông" stands behind "hộ", and what is told at the end is told of each
    text = "Hộ các ông Lâm Văn Của (xã Phú Tân), Kim Sóc Khên (xã Viên An), Tô Hiệp (xã Lai Vu) thoát nghèo nhờ nuôi 20 con bò sữa."
    assert [(e.name, e.kind, e.honorific, e.place) for e in found(text)] == [
        ("Lâm Văn Của", "household", "ông", "xã Phú Tân"),
        ("Kim Sóc Khên", "household", "ông", "xã Viên An"),
        ("Tô Hiệp", "household", "ông", "xã Lai Vu"),
    ]


def test_the_rewarded_for_a_great_deed() -> None:
    text = (
        "Sở đã tặng Giấy khen cho hai thầy giáo là Đồng Văn Lực (giáo viên Trường THPT Quế Phong) và Lang Văn Du "
        "vì có hành động dũng cảm cứu người."
    )
    first, second = found(text)
    assert (first.name, first.unit, first.rule) == ("Đồng Văn Lực", "Trường THPT Quế Phong", "rewarded")
    assert (second.name, second.achievement) == ("Lang Văn Du", "hành động dũng cảm cứu người")


def test_told_once_and_short_forms_are_no_new_names() -> None:
    text = (
        "Ông Hoàng Văn Hợi trú tại xóm 2, xã Vạn Ninh là nông dân dám nghĩ, dám làm.\n"
        "Năm 2010, ông Hợi dựng mô hình trồng bưởi da xanh trên đất đồi.\n"
        "Nhiều năm liền, ông Hoàng Văn Hợi được biểu dương là nông dân điển hình."
    )
    [only] = found(text)
    assert (only.name, only.place, only.achievement) == (
        "Hoàng Văn Hợi",
        "xóm 2, xã Vạn Ninh",
        "mô hình trồng bưởi da xanh",
    )


def test_lists_repeat_a_name_each_time_they_name_it() -> None:
    text = "Điển hình có ông Vàng A Chứ.\nTiêu biểu trong hiến đất có ông Vàng A Chứ (xã Chà Nưa)."
    assert [(e.name, e.place) for e in found(text)] == [("Vàng A Chứ", None), ("Vàng A Chứ", "xã Chà Nưa")]


def test_items_below_a_promise_of_examples() -> None:
    text = (
        "Đã xuất hiện nhiều tấm gương tiêu biểu, cụ thể:\n"
        "- Đ/c Vàng A Lử, Bí thư Chi bộ bản Pa Ngà;\n"
        "- Hộ anh Khoàng Văn Tiến: trồng 5 ha quế;\n"
        "- HTX Rau an toàn Thanh Đông.\n"
        "Đề nghị UBND tỉnh xem xét, khen thưởng."
    )
    assert [(e.name, e.kind) for e in found(text)] == [
        ("Vàng A Lử", "person"),
        ("Khoàng Văn Tiến", "household"),
        ("HTX Rau an toàn Thanh Đông", "enterprise"),
    ]


def test_items_under_a_heading_of_examples() -> None:
    text = (
        "- Ông Lò Văn Hặc, bản Phiêng Ban: hiến 800 m2 đất làm nhà văn hóa.\n"
        "- Trường PTDTBT Tiểu học Hừa Ngài: duy trì sĩ số 100%.\n"
        "- Cá nhân: LÒ VĂN THẮM - Phó Bí thư Đảng ủy xã; ông Mùa A Sử, Trưởng bản Co Chàm.\n"
        "UBND huyện đã chỉ đạo các phòng, ban tuyên truyền các gương trên."
    )
    assert [e.name for e in found(text, EXAMPLES)] == [
        "Lò Văn Hặc",
        "Trường PTDTBT Tiểu học Hừa Ngài",
        "LÒ VĂN THẮM",
        "Mùa A Sử",
    ]


def test_a_list_goes_on_in_the_next_sentence_and_over_a_broken_line() -> None:
    text = (
        "Tiêu biểu có Học viện Sông Hương; Ngoài ra còn có Đoàn bay 112, Tập đoàn Sao Việt;\n"
        "Viện Lúa Đồng bằng với giống lúa chịu mặn."
    )
    assert [e.name for e in found(text)] == [
        "Học viện Sông Hương",
        "Đoàn bay 112",
        "Tập đoàn Sao Việt",
        "Viện Lúa Đồng bằng",
    ]


def test_rows_of_a_table_of_examples() -> None:
    source = table(
        "TT\tHọ và tên\tChức vụ\tĐịa chỉ\tMô hình",
        "1\tVừ A Dếnh\tTrưởng bản\tbản Huổi Lóng\tnuôi bò bán công nghiệp",
        "2\tTrường THCS Ẳng Nưa\t\txã Ẳng Nưa\ttrường học xanh",
        section=("Phụ lục", "DANH SÁCH ĐIỂN HÌNH TIÊN TIẾN"),
    )
    first, second = find_exemplars(source, Header())
    assert (first.name, first.kind, first.role, first.place, first.achievement) == (
        "Vừ A Dếnh",
        "person",
        "Trưởng bản",
        "bản Huổi Lóng",
        "nuôi bò bán công nghiệp",
    )
    assert (second.name, second.kind) == ("Trường THCS Ẳng Nưa", "collective")


def test_rows_of_a_table_of_households() -> None:
    """In a table of householders each person is one, a name of one syllable with an apostrophe too."""
    source = table(
        "TT\tHọ và tên chủ hộ\tĐịa chỉ\tMô hình", "1\tK'Brèm\tBon Đắk N'Jut\tTrồng dâu", section=("Hộ tiêu biểu",)
    )
    [row] = find_exemplars(source, Header())
    assert (row.name, row.kind, row.achievement) == ("K'Brèm", "household", "Trồng dâu")


def test_labels_of_numbered_paragraphs_under_a_heading_of_examples() -> None:
    text = "3. Khối doanh nghiệp: Tập đoàn Dệt Sơn Hà và Công ty CP Giống Tân Lập được đánh giá cao."
    assert [e.name for e in find_exemplars(passage(text, ("II. ĐIỂN HÌNH",)), Header())] == [
        "Tập đoàn Dệt Sơn Hà",
        "Công ty CP Giống Tân Lập",
    ]


def test_sentences_below_a_heading_that_calls_them_examples() -> None:
    """Each sentence that begins with a name is an example, whatever it did; whom another sentence names is none."""
    told = (
        "Khoa Hồi sức cấp cứu chạy máy thở suốt đêm; Trạm Y tế xã Khả Ninh tiêm đủ mũi cho dân bản xa. "
        "Bác sĩ Đinh Thế Sơn (Trưởng khoa Ngoại) triển khai phẫu thuật nội soi. "
        "Đoàn cán bộ do đồng chí Lê Huy Mậu, Phó Giám đốc làm trưởng đoàn đã trở về."
    )
    assert [e.name for e in found(told, section=("Những tập thể, cá nhân nổi trội",))] == [
        "Khoa Hồi sức cấp cứu",
        "Trạm Y tế xã Khả Ninh",
        "Đinh Thế Sơn",
    ]
    work = "Trạm Y tế xã Khả Ninh tiêm đủ mũi cho dân bản xa."
    assert found(work, section=("Công tác phát hiện, nhân rộng điển hình",)) == []


def test_numbered_lines_below_a_lettered_label() -> None:
    """Their numbers look like those of wider headings; they are a list all the same, until something else comes."""
    lines = ("b) Cá nhân", "1. Đạo Văn Bính, Chi hội trưởng: dồn 20 ha ruộng.", "2. Bà Lê Thị Thuỷ, thôn Hai.")
    source = passage("\n".join(lines), section=("Những bông hoa đẹp",))
    first, *others = source.layout.blocks
    blocks = (replace(first, kind="heading"), *(replace(b, section=("I. Kết quả",)) for b in others))
    exemplars = find_exemplars(Source(replace(source.layout, blocks=blocks)), Header())
    assert [e.name for e in exemplars] == ["Đạo Văn Bính", "Lê Thị Thuỷ"]


def test_several_bodies_in_one_item() -> None:
    text = "1. Trung đoàn 52, Đại đội Thiết giáp 7: những đơn vị 5 năm liền đạt “Đơn vị Quyết thắng”."
    assert [(e.name, e.achievement) for e in found(text, section=("Điển hình",))] == [
        ("Trung đoàn 52", "5 năm liền đạt “Đơn vị Quyết thắng”"),
        ("Đại đội Thiết giáp 7", "5 năm liền đạt “Đơn vị Quyết thắng”"),
    ]
    assert found("- Công đoàn ngành Y tế: 15 người", section=("Biểu dương điển hình",)) == []  # a quota


LABELLED = [
    ("Lĩnh vực giáo dục: Trường THCS Phan Bá Phiến, Trường Mầm non Tuổi Ngọc.", "", 2, "a field of work as a label"),
    (
        "Phong trào “Thi đua Quyết thắng” có Đại đội 3, Trung úy Vũ Đình Lộc.",
        "",
        2,
        "a movement in quotes, and no colon",
    ),
    (
        "- Tập thể: Công an huyện, Đảng ủy xã Trà Bui.",
        "Các tập thể, cá nhân có thành tích",
        2,
        "a heading without praise",
    ),
    ("Lĩnh vực giáo dục: Trường THCS Phan Bá Phiến, Trường Mầm non Tuổi Ngọc.", "Tồn tại, hạn chế", 0, "faults"),
    ("Lĩnh vực y tế: Phòng Y tế tham mưu, Trung tâm Y tế thực hiện.", "", 0, "bodies at work"),
]


@pytest.mark.parametrize(("text", "heading", "names", "reason"), LABELLED, ids=[row[3] for row in LABELLED])
def test_labels_under_plain_headings(text: str, heading: str, names: int, reason: str) -> None:
    assert len(found(text, section=(heading,) if heading else ())) == names, reason


def test_a_village_behind_its_head_is_no_person() -> None:
    text = "Mười năm liền được bầu là trưởng thôn Cao Lạng, xã Đồng Ý, bà Hà Thị Vóc được bà con tin tưởng, yêu mến."
    assert [e.name for e in found(text)] == ["Hà Thị Vóc"]


def test_what_is_told_later_belongs_to_who_is_named_later() -> None:
    text = (
        "Già làng Hồ Pả Nia ở bản Cu Dừn được bà con yêu mến, tin tưởng. "
        "Đó là ông Đỗ Trung Chắt ở xã Phú Thọ. Ông đã nhận nuôi dạy nghề cho 30 trẻ mồ côi."
    )
    assert [e.achievement for e in found(text)] == [None, "nhận nuôi dạy nghề cho 30 trẻ mồ côi"]


def test_brackets_within_a_deed_tell_no_place_of_the_person() -> None:
    text = (
        "Ông Bế Văn Cheng trở về quê ở huyện Văn Chấn (Yên Bái), tích cực gây dựng mô hình trồng chè cho thu nhập cao."
    )
    assert [e.place for e in found(text)] == [None]


def test_a_firm_that_bears_a_persons_name_is_no_second_person() -> None:
    text = "Bà Lê Thị Kim Cúc, chủ doanh nghiệp Kim Cúc, nhiều năm phụng dưỡng hai Mẹ Việt Nam anh hùng."
    assert [e.name for e in found(text)] == ["Lê Thị Kim Cúc"]


def test_items_below_a_short_label_under_a_heading_of_examples() -> None:
    """ "2. Hợp tác xã" only sorts the examples; "3. Hạn chế" speaks of something else."""
    items = "- HTX Xoài Mỹ Hòa, huyện Cao Lãnh, xuất khẩu 900 tấn xoài.\n- Liên hiệp HTX Sen Hồng."
    section = ("II. NHỮNG ĐIỂN HÌNH", "1. Hợp tác xã")
    found = [(e.name, e.place) for e in find_exemplars(passage(items, section), Header())]
    assert found == [("HTX Xoài Mỹ Hòa", "huyện Cao Lãnh"), ("Liên hiệp HTX Sen Hồng", None)]
    assert find_exemplars(passage(items, ("II. NHỮNG ĐIỂN HÌNH", "3. Hạn chế, tồn tại")), Header()) == []


def test_who_helps_the_needy_is_not_needy() -> None:
    text = "Ông Cao Đăng Vịnh - Giám đốc HTX Sen Quê còn giúp 40 hộ nghèo có việc làm, nhiều năm ủng hộ quỹ khuyến học."
    assert [e.name for e in find_exemplars(passage(text), Header())] == ["Cao Đăng Vịnh"]


def test_a_couple_is_two_persons() -> None:
    text = (
        "Vợ chồng ông Đặng Hữu Sinh và bà Trần Thị Phượng ở phường Đông Hải nấu cháo miễn phí, giúp đỡ bệnh nhân nghèo."
    )
    assert [(e.name, e.kind) for e in find_exemplars(passage(text), Header())] == [
        ("Đặng Hữu Sinh", "person"),
        ("Trần Thị Phượng", "person"),
    ]


def test_rows_of_another_table_are_not_exemplary() -> None:
    source = table("TT\tHọ và tên\tChức vụ", "1\tVừ A Dếnh\tỦy viên", section=("Phụ lục", "THÀNH VIÊN HỘI ĐỒNG"))
    assert find_exemplars(source, Header()) == []


FIELDS = [
    (
        "Nổi bật trong phong trào thi đua ở lĩnh vực Quốc phòng - An ninh có Ban CHQS huyện.",
        "Quốc phòng - An ninh",
    ),
    ("Phong trào thi đua “Tuổi trẻ sáng tạo” có những điển hình như anh Lê Văn Tùng.", "Tuổi trẻ sáng tạo"),
    (
        "Phong trào thi đua hoàn thành nhiệm vụ thu ngân sách: Chi cục Thuế, Phòng Y tế.",
        "hoàn thành nhiệm vụ thu ngân sách",
    ),
    ("Điển hình có anh Lê Văn Tùng.", None),
]


@pytest.mark.parametrize(("text", "field"), FIELDS)
def test_field(text: str, field: str | None) -> None:
    assert {e.field for e in found(text)} == {field}


def test_field_of_the_item_above() -> None:
    text = "- Phong trào thi đua “Chung tay vì người nghèo”: đạt kết quả tốt.\nTiêu biểu có: Hội Nông dân, Hội Chữ thập đỏ."
    assert {e.field for e in found(text)} == {"Chung tay vì người nghèo"}


def test_the_signer_is_never_an_example() -> None:
    assert found("Điển hình có ông Vũ Văn Đạt, ông Lò Văn Pó.", signer="Vũ Văn Đạt")[0].name == "Lò Văn Pó"


def test_mention_and_evidence_lie_where_the_name_stands() -> None:
    text = "Điển hình có gia đình ông Vàng A Chứ (xã Chà Nưa) trồng 3 ha sa nhân."
    [only] = found(text)
    assert only.mention == "gia đình ông Vàng A Chứ (xã Chà Nưa)"
    assert text[only.evidence.start : only.evidence.end] == only.mention == only.evidence.quote
    assert only.rule == "strong"
