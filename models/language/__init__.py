"""The spaCy pipeline for Vietnamese: words by underthesea, aligned to the text; sentences by rule.

spaCy and underthesea are imported here only, and only when a pipeline is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from models.sentences import sentence_spans

if TYPE_CHECKING:
    from spacy.language import Language


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
