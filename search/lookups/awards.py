"""The table of reported award counts, with totals that add nothing twice and say what they leave out."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.folder import open_reading
from corpus.queries.awards import Sought, award_counts, award_forms, counted
from corpus.queries.documents import names_unit
from corpus.queries.rows import one_state
from corpus.queries.tallies import listed, summed
from corpus.tallies.judging import LEVELS, Count, Tally, by_rank, grouped, judged, kind, order, tally, unit_key
from corpus.tallies.store import behind
from models.answers.awards import AwardTable, Total
from models.errors import ArchiveError, UsageError
from models.text import fold, squeeze

_FOLDED_LEVELS = {fold(level): at for at, level in enumerate(LEVELS)}


@dataclass(frozen=True, slots=True)
class AwardFilters:
    """What the table is narrowed to; names are compared leniently."""

    year: int | None = None
    award: str | None = None
    level: str | None = None
    unit: str | None = None


def award_names(text: str) -> tuple[str, ...]:
    """The awards that `text` names: `LĐTT` and `lao dong tien tien` give `Lao động tiên tiến`; else the text itself."""
    from models.knowledge import load

    wanted = squeeze(fold(text))
    rows = load("awards")["award"]
    names = [row["name"] for row in rows if wanted in map(fold, (*row.get("abbr", ()), *row.get("also", ())))]
    return (text, *names)


def tally_what_changed(archive: Path) -> None:
    """Have what has changed tallied first, as a writer that was cut short or another version of the program leaves it.

    Where somebody writes just now, or nothing can be written, the table is judged as it is asked for.
    """
    with closing(open_reading(archive)) as connection:
        if not behind(connection):
            return
    from corpus.archive import Archive

    with suppress(ArchiveError), Archive.open(archive, wait=0, create=False):
        pass


def awards(
    connection: sqlite3.Connection, filters: AwardFilters, limit: int | None = None, offset: int = 0
) -> AwardTable:
    """The reported counts within `filters`, each marked with why totals leave it out, and the totals of all.

    Of the counts `limit` (None: all) from `offset` on. UsageError where the award to be shown is one that neither we
    nor the archive know.
    """
    with one_state(connection):
        forms = None if filters.award is None else _forms(connection, filters.award)
        last = None if limit is None else offset + limit
        if filters.unit is not None or behind(connection):
            return _judged(connection, filters, forms, slice(offset, last))
        return _tallied(connection, filters, forms, slice(offset, last))


def _tallied(
    connection: sqlite3.Connection, filters: AwardFilters, forms: list[str] | None, shown: slice
) -> AwardTable:
    """The table from what was judged when the documents came."""
    level = None if filters.level is None else _FOLDED_LEVELS.get(squeeze(fold(filters.level)), len(LEVELS))
    kinds = summed(connection, filters.year, None if forms is None else set(map(fold, forms)), level)
    size = sum(one.size for one in kinds)
    first, last, _ = shown.indices(size)
    left_out: dict[int, str | None] = {}
    before = 0
    for one in kinds:
        start, end = max(first - before, 0), min(last - before, one.size)
        if start < end:
            left_out |= listed(connection, one, end - start, start)
        before += one.size
    totals = [_total(one.award, one.level, tally) for one in kinds for tally in one.tallies]
    return AwardTable(tuple(counted(connection, left_out)), tuple(totals), size, first)


def _judged(connection: sqlite3.Connection, filters: AwardFilters, forms: list[str] | None, shown: slice) -> AwardTable:
    """The table of what is judged now: of one unit alone, or where documents have just changed."""
    found = award_counts(connection, Sought(forms, filters.year, filters.unit))
    rows = sorted((row for row in found if _of_level(row, filters.level)), key=order)
    left_out: dict[int, str] = {}
    totals: list[Total] = []
    for of_kind in grouped(rows, kind).values():
        left_out |= judged(of_kind, filters.year)
        tallies = [tally(of_unit, left_out) for of_unit in grouped(of_kind, unit_key).values()]
        totals.extend(_total(of_kind[0].award, of_kind[0].level, one) for one in by_rank(tallies))
    page = {row.id: left_out.get(row.id) for row in rows[shown]}
    return AwardTable(tuple(counted(connection, page)), tuple(totals), len(rows), shown.indices(len(rows))[0])


def _of_level(row: Count, level: str | None) -> bool:
    return level is None or fold(row.level or "") == squeeze(fold(level))


def _total(award: str, level: str | None, tally: Tally) -> Total:
    return Total(
        award, level, tally.rank, tally.units, tally.periods, tally.collectives, tally.individuals, tally.households,
        tally.counts, tally.left_out,
    )  # fmt: skip


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
