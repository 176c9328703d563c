"""Files as received: under the SHA-256 of their bytes, written once, never again.

A file comes in by three steps, and a kill between them harms nothing: its bytes are copied to `incoming/` and forced to
the disk; its row is committed; it is moved to its place in `originals/`. So `originals/` never holds what has no row,
and `settle` finishes or clears what a killed run has left in `incoming/`.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path

from corpus.folder import Folder

_CHUNK = 1 << 20
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
_STAGED = re.compile(r"(?P<sha256>[0-9a-f]{64})(?P<suffix>\.[a-z0-9]{1,8})?")


@dataclass(frozen=True, slots=True)
class Staged:
    """A file in `incoming/`: the SHA-256 of its bytes in hexadecimal, its size in bytes, where it lies."""

    sha256: str
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class Originals:
    """The files as received in an archive folder."""

    folder: Folder

    def place(self, sha256: str, name: str) -> Path:
        """Where the file called `name` with these bytes belongs: `originals/ab/cdef....pdf`."""
        return self.folder.originals / sha256[:2] / f"{sha256[2:]}{_suffix(name)}"

    def find(self, sha256: str, name: str) -> Path | None:
        """Where that file lies: in its place, or still in `incoming/`; None where it is lost."""
        waiting = self.folder.incoming / f"{sha256}{_suffix(name)}"
        return next((path for path in (self.place(sha256, name), waiting) if path.is_file()), None)

    def stage(self, source: BufferedIOBase, name: str) -> Staged:
        """Copy the bytes of `source` to `incoming/`, safe on the disk when this returns."""
        self.folder.incoming.mkdir(exist_ok=True)
        part = self.folder.incoming / "copy.part"
        with part.open("wb") as target:
            sha256, size = _copy(source, target)
            os.fsync(target.fileno())
        path = self.folder.incoming / f"{sha256}{_suffix(name)}"
        part.replace(path)
        _sync(self.folder.incoming)
        return Staged(sha256, size, path)

    def keep(self, sha256: str, name: str) -> None:
        """Move the staged file to its place; what lies there already stays as it is."""
        place = self.place(sha256, name)
        staged = self.folder.incoming / f"{sha256}{place.suffix}"
        if place.exists():
            staged.unlink(missing_ok=True)
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        staged.replace(place)
        _sync(place.parent)

    def settle(self, known: Callable[[str], bool]) -> None:
        """Finish what a killed run left: staged files with a `known` SHA-256 go to their place, others are cleared."""
        for path in self._staged():
            match = _STAGED.fullmatch(path.name)
            if match and known(match["sha256"]):
                self.keep(match["sha256"], path.name)
            else:
                path.unlink()
        if self.folder.incoming.is_dir():
            self.folder.incoming.rmdir()

    def all(self) -> Iterator[Path]:
        """Every file under `originals/`, in order."""
        return (path for path in sorted(self.folder.originals.rglob("*")) if path.is_file())

    def _staged(self) -> list[Path]:
        return sorted(self.folder.incoming.iterdir()) if self.folder.incoming.is_dir() else []


def fingerprint(source: BufferedIOBase) -> str:
    """The SHA-256 of the bytes of `source` in hexadecimal."""
    return hashlib.file_digest(source, "sha256").hexdigest()


def _copy(source: BufferedIOBase, target: BufferedIOBase) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
        size += target.write(chunk)
    return digest.hexdigest(), size


def _suffix(name: str) -> str:
    suffix = Path(name).suffix.lower()
    return suffix if _SUFFIX.fullmatch(suffix) else ""


def _sync(directory: Path) -> None:
    """Force the directory's entries to the disk, so that a rename outlives a power cut."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
