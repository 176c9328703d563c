from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.layout import lay_out
from extractor.readers import read
from extractor.readers.encodings import text_of, utf16_of
from extractor.readers.oldfonts import Encoding, decode, in_unicode
from tests.extractor.layout_tools import texts

TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")  # none, sắc, huyền, hỏi, ngã, nặng
# The tables of the standard and of VNI Software: a vowel, and what stands for it in the six tones.
TCVN3 = {
    "a": "a ¸ µ ¶ · ¹",
    "ă": "¨ ¾ » ¼ ½ Æ",
    "â": "© Ê Ç È É Ë",
    "e": "e Ð Ì Î Ï Ñ",
    "ê": "ª Õ Ò Ó Ô Ö",
    "i": "i Ý × Ø Ü Þ",
    "o": "o ã ß á â ä",
    "ô": "« è å æ ç é",
    "ơ": "¬ í ê ë ì î",
    "u": "u ó ï ñ ò ô",
    "ư": "\u00ad ø õ ö ÷ ù",
    "y": "y ý ú û ü þ",
    "đ": "® - - - - -",
}
VNI = {
    "a": "a aù aø aû aõ aï",
    "ă": "aê aé aè aú aü aë",
    "â": "aâ aá aà aå aã aä",
    "e": "e eù eø eû eõ eï",
    "ê": "eâ eá eà eå eã eä",
    "i": "i í ì æ ó ò",
    "o": "o où oø oû oõ oï",
    "ô": "oâ oá oà oå oã oä",
    "ơ": "ô ôù ôø ôû ôõ ôï",
    "u": "u uù uø uû uõ uï",
    "ư": "ö öù öø öû öõ öï",
    "y": "y yù yø yû yõ î",
    "đ": "ñ - - - - -",
}


def _composed(table: dict[str, str]) -> dict[str, str]:
    """What stands for each letter."""
    rows = {letter: row.split(" ") for letter, row in table.items()}
    return {unicodedata.normalize("NFC", v + tone): row[i] for v, row in rows.items() for i, tone in enumerate(TONES)}


SHOWN: dict[Encoding, dict[str, str]] = {"tcvn3": _composed(TCVN3), "vni": _composed(VNI)}
LETTERS = [letter for letter in SHOWN["vni"] if len(letter) == 1]
# Plain words of reports, from which texts are put together.
PHRASES = (
    "tặng giấy khen cho ba tập thể", "Ủy ban nhân dân xã", "đã có thành tích xuất sắc", "phong trào thi đua yêu nước",
    "theo đề nghị của trưởng phòng", "Hội đồng thi đua khen thưởng", "được công nhận đạt chuẩn", "hộ nghèo giảm còn 5,2%",
    "năm 2004", "ngày 12 tháng 9", "số 15/QĐ-UB", "các em học sinh giỏi", "gia đình văn hóa", "Ông Lò Văn Ế ở bản Nậm Kẻ",
    "làm đường giao thông nông thôn", "quỹ vì người nghèo", "chị Vừ Thị Mỷ", "ý thức tự giác", "ngoài ra còn khuyết điểm",
)  # fmt: skip


def _in_old(text: str, encoding: Encoding) -> str:
    """`text` as a font of that encoding needs it; TCVN3 has no capitals with tones, so small letters stand for them."""
    shown = SHOWN[encoding]
    if encoding == "tcvn3":
        return "".join(
            "§" if c == "Đ" else shown.get(c.lower(), c) if c.lower() in shown and not c.isascii() else c for c in text
        )
    return "".join(shown.get(c, shown[c.lower()].upper() if c.lower() in shown and c.isupper() else c) for c in text)


def _in_1258(text: str) -> bytes:
    """Windows' Vietnamese: tone marks after their letters."""
    pieces = []
    for letter in text:
        marks = "".join(c for c in unicodedata.normalize("NFD", letter) if c in TONES[1:])
        plain = "".join(c for c in unicodedata.normalize("NFD", letter) if c not in TONES[1:])
        pieces.append(unicodedata.normalize("NFC", plain) + marks)
    return "".join(pieces).encode("cp1258")


