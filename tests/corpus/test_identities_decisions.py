from __future__ import annotations

from collections.abc import Iterable

import pytest

from corpus.identities.bodies import body, completed, issuer_by_symbol
from corpus.identities.decisions import decisions
from models.answers.cards import Cards, Cited
from models.answers.places import Document, Where

DISTRICT, PROVINCE = "UBND huyện Suối Vàng", "UBND tỉnh Hòa Lạc"


def cited(
    number: str,
    date: str | None = None,
    issuer: str | None = None,
    subject: str | None = None,
    report: int = 1,
    unit: str | None = DISTRICT,
) -> Cited:
    where = Where(Document(report, f"{report}.txt", unit=unit, year=2020 + report), 1, None, 0, 1, "câu")
    return Cited(where, "Quyết định", number, date, issuer, subject, None, number)


def resolve(*citations: Cited, named: Iterable[str] = ()) -> Cards:
    return decisions(citations, lambda _: list(named))


def summary(cards: Cards) -> list[tuple[str | None, str | None, int]]:
    return [(card.issuer, card.date, len(card.citations)) for card in cards.cards]


@pytest.mark.parametrize(
    ("citations", "expected", "left_open"),
    [
        pytest.param(
            [cited("7/QĐ-UBND", "2020-01-02", "UBND huyện"), cited("7/QĐ-UBND", "2020-01-02", DISTRICT, report=2)],
            [(DISTRICT, "2020-01-02", 2)], 0, id="'UBND huyện' is the report's own",
        ),
        pytest.param(
            [cited("7/QĐ-UBND", "2020-01-02", "UBND huyện"),
             cited("7/QĐ-UBND", "2020-01-02", "UBND huyện", unit="UBND huyện Mường Khê")],
            [("UBND huyện Mường Khê", "2020-01-02", 1), (DISTRICT, "2020-01-02", 1)], 0, id="and another report's is another",
        ),
        pytest.param(
            [cited("7/CT-UBND", "2020-01-02", PROVINCE), cited("7/CT-UBND", "2020-01-02", DISTRICT)],
            [(DISTRICT, "2020-01-02", 1), (PROVINCE, "2020-01-02", 1)], 0, id="every level has its own number 7",
        ),
        pytest.param(
            [cited("7/CT-UBND", "2020-01-02", DISTRICT), cited("7/CT-UBND", "2021-03-04", DISTRICT)],
            [(DISTRICT, "2020-01-02", 1), (DISTRICT, "2021-03-04", 1)], 0, id="numbers restart each year",
        ),
        pytest.param(
            [cited("7/CT-UBND", "2020-01-02", DISTRICT), cited("7/CT-UBND")],
            [(DISTRICT, "2020-01-02", 2)], 0, id="a bare number where only one fits",
        ),
        pytest.param(
            [cited("7/CT-UBND", "2020-01-02", DISTRICT), cited("7/CT-UBND", "2021-03-04", DISTRICT), cited("7/CT-UBND")],
            [(DISTRICT, "2020-01-02", 1), (DISTRICT, "2021-03-04", 1)], 1, id="a bare number where two fit stays open",
        ),
        pytest.param(
            [cited("7/CT-UBND", "2020-01-02", DISTRICT, "về trồng rừng"), cited("7/CT-UBND", "2021-03-04", DISTRICT, "về thuế"),
             cited("7/CT-UBND", subject="về trồng rừng")],
            [(DISTRICT, "2020-01-02", 2), (DISTRICT, "2021-03-04", 1)], 0, id="the subject tells which",
        ),
        pytest.param(
            [cited("34-CT/TW", "2014-04-07", "Bộ Chính trị"), cited("34/CT-TW", "2014-04-07"), cited("034-CT/TW")],
            [("Bộ Chính trị", "2014-04-07", 3)], 0, id="one number, three prints",
        ),
        pytest.param(
            [cited("91/2017/NĐ-CP", "2017-07-31", "Chính phủ"), cited("91/2017/NĐ-CP")],
            [("Chính phủ", "2017-07-31", 2)], 0, id="the symbol names the issuer",
        ),
        pytest.param(
            [cited("7/QĐ-UBND", "2014", DISTRICT), cited("7/QĐ-UBND", "2014-04-07", DISTRICT)],
            [(DISTRICT, "2014-04-07", 2)], 0, id="a year alone agrees with the day",
        ),
        pytest.param([cited("7/QĐ-UBND")], [(None, None, 1)], 0, id="nothing known"),
        pytest.param(
            [cited("9-NQ/TU", "2021-12-10", "Tỉnh ủy Hòa Lạc"), cited("9-NQ/TU", "2021-12-10", "Ban Chấp hành Đảng bộ tỉnh Hòa Lạc"),
             cited("9-NQ/TU", None, "Ban Thường vụ Tỉnh ủy Hòa Lạc")],
            [("Ban Chấp hành Đảng bộ tỉnh Hòa Lạc", "2021-12-10", 3)], 0, id="a Party committee by its three names",
        ),
        pytest.param(
            [cited("9-NQ/TU", "2021-12-10", "Tỉnh ủy", unit="UBND tỉnh Hòa Lạc"),
             cited("9-NQ/TU", "2021-10-06", "Tỉnh ủy", unit="Sở Y tế tỉnh Sơn Hải")],
            [("Tỉnh ủy Sơn Hải", "2021-10-06", 1), ("Tỉnh ủy Hòa Lạc", "2021-12-10", 1)], 0,
            id="the Party committee of each report's province",
        ),
        pytest.param(
            [cited("15/HD-SNV", "2021-10-06", "Sở Nội vụ", unit="UBND tỉnh Hòa Lạc"),
             cited("15/HD-SNV", "2021-10-06", "Sở Nội vụ tỉnh Sơn Hải")],
            [("Sở Nội vụ tỉnh Hòa Lạc", "2021-10-06", 1), ("Sở Nội vụ tỉnh Sơn Hải", "2021-10-06", 1)], 0,
            id="a department is its province's",
        ),
        pytest.param(
            [cited("8/TTr-NV", "2021-10-06", "Phòng Nội vụ"), cited("8/TTr-NV", "2021-10-06", "Phòng Nội vụ", unit="UBND thị xã Mường Khê")],
            [
                ("Phòng Nội vụ huyện Suối Vàng", "2021-10-06", 1),
                ("Phòng Nội vụ thị xã Mường Khê", "2021-10-06", 1),
            ], 0,
            id="an office is its district's",
        ),
        pytest.param(
            [cited("8/KH-HĐTĐKT", "2021-10-06", "Hội đồng TĐKT Sở", unit="Sở Y tế tỉnh Sơn Hải"),
             cited("8/KH-HĐTĐKT", "2021-10-06", "Hội đồng TĐKT Sở", unit="Sở Y tế tỉnh Hòa Lạc")],
            [("Hội đồng TĐKT Sở Y tế tỉnh Hòa Lạc", "2021-10-06", 1), ("Hội đồng TĐKT Sở Y tế tỉnh Sơn Hải", "2021-10-06", 1)], 0,
            id="a council within an office is that office's",
        ),
        pytest.param(
            [cited("71/2011/TT-BTC", "2011-05-24", "Bộ Tài chính"), cited("71/2011/TT-BTC", "2011-05-24", "Bộ"),
             cited("71/2011/TT-BTC", "2011-05-24", "Bộ Tài chính Kế hoạch")],
            [("Bộ Tài chính", "2011-05-24", 3)], 0, id="an issuer cut off, and one that ran on",
        ),
        pytest.param(
            [cited("6/2013/TTLT-BNV-BTC", "2013-05-24", "Bộ Nội vụ - Bộ Tài chính"), cited("6/2013/TTLT-BNV-BTC", "2013-05-24", "Bộ Tài chính")],
            [("Bộ Nội vụ, Bộ Tài chính", "2013-05-24", 2)], 0, id="joint issuers, of whom one report names one",
        ),
        pytest.param(
            [cited("15/2017/QĐ-UBND", "2017-10-03", PROVINCE), cited("15/2017/QĐ-UBND", "2017-08-19", "UBND tỉnh")],
            [("UBND tỉnh", "2017-08-19", 1), (PROVINCE, "2017-10-03", 1)], 0,
            id="two provinces have a 15 of one year, and whose the other is nobody says",
        ),
        pytest.param(
            [cited("20-NQ/HU", "2011-08-14", "Huyện ủy", "về dân vận"), cited("20-NQ/HU", "2016-09-15", "Huyện ủy", "về dân vận")],
            [("Huyện ủy Suối Vàng", "2011-08-14", 1), ("Huyện ủy Suối Vàng", "2016-09-15", 1)], 0,
            id="one subject in two terms of office",
        ),
        pytest.param(
            [cited("7/CT-UBND", "2024-01-02", DISTRICT), cited("7/CT-UBND", report=1)],
            [(DISTRICT, "2024-01-02", 1), (None, None, 1)], 0, id="a report of 2021 cites nothing of 2024",
        ),
        pytest.param(
            [cited("7/CT-UBND", "2020-01-02", DISTRICT, "về thi đua năm 2020"), cited("7/CT-UBND", None, DISTRICT, "về thi đua năm 2021")],
            [(DISTRICT, "2020-01-02", 1), (DISTRICT, None, 1)], 0, id="the subject names another year",
        ),
        pytest.param(
            [cited("7/QĐ-UBND", "2020-01-02", DISTRICT, report=1), cited("7/QĐ-UBND", "2021-03-04", DISTRICT, report=2),
             cited("7/QĐ-UBND", report=2)],
            [(DISTRICT, "2020-01-02", 1), (DISTRICT, "2021-03-04", 2)], 0, id="the same report cites one of them in full",
        ),
        pytest.param(
            [cited("7/QĐ-UBND", "2020-01-02", "UBND xã Tân Lập", unit="UBND xã Tân Lập, huyện A Sao"),
             cited("7/QĐ-UBND", "2020-01-02", "UBND xã Tân Lập, huyện B Lao")],
            [("UBND xã Tân Lập", "2020-01-02", 1), ("UBND xã Tân Lập, huyện B Lao", "2020-01-02", 1)], 0,
            id="two districts have a commune of that name",
        ),
    ],
)  # fmt: skip
def test_what_is_one_and_what_is_two(
    citations: list[Cited], expected: list[tuple[str | None, str | None, int]], left_open: int
) -> None:
    for order in (citations, citations[::-1]):
        cards = resolve(*order)
        assert summary(cards) == expected
        assert len(cards.open) == left_open


