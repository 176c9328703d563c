"""Grants: who receives what by an award decision, in its articles or in the list attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from extractor.awards.tags import scan
from extractor.exemplars import vocabulary as words
from extractor.exemplars.attributes import Said, said
from extractor.exemplars.lists import joined, read_list
from extractor.exemplars.names import Opening, opening
from extractor.exemplars.pieces import split
from extractor.source import Source
from models import knowledge
from models.records import Block, ExemplarKind, Grant, Header, Span
from models.text import squeeze

_OUTSIDE = ("recipients", "signature")
_BODY_KINDS = ("paragraph", "item", "heading", "row", "title", "letterhead")
_NUMBER = re.compile(r"\s*(?:[-+•*]\s*|\d{1,3}\s*[.):/]?\s+|\d{1,3}[.)]\s*|[a-zđ]\)\s*)?")
_FIRST_ARTICLE = re.compile(r"^\s*[ĐD]i[ềê]u\s+1\s*[.:]", re.I | re.M)
_GROUNDS = re.compile(r"^\W*(?:Căn cứ|Xét)\s", re.M)
_CARRIED_OUT = re.compile(r"(?:thi hành|thực hiện)\s+Quyết\s+định\s+này|Quyết\s+định\s+này\s+có\s+hiệu\s+lực", re.I)
_ARTICLE = re.compile(r"\s*[ĐD]i[ềê]u\s+\d+\s*[.:]?\s*", re.I)


@dataclass
class _State:
    """What the text read so far promises of the names below."""

    decision: str | None
    decides: bool = False  # the document is an award decision, its number may not be printed
    award: str | None = None
    kind: ExemplarKind | None = None
    naming: bool = False  # within an article or a list that gives an award
    columns: dict[str, int] = field(default_factory=dict)
    table: int | None = None


@dataclass(frozen=True, slots=True)
class _Named:
    """A recipient: its name and what is said of it, spans of the text."""

    kind: ExemplarKind
    name: Span
    end: int
    role: Span | None = None
    unit: Span | None = None
    award: str | None = None


def find_grants(source: Source, header: Header) -> list[Grant]:
    """The recipients listed in an award decision, in reading order; none in any other document.

    `Điều 1. Tặng Giấy khen cho: 1. Ông Lò Văn An, giáo viên trường THCS Pú Nhi` grants Lò Văn An a Giấy khen.
    """
    plain = words.plain(source.text)
    decides = header.doc_type == "Quyết định" or (header.doc_type is None and _is_decision(plain))
    state = _State(header.number if header.doc_type == "Quyết định" else None, decides)
    titled = _award_of(header.title or "") if header.doc_type == "Quyết định" else None
    grants: list[Grant] = []
    for block in source.layout.blocks:
        for named in _read(plain, block, state, titled):
            award = named.award or state.award
            if award:
                grants.append(_grant(source, named, award, state.decision, block))
    return grants


def _grant(source: Source, named: _Named, award: str, decision: str | None, block: Block) -> Grant:
    def text(span: Span | None) -> str | None:
        return squeeze(source.text[span.start : span.end]) or None if span else None

    return Grant(
        name=(text(named.name) or "").strip('"“”'),
        kind=named.kind,
        role=text(named.role),
        unit=text(named.unit),
        award=award,
        decision=decision,
        mention=squeeze(source.text[named.name.start : named.end]),
        evidence=source.evidence(named.name.start, named.end),
        rule="row" if block.kind == "row" or "|" in source.text[block.start : block.end] else "listed",
    )


def _is_decision(plain: str) -> bool:
    """Whether a text without its head decides: grounds, articles, and who is to carry out "this decision"."""
    first = _FIRST_ARTICLE.search(plain)
    return bool(first and _GROUNDS.search(plain, 0, first.start()) and _CARRIED_OUT.search(plain, first.end()))


@cache
def _words(name: str) -> str:
    """Pattern of a list of the table, whole words in any case."""
    return words.whole(knowledge.load("grants")[name])


def _award_of(text: str) -> str | None:
    """The award that `text` gives: "Tặng Bằng khen của Chủ tịch UBND tỉnh cho ...": Bằng khen."""
    text = words.plain(text)
    gives = re.search(_words("gives"), text, re.I)
    if gives is None or re.search(_words("not_yet"), text[: gives.start()]):
        return None
    tags = scan(text, gives.start(), len(text)).awards
    return tags[0].name if tags else None


def _read(plain: str, block: Block, state: _State, titled: str | None) -> Iterator[_Named]:
    text = plain[block.start : block.end]
    if block.kind in _OUTSIDE or block.kind not in _BODY_KINDS:
        state.naming = False
        return
    if number := re.search(r"Quyết định\s+số\s*:?\s*(\S+)\s+ngày", text) if "èm theo" in text[:40] else None:
        state.decision = state.decision or number[1]
    cells = _cells(plain, block)
    if block.kind == "title" or (not cells and re.match(_words("lists"), text.strip())):
        _title(text, state, titled)
        return
    if article := _ARTICLE.match(plain, block.start, block.end):
        yield from _article(plain, article.end(), block, state)
    elif not state.naming or block.kind == "letterhead":
        return
    elif cells:
        yield from _row(plain, block, cells, state)
    elif not _grouped(text, state) and not re.match(rf"[(\s]*{_words('no_names')}", text):
        yield from _entry(plain, block, state)


def _title(text: str, state: _State, titled: str | None) -> None:
    """A title: of the attached list where it promises names; its award, else that of the decision."""
    if re.match(_words("lists"), text.strip()):
        proposed = re.search(_words("not_yet"), text) is not None
        award = _award_of(text) or state.award or titled
        state.naming = (
            award is not None and not proposed and (state.decision is not None or _award_of(text) is not None)
        )
        state.award, state.kind, state.columns = award, _group_of(text), {}
    elif state.naming and (award := _award_of(text)):
        state.award = award


def _article(plain: str, start: int, block: Block, state: _State) -> Iterator[_Named]:
    """An article: one that gives an award opens a list, or names the recipients itself; any other closes it."""
    text = plain[start : block.end]
    gives = re.match(_words("gives"), text)
    award = _award_of(text) if gives else None
    state.naming = (state.decides or state.decision is not None) and award is not None
    if not state.naming:
        return
    state.award, state.kind = award, _group_of(text)
    to = next((m for m in re.compile(r"(?<!\w)cho(?!\w)\s*:?\s*").finditer(plain, start, block.end)), None)
    rest = Span(to.end(), block.end) if to else None
    if rest and plain[rest.start : rest.end].strip() and not re.match(r"\d", plain[rest.start : rest.end]):
        yield from _in_sentence(plain, rest)


def _in_sentence(plain: str, rest: Span) -> Iterator[_Named]:
    """The recipients that an article names itself: "cho ông A, giáo viên trường B và bà C đã có thành tích"."""
    labels = list(_group_label().finditer(plain, rest.start, rest.end))
    for label, stop in zip(labels, [*(label.start() for label in labels[1:]), rest.end], strict=False):
        yield from _in_group(plain, Span(label.end(), stop), _group_of(label.group()))
    first = None if labels else opening(plain, rest.start, rest.end)
    if first is None or not (first.sure or first.kind == "person") or first.start != rest.start:
        return
    deeds = [m.start() for m in re.compile(rf"[\s,]+{_words('deed')}").finditer(plain, first.name.end, rest.end)]
    for entry in read_list(plain, rest.start, deeds[0] if deeds else rest.end):
        unit = _both(plain, entry.unit, entry.place)
        last = max(s.end for s in (entry.name, entry.role, unit) if s)
        yield _Named(entry.kind, entry.name, last, entry.role, unit)


@cache
def _group_label() -> re.Pattern[str]:
    """A group named before its members in a sentence: "cho các tập thể: ...; các cá nhân gồm: ..."."""
    groups: dict[str, list[str]] = knowledge.load("grants")["groups"]
    every = words.whole([name for names in groups.values() for name in names])
    return re.compile(rf"(?<!\w)(?:các\s+|\d+\s+)?{every}(?:\s*{_words('praised')})*\s*:\s*")


def _in_group(plain: str, rest: Span, kind: ExemplarKind | None) -> Iterator[_Named]:
    """The members of one group: bodies parted by semicolons, else by commas; persons as in any list."""
    text = plain[rest.start : rest.end]
    if kind in ("person", "household", None):
        for entry in read_list(plain, rest.start, rest.end):
            unit = _both(plain, entry.unit, entry.place)
            last = max(s.end for s in (entry.name, entry.role, unit) if s)
            yield _Named(kind or entry.kind, entry.name, last, entry.role, unit)
        return
    sign = r"[;.]\s*" if ";" in text.strip(" ;") else r",\s*|\s+và\s+"
    at = rest.start
    for match in re.compile(rf"{sign}|$").finditer(plain, rest.start, rest.end):
        if "và" in match.group() and not _begins(plain, match.end(), rest.end):
            continue  # "Phòng Văn hóa và Thông tin"
        stop = at + len(plain[at : match.start()].rstrip(" ;,.…"))
        if found := _bare(plain, at, stop, kind):
            yield from _named(plain, found, stop, kind)
        at = match.end()


def _begins(plain: str, at: int, end: int) -> bool:
    """Whether a body that is known by its first words begins at `at`."""
    found = opening(plain, at, end)
    return found is not None and found.sure and found.start == at


def _group_of(text: str) -> ExemplarKind | None:
    """Who is named below, told by the last words before the colon or by the only group named."""
    groups: dict[str, list[str]] = knowledge.load("grants")["groups"]
    found = [kind for kind, names in groups.items() if re.search(words.whole(names), text)]
    return found[0] if len(found) == 1 else None  # type: ignore[return-value]


def _grouped(text: str, state: _State) -> bool:
    """Take a heading of a group or of an award: "II. CÁ NHÂN", "B. DANH HIỆU LAO ĐỘNG TIÊN TIẾN"."""
    bare = re.sub(r"^\s*(?:(?:[IVXLC]+|[A-ZĐa-zđ]|\d+)\s*[.)/-]|[-–+*•])\s*", "", text).strip(" :.-")
    short = re.sub(r"\(.*?\)|\d+", "", bare).strip(" :.,-")
    groups: dict[str, list[str]] = knowledge.load("grants")["groups"]
    before = rf"(?:{words.whole(['các', 'danh sách', 'đối với', 'về', 'khối'])}\s*)*"
    every = words.whole([name for names in groups.values() for name in names])
    after = rf"(?:\s*(?:,|và)\s*{every})*(?:\s*{_words('praised')})*"
    for kind, names in groups.items():
        if re.fullmatch(rf"{before}{words.whole(names)}{after}", short):
            state.kind = kind  # type: ignore[assignment]
            return True
    tags = scan(bare, 0, len(bare)).awards
    if tags and (tags[0].start <= 30) and len(bare) < 160:
        state.award, state.kind = tags[0].name, _group_of(bare) or state.kind
        return True
    return False


def _entry(plain: str, block: Block, state: _State) -> Iterator[_Named]:
    """A line of a list: "1. Ông Rơ Châm Hyét, Trưởng trạm Y tế xã Ia Dom;"."""
    number = _NUMBER.match(plain, block.start, block.end)
    start = number.end() if number else block.start
    end = block.start + len(plain[block.start : block.end].rstrip(" ;,.…"))
    found = _opening(plain, start, end)
    if (
        found is None
        or found.start > start + 3
        or (state.kind == "person" and found.kind not in ("person", "household"))
    ):
        found = _bare(plain, start, end, state.kind)
    if found:
        yield from _named(plain, found, end, state.kind)


def _opening(plain: str, start: int, end: int) -> Opening | None:
    """The name at `start`, no further than the first sign that parts it from what is said of it."""
    pieces = joined(plain, split(plain, start, end))
    return opening(plain, start, pieces[0].end) if pieces else None


def _bare(plain: str, start: int, end: int, kind: ExemplarKind | None) -> Opening | None:
    """A name without any word that tells it: a person's by its capitals, a body's up to the first sign."""
    if kind in ("person", "household"):
        syllables = rf"{words.SYLLABLE}(?:\s+{words.SYLLABLE}){{1,5}}|[{words.UPPER}]'{words.SYLLABLE}"
        match = re.compile(rf"(?:{words.household()}\s+)?(?:{words.honorific()}\s+)?({syllables})").match(
            plain, start, end
        )
        return Opening(kind, start, Span(match.start(1), match.end(1))) if match else None
    match = re.compile(rf"[{words.UPPER}\"“][^,;()]*?(?=\s*(?:[,;(]|\s-\s|$))").match(plain, start, end)
    return Opening(kind, start, Span(match.start(), match.end())) if kind and match else None


def _named(plain: str, found: Opening, end: int, kind: ExemplarKind | None = None) -> Iterator[_Named]:
    """The recipient with its office and unit; what it did is left out."""
    of_person = found.kind in ("person", "household")
    known = found.kind if kind is None or found.kind in ("enterprise", "household") else kind
    deed = re.compile(rf"[\s,]+{_words('deed')}").search(plain, found.name.end, end) if of_person else None
    limit = deed.start() if deed else end
    what = _behind(plain, found.name.end, limit, of_person)
    role, unit = found.role or what.role or _calling(plain, found.honorific), _both(plain, what.unit, what.place)
    last = max(s.end for s in (found.name, role, unit) if s)
    yield _Named(known if of_person or known != "person" else found.kind, found.name, last, role, unit)


def _calling(plain: str, honorific: Span | None) -> Span | None:
    """What stands before the name where it tells what the person does: "Lái xe Đỗ Mạnh Tiến"."""
    table: dict[str, list[str]] = knowledge.load("honorifics")
    tells = honorific and re.fullmatch(words.whole(table["calling"]), plain[honorific.start : honorific.end])
    return honorific if tells else None


def _behind(plain: str, start: int, end: int, of_person: bool) -> Said:
    """What stands behind a name: of a person office, unit, place; of a body all of it is where it belongs."""
    body = plain[start:end]
    start += len(body) - len(body.lstrip(" ,;:-("))
    stop = start + len(plain[start:end].rstrip(" ,;:-.)"))
    if start >= stop:
        return Said()
    if not of_person:
        return Said(unit=Span(start, stop))
    told = Said()
    for piece in joined(plain, split(plain, start, stop)):
        more = said(plain, piece.start, piece.end, of_person=True, sign=piece.sign or ",")
        if more.deed and not (more.role or more.unit or more.place):
            break
        unit, place = _both(plain, told.unit, more.unit), _both(plain, told.place, more.place)
        told = Said(place, _both(plain, told.role, more.role), unit)
    return told if told != Said() else Said(role=Span(start, stop))


def _both(plain: str, unit: Span | None, place: Span | None) -> Span | None:
    """The unit with the place it lies in where they stand together, else the one that is told."""
    if unit and place:
        near = not re.search(r"\w", plain[min(unit.end, place.end) : max(unit.start, place.start)])
        return Span(min(unit.start, place.start), max(unit.end, place.end)) if near else unit
    return unit or place


def _cells(plain: str, block: Block) -> tuple[Span, ...]:
    """The cells of a row; a line of plain text is one where bars part it."""
    if block.cells or plain.count("|", block.start, block.end) < 2:
        return block.cells
    spans = (m.span() for m in re.compile(r"[^|\n]*").finditer(plain, block.start, block.end))
    return tuple(Span(a, b) for a, b in spans if b > a and plain[a:b].strip())


@cache
def _heads() -> dict[str, re.Pattern[str]]:
    columns: dict[str, list[str]] = knowledge.load("grants")["columns"]
    return {name: re.compile(words.whole(heads)) for name, heads in columns.items()}


def _columns(plain: str, cells: tuple[Span, ...]) -> dict[str, int]:
    """Which column holds what, in a row that is a head; nothing in a row of names."""
    columns: dict[str, int] = {}
    for number, cell in enumerate(cells):
        for name, pattern in _heads().items():
            match = pattern.search(plain, cell.start, cell.end)
            if match and name not in columns and number not in columns.values() and len(cell) <= 60:
                columns[name] = number
    return columns if ("name" in columns and len(columns) > 1) or _counted(plain, cells) else {}


def _counted(plain: str, cells: tuple[Span, ...]) -> bool:
    return bool(cells) and plain[cells[0].start : cells[0].end].strip().lower() in ("tt", "stt", "số tt")


def _row(plain: str, block: Block, cells: tuple[Span, ...], state: _State) -> Iterator[_Named]:
    """A row of a list of recipients; its head, or a row that names a group, tells of those below."""
    if columns := _columns(plain, cells):
        state.columns, state.table = columns, block.table
        head = plain[cells[columns["name"]].start : cells[columns["name"]].end] if "name" in columns else ""
        of_persons: ExemplarKind | None = "person" if re.match(r"\s*họ", head, re.I) else None
        state.kind = of_persons or _group_of(head) or state.kind
        return
    full = [c for c in cells if plain[c.start : c.end].strip()]
    if len(full) <= 2 and full and _grouped(plain[full[-1].start : full[-1].end], state):
        return
    at = state.columns.get("name")
    if at is None or at >= len(cells) or not (name := _stripped(plain, cells[at])):
        return
    if re.match(_words("no_names"), plain[name.start : name.end]):
        return
    found = _opening(plain, name.start, name.end)
    of_person = found is not None and found.kind in ("person", "household")
    within = found is not None and found.name.start > name.start + (30 if of_person else 0)
    if found is None or (not found.sure and found.kind != "person") or within:
        found = _bare(plain, name.start, name.end, state.kind or "person")
    if found:
        yield from _with_columns(plain, cells, found, name, state)


def _with_columns(plain: str, cells: tuple[Span, ...], found: Opening, name: Span, state: _State) -> Iterator[_Named]:
    def cell(column: str) -> Span | None:
        number = state.columns.get(column)
        return _stripped(plain, cells[number]) if number is not None and number < len(cells) else None

    for named in _named(plain, found, name.end, state.kind):
        office = cell("office")
        what = _behind(plain, office.start, office.end, named.kind in ("person", "household")) if office else Said()
        role, unit = (
            cell("role") or what.role or named.role,
            cell("unit") or _both(plain, what.unit, what.place) or named.unit,
        )
        given = cell("award")
        tags = scan(plain, given.start, given.end).awards if given else ()
        last = max(s.end for s in (named.name, role, unit) if s)
        yield _Named(named.kind, named.name, last, role, unit, tags[0].name if tags else None)


def _stripped(plain: str, cell: Span) -> Span | None:
    body = plain[cell.start : cell.end]
    start = cell.start + len(body) - len(body.lstrip(" \t,;"))
    return Span(start, start + len(body.strip(" \t,;"))) if body.strip(" \t,;") else None
