"""Bodies that issue documents and give awards: `UBND tỉnh Điện Biên`, `Chủ tịch UBND huyện`, `Bộ Nội vụ`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter

from models import knowledge
from models.patterns import CAPITALS, either_of, pieces
from models.text import fold, level_tones, squeeze

_NAME_WORD = rf"[{CAPITALS}][\w’']*"
_SMALL_WORD = rf"(?![{CAPITALS}])[^\W\d_]\w*"
_LONGEST = 160  # characters of a name
_MANY = 1 << 12  # names, which documents print again and again
_JOINT = r"\s*[,–-]\s*"


def _either(words: Iterable[str]) -> str:
    """The words as alternatives, longest first; "Thi đua - Khen thưởng" is also "Thi đua, Khen thưởng"."""
    return either_of(map(_loose, words))


def _loose(word: str) -> list[str]:
    first, *further = re.split(_JOINT, level_tones(word))
    return [*pieces(first), *(piece for part in further for piece in (_JOINT, *pieces(part)))]


@dataclass(frozen=True, slots=True)
class Body:
    """A named body: its span, its name as it is compared (`UBND tỉnh Điện Biên`) and its level (None outside it)."""

    start: int
    end: int
    name: str
    level: str | None


@cache
def _not_starter() -> str:
    return rf"(?!(?i:{_either(knowledge.load('bodies')['after']['words'])})(?!\w))"


@cache
def place_pattern() -> str:
    """Pattern, without groups, of a place with its kind: `huyện Tuần Giáo`, `TP. HCM`, `tỉnh`, `xã A, huyện B`."""
    known = knowledge.load("places")
    provinces = _either([*known["before_2025"], *known["since_2025"], *known["also"]])
    kind = _either(knowledge.load("bodies")["places"])
    word = _not_starter() + _NAME_WORD
    province = rf"(?:{provinces})(?!\w)(?!\s+{word})"
    surname = rf"(?:{_either(knowledge.load('bodies')['people']['surnames'])})(?:\s+{word}){{2,3}}(?!\w)"
    name = rf"(?:{province}|{word}(?:\s+{word}){{0,3}}|\d{{1,2}}(?!\d))"
    # "Chủ tịch UBND tỉnh Bùi Đình Khương": after the chairman's office stands his name.
    person = rf"(?i:tỉnh|thành phố|TP\.?)(?=\s+(?!{province}){surname})"
    one = rf"(?:{person}|(?i:{kind})(?!\w)\s*{name}|(?i:{kind})(?!\w))"
    wider = rf"(?i:huyện|quận|thị xã|thành phố|tp\.?|tỉnh)(?!\w)\s*{name}"
    return rf"(?:{one}(?:(?:,\s*|\s+-\s+|\s+){wider}){{0,2}})"


@dataclass(frozen=True, slots=True)
class _Kind:
    """Bodies of one kind: the pattern of how their names begin, what may follow (`tail` of the table), their level."""

    begins: re.Pattern[str]
    tail: str
    level: str


@cache
def _kinds() -> tuple[_Kind, ...]:
    party = r"\s+(?:Tỉnh|Thành|Huyện|Thị|Quận|Đảng)\s+(?:ủy|bộ)(?!\w)"
    return tuple(
        _Kind(
            re.compile(rf"(?:{_heads(entry['heads'])})(?!\w){party if entry['tail'] == 'party' else ''}"),
            entry["tail"],
            entry["level"],
        )
        for entry in knowledge.load("bodies")["body"]
    )


@cache
def _any_head() -> re.Pattern[str]:
    """Where a body of any kind may begin."""
    heads = [head for entry in knowledge.load("bodies")["body"] for head in entry["heads"]]
    return re.compile(rf"(?<![\w&-])(?=(?:{_heads(heads)})(?!\w))")


def _heads(heads: list[str]) -> str:
    """A head of one word needs its capital; a longer one is known in any case ("thủ tướng Chính phủ")."""
    single = [h for h in heads if " " not in h]
    longer = [h for h in heads if " " in h]
    parts = [rf"(?i:{_either(longer)})"] if longer else []
    return "|".join(parts + ([_either(single)] if single else []))


@cache
def _part(name: str) -> re.Pattern[str]:
    """What may follow in a name, with its blank: place, province, level, field, number, free (capitalised words)."""
    table, places = knowledge.load("bodies"), knowledge.load("places")
    fields = rf"(?:{_either(table['fields']['names'])})(?!\w)"
    compound = rf"(?:(?!xây dựng)(?i:{fields})|{_not_starter()}{_NAME_WORD}(?:\s+{_not_starter()}{_SMALL_WORD})?)"
    region = rf"(?:\s+(?:miền|khu vực|vùng)\s+{_NAME_WORD}(?:\s+{_NAME_WORD})?)?"  # "Điện lực miền Nam"
    verb = r"(?!(?:của|và|cho|đã|được|tặng|trao|khen|tại|ở|do|với|là|có|cùng|về|trên)(?!\w))"
    country = rf"(?:(?:\s+{verb}{_SMALL_WORD}){{1,7}}\s+Việt\s+[Nn]am(?!\w))?"  # "Hội cứu trợ trẻ em tàn tật Việt Nam"
    free = rf"{compound}(?:(?:\s+|\s+[-–&]\s+){compound}){{0,6}}{country}"
    kind = rf"(?:{_either(table['places'])})(?!\w)"
    word = _not_starter() + _NAME_WORD
    named = rf"{word}(?:\s+{word}){{0,2}}"
    several = rf"\s+{named}(?:(?:,\s*|\s+và\s+){named})+"  # "các huyện Phong Thổ, Mường Tè và Sìn Hồ"
    parts = {
        "place": rf"các\s+{kind}(?:{several}|(?:(?:,\s*|\s+và\s+)(?:{kind}|thị|thành)(?!\w))*)|{place_pattern()}",
        "province": rf"(?:{_either([*places['before_2025'], *places['since_2025']])})(?!\w)",
        "level": r"(?:cấp\s+)?(?:tỉnh|huyện|xã)(?!\w)",
        "field": rf"(?:{fields}|{free}){region}",
        "free": free + region,
        "number": r"(?:số\s+)?(?:\d{1,2}|[IVX]{1,4})(?!\w)",
    }
    return re.compile(rf"\s+(?:{parts[name]})")


def _on(plain: str, at: int, end: int, *parts: str) -> int:
    """Where the first of `parts` that stands at `at` ends; `at` where none does."""
    return next((m.end() for part in parts if (m := _part(part).match(plain, at, end))), at)


def _end(tail: str, plain: str, at: int, end: int) -> int:
    """Where the name ends whose head ends at `at`."""
    match tail:
        case "place":
            return _on(plain, at, end, "place", "province", "level")
        case "party":
            return _on(plain, at, end, "place", "province", "free")
        case "field":
            field = _on(plain, at, end, "field")
            return _on(plain, _on(plain, field, end, "place", "field") if field > at else at, end, "place")
        case "cluster":
            named = _on(plain, at, end, "number")
            return named if named > at else _end("field", plain, at, end)
        case "free":
            return _on(plain, _on(plain, at, end, "free"), end, "place")
    return at


def find_body(text: str, start: int, end: int | None = None) -> Body | None:
    """The longest body whose name begins at `start`; `end` limits how far it may reach.

    >>> find_body("của Uỷ ban nhân dân huyện Tuần Giáo về việc", 4).name
    'UBND huyện Tuần Giáo'
    """
    return _body(level_tones(text[start : min(start + _LONGEST, len(text) if end is None else end)]), 0, start)


def bodies(text: str, start: int = 0, end: int | None = None) -> Iterator[Body]:
    """All bodies between `start` and `end`, left to right, without overlap."""
    plain = level_tones(text[start : len(text) if end is None else end])
    at = 0
    for head in _any_head().finditer(plain):
        if head.start() >= at and (body := _body(plain, head.start(), start)):
            yield body
            at = body.end - start


def _body(plain: str, at: int, offset: int) -> Body | None:
    """The longest body that begins at `at` of `plain`, which stands at `offset` in the text."""
    limit = min(at + _LONGEST, len(plain))
    begun = ((kind, head.end()) for kind in _kinds() if (head := kind.begins.match(plain, at, limit)))
    found = [(_end(kind.tail, plain, stop, limit), kind.level) for kind, stop in begun]
    if not found:
        return None
    stop, level = max(found, key=itemgetter(0))
    name = body_name(plain[at:stop])
    return Body(offset + at, offset + stop, name, _level(level, name))


@lru_cache(_MANY)
def body_name(printed: str) -> str:
    """The name as it is kept: single blanks, one tone placement, UBND and HĐND short.

    >>> body_name("Uỷ ban  nhân dân tỉnh Hoà Bình")
    'UBND tỉnh Hòa Bình'
    """
    name = level_tones(squeeze(printed))
    for long, short in knowledge.load("bodies")["short"].items():
        at = fold(name).find(long)
        if at >= 0:
            name = name[:at] + short + name[at + len(long) :]
    return "Thủ tướng Chính phủ" if name == "Thủ tướng" else name


def _level(rule: str, name: str) -> str | None:
    if rule == "nhà nước":
        return rule
    return place_level(name) if rule == "place" else None


@cache
def _place_in_name() -> re.Pattern[str]:
    return re.compile(rf"(?i:(?<!\w)({_either(knowledge.load('bodies')['places'])})(?!\w))\s*(.*)")


@cache
def _provinces() -> tuple[str, ...]:
    table = knowledge.load("places")
    return tuple(map(level_tones, (*table["before_2025"], *table["since_2025"])))


def place_level(name: str) -> str | None:
    """The level of the first place in `name`: tỉnh, huyện or xã; None where it names none.

    Until July 2025 a city under the central government stood with the provinces, every other city with the districts;
    "TP" alone is how the large cities call themselves.
    """
    table = knowledge.load("bodies")
    match = _place_in_name().search(name)
    if not match:
        return "tỉnh" if name.endswith(_provinces()) else None
    level = str(table["places"][match[1].lower()])
    if level != "?":
        return level
    rest = match[2]
    central = any(rest.startswith(level_tones(city)) for city in table["central"]["cities"])
    return "tỉnh" if central or not rest else "huyện"