@pytest.mark.parametrize(
    ("citations", "about", "values"),
    [
        pytest.param(
            [cited("112/KH-UBND", "2021-01-14", PROVINCE, "về công tác thi đua năm 2022"),
             cited("112/KH-UBND", "2022-01-14", PROVINCE, "về công tác thi đua năm 2022", report=2)],
            "date", {"2021-01-14": (1,), "2022-01-14": (2,)}, id="one subject, two years",
        ),
        pytest.param(
            [cited("9/QĐ-UBND", "2020-05-06", DISTRICT), cited("9/QĐ-UBND", "2020-06-05", DISTRICT, report=2)],
            "date", {"2020-05-06": (1,), "2020-06-05": (2,)}, id="one year has one number 9",
        ),
        pytest.param(
            [cited("91/2017/NĐ-CP", "2017-07-31"), cited("91/2017/NĐ-CP", "2018-07-31", report=2)],
            "date", {"2017-07-31": (1,), "2018-07-31": (2,)}, id="the number bears its year",
        ),
        pytest.param(
            [cited("9/KH-UBND", "2020-05-06", DISTRICT, "về trồng rừng"),
             cited("9/KH-UBND", "2020-05-06", PROVINCE, "về trồng rừng", report=2)],
            "issuer", {DISTRICT: (1,), PROVINCE: (2,)}, id="one day, one subject, two issuers",
        ),
        pytest.param(
            [cited("1868/QĐ-UBND", "2020-10-14", DISTRICT), cited("1868/QĐ-UBND", "2021-10-14", DISTRICT, report=2)],
            "date", {"2020-10-14": (1,), "2021-10-14": (2,)}, id="one day of two years, by a number that few reach",
        ),
        pytest.param(
            [cited("34-CT/TW", "2014-04-07", "Bộ Chính trị"), cited("34-CT/TW", "2014-04-07", "Ban Bí thư", report=2)],
            "issuer", {"Bộ Chính trị": (1,), "Ban Bí thư": (2,)}, id="the Party's central organs are mixed up",
        ),
        pytest.param(
            [cited("1600/QĐ-TTg", "2016-08-16", "Thủ tướng Chính phủ"), cited("1600/QĐ-TTg", None, "Chính phủ", report=2)],
            "issuer", {"Thủ tướng Chính phủ": (1,), "Chính phủ": (2,)}, id="the symbol is the Prime Minister's alone",
        ),
        pytest.param(
            [cited("91/2017/NĐ-CP", "2017-07-31"), cited("91/NĐ-CP", "2017-07-31", report=2)],
            "number", {"91/2017/NĐ-CP": (1,), "91/NĐ-CP": (2,)}, id="the year left out of the number",
        ),
        pytest.param(
            [cited("9/QĐ-UBND", "2020-05-06", DISTRICT), cited("9/QĐ-UB", "2020-05-06", DISTRICT, report=2)],
            "number", {"9/QĐ-UBND": (1,), "9/QĐ-UB": (2,)}, id="the symbol cut short",
        ),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_shown(citations: list[Cited], about: str, values: dict[str, tuple[int, ...]]) -> None:
    (card,) = resolve(*citations).cards
    (finding,) = card.findings
    assert finding.about == about
    assert {stated.value: stated.documents for stated in finding.values} == values


def test_a_slip_keeps_nobody_else_away() -> None:
    (card,) = resolve(
        cited("77/QĐ-UBND", "2020-02-02", DISTRICT, report=1),
        cited("77/QĐ-UBND", "2020-02-02", DISTRICT, report=2),
        cited("77/QĐ-UBND", "2020-02-03", DISTRICT, report=3),  # the slip
        cited("77/QĐ-UBND", "2020-02-02", report=4),
        cited("77/QĐ-UBND", "2020-02-03", report=5),  # copied from the slip
        cited("77/QĐ-UBND", "2020", report=6),
    ).cards
    assert card.date == "2020-02-02"
    assert {stated.value: stated.documents for stated in card.findings[0].values} == {
        "2020-02-02": (1, 2, 4), "2020-02-03": (3, 5),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "cards"),
    [
        ("2019-05-06", "2020-05-06", 1),  # the year before, on the same day
        ("2012-05-06", "2021-05-06", 1),  # two digits swapped
        ("2018-05-06", "2022-05-06", 2),  # years apart
        ("2019-05-06", "2020-06-07", 2),  # another day
        ("2020-05-06", "2020-06-07", 1),  # a year has one such number
    ],
)
def test_slips_of_years(one: str, other: str, cards: int) -> None:
    found = resolve(cited("77/QĐ-UBND", one, DISTRICT), cited("77/QĐ-UBND", other, DISTRICT, report=2))
    assert len(found.cards) == cards


def test_the_same_day_in_two_provinces_is_two() -> None:
    subject = "về phát động phong trào thi đua năm 2021"
    cards = resolve(
        cited("1/CT-UBND", "2021-01-05", "UBND tỉnh", subject, unit=PROVINCE),
        cited("1/CT-UBND", "2021-01-05", "UBND tỉnh", subject, unit="UBND tỉnh Sơn Hải"),
    )
    assert len(cards.cards) == 2


def test_one_print_of_a_number_is_kept_beside_the_other() -> None:
    (card,) = resolve(cited("34-CT/TW", "2014-04-07", "Bộ Chính trị"), cited("34/CT-TW", report=2)).cards
    assert [(stated.value, stated.documents) for stated in card.prints] == [("34-CT/TW", (1,)), ("34/CT-TW", (2,))]


def test_the_document_itself_is_on_its_card_and_its_word_counts_most() -> None:
    own = Document(9, "qd.txt", "Quyết định", "7/QĐ-UBND", DISTRICT, "2020-01-02", "Về trồng rừng", year=2020)
    others = [cited("7/QĐ-UBND", "2020-02-01", DISTRICT), cited("7/QĐ-UBND", "2020-02-01", DISTRICT, report=2)]
    (card,) = decisions(others, lambda _: (), [own]).cards
    assert (card.date, card.subject, card.held) == ("2020-01-02", "Về trồng rừng", (own,))
    assert {stated.value: stated.documents for stated in card.findings[0].values} == {
        "2020-01-02": (9,),
        "2020-02-01": (1, 2),
    }


def test_a_document_that_nobody_cites_has_a_card() -> None:
    own = Document(9, "qd.txt", "Quyết định", "7/QĐ-UBND", DISTRICT, "2020-01-02", "Về trồng rừng", year=2020)
    (card,) = decisions([], lambda _: (), [own]).cards
    assert (card.held, card.citations, card.issuer) == ((own,), (), DISTRICT)


def test_yearly_documents_with_alike_subjects_stay_two() -> None:
    cards = resolve(
        cited("2/CT-UBND", "2021-02-23", PROVINCE, "về phát động phong trào thi đua năm 2021"),
        cited("2/CT-UBND", "2022-02-08", PROVINCE, "về phát động phong trào thi đua năm 2022"),
    )
    assert len(cards.cards) == 2


def test_a_province_left_unnamed_is_the_one_that_the_unit_names_elsewhere() -> None:
    (card,) = resolve(cited("4/CT-UBND", "2014-05-19", "UBND tỉnh"), named=[PROVINCE, "UBND huyện Mường Khê"]).cards
    assert (card.issuer, card.inferred) == (PROVINCE, ("issuer",))


def test_a_province_stays_unnamed_where_two_are_named_alike_often() -> None:
    whole = completed(body("UBND tỉnh"), body(DISTRICT), lambda: [PROVINCE, "UBND tỉnh Sơn Hải"])
    assert not whole.place


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        ("Uỷ ban nhân dân huyện Suối Vàng", "UBND huyện Suối Vàng", True),
        ("Chủ tịch UBND huyện Suối Vàng", "UBND huyện", True),
        ("UBND huyện", "UBND tỉnh", False),
        ("UBND huyện Suối Vàng", "UBND huyện Mường Khê", False),
        ("UBND TP. Hòa Lạc", "UBND thành phố Hòa Lạc", True),
        ("Hội đồng Thi đua - Khen thưởng huyện", "Hội đồng TĐKT huyện Suối Vàng", True),
        ("Thủ tướng", "Thủ tướng Chính phủ", True),
        ("Ban Chỉ huy Quân sự huyện", "Ban Chỉ huy Quân sự quận", False),  # quân is no quận
        ("Sở Nội vụ", "Sở Nội vụ tỉnh Hòa Lạc", True),
        ("Sở Nội vụ Điện Biên", "Sở Nội vụ tỉnh Điện Biên", True),
        ("UBND TP Cần Thơ", "Sở Nội vụ Cần Thơ", False),
        ("Tỉnh ủy", "Huyện ủy Suối Vàng", False),
        ("Ban Thường vụ Huyện ủy", "Ban Chấp hành Đảng bộ huyện Suối Vàng", True),
        ("Ban Tổ chức Tỉnh ủy", "Tỉnh ủy", False),
        ("Ban Bí thư Trung ương Đảng", "Ban Bí thư", True),
        ("UBND xã Tân Lập, huyện A Sao", "UBND xã Tân Lập huyện B Lao", False),
        ("Chủ tịch Ủy ban nhân dân thành phố", "UBND thành phố Hải Phòng", True),
    ],
)
def test_bodies(one: str, other: str, may_be: bool) -> None:
    assert body(one).may_be(body(other)) is body(other).may_be(body(one)) is may_be


