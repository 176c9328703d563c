"""Which headings and lead-ins stand over each block of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from extractor.awards.context import MARK, Context, context_of
from extractor.source import Source
from models.records import Block
from models.text import fold

_READ = frozenset({"heading", "paragraph", "item", "row", "footnote", "title"})
_TELLS = re.compile(
    r"(?:[\divxlc]+[.)]\s*)*(?:ket qua\s+)?khen thuong"
)  # headings that name an occasion of commendation
_NARRATES = re.compile(r"(?<!\w)(?:được|đã|vừa|Ảnh)(?!\w)")  # a sentence, not a label
_BULLETS = frozenset("-–+•●*·‣▪")
_APART = re.compile(r"\W*(?:Tổng|Cộng|Toàn|Ngoài ra|Trong năm|Trong kỳ|Bên cạnh|Như vậy|Năm\s)")  # of no label above
_BESIDES = re.compile(r"\W*(?:Ngoài ra|Bên cạnh)")  # goes on beside the list above
_LONGEST = 300  # of a lead-in, in characters


@dataclass
class _Outline:
    """The lead-ins in force, outermost first, each with the mark it began with ("" for none)."""

    stack: list[tuple[str, Context]] = field(default_factory=list)
    level: tuple[str, str | None] = ("", None)
    """The mark and the level of the last label that says nothing else: what stands below it, marked as it may be, is of
    that level up to the next number of its own kind."""

    def enter(self, mark: str, text: str) -> None:
        """Drop what no longer stands over an item of this mark: lead-ins of the same mark and below."""
        if (mark == self.level[0] and mark not in _BULLETS) or _APART.match(text):
            self.level = ("", None)
        if _BESIDES.match(text):
            self.stack = []
        marks = [m for m, _ in self.stack]
        if mark and mark in marks:
            del self.stack[marks.index(mark) :]
        elif not mark:
            self.stack = [entry for entry in self.stack if not entry[0]]

    def lead(self, mark: str, context: Context) -> None:
        """Put a lead-in in force; an unmarked one that says who gives what ends the unmarked one before it."""
        bare = context == Context(level=context.level, praise=context.praise)
        self.level = (mark, context.level if bare else None)
        if not mark and context.gives:
            self.stack = [entry for entry in self.stack if not entry[1].gives]
        self.stack.append((mark, context))

    def context(self) -> Context:
        """All lead-ins in force as one, the nearest first."""
        whole = Context()
        for _, context in self.stack:
            whole = context.over(whole)
        return whole if whole.gives else replace(whole, level=self.level[1])


def outlined(source: Source) -> Iterator[tuple[Block, Context, bool]]:
    """Each block that may hold counts, with what stands over it, and whether it is nothing but a lead-in."""
    outline = _Outline()
    for block in source.layout.blocks:
        if block.kind not in _READ:
            continue
        text = source.text[block.start : block.end]
        if block.kind in ("heading", "title"):
            outline = _Outline()
        mark = mark_of(text) if block.kind != "row" else "row"
        if block.kind != "row":
            outline.enter(mark, text)
        leads = lead_in(text) if block.kind in ("paragraph", "item", "heading") else None
        label = leads is not None and (":" not in text or text.rstrip().endswith(":"))
        yield block, outline.context().over(_section(block.section)), label
        if leads:
            outline.lead(mark, leads)


def lead_in(text: str) -> Context | None:
    """What a block tells of those below it: all of one that ends in a colon or has no end, else its first label."""
    text = text.strip()
    if not text or (len(text) > _LONGEST and not text.endswith(":")):
        return None
    if text[-1] not in ".;,!?…":
        context = context_of(text[-_LONGEST:])
        if text.endswith(":") or (_labels(text, context) and not _counts(text)):
            return context
    label, colon, _ = text.partition(":")
    first = context_of(label) if colon else Context()
    return replace(first, award=None, awarder=None, kind=None) if first.level and not first.award else None


def _labels(text: str, context: Context) -> bool:
    """Whether a line without a full stop is a title: marked, or one that speaks of praise and tells nothing."""
    return bool(mark_of(text)) or (context.praise and not _NARRATES.search(text))


def _counts(text: str) -> bool:
    from extractor.awards.tags import scan

    return bool(scan(text, 0, len(text)).counts)


@cache
def _section(section: tuple[str, ...]) -> Context:
    """What the headings above say; the deepest wins."""
    whole = Context()
    for heading in section:
        context = context_of(heading)
        occasion = context.occasion if _TELLS.match(fold(heading)) else None
        whole = replace(context, awarder=None, occasion=occasion).over(whole)
    return whole


def mark_of(text: str) -> str:
    """The kind of mark a block begins with, so that items of one list compare equal: `1.` and `2.` are both `1.`."""
    match = MARK.match(text)
    mark = (match["mark"] or "").strip() if match else ""
    if not mark:
        return ""
    if mark[0] in "IVXLC" or mark.startswith("Phần"):
        return "I"
    if mark[0].isupper():
        return "A"
    digits = "".join("1" if c.isdigit() else "a" if c.isalpha() else c for c in mark)
    while "11" in digits:
        digits = digits.replace("11", "1")
    return digits
