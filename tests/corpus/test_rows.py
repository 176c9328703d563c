"""A report becomes rows: every field in its column, the sentence and the section around each record."""

from __future__ import annotations

import json

import pytest

from corpus.rows import Rows, store, year_of
from models.names import name_key
from models.page import Box, Region
from models.records import (
    AwardCount,
    Block,
    Check,
    Citation,
    Evidence,
    Exemplar,
    Grant,
    Header,
    Layout,
    Movement,
    Reference,
    Report,
)

HEADING = "I. Kết quả"
PARAGRAPH = (
    "Năm qua có nhiều đổi mới. Thực hiện Kế hoạch số 0125/KH-UBND, xã tặng 5 cá nhân. Ông Lê  Văn Thắng là điển hình."
)
TEXT = f"{HEADING}\n{PARAGRAPH}\n"
SECTION = ("Phần thứ nhất", HEADING)


def evidence(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(
        start, start + len(quote), 1, quote, (Box(1.0, 2.0, 30.5, 4.0),), (Region(2, (Box(1.0, 1.0, 9.0, 3.0),)),)
    )


def report() -> Report:
    start = TEXT.index(PARAGRAPH)
    blocks = (
        Block("heading", 0, len(HEADING), 1, SECTION[:1]),
        Block("paragraph", start, start + len(PARAGRAPH), 1, SECTION),
    )
    plan, number = evidence("Kế hoạch số 0125/KH-UBND"), "0125/KH-UBND"
    named, counted = evidence("Ông Lê  Văn Thắng"), evidence("5 cá nhân")
    return Report(
        document="mot.txt",
        format="txt",
        layout=Layout(TEXT, blocks, (), 3),
        header=Header(doc_type="Báo cáo", period="2021-H1", recipients=("Như trên", "Lưu VT"), inferred=("period",)),
        header_evidence={"period": evidence("Năm qua")},
        citations=(
            Citation("Kế hoạch", number, None, None, None, plan.quote, plan, "numbered", 0.9, role="thực hiện"),
            Citation("Luật", None, "2003-11-26", None, None, plan.quote, plan, "law", 0.8),
        ),
        references=(Reference("own", counted.quote, None, counted, "own"),),
        awards=(
            AwardCount("Giấy khen", None, "xã", None, 5, None, None, None, "2021", counted.quote, counted, "list", 0.7),
        ),
        exemplars=(
            Exemplar("Lê  Văn Thắng", "person", "Ông", None, None, None, None, None, named.quote, named, "list", 0.6),
        ),
        movements=(Movement("đổi mới", "đổi mới", evidence("đổi mới"), "quoted", 1.0),),
        grants=(
            Grant("Lê Văn Thắng", "person", None, None, "Giấy khen", "75/QĐ-UBND", named.quote, named, "row", 0.9),
        ),
        checks=(Check("sum", "giấy khen", 5, 4, (1, 3), False, counted.quote, counted, "sum", plan),),
        notes=("trang 2 mờ",),
    )


@pytest.fixture
def made() -> Rows:
    return store(report())


def test_header_columns(made: Rows) -> None:
    expected = {"doc_type": "Báo cáo", "period": "2021-H1", "year": 2021, "format": "txt", "pages": 3, "text": TEXT}
    assert expected.items() <= made.document.items()
    assert json.loads(made.document["recipients"]) == ["Như trên", "Lưu VT"]
    assert json.loads(made.document["inferred"]) == ["period"]
    assert json.loads(made.document["notes"]) == ["trang 2 mờ"]
    assert json.loads(made.document["header_evidence"])["period"]["quote"] == "Năm qua"


def test_passages_are_the_blocks(made: Rows) -> None:
    heading, paragraph = made.tables["passages"]
    assert (heading["kind"], heading["section"], heading["text"]) == ("heading", "Phần thứ nhất", HEADING)
    assert (paragraph["position"], paragraph["section"]) == (1, "Phần thứ nhất › I. Kết quả")
    assert TEXT[paragraph["start"] : paragraph["end"]] == paragraph["text"] == PARAGRAPH


def test_citation_has_its_keys_sentence_and_boxes(made: Rows) -> None:
    numbered, law = made.tables["citations"]
    assert (numbered["number_key"], numbered["serial"]) == ("125khubnd", "125")
    assert numbered["sentence"] == "Thực hiện Kế hoạch số 0125/KH-UBND, xã tặng 5 cá nhân."
    assert numbered["role"] == "thực hiện"
    assert json.loads(numbered["boxes"]) == [{"x0": 1.0, "top": 2.0, "x1": 30.5, "bottom": 4.0}]
    assert json.loads(numbered["further"]) == [
        {"page": 2, "boxes": [{"x0": 1.0, "top": 1.0, "x1": 9.0, "bottom": 3.0}]}
    ]
    assert (law["number_key"], law["serial"], law["position"]) == (None, None, 1)


def test_other_records(made: Rows) -> None:
    (award,), (exemplar,), (check,) = (made.tables[name] for name in ("awards", "exemplars", "checks"))
    assert (award["individuals"], award["collectives"], award["status"]) == (5, None, "granted")
    assert (exemplar["name_key"], exemplar["sentence"]) == ("le van thang", "Ông Lê Văn Thắng là điển hình.")
    (grant,) = made.tables["grants"]
    assert (grant["name_key"], grant["decision"], grant["position"]) == ("le van thang", "75/QĐ-UBND", 0)
    assert (check["agrees"], json.loads(check["parts"])) == (0, [1, 3])
    assert json.loads(check["other"])["quote"] == "Kế hoạch số 0125/KH-UBND"
    assert made.tables["refs"][0]["kind"] == "own"
    assert all(json.loads(made.tables[name][0]["boxes"]) for name in ("checks", "refs"))
    assert made.tables["movements"][0]["name"] == "đổi mới"


@pytest.mark.parametrize(
    ("period", "date", "year"),
    [
        pytest.param("2021-H1", "2022-01-05", 2021, id="a half-year reported in the next"),
        pytest.param("2022", "2021-12-20", 2022, id="a plan for the year to come"),
        pytest.param("2015-2020", "2020-09", 2020, id="a review of five years"),
        pytest.param("2021-2025", "2021-03-01", 2021, id="a plan for five years"),
        pytest.param("2026-2030", "2025-03-01", 2026, id="a plan for five years to come"),
        pytest.param("2015-2020", None, 2020, id="several years, no date"),
        pytest.param(None, "2020-12", 2020, id="no period"),
        pytest.param(None, None, None, id="neither"),
    ],
)
def test_year_of(period: str | None, date: str | None, year: int | None) -> None:
    assert year_of(period, date) == year


def test_name_key() -> None:
    assert name_key("Đỗ  Thị\u00a0Hòa") == "do thi hoa"
