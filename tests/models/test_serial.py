"""Records to JSON and back."""

from __future__ import annotations

import json

from models.page import Box, Region
from models.records import Block, Citation, Evidence, Header, Layout, Place, Report, Span
from models.serial import from_json, to_json


def test_a_report_comes_back_as_it_was() -> None:
    evidence = Evidence(0, 9, 1, "Quyết định", (Box(1, 2, 3, 4),), (Region(2, (Box(5, 6, 7, 8),)),))
    citation = Citation(
        "Quyết định", "9/QĐ-UBND", "2020-01-02", None, None, "Quyết định", evidence, "r", 0.9, inferred=("issuer",)
    )
    block = Block("row", 0, 9, 1, ("I.", "1."), cells=(Span(0, 4), Span(5, 9)))
    layout = Layout("Quyết định", (block,), (Place(0, 5, 1, 1, Box(0, 0, 1, 1), 0.8),), 1)
    report = Report("a.txt", "txt", layout, Header(recipients=("Như trên",)), {"number": evidence}, (citation,))
    assert from_json(Report, json.loads(json.dumps(to_json(report)))) == report


def test_unknown_fields_are_left_out() -> None:
    assert from_json(Span, {"start": 1, "end": 2, "later": 3}) == Span(1, 2)
