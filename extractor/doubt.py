"""How sure each record is: what is seen of it, and how often such records were right where that was measured.

A record shows signs: its list and rule, what it leaves out or infers, words that a scan or a bad copy has spoilt. Each
sign has a weight in the table `confidence`, with the number of records it was measured on; the weights of a record's
signs add up to the log-odds of its being right.
"""

from __future__ import annotations

import math
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any, TypeVar

from models import knowledge
from models.records import AwardCount, Citation, Evidence, Exemplar, Grant, Layout, Movement, Place, Report
from models.text import fold

LISTS = ("citations", "awards", "exemplars", "movements", "grants")
"""The lists whose records bear a confidence."""

EVERY = "every record"
"""The sign that all records bear."""

_Record = TypeVar("_Record", Citation, AwardCount, Exemplar, Movement, Grant)

_FIELDS: dict[str, tuple[str, ...]] = {
    "citations": ("number", "date", "issuer"),
    "awards": ("awarder", "level"),
    "exemplars": ("honorific", "role", "unit", "place", "achievement"),
    "movements": (),
    "grants": ("role", "unit"),
}
"""What speaks for a record where it is stated."""
_BODIES = ("collective", "enterprise")
_OF_PERSONS = ("honorific", "role", "unit", "place")  # what no body has, or has within its name
_ROW = 3  # bodies one after another, with nothing but signs between: damage breaks such lists
_BETWEEN = re.compile(r"[\s,;.…•*+\d)-]*(?:và\s+)?")
_LEVELS = (0.95, 0.9, 0.75, 0.5)  # of Tesseract's confidence in the weakest word: 0.8 bears the signs of 0.95 and 0.9
_SURE, _UNSURE = 0.99, 0.01  # nothing is certain
_SPOILT, _FEW = 0.004, 3  # share of impossible words in a bad copy, and the least number; good ones have loanwords
_WORD = re.compile(r"(?<![\w'’./@-])[^\W\d_]{2,}(?![\w'’./@-])")
_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?[aeiouy]{1,3}(?P<coda>ng|nh|[cmn]|ch|[pt])?"
)
_STOPS = ("c", "ch", "p", "t")


def doubted(report: Report) -> Report:
    """The report with the confidence of each record as its signs give it."""
    found = signs(report)
    return replace(
        report,
        citations=_sure(report.citations, found["citations"]),
        awards=_sure(report.awards, found["awards"]),
        exemplars=_sure(report.exemplars, found["exemplars"]),
        movements=_sure(report.movements, found["movements"]),
        grants=_sure(report.grants, found["grants"]),
    )


def _sure(records: tuple[_Record, ...], shown: Iterable[Iterable[str]]) -> tuple[_Record, ...]:
    return tuple(replace(one, confidence=confidence(told)) for one, told in zip(records, shown, strict=True))


def confidence(shown: Iterable[str]) -> float:
    """The share of records with these signs that is right."""
    return share(_weights(), shown)


def share(weights: Mapping[str, float], shown: Iterable[str]) -> float:
    """The share of records with these signs that is right, by the weights of signs; one without a weight says nothing.

    >>> share({"every record": 3.0, "impossible word": -1.0}, ["awards", "impossible word"])
    0.88
    """
    odds = math.fsum(weights.get(sign, 0.0) for sign in {EVERY, *shown})
    return min(_SURE, max(_UNSURE, round(1 / (1 + math.exp(-odds)), 2)))


@cache
def _weights() -> dict[str, float]:
    return {sign: row["weight"] for sign, row in knowledge.load("confidence")["signs"].items()}


def signs(report: Report) -> dict[str, list[tuple[str, ...]]]:
    """By list, the signs of each record, in order."""
    text, rows = _Text.of(report.layout), _rows(report)
    return {
        name: [(*_own(name, one, rows), *text.signs(one.evidence)) for one in getattr(report, name)] for name in LISTS
    }


def _own(name: str, record: Any, rows: frozenset[int]) -> Iterator[str]:  # noqa: ANN401 a record of any list
    """The signs that a record bears in itself, and in the list of names that it stands in: `rows` begin there."""
    yield name
    yield f"{name}: {record.rule}"
    kind = getattr(record, "kind", None)
    if kind:
        yield f"{name}: {kind}"
    asked = (field for field in _FIELDS[name] if kind not in _BODIES or field not in _OF_PERSONS)
    yield from (f"{name}: no {field}" for field in asked if not getattr(record, field))
    yield from (f"{name}: inferred {field}" for field in getattr(record, "inferred", ()))
    if record.evidence.start in rows and name == "exemplars":
        yield "exemplars: bodies in a row"
        yield f"exemplars: bodies in a row, {record.rule}"


def _rows(report: Report) -> frozenset[int]:
    """Where the bodies begin that are named one after another, with nothing but signs between them."""
    starts: set[int] = set()
    row: list[Evidence] = []
    for one in sorted(report.exemplars, key=lambda e: e.evidence.start):
        body, at = one.kind in _BODIES, one.evidence
        if not (body and row and _BETWEEN.fullmatch(report.layout.text, row[-1].end, at.start)):
            row = []
        row = [*row, at] if body else []
        if len(row) >= _ROW:
            starts.update(each.start for each in row)
    return frozenset(starts)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text with the words of it that were read off a picture, and whether it is a bad copy."""

    text: str
    places: tuple[Place, ...]
    starts: tuple[int, ...]
    spoilt: bool

    @classmethod
    def of(cls, layout: Layout) -> _Text:
        read = tuple(p for p in layout.places if p.confidence is not None and _is_word(layout.text[p.start : p.end]))
        return cls(layout.text, read, tuple(place.start for place in read), _is_spoilt(layout.text))

    def signs(self, evidence: Evidence) -> Iterator[str]:
        """The signs of the words that a record quotes, and of those around."""
        if self.spoilt:
            yield "bad copy"
        if any(map(_impossible, _WORD.findall(self.text, evidence.start, evidence.end))):
            yield "impossible word"
        weakest = self._weakest(evidence)
        yield from (f"word under {level}" for level in _LEVELS if weakest < level)

    def _weakest(self, evidence: Evidence) -> float:
        first = max(bisect_right(self.starts, evidence.start) - 1, 0)
        quoted = self.places[first : bisect_left(self.starts, evidence.end)]
        sure = [place.confidence for place in quoted if place.end > evidence.start and place.confidence is not None]
        return min(sure, default=1.0)


def _is_word(printed: str) -> bool:
    """Whether it has letters or digits: signs are often unsure, and nothing hangs on them."""
    return any(sign.isalnum() for sign in printed)


def _is_spoilt(text: str) -> bool:
    words = _WORD.findall(text)
    return sum(map(_impossible, words)) >= max(_FEW, _SPOILT * len(words))


@lru_cache(maxsize=1 << 14)
def _impossible(word: str) -> bool:
    """Whether a word in small letters cannot be Vietnamese: `tặmg`, `quyêt` without its tone.

    >>> [_impossible(word) for word in ("quyết", "quyêt", "khcn", "Kpă")]
    [False, True, True, False]
    """
    if not word.islower():
        return False
    syllable = _SYLLABLE.fullmatch(fold(word))
    if not syllable:
        return True
    tones = unicodedata.normalize("NFD", word)
    return syllable["coda"] in _STOPS and not ("\u0301" in tones or "\u0323" in tones)
