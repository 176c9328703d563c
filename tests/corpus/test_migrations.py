"""The tables are as agreed, steps are all or nothing, and what is no archive of ours is refused in one sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

import corpus.migrations
from corpus.archive import Archive
from corpus.folder import open_reading
from corpus.migrations import SCHEMA_VERSION, migrate
from models.errors import ArchiveError

RECORD = "mention sentence section page start end boxes inferred rule confidence further verdict decided"
TABLES = {
    "documents": "id sha256 name origin size format state reason advice added extracted version change doc_type number"
    " issuer place date title period year signer signer_title recipients inferred header_evidence notes pages text decided",
    "passages": "id document position kind section page start end text",
    "citations": f"id document position doc_type number number_key serial date issuer subject role {RECORD}",
    "awards": "id document position award awarder level collectives individuals households occasion locality period"
    f" status counted {RECORD}",
    "exemplars": f"id document position name name_key kind honorific role unit place field achievement {RECORD}",
    "movements": "id document position name mention page start end boxes rule confidence further verdict decided",
    "checks": "id document position kind about stated computed parts agrees mention page start end other rule boxes further verdict decided",
    "grants": "id document position name name_key kind role unit award decision mention sentence section page start end"
    " boxes further rule confidence verdict decided",
    "decisions": "id document list record verdict anchor machine changes made_by made_at note replaces undone_by"
    " undone_at met",
    "files": "document scanned same_as",
    "file_keys": "key document",
    "likenesses": "one other verdict found",
    "joinings": "id act one other verdict made_by made_at note undone_by undone_at",
    "refs": "id document position kind mention means page start end rule boxes further verdict decided",
}


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with Archive.open(tmp_path / "archive"):
        return tmp_path / "archive"


@pytest.mark.parametrize("table", TABLES)
def test_tables_are_as_agreed(table: str, archive: Path) -> None:
    with closing(sqlite3.connect(archive / "archive.db")) as connection:
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    assert columns == TABLES[table].split()


def test_version_and_journal(archive: Path) -> None:
    with closing(sqlite3.connect(archive / "archive.db")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (0,)


def test_a_step_that_fails_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(db: Database) -> None:
        db.execute("CREATE TABLE half (id INTEGER)")
        raise RuntimeError("in the middle")

    database = Database(memory=True)
    migrate(database)
    monkeypatch.setattr(corpus.migrations, "_STEPS", (*corpus.migrations._STEPS, failing))
    with pytest.raises(RuntimeError):
        migrate(database)
    assert "half" not in database.table_names()
    assert database.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)


def test_an_older_archive_is_brought_up_to_date_when_read(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def further(db: Database) -> None:
        db.execute("CREATE TABLE further (id INTEGER)")

    steps = (*corpus.migrations._STEPS, further)
    monkeypatch.setattr("corpus.migrations._STEPS", steps)
    monkeypatch.setattr("corpus.folder.SCHEMA_VERSION", len(steps))
    with closing(open_reading(archive)) as connection:
        assert connection.execute("SELECT count(*) FROM further").fetchone()[0] == 0
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(steps)


def newer(archive: Path) -> None:
    with closing(sqlite3.connect(archive / "archive.db")) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def of_another_program(archive: Path) -> None:
    (archive / "archive.db").unlink()
    with closing(sqlite3.connect(archive / "archive.db")) as connection:
        connection.execute("CREATE TABLE recipes (name)")
        connection.commit()


def no_database(archive: Path) -> None:
    (archive / "archive.db").write_bytes(b"not a database at all" * 400)


def absent(archive: Path) -> None:
    (archive / "archive.db").unlink()


REFUSED = [(newer, "schema"), (of_another_program, "another program"), (no_database, "cannot be read")]


@pytest.mark.parametrize(("spoil", "said"), [*REFUSED, (absent, "no archive here")])
def test_reading_refuses(spoil: Callable[[Path], None], said: str, archive: Path) -> None:
    spoil(archive)
    with pytest.raises(ArchiveError, match=said):
        open_reading(archive)


@pytest.mark.parametrize(("spoil", "said"), REFUSED)
def test_writing_refuses_and_leaves_it_as_it_is(spoil: Callable[[Path], None], said: str, archive: Path) -> None:
    spoil(archive)
    before = (archive / "archive.db").read_bytes()
    with pytest.raises(ArchiveError, match=said), Archive.open(archive):
        pass
    assert (archive / "archive.db").read_bytes() == before


def test_a_reader_cannot_write(archive: Path) -> None:
    with closing(open_reading(archive)) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone()[0] == 0
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM documents")
