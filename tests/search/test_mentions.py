"""What a draft names."""

from __future__ import annotations

from pathlib import Path

import pytest

from search.lookups.mentions import read_mentions


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param(
            "Theo các Quyết định số 12, 15 và 18/QĐ-UBND ngày 02/3/2021 của UBND huyện Suối Vàng.",
            [("12/QĐ-UBND", None, "UBND huyện Suối Vàng"), ("15/QĐ-UBND", None, "UBND huyện Suối Vàng"),
             ("18/QĐ-UBND", "2021-03-02", "UBND huyện Suối Vàng")],
            id="a list whose last number bears the symbol",
        ),
        pytest.param(
            "Theo các Quyết định số 12,\n15 và số 18/QĐ-UBND.", [("12/QĐ-UBND", None, None), ("15/QĐ-UBND", None, None),
             ("18/QĐ-UBND", None, None)], id="a list over two lines",
        ),
        pytest.param(
            "Thực hiện Chỉ thị số 7 và số 9 của UBND tỉnh Hòa Lạc về thi đua.",
            [("7", None, "UBND tỉnh Hòa Lạc"), ("9", None, "UBND tỉnh Hòa Lạc")], id="a list without symbols",
        ),
        pytest.param("Chỉ thị số 34 của Bộ Chính trị về khen thưởng.", [("34", None, "Bộ Chính trị")], id="no symbol"),
        pytest.param("Nghị định số 98 năm 2023 của Chính phủ.", [("98", "2023", "Chính phủ")], id="the year in words"),
        pytest.param("Căn cứ NĐ 98/2023;", [("98/2023", None, None)], id="number and year"),
        pytest.param("Căn cứ QĐ số 12 ngày 05/6/2020;", [("12", "2020-06-05", None)], id="number and day"),
        pytest.param("Quyết định số 318 /QĐ - TTg ngày 08/3/2022.", [("318/QĐ-TTg", "2022-03-08", None)], id="blanks in it"),
        pytest.param(
            "Luật Thi đua, khen thưởng năm 2022 (Luật số 06/2022/QH15);", [("06/2022/QH15", "2022", None)],
            id="a law's name and number are one",
        ),
        pytest.param("Thực hiện Luật Thi đua, khen thưởng, các xã đã đăng ký.", [(None, None, None)], id="a law's name"),
        pytest.param(
            "Theo NQ 30a; Nghị quyết số 76/NQ-CP.", [("30a", None, None), ("76/NQ-CP", None, None)],
            id="what follows has a type of its own",
        ),
        pytest.param(
            "Trân trọng./.\n\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLò Văn An\n\nGhi chú: theo Quyết định số 9/QĐ-UBND.",
            [("9/QĐ-UBND", None, None)], id="below the signature",
        ),
        pytest.param("Kế hoạch 5 năm 2021 - 2025 và kế hoạch 6 tháng.", [], id="spans of time"),
        pytest.param("Quyết định 20 tập thể được khen; báo cáo 15 trang.", [], id="counts"),
        pytest.param("Quyết định số 12, 15 tập thể được khen.", [("12", None, None)], id="a count behind a number"),
        pytest.param("Biểu mẫu số 01/KT, 02/KT kèm theo; 12/20 xã đạt 60%.", [], id="forms and shares"),
    ],
)  # fmt: skip
def test_what_is_named(tmp_path: Path, text: str, named: list[tuple[str | None, str | None, str | None]]) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(f"Phần mở đầu của dự thảo.\n\n{text}\n", "utf-8")
    found = read_mentions(file).mentions
    assert [(one.number, one.date, one.issuer) for one in found] == named


def test_in_the_order_of_the_lines(tmp_path: Path) -> None:
    file = tmp_path / "draft.txt"
    file.write_text(
        "Thực hiện Quyết định số 77/QĐ-UBND¹ và Chỉ thị số 34-\nCT/TW, các xã đã thi đua.\n"
        "Tiếp tục Kế hoạch số 9/KH-UBND.\n_____\n¹ Của UBND huyện, kèm Công văn số 5/UBND-NV.\n", "utf-8",
    )  # fmt: skip
    found = read_mentions(file).mentions
    assert [(one.number, one.page, one.line) for one in found] == [
        ("77/QĐ-UBND", 1, 1), ("34-CT/TW", 1, 1), ("9/KH-UBND", 1, 3), ("5/UBND-NV", 1, 5),
    ]  # fmt: skip
