"""Persons whom running text tells of, outside any list: named with a form of address, and with a deed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from extractor.exemplars import vocabulary as words
from extractor.exemplars.deeds import deed
from extractor.exemplars.entries import Entry, is_couple
from extractor.exemplars.headings import lists_proposed, names_examples
from extractor.exemplars.lists import read_list
from extractor.exemplars.names import real_name, trim_name
from extractor.exemplars.offices import is_no_example, shown_in_office
from extractor.exemplars.weights import Signs, around
from extractor.exemplars.zones.stretches import TEXT_KINDS, sentences
from extractor.source import Source
from models.records import Block, Span

_ENOUGH = 1.0  # how much must speak for a person
_DOUBTLESS = 3.0  # and for one who elsewhere is shown in office
_SHORT = 2  # syllables that a village's name has
_NUMBER = 10  # characters of a number before those it counts


@dataclass(frozen=True, slots=True)
class Told:
    """A person told of in running text, with what speaks for it."""

    block: Block
    entry: Entry
    weight: float


def find_told(
    source: Source, plain: str, known: set[str], elsewhere: frozenset[int], praised: frozenset[str] = frozenset()
) -> Iterator[Told]:
    """Persons of the running text that are told as examples, each at its first mention.

    `known` names are left out, and so is whoever is first told of at one of the offsets `elsewhere`. Of the names
    `praised` a list has said that they are examples: for them any deed will do.
    """
    blocks = (block for block in source.layout.blocks if block.kind in TEXT_KINDS and not lists_proposed(block))
    spans = [(block, s) for block in blocks for s in sentences(source, block)]
    signs = Signs(plain, [s for _, s in spans])
    known = {tail for key in known for tail in _tails(key)}
    for number, (block, sentence) in enumerate(spans):
        for match in _mentions(plain, sentence, praised):
            keys = _keys(plain, match)
            if not keys or not known.isdisjoint(keys) or _no_person(plain, match):
                continue
            apart = match.start("name") in elsewhere
            told = None if apart else _told(plain, signs, number, match, block, keys[0] in praised)
            if told or apart:
                known.update(tail for key in keys for tail in _tails(key))
            if told:
                couple = [replace(told, entry=e) for e in _beside(plain, told.entry, sentence.end)]
                names = (plain[t.entry.name.start : t.entry.name.end].lower() for t in couple)
                known.update(tail for name in names for tail in _tails(name))
                yield from (told, *couple)


def _mentions(plain: str, sentence: Span, praised: frozenset[str]) -> Iterator[re.Match[str]]:
    """Who may be told of in a sentence; the names `praised` also where they stand alone."""
    yield from _mention().finditer(plain, sentence.start, sentence.end)
    if praised:
        yield from _alone(praised).finditer(plain, sentence.start, sentence.end)


@lru_cache(maxsize=4)
def _alone(praised: frozenset[str]) -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, praised)))
    return re.compile(rf"(?<!\w)(?P<office>(?!))?(?P<alone>)(?P<name>(?i:{names}))(?!\w)")


def _keys(plain: str, match: re.Match[str]) -> list[str]:
    """The name that is mentioned, and the real one behind a name by the order of birth; none for a single syllable."""
    name = trim_name(plain, match.start("name"), match.end("name"))
    names = [name, real_name(plain, name)] if name else []
    keys = [plain[one.start : one.end].lower() for one in names if one]
    return keys if keys and (" " in keys[0] or "'" in keys[0]) else []


def _tails(key: str) -> Iterator[str]:
    """A name and what it may be shortened to later, of two syllables at least."""
    syllables = key.split()
    return (" ".join(syllables[at:]) for at in range(max(1, len(syllables) - 1)))


@cache
def _mention() -> re.Pattern[str]:
    office = rf"(?P<office>{words.role()})(?:{words.whose()}|(?:{words.duty()})?\s+)"
    called = rf"[“\"]?{words.honorific()}[”\"]?\s+{words.NICKNAME}|{office}|{words.household()}\s+"
    head = r"(?:(?<=[.;]\s)|(?<![^\n]))(?:[-+•*]\s+|\d{1,2}[.)]\s+|[a-zđ]\)\s+)?"
    alone = rf"(?P<alone>{head}|{words.whole(words.cues('name_leads'))}\s+)"
    names = rf"(?P<name>{words.PERSON})(?(alone){_known_by()})"
    house = rf"(?:{words.household()}\s+(?:(?i:các|những)\s+)?)?"
    return re.compile(rf"(?<!\w)(?:{house}(?:{called})|{alone}){names}")


def _known_by() -> str:
    """What must stand behind a name at a sentence's head without a form of address: a place, an office, an age."""
    said = r"(?i:ở|tại|trú|ngụ|sinh\s+năm|SN|dân\s+tộc|người\s+dân\s+tộc)\s|\d{2}\s+tuổi(?!\w)"
    where = rf"{words.place()}|{words.role()}|{said}"
    return rf"(?=\s*(?:\([^()]{{3,60}}\)|[,-]\s*(?:{where})|(?i:ở|tại)\s))"


