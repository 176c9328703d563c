"""The records: what a report is made of and what is found in it, each with its evidence.

Field names are those of the annotation guidelines, so that the JSON of a report can be scored as it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from models.page import Box, Change, Region, Turn
from models.sentences import sentence_spans

BlockKind = Literal[
    "letterhead",
    "title",
    "heading",
    "paragraph",
    "item",
    "row",
    "footnote",
    "address",
    "recipients",
    "signature",
]
ExemplarKind = Literal["person", "household", "collective", "enterprise"]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open offsets, in code points of a report's text."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def holds(self, other: Span) -> bool:
        """Whether `other` lies within."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a record stands: offsets in the report's text, first page (from 1), the words, their boxes on that page.

    `further` are the boxes on the pages that the words run over to.
    """

    start: int
    end: int
    page: int
    quote: str
    boxes: tuple[Box, ...] = ()
    further: tuple[Region, ...] = ()

    def overlaps(self, other: Evidence) -> bool:
        """Whether both share a word."""
        return self.start < other.end and other.start < self.end

    def boxes_on(self, page: int) -> tuple[Box, ...]:
        """The boxes of the words on `page`; none where none of them stands there."""
        regions = (Region(self.page, self.boxes), *self.further)
        return tuple(box for region in regions if region.page == page for box in region.boxes)


@dataclass(frozen=True, slots=True)
class Place:
    """A printed word in the laid-out text: `start`/`end` offsets, page, line of page or file, box, OCR confidence."""

    start: int
    end: int
    page: int
    line: int
    box: Box | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like piece of the text. `section` is the path of headings above it; `mark` a footnote's number."""

    kind: BlockKind
    start: int
    end: int
    page: int
    section: tuple[str, ...] = ()
    mark: str | None = None
    zone: str = "body"
    cells: tuple[Span, ...] = ()  # of a table row, in column order (an empty cell is an empty span)
    table: int | None = None  # which table a row belongs to; its first row is the head where the table has one


@dataclass(frozen=True)
class Layout:
    """One text in reading order: blocks parted by line breaks, footnotes after the paragraph that bears their mark.

    The boxes of `places` are those of upright pages; `turns` are the pages that do not lie so.
    """

    text: str
    blocks: tuple[Block, ...]
    places: tuple[Place, ...]
    pages: int
    turns: tuple[Turn, ...] = ()

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the text; none reaches over a line break."""
        return tuple(Span(start, end) for start, end in sentence_spans(self.text))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    def sentence_at(self, offset: int) -> Span | None:
        """The sentence that holds `offset`, or that ends last before it; None before the first."""
        at = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[at] if at >= 0 else None

    def sentences_between(self, start: int, end: int) -> tuple[Span, ...]:
        """The sentences that overlap the stretch from `start` to `end`."""
        first = max(bisect_right(self._sentence_starts, start) - 1, 0)
        return tuple(s for s in self.sentences[first : bisect_left(self._sentence_starts, end)] if s.end > start)

    def block_at(self, offset: int) -> Block | None:
        """The block that holds `offset`, or that ends last before it; None before the first."""
        at = bisect_right(self._block_starts, offset) - 1
        return self.blocks[at] if at >= 0 else None

    def blocks_before(self, block: Block) -> Iterator[Block]:
        """The blocks before `block`, the nearest first."""
        at = bisect_left(self._block_starts, block.start)
        return (self.blocks[i] for i in range(at - 1, -1, -1))


@dataclass(frozen=True, slots=True)
class Header:
    """The report's own particulars; `inferred` names the fields that the header block did not state."""

    doc_type: str | None = None
    number: str | None = None
    issuer: str | None = None
    place: str | None = None
    date: str | None = None
    title: str | None = None
    period: str | None = None
    signer: str | None = None
    signer_title: str | None = None
    recipients: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A mention of another issued document: `Quyết định số 1868/QĐ-UBND ngày 14/10/2020 của UBND huyện Tuần Giáo`."""

    doc_type: str
    number: str | None
    date: str | None
    issuer: str | None
    subject: str | None
    mention: str
    evidence: Evidence
    rule: str
    confidence: float = 1.0  # of this and the other records: set last, when all is known of it
    role: str | None = None
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention that is no citation: the document's own number, a blank number, a reference back, a vague mention."""

    kind: Literal["own", "blank", "back", "vague"]
    mention: str
    means: str | None
    evidence: Evidence
    rule: str


@dataclass(frozen=True, slots=True)
class AwardCount:
    """A count of recipients of an award: `Giấy khen của Chủ tịch UBND huyện: 978 tập thể, 932 cá nhân`."""

    award: str
    awarder: str | None
    level: str | None
    collectives: int | None
    individuals: int | None
    households: int | None
    occasion: str | None
    locality: str | None
    period: str | None
    mention: str
    evidence: Evidence
    rule: str
    confidence: float = 1.0
    status: Literal["granted", "proposed", "quota", "revoked"] = "granted"
    counted: Literal["recipients", "certificates", "times"] = "recipients"
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exemplar:
    """One named as an example to follow: `gia đình ông Nguyễn Hồng Chuyên - xã Mường Mùn`."""

    name: str
    kind: ExemplarKind
    honorific: str | None
    role: str | None
    unit: str | None
    place: str | None
    field: str | None
    achievement: str | None
    mention: str
    evidence: Evidence
    rule: str
    confidence: float = 1.0
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Movement:
    """A phong trào thi đua or cuộc vận động named in quotes: `Cả nước chung sức xây dựng nông thôn mới`."""

    name: str
    mention: str
    evidence: Evidence
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Grant:
    """A recipient listed in an award decision: `2. Bà Y Ngân - nhân viên Phòng Tổ chức`, and the award."""

    name: str
    kind: ExemplarKind
    role: str | None
    unit: str | None
    award: str
    decision: str | None  # the decision's number
    mention: str
    evidence: Evidence
    rule: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Check:
    """What an auditor can recompute: printed parts against a printed whole, with both places."""

    kind: Literal["sum", "ratio", "repeat"]
    about: str
    stated: float
    computed: float
    parts: tuple[float, ...]
    agrees: bool
    mention: str
    evidence: Evidence
    rule: str
    other: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A document, laid out, with all that was found in it."""

    document: str  # the file's name
    format: str
    layout: Layout
    header: Header
    header_evidence: dict[str, Evidence] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()
    references: tuple[Reference, ...] = ()
    awards: tuple[AwardCount, ...] = ()
    exemplars: tuple[Exemplar, ...] = ()
    movements: tuple[Movement, ...] = ()
    grants: tuple[Grant, ...] = ()
    checks: tuple[Check, ...] = ()
    notes: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()  # words of scans that were put right after they were read
