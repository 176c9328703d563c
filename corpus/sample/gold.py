"""The truth of a sample report in the form of the annotation guidelines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from corpus.sample.model import Document, FactKind, Phrase

_LISTS: tuple[tuple[str, FactKind], ...] = (
    ("citations", "citation"),
    ("awards", "award"),
    ("exemplars", "exemplar"),
    ("checks", "check"),
    ("grants", "grant"),
)


def gold(document: Document, name: str) -> dict[str, Any]:
    """Header and lists of `document` as it stands in the file `name`; each record with its `mention`."""
    lists = {field: list(_records(document, kind)) for field, kind in _LISTS}
    lists["grants"] = [{**grant, "decision": document.header["number"]} for grant in lists["grants"]]
    names = dict.fromkeys(str(f.values["name"]) for p in document.phrases() for f in p.facts if f.kind == "movement")
    return {"document": name, "header": dict(document.header), **lists, "movements": list(names)}


def gold_json(document: Document, name: str) -> bytes:
    """The same as UTF-8 JSON, ready to be written."""
    return (json.dumps(gold(document, name), ensure_ascii=False, indent=1) + "\n").encode()


def _records(document: Document, kind: FactKind) -> Iterator[dict[str, Any]]:
    for phrase in document.phrases():
        for fact in sorted(phrase.facts, key=lambda f: (f.start, -f.end)):
            if fact.kind == kind:
                yield {**fact.values, "mention": _mention(phrase, fact.start, fact.end)}


def _mention(phrase: Phrase, start: int, end: int) -> str:
    return " ".join(phrase.text[start:end].split())
