"""Which extractor made a record: a digest of the code, the knowledge and the weights that records hang on.

Nobody has to raise a number when a rule or a table is changed; an archive knows by it what an earlier version has read.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

import extractor
import models

_DIGITS = 12
_APART = (
    "__pycache__",
    "evaluation",  # scores records and makes none
    "cli.py",
    "marked.py",  # shows records on their text and pages
    "marked.html",
    "pages.py",
    "shown.py",
    "answers",
    "fonts",
)
"""Names of files and folders that make no record."""


@cache
def extractor_version() -> str:
    """The version of what is installed here: `3f9a1c2b04de`."""
    return digest(Path(package.__file__ or "").parent for package in (extractor, models))


def digest(folders: Iterable[Path]) -> str:
    """A short digest of the names and the bytes of all files in `folders`, but those that make no record."""
    total = sha256()
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder)
            if not set(name.parts) & set(_APART):
                total.update(f"{folder.name}/{name.as_posix()}\0".encode() + sha256(path.read_bytes()).digest())
    return total.hexdigest()[:_DIGITS]
