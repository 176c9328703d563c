"""Deeds told once of several names: behind a list, before it, and those that belong to one name."""

from __future__ import annotations

import pytest

from extractor.exemplars import find_exemplars
from models.records import Header
from tests.extractor.exemplar_passages import passage

_ROAD, _MAIZE = "hiến đất mở đường vào bản", "chuyển 3 ha ngô sang trồng mía tím"
SHARED = [
    (
        "Tiêu biểu như: ông Lê Văn Sáu, ấp 4; bà Võ Thị Mận, ấp 7; đều chuyển 3 ha ngô sang trồng mía tím.",
        [_MAIZE, _MAIZE],
        "behind the last semicolon, said of all",
    ),
    (
        "Điển hình có ông Tráng Seo Lềnh, Trưởng thôn Nậm Nhìu; bà Ma Thị Sóc (thôn Nà Lang) đã hiến đất mở đường vào bản.",
        [_ROAD, _ROAD],
        "behind the last name, where nothing else is told of the others",
    ),
    (
        "Điển hình có thôn Nà Lang, thôn Nậm Nhìu đã góp 900 ngày công; bà Ma Thị Sóc (thôn Vài) hiến đất mở đường vào bản.",
        ["góp 900 ngày công", "góp 900 ngày công", _ROAD],
        "bodies share theirs, the person has her own",
    ),
    (
        "Điển hình có ông Tráng Seo Lềnh, thôn Vài hiến 300 m2 đất; bà Ma Thị Sóc, thôn Nà Lang; bà Vi Thị Then, "
        "thôn Bó hiến đất mở đường vào bản.",
        ["hiến 300 m2 đất", None, _ROAD],
        "each its own, so that nothing is known of the one between",
    ),
    (
        "Điển hình có hộ ông Lò Văn Pọm (xã Mường Khoa), hộ ông Lò Văn Inh (xã Mường Mít) - mô hình nuôi cá lăng lồng.",
        [None, "mô hình nuôi cá lăng lồng"],
        "a dash ties the deed to the one name",
    ),
    (
        "Nhiều hộ tự nguyện hiến đất mở đường vào bản như hộ ông Lò Văn Pọm, bản Ít; hộ bà Hà Thị Nhuần, bản Chom.",
        [f"tự nguyện {_ROAD}"] * 2,
        "before the names, without a word of praise",
    ),
    (
        "Về mô hình ghép mắt đào cảnh có các hộ: Đặng Đình Tước (xã Nhật Tân), Phan Thị Hến (xã Phú Thượng).",
        ["mô hình ghép mắt đào cảnh"] * 2,
        "a model before the names of households",
    ),
    (
        "Điển hình là mô hình nuôi dế của ông Ngô Văn Tuất (thôn Đoài), bà Đỗ Thị Mùi (thôn Thượng).",
        ["mô hình nuôi dế"] * 2,
        "a model of several",
    ),
]


@pytest.mark.parametrize(("text", "deeds", "reason"), SHARED, ids=[row[2] for row in SHARED])
def test_deeds_of_several(text: str, deeds: list[str | None], reason: str) -> None:
    assert [e.achievement for e in find_exemplars(passage(text), Header())] == deeds, reason


@pytest.mark.parametrize(
    "text",
    [
        "Các đơn vị chủ trì xây dựng kế hoạch là: Phòng Tài chính, Phòng Nội vụ.",  # a duty
        "Các xã xây dựng nông thôn mới còn chậm là: xã Mường Khoa, xã Mường Mít.",  # a fault
        "Các đơn vị tham gia Cụm thi đua số 2 gồm: Công an huyện, Ban CHQS huyện.",  # members
    ],
)
def test_bodies_named_for_what_they_must_do_are_no_examples(text: str) -> None:
    assert find_exemplars(passage(text), Header()) == []
