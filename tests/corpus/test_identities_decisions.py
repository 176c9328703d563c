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
    ],
)  # fmt: skip
def test_what_does_not_agree_is_shown(citations: list[Cited], about: str, values: dict[str, tuple[int, ...]]) -> None:
    (card,) = resolve(*citations).cards
    (finding,) = card.findings
    assert finding.about == about
    assert {stated.value: stated.documents for stated in finding.values} == values


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
    ],
)
def test_bodies(one: str, other: str, may_be: bool) -> None:
    assert body(one).may_be(body(other)) is body(other).may_be(body(one)) is may_be


@pytest.mark.parametrize(
    ("number", "issuer"),
    [("18/CT-TTg", "Thủ tướng Chính phủ"), ("06/2022/QH15", "Quốc hội"), ("12/2019/TT-BNV", "Bộ Nội vụ"),
     ("1868/QĐ-UBND", None), ("34-CT/TW", None)],
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
