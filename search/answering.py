"""What an engine answers to a query: as it was typed, with its last word finished, and what may have been meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice, pairwise, product

from search.analysis import Token, tokens
from search.engines import Engine, Results, Slice
from search.query import Query, parse
from search.query.plan import Plan, Step, commoner, planned, relaxed
from search.query.tree import unfinished

_LITTLE = 2  # reports: who finds no more may have meant something else
_MOST_TRIED = 24  # other queries
_SHOWN = 3  # reports that tell how what was meant is written


@dataclass(frozen=True, slots=True)
class Meant:
    """Folded words of a query with those that may have been meant, and passages that have these."""

    words: Mapping[str, str] = field(default_factory=dict)
    passages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What was found, with the plan by which (None where nothing was asked for), and what may have been meant."""

    plan: Plan | None
    results: Results
    meant: Meant = field(default_factory=Meant)


def answered(engine: Engine, query: Query, conditions: tuple[Step, ...], wanted: Slice) -> Told:
    """The wanted slice of the reports for `query` within `conditions`.

    Where no report has all the words, the last may be half typed.
    """
    plan = planned(query, engine.vocabulary(), conditions)
    if plan is None:
        return Told(None, Results((), 0, True))
    results = engine.search(plan, wanted)
    if not (results.total and results.complete) and (longer := unfinished(query)):
        other = planned(longer, engine.vocabulary(), conditions)
        more = engine.search(other, wanted) if other else results
        if other and more.total and more.complete:
            return Told(other, more)
    plan = plan if results.complete else relaxed(plan)
    return Told(plan, results, _Asked(engine, query, conditions).meant(plan, results))


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query put to an engine."""

    engine: Engine
    query: Query
    conditions: tuple[Step, ...]

    def meant(self, plan: Plan, results: Results) -> Meant:
        """What else may have been meant, where nothing or little was found or a word is unknown."""
        if unknown := {m.forms[0].folded[0]: m.meant.folded[0] for m in plan.matches if m.meant}:
            return Meant(unknown, tuple(passage for one in results.found for passage in one.passages))
        if results.total > _LITTLE or not results.complete:
            return Meant()
        changes = islice(self._changes(bold=not results.total), _MOST_TRIED)
        tried = [(self._found(change), change) for change in changes]
        found, best = max(tried, key=lambda one: one[0].total, default=(None, {}))
        if found is None or found.total <= results.total:
            return Meant()
        return Meant(best, tuple(passage for one in found.found for passage in one.passages))

    def _changes(self, *, bold: bool) -> Iterator[dict[str, str]]:
        """Words with others in their place: where some are unknown all of these, else one; most likely first.

        Unless `bold`, only a word that nowhere stands beside its neighbours of the query, and the other does.
        """
        words, vocabulary = self._words(), self.engine.vocabulary()
        unknown = [word for word in words if not vocabulary.count(word)]
        others = {word: commoner(word, vocabulary) for word in unknown or words}
        if unknown:
            for forms in product(*others.values()):
                yield dict(zip(unknown, forms, strict=True))
            return
        for word, forms in others.items():
            for form in forms:
                if bold or self._stands_so(words, word, form):
                    yield {word: form}

    def _words(self) -> list[str]:
        """The folded words that may be mistyped: no numbers, no names of fields."""
        text = self.query.text
        return list(dict.fromkeys(token.folded for token in tokens(text) if _is_word(text, token)))

    def _stands_so(self, words: list[str], word: str, form: str) -> bool:
        beside = [pair for pair in pairwise(words) if word in pair]
        if not beside:
            return True
        changed = [tuple(form if one == word else one for one in pair) for pair in beside]
        return not any(map(self._side_by_side, beside)) and any(map(self._side_by_side, changed))

    def _side_by_side(self, pair: tuple[str, ...]) -> bool:
        return self._total(f'"{" ".join(pair)}"')

    def _total(self, text: str) -> bool:
        plan = planned(parse(text), self.engine.vocabulary())
        return bool(plan and self.engine.search(plan, Slice(1)).total)

    def _found(self, change: Mapping[str, str]) -> Results:
        plan = planned(parse(changed(self.query.text, change)), self.engine.vocabulary(), self.conditions)
        found = self.engine.search(plan, Slice(_SHOWN)) if plan else None
        return found if found and found.complete else Results((), 0, True)


def _is_word(text: str, token: Token) -> bool:
    return token.folded.isalpha() and text[token.end : token.end + 1] != ":"


def changed(text: str, change: Mapping[str, str]) -> str:
    """The text with words (folded) put in place of others: of `đơn_vị:"Mường Lênh"` `đơn_vị:"Mường lanh"`."""
    made, at = "", 0
    for token in tokens(text):
        if (other := change.get(token.folded)) and _is_word(text, token):
            made, at = made + text[at : token.start] + other, token.end
    return made + text[at:]
