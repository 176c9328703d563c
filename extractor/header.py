"""The report's own particulars: from its header block, its signature, and, where these are lost, from its sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import dropwhile, islice, pairwise, takewhile

from extractor.agency import agency, nameless, spoken, without_office
from extractor.bodies import Body, bodies, find_body
from extractor.citations.numbers import BLANK_NUMBER, NUMBER, canonical, doc_type, type_of_number, type_pattern
from extractor.signers import bare, is_family, is_person, sure_offices
from extractor.source import Source
from models import knowledge
from models.dates import DATE, parse_date, parse_period
from models.patterns import CAPITALS, either
from models.records import Block, BlockKind, Evidence, Header
from models.text import fold, level_tones, squeeze

_SPACED = r"\d{1,5}\s+[-–]\s+[A-ZĐ]{2,}\s?/\s?[A-ZĐ]{2,}"  # "Số 512 - BC/HNDT"
_OWN_NUMBER = re.compile(rf"Số\s*:?\s*(?P<number>{NUMBER}|{_SPACED}|{BLANK_NUMBER})", re.I)
_ABOUT = re.compile(r"(?:V/v|Về việc)(?!\w)", re.I)  # the subject of a letter, under its number
_SIGNED = re.compile(r"[(\[].*(?:ký|dấu|signed).*[)\]]", re.I)
_DATELINE = re.compile(
    r"(?:[A-ZĐ]{2,}[/-][A-ZĐ/-]{2,}\s+)?(?P<place>[^\W\d_][^,\n]{1,40}?)\s*,\s*"
    r"(?P<date>ngày[\s.…]*\d{0,2}[\s.…/|\\⁄]*tháng[\s.…]*\d{0,2}[\s.…]*năm[\s.…]*\d{4})",
    re.I,
)
_PLAIN_DATELINE = re.compile(rf"(?:(?P<place>[^\W\d_][^,\n]{{1,40}}?)\s*,\s*)?(?P<date>ngày\s*{DATE})\s*", re.I)
_NUMBER_LINE = re.compile(r"Số\s*:?\s*\d", re.I)  # its symbol may be lost, or stand apart
_BASIS = re.compile(r"\s*(?:Căn cứ|Xét|Theo đề nghị)(?!\w)")
_NOTE = re.compile(r"\s*\((?:Từ|Tính|Số liệu|Phục vụ|Trình|Kèm theo|Tài liệu|Dự thảo)(?!\w)[^()]*\)$", re.I)
_LONGEST_NAME = 5  # words of a signer's
_LONGEST_TITLE = 250  # characters
_RULE = re.compile(r"[-_–—=*\s]+")
_CLOSING = re.compile(r"Trên đây là\s+(?P<what>.+)", re.S)
_Found = tuple[str, int, int]


def find_header(source: Source) -> tuple[Header, dict[str, Evidence]]:
    """The header and, by field, its evidence; what no header block stated is named in `inferred`.

    A report whose first page is lost still says whose it is: `Trên đây là Báo cáo tổng kết công tác thi đua năm 2020
    của Ủy ban nhân dân huyện Tuần Giáo`.
    """
    found = _letterhead(source) | _title(source) | _ending(source)
    stated = set(found)
    found |= {field: value for field, value in _inferred(source, found).items() if field not in found}
    recipients = _recipients(source)
    header = Header(
        **{field: value[0] for field, value in found.items()},
        recipients=tuple(text for text, _, _ in recipients),
        inferred=tuple(sorted(set(found) - stated)),
    )
    evidence = {field: source.evidence(start, end) for field, (_, start, end) in found.items()}
    if recipients:
        evidence["recipients"] = source.evidence(recipients[0][1], recipients[-1][2])
    return _with_period(header, evidence), evidence


def _blocks(source: Source, *kinds: BlockKind) -> list[Block]:
    return [block for block in source.layout.blocks if block.kind in kinds]


def _head(source: Source) -> list[Block]:
    """The header block: of a file that holds several documents, that of the first."""
    blocks = _blocks(source, "letterhead")
    return [block for block in blocks if block.page <= blocks[0].page + 1]


def _close(source: Source, kind: BlockKind) -> list[Block]:
    """The blocks of the signature, or the addressees: of a file that holds several documents, those of the last."""
    blocks = _blocks(source, kind)
    return [block for block in blocks if block.page >= blocks[-1].page - 1]


def _letterhead(source: Source) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    above: list[Block] = []
    about: list[Block] = []
    titled = next((b.start for b in _blocks(source, "title")), len(source.text))
    for block in _head(source):
        line = source.text[block.start : block.end]
        if match := _OWN_NUMBER.search(line):
            start = block.start + match.start("number")
            found.setdefault("number", (canonical(match["number"]), start, start + len(match["number"])))
        if match := _DATELINE.search(line) or _PLAIN_DATELINE.fullmatch(line):
            _set_dateline(found, block, match)
        elif kind := _bare_type(line):
            found.setdefault("doc_type", (kind, block.start, block.end))
        elif not (
            _NUMBER_LINE.match(line)
            or _OWN_NUMBER.search(line)
            or _is_furniture(line)
            or block.zone == "right"
            or block.start > titled
        ):
            (about if about or _ABOUT.match(line) else above).append(block)
    if about:
        subject = squeeze(" ".join(source.text[b.start : b.end] for b in about))
        found["title"] = (subject, about[0].start, about[-1].end)
    if above:
        name = agency([squeeze(source.text[b.start : b.end]) for b in above])
        if name not in ("UBND", "HĐND"):  # a committee of no place is half a line that was lost
            found["issuer"] = (name, above[0].start, above[-1].end)
    return found if "issuer" in found else found | _enacting(source)


def _bare_type(line: str) -> str | None:
    """The type where a line of the header block is nothing else."""
    return (
        doc_type(line.strip(": "))
        if re.fullmatch(rf"{type_pattern()}\s*:?", level_tones(squeeze(line)), re.I)
        else None
    )


def _enacting(source: Source) -> dict[str, _Found]:
    """`ỦY BAN NHÂN DÂN TỈNH CAO BẰNG` in a line of its own right above `Căn cứ ...`: the body that decides."""
    for block, below in pairwise(source.layout.blocks):
        line = squeeze(source.text[block.start : block.end])
        if line.isupper() and _BASIS.match(source.text, below.start, below.end):
            name = without_office(spoken(line))
            body = find_body(name, 0)
            whole = body is not None and body.end == len(name) and body.name not in nameless()
            return {"issuer": (body.name, block.start, block.end)} if body and whole else {}
    return {}


def _set_dateline(found: dict[str, _Found], block: Block, match: re.Match[str]) -> None:
    if place := squeeze(match["place"] or ""):
        found.setdefault("place", (place, block.start + match.start("place"), block.start + match.end("place")))
    if date := parse_date(match["date"]):
        found.setdefault("date", (date, block.start + match.start("date"), block.start + match.end("date")))


def _is_furniture(line: str) -> bool:
    """The national motto, in one line or broken over several, rules, and a bare `Số:`."""
    key = re.sub("[–—]", "-", fold(squeeze(line))).strip(" -_")
    motto = "cong hoa xa hoi chu nghia viet nam doc lap - tu do - hanh phuc dang cong san viet nam"
    return (
        bool(_RULE.fullmatch(line)) or (len(key) > 3 and key in motto) or key in knowledge.load("letterhead")["beside"]
    )


def _title(source: Source) -> dict[str, _Found]:
    found: dict[str, _Found] = {}
    blocks = _title_blocks(source)
    if blocks and (kind := _titled_type(_plain_line(source, blocks[0]))):
        first = blocks.pop(0)
        found["doc_type"] = (kind, first.start, first.end)
    blocks = blocks or _below_type(source)
    blocks = blocks[: next((i for i in range(1, len(blocks)) if _enacts(source, blocks[i - 1], blocks[i])), None)]
    if len(blocks) > 1 and re.fullmatch(r"\(.*\)", _plain_line(source, blocks[-1])):
        blocks.pop()  # "(Phục vụ phiên họp thường kỳ)": what the paper is for
    if blocks:
        text = _NOTE.sub("", _before_body(squeeze(" ".join(source.text[b.start : b.end] for b in blocks))))
        found["title"] = (text, blocks[0].start, blocks[-1].end)
    return found


def _titled_type(line: str) -> str | None:
    """The type in the first line of a title, alone or with who decides: `Quyết định của Ủy ban nhân dân tỉnh`."""
    kind, _, by = line.rstrip(": ").partition(" của ")
    if not re.fullmatch(type_pattern(), kind, re.I):
        return None
    body = find_body(by[:1].upper() + by[1:], 0) if by else None
    return doc_type(kind) if not by or (body and body.end == len(by)) else None


def _enacts(source: Source, above: Block, block: Block) -> bool:
    """Whether a line of the title is the body that decides: `HỘI ĐỒNG NHÂN DÂN TỈNH GIA LAI`."""
    line, before = _plain_line(source, block), _plain_line(source, above)
    name = without_office(spoken(line))
    body = find_body(name, 0) if line.isupper() and not before.lower().endswith(" của") else None
    return body is not None and body.end == len(name) and body.name not in nameless()


def _before_body(title: str) -> str:
    """The title without the body that decides, in capitals behind it: `... khen thưởng HĐND TỈNH GIA LAI`."""
    behind = re.search(rf"(?<=\w) (?P<body>(?:[{CAPITALS}]{{2,}}[\s,]+){{3,}}[{CAPITALS}\s,]+)$", title)
    named = behind and not title.isupper() and find_body(without_office(spoken(behind["body"])), 0)
    return title[: behind.start()] if behind and named else title


def _below_type(source: Source) -> list[Block]:
    """The short block below a type that stands in the header block, where the title is not set apart."""
    for block in _head(source):
        if _bare_type(source.text[block.start : block.end]):
            after = (b for b in source.layout.blocks if b.start > block.start and b.kind != "letterhead")
            later = list(islice(after, 1))
            short = later and later[0].end - later[0].start <= _LONGEST_TITLE
            return later if short and source.text[later[0].end - 1] not in ".:;," else []
    return []


def _title_blocks(source: Source) -> list[Block]:
    """The first run of titles; later ones head an appendix."""
    after = dropwhile(lambda block: block.kind != "title", source.layout.blocks)
    return list(takewhile(lambda block: block.kind == "title", after))


def _plain_line(source: Source, block: Block) -> str:
    return level_tones(squeeze(source.text[block.start : block.end]))


def _ending(source: Source) -> dict[str, _Found]:
    """The signer and the office; a line with a mark of authority (`TM.`, `KT.`) names whom he signs for."""
    lines = [b for b in _close(source, "signature") if not _is_aside(_plain_line(source, b))]
    names = [b for b in lines if _is_signer(source, _signed_name(source, b))]
    found: dict[str, _Found] = {}
    if names:
        first, last = _halves(source, names)
        halves = [_signed_name(source, half) for half in ((first, last) if first is not last else (last,))]
        found["signer"] = (" ".join(halves), first.start, last.end)
    offices = _offices(source, [b for b in lines if b not in names])
    if offices:
        title = ", ".join(_sentence_case(office) for _, office in offices)
        found["signer_title"] = (title, offices[0][0].start, offices[-1][0].end)
    return found


def _halves(source: Source, names: list[Block]) -> tuple[Block, Block]:
    """The first and last line of the signer's name: two where a narrow cell has cut it, `Võ Ngọc` / `Thùy Vân`."""
    last = names[-1]
    above = names[-2] if len(names) > 1 else last
    first, rest = (_signed_name(source, block).split() for block in (above, last))
    adjoins = source.text[above.end : last.start].strip() == ""
    cut = adjoins and is_family(first[0]) and not is_family(rest[0]) and len(first + rest) <= _LONGEST_NAME
    return (above, last) if cut else (last, last)


