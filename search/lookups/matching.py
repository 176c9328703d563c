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
from models.references import number_key
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
    same = tuple(one for one in fitting if number_key(one.number or "") == reference.key)
    return same or fitting


def _fits(one: Card | Cited, reference: Reference) -> bool:
    printed = one.number or ""
    if reference.key and not number_key(printed).startswith(reference.key):
        return False
    return (
        (not reference.types or _is_of_type(one.doc_type, printed, reference.types))
        and (
            not reference.year
            or reference.year in re.split(r"\D+", printed)
            or (one.date or "").startswith(reference.year)
        )
        and (not reference.date or _has_date(one, reference.date))
        and (not reference.issuer or _names(one.issuer, reference.issuer))
    )


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
    dates = {cited.date for cited in one.citations if cited.date} if isinstance(one, Card) else {one.date} - {None}
    return not dates or any(date.startswith(known) or known.startswith(date) for known in dates if known)


def _names(issuer: str | None, wanted: str) -> bool:
    return _words(wanted) <= _words(issuer or "")


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", fold(shortened(name))))
