"""What a person should look at, and what people have decided. Light: reads with sqlite3 alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from sqlite3 import Connection, Row
from typing import Any

from corpus.queries.documents import STANDS
from corpus.review.fields import FIELDS, HEADER, RECORDS, Values, own
from corpus.review.model import Decision, Verdict, record_name
from corpus.review.store import decisions, standing_condition
from models.errors import UsageError
from models.knowledge import load

UNSURE = ("citations", "awards", "exemplars", "movements", "grants")
"""The tables whose records bear a confidence."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records: below a confidence (None: all), of one document, of one list."""

    below: float | None = None
    document: int | None = None
    list: str | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """A record, or a field of a header, that nobody has decided about: `id` is what `sovang review` calls it by.

    `mention` are its own words, `quote` the sentence they stand in; `inferred` are the fields that do not stand there.
    """

    id: str
    document: int
    name: str
    list: str
    confidence: float | None
    page: int | None
    mention: str
    quote: str
    values: Values
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A decision that holds: `found` says whether the record it is about is still read; `name` is the document's."""

    id: str
    document: int
    name: str
    list: str
    verdict: Verdict
    by: str
    at: str
    note: str | None
    found: bool
    quote: str
    machine: Values
    values: Values


def threshold() -> float:
    """The confidence below which a person should look."""
    return float(load("review")["threshold"])


def waiting(connection: Connection, wanted: Wanted) -> list[Waiting]:
    """What is to be looked at, the most doubtful first; UsageError where the document that is wanted is not there."""
    _check(connection, wanted)
    lists = [wanted.list] if wanted.list else list(FIELDS)
    found = [one for name in lists for one in _of_list(connection, name, wanted)]
    return sorted(found, key=lambda one: (1.0 if one.confidence is None else one.confidence, one.document))


def made(connection: Connection, wanted: Wanted, lost: bool = False) -> list[Made]:
    """The decisions that hold, in the order in which they were made; with `lost`, those that meet no record.

    UsageError where the document that is wanted is not there.
    """
    _check(connection, wanted)
    documents = {row["sha256"]: row for row in connection.execute("SELECT id, name, sha256 FROM documents")}
    return [
        _made(decision, documents[decision.document])
        for decision in decisions(connection)
        if decision.document in documents
        and wanted.list in (None, decision.list)
        and wanted.document in (None, documents[decision.document]["id"])
        and not (lost and decision.met)
    ]


def counts(connection: Connection) -> tuple[int, int]:
    """How many decisions hold, and how many of them meet no record."""
    query = f"SELECT count(*), coalesce(sum(met = 0), 0) FROM decisions WHERE {standing_condition()}"
    held, lost = connection.execute(query).fetchone()
    return int(held), int(lost)


def _check(connection: Connection, wanted: Wanted) -> None:
    found = connection.execute("SELECT 1 FROM documents WHERE id = ?", (wanted.document,)).fetchone()
    if wanted.document is not None and not found:
        raise UsageError(
            f"document {wanted.document}", "there is none", "`sovang documents` and `sovang status` list them"
        )


def _made(decision: Decision, document: Row) -> Made:
    values = {**decision.machine, **decision.changes}
    return Made(
        f"{document['id']}.{decision.record}", document["id"], document["name"], decision.list, decision.verdict,
        decision.by, decision.at, decision.note, decision.met, decision.anchor.quote, decision.machine, values,
    )  # fmt: skip


def _of_list(connection: Connection, name: str, wanted: Wanted) -> Iterator[Waiting]:
    if name == HEADER:
        yield from _headers(connection, wanted)
    elif name in RECORDS and (name in UNSURE or wanted.below is None):
        yield from _records(connection, name, wanted)


def _records(connection: Connection, table: str, wanted: Wanted) -> Iterator[Waiting]:
    doubt = "AND r.confidence < :below" if wanted.below is not None else ""
    rows = connection.execute(
        f"SELECT r.*, d.name AS file FROM {table} r JOIN documents d ON d.id = r.document WHERE {STANDS} "
        f"AND r.verdict IS NULL AND (:document IS NULL OR d.id = :document) {doubt} ORDER BY r.document, r.position",
        {"below": wanted.below, "document": wanted.document},
    )
    for row in rows:
        confidence = row["confidence"] if table in UNSURE else None
        quote = (row["sentence"] if "sentence" in row.keys() else None) or row["mention"]  # noqa: SIM118
        yield Waiting(
            f"{row['document']}.{record_name(table, row)}", row["document"], row["file"], table, confidence,
            row["page"], row["mention"], quote, own(table, row), _inferred(row),
        )  # fmt: skip


def _headers(connection: Connection, wanted: Wanted) -> Iterator[Waiting]:
    rows = connection.execute(
        f"SELECT id, name, {', '.join(FIELDS[HEADER])}, inferred, header_evidence, decided FROM documents d "
        f"WHERE {STANDS} AND (:document IS NULL OR id = :document) ORDER BY id",
        {"document": wanted.document},
    ).fetchall()
    for row in rows:
        evidence, decided = json.loads(row["header_evidence"] or "{}"), json.loads(row["decided"] or "{}")
        for field in FIELDS[HEADER]:
            confidence = _header_confidence(row, field)
            if field not in decided and (wanted.below is None or confidence < wanted.below):
                place: Mapping[str, Any] = evidence.get(field) or {}
                yield Waiting(
                    f"{row['id']}.{field}", row["id"], row["name"], HEADER, confidence, place.get("page"),
                    place.get("quote", ""), place.get("quote", ""), {field: row[field]},
                    tuple(name for name in _inferred(row) if name == field),
                )  # fmt: skip


def _inferred(row: Row) -> tuple[str, ...]:
    """The fields that were inferred; none of those lists that keep no word of it."""
    return tuple(json.loads(row["inferred"] or "[]")) if "inferred" in row.keys() else ()  # noqa: SIM118


def _header_confidence(row: Row, field: str) -> float:
    """Of a field that is stated 1, of one that is inferred less; of what is needed and missing nothing."""
    known = load("review")["header"]
    if field in _inferred(row):
        return float(known["inferred"].get(field, known["inferred_other"]))
    return float(known["missing"]) if field in known["needed"] and row[field] is None else 1.0
