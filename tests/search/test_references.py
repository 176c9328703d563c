from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.references import (
    DatedReference,
    LawReference,
    Reference,
    mended,
    parse_dated,
    parse_law,
    parse_reference,
    references,
    types_named,
)

QD = ("Quyết định",)


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        pytest.param("Quyết định 1868", Reference("1868", QD), id="type and number"),
        pytest.param("QĐ 1868", Reference("1868", QD), id="abbreviation"),
        pytest.param("quyet dinh so 1868", Reference("1868", QD), id="no diacritics, with so"),
        pytest.param("QUYẾT ĐỊNH SỐ: 1868", Reference("1868", QD), id="capitals, colon"),
        pytest.param("QĐ1868", Reference("1868", QD), id="no blank"),
        pytest.param("QĐ-UBND 1868", Reference("1868", QD), id="symbol before the number"),
        pytest.param("1868/QĐ-UBND", Reference("1868", (), "1868qdubnd"), id="number in full"),
        pytest.param("1868/qd-ubnd", Reference("1868", (), "1868qdubnd"), id="number in small letters"),
        pytest.param("1868 qd ubnd", Reference("1868", (), "1868qdubnd"), id="blanks for signs"),
        pytest.param("01868/QĐ- UBND", Reference("1868", (), "1868qdubnd"), id="padded, broken by a line"),
        pytest.param("34-CT/TW", Reference("34", (), "34cttw"), id="Party style"),
        pytest.param("34/CT-TW", Reference("34", (), "34cttw"), id="Party style, slip"),
        pytest.param("Chỉ thị 34", Reference("34", ("Chỉ thị",)), id="directive"),
        pytest.param("NĐ 91/2017", Reference("91", ("Nghị định",), None, "2017"), id="number and year"),
        pytest.param("nghị định 91 năm 2017", Reference("91", ("Nghị định",), None, "2017"), id="year in words"),
        pytest.param("91/2017/NĐ-CP", Reference("91", (), "912017ndcp", "2017"), id="year inside"),
        pytest.param("Luật 06/2022/QH15", Reference("6", ("Luật",), "62022qh15", "2022"), id="law"),
        pytest.param("hd 12", Reference("12", ("Hướng dẫn", "Hợp đồng")), id="two types without diacritics"),
        pytest.param("HĐ 12", Reference("12", ("Hợp đồng",)), id="one type with them"),
        pytest.param("QĐ 1868 Tuần Giáo", Reference("1868", QD, words="tuan giao"), id="a word of the issuer, or not"),
        pytest.param(
            "Quyết định số 1868 nông thôn mới", Reference("1868", QD, words="nong thon moi"), id="a further word"
        ),
        pytest.param(
            "kế hoạch 5 xã điểm", Reference("5", ("Kế hoạch",), issuer="xa diem"), id="five communes, most likely"
        ),
        pytest.param("kế hoạch 500 hộ", Reference("500", ("Kế hoạch",), issuer="ho"), id="so many households"),
        pytest.param("quyết định 1868 khen", Reference("1868", QD, words="khen"), id="a number that is hardly a count"),
        pytest.param("Chỉ thị 34 của BCT", Reference("34", ("Chỉ thị",), issuer="bct"), id="the issuer for short"),
        pytest.param("(Quyết định 1868)", Reference("1868", QD), id="in brackets"),
        pytest.param("“QĐ 1868”.", Reference("1868", QD), id="in quotes, with a full stop"),
        pytest.param("theo Quyết định 1868", Reference("1868", QD), id="with the word before it"),
        pytest.param("tìm xem QĐ 1868", Reference("1868", QD), id="asked for"),
        pytest.param("QÐ 1868", Reference("1868", QD), id="the Icelandic letter for Đ"),
        pytest.param("Q.Đ 1868", Reference("1868", QD), id="points in the abbreviation"),
        pytest.param("QĐ#1868", Reference("1868", QD), id="a sign for số"),
        pytest.param("QĐ_1868", Reference("1868", QD), id="as a file is named"),
        pytest.param("Quyết địinh 1868", Reference("1868", QD), id="a letter too many in the type"),
        pytest.param("quyết địnhs 5", Reference("5", QD), id="one at its end"),
        pytest.param("1868QĐ-UBND", Reference("1868", (), "1868qdubnd"), id="no sign between"),
        pytest.param("1868∕QĐ–UBND", Reference("1868", (), "1868qdubnd"), id="other strokes"),
        pytest.param("văn bản số 1868", Reference("1868"), id="of any type"),
        pytest.param("QĐ 1868/2020", Reference("1868", QD, None, "2020"), id="the year behind a stroke"),
        pytest.param("QĐ 1868 tháng 10/2020", Reference("1868", QD, None, None, "2020-10"), id="the month"),
        pytest.param("QĐ 1868 ngày 14/10", Reference("1868", QD), id="a day without a year says nothing"),
        pytest.param(
            "1868/QĐ-UBND 14.10.2020", Reference("1868", (), "1868qdubnd", None, "2020-10-14"), id="the day alone"
        ),
        pytest.param("TT 12/2019/TT-BNV", Reference("12", ("Thông tư",), "122019ttbnv", "2019"), id="the type twice"),
        pytest.param(
            "Quyết định số 7/QĐ-UBND ngày 02/3/2020 của UBND xã An Bình về việc khen thưởng",
            Reference("7", QD, "7qdubnd", None, "2020-03-02", "ubnd xa an binh", "khen thuong"),
            id="pasted from a report",
        ),
    ],
)
def test_references(text: str, reference: Reference) -> None:
    assert parse_reference(text) == reference


