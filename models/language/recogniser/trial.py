"""How right the recogniser is on samples that it was not trained on, and what its certainty is worth there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from models.language.recogniser import FIELDS, NAMES, Recogniser
from models.language.recogniser.examples import Annotated

_BATCH = 64  # passages
_LEAST = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98)


@dataclass(slots=True)
class Verdict:
    """Of one label, how many spans there are, and of each that was found how sure it was and whether it is right."""

    label: str
    stated: int = 0
    found: list[tuple[float, bool]] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1, a span being right with its label and both ends."""
        right = sum(hit for _, hit in self.found)
        precision, recall = right / max(1, len(self.found)), right / max(1, self.stated)
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3)}


def tried(recogniser: Recogniser, examples: Sequence[Annotated]) -> Iterator[Verdict]:
    """What the recogniser finds in `examples` held against their spans, by label."""
    verdicts = {label: Verdict(label) for label in (*NAMES, *FIELDS)}
    for start in range(0, len(examples), _BATCH):
        batch = examples[start : start + _BATCH]
        for one, found in zip(batch, recogniser.read([one.passage for one in batch]), strict=True):
            stated = {tuple(span) for span in one.spans if span.label in verdicts}
            for label, _, _ in stated:
                verdicts[str(label)].stated += 1
            for span in found:
                if span.label in verdicts:
                    hit = (span.label, span.start, span.end) in stated
                    verdicts[span.label].found.append((span.sure, hit))
    yield from verdicts.values()


def reliability(verdicts: Sequence[Verdict]) -> list[dict[str, float]]:
    """Of what the network is so sure of (from `least` to the next `least`), what share of how many is right."""
    found = [pair for one in verdicts for pair in one.found]
    bins = []
    for least, most in pairwise((*_LEAST, 1.01)):
        hits = [hit for sure, hit in found if least <= sure < most]
        if hits:
            bins.append({"least": least, "spans": len(hits), "right": round(sum(hits) / len(hits), 3)})
    return bins
