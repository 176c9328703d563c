"""Mentions that are no citations: the document's own number, blank ones, references back, and vague ones."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from extractor.citations.find import LAW, PLACES
from extractor.citations.numbers import BLANK_NUMBER, canonical, doc_type, type_pattern
from extractor.source import Source
from models.dates import DATE
from models.records import Citation, Evidence, Header, Reference
from models.text import squeeze

_NESTED = 20  # laws of one mention, a year each, at most
_BACK = r"(?:này|nói trên|nêu trên|kể trên|đã nêu|vừa nêu|trên đây|trên|đó)"
_ARTICLE = re.compile(r"\s*(?:Điều|Chương|Mục)\s+\w+")
_Kind = Literal["blank", "back", "vague"]


@dataclass(frozen=True)
class _Known:
    """What a reference back can mean: the document itself, what it cites, and what is issued with it."""

    source: Source
    header: Header
    citations: Sequence[Citation]

    @cached_property
    def _by_type(self) -> dict[str, list[Citation]]:
        table: dict[str, list[Citation]] = {}
        for citation in self.citations:
            table.setdefault(citation.doc_type, []).append(citation)
        return table

    @cached_property
    def _attached_to(self) -> Citation | None:
        return next((c for c in self.citations if c.role == "ban hành kèm theo"), None)

    @cached_property
    def _issued(self) -> frozenset[str]:
        """What a document of the header's type says that it issues: `Ban hành kèm theo Quyết định này Quy chế ...`."""
        if not self.header.doc_type:
            return frozenset()
        issues = rf"ban hành kèm theo {self.header.doc_type} này\s+(?:là\s+)?(?:bản\s+)?(?P<type>{type_pattern()})"
        return frozenset(doc_type(match["type"]) for match in re.finditer(issues, self.source.level, re.I))

    def is_own(self, wanted: str) -> bool:
        """Whether the document is itself of that type, or issues the one document of it."""
        return self.header.doc_type == wanted or wanted in self._issued

    def attached_before(self, at: int) -> str | None:
        """The number of the document with which this one, an appendix, was issued, where that stands before `at`."""
        to = self._attached_to
        return to.number if to and to.evidence.end <= at else None

    def nearest(self, wanted: str, at: int) -> str | None:
        """The number of the last document of that type that is cited before `at`."""
        cited = self._by_type.get(wanted, [])
        before = bisect_right(cited, at, key=lambda citation: citation.evidence.end)
        return cited[before - 1].number if before else None


@cache
def _blank() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<type>{type_pattern()})\s+(?:số|Số)\s*:?\s*(?P<number>{BLANK_NUMBER})")


@cache
def _back() -> re.Pattern[str]:
    attached = rf"(?:được\s+)?ban hành kèm theo(?:\s+(?P<with>{type_pattern()})\s+{_BACK}|(?=\s*(?:[;.:,)]|$)))"
    return re.compile(rf"(?<!\w)(?P<type>{type_pattern()})\s+(?:{_BACK}|{attached})(?!\w)")


@cache
def _vague() -> re.Pattern[str]:
    stop = r"(?=\s*[;.:,()“”\"]|\s+(?:và|về|theo|của|đã|được|để|cùng|nhằm|các|trong|tại|năm)\b|\s*$)"
    law = rf"{LAW}\s+[A-ZĐ][^;.:()“”\"\d,]{{2,50}}?(?:,\s+[Kk]hen thưởng(?!\w)|{stop})"
    constitution = r"Hiến pháp(?:\s+năm\s+\d{4})?(?!\w)"
    congress = r"Nghị quyết\s+(?:Đại hội|Hội nghị|Trung ương)\s[^;.:,()“”\"]{2,70}?" + stop
    dated = rf"{type_pattern()}\s+(?:không số\s+)?ngày\s+{DATE}"
    short = rf"{type_pattern()}\s+(?:số\s+)?\d{{1,4}}(?![\d/_-]|\s+(?:năm|tháng|ngày)\s)"
    return re.compile(rf"(?<!\w)(?:{law}|{constitution}|{congress}|{dated}|{short})")


def find_references(
    source: Source, header: Header, own: Evidence | None, citations: Sequence[Citation]
) -> list[Reference]:
    """Mentions that are no citations: the document's own number (at `own`), blank ones, references back, vague ones.

    `Quyết định này` in a decision means that decision; `Kế hoạch trên` the plan that was cited before it.
    """
    known = _Known(source, header, citations)
    taken = sorted((c.evidence.start, c.evidence.end) for c in citations)
    found = [
        Reference(
            kind,
            squeeze(match.group()),
            _meant(match, known) if kind == "back" else None,
            evidence,
            f"references.{kind}",
        )
        for kind, match in _mentions(source)
        if (evidence := source.evidence(match.start(), match.end())) and not _overlaps(taken, match)
    ]
    if own:
        found.append(Reference("own", own.quote, canonical(own.quote), own, "references.own"))
    return sorted(found, key=lambda r: r.evidence.start)


def _mentions(source: Source) -> Iterator[tuple[_Kind, re.Match[str]]]:
    kinds: tuple[tuple[_Kind, re.Pattern[str]], ...] = (("blank", _blank()), ("back", _back()), ("vague", _vague()))
    for block in source.layout.blocks:
        for kind, pattern in kinds if block.kind in PLACES else ():
            yield from ((kind, match) for match in pattern.finditer(source.level, block.start, block.end))


def _overlaps(taken: list[tuple[int, int]], match: re.Match[str]) -> bool:
    """Whether a citation, of those at `taken`, has words of the match; those that begin in one place stand together."""
    before = bisect_left(taken, (match.end(), 0))
    return any(end > match.start() for _, end in taken[max(before - _NESTED, 0) : before])


def _meant(match: re.Match[str], known: _Known) -> str | None:
    """The number of what a reference back means, where that is plain."""
    wanted, itself = doc_type(match["with"] or match["type"]), match.group().endswith("này")
    if itself and known.is_own(wanted):
        return known.header.number
    block = known.source.block_at(match.start())
    if itself and _ARTICLE.match(known.source.text, block.start, block.end):
        return known.attached_before(match.start())
    return known.nearest(wanted, match.start())
