from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from extractor.readers import read
from models.errors import ReadError
from models.page import Line, Reading, Table

TEXT = "Quyết định khen thưởng số 12/QĐ-UBND của Ủy ban nhân dân huyện Khe Mòn\n"


def _in_1258(text: str) -> bytes:
    """Windows' Vietnamese: tone marks after their letters, the other marks with them."""
    pieces = []
    for letter in text:
        marks = [c for c in unicodedata.normalize("NFD", letter) if c in "\u0300\u0301\u0303\u0309\u0323"]
        plain = "".join(c for c in unicodedata.normalize("NFD", letter) if c not in marks)
        pieces.append(unicodedata.normalize("NFC", plain) + "".join(marks))
    return "".join(pieces).encode("cp1258")


def _lines(reading: Reading) -> list[str]:
    return [item.text for page in reading.pages for item in page.items if isinstance(item, Line)]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(TEXT.encode(), id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), id="UTF-8 with a mark"),
        pytest.param(unicodedata.normalize("NFD", TEXT).encode(), id="decomposed, as macOS writes"),
        pytest.param(TEXT.encode("utf-16"), id="UTF-16, as Notepad's Unicode"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(_in_1258(TEXT), id="Windows-1258"),
    ],
)
def test_encodings_give_one_text(raw: bytes, tmp_path: Path) -> None:
    path = tmp_path / "thu.txt"
    path.write_bytes(raw)
    assert _lines(read(path)) == [TEXT.strip()]


def test_another_encoding_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "thu.txt"
    path.write_bytes("Déjà vu à l’été".encode("latin-1", "replace") * 4)
    with pytest.raises(ReadError, match=r"thu\.txt: its text is in an unknown encoding; save it as UTF-8"):
        read(path)


def test_lines_know_their_number_indent_and_the_blank_lines_above(tmp_path: Path) -> None:
    path = tmp_path / "thu.txt"
    path.write_text("Một\n\n\n    Hai\n\fBa\n", "utf-8")
    reading = read(path)
    first, second = reading.pages[0].items
    assert isinstance(first, Line) and isinstance(second, Line)
    assert (first.number, first.gap, first.indent) == (1, 0, 0)
    assert (second.number, second.gap) == (4, 2) and second.indent > 10
    assert [page.number for page in reading.pages] == [1, 2]


def test_markdown_is_resolved_and_its_tables_are_tables(tmp_path: Path) -> None:
    path = tmp_path / "thu.md"
    path.write_text(
        "## I. KẾT QUẢ\n\n**Tặng khen\nba xã**, và *hai* thôn, 5 * 3.\n\n* Một\n\n| Xã | Số |\n|---|---|\n| Tà Lu | **5** |\n",
        "utf-8",
    )
    reading = read(path)
    assert _lines(reading) == ["I. KẾT QUẢ", "Tặng khen", "ba xã, và hai thôn, 5 * 3.", "* Một"]
    bold = [[w.bold for w in i.words] for i in reading.pages[0].items if isinstance(i, Line)]
    assert bold[0] == [True] * 3 and bold[1] == [True, True] and bold[2][:3] == [True, True, False]
    table = reading.pages[0].items[-1]
    assert isinstance(table, Table)
    assert [[c.text for c in row] for row in table.rows] == [["Xã", "Số"], ["Tà Lu", "5"]]


@pytest.mark.parametrize(
    ("line", "is_table"),
    [
        ("1\tTổ chức hội nghị\tTháng 3", True),
        ("\ttiếp theo của dòng trên\tTháng 4", True),  # a row that goes on begins with an empty cell
        ("\tThụt đầu dòng bằng một dấu", False),  # an indent
        ("1.\tMục đích", False),  # a number before its words
        ("-\tNhư trên;", False),
    ],
)
def test_tabs_that_make_tables(line: str, is_table: bool, tmp_path: Path) -> None:
    path = tmp_path / "thu.txt"
    path.write_text(line, "utf-8")
    assert isinstance(read(path).pages[0].items[0], Table) == is_table


