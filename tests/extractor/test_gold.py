"""Documents of many offices, written and annotated by hand: no list may fall below its floor.

A failure prints, document by document, what was missed (-), what was found and should not be (+), what differs (~).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from extractor.evaluation.result import result
from extractor.evaluation.run import Evaluation, annotated, evaluate
from extractor.evaluation.words import differences

GOLD = Path(__file__).parent.parent / "gold"
# F1 by list, a little under what stood when the document set was made.
FLOORS = {
    "citations": 0.98,
    "awards": 0.985,
    "exemplars": 0.985,
    "movements": 0.97,
    "grants": 0.98,
    "checks": 0.95,
    "header": 0.99,
}
# Share of right values among those stated by either side.
FIELD_FLOORS = {
    ("citations", "date"): 0.99,
    ("citations", "issuer"): 0.97,
    ("citations", "subject"): 0.96,
    ("awards", "level"): 0.97,
    ("awards", "awarder"): 0.95,
    ("awards", "period"): 0.97,
    ("awards", "locality"): 0.85,
    ("exemplars", "kind"): 0.98,
    ("exemplars", "place"): 0.88,
    ("exemplars", "unit"): 0.88,
    ("exemplars", "achievement"): 0.87,
}


@pytest.fixture(scope="module")
def evaluated() -> Evaluation:
    """What extraction makes of every document."""
    return evaluate(annotated(GOLD))


def _differences(evaluated: Evaluation, name: str) -> str:
    """The diff of records in one list."""
    return "\n".join(line for line in differences(result(evaluated)) if f" {name}: " in line)


@pytest.mark.parametrize("name", FLOORS)
def test_no_list_falls_below_its_floor(name: str, evaluated: Evaluation) -> None:
    f1 = evaluated.totals[name].f1
    assert f1 >= FLOORS[name], f"{name}: F1 {f1:.3f}\n{_differences(evaluated, name)}"


@pytest.mark.parametrize(("name", "field"), FIELD_FLOORS)
def test_no_field_falls_below_its_floor(name: str, field: str, evaluated: Evaluation) -> None:
    right, stated = evaluated.totals[name].fields[field]
    assert right / stated >= FIELD_FLOORS[name, field], f"{right} of {stated}\n{_differences(evaluated, name)}"


def test_no_disagreement_is_false(evaluated: Evaluation) -> None:
    checks = evaluated.totals["checks"]
    assert checks.pairs and not checks.spurious, _differences(evaluated, "checks")


def test_there_are_enough_documents() -> None:
    assert len(list(GOLD.glob("*.gold.json"))) == len(list(GOLD.glob("*.txt"))) >= 30
