"""Unpacking: a container's documents one after the other, and those of the containers in it."""

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


def unpacked(
    path: Path, folder: Path, budget: Budget | None = None, nesting: int = MAX_NESTING
) -> Iterator[tuple[str, Path | ReadError]]:
    """The documents in the container at `path`, each in a folder made in `folder` until the next is asked for.

    ReadError where it cannot be opened; a member that cannot be had is given as one.
    """
    yield from _members(path, path.name, folder, budget or Budget(), nesting)


def _members(
    path: Path, name: str, parent: Path, budget: Budget, nesting: int
) -> Iterator[tuple[str, Path | ReadError]]:
    with tempfile.TemporaryDirectory(dir=parent, ignore_cleanup_errors=True) as made:
        folder = Path(made)
        for inner, file in _opener(path)(path, name, folder, budget):
            if isinstance(file, ReadError) or not is_container(file):
                yield inner, file
            else:
                yield from _nested(file, inner, folder, budget, nesting)
            if isinstance(file, Path):
                file.unlink(missing_ok=True)


def _opener(path: Path) -> Unpack:
    form = known(path)
    if not form.container:
        raise ReadError(path, f"it is a {form.name} file, which holds no others", "add it by itself")
    module, function = form.reader.split(":")
    opener: Unpack = getattr(import_module(f"extractor.containers.{module}"), function)
    return opener


def _nested(
    path: Path, name: str, folder: Path, budget: Budget, nesting: int
) -> Iterator[tuple[str, Path | ReadError]]:
    if nesting <= 1:
        what = f"zips and e-mails are packed in one another more than {MAX_NESTING} deep"
        yield name, ReadError(name, what, SPLIT)
        return
    try:
        yield from _members(path, name, folder, budget, nesting - 1)
    except ReadError as error:
        yield name, error
