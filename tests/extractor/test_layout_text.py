from __future__ import annotations

from pathlib import Path

import pytest

from tests.extractor.layout_tools import block_with, laid, text_of, texts

# A report as a converter leaves it: a blank line after every printed line, none where a page ends.
DOUBLE = """ Kính gửi: Sở Nội vụ tỉnh Lâm Sơn.

 Thực hiện Công văn số 77/SNV-TĐKT ngày 02/6/2019 của Sở Nội vụ tỉnh Lâm

Sơn về việc báo cáo phong trào thi đua, Ủy ban nhân dân huyện Khe Mòn xin

báo cáo như sau:

Phần I

KẾT QUẢ CÔNG TÁC THI ĐUA, KHEN THƯỞNG TRONG BA

NĂM QUA

I. TÌNH HÌNH CHUNG

1. Những mặt được

Huyện có mười hai xã và một thị trấn, cán bộ làm công tác thi đua ở các xã đều

đã qua tập huấn. Ba năm qua, số cá nhân được khen là 1.

240 người, tăng gần một nửa so với giai đoạn trước theo Kế hoạch số 31/KH-

UBND ngày 05/01/2017 của Ủy ban nhân dân huyện, trong đó có nhiều nông
 dân và công nhân trực tiếp sản xuất.

2.1. Kết quả vận động quyên góp, giúp đỡ các hộ nghèo vùng cao của các

đoàn thể trong huyện

Các đoàn thể đã giúp 310 hộ thoát nghèo.

- Hội Phụ nữ giúp 120 hộ vay vốn, dạy nghề cho 45 chị em trong hai năm 2017

- 2018 và năm đầu của giai đoạn mới.

- Hội Nông dân giúp 190 hộ.

Trên đây là báo cáo của Ủy ban nhân dân huyện Khe Mòn./.

Nơi nhận:
- Như trên;

- Lưu: VT.

TM. ỦY BAN NHÂN DÂN

CHỦ TỊCH

Lò Văn Ế
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_double_spaced_lines_become_whole_paragraphs(folder: Path) -> None:
    layout = laid(DOUBLE, folder)
    assert texts(layout, "paragraph")[0] == (
        "Thực hiện Công văn số 77/SNV-TĐKT ngày 02/6/2019 của Sở Nội vụ tỉnh Lâm Sơn về việc báo cáo phong trào thi đua,"
        " Ủy ban nhân dân huyện Khe Mòn xin báo cáo như sau:"
    )
    assert texts(layout, "item") == [
        "- Hội Phụ nữ giúp 120 hộ vay vốn, dạy nghề cho 45 chị em trong hai năm 2017 - 2018 và năm đầu của giai đoạn mới.",
        "- Hội Nông dân giúp 190 hộ.",
    ]


def test_headings_go_on_over_lines_and_lead_the_sections(folder: Path) -> None:
    layout = laid(DOUBLE, folder)
    part = "Phần I KẾT QUẢ CÔNG TÁC THI ĐUA, KHEN THƯỞNG TRONG BA NĂM QUA"
    gifts = "2.1. Kết quả vận động quyên góp, giúp đỡ các hộ nghèo vùng cao của các đoàn thể trong huyện"
    assert texts(layout, "heading") == [part, "I. TÌNH HÌNH CHUNG", "1. Những mặt được", gifts]
    assert block_with(layout, "310 hộ").section == (part, "I. TÌNH HÌNH CHUNG", "1. Những mặt được", gifts)


def test_a_page_end_and_broken_numbers_are_mended(folder: Path) -> None:
    text = text_of(laid(DOUBLE, folder), block_with(laid(DOUBLE, folder), "mười hai xã"))
    assert "được khen là 1.240 người" in text
    assert "Kế hoạch số 31/KH-UBND ngày" in text
    assert text.endswith("nhiều nông dân và công nhân trực tiếp sản xuất.")


def test_a_name_broken_by_a_line_is_whole(folder: Path) -> None:
    """Behind a form of address a line that ends within a name ends no paragraph, whatever the next begins with."""
    text = (
        "Nhiều chị tiêu biểu như chị Hà Thị\nNhuần-thôn Đông nuôi ong; bà Lại\nThị Én hiến 50 m2 đất.\nHội nghị bế mạc."
    )
    assert texts(laid(text, folder))[-2:] == [
        "Nhiều chị tiêu biểu như chị Hà Thị Nhuần-thôn Đông nuôi ong; bà Lại Thị Én hiến 50 m2 đất.",
        "Hội nghị bế mạc.",
    ]


def test_the_foot_is_told_from_the_text(folder: Path) -> None:
    layout = laid(DOUBLE, folder)
    assert texts(layout, "address") == ["Kính gửi: Sở Nội vụ tỉnh Lâm Sơn."]
    assert texts(layout, "recipients") == ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert texts(layout, "signature") == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lò Văn Ế"]


# A decision as a law site gives it: lines cut at 70 characters, cells of the letterhead below each other.
WRAPPED = """ỦY BAN NHÂN
DÂN
TỈNH LÂM SƠN
-------
CỘNG HÒA XÃ
HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số:
19/2023/QĐ-UBND
Lâm Sơn, ngày 04 tháng
5 năm 2023

