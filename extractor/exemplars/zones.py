"""Stretches of text that name examples: "điển hình có ...", "Phong trào thi đua ...: <names>", items below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractor.exemplars import vocabulary as words
from extractor.exemplars.deeds import deed
from extractor.exemplars.entries import Entry
from extractor.exemplars.headings import elsewhere, in_example_section, names_examples, of_persons, promises, sorts_out
from extractor.exemplars.leads import lists_of_deeds, with_deed_before
from extractor.exemplars.lists import address_before, read_list
from extractor.exemplars.names import Opening, opening
from extractor.source import Source
from models.records import Block, Span

TEXT_KINDS = ("paragraph", "item", "footnote", "heading")
_LEAD_REACH = 260  # from the word that praises to the first name


@dataclass(frozen=True, slots=True)
class Zone:
    """Names read from one stretch: `lead` is what stands before the list in its sentence (it tells the field)."""

    block: Block
    lead: Span
    entries: tuple[Entry, ...]
    rule: str


@dataclass(slots=True)
class _State:
    """What earlier blocks and sentences promise to those after them."""

    led: bool = False  # the block before ended "... như:" with words of praise
    open_list: bool = False  # the block before broke off within a list
    listed: bool = False  # the sentence before named examples
    below: bool = False  # a heading of examples stands above, with nothing but numbered lines since
    persons: bool = False  # the label above sorts out persons
    beside: bool = False  # the block before was an item that named examples


def find_zones(source: Source, plain: str) -> Iterator[Zone]:
    """The zones of `source` in reading order; `plain` is its text made plain."""
    state, called = _State(), _called_examples(source, plain)
    for block in source.layout.blocks:
        if block.kind not in TEXT_KINDS:
            state = _State(below=block.kind == "title" and _lists_examples(plain, block))
            continue
        state.led = state.led or block.start in called
        yield from _zones_of_block(source, plain, block, state)


def sentences(source: Source, block: Block) -> list[Span]:
    """The sentences of a block, clipped to it; those that the splitter broke in two are one again."""
    joined: list[Span] = []
    for found in source.sentences_between(block.start, block.end):
        s = Span(max(found.start, block.start), min(found.end, block.end))
        if joined and _goes_on(source.text, joined[-1], s):
            s = Span(joined.pop().start, s.end)
        if s.start < s.end:
            joined.append(s)
    return joined or [Span(block.start, block.end)]


def _goes_on(text: str, before: Span, s: Span) -> bool:
    """Whether a sentence goes on with the one before: by its small letter, or behind a number in a list ("...; 2.")."""
    ahead = text[before.start : before.end].rstrip()
    number = re.search(r"[:;,]\s*\d{1,2}\.$", ahead)
    title = re.search(rf"[{words.UPPER}]\.$", ahead) and re.search(rf"{words.honorific()}$", ahead[-12:])
    return text[s.start : s.start + 1].islower() or number is not None or title is not None


def _zones_of_block(source: Source, plain: str, block: Block, state: _State) -> Iterator[Zone]:
    found = 0
    state.below = promises(plain, block) if block.kind == "heading" else state.below and _counted(plain, block)
    sorting = block.kind == "heading" and sorts_out(plain, block)
    state.persons = of_persons(plain, block) if block.kind == "heading" else state.persons
    examples = state.led or (state.below and block.kind != "heading") or in_example_section(block)
    marked = _item_mark().match(plain, block.start, block.end) is not None
    state.beside = state.beside and marked
    for number, sentence in enumerate(sentences(source, block)):
        zone = _zone(plain, block, sentence, state, examples, first=number == 0)
        state.listed = zone is not None
        if zone:
            found += 1
            yield zone
    state.beside = found > 0 and marked
    text = plain[block.start : block.end].rstrip()
    state.open_list = found > 0 and text.endswith((";", ","))
    leads_on = text.endswith(":") and bool(words.cue("strong").search(text[-_LEAD_REACH:]))
    state.led = leads_on or (state.led and (found > 0 or block.kind == "item" or sorting))


def _called_examples(source: Source, plain: str) -> frozenset[int]:
    """Where the items begin that the sentence below them calls examples: "Trên đây là những gương tiêu biểu"."""
    starts: set[int] = set()
    run: list[int] = []
    for block in source.layout.blocks:
        item = _item_mark().match(plain, block.start, block.end) is not None
        run = [*run, block.start] if item else run
        if run and _these_are().search(plain, block.start, block.end):
            starts.update(run)
            run = []
        run = run if item else []
    return frozenset(starts)


@cache
def _these_are() -> re.Pattern[str]:
    praise = words.whole([*words.cues("strong"), *words.cues("heading")])
    begin = r"(?:(?<![^\n])|(?<=[.;]\s))"
    return re.compile(rf"{begin}(?i:trên\s+đây|đó|đây)\s+(?:đều\s+)?là\s+(?:những|các)\s[^.;:]{{0,60}}?{praise}")


def _lists_examples(plain: str, block: Block) -> bool:
    """Whether a title announces examples, as a list without a head does: "DANH SÁCH ĐIỂN HÌNH TIÊN TIẾN"."""
    title = plain[block.start : block.end]
    return re.match(r"(?i:danh\s+sách|các|những|một\s+số|gương)\s", title) is not None and promises(plain, block)


def _counted(plain: str, block: Block) -> bool:
    """Whether a line is numbered like those of a list; the layout may take its number for a heading's rung."""
    return re.compile(r"\s*(?:\d{1,2}[.)/]|-)\s").match(plain, block.start, block.end) is not None


