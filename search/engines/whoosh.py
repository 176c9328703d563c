"""The index in pure Python: Whoosh, for archives up to some ten thousand passages.

Tokens are made by us and handed over with blanks between. Three habits of the library are held in check: its skipping
of weak matches can loop for ever (`optimize=False`), updating one document twice in a batch doubles it (we drop, then
add once), and a searcher opened during a commit may miss a file (we try again).
"""

from __future__ import annotations

import pickle
import struct
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, Self, TypeVar

from whoosh.analysis import RegexTokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.index import FileIndex, LockError, create_in, exists_in, open_dir
from whoosh.index import IndexError as WhooshError
from whoosh.query import Or, Phrase, Term
from whoosh.query import Query as WhooshQuery
from whoosh.searching import Searcher
from whoosh.writing import IndexWriter

from search import analysis
from search.engines import EngineBroken, EngineBusy, Entry, Found, Results
from search.query import Clause, Query

T = TypeVar("T")

_NAME = "passages"
_STATE = "come to"
_DAMAGE = (
    WhooshError, OSError, EOFError, pickle.UnpicklingError, struct.error,
    AssertionError, AttributeError, ImportError, KeyError, LookupError, TypeError, ValueError,
)  # fmt: skip
_TRIES = 6
_EXACT_WEIGHT = 0.5
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

    @classmethod
    def open(cls, folder: Path) -> Self:
        """See `Engine.open`."""
        with _guarded():
            if exists_in(folder, _NAME):
                return cls(_patiently(lambda: open_dir(folder, _NAME)))
            return cls(create_in(folder, _schema(), _NAME))

    def change(self) -> int:
        """See `Engine.change`."""
        with _guarded(), _patiently(self._index.searcher) as searcher:
            state = searcher.document(state=_STATE)
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

    def search(self, query: Query, within: Collection[int] | None, limit: int) -> Results:
        """See `Engine.search`."""
        with _guarded(), _patiently(self._index.searcher) as searcher:
            return _Search(searcher, query).results(within, limit)

    def close(self) -> None:
        """See `Engine.close`."""
        self._index.close()


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
                numbers=" ".join(key for _, key in analysis.document_numbers(text)),
            )
    writer.delete_by_term("state", _STATE)
    writer.add_document(state=_STATE, note=change)


class _Search:
    """One query at one state of the index."""

    def __init__(self, searcher: Searcher, query: Query) -> None:
        self._searcher, self._query = searcher, query
        reader = searcher.reader()
        # An index without passages has no columns to read.
        self._document = reader.column_reader("document") if reader.has_column("document") else ()
        self._passage = reader.column_reader("passage") if reader.has_column("passage") else ()

    def results(self, within: Collection[int] | None, limit: int) -> Results:
        holding = [self._holding(_folded(clause)) for clause in self._query.wanted]
        allowed = set.union(*holding)
        if within is not None:
            allowed &= set(within)
        for clause in self._query.unwanted:
            allowed -= self._holding(_folded(clause))
        whole = allowed.intersection(*holding)
        ranked = self._ranked(whole or allowed)
        if not whole:
            ranked.sort(key=lambda one: -sum(one.document in documents for documents in holding))
        return Results(tuple(ranked[:limit]), len(ranked), bool(whole))

    def _holding(self, query: WhooshQuery) -> set[int]:
        return {self._document[at] for at in query.docs(self._searcher)}

    def _ranked(self, documents: set[int]) -> list[Found]:
        exact = self._exact_clauses() if self._query.exact else {}
        passages: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for score, at in self._searcher.search(self._scored(), limit=None, optimize=False).top_n:
            if (document := self._document[at]) in documents:
                passages[document].append((score, self._passage[at]))
        found = [_found(document, exact.get(document, 0), best) for document, best in passages.items()]
        return sorted(found, key=lambda one: (-one.exact, -one.score, one.document))

    def _exact_clauses(self) -> dict[int, int]:
        counts: dict[int, int] = defaultdict(int)
        for clause in self._query.wanted:
            for document in self._holding(_words("exact", clause.exact)):
                counts[document] += 1
        return counts

    def _scored(self) -> WhooshQuery:
        parts = [_folded(clause) for clause in self._query.wanted]
        if self._query.exact:
            parts += [_words("exact", clause.exact, _EXACT_WEIGHT) for clause in self._query.wanted]
        return Or(parts)


def _found(document: int, exact: int, best: list[tuple[float, int]]) -> Found:
    best.sort(key=lambda one: (-one[0], one[1]))
    score = sum(weight * score for weight, (score, _) in zip(_FURTHER_PASSAGES, best, strict=False))
    return Found(document, score, exact, tuple(passage for _, passage in best))


def _folded(clause: Clause) -> WhooshQuery:
    words = _words("folded", clause.folded)
    return Or([Term("numbers", clause.number), words]) if clause.number else words


def _words(field: str, words: tuple[str, ...], boost: float = 1.0) -> WhooshQuery:
    return Term(field, words[0], boost) if len(words) == 1 else Phrase(field, list(words), boost=boost)
