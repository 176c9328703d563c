"""What the recogniser adds to what grammar finds, and what it leaves as it is."""

from __future__ import annotations

import pytest

from extractor.exemplars import find_exemplars, recognised
from models.language import recogniser
from models.records import Exemplar, Header
from tests.extractor.exemplar_passages import passage
from tests.extractor.scripted import Scripted

EXAMPLES = ("II. Gương người tốt, việc tốt",)


def found(
    monkeypatch: pytest.MonkeyPatch, text: str, *told: tuple[str, str, float], signer: str | None = None
) -> list[Exemplar]:
    monkeypatch.setattr(recogniser, "load", lambda: Scripted(*told))
    return find_exemplars(passage(text, EXAMPLES), Header(signer=signer))


UNKNOWN = "Nói tới Y Wơn Ayŭn ở buôn Cuôr, bà con ai cũng quý: bốn em mồ côi được anh nhận nuôi."
NAMED = ("person", "Y Wơn Ayŭn", 0.999)


def test_adds_a_name_that_no_rule_has(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = found(monkeypatch, UNKNOWN, NAMED, ("place", "buôn Cuôr", 0.9), ("achievement", "nhận nuôi", 0.9))
    assert (one.name, one.kind, one.place, one.rule) == ("Y Wơn Ayŭn", "person", "buôn Cuôr", "recognised")


def test_says_what_it_is_unsure_of(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = found(monkeypatch, UNKNOWN, ("person", "Y Wơn Ayŭn", 0.85))
    assert one.rule == "recognised-hint"
    assert found(monkeypatch, UNKNOWN, ("person", "Y Wơn Ayŭn", 0.7)) == []


def test_is_not_asked_where_it_shall_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with recognised.unasked():
        assert found(monkeypatch, UNKNOWN, NAMED) == []


LEFT_OUT = [
    (
        "Nói tới ông Trần Quốc Hưng, gương sáng của xã, người phát biểu chỉ đạo hội nghị.",
        "Trần Quốc Hưng",
        "he presides",
    ),
    ("Nói tới gương của Hồ Chí Minh, bà con quý trọng.", "Hồ Chí Minh", "a person of history"),
    ("Nói tới gương sáng ở Điện Biên, bà con quý trọng.", "Điện Biên", "a province"),
    ("Nói tới gương sáng ở Mường, bà con quý trọng.", "Mường", "one syllable"),
    ("Nói tới Lò Văn Inh, bà con quý trọng tấm gương.", "Lò Văn Inh", "the signer"),
]


@pytest.mark.parametrize(("text", "name", "reason"), LEFT_OUT, ids=[row[2] for row in LEFT_OUT])
def test_leaves_out(monkeypatch: pytest.MonkeyPatch, text: str, name: str, reason: str) -> None:
    assert found(monkeypatch, text, ("person", name, 0.999), signer="Lò Văn Inh") == [], reason


def test_leaves_out_a_body_that_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Riêng Tập đoàn Sông Xanh tặng bằng khen cho 3 gương sáng."
    assert found(monkeypatch, text, ("enterprise", "Tập đoàn Sông Xanh", 0.999)) == []


LISTED = "Điển hình là bà Vì Thị An. Nhà bà ở vùng trên, ai cũng biết."


def test_fills_what_grammar_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    (bare,) = found(monkeypatch, LISTED)
    (one,) = found(monkeypatch, LISTED, ("person", "Vì Thị An", 0.6), ("place", "vùng trên", 0.99))
    assert (bare.place, one.place) == (None, "vùng trên")
    assert "place" in one.inferred
    assert one.rule == bare.rule


def test_fills_nothing_that_it_is_unsure_of(monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = found(monkeypatch, LISTED, ("person", "Vì Thị An", 0.99), ("place", "vùng trên", 0.8))
    assert one.place is None


def test_overrides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Điển hình là bà Vì Thị An - bản Co đã hiến 500 m2 đất."
    (bare,) = found(monkeypatch, text)
    told = [("household", "Vì Thị An", 1.0), ("place", "bà", 1.0), ("role", "bản Co", 1.0), ("unit", "500 m2", 1.0)]
    assert found(monkeypatch, text, *told) == [bare]


def test_a_name_is_added_once(monkeypatch: pytest.MonkeyPatch) -> None:
    again = f"{UNKNOWN} Y Wơn Ayŭn là gương sáng."
    assert len(found(monkeypatch, again, NAMED)) == 1


def test_is_told_the_heading_and_what_stands_before(monkeypatch: pytest.MonkeyPatch) -> None:
    scripted = Scripted()
    monkeypatch.setattr(recogniser, "load", lambda: scripted)
    find_exemplars(passage(UNKNOWN, EXAMPLES), Header())
    assert [(one.text, one.heading) for one in scripted.asked] == [(UNKNOWN, EXAMPLES[0])]


ORDER = [
    ("Ở buôn Cuôr, Y Wơn Ayŭn nhận nuôi bốn em mồ côi, là gương sáng.", "before the only name of the clause"),
    (
        "Bà con mến Vàng A Dế. Ở buôn Cuôr, Y Wơn Ayŭn nhận nuôi bốn em mồ côi, là gương sáng.",
        "not of the clause before",
    ),
    ("Y Wơn Ayŭn là gương sáng. Anh sống ở buôn Cuôr.", "in the sentence behind"),
]


@pytest.mark.parametrize(("text", "reason"), ORDER, ids=[row[1] for row in ORDER])
def test_fields_go_to_the_name_they_are_told_of(monkeypatch: pytest.MonkeyPatch, text: str, reason: str) -> None:
    told = [NAMED, ("person", "Vàng A Dế", 0.999), ("place", "buôn Cuôr", 0.999)]
    places = {one.name: one.place for one in found(monkeypatch, text, *told)}
    assert places["Y Wơn Ayŭn"] == "buôn Cuôr", reason
    assert places.get("Vàng A Dế") is None