@cache
def _item_mark() -> re.Pattern[str]:
    return re.compile(r"\s*(?:[-+•*]\s|\d{1,2}[.)/]\s|[a-zđ]\)\s)")


def _zone(plain: str, block: Block, s: Span, state: _State, examples: bool, *, first: bool) -> Zone | None:
    return (
        _strong(plain, block, s)
        or (_going_on(plain, block, s, state, first=first))
        or _labelled(plain, block, s, examples, beside=first and state.beside)
        or (_item(plain, block, s, state) if first and examples else None)
        or _predicate(plain, block, s)
        or _done(plain, block, s)
        or _gave(plain, block, s)
        or _rewarded(plain, block, s)
    )


@cache
def _links() -> re.Pattern[str]:
    """What may end the words before the first name: a word of listing, a colon."""
    return re.compile(rf"(?:{words.whole(words.cues('links'))}|:|-)\s*[:,]?\s*$")


def _strong(plain: str, block: Block, s: Span) -> Zone | None:
    """ "Tiêu biểu trong phong trào ... có: <names>", "gương ông A", "Điển hình, hộ bà B"."""
    for cue in words.cue("strong").finditer(plain, s.start, s.end):
        if _gathering().search(plain, s.start, cue.start()) and not words.cue("thanks").fullmatch(cue.group()):
            continue
        if (place := _led_place(plain, cue, s)) and (zone := _build(plain, block, s, place, "strong")):
            return zone
        for at in _starts(plain, cue.end(), min(s.end, cue.end() + _LEAD_REACH)):
            between = plain[cue.end() : at]
            found = opening(plain, at, s.end)
            if found is None or not _may_start(plain, s, cue, between, found):
                continue
            zone = _build(plain, block, s, at, "strong")
            if zone:
                return zone
            break
    return None


@cache
def _gathering() -> re.Pattern[str]:
    """Before a word of praise that is part of a gathering's name: "Hội nghị điển hình tiên tiến"."""
    return re.compile(rf"{words.whole(words.cues('gatherings'))}\s+(?:biểu\s+dương\s+)?$")


def _led_place(plain: str, cue: re.Match[str], s: Span) -> int | None:
    """ "Điển hình ở xã Đăk Nhau có gia đình ông A": the list begins with the place."""
    match = _to_place().match(plain, cue.end(), s.end)
    return match.end() if match else None


