"""Whether a person names a document, and which: `Quyết định 1868`, `QĐ 1868`, `1868/qd-ubnd`, `NĐ 91/2017`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from corpus.identities.bodies import shortened
from models.answers import Card, Cited
from models.dates import parse_date
from models.knowledge import load
from models.references import number_key
from models.text import SourceText, exact_key, fold, squeeze

_SIGN = r"\s?[/_-]\s?"
_REST = rf"(?:{_SIGN}[^\W_][\w&]*)+"
_SO = r"(?:(?:so|no)\s*[:.]?\s*)?"
_ONE_YEAR = r"(?:19|20)\d\d(?!\d|\s?[-–]\s?\d)"
_NO_DURATION = (
    rf"(?!\s+(?:nam(?!\w)(?!\s+{_ONE_YEAR})|thang|tuan|quy)(?!\w))"  # `Kế hoạch 5 năm 2016-2020` is no number 5
)
_YEAR = re.compile(r"(?:nam\s*)?(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)")
_DATE = re.compile(
    r"(?:ngay\s*)?\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|ngay\s+\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+\d{4}"
)
_BEFORE_HINT = re.compile(r"^[\s,.;]*(?:cua|do)\s+")
_SUBJECT = re.compile(r"(?<!\w)(?:ve viec|ve|v/v|quy dinh|phe duyet|ban hanh)(?!\w).*$")

T = TypeVar("T", Card, Cited)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference tells: `types` it can be (names in full, empty for any), the running number, the key of the
    number as far as it is given (None where it has no symbol), year, date, and words of the issuer (folded)."""

    serial: str
    types: tuple[str, ...] = ()
    key: str | None = None
    year: str | None = None
    date: str | None = None
    issuer: str = ""


def parse_reference(text: str, bare: bool = False) -> Reference | None:
    """The document that `text` names, None where it names none; a number alone (`1868`) names one only if `bare`.

    >>> parse_reference("quyet dinh so 1868").types, parse_reference("91/2017/NĐ-CP").key
    (('Quyết định',), '912017ndcp')
    """
    clean = squeeze(SourceText.read(text).text.strip(" .,;:?!\"'“”"))
    folded = fold(clean)
    match = _pattern().match(folded)
    if not match:
        return None
    rest = _rest(match["rest"])
    if rest is None:
        return None
    symbols, year = rest
    types = _types(clean[slice(*match.span("type"))]) if match["type"] else ()
    if not types and not symbols and not (bare and match.end() == len(folded)):
        return None
    tail, date, tail_year, issuer = clean[match.end() :], None, None, ""
    if tail.strip():
        date, tail_year, issuer = _tail(tail)
    key = number_key(match["serial"] + (match["rest"] or "")) if symbols else None
    return Reference(number_key(match["serial"]), types, key, year or tail_year, date, issuer)


@cache
def _pattern() -> re.Pattern[str]:
    known = "|".join(sorted(map(re.escape, _type_names()), key=len, reverse=True))
    named = rf"(?:(?P<type>{known})(?:-[a-z&]+)*(?![^\W\d_])[\s/:.-]*)?"
    spaced = rf"(?P<rest>{_REST}|\s(?:{known})(?:[\s/-][a-z&]+)?(?!\w))?"
    return re.compile(rf"{named}{_SO}(?P<serial>\d{{1,6}})(?![\d.]*\d){spaced}(?!\w){_NO_DURATION}")


def _rest(rest: str | None) -> tuple[tuple[str, ...], str | None] | None:
    """The symbols and the year after the running number; None where it is a date or something else."""
    parts = [part for part in re.split(r"[\s/_-]+", rest or "") if part]
    numbers = [part for part in parts if part.isdigit()]
    if len(numbers) > 1 or any(not _YEAR.fullmatch(number) for number in numbers):
        return None
    return tuple(part for part in parts if not part.isdigit()), numbers[0] if numbers else None


def _tail(tail: str) -> tuple[str | None, str | None, str]:
    """Date, year and issuer from what follows the number: `ngày 14/10/2020 của UBND huyện Tuần Giáo`."""
    folded = _SUBJECT.sub("", fold(tail))
    date = _DATE.search(folded)
    left = _DATE.sub(" ", folded)
    year = None if date else _YEAR.search(left)
    issuer = " ".join(re.findall(r"\w+", _BEFORE_HINT.sub("", _YEAR.sub(" ", left) if year else left)))
    return parse_date(tail) if date else None, year["year"] if year else None, issuer


@cache
def _type_names() -> dict[str, tuple[tuple[str, str], ...]]:
    """Folded name or abbreviation to the types it stands for, each with the form as written."""
    names: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in load("document_types")["type"]:
        for form in (row["name"], *row["abbreviations"], *row.get("also", ())):
            names[fold(form)] = (*names.get(fold(form), ()), (row["name"], form))
    return names


def _types(typed: str) -> tuple[str, ...]:
    """The types that `typed` may mean: with its marks only those so written (`HĐ`), without them all (`hd`)."""
    known = _type_names()[fold(typed)]
    just_so = [name for name, form in known if exact_key(form) == exact_key(typed)]
    return tuple(dict.fromkeys(just_so if just_so and fold(typed) != typed.lower() else [name for name, _ in known]))


def types_named(text: str) -> tuple[str, ...]:
    """The document types that `text` names in full or short (`BC`: `Báo cáo`); the text itself where it names none."""
    folded = squeeze(fold(text))
    return _types(squeeze(text)) if folded in _type_names() else (squeeze(text),)


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
        for forms in _type_names().values()
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
