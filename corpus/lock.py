"""One writer at a time: the lock file names the process that holds it, for those who wait."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from corpus.folder import Folder, not_a_file
from models.errors import ArchiveError


@contextmanager
def writing(folder: Folder, wait: float) -> Iterator[None]:
    """Be the archive's writer inside the block; ArchiveError, naming who writes, after `wait` seconds in vain.

    The lock is the operating system's: it ends with the process, however that ends.
    """
    from filelock import FileLock, Timeout

    not_a_file(folder.root)
    folder.root.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder.lock, timeout=wait, on_acquired=_sign)
    try:
        lock.acquire()
    except Timeout as error:
        advice = "wait until it is done, or give more patience with --wait SECONDS"
        raise ArchiveError(folder.root, f"{_writer(folder.lock)} is writing to the archive", advice) from error
    try:
        yield
    finally:
        os.truncate(folder.lock, 0)
        lock.release()


def _sign(descriptor: int) -> None:
    command = " ".join(["sovang", *sys.argv[1:]])
    since = datetime.now().astimezone().isoformat(" ", "seconds")
    signature = json.dumps({"pid": os.getpid(), "command": command, "since": since})
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, signature.encode(), 0)


def _writer(lock: Path) -> str:
    """Who holds the lock: `process 4711 (sovang ingest reports, since 2026-01-05 10:00:05+07:00)`."""
    with suppress(OSError, ValueError, KeyError):
        signature = json.loads(lock.read_text("utf-8"))
        return f"process {signature['pid']} ({signature['command']}, since {signature['since']})"
    return "another process"
