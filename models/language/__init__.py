"""The spaCy pipeline for Vietnamese: words by underthesea, aligned to the text; sentences by rule.

spaCy and underthesea are imported here only, and only when a pipeline is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

# A sentence ends at these signs before a blank and a capital, a quote or a bracket; not after an initial, a number or
# an abbreviation ("TP. Hồ Chí Minh", "1. Mục đích").
_UPPER = "".join(c for c in map(chr, range(0x41, 0x1EFA)) if c.isupper())
_END = re.compile(rf"(?<![.!?…])(?P<sign>[.!?…]++[\"”’)]*+)\s+(?=[\"“‘(]?[{_UPPER}])|\n+")
_ABBREVIATION = re.compile(r"(?<![^\s(])(?:TP|Tp|TX|TT|ThS|TS|GS|PGS|Th|Q|P|[A-ZĐ])$")
_NUMBERING = re.compile(r"(?:^\s*|[;:]\s*)(?:[IVXLC]+|\d+(?:\.\d+)*)$")


@cache
def load() -> Language:
    """The pipeline, loaded once a process: `load()(text)` gives a spaCy Doc with words and sentences."""
    import spacy
    from spacy.tokens import Doc

    nlp = spacy.blank("xx")
    nlp.max_length = 100_000_000

    def tokenizer(text: str) -> Doc:
        # All goes into the Doc at once: setting sentence starts token by token looks through the whole Doc each time.
        starts = {start for start, _ in sentence_spans(text)}
        tokens = list(_with_spaces(text))
        return Doc(
            nlp.vocab,
            words=[text[start:end] for start, end, _ in tokens],
            spaces=[spaced for _, _, spaced in tokens],
            sent_starts=[start in starts for start, _, _ in tokens],
        )

    nlp.tokenizer = tokenizer
    return nlp


def word_spans(text: str) -> list[tuple[int, int]]:
    """Offsets of the words: a word of several syllables is one ("Nguyễn Hồng Chuyên", "thi đua")."""
    spans: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\n]+", text):
        spans.extend((match.start() + a, match.start() + b) for a, b in _align(match.group()))
    return spans


def _align(line: str) -> Iterator[tuple[int, int]]:
    """Bring underthesea's words back onto `line`: it moves tone marks and squeezes blanks, the count of signs stays."""
    from underthesea import word_tokenize

    words: list[str] = word_tokenize(line)
    signs = [i for i, c in enumerate(line) if not c.isspace()]
    lengths = [len("".join(word.split())) for word in words]
    if sum(lengths) != len(signs):
        yield from ((m.start(), m.end()) for m in re.finditer(r"\w+|[^\w\s]", line))
        return
    at = 0
    for length in lengths:
        if length:
            yield signs[at], signs[at + length - 1] + 1
        at += length


def _with_spaces(text: str) -> Iterator[tuple[int, int, bool]]:
    """The words with what spaCy wants to know: is one blank after it. Other white space becomes words of its own."""
    at = 0
    for start, end in word_spans(text):
        if start > at:
            yield at, start, False
        spaced = text[end : end + 1] == " "
        yield start, end, spaced
        at = end + spaced
    if at < len(text):
        yield at, len(text), False


def _goes_on(before: str) -> bool:
    """Whether the dot after `before` belongs to an abbreviation or a number in a list ("...; 2. Bà Lò Thị Ín")."""
    return bool(_ABBREVIATION.search(before[-6:]) or _NUMBERING.search(before[-12:]))


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences; a line break always ends one."""
    start = 0
    for match in _END.finditer(text):
        sign = match.group("sign")
        if sign == "." and _goes_on(text[start : match.start()]):
            continue
        end = match.end("sign") if sign else match.start()
        if end > start:
            yield start, end
        start = match.end()
    if start < len(text):
        yield start, len(text)
