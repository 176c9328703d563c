"""What the machine reads in a document, and how one reading differs from the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any, Literal

from corpus.review.anchors import identity
from corpus.review.fields import HEADER, RECORDS, Values
from corpus.review.model import machine_values
from corpus.review.store import header, machine_header, records

Readings = Mapping[str, list[Values]]
"""By list, the fields of its records in order; the header is a list of one."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A record that is read now and was not ("gained"), the other way round ("lost"), or with another field."""

    what: Literal["gained", "lost", "changed"]
    list: str
    record: str

    def __str__(self) -> str:
        sign = {"gained": "+", "lost": "-", "changed": "~"}[self.what]
        return f"{sign} {self.list}: {self.record}"


def readings(connection: Connection, document: int) -> Readings:
    """All that the machine read in a document, whatever people have made of it."""
    rows = {name: records(connection, name, document) for name in RECORDS}
    found = {name: [machine_values(name, row) for row in of_list] for name, of_list in rows.items()}
    return {HEADER: [machine_header(header(connection, document))], **found}


def differences(before: Readings, after: Readings) -> list[Difference]:
    """What was gained, lost and changed, list by list."""
    [old], [new] = before[HEADER], after[HEADER]
    found = [Difference("changed", HEADER, told) for told in _changes(old, new)]
    for name in RECORDS:
        found += _in_list(name, before[name], after[name])
    return found


def _in_list(name: str, before: list[Values], after: list[Values]) -> Iterator[Difference]:
    """Records of one identity are paired: those that are wholly the same first, the others in order."""
    old, new = _grouped(name, before), _grouped(name, after)
    for key in {**old, **new}:
        was, now = _apart(old.get(key, []), new.get(key, []))
        for one, other in zip(was, now, strict=False):
            yield Difference("changed", name, f"{_called(name, other)}: {', '.join(_changes(one, other))}")
        yield from (Difference("lost", name, _called(name, row)) for row in was[len(now) :])
        yield from (Difference("gained", name, _called(name, row)) for row in now[len(was) :])


def _grouped(name: str, rows: list[Values]) -> dict[tuple[Any, ...], list[Values]]:
    groups: dict[tuple[Any, ...], list[Values]] = {}
    for row in rows:
        groups.setdefault(identity(name, row), []).append(row)
    return groups


def _apart(before: list[Values], after: list[Values]) -> tuple[list[Values], list[Values]]:
    """Both without what they share."""
    was, now = list(before), []
    for row in after:
        if row in was:
            was.remove(row)
        else:
            now.append(row)
    return was, now


def _called(name: str, row: Values) -> str:
    return ", ".join(str(part) for part in identity(name, row) if part is not None)


def _changes(before: Values, after: Values) -> list[str]:
    return [f"{field} {before[field]!r} is now {after[field]!r}" for field in after if before[field] != after[field]]
