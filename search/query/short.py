"""Abbreviations and what they stand for: `NTM` is `nông thôn mới`, in whichever form it is typed or printed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from models.knowledge import load
from search.query.tree import Phrase, phrase_of

_LONGEST = 6  # words: longer runs of a query stand for no abbreviation


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
