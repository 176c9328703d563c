"""Found reports with their best passages; the documents of the archive; one document with its records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.text import Text

from corpus.queries.documents import decided as decided_of
from models.answers.places import Document, OtherFile
from models.answers.reports import Hit, Reports
from models.labels import FIELDS, RECORD_FIELDS
from models.text import fold, shortened, squeeze
from search.query.explain import NOTHING
from search.terminal.page import (
    aside,
    columns,
    console,
    day,
    files_of,
    heading,
    marked,
    name_of,
    number,
    period,
    say,
    standing,
    width,
)

_MOST_EXTRACTS = 2
_FEWEST_TO_NARROW = 3  # reports
_RECORDS = {
    "citations": "Văn bản viện dẫn",
    "awards": "Số lượng khen thưởng",
    "exemplars": "Điển hình",
    "movements": "Phong trào thi đua",
    "grants": "Người, đơn vị được khen",
    "checks": "Số liệu có thể kiểm tra",
    "refs": "Nhắc đến khác",
}
_MENTION_WIDTH = 160
_NARROW = 60  # columns: below it there is no room for a table


def print_reports(answer: Reports, *, explain: bool = False) -> None:
    """What the query plainly asks for, then the reports, ranked, and what they can be narrowed by."""
    for hint in (*((answer.explained,) if explain else ()), *answer.hints):
        say(hint[:1].upper() + hint[1:], style="italic")
    asked = _print_intent(answer)
    if answer.suggestion:
        say(f"Có phải bạn tìm: {answer.suggestion}", style="italic")
    if not answer.hits:
        if not (explain and answer.explained == NOTHING):
            say(_nothing(answer), style="bold")
        return
    say(f"Mọi đoạn có các từ này: {_count(answer)}" if asked and answer.complete else _count(answer), style="bold")
    for at, hit in enumerate(answer.hits, answer.offset + 1):
        _print_hit(at, hit)
    _print_facets(answer)


def _print_intent(answer: Reports) -> bool:
    """Show what the query plainly asks for; whether it asks for something."""
    if answer.decree:
        from search.terminal.cards import print_decree

        print_decree(answer.decree)
    elif answer.people:
        from search.terminal.people import print_people

        print_people(answer.people, answer.query.strip())
    elif answer.awards:
        from search.terminal.awards import print_awards

        print_awards(answer.awards)
    else:
        return False
    say()
    return True


def _nothing(answer: Reports) -> str:
    if answer.total:
        return f"Chỉ có {number(answer.total)} báo cáo, không còn trang này."
    if answer.explained == NOTHING:
        return NOTHING
    return f"Không báo cáo nào ứng với: {squeeze(answer.query)}"


def _print_facets(answer: Reports) -> None:
    """The values that narrow what was found, a line for each field that has more than one."""
    telling = {name: values for name, values in answer.facets.items() if len(values) > 1}
    if answer.total < _FEWEST_TO_NARROW or not telling:
        return
    say("Thu hẹp:", style="bold")
    for name, values in telling.items():
        shown = _fitting([f"{value} ({number(count)})" for value, count in values], width() - len(name) - 10)
        say(Text.assemble((f"--{name} ", "dim"), shown), indent=3)


def _fitting(values: Sequence[str], room: int) -> str:
    """As many values as fit into one line, at least one, and a sign where that is not all."""
    shown = [values[0]]
    for value in values[1:]:
        if len(" · ".join([*shown, value])) > room:
            return " · ".join([*shown, "…"])
        shown.append(value)
    return " · ".join(shown)


def _count(answer: Reports) -> str:
    shown, seen = "", answer.offset + len(answer.hits)
    if answer.offset:
        shown = f", đây là từ {number(answer.offset + 1)} đến {number(seen)}"
    elif answer.total > seen:
        shown = f", đây là {number(seen)} báo cáo đầu"
    if answer.total > seen:
        shown += f", xem tiếp bằng --page {answer.offset // len(answer.hits) + 2}"
    if answer.complete:
        return f"{number(answer.total)} báo cáo{shown}"
    return f"Không báo cáo nào có đủ các từ; {number(answer.total)} báo cáo có một phần{shown}"


def _print_hit(at: int, hit: Hit) -> None:
    say(Text.assemble(f"{at}. ", heading(hit.document)))
    if hit.document.files:
        say(f"cũng có ở: {files_of(hit.document.files)}", indent=3, style="dim")
    for extract in hit.extracts[:_MOST_EXTRACTS]:
        say(aside(extract.page, extract.section), indent=3, style="dim")
        say(marked(extract.text, extract.marks), indent=3)


def print_documents(documents: Sequence[Document]) -> None:
    """One line a document."""
    if not documents:
        say("Không có văn bản nào.", style="bold")
        return
    if width() < _NARROW:
        for document in documents:
            say(heading(document))
        return
    table = columns("Mã", "Kỳ", "Đơn vị", "Văn bản", "Trang", right=("Mã", "Trang"), fixed=("Kỳ",))
    for document in documents:
        also = f"\ncũng có ở: {files_of(document.files)}" if document.files else ""
        name = name_of(document) + also
        table.add_row(
            str(document.id), period(document.period) or day(document.date), document.unit or "", name,
            str(document.pages or ""),
        )  # fmt: skip
    console().print(table)


def print_document(
    particulars: Mapping[str, Any],
    records: Mapping[str, Sequence[Mapping[str, Any]]],
    rejected: Sequence[Mapping[str, Any]] = (),
) -> None:
    """One document: header, then its records by kind, each with its page; last what a person has rejected."""
    say(Text.assemble((f"#{particulars['id']} ", "bold cyan"), (particulars["title"] or particulars["name"], "bold")))
    for label, value in _header(particulars):
        if value:
            say(Text.assemble((f"{label}: ", "dim"), value), indent=2)
    for kind, label in _RECORDS.items():
        if records[kind]:
            say()
            say(f"{label} ({len(records[kind])})", style="bold")
            _print_records(records[kind])
    if rejected:
        say()
        say(f"Đã bác bỏ ({len(rejected)})", style="bold")
        _print_records(rejected)


def _header(particulars: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    signer = " ".join(filter(None, (particulars["signer_title"], particulars["signer"])))
    yield "Loại, số", " ".join(filter(None, (particulars["doc_type"], particulars["number"])))
    yield "Cơ quan ban hành", particulars["issuer"] or ""
    yield "Nơi, ngày", ", ".join(filter(None, (particulars["place"], day(particulars["date"]))))
    yield "Kỳ báo cáo", period(particulars["period"])
    yield "Người ký", signer
    yield "Nơi nhận", "; ".join(particulars["recipients"] or ())
    decided = particulars["decided"] or {}
    inferred = (field for field in particulars["inferred"] or () if field not in decided)
    yield "Suy ra", ", ".join(FIELDS.get(field, field).lower() for field in inferred)
    for field, said in decided.items():
        yield RECORD_FIELDS[field], standing(None, decided_of(said))
    yield "Tệp", f"{particulars['name']} ({particulars['format']}, {particulars['pages']} trang)"
    yield "Ghi chú", "; ".join(particulars["notes"] or ())
    yield "Cũng có ở", files_of(OtherFile(**file) for file in particulars["files"])


def _print_records(records: Sequence[Mapping[str, Any]]) -> None:
    table = columns("Trang", "Nội dung", right=("Trang",))
    for record in records:
        table.add_row(str(record["page"] or ""), shortened(_said(record), "", _MENTION_WIDTH))
    console().print(table)


def _said(record: Mapping[str, Any]) -> str:
    """The record in one line: what it is, then the words of the report."""
    kind = record.get("award") or record.get("name") or ""
    if "parts" in record:
        verdict = "khớp" if record["agrees"] else "KHÔNG KHỚP"
        kind = f"{verdict}: nêu {record['stated']:g}, tính {record['computed']:g}"
    mention = str(record["mention"] or "")
    said = mention if fold(kind) in fold(mention) else f"{kind}: {mention}"
    judged = standing(record.get("confidence"), record["decided"] and decided_of(record["decided"]))
    return f"[{judged}] {said}" if judged else said
