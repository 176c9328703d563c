"""Numbers are one for comparison however they are printed, and two where they differ in more than signs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.references import is_amending, law_names, number_key, serial

ONE_NUMBER = [
    ("34-CT/TW", "34/CT-TW", "Party and State put dash and slash the other way round"),
    ("0125/KH-UBND", "125/KH-UBND", "some offices pad with zeros"),
    ("972/KH- UBND", "972/KH-UBND", "a line break leaves a blank"),
    ("5064_QĐ-SYT", "5064/QĐ-SYT", "an underscore for the slash, from file names"),
    ("1868/QÐ-UBND", "1868/qd-ubnd", "the Icelandic letter that scans put for Đ, and a query without marks"),
    ("9086/BNV-CTTN&BĐG", "9086/BNV-CTTN-BĐG", "an ampersand is a sign like others"),
    ("01/2019/NĐ-CP", "1/2019/NĐ-CP", "the zero before the running number only"),
]
TWO_NUMBERS = [
    ("34/CT-TW", "134/CT-TW", "another running number"),
    ("91/2017/NĐ-CP", "91/NĐ-CP", "the year is part of the number"),
    ("02/CT-UBND", "02/CT-TU", "another body"),
    ("10/KH-UBND", "1/KH-UBND", "only leading zeros are dropped"),
    ("12a/KH-UBND", "12/KH-UBND", "a letter after the running number tells two documents apart"),
]
SERIALS = [
    ("1868/QĐ-UBND", "1868", "the common form"),
    ("0125/KH-UBND", "125", "padded"),
    ("06/2022/QH15", "6", "a law: the year is no running number"),
    (" 34-CT/TW", "34", "a blank in front"),
    ("56/TĐKT-HD-V1", "56", "old form with a digit at the end"),
    ("/BC-UBND", None, "left blank in the header"),
    ("", None, "nothing printed"),
    ("00/KH-UBND", "0", "zeros alone keep one"),
]


@pytest.mark.parametrize(("one", "other", "reason"), ONE_NUMBER)
def test_one_number_has_one_key(one: str, other: str, reason: str) -> None:
    assert number_key(one) == number_key(other), reason


@pytest.mark.parametrize(("one", "other", "reason"), TWO_NUMBERS)
def test_two_numbers_have_two_keys(one: str, other: str, reason: str) -> None:
    assert number_key(one) != number_key(other), reason


@pytest.mark.parametrize(("number", "expected", "reason"), SERIALS)
def test_serial(number: str, expected: str | None, reason: str) -> None:
    assert serial(number) == expected, reason


@given(
    st.integers(1, 99999), st.sampled_from(["QĐ-UBND", "CT/TW", "KH-HĐTĐKT"]), st.text("/-_ ", min_size=1, max_size=3)
)
def test_key_begins_with_the_serial(running: int, symbol: str, sign: str) -> None:
    number = f"{running:05}{sign}{symbol}"
    assert serial(number) == str(running)
    assert number_key(number).startswith(str(running))


@given(st.text())
def test_key_of_any_text_is_its_own_key(text: str) -> None:
    assert number_key(number_key(text)) == number_key(text)


@pytest.mark.parametrize(
    ("name", "laws"),
    [
        ("Thi đua, Khen thưởng", ["thi dua khen thuong"]),  # signs and letter case aside
        ("TĐKT", ["thi dua khen thuong"]),  # the short form
        ("về Ban hành văn bản quy phạm pháp luật", ["ban hanh van ban quy pham phap luat"]),
        ("Tổ chức HĐND và UBND", ["to chuc hoi dong nhan dan va uy ban nhan dan"]),
        (
            "sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương",
            ["to chuc chinh phu", "to chuc chinh quyen dia phuong"],  # two are amended
        ),
        ("Nghĩa vụ quân sự (sửa đổi)", ["nghia vu quan su"]),  # a revision bears the same name
        ("", []),
    ],
)
def test_names_of_laws(name: str, laws: list[str]) -> None:
    assert list(law_names(name)) == laws


@pytest.mark.parametrize(
    ("name", "amending"),
    [("sửa đổi, bổ sung một số điều của Luật Dược", True), ("Dược", False), ("Dược (sửa đổi)", False)],
)
def test_laws_that_change_others(name: str, amending: bool) -> None:
    assert is_amending(name) == amending
