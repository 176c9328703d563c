"""From the paths a person gives to single documents: folders walked, zips and e-mails opened."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from io import BufferedIOBase
from pathlib import Path
from stat import S_ISDIR
from typing import NoReturn

from extractor.containers import is_container, members
from extractor.readers.formats import is_supported
from extractor.readers.sample import check_kind
from models.errors import ReadError
from models.text import printable


@dataclass(frozen=True, slots=True)
class Found:
    """A file, or a member of a zip or an e-mail: its name in NFC, the path it was found at, how to open its bytes.

    `open` raises OSError or ReadError where they cannot be had; a folder that cannot be entered is found as a file that
    cannot be opened. `path` is the file itself, or what holds the member.
    """

    name: str
    origin: str
    path: Path
    open: Callable[[], BufferedIOBase]


def walk(paths: Iterable[Path], skip: Path) -> Iterator[Found]:
    """The files at `paths`: those named themselves, and in folders, in order of name, those of supported kinds.

    Hidden entries, linked folders and the archive folder `skip` are passed over.
    """
    for path in map(Path.absolute, paths):
        if _is_folder(path):
            yield from _folder(path, skip.resolve())
        else:
            yield _file(path)


def opened(found: Found) -> Iterator[Found]:
    """What is in a zip or an e-mail, as `outer.zip!inner.pdf`; any other file itself.

    Each lasts until the next is asked for.
    """
    path = found.path
    if not is_container(path):
        yield found
        return
    empty = True
    try:
        for name, inner in members(path):
            empty = False
            yield _found(path.parent / name, name, path, inner)
    except ReadError as error:
        yield replace(found, open=_opener(error))
        return
    if empty:
        nothing = ReadError(found.name, "there is no document in it", "look at what it holds")
        yield replace(found, open=_opener(nothing))


def on_disk(origin: str) -> Path:
    """The file that holds what was found at `origin`: itself, or the container that it is a member of."""
    path = Path(origin)
    with suppress(OSError):
        return path if path.exists() else Path(origin.split("!")[0])
    return path


def _is_folder(path: Path) -> bool:
    """Whether `path` is a folder, as far as may be known."""
    with suppress(OSError):
        return S_ISDIR(path.stat().st_mode)
    return False


def _folder(folder: Path, skip: Path) -> Iterator[Found]:
    if folder.resolve() == skip:
        return
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield _found(folder, folder.name, folder, error)
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(Path(entry.path), skip)
        elif is_supported(entry.name):
            yield _file(Path(entry.path))


def _file(path: Path) -> Found:
    return _found(path, path.name, path, path)


def _found(origin: Path, name: str, path: Path, content: Path | OSError | ReadError) -> Found:
    way = str(origin).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return Found(printable(name), way, path, _opener(content))


def _opener(content: Path | OSError | ReadError) -> Callable[[], BufferedIOBase]:
    return partial(_open, content) if isinstance(content, Path) else partial(_refuse, content)


def _open(path: Path) -> BufferedIOBase:
    check_kind(path)
    return path.open("rb")


def _refuse(error: OSError | ReadError) -> NoReturn:
    raise error
