"""From a `Report` to rows of the archive's tables. Pure, so that the worker which extracts also makes the rows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any, Protocol

from models.names import name_key
from models.records import Block, Citation, Evidence, Report
from models.references import number_key, serial
from models.serial import to_json
from models.text import squeeze

Row = dict[str, Any]

_YEAR = re.compile(r"(?:19|20)\d\d")

SECTION_JOINT = " › "
"""Between the headings of a section path."""


@dataclass(frozen=True, slots=True)
class Rows:
    """What one report puts into the archive: columns of its row in `documents`, and rows for each table by name."""

    document: Row
    tables: dict[str, list[Row]]


class _Record(Protocol):
    @property
    def evidence(self) -> Evidence: ...


def store(report: Report) -> Rows:
    """The rows of `report`; `document` and `id` of a row are left to the archive, `position` counts from 0."""
    stands = _Context(report)
    tables: dict[str, Iterable[Row]] = {
        "passages": map(stands.passage, report.layout.blocks),
        "citations": (_citation(record) | stands.record(record) for record in report.citations),
        "awards": map(stands.record, report.awards),
        "exemplars": (stands.record(r) | {"name_key": name_key(r.name)} for r in report.exemplars),
        "movements": map(stands.placed, report.movements),
        "grants": (stands.record(r) | {"name_key": name_key(r.name)} for r in report.grants),
        "checks": map(stands.placed, report.checks),
        "refs": map(stands.placed, report.references),
    }
    numbered = {name: [{"position": at, **row} for at, row in enumerate(rows)] for name, rows in tables.items()}
    return Rows(_document(report), {**numbered, "files": [{"scanned": int(_scanned(report))}]})


def _scanned(report: Report) -> bool:
    """Whether most words of the report come off a picture."""
    places = report.layout.places
    return 2 * sum(place.confidence is not None for place in places) > len(places)


def year_of(period: str | None, date: str | None) -> int | None:
    """The year of a report: its period's, else its date's; of several years the last that is past; None if unknown.

    >>> year_of("2021-H1", "2022-01-05"), year_of("2015-2020", "2020-09"), year_of("2021-2025", "2021-03-01")
    (2021, 2020, 2021)
    """
    dated = [int(year) for year in _YEAR.findall(date or "")[:1]]
    years = [int(year) for year in _YEAR.findall(period or "")] or dated
    past = [year for year in years if not dated or year <= dated[0]]
    return max(past) if past else min(years, default=None)


def _document(report: Report) -> Row:
    header = report.header
    return {
        **{field.name: _plain(getattr(header, field.name)) for field in fields(header)},
        "format": report.format,
        "year": year_of(header.period, header.date),
        "header_evidence": _json(report.header_evidence),
        "notes": _json(report.notes),
        "pages": report.layout.pages,
        "text": report.layout.text,
    }


class _Context:
    """Adds to a record where it stands: block, section, sentence, boxes."""

    def __init__(self, report: Report) -> None:
        self.layout = report.layout

    def passage(self, block: Block) -> Row:
        place = {"page": block.page, "start": block.start, "end": block.end}
        return {
            "kind": block.kind,
            "section": _section(block),
            **place,
            "text": self.layout.text[block.start : block.end],
        }

    def placed(self, record: _Record) -> Row:
        """The record's own fields, JSON where they are lists, with the offsets and the boxes of its evidence."""
        own, evidence = {name: _plain(getattr(record, name)) for name in _own_fields(type(record))}, record.evidence
        offsets = {"page": evidence.page, "start": evidence.start, "end": evidence.end}
        return {**own, **offsets, "boxes": _json(evidence.boxes), "further": _json(evidence.further)}

    def record(self, record: _Record) -> Row:
        block = self.layout.block_at(record.evidence.start)
        sentence = self._sentence(record.evidence, block)
        return {**self.placed(record), "sentence": sentence, "section": _section(block) if block else ""}

    def _sentence(self, evidence: Evidence, block: Block | None) -> str:
        """The sentences that the record stands in, within its block."""
        start, end = evidence.start, evidence.end
        if block and (around := self.layout.sentences_between(start, min(end, block.end))):
            start, end = min(start, max(around[0].start, block.start)), max(end, min(around[-1].end, block.end))
        return squeeze(self.layout.text[start:end])


def _citation(record: Citation) -> Row:
    number = record.number
    return {"number_key": number and number_key(number), "serial": number and serial(number)}


def _own_fields(kind: type) -> list[str]:
    return [field.name for field in fields(kind) if field.name != "evidence"]


def _section(block: Block) -> str:
    return SECTION_JOINT.join(block.section)


def _plain(value: object) -> object:
    """`value` as SQLite keeps it: lists and evidence as JSON, true and false as 1 and 0."""
    if isinstance(value, tuple | Evidence):
        return _json(value)
    return int(value) if isinstance(value, bool) else value


def _json(value: object) -> str:
    return json.dumps(to_json(value), ensure_ascii=False)
