"""The top of a document: letterhead, title, address."""

from __future__ import annotations

import re
from itertools import zip_longest

from extractor.citations.numbers import type_pattern
from extractor.layout import signs
from extractor.layout.joints import continues
from extractor.layout.setting import Setting
from extractor.layout.strips import Draft, Item, Strip, drafted, text_of

_WINDOW = 30  # lines in which a letterhead ends
_SHORT = 70  # characters; no line of a letterhead's cell is longer
_LONGEST_SUBJECT = 700  # characters
_OVERLONG = 1.05  # of the column's width: a subject so long stands on a line of its own
_HEADLINE = 170  # characters
_CARRIES_OUT = re.compile(r"(?:Thực hiện|Triển khai|Căn cứ|Theo|Hưởng ứng)\s+(?:các\s+|tinh thần\s+)?(?:nội dung\s+)?")
_MOST_ABOUT = 4  # lines of a subject under the number


def letterhead_end(items: list[Item], at: int) -> int:
    """One past the letterhead that begins at `at`; `at` where none does."""
    end = seen = at
    for i in range(at, min(at + _WINDOW, len(items))):
        item = items[i]
        if not isinstance(item, Strip) or not _may_stand_in_head(items, i):
            break
        seen = i + 1
        if signs.head_sign(item.text) or _completes(items, i) or item.zone in ("left", "right"):
            end = seen
    above_title = end == at < seen < len(items) and title_length(items, seen) > 0
    return seen if above_title and all(_is_loud(items[i]) for i in range(at, seen)) else end


def _may_stand_in_head(items: list[Item], i: int) -> bool:
    strip = items[i]
    assert isinstance(strip, Strip)
    text = strip.text
    if title_length(items, i) or signs.address(text) or signs.recipients(text):
        return False
    if strip.zone in ("left", "right") or signs.head_sign(text) or signs.about_line(text):
        return True
    return len(text) <= _SHORT and not text.endswith((".", ";", "!", "?")) and not signs.opener(text)


def _completes(items: list[Item], i: int) -> bool:
    """Whether the line ends a date, a number or a motto begun on the line above."""
    above = items[i - 1] if i else None
    if not isinstance(above, Strip):
        return False
    text = getattr(items[i], "text", "")
    return (
        (signs.number_line(above.text) and signs.symbol(text))
        or (signs.date_line(above.text) and signs.date_rest(text))
        or (signs.motto(above.text) and not signs.whole_motto(above.text) and signs.shouting(text))
        or _in_subject(items, i)
    )


def _in_subject(items: list[Item], i: int) -> bool:
    """Whether the line goes on with a subject begun on one of the lines above: no blank line stands between."""
    for j in range(i - 1, max(-1, i - 1 - _MOST_ABOUT), -1):
        above, below = items[j], items[j + 1]
        if not isinstance(above, Strip) or not isinstance(below, Strip):
            return False
        if signs.about_line(above.text):
            return True
        if below.gap >= 1:
            return False
    return False


def _is_loud(item: Item) -> bool:
    return isinstance(item, Strip) and signs.loud(item.text)


def title_length(items: list[Item], at: int) -> int:
    """How many lines from `at` name the type of document ("KẾ HOẠCH", "QUYẾT / ĐỊNH"); 0 where they do not."""
    words = ""
    for length in (1, 2):
        item = items[at + length - 1] if at + length <= len(items) else None
        if not isinstance(item, Strip) or item.zone not in ("body", "right"):
            return 0
        words = f"{words} {item.text}".strip()
        if signs.document_type(words) or signs.annex(words) or (length == 1 and _quiet_title(items, at)):
            return length
        if " " in item.text.strip():
            return 0
    return 0


def _quiet_title(items: list[Item], at: int) -> bool:
    """Whether a type in small letters is the title: alone on its line, or with who decides, above `V/v ...`."""
    item, below = items[at], items[at + 1] if at + 1 < len(items) else None
    if not isinstance(item, Strip) or not isinstance(below, Strip) or not signs.about_line(below.text):
        return False
    return signs.quiet_type(item.text)


def letterhead(strips: list[Strip]) -> list[Draft]:
    """One block for each name, motto, number, place and date; the left cell before the right where both are known."""
    groups: list[list[Strip]] = []
    ordered = sorted(strips, key=lambda s: s.zone == "right")
    for strip, below in zip_longest(ordered, ordered[1:]):
        begun = below is not None and signs.motto_begun(strip.text, below.text)
        if groups and groups[-1][-1].zone == strip.zone and not begun and _same_cell(groups[-1], strip):
            groups[-1].append(strip)
        else:
            groups.append([strip])
    return [drafted("letterhead", group) for group in groups]


def _same_cell(group: list[Strip], after: Strip) -> bool:
    before = text_of(tuple(t for s in group for t in s.tokens))
    text = after.text
    if signs.motto_begun(before, text) or (signs.motto(before) and not signs.whole_motto(before)):
        return signs.motto(f"{before} {text}")
    if signs.date_line(text) and signs.half_place(before):
        return True
    if signs.number_line(text) or signs.date_line(text) or signs.motto(text) or signs.about_line(text):
        return False
    if signs.number_line(before):
        return signs.symbol(text) and before.rstrip().endswith((":", "/", "-"))
    if signs.date_line(before) or signs.about_line(before):
        return signs.about_line(before) or signs.date_rest(text)
    both = signs.loud(group[-1].text) and signs.loud(text)
    return both and not signs.whole_motto(before) and not signs.begins(text, "letterhead", "heads")


