"""Do confidences mean what they say: of the records given 0.9, are nine in ten right?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from extractor.evaluation.score import FIELDS, Tally, named_alike, same

SIGNS = "signs"
"""The key that a found row has its signs under."""

_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One found record: the rule that made it, its confidence, whether gold holds it, and its signs of doubt."""

    rule: str
    confidence: float
    right: bool
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Bin:
    """The records of one stretch of confidence (`least` up to the next bin's), or of one rule, or values of records.

    `stated` is the mean confidence of records, `right` how many of `records` are so.
    """

    name: str
    least: float
    records: int
    stated: float | None
    right: int

    @property
    def share(self) -> float:
        """The share that is right: what `stated` should be."""
        return self.right / self.records


def verdicts(tallies: Mapping[str, Tally]) -> Iterator[Verdict]:
    """One for each found record that bears a confidence; what gold leaves in doubt has none.

    A record is right that gold holds, with its name to the letter where it bears one.
    """
    for name, tally in tallies.items():
        if name == "header":
            continue
        judged = [(found, named_alike(gold, found)) for gold, found in tally.pairs]
        for row, right in (*judged, *((row, False) for row in tally.spurious)):
            if row.get("confidence") is not None:
                rule = f"{name}: {row.get('rule')}"
                yield Verdict(rule, float(row["confidence"]), right, tuple(row.get(SIGNS, ())))


def by_confidence(found: Iterable[Verdict]) -> list[Bin]:
    """The records in bins of confidence, lowest first; empty bins are left out."""
    groups: dict[float, list[Verdict]] = {}
    for one in found:
        groups.setdefault(_EDGES[bisect_right(_EDGES, one.confidence) - 1], []).append(one)
    return [_bin(_stretch(least), least, group) for least, group in sorted(groups.items())]


def by_rule(found: Iterable[Verdict]) -> list[Bin]:
    """The records by the rule that made them, by name."""
    groups: dict[str, list[Verdict]] = {}
    for one in found:
        groups.setdefault(one.rule, []).append(one)
    return [_bin(rule, min(one.confidence for one in group), group) for rule, group in sorted(groups.items())]


def by_origin(tallies: Mapping[str, Tally]) -> list[Bin]:
    """The values of fields of right records: those that are printed there, and those that were inferred."""
    groups: dict[str, list[bool]] = {"printed": [], "inferred": []}
    for name, tally in tallies.items():
        for gold, found in tally.pairs:
            for field in FIELDS.get(name, ()):
                if found.get(field):
                    origin = "inferred" if field in found.get("inferred", ()) else "printed"
                    groups[origin].append(same(name, field, gold, found))
    return [Bin(name, 0.0, len(group), None, sum(group)) for name, group in groups.items() if group]


def _stretch(least: float) -> str:
    after = [*_EDGES, 1.0][_EDGES.index(least) + 1]
    return f"{least:.2f} to {after:.2f}"


def _bin(name: str, least: float, group: list[Verdict]) -> Bin:
    stated = sum(one.confidence for one in group) / len(group)
    return Bin(name, least, len(group), round(stated, 3), sum(one.right for one in group))
