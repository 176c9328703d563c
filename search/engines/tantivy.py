"""The default index: tantivy, embedded, fast up to millions of passages.

Each report is indexed twice: whole, which gives totals, facets and conditions at the cost of a tenth of the passages;
and passage by passage, which ranks and shows. Tokens are made by us and handed over with blanks between. Three habits
of the library are kept away: its query language (a prefix silently means the word itself; we build the queries), its
marks (single words of a phrase; ours are made in `search.marks`), and orphan files (collected after each commit).
"""

from __future__ import annotations

import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar, Self

from tantivy import DocAddress, Document, Index, Occur, Query, Schema, SchemaBuilder, Searcher, SearchResult

from search.engines import EngineBroken, EngineBusy, Entry, Found, Results, Slice
from search.engines.words import Terms, indexed, joined, terms
from search.query.fields import FACETS, FIELDS
from search.query.plan import Both, Either, Form, InField, Match, Plan, Step, Vocabulary, Without, relaxed

Hits = Sequence[tuple[float, DocAddress]]

_STATE = "come_to"
_MEANINGS = "meanings"
_WHOLE, _HEAD, _PART = "whole_", "head_", ""  # what the fields of whole reports, their heads and passages begin with
_MEMORY = 128_000_000  # bytes of the writer
_MOST_WEIGHED = 200  # reports whose passages are weighed against each other; totals and facets count all
_MOST_PASSAGES = 400
_MOST_A_REPORT = 20  # passages that are looked at of a report in which none holds all words
_MOST_MEANINGS = 3  # of an abbreviation
_MOST_VALUES = 20  # of a facet
_EXACT = 4_096.0  # a word held as typed outweighs all that words tell
_IN_HEAD = 2_048.0  # so do, in a brief query, all words in the head
_JUST_SO = 0.4  # share of what a word tells that falls to its being held letter for letter
_PAIR = 0.25  # of what two words tell, for their standing side by side
_WEAK = 0.4  # share of the best passage's score under which a passage does not show why a report matches
_FURTHER_PASSAGES = (1.0, 0.3, 0.1)  # what the best passages of a report add to its score


