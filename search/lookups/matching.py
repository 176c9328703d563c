"""Which of the documents with one running number a reference can mean."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from typing import TypeVar

from corpus.identities.bodies import shortened
from corpus.queries.documents import doc_types
from models.answers.cards import Card, Cited
from models.errors import UsageError
from models.knowledge import load
from models.references import may_lack_year, number_key, serial, symbol_of
from models.text import fold, squeeze
from search.references import Reference, type_forms, types_named

T = TypeVar("T", Card, Cited)


def checked_types(connection: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """The types that `text` names, in full or short; UsageError where neither we nor the archive know one."""
    types = types_named(text)
    of_archive = set(map(fold, doc_types(connection)))
    if fold(squeeze(text)) not in type_forms() and not of_archive.intersection(map(fold, types)):
        raise UsageError(f"--type {text}", "this is no type of document", "write one such as 'Báo cáo' or BC")
    return types


def matching(found: Sequence[T], reference: Reference) -> tuple[T, ...]:
    """Those of `found` (all with the reference's running number) that the reference can mean."""
    fitting = tuple(one for one in found if _fits(one, reference))
    same = tuple(one for one in fitting if any(number_key(printed) == reference.key for printed in _prints(one)))
    about = tuple(one for one in same or fitting if reference.words and _names(one, reference.words))
    return about or same or fitting


def _prints(one: Card | Cited) -> tuple[str, ...]:
    """The ways in which the number is printed."""
    return tuple(stated.value for stated in one.prints) if isinstance(one, Card) else (one.number or "",)


def _fits(one: Card | Cited, reference: Reference) -> bool:
    prints = _prints(one)
    return (
        (not reference.key or any(_begins(printed, reference) for printed in prints))
        and (not reference.types or any(_is_of_type(one.doc_type, printed, reference.types) for printed in prints))
        and (not reference.year or _is_of_year(one, reference.year))
        and (not reference.date or _has_date(one, reference.date))
        and (not reference.issuer or _names(one, reference.issuer))
    )


def _begins(printed: str, reference: Reference) -> bool:
    """Whether a number begins as the reference tells; a decree's year may be left out: `91/NĐ-CP` is 91/2017/NĐ-CP."""
    key, asked = number_key(printed), reference.key or ""
    if key.startswith(asked):
        return True
    same_serial = serial(printed) == reference.serial
    return same_serial and may_lack_year(key) and symbol_of(key).startswith(symbol_of(asked)) and bool(symbol_of(asked))


def _is_of_year(one: Card | Cited, year: str) -> bool:
    return any(year in re.split(r"\D+", printed) for printed in _prints(one)) or (one.date or "").startswith(year)


def _is_of_type(doc_type: str, number: str, types: Sequence[str]) -> bool:
    """Whether the printed type or the number's symbol says so: `Công văn số 3129/TTr-SNV` is both."""
    if doc_type in types:
        return True
    symbols = set(re.split(r"[^\w]+|_", fold(number)))
    return any(
        fold(form) in symbols
        for forms in type_forms().values()
        for name, form in forms
        if name in types and form != name
    )


def _has_date(one: Card | Cited, date: str) -> bool:
    """Whether `date` is one that reports give it, as far as they are printed; one without a date can have it."""
    if isinstance(one, Card):
        dates = {stated.date for stated in one.citations} | {document.date for document in one.held}
    else:
        dates = {one.date}
    known = dates - {None}
    return not known or any(date.startswith(stated) or stated.startswith(date) for stated in known if stated)


def _names(one: Card | Cited, wanted: str) -> bool:
    """Whether the words are those of the issuer, or of what it is about."""
    meant = (wanted, *load("levels")["abbreviated"].get(wanted, ()))
    told = (_words(one.issuer or ""), _words(one.subject or ""))
    return any(_words(name) <= words for name in meant for words in told)


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", fold(shortened(name))))
