"""Award counts in documents of many offices, read whole: who gives, at which level, when, is often told far from a count."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractor.extract import extract
from models.records import AwardCount

DOCUMENTS = tomllib.loads(Path(__file__).with_name("award_documents.toml").read_text(encoding="utf-8"))["document"]


def row(count: AwardCount) -> str:
    """The count as the table of documents writes it."""
    numbers = (count.collectives, count.individuals, count.households)
    told = (count.award, count.awarder, count.level, ", ".join("-" if n is None else str(n) for n in numbers))
    return " | ".join(str(value or "-") for value in (*told, count.period))


@pytest.mark.parametrize("document", DOCUMENTS, ids=[document["reason"] for document in DOCUMENTS])
def test_what_is_granted(document: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "document.txt"
    path.write_text(str(document["text"]), encoding="utf-8")
    granted = [row(count) for count in extract(path).awards if count.status == "granted"]
    assert sorted(granted) == sorted(document["rows"])
