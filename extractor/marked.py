"""A report as a page for the browser: its text with every record marked, for a person to check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from itertools import pairwise
from string import Template

from models.labels import FIELDS, STANDINGS
from models.records import AwardCount, Block, Check, Citation, Evidence, Exemplar, Grant, Report

KINDS = {
    "header": "thể thức",
    "citations": "văn bản viện dẫn",
    "awards": "số lượng khen thưởng",
    "exemplars": "điển hình",
    "movements": "phong trào",
    "grants": "người, đơn vị được khen",
    "checks": "phép kiểm tra",
}


@dataclass(frozen=True, slots=True)
class _Mark:
    kind: str
    start: int
    end: int
    note: str


def report_html(report: Report) -> str:
    """The whole page, UTF-8; a record's particulars show when the pointer rests on it."""
    page = Template(files(__package__).joinpath("marked.html").read_text("utf-8"))
    return page.substitute(
        title=escape(report.header.title or report.document),
        particulars=_particulars(report),
        legend="".join(_legend(report)),
        body="\n".join(_body(report)),
    )


def _particulars(report: Report) -> str:
    rows = []
    for field, label in FIELDS.items():
        value = getattr(report.header, field)
        if value:
            note = ' class="inferred" title="suy ra từ nội dung"' if field in report.header.inferred else ""
            rows.append(f"<tr><th>{label}</th><td{note}>{escape(value)}</td></tr>")
    return "".join(rows)


def _legend(report: Report) -> Iterator[str]:
    for kind, label in KINDS.items():
        count = len(report.header_evidence) if kind == "header" else len(getattr(report, kind))
        yield f'<mark class="{kind}">{label}: {count}</mark> '


def _marks(report: Report) -> list[_Mark]:
    marks = [_Mark("header", e.start, e.end, FIELDS.get(f, f)) for f, e in report.header_evidence.items()]
    for kind in ("citations", "awards", "exemplars", "movements", "grants", "checks"):
        for record in getattr(report, kind):
            evidence: Evidence = record.evidence
            marks.append(_Mark(kind, evidence.start, evidence.end, note(record)))
    return marks


def note(record: object) -> str:
    """The record's particulars in one line."""
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
        case _:
            parts = [getattr(record, "name", None)]
    return " · ".join(part for part in parts if part)


def _body(report: Report) -> Iterator[str]:
    marks = sorted(_marks(report), key=lambda m: m.start)
    page = 0
    for block in report.layout.blocks:
        if block.page != page:
            page = block.page
            yield f'<div class="page">trang {page}</div>'
        here = [m for m in marks if m.start < block.end and block.start < m.end]
        yield _block(report.layout.text, block, here)


def _block(text: str, block: Block, marks: list[_Mark]) -> str:
    if block.cells:
        cells = "".join(f"<td>{_marked(text, cell.start, cell.end, marks)}</td>" for cell in block.cells)
        return f'<table class="row"><tr>{cells}</tr></table>'
    number = f"<sup>{escape(block.mark)}</sup> " if block.mark else ""
    return f'<p class="{block.kind}">{number}{_marked(text, block.start, block.end, marks)}</p>'


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
            piece = f'<mark class="{inner.kind}" title="{note}">{piece}</mark>'
        pieces.append(piece)
    return "".join(pieces)