@pytest.mark.parametrize(
    ("number", "issuer"),
    [("18/CT-TTg", "Thủ tướng Chính phủ"), ("06/2022/QH15", "Quốc hội"), ("12/2019/TT-BNV", "Bộ Nội vụ"),
     ("1868/QĐ-UBND", None), ("34-CT/TW", None), ("06/2013/TTLT-BNV-BTC", "Bộ Nội vụ, Bộ Tài chính"),
     ("9086/BNV-CTTN", "Bộ Nội vụ")],
)  # fmt: skip
def test_issuers_by_symbol(number: str, issuer: str | None) -> None:
    assert issuer_by_symbol(number) == issuer


@pytest.mark.parametrize(
    ("name", "level", "place"),
    [
        ("Phòng Văn hóa - Xã hội xã Đức Trọng", "xã", "Đức Trọng"),
        ("Bảo hiểm xã hội huyện Sông Hinh", "huyện", "Sông Hinh"),
        ("Sở Lao động - Thương binh và Xã hội", None, ""),
        ("Hợp tác xã Ea Tân", None, ""),
        ("UBND xã Hội Sơn", "xã", "Hội Sơn"),
    ],
)
def test_society_is_no_commune(name: str, level: str | None, place: str) -> None:
    found = body(name)
    assert (found.level, found.place) == (level, place)


def test_a_commune_is_completed_by_its_name_alone() -> None:
    named = ["Phòng Văn hóa - Xã hội xã Đức Trọng", "UBND xã Đức Trọng"]
    assert completed(body("UBND xã"), None, lambda: named).name == "UBND xã Đức Trọng"