def _signed_name(source: Source, block: Block) -> str:
    line = squeeze(source.text[block.start : block.end])
    return _unranked(bare(line) if source.is_scanned else line)


def _is_signer(source: Source, name: str) -> bool:
    return _is_name(level_tones(name)) and (not source.is_scanned or is_person(name))


def _offices(source: Source, lines: list[Block]) -> list[tuple[Block, str]]:
    """The lines that tell the signer's own office, with it; on scans those alone in which one is surely read."""
    texts = [_plain_line(source, block) for block in lines]
    if source.is_scanned:
        owned = sure_offices([_own_office(bare(text)) or "" for text in texts])
    else:
        owned = [_own_office(text) or "" for text in texts]
    return [(block, office) for block, office in zip(lines, owned, strict=True) if office]


def _unranked(line: str) -> str:
    """A signer's name without the rank or degree before it: `Đại tá Nguyễn Trùng Dương`, `TS. Lê Văn Bình`."""
    match = _ranks().match(level_tones(line))
    return line[match.end() :] if match else line


@cache
def _ranks() -> re.Pattern[str]:
    table = knowledge.load("honorifics")
    ranks = either(map(level_tones, (*table["ranks"], *table["titles"])))
    return re.compile(rf"(?:(?:{ranks})(?!\w)[.,\s]*)+(?=\w+\s+\w)", re.I)


