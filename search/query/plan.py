"""A query as engines take it: every word with the forms that may stand for it in this archive."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from models.text import fold
from search.analysis import tokens
from search.query import tree
from search.query.short import fillers_as_typed, fillers_folded, with_meanings
from search.query.slips import one_edit

_SHORTEST_SLIP = 5  # letters, folded: shorter words are too near to too many others
_SHORTEST_TYPO = 4  # of words that the archive does not know at all
_RARER = 20  # a slip of scanning is so many times rarer than the word it was
_MOST_FORMS = 50
_IN_TEXT = frozenset(("unit", "person", "document", "award", "movement", "place"))  # fields that passages speak of
_MOST_NEAR = 5
_SAME, _PREFIX, _SLIP, _TYPO = 1.0, 0.8, 0.3, 0.5  # what a form weighs beside the word as typed
LIKENESSES = {_SAME: "cũng là", _PREFIX: "cả từ dài hơn", _SLIP: "cả chữ đọc lệch", _TYPO: "từ lạ, lấy từ gần giống"}
"""Why a form of such a weight stands for a word, for people."""
_BRIEF = 4  # words: in longer queries one word letter for letter tells less than the words together


class Vocabulary(Protocol):
    """The folded words of an index."""

    def size(self) -> int:
        """How many passages there are, or a little more."""
        ...

    def count(self, word: str) -> int:
        """In how many passages `word` stands."""
        ...

    def written(self, word: str) -> int:
        """In how many passages `word` stands letter for letter."""
        ...

    def known(self, words: Iterable[str]) -> Mapping[str, int]:
        """Those of many words that stand in the index, each with its count: one request where that is on a server."""
        ...

    def meanings(self, key: str) -> Sequence[str]:
        """What reports say that an abbreviation stands for, or how they abbreviate words: both as `search.meanings`."""
        ...

    def beginning(self, prefix: str, most: int) -> Sequence[tuple[str, int]]:
        """The `most` commonest words that begin with `prefix`, with their counts, commonest first."""
        ...


@dataclass(frozen=True, slots=True)
class Form:
    """A run of folded words that stand side by side, or the key of a document's number; what it weighs.

    `exact` are the words with diacritics where they were typed so.
    """

    folded: tuple[str, ...]
    exact: tuple[str, ...] = ()
    number: str | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Match:
    """One of the forms must stand in the text; the first is the one that was typed.

    `rarity`: how much it tells that one does, from 0 for what stands everywhere; some 10 for what stands once.
    """

    forms: tuple[Form, ...]
    rarity: float = 0.0

    @property
    def meant(self) -> Form | None:
        """The commonest of the words that stand for one which the archive does not know; None where it is known."""
        return next((form for form in self.forms if form.weight == _TYPO), None)


@dataclass(frozen=True, slots=True)
class InField:
    """The form must stand in the field `name` of the report, or one of its years lie in `years`.

    `value`: where reports have just this there, as facets show it, only these are meant.
    """

    name: str
    form: Form | None = None
    years: tuple[int, int] | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Without:
    """What must not be in the report."""

    one: Step


@dataclass(frozen=True, slots=True)
class Both:
    """All of these."""

    of: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these."""

    of: tuple[Step, ...]


Step = Match | InField | Without | Both | Either


@dataclass(frozen=True, slots=True)
class Plan:
    """`root` is what a report must hold. `pairs` are words that tell more where they stand side by side.

    `named` are the values of fields, which are shown where they stand in the text; `asked` is the query as taken.
    `steps` are all its parts in order, also words that a report need not have (`ai`, `được`): these rank it higher.
    `exact`: what stands letter for letter ranks first. `relaxed`: no report has all the words, and those with more of
    them rank first.
    """

    root: Both
    pairs: tuple[Match, ...] = ()
    named: tuple[Match, ...] = ()
    exact: bool = False
    relaxed: bool = False
    asked: tree.Node | None = None
    steps: tuple[Step, ...] = ()

    @property
    def matches(self) -> tuple[Match, ...]:
        """The words and phrases that are wanted, in order."""
        return tuple(_matches(Both(self.steps)))

    @property
    def wanted(self) -> tuple[Step, ...]:
        """The parts of which a report should hold as many as can be."""
        steps = tuple(step for step in self.root.of if not _is_condition(step))
        return tuple(part for step in steps if isinstance(step, Either) for part in step.of) if self.relaxed else steps

    @property
    def optional(self) -> frozenset[Match]:
        """Those of them that a report need not have."""
        return frozenset(self.matches).difference(_matches(self.root))

    @property
    def telling(self) -> tuple[Match, ...]:
        """What passages are to be shown for: the words, and where there are none the values of fields."""
        return self.matches or self.named

    @property
    def most(self) -> int:
        """How many words and phrases a report can hold, of those that stand for one another only one side."""
        return sum(map(_most, self.wanted))

    @property
    def brief(self) -> bool:
        """Whether what stands as it was typed comes before all else."""
        return not self.relaxed and self.most <= _BRIEF

    @property
    def conditions(self) -> tuple[Step, ...]:
        """What must hold of the report as a whole: its fields, and what must not be there."""
        return tuple(step for step in self.root.of if _is_condition(step))


