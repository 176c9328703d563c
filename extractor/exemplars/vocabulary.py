"""The words that names of persons, bodies and places begin with, as patterns over `plain` text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from models import knowledge as tables
from models import patterns
from models.text import level_tones

_SIGNS = str.maketrans({**dict.fromkeys("‐‑‒–—―−", "-"), **dict.fromkeys("’‘ʼ`´", "'")})
_SPELLINGS = (("sỹ", "sĩ"), ("Sỹ", "Sĩ"), ("kĩ", "kỹ"), ("Kĩ", "Kỹ"), ("SỸ", "SĨ"))

UPPER = patterns.CAPITALS
LETTER = r"[^\W\d_]"
SYLLABLE = rf"[{UPPER}]{LETTER}*(?:'{LETTER}*)?"
"""One capitalised syllable: `Nguyễn`, `H'Hen`, `K'Brối`, `Y`."""

_LEADS = r"làm\s(?i:chủ|giám\s+đốc|chủ\s+nhiệm|tổ\s+trưởng|đội\s+trưởng|nhóm\s+trưởng)(?:\s+(?:nhiệm|HĐQT))?"
RUN_BY = rf"do\s[^;.]{{4,80}}?\s(?:{_LEADS}|(?:thành|sáng)\s+lập)(?!\w)"
"""Who leads or founded a body, behind its name: "do anh Vũ Đức Kiên thành lập"."""

NICKNAME = r"(?:[“\"][^“”\"]{2,20}[”\"]\s+)?"
"""What a person is called, between the form of address and the name: `anh "Hai lúa" Trần Quốc Hải`."""

_JOINT = r"\s*(?:,|-|&|(?<!\w)và(?!\w))\s*"

PERSON = rf"{SYLLABLE}(?:\s+{SYLLABLE}){{0,5}}(?:\s+K')?"


def plain(text: str) -> str:
    """`text` with one placement of tone marks, one dash, one apostrophe, one spelling of sĩ and kỹ; offsets stay.

    >>> plain("Nghệ sỹ Hoà – TP")
    'Nghệ sĩ Hòa - TP'
    """
    text = level_tones(text).translate(_SIGNS)
    for printed, one in _SPELLINGS:
        text = text.replace(printed, one)
    return text


def either(words: Iterable[str]) -> str:
    """Pattern of any of `words` in plain spelling."""
    return _either(tuple(words))


@cache
def _either(words: tuple[str, ...]) -> str:
    return patterns.either(map(plain, words))


def whole(words: Iterable[str]) -> str:
    """Pattern of one of the words, standing alone, in any case."""
    return rf"(?<!\w)(?i:{either(words)})(?!\w)"


def cues(name: str) -> list[str]:
    """A list of `exemplar_cues`."""
    words: list[str] = tables.load("exemplar_cues")[name]
    return words


def acts(name: str) -> list[str]:
    """A list of `exemplar_cues` that begins deeds or ends names, with the verbs that do both everywhere."""
    return [*cues(name), *cues("acts")]


@cache
def cue(name: str) -> re.Pattern[str]:
    """Pattern of the cues in the list `name` of `exemplar_cues`."""
    return re.compile(whole(cues(name)))


def _honorifics() -> dict[str, list[str]]:
    return tables.load("honorifics")


@cache
def honorific() -> str:
    """Pattern of what stands before a name: `ông`, `cô giáo`, `đồng chí Thiếu tá`, `PGS.TS`, `NSƯT`."""
    table = _honorifics()
    groups = ("kin", "comrade", "calling", "religious", "ranks", "titles")
    woman = rf"(?:(?i:nữ|nam)\s+(?=(?i:{either([*table['calling'], *table['ranks']])})(?!\w)))?"
    one = rf"{woman}(?i:{either(word for group in groups for word in table[group])})(?!\w)\.?"
    nation = r"(?:\s+(?:dân\s+tộc|người)\s+" + SYLLABLE + rf"(?:\s+{SYLLABLE}(?=\s))?)?"
    hard = rf"(?:\s+{whole(table['hardship'])})?"
    young = rf"{whole(table['described'])}{hard}(?:\s+(?:(?:dân\s+tộc|người)\s+)?{whole(cues('peoples'))})?"
    age, more = (
        r"(?:\s+\d{2,3}\s+tuổi(?!\w))?",
        r"(?:trẻ|quốc\s+gia|về\s+hưu|chuyên\s+nghiệp|QNCN|quân\s+y|(?:hạng\s+)?\d/4|hưu\s+trí|nghèo)",
    )
    several = rf"(?<!\w)(?![,\s])(?:,?\s*{one}){{1,3}}"  # said once, for each such pattern takes its time to compile
    return rf"(?:{young}|{several}(?:\s+{more}(?!\w))?{nation}{age})"


@cache
def title() -> str:
    """Pattern of honorary and academic titles and of ranks: `nghệ nhân ưu tú`, `NSƯT`, `Thiếu tá`."""
    table = _honorifics()
    return whole([*table["titles"], *table["ranks"]])


@cache
def address() -> str:
    """Pattern of the forms of address that only persons bear: `ông`, `chị`, `đồng chí`."""
    table = _honorifics()
    return whole([*table["kin"], *table["comrade"]])


@cache
def household() -> str:
    """Pattern of the words for a household: `gia đình`, `hộ`, `vợ chồng`."""
    return whole(_honorifics()["household"])


@cache
def historical() -> frozenset[str]:
    """Names of persons of history, plain."""
    return frozenset(plain(name) for name in _honorifics()["historical"])


@cache
def families() -> frozenset[str]:
    """Family names of the peoples of Vietnam, plain, lower case."""
    table: dict[str, str] = unit_heads()["families"]
    return frozenset(plain(word).lower() for names in table.values() for word in names.split())


@cache
def provinces() -> frozenset[str]:
    """Names of provinces and large cities, plain."""
    table = tables.load("places")
    return frozenset(plain(n) for key in ("before_2025", "since_2025", "also") for n in table[key]) | {"Việt Nam"}


@cache
def no_persons() -> frozenset[str]:
    """Names that look like a living person's and are none, plain: of history, provinces, countries, peoples."""
    return historical() | provinces() | frozenset(map(plain, [*cues("countries"), *cues("peoples")]))


