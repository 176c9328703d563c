"""How a document is set: where its lines end, and what white space means in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median
from unicodedata import normalize

from extractor.layout.signs import bare, ended, goes_on, loud, opener
from extractor.layout.strips import Strip

_LONG_LINE = 130  # characters; no office prints so many on a line of running text
_ROOM = 0.06  # of a column's width by which full lines differ, where widths are reckoned
_ROOM_AT_COLON = 0.18  # the same for a line that ends with a colon, which seldom ends a paragraph so far right
_OVERLONG = 1.25  # a line so much wider than the column is a paragraph by itself
_ROOM_MEASURED = 0.02  # the same, where lines have boxes
_MORE_THAN_USUAL = 0.2  # heights of a line by which the space before a paragraph exceeds that between lines
_FIRST_LINE = 12.0  # points by which the first line of a paragraph is set in

_BLANK = 0.9  # heights of a line: where the usual space is as much, lines are double-spaced
_CLEARLY_SHORT = 0.8  # of the column's width
_FEWEST_GAPS = 3  # that tell the space between lines
_NEARLY_ALWAYS = 0.8
_AS_A_RULE = 0.5


@dataclass(frozen=True, slots=True)
class Setting:
    """`whole`: every line is a paragraph. `parted`: paragraphs are parted by space above. `indented`: by a first line
    set in. `right`: where full lines end; `room`: how far short of it they may. `gap`: the usual space between lines.
    """

    whole: bool
    parted: bool
    indented: bool
    right: float
    room: float
    gap: float

    def parts(self, strip: Strip) -> bool:
        """Whether the space above `strip` is more than what parts any two lines."""
        return strip.gap > self.gap + _MORE_THAN_USUAL

    def set_in(self, strip: Strip) -> bool:
        """Whether `strip` is set in as the first line of a paragraph is."""
        return self.indented and strip.indent >= _FIRST_LINE and not strip.centred

    def overlong(self, strip: Strip, by: float) -> bool:
        """Whether `strip` is wider than the column by the factor `by`: no line break at the edge has ended it."""
        return strip.reach > self.right * by and not strip.tokens[0].box

    def full(self, before: Strip, after: Strip) -> bool:
        """Whether the first word of `after` would not have fitted on the line `before`: the break was forced."""
        word = after.tokens[0]
        if word.box:
            return before.reach + word.box.x1 - word.box.x0 > self.right * (1 - self.room)
        if self.overlong(before, _OVERLONG):
            return False
        room = _ROOM_AT_COLON if before.text.endswith(":") else self.room
        return before.reach + width(f" {word.text}") > self.right * (1 - room)


_NARROW = frozenset("iltjfrI.,;:'!|()[]/-‘’“”\" ")
_WIDE = frozenset("mwMW%…")


@lru_cache(4096)
def width(text: str) -> float:
    """The width of `text` in a proportional typeface, in ems, near enough to tell full lines from short ones."""
    return sum(map(_letter_width, text))


def _letter_width(c: str) -> float:
    base = normalize("NFD", c)[0]
    if base in _NARROW:
        return 0.3
    if base in _WIDE:
        return 0.8
    return 0.68 if base.isupper() else 0.48


def measure(strips: list[Strip], whole: bool) -> Setting:
    """The setting of a document, out of its lines of running text."""
    body = [s for s in strips if s.zone == "body" and s.tokens]
    measured = any(s.tokens[0].box for s in body)
    reaches = sorted(s.reach for s in body) or [0.0]
    usual = _usual_gap(body) if measured or _is_double_spaced(body) else 0.0
    right = reaches[int(len(reaches) * (0.95 if measured else 0.85))]
    return Setting(
        whole=whole or (not measured and _is_whole(body)),
        parted=usual < _BLANK and _is_parted(body, usual, right),
        indented=measured and _is_indented(body),
        right=right,
        room=_ROOM_MEASURED if measured else _ROOM,
        gap=usual,
    )


def _usual_gap(body: list[Strip]) -> float:
    """The space between two lines of a paragraph: where most paragraphs are short, few gaps are of this kind."""
    within = [b.gap for a, b in pairwise(body) if a.page == b.page and not ended(a.text) and goes_on(b.text)]
    gaps = within if len(within) >= _FEWEST_GAPS else [s.gap for s in body[1:]]
    return median(gaps or [0.0])


def _is_whole(body: list[Strip]) -> bool:
    """Many lines longer than print allows, and few that stop in the middle of a sentence."""
    lengths = [len(s.text) for s in body]
    long = sum(length > _LONG_LINE for length in lengths)
    cut = sum(not ended(a.text) and goes_on(b.text) for a, b in pairwise(body))
    return long > 0 and cut <= max(long, len(body) * 0.2)


def _is_double_spaced(body: list[Strip]) -> bool:
    """Blank lines stand inside of sentences as a rule, not only where a page ends."""
    cuts = [b.gap for a, b in pairwise(body) if not ended(a.text) and goes_on(b.text)]
    spaced = sum(gap >= 1 for gap in cuts)
    return spaced >= 2 and spaced >= len(cuts) * _AS_A_RULE


def _is_parted(body: list[Strip], usual: float, right: float) -> bool:
    """More space than usual stands wherever a paragraph ends, told by a sentence that ends short of the right edge."""
    wide = [b.gap > usual + _MORE_THAN_USUAL for b in body[1:]]
    ends = [gap for (a, b), gap in zip(pairwise(body), wide, strict=True) if _ends_paragraph(a, b, right)]
    return sum(wide) >= max(2, len(wide) * 0.04) and sum(ends) >= len(ends) * _NEARLY_ALWAYS


def _ends_paragraph(before: Strip, after: Strip, right: float) -> bool:
    """A sentence ends short of the edge, and neither a list nor the foot of a document stands there."""
    if bare(before.text) or opener(after.text) or loud(after.text):
        return False
    return ended(before.text) and before.reach < right * _CLEARLY_SHORT


def _is_indented(body: list[Strip]) -> bool:
    """Some lines, not most, are set in by as much as the first line of a paragraph."""
    share = sum(s.indent >= _FIRST_LINE and not s.centred for s in body) / max(len(body), 1)
    return 0.03 < share < 0.75
