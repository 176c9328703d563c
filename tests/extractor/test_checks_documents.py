"""Checks of whole documents, read from a file: disagreements of each kind, and near misses that are none."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractor.extract import extract

DOCUMENTS = tomllib.loads(Path(__file__).with_name("checks.toml").read_text("utf-8"))["document"]


@pytest.mark.parametrize("document", [pytest.param(document, id=document["why"]) for document in DOCUMENTS])
def test_checks(tmp_path: Path, document: dict[str, Any]) -> None:
    path = tmp_path / "report.txt"
    path.write_text(document["text"], "utf-8")
    checks = extract(path).checks
    assert sorted([c.kind, c.stated, c.computed] for c in checks if not c.agrees) == document["wrong"]
    assert sum(check.agrees for check in checks) == document["right"]
