"""Who may be one with somebody whose name is like his, or the same: offered with what speaks for it, never merged."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

from corpus.identities.mentions import Mention, Words, one_unit, printed_commune
from corpus.identities.people import Known
from models.answers.people import LookAlike
from models.names import compare

_SAME_DEED = 0.6  # share of words that two deeds have in common to be one
_ENOUGH = 2  # reasons: a name and one thing more is not enough to think of one person
_LITTLE = 1e-6  # more than multiplying rounds
_ANY = "*"
_MANY = 10_000  # pairs of names whose comparison is kept

_Clue = tuple[str, str]
_Placed = tuple[_Clue, str | None]
"""A clue with the district that it is of."""


def look_alikes(sought: Sequence[Known], others: Sequence[Known], name: str) -> list[LookAlike]:
    """Those of `others` whose name is like one of `sought`, with what speaks for their being one; the likely first.

    Each is offered once, for the one it is most like; where nobody is `sought`, for the `name` alone. Of `sought`
    themselves those are offered that may be one.
    """
    if not sought:
        return [LookAlike(one, None, False, (_alike(name, one.name)[1] or "tên gần giống",)) for one, _ in others]
    known, near = list(map(_Candidate, sought)), list(map(_Candidate, others))
    search = _Search(Counter(chain.from_iterable(one.words for one in (*known, *near))))
    themselves = []
    for person in known:
        if (offer := search.best(person)) and len(offer.reasons) > 1:
            themselves.append(offer)
        search.add(person)
    offered = [*filter(None, map(search.best, near)), *themselves]
    return sorted(offered, key=lambda offer: (not offer.likely, -len(offer.reasons), offer.person.name))


class _Candidate:
    """A person with the mentions as they are compared, of those that state the same only one."""

    def __init__(self, known: Known) -> None:
        self.person, mentions = known
        self.natural = mentions[0].natural
        stated: dict[tuple[object, ...], Mention] = {}
        for one in mentions:
            stated.setdefault(one.stated, one)
        self.mentions = list(stated.values())

    @property
    def words(self) -> Iterator[str]:
        for one in self.mentions:
            yield from one.unit
            yield from one.deed


class _Search:
    """Finds of many people the one that another is most like, without comparing him to all.

    Whoever has more in common with him than name and field, has his commune, a word of his unit or of his deed that
    few have: of two sets that share so much, one has the rarest words of the other. All in one district, or in none.
    """

    def __init__(self, commonness: Counter[str]) -> None:
        self._commonness = commonness
        self._sorted: dict[Words, list[str]] = {}
        self._people: list[_Candidate] = []
        self._by_clue: dict[_Placed, list[int]] = defaultdict(list)
        self._by_name: dict[tuple[str, bool], int] = {}

    def add(self, person: _Candidate) -> None:
        """Put a further person among those who are found."""
        at = len(self._people)
        self._people.append(person)
        self._by_name.setdefault((person.person.name, person.natural), at)
        clues = {
            placed
            for one in person.mentions
            for clue in (*self._clues(one), *_fields(one))
            for placed in ((clue, one.district), (clue, _ANY))
        }
        for placed in clues:
            self._by_clue[placed].append(at)

    def best(self, other: _Candidate) -> LookAlike | None:
        """Of whom `other` is most likely a further mention; of equals the first; None where no name is like his."""
        found = [offer for offer in self._offers(other) if offer and len(offer.reasons) > 1]
        if not found:
            return self._by_name_alone(other)
        return max(found, key=lambda offer: (offer.likely, len(offer.reasons), -(offer.of or 0)))

    def _offers(self, other: _Candidate) -> Iterator[LookAlike | None]:
        """Of those with something in common with `other` beside the name; of those with a field alone the first."""
        clues = {placed for one in other.mentions for clue in self._sought(one) for placed in _where(clue, one)}
        for at in {at for placed in clues for at in self._by_clue.get(placed, ())}:
            yield _offer(at, self._people[at], other)
        for field in {placed for one in other.mentions for clue in _fields(one) for placed in _where(clue, one)}:
            offers = (_offer(at, self._people[at], other) for at in self._by_clue.get(field, ()))
            yield next((offer for offer in offers if offer and len(offer.reasons) > 1), None)

    def _by_name_alone(self, other: _Candidate) -> LookAlike | None:
        """The first whose name is like that of `other`, where nobody has more in common with him."""
        for (name, natural), at in self._by_name.items():
            of_name = _alike(name, other.person.name)[1]
            if natural == other.natural and of_name:
                return LookAlike(other.person, at, False, (of_name,))
        return None

    def _clues(self, one: Mention) -> Iterator[_Clue]:
        yield from self._shared_clues(one)
        yield from (("word", word) for word in one.unit)
        yield from (("rarest", word) for word in self._rarest(one.unit, 1))

    def _sought(self, one: Mention) -> Iterator[_Clue]:
        yield from self._shared_clues(one)
        yield from (("rarest", word) for word in one.unit)
        yield from (("word", word) for word in self._rarest(one.unit, 1))

    def _shared_clues(self, one: Mention) -> Iterator[_Clue]:
        if one.commune:
            yield "commune", one.commune
        # Two sets with such a share of their words in common have one in common among so many of each.
        telling = math.floor((1 - _SAME_DEED) * len(one.deed) + _LITTLE) + 1
        yield from (("deed", word) for word in self._rarest(one.deed, telling))

    def _rarest(self, words: Words, number: int) -> list[str]:
        if words not in self._sorted:
            self._sorted[words] = sorted(words, key=lambda word: (self._commonness[word], word))
        return self._sorted[words][:number]


def _fields(one: Mention) -> Iterator[_Clue]:
    if one.named.field:
        yield "field", one.named.field


def _where(clue: _Clue, one: Mention) -> tuple[_Placed, ...]:
    """Where those with a clue are looked for: in the district of `one` and in none, or everywhere."""
    return ((clue, one.district), (clue, None)) if one.district else ((clue, _ANY),)


def _offer(at: int, one: _Candidate, other: _Candidate) -> LookAlike | None:
    if one.natural != other.natural:
        return None
    likeness, of_name = _alike(one.person.name, other.person.name)
    if of_name is None:
        return None
    reasons = (of_name, *_shared(one, other))
    return LookAlike(other.person, at, likeness != "marks" and len(reasons) > _ENOUGH, reasons)


@lru_cache(_MANY)
def _alike(one: str, other: str) -> tuple[str, str | None]:
    """How alike two names are, and what is alike in words; None where nothing is."""
    found = compare(one, other)
    pairs = ", ".join(f"{letter}/{letter_of_other}" for letter, letter_of_other in found.differences)
    said = {
        "same": "cùng tên",
        "slip": f"tên chỉ khác {pairs}, chữ máy quét hay nhầm",
        "marks": f"tên khác dấu: {pairs}",
        "near": "tên khác một chữ cái",
    }
    return found.likeness, said.get(found.likeness)


def _shared(person: _Candidate, other: _Candidate) -> Iterable[str]:
    """What two people have in common beside the name: commune, unit, deed."""
    pairs = [
        (one, two)
        for one in person.mentions
        for two in other.mentions
        if not (one.district and two.district and one.district != two.district)
    ]
    if commune := next((two for one, two in pairs if one.commune and one.commune == two.commune), None):
        yield f"cùng {printed_commune(commune)}"
    if unit := next((two for one, two in pairs if one.unit and two.unit and one_unit(one, two)), None):
        yield f"cùng đơn vị {unit.named.unit}"
    if deed := next((two for one, two in pairs if _one_deed(one.deed, two.deed)), None):
        yield f"cùng thành tích: {deed.named.achievement}"
    elif field := next((two for one, two in pairs if one.named.field and one.named.field == two.named.field), None):
        yield f"cùng lĩnh vực: {field.named.field}"


def _one_deed(one: Words, two: Words) -> bool:
    return not one.isdisjoint(two) and len(one & two) >= _SAME_DEED * len(one | two)
