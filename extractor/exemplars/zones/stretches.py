"""Stretches of text that may name examples: the sentences of blocks, and what one promises to the next."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.exemplars import vocabulary as words
from extractor.source import Source
from models.records import Block, Span

TEXT_KINDS = ("paragraph", "item", "footnote", "heading")


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


def caption_free(plain: str, s: Span) -> int:
    """Where the sentence ends without the caption's "- Ảnh: ..."."""
    caption = re.compile(r"\s*[-.(]\s*(?:Ảnh|Tin, ảnh|Nguồn)\s*:").search(plain, s.start, s.end)
    return caption.start() if caption else s.end


@dataclass(slots=True)
class State:
    """What earlier blocks and sentences promise to those after them."""

    led: bool = False  # the block before ended "... như:" with words of praise
    open_list: bool = False  # the block before broke off within a list
    listed: bool = False  # the sentence before named examples
    below: bool = False  # a heading of examples stands above, with nothing but numbered lines since
    persons: bool = False  # the label above sorts out persons
    beside: bool = False  # the block before was an item that named examples
