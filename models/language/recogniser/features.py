"""What the network is told of each token: the word in several forms, its classes, what is spoken of near it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from models.language.recogniser import Passage
from models.language.recogniser.hashing import text_id
from models.language.recogniser.lexicon import Lexicon, key, table
from models.language.recogniser.tokens import Token, tokens
from models.sentences import sentence_spans
from models.text import fold

if TYPE_CHECKING:
    from numpy.typing import NDArray

COLUMNS = ("word", "base", "prefix", "suffix", "shape", "class", "cue")
"""The columns of `Features.ids`."""
WORD_COLUMNS = 4
"""How many of them tell the word itself."""
_MANY = 1 << 15
_LONG = 50
_FAR = 1 << 20  # farther than any token


@dataclass(frozen=True, slots=True)
class Features:
    """The tokens of a passage; `ids` (tokens x COLUMNS, hashes) and `flags` (tokens x `width()`, 0 or 1)."""

    tokens: list[Token]
    ids: NDArray[np.uint64]
    flags: NDArray[np.float32]


def width() -> int:
    """How many flags there are for each token."""
    return 5 * len(table("horizon")["classes"]) + 2 * len(table("heading")["classes"]) + 2


def features(passage: Passage, lexicon: Lexicon) -> Features:
    """The features of each token of `passage`."""
    found = tokens(passage.text)
    words = [key(token.word) for token in found]
    cues = lexicon.cues(words)
    rows = [
        (*_forms(token.word), text_id(_shaped(name, token.word)), text_id("+".join(sorted(cue))))
        for token, name, cue in zip(found, lexicon.shapes(words), cues, strict=True)
    ]
    ids = np.array(rows, dtype=np.uint64).reshape(len(rows), len(COLUMNS))
    horizon = _horizon(passage.text, found, cues)
    above = np.tile(_above(passage, lexicon), (len(found), 1))
    return Features(found, ids, np.hstack([horizon, above]).astype(np.float32))


@lru_cache(_MANY)
def _forms(word: str) -> tuple[int, int, int, int, int]:
    small, base = key(word), fold(word)
    if small.isdigit():
        small = base = "0" * len(small)
    return text_id(small), text_id(base), text_id(base[:2]), text_id(small[-2:]), text_id(_shape(word))


def _shape(word: str) -> str:
    """How a word is written: `x`, `X` (one capital), `XX`, `Xx`, `X'x`, `0`, `0.0`, a sign as it is."""
    if word[0].isdigit():
        return "0.0" if not word.isdigit() else f"0{min(len(word), 4)}"
    if not word[0].isalpha():
        return word
    if word.islower():
        return "x"
    form = "X" if len(word) == 1 else "XX" if word.isupper() else "Xx"
    return f"{form}'" if not word.isalpha() else form


def _shaped(name: str, word: str) -> str:
    """The class, and whether a capital begins the word; a family name is one with a capital only."""
    capital = word[:1].isupper()
    return "" if name.startswith("family") and not capital else f"{name}{'^' if capital else ''}" if name else ""


def _horizon(text: str, found: Sequence[Token], cues: Sequence[frozenset[str]]) -> NDArray[np.float32]:
    """For each class of cues: near before, near behind, in the sentence before and behind, anywhere in the passage."""
    settings = table("horizon")
    size, classes = len(found), settings["classes"]
    if not size:
        return np.zeros((0, 5 * len(classes)), dtype=np.float32)
    here = np.array([[name in cue for cue in cues] for name in classes], dtype=bool)
    at, sentence = np.arange(size), _sentence_numbers(text, found)
    last = np.maximum.accumulate(np.where(here, at, -_FAR), axis=1)
    following = np.minimum.accumulate(np.where(here, at, _FAR)[:, ::-1], axis=1)[:, ::-1]
    told = (
        at - last <= settings["near"],
        following - at <= settings["near"],
        (last >= 0) & (sentence[last.clip(0)] == sentence),
        (following < size) & (sentence[following.clip(max=size - 1)] == sentence),
        np.broadcast_to(here.any(axis=1, keepdims=True), here.shape),
    )
    return np.stack(told, axis=1).reshape(-1, size).T.astype(np.float32)


def _sentence_numbers(text: str, found: Sequence[Token]) -> NDArray[np.int64]:
    starts = [start for start, _ in sentence_spans(text)] or [0]
    return np.searchsorted(starts, [token.start for token in found], side="right").astype(np.int64)


def _above(passage: Passage, lexicon: Lexicon) -> NDArray[np.float32]:
    """What heading and text before speak of, whether that text announces a list, whether the passage is an item."""
    classes = table("heading")["classes"]
    flags = [
        name in said for said in (_said(passage.heading, lexicon), _said(passage.before, lexicon)) for name in classes
    ]
    flags.append(passage.before.rstrip().endswith(":"))
    flags.append(passage.text.lstrip()[:1] in {*"-+•*"} or passage.text.lstrip()[:1].isdigit())
    return np.array(flags, dtype=np.float32)


def _said(text: str, lexicon: Lexicon) -> frozenset[str]:
    words = [key(token.word) for token in tokens(text)[-_LONG:]]
    return frozenset().union(*lexicon.cues(words))
