"""Which records of a document are right, which are missed and which should not be there; and, field by field, the rest.

Citations match one to one on type and number (type and date where there is no number), award counts on award and
numbers, exemplars, grants and movements on a like name, headers field by field, checks on the disagreements they found.
Of several partners the one with the closest name, then the most equal fields, then the nearest in reading order is
taken. Rows that gold marks `scored: false` count neither way; a list that gold lacks is not scored. Fields of matched
rows are compared where either side states them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from extractor.evaluation import alike

Row = Mapping[str, Any]
Pair = tuple[Row, Row]

LISTS = ("header", "citations", "awards", "exemplars", "movements", "grants", "checks")
"""All that is scored, in the order in which it is shown."""

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
    "grants": {"kind": None, "role": 0.8, "unit": 0.8, "award": 0.8, "decision": None},
    "checks": {},
}
"""The fields of each list, with the likeness that makes two values one; None where they must be equal."""

EXACT_NAME = "name_exact"
"""The field that says whether an exemplar's name has every mark right."""
_LIKE = 0.9  # of a header's fields
_CHECKED = ("sum", "ratio", "repeat")


@dataclass(slots=True)
class Tally:
    """Pairs (gold, found) that match, what was missed, what is spurious; by field, how many of how many are right."""

    pairs: list[Pair] = field(default_factory=list)
    missed: list[Row] = field(default_factory=list)
    spurious: list[Row] = field(default_factory=list)
    fields: dict[str, list[int]] = field(default_factory=dict)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        found = len(self.pairs) + len(self.spurious)
        return len(self.pairs) / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of gold that was found; 1 where there was nothing to find."""
        stated = len(self.pairs) + len(self.missed)
        return len(self.pairs) / stated if stated else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: Tally) -> None:
        """Count `other` in."""
        self.pairs += other.pairs
        self.missed += other.missed
        self.spurious += other.spurious
        for name, (right, stated) in other.fields.items():
            mine = self.fields.setdefault(name, [0, 0])
            mine[0] += right
            mine[1] += stated


def score(gold: Row, found: Row) -> dict[str, Tally]:
    """By list, how the records found in one document compare with its gold; a list that gold lacks is left out.

    Both are objects with the lists as keys, as `sovang extract --json` gives them.
    """
    tallies = {name: _matched(name, gold, found) for name in FIELDS if gold.get(name) is not None}
    if gold.get("header") is not None:
        tallies["header"] = _header(gold["header"], found.get("header") or {})
    return {name: tallies[name] for name in LISTS if name in tallies}


def _by_key(key: Callable[[Row], object]) -> Callable[[Row, Row], float]:
    return lambda gold, found: float(key(gold) == key(found))


def _by_name(least: float) -> Callable[[Row, Row], float]:
    def likeness(gold: Row, found: Row) -> float:
        names = gold.get("name"), found.get("name")
        like = alike.likeness(*names)
        return like if like >= least and alike.digits(names[0]) == alike.digits(names[1]) else 0.0

    return likeness


def _citation(row: Row) -> object:
    return alike.doc_type(row.get("doc_type")), alike.number(row.get("number")) or row.get("date") or ""


def _award(row: Row) -> object:
    return alike.plain(row.get("award")), row.get("collectives"), row.get("individuals"), row.get("households")


def _check(row: Row) -> object:
    stated, computed = round(float(row["stated"]), 2), round(float(row["computed"]), 1)
    return ("repeat", *sorted((stated, computed))) if row["kind"] == "repeat" else (row["kind"], stated, computed)


_SCORES = {
    "citations": _by_key(_citation),
    "awards": _by_key(_award),
    "exemplars": _by_name(0.92),
    "movements": _by_name(0.9),
    "grants": _by_name(0.92),
    "checks": _by_key(_check),
}


def _rows(name: str, document: Row) -> list[Row]:
    rows = [{"name": row} if isinstance(row, str) else row for row in document.get(name) or []]
    if name == "checks":
        return [row for row in rows if row.get("agrees") is False and row.get("kind") in _CHECKED]
    return rows


def _countable(name: str, row: Row) -> bool:
    """Whether a found row is one that gold would list: citations that name a document, awards that were granted."""
    if name == "citations":
        return bool(row.get("number") or row.get("date"))
    return name != "awards" or row.get("status") in (None, "granted")


def _matched(name: str, gold: Row, found: Row) -> Tally:
    rows = _rows(name, gold)
    doubtful = [row for row in rows if not row.get("scored", True)]
    tally = _paired(
        name,
        [row for row in rows if row.get("scored", True)],
        [row for row in _rows(name, found) if _countable(name, row)],
    )
    tally.spurious = _without(name, doubtful, tally.spurious)
    tally.fields = _compared(name, tally.pairs)
    return tally


def _paired(name: str, gold: Sequence[Row], found: Sequence[Row]) -> Tally:
    """The surest pairs first."""
    candidates = [
        (likeness, _equal_fields(name, one, other), named_alike(one, other), -abs(i - j), -i, -j)
        for i, one in enumerate(gold)
        for j, other in enumerate(found)
        if (likeness := _SCORES[name](one, other))
    ]
    left, right, pairs = dict(enumerate(gold)), dict(enumerate(found)), []
    for *_, i, j in sorted(candidates, reverse=True):
        if -i in left and -j in right:
            pairs.append((left.pop(-i), right.pop(-j)))
    return Tally(pairs, list(left.values()), list(right.values()))


def _without(name: str, doubtful: list[Row], found: list[Row]) -> list[Row]:
    """What is spurious once each doubtful row of gold has excused one."""
    spurious = []
    for row in found:
        excuse = next((one for one in doubtful if _SCORES[name](one, row)), None)
        if excuse is None:
            spurious.append(row)
        else:
            doubtful.remove(excuse)
    return spurious


def wrong_fields(name: str, pair: Pair) -> dict[str, tuple[Any, Any]]:
    """The fields in which a matched pair differs, each as (gold, found)."""
    gold, found = pair
    if name == "header":
        return {}
    wrong = {f: (gold.get(f), found.get(f)) for f in FIELDS[name] if not same(name, f, gold, found)}
    if name == "exemplars" and not named_alike(gold, found):
        wrong[EXACT_NAME] = gold["name"], found["name"]
    return wrong


def same(name: str, field_name: str, gold: Row, found: Row) -> bool:
    """Whether two records of a list have the same value in a field, as alike as FIELDS asks for."""
    return alike.same(gold.get(field_name), found.get(field_name), FIELDS[name][field_name])


def _equal_fields(name: str, gold: Row, found: Row) -> int:
    return sum(same(name, f, gold, found) for f in FIELDS[name])


def named_alike(gold: Row, found: Row) -> bool:
    """Whether the names, if there are any, have the same letters with the same marks."""
    return alike.letters_alike(gold.get("name"), found.get("name"))


def _compared(name: str, pairs: Sequence[Pair]) -> dict[str, list[int]]:
    compared = {}
    for f in FIELDS[name]:
        stated = [pair for pair in pairs if pair[0].get(f) or pair[1].get(f)]
        compared[f] = [sum(same(name, f, *pair) for pair in stated), len(stated)]
    if name == "exemplars":
        compared[EXACT_NAME] = [sum(named_alike(*pair) for pair in pairs), len(pairs)]
    return compared


def _header(gold: Row, found: Row) -> Tally:
    """Each field that gold states is a row of its own: `{"number": "12/BC-UBND", "found": None}`."""
    tally = Tally()
    for name, value in gold.items():
        if value:
            got = found.get(name)
            if _header_same(name, value, got):
                tally.pairs.append(({name: value}, {name: got}))
            else:
                tally.missed.append({name: value, "found": got})
    return tally


def _header_same(name: str, gold: Any, found: Any) -> bool:  # noqa: ANN401 a field of a header
    if name == "recipients":
        return isinstance(found, list) and len(gold) == len(found)
    if name == "number":
        return alike.number(gold) == alike.number(found)
    return bool(gold == found) if name in ("date", "period") else alike.likeness(gold, found) >= _LIKE
