"""What is said beside a record that a person has decided upon, or that the machine is not sure of."""

from __future__ import annotations

import pytest

from models.answers.places import Decided
from search.terminal.page import standing


def decided(field: str, value: object, note: str | None = None) -> Decided:
    return Decided("changed", "Lan", "2026-11-21T08:00:00+00:00", note, {field: value})


@pytest.mark.parametrize(
    ("confidence", "decision", "said"),
    [
        (0.5, decided("name", "Lò Văn Hưng"), "Lan sửa 21/11/2026; máy đọc: tên “Lò Văn Hưng”"),  # and no longer unsure
        (None, decided("place", None, "bản giấy"), "Lan sửa 21/11/2026; máy đọc: địa danh “không có”; bản giấy"),
        (None, decided("recipients", '["Như trên", "Lưu"]'), "Lan sửa 21/11/2026; máy đọc: nơi nhận “Như trên; Lưu”"),
        (0.5, None, "chưa chắc (0,50), xem `sovang review`"),
        (0.8, None, ""),  # at the threshold it is sure
        (None, None, ""),
    ],
)
def test_what_stands_beside_a_record(confidence: float | None, decision: Decided | None, said: str) -> None:
    assert standing(confidence, decision) == said
