"""Which words of a text match a query, and the stretch of a long text that shows them best."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from search.analysis import Token, document_numbers, tokens
from search.query.plan import Form, Match, Plan

Mark = tuple[int, int]
"""A matching stretch of a text: half-open offsets in code points."""


def marks(text: str, plan: Plan) -> tuple[Mark, ...]:
    """The matching stretches of `text`, in order, apart. Words side by side make one stretch.

    What stands for a word is marked like it: what it begins, its slips, its abbreviation. Where the query has
    diacritics and the text has the word just so, only this is marked, not its look-alikes. Where a syllable stands
    beside its neighbour of the query, it is marked there, and not where it is part of other words. Words that need
    not be there are marked beside such a neighbour alone. Values of fields are marked, too.
    """
    words = _Words.of(text)
    places = [set(_of_match(words, match, plan.exact)) for match in plan.matches]
    joint = _side_by_side(text, places)
    optional = plan.optional
    found = {mark for match in plan.named for mark in _of_match(words, match, plan.exact)} | {
        mark
        for match, marked, beside in zip(plan.matches, places, joint, strict=True)
        for mark in (beside if match in optional or (beside and len(match.forms[0].folded) == 1) else marked)
    }
    return _joined(text, sorted(found, key=lambda mark: (mark[0], -mark[1])))


def _side_by_side(text: str, places: list[set[Mark]]) -> list[set[Mark]]:
    """Of each match's places those that touch a place of the match before or after it in the query."""
    joint: list[set[Mark]] = [set() for _ in places]
    for at, (marked, following) in enumerate(pairwise(places)):
        begun = {start: (start, end) for start, end in following}
        for start, end in marked:
            if beside := begun.get(_past_blanks(text, end)):
                joint[at].add((start, end))
                joint[at + 1].add(beside)
    return joint


def _past_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a text, and where each stands among them by its exact and by its folded form."""

    text: str
    words: list[Token]
    exact: Mapping[str, list[int]]
    folded: Mapping[str, list[int]]

    @classmethod
    def of(cls, text: str) -> _Words:
        made = cls(text, list(tokens(text)), defaultdict(list), defaultdict(list))
        for at, word in enumerate(made.words):
            made.exact[word.exact].append(at)
            made.folded[word.folded].append(at)
        return made

    def runs(self, places: Mapping[str, list[int]], wanted: tuple[str, ...]) -> set[Mark]:
        """Where the words `wanted` stand side by side."""
        found = (
            at
            for at in places.get(wanted[0], ())
            if all(at + n in places.get(word, ()) for n, word in enumerate(wanted))
        )
        return {(self.words[at].start, self.words[at + len(wanted) - 1].end) for at in found}


def _of_match(words: _Words, match: Match, exact: bool) -> Iterable[Mark]:
    typed = match.forms[0]
    same = words.runs(words.exact, typed.exact) if exact else set()
    return same or {mark for form in match.forms for mark in _of_form(words, form)}


def _of_form(words: _Words, form: Form) -> Iterable[Mark]:
    found = words.runs(words.folded, form.folded)
    if form.number:
        found.update((start, end) for start, end, key in document_numbers(words.text) if key == form.number)
    return found


def _joined(text: str, found: list[Mark]) -> tuple[Mark, ...]:
    joined: list[Mark] = []
    for start, end in found:
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def excerpt(text: str, found: tuple[Mark, ...], width: int) -> tuple[str, tuple[Mark, ...]]:
    """At most about `width` characters of `text` around the most marks, cut between words, with the marks in it."""
    if len(text) <= width:
        return text, found
    start, end = _window(text, found, width)
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(before) - start
    inside = tuple((max(a, start) + shift, min(b, end) + shift) for a, b in found if a < end and b > start)
    return f"{before}{text[start:end]}{after}", inside


def _window(text: str, found: tuple[Mark, ...], width: int) -> tuple[int, int]:
    """The stretch that begins a little before the mark from which the most marked letters fit into `width`."""
    if not found:
        return 0, _blank_before(text, width)
    starts = [start for start, _ in found]
    room = width * 3 // 4

    def weight(first: int) -> int:
        return sum(end - start for start, end in found[first : bisect_left(starts, starts[first] + room)])

    best = max(range(len(found)), key=lambda first: (weight(first), -first))
    start = max(0, min(starts[best] - width // 4, len(text) - width))
    if start:
        start = text.find(" ", start, starts[best]) + 1 or starts[best]
    end = min(len(text), start + width)
    return start, end if end == len(text) else _blank_before(text, end)


def _blank_before(text: str, end: int) -> int:
    at = text.rfind(" ", 0, end + 1)
    return at if at > 0 else end
