"""Whether two texts are one report: the words that differ, each looked at between its neighbours.

Order counts for nothing but between neighbours, since readers set footnotes and cells in different places.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter
from typing import Any

from models.text import fold

Placed = tuple[str, str, str]
"""A word between its neighbours."""

_WORD = re.compile(r"\w+")
_ALIKE = 50.0  # of 100: letters that a word misread has in common with the word
_BLANKS = ("so", "ngay", "thang", "nam")  # a number and a day are filled in when the report is signed
_SHOWN = 5  # figures that a reason names


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts have in common, by words.

    `words` are those of the shorter text, `shared` how many of them the other has in the same place, `surplus` how many
    more the longer one has. `replaced` counts words that stand in each other's place: numbers are in `figures` (one,
    other; empty where one text leaves it out); other words count if they do not stand elsewhere instead, and `slips`
    are those of them that are nearly alike. `counted` are the numbers of the shorter text.
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
        """The numbers that differ, in few words: `120/125, 7/–`."""
        shown = ", ".join(f"{one or '–'}/{other or '–'}" for one, other in self.figures[:_SHOWN])
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
    if one == other:
        return Likeness(len(one), len(one), 0, 0, 0, (), sum(word.isdecimal() for word in one))
    ones, others = _placed(one), _placed(other)
    left, right = _cancelled(list((ones - others).elements()), list((others - ones).elements()))
    pairs, alone, alone_there = _paired(left, right)
    gone, come = Counter(one) - Counter(other), Counter(other) - Counter(one)
    figures = [(a, b) for a, b in pairs if a.isdecimal() and b.isdecimal()]
    figures += [(word, "") for word in _left_out(alone, one, other)]
    figures += [("", word) for word in _left_out(alone_there, other, one)]
    words = [(a, b) for a, b in pairs if not (a.isdecimal() and b.isdecimal()) and gone[a] and come[b]]
    shorter = min(one, other, key=len)
    return Likeness(
        words=len(shorter),
        shared=len(shorter) - len(left if shorter is one else right),
        surplus=abs(len(one) - len(other)),
        replaced=len(figures) + len(words),
        slips=sum(_alike(a, b) for a, b in words),
        figures=tuple(figures),
        counted=sum(word.isdecimal() for word in shorter),
    )


def _placed(words: list[str]) -> Counter[Placed]:
    return Counter(zip(("", *words), words, (*words[1:], ""), strict=False))


def _cancelled(left: list[Placed], right: list[Placed]) -> tuple[list[Placed], list[Placed]]:
    """What remains when a word that has one of its neighbours in common is taken for the same."""
    for sides in (itemgetter(0, 1), itemgetter(1, 2)):
        _, left, right = _matched(left, right, sides)
    return left, right


def _paired(left: list[Placed], right: list[Placed]) -> tuple[list[tuple[str, str]], list[Placed], list[Placed]]:
    """The words that stand in the same place of both texts, as far as their neighbours tell, and those left alone."""
    pairs: list[tuple[str, str]] = []
    for sides in (itemgetter(0, 2), itemgetter(0), itemgetter(2)):
        found, left, right = _matched(left, right, sides)
        pairs += [(one[1], other[1]) for one, other in found]
    return pairs, left, right


def _matched(
    left: list[Placed], right: list[Placed], key: Callable[[Placed], Hashable]
) -> tuple[list[tuple[Placed, Placed]], list[Placed], list[Placed]]:
    """One to one, those that have a key in common, and what is left of both."""
    known: dict[Hashable, list[Placed]] = defaultdict(list)
    for place in right:
        known[key(place)].append(place)
    pairs: list[tuple[Placed, Placed]] = []
    rest = []
    for place in left:
        if found := known[key(place)]:
            pairs.append((place, found.pop()))
        else:
            rest.append(place)
    return pairs, rest, [place for places in known.values() for place in places]


def _left_out(alone: Iterable[Placed], own: list[str], there: list[str]) -> Iterator[str]:
    """The numbers where the other text goes on without one: a draft left it out. Not those of dates and headers."""
    numbers = [place for place in alone if place[1].isdecimal() and place[0] not in _BLANKS]
    joined = set(pairwise(there)) - set(pairwise(own)) if numbers else ()
    for before, word, after in numbers:
        if (before, after) in joined:
            yield word


@lru_cache(1 << 12)
def _alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return bool(fuzz.ratio(one, other) >= _ALIKE)
