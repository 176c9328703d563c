"""Tops and feet of documents in the forms in which offices and converters print them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.extractor.layout_tools import block_with, laid, text_of, texts

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
BODY = "Thực hiện Kế hoạch số 5/KH-UBND ngày 02/01/2019 của huyện, Phòng Nội vụ báo cáo như sau:\n\nCác xã đã họp./.\n"

# Two columns run together, as where a converter takes the page line by line.
FLAT = f"""UBND HUYỆN KHE MÒN {STATE}
PHÒNG NỘI VỤ {MOTTO}
Số: 12/BC-PNV Khe Mòn, ngày 3 tháng 6 năm 2019
BÁO CÁO
Kết quả phong trào trồng rừng

{BODY}
Nơi nhận: TM. ỦY BAN NHÂN DÂN
- Như trên; KT. CHỦ TỊCH
- UBND các xã, thị trấn; PHÓ CHỦ TỊCH
- Lưu: VT, NV. Hạng A Lử
"""

# The same with the columns kept by blanks.
SPREAD = f"""  UBND HUYỆN KHE MÒN              {STATE}
     PHÒNG NỘI VỤ                      {MOTTO}
    Số: 12/BC-PNV                   Khe Mòn, ngày 3 tháng 6 năm 2019

                          BÁO CÁO
                Kết quả phong trào trồng rừng

{BODY}
Nơi nhận:                                TM. ỦY BAN NHÂN DÂN
- Như trên;                                  KT. CHỦ TỊCH
- UBND các xã, thị trấn;                    PHÓ CHỦ TỊCH
- Lưu: VT, NV.



                                             Hạng A Lử
"""

# The same with one cell below the other.
STACKED = f"""UBND HUYỆN KHE MÒN
PHÒNG NỘI VỤ
Số: 12/BC-PNV

{STATE}
{MOTTO}
Khe Mòn, ngày 3
tháng 6 năm 2019

BÁO CÁO

Kết quả phong trào trồng rừng

