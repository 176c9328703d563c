"""From a file to a report: read, lay out, find."""

from __future__ import annotations

from pathlib import Path

from extractor.layout import lay_out
from extractor.readers import read
from extractor.source import Source
from models.page import Reading
from models.records import Layout, Report, Span


def extract(path: Path) -> Report:
    """Read the file at `path` and find its records; ReadError says what is wrong with a file that cannot be read."""
    reading = read(path)
    return find(reading, lay_out(reading))


def find(reading: Reading, layout: Layout) -> Report:
    """The report that `layout` holds: header, citations, award counts, exemplars, movements, checks."""
    raise NotImplementedError


def source_of(layout: Layout) -> Source:
    """The layout with the words and sentences that the language pipeline finds in it."""
    from models.language import load

    doc = load()(layout.text)
    sentences = tuple(Span(s.start_char, s.end_char) for s in doc.sents)
    words = tuple(Span(t.idx, t.idx + len(t.text)) for t in doc if not t.is_space)
    return Source(layout, sentences, words)