def _schema() -> Schema:
    builder = SchemaBuilder()
    for kind in (_WHOLE, _PART):
        for name in ("folded", "exact", "numbers"):
            builder.add_text_field(kind + name, tokenizer_name="whitespace", index_option="position")
    for name in ("folded", "numbers"):
        builder.add_text_field(_HEAD + name, tokenizer_name="whitespace", index_option="position")
    for name in FIELDS:
        builder.add_text_field(f"in_{name}", tokenizer_name="whitespace", index_option="position")
    for name in FACETS:
        builder.add_text_field(f"facet_{name}", tokenizer_name="raw", fast=True, index_option="basic")
    builder.add_text_field(_MEANINGS, tokenizer_name="whitespace", index_option="basic")
    builder.add_unsigned_field("document", indexed=True, fast=True)
    builder.add_unsigned_field("passage", fast=True)
    builder.add_text_field(_STATE, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


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
                return cls(Index(_schema(), path=str(folder)))
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
            state = self._searcher.terms_with_prefix(_STATE, "")
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
                writer.delete_documents_by_term(_STATE, str(self.change()))
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
            return _Search(self._index.schema, self._searcher, plan).results(wanted)

    def close(self) -> None:
        """See `Engine.close`: the library lets go of its files by itself."""
        if self._links:
            self._links.cleanup()


def _state(change: int) -> Document:
    state = Document()
    state.add_text(_STATE, str(change))
    return state


def _documents(entry: Entry) -> Iterator[Document]:
    """The report whole, then each of its passages."""
    parts, whole_text = indexed(entry)
    whole, head = _document(_WHOLE, entry.document, whole_text), terms(entry.head)
    whole.add_text(f"{_HEAD}folded", head.folded)
    whole.add_text(f"{_HEAD}numbers", head.numbers)
    for name, values in entry.fields.items():
        found = joined([terms(value) for value in values])
        whole.add_text(f"in_{name}", f"{found.folded} {found.numbers}")
        for value in values if name in FACETS else ():
            whole.add_text(f"facet_{name}", value)
    whole.add_text(_MEANINGS, " ".join(entry.meanings))
    for year in entry.years:
        whole.add_text("in_year", str(year))
        whole.add_text("facet_year", str(year))
    yield whole
    for passage, found in zip(entry.passages, parts, strict=True):
        part = _document(_PART, entry.document, found)
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
            found = self._searcher.terms_with_prefix(_MEANINGS, f"{key}=", limit=_MOST_MEANINGS)
        return [term.partition("=")[2] for term, _ in found]

    def beginning(self, prefix: str, most: int) -> Sequence[tuple[str, int]]:
        """See `Vocabulary.beginning`."""
        with _guarded():
            return self._searcher.terms_with_prefix("folded", prefix, limit=most)


class _Search:
    """One query at one state of the index."""

    def __init__(self, schema: Schema, searcher: Searcher, plan: Plan) -> None:
        self._searcher, self._plan = searcher, plan
        self._whole, self._head, self._part = (
            _Asker(schema, kind, searcher.doc_freq) for kind in (_WHOLE, _HEAD, _PART)
        )

    def results(self, wanted: Slice) -> Results:
        plan, query = self._plan, self._query(self._plan)
        most = max(_MOST_WEIGHED, wanted.offset + wanted.limit)
        hits = self._searcher.search(query, limit=most)
        total = _total(hits)
        complete = bool(total)
        if not total and len(plan.matches) > 1:
            plan = relaxed(plan)
            query = self._query(plan)
            hits = self._searcher.search(query, limit=most)
            total = _total(hits)
        scores = self._by("document", hits.hits)
        ranked = self._ranked(plan, scores)
        found = self._shown(plan, ranked[wanted.offset : wanted.offset + wanted.limit])
        facets = self._facets(self._whole.matching(plan)) if wanted.facets else {}
        return Results(tuple(found), total, complete or not total, facets)

    def _query(self, plan: Plan) -> Query:
        """Whole reports, by what they hold as typed and what their heads hold."""
        better = [*self._whole.held(plan), *self._head.told(plan)]
        if plan.brief and plan.matches:
            better.append(Query.const_score_query(self._head.wanted(plan), _IN_HEAD))
        return _with(Query.const_score_query(self._whole.matching(plan), 0.0), better)

    def _by(self, field: str, hits: Hits) -> dict[int, float]:
        """The score of each hit by the number in `field`."""
        return dict(zip(self._numbers(field, hits), (score for score, _ in hits), strict=True))

    def _numbers(self, field: str, hits: Hits) -> list[int]:
        values = self._searcher.fast_field_values(field, [address for _, address in hits])
        return [int(value or 0) for value in values]

    def _ranked(self, plan: Plan, scores: Mapping[int, float]) -> list[_Report]:
        """The matching reports by what they hold as a whole, in their heads and in their best passages.

        Only the passages of the best reports are looked at; the others keep the order that they have as a whole.
        """
        best = list(scores)[:_MOST_WEIGHED]
        full = plan.brief and plan.matches
        asked = self._part.full_in(plan, best) if full else self._part.any_in(plan, best)
        parts = self._passages(asked, _MOST_PASSAGES) if plan.telling else {}
        reports = [_Report(document, score, parts.get(document, ())) for document, score in scores.items()]
        first = sorted(reports[:_MOST_WEIGHED], key=partial(_order, brief=plan.brief))
        return [*first, *reports[_MOST_WEIGHED:]]

    def _shown(self, plan: Plan, reports: Sequence[_Report]) -> list[Found]:
        """The reports with their telling passages; where none holds all, with those that hold some."""
        bare = [report.document for report in reports if not report.passages]
        some = (
            self._passages(self._part.any_in(plan, bare), len(bare) * _MOST_A_REPORT) if bare and plan.telling else {}
        )
        return [_found(report, report.passages or some.get(report.document, ())) for report in reports]

    def _passages(self, query: Query, most: int) -> dict[int, tuple[_Part, ...]]:
        """The best passages that match, by report, best first."""
        hits = self._searcher.search(query, limit=most, count=False).hits
        reports, numbers = self._numbers("document", hits), self._numbers("passage", hits)
        found: dict[int, list[_Part]] = defaultdict(list)
        for (score, _), report, number in zip(hits, reports, numbers, strict=True):
            found[report].append((score, number))
        return {report: tuple(sorted(parts, key=lambda one: (-one[0], one[1]))) for report, parts in found.items()}

    def _facets(self, query: Query) -> dict[str, tuple[tuple[str, int], ...]]:
        asked = {name: {"terms": {"field": f"facet_{name}", "size": _MOST_VALUES}} for name in FACETS}
        told = self._searcher.aggregate(query, asked)
        return {
            name: tuple(
                sorted(((b["key"], b["doc_count"]) for b in told[name]["buckets"]), key=lambda v: (-v[1], v[0]))
            )
            for name in FACETS
        }


def _total(result: SearchResult) -> int:
    return int(result.count)  # type: ignore[attr-defined]  # the library's stub forgets it


_Part = tuple[float, int]  # of a passage: score, id


@dataclass(frozen=True, slots=True)
class _Report:
    """A matching report, its score as a whole, and its passages that match."""

    document: int
    whole: float
    passages: tuple[_Part, ...]

    @property
    def score(self) -> float:
        """What it tells as a whole and what its best passages tell."""
        best = (score for score, _ in self.passages)
        return self.whole % _IN_HEAD + sum(w * score for w, score in zip(_FURTHER_PASSAGES, best, strict=False))

    @property
    def in_head(self) -> bool:
        """Whether its head holds all of a brief query."""
        return self.whole % _EXACT >= _IN_HEAD

    @property
    def exact(self) -> int:
        """How many words it holds as typed; in a relaxed search, how many at all."""
        return int(self.whole // _EXACT)


def _order(report: _Report, *, brief: bool) -> tuple[int, bool, float, int]:
    """Sorts the best first."""
    return (-report.exact if brief else 0), not report.in_head, -report.score, report.document


def _found(report: _Report, passages: Sequence[_Part]) -> Found:
    telling = (number for score, number in passages if score >= passages[0][0] * _WEAK)
    return Found(report.document, report.score, report.exact, tuple(telling))


def _with(query: Query, better: Iterable[Query]) -> Query:
    """The query with what ranks higher, one at a time: the library reads all of a word for several at once."""
    for one in better:
        query = Query.boolean_query([(Occur.Must, query), (Occur.Should, one)])
    return query


def _any(queries: Iterable[Query | None]) -> Query | None:
    """What any of the queries matches, by what they weigh together."""
    clauses = [(Occur.Should, query) for query in queries if query]
    return Query.boolean_query(clauses) if clauses else None


_Clause = tuple[Occur, Query]


class _Asker:
    """Makes the library's queries for whole reports or for passages."""

    def __init__(self, schema: Schema, kind: str, count: Callable[[str, str], int]) -> None:
        self._schema, self._kind, self._count = schema, kind, count

    def matching(self, plan: Plan) -> Query:
        """What holds all that is wanted and meets the conditions; of whole reports."""
        return self._step(plan.root)

    def full_in(self, plan: Plan, reports: Sequence[int]) -> Query:
        """What holds all the words, in these reports, by what it tells."""
        return self._inside(plan, reports, self.wanted(plan))

    def wanted(self, plan: Plan) -> Query:
        """What holds all the words."""
        return Query.boolean_query([self._clause(step) for step in plan.root.of if step not in plan.conditions])

    def any_in(self, plan: Plan, reports: Sequence[int]) -> Query:
        """What holds any of the words, in these reports, by what it tells."""
        words = Query.boolean_query([(Occur.Should, self._match(match)) for match in plan.telling])
        return self._inside(plan, reports, words)

    def held(self, plan: Plan) -> Iterator[Query]:
        """What a report holds as typed; in a relaxed search, what it holds at all."""
        for step in plan.wanted:
            if held := self._held(step, plan):
                yield held
        for match in plan.named if plan.exact else ():
            yield Query.const_score_query(self._exact(match), _EXACT)

    def told(self, plan: Plan) -> Iterator[Query]:
        """How much of what is wanted it tells, each word once, and words side by side."""
        for match in plan.matches:
            yield Query.const_score_query(self._match(match), match.rarity)
        for pair in plan.pairs:
            yield Query.const_score_query(self._match(pair), pair.rarity * _PAIR)

    def _inside(self, plan: Plan, reports: Sequence[int], query: Query) -> Query:
        """The query in these reports, with what tells more: words letter for letter, and side by side."""
        inside = Query.const_score_query(Query.term_set_query(self._schema, "document", list(reports)), 0.0)
        if plan.exact:
            query = Query.boost_query(query, 1 - _JUST_SO)
        narrowed = Query.boolean_query([(Occur.Must, inside), (Occur.Must, query)])
        return _with(narrowed, self._better(plan))

    def _better(self, plan: Plan) -> Iterator[Query]:
        for match in plan.telling if plan.exact else ():
            yield Query.boost_query(self._exact(match), _JUST_SO)
        for pair in plan.pairs:
            yield Query.boost_query(self._match(pair), _PAIR * (1 - _JUST_SO if plan.exact else 1))
            if plan.exact:
                yield Query.boost_query(self._exact(pair), _PAIR * _JUST_SO)

    def _clause(self, step: Step) -> _Clause:
        if isinstance(step, Without):
            return Occur.MustNot, self._step(step.one)
        return Occur.Must, self._step(step)

    def _step(self, step: Step) -> Query:
        match step:
            case Match():
                return self._match(step)
            case InField():
                return Query.const_score_query(self._in_field(step), 0.0)
            case Both():
                return self._together(step.of)
            case Either():
                return Query.boolean_query([(Occur.Should, self._step(part)) for part in step.of])
            case Without():
                return self._together((step,))

    def _together(self, steps: Sequence[Step]) -> Query:
        clauses = [self._clause(step) for step in steps]
        if all(occur == Occur.MustNot for occur, _ in clauses):
            clauses += self._everything()
        return Query.boolean_query(clauses)

    def _everything(self) -> Iterator[_Clause]:
        """All passages, or all reports: the entries without a passage."""
        yield Occur.Must, Query.exists_query("document" if self._kind else "passage")
        if self._kind:
            yield Occur.MustNot, Query.exists_query("passage")

    def _match(self, match: Match) -> Query:
        forms = [(Occur.Should, Query.boost_query(self._form(form), form.weight)) for form in match.forms]
        return Query.boolean_query(forms)

    def _form(self, form: Form) -> Query:
        options = [self._run(f"{self._kind}folded", form.folded)]
        if form.number:
            options.append(Query.term_query(self._schema, f"{self._kind}numbers", form.number))
        return Query.disjunction_max_query(options) if len(options) > 1 else options[0]

    def _in_field(self, step: InField) -> Query:
        field = f"in_{step.name}"
        if step.years:
            first, last = step.years
            years = [str(year) for year in range(first, last + 1)]
            return Query.term_set_query(self._schema, field, years)
        assert step.form is not None
        if step.value and self._count(f"facet_{step.name}", step.value):
            return Query.term_query(self._schema, f"facet_{step.name}", step.value)
        words = self._run(field, step.form.folded)
        if not step.form.number:
            return words
        number = Query.term_query(self._schema, field, step.form.number)
        return Query.boolean_query([(Occur.Should, words), (Occur.Should, number)])

    def _held(self, step: Step, plan: Plan) -> Query | None:
        """Weighs how much of the step is held; of what stands for one another the side of which more is."""
        match step:
            case Match():
                return self._weighed(step, plan)
            case Both():
                return _any([self._held(part, plan) for part in step.of])
            case Either():
                sides = [side for part in step.of if (side := self._held(part, plan))]
                return Query.disjunction_max_query(sides) if sides else None
            case _:
                return None

    def _weighed(self, match: Match, plan: Plan) -> Query | None:
        """Weighs a word that is held: as typed, or in a relaxed search at all."""
        if plan.relaxed:
            held = Query.const_score_query(self._match(match), _EXACT + match.rarity * (1 - _JUST_SO))
            so = Query.const_score_query(self._exact(match), match.rarity * _JUST_SO)
            return _any([held, so]) if plan.exact else held
        if plan.exact:
            return Query.const_score_query(self._exact(match), _EXACT + match.rarity * _JUST_SO)
        return Query.const_score_query(self._form(match.forms[0]), _EXACT) if len(match.forms) > 1 else None

    def _exact(self, match: Match) -> Query:
        return self._run(f"{self._kind}exact", match.forms[0].exact)

    def _run(self, field: str, words: Sequence[str]) -> Query:
        if len(words) == 1:
            return Query.term_query(self._schema, field, words[0])
        return Query.phrase_query(self._schema, field, list(words))
