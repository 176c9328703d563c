"""The foot of a document: recipients and signature, side by side or one below the other."""

from __future__ import annotations

import re

from extractor.exemplars.vocabulary import families, plain
from extractor.layout import signs
from extractor.layout.sides import part_feet
from extractor.layout.strips import Draft, Item, Strip, drafted, text_of

_FEW = 4  # lines of a signature without mark: office, name, and what may stand between
_SHORTEST_NAME, _LONGEST_NAME = 3, 5  # words
_PLACE_NEXT = re.compile(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|VÀ|,|-)$")
_SHORT = 60  # characters
_LONG = 140  # characters; no line of the foot is longer
_ANNEXED = re.compile(r"(?:Phụ lục|PHỤ LỤC)(?:\s+\S{1,4})?\s*[.:(]\s*\S|(?:PHỤ LỤC|DANH SÁCH)(?!\w)")
_PAGE_NUMBER = re.compile(r"[-–\s]*\d{1,3}[-–\s]*")
_ADDRESSEES = 15  # lines of addressees, at most
_FIRST_ADDRESSEE = re.compile(r"[-–+•*]\s*Như\s+(?:Điều|trên|kính gửi|điều)", re.I)
_KEPT = re.compile(r"[-–+•*]\s*Lưu(?!\w)", re.I)
_CLOSED = re.compile(r"[;.]\s?\S{0,2}$")  # a speck may have been read behind the sign


def close_begins(items: list[Item], at: int) -> bool:
    """Whether recipients or signature begin at `at`."""
    item = items[at]
    if not isinstance(item, Strip):
        return False
    if signs.recipients(item.text) or signs.signing(item.text) or _unheaded(items, at):
        return True
    if item.zone in ("left", "right") and signs.date_line(item.text):
        return True
    above = items[at - 1] if at else None
    finished = isinstance(above, Strip) and above.text.endswith("./.")
    return signs.role(item.text) and (finished or item.zone in ("left", "right") or _is_last(items[at:]))


def _unheaded(items: list[Item], at: int) -> bool:
    """Whether addressees begin without `Nơi nhận:`: `- Như Điều 3`, and `- Lưu ...` some lines below."""
    texts = [item.text if isinstance(item, Strip) else "" for item in items[at : at + _ADDRESSEES]]
    if not _FIRST_ADDRESSEE.match(texts[0]):
        return False
    kept = next((i for i, text in enumerate(texts) if _KEPT.match(text)), None)
    return kept is not None and all(signs.opener(text) or signs.goes_on(text) for text in texts[:kept])


def _is_last(items: list[Item]) -> bool:
    """Whether only a few short lines are left."""
    return len(items) <= _FEW and all(isinstance(i, Strip) and len(i.text) <= _SHORT for i in items)


def close_end(items: list[Item], at: int, is_head: list[bool]) -> int:
    """One past the foot that begins at `at`: it ends at a long line, a table or the top of another document."""
    end = at + 1
    while end < len(items):
        item = items[end]
        if not isinstance(item, Strip) or is_head[end] or len(item.text) > _LONG:
            break
        if item.zone == "body" and (_is_text(item.text) or _ANNEXED.match(item.text)):
            break
        end += 1
    return end


def _is_text(text: str) -> bool:
    found = signs.opener(text)
    return found is not None and found[0] not in ("bullet", "capital") and not signs.signing(text)


def close(strips: list[Strip]) -> list[Draft]:
    """One block for each recipient and each line of the signature, recipients first where both stand side by side."""
    printed = [strip for strip in strips if not _PAGE_NUMBER.fullmatch(strip.text)]
    left, right = _sides(list(part_feet(printed)))
    groups = _recipient_groups(left)
    return [drafted("recipients", g) for g in groups] + [drafted("signature", g) for g in _signature_groups(right)]


def _sides(strips: list[Strip]) -> tuple[list[Strip], list[Strip]]:
    """The lines of the recipients and those of the signature, told by their zone, else by their words."""
    left: list[Strip] = []
    right: list[Strip] = []
    signed = False
    for strip in strips:
        signed = _is_signature(strip, signed, left) or (bool(right) and signs.name(strip.text) and " " in strip.text)
        (right if signed else left).append(strip)
    return left, right


def _is_signature(strip: Strip, signed: bool, left: list[Strip]) -> bool:
    if strip.zone in ("left", "right") and left:
        return strip.zone == "right" or (signed and signs.role(strip.text))
    text = strip.text
    if signs.recipients(text):
        return False
    if signs.signing(text) or signs.role(text) or strip.zone == "right":
        return True
    found = signs.opener(text)
    if found and found[0] == "bullet":
        return False
    if signed:
        return True
    if signs.shouting(text) and not (left and signs.bare(left[-1].text)):
        return True
    return bool(left) and left[-1].text.endswith((".", "./.")) and signs.name(text)


def _recipient_groups(strips: list[Strip]) -> list[list[Strip]]:
    groups: list[list[Strip]] = []
    for strip in strips:
        if groups and _same_recipient(groups[-1], strip):
            groups[-1].append(strip)
        else:
            groups.append([strip])
    return groups


def _same_recipient(group: list[Strip], after: Strip) -> bool:
    before = group[-1].text
    if signs.bare(text_of(group[-1].tokens)) and not signs.recipients(before):
        return True
    if signs.recipients(before) or signs.opener(after.text):
        return False
    return signs.goes_on(after.text) or not _CLOSED.search(before)


def _signature_groups(strips: list[Strip]) -> list[list[Strip]]:
    groups: list[list[Strip]] = []
    for strip in strips:
        if groups and _same_signature_line(groups[-1][-1].text, strip.text):
            groups[-1].append(strip)
        else:
            groups.append([strip])
    return groups


def _is_loud_name(text: str) -> bool:
    """Whether a line in capitals is a person's name: `PHAN VĂN AN` under `P. BÍ THƯ`."""
    words = text.split()
    return signs.loud(text) and _SHORTEST_NAME <= len(words) <= _LONGEST_NAME and plain(words[0]).lower() in families()


def _same_signature_line(before: str, after: str) -> bool:
    if signs.name(before) and signs.name(after):
        return " " not in before or " " not in after
    if _is_loud_name(after) and not _PLACE_NEXT.search(before):
        return False
    return signs.loud(before) and signs.loud(after) and not signs.role(after) and not signs.signing(after)
