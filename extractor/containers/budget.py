"""How much is unpacked from one file, whatever is packed in what; beyond it comes a sentence, not a full disk."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import gettempdir
from typing import IO

from extractor.limits import MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED_MB, MB, RATIO_FROM
from extractor.readers.formats import is_supported
from models.errors import ReadError
from models.text import printable

SPLIT = "split it, or unpack it yourself and add what is in it"
_CHUNK = 2**20
_LONGEST = 80  # signs of a file's stem: no system allows more than 255 bytes, and a sign takes up to three
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_ROOM = "make room there, or set TMPDIR to a folder with more"


@dataclass(slots=True)
class Budget:
    """What may still be unpacked."""

    members: int = MAX_MEMBERS
    size: int = MAX_UNPACKED_MB * MB  # bytes

    def count(self, name: str) -> None:
        """Take one more member on; ReadError, naming `name`, where there have been too many."""
        self.members -= 1
        if self.members < 0:
            raise ReadError(name, f"more than {MAX_MEMBERS} files are packed together", SPLIT)

    def copy(self, source: IO[bytes], target: Path, packed: int, name: str) -> None:
        """Unpack `source`, which takes `packed` bytes as it is, to `target`, whatever size is stated for it."""
        written = 0
        with _room_for(name), target.open("wb") as sink:
            while chunk := source.read(_CHUNK):
                written += len(chunk)
                self.size -= len(chunk)
                if self.size < 0:
                    raise ReadError(name, f"more than {MAX_UNPACKED_MB} MB are packed together", SPLIT)
                check_ratio(written, packed, name)
                sink.write(chunk)


@contextmanager
def _room_for(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
        raise ReadError(name, f"there is no room to unpack it in {gettempdir()}", _ROOM) from None


def check_ratio(unpacked: int, packed: int, name: str) -> None:
    """Refuse what swells as only a zip bomb does."""
    if unpacked > RATIO_FROM and unpacked > MAX_RATIO * max(packed, 1):
        raise ReadError(name, "it unpacks to far more than a document holds", "look at where it came from")


def parts_of(name: str) -> tuple[str, ...]:
    """The folders and the file that a packed name leads through, whichever way its slashes lean."""
    return PurePosixPath(name.replace("\\", "/")).parts


def file_in(folder: Path, name: str) -> Path:
    """Where what is packed under `name` is put: its last step alone, cut where it is longer than a file's name may be.

    So a name never leads out of the folder, which is ours.
    """
    path = PurePosixPath(printable(parts_of(name)[-1]))
    return folder / f"{path.stem[:_LONGEST]}{path.suffix}"


def distinct(name: str, taken: set[str]) -> str:
    """The name, with a number put in where another bears it: `anh (2).jpg`; it is added to those `taken`."""
    path, count, found = PurePosixPath(name), 1, name
    while found in taken:
        count += 1
        found = str(path.with_name(f"{path.stem} ({count}){path.suffix}"))
    taken.add(found)
    return found


def is_wanted(name: str) -> bool:
    """Whether what is packed under `name` may be a document: nothing hidden, an extension that is read."""
    parts = parts_of(name)
    hidden = any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in parts)
    return bool(parts) and not hidden and is_supported(parts[-1])
