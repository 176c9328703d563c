"""A decision, and how a record is called while it is decided upon."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Literal

from corpus.review.fields import Values, header_field, own
from models.errors import UsageError

Verdict = Literal["accepted", "changed", "rejected"]

_CALLED = re.compile(r"(?P<document>[1-9]\d{0,17})\.(?P<record>\w+)")
_DIGITS = 8  # of the name of a record: enough to tell a million of one document apart


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a record stands: half-open offsets, its words, some text before and after.

    `beside` are the identities of other records of its list that share words with it, which it must not be taken for.
    """

    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""
    beside: tuple[tuple[Any, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What `by` decided about a record of the document with these bytes.

    `machine` is all that had been read, `changes` the values that hold instead (of a record accepted, all of them).
    `met` says whether the latest extraction still finds the record. `record` is what it was called.
    """

    id: int
    document: str  # SHA-256
    list: str
    record: str
    verdict: Verdict
    anchor: Anchor
    machine: Values
    changes: Values
    by: str
    at: str
    note: str | None = None
    replaces: int | None = None
    undone_by: str | None = None
    undone_at: str | None = None
    met: bool = True


@dataclass(frozen=True, slots=True)
class Called:
    """What an ID such as `12.5f3a1c2b` or `12.period` calls: a document and a record, or a field of its header."""

    document: int
    record: str
    field: str | None = field(default=None)

    def __str__(self) -> str:
        return f"{self.document}.{self.record}"


def called(text: str) -> Called:
    """The ID as a person types it; UsageError where it is none."""
    match = _CALLED.fullmatch(text.strip())
    if not match:
        raise UsageError(f"'{text}'", "this is no ID of a record", "`sovang review --all` lists them, as 12.5f3a1c2b")
    field = header_field(match["record"])
    return Called(int(match["document"]), field or match["record"], field)


def record_name(list_name: str, row: Mapping[str, Any]) -> str:
    """What a row is called within its document: the same as long as the machine reads the same at the same place."""
    read = [list_name, row["start"], row["end"], *machine_values(list_name, row).values()]
    return sha256(json.dumps(read, ensure_ascii=False).encode()).hexdigest()[:_DIGITS]


def machine_values(list_name: str, row: Mapping[str, Any]) -> Values:
    """What the machine read, whatever a person has made of it."""
    decided = json.loads(row["decided"]) if row["decided"] else {"machine": {}}
    return {**own(list_name, row), **decided["machine"]}
