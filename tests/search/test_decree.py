from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection

import pytest

from corpus.folder import open_reading
from models.errors import UsageError
from search.lookups.decree import decree, plainly_named
from tests.search.archives import Draft, put

SUOI_VANG, MUONG_KHE = "UBND huyện Suối Vàng", "UBND huyện Mường Khê"

PAPER = "về thực hiện phong trào thi đua xây dựng nông thôn mới"

AMENDED = "sửa đổi, bổ sung một số điều của Luật Thi đua, Khen thưởng"

DRAFTS = [
    Draft("a.txt", SUOI_VANG, "2020")
    .cite("Theo Quyết định số 77/QĐ-UBND ngày 01/02/2020 của UBND huyện", "77/QĐ-UBND", "2020-02-01", "UBND huyện")
    .cite("Kế hoạch số 112/KH-UBND về thi đua năm 2020", "112/KH-UBND", "2020-01-05", SUOI_VANG, doc_type="Kế hoạch")
    .cite("Chỉ thị 34-CT/TW của Bộ Chính trị", "34-CT/TW", "2014-04-07", "Bộ Chính trị", doc_type="Chỉ thị"),
    Draft("b.txt", SUOI_VANG, "2021")
    .cite("Tiếp tục Quyết định số 77/QĐ-UBND năm ngoái", "77/QĐ-UBND")
    .cite("Chỉ thị 34/CT-TW", "34/CT-TW", doc_type="Chỉ thị")
    .cite("Nghị định số 91/2017/NĐ-CP", "91/2017/NĐ-CP", "2017-07-31", "Chính phủ", doc_type="Nghị định"),
    Draft("c.txt", MUONG_KHE, "2020").cite("Chỉ thị số 112/CT-UBND", "112/CT-UBND", None, MUONG_KHE, doc_type="Chỉ thị"),
    Draft("d.txt", MUONG_KHE, "2022")
    .cite("Quyết định số 5/QĐ-UBND ngày 03/01/2022 của UBND huyện", "5/QĐ-UBND", "2022-01-03", "UBND huyện")
    .cite("Quyết định số 5/QĐ-UBND ngày 02/02/2021 của UBND huyện", "5/QĐ-UBND", "2021-02-02", "UBND huyện")
    .cite("Quyết định số 5/QĐ-UBND", "5/QĐ-UBND"),
    Draft("e.txt", SUOI_VANG, "2020", number="77/QĐ-UBND", doc_type="Quyết định", date="2020-02-01").say("Khen"),
    Draft("f.txt", SUOI_VANG, "2020", number="88/QĐ-UBND", doc_type="Quyết định", date="2020-03-01").say("Khen"),
    Draft("i.txt", SUOI_VANG, "2021")
    .cite("Kế hoạch 354/KH-UBND", "354/KH-UBND", "2021-05-06", SUOI_VANG, PAPER, doc_type="Kế hoạch")
    .cite("Kế hoạch 361/KH-UBND", "361/KH-UBND", "2021-05-06", SUOI_VANG, PAPER, doc_type="Kế hoạch")
    .cite("Kế hoạch 362/KH-UBND", "362/KH-UBND", "2021-05-06", SUOI_VANG, PAPER, doc_type="Kế hoạch"),
    Draft("j.txt", SUOI_VANG, "2022")
    .cite("Kế hoạch 345/KH-UBND", "345/KH-UBND", "2021-05-06", SUOI_VANG, PAPER, doc_type="Kế hoạch")
    .cite("Kế hoạch 344/KH-UBND", "344/KH-UBND", "2021-05-06", SUOI_VANG, "về phòng cháy", doc_type="Kế hoạch"),
    Draft("g.txt", SUOI_VANG, "2015")
    .law("Căn cứ Luật Thi đua, Khen thưởng ngày 26/11/2003;", "Thi đua, Khen thưởng", "2003-11-26")
    .law("Luật sửa đổi, bổ sung một số điều của Luật Thi đua, Khen thưởng năm 2013;", AMENDED, "2013")
    .law("Thực hiện Luật Thi đua, khen thưởng, các xã đã đăng ký.", "Thi đua, khen thưởng"),
    Draft("h.txt", MUONG_KHE, "2024")
    .law("Luật Thi đua khen thưởng năm 2003", "Thi đua khen thưởng", "2003")
    .law("Luật số 39/2013/QH13 ngày 16/11/2013", "", "2013-11-16", "39/2013/QH13")
    .law("Luật số 39/2013/QH13 sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng", AMENDED, None, "39/2013/QH13")
    .law("Luật Thi đua, khen thưởng số 06/2022/QH15 ngày 15/6/2022", "Thi đua, khen thưởng", "2022-06-15", "06/2022/QH15")
    .law("Luật Giáo dục năm 2019", "Giáo dục", "2019"),
]  # fmt: skip


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return put(tmp_path_factory.mktemp("decree") / "archive", DRAFTS)