{BODY}
Nơi nhận:
- Như trên;
- UBND các xã, thị trấn;
- Lưu: VT, NV.
TM. ỦY BAN
NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Hạng A Lử
"""


@pytest.mark.parametrize("text", [FLAT, SPREAD, STACKED], ids=["run together", "with blanks", "one below the other"])
def test_one_document_in_three_prints(text: str, tmp_path: Path) -> None:
    layout = laid(text, tmp_path)
    assert texts(layout, "letterhead") == [
        "UBND HUYỆN KHE MÒN",
        "PHÒNG NỘI VỤ",
        "Số: 12/BC-PNV",
        STATE,
        MOTTO,
        "Khe Mòn, ngày 3 tháng 6 năm 2019",
    ]
    assert texts(layout, "title") == ["BÁO CÁO", "Kết quả phong trào trồng rừng"]
    assert texts(layout, "recipients") == ["Nơi nhận:", "- Như trên;", "- UBND các xã, thị trấn;", "- Lưu: VT, NV."]
    assert texts(layout, "signature") == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Hạng A Lử"]
    assert texts(layout, "paragraph")[-1] == "Các xã đã họp./."


def test_a_signer_set_by_a_tab_beside_the_last_recipient(tmp_path: Path) -> None:
    foot = (
        "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Như trên;\tKT. CHỦ TỊCH\n- UBND xã;\tPHÓ CHỦ TỊCH\n- Các trường, trạm y tế;\n"
        "- Lưu: VT, NV.\tHạng A Lử\n"
    )
    layout = laid(FLAT[: FLAT.index("Nơi nhận:")] + foot, tmp_path)
    assert texts(layout, "recipients")[-2:] == ["- Các trường, trạm y tế;", "- Lưu: VT, NV."]
    assert texts(layout, "signature")[-1] == "Hạng A Lử"


def test_a_document_of_the_party(tmp_path: Path) -> None:
    text = (
        "ĐẢNG BỘ TỈNH LÂM SƠN\nHUYỆN ỦY KHE MÒN\n*\nSố 45-BC/HU\n\nĐẢNG CỘNG SẢN VIỆT NAM\nKhe Mòn, ngày 12 tháng 9 năm 2022\n\n"
        "BÁO CÁO\nsơ kết 5 năm học tập điển hình\n-----\n\nA- TÌNH HÌNH CHUNG\n\nI- CÔNG TÁC LÃNH ĐẠO\n\n1- Quán triệt\n\nCác chi bộ đã học tập.\n\n"
        "T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n\nHạng A Lử\n\nNơi nhận:\n- Tỉnh ủy (b/c),\n- Lưu VPHU.\n"
    )
    layout = laid(text, tmp_path)
    assert texts(layout, "letterhead")[:3] == ["ĐẢNG BỘ TỈNH LÂM SƠN", "HUYỆN ỦY KHE MÒN", "Số 45-BC/HU"]
    assert block_with(layout, "đã học tập").section == ("A- TÌNH HÌNH CHUNG", "I- CÔNG TÁC LÃNH ĐẠO", "1- Quán triệt")
    assert texts(layout, "signature") == ["T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Hạng A Lử"]
    assert texts(layout, "recipients") == ["Nơi nhận:", "- Tỉnh ủy (b/c),", "- Lưu VPHU."]


def test_a_letter_with_its_subject_under_the_number(tmp_path: Path) -> None:
    text = (
        f"SỞ NỘI VỤ\nSố: 5/SNV-TĐKT\nV/v đăng ký thi đua\nnăm 2020\n{STATE}\n{MOTTO}\nLâm Sơn, ngày 4 tháng 2 năm 2020\n\n"
        "Kính gửi:\n\n- Các sở, ban, ngành của tỉnh;\n- UBND các huyện.\n\nSở Nội vụ đề nghị các đơn vị đăng ký.\n"
    )
    layout = laid(text, tmp_path)
    assert texts(layout, "letterhead")[2] == "V/v đăng ký thi đua năm 2020"
    assert texts(layout, "address") == ["Kính gửi:", "- Các sở, ban, ngành của tỉnh;", "- UBND các huyện."]


def test_a_signature_without_mark_ends_the_text(tmp_path: Path) -> None:
    layout = laid("Trên đây là kết quả phong trào.\n\nHIỆU TRƯỞNG\n\nHạng A Lử\n", tmp_path)
    assert [b.kind for b in layout.blocks] == ["paragraph", "signature", "signature"]


def test_an_annex_begins_a_text_of_its_own(tmp_path: Path) -> None:
    text = f"{STACKED}\nPHỤ LỤC I\n\nDANH SÁCH ĐƯỢC KHEN\n\n(Kèm theo Báo cáo số 12/BC-PNV)\n\n1. Ông Lò Văn Ế\n\n2. Bà Lò Thị Én\n"
    layout = laid(text, tmp_path)
    assert texts(layout, "title")[2:] == ["PHỤ LỤC I", "DANH SÁCH ĐƯỢC KHEN", "(Kèm theo Báo cáo số 12/BC-PNV)"]
    assert texts(layout, "item") == ["1. Ông Lò Văn Ế", "2. Bà Lò Thị Én"]


@pytest.mark.parametrize("numbers", [("I.", "II.", "III."), ("I.", "IL.", "HI."), ("I.", "H.", "II1.")])
def test_roman_numbers_lead_sections_even_misread(numbers: tuple[str, str, str], tmp_path: Path) -> None:
    first, second, third = numbers
    text = f"{first} TÌNH HÌNH CHUNG\n\nMột.\n\n{second} KẾT QUẢ ĐẠT ĐƯỢC\n\nHai.\n\n{third} ĐÁNH GIÁ CHUNG\n\nBa.\n"
    layout = laid(text, tmp_path)
    assert block_with(layout, "Ba.").section == (f"{third} ĐÁNH GIÁ CHUNG",)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("1. Mục đích", "heading"),
        ("2.1 Kết quả thi đua", "heading"),  # no dot behind
        ("a) Đối với các xã", "heading"),
        ("Điều 3. Nguyên tắc khen thưởng", "heading"),
        ("Điều 3. Quyết định này có hiệu lực từ ngày ký.", "paragraph"),
        ("1. Các xã báo cáo kết quả trước ngày 20 hằng tháng.", "paragraph"),
        ("1. Danh hiệu Lao động tiên tiến: 12 tập thể", "paragraph"),  # a count, not a heading
        ("- Khen thưởng đột xuất", "item"),
        ("+ Giấy khen: 5 tập thể;", "item"),
        ("a) Nâng cao nhận thức của cán bộ;", "item"),
        ("KẾT QUẢ KHEN THƯỞNG", "heading"),
        ("QUYẾT ĐỊNH:", "heading"),
    ],
)
def test_headings_items_and_paragraphs_are_told_apart(line: str, kind: str, tmp_path: Path) -> None:
    layout = laid(f"Đoạn mở đầu nói về phong trào của huyện.\n\n{line}\n\nĐoạn sau nói về kết quả.\n", tmp_path)
    assert next(b.kind for b in layout.blocks if text_of(layout, b) == line) == kind


def test_a_year_that_ends_a_heading_is_part_of_it(tmp_path: Path) -> None:
    text = "Xã họp dân.\n\nII. KẾT QUẢ TRỒNG RỪNG 6 THÁNG ĐẦU NĂM\n2020\n\nXã đã trồng 5 ha rừng trên đất trống."
    assert "II. KẾT QUẢ TRỒNG RỪNG 6 THÁNG ĐẦU NĂM 2020" in texts(laid(text, tmp_path), "heading")
