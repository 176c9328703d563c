"""Spans as one tag a token, and back: the likeliest row of tags that makes whole spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from models.language.recogniser import FIELDS, NAMES
from models.language.recogniser.tokens import Token

if TYPE_CHECKING:
    from numpy.typing import NDArray

LABELS = (*NAMES, "recipient", *FIELDS)
"""All labels; a recipient is one whom an award decision names."""
TAGS = ("O", *(f"{sign}-{label}" for label in LABELS for sign in "BI"))
"""The tags of tokens: B begins a span, I goes on with it, O is outside."""
_FORBIDDEN = -1e4


class Labelled(NamedTuple):
    """A span of a text with its label."""

    label: str
    start: int
    end: int


class Tagged(NamedTuple):
    """A labelled stretch of tokens, as the network found it; `sure` is the least that any of them got, 0 to 1."""

    label: str
    start: int
    end: int
    sure: float


def tags_of(tokens: Sequence[Token], spans: Iterable[Labelled]) -> NDArray[np.int64]:
    """The number of the tag of each token; where spans overlap the first one holds."""
    found = np.zeros(len(tokens), dtype=np.int64)
    for span in spans:
        inside = [i for i, token in enumerate(tokens) if token.start < span.end and span.start < token.end]
        if inside and not found[inside].any():
            begin = TAGS.index(f"B-{span.label}")
            found[inside] = begin + 1
            found[inside[0]] = begin
    return found


def spans_of(scores: NDArray[np.float32]) -> list[Tagged]:
    """The spans that the likeliest row of tags makes of `scores` (tokens x TAGS, each row sums to 1)."""
    path = _likeliest(scores)
    return [_tagged(scores, path, start, end) for start, end in _stretches(path)]


def _likeliest(scores: NDArray[np.float32]) -> list[int]:
    """Viterbi: I-x stands behind B-x or I-x only; nothing is sought where the likeliest of all tokens do."""
    each = scores.argmax(axis=1)
    if _makes_spans(each):
        return [int(tag) for tag in each]
    logs = np.log(scores + 1e-9)
    allowed = _allowed()
    best, back = logs[0] + allowed[0], []
    for row in logs[1:]:
        paths = best[:, None] + allowed
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    path = [int(best.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def _makes_spans(path: NDArray[np.int64]) -> bool:
    inside = (path > 0) & (path % 2 == 0)
    before = np.concatenate(([0], path[:-1]))
    return bool(((before == path) | (before == path - 1))[inside].all())


@cache
def _allowed() -> NDArray[np.float32]:
    """What is added for the step from one tag (row) to the next (column); row 0 (O) serves for the beginning too."""
    steps = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for inside in range(2, len(TAGS), 2):
        steps[:, inside] = _FORBIDDEN
        steps[[inside - 1, inside], inside] = 0
    return steps


def _stretches(path: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = None
    for at, tag in enumerate([*path, 0]):
        if start is not None and (tag == 0 or tag % 2):
            yield start, at
            start = None
        if tag % 2:
            start = at


def _tagged(scores: NDArray[np.float32], path: Sequence[int], start: int, end: int) -> Tagged:
    """The label is the first tag's; a name is as sure as it is one of any kind."""
    label = TAGS[path[start]][2:]
    alike = NAMES if label in NAMES else (label,)
    columns = [TAGS.index(f"{sign}-{name}") for name in alike for sign in "BI"]
    sure = scores[start:end][:, columns].sum(axis=1).min()
    return Tagged(label, start, end, min(1.0, round(float(sure), 4)))
