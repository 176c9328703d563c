"""The recogniser as a component of a spaCy pipeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.vocab import Vocab
from thinc.api import Model

from models.language.recogniser.features import Features, width
from models.language.recogniser.network import build
from models.language.recogniser.tags import TAGS, spans_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

SPANS = "recognised"
"""The key in `doc.spans` of what the component finds."""


def doc_of(vocab: Vocab, found: Features) -> Doc:
    """A document of the tokens of a passage that bears their features."""
    words = [token.word for token in found.tokens]
    following = [token.start for token in found.tokens[1:]]
    spaces = [token.end < start for token, start in zip(found.tokens, following, strict=False)]
    doc = Doc(vocab, words=words, spaces=[*spaces, False][: len(words)])
    doc.user_data.update(ids=found.ids, flags=found.flags)
    return doc


@Language.factory("recogniser", default_config={"network": {}})
def make_recogniser(nlp: Language, name: str, network: dict[str, Any]) -> RecogniserPipe:
    """The component for a pipeline whose tokenizer gives documents with features."""
    return RecogniserPipe(nlp.vocab, build(network, width(), len(TAGS)), name)


class RecogniserPipe(TrainablePipe):  # type: ignore[misc]
    """Marks names of examples and what is said of them, with how sure each is: `doc.spans["recognised"]`."""

    def __init__(self, vocab: Vocab, model: Model[list[Doc], Any], name: str = "recogniser") -> None:
        self.vocab, self.model, self.name = vocab, model, name
        self.cfg: dict[str, Any] = {"smooth": 0.0}  # of certainty, what training leaves to the other tags

    def predict(self, docs: Iterable[Doc]) -> list[Any]:
        """For each document how likely each tag is of each token (tokens x TAGS)."""
        asked = list(docs)
        if not any(map(len, asked)):
            return [np.zeros((0, len(TAGS)), dtype=np.float32) for _ in asked]
        return list(self.model.predict(asked))

    def set_annotations(self, docs: Iterable[Doc], scores: Sequence[Any]) -> None:
        """Set the spans that the likeliest tags make."""
        for doc, rows in zip(docs, scores, strict=True):
            found = spans_of(rows)
            doc.spans[SPANS] = [Span(doc, one.start, one.end, one.label) for one in found]
            doc.spans[SPANS].attrs["scores"] = [one.sure for one in found]

    def get_loss(self, examples: Sequence[Example], scores: Sequence[Any]) -> tuple[float, list[Any]]:
        """The error against `user_data["tags"]` of the reference documents; whole numbers, one a token."""
        gold = [_targets(one.reference.user_data["tags"], self.cfg["smooth"]) for one in examples]
        wrong = [rows - wanted for rows, wanted in zip(scores, gold, strict=True)]
        return float(sum((rows**2).sum() for rows in wrong)), wrong

    def initialize(self, get_examples: Callable[[], Iterable[Example]], *, nlp: Language | None = None) -> None:
        """Make the weights; what they are depends on the random seed alone."""
        del nlp
        self.model.initialize([one.predicted for one in get_examples()])


def _targets(tags: NDArray[np.int64], smooth: float) -> NDArray[np.float32]:
    """What each token's row of probabilities should be."""
    sure = np.eye(len(TAGS), dtype=np.float32)[tags]
    return sure * (1 - smooth) + smooth / len(TAGS)
