"""The doubt of a reading carried over to what was found in it: records are as sure as the words that they quote."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from models.records import AwardCount, Citation, Evidence, Exemplar, Grant, Layout, Movement, Place, Report

_CERTAIN = 0.95  # Tesseract's confidence from which 99 words of 100 are right; below, as many are as it says

_Record = TypeVar("_Record", Citation, AwardCount, Exemplar, Movement, Grant)


def doubted(report: Report) -> Report:
    """The report with the confidence of each record lowered by that of the weakest word in its quote.

    Nothing changes where words bear no confidence, as on born-digital pages.
    """
    places = [
        place for place in report.layout.places if place.confidence is not None and _is_word(place, report.layout)
    ]
    if not places:
        return report
    doubt = partial(_doubt, places, [place.start for place in places])
    return replace(
        report,
        citations=_lowered(report.citations, doubt),
        awards=_lowered(report.awards, doubt),
        exemplars=_lowered(report.exemplars, doubt),
        movements=_lowered(report.movements, doubt),
        grants=_lowered(report.grants, doubt),
    )


def _is_word(place: Place, layout: Layout) -> bool:
    """Whether it has letters or digits: signs are often unsure, and nothing hangs on them."""
    return any(sign.isalnum() for sign in layout.text[place.start : place.end])


def _doubt(places: Sequence[Place], starts: Sequence[int], evidence: Evidence) -> float:
    """By how much the words leave a record in doubt: 1 not at all, 0 wholly."""
    first = max(bisect_right(starts, evidence.start) - 1, 0)
    quoted = [p.confidence for p in places[first : bisect_left(starts, evidence.end)] if p.end > evidence.start]
    return min(1.0, min((c for c in quoted if c is not None), default=1.0) / _CERTAIN)


def _lowered(records: tuple[_Record, ...], doubt: partial[float]) -> tuple[_Record, ...]:
    return tuple(replace(one, confidence=round(one.confidence * doubt(one.evidence), 2)) for one in records)
