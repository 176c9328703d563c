"""How sure records are: weighs the signs of doubt on documents with known truth, and writes the table of weights.

    python benchmarks/confidence.py [--add GOLD_DIR]

Documents written as offices write them, read before any rule was made for them, tell how often a record is right:
what was found in them then is kept in first_sight.json, and `--add` takes in the documents of another folder of gold
(see `sovang evaluate`). Samples tell which signs go with wrong records: short texts held out from training, reports,
bad copies and scans of these at many damages. A record of a sample counts for a part of one of those documents, and
whatever makes a set of samples easier or harder is left out of the weights. Shown is how often records are right that
were given a confidence by weights measured on other documents. Takes some five minutes.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from random import Random

os.environ.setdefault("OMP_THREAD_LIMIT", "1")

import numpy as np
from cases import SCANS, generated, scanned
from table import percent, show

from corpus.sample.training.marked import Marked
from corpus.sample.training.noise import scanned as misread
from corpus.sample.write import write_samples, write_training
from extractor.doubt import EVERY, share
from extractor.evaluation.reliability import Verdict, by_confidence, verdicts
from extractor.evaluation.run import Annotated, annotated, evaluate

_HERE = Path(__file__).parent
FIRST_SIGHT = _HERE / "first_sight.json"
_TABLE = _HERE.parent / "models" / "knowledge" / "confidence.toml"
_SEED = 2031
_HARD = ("150-L2", "150-L3", "200-L3", "faint", "blurred", "noisy", "fax", "photo", "stamped-grey", "squeezed")
# Both as they served best for documents that were left out.
_SPREAD = 0.7  # how far apart weights are believed to lie: what was measured on few records stays near 0
_WORTH = 0.2  # of a record of a sample, beside one of a document at first sight
_FOLDS = 10
_FIRST = "first sight"
_SET = "set of "
_MISREAD = (0.003, 0.01, 0.03)  # of the letters of bad copies
SOURCES = {
    _FIRST: "Documents as offices write them, at first sight",
    "texts": "Short samples",
    "reports": "Sample reports",
    "copies": "Bad copies of sample reports",
    "scans": "Scans of sample reports",
}
_HEAD = """\
# Written by benchmarks/confidence.py, which says how. `weight`: what a sign adds to the log-odds of a record's being
# right. `first` and `samples`: on how many records it was measured, and how many of these were right, in documents
# as offices write them and in samples.
"""


@dataclass(frozen=True, slots=True)
class Fact:
    """A record that was found in a document: its signs, whether it is right, what kind of document it is (SOURCES)."""

    document: str
    signs: tuple[str, ...]
    right: bool
    source: str

    @property
    def weighed(self) -> tuple[str, ...]:
        """The signs that are weighed; of a sample, what kind of sample it is of is one of them."""
        own = (f"{_SET}{self.source}", f"{_SET}{self.source}, {self.signs[0]}") if self.source != _FIRST else ()
        return (EVERY, *self.signs, *own)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=1000, help="short samples")
    parser.add_argument("--reports", type=int, default=200, help="sample reports as text")
    parser.add_argument("--scanned", type=int, default=2, help="sample reports scanned at each damage")
    parser.add_argument(
        "--add", type=Path, action="append", default=[], metavar="GOLD_DIR", help="seen for the first time"
    )
    arguments = parser.parse_args()
    for folder in arguments.add:
        remember(folder)
    with tempfile.TemporaryDirectory() as scratch:
        facts = [*first_sight(), *_samples(Path(scratch), arguments)]
    _report(facts)
    _write(facts, weigh(facts))


def _samples(folder: Path, arguments: argparse.Namespace) -> Iterator[Fact]:
    texts, reports = folder / "texts", folder / "reports"
    write_training(texts, _SEED, arguments.texts, held_out=True)
    write_samples(reports, _SEED, arguments.reports, ("txt",))
    yield from _facts(annotated(texts), "texts")
    yield from _facts(annotated(reports), "reports")
    yield from _facts(annotated(_copied(reports, folder / "copies")), "copies")
    yield from _facts(list(_scans(folder, arguments.scanned)), "scans")


def _copied(reports: Path, folder: Path) -> Path:
    """The sample reports with letters misread, as files go about that were once scanned."""
    shutil.copytree(reports, folder)
    for at, path in enumerate(sorted(folder.glob("*.txt"))):
        text = Marked(path.read_text("utf-8"), ())
        path.write_text(misread(text, Random(_SEED + at), _MISREAD[at % len(_MISREAD)]).text, "utf-8")
    return folder


def _scans(folder: Path, reports: int) -> Iterator[Annotated]:
    for at, title in enumerate(_HARD):
        born, read = folder / f"{title} born", folder / title
        read.mkdir(parents=True)
        for case in generated(born, reports, _SEED + at):
            scan = scanned(case, read, SCANS[title][1])
            yield Annotated(f"{title} {scan.path.stem}", scan.path, scan.gold)


def _facts(documents: Sequence[Annotated], source: str) -> Iterator[Fact]:
    for document in evaluate(documents).documents:
        for one in verdicts(document.tallies):
            yield Fact(document.name, one.signs, one.right, source)


def first_sight() -> Iterator[Fact]:
    """What was found in documents as offices write them when they were first read."""
    for document, rows in _remembered().items():
        for told, counted in rows.items():
            right, records = map(int, counted.split("/"))
            signs = tuple(told.split(" | "))
            yield from (Fact(document, signs, at < right, _FIRST) for at in range(records))


def _remembered() -> dict[str, dict[str, str]]:
    """By document and signs, how many records are right of how many: `2/3`."""
    return dict(json.loads(FIRST_SIGHT.read_text("utf-8")))


def remember(folder: Path) -> None:
    """Keep what is found in the documents of a folder; those that have been seen before are passed over."""
    kept = _remembered()
    named = (replace(document, name=f"{document.name} {_digest(document.path)}") for document in annotated(folder))
    new = [document for document in named if document.name not in kept]
    found: dict[str, dict[str, list[bool]]] = {document.name: defaultdict(list) for document in new}
    for fact in _facts(new, _FIRST):
        found[fact.document][" | ".join(fact.signs)].append(fact.right)
    for document, rows in found.items():
        kept[document] = {told: f"{sum(rights)}/{len(rights)}" for told, rights in rows.items()}
    FIRST_SIGHT.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _digest(path: Path) -> str:
    """What tells documents of one name apart."""
    return sha256(path.read_bytes()).hexdigest()[:8]


def weigh(facts: Iterable[Fact]) -> dict[str, float]:
    """The weight of each sign: logistic regression that holds each weight near 0 unless many records speak for it."""
    groups: dict[tuple[str, ...], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for fact in facts:
        group, worth = groups[fact.weighed], 1.0 if fact.source == _FIRST else _WORTH
        group[0], group[1] = group[0] + worth, group[1] + worth * fact.right
    signs = sorted({sign for group in groups for sign in group})
    shown = np.array([[sign in group for sign in signs] for group in groups], float)
    records, right = np.array(list(groups.values())).T
    hold = np.array([0.0 if sign == EVERY else _SPREAD**-2 for sign in signs]) + 1e-6
    weights = np.zeros(len(signs))
    for _ in range(100):  # Newton's steps, short ones at first
        odds = 1 / (1 + np.exp(-shown @ weights))
        slope = shown.T @ (right - records * odds) - hold * weights
        curve = (shown * (records * odds * (1 - odds))[:, None]).T @ shown + np.diag(hold)
        weights += np.clip(np.linalg.solve(curve, slope), -1, 1)
    return dict(zip(signs, weights.tolist(), strict=True))


def left_out(facts: Sequence[Fact]) -> dict[str, list[Verdict]]:
    """By kind of document, the records with the confidence that weights measured on other documents give them."""
    found: dict[str, list[Verdict]] = {source: [] for source in SOURCES}
    names = sorted({fact.document for fact in facts})
    for fold in range(_FOLDS):
        left = set(names[fold::_FOLDS])
        weights = weigh(fact for fact in facts if fact.document not in left)
        for fact in facts:
            if fact.document in left:
                found[fact.source].append(Verdict("", share(weights, fact.signs), fact.right))
    return found


def _report(facts: Sequence[Fact]) -> None:
    found = left_out(facts)
    for source, title in SOURCES.items():
        bins = by_confidence(found[source])
        rows = [[one.name, str(one.records), percent(one.stated or 0.0, 1), percent(one.share, 1)] for one in bins]
        show(title, ["confidence", "records", "mean confidence", "right"], rows)


def _write(facts: Sequence[Fact], weights: Mapping[str, float]) -> None:
    lines = [_HEAD, "[signs]"]
    for sign, weight in weights.items():
        if not sign.startswith(_SET):
            first, samples = _counts(facts, sign)
            lines.append(f'"{sign}" = {{ weight = {weight:.2f}, first = {first}, samples = {samples} }}')
    _TABLE.write_text("\n".join(lines) + "\n", "utf-8")


def _counts(facts: Iterable[Fact], sign: str) -> tuple[list[int], list[int]]:
    """How many records bear a sign and how many of them are right: at first sight, and of samples."""
    counts = [0, 0], [0, 0]
    for fact in facts:
        if sign in fact.weighed:
            count = counts[fact.source != _FIRST]
            count[0], count[1] = count[0] + 1, count[1] + fact.right
    return counts


if __name__ == "__main__":
    main()
