"""How well a text was read: letters wrong, names and numbers lost, headings and footnotes and rows of tables found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

_QUOTES = str.maketrans("“”„‘’–", '"""\'\'-')
_BROKEN = re.compile(r"(?<=\S-)\s*\n\s*")
_CAPITAL = "[A-ZĐĂÂÊÔƠƯÀ-Ỹ]"
_SYMBOL = re.compile(rf"(?<![\w/])\d+[a-zđ]?(?:/\d{{4}})?[/-]{_CAPITAL}[\w&]*(?:[/-]{_CAPITAL}[\w&]*)*")
_NUMBER = re.compile(r"(?<![\w/.,-])\d+(?:[.,/-]\d+)*%?(?![\w/-])")


@dataclass(slots=True)
class Tally:
    """How many of what is true were found, how many are true, how many were found in all."""

    hit: int = 0
    true: int = 0
    found: int = 0

    def __iadd__(self, other: Tally) -> Tally:
        self.hit, self.true, self.found = self.hit + other.hit, self.true + other.true, self.found + other.found
        return self

    @property
    def precision(self) -> float:
        return self.hit / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.hit / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        return 2 * self.hit / (self.true + self.found) if self.true + self.found else 1.0


def normal(text: str) -> str:
    """The text with single blanks for every white space: line breaks are not part of what is compared."""
    return " ".join(text.split())


def unbroken(lines: str) -> str:
    """The text of lines with the symbols whole that were broken after a hyphen: `972/KH-` and `UBND`."""
    return normal(_BROKEN.sub("", lines))


def plain(text: str) -> str:
    """The same with typewriter's quotes and dashes, which Tesseract's data has alone."""
    return normal(text).translate(_QUOTES)


def errors(truth: str, read: str) -> int:
    """Letters to be changed, put in or taken out to make one of the other, in the order in which they stand."""
    return Levenshtein.distance(truth, read)


def symbols(text: str) -> Counter[str]:
    """The symbols of documents in the text: `1868/QĐ-UBND`, `34-CT/TW`, `06/2022/QH15`."""
    return Counter(_SYMBOL.findall(text))


def numbers(text: str) -> Counter[str]:
    """The numbers and dates by themselves: `978`, `86,5%`, `14/10/2020`."""
    return Counter(_NUMBER.findall(text))


def named(names: Iterable[str]) -> Callable[[str], Counter[str]]:
    """Counts each of `names` in a text."""
    patterns = {name: _word(name) for name in names}
    return lambda text: Counter({name: n for name, pattern in patterns.items() if (n := len(pattern.findall(text)))})


@cache
def _word(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")


def kept(truth: Counter[str], read: Counter[str]) -> Tally:
    """What of the truth was read, each as often as it is there."""
    return Tally((truth & read).total(), truth.total(), read.total())


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be found: `exact` must be the same, each of `alike` like enough."""

    exact: tuple[object, ...]
    alike: tuple[str, ...]


def found(truth: Sequence[Entry], read: Sequence[Entry], like: float) -> Tally:
    """Pairs of entries one to one; `like` says how like texts must be, but for one letter; 1 that they are equal."""
    left, hit = list(read), 0
    for entry in truth:
        at = next((i for i, other in enumerate(left) if _same(entry, other, like)), None)
        if at is not None:
            hit += 1
            del left[at]
    return Tally(hit, len(truth), len(read))


def missed(truth: Sequence[Entry], read: Sequence[Entry], like: float) -> list[Entry]:
    """The entries of the truth that nothing read is like."""
    return [entry for entry in truth if not any(_same(entry, other, like) for other in read)]


def _same(one: Entry, other: Entry, like: float) -> bool:
    if one.exact != other.exact or len(one.alike) != len(other.alike):
        return False
    if like >= 1:
        return one.alike == other.alike
    pairs = zip(one.alike, other.alike, strict=True)
    return all(errors(a, b) <= 1 or fuzz.ratio(a, b, score_cutoff=100 * like) > 0 for a, b in pairs)
