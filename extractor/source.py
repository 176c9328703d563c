"""What the finders of records read: the laid-out text with its sentences, and evidence made from it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from extractor.widths import part_of
from models.page import Box, Region, Turn
from models.records import Block, Evidence, Layout, Place, Span
from models.text import fold, level_tones, squeeze

_HAIR = 0.07  # heights of a word: what OCR cuts off a last letter
_SLIVER = 0.1  # points: what is so narrow is no higher on a line that falls or rises
_ALIKE = 92.0  # of 100: a footnote printed twice, as OCR reads it
_TILTED = 1.35  # heights of a word: a line's box that would be higher is made of several, as on a page scanned askew


@dataclass(frozen=True)
class Source:
    """A layout with what several finders need of its text, all of it made when it is first asked for, and once."""

    layout: Layout

    @property
    def text(self) -> str:
        """The laid-out text."""
        return self.layout.text

    @property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text."""
        return self.layout.sentences

    @cached_property
    def level(self) -> str:
        """The text with its tone marks in one place (`level_tones`), character for character."""
        return level_tones(self.text)

    @cached_property
    def _place_starts(self) -> list[int]:
        return [place.start for place in self.layout.places]

    @cached_property
    def is_scanned(self) -> bool:
        """Whether OCR read the text or a part of it."""
        return any(place.confidence is not None for place in self.layout.places)

    @cached_property
    def _repeats(self) -> frozenset[int]:
        """Where footnotes begin that are printed again."""
        seen: dict[tuple[str | None, str], list[str]] = {}
        repeats = set()
        for block in self.layout.blocks:
            if block.kind == "footnote":
                text = self.text[block.start : block.end]
                known = seen.setdefault((block.mark, "".join(filter(str.isdigit, text))), [])
                if text in known or (self.is_scanned and any(_are_alike(text, other) for other in known)):
                    repeats.add(block.start)
                else:
                    known.append(text)
        return frozenset(repeats)

    def is_repeated(self, evidence: Evidence) -> bool:
        """Whether the words stand in a footnote that is printed again, as some programs do: they count once."""
        return bool(self._repeats) and self.block_at(evidence.start).start in self._repeats

    def block_at(self, offset: int) -> Block:
        """The block that holds `offset`."""
        return self.layout.block_at(offset) or self.layout.blocks[0]

    def blocks_before(self, block: Block) -> Iterator[Block]:
        """The blocks before `block`, the nearest first."""
        return self.layout.blocks_before(block)

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds `offset`, never reaching over its block."""
        block = self.block_at(offset)
        sentence = self.layout.sentence_at(offset) or block
        return Span(max(sentence.start, block.start), min(max(sentence.end, offset), block.end))

    def sentences_between(self, start: int, end: int) -> tuple[Span, ...]:
        """The sentences that overlap the stretch from `start` to `end`."""
        return self.layout.sentences_between(start, end)

    def evidence(self, start: int, end: int) -> Evidence:
        """The evidence for the words between `start` and `end`: page, quote, and one box for each printed line."""
        places = self.layout.places[self._first_place(start) : bisect_left(self._place_starts, end)]
        page = places[0].page if places else self.block_at(start).page
        quoted = [self._quoted(place, start, end) for place in places]
        boxes = {number: self._boxes_on(number, quoted) for number in sorted({p.page for p in places})}
        own = boxes.pop(page, ())
        further = tuple(Region(number, found) for number, found in boxes.items() if found)
        return Evidence(start, end, page, squeeze(self.text[start:end]), own, further)

    def _boxes_on(self, page: int, places: list[Place]) -> tuple[Box, ...]:
        here = [place for place in places if place.page == page]
        turn = next((turn for turn in self.layout.turns if turn.page == page), None)
        return _boxes(here, turn or Turn(page, 0, 0.0, 0.0))

    def _quoted(self, place: Place, start: int, end: int) -> Place:
        """The place of those letters of a word that stand between `start` and `end`."""
        whole = place.confidence is None and start <= place.start and place.end <= end
        if whole or not place.box:
            return place
        hair = 0.0 if place.confidence is None else _HAIR * (place.box.bottom - place.box.top)
        wide = replace(place.box, x0=place.box.x0 - hair, x1=place.box.x1 + hair)
        word = self.text[place.start : place.end]
        return replace(place, box=part_of(wide, word, start - place.start, end - place.start))

    def _first_place(self, start: int) -> int:
        at = bisect_right(self._place_starts, start) - 1
        return at if at >= 0 and self.layout.places[at].end > start else at + 1


def _are_alike(one: str, other: str) -> bool:
    """Whether two readings that have the same digits may be of the same print: few letters differ."""
    from rapidfuzz import fuzz

    return fuzz.ratio(fold(one), fold(other), score_cutoff=_ALIKE) > 0


def _boxes(places: Iterable[Place], turn: Turn) -> tuple[Box, ...]:
    """A box for each line that the words stand in; several for a line that falls or rises over the paper."""

    def height(box: Box) -> float:
        there = turn.back(box)
        return there.x1 - there.x0 if turn.quarters % 2 else there.bottom - there.top

    boxes: list[Box] = []
    line, highest = 0, 0.0
    for place in places:
        if not (box := place.box):
            continue
        upright = height(Box(box.x0, box.top, box.x0 + _SLIVER, box.bottom))
        highest = max(highest if place.line == line else 0.0, upright)
        whole = boxes[-1].union(box) if boxes and place.line == line else None
        if whole and height(whole) <= _TILTED * highest:
            boxes[-1] = whole
        else:
            boxes.append(box)
        line = place.line
    return tuple(map(turn.back, boxes))
