"""Who signs and as what, on scans: debris of stamps and signatures told from names of people and from offices."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import dropwhile

from extractor.exemplars.vocabulary import families
from models import knowledge
from models.patterns import either
from models.text import fold, level_tones

_ONSET = "ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnprstvx]"
_CODA = "ch|nh|ng|[cmnpt]"
_SYLLABLE = re.compile(rf"(?:{_ONSET})?[aeiouy]{{1,3}}(?:{_CODA})?")  # folded; tones are left out of it
_SOUNDED = re.compile(r"[a-z']*[aeiouy][a-z]*")  # of other peoples' names too: `Ksor`, `K'Brơi`
_STUMP = re.compile(r"(?!tw|cp)[b-df-hj-np-tv-xz]{1,2}")  # but for TW and CP, as in "công ty CP"
_SHORTENED = ("UBND", "HĐND", "MTTQ", "LĐLĐ", "BCH", "P.")
_MOST, _UNKNOWN = 5, 3  # syllables of a name; so many at least where the first is no known family name
_ROUND = " '’`\"“”.,:;|_~^*-–—"  # what strokes beside a line are read as
_LEAST = 4  # letters of words that are known though the first letter is lost


def bare(line: str) -> str:
    """A line without what strokes of a signature or a stamp left at its ends: `'TT. CỤM THI ĐUA` without the first."""
    return line.strip(_ROUND)


def is_person(name: str) -> bool:
    """Whether OCR may have read a name: syllables such as Vietnamese has, or a family name before other words.

    >>> is_person("Vừ A Dính"), is_person("Siu H'Blang"), is_person("Ø Thị"), is_person("Vnn Đc Hn")
    (True, True, False, False)
    """
    words = level_tones(name).replace("’", "'").split()
    keys = [fold(word) for word in words]
    other = any(re.search(r"\w'\w", key) for key in keys)  # of peoples whose names have this sign: `K'Brơi`
    if len(words) > _MOST or (len(words) == 1 and not other) or not all(map(_is_cased, words)):
        return False
    known = keys[0] in _family_keys()
    shape = _SOUNDED if known or other else _SYLLABLE
    return (known or other or len(words) >= _UNKNOWN) and all(shape.fullmatch(key) for key in keys)


def is_family(word: str) -> bool:
    """Whether `word` is a family name: `Võ`, `Siu`."""
    return fold(word) in _family_keys()


def _is_cased(word: str) -> bool:
    """Whether capitals stand where they do in names: `Dính`, `DÍNH`, `H'Blang`."""
    return word == word.upper() or all(part[1:] == part[1:].lower() for part in word.split("'"))


@cache
def _family_keys() -> frozenset[str]:
    """Family names without their marks, which OCR often misreads."""
    return frozenset(map(fold, families()))


def sure_offices(lines: Iterable[str]) -> list[str]:
    """By line, the office in it, or "" where none can be surely read: no post is named, nor one gone on with.

    >>> sure_offices(["Ø thị", "CHỦ TỊCH UBND", "UYỆN MỘC HẠ", "1"])
    ['', 'CHỦ TỊCH UBND', 'HUYỆN MỘC HẠ', '']
    """
    offices: list[str] = []
    for line in lines:
        whole = _with_first_letters(_words_only(bare(line)))
        above = next(filter(None, reversed(offices)), None)
        offices.append(whole if _names_post(whole) or (above and _goes_on(whole, above)) else "")
    return offices


def _words_only(line: str) -> str:
    """A line without pieces of strokes at its ends: what is no syllable before it, two letters unsounded behind it."""
    words = list(dropwhile(lambda word: not _is_syllable(word), line.split()))
    while words and _STUMP.fullmatch(fold(words[-1])):
        words.pop()
    return " ".join(words)


def _is_syllable(word: str) -> bool:
    return word in _SHORTENED or _SYLLABLE.fullmatch(fold(word)) is not None


def _names_post(line: str) -> bool:
    return _posts().search(level_tones(line)) is not None


@cache
def _posts() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(_post_names())})(?!\w)", re.I)


def _post_names() -> list[str]:
    return [level_tones(post) for post in knowledge.load("letterhead")["posts"]]


def _goes_on(line: str, above: str) -> bool:
    """Whether a line may go on with the office above it: several words, all syllables, in capitals where that is."""
    if above.isupper() and not line.isupper():
        return False
    words = re.findall(r"[^\W\d_]+", line)
    return len(words) > 1 and all(map(_is_syllable, words))


def _with_first_letters(line: str) -> str:
    """The line with the first letter of an office or a kind of place that lost it: `CHỦ TỊCH UBND UYỆN TUẦN GIÁO`."""
    return _beheaded().sub(_whole_words, line)


@cache
def _beheaded() -> re.Pattern[str]:
    """What is left of such words where they open a line, or stand after the body that they belong to."""
    return re.compile(rf"(?:^|(?<=UBND )|(?<=HĐND ))(?:{either(_rests())})(?!\w)", re.I)


def _whole_words(match: re.Match[str]) -> str:
    words = _rests()[match.group().lower()]
    return words.upper() if match.group().isupper() else words


@cache
def _rests() -> dict[str, str]:
    known = (*_post_names(), *knowledge.load("bodies")["places"])
    return {words[1:]: words for words in known if len(words) >= _LEAST}
