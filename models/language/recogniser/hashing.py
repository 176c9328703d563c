"""Numbers for texts, and rows of embedding tables for numbers, as spaCy and thinc make them.

The weights were trained on those. They are made here without spaCy, which takes longer to import than a report to read;
tests hold them against the libraries' own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from models.language.recogniser.lexicon import table

if TYPE_CHECKING:
    from numpy.typing import NDArray

_64 = (1 << 64) - 1
_SEED = 1
_MIX, _SHIFT = 0xC6A4A7935BD1E995, 47  # of MurmurHash 64A


def text_id(text: str) -> int:
    """The number of a text: that of spaCy's symbol of this name, else its MurmurHash 64A; 0 for none."""
    if not text:
        return 0
    return int(table("symbols").get(text, 0)) or _murmur_64a(text.encode())


def rows_of(ids: NDArray[np.uint64], seed: int, rows: int) -> NDArray[np.uint64]:
    """The four rows that each of `ids` (n) has in a table of so many rows (n x 4): its MurmurHash 3, 128 bits."""
    one = ids * np.uint64(0x87C37B91114253D5)
    one = (one << np.uint64(31)) | (one >> np.uint64(33))
    salt = np.uint64(seed ^ 8)
    one = (one * np.uint64(0x4CF5AD432745937F) ^ salt) + salt
    two = _stirred(one + salt)
    one = _stirred(one) + two
    two = two + one
    half = np.uint64(0xFFFFFFFF)
    return np.stack([one & half, one >> np.uint64(32), two & half, two >> np.uint64(32)], axis=1) % np.uint64(rows)


def _stirred(state: NDArray[np.uint64]) -> NDArray[np.uint64]:
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        state = (state ^ (state >> np.uint64(33))) * np.uint64(factor)
    return state ^ (state >> np.uint64(33))


def _murmur_64a(data: bytes) -> int:
    state = _SEED ^ (len(data) * _MIX & _64)
    whole = len(data) // 8 * 8
    for at in range(0, whole, 8):
        word = int.from_bytes(data[at : at + 8], "little") * _MIX & _64
        word = (word ^ (word >> _SHIFT)) * _MIX & _64
        state = (state ^ word) * _MIX & _64
    if rest := data[whole:]:
        state = (state ^ int.from_bytes(rest, "little")) * _MIX & _64
    state = (state ^ (state >> _SHIFT)) * _MIX & _64
    return state ^ (state >> _SHIFT)
