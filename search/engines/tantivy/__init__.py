"""The default index: tantivy, embedded, fast up to millions of passages.

Each report is indexed twice: whole, which gives totals, facets and conditions at the cost of a tenth of the passages;
and passage by passage, which ranks and shows. Tokens are made by us and handed over with blanks between. Three habits
of the library are kept away: its query language (a prefix silently means the word itself; we build the queries), its
marks (single words of a phrase; ours are made in `search.marks`), and orphan files (collected after each commit).
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar, Self

from tantivy import Document, Index, Query, Searcher

from search.engines import EngineBroken, EngineBusy, Entry, Results, Slice
from search.engines.tantivy.fields import HEAD, MEANINGS, PART, STATE, WHOLE, schema
from search.engines.tantivy.ranking import Search
from search.engines.words import Terms, indexed, joined, terms
from search.query.fields import FACETS
from search.query.plan import Plan, Vocabulary

_MEMORY = 128_000_000  # bytes of the writer
_MOST_MEANINGS = 3  # of an abbreviation


@contextmanager
def _guarded() -> Iterator[None]:
    """What the library says of its files, as what it means. All its errors are ValueErrors."""
    try:
        yield
    except (ValueError, OSError) as error:
        if "LockBusy" in str(error):
            raise EngineBusy from error
        raise EngineBroken(str(error)) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # of Rust, where files are damaged; it is no Exception
            raise EngineBroken(str(error)) from error
        raise


class TantivyEngine:
    """An `Engine` over tantivy."""

    name: ClassVar[str] = "tantivy"
    version: ClassVar[str] = "3"
    keeps_pickles: ClassVar[bool] = False

    def __init__(self, index: Index, links: TemporaryDirectory[str] | None = None) -> None:
        self._index, self._links = index, links
        self._searcher = index.searcher()

    @classmethod
    def open(cls, folder: Path) -> Self:
        """See `Engine.open`."""
        with _guarded():
            if os.access(folder, os.W_OK):
                return cls(Index(schema(), path=str(folder)))
            return cls._linked(folder)

    @classmethod
    def _linked(cls, folder: Path) -> Self:
        """An index that cannot be written to, by links from elsewhere: the library puts a lock beside what it reads."""
        links = TemporaryDirectory(prefix="sovang-")
        for file in folder.iterdir():
            if file.suffix != ".lock":
                (Path(links.name) / file.name).symlink_to(file.absolute())
        return cls(Index.open(links.name), links)

    @classmethod
    def drop(cls, folder: Path) -> None:
        """See `Engine.drop`."""
        shutil.rmtree(folder, ignore_errors=True)

    def change(self) -> int:
        """See `Engine.change`."""
        with _guarded():
            state = self._searcher.terms_with_prefix(STATE, "")
            return max((int(term) for term, _ in state), default=0)

    def apply(self, gone: Collection[int], entries: Iterable[Entry], change: int) -> None:
        """See `Engine.apply`."""
        latest = {entry.document: entry for entry in entries}
        with _guarded():
            writer = self._index.writer(heap_size=_MEMORY, num_threads=1)
            try:
                for document in {*gone, *latest}:
                    writer.delete_documents_by_query(Query.term_query(self._index.schema, "document", document))
                for entry in latest.values():
                    for one in _documents(entry):
                        writer.add_document(one)
                writer.delete_documents_by_term(STATE, str(self.change()))
                writer.add_document(_state(change))
                writer.commit()
            except BaseException:
                writer.rollback()
                raise
            finally:
                writer.wait_merging_threads()
            self._index.reload()
            self._searcher = self._index.searcher()

    def vocabulary(self) -> Vocabulary:
        """See `Engine.vocabulary`."""
        return _Words(self._searcher)

    def search(self, plan: Plan, wanted: Slice) -> Results:
        """See `Engine.search`."""
        with _guarded():
            return Search(self._index.schema, self._searcher, plan).results(wanted)

    def close(self) -> None:
        """See `Engine.close`: the library lets go of its files by itself."""
        if self._links:
            self._links.cleanup()


def _state(change: int) -> Document:
    state = Document()
    state.add_text(STATE, str(change))
    return state


def _documents(entry: Entry) -> Iterator[Document]:
    """The report whole, then each of its passages."""
    parts, whole_text = indexed(entry)
    whole, head = _document(WHOLE, entry.document, whole_text), terms(entry.head)
    whole.add_text(f"{HEAD}folded", head.folded)
    whole.add_text(f"{HEAD}numbers", head.numbers)
    for name, values in entry.fields.items():
        found = joined([terms(value) for value in values])
        whole.add_text(f"in_{name}", f"{found.folded} {found.numbers}")
        for value in values if name in FACETS else ():
            whole.add_text(f"facet_{name}", value)
    whole.add_text(MEANINGS, " ".join(entry.meanings))
    for year in entry.years:
        whole.add_text("in_year", str(year))
        whole.add_text("facet_year", str(year))
    yield whole
    for passage, found in zip(entry.passages, parts, strict=True):
        part = _document(PART, entry.document, found)
        part.add_unsigned("passage", passage.id)
        yield part


def _document(kind: str, number: int, found: Terms) -> Document:
    document = Document()
    document.add_unsigned("document", number)
    document.add_text(f"{kind}folded", found.folded)
    document.add_text(f"{kind}exact", found.exact)
    document.add_text(f"{kind}numbers", found.numbers)
    return document


class _Words:
    """The folded words of an index."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def size(self) -> int:
        """See `Vocabulary.size`."""
        return self._searcher.num_docs

    def count(self, word: str) -> int:
        """See `Vocabulary.count`."""
        with _guarded():
            return self._searcher.doc_freq("folded", word)

    def written(self, word: str) -> int:
        """See `Vocabulary.written`."""
        with _guarded():
            return self._searcher.doc_freq("exact", word)

    def known(self, words: Iterable[str]) -> Mapping[str, int]:
        """See `Vocabulary.known`."""
        with _guarded():
            found = ((word, self._searcher.doc_freq("folded", word)) for word in words)
            return {word: count for word, count in found if count}

    def meanings(self, key: str) -> Sequence[str]:
        """See `Vocabulary.meanings`."""
        with _guarded():
            found = self._searcher.terms_with_prefix(MEANINGS, f"{key}=", limit=_MOST_MEANINGS)
        return [term.partition("=")[2] for term, _ in found]

    def beginning(self, prefix: str, most: int) -> Sequence[tuple[str, int]]:
        """See `Vocabulary.beginning`."""
        with _guarded():
            return self._searcher.terms_with_prefix("folded", prefix, limit=most)