@cache
def _to_place() -> re.Pattern[str]:
    lead = rf"(?:[^.;]{{0,160}}?(?:{words.whole(words.cues('links'))}|:))?[\s,:]*"
    someone = rf"[,\s]*(?:có\s+)?(?:{words.household()}|{words.honorific()})"
    return re.compile(rf"{lead}(?=(?i:ở|tại)\s+{words.place()}{someone})")


def _starts(plain: str, start: int, end: int) -> Iterator[int]:
    return (m.start() for m in re.compile(r"(?<![\w&-])\w").finditer(plain, start, end))


def _may_start(plain: str, s: Span, cue: re.Match[str], between: str, found: Opening) -> bool:
    """Whether the words between the praise and the name lead to a list of examples."""
    if ";" in between or "(" in between:
        return False
    gap = between.strip(' "“”')
    before = plain[s.start : cue.start()]
    if gap in ("", ","):
        head = len(before.strip()) <= 25 and not words.cue("offices").search(before)
        return (
            head
            if gap
            else (found.honorific is not None or found.kind in ("household", "person") or head)
            and not words.cue("offices").search(before)
        )
    if words.cue("duties").search(before[-120:]) and found.kind in ("collective", "enterprise"):
        return False
    if found.honorific and re.search(rf"{words.whole(words.cues('person_links'))}\s*$", between):
        return True
    return _links().search(between) is not None


def _build(
    plain: str, block: Block, s: Span, at: int, rule: str, *, certain: bool = False, lone: bool = False
) -> Zone | None:
    """The zone whose list begins at `at`; None where it is a sentence about bodies at work.

    `certain`: words of praise lead the list, so that what a body does in it is its deed. `lone`: one bare name will do.
    """
    at = max(s.start, address_before(plain, at))
    entries = tuple(e for e in read_list(plain, at, _caption_free(plain, s)) if not _official(plain, e))
    if (
        not entries
        or not (lone or _trusted(entries))
        or any(_at_work(plain, e, certain or rule == "strong") for e in entries)
    ):
        return None
    if _of_households().search(plain, max(s.start, at - 90), entries[0].name.start):
        entries = tuple(_as_household(e) for e in entries)
    return Zone(block, Span(s.start, at), with_deed_before(plain, s.start, at, entries), rule)


@cache
def _of_households() -> re.Pattern[str]:
    """Words before the first name that call the whole list one of households: "nhiều hộ gia đình tiêu biểu như"."""
    return re.compile(r"(?<!\w)(?i:các|những|nhiều|một\s+số|\d+)\s+(?i:hộ|gia\s+đình|nông\s+hộ)(?!\w)[^,;.]{0,90}$")


def _as_household(entry: Entry) -> Entry:
    return replace(entry, kind="household") if entry.kind == "person" and not entry.role and not entry.unit else entry


def _caption_free(plain: str, s: Span) -> int:
    """Where the sentence ends without the caption's "- Ảnh: ..."."""
    caption = re.compile(r"\s*[-.(]\s*(?:Ảnh|Tin, ảnh|Nguồn)\s*:").search(plain, s.start, s.end)
    return caption.start() if caption else s.end


def _trusted(entries: tuple[Entry, ...]) -> bool:
    """A list of bare places is one only when it has several; a lone bare name needs an office, a unit or a place."""
    first = entries[0]
    known = first.of_person and bool(first.role or first.unit or first.place)
    return any(e.sure for e in entries) or len(entries) > 1 or known


def _at_work(plain: str, entry: Entry, praised: bool) -> bool:
    """Whether the text goes on with what a body does as its duty; behind words of praise that is its deed."""
    if entry.of_person:
        return False
    rest = plain[entry.name.end : entry.name.end + 60].lstrip(" ,:")
    if _counted_heads().match(rest):
        return True
    rest = plain[entry.end : entry.end + 60].lstrip(" ,")
    return _verdict().match(rest) is None and _working(praised).match(rest) is not None


