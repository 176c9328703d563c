from __future__ import annotations

import pytest

from corpus.identities.people import look_alikes, people
from models.answers.people import Named
from models.answers.places import Document, Where

UNIT = "UBND huyện Suối Vàng"


def named(
    name: str,
    place: str | None = None,
    unit: str | None = None,
    deed: str | None = None,
    report: int = 1,
    by: str | None = UNIT,
    kind: str = "person",
) -> Named:
    document = Document(report, f"{report}.txt", unit=by, year=2019 + report)
    return Named(Where(document, 1, None, 0, 1, "câu"), name, kind, None, None, unit, place, None, deed)


AN, BINH = "Lê Văn An", "xã Bình Minh"


@pytest.mark.parametrize(
    ("mentions", "groups"),
    [
        pytest.param([named(AN, BINH), named(AN, BINH, report=2)], [2], id="one commune"),
        pytest.param([named(AN, BINH), named(AN, "xã Đông Sơn", report=2)], [1, 1], id="two communes"),
        pytest.param([named(AN, f"thôn 3 - {BINH}"), named(AN, BINH, report=2)], [2], id="a hamlet of the commune"),
        pytest.param([named(AN, BINH), named(AN, "xã Binh Minh", report=2)], [2], id="the commune without marks"),
        pytest.param(
            [named(AN, BINH), named(AN, BINH, report=2, by="UBND huyện Mường Khê")], [1, 1], id="a commune of another district",
        ),
        pytest.param([named(AN, unit="trường Tiểu học số 1"), named(AN, unit="trường THCS Đông Sơn", report=2)], [1, 1], id="two units"),
        pytest.param([named(AN, unit="trường Tiểu học A"), named(AN, unit="Tiểu học A", report=2)], [2], id="one unit"),
        pytest.param([named(AN), named(AN, report=2)], [1, 1], id="nothing but the name, in two reports"),
        pytest.param([named(AN, BINH), named(AN)], [2], id="named again in the same report"),
        pytest.param([named(AN, BINH), named(AN, BINH, kind="household", report=2)], [2], id="a person and the household"),
        pytest.param([named("Hoà An", BINH), named("Hòa An", BINH, report=2)], [2], id="both placements of the tone"),
        pytest.param([named("Lường Văn An", BINH), named("Lương Văn An", BINH, report=2)], [1, 1], id="a slip is not merged"),
        pytest.param(
            [named("Công an huyện", kind="collective"), named("Công an huyện", kind="collective", report=2)],
            [2], id="a collective within one reporting unit",
        ),
        pytest.param(
            [named("Công an huyện", kind="collective"), named("Công an huyện", kind="collective", report=2, by="UBND huyện Mường Khê")],
            [1, 1], id="a collective of another unit",
        ),
    ],
)  # fmt: skip
def test_who_is_one(mentions: list[Named], groups: list[int]) -> None:
    for order in (mentions, mentions[::-1]):
        found = people(order)
        assert [len(person.mentions) for person in found] == groups
        assert all(person.reasons or len(person.mentions) == 1 for person in found)


def test_the_reason_is_told() -> None:
    (person,) = people([named(AN, BINH), named(AN, BINH, report=2)])
    assert person.reasons == (f"cùng tên, cùng {BINH}",)
    assert person.years == (2020, 2021)


@pytest.mark.parametrize(
    ("other", "likely", "reason"),
    [
        pytest.param(named("Lương Văn An", BINH, deed="nuôi cá lồng", report=2), True, "ờ/ơ", id="slip, commune, deed"),
        pytest.param(named("Lương Văn An", "xã Đông Sơn", deed="trồng chè", report=2), False, "ờ/ơ", id="slip alone"),
        pytest.param(named("Lượng Văn An", BINH, deed="nuôi cá lồng", report=2), False, "khác dấu", id="other marks"),
        pytest.param(named("Lường Văn Ana", BINH, deed="nuôi cá lồng", report=2), True, "một chữ cái", id="one letter"),
    ],
)
def test_look_alikes_are_offered_with_reasons(other: Named, likely: bool, reason: str) -> None:
    sought = people([named("Lường Văn An", BINH, deed="nuôi cá lồng")])
    (offer,) = look_alikes(sought, people([other]), "Lường Văn An")
    assert (offer.of, offer.likely) == (0, likely)
    assert reason in offer.reasons[0]


def test_names_that_are_not_alike_are_not_offered() -> None:
    assert look_alikes(people([named(AN)]), people([named("Trần Thị Bưởi")]), AN) == []
