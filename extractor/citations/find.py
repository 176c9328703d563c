"""From the text to citations: heads (type and number), then particulars, then what a list shares."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property

from extractor.bodies import bodies, body_name
from extractor.citations.issuers import announcing_issuer, sentence_issuer
from extractor.citations.numbers import (
    LAW_NUMBER,
    NUMBER,
    SMALL_NUMBER,
    canonical,
    doc_type,
    organ,
    type_of_number,
    type_pattern,
)
from extractor.citations.particulars import Particulars, read_particulars
from extractor.citations.roles import PROVISION, listed_role, role
from extractor.source import Source
from models import knowledge
from models.dates import DATE, parse_date
from models.patterns import either
from models.records import Block, Citation, Header
from models.text import squeeze

# Between documents that share an issuer stand no more than signs, "và" and a provision: "và Điều 3 Quyết định số ...".
_BETWEEN = re.compile(rf"\s*[,;]?\s*(?:và)?\s*(?:{PROVISION}\s*,?\s*)*")
_LISTED = "citations.shared-head"  # the rule of numbers that share the type before their list
_OTHER_PAPER = re.compile(r"(?<!\w)(?:sổ(?:\s+\w+)?|đơn|hồ sơ|thẻ|bằng|giấy phép|tài khoản)\s+$", re.I)
_SAME_DAY = re.compile(r"\s*,?\s*cùng ngày(?!\w)")
PLACES = frozenset({"title", "heading", "paragraph", "item", "row", "footnote"})
"""The kinds of blocks in which documents are cited."""

_SO = r"(?:(?:số|Số|SỐ|sô)\s*+:?\s*+){0,3}+"  # possessive: no second way through "số số số"
LAW = r"(?:Luật|Bộ luật|Pháp lệnh)"
"""Pattern, without groups, of the types that are cited by name and date."""

_AMENDING = rf"(?:[Ss]ửa đổi,? bổ sung (?:một số điều )?(?:của )?(?:các )?{LAW}\s+)?"
_NO_NAME = r"(?!(?:của|này|đã|và|trên|số|hiện|về|có|cho|là|gia)\b)"
_LAW_NAME = rf"{_AMENDING}{_NO_NAME}[^\W\d_][^;.:()“”\"\d]{{2,110}}?(?:\s\(sửa đổi(?:, bổ sung)?\))?"


@dataclass(frozen=True, slots=True)
class _Head:
    start: int
    end: int
    doc_type: str
    number: str | None
    rule: str
    subject: str | None = None  # a law's name stands before its number
    date: str | None = None
    issuer: str | None = None  # named between type and number, or once for a list


@dataclass(frozen=True)
class _Patterns:
    @cached_property
    def head(self) -> re.Pattern[str]:
        types, qualifier = type_pattern(), either(knowledge.load("citations")["head"]["qualifiers"])
        law = rf"(?P<law>{LAW})\s+(?P<name>{_LAW_NAME})\s*,?\s+\(?"
        return re.compile(
            rf"{law}(?:số\s*(?P<law_number>{LAW_NUMBER})|(?=ngày\s*{DATE})|(?=(?P<in_year>năm\s+)?(?P<law_year>(?:19|20)\d\d)(?![\d/]|\s*[-–]\s*\d)))"
            rf"|(?<!\w)(?P<type>{types})\s*(?:của\s+(?P<of>[^;.:,()\d]{{3,60}}?)\s*:?\s*(?=số))?(?:(?:{qualifier})\s+(?=số\s))?{_SO}(?:(?P<number>{NUMBER})|(?<=\s)(?P<small>{SMALL_NUMBER}))"
            rf"|(?<![\w/-]){_SO}(?P<bare>{NUMBER})"
        )

    @cached_property
    def shared(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?<!\w)(?:[Cc]ác|[Nn]hững)\s+(?P<type>{type_pattern()})(?:\s+của\s+(?P<of>[^;.:()]{{3,60}}?))?\s*:?\s+(?=[Ss]ố|\d)"
        )


@cache
def _patterns() -> _Patterns:
    return _Patterns()


def find_citations(source: Source, header: Header) -> list[Citation]:
    """Every citation of another document with a number, or of a law by its date, in reading order.

    `Thực hiện Quyết định số 1868/QĐ-UBND ngày 14/10/2020 của UBND huyện Tuần Giáo` gives one, with doc_type
    "Quyết định", number "1868/QĐ-UBND", date "2020-10-14", issuer "UBND huyện Tuần Giáo" and role "thực hiện".
    """
    plain = source.level
    found: list[Citation] = []
    above = None
    for block in source.layout.blocks:
        if block.kind in PLACES:
            here = _in_block(source, plain, block)
            found.extend(_noted(plain, above, here) if block.kind == "footnote" else here)
        above = above if block.kind == "footnote" else block
    return [c for c in found if not _is_own(c, header)]


def _noted(plain: str, above: Block | None, found: list[Citation]) -> list[Citation]:
    """The citations of a footnote, issued by whom the text above says to have issued so many documents."""
    issuer = announcing_issuer(plain[above.start : above.end]) if above and found else None
    if issuer is None or any(citation.issuer for citation in found):
        return found
    return [replace(citation, issuer=issuer.name, inferred=(*citation.inferred, "issuer")) for citation in found]


def _is_own(citation: Citation, header: Header) -> bool:
    """`(Kèm theo Quyết định số 95/QĐ-UBND ...)` on the appendix of that very decision."""
    return citation.number is not None and (citation.doc_type, citation.number) == (header.doc_type, header.number)


def _in_block(source: Source, plain: str, block: Block) -> list[Citation]:
    heads = list(_heads(plain, block))
    found = [_with_context(plain, block, _citation(source, plain, block, head)) for head in heads]
    return _share(plain, found)


def _heads(plain: str, block: Block) -> Iterator[_Head]:
    at = block.start
    while match := _patterns().head.search(plain, at, block.end):
        head = _head(plain, match)
        at = match.end() if head or match["bare"] else match.start() + 1
        if head and match["bare"] and (shared := _shared_head(plain, block, head.start)):
            issuer = shared["of"] and body_name(shared["of"])
            head = replace(head, doc_type=doc_type(shared["type"]), issuer=issuer, rule=_LISTED)
        if head:
            yield from _years(plain, head, match, block)


def _head(plain: str, match: re.Match[str]) -> _Head | None:
    start = match.start()
    if match["law"]:
        return _law(match)
    if match["type"]:
        if match["of"] and re.search(type_pattern(), match["of"]):
            return None  # "Chương trình của Chính phủ thực hiện Nghị quyết số ...": the number is the nearer type's
        printed, number = doc_type(match["type"]), canonical(match["number"] or match["small"])
        issuer = next((b.name for b in bodies(match["of"])), None) if match["of"] else None
        return _Head(start, match.end(), printed, number, "citations.numbered", issuer=issuer)
    number = canonical(match["bare"])
    if re.search(r"Số\s*:\s*$", plain[max(0, start - 6) : match.start("bare")]):
        return None  # "Số: 12/BC-UBND" is the document's own number
    if not re.search(r"[A-ZĐ]{2}", number):
        return None  # "20/7-A" is no document
    if type_of_number(number) == "Công văn" and _OTHER_PAPER.search(plain, max(0, start - 20), start):
        return None  # "sổ đỏ số 12345/QSDĐ", "đơn số 17/ĐĐN"
    return _Head(start, match.end(), type_of_number(number), number, "citations.bare-number")


def _law(match: re.Match[str]) -> _Head | None:
    name = squeeze(match["name"])
    if match["law_year"] and not re.match(r"[A-ZĐ]|sửa đổi", name):
        return None  # "Luật hôn nhân và gia đình, dân số năm 2020": a year says too little to cut the name by
    if match["law_year"] and not match["in_year"] and not _ends_a_law(name, match.string[match.end("law_year") :][:20]):
        return None
    if re.search(rf"{_SO}{NUMBER}|\b(?:đã|của UBND|ban hành kèm)\b", name) or _too_long(name):
        return None
    number = canonical(match["law_number"]) if match["law_number"] else None
    return _Head(match.start(), match.end(), doc_type(match["law"]), number, "citations.law", name)


def _ends_a_law(name: str, after: str) -> bool:
    """Whether a year right behind a law's name is its year: `Luật Giáo dục 2019;`, not `Luật ... cho 2019 người`."""
    closes = re.match(r"\s*(?:[;,.)]|$|(?:và|được|quy định|có hiệu lực|năm)\s)", after)
    return bool(closes) and not re.search(r"(?<!\w)(?:cho|của|với|tới|đến|trong|từ|trên|hơn|gần|khoảng|là|có)$", name)


