"""Whether two files hold one report: plainly, perhaps, or not."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from corpus.same.likeness import Likeness, likeness, words_of
from models.references import serial

Verdict = Literal["same", "near"]
"""Plainly one report; or so alike that a person should look."""

_FEWEST = 40  # words: fewer tell nothing
_HEAD = 60  # words: a letterhead with its number and date, which copies of the text lose
_LONGER = 0.12  # of the shorter: a page that one file lacks
_SHARE = {False: 0.97, True: 0.93}  # of the shorter text in the other; with a scan less
_OTHER, _FEW_OTHER = 0.005, 1  # of the words of a scan, that may be quite other words; of others a single one
_MISREAD = 2.0  # a number is misread at most so much oftener than a word
_BROKEN, _FEW_BROKEN = 0.05, 2  # of the numbers, that may have lost or won digits in a scan
_NEAR_SHARE, _NEAR_FIGURES, _NEAR_OTHER, _NEAR_FEW = 0.9, 0.1, 0.03, 2


@dataclass(frozen=True)
class Side:
    """A file to be compared: its text, whether this comes off a scan, its header."""

    text: str
    scanned: bool = False
    doc_type: str | None = None
    number: str | None = None
    date: str | None = None
    period: str | None = None
    year: int | None = None

    @cached_property
    def words(self) -> list[str]:
        """The words of the text as they are compared."""
        return words_of(self.text)


def compared(one: Side, other: Side) -> tuple[Verdict, Likeness] | None:
    """What two files are to each other, and how alike; None where they are two reports.

    Born-digital texts of one report bear the same figures: a draft and its final version, or the reports of two years
    after one pattern, do not. A scan has letters wrong and figures too, the more of these the more words it has wrong;
    its header may be misread, and then a person decides.
    """
    scanned, agree = one.scanned or other.scanned, _headers_agree(one, other)
    if not (agree or scanned) or min(len(one.words), len(other.words)) < _FEWEST:
        return None
    found = likeness(one.words, other.words)
    plain = _plainly(found, scanned)
    if plain and agree and _dates_agree(one, other):
        return "same", found
    return ("near", found) if plain or (agree and _nearly(found)) else None


def _headers_agree(one: Side, other: Side) -> bool:
    """Whether nothing that both headers state speaks against their being of one report."""
    stated = (
        (one.doc_type, other.doc_type),
        (serial(one.number or ""), serial(other.number or "")),
        (one.period, other.period),
        (one.year, other.year),
    )
    return all(not a or not b or a == b for a, b in stated)


def _dates_agree(one: Side, other: Side) -> bool:
    """Whether the dates do; a draft leaves the day open."""
    short, long = sorted((one.date or "", other.date or ""), key=len)
    return long.startswith(short)


def _plainly(found: Likeness, scanned: bool) -> bool:
    other = found.replaced - len(found.figures) - (found.slips if scanned else 0)
    return (
        found.share >= _SHARE[scanned]
        and found.surplus <= max(_HEAD, _LONGER * found.words)
        and other <= max(_FEW_OTHER, _OTHER * found.words if scanned else 0)
        and (_figures_agree(found) if scanned else not found.figures)
    )


def _figures_agree(found: Likeness) -> bool:
    """Whether numbers differ no more than the scan's words lead to expect."""
    broken = sum(_broken(*pair) for pair in found.figures)
    other = len(found.figures) - broken
    rate = (found.replaced - len(found.figures)) / found.words
    return broken <= max(_FEW_BROKEN, _BROKEN * found.counted) and other <= _MISREAD * rate * found.counted


def _broken(one: str, other: str) -> bool:
    """Whether one number is the other with digits lost or added, as scans have it: 111 and 11, 7 and 79."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return len(short) < len(long) and all(digit in rest for digit in short)


def _nearly(found: Likeness) -> bool:
    other = found.replaced - len(found.figures) - found.slips
    return (
        found.share >= _NEAR_SHARE
        and len(found.figures) <= max(_NEAR_FEW, _NEAR_FIGURES * found.counted)
        and other <= max(_NEAR_FEW, _NEAR_OTHER * found.words)
    )
