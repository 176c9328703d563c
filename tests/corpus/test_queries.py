from __future__ import annotations

import pytest

from corpus.queries.documents import Filters, in_year, names_unit
from models.answers.places import Document


@pytest.mark.parametrize(
    ("period", "years"),
    [
        ("2020", {2020}),
        ("2020-H1", {2020}),
        ("2020-9M", {2020}),
        ("2020-Q4", {2020}),
        ("2015-2017", {2015, 2016, 2017}),  # every year that it holds
        (None, set()),
        ("None", set()),  # neither period nor year
    ],
)
def test_years_of_a_period(period: str | None, years: set[int]) -> None:
    assert {year for year in range(2010, 2025) if in_year(period, year)} == years


@pytest.mark.parametrize(
    ("unit", "wanted", "named"),
    [
        ("UBND huyện Suối Vàng", "suoi vang", True),
        ("UBND huyện Suối Vàng", "SUỐI  VÀNG", True),
        ("UBND huyện Suối Vàng", "vang suoi", False),  # another order is another name
        ("UBND huyện Suối Vàng", "suo", False),  # no part of a word
        (None, "suoi vang", False),
    ],
)
def test_units(unit: str | None, wanted: str, named: bool) -> None:
    assert names_unit(unit, wanted) is named


def test_a_document_without_a_period_goes_by_its_year() -> None:
    assert Filters(year=2019).admit(Document(1, "a", year=2019))
    assert not Filters(year=2019).admit(Document(1, "a"))
    assert Filters().admit(Document(1, "a"))
