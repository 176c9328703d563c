from __future__ import annotations

import shutil
import subprocess
import zipfile
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
        ("Coâng taùc boä, toâi", "Công tác bộ, tôi"),  # ô is there a sign of VNI as well, for ơ
        ("Maët traän Toå quoác, ngöôøi Kinh ôû Myõ", "Mặt trận Tổ quốc, người Kinh ở Mỹ"),
        (PLAIN, PLAIN),  # Unicode stays
        ("Déjà vu à l'été, Köln", "Déjà vu à l'été, Köln"),  # so do other languages
        ("Diện tích 30 m², ± 5 %", "Diện tích 30 m², ± 5 %"),
        ("\u00a9 2020 UBND", "\u00a9 2020 UBND"),  # one sign tells nothing
        (
            "TËp thÓ x· 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 b¶n",
            "Tập thể xã 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 bản",
        ),
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


def _documented(fonts: dict[str, str], texts_and_fonts: list[tuple[str, str | None]], folder: Path) -> Path:
    """A Word file whose styles have those fonts, with a paragraph for each text, a run of it in its font."""
    document = docx.Document()
    for style, named in fonts.items():
        document.styles[style].font.name = named
    for words, font in texts_and_fonts:
        document.add_paragraph().add_run(words).font.name = font
    path = folder / "cu.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("fonts", "runs", "expected"),
    [
        pytest.param(
            {"Normal": ".VnTime"},
            [("Quy\u00d5t ®Þnh", None), ("Qu\u00fd", "Arial")],
            ["Quyết định", "Quý"],
            id="by the style, and a run of its own font",
        ),
        pytest.param(
            {"Normal": ".VnTime"},
            [("Quyết định báo cáo.", None), ("Báo cáo.", None)],
            ["Quyết định báo cáo.", "Báo cáo."],
            id="text converted to Unicode, the font's name kept",
        ),
        pytest.param({}, [("Quyeát ñònh", "VNI-Times")], ["Quyết định"], id="VNI"),
        pytest.param(
            {}, [("x\uf0b7 Tµ Lu", ".VnTime")], ["xã Tà Lu"], id="a sign where Windows puts those of fonts of symbols"
        ),
    ],
)
def test_word_files_tell_their_fonts_by_styles_too(
    fonts: dict[str, str], runs: list[tuple[str, str | None]], expected: list[str], tmp_path: Path
) -> None:
    assert texts(lay_out(read(_documented(fonts, runs, tmp_path)))) == expected


def test_a_soft_hyphen_is_a_letter_in_an_old_font_only(tmp_path: Path) -> None:
    """LibreOffice writes the ư of .VnTime so."""
    path = _documented({"Normal": ".VnTime"}, [("Th@ëng.", None), ("Khu@yến khích", "Arial")], tmp_path)
    changed = tmp_path / "moi.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"@", b"</w:t><w:softHyphen/><w:t>"))
    assert texts(lay_out(read(changed))) == ["Thưởng.", "Khuyến khích"]


def test_too_little_says_nothing() -> None:
    assert detect("  ") is None and detect("UBND") is None
