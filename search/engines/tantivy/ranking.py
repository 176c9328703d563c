"""One query: which reports match, in which order, by which passages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from tantivy import DocAddress, Query, Schema, Searcher, SearchResult

from search.engines import Found, Results, Slice
from search.engines.tantivy.asking import EXACT, Asker, weighed
from search.engines.tantivy.fields import HEAD, PART, WHOLE
from search.query.fields import FACETS
from search.query.plan import Plan, relaxed

Hits = Sequence[tuple[float, DocAddress]]

_MOST_WEIGHED = 200  # reports whose passages are weighed against each other; totals and facets count all
_MOST_PASSAGES = 400
_MOST_A_REPORT = 20  # passages that are looked at of a report in which none holds all words
_MOST_VALUES = 20  # of a facet
_IN_HEAD = 2_048.0  # in a brief query, all words in the head outweigh all that words tell
_WEAK = 0.4  # share of the best passage's score under which a passage does not show why a report matches
_FURTHER_PASSAGES = (1.0, 0.3, 0.1)  # what the best passages of a report add to its score


class Search:
    """One query at one state of the index."""

    def __init__(self, schema: Schema, searcher: Searcher, plan: Plan) -> None:
        self._searcher, self._plan = searcher, plan
        self._whole, self._head, self._part = (Asker(schema, kind, searcher.doc_freq) for kind in (WHOLE, HEAD, PART))

    def results(self, wanted: Slice) -> Results:
        """The wanted slice of the reports that match; where none has all words, of those that have some."""
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
        return weighed(Query.const_score_query(self._whole.matching(plan), 0.0), better)

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
        return self.whole % EXACT >= _IN_HEAD

    @property
    def exact(self) -> int:
        """How many words it holds as typed; in a relaxed search, how many at all."""
        return int(self.whole // EXACT)


def _order(report: _Report, *, brief: bool) -> tuple[int, bool, float, int]:
    """Sorts the best first."""
    return (-report.exact if brief else 0), not report.in_head, -report.score, report.document


def _found(report: _Report, passages: Sequence[_Part]) -> Found:
    telling = (number for score, number in passages if score >= passages[0][0] * _WEAK)
    return Found(report.document, report.score, report.exact, tuple(telling))
