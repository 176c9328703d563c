"""By what files that may hold one report find each other: few numbers for each file, of which alike ones share some.

Of the runs of three words those with the least hash stand for the text (MinHash, one permutation); four of these make a
key, so that texts with two thirds of their runs in common share one nearly always, others of one office seldom. Besides
them the header: its number and year, its title and period.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from zlib import crc32

from models.references import number_key, serial
from models.text import fold, squeeze

_BINS, _ROWS = 128, 4
_FEWEST = 40  # runs
_MIXED = 0x9E3779B97F4A7C15
_LARGEST = 1 << 64


def text_keys(words: list[str]) -> list[int]:
    """The keys of a text, given as `words_of` gives it; none of one too short to tell."""
    least: list[int | None] = [None] * _BINS
    runs = {" ".join(run) for run in zip(words, words[1:], words[2:], strict=False)}
    if len(runs) < _FEWEST:
        return []
    for run in runs:
        value = crc32(run.encode()) * _MIXED % _LARGEST
        at = value % _BINS
        known = least[at]
        if known is None or value < known:
            least[at] = value
    filled = _filled(least)
    return [_key("text", at, *filled[at : at + _ROWS]) for at in range(0, _BINS, _ROWS)]


def _filled(least: list[int | None]) -> list[int]:
    """Every bin with a value: an empty one takes that of the next that has one."""
    later = next(value for value in least if value is not None)
    filled = []
    for value in reversed(least):
        later = later if value is None else value
        filled.append(later)
    return filled[::-1]


def header_keys(
    number: str | None, title: str | None, issuer: str | None, period: str | None, year: int | None
) -> Iterator[int]:
    """The keys of a header, as far as it is stated."""
    if number and serial(number) and year:
        yield _key("number", number_key(number), year)
    if title and issuer and (period or year):
        yield _key("title", squeeze(re.sub(r"\W+", " ", fold(f"{title} {issuer}"))), period or year)


def _key(*parts: object) -> int:
    return int.from_bytes(blake2b(repr(parts).encode(), digest_size=8).digest(), "big", signed=True)
