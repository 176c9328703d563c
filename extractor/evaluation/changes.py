"""What one evaluation found that an earlier one did not, and the other way round."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

What = Literal["found", "lost", "spurious", "dropped", "field"]
"""A record found anew, or lost; one newly found that should not be, or found no more; a field right or wrong anew."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one record of a document; `better` says whether that is a gain."""

    document: str
    list: str
    what: What
    record: str
    better: bool


def is_result(kept: Any) -> bool:  # noqa: ANN401 whatever a file holds
    """Whether that is the result of an evaluation as it is kept."""
    try:
        records = [lists for one in kept["documents"].values() for lists in one["records"].values()]
        figures = [kept["version"], kept["seconds"] + 0, *(one["f1"] + 0 for one in kept["lists"].values())]
        return bool(figures) and all({"found", "missed", "spurious"} <= one.keys() for one in records)
    except (KeyError, TypeError, AttributeError):
        return False


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Record by record, what `after` gained and lost against `before`; both are results as they are kept.

    Documents and lists that only one of them holds are left out, for nothing can be said of them.
    """
    return [
        change
        for document, lists in after["documents"].items()
        for name, records in lists["records"].items()
        if (earlier := before["documents"].get(document, {}).get("records", {}).get(name)) is not None
        for change in _of_list(document, name, earlier, records)
    ]


def _of_list(document: str, name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    hits = [Counter(one["record"] for one in run["found"]) for run in (before, after)]
    false = [Counter(run["spurious"]) for run in (before, after)]
    for record in (hits[1] - hits[0]).elements():
        yield Change(document, name, "found", record, better=True)
    for record in (hits[0] - hits[1]).elements():
        yield Change(document, name, "lost", record, better=False)
    for record in (false[1] - false[0]).elements():
        yield Change(document, name, "spurious", record, better=False)
    for record in (false[0] - false[1]).elements():
        yield Change(document, name, "dropped", record, better=True)
    yield from _fields(document, name, before, after)


def _fields(document: str, name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    """Fields of records that both have, which are wrong in one of them alone."""
    wrong = [_wrong(run) for run in (before, after)]
    both = {one["record"] for one in before["found"]} & {one["record"] for one in after["found"]}
    for better, gone in ((True, wrong[0] - wrong[1]), (False, wrong[1] - wrong[0])):
        for record, field, values in gone.elements():
            if record in both:
                gold, found = json.loads(values)
                yield Change(document, name, "field", f"{record}: {field} {found!r} for {gold!r}", better)


def _wrong(run: Mapping[str, Any]) -> Counter[tuple[str, str, str]]:
    return Counter(
        (one["record"], field, json.dumps(values, ensure_ascii=False))
        for one in run["found"]
        for field, values in one["wrong"].items()
    )
