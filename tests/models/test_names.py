from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.names import compare, edits, name_key, one_edit_apart


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        ("Hoà", "Hòa", "same"),  # placement of the tone mark
        ("NGUYỄN VĂN A", "Nguyễn Văn A", "same"),  # capitals
        ("Lường Văn Thủy", "Lương Văn Thủy", "slip"),  # a hook or grave lost
        ("Quàng Văn Lến", "Quảng Văn Lén", "slip"),  # two of them
        ("Tấn A Hoa", "TấnA Hoa", "slip"),  # a lost blank
        ("Hùng", "Hưng", "marks"),  # two names
        ("Hoa", "Hòa", "marks"),  # two names
        ("Phạm Thị Xuyến", "Phạm Thị Xuyền", "marks"),  # ế is not read as ề
        ("Nguyễn Hồng Chuyên", "Nguyễn Hồng Chuyen", "marks"),
        ("Nguyễn Văn Tám", "Nguyễn Văn Táms", "near"),
        ("An", "Ân", "marks"),
        ("An", "Am", "different"),  # one letter is half of a short name
        ("Lê Văn An", "Trần Thị Bưởi", "different"),
    ],
)
def test_likeness(one: str, other: str, likeness: str) -> None:
    assert compare(one, other).likeness == compare(other, one).likeness == likeness


def test_the_letters_that_differ_are_told() -> None:
    assert compare("Quàng Văn Lến", "Quảng Văn Lén").differences == (("à", "ả"), ("ế", "é"))


@given(st.text(alphabet="aáàăâbcđdeêghiklmnoôơptuưy ", min_size=1))
def test_a_name_is_the_same_as_itself(name: str) -> None:
    assert compare(name, name).likeness == "same"


def test_keys_and_edits() -> None:
    assert name_key("  Nguyễn  HỒNG Chuyên ") == "nguyen hong chuyen"
    assert edits("1868", "1886", most=1) == 1  # two neighbours swapped
    assert edits("1868", "1", most=1) == 2
    assert one_edit_apart("le van an", "le van ao")
    assert not one_edit_apart("an", "ao")
