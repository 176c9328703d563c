"""From a folder of texts with gold to passages with labelled spans."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from models.errors import UsageError
from models.language.recogniser import FIELDS, Passage
from models.language.recogniser.tags import Labelled

_GOLD = ".gold.json"
_HEADING = re.compile(r"\s*(?:[IVXLC]+|\d{1,2}(?:\.\d+)*|[a-zđ])[./)]\s")
_HEADING_WORDS = 16
_ITEM = re.compile(rf"\s*[-+•*–]|{_HEADING.pattern}")
_FULL = 45  # characters of a line that may have been broken


class Annotated(NamedTuple):
    """A passage and the spans in it, in order; `document` is the stem of the file it is from."""

    document: str
    passage: Passage
    spans: tuple[Labelled, ...]


def annotated(folder: Path) -> list[Annotated]:
    """The passages of all `NAME.txt` in `folder` that have a `NAME.gold.json` beside them, by name.

    An exemplar or a grant of the gold has `spans`: by field its half-open offsets in the text.
    """
    golds = sorted(folder.glob(f"*{_GOLD}"))
    if not golds:
        raise UsageError(folder, "there is no *.gold.json in it", "write samples for training into it")
    return [one for gold in golds for one in _of_document(gold)]


def _of_document(gold: Path) -> Iterator[Annotated]:
    stem = gold.name.removesuffix(_GOLD)
    text = gold.with_name(f"{stem}.txt").read_bytes().decode("utf-8")
    truth = json.loads(gold.read_text("utf-8"))
    spans = sorted(_spans(truth), key=lambda span: span.start)
    for start, passage in passages(text):
        end = start + len(passage.text)
        inside = (span for span in spans if start <= span.start and span.end <= end)
        own = tuple(Labelled(span.label, span.start - start, span.end - start) for span in inside)
        yield Annotated(stem, passage, own)


def _spans(truth: Mapping[str, Any]) -> Iterator[Labelled]:
    """The spans of all records, each once; what several names share stands in several records."""
    seen: set[Labelled] = set()
    for row, label in (
        *((row, row["kind"]) for row in truth.get("exemplars") or ()),
        *((row, "recipient") for row in truth.get("grants") or ()),
    ):
        for field, offsets in (row.get("spans") or {}).items():
            if field == "name" or field in FIELDS:
                span = Labelled(label if field == "name" else field, *offsets)
                if span not in seen:
                    seen.add(span)
                    yield span


def passages(text: str) -> Iterator[tuple[int, Passage]]:
    """The paragraphs of `text` with where they begin, each with the heading above it and the paragraph before it.

    Lines that were broken within a sentence are one paragraph; its line breaks are blanks, so that offsets stay.
    """
    heading = before = ""
    for start, end in _paragraphs(text):
        paragraph = text[start:end].replace("\n", " ")
        yield start, Passage(paragraph, heading, before)
        if _is_heading(paragraph):
            heading = paragraph
        before = paragraph


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = end = 0
    for match in re.finditer(r"[^\n]*[^\s][^\n]*", text):
        line = match.group()
        if end and not _goes_on(text[start:end], line, match.start() - end):
            yield start, end
            start = match.start()
        start, end = (start if end else match.start()), match.end()
    if end:
        yield start, end


def _goes_on(above: str, line: str, gap: int) -> bool:
    """Whether `line` was broken off the text above it: nothing has ended there, and no new item begins."""
    last = above.rpartition("\n")[2]
    if gap > 1 or len(last) < _FULL or _ITEM.match(line) or line.isupper():
        return False
    return not last.rstrip().endswith((".", ";", ":", "!", "?", "…", "./.")) or line[:1].islower()


def _is_heading(line: str) -> bool:
    """Whether a line is short, and numbered or in capitals, and no sentence."""
    short = len(line.split()) <= _HEADING_WORDS and not line.rstrip().endswith((".", ";", ","))
    return short and (line.isupper() or _HEADING.match(line) is not None)


def digest(folder: Path) -> str:
    """What tells one folder of samples from another: SHA-256 over names and bytes of its texts and gold."""
    whole = hashlib.sha256()
    for file in sorted((*folder.glob("*.txt"), *folder.glob(f"*{_GOLD}"))):
        whole.update(f"{file.name}\0".encode() + file.read_bytes())
    return whole.hexdigest()
