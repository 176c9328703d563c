"""A sentence as it is read: its tags, the counts that stand together, and the award that each group is linked to."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.awards.context import Context
from extractor.awards.pairs import Count
from extractor.awards.tags import AwardTag, Tags
from extractor.bodies import Body


@dataclass(frozen=True, slots=True)
class Group:
    """Counts that stand together: `18 tập thể, 37 cá nhân`."""

    counts: tuple[Count, ...]

    @property
    def start(self) -> int:
        """Where the first count begins."""
        return self.counts[0].start

    @property
    def end(self) -> int:
        """Where the last count ends."""
        return self.counts[-1].end


@dataclass(frozen=True, slots=True)
class Link:
    """A group of counts and what was given: `award`, or praise without an award's name (None).

    `verb` is where the verb of giving or praising begins where it alone links; `gap` lies between award and counts.
    """

    group: Group
    award: AwardTag | None
    rule: str
    start: int
    end: int
    gap: tuple[int, int]
    follows: bool = False  # goes on from the link before it


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence with its tags and the contexts that hold from each offset on."""

    text: str
    start: int
    end: int
    tags: Tags
    contexts: tuple[tuple[int, Context], ...]

    def context(self, at: int) -> Context:
        """What holds at `at`."""
        return next(context for offset, context in reversed(self.contexts) if offset <= at)

    def masked(self, start: int, end: int) -> str:
        """The text between two offsets with each body as one sign."""
        return masked(self.text, start, end, self.tags.bodies)

    def unmasked(self, start: int, offset: int) -> int:
        """Where in the text `offset` of the text masked from `start` on stands."""
        at = start + offset
        for body in self.tags.bodies:
            if start <= body.start < at:
                at += body.end - body.start - 1
        return at


def masked(text: str, start: int, end: int, bodies: tuple[Body, ...]) -> str:
    """`text[start:end]` with each of `bodies` in it as "§"."""
    pieces, at = [], start
    for body in bodies:
        if body.start >= at and body.end <= end:
            pieces += [text[at : body.start], "§"]
            at = body.end
    return "".join(pieces) + text[at:end]
