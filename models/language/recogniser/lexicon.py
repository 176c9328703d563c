"""Words of the knowledge tables as classes of tokens, kept with the weights that were trained on them."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from typing import Any

from models import knowledge
from models.language.recogniser.tokens import tokens
from models.text import level_tones

_Tree = dict[str, Any]
_END = ""
_MANY = 1 << 14
_SPELLINGS = {"sỹ": "sĩ", "kĩ": "kỹ"}


@dataclass(frozen=True)
class Lexicon:
    """By class its phrases; `shape` for what begins a name or an office, `cue` for what is spoken of.

    Words are given and kept as `key` makes them.
    """

    shape: dict[str, list[str]]
    cue: dict[str, list[str]]

    @classmethod
    def of_knowledge(cls) -> Lexicon:
        """The classes that `lexicon.toml` makes of the knowledge tables as they stand."""
        return cls(*({name: _phrases(paths) for name, paths in table(part).items()} for part in ("shape", "cue")))

    @classmethod
    def from_json(cls, text: str) -> Lexicon:
        """As `to_json` gave it."""
        return cls(**json.loads(text))

    def to_json(self) -> str:
        """One JSON object, the same for the same words."""
        parts = {"cue": self.cue, "shape": self.shape}
        return json.dumps(parts, ensure_ascii=False, sort_keys=True, indent=0) + "\n"

    def shapes(self, words: Sequence[str]) -> list[str]:
        """For each word the class of the longest phrase that it stands in: `office-0` at its head, then `office-1`."""
        found = [""] * len(words)
        at = 0
        while at < len(words):
            length, names = next(_longest(self._shapes, words, at), (1, frozenset()))
            for place in range(length):
                found[at + place] = f"{'+'.join(sorted(names))}-{min(place, 1)}" if names else ""
            at += length
        return found

    def cues(self, words: Sequence[str]) -> list[frozenset[str]]:
        """For each word all classes of the phrases that it stands in."""
        found: list[frozenset[str]] = [frozenset()] * len(words)
        for at in range(len(words)):
            for length, names in _matches(self._cues, words, at):
                found[at : at + length] = [had | names for had in found[at : at + length]]
        return found

    @cached_property
    def _shapes(self) -> _Tree:
        return _tree(self.shape)

    @cached_property
    def _cues(self) -> _Tree:
        return _tree(self.cue)


@cache
def table(part: str) -> dict[str, Any]:
    """A part of `lexicon.toml`."""
    whole = tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text("utf-8"))
    return dict(whole[part])


def _phrases(paths: Sequence[str]) -> list[str]:
    phrases: set[str] = set()
    for path in paths:
        name, *keys = path.split(".")
        value: Any = knowledge.load(name)
        for part in keys:
            value = value[part]
        phrases.update(" ".join(value.values()).split() if isinstance(value, dict) else value)
    return sorted(phrases)


def _tree(classes: dict[str, list[str]]) -> _Tree:
    tree: _Tree = {}
    for name, phrases in classes.items():
        for phrase in phrases:
            branch = tree
            for token in tokens(phrase):
                branch = branch.setdefault(key(token.word), {})
            branch[_END] = branch.get(_END, frozenset()) | {name}
    return tree


@lru_cache(_MANY)
def key(word: str) -> str:
    """What words are compared by: small letters, one place of tone marks, one spelling of sĩ and kỹ.

    >>> key("Sỹ"), key("HOÀ")
    ('sĩ', 'hòa')
    """
    word = level_tones(word.lower())
    return _SPELLINGS.get(word, word)


def _matches(tree: _Tree, words: Sequence[str], at: int) -> Iterator[tuple[int, frozenset[str]]]:
    branch = tree
    for end in range(at, len(words)):
        if words[end] not in branch:
            return
        branch = branch[words[end]]
        if names := branch.get(_END):
            yield end + 1 - at, names


def _longest(tree: _Tree, words: Sequence[str], at: int) -> Iterator[tuple[int, frozenset[str]]]:
    found = list(_matches(tree, words, at))
    yield from found[-1:]