def _too_long(name: str) -> bool:
    """A law's name is short, but for what it amends; another type in it shows that it ran into the next citation."""
    own = re.sub(rf"^{_AMENDING}", "", name)
    other = re.search(r"(?:Nghị định|Thông tư|Quyết định|Chỉ thị|Nghị quyết|Kế hoạch|Công văn|Hướng dẫn)\b", own)
    return len(own.split()) > 16 or (other is not None and other.start() > 0)


def _years(plain: str, head: _Head, match: re.Match[str], block: Block) -> Iterator[_Head]:
    """`Luật Thi đua, khen thưởng năm 2003, năm 2005 và năm 2013` cites as many laws as years."""
    if not match["law_year"]:
        yield head
        if match["law"] and not match["law_number"]:
            yield from _dates(plain, head, block)
        return
    at, listed = (
        match.end(),
        re.compile(r"(?:\s*[,;]\s*|\s+và\s+)?(?:năm\s+)?(?P<year>(?:19|20)\d\d)(?![\d/]|\s*[-–]\s*\d)"),
    )
    while year := listed.match(plain, at, block.end):
        yield replace(head, end=year.end(), date=year["year"])
        at = year.end()


def _dates(plain: str, head: _Head, block: Block) -> Iterator[_Head]:
    """`Luật sửa đổi ... ngày 14/6/2005 và ngày 16/11/2013`: another law of that name for each further date."""
    first = re.compile(rf"\s*ngày\s*{DATE}").match(plain, head.end, block.end)
    more = re.compile(rf"\s*(?:,|và|,\s*và)\s+ngày\s*(?P<date>{DATE})")
    at = first.end() if first else block.end
    while other := more.match(plain, at, block.end):
        yield replace(head, start=other.start("date"), end=other.end(), date=parse_date(other["date"]))
        at = other.end()


