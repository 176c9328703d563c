"""The measure itself: what it counts as wrong, and what it must not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import pytest
from moved import moved_errors
from scoring import Entry, Tally, errors, found, kept, missed, named, numbers, plain, symbols, unbroken

LINES = ["Ủy ban nhân dân huyện Mường Lanh báo cáo kết quả", "công tác thi đua, khen thưởng năm 2023 như sau:"]
NOTE = "Kế hoạch số 1582/KH-UBND ngày 05 tháng 8 năm 2021."


@pytest.mark.parametrize(
    ("lines", "read", "wrong"),
    [
        (LINES, " ".join(LINES), 0),
        ([*LINES, NOTE], " ".join([NOTE, *LINES]), 0),  # a footnote put elsewhere
        ([LINES[0], NOTE, LINES[1]], " ".join([*LINES, NOTE]), 0),  # a page's foot within a sentence
        ([*LINES, NOTE, NOTE], " ".join([*LINES, NOTE, NOTE]), 0),  # the same line twice
        ([LINES[0], "ở cơ sở.", LINES[1]], f"{LINES[0]} Ở CƠ SỞ. {LINES[1]}", 5),  # hardly like it, but in its place
        ([LINES[0], "3", LINES[1]], f"{LINES[0]} 8 {LINES[1]}", 1),  # the same, too short to be like anything
        ([*LINES, NOTE, NOTE], " ".join([*LINES, NOTE]), len(NOTE)),  # once of twice
        (LINES, " ".join(LINES).replace("Mường", "Mương"), 1),  # a tone
        (LINES, " ".join(LINES).replace("khen ", "khen"), 1),  # a lost blank
        (LINES, " ".join(LINES[:1]), len(LINES[1])),  # a lost line
        (LINES, " ".join([*LINES, "BẢN MẪU"]), 6),  # letters where nothing is printed, blanks aside
        (["TT", "Tên tập thể", "1"], "1 TT Tên tập thể", 0),  # cells in another order
    ],
)
def test_lines_count_wherever_they_stand(lines: Sequence[str], read: str, wrong: int) -> None:
    assert moved_errors(lines, read) == wrong


def test_order_counts_where_it_is_asked_for() -> None:
    assert errors("một hai", "một hai") == 0
    assert errors("một hai", "hai một") > 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Quyết định số 1868/QĐ-UBND ngày", ["1868/QĐ-UBND"]),
        ("Chỉ thị 34-CT/TW của", ["34-CT/TW"]),
        ("Luật số 06/2022/QH15", ["06/2022/QH15"]),
        ("Nghị quyết số 30a/2008/NQ-CP;", ["30a/2008/NQ-CP"]),
        ("ngày 14/10/2020, giai đoạn 2016-2020", []),
    ],
)
def test_symbols_of_documents(text: str, expected: list[str]) -> None:
    assert symbols(text) == Counter(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("978 tập thể, 932 cá nhân", ["978", "932"]),
        ("đạt 86,54%.", ["86,54%"]),
        ("ngày 14/10/2020;", ["14/10/2020"]),
        ("số 1868/QĐ-UBND", []),
        ("1.780 lượt", ["1.780"]),
        ("1. Ưu điểm", ["1"]),
    ],
)
def test_numbers_by_themselves(text: str, expected: list[str]) -> None:
    assert numbers(text) == Counter(expected)


def test_a_symbol_broken_at_a_line_s_end_is_whole() -> None:
    assert unbroken("số 972/KH-\nUBND ngày\n05/8/2021") == "số 972/KH-UBND ngày 05/8/2021"
    assert unbroken("giai đoạn 2016 -\n2020") == "giai đoạn 2016 - 2020"


def test_names_are_whole_words_with_their_tones() -> None:
    count = named(["Lò Văn Lến", "Hà"])
    assert count("ông Lò Văn Lến, bà Hà Thị An") == Counter(["Lò Văn Lến", "Hà"])
    assert not count("ông Lò Văn Lén ở Hàm Rồng")


def test_what_is_kept_counts_each_time() -> None:
    tally = kept(Counter("aab"), Counter("abc"))
    assert (tally.hit, tally.true, tally.found) == (2, 3, 3)


def test_entries_pair_one_to_one() -> None:
    one, like, other = (Entry((1,), (text,)) for text in ("I. ƯU ĐIỂM", "I. ƯU ĐIÊM", "II. HẠN CHẾ"))
    assert found([one, one], [one], 1.0) == Tally(1, 2, 1)
    assert found([one, other], [like, other], 1.0) == Tally(1, 2, 2)
    assert found([one, other], [like, other], 0.8) == Tally(2, 2, 2)
    cells = [Entry((), ("2", "Xã Him Lộc")), Entry((), ("2)", "Xã Him Lộc")), Entry((), ("2 Xã", "Him Lộc"))]
    assert found(cells[:1], cells[1:2], 0.9).hit == 1  # a letter too many in a short cell
    assert found(cells[:1], cells[2:], 0.9).hit == 0  # a word in the wrong one
    assert found([one], [Entry((2,), one.alike)], 0.8).hit == 0  # a level deeper
    assert missed([one, other], [like], 0.8) == [other]


def test_figures_of_a_tally() -> None:
    tally = Tally(1, 2, 4)
    tally += Tally(2, 2, 2)
    assert (tally.precision, tally.recall) == (0.5, 0.75)
    assert tally.f1 == pytest.approx(0.6)
    assert Tally().f1 == 1.0


def test_quotes_are_alike_on_scans() -> None:
    assert plain("“Dân  vận\nkhéo” – 2020") == '"Dân vận khéo" - 2020'
