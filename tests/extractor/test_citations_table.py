"""Citations in the words of many offices and years: the table beside this file, a reason with each sentence."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extractor.citations import find_citations
from models.records import Header
from tests.extractor.sources import source

CASES = tomllib.loads(Path(__file__).with_name("citations.toml").read_text("utf-8"))["case"]
FIELDS = ("doc_type", "number", "date", "issuer", "subject", "role")


@pytest.mark.parametrize("case", [pytest.param(case, id=case["why"]) for case in CASES])
def test_citations(case: dict[str, str]) -> None:
    found = [
        " | ".join(getattr(citation, field) or "-" for field in FIELDS)
        for citation in find_citations(source(case["text"]), Header())
    ]
    assert len(found) == len(case["found"]), found
    for got, wanted in zip(found, case["found"], strict=True):
        told = got.split(" | ")
        asked = wanted.split(" | ")
        assert [g for g, w in zip(told, asked, strict=True) if w != "*"] == [w for w in asked if w != "*"]
