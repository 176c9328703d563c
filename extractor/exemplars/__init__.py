"""Exemplars: persons, households, collectives and enterprises that a report names as examples to follow."""

from __future__ import annotations

import re

from extractor.exemplars import vocabulary as words
from extractor.exemplars.deeds import deed
from extractor.exemplars.fields import field_of
from extractor.exemplars.lists import Entry
from extractor.exemplars.narrative import find_told
from extractor.exemplars.tables import find_rows
from extractor.exemplars.zones import find_zones
from extractor.source import Source
from models.records import Block, Exemplar, Header, Span
from models.text import squeeze

_DOUBTFUL = 0.6  # a name without a form of address, known by its family name alone


def find_exemplars(source: Source, header: Header) -> list[Exemplar]:
    """The exemplars that `source` names, in reading order: `Điển hình có gia đình ông Lò Văn An - xã Pú Nhi`.

    A name is listed as often as a list names it; a person told of in running text once. The signer is none.
    """
    plain = words.plain(source.text)
    signer = words.plain(header.signer or "").lower()
    found: dict[int, Exemplar] = {}
    known = {signer}
    for zone in find_zones(source, plain):
        for entry in zone.entries:
            key = plain[entry.name.start : entry.name.end].lower()
            if key != signer and not (zone.rule == "verdict" and key in known) and entry.name.start not in found:
                found[entry.name.start] = _exemplar(
                    source, plain, entry, zone.block, zone.lead, zone.rule, zone.confidence
                )
                known.add(key)
    for row in find_rows(source, plain):
        known.add(plain[row.entry.name.start : row.entry.name.end].lower())
        found[row.entry.name.start] = _exemplar(
            source, plain, row.entry, row.block, Span(row.block.start, row.block.start), "row", 0.8
        )
    for told in find_told(source, plain, known):
        confidence = min(0.85, 0.45 + 0.1 * told.weight)
        lead = Span(told.block.start, told.block.start)
        found.setdefault(
            told.entry.name.start, _exemplar(source, plain, told.entry, told.block, lead, "told", confidence)
        )
    return [found[start] for start in sorted(found)]


def _exemplar(
    source: Source, plain: str, entry: Entry, block: Block, lead: Span, rule: str, confidence: float
) -> Exemplar:
    """The record of one entry: its words as printed, its evidence; what other names' words gave it is inferred."""
    start = _mention_start(plain, entry)
    done = deed(plain, entry.deed)
    shared = tuple(name for name in entry.shared if name != "achievement" or done)
    return Exemplar(
        name=_name(source.text, entry),
        kind=entry.kind,
        honorific=_text(source, entry.honorific),
        role=_text(source, entry.role),
        unit=_text(source, entry.unit),
        place=_text(source, entry.place),
        field=field_of(source, block, lead),
        achievement=_text(source, done),
        mention=squeeze(source.text[start : entry.end]),
        evidence=source.evidence(start, entry.end),
        rule=rule,
        confidence=round(confidence if entry.sure else min(confidence, _DOUBTFUL), 2),
        inferred=shared,
    )


def _mention_start(plain: str, entry: Entry) -> int:
    """Where the mention begins: with the words for a household or the form of address, blanks and bullets left out."""
    start = min(entry.start, entry.name.start)
    while start < entry.name.start and plain[start] in ' -+•*"“”':
        start += 1
    return start


def _text(source: Source, span: Span | None) -> str | None:
    return squeeze(source.text[span.start : span.end]) or None if span else None


def _name(text: str, entry: Entry) -> str:
    """The name as printed; a body's begins with a capital, whatever stands in the list."""
    name = squeeze(text[entry.name.start : entry.name.end]).strip('"“”')
    return name if entry.of_person else re.sub(r"^\w", lambda m: m.group().upper(), name)
