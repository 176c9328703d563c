"""Headers: from the header block and the signature, and inferred where these are lost."""

from __future__ import annotations

import dataclasses

import pytest

from extractor.header import find_header
from extractor.source import Source
from models.records import Block, Layout, Place

DISTRICT = [
    ("letterhead", "ỦY BAN NHÂN DÂN"),
    ("letterhead", "HUYỆN SÔNG HINH"),
    ("letterhead", "Số: 215/BC-UBND"),
    ("letterhead", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    ("letterhead", "Độc lập - Tự do - Hạnh phúc"),
    ("letterhead", "Sông Hinh, ngày 09 tháng 12 năm 2019"),
    ("title", "BÁO CÁO"),
    ("title", "Tổng kết công tác thi đua, khen thưởng"),
    ("title", "năm 2019"),
    ("paragraph", "Thực hiện chỉ đạo của tỉnh."),
    ("recipients", "Nơi nhận:"),
    ("recipients", "- Sở Nội vụ;"),
    ("recipients", "- Lưu: VT."),
    ("signature", "TM. ỦY BAN NHÂN DÂN"),
    ("signature", "KT. CHỦ TỊCH"),
    ("signature", "PHÓ CHỦ TỊCH"),
    ("signature", "Hờ Thị Bay"),
]


def made(blocks: list[tuple[str, str]]) -> Source:
    text, placed = "", []
    for kind, line in blocks:
        placed.append(Block(kind, len(text), len(text) + len(line), 1))  # type: ignore[arg-type]
        text += line + "\n"
    return Source(Layout(text, tuple(placed), (), 1))


def test_a_whole_header() -> None:
    header, evidence = find_header(made(DISTRICT))
    assert dataclasses.asdict(header) == {
        "doc_type": "Báo cáo",
        "number": "215/BC-UBND",
        "issuer": "UBND huyện Sông Hinh",
        "place": "Sông Hinh",
        "date": "2019-12-09",
        "title": "Tổng kết công tác thi đua, khen thưởng năm 2019",
        "period": "2019",
        "signer": "Hờ Thị Bay",
        "signer_title": "Phó chủ tịch",
        "recipients": ("Sở Nội vụ", "Lưu: VT"),
        "inferred": (),
    }
    assert evidence["number"].quote == "215/BC-UBND"
    assert set(evidence) == {f for f in dataclasses.asdict(header) if f != "inferred"}


@pytest.mark.parametrize(
    ("agency", "issuer"),
    [
        (["UBND TỈNH HÀ GIANG", "SỞ NỘI VỤ"], "Sở Nội vụ tỉnh Hà Giang"),  # a department is its province's
        (["UỶ BAN NHÂN DÂN", "TỈNH HOÀ BÌNH"], "UBND tỉnh Hòa Bình"),  # old tone placement
        (["TỈNH ỦY YÊN BÁI", "BAN TUYÊN GIÁO"], "Ban Tuyên giáo Tỉnh ủy Yên Bái"),
        (["BỘ GIÁO DỤC VÀ ĐÀO TẠO"], "Bộ Giáo dục và Đào tạo"),
        # a committee without a place is its organisation's, whose place stands above
        (["HỘI CỰU CHIẾN BINH TỈNH LAI CHÂU", "BAN CHẤP HÀNH"], "Ban Chấp hành Hội Cựu chiến binh tỉnh Lai Châu"),
        (["HỘI NÔNG DÂN VIỆT NAM", "BCH TỈNH HẢI DƯƠNG"], "Ban Chấp hành Hội Nông dân Việt Nam tỉnh Hải Dương"),
        (["UBND XÃ ĐỨC TRỌNG", "PHÒNG VĂN HÓA - XÃ HỘI"], "Phòng Văn hóa - Xã hội xã Đức Trọng"),  # "xã hội" is no xã
        (["UBND QUẬN LONG BIÊN", "V/v bình xét thi đua"], "UBND quận Long Biên"),  # the subject of a letter below it
        (["Ủy ban nhân dân thành phố Vinh"], "UBND thành phố Vinh"),  # not in capitals
        (["HỘI LHPN TỈNH BÌNH ĐỊNH", "BAN CHẤP HÀNH"], "Ban Chấp hành Hội LHPN tỉnh Bình Định"),  # a short form stays
        (["BỘ CÔNG THƯƠNG", "CÔNG TY TNHH MTV CAO SU ĐẠI LÃNH"], "Công ty TNHH MTV Cao Su Đại Lãnh"),  # no syllables
        (["CỤM THI ĐUA SỐ 2"], "Cụm thi đua số 2"),  # a cluster with a number
        (
            ["LIÊN ĐOÀN LAO ĐỘNG TỈNH AN GIANG", "CÔNG ĐOÀN VIÊN CHỨC TỈNH"],
            "Công đoàn viên chức tỉnh An Giang",
        ),  # of which
        (["Ủy ban nhân dân", "Huyện Trảng Bom"], "UBND huyện Trảng Bom"),  # a capital that begins a line
        (["DỰ THẢO", "UBND TỈNH SÓC TRĂNG", "BAN DÂN TỘC"], "Ban Dân tộc tỉnh Sóc Trăng"),  # a draft
        (["BỘ NỘI VỤ", "Ngày 12 tháng 9 năm 2022"], "Bộ Nội vụ"),  # a date without a place is no name
        (["UBND HUYỆN MAI SƠN", "Số:4471"], "UBND huyện Mai Sơn"),  # a number that lost its symbol is no name
        (["UBND HUYỆN MAI SƠN", "KẾ HOẠCH"], "UBND huyện Mai Sơn"),  # nor is a type in the header block
    ],
)
def test_the_agency(agency: list[str], issuer: str) -> None:
    header, _ = find_header(made([("letterhead", line) for line in [*agency, "Số: 1/BC-X"]]))
    assert header.issuer == issuer


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: /BC-UBND", "/BC-UBND"),  # the serial left blank in print
        ("Số: ……/KH-UBND", "/KH-UBND"),
        ("Số: 0125/KH-UBND", "0125/KH-UBND"),  # zeros stay
        ("Số 41-BC/HU", "41-BC/HU"),  # the Party's form
        ("Số 512 - BC/HNDT", "512-BC/HNDT"),  # blanks around the dash
    ],
)
def test_own_number(line: str, number: str) -> None:
    header, _ = find_header(made([("letterhead", line)]))
    assert header.number == number


