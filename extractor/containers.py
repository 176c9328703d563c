"""Zip files: their members one by one, each unpacked to a file of its own, within limits and never outside."""

from __future__ import annotations

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

from extractor.readers.formats import SUPPORTED, is_container
from models.errors import ReadError

MAX_MEMBERS = 20_000
MAX_TOTAL = 4 * 2**30  # bytes, all members of one zip and of the zips in it
MAX_RATIO = 200  # unpacked bytes to packed ones, of members larger than RATIO_FROM
RATIO_FROM = 10 * 2**20  # bytes
MAX_NESTING = 3  # zips in zips

_CHUNK = 2**20
_SPLIT = "split it, or unpack it yourself and add what is in it"


@dataclass(slots=True)
class _Budget:
    """What may still be unpacked."""

    members: int = MAX_MEMBERS
    bytes: int = MAX_TOTAL


def members(path: Path) -> Iterator[tuple[str, Path | ReadError]]:
    """The documents in the zip at `path`: the name `outer.zip!inner/name.pdf`, and the unpacked file or what is wrong.

    A file lasts until the next is asked for. A member that cannot be had is given as a ReadError and the others go on;
    a zip that cannot be opened at all raises one. Folders, hidden files and formats that are not read are passed over.
    """
    yield from _members(path, path.name, _Budget(), MAX_NESTING)


def _members(path: Path, name: str, budget: _Budget, nesting: int) -> Iterator[tuple[str, Path | ReadError]]:
    with _opened(path, name) as archive, tempfile.TemporaryDirectory(prefix="sovang-") as folder:
        for info in archive.infolist():
            if not _is_wanted(info):
                continue
            inner = f"{name}!{info.filename}"
            try:
                unpacked = _unpack(archive, info, inner, Path(folder), budget)
            except ReadError as error:
                yield inner, error
                continue
            if is_container(unpacked):
                yield from _nested(unpacked, inner, budget, nesting)
            else:
                yield inner, unpacked
            unpacked.unlink(missing_ok=True)


def _nested(path: Path, name: str, budget: _Budget, nesting: int) -> Iterator[tuple[str, Path | ReadError]]:
    if nesting <= 1:
        yield name, ReadError(name, f"zips are packed in zips more than {MAX_NESTING} deep", _SPLIT)
        return
    try:
        yield from _members(path, name, budget, nesting - 1)
    except ReadError as error:
        yield name, error


@contextmanager
def _opened(path: Path, name: str) -> Iterator[zipfile.ZipFile]:
    try:
        archive = zipfile.ZipFile(path)
    except PermissionError:
        raise ReadError(name, "it may not be read", "give yourself the right to read it") from None
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise ReadError(name, "it is a broken zip", "get it again from where it came from") from None
    with archive:
        if len(archive.infolist()) > MAX_MEMBERS:
            raise ReadError(name, f"it holds more than {MAX_MEMBERS} files", _SPLIT)
        yield archive


def _is_wanted(info: zipfile.ZipInfo) -> bool:
    """Whether a member may be a document: no folder, nothing hidden, an extension that is read."""
    parts = PurePosixPath(info.filename.replace("\\", "/")).parts
    hidden = any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in parts)
    return not info.is_dir() and not hidden and PurePosixPath(info.filename).suffix.lower() in SUPPORTED


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, folder: Path, budget: _Budget) -> Path:
    _check(info, name, budget)
    # The member's own name never makes a path: only its last part is kept, in a folder of ours.
    target = folder / PurePosixPath(info.filename.replace("\\", "/")).name
    try:
        with archive.open(info) as source, target.open("wb") as sink:
            _copy(source, sink, info, name, budget)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error):
        raise ReadError(name, "it is broken in the zip", "get the zip again from where it came from") from None
    return target


def _check(info: zipfile.ZipInfo, name: str, budget: _Budget) -> None:
    """Refuse a member before a byte of it is unpacked."""
    plain = info.filename.replace("\\", "/")
    if plain.startswith("/") or plain[1:2] == ":" or ".." in PurePosixPath(plain).parts:
        raise ReadError(name, "its name leads out of the zip", "pack it again under a plain name")
    if info.flag_bits & 0x1:
        raise ReadError(name, "it is locked with a password", "unpack the zip with the password and add what is in it")
    budget.members -= 1
    if budget.members < 0:
        raise ReadError(name, f"there are more than {MAX_MEMBERS} files in the zip", _SPLIT)
    if _is_bomb(info.file_size, info.compress_size):
        raise ReadError(name, "it unpacks to far more than a document holds", "look at where it came from")


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > RATIO_FROM and unpacked > MAX_RATIO * max(packed, 1)


def _copy(source: IO[bytes], sink: IO[bytes], info: zipfile.ZipInfo, name: str, budget: _Budget) -> None:
    """Unpack within the budget, whatever size the zip states."""
    written = 0
    while chunk := source.read(_CHUNK):
        written += len(chunk)
        budget.bytes -= len(chunk)
        if budget.bytes < 0:
            raise ReadError(name, f"the zip unpacks to more than {MAX_TOTAL // 2**30} GiB", _SPLIT)
        if _is_bomb(written, info.compress_size):
            raise ReadError(name, "it unpacks to far more than a document holds", "look at where it came from")
        sink.write(chunk)
