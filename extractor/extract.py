"""From a file to a report: read, lay out, find."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

from extractor.doubt import doubted
from extractor.layout import lay_out
from extractor.limits import step
from extractor.readers import read
from extractor.source import Source
from models.page import Reading
from models.records import AwardCount, Citation, Evidence, Exemplar, Grant, Layout, Report
from models.serial import to_json
from models.text import printable

_Record = TypeVar("_Record", Citation, AwardCount, Exemplar)


def extract(path: Path) -> Report:
    """Read the file at `path` and find its records; ReadError says what is wrong with a file that cannot be read."""
    reading = read(path)
    layout = lay_out(reading)
    reading = replace(reading, pages=())  # the layout has their words; what is found takes memory too
    return find(reading, layout)


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
    source = Source(layout)
    header, header_evidence = find_header(source)
    citations = _once(source, find_citations(source, header))
    references = find_references(source, header, header_evidence.get("number"), citations)
    step(size)
    awards = _once(source, find_awards(source, header))
    step(size)
    grants = find_grants(source, header)
    exemplars = _apart(_once(source, find_exemplars(source, header)), grants)
    step(size)
    report = Report(
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
        checks=tuple(find_checks(source, awards, citations)),
        notes=reading.notes,
        changes=reading.changes,
    )
    return doubted(report)


def _once(source: Source, records: Iterable[_Record]) -> list[_Record]:
    return [record for record in records if not source.is_repeated(record.evidence)]


def _apart(records: Iterable[_Record], others: Iterable[Grant]) -> list[_Record]:
    """The records that share no word with any of `others`."""
    taken = sorted((other.evidence.start, other.evidence.end) for other in others)
    reach = list(accumulate((end for _, end in taken), max))

    def free(evidence: Evidence) -> bool:
        before = bisect_left(taken, (evidence.end,))
        return not before or reach[before - 1] <= evidence.start

    return [record for record in records if free(record.evidence)]


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
