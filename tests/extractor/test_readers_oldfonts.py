from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from extractor.layout import lay_out
from extractor.readers import read
from extractor.readers.oldfonts import decode, detect, encoding_of_font, modern
from tests.extractor.layout_tools import texts

LETTERS = "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
PLAIN = "Quyết định khen thưởng hộ ông Lường Văn Tỉnh, xã Mỹ Lũng, huyện Đồng Ỷ"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ("QuyÕt ®Þnh khen th­ëng hé nghÌo", "Quyết định khen thưởng hộ nghèo"),  # TCVN3, with ư as a soft hyphen
        ("Uû ban nh©n d©n huyÖn", "Uỷ ban nhân dân huyện"),
        ("Quyeát ñònh khen thöôûng", "Quyết định khen thưởng"),  # VNI
        ("UÛY BAN NHAÂN DAÂN TÆNH", "ỦY BAN NHÂN DÂN TỈNH"),
        ("Maët traän Toå quoác, ngöôøi Kinh ôû Myõ", "Mặt trận Tổ quốc, người Kinh ở Mỹ"),
        (PLAIN, PLAIN),  # Unicode stays
        ("Déjà vu à l'été, Köln", "Déjà vu à l'été, Köln"),  # so do other languages
        ("Diện tích 30 m², ± 5 %", "Diện tích 30 m², ± 5 %"),
        ("", ""),
    ],
)
def test_old_encodings_are_told_and_turned(shown: str, expected: str) -> None:
    assert modern(shown) == expected


@pytest.mark.skipif(not shutil.which("iconv"), reason="needs iconv")
def test_the_table_is_that_of_the_standard() -> None:
    encoded = subprocess.run(["iconv", "-f", "UTF-8", "-t", "TCVN5712-1"], input=LETTERS.encode(), capture_output=True)
    if encoded.returncode:
        pytest.skip("this iconv does not know TCVN 5712")
    assert decode(encoded.stdout.decode("latin-1"), "tcvn3") == LETTERS


@pytest.mark.parametrize(
    ("font", "encoding"),
    [(".VnTime", "tcvn3"), ("ABCDEF+.VnTimeH", "tcvn3"), ("VNI-Times", "vni"), ("Times New Roman", None), (None, None)],
)
def test_fonts_tell_their_encoding(font: str | None, encoding: str | None) -> None:
    assert encoding_of_font(font) == encoding


def test_a_text_file_in_tcvn3_is_read(tmp_path: Path) -> None:
    path = tmp_path / "cu.txt"
    path.write_bytes("QuyÕt ®Þnh khen th­ëng hé nghÌo".encode("latin-1"))
    assert texts(lay_out(read(path))) == ["Quyết định khen thưởng hộ nghèo"]


def test_word_runs_in_old_fonts_are_turned_by_their_font(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    for words, font in (("b¸o c¸o ", ".VnTimeH"), ("c«ng t¸c ", ".VnTime"), ("năm 2004", "Times New Roman")):
        run = paragraph.add_run(words)
        run.font.name = font
    path = tmp_path / "cu.docx"
    document.save(str(path))
    assert texts(lay_out(read(path))) == ["BÁO CÁO công tác năm 2004"]


def test_too_little_says_nothing() -> None:
    assert detect("  ") is None and detect("UBND") is None