ENCODED: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda text: text.encode(),
    "utf-8, decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "utf-16 with a mark": lambda text: text.encode("utf-16"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "windows-1258": _in_1258,
    "tcvn3": lambda text: _in_old(text, "tcvn3").encode("latin-1"),
    "vni": lambda text: _in_old(text, "vni").encode("latin-1"),
}
# Different ones: a text of one letter alone may be of more than one encoding.
prose = st.lists(st.sampled_from(PHRASES), min_size=4, max_size=12, unique=True).map(", ".join)


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
@given(text=st.text(st.sampled_from([*LETTERS, *"bcdghklmnpqrstvx 0123456789.,;:/()-"])))
def test_whatever_is_written_in_an_old_font_is_read_again(encoding: Encoding, text: str) -> None:
    assert decode(_in_old(text, encoding), encoding) == text


@given(text=st.text(st.sampled_from([*LETTERS, *map(str.upper, LETTERS), *"bcđghklmnQTV "])))
def test_vni_has_capitals_too(text: str) -> None:
    assert decode(_in_old(text, "vni"), "vni") == text


@pytest.mark.parametrize("name", ENCODED)
@given(text=prose)
def test_every_encoding_is_told_by_its_letters(name: str, text: str) -> None:
    read_again = unicodedata.normalize("NFC", text_of(ENCODED[name](text)) or "")
    assert read_again == (decode(_in_old(text, "tcvn3"), "tcvn3") if name == "tcvn3" else text)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Thùc hiÖn ChØ thÞ sè 2".encode("latin-1"), "Thực hiện Chỉ thị số 2"),  # no letter of those that tell most
        (_in_1258("phía sau, nhân dân xã"), "phía sau, nhân dân xã"),  # none that only Vietnamese has
        (
            "§¶ng uû 12 34 56 78 90 12 34 56 78 90 · · ·".encode("latin-1"),
            "Đảng uỷ 12 34 56 78 90 12 34 56 78 90 ã ã ã",
        ),
        ("Déjà vu à l'été, où ça".encode("latin-1"), None),  # another language, in its own encoding
        ("Não são informações às três".encode("latin-1"), None),
        ("Grüße aus Köln, wir hatten heute eine Sitzung".encode("latin-1"), None),
        (b"\xff\x80\x81" * 40, None),
        (b"", ""),
        (b"ASCII", "ASCII"),
    ],
)
def test_bytes_that_could_be_taken_for_others(raw: bytes, text: str | None) -> None:
    found = text_of(raw)
    assert (found if found is None else unicodedata.normalize("NFC", found)) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_are_not(raw: bytes) -> None:
    found = text_of(raw)
    assert found is None or isinstance(found, str)


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_plain_letters_are_never_taken_for_utf16(text: str) -> None:
    assert utf16_of(text.encode()) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("báo cáo xã", False), ("Quyết định", True), ("QuyÕt ®Þnh", False), ("Quyeát ñònh", False), ("", False)],
)
def test_letters_of_unicode_tell_it(text: str, expected: bool) -> None:
    assert in_unicode(text) is expected


PAGES = {
    "the font of an element around": ('<font face=".VnTime"><b>QuyÕt</b> <i>®Þnh</i></font>', "Quyết định"),
    "the font of a style": ('<p style="font-size:13pt;font-family:VNI-Times">Quyeát ñònh</p>', "Quyết định"),
    "capitals": ('<span style="font-family:.VnTimeH">b¸o c¸o</span>', "BÁO CÁO"),
    "the nearest font": ('<font face=".VnTime">®ît <font face="Arial">tháng</font></font>', "đợt tháng"),
    "a sheet of styles, so no element": ("<p>QuyÕt ®Þnh khen th­ëng</p>", "Quyết định khen thưởng"),
    "a font whose text was converted": ('<font face=".VnTime">Quyết định báo cáo</font>', "Quyết định báo cáo"),
}


@pytest.mark.parametrize("case", PAGES)
@pytest.mark.parametrize(
    ("charset", "encoding"),
    [("utf-8", "utf-8"), ("x-user-defined", "cp1252"), (None, "utf-8"), ("UTF-16", "utf-16")],
)
def test_web_pages_in_old_fonts(case: str, charset: str | None, encoding: str, tmp_path: Path) -> None:
    body, expected = PAGES[case]
    if encoding == "cp1252" and "ế" in body:
        pytest.skip("there is no such page")
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    path = tmp_path / "trang.html"
    path.write_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding))
    assert texts(lay_out(read(path))) == [expected]
