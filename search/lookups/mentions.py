"""The documents that a draft names: in full, as `Chỉ thị số 34 của Bộ Chính trị`, or as one of a list of numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from extractor.citations import find_citations, find_references
from extractor.citations.find import LAW, PLACES
from extractor.citations.numbers import doc_type, type_pattern
from extractor.citations.particulars import read_particulars
from extractor.header import find_header
from extractor.layout import lay_out
from extractor.readers import read
from extractor.source import Source
from models.records import Block, Citation, Layout, Reference
from models.references import number_key, serial, symbol_of
from models.text import squeeze

_BELOW = ("signature", "recipients", "address")
_BARE = "citations.bare-number"
_SHORTEST = 2  # letters of a symbol that names no office
_SO = r"(?:số\s*:?\s*)"
_RUNNING = r"(?P<serial>\d{1,5}[a-zđ]?)(?P<year>\s?/\s?(?:19|20)\d\d)?(?![\w/%-]|\s?/|[.,]\d)"
_ONE_YEAR = r"(?:19|20)\d\d(?!\d|\s?[-–]\s?\d)"
_GOES_ON = rf"(?=\s*(?:[,;:.()”\"]|$)|\s+(?:của|do|ngày|năm\s+{_ONE_YEAR}|về|quy định)(?!\w))"
_MORE = re.compile(rf"\s*(?:[,;]|[,;]?\s*và)\s*{_SO}?{_RUNNING}(?:{_GOES_ON}|(?=\s+và(?!\w)))", re.I)
_TYPED = re.compile(r"(?!số)[^\W\d]", re.I)  # begins with a type of its own
_JOINT = re.compile(rf"(?P<sign>\s*(?:[,;]|[,;]?\s*và)\s*){_SO}?", re.I)
_SYMBOL = re.compile(r"^\d+[a-zđ]?(?:/(?:19|20)\d\d)?(?=[/_-])")
_IN_BRACKETS = re.compile(r"\s*\(\s*")


@dataclass(frozen=True, slots=True)
class Mention:
    """A document that the draft names: what is printed of it, and where (page and line from 1).

    `number` is as printed, or as the list it stands in completes it; None for a law by its name. `serial` is its
    running number, `key` the key of what is known of the number (None without symbol).
    """

    doc_type: str
    number: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    quote: str
    start: int
    end: int
    page: int
    line: int
    serial: str | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """What a draft says: its mentions in the order of the page, whose it is, its date, and the bodies that it names."""

    mentions: tuple[Mention, ...]
    issuer: str | None
    date: str | None
    named: tuple[str, ...]


def read_mentions(path: Path) -> Text:
    """The mentions of the file at `path`; ReadError where it cannot be read."""
    layout = lay_out(read(path))
    header, evidence = find_header(Source(layout))
    source = Source(_all_read(layout))
    citations = find_citations(source, header)
    numbered = [_cited(source, citation) for citation in citations if not _is_mark(citation)]
    vague = find_references(source, header, evidence.get("number"), citations)
    laws = [_law(source, one) for one in vague if re.match(rf"{LAW}\s", one.mention)]
    short = list(_short(source, numbered))
    found = sorted([*numbered, *laws, *short], key=lambda one: one.start)
    named = (*header.recipients, *(citation.issuer for citation in citations if citation.issuer))
    in_order = sorted(_each_once(source.text, found), key=lambda one: (one.page, one.line, one.start))
    return Text(tuple(in_order), header.issuer, header.date, named)


def _all_read(layout: Layout) -> Layout:
    """The layout with what stands below the text as text too: a draft may go on there, and nothing may be lost."""
    blocks = (replace(one, kind="paragraph") if one.kind in _BELOW else one for one in layout.blocks)
    return replace(layout, blocks=tuple(blocks))


def _cited(source: Source, citation: Citation) -> Mention:
    number, at = citation.number, citation.evidence
    mention = Mention(
        citation.doc_type, number, citation.date, citation.issuer, citation.subject, citation.mention, at.start, at.end,
        0, 0, serial(number or ""), number_key(number) if number else None,
    )  # fmt: skip
    return _place(source, mention)


def _is_mark(citation: Citation) -> bool:
    """Whether the number is a form's or a file's: `Mẫu số 01/KT`, `hồ sơ lưu số 15/HS`."""
    symbol = symbol_of(number_key(citation.number or ""))
    plain = citation.rule == _BARE and citation.doc_type == "Công văn" and not (citation.date or citation.issuer)
    return plain and len(symbol) <= _SHORTEST


def _law(source: Source, law: Reference) -> Mention:
    kind = re.match(LAW, law.mention)
    name, at = law.mention[kind.end() if kind else 0 :].strip(), law.evidence
    return _place(source, Mention(kind[0] if kind else "", None, None, None, name, law.mention, at.start, at.end, 0, 0))


def _place(source: Source, mention: Mention) -> Mention:
    places = source.layout.places
    at = bisect_right(places, mention.start, key=lambda place: place.start) - 1
    return replace(mention, page=places[at].page, line=places[at].line) if at >= 0 else mention


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<type>{type_pattern()})\s*(?P<so>{_SO})?{_RUNNING}")


def _short(source: Source, numbered: Sequence[Mention]) -> Iterator[Mention]:
    """Documents by type and running number alone: `Quyết định số 12, 15 và 18/QĐ-UBND`, `NĐ 98/2023`."""
    starts = {mention.start: mention for mention in numbered}
    taken = [range(mention.start, mention.end) for mention in numbered]
    for block in source.layout.blocks:
        for match in _head().finditer(source.level, block.start, block.end) if block.kind in PLACES else ():
            if not any(match.start() in span for span in taken):
                yield from _listed(source, block, match, starts)


def _listed(source: Source, block: Block, head: re.Match[str], starts: dict[int, Mention]) -> Iterator[Mention]:
    """The numbers that stand behind one type; the last may bear the symbol that is meant for all."""
    text, numbers = source.level, [head]
    while more := _MORE.match(text, numbers[-1].end(), block.end):
        numbers.append(more)
    last = _bears_symbol(text, numbers[-1].end(), block.end, starts)
    if last is None and not _names_a_document(head, text, numbers[-1].end(), block.end):
        return
    told = None if last else read_particulars(text, numbers[-1].end(), block.end)
    symbol = _SYMBOL.sub("", last.number) if last and last.number else ""
    for number in numbers:
        printed = re.sub(r"\s", "", number["serial"] + (number["year"] or ""))
        issuer = told.issuer if told else last.issuer if last else None
        is_dated = told and number is numbers[-1]
        start = number.start() if number is head else number.start("serial")
        end = told.end if told and is_dated else number.end()
        mention = Mention(
            doc_type(head["type"]), printed + symbol, told.date if told and is_dated else None,
            issuer, None, squeeze(text[start:end]), start, end, 0, 0,
            serial(printed), number_key(printed + symbol) if symbol else None,
        )  # fmt: skip
        yield _place(source, mention)


def _bears_symbol(text: str, at: int, end: int, starts: Mapping[int, Mention]) -> Mention | None:
    """The number in full that ends a list: `18/QĐ-UBND` behind `Quyết định số 12, 15 và`."""
    joint = _JOINT.match(text, at, end)
    places = (joint.end("sign"), joint.end()) if joint else ()
    found = (starts[place] for place in places if place in starts)
    return next((one for one in found if not _TYPED.match(one.quote)), None)


def _names_a_document(head: re.Match[str], text: str, at: int, end: int) -> bool:
    """Whether type and number are not a count, as in `kế hoạch 6 tháng`."""
    if head["so"] or head["year"]:
        return True
    return head["type"][0].isupper() and re.compile(_GOES_ON).match(text, at, end) is not None


def _each_once(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions, a law's name and the number in brackets behind it as one: `Luật ... năm 2022 (số 06/2022/QH15)`."""
    passed = set()
    for one, other in pairwise([*mentions, None]):
        if one is None or one.start in passed:
            continue
        if other and one.number is None and other.number and _IN_BRACKETS.fullmatch(text, one.end, other.start):
            passed.add(other.start)
            quote = squeeze(text[one.start : other.end]) + ")"
            one = replace(
                other, quote=quote, start=one.start, date=one.date or other.date, page=one.page, line=one.line,
                subject=one.subject or other.subject,
            )  # fmt: skip
        yield one
