"""A report as a page for the browser: its text with every record marked, for a person to check."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import groupby, pairwise
from string import Template

from models.labels import FIELDS, RECORD_FIELDS, STANDINGS, unsure
from models.records import AwardCount, Block, Check, Citation, Evidence, Exemplar, Grant, Reference, Report
from models.text import shortened

_QUOTE = 160  # characters of a record's words in the list of records

KINDS = {
    "header": "thể thức",
    "citations": "văn bản viện dẫn",
    "awards": "số lượng khen thưởng",
    "exemplars": "điển hình",
    "movements": "phong trào",
    "grants": "người, đơn vị được khen",
    "checks": "phép kiểm tra",
}


LABELS = {**KINDS, "references": "nhắc đến khác"}
"""What the kinds of records are called where all of them are shown, in the order of a legend."""


@dataclass(frozen=True, slots=True)
class _Mark:
    """A record in the text: `name` leads to it on the page, `wrong` is a check that fails, `unsure` a doubt."""

    kind: str
    evidence: Evidence
    note: str
    name: str
    wrong: bool = False
    unsure: bool = False

    @property
    def start(self) -> int:
        return self.evidence.start

    @property
    def end(self) -> int:
        return self.evidence.end


def report_html(report: Report) -> str:
    """The whole page, UTF-8: the text with its records marked, and below it the records one by one.

    A record's particulars show when the pointer rests on it; printed, they are read in the list.
    """
    page = Template(files(__package__).joinpath("marked.html").read_text("utf-8"))
    marks = list(_marks(report))
    return page.substitute(
        title=escape(report.header.title or report.document),
        document=escape(f"{report.document} · {report.layout.pages} trang"),
        particulars=_particulars(report),
        legend="".join(_legend(marks)),
        body="\n".join(_body(report, marks)),
        records="\n".join(_listed(marks)),
    )


def _particulars(report: Report) -> str:
    rows = []
    for field, label in FIELDS.items():
        value = getattr(report.header, field)
        if value:
            note = ' class="inferred" title="suy ra từ nội dung"' if field in report.header.inferred else ""
            rows.append(f"<tr><th>{label}</th><td{note}>{escape(value)}</td></tr>")
    return "".join(rows)


def _legend(marks: list[_Mark]) -> Iterator[str]:
    counts = Counter(mark.kind for mark in marks)
    for kind, label in LABELS.items():
        if counts[kind]:
            yield f'<a href="#{kind}"><mark class="{kind}">{label}: {counts[kind]}</mark></a> '


def _marks(report: Report) -> Iterator[_Mark]:
    for i, (field, evidence) in enumerate(report.header_evidence.items(), 1):
        value = getattr(report.header, field)
        told = value if isinstance(value, str) else "; ".join(value)
        yield _Mark("header", evidence, f"{RECORD_FIELDS.get(field, field)}: {told}", f"header-{i}")
    for kind in LABELS:
        for i, record in enumerate(getattr(report, kind) if kind != "header" else (), 1):
            wrong = isinstance(record, Check) and not record.agrees
            doubtful = bool(unsure(getattr(record, "confidence", None)))
            yield _Mark(kind, record.evidence, note(record), f"{kind}-{i}", wrong, doubtful)


def _listed(marks: list[_Mark]) -> Iterator[str]:
    """The records, kind by kind, each with its page, its particulars and its words."""
    for kind, of_kind in groupby(marks, key=lambda mark: mark.kind):
        yield f'<h2 id="{kind}"><mark class="{kind}">{LABELS[kind].capitalize()}</mark></h2><ol class="records">'
        for mark in of_kind:
            told = f"<strong>{escape(mark.note)}</strong>" if mark.wrong else escape(mark.note)
            quote = escape(shortened(mark.evidence.quote, "", _QUOTE))
            yield f'<li><a href="#{mark.name}">tr. {mark.evidence.page}</a> {told} <q>{quote}</q></li>'
        yield "</ol>"


def note(record: object) -> str:
    """The record's particulars in one line, and that it is doubtful where it is."""
    match record:
        case Citation():
            parts = [record.doc_type, record.number, record.date, record.issuer, record.subject, record.role]
        case AwardCount():
            counts = [(record.collectives, "tập thể"), (record.individuals, "cá nhân"), (record.households, "hộ")]
            told = ", ".join(f"{n} {noun}" for n, noun in counts if n is not None)
            standing = f"[{STANDINGS[record.status]}]" if record.status in STANDINGS else None
            parts = [standing, record.award, told, record.awarder, record.level, record.period, record.occasion]
        case Exemplar():
            parts = [record.name, record.role, record.unit, record.place, record.achievement]
        case Grant():
            parts = [record.name, record.role, record.unit, record.award, record.decision]
        case Check():
            parts = [
                record.about,
                f"{record.stated:g} / {record.computed:g}",
                "khớp" if record.agrees else "KHÔNG KHỚP",
            ]
        case Reference():
            parts = [record.mention, record.means and f"là {record.means}"]
        case _:
            parts = [getattr(record, "name", None)]
    return " · ".join(part for part in (*parts, unsure(getattr(record, "confidence", None))) if part)