def stops(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where `pattern` stops a name between `start` and `end`, words that only look like a stop left out.

    "giao" stops a body's name ("Trường A giao ..."), and "giao thông" does not.
    """
    for match in pattern.finditer(text, start, end):
        near = cue("no_stops").finditer(text, max(0, match.start() - 25), match.end() + 25)
        if not any(m.start() < match.end() and match.start() < m.end() for m in near):
            yield match


def unit_heads() -> dict[str, Any]:
    """The table of heads of units, offices and family names."""
    return tables.load("unit_heads")


def heads(kind: str) -> str:
    """Pattern of the first words of names of `collective` or `enterprise`."""
    table = unit_heads()
    others = rf"(?!(?i:{either(table['heads_too'])})(?!\w))(?i:{either(table['no_heads'])})(?!\w)"
    return rf"(?<!\w)(?!{others})(?i:{either(unit_heads()[kind])})(?!\w)"


@cache
def place_heads() -> dict[str, str]:
    """Patterns of the words before a place's name, by rung: village, commune, district, province."""
    table: dict[str, list[str]] = unit_heads()["places"]
    within = r"(?<!tác\s)(?<!TÁC\s)(?<!Tác\s)"  # "hợp tác xã" is no commune
    return {rung: rf"(?<!\w){within}(?i:{either(words)})(?:(?<=\.)|(?![\w&]))" for rung, words in table.items()}


@cache
def any_place_head() -> str:
    """Pattern of any word before a place's name."""
    return rf"(?:{'|'.join(place_heads().values())})"


@cache
def place() -> str:
    """Pattern of a place with its head: `xã Pú Nhi`, `thôn 3`, `TP. Hồ Chí Minh`, `bản Co`."""
    farm = rf"(?:Nông|Lâm)\s+trường\s+{SYLLABLE}"  # "thị trấn Nông trường Mộc Châu"
    first = rf"(?:{farm}|{SYLLABLE}\d*|số\s+\d+|[\dA-Z]+)"
    name = rf"{first}(?:[\s-]+(?:{SYLLABLE}|\d+(?![\w./]|,\d)|[IVX]+(?!\w))){{0,4}}"
    return rf"{_no_body()}{any_place_head()}\s*(?:{place_heads()['village']}\s+)?{name}"


def past_place(text: str, start: int, end: int) -> int:
    """Where a body's name ends that goes on to a commune or wider: behind it, when a word comes that begins no other.

    "Trạm Y tế xã Khả Ninh tiêm đủ ..." ends behind "Ninh".
    """
    match = _place_at_end().search(text, start, end)
    return match.end() if match else end


@cache
def _place_at_end() -> re.Pattern[str]:
    heads_of = "|".join(pattern for rung, pattern in place_heads().items() if rung != "village")
    other = f"{any_place_head()}|{heads('collective')}|{heads('enterprise')}|(?:và|cũ|mới|thuộc|số)(?!\\w)"
    return re.compile(rf"(?:{heads_of})\s+(?>{SYLLABLE}(?:\s+{SYLLABLE})*)(?=\s+(?!{other})(?![{UPPER}])[^\W\d_])")


@cache
def _no_body() -> str:
    """Pattern before a place: not "Đội Cảnh sát", where the word behind the capital goes on with the name of a body."""
    bodies = either(unit_heads()["bodies_too"])
    ends = either([*acts("office_stops"), *cues("unit_stops"), *cues("place_leads"), *cues("deed_starts"), "và"])
    others = f"{any_place_head()}|{whole(['ông', 'bà', 'anh', 'chị', 'hộ', 'gia đình'])}"
    capitals = rf"(?>{SYLLABLE}(?:\s+{SYLLABLE})*)"
    return rf"(?!(?i:{bodies})\s+{capitals}\s+(?!(?:{ends})(?!\w)|{others})(?![{UPPER}\d_])\w)"


@cache
def compound() -> re.Pattern[str]:
    """Words that a comma, a dash or "và" joins to one inside a name: "khám, chữa bệnh", "Giáo dục - Đào tạo"."""
    families = (rf"(?:{one})(?!\w)(?:{_JOINT}(?:{one})(?!\w))+" for one in map(either, cues("joined")))
    return re.compile(rf"{whole(cues('compounds'))}|(?<!\w)(?i:{'|'.join([*_fields(), *families])})")


def _fields() -> Iterator[str]:
    """Patterns of the fields that offices are named after, whatever sign joins their words, longest first."""
    fields: list[str] = tables.load("bodies")["fields"]["names"]
    for field in sorted(map(plain, fields), key=len, reverse=True):
        parts = [re.escape(part).replace(r"\ ", r"\s+") for part in re.split(_JOINT, field)]
        if len(parts) > 1:
            yield rf"{_JOINT.join(parts)}(?!\w)"


@cache
def role() -> str:
    """Pattern of an office: `Hiệu trưởng`, `nguyên phó giám đốc`, `Bí thư`."""
    table = unit_heads()["roles"]
    offices = [*table["plain"], *_honorifics()["calling"]]
    return rf"(?:(?:{whole(table['before'])})\s+)*{whole(offices)}"


@cache
def duty() -> str:
    """Pattern of what tells an office more closely: " dân số" of "cộng tác viên dân số Lương Thị Thu"."""
    other = rf"{workplace()}|{heads('collective')}|{any_place_head()}|{whole(cues('no_duties'))}"
    return rf"(?:\s+(?!{other})(?![{UPPER}])[^\W\d_]+){{1,3}}"


@cache
def whose() -> str:
    """Pattern of what follows an office up to a person's name: " Mê Linh " of "Trưởng thôn Mê Linh Đoàn Quốc Việt".

    The name begins with a family name; where several may, a Kinh one goes first.
    """
    table: dict[str, str] = unit_heads()["families"]
    kinh, others = table["common"].split(), " ".join(table.values()).split()
    body = rf"(?:\s+{heads('collective')}(?:\s+{LETTER}+){{0,3}}?)?"
    head = rf"\s*(?:{place_heads()['village']}|{place_heads()['commune']})\s+"
    runs = _until_family(kinh, others, least=1)
    village = rf"(?<=thôn|.bản|buôn|làng|.xóm|..ấp)\s+(?!(?:{either(kinh)})\s)(?:\d+\s+|{_until_family(kinh, least=2)})"
    sphere = rf"\s+(?!Ưu\s|Nhân\s+dân){SYLLABLE}(?:\s+(?![{UPPER}]){LETTER}+){{1,3}}\s+(?={_family(kinh, least=2)})"
    return rf"(?:{body}{head}(?:\d+\s+|{runs})|{village}|{sphere})"


def _until_family(*families: list[str], least: int) -> str:
    """Pattern of a place's name up to a person's: one of the `families`, and `least` syllables behind it."""
    runs = "|".join(rf"{SYLLABLE}(?:\s+{SYLLABLE}){{0,3}}?\s+(?={_family(f, least=least)})" for f in families)
    return rf"(?!{heads('collective')})(?:{runs})"


def _family(families: list[str], *, least: int) -> str:
    return rf"(?!(?:Văn|Thị)\s)(?:{either(families)})(?:\s+{SYLLABLE}){{{least}}}"


@cache
def workplace() -> str:
    """Pattern of the first words of a unit of work, which stands apart from an office before it."""
    return whole(unit_heads()["roles"]["workplaces"])


def rung(text: str) -> int:
    """How wide the place is that `text` begins with: 1 village, 2 commune, 3 district, 4 province; 0 for none."""
    for width, pattern in enumerate(place_heads().values(), 1):
        if re.match(pattern, text):
            return width
    return 0