def _is_aside(line: str) -> bool:
    """Whether a line under the office is neither office nor name: `(Đã ký và đóng dấu)`."""
    known = line.lower() in knowledge.load("letterhead")["asides"]
    return known or bool(_SIGNED.fullmatch(line))


def _own_office(line: str) -> str | None:
    """The office in a line: `PHÓ CHỦ TỊCH` of `KT. CHỦ TỊCH PHÓ CHỦ TỊCH`; none in `TM. ỦY BAN NHÂN DÂN`."""
    match = _authorised().match(line)
    return match["own"] if match else line


@cache
def _authorised() -> re.Pattern[str]:
    marks = either(mark.rstrip(".") for mark in knowledge.load("letterhead")["authority"])
    return re.compile(rf"(?:{marks})\b\.?.*?(?P<own>\bPHÓ .*)?$", re.I)


def _is_name(line: str) -> bool:
    if _own_office(line) != line:
        return False
    line = re.sub(r"^P\.\s*(?=\w)", "", line)  # "P. BÍ THƯ"
    offices = knowledge.load("letterhead")["offices"]
    if line == line.upper() and line.lower().startswith(tuple(offices)):
        return False
    words = line.split()
    named = 2 <= len(words) <= 6 or "'" in line or "’" in line  # "K'Krang" is a whole name
    return named and all(w[0].isupper() for w in words) and not line.lower().startswith(tuple(offices))


