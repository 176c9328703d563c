"""The card of an issued document: who cites it, year by year; a choice where several bear the number."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from corpus.identities.bodies import body
from corpus.identities.decisions import decisions
from corpus.identities.laws import laws, names_cited
from corpus.queries.citations import bodies_named, citations, cited_laws, cited_numbers, laws_mentioned
from corpus.queries.documents import of_numbers
from models.answers.cards import Card, Cards, Decree
from models.answers.places import Document
from models.errors import UsageError
from models.names import edits
from models.references import is_amending, number_key
from search.lookups.matching import matching
from search.references import LawReference, Reference, parse_law, parse_reference

_MOST_NEAREST = 5
_MOST_CLOSEST = 3
_SHORTEST_SERIAL = 3  # digits: among shorter numbers every other is one slip away

Numbered = tuple[str, str, str]
"""A number that is cited: running number, number as printed, type."""


def decree(connection: sqlite3.Connection, text: str, pick: int | None = None) -> Decree:
    """The documents that the reference `text` can mean, with who cites them; `pick` (from 1) takes one of several.

    UsageError where `text` is no reference, or there is no choice `pick`.
    """
    reference = parse_reference(text, bare=True) or parse_law(text)
    if reference is None:
        raise UsageError(
            f"'{text}'",
            "this names no document",
            "write a type and a number, such as 'QĐ 1868' or 1868/QĐ-UBND, or a law's name, or look for words with "
            "`sovang search`",
        )
    if isinstance(reference, LawReference):
        return _picked(by_law(connection, reference, text), pick)
    answer = by_reference(connection, reference, text)
    if not answer.cards and not answer.open:
        return replace(answer, nearest=tuple(_nearest(connection, reference)))
    return _picked(answer, pick)


def _picked(answer: Decree, pick: int | None) -> Decree:
    if pick is None:
        return answer
    if not 1 <= pick <= len(answer.cards):
        raise UsageError(
            f"--pick {pick}", f"there are {len(answer.cards)} to choose from", "leave --pick out to see them"
        )
    return replace(answer, cards=(answer.cards[pick - 1],), open=())


def by_reference(connection: sqlite3.Connection, reference: Reference, text: str) -> Decree:
    """What the archive knows of `reference`: cards and open citations, none where it is not cited."""
    found = _cards(connection, reference.serial, reference.key)
    cards = matching(found.cards, reference)
    own: dict[str, list[Document]] = {}
    for document in of_numbers(connection, reference.serial) if cards else ():
        own.setdefault(number_key(document.number or ""), []).append(document)
    held = tuple(_with_held(card, own.get(number_key(card.number), ())) for card in cards)
    return Decree(text, held, matching(found.open, reference))


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
    @cache
    def named(unit: str) -> list[str]:
        return bodies_named(connection, unit)

    return decisions(citations(connection, running, key), named)


def _with_held(card: Card, own: Iterable[Document]) -> Card:
    return replace(card, held=tuple(document.id for document in own if _is_held(card, document)))


def _is_held(card: Card, document: Document) -> bool:
    """Whether the archive's own `document` of the card's number is the card's: the issuer agrees, and the date if both
    have it."""
    if not (document.unit and card.issuer):
        return False
    dates_agree = not document.date or not card.date or card.date.startswith(document.date)
    return dates_agree and body(document.unit).may_be(body(card.issuer))


def _nearest(connection: sqlite3.Connection, reference: Reference) -> list[Card]:
    """Cards of the numbers most like the one that was asked for: its running number under another symbol or year, or
    one slip in it; where there is none, the closest numbers, of its own kind if any is."""
    cited = cited_numbers(connection)
    alike = {one: distance for one in cited if (distance := _distance(reference, *one)) is not None}
    found = sorted(alike, key=lambda one: (alike[one], one)) or _closest(cited, reference)
    keys = dict.fromkeys((running, number_key(number)) for running, number, _ in found)
    cards = [card for running, key in keys for card in _of_key(connection, running, key)]
    return cards[:_MOST_NEAREST]


def _of_key(connection: sqlite3.Connection, running: str, key: str) -> Iterable[Card]:
    return (card for card in _cards(connection, running, key).cards if number_key(card.number) == key)


def _distance(reference: Reference, running: str, number: str, doc_type: str) -> tuple[int, int] | None:
    """0 for the same running number, 1 for one slip in it; then 0 where type and symbol agree. None: not near."""
    other_kind = not _same_kind(reference, number, doc_type)
    if running == reference.serial:
        return (0, int(other_kind))
    if other_kind or len(running) < _SHORTEST_SERIAL or edits(running, reference.serial, most=1) > 1:
        return None
    return (1, 0)


def _closest(cited: Sequence[Numbered], reference: Reference) -> list[Numbered]:
    of_kind = [one for one in cited if _same_kind(reference, one[1], one[2])]
    return sorted(of_kind or cited, key=lambda one: (abs(int(one[0]) - int(reference.serial)), one))[:_MOST_CLOSEST]


def _same_kind(reference: Reference, number: str, doc_type: str) -> bool:
    if reference.key:
        return number_key(number).lstrip("0123456789").startswith(reference.key.lstrip("0123456789"))
    return not reference.types or doc_type in reference.types
