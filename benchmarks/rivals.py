"""What stands beside our engines: SQLite's FTS5 and tantivy by itself, with passages, words and query tree as ours.

Both index folded words and their neighbours, and tell the ten best passages, how many match, and, asked for, the counts
of the facets. tantivy is given the whole query tree, in which words as typed and words side by side rank higher.
Neither groups by report, marks, or looks for what is plainly asked.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Protocol

import tantivy

from corpus.folder import open_reading
from corpus.queries.documents import changed_since
from corpus.queries.indexed import indexed
from search.engines import Entry, Passage
from search.engines.words import indexed as words_of
from search.engines.words import joined, terms
from search.query.fields import FACETS, FIELDS
from search.query.plan import Both, Either, Form, InField, Match, Plan, Step, Without

_TEN = 10
_EXACT, _PAIR = 4_096.0, 1.5  # what is held letter for letter, and side by side, weighs so much more


class Rival(Protocol):
    """A bare index of all passages of an archive."""

    name: str

    def add(self, reports: Iterable[Entry]) -> None:
        """Put in reports, for good."""
        ...

    def search(self, plan: Plan, facets: bool) -> int:
        """How many passages match; the ten best are fetched."""
        ...


def entries(archive: Path) -> Iterator[Entry]:
    """All reports of an archive as they are indexed."""
    with closing(open_reading(archive)) as connection:
        for document, _, _ in changed_since(connection, 0):
            report = indexed(connection, document)
            passages = tuple(Passage(number, text, section) for number, text, section in report.passages)
            yield Entry(document, passages, report.head, report.fields, report.years)


class Fts5:
    """SQLite's full-text search: passages in one table, what they are narrowed by in another."""

    name = "FTS5"

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path)

    @classmethod
    def build(cls, archive: Path, folder: Path) -> Fts5:
        """An index of `archive` in `folder`."""
        made = cls(folder / "fts5.db")
        made._db.executescript(
            "PRAGMA journal_mode = WAL;"
            "CREATE VIRTUAL TABLE passages USING fts5(folded, document UNINDEXED);"
            f"CREATE TABLE facets (document INTEGER PRIMARY KEY, {', '.join(FACETS)});"
            "CREATE VIRTUAL TABLE fields USING fts5(year, type, unit, person, document, award, movement, place);"
        )
        made.add(entries(archive))
        return made

    def add(self, reports: Iterable[Entry]) -> None:
        """See `Rival.add`."""
        for entry in reports:
            self._add(entry)
        self._db.commit()

    def _add(self, entry: Entry) -> None:
        parts, _ = words_of(entry)
        self._db.executemany(
            "INSERT INTO passages (rowid, folded, document) VALUES (?, ?, ?)",
            ((one.id, part.folded, entry.document) for one, part in zip(entry.passages, parts, strict=True)),
        )
        values = {**entry.fields, "year": tuple(map(str, entry.years))}
        first = [next(iter(values.get(name, ())), None) for name in FACETS]
        self._db.execute(f"INSERT INTO facets VALUES ({', '.join('?' * (len(FACETS) + 1))})", [entry.document, *first])
        folded = [joined([terms(value) for value in values.get(name, ())]).folded for name in FIELDS]
        self._db.execute(
            f"INSERT INTO fields (rowid, {', '.join(FIELDS)}) VALUES ({', '.join('?' * (len(FIELDS) + 1))})",
            [entry.document, *folded],
        )

    def search(self, plan: Plan, facets: bool) -> int:
        """See `Rival.search`."""
        wanted = _fts5(Both(tuple(step for step in plan.root.of if not isinstance(step, InField))))
        narrowed = " AND ".join(_fts5_field(step) for step in plan.root.of if isinstance(step, InField))
        where, values = "passages MATCH ?", [wanted]
        if narrowed:
            where += " AND document IN (SELECT rowid FROM fields WHERE fields MATCH ?)"
            values.append(narrowed)
        best = f"SELECT rowid FROM passages WHERE {where} ORDER BY rank LIMIT {_TEN}"
        self._db.execute(best, values).fetchall()
        for name in FACETS if facets else ():
            counted = f"SELECT {name}, count(DISTINCT document) FROM passages JOIN facets USING (document)"
            self._db.execute(f"{counted} WHERE {where} GROUP BY 1 ORDER BY 2 DESC LIMIT 20", values).fetchall()
        (count,) = self._db.execute(f"SELECT count(*) FROM passages WHERE {where}", values).fetchone()
        return int(count)


def _fts5(step: Step) -> str:
    match step:
        case Match():
            return f"({' OR '.join(_quoted(form) for form in step.forms)})"
        case Both():
            without = "".join(f" NOT {_fts5(part.one)}" for part in step.of if isinstance(part, Without))
            return f"({' AND '.join(_fts5(part) for part in step.of if not isinstance(part, Without))}{without})"
        case Either():
            return f"({' OR '.join(map(_fts5, step.of))})"
        case _:
            raise ValueError(step)


