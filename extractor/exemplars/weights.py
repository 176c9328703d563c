"""What speaks for a person whom running text tells of: deeds, praise, how much of something was done."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, lru_cache

from extractor.exemplars import vocabulary as words
from models.records import Span

REACH = 1500  # characters before and behind a name that are looked at, however long the sentence
_SENTENCES = 16  # whose signs are kept: a name looks at its own, one before and two behind


class Signs:
    """Where words that speak for or against a person stand, each sentence searched once however many it names."""

    def __init__(self, plain: str, sentences: list[Span]) -> None:
        self.plain = plain
        self.sentences = sentences
        self._found = lru_cache(_SENTENCES)(self._search)

    def weight(self, number: int, mention: re.Match[str]) -> float:
        """What speaks for who is mentioned in sentence `number`: its deeds, half as much those of the two behind it."""
        near = around(self.sentences[number], mention)
        own = self._deeds(number, near.start, near.end)
        later = self._later(number, mention)
        behind = {deed for n in later for deed in self._deeds(n, 0, self.sentences[n].start + REACH)}
        if re.match(r"(?i:đó|người đó|ấy)\s+(?:chính\s+)?là\s", self.plain[near.start : mention.start()]):
            own |= self._before(number, "deeds")
        great = bool(self._within(number, "great_deeds", mention.start(), near.end))
        great_later = any(self._within(n, "great_deeds", 0, self.sentences[n].start + REACH) for n in later)
        praised = bool(self._before(number, "praised"))
        said = words.cue("speech").search(self.plain, mention.end(), min(mention.end() + 90, near.end))
        against = 1.5 * bool(said) + 1.5 * self._needy(number, mention.start(), near.end)
        return len(own) + 0.5 * len(behind - own) + praised + great + 0.5 * great_later - against

    def _later(self, number: int, mention: re.Match[str]) -> list[int]:
        """Which of the two sentences behind speak of the same person."""
        behind = range(number + 1, min(number + 3, len(self.sentences)))
        given = re.compile(rf"(?<!\w){re.escape(mention['name'].split()[-1])}(?!\w)")
        return [n for n in behind if self._refers(n, given)]

    def _refers(self, number: int, given: re.Pattern[str]) -> bool:
        """Whether a sentence names nobody by more than the form of address or the `given` name."""
        s = self.sentences[number]
        end = min(s.end, s.start + REACH)
        return bool(self._within(number, "alone", 0, end)) or given.search(self.plain, s.start, end) is not None

    def _deeds(self, number: int, start: int, end: int) -> set[str]:
        return self._within(number, "deeds", start, end) | self._within(number, "amounts", start, end)

    def _before(self, number: int, cue: str) -> set[str]:
        """The words of `cue` at the end of the sentence before."""
        last = self.sentences[number - 1].end if number else 0
        found = self._within(number - 1, cue, last - REACH, last) if number else set()
        return found | (self._within(number - 1, "amounts", last - REACH, last) if number and cue == "deeds" else set())

    def _needy(self, number: int, start: int, end: int) -> bool:
        """Whether the person needs help; "giúp 40 hộ nghèo" is what one does for others."""
        found = self._found(number, "needy")
        places = (at for at, _ in found[bisect_left(found, (start, "")) : bisect_left(found, (end, ""))])
        return _needs_help(self.plain, start, places)

    def _within(self, number: int, cue: str, start: int, end: int) -> set[str]:
        found = self._found(number, cue)
        return {word for _, word in found[bisect_left(found, (start, "")) : bisect_left(found, (end, ""))]}

    def _search(self, number: int, cue: str) -> list[tuple[int, str]]:
        """Where the words of `cue` stand in a sentence, in order; amounts count as one word."""
        span = self.sentences[number]
        pattern = _amount() if cue == "amounts" else _address_alone() if cue == "alone" else words.cue(cue)
        matches = pattern.finditer(self.plain, span.start, span.end)
        return [(m.start(), "#" if cue == "amounts" else m.group().lower()) for m in matches]


def around(sentence: Span, mention: re.Match[str]) -> Span:
    """As much of the sentence as may speak for the name."""
    return Span(max(sentence.start, mention.start() - REACH), min(sentence.end, mention.end() + REACH))


def needs_help(plain: str, start: int, end: int) -> bool:
    """Whether who is told of between `start` and `end` needs help, and does not give it."""
    return _needs_help(plain, start, (m.start() for m in words.cue("needy").finditer(plain, start, end)))


def _needs_help(plain: str, start: int, places: Iterable[int]) -> bool:
    return any(not _helping().search(plain, max(start, at - 40), at) for at in places)


@cache
def _helping() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?i:giúp|giúp đỡ|hỗ trợ|cho|ủng hộ|tặng)\s[^,;.]{0,20}\Z")


@cache
def _amount() -> re.Pattern[str]:
    """So much of something, whatever was done with it: "46 vụ việc", "6 ha"."""
    return re.compile(rf"\d\s*(?:{words.either(words.cues('amounts'))})(?!\w)")


@cache
def _address_alone() -> re.Pattern[str]:
    """ "ông", "chị" without a name: the person told of before."""
    return re.compile(rf"(?<!\w)(?i:ông|bà|anh|chị|em|cô|thầy|bạn)(?!\w)(?!\s+[{words.UPPER}])")
