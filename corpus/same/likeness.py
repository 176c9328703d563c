"""Whether two texts are one report: the words that differ, each looked at between its neighbours.

Order counts for nothing but between neighbours, since readers set footnotes and cells in different places.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from models.text import fold

Placed = tuple[str, str, str]
"""A word between its neighbours."""

_WORD = re.compile(r"\w+")
_ALIKE = 50.0  # of 100: letters that a word misread has in common with the word
_SHOWN = 5  # figures that a reason names


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts have in common, by words.

    `words` are those of the shorter text, `shared` how many of them the other has in the same place, `surplus` how many
    more the longer one has. `replaced` counts words that stand in each other's place; `figures` are those of them that
    are numbers (one, other), `slips` counts those of the rest that are nearly alike. `counted` are the numbers of the
    shorter text.
    """

    words: int
    shared: int
    surplus: int
    replaced: int
    slips: int
    figures: tuple[tuple[str, str], ...]
    counted: int

    @property
    def share(self) -> float:
        """From 0 to 1: how much of the shorter text the other holds."""
        return self.shared / self.words if self.words else 0.0

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Likeness:
        """What the archive keeps of a likeness."""
        return cls(**{**kept, "figures": tuple(map(tuple, kept["figures"]))})

    def stated(self) -> str:
        """The numbers that differ, in few words: `120/125, 7/9`."""
        shown = ", ".join(f"{one}/{other}" for one, other in self.figures[:_SHOWN])
        return f"{shown}, …" if len(self.figures) > _SHOWN else shown


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared: folded, raised figures plain.

    >>> words_of("Tặng 05 cá nhân, 120 m³")
    ['tang', '5', 'ca', 'nhan', '120', 'm3']
    """
    return [_plain(word) for word in _WORD.findall(unicodedata.normalize("NFKC", fold(text)))]


def _plain(word: str) -> str:
    """The word; of a number no zeros before it: 05 and 5 are one."""
    return (word.lstrip("0") or "0") if word.isdecimal() else word


def likeness(one: list[str], other: list[str]) -> Likeness:
    """How alike two texts are, given as `words_of` gives them."""
    ones, others = _placed(one), _placed(other)
    left, right = _cancelled(list((ones - others).elements()), list((others - ones).elements()))
    pairs = list(_paired(left, right))
    figures = tuple((a, b) for a, b in pairs if a.isdecimal() and b.isdecimal())
    shorter = min(one, other, key=len)
    return Likeness(
        words=len(shorter),
        shared=len(shorter) - len(left if shorter is one else right),
        surplus=abs(len(one) - len(other)),
        replaced=len(pairs),
        slips=sum(not (a.isdecimal() and b.isdecimal()) and _alike(a, b) for a, b in pairs),
        figures=figures,
        counted=sum(word.isdecimal() for word in shorter),
    )


def _placed(words: list[str]) -> Counter[Placed]:
    return Counter(zip(("", *words), words, (*words[1:], ""), strict=False))


def _cancelled(left: list[Placed], right: list[Placed]) -> tuple[list[Placed], list[Placed]]:
    """What remains when a word that has one of its neighbours in common is taken for the same."""
    rest = list(right)
    for side in (0, 2):
        known: dict[tuple[str, str], list[Placed]] = defaultdict(list)
        for place in rest:
            known[place[1], place[side]].append(place)
        taken: Counter[Placed] = Counter()
        kept = []
        for place in left:
            if found := known[place[1], place[side]]:
                taken[found.pop()] += 1
            else:
                kept.append(place)
        left, rest = kept, list((Counter(rest) - taken).elements())
    return left, rest


def _paired(left: Iterable[Placed], right: Iterable[Placed]) -> Iterator[tuple[str, str]]:
    """The words that stand in the same place of both texts, as far as their neighbours tell."""
    rest = Counter(right)
    for sides in ((0, 2), (0,), (2,)):
        known: dict[tuple[str, ...], list[Placed]] = defaultdict(list)
        for place in rest.elements():
            known[tuple(place[side] for side in sides)].append(place)
        kept = []
        for place in left:
            if found := known[tuple(place[side] for side in sides)]:
                partner = found.pop()
                rest[partner] -= 1
                yield place[1], partner[1]
            else:
                kept.append(place)
        left = kept


@lru_cache(1 << 12)
def _alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return bool(fuzz.ratio(one, other) >= _ALIKE)