@cache
def _counted_heads() -> re.Pattern[str]:
    """A number of people whom a body sends, and nothing that it did: "Đảng bộ xã Thanh Nưa 02 đồng chí"."""
    return re.compile(rf"\d+\s+{words.whole(words.cues('heads_counted'))}\s*(?:[,;.(]|\Z)")


@cache
def _working(praised: bool) -> re.Pattern[str]:
    verbs = [*words.cues("duty_verbs"), *(() if praised else words.cues("work_verbs"))]
    return re.compile(rf"(?:(?:đã|đang|luôn|cũng|đều)\s+)*(?:{words.either(verbs)})(?!\w)")


def _official(plain: str, entry: Entry) -> bool:
    """Whether a person speaks, presides or hands over: no example."""
    if not entry.of_person or entry.deed is None:
        return False
    return _in_office().match(plain, entry.deed.start, entry.deed.end) is not None


@cache
def _in_office() -> re.Pattern[str]:
    return re.compile(rf"[\s,-]*(?:đã\s+|cũng\s+|và\s+)*(?i:{words.either(words.cues('offices'))})(?!\w)")


@cache
def _further() -> re.Pattern[str]:
    return re.compile(rf"{words.whole(words.cues('further'))}[\s:,]*")


def _going_on(plain: str, block: Block, s: Span, state: _State, *, first: bool) -> Zone | None:
    """ "Ngoài ra còn có ..." after a list, or a list broken by a new line."""
    further = _further().match(plain, s.start, s.end)
    if further and state.listed and opening(plain, further.end(), s.end):
        return _build(plain, block, s, further.end(), "further")
    if first and state.open_list and opening(plain, s.start, s.end):
        return _build(plain, block, s, s.start, "continued")
    return None


def _labelled(plain: str, block: Block, s: Span, examples: bool, *, beside: bool) -> Zone | None:
    """ "Phong trào thi đua trên lĩnh vực X: <names>": a label and nothing but names behind it.

    `beside`: the item before named examples, so that this item's label and names go on with them.
    """
    for end in [m.end() for m in re.compile(r":\s*|\s(?:có|gồm)\s*:?\s+").finditer(plain, s.start, s.end)][:3]:
        mark = _item_mark().match(plain, s.start, end)
        label = plain[mark.end() if mark else s.start : end]
        if not 8 <= len(label) <= 230 or re.search(r"[.;]\s", label):
            continue
        movement = _of_movement().match(label) and not elsewhere(block)
        if not (movement or examples or beside) or words.cue("duties").search(label) or not opening(plain, end, s.end):
            continue
        zone = _build(plain, block, s, end, "labelled", certain=examples)
        if zone and _pure(plain, zone, 1 if examples else 2):
            return zone
    return None


@cache
def _of_movement() -> re.Pattern[str]:
    """A label that names a movement or a field of work."""
    call = r"(?:phong\s+)?trào\s+(?:thi\s+đua(?!\w)|[“\"])|cuộc\s+vận\s+động\s+[“\"]|lĩnh\s+vực(?!\w)"
    return re.compile(rf"[-+•*\s\d.)a-zđ]*(?i:(?:trong\s+|về\s+|trên\s+|các\s+|ở\s+)*(?:{call}))")


def _done(plain: str, block: Block, s: Span) -> Zone | None:
    """ "Nhiều hộ đã hiến đất mở đường như: <names>": what they did leads to the names, without a word of praise."""
    for at in lists_of_deeds(plain, s.start, s.end):
        blamed = words.cue("duties").search(plain, s.start, at)
        zone = _build(plain, block, s, at, "done") if not blamed and opening(plain, at, s.end) else None
        if zone and zone.entries[0].deed:
            return zone
    return None


