from __future__ import annotations

import re

import pytest

from models.patterns import either


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("phong trào thi đua yêu nước", "thi đua yêu nước"),  # the longest of those that fit
        ("thi  đua\nkhen thưởng", "thi  đua"),  # blanks of any width, line breaks too
        ("(TĐ.KT)", "TĐ.KT"),  # signs mean themselves
        ("TĐxKT", None),
    ],
)
def test_either(text: str, found: str | None) -> None:
    match = re.search(either(["thi đua", "thi đua yêu nước", "TĐ.KT", "thi đua"]), text)
    assert (match and match.group()) == found
