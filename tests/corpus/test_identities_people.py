from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.identities import alike
from corpus.identities.alike import look_alikes
from corpus.identities.people import people
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
    field: str | None = None,
) -> Named:
    document = Document(report, f"{report}.txt", unit=by, year=2019 + report)
    return Named(Where(document, 1, None, 0, 1, "câu"), name, kind, None, None, unit, place, field, deed)


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
        found = [person for person, _ in people(order)]
        assert [len(person.mentions) for person in found] == groups
        assert all(person.reasons or len(person.mentions) == 1 for person in found)


def test_the_reason_is_told() -> None:
    ((person, _),) = people([named(AN, BINH), named(AN, BINH, report=2)])
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


MENTION = st.builds(
    named,
    st.sampled_from((AN, "Lề Văn An", "Lê Văn Ân", "Lê Văn Anh")),
    st.sampled_from((None, BINH, "xã Đông Sơn", f"{BINH}, huyện Mường Khê")),
    st.sampled_from((None, "trường Tiểu học A", "Tiểu học A", "Tiểu học B xã Bình Minh")),
    st.sampled_from((None, "nuôi cá lồng", "nuôi cá lồng trên hồ", "trồng chè", "trồng chè trên đồi cao")),
    st.integers(1, 4),
    st.sampled_from((UNIT, "UBND huyện Mường Khê", "UBND tỉnh Hòa Lạc", None)),
    st.sampled_from(("person", "household", "collective")),
    st.sampled_from((None, "kinh tế", "giáo dục")),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(MENTION, min_size=1, max_size=12), st.lists(MENTION, max_size=8))
def test_whoever_is_offered_is_the_likeliest_of_all(mentions: list[Named], others: list[Named]) -> None:
    sought, near = people(mentions), people(others)
    known = [alike._Candidate(one) for one in sought]
    offered = {id(offer.person): offer for offer in look_alikes(sought, near, AN)}
    for other in near:
        of_all = [alike._offer(at, one, alike._Candidate(other)) for at, one in enumerate(known)]
        best = max(filter(None, of_all), key=lambda offer: (offer.likely, len(offer.reasons)), default=None)
        assert offered.get(id(other.person)) == best


@settings(max_examples=100, deadline=None)
@given(st.lists(MENTION, min_size=1, max_size=12))
def test_every_mention_is_of_one(mentions: list[Named]) -> None:
    held = [id(named) for person, _ in people(mentions) for named in person.mentions]
    assert sorted(held) == sorted(map(id, mentions))
