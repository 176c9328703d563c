"""Words one letter away from a word."""

from __future__ import annotations

from collections.abc import Iterator

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
OF_NAMES = _LETTERS + " '"
"""What names are made of, folded."""


def one_edit(word: str, letters: str = _LETTERS) -> Iterator[str]:
    """Every string that one of `letters` put in, left out, replaced or swapped with its neighbour makes of `word`.

    >>> "thuong" in one_edit("thuomg"), "truong" in one_edit("thuong"), "thuong" in one_edit("thuong")
    (True, True, False)
    """
    seen = {word}
    for other in _edited(word, letters):
        if other not in seen:
            seen.add(other)
            yield other


def _edited(word: str, letters: str) -> Iterator[str]:
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in letters)