def _most(step: Step) -> int:
    match step:
        case Match():
            return 1
        case Both():
            return sum(map(_most, step.of))
        case Either():
            return max(map(_most, step.of))
        case _:
            return 0


def _is_condition(step: Step) -> bool:
    match step:
        case InField() | Without():
            return True
        case Either():
            return all(map(_is_condition, step.of))
        case _:
            return False


def planned(query: tree.Query, vocabulary: Vocabulary, narrowed: tuple[Step, ...] = ()) -> Plan | None:
    """The plan of `query`, with further conditions, for an index with this vocabulary; None where nothing is wanted.

    A word that is rarer than the words one letter away from it takes these in as likely slips of scanning; one that
    the archive does not know, its neighbours or what it begins.
    """
    if query.root is None:
        return None
    asked = with_meanings(query.root, vocabulary)
    nodes = asked.of if isinstance(asked, tree.All) else (asked,)
    steps = [_step(node, vocabulary) for node in nodes]
    fillers = _fillers(nodes, query.exact)
    needed = Both((*(step for step, node in zip(steps, nodes, strict=True) if node not in fillers), *narrowed))
    pairs, named = _pairs(query, vocabulary), _named(query.root, vocabulary)
    return Plan(needed, tuple(pairs), tuple(named), query.exact, asked=asked, steps=tuple(steps))


def _fillers(nodes: Sequence[tree.Node], exact: bool) -> frozenset[tree.Node]:
    """Of many words those that a report need not have: `ai`, `được`, `nào`."""
    words = [node for node in nodes if not isinstance(node, tree.Not | tree.Field)]
    found = frozenset(node for node in words if _is_filler(node, exact))
    telling = len(set(words)) - len(found)
    return found if len(list(tree.phrases(tree.All(tuple(words))))) > _BRIEF and telling > 1 else frozenset()


def _is_filler(node: tree.Node, exact: bool) -> bool:
    match node:
        case tree.Phrase(words=(word,), quoted=False) if not word.prefix:
            return word.exact in fillers_as_typed() if exact else word.folded in fillers_folded()
        case _:
            return False


def _matches(step: Step) -> Iterator[Match]:
    match step:
        case Match():
            yield step
        case Both() | Either():
            for part in step.of:
                yield from _matches(part)
        case _:
            return


def _named(node: tree.Node, vocabulary: Vocabulary) -> Iterator[Match]:
    match node:
        case tree.Field(phrase=tree.Phrase() as phrase) if node.name in _IN_TEXT:
            yield _match((_typed(phrase),), vocabulary)
        case tree.All() | tree.Any():
            for part in node.of:
                yield from _named(part, vocabulary)
        case _:
            return


def _step(node: tree.Node, vocabulary: Vocabulary) -> Step:
    match node:
        case tree.Phrase():
            return _match(tuple(_forms(node, vocabulary)), vocabulary)
        case tree.Field():
            return InField(node.name, _typed(node.phrase) if node.phrase else None, node.years)
        case tree.Not():
            return Without(_step(node.one, vocabulary))
        case tree.All():
            return Both(tuple(_step(part, vocabulary) for part in node.of))
        case tree.Any():
            return Either(tuple(_step(part, vocabulary) for part in node.of))


def _match(forms: tuple[Form, ...], vocabulary: Vocabulary) -> Match:
    words = zip(*(form.folded for form in forms), strict=True)
    return Match(forms, sum(_rarity(alike, vocabulary) for alike in words))


