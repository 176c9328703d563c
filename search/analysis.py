"""Text as the index sees it: tokens with their two forms, and the numbers of documents kept whole.

Every engine gets these tokens and no others, so that all find the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from models.references import number_key
from models.text import exact_key, fold

VERSION = "2"
"""Changes with what this module makes of a text; an index made by another version is built anew."""

_LOOSE_MARKS = "\u0300-\u036f"  # NFC leaves a mark loose where no letter with both exists; it must not tear the word
_LETTER = r"[^\W_]"
_WORD = rf"{_LETTER}(?:{_LETTER}|[{_LOOSE_MARKS}])*"
_THOUSANDS = r"(?<![\w.])\d{1,3}(?:\.\d{3})+(?![\d.]*\d)"
_TOKEN = re.compile(rf"(?P<thousands>{_THOUSANDS})|{_WORD}")

# Offices write both where the vowel stands alone after these: kỷ luật and kỉ luật, quý and quí.
_ALONE_Y = re.compile(r"(?<=^[hklmstv])y$|(?<=^qu)y$")

_SIGN = r"(?:\s?[-/_](?=\S)|[-/_]\s)"  # a blank on one side of the sign is damage by a line break; on both it is a dash
_DOCUMENT_NUMBER = re.compile(rf"(?<![\w/-])\d+[^\W_]*(?:{_SIGN}[^\W_][\w&]*)+")


class Token(NamedTuple):
    """A word of a text at `start`..`end`: `exact` with diacritics, `folded` without; both in lower case."""

    start: int
    end: int
    exact: str
    folded: str


def tokens(text: str) -> Iterator[Token]:
    """The words of `text` (NFC) in order; `1.940` is the one word 1940, `1868/QĐ-UBND` is three.

    >>> [token.folded for token in tokens("Giấy khen: 1.940 cá nhân")]
    ['giay', 'khen', '1940', 'ca', 'nhan']
    """
    for match in _TOKEN.finditer(text):
        word = match[0]
        exact, folded = forms(word.replace(".", "") if match.lastgroup else word)
        yield Token(*match.span(), exact, folded)


@lru_cache(maxsize=50_000)
def forms(word: str) -> tuple[str, str]:
    """The exact and the folded form of one word: of `Hoà` those of `hòa`, and `hoa`; `kỷ` and `kỉ` fold to `ki`."""
    return exact_key(word), _ALONE_Y.sub("i", re.sub(f"[{_LOOSE_MARKS}]", "", fold(word)))


def document_numbers(text: str) -> Iterator[tuple[int, int, str]]:
    """What looks like the number of a document, as start, end and key: `1868/QĐ-UBND`, `972/KH- UBND`, `34-CT/TW`."""
    for match in _DOCUMENT_NUMBER.finditer(text):
        key = number_key(match.group())
        if not key.isdigit():
            yield match.start(), match.end(), key
