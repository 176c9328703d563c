"""Numbers of recipients told as a pair, without nouns: `Mường Tè 8 và 15`, `xã Mỹ An 2/3 (tập thể/cá nhân)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from models.numbers import DIGITS, parse_count
from models.patterns import CAPITALS

Counted = Literal["recipients", "certificates", "times"]


@dataclass(frozen=True, slots=True)
class Count:
    """A number of recipients where it stands. `kind` is "joint" where several nouns share one number."""

    start: int
    end: int
    number: int
    kind: str
    strong: bool
    counted: Counted = "recipients"


_NAME = rf"[{CAPITALS}][^\W\d_]*(?:\s+[{CAPITALS}][^\W\d_]*){{0,3}}"
# After one place's `6 tập thể, 14 cá nhân`: the next place's two numbers, of the same kinds.
_LIKE_BEFORE = re.compile(
    rf"\s*[;,]\s*(?:và\s+)?(?:(?:xã|phường|huyện|thị xã|thành phố|quận|tỉnh)\s+)?{_NAME}\s*:?\s+"
    rf"(?P<one>{DIGITS})\s*(?:và|,|/|-)\s*(?P<other>{DIGITS})(?=\s*(?:[;.)]|$))"
)
_SLASHED = re.compile(rf"(?<![\w/.,])(?P<one>{DIGITS})\s*/\s*(?P<other>{DIGITS})(?![\w/])")
_KINDS_SLASHED = re.compile(r"\(?\s*(?:tập thể\s*/\s*cá nhân|TT\s*/\s*CN)(?!\w)")


def paired(text: str, start: int, end: int, counts: Sequence[Count]) -> Iterator[Count]:
    """The counts between `start` and `end` that are told as pairs; `counts` are those with nouns."""
    if said := _KINDS_SLASHED.search(text, start, end):
        for slashed in _SLASHED.finditer(text, start, said.start()):
            yield from _two(slashed, ("collectives", "individuals"))
        return
    for one, other in pairwise(counts):
        kinds = (one.kind, other.kind)
        at = other.end
        while kinds == ("collectives", "individuals") and (match := _LIKE_BEFORE.match(text, at, end)):
            yield from _two(match, kinds)
            at = match.end()


def _two(match: re.Match[str], kinds: tuple[str, str]) -> Iterator[Count]:
    for group, kind in zip(("one", "other"), kinds, strict=True):
        number = parse_count(match[group])
        if number is not None:
            yield Count(match.start(group), match.end(group), number, kind, True)
