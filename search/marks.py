"""Which words of a text match a query, and the stretch of a long text that shows them best."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from models.records import Span
from search.analysis import Token, document_numbers, tokens
from search.query import Clause, Query


def marks(text: str, query: Query) -> tuple[Span, ...]:
    """The matching stretches of `text`, in order, apart. Words side by side make one stretch.

    Where the query has diacritics and the text has the word just so, only this is marked, not its look-alikes.
    """
    words = list(tokens(text))
    found: set[Span] = set()
    for clause in query.wanted:
        found.update(_of_clause(text, words, clause, query.exact))
    return _joined(text, sorted(found, key=lambda span: (span.start, -span.end)))


def _of_clause(text: str, words: list[Token], clause: Clause, exact: bool) -> Iterable[Span]:
    same = _runs([word.exact for word in words], clause.exact) if exact else []
    places = same or _runs([word.folded for word in words], clause.folded)
    last = len(clause.folded) - 1
    spans = {Span(words[at].start, words[at + last].end) for at in places}
    if clause.number:
        spans.update(span for span, key in document_numbers(text) if key == clause.number)
    return spans


def _runs(words: list[str], wanted: tuple[str, ...]) -> list[int]:
    size = len(wanted)
    return [at for at, word in enumerate(words) if word == wanted[0] and tuple(words[at : at + size]) == wanted]


def _joined(text: str, spans: list[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for span in spans:
        if joined and not text[joined[-1].end : span.start].strip():
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def excerpt(text: str, found: tuple[Span, ...], width: int) -> tuple[str, tuple[Span, ...]]:
    """At most about `width` characters of `text` around the most marks, cut between words, with the marks in it."""
    if len(text) <= width:
        return text, found
    start, end = _window(text, found, width)
    before, after = ("… " if start else ""), (" …" if end < len(text) else "")
    shift = len(before) - start
    inside = [
        Span(max(s.start, start) + shift, min(s.end, end) + shift) for s in found if s.start < end and s.end > start
    ]
    return f"{before}{text[start:end]}{after}", tuple(inside)


def _window(text: str, found: tuple[Span, ...], width: int) -> tuple[int, int]:
    """The stretch that begins a little before the mark from which the most marked letters fit into `width`."""
    if not found:
        return 0, _blank_before(text, width)
    starts = [span.start for span in found]
    room = width * 3 // 4

    def weight(first: int) -> int:
        return sum(len(span) for span in found[first : bisect_left(starts, starts[first] + room)])

    best = max(range(len(found)), key=lambda first: (weight(first), -first))
    start = max(0, min(found[best].start - width // 4, len(text) - width))
    start = 0 if start == 0 else text.find(" ", start, found[best].start) + 1 or found[best].start
    end = min(len(text), start + width)
    return start, end if end == len(text) else max(_blank_before(text, end), min(found[best].end, end))


def _blank_before(text: str, end: int) -> int:
    at = text.rfind(" ", 0, end + 1)
    return at if at > 0 else end
