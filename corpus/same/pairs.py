"""What is known of pairs of documents: how alike they are, and what people decided. Light: reads with sqlite3 alone."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Literal

from corpus.same.likeness import Likeness
from corpus.same.verdict import Verdict

_AMONG = "(:among IS NULL OR {} IN (SELECT value FROM json_each(:among)))"


@dataclass(frozen=True, slots=True)
class Alike:
    """Two documents (`one` < `other`) that the machine found alike."""

    one: int
    other: int
    verdict: Verdict
    found: Likeness

    @property
    def differs(self) -> tuple[int, int, float]:
        """How much they differ: the least first is the surest."""
        return len(self.found.figures), self.found.replaced, 1 - self.found.share


@dataclass(frozen=True, slots=True)
class Held:
    """What `by` decided about two documents, where it holds: neither undone nor followed by another decision.

    Decisions made by one command bear one `act`; `at` is a time in ISO 8601.
    """

    act: int
    one: int
    other: int
    verdict: Literal["same", "apart"]
    by: str
    at: str
    note: str | None


def alike(connection: Connection, among: Collection[int] | None = None) -> list[Alike]:
    """The pairs found alike, both of them `among` the given documents (None: all)."""
    rows = connection.execute(
        "SELECT one, other, verdict, found FROM likenesses "
        f"WHERE {_AMONG.format('one')} AND {_AMONG.format('other')} ORDER BY one, other",
        {"among": _listed(among)},
    )
    return [Alike(one, other, verdict, Likeness.read(json.loads(found))) for one, other, verdict, found in rows]


def held(connection: Connection, among: Collection[int] | None = None) -> list[Held]:
    """The decisions that hold about pairs `among` the given documents (None: all), in the order of their making."""
    rows = connection.execute(
        "SELECT j.act, a.id, b.id, j.verdict, j.made_by, j.made_at, j.note FROM joinings j "
        "JOIN documents a ON a.sha256 = j.one JOIN documents b ON b.sha256 = j.other WHERE j.undone_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM joinings l WHERE l.one = j.one AND l.other = j.other AND l.id > j.id "
        f"AND l.undone_at IS NULL) AND {_AMONG.format('a.id')} AND {_AMONG.format('b.id')} ORDER BY j.id",
        {"among": _listed(among)},
    )
    return [Held(*row) for row in rows]


def _listed(among: Collection[int] | None) -> str | None:
    return None if among is None else json.dumps(sorted(among))