@pytest.fixture
def connection(archive: Path) -> Iterator[Connection]:
    opened = open_reading(archive)
    yield opened
    opened.close()


@pytest.mark.parametrize("reference", ["Quyết định 77", "QĐ 77", "quyet dinh so 77", "77/QĐ-UBND", "77/qd-ubnd", "77"])
def test_one_card_by_every_name(connection: Connection, reference: str) -> None:
    (card,) = decree(connection, reference).cards
    assert (card.number, card.date, card.issuer) == ("77/QĐ-UBND", "2020-02-01", SUOI_VANG)
    assert [cited.where.document.name for cited in card.citations] == ["a.txt", "b.txt"]
    assert card.citations[0].where.quote == "Theo Quyết định số 77/QĐ-UBND ngày 01/02/2020 của UBND huyện"
    assert [document.id for document in card.held] == [5]


@pytest.mark.parametrize(
    ("reference", "numbers"),
    [
        pytest.param("l12/KH-UBND", ["112/KH-UBND"], id="a letter for a digit"),
        pytest.param("91/NĐ-CP", ["91/2017/NĐ-CP"], id="a decree without its year"),
        pytest.param("nghị định 91 của CP", ["91/2017/NĐ-CP"], id="the issuer for short"),
        pytest.param("Quyết định 77 nông thôn mới", ["77/QĐ-UBND"], id="words that it does not have"),
        pytest.param("Quyết định ngày 01/02/2020", ["77/QĐ-UBND"], id="by type and day"),
        pytest.param("văn bản 112", ["112/CT-UBND", "112/KH-UBND"], id="of any type"),
        pytest.param("Quyết định 88", ["88/QĐ-UBND"], id="held, and cited by nobody"),
    ],
)
def test_ways_to_a_card(connection: Connection, reference: str, numbers: list[str]) -> None:
    assert sorted(card.number for card in decree(connection, reference).cards) == numbers


@pytest.mark.parametrize(
    ("query", "known"),
    [
        pytest.param("QĐ 77", True, id="a document"),
        pytest.param("luat thi dua khen thuong", True, id="a law by its name"),
        pytest.param("Luật Thi đua, khen thưởng 2009", False, id="of a year that nobody cites"),
        pytest.param("quyết định 77 xã điểm", False, id="a count, as far as is known"),
        pytest.param("77", False, id="a number alone"),
        pytest.param("thi đua yêu nước", False, id="words"),
    ],
)
def test_what_a_search_plainly_asks_for(connection: Connection, query: str, known: bool) -> None:
    assert (plainly_named(connection, query) is not None) is known


def test_a_number_that_one_report_misprints(connection: Connection) -> None:
    (card,) = decree(connection, "354/KH-UBND").cards
    (finding,) = card.findings
    assert finding.about == "number"
    assert [(stated.value, len(stated.documents)) for stated in finding.values] == [
        ("354/KH-UBND", 1),
        ("345/KH-UBND", 1),
    ]


def test_numbers_that_one_report_cites_beside_each_other_are_two(connection: Connection) -> None:
    (card,) = decree(connection, "361/KH-UBND").cards
    assert card.findings == ()


def test_two_prints_of_one_number(connection: Connection) -> None:
    for reference in ("34-CT/TW", "34/CT-TW", "Chỉ thị 34"):
        (card,) = decree(connection, reference).cards
        assert len(card.citations) == 2


def test_a_choice_by_date_and_what_stays_open(connection: Connection) -> None:
    answer = decree(connection, "5/QĐ-UBND")
    assert [card.date for card in answer.cards] == ["2021-02-02", "2022-01-03"]
    assert len(answer.open) == 1
    picked = decree(connection, "5/QĐ-UBND", 2)
    assert [card.date for card in picked.cards] == ["2022-01-03"]
    assert [card.date for card in decree(connection, "Quyết định 5 năm 2021").cards] == ["2021-02-02"]


