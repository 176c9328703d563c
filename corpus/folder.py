"""Where things lie in an archive folder, and how its database is opened for reading. Light: every lookup imports it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from corpus.disk import disk_errors
from corpus.migrations import SCHEMA_VERSION
from models.errors import ArchiveError

_CACHE = 32_768  # KiB that a reader may keep of the database: the rows of a decree cited by hundreds lie far apart


@dataclass(frozen=True, slots=True)
class Folder:
    """The paths in the archive folder `root`; nothing need exist yet."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite database."""
        return self.root / "archive.db"

    @property
    def originals(self) -> Path:
        """Files as received, under their SHA-256."""
        return self.root / "originals"

    @property
    def derived(self) -> Path:
        """What was made of originals and can be made again."""
        return self.root / "derived"

    def searchable(self, sha256: str) -> Path:
        """The searchable copy of the scan with these bytes."""
        return self.derived / sha256[:2] / f"{sha256[2:]}.pdf"

    @property
    def incoming(self) -> Path:
        """Files being taken in; gone when no writer is at work."""
        return self.root / "incoming"

    @property
    def lock(self) -> Path:
        """Held by the one writer; says who that is."""
        return self.root / "writer.lock"


def not_a_file(root: Path) -> None:
    """ArchiveError where `root` is something else than a folder, or than nothing yet."""
    with disk_errors(root):
        in_the_way = root.exists() and not root.is_dir()
    if in_the_way:
        raise ArchiveError(root, "it is a file, not a folder", "name the archive's folder with --archive")


def existing(root: Path) -> Folder:
    """The archive folder `root`; ArchiveError where there is no archive in it."""
    folder = Folder(root)
    not_a_file(root)
    if not folder.database.is_file():
        advice = "make one with `sovang ingest PATH`, or name another with --archive"
        raise ArchiveError(root, "there is no archive here", advice)
    return folder


def open_reading(root: Path) -> sqlite3.Connection:
    """A read-only connection to the archive in `root`, rows by column name; ArchiveError where there is none to read.

    An archive of an older schema is brought up to date first.
    """
    database = existing(root).database
    with disk_errors(root):
        connection = _connect(database)
        if schema_version(connection, root) < SCHEMA_VERSION:
            connection.close()
            _bring_up_to_date(root)
            connection = _connect(database)
    return connection


def schema_version(connection: sqlite3.Connection, root: Path) -> int:
    """The archive's schema version; ArchiveError where a newer program wrote it, or another."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    strange = version == 0 and connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    if strange:
        raise ArchiveError(root, "archive.db is another program's database", "name another folder with --archive")
    if version > SCHEMA_VERSION:
        what = f"the archive has schema {version}, this program knows up to {SCHEMA_VERSION}"
        raise ArchiveError(root, what, "use the newer version of sovang that wrote it")
    return version


def _connect(database: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("SELECT 1 FROM sqlite_master")
    except sqlite3.OperationalError:
        # SQLite wants to write beside a WAL database even to read it; on a medium that cannot be written, nobody else
        # writes either, and the file may be read as it lies.
        connection.close()
        connection = sqlite3.connect(f"{database.absolute().as_uri()}?immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    connection.execute(f"PRAGMA cache_size = {-_CACHE}")
    return connection


def _bring_up_to_date(root: Path) -> None:
    from corpus.archive import Archive

    with Archive.open(root):
        pass
