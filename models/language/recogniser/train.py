"""Train the recogniser: `python -m models.language.recogniser.train SAMPLES --held-out OTHERS`.

Both are folders of `NAME.txt` with `NAME.gold.json`, as `sovang sample --training` writes them; what OTHERS are made of
is not in SAMPLES. It trains twice: on SAMPLES alone, which is tried on OTHERS and gives the scores, and on all of them,
which gives the weights. Weights, words and manifest go into the package, or where `--out` says. The words of the
classes are those that lie with the weights, or with `--renew` those of the knowledge tables as they stand. The same
samples and words give the same weights.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, fix_random_seed

from models.language.recogniser import Recogniser
from models.language.recogniser.examples import Annotated, annotated, digest
from models.language.recogniser.features import features
from models.language.recogniser.harm import harmed, unknown
from models.language.recogniser.inference import Inference
from models.language.recogniser.lexicon import Lexicon
from models.language.recogniser.network import weights_of
from models.language.recogniser.pipe import doc_of
from models.language.recogniser.pipeline import network_of, new, recipe
from models.language.recogniser.shipped import words, write
from models.language.recogniser.tags import tags_of
from models.language.recogniser.trial import reliability, tried

_LIBRARIES = ("spacy", "thinc", "numpy")


def main() -> None:
    """Train on the folders that the command line names; write down the weights and how such weights fared."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("samples", type=Path)
    parser.add_argument("--held-out", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parent)
    parser.add_argument("--renew", action="store_true")
    arguments = parser.parse_args()
    settings, lexicon, started = recipe(), Lexicon.of_knowledge() if arguments.renew else words(), time.process_time()
    samples, others = annotated(arguments.samples), annotated(arguments.held_out)
    first = weights_of(network_of(trained(samples, settings, lexicon, print)))
    verdicts = list(tried(Recogniser(Inference.of(first), lexicon), others))
    weights = weights_of(network_of(trained([*samples, *others], settings, lexicon, print)))
    seconds = time.process_time() - started
    told = {
        "command": "make train",
        "recipe": settings,
        "versions": {name: version(name) for name in _LIBRARIES},
        "samples": {"training": digest(arguments.samples), "held out": digest(arguments.held_out)},
        "scores": {one.label: one.figures() for one in verdicts},
        "reliability": reliability(verdicts),
    }
    write(arguments.out, weights, lexicon, told)
    for one in verdicts:
        print(f"{one.label:12}", *(f"{name} {figure}" for name, figure in one.figures().items()))
    print(f"trained in {seconds:.0f} s of processor time")


def trained(
    examples: Sequence[Annotated],
    settings: dict[str, Any],
    lexicon: Lexicon,
    say: Callable[[str], object] = lambda _: None,
) -> Language:
    """A pipeline trained on `examples` as `settings` (those of `recipe.toml`) say."""
    fix_random_seed(settings["seed"])
    dice = np.random.default_rng(settings["seed"])
    nlp = new(settings["network"], lexicon)
    pipe: Any = nlp.get_pipe("recogniser")
    pipe.cfg["smooth"] = settings["smooth"]
    harm = random.Random(settings["seed"])
    learnt = [
        _example(nlp, one, lexicon) for one in harmed(examples, settings["harm"], harm) if one.passage.text.strip()
    ]
    pipe.initialize(lambda: learnt[:20])
    whole = [one.predicted.user_data["ids"] for one in learnt]
    steps = settings["epochs"] * sum(1 for _ in _batches(range(len(learnt)), learnt, settings["tokens"]))
    first, last = settings["rate"]
    rates = iter(np.linspace(first, last, steps))
    optimizer = Adam(first, L2=0.0, grad_clip=1.0)
    for epoch in range(settings["epochs"]):
        losses: dict[str, float] = {}
        for batch in _batches(dice.permutation(len(learnt)).tolist(), learnt, settings["tokens"]):
            for at in batch:
                learnt[at].predicted.user_data["ids"] = unknown(whole[at], settings["harm"]["unknown"], dice)
            optimizer.learn_rate = float(next(rates, last))
            pipe.update([learnt[at] for at in batch], drop=settings["drop"], sgd=optimizer, losses=losses)
        say(f"epoch {epoch + 1} of {settings['epochs']}: loss {losses['recogniser']:.0f}")
    return nlp


def _example(nlp: Language, one: Annotated, lexicon: Lexicon) -> Example:
    found = features(one.passage, lexicon)
    doc = doc_of(nlp.vocab, found)
    doc.user_data["tags"] = tags_of(found.tokens, one.spans)
    return Example(doc, doc)


def _batches(order: Sequence[int], examples: Sequence[Example], most: int) -> Iterator[list[int]]:
    """Numbers of examples, about `most` tokens together."""
    batch: list[int] = []
    size = 0
    for at in order:
        batch.append(int(at))
        size += len(examples[at].predicted)
        if size >= most:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


if __name__ == "__main__":
    main()
