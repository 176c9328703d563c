"""Files that hold files (zips, e-mails): each inner one unpacked to a file of its own, within limits.

All of it is done in a process of its own: a zip or an e-mail may be made to hang or to swell as a document may.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from extractor.apart import Pieces
from extractor.containers.unpack import unpacked
from extractor.readers.formats import is_container as _is_container
from extractor.readers.formats import may_be_container
from models.errors import ReadError, SovangError


@dataclass(frozen=True, slots=True)
class _Container:
    """What is to be unpacked, and into which folder; None only asks whether it holds files at all."""

    path: Path
    folder: Path | None = None


def is_container(path: Path) -> bool:
    """Whether the file at `path` holds files of its own, as a zip or an e-mail does; a .docx is none.

    What cannot be told within the limits passes for one: `members` says what is wrong with it.
    """
    if not may_be_container(path):
        return False
    try:
        return None not in _UNPACKER.of(_Container(path))
    except SovangError:
        return True


def members(path: Path) -> Iterator[tuple[str, Path | ReadError]]:
    """The documents in the container at `path`: the name `outer.zip!inner/name.pdf`, and the file or what is wrong.

    A file lasts until the next is asked for; who needs it longer may move it away. A member that cannot be had is given
    as a ReadError and the others go on; a container that cannot be opened at all raises one. Folders, hidden files and
    formats that are not read are passed over.
    """
    with tempfile.TemporaryDirectory(prefix="sovang-", ignore_cleanup_errors=True) as folder:
        yield from filter(None, _UNPACKER.of(_Container(path, Path(folder))))


def _unpack(container: _Container) -> Iterator[tuple[str, Path | ReadError] | None]:
    """What is in it; None where it is no container."""
    if container.folder:
        yield from unpacked(container.path, container.folder)
    elif not _is_container(container.path):
        yield None


_UNPACKER = Pieces(_unpack)