def _sentence_case(line: str) -> str:
    words = spoken(line) if line == line.upper() and len(line.split()) > 3 else line.lower()
    return words[:1].upper() + words[1:]


def _recipients(source: Source) -> list[_Found]:
    found = []
    for block in _close(source, "recipients"):
        line = squeeze(source.text[block.start : block.end])
        text = re.sub(r"^[-+–•*]\s*", "", line).rstrip(" ;.,").strip()
        if text and not fold(text).startswith("noi nhan"):
            found.append((text, block.start, block.end))
    return found


def _inferred(source: Source, found: dict[str, _Found]) -> dict[str, _Found]:
    """What the closing sentence and the first lines tell where the header block is lost."""
    inferred: dict[str, _Found] = {}
    for block in reversed(_blocks(source, "paragraph", "item")):
        if match := _CLOSING.search(source.text, block.start, block.end):
            inferred |= _from_closing(source, match)
            break
    if "doc_type" not in found and (number := found.get("number")):
        inferred.setdefault("doc_type", (type_of_number(number[0]), number[1], number[2]))
    if "issuer" in inferred and "title" in found:
        inferred["issuer"] = _as_titled(inferred["issuer"], found["title"][0])
    if "issuer" not in inferred and "issuer" not in found:
        inferred |= _speaker(source)
    return inferred


def _as_titled(issuer: _Found, title: str) -> _Found:
    """The body as the title names it: `Cụm thi đua vùng thấp` for `Cụm thi đua huyện vùng thấp`."""
    head = issuer[0].split()[:3]
    named = next((body.name for body in bodies(title) if body.name.split()[:3] == head), None)
    return (named, *issuer[1:]) if named else issuer


def _from_closing(source: Source, match: re.Match[str]) -> dict[str, _Found]:
    inferred: dict[str, _Found] = {}
    start, end = match.span("what")
    what = level_tones(source.text[start:end])
    kind = re.match(type_pattern(), what)
    if kind:
        inferred["doc_type"] = (doc_type(kind.group()), start, start + kind.end())
    speakers = [b for b in bodies(source.text, start, end) if _speaks(source.text, b)]
    if speakers:
        body = speakers[-1]
        inferred["issuer"] = (body.name, body.start, body.end)
    stop = speakers[-1].start if speakers else end
    title = re.sub(r"(?:\s+của|,)\s*$|[./\s]+$", "", squeeze(source.text[start + (kind.end() if kind else 0) : stop]))
    if kind and title:
        at = start + kind.end() + 1
        inferred["title"] = (title, at, min(at + len(title), end))
    return inferred


def _speaks(text: str, body: Body) -> bool:
    """`của UBND huyện X`, or `UBND huyện X trân trọng báo cáo`."""
    says = re.compile(r"\s+(?:trân trọng|kính|xin)\s")
    return text[body.start - 4 : body.start] == "của " or says.match(text, body.end) is not None


def _speaker(source: Source) -> dict[str, _Found]:
    """`Ủy ban nhân dân huyện X báo cáo ... như sau`: the body that reports in the first paragraphs."""
    reports = re.compile(r"\s+(?:kính\s+)?(?:báo cáo|ban hành|xây dựng|quyết định|triển khai)(?!\w)")
    opens = re.compile(r"(?:như sau|nội dung sau|cụ thể|sau đây)\s*:?\s*$")
    opening = [b for b in _blocks(source, "paragraph")[:6] if opens.search(source.text[b.start : b.end])]
    for block in opening:
        for body in bodies(source.text, block.start, block.end):
            if reports.match(source.text, body.end, block.end):
                return {"issuer": (body.name, body.start, body.end)}
    return {}


def _with_period(header: Header, evidence: dict[str, Evidence]) -> Header:
    period = parse_period(header.title) if header.title else None
    if period is None or "title" not in evidence:
        return header
    evidence["period"] = evidence["title"]
    inferred = (*header.inferred, "period") if "title" in header.inferred else header.inferred
    return replace(header, period=period, inferred=inferred)
