"""The lookups' commands: search, decree, awards, exemplar, documents, show, reindex."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.cli import archive_option

if TYPE_CHECKING:
    import sqlite3

    from corpus.queries.documents import Filters

_LIMIT = 10
_ROWS = 50  # of a table, where no other number is asked for
MANY = 100  # documents to be indexed: it takes so long that a person should know
_json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
_year_option = click.option("--year", type=click.IntRange(1900, 2100), help="Only reports on this year.")
_unit_option = click.option("--unit", help="Only reports of this unit, such as 'tuan giao'; diacritics do not matter.")
_type_option = click.option("--type", "doc_type", help="Only documents of this type, such as 'Báo cáo' or BC.")


def _options(*options: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


_rows_option = click.option(
    "--limit", type=click.IntRange(1, 100_000), help=f"At most so many rows a page.  [default: {_ROWS}]"
)
_page_option = click.option("--page", type=click.IntRange(min=1), default=1, help="Which page of rows.")


def _shown(limit: int | None, page: int, *, whole: bool) -> tuple[int | None, int]:
    """How many rows to show, and from which on; where the answer is for a program, all unless it asks for fewer."""
    if whole and limit is None and page == 1:
        return None, 0
    rows = limit or _ROWS
    return rows, (page - 1) * rows


_words = click.argument("words", nargs=-1, required=True)


def _joined(words: tuple[str, ...]) -> str:
    """The words of a query as one, UTF-8 whatever the terminal says; bytes that are no text cannot be looked for."""
    return os.fsencode(" ".join(words)).decode("utf-8", "replace")


@contextmanager
def _reading(archive: Path) -> Iterator[sqlite3.Connection]:
    from corpus.folder import open_reading

    connection = open_reading(archive)
    try:
        yield connection
    finally:
        connection.close()


def _filters(
    connection: sqlite3.Connection, year: int | None, unit: str | None, doc_type: str | None = None
) -> Filters:
    from corpus.queries.documents import Filters

    types = None
    if doc_type is not None:
        from search.lookups.matching import checked_types

        types = checked_types(connection, _joined((doc_type,)))
    return Filters(year, types, _joined((unit,)) if unit else None)


@click.command()
@_options(_words, _year_option, _type_option, _unit_option)
@click.option("--award", help="Only reports with this award, such as 'giay khen'.")
@click.option("--movement", help="Only reports with this movement, such as 'dan van kheo'.")
@click.option("--place", help="Only reports with this place, such as 'muong mun'.")
@click.option(
    "--limit", type=click.IntRange(1, 1000), default=_LIMIT, show_default=True, help="At most so many reports a page."
)
@click.option("--page", type=click.IntRange(1, 10_000), default=1, show_default=True, help="Which page of reports.")
@click.option("--explain", is_flag=True, help="Tell in a sentence what is looked for.")
@_options(_json_option, archive_option)
def search(
    words: tuple[str, ...],
    year: int | None,
    doc_type: str | None,
    unit: str | None,
    award: str | None,
    movement: str | None,
    place: str | None,
    limit: int,
    page: int,
    explain: bool,
    as_json: bool,
    archive: Path,
) -> None:
    """Find reports by their words.

    All words count, with or without diacritics; typed with them, what matches letter for letter ranks first. Longer
    queries may be questions: ai, ở, nào and the like need not be there. A query that names a document, a person or an
    award with a year shows what is known of it first.

    \b
    "thi đua"              words side by side
    khen -covid            without the second word
    lúa OR ngô, HOẶC       one of two
    thi*                   whatever begins so
    năm:2018-2022          of these years; also loại: đơn_vị: người: văn_bản: khen: phong_trào: nơi:
    """
    from search.index import Index
    from search.lookups.reports import Narrowed, reports

    with _reading(archive) as connection:
        filters = _filters(connection, year, None, doc_type)
        typed = {"unit": unit, "award": award, "movement": movement, "place": place}
        narrowed = Narrowed(year, filters.types, **{name: _joined((value,)) for name, value in typed.items() if value})
        with indexing(MANY) as progress, Index(connection, archive, progress) as index:
            answer = reports(index, _joined(words), narrowed, limit, (page - 1) * limit)
    if answer.notice:
        click.echo(f"sovang: {answer.notice}", err=True)
    if as_json:
        _print_json(answer)
    else:
        from search.terminal.reports import print_reports

        print_reports(answer, explain=explain)


@click.command()
@click.argument("words", nargs=-1)
@click.option("--pick", type=click.IntRange(min=1), help="Of several documents with this number, show the N-th.")
@click.option("--from", "draft", metavar="FILE", help="Check every reference in FILE, or in what is typed (-).")
@_options(_json_option, archive_option)
def decree(words: tuple[str, ...], pick: int | None, draft: str | None, as_json: bool, archive: Path) -> None:
    """Show the card of an issued document and every report that cites it.

    The reference may be 'Quyết định 1868', 'QĐ 1868', 1868/QĐ-UBND, 'NĐ 91/2017', with or without diacritics, and may
    name a year, a date or an issuer after the number. A law may be called by its name:
    'Luật Thi đua, khen thưởng 2013'.

    With --from, every reference of a draft is held against the archive: found there, meaning several, known with
    another date or issuer, or unknown.
    """
    if bool(words) == bool(draft):
        raise click.UsageError("give either a reference or --from FILE")
    if draft and pick:
        raise click.UsageError("--pick goes with a reference")
    with _reading(archive) as connection:
        if draft:
            _check_draft(connection, draft, as_json)
        else:
            _show_decree(connection, _joined(words), pick, as_json)


def _show_decree(connection: sqlite3.Connection, reference: str, pick: int | None, as_json: bool) -> None:
    from search.lookups.decree import decree as look_up

    answer = look_up(connection, reference, pick)
    if as_json:
        _print_json(answer)
    else:
        from search.terminal.cards import print_decree

        print_decree(answer)


def _check_draft(connection: sqlite3.Connection, draft: str, as_json: bool) -> None:
    from search.lookups.draft import check

    answer = check(connection, draft)
    if as_json:
        _print_json(answer)
    else:
        from search.terminal.drafts import print_draft

        print_draft(answer)


@click.command()
@click.option("--year", type=click.IntRange(1900, 2100), help="Only counts that have to do with this year.")
@click.option("--award", help="Only this award, such as 'giay khen' or LĐTT.")
@click.option("--level", help="Only this level: nhà nước, tỉnh, huyện, xã or cơ sở.")
@_options(_unit_option, _json_option)
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, one line for each count.")
@_options(_rows_option, _page_option, archive_option)
def awards(
    year: int | None,
    award: str | None,
    level: str | None,
    unit: str | None,
    as_json: bool,
    as_csv: bool,
    limit: int | None,
    page: int,
    archive: Path,
) -> None:
    """Show the reported counts of awards, with totals.

    Each count has its source. Totals hold what was granted to recipients; what a report states twice counts once, and
    overlapping periods of one unit are never added: what is left out says why.

    The first 50 counts are shown; JSON and CSV have all of them unless --limit is given. Totals are always of all.
    """
    if as_json and as_csv:
        raise click.UsageError("--json and --csv cannot be had together")
    from search.lookups.awards import AwardFilters, as_rows, checked_level, tally_what_changed
    from search.lookups.awards import awards as look_up

    filters = AwardFilters(
        year,
        None if award is None else _joined((award,)),
        None if level is None else checked_level(_joined((level,))),
        _joined((unit,)) if unit else None,
    )
    tally_what_changed(archive)
    with _reading(archive) as connection:
        answer = look_up(connection, filters, *_shown(limit, page, whole=as_json or as_csv))
    if as_json:
        _print_json(answer)
    elif as_csv:
        from search.output import print_csv

        print_csv(*as_rows(answer))
    else:
        from search.terminal.awards import print_awards

        print_awards(answer)


@click.command()
@click.argument("name", nargs=-1)
@_options(_year_option, _unit_option)
@click.option(
    "--kind",
    type=click.Choice(["person", "household", "collective", "enterprise"]),
    help="Only exemplars of this kind.",
)
@_options(_json_option, _rows_option, _page_option, archive_option)
def exemplar(
    name: tuple[str, ...],
    year: int | None,
    unit: str | None,
    kind: str | None,
    as_json: bool,
    limit: int | None,
    page: int,
    archive: Path,
) -> None:
    """Show who a name may be, and where it stands over the years.

    Found without diacritics, as an example or as one who received an award. Different people with one name are kept
    apart by place and unit; look-alikes are offered, never merged. Without NAME: the list of all who are named as
    examples. The first 50 are shown; JSON has all of them unless --limit is given.
    """
    from search.lookups.exemplars import exemplar as look_up
    from search.lookups.exemplars import exemplar_list

    wanted = _joined(name)
    with _reading(archive) as connection:
        filters = _filters(connection, year, unit)
        shown = _shown(limit, page, whole=as_json)
        answer = (
            look_up(connection, wanted, filters, kind, *shown)
            if name
            else exemplar_list(connection, filters, kind, *shown)
        )
    if as_json:
        _print_json(answer)
    else:
        from search.terminal.people import print_people, print_people_list

        print_people(answer, wanted) if name else print_people_list(answer)


@click.command()
@_options(_year_option, _type_option, _unit_option, _json_option, archive_option)
def documents(year: int | None, doc_type: str | None, unit: str | None, as_json: bool, archive: Path) -> None:
    """List the documents of the archive."""
    from corpus.queries.documents import documents as look_up
    from corpus.queries.files import with_files

    with _reading(archive) as connection:
        found = with_files(connection, look_up(connection, _filters(connection, year, unit, doc_type)))
    if as_json:
        _print_json(found)
    else:
        from search.terminal.reports import print_documents

        print_documents(found)


@click.command()
@click.argument("document", metavar="ID", type=click.IntRange(min=1))
@click.option("--page", type=click.IntRange(min=1), help="The page to draw (default: the first).")
@click.option("--png", type=click.Path(path_type=Path), metavar="FILE", help="Draw a page with its records boxed.")
@_options(_json_option, archive_option)
def show(document: int, page: int | None, png: Path | None, as_json: bool, archive: Path) -> None:
    """Show one document with all that was found in it.

    With --png, draw a page of its original instead: each record in a box of its kind's colour, with the number under
    which its words are listed.
    """
    if page and not png:
        raise click.UsageError("--page goes with --png FILE, which draws it")
    with _reading(archive) as connection:
        if png:
            _draw_page(connection, archive, document, page or 1, png, as_json)
        else:
            _show(connection, document, as_json)


def _show(connection: sqlite3.Connection, document: int, as_json: bool) -> None:
    from corpus.queries.records import rejected_in
    from search.lookups.documents import show as look_up

    particulars, records = look_up(connection, document)
    rejected = rejected_in(connection, document)
    if as_json:
        _print_json({**particulars, **records, "rejected": rejected})
    else:
        from search.terminal.reports import print_document

        print_document(particulars, records, rejected)


def _draw_page(
    connection: sqlite3.Connection, archive: Path, document: int, page: int, png: Path, as_json: bool
) -> None:
    from search.lookups.pages import draw_page

    view = draw_page(connection, archive, document, page, png)
    if as_json:
        _print_json(view)
    else:
        from search.terminal.places import print_page

        print_page(view, png)


@click.command()
@click.option("--engine", metavar="NAME", help="From now on by this engine: tantivy (the default) or whoosh.")
@archive_option
def reindex(engine: str | None, archive: Path) -> None:
    """Build the search index anew from the archive.

    The index that is there answers until the new one is whole. A run that is cut short is gone on with by the next.
    """
    from search.index import rebuild

    with indexing() as progress:
        documents = rebuild(archive, engine, progress)
    click.echo(f"{documents} documents indexed")


@contextmanager
def indexing(least: int = 0) -> Iterator[Callable[[int, int], None]]:
    """A bar on standard error, for `least` documents or more."""
    bars: list[Any] = []
    with ExitStack() as stack:

        def progress(done: int, of: int) -> None:
            if of >= least and not bars:
                bar = click.progressbar(length=of, label="Indexing", show_pos=True, file=sys.stderr)
                bars.append(stack.enter_context(bar))
            for shown in bars:
                shown.length = of
                shown.update(done - shown.pos)

        yield progress


def _print_json(answer: object) -> None:
    from search.output import print_json

    print_json(answer)
