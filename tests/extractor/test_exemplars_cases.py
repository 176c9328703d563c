"""Passages as offices and newspapers write them, each with the examples that it names: files in `exemplar_cases`.

A passage begins with `###` and the reason for it; then its text; then a line for each example:
`kind|name|role|unit|place|deed`, where the kind is P (person), H (household), C (collective) or E (enterprise), "-" or
nothing says that the passage tells none, and "*" leaves the field open. A passage without such lines names nobody.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractor.extract import extract
from models.records import Exemplar

_KINDS = {"P": "person", "H": "household", "C": "collective", "E": "enterprise"}
_ROW = re.compile(r"^[PHCE]\|.*$", re.M)


def _cases() -> list[tuple[str, str, list[list[str]]]]:
    """Reason, text and expected rows of each passage."""
    cases = []
    for path in sorted((Path(__file__).parent / "exemplar_cases").glob("*.txt")):
        for part in path.read_text("utf-8").split("### ")[1:]:
            reason, body = part.split("\n", 1)
            rows = [row.split("|") for row in _ROW.findall(body)]
            cases.append((reason, _ROW.sub("", body).rstrip("\n"), rows))
    return cases


CASES = _cases()


@pytest.mark.parametrize(("reason", "text", "rows"), CASES, ids=[case[0] for case in CASES])
def test_passage(tmp_path: Path, reason: str, text: str, rows: list[list[str]]) -> None:
    path = tmp_path / "passage.txt"
    path.write_text(text, "utf-8")
    found = sorted(extract(path).exemplars, key=lambda e: (e.evidence.start, e.name))
    wanted = [[_KINDS[row[0]], row[1]] for row in rows]
    assert sorted([e.kind, e.name] for e in found) == sorted(wanted), reason
    by_name = {e.name: e for e in found}
    for row in rows:
        assert _fields(by_name[row[1]], row) == _expected(row), reason


def _expected(row: list[str]) -> list[str]:
    return [*row[2:], *["-"] * (6 - len(row))]


def _fields(exemplar: Exemplar, row: list[str]) -> list[str]:
    """Role, unit, place and deed of the record; "*" where the row leaves them open."""
    told = (exemplar.role, exemplar.unit, exemplar.place, exemplar.achievement)
    return ["*" if open_ == "*" else field or "-" for field, open_ in zip(told, _expected(row), strict=True)]