def _body(report: Report, marks: list[_Mark]) -> Iterator[str]:
    text, page = report.layout.text, 0
    for (number, table), blocks in groupby(_with_marks(report, marks), key=lambda pair: (pair[0].page, pair[0].table)):
        if number != page:
            page = number
            yield f'<div class="page">trang {page}</div>'
        shown = [_block(text, block, here) for block, here in blocks]
        yield from shown if table is None else ("<table>", *shown, "</table>")


def _with_marks(report: Report, marks: list[_Mark]) -> Iterator[tuple[Block, list[_Mark]]]:
    """Each block with the marks that reach into it."""
    coming = deque(sorted(marks, key=lambda mark: mark.start))
    open_marks: list[_Mark] = []
    for block in report.layout.blocks:
        while coming and coming[0].start < block.end:
            open_marks.append(coming.popleft())
        open_marks = [mark for mark in open_marks if mark.end > block.start]
        yield block, open_marks


def _block(text: str, block: Block, marks: list[_Mark]) -> str:
    if block.cells:
        cells = "".join(f"<td>{_marked(text, cell.start, cell.end, marks)}</td>" for cell in block.cells)
        return f"<tr>{cells}</tr>"
    number = f"<sup>{escape(block.mark)}</sup> " if block.mark else ""
    words = number + _marked(text, block.start, block.end, marks)
    return f"<tr><td>{words}</td></tr>" if block.table is not None else f'<p class="{block.kind}">{words}</p>'


def _standing(marks: list[_Mark]) -> Iterator[str]:
    """The classes of words that one of these marks: a check that does not agree, a doubtful record."""
    if any(mark.wrong for mark in marks):
        yield "wrong"
    if any(mark.unsure for mark in marks):
        yield "unsure"


def _marked(text: str, start: int, end: int, marks: list[_Mark]) -> str:
    """The text between `start` and `end`, cut at every mark's edge; each piece bears the shortest record's mark."""
    edges = {start, end} | {e for m in marks for e in (m.start, m.end) if start < e < end}
    pieces = []
    for a, b in pairwise(sorted(edges)):
        over = [m for m in marks if m.start <= a and b <= m.end]
        piece = escape(text[a:b])
        if over:
            inner = min(over, key=lambda m: m.end - m.start)
            note = escape("\n".join(m.note for m in over))
            kind = " ".join([inner.kind, *_standing(over)])
            names = "".join(f'<a id="{m.name}"></a>' for m in over if m.start == a)
            piece = f'{names}<mark class="{kind}" title="{note}">{piece}</mark>'
        pieces.append(piece)
    return "".join(pieces)