@cache
def _giving() -> re.Pattern[str]:
    """A clause that tells what a firm gave; before it little, behind its name the verb and how much."""
    ahead = r"(?:^|(?<=[.;\n]\s)|(?<=\n)|(?<=;))(?:[-+•*]\s+)?(?:[^,.;:]{0,25}\s(?:có|là)\s+)?"
    gives = rf"(?:\s*,[^;.]{{0,60}})?\s+(?:(?:đã|luôn|cũng|còn)\s+)*(?i:{words.either(words.cues('gifts'))})(?!\w)"
    much = rf"[^;.]*?\d\s*(?:{words.either(words.cues('amounts'))})(?!\w)[^;.]*"
    return re.compile(rf"{ahead}(?P<name>{words.heads('enterprise')}\s[^;.:,]{{2,90}}?){gives}{much}", re.M)


def _gave(plain: str, block: Block, s: Span) -> Zone | None:
    """ "Công ty A ủng hộ 300 triệu đồng xây nhà tình nghĩa": firms told with what they gave, outside any list."""
    entries: list[Entry] = []
    for match in _giving().finditer(plain, s.start, s.end):
        read = read_list(plain, match.start("name"), match.end())[:1]
        entries += [e for e in read if e.kind == "enterprise" and e.sure and e.deed]
    known = tuple(entries)
    return Zone(block, Span(s.start, known[0].start), known, "gave") if known else None


def _pure(plain: str, zone: Zone, least: int) -> bool:
    """Whether the list holds names and little else: first a person, or a body with a sign behind its name."""
    first = zone.entries[0] if zone.entries else None
    if first is None or len(zone.entries) < least or not (first.sure or (first.of_person and not first.bare)):
        return False
    if first.of_person or first.deed is None or first.deed.end <= first.name.start or "achievement" in first.shared:
        return True
    return plain[first.name.end : first.deed.start].strip() in ("-", ",", "(")


def _item(plain: str, block: Block, s: Span, state: _State) -> Zone | None:
    """An item below words of praise that begins with a name."""
    begin = re.compile(r"[-+•*\s]*(?:\d{1,2}[.)/]\s*|[a-zđ]\)\s*)?").match(plain, s.start, s.end)
    at = begin.end() if begin else s.start
    found = opening(plain, at, s.end)
    place = re.compile(rf"(?i:ở|tại)\s+{words.place()}").match(plain, at, s.end)
    if found is None and not place:
        return None
    zone = _build(plain, block, s, at, "item", lone=state.persons)
    if zone is None or not zone.entries:
        return None
    first = zone.entries[0]
    if first.of_person:
        return zone if first.sure or state.led or not first.bare or state.persons else None
    return zone if first.sure and _named_item(plain, zone, first, state) else None


@cache
def _quota() -> re.Pattern[str]:
    """A number of places given to a body, and nothing that it did: ": 25 người"."""
    return re.compile(rf":\s*\d+\s+{words.whole([*words.cues('holders'), 'đồng chí'])}\s*(?:[;.(]|$)")


def _named_item(plain: str, zone: Zone, first: Entry, state: _State) -> bool:
    """A body at an item's head is an example when a sign stands behind its name, or the lines above promised names."""
    sign = plain[first.name.end : zone.block.end].strip(" .;")
    if not sign or (sign[:1] == "," and first.place):
        return len(zone.entries) == 1
    if _quota().match(sign):
        return False
    if sign[:1] == "," and len(zone.entries) > 1:
        return _pure(plain, zone, 2)
    proper = re.search(rf"[{words.UPPER}\d]", plain[first.name.start + 1 : first.name.end])
    if names_examples(zone.block) and first.deed is not None and proper:
        return True
    return sign[:1] in (":", "(", "-") or (state.led and (_pure(plain, zone, 1) or first.deed is not None))


@cache
def _reward() -> re.Pattern[str]:
    """A reward, "cho", and what may stand before the first name: "tặng Giấy khen cho hai thầy giáo là"."""
    before = r"(?:[^.;:,]{0,40}\s(?:là|gồm)\s+|[^.;,]{0,40}:\s*)?"
    return re.compile(rf"{words.whole(words.cues('rewards'))}[^.;:]{{0,90}}?\scho\s+{before}")


