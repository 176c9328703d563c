"""Documents of many offices, written and annotated by hand: no list may fall below its floor.

A failure prints, document by document, what was missed (-) and what was found and should not be (+).
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path

import pytest

from extractor.extract import extract
from models.serial import to_json
from tests.gold_score import Tally, score

GOLD = Path(__file__).parent.parent / "gold"
# F1 by list, a little under what stood when the document set was made.
FLOORS = {"citations": 0.98, "awards": 0.98, "exemplars": 0.96, "movements": 0.97, "checks": 1.0, "header": 0.99}
# Share of right values among those stated by either side.
FIELD_FLOORS = {
    ("citations", "date"): 0.99,
    ("citations", "issuer"): 0.97,
    ("citations", "subject"): 0.96,
    ("awards", "level"): 0.95,
    ("awards", "awarder"): 0.94,
    ("awards", "period"): 0.97,
    ("awards", "locality"): 0.95,
    ("exemplars", "kind"): 0.98,
    ("exemplars", "place"): 0.83,
    ("exemplars", "unit"): 0.8,
    ("exemplars", "achievement"): 0.8,
}


@pytest.fixture(scope="module")
def scored() -> dict[str, dict[str, Tally]]:
    """The tallies of each document, by its name and list."""
    found = {}
    for path in sorted(GOLD.glob("*.gold.json")):
        name = path.name.removesuffix(".gold.json")
        report = to_json(extract(GOLD / f"{name}.txt"))
        found[name] = score(json.loads(path.read_text("utf-8")), report)
    return found


@pytest.fixture(scope="module")
def totals(scored: dict[str, dict[str, Tally]]) -> dict[str, Tally]:
    """The tallies of all documents together, by list."""
    whole: dict[str, Tally] = defaultdict(Tally)
    for tallies in scored.values():
        for name, tally in tallies.items():
            whole[name].add(tally)
    return whole


def _differences(scored: dict[str, dict[str, Tally]], name: str) -> str:
    lines = []
    for document, tallies in scored.items():
        if name in tallies:
            for sign, rows in (("-", tallies[name].missed), ("+", tallies[name].spurious)):
                kept = ({k: v for k, v in row.items() if k != "evidence"} for row in rows)
                lines += [f"{sign} {document}: {json.dumps(row, ensure_ascii=False)}" for row in kept]
    return "\n".join(lines)


@pytest.mark.parametrize("name", FLOORS)
def test_no_list_falls_below_its_floor(
    name: str, scored: dict[str, dict[str, Tally]], totals: dict[str, Tally]
) -> None:
    assert totals[name].f1 >= FLOORS[name], f"{name}: F1 {totals[name].f1:.3f}\n{_differences(scored, name)}"


@pytest.mark.parametrize(("name", "field"), FIELD_FLOORS)
def test_no_field_falls_below_its_floor(name: str, field: str, totals: dict[str, Tally]) -> None:
    right, stated = totals[name].fields[field]
    assert right / stated >= FIELD_FLOORS[name, field], f"{name}.{field}: {right} of {stated}"


def test_no_disagreement_is_false(scored: dict[str, dict[str, Tally]], totals: dict[str, Tally]) -> None:
    assert totals["checks"].hit and not totals["checks"].spurious, _differences(scored, "checks")


def test_there_are_enough_documents() -> None:
    assert len(list(GOLD.glob("*.gold.json"))) == len(list(GOLD.glob("*.txt"))) >= 30