def _shared_head(plain: str, block: Block, start: int) -> re.Match[str] | None:
    """`các Nghị định của Chính phủ: số 78/2025/NĐ-CP ...; số 187/2025/NĐ-CP`: the type stands once for the list."""
    last = None
    for match in _patterns().shared.finditer(plain, block.start, start + 3):
        last = match
    return last if last and not re.search(r"\.\s+[A-ZĐÀ-Ỹ]", plain[last.end() : start]) else None


def _citation(source: Source, plain: str, block: Block, head: _Head) -> Citation:
    end = next((cell.end for cell in block.cells if cell.start <= head.start < cell.end), block.end)
    after = Particulars(head.end) if head.date else read_particulars(plain, head.end, end)
    text = source.text
    subject = text[after.subject.start : after.subject.end] if after.subject else None
    return Citation(
        doc_type=head.doc_type,
        number=head.number,
        date=head.date or after.date,
        issuer=after.issuer or head.issuer,
        subject=head.subject or (subject and squeeze(subject)),
        mention=squeeze(text[head.start : after.end]),
        evidence=source.evidence(head.start, after.end),
        rule=head.rule,
    )


def _with_context(plain: str, block: Block, citation: Citation) -> Citation:
    """Role; date and issuer where the words before name them: `Ngày 05/3/2021, UBND xã ban hành Kế hoạch số ...`."""
    start = citation.evidence.start
    before = plain[_sentence_start(plain, block, start) : start]
    citation = replace(citation, role=role(before))
    inferred: tuple[str, ...] = ()
    if citation.issuer is None and not citation.doc_type.endswith("uật") and (issuer := sentence_issuer(before)):
        citation, inferred = replace(citation, issuer=issuer.name), ("issuer",)
    elif citation.role is None:
        citation = replace(citation, role=listed_role(before))
    if citation.date is None and "issuer" in inferred:
        dated = re.match(rf"\s*[-+]?\s*(?:Vào )?[Nn]gày\s*({DATE})\s*,", before)
        citation = replace(citation, date=parse_date(dated[1]) if dated else None)
        inferred += ("date",) if citation.date else ()
    return replace(citation, inferred=inferred)


def _sentence_start(plain: str, block: Block, at: int) -> int:
    begin = block.start
    for stop in re.finditer(r"(?<![A-ZĐ\d])[.!?…]\s+(?=[A-ZĐÀ-Ỹ])|\d\.\s+(?=[A-ZĐÀ-Ỹ])", plain[block.start : at]):
        begin = block.start + stop.end()
    return begin


def _share(plain: str, found: list[Citation]) -> list[Citation]:
    """`A, B và C của Chính phủ`: an issuer, and after `và` a subject, named once hold for those before too."""
    shared = list(found)
    for i in range(1, len(shared)):
        before, one = shared[i - 1], shared[i]
        if one.date is None and before.date and _SAME_DAY.match(plain, one.evidence.end):
            shared[i] = one = replace(one, date=before.date, inferred=(*one.inferred, "date"))
        if one.role is None and before.role and _BETWEEN.fullmatch(plain, before.evidence.end, one.evidence.start):
            shared[i] = one = replace(one, role=before.role)
        listed = before.rule == one.rule == _LISTED and one.number and before.number
        if listed and one.issuer is None and before.issuer and organ(one.number or "") == organ(before.number or ""):
            shared[i] = replace(one, issuer=before.issuer, inferred=(*one.inferred, "issuer"))
    for i in range(len(shared) - 2, -1, -1):
        one, other = shared[i], shared[i + 1]
        joint = plain[one.evidence.end : other.evidence.start]
        if one.subject or not _BETWEEN.fullmatch(joint):
            continue
        same = one.number and other.number and organ(one.number) == organ(other.number)
        if one.issuer is None and other.issuer and same:
            shared[i] = replace(one, issuer=other.issuer, inferred=(*one.inferred, "issuer"))
        if re.fullmatch(r"\s+và\s+", joint) and other.subject and one.doc_type == other.doc_type:
            shared[i] = replace(shared[i], subject=other.subject, inferred=(*shared[i].inferred, "subject"))
    return shared
