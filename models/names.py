"""Names compared: the same, a likely slip of scanning, other marks on the same letters, near, or different.

Tone marks matter: Hùng is not Hưng, Hoa is not Hòa. No likeness of names alone makes two people one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

from models.knowledge import load
from models.text import exact_key, fold, squeeze

Likeness = Literal["same", "slip", "marks", "near", "different"]
_SHORTEST_NEAR = 6  # letters: in shorter names one letter is too much of the whole


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are and the letters they differ in, as pairs: ("ờ", "ơ")."""

    likeness: Likeness
    differences: tuple[tuple[str, str], ...] = ()


def name_key(name: str) -> str:
    """The key under which a name is found whatever its marks: `Nguyễn  Hồng Chuyên` gives `nguyen hong chuyen`."""
    return squeeze(fold(name))


def compare(one: str, other: str) -> Comparison:
    """How alike two names are.

    >>> compare("Hoà", "Hòa").likeness, compare("Lường Văn Thủy", "Lương Văn Thủy"), compare("Hùng", "Hưng").likeness
    ('same', Comparison(likeness='slip', differences=(('ờ', 'ơ'),)), 'marks')
    """
    if exact_key(one) == exact_key(other):
        return Comparison("same")
    letters, others = _letters(one), _letters(other)
    if len(letters) == len(others):
        pairs = tuple((a, b) for a, b in zip(letters, others, strict=True) if a != b)
        if all(_confused(a, b) for a, b in pairs) and len(pairs) <= _most_slips(one):
            return Comparison("slip", pairs)
        if fold(letters) == fold(others):
            return Comparison("marks", pairs)
    if one_edit_apart(fold(letters), fold(others)):
        return Comparison("near")
    return Comparison("different")


def one_edit_apart(one: str, other: str) -> bool:
    """Whether one letter put in, left out, replaced or swapped makes the two alike, in names long enough for it."""
    return min(len(one), len(other)) >= _SHORTEST_NEAR and edits(one, other, most=1) == 1


def edits(one: str, other: str, most: int) -> int:
    """How many letters to put in, leave out, replace or swap with their neighbour; `most` + 1 where it takes more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    from rapidfuzz.distance import OSA

    return int(OSA.distance(one, other, score_cutoff=most))


def _letters(name: str) -> str:
    """Without blanks, for scanning loses them; a tone mark stands on its vowel as printed."""
    return "".join(name.lower().split())


def _most_slips(name: str) -> int:
    return max(1, len(name.split()))


def _confused(one: str, other: str) -> bool:
    return other in _confusions().get(one, "")


@cache
def _confusions() -> dict[str, set[str]]:
    table: dict[str, set[str]] = {}
    for row in load("confusions")["letter"]:
        for letter in row["read"]:
            table.setdefault(row["printed"], set()).add(letter)
            table.setdefault(letter, set()).add(row["printed"])
    return table
