"""Headers and feet of whole documents, read from a file as it was printed: see headers.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extractor.header import find_header
from extractor.source import Source
from tests.extractor.layout_tools import laid

HEADERS = tomllib.loads(Path(__file__).with_name("headers.toml").read_text("utf-8"))["header"]


@pytest.mark.parametrize("case", [pytest.param(case, id=case["why"]) for case in HEADERS])
def test_headers(tmp_path: Path, case: dict[str, Any]) -> None:
    header, _ = find_header(Source(laid(case["text"], tmp_path)))
    found = {field: getattr(header, field) for field in case["want"]}
    assert {f: list(v) if isinstance(v, tuple) else v for f, v in found.items()} == case["want"]
