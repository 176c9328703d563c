"""What a person looks for: words, "phrases", and -words to leave out; no sign is ever an error."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.errors import UsageError
from models.text import SourceText, fold
from search.analysis import document_numbers, tokens

_QUOTES = '"“”„‟«»″'
_MINUS = rf"(?<=\s)-(?=[^\s{_QUOTES}]|[{_QUOTES}][^\s{_QUOTES}])"
_PHRASE = rf"[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]"
_PIECE = re.compile(rf"(?P<minus>{_MINUS})?(?:{_PHRASE}|(?P<run>[^\s{_QUOTES}]+))")


@dataclass(frozen=True, slots=True)
class Clause:
    """A word, or several that stand side by side, in both forms; `number` is the key where it is a document number."""

    exact: tuple[str, ...]
    folded: tuple[str, ...]
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """Clauses that a report must hold, and those it must not. `exact`: typed with diacritics, so these rank first."""

    wanted: tuple[Clause, ...]
    unwanted: tuple[Clause, ...] = ()
    exact: bool = False


def parse(text: str) -> Query:
    """The query that `text` means, nothing wanted where it holds signs alone; UsageError where it is blank.

    A `-` leaves a word out only with a blank before it and none after, so `KH-UBND` and `nông - lâm` are safe.

    >>> parse('"thi đua" 2020 -covid').unwanted[0].folded
    ('covid',)
    """
    clean = SourceText.read(text).text
    if not clean.strip():
        raise UsageError("''", "there is no word to look for in this", "write at least one word or number")
    wanted: list[Clause] = []
    unwanted: list[Clause] = []
    for match in _PIECE.finditer(clean):
        piece = match["run"] if match["phrase"] is None else match["phrase"]
        if clause := _clause(piece):
            (unwanted if match["minus"] else wanted).append(clause)
    return Query(_once(wanted), _once(unwanted), any(fold(c.lower()) != c.lower() for c in clean if c.isalpha()))


def _clause(piece: str) -> Clause | None:
    words = list(tokens(piece))
    if not words:
        return None
    whole = len(piece.strip(" .,;:()"))
    numbers = [key for start, end, key in document_numbers(piece) if end - start == whole]
    return Clause(
        tuple(word.exact for word in words), tuple(word.folded for word in words), numbers[0] if numbers else None
    )


def _once(clauses: list[Clause]) -> tuple[Clause, ...]:
    return tuple(dict.fromkeys(clauses))