@pytest.mark.parametrize(
    ("lines", "signer", "office"),
    [
        (["TM. UỶ BAN NHÂN DÂN"], None, None),  # the page that bore the name is lost
        (
            ["KT. CHỦ TỊCH PHÓ CHỦ TỊCH", "(Đã ký)", "Lò Văn Ế"],
            "Lò Văn Ế",
            "Phó chủ tịch",
        ),  # one line, a name of one letter
        (["CHỦ TỊCH", "(Đã ký và đóng dấu)", "Trần Văn Mai"], "Trần Văn Mai", "Chủ tịch"),  # an aside is no office
        (["GIÁM ĐỐC", "K'Brơi"], "K'Brơi", "Giám đốc"),  # a name without blanks
        (["CHỈ HUY TRƯỞNG", "Đại tá Trần Văn Mai"], "Trần Văn Mai", "Chỉ huy trưởng"),  # a rank is neither
        (
            ["TT. CỤM THI ĐUA", "CỤM TRƯỞNG", "CHỦ TỊCH UBND HUYỆN MỘC HẠ", "Vừ A Dính"],
            "Vừ A Dính",
            "Cụm trưởng, Chủ tịch UBND huyện Mộc Hạ",
        ),
    ],
)
def test_who_signs(lines: list[str], signer: str | None, office: str | None) -> None:
    header, _ = find_header(made([("signature", line) for line in lines]))
    assert (header.signer, header.signer_title) == (signer, office)


