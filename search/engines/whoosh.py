"""The index in pure Python: Whoosh, for archives up to some ten thousand passages.

Tokens are made by us and handed over with blanks between, and what they match is weighed by us. Each report has an
entry for what is true of it as a whole, and one for each passage. Three habits of the
library are kept away: its skipping of weak matches can loop for ever (its collectors are not used), updating one
document twice in a batch doubles it (we drop, then add once), a searcher opened during a commit may miss a file (we try
again).
"""

from __future__ import annotations

import math
import pickle
import shutil
import struct
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property, partial, reduce
from operator import and_, methodcaller, or_
from pathlib import Path
from types import ModuleType
from typing import ClassVar, Self, TypeVar

from search.engines import EngineBroken, EngineBusy, Entry, Found, Results, Slice
from search.engines.words import indexed, joined, terms
from search.query.fields import FACETS, FIELDS
from search.query.plan import Both, Either, Form, InField, Match, Plan, Step, Vocabulary, Without, relaxed


@contextmanager
def _light() -> Iterator[None]:
    """Spare Whoosh two imports: urllib.request, which it never uses, and a package that does what functools can.

    They take more time than Whoosh itself, and a person waits for it at every search.
    """
    stand_ins: dict[str, dict[str, object]] = {
        "urllib.request": {"urlretrieve": None},
        "cached_property": {"cached_property": cached_property},
    }
    put = [name for name in stand_ins if name not in sys.modules]
    for name in put:
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(stand_ins[name])
    try:
        yield
    finally:
        for name in put:
            del sys.modules[name]


with _light():
    from whoosh.analysis import RegexTokenizer
    from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
    from whoosh.filedb.filetables import FileFormatError
    from whoosh.index import FileIndex, LockError, create_in, exists_in, open_dir
    from whoosh.index import IndexError as WhooshError
    from whoosh.matching import Matcher
    from whoosh.query import Phrase, Term
    from whoosh.query import Query as WhooshQuery
    from whoosh.reading import IndexReader
    from whoosh.searching import Searcher
    from whoosh.writing import IndexWriter

T = TypeVar("T")
_Part = tuple[float, int]  # of a passage: score, id
_Where = Callable[[Form], Iterable[WhooshQuery]]  # as which a form may stand somewhere
_Postings = dict[int, float]  # Whoosh's number of an entry, with how often the words stand in it