def _told(
    plain: str, signs: Signs, number: int, match: re.Match[str], block: Block, praised: bool = False
) -> Told | None:
    sentence = around(signs.sentences[number], match)
    weight = signs.weight(number, match) + _leads_example(plain, sentence, match, block)
    if (weight < _ENOUGH and not praised) or is_no_example(plain, sentence, Span(*match.span())):
        return None
    start = match.start() if match["alone"] is None else match.start("name")
    entry = next(iter(read_list(plain, start, sentence.end)), None)
    if entry is None or not entry.of_person or not _named_at(plain, match, entry) or _leader(plain, entry):
        return None
    if weight < _DOUBTLESS and not praised and shown_in_office(plain, signs.sentences, entry.name):
        return None
    entry = _modelled_before(plain, sentence, match, _placed_before(plain, sentence, match, entry))
    if deed(plain, entry.deed) is None:
        entry = replace(entry, deed=_told_after(plain, signs.sentences, number, entry))
    return Told(block, entry, weight)


def _named_at(plain: str, match: re.Match[str], entry: Entry) -> bool:
    """Whether the entry has the name that is mentioned, or the real one in brackets behind it."""
    return entry.name.start == match.start("name") or entry.name == real_name(plain, Span(*match.span("name")))


def _no_person(plain: str, match: re.Match[str]) -> bool:
    """Whether the name is a firm's or a village's, which the person told of runs.

    "bà Lê Thị Kim Anh, chủ doanh nghiệp Kim Anh", "được bầu làm trưởng thôn Cao Lạng, xã Hòa An".
    """
    before = plain[max(0, match.start() - 40) : match.start()]
    firm = (
        _runs().match(match["office"] or "") is not None and re.search(r"\w\s*[,-]\s*(?:là\s+)?$", before) is not None
    )
    if _owned().search(plain, max(0, match.start() - 120), match.start()):
        return True  # the firm that bears a name is the example, and not whose it is
    short = len(match["name"].split()) <= _SHORT and _heads_village().search(match["office"] or "") is not None
    return firm or (short and _commune_follows().match(plain, match.end()) is not None)


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(rf"{words.heads('enterprise')}\s[^,;.:]*?{words.SYLLABLE}\s+{words.SYLLABLE}\s+của\s+\Z")


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(rf"(?i:chủ)\s+(?:nhiệm\s+)?{words.heads('enterprise')}")


@cache
def _heads_village() -> re.Pattern[str]:
    return re.compile(rf"(?i:trưởng|bí\s+thư(?:\s+chi\s+bộ)?)\s+{words.place_heads()['village']}$")


@cache
def _commune_follows() -> re.Pattern[str]:
    return re.compile(rf"\s*[,-]\s*{words.place_heads()['commune']}")


def _leads_example(plain: str, sentence: Span, match: re.Match[str], block: Block) -> bool:
    """Whether the name begins a sentence, or what follows a semicolon, below a heading that speaks of examples."""
    before = plain[sentence.start : match.start()].rsplit(";", 1)[-1]
    return not before.strip(" -+•*") and names_examples(block)


def _beside(plain: str, entry: Entry, end: int) -> list[Entry]:
    """Who else is told with the same deed: the other of "vợ chồng ông A và bà B", all of "các hộ A, B"."""
    several = _group().search(plain, max(0, entry.start - _NUMBER), entry.name.start)
    if several:
        others = read_list(plain, several.start(), end)[1:]
        return [replace(e, place=e.place or entry.place) for e in others if e.kind == entry.kind]
    couple = is_couple(plain, entry)
    if entry.kind != "household" and not couple:
        return []
    signs = ("và", ",", "-") if couple else ("và", ",")
    also = [e for e in read_list(plain, entry.start, end)[1:2] if e.kind == entry.kind and e.sign in signs]
    near = (e for e in also if e.start - entry.name.end < 6 and (e.honorific or couple))
    return [replace(e, place=e.place or entry.place, deed=e.deed or entry.deed) for e in near]


@cache
def _group() -> re.Pattern[str]:
    """What counts those named one after another: "hộ các ông", "các hộ", "Ba công nhân"."""
    several = r"(?<!\w)(?i:các|những|hai|ba|bốn|năm)\s+"
    one = rf"(?:{words.honorific()}|{words.role()})"
    return re.compile(rf"(?:{words.household()}\s+{several}{one}|{several}(?:{words.household()}|{one}))\s+\Z")


