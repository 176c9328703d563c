"""Footnotes: lifted out of the running text and tied to the word that bears their mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.layout.marks import MARK, NOTE_START, bearer, mark_in, plain_mark
from extractor.layout.setting import Setting
from extractor.layout.signs import ended, goes_on
from extractor.layout.strips import Item, Note, Strip, Token

_ZONE_START = re.compile(rf"(?:{MARK}|(?P<star>\*{{1,3}}))[.)]?(?=\s|[^\W\d_]|$)")
_SHORT_OF = 0.85  # of the longest line of a footnote: a shorter one is its last


@dataclass(frozen=True, slots=True)
class _Block:
    """A footnote found: it stands in the lines from `start` to `end`."""

    mark: str
    start: int
    end: int
    strips: tuple[Strip, ...]


def lift_notes(items: list[Item], setting: Setting) -> list[Item]:
    """The flow without its footnotes; the word that bore a footnote's mark holds the footnote, the mark dropped."""
    flow: list[Item] = []
    at = 0
    while at < len(items):
        block = _block_at(items, at, flow, setting)
        if block is None:
            flow.append(items[at])
            at += 1
        else:
            _tie(flow, block)
            at = block.end
    return flow


def _block_at(items: list[Item], at: int, flow: list[Item], setting: Setting) -> _Block | None:
    item = items[at]
    if not isinstance(item, Strip):
        return None
    if item.zone == "note":
        return _zone_block(items, at)
    match = NOTE_START.match(item.text) if item.zone == "body" else None
    if not match:
        return None
    mark = plain_mark(match["number"])
    if bearer(flow, mark) is None:
        return None
    end = _end_of_note(items, at, flow, mark, setting)
    return _Block(mark, at, end, _without_mark(items[at:end], match.end()))


def _zone_block(items: list[Item], at: int) -> _Block:
    first = items[at]
    assert isinstance(first, Strip)
    match = _ZONE_START.match(first.text)
    end = at + 1
    while end < len(items):
        item = items[end]
        if not isinstance(item, Strip) or item.zone != "note" or _begins_in_zone(item):
            break
        end += 1
    mark = plain_mark(match["number"] or match["star"]) if match else ""
    return _Block(mark, at, end, _without_mark(items[at:end], match.end() if match else 0))


def _begins_in_zone(strip: Strip) -> bool:
    return strip.tokens[0].raised or bool(NOTE_START.match(strip.text))


def _without_mark(items: list[Item], length: int) -> tuple[Strip, ...]:
    """The footnote's lines; of the first the `length` characters of its mark are cut off."""
    strips = [item for item in items if isinstance(item, Strip)]
    tokens = list(strips[0].tokens)
    while length > 0 and tokens:
        first = tokens.pop(0)
        if len(first.text) > length:
            tokens.insert(0, replace(first, text=first.text[length:]))
        length -= len(first.text) + (0 if tokens and tokens[0].raised else 1)
    if tokens and tokens[0].raised:
        tokens[0] = replace(tokens[0], raised=False)
    head = [strips[0].with_tokens(tuple(tokens))] if tokens else []
    return (*head, *strips[1:])


def _end_of_note(items: list[Item], at: int, flow: list[Item], mark: str, setting: Setting) -> int:
    """One past the last line of the footnote that begins at `at`."""
    open_above = bool(flow) and isinstance(flow[-1], Strip) and not ended(flow[-1].text)
    longest = 0.0
    for end in range(at + 1, len(items)):
        before, after = items[end - 1], items[end]
        if not isinstance(before, Strip) or not isinstance(after, Strip):
            return end
        longest = max(longest, before.reach)
        if after.zone != "body" or after.page != before.page or _next_note(after, mark, flow):
            return end
        if _page_ends(before, after, setting, open_above, longest):
            return end
    return len(items)


def _next_note(after: Strip, mark: str, flow: list[Item]) -> bool:
    match = NOTE_START.match(after.text)
    if not match or not mark.isdigit():
        return False
    return plain_mark(match["number"]) == str(int(mark) + 1) and bearer(flow, str(int(mark) + 1)) is not None


def _page_ends(before: Strip, after: Strip, setting: Setting, open_above: bool, longest: float) -> bool:
    """Whether the footnotes, and with them the page, end between the two lines."""
    done = ended(before.text)
    resumes = open_above and goes_on(after.text)
    if setting.whole or setting.parted:
        return setting.whole or setting.parts(after) or (done and resumes)
    if setting.gap >= 1 and after.gap < 1:
        return True
    short = before.reach < longest * _SHORT_OF or longest == before.reach
    return done and (resumes or short)


def _tie(flow: list[Item], block: _Block) -> None:
    """Hang the footnote on the word that bears its mark, or on the last word above where none does."""
    if not block.strips:
        return
    where = bearer(flow, block.mark) if block.mark else None
    note = Note(block.mark, block.strips)
    if not where and _printed_before(flow, note):
        return
    if where:
        item = flow[where[0]]
        flow[where[0]] = item.with_tokens(_marked(item.tokens, where[1], note))
        return
    for i in range(len(flow) - 1, -1, -1):
        item = flow[i]
        if item.tokens and not item.tokens[-1].note:
            flow[i] = item.with_tokens((*item.tokens[:-1], replace(item.tokens[-1], note=note)))
            return


def _printed_before(flow: list[Item], note: Note) -> bool:
    """Whether the same footnote stands on an earlier page, as some programs print it again."""
    words = [strip.text for strip in note.strips]
    above = (token.note for item in flow for token in item.tokens if token.note)
    return any(n.mark == note.mark and [strip.text for strip in n.strips] == words for n in above)


def _marked(tokens: tuple[Token, ...], j: int, note: Note) -> tuple[Token, ...]:
    token = tokens[j]
    if not token.raised:
        match = mark_in(token.text)
        assert match
        text = match["word"] + match["rest"]
        return (*tokens[:j], replace(token, text=text, note=note), *tokens[j + 1 :])
    rest = token.text.lstrip("0123456789⁰¹²³⁴⁵⁶⁷⁸⁹[]()*")
    return (*tokens[:j], replace(token, text=rest, note=note), *tokens[j + 1 :])


def notes_in(tokens: tuple[Token, ...]) -> Iterator[Note]:
    """The footnotes whose marks stand in `tokens`, in order."""
    return (token.note for token in tokens if token.note)
