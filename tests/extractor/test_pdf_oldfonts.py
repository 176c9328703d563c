"""PDFs set in fonts from before Unicode."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from extractor.readers import read
from models.page import Line

NEW = "Đoạn này có đủ chữ: báo cáo của xã Tà Lu năm 2004."


def _pdf(path: Path, *lines: tuple[str, str]) -> Path:
    """A page with a line for each (font, text); the fonts are one and the same under those names."""
    for name in {font for font, _ in lines}:
        font = TTFont(name, str(files("models") / "fonts" / "LiberationSerif-Regular.ttf"))
        font.face.name = name.encode()
        pdfmetrics.registerFont(font)
    canvas = Canvas(str(path))
    for i, (font, text) in enumerate(lines):
        canvas.setFont(font, 13)
        canvas.drawString(72, 780 - 20 * i, text)
    canvas.save()
    return path


@pytest.mark.parametrize(
    ("font", "shown", "expected"),
    [
        (
            ".VnTime",
            "Thùc hiÖn QuyÕt ®Þnh sè 15/Q§-UB vÒ khen th­ëng",
            "Thực hiện Quyết định số 15/QĐ-UB về khen thưởng",
        ),
        (".VnTimeH", "b¸o c¸o", "BÁO CÁO"),  # small letters shown as capitals
        ("VNI-Times", "Coâng taùc thi ñua naêm 2004", "Công tác thi đua năm 2004"),
        (".VnTime", "c¸c x· kh¸c nh­", "các xã khác như"),  # a soft hyphen at the line's end is a letter
        (".VnTime", "theo v¨n b¶n sè 5/KH-", "theo văn bản số 5/KH-"),  # and a hyphen is a hyphen
        (".VnTime", NEW, NEW),  # the name of an old font on letters of today
    ],
)
def test_text_in_an_old_font_is_read_by_its_name(font: str, shown: str, expected: str, tmp_path: Path) -> None:
    path = _pdf(tmp_path / "cu.pdf", *[("Moi", NEW)] * 8, (font, shown))  # among more text in Unicode
    lines = [item.text for item in read(path).pages[0].items if isinstance(item, Line)]
    assert lines == [NEW] * 8 + [expected]


def test_text_whose_font_tells_nothing_is_read_by_its_letters(tmp_path: Path) -> None:
    path = _pdf(tmp_path / "cu.pdf", ("F1", "QuyÕt ®Þnh khen th­ëng x· Tµ Lu"), ("F1", "n¨m 2004, ba tËp thÓ"))
    lines = [item.text for item in read(path).pages[0].items if isinstance(item, Line)]
    assert lines == ["Quyết định khen thưởng xã Tà Lu", "năm 2004, ba tập thể"]
