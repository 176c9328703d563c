"""What a query plainly asks for: a document, a person, the counts of an award in a year."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.text import SourceText, fold, squeeze

if TYPE_CHECKING:
    from models.answers.awards import AwardTable
    from models.answers.cards import Decree
    from models.answers.people import People

_YEAR = re.compile(r"(?<!\d)(?:(?:trong\s+)?nam\s+|nam:|year:)?(?P<year>(?:19|20)\d\d)(?!\d)")
_FEWEST, _MOST = 2, 6  # words of a name
_MOST_ROWS = 10  # of a table, or people, that stand above the reports found


@dataclass(frozen=True, slots=True)
class Intent:
    """What is plainly asked for; at most one of them is not None."""

    decree: Decree | None = None
    people: People | None = None
    awards: AwardTable | None = None


def intent(connection: sqlite3.Connection, text: str) -> Intent:
    """What `text` plainly asks for of what the archive holds: `QĐ 1868`, `Lò Văn An`, `giấy khen 2020`."""
    clean = squeeze(SourceText.read(text).text.strip(' "“”.,;?!'))
    if decree := _decree(connection, clean):
        return Intent(decree=decree)
    if awards := _awards(connection, fold(clean)):
        return Intent(awards=awards)
    return Intent(people=_people(connection, clean))


def _decree(connection: sqlite3.Connection, text: str) -> Decree | None:
    from search.references import references

    if next(references(text), None) is None:
        return None
    from search.lookups.decree import plainly_named

    return plainly_named(connection, text)


def _awards(connection: sqlite3.Connection, folded: str) -> AwardTable | None:
    """The counts of an award in a year, where the query names both and nothing else."""
    years = list(_YEAR.finditer(folded))
    name = squeeze(_YEAR.sub(" ", folded)).strip(" ,")
    if len(years) != 1 or not name:
        return None
    from corpus.queries.awards import award_forms
    from search.lookups.awards import AwardFilters, award_names, awards

    known = {fold(form) for form in award_forms(connection)}
    if not known.intersection(map(fold, award_names(name))):
        return None
    table = awards(connection, AwardFilters(int(years[0]["year"]), name), _MOST_ROWS)
    return table if table.rows else None


def _people(connection: sqlite3.Connection, text: str) -> People | None:
    """Who bears just this name."""
    if not _FEWEST <= len(text.split()) <= _MOST or any(map(str.isdigit, text)):
        return None
    from corpus.queries.exemplars import is_name_key
    from models.names import name_key

    if not is_name_key(connection, name_key(text)):
        return None
    from corpus.queries.documents import Filters
    from search.lookups.exemplars import exemplar

    found = exemplar(connection, text, Filters(), limit=_MOST_ROWS)
    return found if found.people else None
