"""Failures of the archive's own disk, said in one sentence."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.errors import ArchiveError

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_ASK_ROOM = "free some space and run the same command again; nothing that was done is lost"
_ASK_RIGHTS = "check the folder, its owner and its permissions"
_ASK_COPY = "put back a copy, or move it away and ingest again"


@contextmanager
def disk_errors(root: Path) -> Iterator[None]:
    """Turn what the disk or SQLite refuses inside the block into an ArchiveError about the archive in `root`."""
    try:
        yield
    except OSError as error:
        raise _refused(root, error) from error
    except sqlite3.DatabaseError as error:
        raise _database_refused(root, error) from error


def _refused(root: Path, error: OSError) -> ArchiveError:
    if error.errno in _NO_ROOM:
        return ArchiveError(root, f"no room to write the archive ({error.strerror})", _ASK_ROOM)
    return ArchiveError(root, f"the archive cannot be written ({error.strerror or error})", _ASK_RIGHTS)


def _database_refused(root: Path, error: sqlite3.DatabaseError) -> ArchiveError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the primary code, without SQLite's finer distinctions
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
        return ArchiveError(root, f"no room to write the archive, or its disk fails ({error})", _ASK_ROOM)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return ArchiveError(root, f"the archive cannot be written ({error})", _ASK_RIGHTS)
    if code == sqlite3.SQLITE_BUSY:
        return ArchiveError(root, "another program holds archive.db", "close it and run the same command again")
    return ArchiveError(root, f"archive.db cannot be read ({error})", _ASK_COPY)
