"""The words of texts as engines index them: one string, a blank between two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search import analysis
from search.engines import Entry

_BETWEEN = " ¶ "
"""Stands between texts, so that no phrase reaches from one to the next; no word of a query is like it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of a text folded and exact, and the keys of the document numbers in it."""

    folded: str
    exact: str
    numbers: str


def terms(text: str) -> Terms:
    """The words of `text`, a blank between two.

    >>> terms("Quyết định 1868/QĐ-UBND").folded, terms("Quyết định 1868/QĐ-UBND").numbers
    ('quyet dinh 1868 qd ubnd', '1868qdubnd')
    """
    words = list(analysis.tokens(text))
    return Terms(
        " ".join(word.folded for word in words),
        " ".join(word.exact for word in words),
        " ".join(key for _, _, key in analysis.document_numbers(text)),
    )


def joined(texts: Sequence[Terms]) -> Terms:
    """Several texts as one in which they stay apart."""
    return Terms(
        _BETWEEN.join(one.folded for one in texts),
        _BETWEEN.join(one.exact for one in texts),
        " ".join(one.numbers for one in texts),
    )


def indexed(entry: Entry) -> tuple[list[Terms], Terms]:
    """The words of each passage, with those of the headings over it, and all words of the report."""
    above = {passage.context: terms(passage.context) for passage in entry.passages}
    head, texts = terms(entry.head), [terms(passage.text) for passage in entry.passages]
    parts = [joined([text, above[p.context]]) for p, text in zip(entry.passages, texts, strict=True)]
    return parts, joined([head, *above.values(), *texts])
