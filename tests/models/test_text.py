"""Text at the door, folded and compared."""

from __future__ import annotations

import doctest
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import models.dates
import models.text
from models.text import SourceText, exact_key, fold, level_tones, shortened

VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵíìỉĩị"


def test_the_examples_in_the_docstrings_hold() -> None:
    for module in (models.text, models.dates):
        assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("Quye\u0302\u0301t đi\u0323nh", "Quyết định"),  # decomposed letters, as some PDFs give them
        ("Ðiện Biên, ðơn vị", "Điện Biên, đơn vị"),  # the Icelandic letter that OCR writes for Đ
        ("1868⁄QĐ", "1868/QĐ"),  # a fraction slash
        ("ﬁnal ﬂow", "final flow"),  # ligatures
        ("Ｂáo cáo", "Báo cáo"),  # full-width letters
        ("năm\u00a02020", "năm 2020"),  # a blank that does not break
        ("m³ và thực hiện²", "m³ và thực hiện²"),  # superscripts stay: they may be footnote marks
    ],
)
def test_the_door(raw: str, kept: str) -> None:
    assert SourceText.read(raw).text == kept


@given(st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + "\u0301\u0323\u0302ﬁÐ⁄ \n\u00a0.,1", max_size=60))
def test_every_character_leads_back(raw: str) -> None:
    source = SourceText.read(raw)
    assert unicodedata.is_normalized("NFC", source.text)
    offsets = [source.raw_offset(i) for i in range(len(source.text) + 1)]
    assert offsets == sorted(offsets)
    assert offsets[-1] == len(raw)


@given(st.text(max_size=80))
def test_folding_keeps_the_length(text: str) -> None:
    kept = SourceText.read(text).text
    assert len(fold(kept)) == len(kept)
    assert fold(fold(kept)) == fold(kept)


@given(st.text(alphabet=VIETNAMESE + " ", max_size=40))
def test_folding_leaves_only_plain_letters(text: str) -> None:
    assert fold(text).isascii()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hoà Bình", "Hòa Bình", True),  # both tone placements are one
        ("Uỷ ban", "Ủy ban", True),
        ("Hùng", "Hưng", False),  # tone marks and letters part names
        ("Hoa", "Hòa", False),
        ("Lường", "Lương", False),
    ],
)
def test_exact_comparison(one: str, other: str, same: bool) -> None:
    assert (exact_key(one) == exact_key(other)) is same


@pytest.mark.parametrize(
    ("text", "levelled"),
    [
        ("văn hoá, Uỷ ban, thuỷ", "văn hóa, Ủy ban, thủy"),
        (
            "toàn, hoàn, quý, quỳ, khoản",
            "toàn, hoàn, quý, quỳ, khoản",
        ),  # a closed syllable and qu have one placement only
        ("HOÀ BÌNH", "HÒA BÌNH"),
    ],
)
def test_one_tone_placement(text: str, levelled: str) -> None:
    assert level_tones(text) == levelled


@given(st.text(alphabet=VIETNAMESE + VIETNAMESE.upper() + " ", max_size=60))
def test_levelling_keeps_the_length(text: str) -> None:
    assert len(level_tones(text)) == len(text)


_LIST = "Thi đua có: " + ", ".join(f"trường Tiểu học số {i}" for i in range(1, 20)) + ", xã Quài Nưa, xã Tủa Sen."


@pytest.mark.parametrize(
    ("around", "shown"),
    [
        ("xã Quài Nưa", "xã Quài Nưa"),
        ("Xã Quài Nưa", "xã Quài Nưa"),  # a record's name begins with a capital, its quote may not
        ("", "Thi đua có:"),  # nothing to look for: the beginning
        ("bản Co Đứa", "Thi đua có:"),  # not there
    ],
)
def test_a_long_quote_is_cut_around_its_words(around: str, shown: str) -> None:
    cut = shortened(_LIST, around, 60)
    assert shown in cut
    assert len(cut) <= 60 + len("… ") + len(" …")
