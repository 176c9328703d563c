"""Citations in the words of many offices and years: the table beside this file, a reason with each sentence."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from extractor.citations import find_citations
from extractor.source import Source
from models.records import Header
from tests.extractor.layout_tools import laid
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


NOTED = """I. CHỈ ĐẠO
UBND xã đã ban hành 02 văn bản1, họp 03 phiên.

1 Kế hoạch số 12/KH-UBND ngày 18/01/2022 về thi đua năm 2022; Công văn số 25/UBND-VP ngày 22/02/2022 về đăng ký.
"""


def test_a_footnote_lists_what_the_text_above_says_to_be_issued(tmp_path: Path) -> None:
    found = find_citations(Source(laid(NOTED, tmp_path)), Header())
    assert [(c.number, c.issuer, c.inferred) for c in found] == [
        ("12/KH-UBND", "UBND xã", ("issuer",)),
        ("25/UBND-VP", "UBND xã", ("issuer",)),
    ]
