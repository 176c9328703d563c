"""The truth of a training text: what its marks say, in the form of the annotation guidelines, with offsets."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from corpus.sample.training.cast import Kind
from corpus.sample.training.document import Training

_FIELDS = ("honorific", "role", "unit", "place", "field", "achievement")


def truth(made: Training, name: str) -> dict[str, Any]:
    """Exemplars in reading order, or grants where the text is a decision; each with `spans`, offsets in the text.

    Where awards are counted, the counts are all there are in `awards`; other texts are not annotated with them.
    """
    text = made.text.text
    spans: dict[int, dict[str, list[int]]] = {}
    for mark in made.text.marks:
        start, end = _tight(text, mark.start, mark.end)
        spans.setdefault(mark.owner, {}).setdefault(mark.field, [start, end])
    named = sorted((own for own in spans.items() if own[0] in made.kinds), key=lambda item: item[1]["name"])
    records = [_record(text, made.kinds[owner], own, made.decision) for owner, own in named]
    empty: list[dict[str, Any]] = []
    exemplars, grants = (records, empty) if made.decision is None else (empty, records)
    found = {"document": name, "exemplars": exemplars, "grants": grants}
    return {**found, "awards": list(_counts(made, spans))} if made.counts else found


def _counts(made: Training, spans: dict[int, dict[str, list[int]]]) -> Iterator[dict[str, Any]]:
    for owner, values in made.counts.items():
        mention = _said(made.text.text, spans[owner]["count"])
        yield {**values, "occasion": None, "locality": None, "mention": mention, "scored": True}


def truth_json(found: dict[str, Any]) -> bytes:
    """The same as UTF-8 JSON, ready to be written."""
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _record(text: str, kind: Kind, spans: dict[str, list[int]], decision: str | None) -> dict[str, Any]:
    item = spans.pop("item", None) or spans["name"]
    said = {field: _said(text, span) for field, span in spans.items()}
    record: dict[str, Any] = {"name": said["name"], "kind": kind, **{field: said.get(field) for field in _FIELDS}}
    if decision is not None:
        award = {"award": said["award"], "decision": decision}
        record |= {"unit": record["unit"] or record["place"], **award}
    return {**record, "mention": _said(text, item), "scored": True, "spans": spans}


def _said(text: str, span: list[int]) -> str:
    return " ".join(text[span[0] : span[1]].split())


def _tight(text: str, start: int, end: int) -> tuple[int, int]:
    """Without the white space at its ends, which damage may have moved there."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
