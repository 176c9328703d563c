"""The knowledge of awards and recipients, made into patterns once a process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from models import knowledge
from models.numbers import DIGITS, WORDS
from models.patterns import CAPITALS, either, either_of
from models.text import fold, squeeze

# Folded syllables that are written with i or y, and a common slip.
_SPELLINGS = ((r"\b([hklmst])[iy]\b", r"\1[iy]"), (r"\bxuat sac\b", "xuat [sx]ac"))
CAPITAL = f"[{CAPITALS}]"
"""Pattern of a capital letter."""


@dataclass(frozen=True, slots=True)
class Award:
    """An award of the table: how it is recorded and what its name alone tells."""

    name: str
    kind: str
    unit: str | None = None
    level: str | None = None
    awarder: str | None = None
    classes: bool = False
    named: bool = False
    printed: bool = False
    person: bool = False
    conferred: bool = False
    spelled: bool = False


@cache
def words(group: str, name: str) -> tuple[str, ...]:
    """A list of the grammar's words, such as `words("words", "give")`."""
    return tuple(knowledge.load("awards")[group][name])


@cache
def word_pattern(group: str, name: str) -> re.Pattern[str]:
    """Whole words of a list, without regard to case."""
    return re.compile(rf"(?<!\w)(?:{either(words(group, name))})(?!\w)", re.I)


def folded(phrase: str) -> str:
    """Pattern of `phrase` in folded text: blanks of any width, i and y alike where both are written."""
    pattern = re.escape(fold(phrase)).replace(r"\ ", " ")
    for plain, lenient in _SPELLINGS:
        pattern = re.sub(plain, lenient, pattern)
    return pattern.replace(",", ",?").replace(" ", r"\s+")


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to name an award: its pattern, and `text` as the table spells it."""

    pattern: re.Pattern[str]
    award: Award
    text: str


@dataclass(frozen=True, slots=True)
class Wordings:
    """Ways to name awards: `begins` finds where one of them begins, so that not each is looked for everywhere."""

    begins: re.Pattern[str]
    by_letter: dict[str, list[Wording]]

    def found(self, text: str, start: int, end: int) -> Iterator[tuple[Wording, int, int]]:
        """Each wording that stands between `start` and `end` of `text`, with its offsets."""
        for begun in self.begins.finditer(text, start, end):
            for wording in self.by_letter[text[begun.start()]]:
                if match := wording.pattern.match(text, begun.start(), end):
                    yield wording, match.start(), match.end()

    def opening(self, text: str) -> Iterator[Wording]:
        """Each wording that `text` begins with."""
        if self.begins.match(text):
            yield from (wording for wording in self.by_letter[text[0]] if wording.pattern.match(text))


_PIECE = re.compile(
    r"\\s\+|\\.|\[\w+\]|.\??"
)  # of a pattern of an award's name: a letter, some letters, blanks, a comma


def _wordings(patterns: list[tuple[str, Award, str]], end: str) -> Wordings:
    """The wordings with these patterns; `end` is the pattern of what must not stand behind one."""
    begins = either_of(_PIECE.findall(pattern) for pattern, _, _ in patterns)
    by_letter: dict[str, list[Wording]] = {}
    for pattern, award, text in patterns:
        wording = Wording(re.compile(rf"(?<!\w){pattern}(?!{end})"), award, text)
        for letter in _PIECE.findall(pattern)[0].strip("[]\\"):
            by_letter.setdefault(letter, []).append(wording)
    return Wordings(re.compile(rf"(?<!\w)(?=(?:{begins})(?!{end}))"), by_letter)


@cache
def award_names() -> Wordings:
    """Every wording of every award, for folded text."""
    awards = [(_award(entry), entry.get("also", [])) for entry in knowledge.load("awards")["award"]]
    glued = r"(?!(?:cho|cua)(?!\w))\w"  # "Giấy khencho": a blank that was lost
    return _wordings([(folded(name), award, name) for award, also in awards for name in (award.name, *also)], glued)


@cache
def award_abbreviations() -> Wordings:
    """Every abbreviation of an award, for the text as printed; a scan may print Đ as D."""
    found = []
    for entry in knowledge.load("awards")["award"]:
        award = _award(entry)
        for short in entry.get("abbr", []):
            letters = re.escape(short).replace("Đ", "[ĐD]").replace("Ư", "[ƯU]")
            found.append((letters, award, award.name))
    return _wordings(found, r"[\w-]")


def _award(entry: dict[str, Any]) -> Award:
    return Award(**{k: v for k, v in entry.items() if k not in ("also", "abbr")})


@cache
def open_titles() -> re.Pattern[str]:
    """Titles no list holds: in quotes after "danh hiệu" and the like, or capitalised words after it."""
    heads = either(knowledge.load("awards")["open"]["heads"])
    stop = (
        rf"cho|của|lần|năm|được|đối|gồm|là|và|có|trong|giai|với|tại|do|đã|vừa|này|nhân|tôn|trao|hằng|hàng|(?i:{heads})"
    )
    bare = rf"{CAPITAL}\w*(?:\s+(?!(?:{stop})(?!\w))[^\W\d_]+){{0,8}}"
    return re.compile(rf"(?<!\w)(?P<head>(?i:{heads}))\s+(?:[“\"](?P<quoted>[^”\"\n]{{3,90}})[”\"]|(?P<bare>{bare}))")


@cache
def never_titles() -> re.Pattern[str]:
    """Words of titles that are indicators, not awards."""
    return re.compile(rf"(?<!\w)(?:{either(knowledge.load('awards')['open']['never'])})(?!\w)", re.I)


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun of recipients: the column it is counted in, and whether it stands without an award's name."""

    kind: str
    strong: bool


