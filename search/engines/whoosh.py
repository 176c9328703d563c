"""The index in pure Python: Whoosh, for archives up to some ten thousand passages.

Tokens are made by us and handed over with blanks between, and what they match is weighed by us. Three habits of the
library are kept away: its skipping of weak matches can loop for ever (its collectors are not used), updating one
document twice in a batch doubles it (we drop, then add once), a searcher opened during a commit may miss a file (we try
again).
"""

from __future__ import annotations

import math
import pickle
import struct
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import ClassVar, Self, TypeVar

from search import analysis
from search.engines import EngineBroken, EngineBusy, Entry, Found, Results
from search.query import Clause, Query


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
    from whoosh.index import FileIndex, LockError, create_in, exists_in, open_dir
    from whoosh.index import IndexError as WhooshError
    from whoosh.query import Or, Phrase, Term
    from whoosh.query import Query as WhooshQuery
    from whoosh.searching import Searcher
    from whoosh.writing import IndexWriter

T = TypeVar("T")
_Passage = tuple[frozenset[int], float, int]  # clauses held letter for letter, score, id

_NAME = "passages"
_STATE = "come to"
_DAMAGE = (
    WhooshError, OSError, EOFError, pickle.UnpicklingError, struct.error,
    AssertionError, AttributeError, ImportError, KeyError, LookupError, TypeError, ValueError,
)  # fmt: skip
_TRIES = 6
_K, _B = 1.2, 0.75  # of BM25: how soon repetition stops to count, and how much length does
_MOST_PAIRED = 8  # words: in longer queries the pairs cost more than they tell
_WEAK = 0.4  # share of the best passage's score under which a passage does not show why a document matches
_FURTHER_PASSAGES = (1.0, 0.3, 0.1)  # what the best passages of a document add to its score


def _schema() -> Schema:
    words = RegexTokenizer(r"\S+")
    return Schema(
        state=ID(unique=True),
        note=STORED,
        document=NUMERIC(shift_step=0, sortable=True),
        passage=NUMERIC(shift_step=0, sortable=True),
        folded=TEXT(analyzer=words),
        exact=TEXT(analyzer=words),
        numbers=KEYWORD,
    )


@contextmanager
def _guarded() -> Iterator[None]:
    try:
        yield
    except LockError as error:
        raise EngineBusy from error
    except _DAMAGE as error:
        raise EngineBroken(str(error)) from error


class WhooshEngine:
    """An `Engine` over Whoosh."""

    name: ClassVar[str] = "whoosh"
    version: ClassVar[str] = "1"

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

    def search(self, query: Query, within: Collection[int] | None, limit: int) -> Results:
        """See `Engine.search`."""
        with _guarded():
            return _Search(self._searcher(), query).results(within, limit)

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
        for passage, text in entry.passages:
            words = list(analysis.tokens(text))
            writer.add_document(
                document=entry.document,
                passage=passage,
                folded=" ".join(word.folded for word in words),
                exact=" ".join(word.exact for word in words),
                numbers=" ".join(key for _, _, key in analysis.document_numbers(text)),
            )
    writer.delete_by_term("state", _STATE)
    writer.add_document(state=_STATE, note=change)


class _Search:
    """One query at one state of the index. Postings are read once and weighed here, by BM25.

    Whoosh's own collectors read them once more, and have to be kept from skipping for ever.
    """

    def __init__(self, searcher: Searcher, query: Query) -> None:
        self._searcher, self._query, self._reader = searcher, query, searcher.reader()
        # An index without passages has no columns to read.
        has_passages = self._reader.has_column("document")
        self._document = self._reader.column_reader("document") if has_passages else ()
        self._passage = self._reader.column_reader("passage") if has_passages else ()

    def results(self, within: Collection[int] | None, limit: int) -> Results:
        postings = [self._postings(_folded(clause)) for clause in self._query.wanted]
        holding = [self._documents(found) for found in postings]
        allowed = set.union(*holding)
        if within is not None:
            allowed &= set(within)
        for clause in self._query.unwanted:
            allowed -= self._documents(self._postings(_folded(clause)))
        whole = allowed.intersection(*holding)
        ranked = self._ranked(whole or allowed, self._scores([*postings, *self._pairs()]))
        if not whole:
            ranked.sort(key=lambda one: -sum(one.document in documents for documents in holding))
        return Results(tuple(ranked[:limit]), len(ranked), bool(whole))

    def _postings(self, query: WhooshQuery) -> dict[int, float]:
        """Whoosh's number of each passage that `query` matches, with how often."""
        found: dict[int, float] = {}
        matcher = query.matcher(self._searcher, self._searcher.boolean_context())
        while matcher.is_active():
            found[matcher.id()] = matcher.weight()
            matcher.next()
        return found

    def _documents(self, passages: Iterable[int]) -> set[int]:
        return {self._document[at] for at in passages}

    def _pairs(self) -> Iterator[dict[int, float]]:
        """Most Vietnamese words have two syllables: `gia đình` side by side tells more than `gia` and `đình` apart."""
        for one, other in pairwise(self._query.wanted[:_MOST_PAIRED]):
            yield self._postings(_words("folded", one.folded + other.folded))

    def _scores(self, postings: Iterable[dict[int, float]]) -> dict[int, float]:
        scores: dict[int, float] = defaultdict(float)
        passages, average = self._reader.doc_count(), self._searcher.avg_field_length("folded") or 1
        lengths: dict[int, float] = {}
        for found in postings:
            rarity = math.log(1 + (passages - len(found) + 0.5) / (len(found) + 0.5))
            for at, times in found.items():
                if at not in lengths:
                    lengths[at] = _K * (1 - _B + _B * self._reader.doc_field_length(at, "folded", 1) / average)
                scores[at] += rarity * times * (_K + 1) / (times + lengths[at])
        return scores

    def _ranked(self, documents: set[int], scores: dict[int, float]) -> list[Found]:
        exact = self._exact() if self._query.exact else {}
        passages: dict[int, list[_Passage]] = defaultdict(list)
        for at, score in scores.items():
            if (document := self._document[at]) in documents:
                passages[document].append((exact.get(at, frozenset()), score, self._passage[at]))
        found = [_found(document, best) for document, best in passages.items()]
        return sorted(found, key=lambda one: (-one.exact, -one.score, one.document))

    def _exact(self) -> dict[int, frozenset[int]]:
        """For each passage, which of the clauses it holds letter for letter."""
        held: dict[int, frozenset[int]] = defaultdict(frozenset)
        for number, clause in enumerate(self._query.wanted):
            for at in self._postings(_words("exact", clause.exact)):
                held[at] |= {number}
        return held


def _found(document: int, passages: list[_Passage]) -> Found:
    """The document with its best passages: those that hold more letter for letter first, then by score."""
    best = sorted(passages, key=lambda one: (-len(one[0]), -one[1], one[2]))
    exact = frozenset[int]().union(*(clauses for clauses, _, _ in best))
    highest = sorted((score for _, score, _ in best), reverse=True)
    score = sum(weight * one for weight, one in zip(_FURTHER_PASSAGES, highest, strict=False))
    telling = (passage for _, one, passage in best if one >= _WEAK * highest[0])
    return Found(document, score, len(exact), tuple(telling))


def _folded(clause: Clause) -> WhooshQuery:
    words = _words("folded", clause.folded)
    return Or([Term("numbers", clause.number), words]) if clause.number else words


def _words(field: str, words: tuple[str, ...]) -> WhooshQuery:
    return Term(field, words[0]) if len(words) == 1 else Phrase(field, list(words))
