"""One reader for each format: `read(path)` gives pages of lines of words. What a file is, its bytes say."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.limits import check_size
from extractor.readers.formats import FORMATS, is_container, is_supported, known
from models.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.page import Reading

__all__ = ["FORMATS", "is_container", "is_supported", "read"]


def read(path: Path) -> Reading:
    """Read the file at `path`; ReadError says in one sentence what is wrong with it and what to do."""
    form = known(path)
    if form.container:
        raise ReadError(path, "it holds files of its own and is no document", "add it as it is, or what is in it")
    if form.by_name:
        check_size(path)
    module, function = form.reader.split(":")
    reader: Callable[[Path], Reading] = getattr(import_module(f"extractor.readers.{module}"), function)
    return reader(path)
