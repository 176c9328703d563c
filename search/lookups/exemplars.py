"""Who a name may be, over the years, as an example or as one who received an award; the list of all examples."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

from corpus.identities.alike import look_alikes
from corpus.identities.people import people
from corpus.queries.documents import Filters
from corpus.queries.exemplars import (
    exemplar_keys,
    exemplars,
    exemplars_and_recipients,
    is_name_key,
    name_keys,
    name_keys_among,
)
from corpus.queries.rows import collecting_later
from models.answers.people import LookAlike, Named, People, Person
from models.errors import UsageError
from models.names import name_key, one_edit_apart
from models.text import SourceText, exact_key, fold, squeeze
from search.query.slips import OF_NAMES, one_edit

_NAMES_AT_ONCE = 200
_MOST_BEARING = 30  # names that hold a part of one: with more, the look-alikes of all would say nothing

KINDS = {
    "person": "cá nhân",
    "household": "hộ gia đình",
    "collective": "tập thể",
    "enterprise": "doanh nghiệp",
}


@collecting_later()
def exemplar(
    connection: sqlite3.Connection,
    name: str,
    filters: Filters,
    kind: str | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> People:
    """Who `name` may be: those who bear it (or, where nobody does, whose name holds it), and the look-alikes.

    A name typed with diacritics means those who are written just so; the others are look-alikes then. Of those who bear
    it `limit` (None: all) from `offset` on.
    """
    wanted = squeeze(SourceText.read(name).text)
    key = name_key(wanted)
    if not any(c.isalpha() for c in key):
        raise UsageError(f"'{name}'", "this is no name", "write at least one word of the name")
    bearing = [key] if is_name_key(connection, key) else _holding(connection, key)
    mentions = _mentions(connection, bearing, filters, kind)
    just_so = [named for named in mentions if _holds(exact_key(named.name), exact_key(wanted))]
    sought = just_so if just_so and fold(wanted) != wanted.lower() else mentions
    taken = set(map(id, sought))
    others = [named for named in mentions if id(named) not in taken]
    near = _near(connection, bearing or [key])
    others += _mentions(connection, near, filters, kind)
    found = people(sought)
    return _page([one.person for one in found], look_alikes(found, people(others), wanted), limit, offset)


def exemplar_list(
    connection: sqlite3.Connection, filters: Filters, kind: str | None = None, limit: int | None = None, offset: int = 0
) -> People:
    """Everyone named as an example within `filters`, by name: `limit` (None: all) from `offset` on."""
    found = (
        _by_name(_mentions(connection, None, filters, kind)) if limit is None else _listed(connection, filters, kind)
    )
    last = None if limit is None else offset + limit + 1
    return _page(list(islice(found, last)), (), limit, offset)


def _listed(connection: sqlite3.Connection, filters: Filters, kind: str | None) -> Iterator[Person]:
    """The same for those who need not all be known, some names at a time."""
    keys = iter(exemplar_keys(connection))
    while some := list(islice(keys, _NAMES_AT_ONCE)):
        yield from _by_name(_admitted(exemplars(connection, some), filters, kind))


def _by_name(mentions: Iterable[Named]) -> Iterator[Person]:
    found = (one.person for one in people(mentions))
    yield from sorted(found, key=lambda person: (name_key(person.name), exact_key(person.name)))


def _page(found: Sequence[Person], near: Iterable[LookAlike], limit: int | None, offset: int) -> People:
    last = len(found) if limit is None else offset + limit
    return People(tuple(found[offset:last]), tuple(near), offset, last < len(found))


def _mentions(
    connection: sqlite3.Connection, keys: Collection[str] | None, filters: Filters, kind: str | None
) -> list[Named]:
    found = exemplars(connection) if keys is None else exemplars_and_recipients(connection, keys)
    return _admitted(found, filters, kind)


def _admitted(found: Iterable[Named], filters: Filters, kind: str | None) -> list[Named]:
    return [one for one in found if kind in (None, one.kind) and filters.admit(one.where.document)]


def _holds(name: str, part: str) -> bool:
    return f" {part} " in f" {name} "


def _holding(connection: sqlite3.Connection, key: str) -> list[str]:
    """The names that hold the words of `key` side by side."""
    return [known for known in name_keys(connection) if f" {key} " in f" {known} "]


def _near(connection: sqlite3.Connection, keys: Sequence[str]) -> list[str]:
    """Other names one letter away from one of `keys`, or like it but for blanks; none where so many bear the name."""
    near: dict[str, None] = {}
    for key in keys if len(keys) <= _MOST_BEARING else ():
        closed = key.replace(" ", "")
        known = sorted(name_keys_among(connection, list(one_edit(key, OF_NAMES)), closed))
        near |= dict.fromkeys(one for one in known if one_edit_apart(key, one) or one.replace(" ", "") == closed)
    return [other for other in near if other not in keys]