def title(items: list[Item], at: int, setting: Setting) -> tuple[list[Draft], int]:
    """The blocks of the title that begins at `at` (type, subject, "(Kèm theo ...)"), and where the text goes on."""
    length = title_length(items, at)
    first = [s for s in items[at : at + length] if isinstance(s, Strip)]
    drafts = [drafted("title", first)]
    at += length
    alone = signs.document_type(drafts[0].text) is None or not _names_subject(drafts[0].text)
    while alone or _bracket(items, at):
        group = _paragraph(items, at, setting)
        if not group or not (_is_subject(group) or _bracket(items, at)):
            break
        drafts.append(drafted("title", group))
        at += len(group)
        alone = False
    return drafts, at


def _names_subject(text: str) -> bool:
    kind = signs.document_type(text)
    return kind is not None and len(text.split()) > len(kind.split()) + 2


def _bracket(items: list[Item], at: int) -> bool:
    item = items[at] if at < len(items) else None
    return isinstance(item, Strip) and item.text.startswith("(") and len(item.text) < 2 * _SHORT


def _paragraph(items: list[Item], at: int, setting: Setting) -> list[Strip]:
    group: list[Strip] = []
    for item in items[at:]:
        if not isinstance(item, Strip) or (group and not _goes_on(group, item, setting)):
            break
        group.append(item)
    return group


def _goes_on(group: list[Strip], after: Strip, setting: Setting) -> bool:
    if signs.address(after.text) or _opens_text(after) or _opens_section(after):
        return False
    if _encloses(after.text) and not signs.hanging(group[-1].text):
        return False
    alone = after.gap >= 1 and not signs.loud(group[-1].text) and setting.overlong(group[-1], _OVERLONG)
    if alone and not signs.goes_on(after.text):
        return False
    if group[-1].centred and not after.centred and not signs.goes_on(after.text):
        return False
    if after.indent < group[-1].indent and _carries_out(after.text) and not signs.hanging(group[-1].text):
        return False
    both = after.centred and not setting.parts(after) and _same_loudness(group[-1].text, after.text)
    return both or continues(group, after, setting)


def _same_loudness(before: str, after: str) -> bool:
    """Both in capitals or neither; a piece without letters ("2022") goes with either."""
    return signs.loud(before) == signs.loud(after) or not any(c.isalpha() for c in after)


def _opens_text(strip: Strip) -> bool:
    return strip.text.startswith(("Căn cứ ", "Theo đề nghị", "Xét đề nghị"))


def _carries_out(text: str) -> bool:
    """Whether the text begins as reports do: `Thực hiện Công văn số ...`, `Căn cứ Kế hoạch số ...`."""
    lead = _CARRIES_OUT.match(text)
    return lead is not None and re.match(type_pattern(), text[lead.end() :]) is not None


def _opens_section(strip: Strip) -> bool:
    found = signs.opener(strip.text)
    return found is not None and found[0] in ("part", "chapter", "division", "article")


def _encloses(text: str) -> bool:
    """Whether a line of its own says what the text belongs to: "(Kèm theo Quyết định số ...)"."""
    return text.startswith("(") and signs.begins(text[1:].lstrip(), "title", "encloses")


def _is_subject(group: list[Strip]) -> bool:
    text = text_of(tuple(t for s in group for t in s.tokens))
    if signs.opener(text) or signs.address(text) or _opens_text(group[0]):
        return False
    return len(text) <= _LONGEST_SUBJECT and not text.endswith((".", ";", ":"))


def authority(item: Item) -> bool:
    """Whether the line under a title names who decides: "ỦY BAN NHÂN DÂN TỈNH ...", "CHỦ TỊCH ..."."""
    return isinstance(item, Strip) and signs.shouting(item.text) and signs.begins(item.text, "letterhead", "heads")


def headline_length(items: list[Item], setting: Setting) -> int:
    """How many lines make the headline of a text without letterhead and type; 0 where the text begins at once."""
    group = _paragraph(items, 0, setting)
    after = items[len(group)] if len(group) < len(items) else None
    if not group or not isinstance(after, Strip) or signs.opener(group[0].text):
        return 0
    text = text_of(tuple(t for s in group for t in s.tokens))
    if len(text) > _HEADLINE or text.endswith((".", ";", ":", ",")) or signs.goes_on(after.text):
        return 0
    return len(group) if setting.parts(after) or len(after.text) > len(text) else 0


def addresses(items: list[Item], at: int, setting: Setting) -> tuple[list[Draft], int]:
    """The blocks of "Kính gửi: ..." from `at` on, one for each addressee, and where the text goes on."""
    groups: list[list[Strip]] = []
    while at < len(items):
        item = items[at]
        if not isinstance(item, Strip) or not (not groups or _addressee(groups, item, setting)):
            break
        if groups and _continues_addressee(groups, item, setting):
            groups[-1].append(item)
        else:
            groups.append([item])
        at += 1
    return [drafted("address", group) for group in groups], at


def _addressee(groups: list[list[Strip]], strip: Strip, setting: Setting) -> bool:
    found = signs.opener(strip.text)
    if found:
        return found[0] == "bullet"
    return _continues_addressee(groups, strip, setting) or (
        groups[-1][-1].text.endswith(";") and len(strip.text) < _SHORT
    )


def _continues_addressee(groups: list[list[Strip]], strip: Strip, setting: Setting) -> bool:
    text = groups[-1][-1].text
    if signs.opener(strip.text) or text.endswith((".", ";")):
        return False
    if text.rstrip().endswith(":"):
        return len(strip.text) < _SHORT and not setting.full(strip, strip)
    return not setting.parts(strip) or signs.goes_on(strip.text)
