"""What is shown of a file: its records as plain text, as JSON, as a page for the browser, or drawn on its pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from extractor.extract import extract, report_json
from extractor.limits import step
from models.records import Report


@dataclass(frozen=True, slots=True)
class Show:
    """A file, how it is to be shown (a key of FORMS, or `pages`), and the name it goes by where that is not its own.

    `folder` is where pages are drawn.
    """

    path: Path
    form: str
    member: str | None = None
    folder: Path = Path()


def show(one: Show) -> str:
    """The text to be printed or written; of pages, where they have been drawn, line by line.

    ReadError where the file cannot be read, SovangError where a page cannot be written.
    """
    report = extract(one.path)
    report = replace(report, document=one.member) if one.member else report
    return _drawn(one, report) if one.form == "pages" else FORMS[one.form](report)


def _object(report: Report) -> str:
    return json.dumps(report_json(report), ensure_ascii=False, indent=1)


def _object_line(report: Report) -> str:
    return json.dumps(report_json(report), ensure_ascii=False)


def _marked(report: Report) -> str:
    from extractor.marked import report_html

    return report_html(report)


def _drawn(one: Show, report: Report) -> str:
    from extractor.pages import draw_all

    drawn = []
    for page in draw_all(one.path, report, one.folder):
        step()
        drawn.append(str(page))
    return "\n".join(drawn)


def _lines(report: Report) -> str:
    return "\n".join(_records(report))


def _records(report: Report) -> Iterator[str]:
    """The records, list by list, each with its page and its words."""
    from extractor.marked import KINDS, note
    from models.labels import FIELDS

    yield f"{report.document} ({report.format}, {report.layout.pages} trang)"
    for field, label in FIELDS.items():
        if value := getattr(report.header, field):
            yield f"  {label}: {value}{' (suy ra)' if field in report.header.inferred else ''}"
    for kind, label in KINDS.items():
        records = getattr(report, kind) if kind != "header" else ()
        if records:
            yield f"{label.capitalize()}: {len(records)}"
        for record in records:
            yield f"  tr. {record.evidence.page}: {note(record)}"
            yield f"      “{record.evidence.quote}”"


FORMS: dict[str, Callable[[Report], str]] = {
    "lines": _lines,
    "object": _object,
    "object-line": _object_line,
    "page": _marked,
}
"""For people, as JSON over many lines or in one, for the browser."""
