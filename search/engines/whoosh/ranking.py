"""One query: which reports match, in which order, by which passages."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial, reduce
from operator import and_, methodcaller, or_
from typing import TypeVar

from search.engines import Found, Results, Slice
from search.engines.whoosh.library import Matcher, Phrase, Searcher, Term, WhooshQuery
from search.query.fields import FACETS
from search.query.plan import Both, Either, Form, InField, Match, Plan, Step, Without, relaxed

T = TypeVar("T")
_Part = tuple[float, int]  # of a passage: score, id
_Where = Callable[[Form], Iterable[WhooshQuery]]  # as which a form may stand somewhere
_Postings = dict[int, float]  # Whoosh's number of an entry, with how often the words stand in it

_K, _B = 1.2, 0.75  # of BM25: how soon repetition stops to count, and how much length does
_JUST_SO = 0.4  # share of what a word tells that falls to its being held letter for letter
_PAIR = 0.25  # of what two words tell, for their standing side by side
_WEAK = 0.4  # share of the best passage's score under which a passage does not show why a report matches
_FURTHER_PASSAGES = (1.0, 0.3, 0.1)  # what the best passages of a report add to its score
_MOST_VALUES = 20  # of a facet
WHOLE = 0  # stands in the place of a passage's id in the entry of a whole report


class _Once(dict[int, T]):
    """What is read of entries, each once: Whoosh takes as long each time."""

    def __init__(self, read: Callable[[int], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, at: int) -> T:
        self[at] = value = self._read(at)
        return value


def _in_a_row(places: Sequence[Sequence[int]]) -> bool:
    """Whether each of several words has a place right behind the one before it."""
    return bool(set.intersection(*({place - at for place in row} for at, row in enumerate(places))))


class Search:
    """One query at one state of the index. Postings are read once and weighed here, by BM25.

    Whoosh's own collectors read them once more, and have to be kept from skipping for ever.
    """

    def __init__(self, searcher: Searcher, plan: Plan) -> None:
        self._searcher, self._plan, self._reader = searcher, plan, searcher.reader()
        self._read: dict[WhooshQuery, _Postings] = {}
        # An index without reports has no columns to read.
        self._has_entries = self._reader.has_column("document")
        self._document, self._passage = self._column("document"), self._column("passage")
        self._length = {name: _Once(partial(self._length_of, name)) for name in ("folded", "exact", "numbers")}
        self._placed: dict[Term, _Once[Sequence[int]]] = {}

    def _column(self, name: str) -> _Once[int]:
        return _Once(self._reader.column_reader(name).__getitem__ if self._has_entries else {}.__getitem__)

    def _length_of(self, field: str, at: int) -> int:
        return int(self._reader.doc_field_length(at, field, 1))

    def results(self, wanted: Slice) -> Results:
        """The wanted slice of the reports that match; where none has all words, of those that have some."""
        found = self._reports(self._plan.root)
        complete = bool(found)
        if not found and len(self._plan.matches) > 1:
            self._plan = relaxed(self._plan)
            found = self._reports(self._plan.root)
        ranked = self._ranked(found)
        shown = ranked[wanted.offset : wanted.offset + wanted.limit]
        facets = self._facets(found) if wanted.facets else {}
        return Results(tuple(shown), len(found), complete or not found, facets)

    def _reports(self, step: Step) -> set[int]:
        """The reports of which the step is true."""
        match step:
            case Match():
                return {self._document[at] for form in step.forms for at in self._whole(form)}
            case InField():
                named = (self._document[at] for query in _in_field(step) for at in self._postings(query))
                return self._with_value(step) or set(named)
            case Both():
                return set.intersection(*map(self._reports, step.of))
            case Either():
                return set[int]().union(*map(self._reports, step.of))
            case Without():
                return self._all() - self._reports(step.one)

    def _with_value(self, step: InField) -> set[int]:
        """The reports that have just the value of the step, as facets show it."""
        stored = self._reader.stored_fields
        wholes = self._wholes() if step.value else ()
        return {self._document[at] for at in wholes if step.value in stored(at)["facets"].get(step.name, ())}

    def _all(self) -> set[int]:
        return {self._document[at] for at in self._wholes()}

    def _wholes(self) -> Iterator[int]:
        """The entries of whole reports."""
        yield from self._postings(Term("passage", WHOLE))

    def _whole(self, form: Form) -> Iterator[int]:
        """The entries in which a form stands, be it in a passage or in the head of the report."""
        for query in (_words("folded", form.folded), _words("head", form.folded), *_number(form)):
            yield from self._postings(query)

    def _postings(self, query: WhooshQuery) -> _Postings:
        """The entries that `query` matches."""
        if query not in self._read:
            by_itself = isinstance(query, Phrase)
            self._read[query] = (
                self._side_by_side(query) if by_itself else dict(self._each(query, methodcaller("weight")))
            )
        return self._read[query]

    def _each(self, query: WhooshQuery, tell: Callable[[Matcher], T]) -> Iterator[tuple[int, T]]:
        matcher = query.matcher(self._searcher, self._searcher.boolean_context())
        while matcher.is_active():
            yield matcher.id(), tell(matcher)
            matcher.next()

    def _side_by_side(self, phrase: Phrase) -> _Postings:
        """Where words stand side by side; Whoosh would read the places of each word for each phrase, and slowly."""
        words = [Term(phrase.fieldname, word) for word in phrase.words]
        counts = [self._postings(word) for word in words]
        rows = [self._places(word) for word in words]
        together = reduce(and_, (one.keys() for one in counts))
        return {at: sum(c[at] for c in counts) for at in together if _in_a_row([row[at] for row in rows])}

    def _places(self, word: Term) -> _Once[Sequence[int]]:
        """At which places a word stands in each entry that has it."""
        if word not in self._placed:
            values = dict(self._each(word, methodcaller("value")))
            read = self._reader.schema[word.fieldname].format.decoder("positions")
            self._placed[word] = _Once(lambda at: read(values[at]))
        return self._placed[word]

    def _ranked(self, documents: set[int]) -> list[Found]:
        """By what they hold as typed (where the query is brief), as a whole, in their heads and best passages."""
        held, told = self._held(), self._told()
        parts: dict[int, list[_Part]] = defaultdict(list)
        for at, score in self._scores().items():
            if (document := self._document[at]) in documents and (passage := self._passage[at]):
                parts[document].append((score, passage))
        found = [_found(document, held[document], told[document], parts[document]) for document in documents]
        in_head = self._in_head()
        brief = self._plan.brief
        return sorted(
            found, key=lambda f: ((-f.exact if brief else 0), f.document not in in_head, -f.score, f.document)
        )

    def _held(self) -> Counter[int]:
        """How many words each report holds as typed; in a relaxed search, how many at all."""
        named = self._plan.named if self._plan.exact else ()
        held = (*map(self._counted, self._plan.wanted), *(Counter(self._exactly(match)) for match in named))
        return sum(held, Counter[int]())

    def _counted(self, step: Step) -> Counter[int]:
        """How much of the step each report holds; of what stands for one another the side of which more is."""
        match step:
            case Match():
                return Counter(self._as_typed(step))
            case Both():
                return sum(map(self._counted, step.of), Counter[int]())
            case Either():
                return reduce(or_, map(self._counted, step.of))
            case _:
                return Counter()

    def _as_typed(self, match: Match) -> set[int]:
        """The reports that count as holding a word."""
        if self._plan.relaxed:
            return self._reports(match)
        if self._plan.exact:
            return self._exactly(match)
        return self._reports(Match(match.forms[:1])) if len(match.forms) > 1 else set()

    def _exactly(self, match: Match) -> set[int]:
        exact = match.forms[0].exact
        queries = (_words("exact", exact), _words("head_exact", exact))
        return {self._document[at] for query in queries for at in self._postings(query)}

    def _told(self) -> dict[int, float]:
        """How much each report tells of what is wanted: as a whole, and in its head."""
        told: dict[int, float] = defaultdict(float)
        for match in self._plan.matches:
            for document in self._reports(match) if self._plan.relaxed else ():
                told[document] += match.rarity * (1 - _JUST_SO)
            for document in self._exactly(match) if self._plan.exact else ():
                told[document] += match.rarity * _JUST_SO
            self._tell(match, match.rarity, told)
        for pair in self._plan.pairs:
            self._tell(pair, pair.rarity * _PAIR, told)
        return told

    def _tell(self, match: Match, much: float, told: dict[int, float]) -> None:
        for at in self._entries(match, _in_head):
            told[self._document[at]] += much

    def _in_head(self) -> set[int]:
        """The reports that hold all of a brief query in their heads."""
        return {self._document[at] for at in self._with_all(_in_head)} if self._plan.brief else set()

    def _with_all(self, where: _Where) -> set[int]:
        steps = [step for step in self._plan.root.of if step not in self._plan.conditions]
        return set.intersection(*(self._entries(step, where) for step in steps)) if steps else set()

    def _entries(self, step: Step, where: _Where) -> set[int]:
        match step:
            case Match():
                return {at for form in step.forms for query in where(form) for at in self._postings(query)}
            case Both():
                return set.intersection(*(self._entries(part, where) for part in step.of))
            case Either():
                return set[int]().union(*(self._entries(part, where) for part in step.of))
            case _:
                return set()

    def _scores(self) -> dict[int, float]:
        """What each passage tells; of a brief query only those that hold all of it, where a report has such."""
        scores: dict[int, float] = defaultdict(float)
        for match in self._plan.telling:
            self._weigh(match, 1.0, scores)
        for pair in self._plan.pairs:
            self._weigh(pair, _PAIR, scores)
        if not (self._plan.brief and self._plan.matches):
            return scores
        full = self._with_all(_in_passage)
        has_full = {self._document[at] for at in full}
        return {at: score for at, score in scores.items() if at in full or self._document[at] not in has_full}

    def _weigh(self, match: Match, weight: float, scores: dict[int, float]) -> None:
        folded = weight * (1 - _JUST_SO if self._plan.exact else 1)
        for form in match.forms:
            for query in _in_passage(form):
                self._weigh_words(query, folded * form.weight, scores)
        if self._plan.exact:
            self._weigh_words(_words("exact", match.forms[0].exact), weight * _JUST_SO, scores)

    def _weigh_words(self, query: WhooshQuery, weight: float, scores: dict[int, float]) -> None:
        found, field = self._postings(query), query.field()
        lengths = self._length[field]
        entries, average = self._reader.doc_count(), self._searcher.avg_field_length(field) or 1
        rarity = math.log(1 + (entries - len(found) + 0.5) / (len(found) + 0.5))
        for at, times in found.items():
            length = lengths[at]
            scores[at] += weight * rarity * times * (_K + 1) / (times + _K * (1 - _B + _B * length / average))

    def _facets(self, documents: set[int]) -> dict[str, tuple[tuple[str, int], ...]]:
        counts: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
        for at in self._wholes():
            if self._document[at] in documents:
                for name, values in self._reader.stored_fields(at)["facets"].items():
                    counts[name].update(set(values))
        return {
            name: tuple(sorted(c.items(), key=lambda v: (-v[1], v[0]))[:_MOST_VALUES]) for name, c in counts.items()
        }


def _found(document: int, held: int, told: float, parts: Sequence[_Part]) -> Found:
    """A report with its telling passages, best first."""
    best = sorted(parts, key=lambda part: (-part[0], part[1]))
    score = told + sum(weight * one for weight, (one, _) in zip(_FURTHER_PASSAGES, best, strict=False))
    return Found(document, score, held, tuple(number for one, number in best if one >= _WEAK * best[0][0]))


def _in_passage(form: Form) -> tuple[WhooshQuery, ...]:
    """How a form may stand in or over a passage: as words, as a number."""
    return _words("folded", form.folded), *_number(form)


def _in_head(form: Form) -> tuple[WhooshQuery, ...]:
    return (_words("head", form.folded),)


def _number(form: Form) -> tuple[WhooshQuery, ...]:
    return (Term("numbers", form.number),) if form.number else ()


def _in_field(step: InField) -> Iterator[WhooshQuery]:
    field = f"in_{step.name}"
    if step.years:
        first, last = step.years
        yield from (Term(field, str(year)) for year in range(first, last + 1))
    if step.form:
        yield _words(field, step.form.folded)
        if step.form.number:
            yield Term(field, step.form.number)


def _words(field: str, words: tuple[str, ...]) -> WhooshQuery:
    return Term(field, words[0]) if len(words) == 1 else Phrase(field, list(words))