@pytest.mark.parametrize(
    ("reference", "nearest"),
    [
        pytest.param("Quyết định 112", ["112/CT-UBND", "112/KH-UBND"], id="the number under another type"),
        pytest.param("122/KH-UBND", ["112/KH-UBND"], id="one digit off"),
        pytest.param("121/KH-UBND", ["112/KH-UBND"], id="two digits swapped"),
        pytest.param("77/QĐ-UBND năm 2019", ["77/QĐ-UBND"], id="the number of another year"),
        pytest.param("Quyết định 77 của UBND huyện Mường Khê", ["77/QĐ-UBND"], id="the number of another body"),
        pytest.param("34-CT/TW năm 2019", ["34-CT/TW"], id="the number of another year, without a year in it"),
        pytest.param("91/2018/NĐ-CP", ["91/2017/NĐ-CP"], id="the number of another year, with the year in it"),
        pytest.param(
            "Quyết định 999", ["5/QĐ-UBND", "5/QĐ-UBND", "77/QĐ-UBND"], id="nothing near: the closest of the type"
        ),
        pytest.param(
            "Tờ trình 90", ["112/CT-UBND", "77/QĐ-UBND", "91/2017/NĐ-CP"], id="none of the type: the closest of all"
        ),
    ],
)
def test_the_nearest(connection: Connection, reference: str, nearest: list[str]) -> None:
    answer = decree(connection, reference)
    assert not answer.cards
    assert not answer.open
    assert sorted(card.number for card in answer.nearest) == nearest


def test_the_closest_come_by_their_distance(connection: Connection) -> None:
    assert decree(connection, "Quyết định 999").nearest[0].number == "77/QĐ-UBND"
    assert decree(connection, "Tờ trình 90").nearest[0].number == "91/2017/NĐ-CP"


@pytest.mark.parametrize(
    ("reference", "pick", "sentence"),
    [("xin chào", None, "names no document"), ("5/QĐ-UBND", 3, "there are 2 to choose from")],
)
def test_wrong_usage(connection: Connection, reference: str, pick: int | None, sentence: str) -> None:
    with pytest.raises(UsageError, match=sentence):
        decree(connection, reference, pick)


@pytest.mark.parametrize(
    "reference", ["Luật Thi đua, khen thưởng", "luat thi dua khen thuong", "LUẬT THI ĐUA - KHEN THƯỞNG", "Luật TĐKT"]
)
def test_the_laws_of_one_name(connection: Connection, reference: str) -> None:
    answer = decree(connection, reference)
    assert [(card.number, card.date, len(card.citations)) for card in answer.cards] == [
        ("", "2003-11-26", 2),  # the year alone is the same law
        ("39/2013/QH13", "2013-11-16", 3),  # told by number, by name and year, and by the number alone
        ("06/2022/QH15", "2022-06-15", 1),
    ]
    assert {card.issuer for card in answer.cards} == {"Quốc hội"}
    assert [cited.where.quote for cited in answer.open] == ["Thực hiện Luật Thi đua, khen thưởng, các xã đã đăng ký."]


@pytest.mark.parametrize(
    ("reference", "dates"),
    [
        ("Luật Thi đua, khen thưởng năm 2003", ["2003-11-26"]),
        ("Luật Thi đua, khen thưởng ngày 26/11/2003", ["2003-11-26"]),
        ("Luật Thi đua, khen thưởng số 06/2022/QH15", ["2022-06-15"]),
        ("Luật sửa đổi, bổ sung một số điều của Luật Thi đua, khen thưởng", ["2013-11-16"]),
        ("Luật Thi đua, khen thưởng 2009", []),  # no report cites that year's
    ],
)
def test_a_law_of_one_year(connection: Connection, reference: str, dates: list[str]) -> None:
    assert [card.date for card in decree(connection, reference).cards] == dates


def test_a_law_that_nobody_cites_has_likely_ones(connection: Connection) -> None:
    answer = decree(connection, "Luật Giáo dục nghề nghiệp")
    assert not answer.cards
    assert [card.subject for card in answer.nearest] == ["Giáo dục"]


def test_a_law_is_picked_from_the_list(connection: Connection) -> None:
    (card,) = decree(connection, "Luật TĐKT", 2).cards
    assert card.number == "39/2013/QH13"