@pytest.mark.parametrize(
    "text",
    ["thi đua 2020", "14/10/2020", "ngày 14/10/2020", "Kế hoạch 5 năm 2016-2020", "kế hoạch 6 tháng", "20 tập thể",
     "Quyết định", "quyết định khen 20 tập thể", "1868", "2016-2020", "quyết địnhs", ""],
)  # fmt: skip
def test_what_names_no_document(text: str) -> None:
    assert parse_reference(text) is None


@pytest.mark.parametrize(
    ("text", "as_typed"),
    [
        ("l868/QĐ-UBND", "1868/QĐ-UBND"),  # l for 1
        ("QĐ I868", "QĐ 1868"),  # I for 1
        ("Chỉ thị 1B/CT-UBND", "Chỉ thị 18/CT-UBND"),  # B for 8
        ("2O5/KH-UBND", "205/KH-UBND"),  # O for 0
        ("Quyết định 1868/QĐ-UBND", None),  # nothing misread
        ("Bộ Nội vụ", None),  # no number
        ("LIB 5", None),  # letters
    ],
)
def test_letters_for_digits(text: str, as_typed: str | None) -> None:
    assert mended(text) == as_typed


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("Quyết định ngày 14/10/2020", DatedReference(QD, "2020-10-14")),
        ("qđ ngày 14 tháng 10 năm 2020 của UBND tỉnh", DatedReference(QD, "2020-10-14", "ubnd tinh")),
        ("Quyết định tháng 10/2020", None),  # no day
        ("ngày 14/10/2020", None),  # no type
    ],
)
def test_a_type_and_a_day(text: str, reference: DatedReference | None) -> None:
    assert parse_dated(text) == reference


def test_further_words_do_not_count_where_all_is_held_to_be_a_reference() -> None:
    assert parse_reference("Quyết định 18 nông thôn mới", bare=True) == Reference("18", QD, words="nong thon moi")


def test_a_bare_number_names_one_only_where_one_is_asked_for() -> None:
    assert parse_reference("1868", bare=True) == Reference("1868")
    assert parse_reference("14/10/2020", bare=True) is None


@given(st.text(alphabet="QĐqdsố 0123456789/-.&UBND,năm\"'", max_size=40))
def test_nothing_breaks_it(text: str) -> None:
    list(references(text, bare=True))


@pytest.mark.parametrize(("text", "types"), [("bc", ("Báo cáo",)), ("báo cáo", ("Báo cáo",)), ("thư", ("thư",))])
def test_types_named(text: str, types: tuple[str, ...]) -> None:
    assert types_named(text) == types


TDKT = "thi dua khen thuong"


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("Luật Thi đua, khen thưởng", LawReference("Luật", TDKT)),
        ("luat thi dua khen thuong 2013", LawReference("Luật", TDKT, "2013")),
        ("Luật TĐKT năm 2003", LawReference("Luật", TDKT, "2003")),
        ("Luật Thi đua, khen thưởng sửa đổi 2013", LawReference("Luật", TDKT, "2013")),
        ("Luật Thi đua, khen thưởng ngày 15/6/2022", LawReference("Luật", TDKT, None, "2022-06-15")),
        ("Luật Thi đua, khen thưởng số 06/2022/QH15", LawReference("Luật", TDKT, "2022")),
        ("Bộ luật Lao động 2019", LawReference("Bộ luật", "lao dong", "2019")),
        ("Pháp lệnh Dân quân tự vệ", LawReference("Pháp lệnh", "dan quan tu ve")),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng năm 2005",
            LawReference("Luật", TDKT, "2005", None, True),
        ),
        ("Luật", None),  # of what
        ("Thi đua, khen thưởng", None),  # no type
        ("Quyết định khen thưởng", None),  # of a type that has numbers
    ],
)
def test_laws_by_their_names(text: str, law: LawReference | None) -> None:
    assert parse_law(text) == law


@given(st.text(alphabet="Luật bộ phápệnh TĐKT 0123456789/-năm,.", max_size=40))
def test_nothing_breaks_a_law(text: str) -> None:
    parse_law(text)
    parse_law(f"Luật {text}")
