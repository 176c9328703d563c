"""The index in pure Python: Whoosh, for archives up to some ten thousand passages.

Tokens are made by us and handed over with blanks between, and what they match is weighed by us. Each report has an
entry for what is true of it as a whole, and one for each passage. Three habits of the
library are kept away: its skipping of weak matches can loop for ever (its collectors are not used), updating one
document twice in a batch doubles it (we drop, then add once), a searcher opened during a commit may miss a file (we try
again).
"""

from __future__ import annotations

import pickle
import shutil
import struct
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, Self, TypeVar

from search.engines import EngineBroken, EngineBusy, Entry, Results, Slice
from search.engines.whoosh.library import (
    ID,
    KEYWORD,
    NUMERIC,
    STORED,
    TEXT,
    FileFormatError,
    FileIndex,
    IndexReader,
    IndexWriter,
    LockError,
    RegexTokenizer,
    Schema,
    Searcher,
    WhooshError,
    create_in,
    exists_in,
    open_dir,
)
from search.engines.whoosh.ranking import WHOLE, Search
from search.engines.words import indexed, joined, terms
from search.query.fields import FACETS, FIELDS
from search.query.plan import Plan, Vocabulary

T = TypeVar("T")
_NAME = "passages"
_STATE = "come to"
_DAMAGE = (
    WhooshError, FileFormatError, OSError, EOFError, pickle.UnpicklingError, struct.error, zlib.error, ArithmeticError,
    AssertionError, AttributeError, ImportError, LookupError, MemoryError, RuntimeError, TypeError, ValueError,
)  # fmt: skip
_TRIES = 6
_MOST_MEANINGS = 3  # of an abbreviation


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
            return Search(self._searcher(), plan).results(wanted)

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
        passage=WHOLE,
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
