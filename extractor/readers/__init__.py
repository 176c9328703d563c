"""One reader for each format: `read(path)` gives pages of lines of words."""

from __future__ import annotations

from pathlib import Path

from models.page import Reading


def read(path: Path) -> Reading:
    """Read the file at `path`; ReadError says in one sentence what is wrong with it and what to do."""
    from extractor.readers.plain import read_plain

    return read_plain(path)