QUYẾT
ĐỊNH

BAN
HÀNH QUY CHẾ XÉT TẶNG DANH HIỆU NGƯỜI TRỒNG RỪNG GIỎI CỦA
TỈNH LÂM SƠN

ỦY BAN NHÂN DÂN TỈNH LÂM SƠN

Căn cứ Luật Tổ chức chính
quyền địa phương ngày 19 tháng 6 năm 2015;

Theo đề nghị của Giám đốc Sở
Nội vụ tại Tờ trình số
88/TTr-SNV ngày 20 tháng 4 năm 2023.

QUYẾT ĐỊNH:

Điều
1.
Ban hành kèm theo Quyết định này Quy chế xét tặng.

Điều 2. Quyết
định này có hiệu lực từ ngày ký. Giám đốc Sở

Nội vụ chịu trách nhiệm thi hành./.

Nơi nhận:
-
Như Điều 2;
- Sở Nội vụ, các sở, ban, ngành của tỉnh,
các huyện và thành phố;
- Lưu: VT.
TM. ỦY BAN
NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Hà
Thị Sen
"""


def test_cells_of_a_broken_letterhead_are_whole(folder: Path) -> None:
    layout = laid(WRAPPED, folder)
    assert texts(layout, "letterhead") == [
        "ỦY BAN NHÂN DÂN TỈNH LÂM SƠN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 19/2023/QĐ-UBND",
        "Lâm Sơn, ngày 04 tháng 5 năm 2023",
        "ỦY BAN NHÂN DÂN TỈNH LÂM SƠN",
    ]
    assert texts(layout, "title") == [
        "QUYẾT ĐỊNH",
        "BAN HÀNH QUY CHẾ XÉT TẶNG DANH HIỆU NGƯỜI TRỒNG RỪNG GIỎI CỦA TỈNH LÂM SƠN",
    ]


def test_wrapped_paragraphs_are_parted_by_blank_lines(folder: Path) -> None:
    layout = laid(WRAPPED, folder)
    assert texts(layout, "paragraph", "heading") == [
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
        "Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 88/TTr-SNV ngày 20 tháng 4 năm 2023.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế xét tặng.",
        "Điều 2. Quyết định này có hiệu lực từ ngày ký. Giám đốc Sở",
        "Nội vụ chịu trách nhiệm thi hành./.",
    ]


def test_recipients_and_signature_are_whole_lines(folder: Path) -> None:
    layout = laid(WRAPPED, folder)
    assert texts(layout, "recipients") == [
        "Nơi nhận:",
        "- Như Điều 2;",
        "- Sở Nội vụ, các sở, ban, ngành của tỉnh, các huyện và thành phố;",
        "- Lưu: VT.",
    ]
    assert texts(layout, "signature") == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Hà Thị Sen"]


LONG = "Các phong trào thi đua trong huyện được tổ chức sâu rộng, có sơ kết, tổng kết và khen thưởng kịp thời "


def test_lines_that_are_paragraphs_join_only_where_a_page_cut_them(folder: Path) -> None:
    layout = laid(f"{LONG * 2}trong\ntoàn huyện.\n\n{LONG * 2}hằng năm.\n\n{LONG * 2}mỗi quý.\n", folder)
    assert len(layout.blocks) == 3
    assert texts(layout)[0].endswith("kịp thời trong toàn huyện.")


def test_a_number_that_breaks_off_goes_on_where_lines_are_paragraphs(folder: Path) -> None:
    layout = laid(f"{LONG * 2} theo Quyết định số 7/2020/QĐ-\nUBND của tỉnh.\n\n{LONG * 3}.\n\n{LONG * 4}.\n", folder)
    assert texts(layout)[0].endswith("số 7/2020/QĐ-UBND của tỉnh.")


def test_a_headline_and_subheadings_of_a_newspaper(folder: Path) -> None:
    layout = laid(f"Trao thưởng cho 12 đơn vị\n\n{LONG * 2}.\nTấm lòng người thầy\n{LONG * 2}.\n", folder)
    assert [b.kind for b in layout.blocks] == ["title", "paragraph", "heading", "paragraph"]


TABLE = """I. PHÂN CÔNG

