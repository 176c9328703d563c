"""Deciding: accept, change, reject, undo. Each call is one transaction: all that was named, or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from sqlite3 import Connection
from typing import Any

from corpus.archive import Archive
from corpus.review.anchors import anchor
from corpus.review.fields import HEADER, RECORDS, Values, own, read_changes
from corpus.review.model import Anchor, Called, Decision, Verdict, called, machine_values, record_name
from corpus.review.store import add, apply, decisions, header, machine_header, mark_undone, records
from models.errors import UsageError
from models.text import squeeze


@dataclass(frozen=True, slots=True)
class Target:
    """What an ID calls: a row as it stands (`row`), of which list, in which document, with the decision that holds."""

    called: Called
    list: str
    row: Mapping[str, Any]
    sha256: str
    place: Anchor
    decision: Decision | None

    @property
    def machine(self) -> Values:
        """What the machine read."""
        if self.called.field:
            return {self.called.field: machine_header(self.row)[self.called.field]}
        return machine_values(self.list, self.row)

    @property
    def shown(self) -> Values:
        """What is shown now."""
        field = self.called.field
        return {field: self.row[field]} if field else own(self.list, self.row)


def accept(archive: Archive, ids: Iterable[str], by: str, note: str | None = None) -> list[Decision]:
    """Confirm the records as they stand."""
    return _decide(archive, ids, lambda target: ("accepted", target.shown), by, note)


def change(
    archive: Archive, wanted: str, assignments: Iterable[str], by: str, note: str | None = None
) -> list[Decision]:
    """Correct fields of one record, given as `FIELD=VALUE`; of a header's field its value alone will do."""
    named = called(wanted)
    typed = [text if not named.field or text.startswith(f"{named.field}=") else f"{named.field}={text}"
             for text in assignments]  # fmt: skip

    def changes(target: Target) -> tuple[Verdict, Values]:
        new = read_changes(target.list, typed)
        if named.field and set(new) != {named.field}:
            raise UsageError(str(named), "another field is given", f"change only {named.field}, or name a record")
        earlier = target.decision.changes if target.decision else {}
        return "changed", {**earlier, **new}

    return _decide(archive, [wanted], changes, by, note)


def reject(archive: Archive, ids: Iterable[str], by: str, note: str | None = None) -> list[Decision]:
    """Take records out of the answers: what was read there is none. A header's field is left empty."""

    def rejected(target: Target) -> tuple[Verdict, Values]:
        return "rejected", {target.called.field: None} if target.called.field else {}

    return _decide(archive, ids, rejected, by, note)


def undo(archive: Archive, ids: Iterable[str], by: str) -> list[Decision]:
    """Take back the last decision about each record; what held before holds again. Returns what was taken back."""
    name, at = signed(by), now()
    with archive.transaction() as connection:
        taken = [_standing(connection, archive, called(wanted)) for wanted in dict.fromkeys(ids)]
        for decision in taken:
            mark_undone(connection, decision.id, name, at)
        _apply(archive, connection, taken)
    return taken


def find(connection: Connection, archive: Archive, wanted: Called) -> Target:
    """The record of that ID; UsageError where there is none (any more)."""
    [document] = archive.chosen([wanted.document])
    if document["state"] != "ready":
        raise UsageError(str(wanted), f"document {wanted.document} is not in the answers", "see `sovang status`")
    if wanted.field:
        return _field(connection, wanted)
    for table in RECORDS:
        rows = records(connection, table, wanted.document)
        for row in rows:
            if record_name(table, row) == wanted.record:
                return _record(connection, wanted, table, row, rows)
    raise UsageError(str(wanted), "there is no such record (any more)", "`sovang review --all` lists those there are")


def _field(connection: Connection, wanted: Called) -> Target:
    row = header(connection, wanted.document)
    query = f"SELECT json_extract(header_evidence, '$.{wanted.field}') FROM documents WHERE id = ?"
    (kept,) = connection.execute(query, (wanted.document,)).fetchone()
    evidence: dict[str, Any] = json.loads(kept) if kept else {"start": 0, "end": 0, "quote": ""}
    place = Anchor(evidence["start"], evidence["end"], squeeze(evidence["quote"]))
    said = json.loads(row["decided"] or "{}").get(wanted.field)
    return Target(wanted, HEADER, row, row["sha256"], place, _by_number(connection, said))


def _record(
    connection: Connection, wanted: Called, table: str, row: Mapping[str, Any], rows: list[dict[str, Any]]
) -> Target:
    query = "SELECT sha256, text FROM documents WHERE id = ?"
    sha256, text = connection.execute(query, (wanted.document,)).fetchone()
    read = [{**other, **machine_values(table, other)} for other in rows]
    place = anchor(table, {**row, **machine_values(table, row)}, read, text)
    said = json.loads(row["decided"]) if row["decided"] else None
    return Target(wanted, table, row, sha256, place, _by_number(connection, said))


def _by_number(connection: Connection, said: Mapping[str, Any] | None) -> Decision | None:
    return decisions(connection, "id = ?", (said["decision"],))[0] if said else None


def _decide(
    archive: Archive, ids: Iterable[str], what: Callable[[Target], tuple[Verdict, Values]], by: str, note: str | None
) -> list[Decision]:
    name, at = signed(by), now()
    with archive.transaction() as connection:
        targets = [find(connection, archive, called(wanted)) for wanted in dict.fromkeys(ids)]
        made = []
        for target in targets:
            verdict, changes = what(target)
            replaced = target.decision.id if target.decision else None
            decision = Decision(
                0, target.sha256, target.list, target.called.record, verdict, target.place, target.machine, changes,
                name, at, squeeze(note or "") or None, replaced,
            )  # fmt: skip
            add(connection, decision)
            made.append(decision)
        _apply(archive, connection, made)
    return made


def _apply(archive: Archive, connection: Connection, made: Iterable[Decision]) -> None:
    for sha256 in dict.fromkeys(decision.document for decision in made):
        if document := archive.by_hash(sha256):
            apply(connection, document["id"], sha256)
            archive.touch(document["id"])


def _standing(connection: Connection, archive: Archive, wanted: Called) -> Decision:
    """The decision about what is called so: that of the record, else one that meets none any more."""
    [document] = archive.chosen([wanted.document])
    called_so = decisions(
        connection, "document = ? AND record = ? AND undone_at IS NULL", (document["sha256"], wanted.record)
    )
    for decision in reversed(called_so):
        return decision
    target = find(connection, archive, wanted)
    if target.decision is None:
        raise UsageError(str(wanted), "nobody has decided about it", "`sovang review --decided` lists what was decided")
    return target.decision


def signed(by: str) -> str:
    """The name of who decides; UsageError where there is none."""
    if name := squeeze(by):
        return name
    raise UsageError("--by", "a decision needs the name of who makes it", 'give it as --by "Nguyễn Văn A"')


def now() -> str:
    """The time that a decision bears: ISO 8601, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")
