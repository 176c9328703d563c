"""The library's queries for what a plan wants, of whole reports, their heads or passages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from tantivy import Occur, Query, Schema

from search.query.plan import Both, Either, Form, InField, Match, Plan, Step, Without

EXACT = 4_096.0  # a word held as typed outweighs all that words tell
_JUST_SO = 0.4  # share of what a word tells that falls to its being held letter for letter
_PAIR = 0.25  # of what two words tell, for their standing side by side


def weighed(query: Query, better: Iterable[Query]) -> Query:
    """The query with what ranks higher, one at a time: the library reads all of a word for several at once."""
    for one in better:
        query = Query.boolean_query([(Occur.Must, query), (Occur.Should, one)])
    return query


def _any(queries: Iterable[Query | None]) -> Query | None:
    """What any of the queries matches, by what they weigh together."""
    clauses = [(Occur.Should, query) for query in queries if query]
    return Query.boolean_query(clauses) if clauses else None


_Clause = tuple[Occur, Query]


class Asker:
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
            yield Query.const_score_query(self._exact(match), EXACT)

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
        return weighed(narrowed, self._better(plan))

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
            held = Query.const_score_query(self._match(match), EXACT + match.rarity * (1 - _JUST_SO))
            so = Query.const_score_query(self._exact(match), match.rarity * _JUST_SO)
            return _any([held, so]) if plan.exact else held
        if plan.exact:
            return Query.const_score_query(self._exact(match), EXACT + match.rarity * _JUST_SO)
        return Query.const_score_query(self._form(match.forms[0]), EXACT) if len(match.forms) > 1 else None

    def _exact(self, match: Match) -> Query:
        return self._run(f"{self._kind}exact", match.forms[0].exact)

    def _run(self, field: str, words: Sequence[str]) -> Query:
        if len(words) == 1:
            return Query.term_query(self._schema, field, words[0])
        return Query.phrase_query(self._schema, field, list(words))
