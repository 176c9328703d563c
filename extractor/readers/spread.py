"""Two columns in plain text, set side by side with blanks: letterheads, and Nơi nhận beside the signature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from models.page import Zone

# A blank day or number is left open in the middle of a cell: "ngày     tháng 6", "Số:     /BC-UBND".
_OPEN = "".join(f"(?<!{word})" for word in ("ngày", "tháng", "năm", "Số:", "Số", "số:"))
_WIDE = re.compile(rf"(?<=\S){_OPEN} {{3,}}(?=\S)")
_LOUD = 0.7  # share of capitals in the right part of the line that begins a block
_FEWEST_LETTERS = 6
_DRIFT = 12  # blanks by which the white strip of a line may lie off that of the first, as cells are centred
_LONE_NUMBER = re.compile(r"\s*\d{1,3}\s*")  # of a page: no block goes on behind it
_EMPTY = 8  # blank lines that a block goes on over: the room for a signature
_COLUMN = 20  # the least blanks before a lone line of the right column


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line: its zone, and the text with its blanks in front."""

    zone: Zone
    text: str


def spread(lines: Sequence[str]) -> dict[int, tuple[Part, ...]]:
    """For each line that stands in a two-column block, by its index, its left and right parts."""
    found: dict[int, tuple[Part, ...]] = {}
    at = 0
    while at < len(lines):
        block = _block(lines, at)
        found.update(block)
        at = max(block, default=at) + 1
    return found


def _block(lines: Sequence[str], at: int) -> dict[int, tuple[Part, ...]]:
    strip = _seed(lines[at])
    if strip is None:
        return {}
    block: dict[int, tuple[Part, ...]] = {}
    empty = 0
    for i in range(at, len(lines)):
        if not lines[i].strip():
            empty += 1
            if empty > _EMPTY:
                break
            continue
        parts = () if _LONE_NUMBER.fullmatch(lines[i]) else _parts(lines[i], strip)
        if not parts or (empty and parts[0].zone == "left" and len(parts) == 1):
            break
        block[i], empty = parts, 0
    return block if len(block) > 1 else {}


def _seed(line: str) -> tuple[int, int] | None:
    """The white strip of a line whose right part is in capitals."""
    gaps = [m.span() for m in _WIDE.finditer(line.expandtabs())]
    return next((gap for gap in gaps if len(gaps) == 1 and _is_loud(line.expandtabs()[gap[1] :])), None)


def _is_loud(text: str) -> bool:
    letters = [c for c in text if c.isalpha()] if " " in text.strip() else []
    return len(letters) >= _FEWEST_LETTERS and sum(c.isupper() for c in letters) >= _LOUD * len(letters)


def _parts(line: str, strip: tuple[int, int]) -> tuple[Part, ...]:
    """The parts of a line of the block; none where it runs over the strip as body text does."""
    line = line.expandtabs().rstrip()
    start, end = strip
    gaps = [m.span() for m in _WIDE.finditer(line) if m.start() <= end + _DRIFT and m.end() >= start - _DRIFT]
    if gaps:
        left, right = max(gaps, key=lambda gap: gap[1] - gap[0])
        return Part("left", line[:left]), Part("right", line[right:])
    indent = len(line) - len(line.lstrip())
    if indent >= max(end - _DRIFT, _COLUMN) and indent > start:
        return (Part("right", line),)
    return (Part("left", line),) if len(line) <= end else ()
