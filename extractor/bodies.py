"""Bodies that issue documents and give awards: `UBND tỉnh Điện Biên`, `Chủ tịch UBND huyện`, `Bộ Nội vụ`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from models import knowledge
from models.text import fold, level_tones, squeeze

_UPPER = "".join(c for c in map(chr, range(0x41, 0x1EFA)) if c.isupper() and len(c.lower()) == 1 and c.isalpha())
_NAME_WORD = rf"[{re.escape(_UPPER)}][\w’']*"


def _either(words: Iterable[str]) -> str:
    """The words as alternatives, longest first; "Thi đua - Khen thưởng" is also "Thi đua, Khen thưởng"."""
    return "|".join(_loose(level_tones(word)) for word in sorted(set(words), key=len, reverse=True))


def _loose(word: str) -> str:
    joined = (re.escape(part) for part in re.split(r"\s*[,–-]\s*", word))
    return r"\s*[,–-]\s*".join(joined).replace(r"\ ", r"\s+")


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


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = knowledge.load("bodies")
    place = place_pattern()
    fields = rf"(?:{_either(table['fields']['names'])})(?!\w)"
    compound = rf"(?:(?i:{fields})|{_not_starter()}{_NAME_WORD}(?:\s+{_not_starter()}[^\W\d_A-Z]\w*)?)"
    free = rf"{compound}(?:(?:\s+|\s+[-–&]\s+){compound}){{0,6}}"
    field = rf"(?:{fields}|{free})"
    provinces = _either([*knowledge.load("places")["before_2025"], *knowledge.load("places")["since_2025"]])
    several = (
        rf"(?:các\s+)(?:{_either(table['places'])})(?!\w)(?:(?:,\s*|\s+và\s+)(?:{_either(table['places'])})(?!\w))*"
    )
    place = rf"(?:{several}|{place})"
    party = r"(?:Tỉnh|Thành|Huyện|Thị|Quận|Đảng)\s+(?:ủy|bộ)(?!\w)"
    tails = {
        "party": rf"\s+{party}(?:\s+(?:{place}|(?:{provinces})(?!\w)|{free}))?",
        "place": rf"(?:\s+(?:{place}|(?:{provinces})(?!\w)|(?:cấp\s+)?(?:tỉnh|huyện|xã)(?!\w)))?",
        "field": rf"(?:\s+{field}(?:\s+(?:{place}|{field}))?)?(?:\s+(?:{place}))?",
        "free": rf"(?:\s+{free})?(?:\s+(?:{place}))?",
        "nothing": "",
    }
    return tuple(
        (re.compile(rf"(?<![\w&-])(?:{_heads(entry['heads'])})(?!\w){tails[entry['tail']]}"), entry["level"])
        for entry in table["body"]
    )


def _heads(heads: list[str]) -> str:
    """A head of one word needs its capital; a longer one is known in any case ("thủ tướng Chính phủ")."""
    single = [h for h in heads if " " not in h]
    longer = [h for h in heads if " " in h]
    parts = [rf"(?i:{_either(longer)})"] if longer else []
    return "|".join(parts + ([_either(single)] if single else []))


def find_body(text: str, start: int, end: int | None = None) -> Body | None:
    """The longest body whose name begins at `start`; `end` limits how far it may reach.

    >>> find_body("của Uỷ ban nhân dân huyện Tuần Giáo về việc", 4).name
    'UBND huyện Tuần Giáo'
    """
    plain = level_tones(text[start : min(start + 160, len(text) if end is None else end)])
    found = [(m.end(), level, m.group()) for pattern, level in _patterns() if (m := pattern.match(plain))]
    if not found:
        return None
    _, level, printed = max(found, key=lambda f: f[0])
    name = body_name(printed)
    return Body(start, start + len(printed), name, _level(level, name))


def bodies(text: str, start: int = 0, end: int | None = None) -> Iterator[Body]:
    """All bodies between `start` and `end`, left to right, without overlap."""
    plain = level_tones(text[start : len(text) if end is None else end])
    at = 0
    for offset in sorted({m.start() for pattern, _ in _patterns() for m in pattern.finditer(plain)}):
        if offset >= at and (body := find_body(text, start + offset, end)):
            yield body
            at = body.end - start


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
    return name


def _level(rule: str, name: str) -> str | None:
    if rule == "nhà nước":
        return rule
    return place_level(name) if rule == "place" else None


def place_level(name: str) -> str | None:
    """The level of the first place in `name`: tỉnh, huyện or xã; None where it names none.

    Until July 2025 a city under the central government stood with the provinces, every other city with the districts;
    "TP" alone is how the large cities call themselves.
    """
    table = knowledge.load("bodies")
    match = re.search(rf"(?i:(?<!\w)({_either(table['places'])})(?!\w))\s*(.*)", name)
    if not match:
        provinces = knowledge.load("places")
        known = [*provinces["before_2025"], *provinces["since_2025"]]
        return "tỉnh" if any(name.endswith(level_tones(p)) for p in known) else None
    level = str(table["places"][match[1].lower()])
    if level != "?":
        return level
    rest = match[2]
    central = any(rest.startswith(level_tones(city)) for city in table["central"]["cities"])
    return "tỉnh" if central or not rest else "huyện"
