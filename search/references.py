"""Whether a person names a document, and which: `Quyết định 1868`, `QĐ 1868`, `1868/qd-ubnd`, `NĐ 91/2017`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from models.dates import parse_date
from models.knowledge import load
from models.names import edits
from models.references import is_amending, law_names, number_key
from models.text import SourceText, exact_key, fold, squeeze

_REST = r"(?:\s?[/_-]\s?[^\W_][\w&]*)+"
_SO = r"(?P<so>(?:so|no)\s*[:.]?\s*)?"
_ONE_YEAR = r"(?:19|20)\d\d(?!\d|\s?[-–]\s?\d)"
# `Kế hoạch 5 năm 2016-2020` is no number 5, nor is `kế hoạch 6 tháng`.
_DURATION = rf"\s+(?:nam(?!\s+{_ONE_YEAR})|thang(?!\s+\d{{1,2}}\s*(?:/|nam)\s*{_ONE_YEAR}))(?!\w)"
_NUMBERED = re.compile(
    rf"(?:-[a-z&]+)*[\s/:._-]*{_SO}(?P<serial>\d{{1,6}})(?![\d.]*\d)(?P<rest>{_REST})?(?!\w)(?!{_DURATION})"
)
_SPACED = re.compile(r"\s(?P<type>[a-z]{1,4})(?:[\s/-][a-z&]+)?(?!\w)")  # `1868 qd ubnd`
_YEAR = re.compile(r"(?:nam\s*)?(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)")
_DATE = re.compile(
    r"(?:ngay\s*)?(?P<day>\d{1,2})\s?[/.-]\s?(?P<month>\d{1,2})\s?[/.-]\s?(?P<year>\d{4})"
    r"|ngay\s+(?P<day_>\d{1,2})\s+thang\s+(?P<month_>\d{1,2})\s+nam\s+(?P<year_>\d{4})"
    r"|(?:thang\s*)?(?<!\d)(?P<_month>\d{1,2})\s?(?:/|nam)\s?(?P<_year>(?:19|20)\d\d)(?!\d)"
)
_DAY_ALONE = re.compile(r"ngay\s*\d{1,2}(?:\s?[/.-]\s?\d{1,2}|\s+thang\s+\d{1,2})?(?!\d)")
_LAW_NUMBER = re.compile(r"\d{1,3}\s?/\s?(?P<year>\d{4})\s?/\s?(?:pl-)?(?:ubtv)?qh\d{1,2}")
_OF = re.compile(
    r"^[\s,.;(]*(?:(?:cua|do)\s+|(?=(?:ubnd|hdnd|uy ban|hoi dong|chinh phu|thu tuong|(?:so|bo|ban) [a-z])))"
)
_ABOUT = re.compile(r"(?<!\w)(?:ve viec|ve|v/v|quy dinh|phe duyet|ban hanh)(?!\w)")
_AROUND = " .,;:?!\"'“”‘’«»()[]{}<>"
_SLASHES = re.compile(r"[∕⁄／\\]")
_DASHES = re.compile(r"[‐‑‒–—−]")
_HASH = re.compile(r"[#№]")
_ASKED = r"hay|xin|cho (?:toi|hoi|xem|biet)|tim(?: kiem)?|tra(?: cuu)?|xem"
_LEAD = re.compile(rf"(?:(?:{_ASKED}|theo|can cu(?: vao)?|thuc hien|trien khai|cac)\s+)+")
_DOTTED = re.compile(r"(?:[a-z]\.){1,3}[a-z]{1,2}(?![\w.])")  # "Q.Đ 1868"
_GLUED = re.compile(r"(?<!\w)\d{1,6}(?=(?P<type>[a-z]{2,4})(?:[\s/-]|$))")  # "1868QĐ-UBND"
_LOOKALIKE = str.maketrans("loisb|", "101581")
_MISREAD = re.compile(r"(?<![a-z0-9])(?=[loisb|]*\d)[0-9loisb|]{2,6}(?![a-z0-9|])")
_ANY = "Văn bản"
_SHORT_TYPE = 4  # letters of an abbreviation
_LONG_SERIAL = 3  # digits: fewer are more often a count
_COUNTED = re.compile(r"(?:tap the|ca nhan|ho|ty|trieu|ngay|thang|xa|nguoi|don vi|em|ha|km|m|dong|gia dinh|luot)(?!\w)")
_LONG_TYPE = 6  # letters of a type's name in which one may be wrong


@dataclass(frozen=True, slots=True)
class Reference:
    """What a reference tells: `types` it can be (names in full, empty for any), the running number, the key of the
    number as far as it is given (None where it has no symbol), year, date, and words of the issuer (folded).

    `words` are further words, of the issuer or of what it is about, or of neither.
    """

    serial: str
    types: tuple[str, ...] = ()
    key: str | None = None
    year: str | None = None
    date: str | None = None
    issuer: str = ""
    words: str = ""


def parse_reference(text: str, bare: bool = False) -> Reference | None:
    """The document that `text` names, None where it names none.

    With `bare`, all of it is held to name one: a number alone (`1868`) does, and further words need not be about it.

    >>> parse_reference("quyet dinh so 1868").types, parse_reference("91/2017/NĐ-CP").key
    (('Quyết định',), '912017ndcp')
    """
    clean = _clean(text)
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
    told = _tail(folded[end:])
    plain = bare or parts[0] or match["so"] or len(typed) <= _SHORT_TYPE or len(match["serial"]) >= _LONG_SERIAL
    if told.words and (not plain or (not bare and _COUNTED.match(told.words))):
        told = replace(told, issuer=told.words, words="")  # "kế hoạch 5 xã điểm": only a word of its own makes it one
    key = number_key(match["serial"] + rest) if parts[0] else None
    types = _types(clean[: len(typed)]) if typed else ()
    return Reference(number_key(match["serial"]), types, key, parts[1] or told.year, told.date, told.issuer, told.words)


def _clean(text: str) -> str:
    """The text as it is parsed: without signs around, words that lead in, points in abbreviations."""
    clean = _HASH.sub(" số ", _DASHES.sub("-", _SLASHES.sub("/", SourceText.read(text).text)))
    clean = squeeze(clean.strip(_AROUND))
    lead = _LEAD.match(fold(clean))
    clean = clean[lead.end() :] if lead else clean
    if dotted := _DOTTED.match(fold(clean)):
        clean = dotted.group().replace(".", "") + clean[dotted.end() :]
    glued = _GLUED.search(fold(clean))
    if glued and glued["type"] in type_forms():
        clean = f"{clean[: glued.end()]}/{clean[glued.end() :]}"
    return clean


def mended(text: str) -> str | None:
    """`text` with the letters that a scan puts for digits in its first number made digits; None where there are none.

    >>> mended("Quyết định l868"), mended("Quyết định 1868")
    ('Quyết định 1868', None)
    """
    folded = fold(text)
    number = next((one for one in _MISREAD.finditer(folded) if not one.group().isdigit()), None)
    if number is None or sum(map(str.isdigit, number.group())) * 2 < len(number.group()):
        return None
    return text[: number.start()] + number.group().translate(_LOOKALIKE) + text[number.end() :]


@dataclass(frozen=True, slots=True)
class DatedReference:
    """A document by its type and its day, `Quyết định ngày 14/10/2020`, and words of the issuer (folded)."""

    types: tuple[str, ...]
    date: str
    issuer: str = ""


def parse_dated(text: str) -> DatedReference | None:
    """The document that `text` names by type and day; None where it does not.

    >>> parse_dated("Quyết định ngày 14/10/2020 của UBND huyện").date
    '2020-10-14'
    """
    clean = _clean(text)
    folded = fold(clean)
    typed = _type_before(folded)
    if not typed or not re.match(r"\s+ngay\s", folded[len(typed) :]):
        return None
    told = _tail(folded[len(typed) :])
    is_day = told.date and len(told.date) == len("2020-10-14")
    return DatedReference(_types(clean[: len(typed)]), told.date, told.issuer) if told.date and is_day else None


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
    clean = _clean(text)
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


def references(text: str, bare: bool = False) -> Iterator[Reference | LawReference | DatedReference]:
    """What `text` may name, the likeliest first: as it is typed, then with letters that are digits misread as these."""
    for typed in filter(None, (text, mended(text))):
        for found in (parse_reference(typed, bare), parse_law(typed), parse_dated(typed)):
            if found:
                yield found


@cache
def _laws() -> frozenset[str]:
    """The types that are cited by name and date without a number."""
    return frozenset(row["name"] for row in load("document_types")["type"] if row.get("bare"))


def _type_before(folded: str) -> str:
    """The type with which a folded reference begins, in full or short; a long one with one letter wrong."""
    known = [
        name for name in type_forms() if folded.startswith(name) and not folded[len(name) : len(name) + 1].isalpha()
    ]
    return max(known, key=len, default="") or _nearly_typed(folded)


def _nearly_typed(folded: str) -> str:
    """What stands before the number, where it is a type but for one letter: `quyet diinh 1868`."""
    before = re.match(rf"(?P<words>[a-z]+(?: [a-z]+)*?)\s*{_SO}\d", folded)
    if not before or len(before["words"]) < _LONG_TYPE:
        return ""
    return before["words"] if _nearest_type(before["words"]) else ""


@cache
def _nearest_type(words: str) -> str | None:
    near = (name for name in type_forms() if len(name) >= _LONG_TYPE and edits(words, name, most=1) <= 1)
    return next(near, None)


def _parts(rest: str) -> tuple[tuple[str, ...], str | None] | None:
    """The symbols and the year after the running number; None where these make a date or something else."""
    parts = [part for part in re.split(r"[\s/_-]+", rest) if part]
    numbers = [part for part in parts if part.isdigit()]
    if len(numbers) > 1 or any(not _YEAR.fullmatch(number) for number in numbers):
        return None
    return tuple(part for part in parts if not part.isdigit()), numbers[0] if numbers else None


@dataclass(frozen=True, slots=True)
class _Told:
    """What follows the number."""

    date: str | None
    year: str | None
    issuer: str
    words: str


def _tail(folded: str) -> _Told:
    """Date, year, issuer and further words: `ngày 14/10/2020 của UBND huyện Tuần Giáo về việc ...`."""
    about = _ABOUT.search(folded)
    told, matter = (folded[: about.start()], folded[about.end() :]) if about else (folded, "")
    date = _DATE.search(told)
    left = _DAY_ALONE.sub(" ", _DATE.sub(" ", told))
    year = None if date else _YEAR.search(left)
    left = _YEAR.sub(" ", left) if year else left
    of = _OF.match(left)
    named = _words(left[of.end() :] if of else left)
    return _Told(
        _iso(date) if date else None, year["year"] if year else None, named if of else "",
        _words(matter) if of else " ".join(filter(None, (named, _words(matter)))),
    )  # fmt: skip


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def _iso(date: re.Match[str]) -> str | None:
    day, month, year = (date[name] or date[f"{name}_"] for name in ("day", "month", "year"))
    return parse_date(f"{day}/{month}/{year}") if day else parse_date(f"tháng {date['_month']}/{date['_year']}")


@cache
def type_forms() -> dict[str, tuple[tuple[str, str], ...]]:
    """Every folded name or abbreviation with the types it stands for, as (name in full, form as written)."""
    names: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in load("document_types")["type"]:
        for form in (row["name"], *row["abbreviations"], *row.get("also", ())):
            names[fold(form)] = (*names.get(fold(form), ()), (row["name"], form))
    return names


def _types(typed: str) -> tuple[str, ...]:
    """The types that `typed` may mean: with its marks only those so written (`HĐ`), without them all (`hd`).

    `Văn bản` is any of them.
    """
    name_of = fold(typed) if fold(typed) in type_forms() else _nearest_type(fold(typed)) or ""
    known = type_forms()[name_of]
    just_so = [name for name, form in known if exact_key(form) == exact_key(typed)]
    names = just_so if just_so and fold(typed) != typed.lower() else [name for name, _ in known]
    return () if names == [_ANY] else tuple(dict.fromkeys(names))


def types_named(text: str) -> tuple[str, ...]:
    """The document types that `text` names in full or short (`BC`: `Báo cáo`); the text itself where it names none."""
    folded = squeeze(fold(text))
    return _types(squeeze(text)) or (_ANY,) if folded in type_forms() else (squeeze(text),)
