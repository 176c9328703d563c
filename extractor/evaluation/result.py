"""An evaluation as JSON, to be kept and held against a later one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from extractor.evaluation.reliability import Bin, by_confidence, by_origin, by_rule, verdicts
from extractor.evaluation.run import Evaluation, Scored
from extractor.evaluation.score import Row, Tally, wrong_fields
from extractor.version import extractor_version

_LABELS = {
    "citations": ("doc_type", "number", "date"),
    "awards": ("award", "collectives", "individuals", "households"),
    "exemplars": ("name",),
    "movements": ("name",),
    "grants": ("name", "award"),
    "checks": ("kind", "stated", "computed"),
}
"""What a record is known by to those who read a comparison."""


def result(evaluation: Evaluation) -> dict[str, Any]:
    """By list precision, recall, F1 and field accuracy; how reliable confidences are; every document's records."""
    found = [one for document in evaluation.documents for one in verdicts(document.tallies)]
    return {
        "version": extractor_version(),
        "seconds": round(evaluation.seconds, 3),
        "loading": round(evaluation.loading, 3),
        "pages": evaluation.pages,
        "lists": {name: _figures(tally) for name, tally in evaluation.totals.items()},
        "reliability": {
            "confidence": _bins(by_confidence(found)),
            "rules": _bins(by_rule(found)),
            "values": _bins(by_origin(evaluation.totals)),
        },
        "documents": {document.name: _document(document) for document in evaluation.documents},
    }


def label(name: str, row: Row) -> str:
    """A record in few words: `Giấy khen, 978, 932`; of a header's field its name and value."""
    if name == "header":
        return ": ".join(map(str, next(iter(row.items()))))
    return ", ".join(str(row[part]) for part in _LABELS[name] if row.get(part) is not None)


def _figures(tally: Tally) -> dict[str, Any]:
    shares = {f: right / stated if stated else None for f, (right, stated) in tally.fields.items()}
    return {
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
        "hit": len(tally.pairs),
        "missed": len(tally.missed),
        "spurious": len(tally.spurious),
        "fields": {f: share if share is None else round(share, 4) for f, share in shares.items()},
        "stated": {f: stated for f, (_, stated) in tally.fields.items()},
    }


def _bins(bins: Iterable[Bin]) -> list[dict[str, Any]]:
    return [{**asdict(one), "share": round(one.share, 3)} for one in bins]


def _document(document: Scored) -> dict[str, Any]:
    return {
        "seconds": round(document.seconds, 3),
        "pages": document.pages,
        "failure": document.failure,
        "records": {name: _records(name, tally) for name, tally in document.tallies.items()},
    }


def _records(name: str, tally: Tally) -> dict[str, Any]:
    """What was found with its wrong fields as [gold, found], what was missed, and what is spurious, by label."""
    return {
        "found": [{"record": label(name, pair[0]), "wrong": wrong_fields(name, pair)} for pair in tally.pairs],
        "missed": [label(name, row) for row in tally.missed],
        "spurious": [label(name, row) for row in tally.spurious],
    }
