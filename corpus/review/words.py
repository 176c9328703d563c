"""Records to be decided upon, and decisions, as lines to read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from corpus.review.waiting import Made, Waiting
from models.text import shortened

_WIDTH = 240  # of a quote


def record(one: Waiting) -> Iterator[str]:
    """What was read, how sure it is, and the words it was read from."""
    sure = "" if one.confidence is None else f", confidence {one.confidence:.2f}"
    page = f", page {one.page}" if one.page else ""
    yield f"{one.id}  {one.list}: {values(one.values)}"
    inferred = f", inferred: {', '.join(one.inferred)}" if one.inferred else ""
    yield f"    document {one.document} ({one.name}{page}){sure}{inferred}"
    if one.quote:
        yield f"    “{shortened(one.quote, one.mention, _WIDTH)}”"


def decision(one: Made) -> Iterator[str]:
    """What was decided, by whom and when; what the machine read; whether the record is still found."""
    said = "" if one.verdict == "rejected" else f": {values(one.values)}"
    note = f" ({one.note})" if one.note else ""
    yield f"{one.id}  {one.list} {one.verdict}{said}"
    yield f"    by {one.by}, {one.at[:10]}{note}, document {one.document} ({one.name})"
    if one.machine != one.values or one.verdict == "rejected":
        yield f"    read by the machine: {values(one.machine)}"
    if not one.found:
        yield f"    unanchored: the record is no longer found where it stood: “{shortened(one.quote, '', _WIDTH)}”"


def values(fields: Mapping[str, Any]) -> str:
    """The values that are stated: `name=Lò Văn An, kind=person`; of one field alone also that nothing is."""
    stated = {name: value for name, value in fields.items() if value is not None} or fields
    return ", ".join(f"{name}={_value(name, value)}" for name, value in stated.items())


def _value(name: str, value: object) -> object:
    """A value as it may be typed, too."""
    if value is None:
        return "(nothing)"
    return "; ".join(json.loads(str(value))) if name == "recipients" else value
