"""Where grammar ends: the trained recogniser is asked about passages that tell of examples whom no rule has named.

It never changes what grammar found. It adds a name where the text plainly speaks of examples, and an office, a unit, a
place or a deed that grammar left open, where it is sure.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from typing import cast

from extractor.exemplars import vocabulary as words
from extractor.exemplars.deeds import deed
from extractor.exemplars.entries import Entry
from extractor.exemplars.headings import elsewhere, in_example_section
from extractor.exemplars.lists import read_list
from extractor.exemplars.names import real_name
from extractor.exemplars.offices import is_no_example, is_proposed, merely_gives
from extractor.exemplars.weights import needs_help
from extractor.source import Source
from models.language import recogniser
from models.records import Block, ExemplarKind, Span

_SURELY, _HARDLY = "recognised", "recognised-hint"  # the rules of records that it alone has, by how sure it is
_ON: ContextVar[bool] = ContextVar("recogniser", default=True)
_KINDS = ("paragraph", "item", "heading")
_LONGEST = 20_000  # characters of a block that it is asked about
_ABOVE = 300  # characters of the block before that it is told
_NEAR = 60  # characters before a name in which its form of address stands
_BEFORE, _REACH = 400, 120  # characters before a name and behind it that tell whether it is an example's
_NAMED = {"person": 0.8, "household": 0.9, "collective": 0.85, "enterprise": 0.85}  # how sure a new name must be
_DOUBTLESS = 0.95  # and one within what grammar took for the deed of another
_SAID, _KNOWN = 0.9, 0.5  # how sure a field must be of a name that grammar has, and of a new one
_CLAUSE_END = re.compile(r"[.!?;](?=\s|$)")
_SLOTS = {"role": "role", "unit": "unit", "place": "place", "achievement": "deed"}


@dataclass(frozen=True, slots=True)
class Recognised:
    """A name that the recogniser added; `rule` tells whether it was sure of it."""

    block: Block
    entry: Entry
    rule: str


@dataclass(frozen=True, slots=True)
class _Asked:
    """A block with what the recogniser found in it, and what grammar did.

    `fields` has by the place of a name in `found` what is said of it. All offsets are those of the plain text.
    """

    block: Block
    found: tuple[recogniser.Found, ...]
    known: Sequence[Entry]
    fields: Mapping[int, Sequence[recogniser.Found]]


@contextmanager
def unasked() -> Iterator[None]:
    """Within, the recogniser is not asked: what grammar finds alone."""
    before = _ON.set(False)
    try:
        yield
    finally:
        _ON.reset(before)


def recognise(source: Source, plain: str, known: Sequence[Entry]) -> tuple[list[Recognised], dict[int, Entry]]:
    """The names that grammar lacks, and by where their names start those of `known` with fields filled."""
    asked = list(_asked(source, plain, known)) if _ON.get() else []
    return (
        [one for passage in asked for one in _added(plain, passage)],
        dict(pair for passage in asked for pair in _filled(plain, passage)),
    )


def _asked(source: Source, plain: str, known: Sequence[Entry]) -> Iterator[_Asked]:
    """What the recogniser finds in the blocks that it is asked about."""
    asked = [one for one in _blocks(source, known) if _worth(plain, *one)]
    if not asked:
        return
    passages = [
        recogniser.Passage(
            source.text[block.start : block.end],
            block.section[-1] if block.section else "",
            source.text[before.start : before.end],
        )
        for block, before, _ in asked
    ]
    for (block, _, here), read in zip(asked, recogniser.load().read(passages), strict=True):
        found = tuple(replace(one, start=one.start + block.start, end=one.end + block.start) for one in read)
        yield _Asked(block, found, here, _by_name(plain, found))


def _blocks(source: Source, known: Sequence[Entry]) -> Iterator[tuple[Block, Span, list[Entry]]]:
    """The blocks that may be asked about, each with the end of the one before it and the entries in it."""
    ordered = sorted(known, key=lambda entry: entry.name.start)
    starts = [entry.name.start for entry in ordered]
    before = Span(0, 0)
    for block in source.layout.blocks:
        if block.kind in _KINDS and block.end - block.start <= _LONGEST and not elsewhere(block):
            yield block, before, ordered[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        before = Span(max(block.start, block.end - _ABOVE), block.end)


def _worth(plain: str, block: Block, before: Span, here: Sequence[Entry]) -> bool:
    """Whether grammar left something open: of a name that it has, or who bears a name where examples are spoken of."""
    if any(_is_open(entry) for entry in here):
        return True
    at = block.start
    for entry in (*here, None):
        if _names_somebody(plain, at, entry.start if entry else block.end):
            return _of_examples(plain, block, before)
        at = max(at, entry.end) if entry else at
    return False


def _is_open(entry: Entry) -> bool:
    """Whether a name has a gap that is worth asking about: a body named in a list has seldom more than its name."""
    return entry.of_person and not (entry.deed and (entry.role or entry.place))


def _of_examples(plain: str, block: Block, before: Span) -> bool:
    """Whether examples are spoken of: deeds or praise in the block, praise right above it or in its heading."""
    return (
        in_example_section(block)
        or _tells().search(plain, block.start, block.end) is not None
        or words.cue("praised").search(plain, before.start, before.end) is not None
    )


def _names_somebody(plain: str, start: int, end: int) -> bool:
    """Whether a stretch holds what may be a person's name or a firm's; most capitals are of places and offices."""
    if _firm().search(plain, start, end):
        return True
    return any(_may_be_person(plain, match) for match in _candidate().finditer(plain, start, end))


def _may_be_person(plain: str, match: re.Match[str]) -> bool:
    name = match.group()
    if name in words.no_persons():
        return False
    before = plain[max(0, match.start() - _NEAR) : match.start()]
    known = "'" in name or name.split()[0].lower() in words.families()
    if known:
        return _headed().search(before) is None
    called = _called().search(before)
    return called is not None and called.group() != ""


@cache
def _firm() -> re.Pattern[str]:
    return re.compile(words.heads("enterprise") + rf"[^,;.:]{{0,60}}[{words.UPPER}]")


@cache
def _candidate() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){words.SYLLABLE}(?:\s+{words.SYLLABLE})+|[{words.UPPER}]'{words.LETTER}")


@cache
def _tells() -> re.Pattern[str]:
    return re.compile(
        words.whole([*words.cues("deeds"), *words.cues("great_deeds"), *words.cues("praised"), *words.cues("acts")])
    )


def _added(plain: str, asked: _Asked) -> Iterator[Recognised]:
    """The names that grammar lacks; of a collective a deed must be told."""
    for number, one in enumerate(asked.found):
        if not _is_name(plain, one) or _is_no_example(plain, asked.block, one) or _is_taken(asked, one):
            continue
        if (
            one.label != "collective"
            or "achievement" in _fields(asked, number, _KNOWN)
            or in_example_section(asked.block)
        ):
            rule = _SURELY if one.sure >= _DOUBTLESS else _HARDLY
            yield Recognised(asked.block, _entry(plain, asked, number), rule)


def _is_name(plain: str, one: recogniser.Found) -> bool:
    """Whether it is surely a name: a person's has two syllables or an apostrophe (`K'Brel`) and is none of history."""
    name = plain[one.start : one.end]
    if one.label not in recogniser.NAMES or one.sure < _NAMED[one.label] or not re.match(r"[\w]", name):
        return False
    if one.label in ("collective", "enterprise"):
        return True
    return (" " in name or "'" in name) and name not in words.no_persons()


def _is_no_example(plain: str, block: Block, one: recogniser.Found) -> bool:
    """Whether a person is helped, speaks, presides or is in charge, or a body does its duty or is given one."""
    start = _clause_start(plain, block.start, one.start)
    end = _clause_end(plain, one.end, block.end)
    near = min(end, one.end + _REACH)
    if one.label in ("person", "household"):
        if _headed().search(plain, max(start, one.start - _NEAR), one.start):
            return True
        mention = Span(_address(plain, start, one.start)[0], one.end)
        in_office = is_no_example(plain, Span(start, end), mention) or _in_charge().search(plain, one.end, near)
        return bool(in_office) or needs_help(plain, one.end, near)
    praised = in_example_section(block) or words.cue("praised").search(plain, block.start, block.end) is not None
    charged = _charged().search(plain, start, one.start) or _on_duty(praised).match(plain, one.end, near)
    donor = one.label == "enterprise" and not praised and merely_gives(plain, one.end, end)
    return bool(charged) or donor or is_proposed(plain, one.start)


@cache
def _headed() -> re.Pattern[str]:
    """The head of a body or a place right before what looks like a person's name: "Đồn Ma Lù Thàng"."""
    return re.compile(rf"(?:{words.heads('collective')}|{words.heads('enterprise')}|{words.any_place_head()})\s+\Z")


@cache
def _in_charge() -> re.Pattern[str]:
    return re.compile(words.whole([*words.cues("offices"), *words.cues("duties")]))


@cache
def _charged() -> re.Pattern[str]:
    """Before a body: it is given a task, or something is hoped for."""
    before = ("duties", "assigning", "duty_verbs", "hoped", "reports")
    return re.compile(words.whole([word for cue in before for word in words.cues(cue)]))


@cache
def _on_duty(praised: bool) -> re.Pattern[str]:
    """Behind a body: what is its duty; where nobody is praised, its work too."""
    verbs = words.whole([*words.cues("duty_verbs"), *(() if praised else words.cues("work_verbs"))])
    return re.compile(rf"(?:\s+(?:đã|đang|cũng|luôn|rất))*\s+{verbs}")


def _clause_start(plain: str, start: int, end: int) -> int:
    found = [start, *(match.end() for match in _CLAUSE_END.finditer(plain, max(start, end - _BEFORE), end))]
    return max(found[-1], end - _BEFORE)


def _clause_end(plain: str, start: int, end: int) -> int:
    found = _CLAUSE_END.search(plain, start, end)
    return found.start() if found else end


def _is_taken(asked: _Asked, one: recogniser.Found) -> bool:
    """Whether the name stands within what grammar read of another; deeds may go on too far, which is told surely."""
    for entry in asked.known:
        spans = [
            Span(entry.start, entry.name.end),
            entry.role,
            entry.unit,
            entry.place,
            entry.deed if one.sure < _DOUBTLESS else None,
        ]
        if any(span.start < one.end and one.start < span.end for span in spans if span):
            return True
    return False


def _entry(plain: str, asked: _Asked, number: int) -> Entry:
    """As recognised; what the recogniser does not tell is as grammar reads the words from the form of address on."""
    one = asked.found[number]
    person = one.label in ("person", "household")
    start, called = _address(plain, asked.block.start, one.start) if person else (one.start, None)
    fields = _fields(asked, number, _KNOWN)
    read = next(iter(read_list(plain, start, _end(plain, asked, one))), None)
    if read is None or read.of_person != person or not _same_name(plain, read, one):
        bare = Entry(_kind(one, called), start, one.end, Span(one.start, one.end), sure=False)
        if called:
            bare = replace(bare, honorific=_part(called, "honorific", one), role=_part(called, "role", one))
        return _told(plain, bare, fields)
    told = _told(plain, replace(read, role=None, unit=None, place=None, deed=None), fields)
    further = {name: span for name, slot in _SLOTS.items() if (span := getattr(read, slot))}
    return replace(_told(plain, told, further), shared=told.shared)


def _same_name(plain: str, read: Entry, one: recogniser.Found) -> bool:
    """Whether grammar reads the name that was recognised; it knows better where a person's ends, not where a body's."""
    if read.of_person and read.name == real_name(plain, Span(one.start, one.end)):
        return True
    longer = read.of_person and read.name.end > one.end
    return read.name.start == one.start and (read.name.end == one.end or longer)


def _kind(one: recogniser.Found, called: re.Match[str] | None) -> ExemplarKind:
    return "household" if called and called["house"] else cast(ExemplarKind, one.label)


def _end(plain: str, asked: _Asked, one: recogniser.Found) -> int:
    """Where the sentence ends, or the next name begins."""
    following = (other.start for other in asked.found if other.label in recogniser.NAMES and other.start >= one.end)
    return min([_clause_end(plain, one.end, asked.block.end), *following])


def _address(plain: str, start: int, name: int) -> tuple[int, re.Match[str] | None]:
    """Where the words for a household, the form of address or the office right before the name begin."""
    begin = max(start, name - _NEAR)
    found = _called().search(plain[begin:name])
    return (begin + found.start(), found) if found else (name, None)


def _part(called: re.Match[str], part: str, one: recogniser.Found) -> Span | None:
    """Where a part of what stands right before the name does."""
    begin = one.start - len(called.string)
    return Span(begin + called.start(part), begin + called.end(part)) if called[part] else None


@cache
def _called() -> re.Pattern[str]:
    house = rf"(?P<house>{words.household()}\s+(?:(?i:các|những)\s+)?)?"
    return re.compile(rf"{house}(?:[“\"]?(?P<honorific>{words.honorific()})[”\"]?\s+|(?P<role>{words.role()})\s+)?$")


def _fields(asked: _Asked, name: int, least: float) -> dict[str, Span]:
    """What is said of a name, as far as it is sure enough; the first of each sort."""
    fields: dict[str, Span] = {}
    for one in asked.fields.get(name, ()):
        if one.sure >= least:
            fields.setdefault(one.label, Span(one.start, one.end))
    return fields


def _by_name(plain: str, found: Sequence[recogniser.Found]) -> dict[int, list[recogniser.Found]]:
    """By the place of a name in `found` the fields that belong to it."""
    names = [at for at, one in enumerate(found) if one.label in recogniser.NAMES]
    owned: dict[int, list[recogniser.Found]] = {}
    for at, one in enumerate(found):
        if one.label in recogniser.FIELDS and _is_whole(plain[one.start : one.end]):
            owner = _owner(plain, found, at, names)
            if owner is not None:
                owned.setdefault(owner, []).append(one)
    return owned


def _is_whole(text: str) -> bool:
    """Whether every bracket and quote in it has its partner."""
    return text.count("(") == text.count(")") and text.count("“") == text.count("”") and text.count('"') % 2 == 0


def _owner(plain: str, found: Sequence[recogniser.Found], field: int, names: Sequence[int]) -> int | None:
    """The name that a field belongs to: the one right behind it, the last before it, else the next in the clause."""
    at, told = bisect_left(names, field), found[field]
    before = names[at - 1] if at else None
    after = names[at] if at < len(names) and not _parted(plain, told.end, found[names[at]].start) else None
    if after is None or before is None:
        return before if after is None else after
    apart = _leads(plain, told, found[after]) or _parted(plain, found[before].end, told.start)
    return after if apart else before


def _parted(plain: str, start: int, end: int) -> bool:
    """Whether a clause ends between."""
    return _CLAUSE_END.search(plain, start, end) is not None


def _leads(plain: str, field: recogniser.Found, name: recogniser.Found) -> bool:
    """Whether a field stands right before the name, with at most a form of address between them."""
    between = plain[field.end : name.start].strip()
    return (
        not between or re.fullmatch(rf"\d*\s*(?:{words.household()}\s*)?(?:{words.honorific()})?", between) is not None
    )


def _told(plain: str, entry: Entry, fields: dict[str, Span]) -> Entry:
    """The entry with those of the fields that it lacks; nothing is told twice with the same words."""
    for name, span in fields.items():
        slot = _SLOTS[name]
        own = [s for s in (entry.name, entry.honorific, entry.role, entry.unit, entry.place, entry.deed) if s]
        had = getattr(entry, slot)
        empty = had is None or (slot == "deed" and deed(plain, had) is None)
        if not empty or any(s.start < span.end and span.start < s.end for s in own if s is not had):
            continue
        if not entry.of_person and slot == "role":
            continue
        changed = {slot: span, "shared": (*entry.shared, name)}
        entry = replace(entry, **changed)  # type: ignore[arg-type]
    return entry


def _filled(plain: str, asked: _Asked) -> Iterator[tuple[int, Entry]]:
    """Grammar's entries with what the recogniser knows of them beside."""
    starts = [one.start for one in asked.found]
    for entry in asked.known:
        at = bisect_right(starts, entry.name.start) - 1
        if at >= 0 and asked.found[at].end > entry.name.start:
            told = _told(plain, entry, _fields(asked, at, _SAID))
            if told != entry:
                yield entry.name.start, told
