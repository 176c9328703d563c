"""Files that hold files (zips, e-mails): each inner one unpacked to a file of its own, within limits."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from extractor.containers.budget import SPLIT, Budget
from extractor.limits import MAX_NESTING
from extractor.readers.formats import is_container, known
from models.errors import ReadError

Unpack = Callable[[Path, str, Path, Budget], Iterator[tuple[str, Path | ReadError]]]
"""What a container's module gives: (its file, its name, a folder, the budget) to the names and files within."""


def members(path: Path) -> Iterator[tuple[str, Path | ReadError]]:
    """The documents in the container at `path`: the name `outer.zip!inner/name.pdf`, and the file or what is wrong.

    A file lasts until the next is asked for. A member that cannot be had is given as a ReadError and the others go on;
    a container that cannot be opened at all raises one. Folders, hidden files and formats that are not read are passed
    over.
    """
    yield from _members(path, path.name, Budget(), MAX_NESTING)


def _members(path: Path, name: str, budget: Budget, nesting: int) -> Iterator[tuple[str, Path | ReadError]]:
    with tempfile.TemporaryDirectory(prefix="sovang-") as folder:
        for inner, unpacked in _opener(path)(path, name, Path(folder), budget):
            if isinstance(unpacked, ReadError):
                yield inner, unpacked
                continue
            if is_container(unpacked):
                yield from _nested(unpacked, inner, budget, nesting)
            else:
                yield inner, unpacked
            unpacked.unlink(missing_ok=True)


def _opener(path: Path) -> Unpack:
    form = known(path)
    if not form.container:
        raise ReadError(path, f"it is a {form.name} file, which holds no others", "add it by itself")
    module, function = form.reader.split(":")
    opener: Unpack = getattr(import_module(f"extractor.containers.{module}"), function)
    return opener


def _nested(path: Path, name: str, budget: Budget, nesting: int) -> Iterator[tuple[str, Path | ReadError]]:
    if nesting <= 1:
        what = f"zips and e-mails are packed in one another more than {MAX_NESTING} deep"
        yield name, ReadError(name, what, SPLIT)
        return
    try:
        yield from _members(path, name, budget, nesting - 1)
    except ReadError as error:
        yield name, error
