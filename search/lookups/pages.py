"""A page of a document's original with its records boxed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.folder import Folder
from corpus.originals import Originals
from models.errors import ArchiveError, UsageError
from models.records import Evidence
from models.serial import from_json
from search.lookups.documents import show

if TYPE_CHECKING:
    from extractor.pages import Found, Mark


@dataclass(frozen=True, slots=True)
class PageView:
    """A page of a document (from 1): the records on it, as they are numbered in the drawing, and how many it lacks.

    `unplaced` counts the records of the page that were read by a version of sovang that kept no boxes for them.
    """

    document: int
    name: str
    page: int
    pages: int
    marks: tuple[Mark, ...]
    unplaced: int


def draw_page(connection: sqlite3.Connection, archive: Path, document: int, page: int, target: Path) -> PageView:
    """Draw a page of a document into the PNG file `target`, and say what is on it.

    UsageError where there is no such document or page, or a document of a format without pages; ArchiveError where its
    original is lost; SovangError where `target` cannot be written.
    """
    from extractor.pages import draw, marks_on, save

    particulars, records = show(connection, document)
    _check(particulars, page)
    original = Originals(Folder(archive)).find(particulars["sha256"], particulars["name"])
    if original is None:
        raise ArchiveError(f"document {document}", "its original is lost", "ingest the file again")
    found = list(_found(particulars, records))
    marks = marks_on(page, found)
    pages, name = particulars["pages"], particulars["name"]
    save(draw(original, particulars["format"], page, marks, f"{name} · trang {page}/{pages}"), target)
    here = sum(any(place.page == page for place in one.places) for one in found)
    placed = sum(any(place.page == page and place.boxes for place in one.places) for one in found)
    return PageView(document, name, page, pages, tuple(marks), here - placed)


def _check(particulars: Mapping[str, Any], page: int) -> None:
    from extractor.pages import DRAWN

    subject, form, pages = f"document {particulars['id']}", particulars["format"], particulars["pages"]
    if form not in DRAWN:
        advice = f"`sovang show {particulars['id']}` gives its records, `sovang extract --html` marks them in the text"
        raise UsageError(subject, f"a file of the format {form} has no pages to draw", advice)
    if page > pages:
        raise UsageError(subject, f"it has no page {page}", f"choose one of its {pages}" if pages > 1 else "choose 1")


def _found(particulars: Mapping[str, Any], records: Mapping[str, Sequence[Mapping[str, Any]]]) -> Iterator[Found]:
    """All records of a document as the archive keeps them."""
    from extractor.pages import Found

    for evidence in (particulars["header_evidence"] or {}).values():
        yield Found("header", (from_json(Evidence, evidence),))
    for table, rows in records.items():
        kind = "references" if table == "refs" else table
        for row in rows:
            yield Found(kind, tuple(_places(row)))


def _places(row: Mapping[str, Any]) -> Iterator[Evidence]:
    kept = {name: row[name] or () for name in ("boxes", "further")}
    yield from_json(Evidence, {**row, **kept, "quote": row["mention"]})
    if row.get("other"):
        yield from_json(Evidence, row["other"])
