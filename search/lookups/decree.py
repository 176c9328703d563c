"""The card of an issued document: who cites it, year by year; a choice where several bear the number."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from corpus.identities.decisions import decisions, with_misprints
from corpus.identities.laws import laws, names_cited
from corpus.identities.slips import SLIP
from corpus.queries.citations import citations, cited_laws, laws_mentioned
from corpus.queries.documents import of_numbers
from corpus.queries.issued import Numbered, bodies_named, numbers_of, numbers_of_day, running_numbers
from corpus.queries.rows import collecting_later
from models.answers.cards import Card, Cards, Decree
from models.errors import UsageError
from models.names import edits
from models.references import is_amending, number_key, serial, symbol_of
from search.lookups.matching import matching
from search.references import DatedReference, LawReference, Reference, references

_MOST_NEAREST = 5
_MOST_CLOSEST = 3
_MOST_LOOKED_AT = 100
_SHORTEST_SERIAL = 3  # digits: among shorter numbers every other is one slip away


@collecting_later()
def decree(connection: sqlite3.Connection, text: str, pick: int | None = None) -> Decree:
    """The documents that the reference `text` can mean, with who cites them; `pick` (from 1) takes one of several.

    UsageError where `text` is no reference, or there is no choice `pick`.
    """
    answers = _answers(connection, text, bare=True)
    first = next(answers, None)
    if first is None:
        raise UsageError(
            f"'{text}'",
            "this names no document",
            "write a type and a number, such as 'QĐ 1868' or 1868/QĐ-UBND, or a law's name, or look for words with "
            "`sovang search`",
        )
    return _picked(next(filter(_tells, (first, *answers)), first), pick)


def plainly_named(connection: sqlite3.Connection, text: str) -> Decree | None:
    """What the archive knows of the document that `text` plainly names; None where it names none that is known."""
    return next(filter(_tells, _answers(connection, text, bare=False)), None)


def _tells(answer: Decree) -> bool:
    return bool(answer.cards or answer.open)


def _answers(connection: sqlite3.Connection, text: str, *, bare: bool) -> Iterator[Decree]:
    """What the archive knows of each document that `text` may name; with `bare`, else the nearest."""
    for reference in references(text, bare):
        if isinstance(reference, LawReference):
            yield by_law(connection, reference, text)
        elif isinstance(reference, DatedReference):
            yield _by_day(connection, reference, text)
        else:
            answer = by_reference(connection, reference, text)
            near = () if _tells(answer) or not bare else tuple(_nearest(connection, reference))
            yield replace(answer, nearest=near)


def _by_day(connection: sqlite3.Connection, reference: DatedReference, text: str) -> Decree:
    """The documents of a type and a day, by whatever numbers they go."""
    known = numbers_of_day(connection, reference.types, reference.date)
    numbered = (
        Reference(one.serial, (one.doc_type,), one.key, None, reference.date, reference.issuer) for one in known
    )
    cards = [card for one in numbered for card in by_reference(connection, one, text).cards]
    return Decree(text, tuple({(card.number, card.date, card.issuer): card for card in cards}.values()))


def _picked(answer: Decree, pick: int | None) -> Decree:
    if pick is None:
        return answer
    if not 1 <= pick <= len(answer.cards):
        raise UsageError(
            f"--pick {pick}", f"there are {len(answer.cards)} to choose from", "leave --pick out to see them"
        )
    return replace(answer, cards=(answer.cards[pick - 1],), open=())


def by_reference(connection: sqlite3.Connection, reference: Reference, text: str) -> Decree:
    """What the archive knows of `reference`: cards and open citations, none where it neither holds nor cites it."""
    found = _cards(connection, reference.serial, reference.key)
    cards = matching(found.cards, reference)
    if len(cards) == 1:
        cards = (with_misprints(cards[0], _of_that_day(connection, cards[0])),)
    return Decree(text, cards, matching(found.open, reference))


def _of_that_day(connection: sqlite3.Connection, card: Card) -> Iterable[Card]:
    """Documents of the card's type and day whose running numbers are one slip away from its own."""
    key, running = number_key(card.number), serial(card.number) or ""
    if not card.date or not card.subject:
        return
    for one in numbers_of_day(connection, (card.doc_type,), card.date):
        if one.serial != running and symbol_of(one.key) == symbol_of(key) and edits(one.serial, running, most=1) <= 1:
            yield from _of_key(connection, one.serial, one.key)