TT\tViệc\tĐơn vị\tThời gian
1\tTổ chức hội nghị\tPhòng Nội vụ\tTháng 3
2\tLập danh sách các\tVăn\tTháng 4

\ttập thể được khen\tphòng\t2021
3\tBáo cáo\t\tTháng 5

Hết bảng là đoạn văn này.
"""


def test_tabs_make_rows_and_a_row_broken_by_a_page_is_whole(folder: Path) -> None:
    layout = laid(TABLE, folder)
    rows = [b for b in layout.blocks if b.kind == "row"]
    cells = [[layout.text[c.start : c.end] for c in row.cells] for row in rows]
    assert cells[2] == ["2", "Lập danh sách các tập thể được khen", "Văn phòng", "Tháng 4 2021"]
    assert cells[3] == ["3", "Báo cáo", "", "Tháng 5"]
    assert len({row.table for row in rows}) == 1
    assert texts(layout, "paragraph") == ["Hết bảng là đoạn văn này."]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Đầu trang này nói về một\n\n2\n\nviệc dở dang.", ["Đầu trang này nói về một việc dở dang."]),  # page number
        ("Các phòng Kinh tế và\n\n2\n\nHạ tầng họp.", ["Các phòng Kinh tế và Hạ tầng họp."]),  # before a capital
        ("Cả xã có năm\n\n2022\n\nngười.", ["Cả xã có năm 2022 người."]),  # no page has that number
        ("Xã Tà Lu\n-----\nhọp dân.", ["Xã Tà Lu họp dân."]),  # a rule is no text
        ("Tặng **Giấy khen** cho *hai* xã.", ["Tặng Giấy khen cho hai xã."]),  # Markdown's emphasis
        ("Lũy kế 5 * 3 và 2 * 4 xong.", ["Lũy kế 5 * 3 và 2 * 4 xong."]),  # stars that are no emphasis
    ],
)
def test_what_is_not_text_is_left_out(text: str, kept: list[str], folder: Path) -> None:
    assert texts(laid(text, folder)) == kept


def test_numbered_lines_without_text_between_are_a_list(folder: Path) -> None:
    text = "I. DANH SÁCH KHEN THƯỞNG\n\n1. Ông Hạng A Lử\n\n2. Bà Sùng Thị Mỷ\n\n3. Ông Lò Văn Ế\n\nCác hộ trên được khen.\n"
    assert texts(laid(text, folder), "item") == ["1. Ông Hạng A Lử", "2. Bà Sùng Thị Mỷ", "3. Ông Lò Văn Ế"]


def test_a_numbered_sentence_ends_the_section_before_it(folder: Path) -> None:
    text = "I. YÊU CẦU\n\n1. Về thời gian\n\nLàm trong năm.\n\n2. Các xã tự tổ chức, báo cáo kết quả về huyện.\n\n- Một việc.\n"
    assert block_with(laid(text, folder), "Một việc").section == ("I. YÊU CẦU",)
