"""Free search: what the query plainly asks for, then the best reports."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corpus.queries.documents import documents_by_id, passages
from corpus.queries.files import with_files
from models.answers.places import Document
from models.answers.reports import Extract, Hit, Reports
from models.errors import UsageError
from search.analysis import tokens
from search.answering import changed
from search.engines import Found, Slice
from search.index import Index
from search.lookups.intents import intent
from search.marks import excerpt, marks
from search.query import parse, tree
from search.query.explain import explained
from search.query.plan import Either, InField, Plan, Step, form_of

_MOST_EXTRACTS = 3
_MOST_READ = 8  # passages that tell how a word is written
_EXTRACT_WIDTH = 320  # characters: some four lines of a terminal


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What a search is narrowed to, by the fields of the query language; `types` are names in full, any of them."""

    year: int | None = None
    types: tuple[str, ...] | None = None
    unit: str | None = None
    award: str | None = None
    movement: str | None = None
    place: str | None = None

    def conditions(self) -> tuple[Step, ...]:
        """The same as conditions of a plan; UsageError where one has no word."""
        conditions: list[Step] = []
        if self.year is not None:
            conditions.append(InField("year", years=(self.year, self.year)))
        if self.types is not None:
            conditions.append(Either(tuple(InField("type", form_of(name), value=name) for name in self.types)))
        for name, value in self._named():
            conditions.append(InField(name, form_of(value), value=value))
        return tuple(conditions)

    def told(self) -> tuple[tree.Field, ...]:
        """The same as fields of a query, to be explained."""
        years = (tree.Field("year", years=(self.year, self.year)),) if self.year is not None else ()
        types = (("type", " hoặc ".join(self.types)),) if self.types else ()
        return (*years, *(tree.Field(name, tree.phrase_of(value)) for name, value in (*types, *self._named())))

    def _named(self) -> Iterator[tuple[str, str]]:
        for name in ("unit", "award", "movement", "place"):
            if value := getattr(self, name):
                if not any(map(str.isalnum, value)):
                    raise UsageError(f"--{name} {value}", "there is no word in this", "write at least one word")
                yield name, value


def reports(index: Index, text: str, narrowed: Narrowed, limit: int, offset: int = 0) -> Reports:
    """The `limit` best reports for `text` from `offset` on; UsageError where `text` is blank or takes too long."""
    query, connection = parse(text), index.connection
    answer = index.search(query, narrowed.conditions(), Slice(limit, offset, facets=True))
    found = answer.results.found
    documents = documents_by_id(connection, [one.document for one in found]).values()
    known = {document.id: document for document in with_files(connection, list(documents))}
    shown = [passage for one in found for passage in one.passages[:_MOST_EXTRACTS]]
    telling = answer.meant.passages[:_MOST_READ]
    texts = passages(connection, [*shown, *telling])
    asked = intent(connection, text)
    return Reports(
        text,
        asked.decree,
        tuple(_hit(one, known[one.document], texts, answer.plan) for one in found if one.document in known),
        answer.results.total,
        answer.results.complete,
        offset,
        answer.results.facets,
        explained(query, answer.plan, narrowed.told()),
        query.hints,
        _suggestion(query.text, answer.meant.words, [texts[one]["text"] for one in telling if one in texts]),
        asked.people,
        asked.awards,
        answer.notice,
    )


def _hit(found: Found, document: Document, texts: Mapping[int, sqlite3.Row], plan: Plan | None) -> Hit:
    if plan is None:
        return Hit(document, 0.0, False, ())
    best = [texts[passage] for passage in found.passages[:_MOST_EXTRACTS] if passage in texts]
    exact = plan.exact and not plan.relaxed and found.exact == plan.most + len(plan.named)
    return Hit(document, round(found.score, 3), exact, tuple(_extract(row, plan) for row in best))


def _extract(row: sqlite3.Row, plan: Plan) -> Extract:
    text, found = excerpt(row["text"], marks(row["text"], plan), _EXTRACT_WIDTH)
    return Extract(text, found, row["page"], row["section"] or None, row["start"], row["end"])


def _suggestion(query: str, meant: Mapping[str, str], texts: Iterable[str]) -> str | None:
    """The query with the words that were likely meant, as the reports that have them write them."""
    if not meant:
        return None
    written = Counter((token.folded, text[token.start : token.end]) for text in texts for token in tokens(text))
    typed = {token.folded: query[token.start : token.end] for token in tokens(query)}
    return changed(
        query, {word: _as_written(typed[word], form, written) for word, form in meant.items() if word in typed}
    )


def _as_written(typed: str, folded: str, written: Mapping[tuple[str, str], int]) -> str:
    """The form of a folded word that has most letters of what was typed: of `phogn` `phóng` rather than `phong`."""
    forms = {form.lower() if typed.islower() else form: n for (word, form), n in written.items() if word == folded}
    letters = Counter(typed)
    return max(forms, key=lambda form: ((letters & Counter(form)).total(), forms[form]), default=folded)
