"""What tells an index whose files are as they were left from one with damaged files.

Libraries take damaged files for sound ones, or are stopped dead by them. So what was written is sealed: `sealed.json`
holds the size, the time and the checksum of each file. It is away while the index is being written.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

_SEAL = "sealed.json"
_AT_ONCE = 1 << 20  # bytes
_NONSENSE = (ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What may be raised in reading a seal that holds anything at all."""

_Kept = tuple[int, int, int]  # size, time, checksum


@contextmanager
def unsealed(folder: Path, mark: str) -> Iterator[None]:
    """Write to the index in `folder` inside the block; its new seal bears `mark`."""
    known = _known(folder)
    (folder / _SEAL).unlink(missing_ok=True)
    yield
    with suppress(OSError):  # without a seal an index is as good, but damage may go unseen
        _seal(folder, mark, known)


def is_whole(folder: Path) -> bool:
    """Whether no sealed file was changed, as far as its time tells, or its checksum where it bears another time."""
    try:
        sealed = _read(folder)
        if all(_is_same(folder / name, tuple(kept)) for name, kept in sealed["files"].items()):
            return True
        return _read(folder) != sealed  # it was written just now
    except OSError:
        return True
    except _NONSENSE:
        return False


def mark(folder: Path) -> str:
    """What the seal bears; "" where there is none."""
    try:
        return str(_read(folder)["mark"])
    except (OSError, *_NONSENSE):
        return ""


def _known(folder: Path) -> dict[str, _Kept]:
    try:
        return {name: tuple(kept) for name, kept in _read(folder)["files"].items()}
    except (OSError, *_NONSENSE):
        return {}


def _seal(folder: Path, mark: str, known: dict[str, _Kept]) -> None:
    files = {path.name: _state(path, known.get(path.name)) for path in folder.iterdir() if path.stat().st_size}
    written = folder / f"{_SEAL}.new"
    written.write_text(json.dumps({"mark": mark, "files": files}), "utf-8")
    written.replace(folder / _SEAL)


def _state(path: Path, known: _Kept | None) -> _Kept:
    """The state of a file, its checksum from before where it has not changed."""
    stat = path.stat()
    if known and known[:2] == (stat.st_size, stat.st_mtime_ns):
        return known
    with suppress(OSError):  # libraries keep some files from all but their owner
        path.chmod(stat.st_mode | path.parent.stat().st_mode & 0o666)
    return stat.st_size, stat.st_mtime_ns, _checksum(path)


def _is_same(path: Path, kept: _Kept) -> bool:
    try:
        stat = path.stat()
        same_size = stat.st_size == kept[0]
        return same_size and (stat.st_mtime_ns == kept[1] or _checksum(path) == kept[2])
    except OSError:
        return False


def _checksum(path: Path) -> int:
    checksum = 0
    with path.open("rb") as file:
        while part := file.read(_AT_ONCE):
            checksum = zlib.crc32(part, checksum)
    return checksum


def _read(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / _SEAL).read_text("utf-8")))
