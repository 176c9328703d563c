"""What the finders of records read: the laid-out text with its sentences, and evidence made from it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from models.page import Box
from models.records import Block, Evidence, Layout, Span
from models.text import squeeze


@dataclass(frozen=True)
class Source:
    """A layout with its words and sentences, as offsets into its text; made once and passed to every finder."""

    layout: Layout
    sentences: tuple[Span, ...]
    words: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The laid-out text."""
        return self.layout.text

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.layout.blocks]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _place_starts(self) -> list[int]:
        return [place.start for place in self.layout.places]

    def block_at(self, offset: int) -> Block:
        """The block that holds `offset`."""
        return self.layout.blocks[max(bisect_right(self._block_starts, offset) - 1, 0)]

    def sentence_at(self, offset: int) -> Span:
        """The sentence that holds `offset`, never reaching over its block."""
        block = self.block_at(offset)
        if not self.sentences:
            return Span(block.start, block.end)
        sentence = self.sentences[max(bisect_right(self._sentence_starts, offset) - 1, 0)]
        return Span(max(sentence.start, block.start), min(max(sentence.end, offset), block.end))

    def sentences_between(self, start: int, end: int) -> tuple[Span, ...]:
        """The sentences that overlap the stretch from `start` to `end`."""
        first = max(bisect_right(self._sentence_starts, start) - 1, 0)
        return tuple(s for s in self.sentences[first : bisect_left(self._sentence_starts, end)] if s.end > start)

    def evidence(self, start: int, end: int) -> Evidence:
        """The evidence for the words between `start` and `end`: page, quote, and one box for each printed line."""
        places = self.layout.places[self._first_place(start) : bisect_left(self._place_starts, end)]
        page = places[0].page if places else self.block_at(start).page
        lines: dict[int, Box] = {}
        for place in places:
            if place.box and place.page == page:
                lines[place.line] = lines[place.line].union(place.box) if place.line in lines else place.box
        return Evidence(start, end, page, squeeze(self.text[start:end]), tuple(lines.values()))

    def _first_place(self, start: int) -> int:
        at = bisect_right(self._place_starts, start) - 1
        return at if at >= 0 and self.layout.places[at].end > start else at + 1
