"""What is used of the library, imported without what it needs not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from types import ModuleType


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

__all__ = [
    "ID",
    "KEYWORD",
    "NUMERIC",
    "STORED",
    "TEXT",
    "FileFormatError",
    "FileIndex",
    "IndexReader",
    "IndexWriter",
    "LockError",
    "Matcher",
    "Phrase",
    "RegexTokenizer",
    "Schema",
    "Searcher",
    "Term",
    "WhooshError",
    "WhooshQuery",
    "create_in",
    "exists_in",
    "open_dir",
]