def _leader(plain: str, entry: Entry) -> bool:
    """Whether the office is one of those who lead above the village, which rarely is told as an example."""
    if entry.role is None:
        return False
    table: dict[str, list[str]] = words.unit_heads()["roles"]
    role = plain[entry.role.start : entry.role.end]
    leading = re.match(rf"(?:(?:{words.whole(table['before'])})\s+)?{words.whole(table['leading'])}", role)
    unit = plain[entry.unit.start : entry.unit.end] if entry.unit else ""
    near = rf"{words.whole(table['grassroots'])}|(?i:hội)\s[^,;]{{2,30}}\s(?i:xã|phường|thị\s+trấn)(?!\w)"
    former = re.match(r"(?i:nguyên|cựu)\s", role)
    return bool(leading) and not former and not re.search(near, f"{role} {unit}")


def _placed_before(plain: str, sentence: Span, match: re.Match[str], entry: Entry) -> Entry:
    """ "Ở xã Đăk Nhau, gia đình ông A ...": the place stands before the name."""
    if entry.place:
        return entry
    where = rf"(?i:ở|tại|về|đến)\s+(?P<place>{words.place()}(?:\s*[,-]\s*{words.place()})*)"
    district = rf"(?i:ở|tại)\s+(?P<place>{words.SYLLABLE}(?:\s+{words.SYLLABLE}){{0,2}})(?=(?:,|\s+có)\s*$)"
    found = [*re.compile(where).finditer(plain, sentence.start, match.start())][-1:]
    found = found or [*re.compile(district).finditer(plain, sentence.start, match.start())]
    if not found or found[0].end("place") < match.start() - 40:
        return entry
    return replace(entry, place=Span(found[0].start("place"), found[0].end("place")))


def _modelled_before(plain: str, sentence: Span, match: re.Match[str], entry: Entry) -> Entry:
    """ "mô hình nuôi ong của ông A": the deed stands before the name."""
    model = re.compile(r"(?P<deed>(?i:mô\s+hình)\s[^,;:.]*?)\s(?:của|do)\s+$").search(
        plain, sentence.start, match.start()
    )
    return replace(entry, deed=Span(model.start("deed"), model.end("deed"))) if model else entry


def _told_after(plain: str, spans: list[Span], number: int, entry: Entry) -> Span | None:
    """The model told in the same sentence behind praise or in the next two, or what is said there of "ông", "bà"."""
    last = spans[min(number + 2, len(spans) - 1)].end
    others = (m for m in _mention().finditer(plain, spans[number].end, last) if " " in m["name"])
    other = next((m for m in others if m["name"] != plain[entry.name.start : entry.name.end]), None)
    reach = Span(entry.name.end, max(other.start(), spans[number].end) if other else last)
    model = _model().search(plain, reach.start, reach.end)
    if model:
        return Span(model.start(), model.end())
    given = plain[entry.name.start : entry.name.end].split()[-1]
    told = _did().finditer(plain, spans[number].end, reach.end)
    found = next((m for m in told if (m["given"] or m["alone"] or given) == given), None)
    if found is None or not words.cue("deeds").search(found.group()):
        return None
    return Span(*found.span("did"))


@cache
def _did() -> re.Pattern[str]:
    """What a later sentence tells of the person: "Bà đã ...", "Hloan gây dựng ...", "Ông là người đầu tiên ..."."""
    address = r"(?i:ông|bà|anh|chị|em|cô|thầy|cụ|bạn)"
    who = rf"(?<!\w)(?:{address}(?:\s+(?P<given>{words.SYLLABLE}))?|(?P<alone>{words.SYLLABLE}))"
    here = r"(?:\s+(?:ở|của)\s+(?:đây|xã|huyện|làng|thôn|bản))?"
    first = rf"là\s+(?:một\s+trong\s+những\s+)?người\s[^,.;]{{0,30}}?đầu\s+tiên{here}\s+"
    verbs = words.either([*words.acts("deed_verbs"), *words.cues("did")])
    did = rf"(?:{first})?(?:(?:còn|cũng|luôn|tự)\s+)?(?=(?:đã|có|{verbs})(?!\w))"
    return re.compile(rf"{who}\s+(?P<did>{did}[^.;]{{10,}})")


@cache
def _model() -> re.Pattern[str]:
    stop = r"(?=\s+(?:lên|tại|ở|trên|của|với|đã|cho|và)\s|[,.;:\"”()])"
    return re.compile(rf"(?i:mô\s+hình)\s+[^,.;:\"”()]{{6,110}}?{stop}")
