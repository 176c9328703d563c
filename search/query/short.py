"""What is known of words: abbreviations (`NTM` is `nông thôn mới`, in whichever form it is typed), words that fill."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import Protocol

from models.knowledge import load
from search.query.tree import All, Any, Node, Phrase, phrase_of


class Meanings(Protocol):
    """What the reports of an archive say of abbreviations."""

    def meanings(self, key: str) -> Sequence[str]:
        """What an abbreviation (folded) stands for, or how words (folded, `_` between) are abbreviated."""
        ...


_LONGEST = 6  # words: longer runs of a query stand for no abbreviation
_LONGEST_SAID = 8  # words: of one that a report explains


@cache
def full_forms() -> Mapping[str, tuple[Phrase, ...]]:
    """What a folded abbreviation may stand for: `cstdcs` for `Chiến sĩ thi đua cơ sở`."""
    forms: dict[str, tuple[Phrase, ...]] = {}
    for short, full in _pairs():
        key, phrase = phrase_of(short), phrase_of(full)
        if len(key.words) == 1 and len(phrase.words) > 1 and phrase not in forms.get(key.folded[0], ()):
            forms[key.folded[0]] = (*forms.get(key.folded[0], ()), phrase)
    return forms


@cache
def short_forms() -> Mapping[tuple[str, ...], tuple[Phrase, ...]]:
    """The abbreviations of a run of folded words: `nong thon moi` is written `NTM`."""
    forms: dict[tuple[str, ...], tuple[Phrase, ...]] = {}
    for short, full in _pairs():
        key = phrase_of(full).folded
        if 1 < len(key) <= _LONGEST:
            forms[key] = tuple(dict.fromkeys((*forms.get(key, ()), phrase_of(short))))
    return forms


def _pairs() -> Iterator[tuple[str, str]]:
    for row in load("awards")["award"]:
        yield from ((short, row["name"]) for short in row.get("abbr", ()))
    own = tomllib.loads((files(__package__) / "abbreviations.toml").read_text("utf-8"))
    yield from ((row["short"], row["full"]) for row in own["abbreviation"])


@cache
def fillers_as_typed() -> frozenset[str]:
    """Words that a report need not have, letter for letter."""
    return frozenset(word.exact for text in _fillers("typed") for word in phrase_of(text).words)


@cache
def fillers_folded() -> frozenset[str]:
    """Such words in queries without diacritics."""
    return frozenset(word.folded for text in _fillers("folded") for word in phrase_of(text).words)


def _fillers(kind: str) -> Sequence[str]:
    return list(tomllib.loads((files(__package__) / "fillers.toml").read_text("utf-8"))[kind])


def with_meanings(root: Node, archive: Meanings) -> Node:
    """The query with abbreviations that only this archive explains beside what they stand for, and the other way."""
    if not isinstance(root, All):
        return root
    return All(tuple(_with_meanings(list(root.of), archive)))


def _with_meanings(nodes: list[Node], archive: Meanings) -> Iterator[Node]:
    at = 0
    while at < len(nodes):
        size, found = _explained(nodes, at, archive)
        part = tuple(nodes[at : at + size])
        at += size
        yield Any((All(part) if size > 1 else part[0], *map(_side_by_side, found)), same=True) if found else part[0]


def _explained(nodes: list[Node], at: int, archive: Meanings) -> tuple[int, Sequence[str]]:
    """How many nodes from `at` on are explained, and how; one that is not is 1."""
    words = list(takewhile(lambda word: word is not None, map(_bare_word, nodes[at : at + _LONGEST_SAID])))
    for size in range(len(words), 1, -1):
        if found := archive.meanings("_".join(filter(None, words[:size]))):
            return size, found
    match nodes[at]:
        case Phrase(words=(word,)) if word.typed.isupper() and not word.prefix:
            return 1, archive.meanings(word.folded)
        case Phrase(words=several, quoted=True) if len(several) > 1:
            return 1, archive.meanings("_".join(word.folded for word in several))
        case _:
            return 1, ()


def _bare_word(node: Node) -> str | None:
    match node:
        case Phrase(words=(word,), number=None) if not word.prefix:
            return word.folded
        case _:
            return None


def _side_by_side(words: str) -> Phrase:
    return phrase_of(words.replace("_", " "))
