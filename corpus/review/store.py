"""Decisions in the archive's tables, and the rows as decisions make them. All inside the caller's transaction."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from corpus.review.anchors import meet
from corpus.review.fields import FIELDS, HEADER, RECORDS, Values, derived, own
from corpus.review.model import Anchor, Decision, machine_values
from corpus.rows import year_of

if TYPE_CHECKING:
    from sqlite3 import Connection

Row = Mapping[str, Any]

_STANDING = (
    "undone_at IS NULL AND id NOT IN (SELECT replaces FROM decisions WHERE undone_at IS NULL AND replaces IS NOT NULL)"
)
_COLUMNS = (
    'id, document, "list", record, verdict, anchor, machine, changes, made_by, made_at, note, replaces, undone_by, '
    "undone_at, met"
)


def decisions(connection: Connection, where: str = _STANDING, values: Iterable[object] = ()) -> list[Decision]:
    """The decisions for which the SQL condition holds (the standing ones), in the order in which they were made."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM decisions WHERE {where} ORDER BY id", tuple(values))
    return [_decision(*row) for row in rows]


def standing_condition() -> str:
    """The SQL condition of decisions that hold: neither undone nor replaced by one that is not."""
    return _STANDING


def standing(connection: Connection, sha256: str) -> list[Decision]:
    """The decisions that hold for the document with these bytes."""
    return decisions(connection, f"document = ? AND {_STANDING}", (sha256,))


def _decision(*columns: Any) -> Decision:  # noqa: ANN401 columns of all types
    id_, document, list_, record, verdict, at, machine, changes, by, made, note, replaces, undoer, undone, met = columns
    place = json.loads(at)
    place["beside"] = tuple(map(tuple, place["beside"]))
    return Decision(
        id_, document, list_, record, verdict, Anchor(**place), json.loads(machine), json.loads(changes), by, made,
        note, replaces, undoer, undone, bool(met),
    )  # fmt: skip


def add(connection: Connection, decision: Decision) -> None:
    """Write a new decision; its `id` is given by the archive."""
    columns = _COLUMNS.removeprefix("id, ")
    marks = ", ".join("?" * (columns.count(",") + 1))
    connection.execute(
        f"INSERT INTO decisions ({columns}) VALUES ({marks})",
        (
            decision.document, decision.list, decision.record, decision.verdict, _json(asdict(decision.anchor)),
            _json(decision.machine), _json(decision.changes), decision.by, decision.at, decision.note,
            decision.replaces, decision.undone_by, decision.undone_at, decision.met,
        ),
    )  # fmt: skip


def mark_undone(connection: Connection, decision: int, by: str, at: str) -> None:
    """Sign and date the undoing of a decision."""
    connection.execute("UPDATE decisions SET undone_by = ?, undone_at = ? WHERE id = ?", (by, at, decision))


def apply(connection: Connection, document: int, sha256: str | None) -> None:
    """Make the rows of a document what its standing decisions say; without any, what the machine read."""
    held = standing(connection, sha256) if sha256 else []
    if not held and not _touched(connection, document):
        return
    by_list: dict[str, list[Decision]] = defaultdict(list)
    for decision in held:
        by_list[decision.list].append(decision)
    (text,) = connection.execute("SELECT text FROM documents WHERE id = ?", (document,)).fetchone()
    for table in RECORDS:
        _apply_to(connection, table, document, by_list[table], text or "")
    _apply_to_header(connection, document, by_list[HEADER])


def records(connection: Connection, table: str, document: int) -> list[dict[str, Any]]:
    """The rows of a document in one of the tables of records, whole, in order."""
    found = connection.execute(f"SELECT * FROM {table} WHERE document = ? ORDER BY position", (document,))
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def header(connection: Connection, document: int) -> dict[str, Any]:
    """The header of a document with what is decided about it."""
    columns = ("id", "sha256", *FIELDS[HEADER], "decided")
    row = connection.execute(f"SELECT {', '.join(columns)} FROM documents WHERE id = ?", (document,)).fetchone()
    return dict(zip(columns, row, strict=True))


def _touched(connection: Connection, document: int) -> bool:
    queries = [f"SELECT 1 FROM {table} WHERE document = :id AND decided IS NOT NULL" for table in RECORDS]
    queries.append("SELECT 1 FROM documents WHERE id = :id AND decided IS NOT NULL")
    return any(connection.execute(f"{query} LIMIT 1", {"id": document}).fetchone() for query in queries)


def _apply_to(connection: Connection, table: str, document: int, held: list[Decision], text: str) -> None:
    rows = records(connection, table, document)
    for row in rows:
        if row["decided"]:
            row.update(machine_values(table, row), verdict=None, decided=None)
            _write(connection, table, row)
    met = meet(held, rows, text)
    for decision in held:
        connection.execute("UPDATE decisions SET met = ? WHERE id = ?", (decision.id in met, decision.id))
        if row := dict(met.get(decision.id, {})):
            _write(connection, table, _decided(decision, row))


def _decided(decision: Decision, row: dict[str, Any]) -> dict[str, Any]:
    """The row as the decision makes it; `decided` says who, when, and what the machine read instead."""
    machine = {field: row[field] for field, value in decision.changes.items() if row[field] != value}
    return {**row, **decision.changes, "verdict": decision.verdict, "decided": _json(_said(decision, machine))}


def _said(decision: Decision, machine: Values) -> dict[str, Any]:
    told = {"decision": decision.id, "verdict": decision.verdict, "by": decision.by, "at": decision.at}
    return {**told, "note": decision.note, "machine": machine}


def _write(connection: Connection, table: str, row: Row) -> None:
    columns = {**own(table, row), **derived(table, row), "verdict": row["verdict"], "decided": row["decided"]}
    _update(connection, table, row["id"], columns)


def _update(connection: Connection, table: str, row: int, columns: Values) -> None:
    sets = ", ".join(f"{name} = ?" for name in columns)
    connection.execute(f"UPDATE {table} SET {sets} WHERE id = ?", (*columns.values(), row))


def machine_header(row: Row) -> Values:
    """The header as the machine read it."""
    decided = json.loads(row["decided"] or "{}")
    read = {field: row[field] for field in FIELDS[HEADER]}
    for field, said in decided.items():
        read[field] = said["machine"][field]
    if "year" not in decided:
        read["year"] = year_of(read["period"], read["date"])
    return read


def _apply_to_header(connection: Connection, document: int, held: list[Decision]) -> None:
    """A header's field is always there, so that its decisions always meet it; a year follows a corrected period."""
    row = header(connection, document)
    if not held and not row["decided"]:
        return
    read = machine_header(row)
    values, said = dict(read), {}
    for decision in held:
        values |= decision.changes
        said[decision.record] = _said(decision, {decision.record: read[decision.record]})
        connection.execute("UPDATE decisions SET met = 1 WHERE id = ?", (decision.id,))
    if "year" not in said:
        values["year"] = year_of(values["period"], values["date"])
    _update(connection, "documents", document, {**values, "decided": _json(said) if said else None})


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
