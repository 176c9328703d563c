"""Queries of each class, drawn from the archive that they are put to."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from search.analysis import Token, tokens

_COMMON = 150  # words of which "common" ones are taken
_LETTERS = "abcdeghiklmnopqrstuvxy"
_ALPHABETIC = 2  # letters: what is shorter is no word to look for


class Drawn(NamedTuple):
    """A text of the archive with its words."""

    text: str
    words: list[Token]

    def part(self, first: int, size: int) -> str:
        """Words of the text as they are printed."""
        return self.text[self.words[first].start : self.words[first + size - 1].end]


class Queries:
    """Draws queries from the archive behind `connection`; the same `seed` draws the same."""

    def __init__(self, connection: sqlite3.Connection, seed: int) -> None:
        self._connection, self._dice = connection, random.Random(seed)
        (self._passages,) = connection.execute("SELECT max(id) FROM passages").fetchone()
        counts = Counter(
            text[word.start : word.end].lower()
            for text, words in (self._passage(6) for _ in range(300))
            for word in words
            if word.folded.isalpha() and len(word.folded) > _ALPHABETIC
        )
        self._common = [word for word, _ in counts.most_common(_COMMON)]

    def of(self, name: str, count: int) -> list[str]:
        """So many different queries of the class `name` (fewer where the archive has no more)."""
        found: dict[str, None] = {}
        for _ in range(count * 20):
            found[CLASSES[name](self)] = None
            if len(found) == count:
                break
        return list(found)

    def _passage(self, fewest: int) -> Drawn:
        """A passage of at least so many words."""
        while True:
            number = self._dice.randint(1, self._passages)
            row = self._connection.execute("SELECT text FROM passages WHERE id = ?", (number,)).fetchone()
            words = list(tokens(row[0])) if row else []
            if len(words) >= fewest:
                return Drawn(row[0], words)

    def _run(self, size: int) -> tuple[Drawn, int]:
        """A passage and the place in it from which so many words of letters stand side by side, no sign between."""
        while True:
            drawn = self._passage(size + 2)
            at = self._dice.randrange(len(drawn.words) - size + 1)
            if all(part.isalpha() for part in drawn.part(at, size).split(" ")):
                return drawn, at

    def number(self) -> str:
        """A number that a report cites."""
        query = "SELECT number FROM citations WHERE id >= ? AND number IS NOT NULL LIMIT 1"
        return self._any("citations", query)

    def common(self) -> str:
        """Two of the commonest words."""
        return " ".join(self._dice.sample(self._common, 2))

    def phrase(self) -> str:
        """Three syllables side by side."""
        drawn, at = self._run(3)
        return f'"{drawn.part(at, 3)}"'

    def bare(self) -> str:
        """Four syllables typed without diacritics."""
        drawn, at = self._run(4)
        return " ".join(word.folded for word in drawn.words[at : at + 4])

    def prefix(self) -> str:
        """A common word and the beginning of another."""
        return f"{self._dice.choice(self._common)} {self._dice.choice(self._common)[:3]}*"

    def typo(self) -> str:
        """Two syllables, the longer one of five letters or more and with another letter in it."""
        while True:
            drawn, at = self._run(2)
            longest = max(drawn.words[at : at + 2], key=lambda word: len(word.folded))
            if len(longest.folded) > 4:
                place = self._dice.randrange(longest.start, longest.end)
                text = drawn.text[:place] + self._dice.choice(_LETTERS) + drawn.text[place + 1 :]
                return text[drawn.words[at].start : drawn.words[at + 1].end]

    def filters(self) -> str:
        """A common word, years, and a type of document."""
        first = self._dice.randint(2010, 2022)
        kind = self._dice.choice(("Báo cáo", "Kế hoạch", "Quyết định"))
        return f'{self._dice.choice(self._common)} năm:{first}-{first + 2} loại:"{kind}"'

    def facets(self) -> str:
        """One common word, which gives facets a lot to count."""
        return self._dice.choice(self._common)

    def marks(self) -> str:
        """Two common words and two that stand side by side, for many marks in ten reports."""
        drawn, at = self._run(2)
        return f"{self.common()} {drawn.part(at, 2)}"

    def person(self) -> str:
        """One who is named as an example."""
        return self._any("exemplars", "SELECT name FROM exemplars WHERE id >= ? AND kind = 'person' LIMIT 1")

    def award(self) -> str:
        """An award and a year."""
        name = self._any("awards", "SELECT award FROM awards WHERE id >= ? LIMIT 1")
        return f"{name} năm {self._dice.randint(2012, 2024)}"

    def _any(self, table: str, query: str) -> str:
        while True:
            (last,) = self._connection.execute(f"SELECT max(id) FROM {table}").fetchone()
            row = self._connection.execute(query, (self._dice.randint(1, last),)).fetchone()
            if row:
                return str(row[0])


CLASSES: dict[str, Callable[[Queries], str]] = {
    "a decree number": Queries.number,
    "two common words": Queries.common,
    "phrase of three syllables": Queries.phrase,
    "no diacritics": Queries.bare,
    "prefix": Queries.prefix,
    "one typo": Queries.typo,
    "filters": Queries.filters,
    "facets": Queries.facets,
    "marks on ten hits": Queries.marks,
    "a person": Queries.person,
    "an award by year": Queries.award,
}
"""How a query of each class is drawn."""


def drawn(connection: sqlite3.Connection, seed: int, count: int) -> Iterator[tuple[str, list[str]]]:
    """Each class with its queries."""
    queries = Queries(connection, seed)
    for name in CLASSES:
        yield name, queries.of(name, count)
