"""The tables of archive.db, as small steps: step n takes an archive from schema n - 1 to schema n, never back.

A step that has been released is never edited; what comes later is a further step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlite_utils import Database

# sqlite-utils has no AUTOINCREMENT, and an identifier must never be given twice: people write it down.
_DOCUMENTS = """
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT UNIQUE,
    name TEXT NOT NULL,
    origin TEXT NOT NULL,
    size INTEGER,
    format TEXT,
    state TEXT NOT NULL CHECK (state IN ('ready', 'failed', 'removed')),
    reason TEXT,
    advice TEXT,
    added TEXT NOT NULL,
    extracted TEXT,
    version TEXT,
    change INTEGER NOT NULL,
    doc_type TEXT,
    number TEXT,
    issuer TEXT,
    place TEXT,
    date TEXT,
    title TEXT,
    period TEXT,
    year INTEGER,
    signer TEXT,
    signer_title TEXT,
    recipients TEXT,
    inferred TEXT,
    header_evidence TEXT,
    notes TEXT,
    pages INTEGER,
    text TEXT
)
"""

_ROW = {"id": int, "document": int, "position": int}
_STANDS = {"page": int, "start": int, "end": int}
_MADE = {"rule": str, "confidence": float}
_RECORD = {"mention": str, "sentence": str, "section": str, **_STANDS, "boxes": str, "inferred": str, **_MADE}

_TABLES: dict[str, dict[str, type]] = {
    "passages": {**_ROW, "kind": str, "section": str, **_STANDS, "text": str},
    "citations": {
        **_ROW,
        **dict.fromkeys(("doc_type", "number", "number_key", "serial", "date", "issuer", "subject", "role"), str),
        **_RECORD,
    },
    "awards": {
        **_ROW,
        **dict.fromkeys(("award", "awarder", "level"), str),
        **dict.fromkeys(("collectives", "individuals", "households"), int),
        **dict.fromkeys(("occasion", "locality", "period", "status", "counted"), str),
        **_RECORD,
    },
    "exemplars": {
        **_ROW,
        **dict.fromkeys(("name", "name_key", "kind", "honorific", "role", "unit", "place", "field"), str),
        "achievement": str,
        **_RECORD,
    },
    "movements": {**_ROW, "name": str, "mention": str, **_STANDS, "boxes": str, **_MADE},
    "checks": {
        **_ROW,
        **dict.fromkeys(("kind", "about"), str),
        **dict.fromkeys(("stated", "computed"), float),
        "parts": str,
        "agrees": int,
        "mention": str,
        **_STANDS,
        "other": str,
        "rule": str,
    },
    "refs": {**_ROW, **dict.fromkeys(("kind", "mention", "means"), str), **_STANDS, "rule": str},
}
_GRANTS: dict[str, type] = {
    **_ROW,
    **dict.fromkeys(("name", "name_key", "kind", "role", "unit", "award", "decision"), str),
    **dict.fromkeys(("mention", "sentence", "section"), str),
    **_STANDS,
    **dict.fromkeys(("boxes", "further"), str),
    **_MADE,
}
_INDEXED = (("documents", "state"), ("documents", "change"), ("citations", "number_key"), ("citations", "serial"))


def _first_tables(db: Database) -> None:
    """Documents, their passages and their records."""
    db.execute(_DOCUMENTS)
    for name, columns in _TABLES.items():
        table = db.table(name)
        table.create(
            columns,
            pk="id",
            not_null={"document", "position"},
            foreign_keys=[("document", "documents", "id")],
        )
        table.create_index(["document"])
    for name, column in (*_INDEXED, ("exemplars", "name_key")):
        db.table(name).create_index([column])


def _boxes_on_every_page(db: Database) -> None:
    """Where a record goes on over the page, and the boxes of checks and references; filled as documents are read."""
    for name in ("checks", "refs"):
        db.table(name).add_column("boxes", str)
    for name in ("citations", "awards", "exemplars", "movements", "checks", "refs"):
        db.table(name).add_column("further", str)


def _grants(db: Database) -> None:
    """Who receives what by an award decision; filled as documents are read."""
    table = db.table("grants")
    table.create(_GRANTS, pk="id", not_null={"document", "position"}, foreign_keys=[("document", "documents", "id")])
    for column in ("document", "name_key", "decision"):
        table.create_index([column])


# AUTOINCREMENT for the same reason as for documents. A decision names its document by the bytes, and outlives its rows.
_DECISIONS = """
CREATE TABLE decisions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL,
    list TEXT NOT NULL,
    record TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('accepted', 'changed', 'rejected')),
    anchor TEXT NOT NULL,
    machine TEXT NOT NULL,
    changes TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    note TEXT,
    replaces INTEGER REFERENCES decisions (id),
    undone_by TEXT,
    undone_at TEXT,
    met INTEGER NOT NULL
)
"""


def _decisions(db: Database) -> None:
    """What people decide, and on each row what was decided about it and what the machine had read."""
    db.execute(_DECISIONS)
    db.table("decisions").create_index(["document"])
    db.table("documents").add_column("decided", str)
    for name in ("citations", "awards", "exemplars", "movements", "grants", "checks", "refs"):
        db.table(name).add_column("verdict", str)
        db.table(name).add_column("decided", str)


def _ways_to_lookups(db: Database) -> None:
    """What the lookups of large archives go by: counts by award, documents by unit."""
    db.table("awards").create_index(["award"])
    db.table("documents").create_index(["issuer"])


# `same_as` stands apart from documents, whose long texts SQLite would have to pass to come to a further column.
_FILES = """
CREATE TABLE files (
    document INTEGER PRIMARY KEY REFERENCES documents (id),
    scanned INTEGER,
    same_as INTEGER REFERENCES documents (id)
)
"""
_FILE_KEYS = """
CREATE TABLE file_keys (
    key INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (id),
    PRIMARY KEY (key, document)
) WITHOUT ROWID
"""
_LIKENESSES = """
CREATE TABLE likenesses (
    one INTEGER NOT NULL REFERENCES documents (id),
    other INTEGER NOT NULL REFERENCES documents (id),
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'near')),
    found TEXT NOT NULL,
    PRIMARY KEY (one, other)
) WITHOUT ROWID
"""
_JOININGS = """
CREATE TABLE joinings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    act INTEGER NOT NULL,
    one TEXT NOT NULL,
    other TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('same', 'apart')),
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    note TEXT,
    undone_by TEXT,
    undone_at TEXT
)
"""


def _files_of_reports(db: Database) -> None:
    """Which files hold one report, by what they find each other, how alike they are, and what people decide.

    Documents that are there are compared when the archive is next opened for writing.
    """
    for table in (_FILES, _FILE_KEYS, _LIKENESSES, _JOININGS):
        db.execute(table)
    for table, column in (("files", "same_as"), ("file_keys", "document"), ("likenesses", "other")):
        db.table(table).create_index([column])
    for column in ("one", "other", "act"):
        db.table("joinings").create_index([column])


def _running_numbers(db: Database) -> None:
    """Documents by the running number that they bear."""
    db.execute("CREATE INDEX idx_documents_running ON documents (CAST(number AS INTEGER))")


def _closed_names(db: Database) -> None:
    """Exemplars by their folded names without blanks, which scanning loses."""
    db.execute("CREATE INDEX idx_exemplars_closed ON exemplars (replace(name_key, ' ', ''))")


# `tallied_to` has one row: the latest change that is tallied, and by which version of the rules.
_TALLIES = (
    """
    CREATE TABLE tally_kinds (
        id INTEGER PRIMARY KEY,
        year INTEGER NOT NULL,
        award TEXT NOT NULL,
        level INTEGER NOT NULL,
        UNIQUE (year, award, level)
    )
    """,
    """
    CREATE TABLE tallies (
        id INTEGER PRIMARY KEY,
        kind INTEGER NOT NULL REFERENCES tally_kinds (id),
        unit_key TEXT NOT NULL,
        rank TEXT,
        nobody INTEGER,
        unit TEXT,
        periods TEXT,
        collectives INTEGER,
        individuals INTEGER,
        households INTEGER,
        counts INTEGER,
        left_out INTEGER,
        UNIQUE (kind, unit_key)
    )
    """,
    """
    CREATE TABLE tallied (
        id INTEGER PRIMARY KEY,
        award INTEGER NOT NULL,
        document INTEGER NOT NULL REFERENCES documents (id),
        tally INTEGER NOT NULL REFERENCES tallies (id),
        kind INTEGER NOT NULL REFERENCES tally_kinds (id),
        period TEXT NOT NULL,
        unit TEXT NOT NULL,
        start INTEGER NOT NULL,
        alone TEXT,
        left_out TEXT
    )
    """,
    "CREATE TABLE tallied_to (change INTEGER NOT NULL, rules TEXT NOT NULL)",
    "INSERT INTO tallied_to VALUES (0, '')",
)


def _tallies(db: Database) -> None:
    """Award counts judged and summed, for each year and (as year 0) for all; and counts by locality.

    Filled when the archive is next opened for writing.
    """
    for statement in _TALLIES:
        db.execute(statement)
    table = db.table("tallied")
    for columns in (["kind", "period", "unit", "document", "start"], ["tally"], ["document"]):
        table.create_index(columns)
    db.table("awards").create_index(["locality"])


def _numbers_of_serials(db: Database) -> None:
    """Citations by running number, with the numbers and types that it has: rows are read of those alone that are
    meant."""
    db.execute("DROP INDEX idx_citations_serial")
    db.execute("DROP INDEX idx_citations_number_key")
    db.table("citations").create_index(["serial", "number_key", "doc_type"])


def _types_and_days(db: Database) -> None:
    """Citations by type and day: laws are called by their names, and some documents by their day."""
    db.table("citations").create_index(["doc_type", "date"])


def _closed_names_of_recipients(db: Database) -> None:
    """Recipients by their folded names without blanks."""
    db.execute("CREATE INDEX idx_grants_closed ON grants (replace(name_key, ' ', ''))")


_STEPS: tuple[Callable[[Database], None], ...] = (
    _first_tables,
    _boxes_on_every_page,
    _grants,
    _decisions,
    _ways_to_lookups,
    _files_of_reports,
    _running_numbers,
    _closed_names,
    _tallies,
    _numbers_of_serials,
    _types_and_days,
    _closed_names_of_recipients,
)

SCHEMA_VERSION = len(_STEPS)
"""The schema this program writes; `PRAGMA user_version` of archive.db holds the archive's own."""

CONTENT_TABLES = (*_TABLES, "grants", "files", "file_keys")
"""The tables whose rows hang on a document and are written anew when it is extracted again."""


def migrate(db: Database) -> None:
    """Bring `db` to `SCHEMA_VERSION`, each step with its new version number in one transaction."""
    (version,) = db.execute("PRAGMA user_version").fetchone()
    for number, step in enumerate(_STEPS[version:], version + 1):
        with db.atomic():
            step(db)
            db.execute(f"PRAGMA user_version = {number}")
