"""Misread words of scans: set phrases and symbols put right and told, everything else left as it was read."""

from __future__ import annotations

import pytest

from extractor.readers.misread import put_right
from models.page import Box, Cell, Change, Line, Page, Table, Word


def _line(text: str, number: int = 1) -> Line:
    return Line(tuple(Word(word, Box(0, 0, 10, 10), 0.9) for word in text.split()), number)


def _put_right(*lines: str) -> tuple[str, list[str]]:
    page = Page(1, tuple(_line(line, i) for i, line in enumerate(lines, 1)))
    (found,), changes = put_right([page], {1})
    return " / ".join(i.text for i in found.items if isinstance(i, Line)), [change.rule for change in changes]


@pytest.mark.parametrize(
    ("read", "made"),
    [
        ("Quyêt đinh khen thưởng", "Quyết định khen thưởng"),  # marks lost
        ("phong trào thí đua, tổ chức", "phong trào thi đua, tổ chức"),  # a tone too many; the comma stays
        ("Chiên sĩ thi đua cơ sở", "Chiến sĩ thi đua cơ sở"),
        ("tặng Giây khen và Băng khen", "tặng Giấy khen và Bằng khen"),
        ("Thủ tướng Chinh phủ", "Thủ tướng Chính phủ"),
        ("ỦY BẠN NHÂN DÂN", "ỦY BAN NHÂN DÂN"),  # capitals stay capitals
        ("TRIẾN KHAI KẾ HOẠCH", "TRIỂN KHAI KẾ HOẠCH"),
        ("“điến hình”", "“điển hình”"),  # signs about the words stay
    ],
)
def test_set_phrases_are_put_right(read: str, made: str) -> None:
    text, rules = _put_right(read)
    assert text == made and set(rules) == {"phrase"}


@pytest.mark.parametrize(
    ("read", "made"),
    [
        ("l868/QĐ-UBND", "1868/QĐ-UBND"),
        ("1O5/KH-UBND", "105/KH-UBND"),
        ("21/QĐĐ-UBND", "21/QĐ-UBND"),  # a letter twice
        ("21/QĐ-UBNĐ;", "21/QĐ-UBND;"),
        ("(I2/BC-HDND)", "(12/BC-HĐND)"),
        ("91/2017/ND-CP", "91/2017/NĐ-CP"),
        ("33/QĐĐ-", "33/QĐ-"),  # the rest stands in the next line
        ("71/2011//TT-BTC", "71/2011/TT-BTC"),  # a slash twice
        ("I136/SNV-TĐKT", "1136/SNV-TĐKT"),  # a letter, named by those who sign it alone
    ],
)
def test_symbols_are_put_right(read: str, made: str) -> None:
    text, rules = _put_right(f"số {read} ngày")
    assert text == f"số {made} ngày" and rules == ["symbol"]


@pytest.mark.parametrize(
    "text",
    [
        "bà Lò Thị Đua",  # a name, though `thi đua` is spelt so
        "LÒ THỊ ĐUA, NGUYỄN VĂN HÒA",
        "nếu đạt thì đưa vào danh sách",  # other words
        "trình diễn hình ảnh",
        "Khen thường xuyên: 12 tập thể",
        "Uỷ ban nhân dân",  # the older way to place the tone
        "văn hoá",
        "cả nhân dân trong xã",
        "phong trào thi, đua",  # a sign between
        "lOO/UBND",  # no symbol of a document
        "21/XYZ-UBNĐ",
        "ll/QĐ-UBND",  # no digit to go by
        "05-CT/TW",
        "46/QĐ-ĐHQN",  # an office that is not known
        "118/TTR-UBND",  # printed so by some
        "I136/SNV-XYZ",  # a part that is not known, and no kind of document
    ],
)
def test_the_rest_is_left_alone(text: str) -> None:
    assert _put_right(text) == (text, [])


def test_a_phrase_may_run_over_the_end_of_a_line() -> None:
    assert _put_right("phong trào thí", "đua năm 2020") == ("phong trào thi / đua năm 2020", ["phrase"])


@pytest.mark.parametrize(
    ("rest", "made"),
    [
        ("'TTg,", "TTg,"),  # a speck before it
        ("UBNĐ;", "UBND;"),
        ("UBND-NV", "UBND-NV"),
        ("BBB", "BBB"),  # not known
        ("(Thanh", "(Thanh"),
    ],
)
def test_the_rest_of_a_symbol_may_stand_in_the_next_line(rest: str, made: str) -> None:
    text, _ = _put_right("Quyết định số 33/QĐ-", f"{rest} ngày")
    assert text == f"Quyết định số 33/QĐ- / {made} ngày"
    assert _put_right("ngày 3/4 -", f"{rest} ngày") == (f"ngày 3/4 - / {rest} ngày", [])


def test_cells_are_put_right_each_for_itself() -> None:
    cells = tuple(Cell((_line(text),)) for text in ("Băng khen", "thí", "đua"))
    (page,), changes = put_right([Page(3, (Table((cells,)),))], {3})
    assert changes == (Change(3, "Băng", "Bằng", "phrase"),)
    (table,) = page.items
    assert isinstance(table, Table) and [cell.text for cell in table.rows[0]] == ["Bằng khen", "thí", "đua"]


def test_pages_that_were_not_scanned_are_left_alone() -> None:
    page = Page(1, (_line("Quyêt đinh"),))
    assert put_right([page], {2}) == ((page,), ())


def test_a_word_put_right_keeps_place_and_confidence() -> None:
    (page,), _ = put_right([Page(1, (_line("thí đua"),))], {1})
    (line,) = page.items
    assert isinstance(line, Line) and line.words[0] == Word("thi", Box(0, 0, 10, 10), 0.9)
