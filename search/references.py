"""Whether a person names a document, and which: `Quyết định 1868`, `QĐ 1868`, `1868/qd-ubnd`, `NĐ 91/2017`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from models.dates import parse_date
from models.knowledge import load
from models.references import is_amending, law_names, number_key
from models.text import SourceText, exact_key, fold, squeeze

_REST = r"(?:\s?[/_-]\s?[^\W_][\w&]*)+"
_SO = r"(?:(?:so|no)\s*[:.]?\s*)?"
_ONE_YEAR = r"(?:19|20)\d\d(?!\d|\s?[-–]\s?\d)"
_DURATION = rf"\s+(?:nam(?!\s+{_ONE_YEAR})|thang)(?!\w)"  # `Kế hoạch 5 năm 2016-2020` is no number 5
_NUMBERED = re.compile(
    rf"(?:-[a-z&]+)*[\s/:.-]*{_SO}(?P<serial>\d{{1,6}})(?![\d.]*\d)(?P<rest>{_REST})?(?!\w)(?!{_DURATION})"
)
_SPACED = re.compile(r"\s(?P<type>[a-z]{1,4})(?:[\s/-][a-z&]+)?(?!\w)")  # `1868 qd ubnd`
_YEAR = re.compile(r"(?:nam\s*)?(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)")
_DATE = re.compile(
    r"(?:ngay\s*)?\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|ngay\s+\d{1,2}\s+thang\s+\d{1,2}\s+nam\s+\d{4}"
)
_LAW_NUMBER = re.compile(r"\d{1,3}\s?/\s?(?P<year>\d{4})\s?/\s?(?:pl-)?(?:ubtv)?qh\d{1,2}")
_BEFORE_HINT = re.compile(r"^[\s,.;]*(?:cua|do)\s+")
_SUBJECT = re.compile(r"(?<!\w)(?:ve viec|ve|v/v|quy dinh|phe duyet|ban hanh)(?!\w).*$")


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
    typed = _type_before(folded)
    match = _NUMBERED.match(folded, len(typed))
    if not match:
        return None
    rest, end = match["rest"] or "", match.end()
    spaced = None if rest else _SPACED.match(folded, end)
    if spaced and spaced["type"] in type_forms():
        rest, end = spaced.group(), spaced.end()
    parts = _parts(rest)
    if parts is None or not (typed or parts[0] or (bare and end == len(folded))):
        return None
    date, year_after, issuer = _tail(clean[end:])
    key = number_key(match["serial"] + rest) if parts[0] else None
    types = _types(clean[: len(typed)]) if typed else ()
    return Reference(number_key(match["serial"]), types, key, parts[1] or year_after, date, issuer)


@dataclass(frozen=True, slots=True)
class LawReference:
    """A law by its name (folded words): its type, and the year or the date where these are given."""

    doc_type: str
    name: str
    year: str | None = None
    date: str | None = None
    amending: bool = False


def parse_law(text: str) -> LawReference | None:
    """The law that `text` names, None where it names none; of its number the year counts.

    >>> parse_law("Luật TĐKT năm 2013")
    LawReference(doc_type='Luật', name='thi dua khen thuong', year='2013', date=None, amending=False)
    """
    clean = squeeze(SourceText.read(text).text.strip(" .,;:?!\"'“”"))
    typed = _type_before(fold(clean))
    doc_type = next(
        (name for name, form in type_forms().get(typed, ()) if fold(form) == fold(name) and name in _laws()), None
    )
    if doc_type is None:
        return None
    rest = clean[len(typed) :]
    date = parse_date(rest)
    bare = _DATE.sub(" ", _LAW_NUMBER.sub(r" \g<year> ", fold(rest)))
    year = None if date else _YEAR.search(bare)
    names = law_names(_YEAR.sub(" ", bare))
    return LawReference(doc_type, names[-1], year and year["year"], date, is_amending(rest.strip())) if names else None


@cache
def _laws() -> frozenset[str]:
    """The types that are cited by name and date without a number."""
    return frozenset(row["name"] for row in load("document_types")["type"] if row.get("bare"))


def _type_before(folded: str) -> str:
    """The type with which a folded reference begins, in full or short; empty where with none."""
    known = [
        name for name in type_forms() if folded.startswith(name) and not folded[len(name) : len(name) + 1].isalpha()
    ]
    return max(known, key=len, default="")


def _parts(rest: str) -> tuple[tuple[str, ...], str | None] | None:
    """The symbols and the year after the running number; None where these make a date or something else."""
    parts = [part for part in re.split(r"[\s/_-]+", rest) if part]
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
def type_forms() -> dict[str, tuple[tuple[str, str], ...]]:
    """Every folded name or abbreviation with the types it stands for, as (name in full, form as written)."""
    names: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in load("document_types")["type"]:
        for form in (row["name"], *row["abbreviations"], *row.get("also", ())):
            names[fold(form)] = (*names.get(fold(form), ()), (row["name"], form))
    return names


def _types(typed: str) -> tuple[str, ...]:
    """The types that `typed` may mean: with its marks only those so written (`HĐ`), without them all (`hd`)."""
    known = type_forms()[fold(typed)]
    just_so = [name for name, form in known if exact_key(form) == exact_key(typed)]
    return tuple(dict.fromkeys(just_so if just_so and fold(typed) != typed.lower() else [name for name, _ in known]))


def types_named(text: str) -> tuple[str, ...]:
    """The document types that `text` names in full or short (`BC`: `Báo cáo`); the text itself where it names none."""
    folded = squeeze(fold(text))
    return _types(squeeze(text)) if folded in type_forms() else (squeeze(text),)
