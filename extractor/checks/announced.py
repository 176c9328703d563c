"""A number that announces a list against what the list holds: movements and documents, in a sentence or as items."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from extractor.awards.context import MARK
from extractor.awards.outline import mark_of
from extractor.checks.names import OPEN_END, counted
from extractor.source import Source
from models.numbers import DIGITS, parse_count
from models.records import Block, Check, Citation, Span

_MOVEMENTS = r"phong trào|cuộc vận động"
_DOCUMENTS = r"văn bản|kế hoạch|quyết định|công văn|chỉ thị|hướng dẫn|nghị quyết|thông báo|chương trình"
_RECIPIENTS = r"tập thể|cá nhân|đồng chí|hộ gia đình|đơn vị|mô hình"
_YEARS = r"(?:năm|giai đoạn)\s+\d{4}(?:\s*[-–]\s*\d{4})?"
_ANNOUNCED = re.compile(
    rf"(?<![\w.,/-])(?P<number>{DIGITS})\s+(?:(?P<movement>{_MOVEMENTS})|(?P<document>{_DOCUMENTS})|(?:{_RECIPIENTS}))(?!\w)"
    rf"(?P<phrase>(?:[^.;:\d“\"]|{_YEARS}){{0,120}}):",
    re.I,
)
_AS_FOLLOWS = re.compile(r"như sau|như dưới đây|sau đây", re.I)
_ONE_NAME = re.compile(rf"(?:(?:{_MOVEMENTS}|thi đua)\s*)*[“\"][^”\"]+[”\"][^“\"]*", re.I)
_TRAILS = re.compile(r"(?:…|\.\.\.?|v\.v\.?|vv)\W*$")
_AND_SO = re.compile(r"\s*(?:[,;]|và|[,;]\s*và)\s*(?:các\s+)?")
_MOST = 60  # entries of a list
_LEAST = 0.6  # share of the announced number below which a list is of some only
_LONGEST = 240  # characters of an entry that names one recipient


@dataclass(frozen=True, slots=True)
class _Announced:
    """The number of a lead-in: where it stands, what it counts, and where its list begins."""

    start: int
    number: int
    of: str  # "movement", "document" or "recipient"
    end: int


def announced_checks(source: Source, citations: Sequence[Citation]) -> Iterator[Check]:
    """A check for each list of entries that a number announces right before it.

    `Đã ban hành 03 văn bản, gồm: Kế hoạch số 5/KH-UBND; Công văn số 9/UBND-NV` announces three and lists two.
    """
    blocks = [block for block in source.layout.blocks if block.kind != "footnote"]
    starts = sorted(citation.evidence.start for citation in citations)
    for i, block in enumerate(blocks):
        for lead in _leads(source.text, block):
            below = not source.text[lead.end : block.end].strip()
            entries = _items(source, blocks[i:], lead, starts) if below else _inline(source, block, lead, citations)
            if len(entries) > 1 and lead.number * _LEAST <= len(entries) <= _MOST:
                names = [_name(source, entry) for entry in entries]
                yield counted(source, Span(lead.start, entries[-1].end), lead.number, names, "checks.announced")


def _leads(text: str, block: Block) -> Iterator[_Announced]:
    last = text.rfind(":", block.start, block.end)  # no lead-in ends behind it
    for match in _ANNOUNCED.finditer(text, block.start, max(last + 1, block.start)):
        number, phrase = parse_count(match["number"]) or 0, _AS_FOLLOWS.sub(" ", match["phrase"])
        if 1 < number <= _MOST and not OPEN_END.search(phrase) and "trong đó" not in phrase:
            of = "movement" if match["movement"] else "document" if match["document"] else "recipient"
            yield _Announced(match.start(), number, of, match.end())


def _items(source: Source, blocks: list[Block], lead: _Announced, citations: list[int]) -> list[Span]:
    """The items right below a lead-in, each with one entry; none where one of them may hold more or less."""
    below = blocks[1 : _MOST + 2]
    first = mark_of(source.text[below[0].start : below[0].end]) if below else ""
    items = list(takewhile(lambda b: bool(first) and mark_of(source.text[b.start : b.end]) == first, below))
    bodies = [_body(source.text, item) for item in items]
    if not all(_one_entry(source.text, body, lead.of, citations) for body in bodies):
        return []
    if len(items) < len(below) and below[len(items)].kind == "item":
        return []  # an item below an item, or one with another mark, may belong to the list
    if lead.of == "recipient" and not _runs(source.text, items):
        return []
    return [] if bodies and _TRAILS.search(source.text[bodies[-1].start : bodies[-1].end]) else bodies


def _body(text: str, item: Block) -> Span:
    match = MARK.match(text, item.start, item.end)
    return Span(match.end() if match else item.start, item.end)


def _one_entry(text: str, body: Span, of: str, citations: list[int]) -> bool:
    printed = text[body.start : body.end]
    if of == "movement":
        return bool(_ONE_NAME.fullmatch(printed))
    at = bisect_left(citations, body.start)
    cites = at < len(citations) and citations[at] == body.start
    return (
        cites if of == "document" else len(printed) < _LONGEST and printed[:1].isupper() and not printed.endswith(":")
    )


def _runs(text: str, items: list[Block]) -> bool:
    """Whether the items are numbered 1, 2, 3 ..."""
    marks = [match["mark"] or "" for item in items if (match := MARK.match(text, item.start, item.end))]
    return [re.sub(r"\D", "", mark) for mark in marks] == [str(i) for i in range(1, len(items) + 1)]


def _inline(source: Source, block: Block, lead: _Announced, citations: Sequence[Citation]) -> list[Span]:
    """The documents in the rest of the sentence: one a piece between semicolons, or with nothing else between them."""
    end = min(source.sentence_at(lead.end).end, block.end)
    if lead.of != "document" or _TRAILS.search(source.text[lead.end : end]):
        return []
    cited = [c.evidence for c in citations if lead.end <= c.evidence.start < end]
    pieces = _pieces(source.text, lead.end, end)
    starts = {evidence.start for evidence in cited}
    if len(pieces) > 1:
        return pieces if all(piece.start in starts for piece in pieces) else []
    close = all(_AND_SO.fullmatch(source.text, a.end, b.start) for a, b in pairwise(cited))
    whole = cited and not source.text[lead.end : cited[0].start].strip() and len(cited) > 1
    return [Span(e.start, e.end) for e in cited] if whole and close else []


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """The stretches between semicolons, without blanks and a leading `và`."""
    found, at = [], start
    for stop in [*(m.start() for m in re.finditer(";", text[start:end])), end - start]:
        skip = re.compile(r"\s*(?:và\s+)?").match(text, at)
        found.append(Span(skip.end() if skip else at, start + stop))
        at = start + stop + 1
    return [piece for piece in found if piece.end > piece.start]


def _name(source: Source, entry: Span) -> str:
    return " ".join(source.text[entry.start : entry.end].split()[:6]).rstrip(",;.")
