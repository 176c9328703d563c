"""Stretches of text that name examples, block by block: what each promises to those after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extractor.exemplars import vocabulary as words
from extractor.exemplars.headings import in_example_section, names_examples, of_persons, promises, sorts_out
from extractor.exemplars.zones.building import Zone
from extractor.exemplars.zones.clauses import done, gave, rewarded
from extractor.exemplars.zones.listed import going_on, grouped, item, item_mark, labelled
from extractor.exemplars.zones.praised import LEAD_REACH, strong
from extractor.exemplars.zones.stretches import TEXT_KINDS, State, sentences
from extractor.exemplars.zones.verdicts import predicate
from extractor.source import Source
from models.records import Block, Span


def find_zones(source: Source, plain: str) -> Iterator[Zone]:
    """The zones of `source` in reading order; `plain` is its text made plain."""
    state, called = State(), _called_examples(source, plain)
    for block in source.layout.blocks:
        if block.kind not in TEXT_KINDS:
            state = State(below=block.kind == "title" and _lists_examples(plain, block))
            continue
        state.led = state.led or block.start in called
        yield from _zones_of_block(source, plain, block, state)


def _zones_of_block(source: Source, plain: str, block: Block, state: State) -> Iterator[Zone]:
    found = 0
    state.below = promises(plain, block) if block.kind == "heading" else state.below and _counted(plain, block)
    sorting = block.kind == "heading" and sorts_out(plain, block)
    state.persons = of_persons(plain, block) if block.kind == "heading" else state.persons
    examples = state.led or (state.below and block.kind != "heading") or in_example_section(block)
    marked = item_mark().match(plain, block.start, block.end) is not None
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
    leads_on = text.endswith(":") and bool(
        words.cue("strong").search(text[-LEAD_REACH:]) or _models_lead().search(text)
    )
    state.led = leads_on or (state.led and (found > 0 or block.kind == "item" or sorting))


def _called_examples(source: Source, plain: str) -> frozenset[int]:
    """Where the items begin that the sentence below them calls examples: "Trên đây là những gương tiêu biểu"."""
    starts: set[int] = set()
    run: list[int] = []
    for block in source.layout.blocks:
        marked = item_mark().match(plain, block.start, block.end) is not None
        if marked:
            run.append(block.start)
        if run and _these_are().search(plain, block.start, block.end):
            starts.update(run)
            run = []
        run = run if marked else []
    return frozenset(starts)


@cache
def _models_lead() -> re.Pattern[str]:
    """A line that leads to many who do well, without a word of praise: "Nhiều mô hình cho thu nhập cao:"."""
    well = words.whole(words.cues("models_well"))
    ill = words.whole(words.cues("models_ill"))
    many = r"(?i:nhiều|các|những|một\s+số|có\s+nhiều)"
    return re.compile(rf"(?:^|[.;]\s+)(?=[^.;:]+:\Z)(?![^.;:]*{ill}){many}\s+(?i:{well})\s[^.;:]{{3,80}}:\Z")


@cache
def _these_are() -> re.Pattern[str]:
    praise = words.whole([*words.cues("strong"), *words.cues("heading")])
    begin = r"(?:(?<![^\n])|(?<=[.;]\s))"
    these = rf"(?i:trên\s+đây|đó|đây)\s+(?:đều\s+)?là\s+(?:những|các)\s[^.;:]{{0,60}}?{praise}"
    above = rf"(?i:những|các)\s[^.;:]{{0,20}}?{praise}[^.;:]{{0,20}}?\s(?:trên|nêu\s+trên|kể\s+trên)\s"
    return re.compile(rf"{begin}(?:{these}|{above})")


def _lists_examples(plain: str, block: Block) -> bool:
    """Whether a title announces examples, as a list without a head does: "DANH SÁCH ĐIỂN HÌNH TIÊN TIẾN"."""
    title = plain[block.start : block.end]
    return re.match(r"(?i:danh\s+sách|các|những|một\s+số|gương)\s", title) is not None and promises(plain, block)


def _counted(plain: str, block: Block) -> bool:
    """Whether a line is numbered like those of a list; the layout may take its number for a heading's rung."""
    return re.compile(r"\s*(?:\d{1,2}[.)/]|-)\s").match(plain, block.start, block.end) is not None


def _zone(plain: str, block: Block, s: Span, state: State, examples: bool, *, first: bool) -> Zone | None:
    return (
        strong(plain, block, s)
        or (going_on(plain, block, s, state, first=first))
        or labelled(plain, block, s, examples, beside=first and state.beside)
        or (item(plain, block, s, state) if first and examples else None)
        or grouped(plain, block, s, state)
        or predicate(plain, block, s)
        or done(plain, block, s)
        or gave(plain, block, s, among=names_examples(block) or (state.listed and not first))
        or rewarded(plain, block, s)
    )