def test_rows_parted_by_wide_blanks_are_a_table_where_they_agree(tmp_path: Path) -> None:
    path = tmp_path / "thu.txt"
    path.write_text(
        "TT   Đơn vị   Tập thể\n1   Xã Tà Lu   19\n2   Xã Khe Mòn   3\nTổng cộng   22\n\nCộng 22 tập thể.\n", "utf-8"
    )
    table, line = read(path).pages[0].items
    assert isinstance(table, Table) and isinstance(line, Line)
    assert [[c.text for c in row] for row in table.rows] == [
        ["TT", "Đơn vị", "Tập thể"],
        ["1", "Xã Tà Lu", "19"],
        ["2", "Xã Khe Mòn", "3"],
        ["Tổng cộng", "", "22"],
    ]


def test_rows_parted_by_wide_blanks_may_be_double_spaced(tmp_path: Path) -> None:
    path = tmp_path / "thu.txt"
    rows = "TT    Đơn vị    Tập thể    Cá nhân \n\n1    Xã Tà Lu    19    4 \n\n2    Xã Khe Mòn    3    5 \n\n"
    path.write_text(f"{rows}    Tổng cộng    22    9 \n\nHết.\n", "utf-8")
    table = read(path).pages[0].items[0]
    assert isinstance(table, Table)
    assert [c.text for c in table.rows[-1]] == ["", "Tổng cộng", "22", "9"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Xã           Giấy khen của       Bằng khen của\n"
            "             UBND huyện          UBND tỉnh\n"
            "             TT        CN        TT      CN\n"
            "Pa Vệ Sủ     4         31        1       6\n"
            "Tá Bạ        12        104       -       2\n"
            "Cộng         16        135       1       8\n",
            [
                "Xã|Giấy khen của||Bằng khen của|",
                "|UBND huyện||UBND tỉnh|",
                "|TT|CN|TT|CN",
                "Pa Vệ Sủ|4|31|1|6",
                "Tá Bạ|12|104|-|2",
                "Cộng|16|135|1|8",
            ],
            id="a head whose cells stand over two columns",
        ),
        pytest.param(
            "TT  Hình thức, danh hiệu              Tập thể   Cá nhân\n"
            "-------------------------------------------------------\n"
            "A   Cấp Nhà nước\n"
            "1   Huân chương Lao động hạng Ba         1          2\n"
            "B   Cấp tỉnh\n"
            "2   Bằng khen của Chủ tịch              14         52\n"
            "    UBND tỉnh\n",
            [
                "TT|Hình thức, danh hiệu|Tập thể|Cá nhân",
                "A|Cấp Nhà nước||",
                "1|Huân chương Lao động hạng Ba|1|2",
                "B|Cấp tỉnh||",
                "2|Bằng khen của Chủ tịch|14|52",
                "|UBND tỉnh||",
            ],
            id="rows without numbers between the others, a rule, a cell of two lines",
        ),
    ],
)
def test_cells_that_stand_one_under_another_are_a_table(tmp_path: Path, text: str, expected: list[str]) -> None:
    path = tmp_path / "bang.txt"
    path.write_text(f"{text}\nTrên đây là số liệu của các xã trong huyện.\n", "utf-8")
    table, line = read(path).pages[0].items
    assert isinstance(table, Table) and isinstance(line, Line)
    assert ["|".join(c.text for c in row) for row in table.rows] == expected


def test_blanks_left_open_for_a_number_or_a_day_part_nothing(tmp_path: Path) -> None:
    path = tmp_path / "thu.txt"
    path.write_text("Số:      /BC-UBND\n\nKhe Mòn, ngày      tháng 6 năm 2020\n\nBÁO CÁO\n", "utf-8")
    assert _lines(read(path)) == ["Số: /BC-UBND", "Khe Mòn, ngày tháng 6 năm 2020", "BÁO CÁO"]


def test_empty_cells_between_strokes_keep_their_place(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("TT | Xã | Tập thể | Cá nhân\n1 | Tà Lu | 4 | 9\nCộng | | 4 | 9\n", "utf-8")
    (table,) = (item for item in read(path).pages[0].items if isinstance(item, Table))
    assert [len(row) for row in table.rows] == [4, 4, 4]
