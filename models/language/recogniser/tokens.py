"""Syllables, numbers and signs with their offsets: what the recogniser reads instead of words of several syllables."""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]*)*|\S")


class Token(NamedTuple):
    """`text[start:end]`, which is `word`."""

    word: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The syllables, numbers and signs of `text`; blanks of any kind stand between them.

    >>> [token.word for token in tokens("bà H'Hen, 1.200 m2")]
    ['bà', "H'Hen", ',', '1.200', 'm', '2']
    """
    return [Token(match.group(), *match.span()) for match in _TOKEN.finditer(text)]
