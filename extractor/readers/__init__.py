"""One reader for each format: `read(path)` gives pages of lines of words. What a file is, its bytes say."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.readers.formats import FORMATS, SUPPORTED, is_container, known

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.page import Reading

__all__ = ["FORMATS", "SUPPORTED", "is_container", "read"]


def read(path: Path) -> Reading:
    """Read the file at `path`; ReadError says in one sentence what is wrong with it and what to do."""
    module, function = known(path).reader.split(":")
    reader: Callable[[Path], Reading] = getattr(import_module(f"extractor.readers.{module}"), function)
    return reader(path)