def _rarity(words: Iterable[str], vocabulary: Vocabulary) -> float:
    """How much it tells that one of the words stands in a passage, as BM25 has it."""
    size = vocabulary.size()
    count = min(sum(map(vocabulary.count, set(words))), size)
    return math.log(1 + (size - count + 0.5) / (count + 0.5))


def form_of(text: str) -> Form:
    """The words of `text` side by side."""
    words = list(tokens(text))
    return Form(tuple(word.folded for word in words), tuple(word.exact for word in words))


def _typed(phrase: tree.Phrase) -> Form:
    return Form(phrase.folded, phrase.exact, phrase.number)


def _forms(phrase: tree.Phrase, vocabulary: Vocabulary) -> Iterator[Form]:
    typed = _typed(phrase)
    yield typed
    word = phrase.words[-1].folded
    for other, weight in _others(phrase, word, vocabulary):
        yield Form((*typed.folded[:-1], other), weight=weight)


def _others(phrase: tree.Phrase, word: str, vocabulary: Vocabulary) -> Iterable[tuple[str, float]]:
    """What may stand for the last word of a phrase: what begins so, or one letter away from it."""
    if phrase.words[-1].prefix:
        return ((other, _PREFIX) for other, _ in vocabulary.beginning(word, _MOST_FORMS) if other != word)
    if phrase.quoted or len(phrase.words) > 1:
        return ()
    if word.isdecimal():
        return ((other, _SAME) for other in _zeros(word))
    if not word.isalpha():
        return ()
    count = vocabulary.count(word)
    if not count:
        return _begun(phrase, vocabulary) or _typos(word, vocabulary)
    more = _begun(phrase, vocabulary) if _unfinished(phrase, vocabulary) else []
    return [
        *more,
        *((other, _SLIP) for other, times in _near(word, vocabulary, _SHORTEST_SLIP) if times * _RARER <= count),
    ]


def _begun(phrase: tree.Phrase, vocabulary: Vocabulary) -> list[tuple[str, float]]:
    """What the last word of a query may become when it is typed to its end."""
    word = phrase.words[-1].folded
    found = vocabulary.beginning(word, _MOST_FORMS) if phrase.last else ()
    return [(other, _PREFIX) for other, _ in found if other != word]


def _typos(word: str, vocabulary: Vocabulary) -> list[tuple[str, float]]:
    return [(other, _TYPO) for other, _ in _near(word, vocabulary, _SHORTEST_TYPO)[:_MOST_NEAR]]


def _zeros(number: str) -> Iterator[str]:
    """The number as others write it: `05` and `5`."""
    plain = number.lstrip("0")
    if len(plain) == 1:
        yield plain if number != plain else f"0{plain}"


def _unfinished(phrase: tree.Phrase, vocabulary: Vocabulary) -> bool:
    """Whether a query ends with a word that stands nowhere with these diacritics, so that more letters may follow."""
    last = phrase.words[-1]
    return phrase.last and fold(last.exact) != last.exact and not vocabulary.written(last.exact)


def _near(word: str, vocabulary: Vocabulary, shortest: int) -> list[tuple[str, int]]:
    """The words of the index one letter away, commonest first."""
    if len(word) < shortest:
        return []
    return sorted(vocabulary.known(one_edit(word)).items(), key=lambda one: (-one[1], one[0]))


def commoner(word: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What a folded word may be a slip for: words one letter away that are many times as common, commonest first."""
    count = vocabulary.count(word)
    near = _near(word, vocabulary, _SHORTEST_TYPO)
    return tuple(other for other, times in near if times >= count * _RARER)[:_MOST_NEAR]


def _pairs(query: tree.Query, vocabulary: Vocabulary) -> Iterator[Match]:
    """Most Vietnamese words have two syllables: `gia đình` side by side tells more than `gia` and `đình` apart."""
    words = [phrase for phrase in tree.phrases(query.root) if not phrase.words[-1].prefix]
    for one, other in pairwise(words[:_MOST_PAIRED]):
        yield _match((Form(one.folded + other.folded, one.exact + other.exact),), vocabulary)


_MOST_PAIRED = 8  # words: in longer queries the pairs cost more than they tell


def relaxed(plan: Plan) -> Plan:
    """The plan that is content with one of the words where no report has all; its conditions stay."""
    wanted = tuple(step for step in plan.root.of if step not in plan.conditions)
    return replace(plan, root=Both((Either(wanted), *plan.conditions)), relaxed=True)
