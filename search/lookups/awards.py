"""The table of reported award counts, with totals that add nothing twice and say what they leave out."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from itertools import groupby

from corpus.queries.awards import award_forms
from corpus.queries.awards import awards as award_counts
from corpus.queries.documents import names_unit
from models.answers.awards import AwardTable, Counted
from models.errors import UsageError
from models.text import fold, squeeze
from search.lookups.totals import LEVELS, judged, kind, order, totals


@dataclass(frozen=True, slots=True)
class AwardFilters:
    """What the table is narrowed to; names are compared leniently."""

    year: int | None = None
    award: str | None = None
    level: str | None = None
    unit: str | None = None

    def admit(self, row: Counted) -> bool:
        """Whether the count is of the level and unit; award and year are left to the query."""
        unit = row.where.document.unit
        return (self.level is None or fold(row.level or "") == squeeze(fold(self.level))) and (
            self.unit is None or names_unit(row.unit, self.unit) or names_unit(unit, self.unit)
        )


def award_names(text: str) -> tuple[str, ...]:
    """The awards that `text` names: `LĐTT` and `lao dong tien tien` give `Lao động tiên tiến`; else the text itself."""
    from models.knowledge import load

    wanted = squeeze(fold(text))
    rows = load("awards")["award"]
    names = [row["name"] for row in rows if wanted in map(fold, (*row.get("abbr", ()), *row.get("also", ())))]
    return (text, *names)


def awards(connection: sqlite3.Connection, filters: AwardFilters) -> AwardTable:
    """The reported counts within `filters`, each marked with why totals leave it out, and the totals.

    UsageError where the award to be shown is one that neither we nor the archive know.
    """
    forms = None if filters.award is None else _forms(connection, filters.award)
    counts = award_counts(connection, forms, filters.year)
    rows = sorted(filter(filters.admit, counts), key=order)
    rows = [row for _, group in groupby(rows, key=kind) for row in judged(list(group), filters.year)]
    sums = [total for _, group in groupby(rows, key=kind) for total in totals(list(group))]
    return AwardTable(tuple(rows), tuple(sums))


def _forms(connection: sqlite3.Connection, text: str) -> list[str]:
    """The awards of the archive that `text` names, as they are written there."""
    from models.knowledge import load

    names = award_names(text)
    counted = award_forms(connection)
    known = {row["name"] for row in load("awards")["award"]} | set(counted)
    if not any(names_unit(award, name) for award in known for name in names):
        raise UsageError(f"--award {text}", "this is no award that is known", "`sovang awards` shows those there are")
    return [award for award in counted if any(names_unit(award, name) for name in names)]


def checked_level(text: str) -> str:
    """The level that `text` names, diacritics aside; UsageError where it names none."""
    for level in LEVELS:
        if fold(level) == squeeze(fold(text)).removeprefix("cap "):
            return level
    raise UsageError(f"--level {text}", "this is no level", f"choose one of {', '.join(LEVELS)}")


_COLUMNS = [
    "award", "level", "awarder", "period", "unit", "collectives", "individuals", "households", "occasion", "status",
    "counted", "left_out", "document", "file", "page", "quote", "confidence", "decided_by", "decided_at",
]  # fmt: skip


def as_rows(answer: AwardTable) -> tuple[list[dict[str, object]], list[str]]:
    """The counts as flat rows, and the order of their columns."""
    rows = []
    for row in answer.rows:
        where = row.where
        source = {"document": where.document.id, "file": where.document.name, "page": where.page, "quote": where.quote}
        decided = where.decided
        source |= {
            "confidence": where.confidence,
            "decided_by": decided and decided.by,
            "decided_at": decided and decided.at,
        }
        rows.append({name: getattr(row, name, None) for name in _COLUMNS if name not in source} | source)
    return [{name: row[name] for name in _COLUMNS} for row in rows], _COLUMNS
