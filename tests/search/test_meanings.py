from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.meanings import explained, noted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param("Quỹ Vì người nghèo (QVNN) xã", [("QVNN", "quỹ vì người nghèo")], id="in brackets"),
        pytest.param("đền ơn đáp nghĩa (sau đây viết tắt là ĐƠĐN)", [("ĐƠĐN", "đền ơn đáp nghĩa")], id="said to be"),
        pytest.param("Ban Thi đua - Khen thưởng, gọi tắt là BTĐKT.", [("BTĐKT", "ban thi đua khen thưởng")], id="no brackets"),
        pytest.param("Ban Vì nhân dân phục vụ (gọi tắt là Ban VNDPV)", [("VNDPV", "vì nhân dân phục vụ")], id="behind a word"),
        pytest.param("Nhà văn hóa và thể thao (gọi tắt: “NVHTT”)", [("NVHTT", "nhà văn hóa và thể thao")], id="a word left out"),
        pytest.param("ông Lò Văn An (NTM)", [], id="other letters"),
        pytest.param("Giấy khen (Gk)", [], id="no capitals"),
        pytest.param("(HTX) đầu đoạn", [], id="nothing before"),
        pytest.param("tóm tắt là hay, sáu tháng (A)", [], id="one letter"),
    ],
)  # fmt: skip
def test_abbreviations_that_a_text_explains(text: str, wanted: list[tuple[str, str]]) -> None:
    assert [(short, " ".join(full)) for short, full in explained(text)] == wanted


def test_notes_lead_both_ways() -> None:
    assert list(noted(["Hộ kinh doanh (HKD)"])) == ["hkd=hộ_kinh_doanh", "ho_kinh_doanh=HKD"]


@given(st.text(alphabet="AaĐ (),viết tắtgọilà-“”"))
def test_any_text_can_be_read(text: str) -> None:
    assert all(" " not in note and "=" in note for note in noted([text]))
