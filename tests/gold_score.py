"""Scores extracted records against records annotated by hand: `tests/gold/<document>.gold.json`.

citations match one to one on type and number (type and date where there is no number), award counts on award and
numbers, exemplars and movements on a like name, headers field by field, checks on the disagreements they found.
Rows marked `scored: false` count neither way. Fields of matched rows are compared where either side states them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from models.text import fold

Row = Mapping[str, Any]

FIELDS: dict[str, dict[str, float | None]] = {
    "citations": {"date": None, "issuer": 0.85, "subject": 0.75},
    "awards": {"level": None, "awarder": 0.8, "locality": 0.85, "period": None, "occasion": 0.7},
    "exemplars": {
        "kind": None,
        "honorific": 0.9,
        "role": 0.8,
        "unit": 0.8,
        "place": 0.8,
        "achievement": 0.7,
    },
    "movements": {},
    "checks": {},
}
"""The fields of each list, with the likeness that makes two values one; None where they must be equal."""


@dataclass
class Tally:
    """What was hit, missed and spurious, and, by field, how many were right of how many."""

    hit: int = 0
    missed: list[Row] = field(default_factory=list)
    spurious: list[Row] = field(default_factory=list)
    fields: dict[str, list[int]] = field(default_factory=dict)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing was found."""
        all_rows = 2 * self.hit + len(self.missed) + len(self.spurious)
        return 2 * self.hit / all_rows if all_rows else 1.0

    def add(self, other: Tally) -> None:
        """Count `other` in."""
        self.hit += other.hit
        self.missed += other.missed
        self.spurious += other.spurious
        for name, (right, stated) in other.fields.items():
            mine = self.fields.setdefault(name, [0, 0])
            mine[0] += right
            mine[1] += stated


@cache
def _plain(text: str) -> str:
    long = fold(text).replace("uy ban nhan dan", "ubnd").replace("hoi dong nhan dan", "hdnd")
    return " ".join(re.sub(r"[“”\"'’‘*.,;:()]", " ", long).split())


def _like(one: object, other: object) -> float:
    first, second = _plain(str(one or "")), _plain(str(other or ""))
    return 1.0 if first == second else SequenceMatcher(None, first, second).ratio()


def _number(printed: object) -> str:
    return re.sub(r"\s+", "", str(printed or "")).upper().strip(".")


def _citation(row: Row) -> object:
    return _plain(str(row["doc_type"])), _number(row.get("number")) or row.get("date")


def _award(row: Row) -> object:
    return _plain(str(row["award"])), row.get("collectives"), row.get("individuals"), row.get("households")


def _check(row: Row) -> object:
    stated, computed = round(float(row["stated"]), 2), round(float(row["computed"]), 1)
    return ("repeat", *sorted((stated, computed))) if row["kind"] == "repeat" else (row["kind"], stated, computed)


def _by(key: Callable[[Row], object]) -> Callable[[Row, Row], float]:
    return lambda one, other: float(key(one) == key(other))


def _by_name(least: float) -> Callable[[Row, Row], float]:
    def score(one: Row, other: Row) -> float:
        digits = [re.findall(r"\d+", str(row["name"])) for row in (one, other)]
        like = _like(one["name"], other["name"])
        return like if like >= least and digits[0] == digits[1] else 0.0

    return score


_SCORES = {
    "citations": _by(_citation),
    "awards": _by(_award),
    "exemplars": _by_name(0.92),
    "movements": _by_name(0.9),
    "checks": _by(_check),
}


def _rows(name: str, document: Row) -> list[Row]:
    rows = [{"name": row} if isinstance(row, str) else row for row in document.get(name) or []]
    if name == "checks":
        return [row for row in rows if not row["agrees"]]
    if name == "citations":
        return [row for row in rows if row.get("number") or row.get("date") or not row.get("scored", True)]
    return [row for row in rows if row.get("status", "granted") == "granted"]


def _same(name: str, field_name: str, one: Row, other: Row) -> bool:
    first, second, least = one.get(field_name), other.get(field_name), FIELDS[name][field_name]
    if least is None or not first or not second:
        return (first or None) == (second or None)
    return _like(first, second) >= least


def _compared(name: str, pairs: Sequence[tuple[Row, Row]]) -> dict[str, list[int]]:
    found = {}
    for field_name in FIELDS[name]:
        stated = [(one, other) for one, other in pairs if one.get(field_name) or other.get(field_name)]
        found[field_name] = [sum(_same(name, field_name, *pair) for pair in stated), len(stated)]
    return found


def _matched(name: str, gold: list[Row], found: list[Row]) -> Tally:
    """The surest pairs first: by the closest name, then the most equal fields, then the nearest place."""
    scored = [row for row in gold if row.get("scored", True)]
    possible = [
        (score, sum(_same(name, f, one, other) for f in FIELDS[name]), -abs(i - j), -i, -j)
        for i, one in enumerate(scored)
        for j, other in enumerate(found)
        if (score := _SCORES[name](one, other))
    ]
    left, right, pairs = dict(enumerate(scored)), dict(enumerate(found)), []
    for *_, i, j in sorted(possible, reverse=True):
        if -i in left and -j in right:
            pairs.append((left.pop(-i), right.pop(-j)))
    spare = [row for row in gold if not row.get("scored", True)]
    spurious = []
    for row in right.values():
        doubtful = next((g for g in spare if _SCORES[name](g, row)), None)
        if doubtful is None:
            spurious.append(row)
        else:
            spare.remove(doubtful)
    return Tally(len(pairs), list(left.values()), spurious, _compared(name, pairs))


def _header(gold: Row, found: Row) -> Tally:
    tally = Tally()
    for name, value in gold.items():
        got = found.get(name)
        if not value:
            continue
        if name == "recipients":
            right = len(value) == len(got or ())
        elif name in ("date", "period"):
            right = value == got
        else:
            right = _number(value) == _number(got) if name == "number" else _like(value, got) >= 0.9
        if right:
            tally.hit += 1
        else:
            tally.missed.append({name: value, "got": got})
    return tally


def score(gold: Row, found: Row) -> dict[str, Tally]:
    """By list, how the records found in one document compare with its gold; a list that gold lacks is left out."""
    tallies = {name: _matched(name, _rows(name, gold), _rows(name, found)) for name in FIELDS if name in gold}
    if gold.get("header"):
        tallies["header"] = _header(gold["header"], found.get("header") or {})
    return tallies