@cache
def _nouns() -> dict[str, Noun]:
    table = knowledge.load("recipients")
    found: dict[str, Noun] = {}
    for kind in ("collectives", "individuals", "households"):
        found |= {word.lower(): Noun(kind, False) for word in table[kind]["weak"]}
        found |= {fold(word): Noun(kind, True) for word in table[kind]["strong"]}
    return found


def noun(printed: str) -> Noun:
    """What a noun of recipients is; strong ones are known with any diacritics.

    >>> noun("hộ dân").kind, noun("tâp thê").kind
    ('households', 'collectives')
    """
    word = squeeze(printed).lower()
    return _nouns().get(word) or _nouns()[fold(word)]


def kind_of(text: str) -> str | None:
    """The column that a noun of recipients is counted in; None for any other text.

    >>> kind_of("Tập thể"), kind_of("Ghi chú")
    ('collectives', None)
    """
    found = _nouns().get(text.lower()) or _nouns().get(fold(text))
    return found.kind if found else None


@cache
def _letters() -> dict[str, str]:
    """Every plain letter with all its Vietnamese forms, as a class of a pattern."""
    forms: dict[str, str] = {}
    for letter in map(chr, range(0x61, 0x1EFA)):
        if letter.isalpha() and letter.islower() and fold(letter).isascii():
            forms[fold(letter)] = forms.get(fold(letter), "") + letter
    return {plain: f"[{letters}]" for plain, letters in forms.items()}


def _any_marks(word: str) -> str:
    return "".join(_letters().get(c, r"\s+" if c == " " else re.escape(c)) for c in word)


@cache
def strong_noun_pattern() -> str:
    """Pattern, without groups, of the strong nouns in lower-case text, with any diacritics: `tập thể`, `tâp thê`."""
    strong = [word for word, noun in _nouns().items() if noun.strong]
    return rf"(?:{'|'.join(map(_any_marks, sorted(strong, key=len, reverse=True)))})(?!\w)"


@cache
def noun_pattern() -> str:
    """Pattern, without groups, of any noun of recipients in lower-case text."""
    return rf"(?:{strong_noun_pattern()}|(?:{either(_nouns())})(?!\w))"


@cache
def count_pattern() -> re.Pattern[str]:
    """A number and its noun: `978 tập thể`, `05 (năm) hộ gia đình`, `72 lượt cá nhân`, `9 tập thể, cá nhân`."""
    noun = noun_pattern()
    number = rf"(?P<number>{DIGITS}|{WORDS})(?:\s*/\s*{DIGITS})?(?:\s*\([^\W\d_][^)\d]{{0,60}}\))?"
    times = rf"(?P<times>{_any_marks('luot')}\s+)?(?:các\s+)?"
    more = rf"(?P<more>(?:\s*(?:,|/|và|&|-|–|hoặc)\s*(?:các\s+)?(?:{noun}))*)"
    return re.compile(rf"(?<![\w.%])(?<!\d[,/]){number}\s*{times}(?P<noun>{noun}){more}")


@cache
def noun_first_pattern() -> re.Pattern[str]:
    """A strong noun and its number after a colon: `Tập thể: 12; cá nhân: 30`."""
    after = r"(?=\s*(?:[,;.()]|và(?!\w)|$|\n))"
    sign = rf"(?:(?::|=|là|–|-)\s*(?=\d)|\((?={DIGITS}\)))"  # "Tập thể: 12", "tập thể (12)"
    blank = r"(?<=\s)(?!(?:19|20)\d\d(?!\d))(?=\d)"  # "cá nhân 02, tập thể 01", no year
    return re.compile(
        rf"(?<![\w.])(?<!\d )(?P<noun>{strong_noun_pattern()})\s*(?:{sign}|{blank})(?P<number>{DIGITS}){after}"
    )


@cache
def otherwise_pattern() -> re.Pattern[str]:
    """What stands right before a number that counts people helped, trained, employed."""
    before = either(knowledge.load("recipients")["otherwise"]["before"])
    return re.compile(rf"(?<!\w)(?<!bầu )(?:{before})\s+(?:cho\s+)?$", re.I)  # "cử", not "bầu cử"


@cache
def level_phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Words that say a level: "cấp tỉnh", "cấp Nhà nước"; read without diacritics."""
    table = knowledge.load("awards")["levels"]
    return tuple(
        (re.compile(rf"(?<!\w)(?:{'|'.join(map(folded, names))})(?!\w)"), level) for level, names in table.items()
    )


@cache
def foreign_pattern() -> re.Pattern[str]:
    """Names of other countries; `Lào Cai` and `Nga Sơn` are none."""
    countries = either(knowledge.load("awards")["foreign"]["countries"])
    return re.compile(rf"(?<!\w)(?:{countries})(?!\w)(?!\s+{CAPITAL})")
