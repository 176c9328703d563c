"""Abbreviations that a text explains itself: `Ban chỉ đạo (gọi tắt là BCĐ)`, `quỹ đền ơn đáp nghĩa (ĐƠĐN)`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from search.analysis import Token, forms, tokens

_FEWEST, _MOST = 2, 8  # letters of an abbreviation
_NEAR = 120  # characters before it
_SKIPPED = frozenset(("va", "cua", "cho", "ve", "cac", "voi", "trong", "o"))  # words that abbreviations leave out
_SHORT = r"(?P<short>[^\W\d_]+)"
_SAID = r"(?:sau\s+đây\s+)?(?:được\s+)?(?:viết|gọi)\s+tắt(?:\s+là)?\s*:?"
_MARKS = r"[\"'“”‘’]?"
_LEADING = r"(?:[^\W\d_]+\s){0,2}"  # `gọi tắt là Ban TĐKT`
_IN_BRACKETS = rf"\(\s*(?:{_SAID}\s*{_MARKS}{_LEADING})?{_MARKS}{_SHORT}{_MARKS}\s*\)"
_IN_WORDS = rf",?\s{_SAID}\s*{_MARKS}{_LEADING}(?P<said>[^\W\d_]+)"
_EXPLAINED = re.compile(rf"{_IN_BRACKETS}|{_IN_WORDS}")


def explained(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The abbreviations that `text` explains, each with the words that it stands for; capitals tell it.

    >>> list(explained("Hợp tác xã (HTX) Tân An"))
    [('HTX', ('hợp', 'tác', 'xã'))]
    """
    for match in _EXPLAINED.finditer(text):
        short = match["short"] or match["said"]
        if short.isupper() and _FEWEST <= len(short) <= _MOST:
            said = text[max(0, match.start() - _NEAR) : match.start()]
            if full := _meant(forms(short)[1], list(tokens(said))):
                yield short, tuple(said[word.start : word.end].lower() for word in full)


def _meant(letters: str, before: Sequence[Token]) -> tuple[Token, ...]:
    """The last words before an abbreviation whose first letters make it; none where they do not."""
    left = list(letters)
    for at in range(len(before) - 1, -1, -1):
        if before[at].folded[0] == left[-1]:
            left.pop()
        elif before[at].folded not in _SKIPPED:
            return ()
        if not left:
            return tuple(before[at:])
    return ()


def noted(texts: Iterable[str]) -> Iterator[str]:
    """What an index keeps of the abbreviations that `texts` explain: `htx=hợp_tác_xã` and `hop_tac_xa=HTX`."""
    for text in texts:
        for short, full in explained(text) if "(" in text or " tắt " in text else ():
            yield f"{forms(short)[1]}={'_'.join(full)}"
            yield f"{'_'.join(forms(word)[1] for word in full)}={short}"