@pytest.mark.parametrize(
    ("lines", "signer", "office"),
    [
        pytest.param(["CHỦ TỊCH", "Trần Văn Mai"], "Trần Văn Mai", "Chủ tịch", id="all well read"),
        pytest.param(["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Ø thị", "J", "Ị"], None, "Phó chủ tịch", id="debris under it"),
        pytest.param(["—“ĂTĂXAI TRƯỞNG BAN SN", "Sn"], None, "Trưởng ban", id="strokes beside an office"),
        pytest.param(["Cụm thi đua", "Ni", "Đà", "Dợ"], None, None, id="debris alone"),
        pytest.param(["GIÁM ĐỐC", "Ni Đà"], None, "Giám đốc", id="two syllables, and no family name"),
        pytest.param(["GIÁM ĐỐC", "Vnn Mai Đc"], None, "Giám đốc", id="no syllables"),
        pytest.param(["GIÁM ĐỐC", "' Nguyên Văn Lực ~"], "Nguyên Văn Lực", "Giám đốc", id="strokes about a name"),
        pytest.param(["GIÁM ĐỐC", "Siu H’Blang"], "Siu H’Blang", "Giám đốc", id="a name from the Central Highlands"),
        pytest.param(["'TT. CỤM THI ĐUA VUNG", "TRƯỞNG CỤM", "1"], None, "Trưởng cụm", id="a stroke before a mark"),
        pytest.param(
            ["CHỦ TỊCH UBND UYỆN MỘC HẠ", "Vừ A Dính"],
            "Vừ A Dính",
            "Chủ tịch UBND huyện Mộc Hạ",
            id="a letter lost under the stamp",
        ),
        pytest.param(
            ["RƯỞNG PHÒNG", "PHÒNG GIÁO DỤC VÀ ĐÀO TẠO", "Đã Ni"],
            None,
            "Trưởng phòng, Phòng Giáo dục và Đào tạo",
            id="an office that goes on",
        ),
    ],
)
def test_who_signs_under_a_stamp_on_a_scan(lines: list[str], signer: str | None, office: str | None) -> None:
    source = made([("signature", line) for line in lines])
    read = dataclasses.replace(source.layout, places=(Place(0, 1, 1, 1, confidence=0.4),))
    header, _ = find_header(Source(read))
    assert (header.signer, header.signer_title) == (signer, office)


def test_a_rare_name_is_believed_where_nothing_was_read_by_ocr() -> None:
    header, _ = find_header(made([("signature", "GIÁM ĐỐC"), ("signature", "Vrăng Plơ")]))
    assert header.signer == "Vrăng Plơ"


def test_a_lost_header_is_inferred_and_says_so() -> None:
    header, _ = find_header(
        made(
            [
                ("paragraph", "Trong năm qua phong trào phát triển."),
                (
                    "paragraph",
                    "Trên đây là Báo cáo tổng kết phong trào thi đua năm 2018 của Uỷ ban nhân dân huyện Bảo Yên./.",
                ),
            ]
        )
    )
    assert (header.doc_type, header.issuer, header.period) == ("Báo cáo", "UBND huyện Bảo Yên", "2018")
    assert {"doc_type", "issuer", "title", "period"} <= set(header.inferred)


def test_who_reports_at_the_end() -> None:
    closing = (
        "Trên đây là báo cáo công tác thi đua 6 tháng đầu năm 2019, Uỷ ban nhân dân xã Ia Blang trân trọng báo cáo./."
    )
    header, _ = find_header(made([("paragraph", closing)]))
    assert (header.issuer, header.title, header.period) == (
        "UBND xã Ia Blang",
        "công tác thi đua 6 tháng đầu năm 2019",
        "2019-H1",
    )


def test_a_committee_of_no_place_issues_nothing() -> None:
    opening = "Ủy ban nhân dân huyện Bảo Yên báo cáo như sau:"
    header, _ = find_header(
        made([("letterhead", "ỦY BAN NHÂN DÂN"), ("letterhead", "Số: 3/BC-UBND"), ("paragraph", opening)])
    )
    assert header.issuer == "UBND huyện Bảo Yên"
    assert "issuer" in header.inferred


def test_the_title_of_an_appendix_is_not_the_reports() -> None:
    appendix = [("paragraph", "Điều 1. Tặng Giấy khen."), ("title", "DANH SÁCH"), ("title", "(kèm theo Quyết định)")]
    header, _ = find_header(made([("title", "QUYẾT ĐỊNH"), ("title", "Về việc tặng Giấy khen"), *appendix]))
    assert (header.doc_type, header.title) == ("Quyết định", "Về việc tặng Giấy khen")


def test_a_letter_is_known_by_its_number_and_its_subject() -> None:
    letter = [
        ("letterhead", "UBND QUẬN LONG BIÊN"),
        ("letterhead", "Số: 463/UBND-NV"),
        ("letterhead", "V/v tổng kết năm 2008"),
    ]
    header, _ = find_header(made(letter))
    assert (header.doc_type, header.title, header.period) == ("Công văn", "V/v tổng kết năm 2008", "2008")
    assert "doc_type" in header.inferred


