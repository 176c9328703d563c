"""What the network of `network.py` makes of features, reckoned with numpy alone: reading needs no training."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import count, takewhile
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from models.language.recogniser.hashing import rows_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_STRETCH = 4096  # tokens that are reckoned together
_LEAST = 1e-8  # of a variance


class _Linear(NamedTuple):
    weights: Floats  # out x in
    bias: Floats

    def __call__(self, given: Floats) -> Floats:
        return given @ self.weights.T + self.bias


class _Maxout(NamedTuple):
    """A layer of several pieces, of which the greatest counts; its outcome is levelled."""

    weights: Floats  # out x pieces x in
    bias: Floats  # out x pieces
    gain: Floats
    shift: Floats

    def __call__(self, given: Floats) -> Floats:
        pieces = self.bias.shape[1]
        each = given @ self.weights.reshape(-1, given.shape[1]).T + self.bias.reshape(-1)
        most = reduce(np.maximum, (each[:, piece::pieces] for piece in range(pieces)))
        spread = most.var(axis=1, keepdims=True) + _LEAST
        level: Floats = (most - most.mean(axis=1, keepdims=True)) * spread**-0.5
        return level * self.gain + self.shift

    @property
    def window(self) -> int:
        """How many neighbours on either side it is given."""
        out, _, given = self.weights.shape
        return int(given // out - 1) // 2


@dataclass(frozen=True)
class Inference:
    """The layers with their weights."""

    embeddings: list[Floats]
    flags: _Linear
    mixed: _Maxout
    around: list[_Maxout]
    out: _Linear

    @classmethod
    def of(cls, weights: Mapping[str, Floats]) -> Inference:
        """With the weights that `network.weights_of` gives of a network."""
        levelled = zip(_layers(weights, "maxout", "W", "b"), _layers(weights, "layernorm", "G", "b"), strict=True)
        mixed, *around = (_Maxout(*most, *level) for most, level in levelled)
        (flags,), (out,) = (_layers(weights, kind, "W", "b") for kind in ("linear", "softmax"))
        tables = [table for (table,) in _layers(weights, "hashembed", "E")]
        return cls(tables, _Linear(*flags), mixed, around, _Linear(*out))

    def __call__(self, ids: NDArray[np.uint64], flags: Floats) -> Floats:
        """How likely each tag is of each token (tokens x TAGS); `ids` and `flags` are those of `Features`."""
        reach = sum(layer.window for layer in self.around)
        told = []
        for start in range(0, len(ids), _STRETCH):
            first = max(0, start - reach)
            here = slice(first, start + _STRETCH + reach)
            told.append(self._stretch(ids[here], flags[here])[start - first :][:_STRETCH])
        return np.concatenate(told) if told else np.zeros((0, len(self.out.bias)), dtype=np.float32)

    def _stretch(self, ids: NDArray[np.uint64], flags: Floats) -> Floats:
        embedded = [_embedded(table, column, ids) for column, table in enumerate(self.embeddings)]
        state = self.mixed(np.hstack([*embedded, self.flags(flags)]))
        for layer in self.around:
            state = state + layer(_neighbours(state, layer.window))
        scores = self.out(state)
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        likely: Floats = powers / powers.sum(axis=1, keepdims=True)
        return likely


def _layers(weights: Mapping[str, Floats], kind: str, *parts: str) -> Iterator[list[Floats]]:
    """The parts of each layer of a kind, in the order in which what is read goes through them."""
    for at in takewhile(lambda at: f"{kind}-{at}-{parts[0]}" in weights, count()):
        yield [weights[f"{kind}-{at}-{part}"] for part in parts]


def _embedded(table: Floats, column: int, ids: NDArray[np.uint64]) -> Floats:
    """What a table (rows x width) has for the ids of a column (tokens x columns): tokens x width."""
    each, where = np.unique(ids[:, column], return_inverse=True)
    vectors: Floats = table[rows_of(each, column + 1, len(table))].sum(axis=1)
    return vectors[where]


def _neighbours(state: Floats, window: int) -> Floats:
    """Beside each row (rows x width) those before and behind it: rows x (2 * window + 1) widths."""
    padded = np.pad(state, ((window, window), (0, 0)))
    return np.hstack([padded[at : at + len(state)] for at in range(2 * window + 1)])
