"""The parts of a document in order: letterhead, title, address, running text, recipients, signature; then annexes."""

from __future__ import annotations

from dataclasses import replace

from extractor.layout import body, close, head, signs
from extractor.layout.notes import notes_in
from extractor.layout.setting import Setting
from extractor.layout.strips import Draft, Item, Strip, drafted

_CELL = 12  # lines of a letterhead's left cell


def divide(items: list[Item], setting: Setting) -> list[Draft]:
    """All blocks of the flow `items`; footnotes stand after the block that bears their mark."""
    drafts: list[Draft] = []
    tops = _tops(items)
    at = 0
    while at < len(items):
        found, at = _top(items, at, setting)
        drafts += found
        stop = _running_end(items, at, tops)
        drafts += body.running(items[at:stop], setting)
        at = stop
        if at < len(items) and close.close_begins(items, at):
            end = close.close_end(items, at, tops)
            drafts += close.close([i for i in items[at:end] if isinstance(i, Strip)])
            at = end
    return [block for draft in drafts for block in (draft, *_footnotes(draft))]


def _footnotes(draft: Draft) -> list[Draft]:
    return [
        replace(drafted("footnote", list(note.strips), note.mark or None), section=draft.section)
        for note in notes_in(draft.tokens)
    ]


def _tops(items: list[Item]) -> list[bool]:
    """For each item whether the top of a document or an annex may stand there."""
    return [_is_top(items, i) for i in range(len(items))]


def _is_top(items: list[Item], i: int) -> bool:
    item = items[i]
    if not isinstance(item, Strip):
        return False
    return signs.motto(item.text) or head.title_length(items, i) > 0 or _is_left_of_motto(items, i)


def _is_left_of_motto(items: list[Item], i: int) -> bool:
    """Whether the left cell of a letterhead begins at `i`, the right one of which begins with the motto."""
    item, above = items[i], items[i - 1] if i else None
    if not isinstance(item, Strip) or item.zone != "left" or (isinstance(above, Strip) and above.zone == "left"):
        return False
    right = next((other for other in items[i : i + _CELL] if not _is_left(other)), None)
    return isinstance(right, Strip) and right.zone == "right" and signs.motto(right.text)


def _is_left(item: Item) -> bool:
    return isinstance(item, Strip) and item.zone == "left"


def _running_end(items: list[Item], at: int, tops: list[bool]) -> int:
    """One past the running text that begins at `at`: it lasts to the foot, or to a letterhead of another document."""
    for i in range(at, len(items)):
        if close.close_begins(items, i):
            return i
        item = items[i]
        if i > at and tops[i] and isinstance(item, Strip) and _annex_begins(items, i):
            return i
    return len(items)


def _annex_begins(items: list[Item], i: int) -> bool:
    item = items[i]
    above = items[i - 1]
    assert isinstance(item, Strip)
    if signs.whole_motto(item.text) or _is_left_of_motto(items, i):
        return True
    return signs.annex(item.text) and (above.page != item.page or (item.centred and signs.annex_alone(item.text)))


def _top(items: list[Item], at: int, setting: Setting) -> tuple[list[Draft], int]:
    """Letterhead, title and address from `at` on, as far as there are any, and where the running text begins."""
    first = at
    end = head.letterhead_end(items, at)
    drafts = head.letterhead([i for i in items[at:end] if isinstance(i, Strip)])
    at = end
    if at < len(items) and head.title_length(items, at):
        found, at = head.title(items, at, setting)
        drafts += found
        if at < len(items) and head.authority(items[at]):
            drafts.append(drafted("letterhead", [s for s in items[at : at + 1] if isinstance(s, Strip)]))
            at += 1
    elif first == 0 == end and (length := head.headline_length(items, setting)):
        drafts.append(drafted("title", [s for s in items[:length] if isinstance(s, Strip)]))
        at = length
    item = items[at] if at < len(items) else None
    if isinstance(item, Strip) and signs.address(item.text):
        found, at = head.addresses(items, at, setting)
        drafts += found
    return drafts, at