def by_law(connection: sqlite3.Connection, reference: LawReference, text: str) -> Decree:
    """What the archive knows of a law by its name: a card for each year's, and the mentions that tell none.

    Where no report cites it: the laws whose names have most words in common with it.
    """
    cited = cited_laws(connection, reference.doc_type)
    found = laws(cited, laws_mentioned(connection, reference.doc_type), reference.name)
    cards = tuple(card for card in found.cards if _is_meant(card, reference))
    left = () if reference.year or reference.date else found.open
    if cards or left:
        return Decree(text, cards, left)
    near = sorted(names_cited(cited), key=lambda name: (-_shared_words(name, reference.name), name))
    likely = [name for name in near[:_MOST_CLOSEST] if _shared_words(name, reference.name)]
    nearest = [card for name in likely for card in laws(cited, (), name).cards]
    return Decree(text, (), nearest=tuple(nearest[:_MOST_NEAREST]))


def _is_meant(card: Card, reference: LawReference) -> bool:
    dated = card.date or ""
    years = {dated[:4], *re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", card.number)}
    return (
        (not reference.year or reference.year in years)
        and (not reference.date or reference.date.startswith(dated) or dated.startswith(reference.date))
        and (not reference.amending or is_amending(card.subject or ""))
    )


def _shared_words(one: str, other: str) -> int:
    return len(set(one.split()) & set(other.split()))


def _cards(connection: sqlite3.Connection, running: str, key: str | None = None) -> Cards:
    """The documents with the running number; with `key`, only those whose numbers can be the one that begins so."""

    @cache
    def named(unit: str) -> list[str]:
        return bodies_named(connection, unit)

    keys = None if key is None else _keys_like(numbers_of(connection, running), key)
    return decisions(citations(connection, running, keys), named, of_numbers(connection, running))


def _keys_like(known: Iterable[Numbered], key: str) -> list[str]:
    """Of the numbers that are cited those that begin as `key`, and of their types those with a slip in the symbol."""
    symbol = symbol_of(key)
    begun = {one for one in known if symbol_of(one.key).startswith(symbol)}
    types = {one.doc_type for one in begun}
    like = {one for one in known if one.doc_type in types and edits(symbol_of(one.key), symbol, most=SLIP) <= SLIP}
    return sorted({one.key for one in begun | like})


def _nearest(connection: sqlite3.Connection, reference: Reference) -> list[Card]:
    """Cards of the numbers most like the one that was asked for: its running number under another symbol or year, or
    one slip in it; where there is none, the closest numbers, of its own kind if any is."""
    serials = running_numbers(connection)
    alike = [one for one in serials if _is_slip(one, reference.serial)]
    cited = [one for running in alike for one in numbers_of(connection, running)]
    found = sorted((distance, one) for one in cited if (distance := _distance(reference, one)) is not None)
    numbers = [one for _, one in found] or _closest(connection, serials, reference)
    keys = dict.fromkeys((one.serial, one.key) for one in numbers)
    cards = [card for running, key in keys for card in _of_key(connection, running, key)]
    return cards[:_MOST_NEAREST]


def _is_slip(running: str, asked: str) -> bool:
    """Whether it is the same number or one slip away."""
    return running == asked or (len(running) >= _SHORTEST_SERIAL and edits(running, asked, most=1) <= 1)


def _of_key(connection: sqlite3.Connection, running: str, key: str) -> Iterable[Card]:
    return (card for card in _cards(connection, running, key).cards if number_key(card.number) == key)


def _distance(reference: Reference, one: Numbered) -> tuple[int, int] | None:
    """0 for the same running number, 1 for one slip in it; then 0 where type and symbol agree. None: not near."""
    other_kind = not _same_kind(reference, one)
    if one.serial == reference.serial:
        return (0, int(other_kind))
    return None if other_kind else (1, 0)


def _closest(connection: sqlite3.Connection, serials: Iterable[str], reference: Reference) -> list[Numbered]:
    """The numbers next to the one that was asked for; of its kind, if one is among the next."""
    nearest = sorted(serials, key=lambda one: (abs(int(one) - int(reference.serial)), one))[:_MOST_LOOKED_AT]
    numbers = [one for running in nearest for one in sorted(numbers_of(connection, running))]
    of_kind = [one for one in numbers if _same_kind(reference, one)]
    return (of_kind or numbers)[:_MOST_CLOSEST]


def _same_kind(reference: Reference, one: Numbered) -> bool:
    if reference.key:
        return symbol_of(one.key).startswith(symbol_of(reference.key))
    return not reference.types or one.doc_type in reference.types
