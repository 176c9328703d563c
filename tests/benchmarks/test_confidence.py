"""Weights of signs: near what is true where many records speak, near nothing where few do, of other sets not at all."""

from __future__ import annotations

import json
from pathlib import Path

import confidence
import pytest
from confidence import Fact, first_sight, left_out, weigh

from corpus.sample.write import write_training
from extractor.doubt import share
from extractor.evaluation.reliability import by_confidence, verdicts
from extractor.evaluation.run import annotated, evaluate


def facts(right: int, wrong: int, *signs: str, source: str = "first sight") -> list[Fact]:
    return [Fact(f"{at}", signs, at < right, source) for at in range(right + wrong)]


def test_many_records_are_weighed_as_they_are() -> None:
    weights = weigh([*facts(900, 100, "awards"), *facts(500, 500, "exemplars")])
    assert share(weights, ["awards"]) == pytest.approx(0.9, abs=0.01)
    assert share(weights, ["exemplars"]) == pytest.approx(0.5, abs=0.01)


def test_few_records_say_little() -> None:
    """Three right of three make no certain rule, and three wrong of three no hopeless one."""
    rows = [*facts(900, 100, "awards"), *facts(3, 0, "awards", "rare"), *facts(0, 3, "awards", "worse")]
    assert 0.9 < share(weigh(rows), ["awards", "rare"]) < 0.95
    assert 0.5 < share(weigh(rows), ["awards", "worse"]) < 0.9


def test_signs_that_go_together_share_the_blame() -> None:
    rows = [
        *facts(500, 500, "awards", "torn", "stained"),
        *facts(900, 100, "awards", "torn"),
        *facts(950, 50, "awards"),
    ]
    weights = weigh(rows)
    assert share(weights, ["awards", "torn"]) == pytest.approx(0.9, abs=0.01)
    assert share(weights, ["awards", "torn", "stained"]) == pytest.approx(0.5, abs=0.02)


def test_an_easy_set_makes_no_record_surer_elsewhere() -> None:
    """Samples tell that a torn page is worse, not how often records are right."""
    rows = [
        *facts(80, 20, "awards"),
        *facts(5000, 5, "awards", source="reports"),
        *facts(4500, 500, "awards", "torn", source="reports"),
    ]
    weights = weigh(rows)
    assert share(weights, ["awards"]) == pytest.approx(0.8, abs=0.03)
    assert share(weights, ["awards", "torn"]) < 0.4


def test_what_was_seen_is_seen_for_the_first_time_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "first_sight.json"
    kept.write_text("{}", "utf-8")
    monkeypatch.setattr(confidence, "FIRST_SIGHT", kept)
    text = tmp_path / "quyet-dinh.txt"
    text.write_text("Thực hiện Quyết định số 57/QĐ-UBND ngày 4/3/2021 của UBND huyện Khe Mòn.\n", "utf-8")
    gold = {"citations": [{"doc_type": "Quyết định", "number": "57/QĐ-UBND", "date": "2021-03-04"}]}
    (tmp_path / "quyet-dinh.gold.json").write_text(json.dumps(gold), "utf-8")
    confidence.remember(tmp_path)
    [fact] = confidence.first_sight()
    assert (fact.document.split()[0], fact.right, fact.signs[:2]) == (
        "quyet-dinh",
        True,
        ("citations", "citations: citations.numbered"),
    )
    confidence.remember(tmp_path)
    assert list(confidence.first_sight()) == [fact]
    text.write_text("Theo Quyết định số 57/QĐ-UBND ngày 4/3/2021.\n", "utf-8")
    confidence.remember(tmp_path)
    assert len(list(confidence.first_sight())) == 2, "another document of that name"


def test_of_the_records_given_a_confidence_so_many_are_right() -> None:
    """At first sight, by weights measured on other documents: of those given 0.9 about nine in ten."""
    bins = [one for one in by_confidence(left_out(list(first_sight()))["first sight"]) if one.records >= 100]
    assert {one.name for one in bins} >= {"0.90 to 0.95", "0.95 to 1.00"}
    for one in bins:
        assert one.share == pytest.approx(one.stated, abs=0.06), one


@pytest.mark.slow
def test_samples_are_no_worse_than_they_are_said_to_be(tmp_path: Path) -> None:
    write_training(tmp_path, seed=77, texts=250, held_out=True)
    found = [one for document in evaluate(annotated(tmp_path)).documents for one in verdicts(document.tallies)]
    bins = [one for one in by_confidence(found) if one.records >= 200]
    assert bins
    for one in bins:
        assert one.share > (one.stated or 0.0) - 0.06, one
