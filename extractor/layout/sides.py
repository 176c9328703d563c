"""Two columns run together on one line, parted again by their words: letterheads, and recipients beside a signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from extractor.layout import signs
from extractor.layout.strips import Item, Strip, text_of
from models.page import Zone
from models.text import exact_key

_LONGEST = 140  # characters of a line that holds two cells
_PLACE_AND_DATE = re.compile(rf"(?<=[\w-])\s+(?P<right>[{signs.CAPITALS}][^,;:\d]{{2,40}},\s*ngày\s.{{0,40}}$)")
_WORD = rf"[{signs.CAPITALS}][{signs.SMALLS}'’]+"
_QUIET_DATE = re.compile(
    rf"(?<=\w)\s+(?P<right>{_WORD}(?:[\s-]+{_WORD}){{0,5}},\s*ngày\s.{{0,40}}$)"
)  # beside a name in capitals
_MOTTO_HINT = re.compile(r"Việt\s+Nam|Hạnh\s+phúc", re.I)
_PLACE = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)\s+\w", re.I)
_LONGEST_NAME = 60  # characters
_AFTER_RECIPIENT = re.compile(r"(?<=[;:.])\s+(?=\S)")


def part_heads(items: Iterable[Item]) -> Iterator[Item]:
    """The flow with each line that holds a motto, or number and date, beside a name as two lines, left and right."""
    for item in items:
        start = _right_of_head(item.text) if isinstance(item, Strip) and item.zone == "body" else None
        if start and isinstance(item, Strip):
            yield from _parted(item, start)
        else:
            yield item


def part_feet(strips: Iterable[Strip]) -> Iterator[Strip]:
    """The lines of a document's foot, what is printed beside a recipient as a line of its own, to the right."""
    for strip in strips:
        starts = [m.end() for m in _AFTER_RECIPIENT.finditer(strip.text)] if _is_recipient(strip.text) else []
        start = next((s for s in starts if _is_signature(strip.text[s:])), None)
        if start:
            yield from _parted(strip, start)
        else:
            yield strip


def _right_of_head(text: str) -> int | None:
    """Where the right cell of a letterhead begins in a line; None where the line is not two cells."""
    if len(text) > _LONGEST:
        return None
    plain = exact_key(text).replace(" – ", " - ") if _MOTTO_HINT.search(text) else ""
    if plain and not signs.motto(text) and (found := next((m for m in signs.mottos() if m in plain), None)):
        words = len(plain[: plain.index(found)].split())
        left = " ".join(text.split()[:words])
        return len(left) + 1 if signs.loud(left) or (plain.endswith(found) and _is_name(left)) else None
    match = _PLACE_AND_DATE.search(text) if signs.numbered(text) else _QUIET_DATE.search(text)
    named = match and (signs.numbered(text) or signs.shouting(text[: match.start()]))
    return match.start("right") if match and named else None


def _is_name(left: str) -> bool:
    """Whether what stands left of a motto is a body or a place in small letters, and no sentence."""
    key = exact_key(left)
    sentence = key.endswith(tuple(exact_key(word) for word in (" nước", " của", " tên")))
    known = signs.begins(left, "letterhead", "heads") or _PLACE.match(left)
    return bool(known) and len(left) < _LONGEST_NAME and not sentence


def _is_recipient(text: str) -> bool:
    return signs.recipients(text) or text.startswith(("-", "+", "–"))


def _is_signature(text: str) -> bool:
    return signs.signing(text) or signs.role(text) or (signs.name(text) and " " in text)


def _parted(strip: Strip, start: int) -> Iterator[Strip]:
    """The line as two: what stands before the character `start` of its text, and the rest."""
    words = len(strip.text[:start].split())
    zones: tuple[Zone, Zone] = ("left", "right")
    for zone, tokens in zip(zones, (strip.tokens[:words], strip.tokens[words:]), strict=True):
        yield replace(strip, tokens=tokens, text=text_of(tokens), zone=zone)