def _fts5_field(step: InField) -> str:
    if step.years:
        return f"year : ({' OR '.join(str(year) for year in range(step.years[0], step.years[1] + 1))})"
    assert step.form
    return f"{step.name} : {_quoted(step.form)}"


def _quoted(form: Form) -> str:
    return f'"{" ".join(form.folded)}"'


class BareTantivy:
    """tantivy by itself: every passage an entry with the particulars of its report."""

    name = "bare tantivy"

    def __init__(self, index: tantivy.Index) -> None:
        self._index, self._searcher = index, index.searcher()

    @classmethod
    def build(cls, archive: Path, folder: Path) -> BareTantivy:
        """An index of `archive` in `folder`."""
        builder = tantivy.SchemaBuilder()
        for name in ("folded", "exact"):
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
        builder.add_text_field("numbers", tokenizer_name="whitespace", index_option="basic")
        for name in FIELDS:
            builder.add_text_field(f"in_{name}", tokenizer_name="whitespace", index_option="position")
        for name in FACETS:
            builder.add_text_field(f"facet_{name}", tokenizer_name="raw", fast=True, index_option="basic")
        builder.add_unsigned_field("passage", stored=True)
        made = cls(tantivy.Index(builder.build(), path=str(folder)))
        made.add(entries(archive))
        return made

    def add(self, reports: Iterable[Entry]) -> None:
        """See `Rival.add`."""
        writer = self._index.writer(heap_size=128_000_000, num_threads=1)
        for entry in reports:
            for document in _tantivy_documents(entry):
                writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def search(self, plan: Plan, facets: bool) -> int:
        """See `Rival.search`."""
        query = self._query(plan.root)
        for better in self._better(plan):
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Should, better)])
        found = self._searcher.search(query, limit=_TEN)
        for _, address in found.hits:
            self._searcher.doc(address)
        if facets:
            asked = {name: {"terms": {"field": f"facet_{name}", "size": 20}} for name in FACETS}
            self._searcher.aggregate(query, asked)
        return int(found.count)  # type: ignore[attr-defined]  # the library's stub forgets it

    def _better(self, plan: Plan) -> Iterator[tantivy.Query]:
        for match in plan.matches if plan.exact else ():
            yield tantivy.Query.boost_query(self._run("exact", match.forms[0].exact), _EXACT)
        for pair in plan.pairs:
            yield tantivy.Query.boost_query(self._run("folded", pair.forms[0].folded), _PAIR)

    def _query(self, step: Step) -> tantivy.Query:
        match step:
            case Match():
                forms = [(tantivy.Occur.Should, self._form(form)) for form in step.forms]
                return tantivy.Query.boolean_query(forms) if len(forms) > 1 else forms[0][1]
            case InField(years=(first, last)):
                years = [str(year) for year in range(first, last + 1)]
                return tantivy.Query.term_set_query(self._index.schema, "in_year", years)
            case InField(form=Form() as form):
                return self._run(f"in_{step.name}", form.folded)
            case Both():
                return tantivy.Query.boolean_query([self._clause(part) for part in step.of])
            case Either():
                return tantivy.Query.boolean_query([(tantivy.Occur.Should, self._query(part)) for part in step.of])
            case _:
                raise ValueError(step)

    def _clause(self, step: Step) -> tuple[tantivy.Occur, tantivy.Query]:
        if isinstance(step, Without):
            return tantivy.Occur.MustNot, self._query(step.one)
        return tantivy.Occur.Must, self._query(step)

    def _form(self, form: Form) -> tantivy.Query:
        query = self._run("folded", form.folded)
        if form.number:
            number = tantivy.Query.term_query(self._index.schema, "numbers", form.number)
            query = tantivy.Query.disjunction_max_query([query, number])
        return tantivy.Query.boost_query(query, form.weight)

    def _run(self, field: str, words: Sequence[str]) -> tantivy.Query:
        if len(words) == 1:
            return tantivy.Query.term_query(self._index.schema, field, words[0])
        return tantivy.Query.phrase_query(self._index.schema, field, list(words))


def _tantivy_documents(entry: Entry) -> Iterator[tantivy.Document]:
    parts, _ = words_of(entry)
    values = {**entry.fields, "year": tuple(map(str, entry.years))}
    told = {name: joined([terms(value) for value in found]).folded for name, found in values.items()}
    for one, part in zip(entry.passages, parts, strict=True):
        document = tantivy.Document()
        document.add_unsigned("passage", one.id)
        document.add_text("folded", part.folded)
        document.add_text("exact", part.exact)
        document.add_text("numbers", part.numbers)
        for name, folded in told.items():
            document.add_text(f"in_{name}", folded)
            for value in values[name] if name in FACETS else ():
                document.add_text(f"facet_{name}", value)
        yield document