def test_what_a_paper_is_for_is_no_part_of_its_title() -> None:
    header, _ = find_header(made([("title", "BÁO CÁO"), ("title", "Kết quả Quý I"), ("title", "(Phục vụ phiên họp)")]))
    assert header.title == "Kết quả Quý I"


def test_who_reports_is_read_from_the_first_lines() -> None:
    header, _ = find_header(
        made([("paragraph", "Thực hiện chỉ đạo, Ủy ban nhân dân thị xã Nghĩa Lộ báo cáo như sau:")])
    )
    assert (header.issuer, header.inferred) == ("UBND thị xã Nghĩa Lộ", ("issuer",))


def test_a_motto_with_long_dashes_is_no_part_of_the_issuer() -> None:
    lines = ["LIÊN ĐOÀN LAO ĐỘNG TỈNH HÀ NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc"]
    header, _ = find_header(made([("letterhead", line) for line in lines]))
    assert header.issuer == "Liên đoàn Lao động tỉnh Hà Nam"


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH CAO BẰNG", "UBND tỉnh Cao Bằng"),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN MAI SƠN", "UBND huyện Mai Sơn"),  # its head decides in its name
        ("GIÁM ĐỐC SỞ NỘI VỤ", "Sở Nội vụ"),
        ("GIÁM ĐỐC CÔNG TY", None),  # of which company is lost
        ("Ủy ban nhân dân tỉnh Cao Bằng", None),  # words of a sentence
    ],
)
def test_who_decides_stands_above_the_grounds(line: str, issuer: str | None) -> None:
    grounds = ("paragraph", "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003;")
    header, _ = find_header(made([("title", "QUYẾT ĐỊNH"), ("heading", line), grounds]))
    assert header.issuer == issuer


@pytest.mark.parametrize(
    ("line", "place", "date"),
    [
        (
            "BC-UBND Mai Sơn, ngày 1/ tháng 11 năm 2017",
            "Mai Sơn",
            "2017-11",
        ),  # a stroke for a digit, a symbol before it
        ("Vĩnh Hảo, ngày     tháng 9 năm 2016", "Vĩnh Hảo", "2016-09"),
        ("Lào Cai, ngày 15/12/2022", "Lào Cai", "2022-12-15"),  # in figures
        ("Ngày 12 tháng 9 năm 2022", None, "2022-09-12"),  # the place left out
    ],
)
def test_damaged_datelines(line: str, place: str, date: str) -> None:
    header, _ = find_header(made([("letterhead", line)]))
    assert (header.place, header.date) == (place, date)


def test_the_span_of_a_report_in_brackets_is_no_part_of_its_title() -> None:
    header, _ = find_header(made([("title", "BÁO CÁO"), ("title", "Tổng kết năm 2018 (Từ 01/12/2017 đến 30/11/2018)")]))
    assert (header.title, header.period) == ("Tổng kết năm 2018", "2018")


def test_the_body_that_decides_is_no_part_of_the_title() -> None:
    header, _ = find_header(
        made([("title", "NGHỊ QUYẾT"), ("title", "Quy định mức chi HỘI ĐỒNG NHÂN DÂN TỈNH GIA LAI")])
    )
    assert header.title == "Quy định mức chi"


def test_a_title_that_is_not_set_apart_stands_below_its_type() -> None:
    blocks = [
        ("letterhead", "UBND XÃ ĐÔNG SƠN"),
        ("letterhead", "KẾ HOẠCH"),
        ("paragraph", "Phát động thi đua năm 2022"),
    ]
    header, _ = find_header(made(blocks))
    assert (header.doc_type, header.title, header.period) == ("Kế hoạch", "Phát động thi đua năm 2022", "2022")


def test_of_several_documents_the_first_gives_the_header_and_the_last_the_signature() -> None:
    one = [
        ("letterhead", "UBND XÃ ĐÔNG SƠN"),
        ("paragraph", "Nội dung."),
        ("signature", "CHỦ TỊCH"),
        ("signature", "Lê Văn An"),
    ]
    text, placed = "", []
    for page, (kind, line) in enumerate([*one, *one], 1):
        placed.append(Block(kind, len(text), len(text) + len(line), 10 * page))  # type: ignore[arg-type]
        text += line + "\n"
    header, evidence = find_header(Source(Layout(text, tuple(placed), (), 80)))
    assert header.issuer == "UBND xã Đông Sơn"
    assert (evidence["issuer"].end, header.signer) == (len("UBND XÃ ĐÔNG SƠN"), "Lê Văn An")
