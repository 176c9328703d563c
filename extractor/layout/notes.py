"""Footnotes: lifted out of the running text and tied to the word that bears their mark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from extractor.layout.marks import MARK, NOTE_START, bearer, mark_in, plain_mark, without_mark
from extractor.layout.setting import Setting
from extractor.layout.signs import CAPITALS, ended, goes_on, opener, shouting
from extractor.layout.strips import Item, Note, Strip, Token

_ROMAN = r"[\[(]?(?P<sign>[ivx]{1,5}(?=[\]).]*\s))[\])]?"
_ZONE_START = re.compile(rf"(?:{MARK}|{_ROMAN})[.)]?(?=\s|[^\W\d_]|$)")
_CAPITAL_NEXT = re.compile(rf"\s*[\"“‘(]?[{CAPITALS}]")
_SHORT_OF = 0.85  # of the longest line of a footnote: a shorter one is its last


@dataclass(frozen=True, slots=True)
class _Block:
    """A footnote found: it stands in the lines from `start` to `end`."""

    mark: str
    start: int
    end: int
    strips: tuple[Strip, ...]


@dataclass(slots=True)
class _Flow:
    """The flow so far, and where in it the word stands that bears the last footnote lifted: (item, word)."""

    items: list[Item] = field(default_factory=list)
    last: tuple[int, int] | None = None

    @property
    def note(self) -> Note | None:
        """The last footnote lifted."""
        return self.items[self.last[0]].tokens[self.last[1]].note if self.last else None

    def hang(self, at: tuple[int, int], token: Token) -> None:
        """Put `token`, with its footnote, in the place of the word at `at`."""
        item = self.items[at[0]]
        tokens = item.tokens
        self.items[at[0]] = item.with_tokens((*tokens[: at[1]], token, *tokens[at[1] + 1 :]))
        self.last = at


def lift_notes(items: list[Item], setting: Setting) -> list[Item]:
    """The flow without its footnotes; the word that bore a footnote's mark holds the footnote, the mark dropped."""
    flow = _Flow()
    at = 0
    while at < len(items):
        block = _block_at(items, at, flow, setting)
        if block is None:
            flow.items.append(items[at])
            at += 1
        else:
            _tie(flow, block)
            at = block.end
    return flow.items


def _block_at(items: list[Item], at: int, flow: _Flow, setting: Setting) -> _Block | None:
    item = items[at]
    if not isinstance(item, Strip):
        return None
    if item.zone == "note":
        return _zone_block(items, at, flow)
    match = NOTE_START.match(item.text) if item.zone == "body" else None
    if not match:
        return None
    mark = plain_mark(match["number"])
    if bearer(flow.items, mark) is None:
        return None
    end = _end_of_note(items, at, flow.items, mark, setting)
    return _Block(mark, at, end, _without_mark(items[at:end], match.end()))


def _zone_block(items: list[Item], at: int, flow: _Flow) -> _Block:
    """The footnote that begins at `at` in a footnote area; its mark is empty where it has none."""
    first = items[at]
    assert isinstance(first, Strip)
    note = flow.note
    above = note if note and _follows_note(items, at) else None
    start = _start(first, flow.items, above.mark if above else None, bool(note) and _is_open(note, first))
    mark, length = start or ("", 0)
    end = at + 1
    while end < len(items):
        item = items[end]
        if not isinstance(item, Strip) or item.zone != "note" or item.page != first.page:
            break
        if _start(item, flow.items, mark or (note.mark if note else "")):
            break
        end += 1
    return _Block(mark, at, end, _without_mark(items[at:end], length))


def _follows_note(items: list[Item], at: int) -> bool:
    """Whether a footnote ends on the line above, in the same footnote area."""
    before = items[at - 1] if at else None
    return isinstance(before, Strip) and before.zone == "note" and before.page == items[at].page


def _is_open(note: Note | None, first: Strip) -> bool:
    """Whether a footnote ends in the middle of a sentence at the foot of the page before, so that it may go on here."""
    if not note:
        return False
    last = note.strips[-1]
    return last.page == first.page - 1 and (not ended(last.text) or goes_on(first.text))


def _goes_on(note: Note | None, first: Strip) -> bool:
    """Whether a line without a mark, the first of its page's footnotes, goes on with those of the page before.

    A scan may have lost its mark.
    """
    print_sure = first.tokens[0].confidence is None
    return _is_open(note, first) or (print_sure and note is not None and note.strips[-1].page == first.page - 1)


