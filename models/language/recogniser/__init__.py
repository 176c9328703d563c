"""The trained recogniser: names of examples to follow and what is said of them, where grammar ends.

It is a spaCy component of its own (`pipe.py`) over syllables: embeddings of each syllable's forms and classes, a window
over its neighbours, a tag for each. `train.py` makes it from a folder of samples as `recipe.toml` says; its weights lie
beside this file, with a manifest of what made them. To read with them takes no spaCy: `inference.py` reckons the same.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.language.recogniser.inference import Inference
    from models.language.recogniser.lexicon import Lexicon

NAMES = ("person", "household", "collective", "enterprise")
"""Labels of the names of examples, by kind."""
FIELDS = ("role", "unit", "place", "achievement")
"""Labels of what is said of them."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with what stands above it: the nearest heading, the text right before it."""

    text: str
    heading: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """`text[start:end]` of a passage is a name of that kind, or that field of one.

    `sure` goes from 0 to 1: the least probability of the label that any token of the span got (for a name, that of any
    kind of name). The manifest tells how often that is right on samples that were held out.
    """

    label: str
    start: int
    end: int
    sure: float


class Recogniser:
    """The network with its weights: `read` finds names and fields in passages."""

    def __init__(self, network: Inference, lexicon: Lexicon) -> None:
        self.network, self.lexicon = network, lexicon

    def read(self, passages: Sequence[Passage]) -> list[list[Found]]:
        """What is found in each passage, in order; spans do not overlap."""
        import numpy as np

        from models.language.recogniser.features import features
        from models.language.recogniser.tags import spans_of

        told = [features(passage, self.lexicon) for passage in passages]
        if not told:
            return []
        scores = self.network(np.concatenate([one.ids for one in told]), np.concatenate([one.flags for one in told]))
        ends = accumulate(len(one.tokens) for one in told)
        return [
            [
                Found(span.label, one.tokens[span.start].start, one.tokens[span.end - 1].end, span.sure)
                for span in spans_of(scores[end - len(one.tokens) : end])
            ]
            for one, end in zip(told, ends, strict=True)
        ]


@cache
def load() -> Recogniser:
    """The recogniser with the weights of the package, loaded once a process."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # for sizes like these threads take several times as long
    from models.language.recogniser.shipped import read

    return read()
