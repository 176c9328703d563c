"""The particulars of a report that a query may name: `năm:2020`, `đơn_vị:"Tuần Giáo"`, `unit:tuan-giao`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from models.text import fold, squeeze

FIELDS = ("year", "type", "unit", "person", "document", "award", "movement", "place")
"""The names of the fields, as `fields.toml` has them."""

FACETS = ("year", "unit", "type", "award", "movement", "place")
"""Those whose values are counted beside the hits, in the order in which people see them."""

_YEAR = r"(?:19|20)\d\d"
_YEARS = re.compile(rf"\s*(?P<first>{_YEAR})\s*(?:(?:-|–|—|\.\.)\s*(?P<last>{_YEAR}))?\s*")


def field_named(typed: str) -> str | None:
    """The field that stands before a colon, None where there is none so called.

    >>> field_named("đơn_vị"), field_named("Don-vi"), field_named("http")
    ('unit', 'unit', None)
    """
    return _names().get(squeeze(re.sub(r"[_-]", " ", fold(typed))))


def label(name: str) -> str:
    """How a field is written in a query: `đơn_vị`."""
    return str(_table()[name]["label"])


def labels() -> str:
    """All fields, for a hint: `năm, loại, đơn_vị, ...`."""
    return ", ".join(map(label, _table()))


def example(name: str) -> str:
    """A query that uses the field rightly."""
    return str(_table()[name]["example"])


def years(value: str) -> tuple[int, int] | None:
    """The first and the last year of a value, None where it names none.

    >>> years("2020"), years("2022-2018"), years("năm ngoái")
    ((2020, 2020), (2018, 2022), None)
    """
    match = _YEARS.fullmatch(value)
    if not match:
        return None
    first, last = int(match["first"]), int(match["last"] or match["first"])
    return min(first, last), max(first, last)


@cache
def _table() -> Mapping[str, Mapping[str, Any]]:
    rows = tomllib.loads((files(__package__) / "fields.toml").read_text("utf-8"))["field"]
    return {row["name"]: row for row in rows}


@cache
def _names() -> Mapping[str, str]:
    return {fold(form): name for name, row in _table().items() for form in row["also"]}