def _rewarded(plain: str, block: Block, s: Span) -> Zone | None:
    """ "tặng Giấy khen cho anh A và chị B vì đã dũng cảm cứu người": the great deed is told behind the names."""
    reward = _reward().search(plain, s.start, s.end)
    reason = re.compile(r"\s(?:vì|do|bởi|với)\s").search(plain, reward.end(), s.end) if reward else None
    if reward is None or reason is None or not words.cue("great_deeds").search(plain, reason.end(), s.end):
        return None
    entries = [e for e in read_list(plain, reward.end(), reason.start()) if e.of_person]
    if not entries or entries[0].start > reward.end() + 5:
        return None
    deed = Span(reason.start() + 1, s.end)
    told = tuple(e if e.deed else replace(e, deed=deed) for e in entries)
    return Zone(block, Span(s.start, reward.end()), told, "rewarded")


def _with_reason(plain: str, entry: Entry, start: int, end: int) -> Entry:
    """The entry with the deed told behind the verdict: "được vinh danh vì cứu sống nhiều bệnh nhi"."""
    told = entry.deed is not None and entry.deed.end <= start and deed(plain, entry.deed) is not None
    reason = re.compile(r"[^.;]{0,40}?\s(?:vì|do|nhờ)\s+(?:đã\s+)?").match(plain, start, end)
    if told or reason is None:
        return entry
    return replace(entry, deed=Span(reason.end(), end), end=entry.end)


@cache
def _verdict() -> re.Pattern[str]:
    """What follows names to say that they are examples."""
    is_one = rf"(?:là|trở\s+thành)\s[^.;]{{0,80}}?{words.whole(words.cues('praised'))}"
    praised = rf"được\s(?:[^.;,]{{0,40}}\s)?{words.whole(words.cues('acclaimed'))}"
    return re.compile(f"{is_one}|{praised}|{words.whole(words.cues('verdicts'))}")


@cache
def _before_names() -> re.Pattern[str]:
    """What may stand before the names of such a sentence: a sign, "Trong công tác dân vận, "."""
    where = r"(?:(?:Tại|Trong|Về|Trên|Qua|Bên\s+cạnh|Cùng\s+với|Ngoài|Đối\s+với)\s[^,.;:]{3,120},\s*)?"
    return re.compile(rf"[-+•*\s]*{where}")


def _speaks(plain: str, start: int, end: int) -> bool:
    """Whether the text tells of office or of speech: the verdict is about somebody else."""
    return any(words.cue(cue).search(plain, start, end) for cue in ("offices", "speech"))


def _predicate(plain: str, block: Block, s: Span) -> Zone | None:
    """ "Bác sĩ A - khoa Ngoại - là một trong những gương được tuyên dương": the names come first, the verdict after."""
    begin = _before_names().match(plain, s.start, s.end)
    at = begin.end() if begin else s.start
    end = _caption_free(plain, s)
    if not _verdict().search(plain, at, end):
        return None
    entries = [e for e in read_list(plain, at, end) if not _official(plain, e)]
    if not entries or entries[0].start > at + 40:
        return None
    verdict = _verdict().search(plain, entries[0].name.end, end)
    named = tuple(e for e in entries if verdict and e.name.end <= verdict.start())
    if verdict is None or not named or _speaks(plain, named[0].name.end, verdict.start()):
        return None
    named = tuple(_with_reason(plain, e, verdict.end(), end) for e in named)
    last = max(named[-1].end, named[-1].deed.end if named[-1].deed else 0)
    gap = plain[min(last, verdict.start()) : verdict.start()].strip(" ,-")
    bodies = not all(e.of_person for e in named)
    if len(gap) > (25 if bodies else 60) or (bodies and len(named) == 1 and not named[0].sure):
        return None
    return Zone(block, Span(s.start, at), named, "verdict")