def _start(strip: Strip, flow: list[Item], above: str | None, is_open: bool = False) -> tuple[str, int] | None:
    """The mark with which a line of a footnote area begins, and its length; None where it goes on with a footnote.

    `above` is the mark of the footnote above in the area, None in its first line; where that `is_open`, a number that
    no word bears is no mark.
    """
    first = strip.tokens[0]
    if first.raised:
        return plain_mark(first.text.rstrip(".")), len(first.text)
    match = _ZONE_START.match(strip.text)
    if not match:
        return None
    mark = plain_mark(match["number"] or match["sign"])
    if not match.group()[0].isalnum() or _is_likely(mark, strip.text[match.end() :], flow, above, is_open):
        return mark, match.end()
    return None


def _is_likely(mark: str, after: str, flow: list[Item], above: str | None, is_open: bool) -> bool:
    """Whether a number at the beginning of a line, not raised, is a mark."""
    capital, borne = bool(_CAPITAL_NEXT.match(after)), bearer(flow, mark) is not None
    if above is None:
        return borne or not is_open
    if above.isdigit() and mark.isdigit():
        return int(mark) == int(above) + 1 and mark[0] != "0" and (capital or borne)
    return capital


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
    if done and _heads(after):
        return True
    resumes = open_above and goes_on(after.text)
    if setting.whole or setting.parted:
        return setting.whole or setting.parts(after) or (done and resumes)
    if setting.gap >= 1 and after.gap < 1:
        return True
    short = before.reach < longest * _SHORT_OF or longest == before.reach
    return done and (resumes or short)


def _heads(strip: Strip) -> bool:
    """Whether a heading stands here: `IV. CÔNG TÁC KHÁC`, `Điều 2.`"""
    found = opener(strip.text)
    if not found or found[0] in ("bullet", "letter"):
        return False
    return found[0] in ("part", "chapter", "division", "article") or shouting(strip.text)


def _tie(flow: _Flow, block: _Block) -> None:
    """Hang the footnote on the word that bears its mark.

    Where none does, it hangs above the mark of the footnote that follows by number, else on the last word above.
    """
    if not block.strips:
        return
    where = bearer(flow.items, block.mark) if block.mark else None
    note = Note(block.mark, block.strips)
    if where:
        flow.hang(where, replace(_unmarked(flow.items[where[0]].tokens[where[1]], note.mark), note=note))
    elif not block.mark and flow.last and _goes_on(flow.note, block.strips[0]):
        above = flow.items[flow.last[0]].tokens[flow.last[1]]
        assert above.note
        flow.hang(flow.last, replace(above, note=replace(above.note, strips=above.note.strips + block.strips)))
    else:
        _tie_above(flow, note)


def _tie_above(flow: _Flow, note: Note) -> None:
    """Hang a footnote whose mark was lost so that it stands before the one that follows."""
    at, j = _following(flow, note) or (len(flow.items), 0)
    before = flow.items[at].tokens[:j] if j else ()
    if before and not before[-1].note:
        flow.hang((at, j - 1), replace(before[-1], note=note))
        return
    for i in range(at - 1, -1, -1):
        tokens = flow.items[i].tokens
        if tokens and not tokens[-1].note:
            flow.hang((i, len(tokens) - 1), replace(tokens[-1], note=note))
            return


def _following(flow: _Flow, note: Note) -> tuple[int, int] | None:
    """Where on the footnote's page, below the last one lifted, the mark of the next stands."""
    if not note.mark.isdecimal():
        return None
    where = bearer(flow.items, str(int(note.mark) + 1))
    on_page = where is not None and flow.items[where[0]].page == note.strips[0].page
    return where if where and on_page and (flow.last is None or where > flow.last) else None


def _unmarked(token: Token, mark: str) -> Token:
    """The word without the mark it bears."""
    if token.raised:
        return replace(token, text=without_mark(token.text, mark))
    match = mark_in(token.text)
    assert match
    return replace(token, text=match["word"] + match["rest"])


def notes_in(tokens: tuple[Token, ...]) -> Iterator[Note]:
    """The footnotes whose marks stand in `tokens`, in order."""
    return (token.note for token in tokens if token.note)
