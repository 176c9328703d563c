"""A list in running text, cut where a name or a thing said of it ends: commas, semicolons, dashes, brackets, "và"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor.exemplars import vocabulary as words
from extractor.exemplars.names import opening


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece between two signs. `sign` is what stands before it: "" (the start), one of , ; : - … ( ) or "và"."""

    start: int
    end: int
    sign: str
    bracketed: bool = False


_ELLIPSIS = r"\s*[,;]?\s*(?:…|\.{2,})[.…]*"
_DASH = r"\s-\s?|(?<=\w)-\s|(?<=\))-|(?<=\w)-(?=(?:thôn|xóm|ấp|bản|buôn|xã|phường|khu|tổ)\s)"
_AND = r"\s(?:và|cùng với|cùng)\s"
_SIGN = re.compile(rf"(?P<ellipsis>{_ELLIPSIS})|(?P<mark>[,;:])|(?P<dash>{_DASH})|(?P<bracket>[()])|(?P<and>{_AND})")
_QUOTED = re.compile(r"[“\"][^“”\"\n]{2,120}[”\"]")
_NUMBER_SIGN = re.compile(r"\d[,:.-]\d|\d\s?-\s?\d")


def split(text: str, start: int, end: int) -> list[Piece]:
    """The pieces of the plain `text` between `start` and `end`, blanks at their ends left out.

    >>> text = "ông Lò Văn An (xã Pú Nhi), bà Vì Thị Bun - bản Co"
    >>> [text[p.start : p.end] for p in split(text, 0, len(text))]
    ['ông Lò Văn An', 'xã Pú Nhi', 'bà Vì Thị Bun', 'bản Co']
    """
    whole = [m.span() for pattern in (words.compound(), _QUOTED) for m in pattern.finditer(text, start, end)]
    pieces: list[Piece] = []
    at, sign, depth = start, "", 0
    for match in _SIGN.finditer(text, start, end):
        if any(a <= match.start() < b for a, b in whole) or not _parts(text, match, end, depth):
            continue
        pieces += _piece(text, at, match.start(), sign, depth > 0)
        mark = match.group().strip()
        depth = max(0, depth + {"(": 1, ")": -1}.get(mark, 0))
        at, sign = match.end(), "…" if match["ellipsis"] else "và" if match["and"] else mark
    return pieces + _piece(text, at, end, sign, depth > 0)


def _piece(text: str, start: int, end: int, sign: str, bracketed: bool) -> list[Piece]:
    body = text[start:end]
    start += len(body) - len(body.lstrip(" \t"))
    body = body.strip(" \t")
    return [Piece(start, start + len(body), sign, bracketed)] if body.strip(".,;") else []


def _parts(text: str, match: re.Match[str], end: int, depth: int) -> bool:
    """Whether a sign parts two pieces: not within a number, and "và" only before another name."""
    if match["and"]:
        return depth == 0 and not _council(text, match) and _another(text, match.end(), end)
    if match["mark"] or match["dash"]:
        around = text[max(0, match.start() - 1) : match.end() + 1]
        return not _NUMBER_SIGN.search(around)
    return True


def _council(text: str, match: re.Match[str]) -> bool:
    """ "Văn phòng HĐND và UBND" is one office."""
    return text[max(0, match.start() - 20) : match.start()].endswith(("HĐND", "ĐBQH", "Hội đồng nhân dân"))


@cache
def _beginning() -> re.Pattern[str]:
    """What a name behind "và" begins with: fillers alone are too little."""
    sorted_out = r"(?:(?:các|những)\s+)?(?i:tập thể|cá nhân)(?!\w)|(?i:mô hình|gương)(?!\w)"
    called = rf"{sorted_out}|{words.honorific()}|{words.household()}"
    return re.compile(rf"[{words.UPPER}]|{called}|{words.heads('collective')}|{words.heads('enterprise')}")


@cache
def _called() -> re.Pattern[str]:
    """Who is named behind a colon: "và các đồng chí: ..."."""
    return re.compile(rf"(?i:các|những)\s+(?:(?i:tập\s+thể|cá\s+nhân)|{words.honorific()})\s*:")


def _another(text: str, at: int, end: int) -> bool:
    if _called().match(text, at, end):
        return True
    if re.compile(words.place()).match(text, at, end):
        return True
    found = opening(text, at, end) if _beginning().match(text, at, end) else None
    return found is not None and (found.sure or found.kind in ("person", "household"))
