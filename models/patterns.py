"""Parts of regular expressions: capitals, and alternatives made from words of the knowledge tables."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_PEOPLES = "ČĔĬŎŬƁɃ"  # of the other languages written in the country: "Čư M'gar", "Kŏn"
CAPITALS = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯ" + _PEOPLES + "".join(map(chr, range(0x1EA0, 0x1EFA, 2)))
"""The capital letters, to stand within the brackets of a class. Few, for each class that holds them takes its time."""

_Branches = dict[str, Any]  # what may come next: each piece of pattern with its own branches, _END where a word may end
_END = ""


def either(words: Iterable[str]) -> str:
    """Pattern of any of `words`, without groups: the longest that fits, blanks of any width.

    Words with the same beginning share it, so that a text is held against each beginning only once.

    >>> either(["thi đua", "thi đua yêu nước", "xã"])
    'thi\\\\s+đua(?:\\\\s+yêu\\\\s+nước|)|xã'
    """
    return either_of(map(pieces, words))


def either_of(words: Iterable[Iterable[str]]) -> str:
    """Pattern of any of `words`, each given as the pieces of its pattern."""
    tree: _Branches = {}
    for word in sorted(set(map(tuple, words)), key=len, reverse=True):
        branch = tree
        for piece in word:
            branch = branch.setdefault(piece, {})
        branch[_END] = {}
    return _alternatives(tree)


def pieces(word: str) -> list[str]:
    """The pattern of `word` in pieces, one for each letter; a blank stands for blanks of any width."""
    return [r"\s+" if c == " " else re.escape(c) for c in word]


def _alternatives(branches: _Branches) -> str:
    """The branches in their order; the end of a word last, so that the longest fits first."""
    longer = [piece + _rest(after) for piece, after in branches.items() if piece != _END]
    return "|".join([*longer, *([""] if _END in branches else [])])


def _rest(branches: _Branches) -> str:
    return _alternatives(branches) if len(branches) == 1 else f"(?:{_alternatives(branches)})"
