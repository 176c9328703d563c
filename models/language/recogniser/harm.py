"""Harm done to passages, so that the network learns to do without capitals, marks and words that it knows."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from models.language.recogniser.examples import Annotated
from models.language.recogniser.features import WORD_COLUMNS
from models.text import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray


def harmed(examples: Iterable[Annotated], shares: Mapping[str, float], dice: random.Random) -> Iterator[Annotated]:
    """The examples, some of them in capitals, in small letters, without marks; offsets stay."""
    ways = {"upper": str.upper, "lower": str.lower, "bare": _bare}
    for example in examples:
        roll = dice.random()
        for name, way in ways.items():
            roll -= shares[name]
            if roll < 0 and len(way(example.passage.text)) == len(example.passage.text):
                example = example._replace(passage=replace(example.passage, text=way(example.passage.text)))
                break
        yield example


def _bare(text: str) -> str:
    """Base letters, capitals kept."""
    pairs = zip(text, fold(text), strict=True)
    return "".join(base.upper() if letter.isupper() else base for letter, base in pairs)


def unknown(ids: NDArray[np.uint64], share: float, dice: np.random.Generator) -> NDArray[np.uint64]:
    """The ids with those of the word itself dropped from a share of the tokens."""
    changed = ids.copy()
    changed[dice.random(len(ids)) < share, :WORD_COLUMNS] = 1
    return changed
