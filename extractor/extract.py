"""From a file to a report: read, lay out, find."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from extractor.layout import lay_out
from extractor.limits import step
from extractor.readers import read
from extractor.source import Source
from models.page import Reading
from models.records import Layout, Report, Span
from models.serial import to_json
from models.text import printable


def extract(path: Path) -> Report:
    """Read the file at `path` and find its records; ReadError says what is wrong with a file that cannot be read."""
    reading = read(path)
    return find(reading, lay_out(reading))


def find(reading: Reading, layout: Layout) -> Report:
    """The report that `layout` holds: header, citations, award counts, exemplars, movements, grants, checks."""
    from extractor.awards import find_awards
    from extractor.checks import find_checks
    from extractor.citations import find_citations, find_references
    from extractor.exemplars import find_exemplars
    from extractor.grants import find_grants
    from extractor.header import find_header
    from extractor.movements import find_movements

    size = len(layout.text)
    step(size)
    source = source_of(layout)
    step(size)
    header, header_evidence = find_header(source)
    citations = find_citations(source, header)
    references = find_references(source, header, header_evidence.get("number"), citations)
    step(size)
    awards = find_awards(source, header)
    step(size)
    grants = find_grants(source, header)
    granted = [g.evidence for g in grants]
    exemplars = [e for e in find_exemplars(source, header) if not any(e.evidence.overlaps(g) for g in granted)]
    step(size)
    return Report(
        document=printable(reading.name),
        format=reading.format,
        layout=layout,
        header=header,
        header_evidence=header_evidence,
        citations=tuple(citations),
        references=tuple(references),
        awards=tuple(awards),
        exemplars=tuple(exemplars),
        movements=tuple(find_movements(source)),
        grants=tuple(grants),
        checks=tuple(find_checks(source, awards)),
        notes=reading.notes,
    )


def source_of(layout: Layout) -> Source:
    """The layout with the words and sentences that the language pipeline finds in it."""
    from models.language import load

    doc = load()(layout.text)
    sentences = tuple(Span(s.start_char, s.end_char) for s in doc.sents)
    words = tuple(Span(t.idx, t.idx + len(t.text)) for t in doc if not t.is_space)
    return Source(layout, sentences, words)


def report_json(report: Report) -> dict[str, Any]:
    """The report as one JSON object: lists and field names of the annotation guidelines, text, blocks."""
    data: dict[str, Any] = to_json(report)
    layout = data.pop("layout")
    return {
        "document": data.pop("document"),
        "format": data.pop("format"),
        "pages": layout["pages"],
        **data,
        "text": layout["text"],
        "blocks": layout["blocks"],
    }
