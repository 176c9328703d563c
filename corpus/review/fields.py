"""What of a record may be decided, and how a value that a person types is read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from models.errors import UsageError
from models.labels import FIELDS as HEADER_FIELDS
from models.names import name_key
from models.references import number_key, serial
from models.text import SourceText, squeeze

Values = dict[str, Any]

HEADER = "header"
FIELDS: dict[str, tuple[str, ...]] = {
    HEADER: (*HEADER_FIELDS, "year", "recipients"),
    "citations": ("doc_type", "number", "date", "issuer", "subject", "role"),
    "awards": (
        "award", "awarder", "level", "collectives", "individuals", "households", "occasion", "locality", "period",
        "status", "counted",
    ),
    "exemplars": ("name", "kind", "honorific", "role", "unit", "place", "field", "achievement"),
    "movements": ("name",),
    "grants": ("name", "kind", "role", "unit", "award", "decision"),
    "checks": ("kind", "about", "stated", "computed", "agrees"),
    "refs": ("kind", "means"),
}  # fmt: skip
"""By list (the tables' names, and the header), the fields that say what was read."""

RECORDS = tuple(name for name in FIELDS if name != HEADER)
"""The tables that hold records."""

IDENTITY: dict[str, tuple[str, ...]] = {
    "citations": ("doc_type", "number", "date"),
    "awards": ("award", "collectives", "individuals", "households"),
    "exemplars": ("name", "kind"),
    "movements": ("name",),
    "grants": ("name", "award"),
    "checks": ("kind", "stated", "computed"),
    "refs": ("kind", "means"),
}
"""The fields that make a reading the same reading, if it is read once more."""

_UNCHANGEABLE = {"checks"}  # they are computed: right or wrong, but not otherwise
_NEEDED = {"doc_type", "award", "name", "kind", "status", "counted"}
_NUMBERS = {"collectives", "individuals", "households"}
_KINDS = ("person", "household", "collective", "enterprise")
_CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("exemplars", "kind"): _KINDS,
    ("grants", "kind"): _KINDS,
    ("refs", "kind"): ("own", "blank", "back", "vague"),
    ("awards", "level"): ("nhà nước", "tỉnh", "huyện", "xã", "cơ sở"),
    ("awards", "status"): ("granted", "proposed", "quota", "revoked"),
    ("awards", "counted"): ("recipients", "certificates", "times"),
}
_ALIASES = {"unit": "issuer"}  # of a header: the unit is who issued the report
_DATE = re.compile(r"(?:19|20)\d\d(?:-\d\d){0,2}")
_PERIOD = re.compile(r"(?:19|20)\d\d(?:-(?:H[12]|Q[1-4]|9M|(?:19|20)\d\d))?")
_YEAR = re.compile(r"(?:19|20)\d\d")


def header_field(name: str) -> str | None:
    """The field of a header that is called so (`unit` is the issuer); None where there is none."""
    field = _ALIASES.get(name, name)
    return field if field in FIELDS[HEADER] else None


def read_changes(list_name: str, assignments: Iterable[str]) -> Values:
    """What `FIELD=VALUE ...` says; an empty value takes a field away. UsageError where a value cannot be.

    >>> read_changes("awards", ["individuals=12", "level="])
    {'individuals': 12, 'level': None}
    """
    if list_name in _UNCHANGEABLE:
        raise UsageError(list_name, "what was computed cannot be changed", "accept or reject it")
    changes: Values = {}
    for assignment in assignments:
        name, equals, value = assignment.partition("=")
        field = header_field(name) if list_name == HEADER else name
        if not equals or field not in FIELDS[list_name]:
            known = ", ".join(FIELDS[list_name])
            raise UsageError(f"'{assignment}'", "this is no FIELD=VALUE", f"of {list_name} the fields are {known}")
        changes[field] = read_value(list_name, field, value)
    return changes


def read_value(list_name: str, field: str, typed: str) -> Any:  # noqa: ANN401 text, a number or nothing
    """The value of a field as a person has typed it, as the archive keeps it; UsageError where it cannot be one."""
    value = squeeze(SourceText.read(typed).text)
    if not value:
        if list_name != HEADER and field in _NEEDED:
            raise _wrong(field, typed, "it cannot be empty; reject the record instead")
        return None
    if choices := _CHOICES.get((list_name, field)):
        if value not in choices:
            raise _wrong(field, typed, f"choose one of {', '.join(choices)}")
        return value
    reader = _READERS.get(field)
    return reader(field, value) if reader else value


def derived(list_name: str, values: Mapping[str, Any]) -> Values:
    """The columns that hang on others: what names and numbers are found by."""
    if list_name in ("exemplars", "grants"):
        return {"name_key": name_key(values["name"])}
    if list_name == "citations":
        number = values["number"]
        return {"number_key": number and number_key(number), "serial": number and serial(number)}
    return {}


def own(list_name: str, row: Mapping[str, Any]) -> Values:
    """The fields of a row that say what was read."""
    return {field: row[field] for field in FIELDS[list_name]}


def _read_number(field: str, value: str) -> int:
    if not value.isdecimal() or len(value) > 9:
        raise _wrong(field, value, "write a number, such as 12")
    return int(value)


def _read_year(field: str, value: str) -> int:
    if not _YEAR.fullmatch(value):
        raise _wrong(field, value, "write a year, such as 2020")
    return int(value)


def _read_date(field: str, value: str) -> str:
    if not _DATE.fullmatch(value) or not _is_day(value):
        raise _wrong(field, value, "write it as 2020-10-14, or as much as is known: 2020-10, 2020")
    return value


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(f"{value}-01-01"[:10])
    except ValueError:
        return False
    return True


def _read_period(field: str, value: str) -> str:
    if not _PERIOD.fullmatch(value):
        raise _wrong(field, value, "write it as 2020, 2020-H1, 2020-Q3, 2020-9M or 2015-2020")
    return value


def _read_lines(_: str, value: str) -> str:
    lines = [line for part in value.split(";") if (line := part.strip())]
    return json.dumps(lines, ensure_ascii=False)


_READERS: dict[str, Callable[[str, str], Any]] = {
    **dict.fromkeys(_NUMBERS, _read_number),
    "year": _read_year,
    "date": _read_date,
    "period": _read_period,
    "recipients": _read_lines,
}


def _wrong(field: str, value: str, advice: str) -> UsageError:
    return UsageError(f"{field}={value}", "this cannot be", advice)
