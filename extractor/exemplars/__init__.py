"""Exemplars: persons, households, collectives and enterprises that a report names as examples to follow."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from extractor.exemplars import vocabulary as words
from extractor.exemplars.deeds import deed
from extractor.exemplars.entries import Entry
from extractor.exemplars.fields import field_of
from extractor.exemplars.narrative import find_told
from extractor.exemplars.recognised import recognise
from extractor.exemplars.seats import seated
from extractor.exemplars.tables import find_rows
from extractor.exemplars.zones import find_zones
from extractor.source import Source
from models.records import Block, Exemplar, Header, Span
from models.text import squeeze

_PLAIN = 3.0  # how much speaks for a person who is plainly told of; less only hints at an example


def find_exemplars(source: Source, header: Header) -> list[Exemplar]:
    """The exemplars that `source` names, in reading order: `Điển hình có gia đình ông Lò Văn An - xã Pú Nhi`.

    A name is listed as often as a list names it; a person told of in running text once. The signer is none.
    """
    plain = words.plain(source.text)
    finds = _finds(source, plain)
    signer = words.plain(header.signer or "").lower()
    wanted = (f for f in _completed(source, plain, finds) if _key(plain, f.entry) != signer)
    return [_exemplar(source, plain, find) for find in sorted(wanted, key=lambda f: f.entry.name.start)]


@dataclass(frozen=True, slots=True)
class _Find:
    """One example: its entry, the words before its list, the rule that found it."""

    entry: Entry
    block: Block
    lead: Span
    rule: str


def _finds(source: Source, plain: str) -> list[_Find]:
    """All examples, one for a name's place in the text; what is told of a person precedes a later verdict."""
    zones = [
        _Find(entry, zone.block, zone.lead, zone.rule) for zone in find_zones(source, plain) for entry in zone.entries
    ]
    listed = [f for f in zones if f.rule != "verdict"]
    rows = [_Find(r.entry, r.block, _head(r.block), "row") for r in find_rows(source, plain)]
    verdicts = {f.entry.name.start: f for f in zones if f.rule == "verdict"}
    finds = {f.entry.name.start: f for f in (*listed, *rows)}
    merely = _merely_named(plain, listed)
    known = {_key(plain, f.entry) for f in finds.values()} - merely.keys()
    for told in find_told(source, plain, known, frozenset(verdicts), frozenset(merely)):
        rule = "told" if told.weight >= _PLAIN else "hinted"
        named_at = merely.get(_key(plain, told.entry))
        if named_at is not None and (named_at < told.entry.name.start or told.entry.bare):
            continue
        finds.pop(named_at if named_at is not None else -1, None)
        finds.setdefault(told.entry.name.start, _Find(told.entry, told.block, _head(told.block), rule))
    named = {_key(plain, f.entry) for f in finds.values()}
    for start, find in sorted(verdicts.items()):
        if _key(plain, find.entry) not in named:
            finds[start] = find
            named.add(_key(plain, find.entry))
    return list(finds.values())


def _merely_named(plain: str, listed: list[_Find]) -> dict[str, int]:
    """Where lists name persons, each once, and tell nothing more of them; an earlier sentence may."""
    keys = [_key(plain, f.entry) for f in listed]
    return {
        key: f.entry.name.start
        for key, f in zip(keys, listed, strict=True)
        if f.entry.of_person and f.entry.deed is None and f.entry.bare and keys.count(key) == 1
    }


def _completed(source: Source, plain: str, finds: list[_Find]) -> list[_Find]:
    """The finds with what the recogniser knows of them beside, and the names that it alone finds, each once."""
    added, told = recognise(source, plain, [find.entry for find in finds])
    named = {_key(plain, find.entry) for find in finds}
    fresh = {key: one for one in reversed(added) if (key := _key(plain, one.entry)) not in named}
    return [
        *(replace(find, entry=told.get(find.entry.name.start, find.entry)) for find in finds),
        *(_Find(one.entry, one.block, _head(one.block), one.rule) for one in fresh.values()),
    ]


def _key(plain: str, entry: Entry) -> str:
    return plain[entry.name.start : entry.name.end].lower()


def _head(block: Block) -> Span:
    return Span(block.start, block.start)


def _exemplar(source: Source, plain: str, find: _Find) -> Exemplar:
    """The record of one entry: its words as printed, its evidence; what other names' words gave it is inferred."""
    entry = find.entry
    role, place = seated(plain, entry.role, entry.place)
    start = _mention_start(plain, entry)
    done = deed(plain, entry.deed)
    shared = tuple(name for name in entry.shared if name != "achievement" or done)
    shared = ("name", *shared) if entry.head else shared
    return Exemplar(
        name=_name(source.text, entry),
        kind=entry.kind,
        honorific=_honorific(source, entry),
        role=_text(source, role),
        unit=_text(source, entry.unit),
        place=_text(source, place),
        field=field_of(source, find.block, find.lead),
        achievement=_text(source, done),
        mention=squeeze(source.text[start : entry.end]),
        evidence=source.evidence(start, entry.end),
        rule=find.rule,
        inferred=shared,
    )


def _mention_start(plain: str, entry: Entry) -> int:
    """Where the mention begins: with the words for a household or the form of address, blanks and bullets left out."""
    start = min(entry.start, entry.name.start)
    while start < entry.name.start and plain[start] in ' -+•*"“”':
        start += 1
    return start


def _honorific(source: Source, entry: Entry) -> str | None:
    """The form of address without an age or what else is said of the person: "cụ ông" of "cụ ông 91 tuổi"."""
    text = _text(source, entry.honorific)
    return (
        re.sub(r"(?i)(?:\s+(?:trẻ|về\s+hưu|hưu\s+trí|nghèo|quốc\s+gia|\d{2,3}\s+tuổi))+$", "", text) if text else None
    )


def _text(source: Source, span: Span | None) -> str | None:
    return squeeze(source.text[span.start : span.end]) or None if span else None


def _name(text: str, entry: Entry) -> str:
    """The name as printed; a body's begins with a capital, whatever stands in the list."""
    name = squeeze(f"{entry.head} {text[entry.name.start : entry.name.end]}")
    name = name.strip('"“”') if len(re.findall(r"[\"“”]", name)) % 2 else name
    return name if entry.of_person else re.sub(r"^\w", lambda m: m.group().upper(), name)