_NAME = "passages"
_STATE = "come to"
_DAMAGE = (
    WhooshError, FileFormatError, OSError, EOFError, pickle.UnpicklingError, struct.error, zlib.error, ArithmeticError,
    AssertionError, AttributeError, ImportError, LookupError, MemoryError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
_TRIES = 6
_K, _B = 1.2, 0.75  # of BM25: how soon repetition stops to count, and how much length does
_JUST_SO = 0.4  # share of what a word tells that falls to its being held letter for letter
_PAIR = 0.25  # of what two words tell, for their standing side by side
_WEAK = 0.4  # share of the best passage's score under which a passage does not show why a report matches
_FURTHER_PASSAGES = (1.0, 0.3, 0.1)  # what the best passages of a report add to its score
_MOST_MEANINGS = 3  # of an abbreviation
_MOST_VALUES = 20  # of a facet
_WHOLE = 0  # stands in the place of a passage's id in the entry of a whole report


def _schema() -> Schema:
    words = RegexTokenizer(r"\S+")
    texts = ("folded", "exact", "head", "head_exact", *(f"in_{name}" for name in FIELDS))
    return Schema(
        state=ID(unique=True),
        note=STORED,
        document=NUMERIC(shift_step=0, sortable=True),
        passage=NUMERIC(shift_step=0, sortable=True),
        numbers=KEYWORD,
        meanings=KEYWORD,
        facets=STORED,
        **{name: TEXT(analyzer=words) for name in texts},
    )


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except LockError as error:
        raise EngineBusy from error
    except _DAMAGE as error:
        raise EngineBroken(str(error)) from error
    except BaseException as error:
        if type(error) is Exception:  # Whoosh has no kind of its own for some damage
            raise EngineBroken(str(error)) from error
        raise


class WhooshEngine:
    """An `Engine` over Whoosh."""

    name: ClassVar[str] = "whoosh"
    version: ClassVar[str] = "4"
    keeps_pickles: ClassVar[bool] = True

    def __init__(self, index: FileIndex) -> None:
        self._index = index
        self._open_searcher: Searcher | None = None

    @classmethod
    def open(cls, folder: Path) -> Self:
        """See `Engine.open`."""
        with _guarded():
            if exists_in(folder, _NAME):
                return cls(_patiently(lambda: open_dir(folder, _NAME)))
            return cls(create_in(folder, _schema(), _NAME))

    @classmethod
    def drop(cls, folder: Path) -> None:
        """See `Engine.drop`."""
        shutil.rmtree(folder, ignore_errors=True)

    def change(self) -> int:
        """See `Engine.change`."""
        with _guarded():
            state = self._searcher().document(state=_STATE)
            return int(state["note"]) if state else 0

    def apply(self, gone: Collection[int], entries: Iterable[Entry], change: int) -> None:
        """See `Engine.apply`."""
        latest = {entry.document: entry for entry in entries}
        with _guarded():
            writer = self._index.writer(limitmb=256)
            try:
                _write(writer, {*gone, *latest}, latest.values(), change)
            except BaseException:
                writer.cancel()
                raise
            writer.commit()
        self._open_searcher = None

    def vocabulary(self) -> Vocabulary:
        """See `Engine.vocabulary`."""
        with _guarded():
            return _Words(self._searcher().reader())

    def search(self, plan: Plan, wanted: Slice) -> Results:
        """See `Engine.search`."""
        with _guarded():
            return _Search(self._searcher(), plan).results(wanted)

    def close(self) -> None:
        """See `Engine.close`."""
        if self._open_searcher:
            self._open_searcher.close()
        self._index.close()

    def _searcher(self) -> Searcher:
        """The searcher at the index's latest state; opening one costs as much as a query."""
        if self._open_searcher is None:
            self._open_searcher = _patiently(self._index.searcher)
        return self._open_searcher


def _patiently(open_it: Callable[[], T]) -> T:
    for attempt in range(_TRIES):
        try:
            return open_it()
        except FileNotFoundError:
            if attempt == _TRIES - 1:
                raise
            time.sleep(0.05 * 2**attempt)
    raise AssertionError("unreachable")


def _write(writer: IndexWriter, dropped: Iterable[int], entries: Iterable[Entry], change: int) -> None:
    for document in dropped:
        writer.delete_by_term("document", document)
    for entry in entries:
        _write_entry(writer, entry)
    writer.delete_by_term("state", _STATE)
    writer.add_document(state=_STATE, note=change)


def _write_entry(writer: IndexWriter, entry: Entry) -> None:
    parts, _ = indexed(entry)
    head = terms(entry.head)
    years = tuple(map(str, entry.years))
    fields = {f"in_{name}": _field(values) for name, values in entry.fields.items()}
    writer.add_document(
        document=entry.document,
        passage=_WHOLE,
        head=head.folded,
        head_exact=head.exact,
        numbers=head.numbers,
        meanings=" ".join(entry.meanings),
        facets={name: values for name, values in (*entry.fields.items(), ("year", years)) if name in FACETS},
        in_year=" ".join(years),
        **fields,
    )
    for passage, found in zip(entry.passages, parts, strict=True):
        writer.add_document(
            document=entry.document,
            passage=passage.id,
            folded=found.folded,
            exact=found.exact,
            numbers=found.numbers,
        )


def _field(values: Sequence[str]) -> str:
    found = joined([terms(value) for value in values])
    return f"{found.folded} {found.numbers}"


class _Words:
    """The folded words of an index."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader

    def size(self) -> int:
        """See `Vocabulary.size`."""
        return int(self._reader.doc_count())

    def count(self, word: str) -> int:
        """See `Vocabulary.count`."""
        with _guarded():
            return int(self._reader.doc_frequency("folded", word))

    def written(self, word: str) -> int:
        """See `Vocabulary.written`."""
        with _guarded():
            return int(self._reader.doc_frequency("exact", word))

    def known(self, words: Iterable[str]) -> Mapping[str, int]:
        """See `Vocabulary.known`."""
        found = ((word, self.count(word)) for word in words)
        return {word: count for word, count in found if count}

    def meanings(self, key: str) -> Sequence[str]:
        """See `Vocabulary.meanings`."""
        with _guarded():
            terms = [term.decode() for term in self._reader.expand_prefix("meanings", f"{key}=")]
            found = sorted(terms, key=lambda term: (-self._reader.doc_frequency("meanings", term), term))
        return [term.partition("=")[2] for term in found[:_MOST_MEANINGS]]

    def beginning(self, prefix: str, most: int) -> Sequence[tuple[str, int]]:
        """See `Vocabulary.beginning`."""
        with _guarded():
            words = [word.decode() for word in self._reader.expand_prefix("folded", prefix)]
            return sorted(((word, self.count(word)) for word in words), key=lambda one: (-one[1], one[0]))[:most]


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


class _Search:
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
        yield from self._postings(Term("passage", _WHOLE))

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
