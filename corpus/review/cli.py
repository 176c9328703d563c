"""`sovang review`: what a person should look at, and what people decide about it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from corpus.cli import Session, archive_option, pass_session, wait_option
from models.errors import UsageError

if TYPE_CHECKING:
    from corpus.archive import Archive
    from corpus.review.model import Decision
    from corpus.review.waiting import Waiting, Wanted

_LISTS = ("header", "citations", "awards", "exemplars", "movements", "grants", "checks", "refs")
by_option = click.option("--by", envvar="SOVANG_BY", default="", metavar="NAME", help="Who decides (or SOVANG_BY).")
note_option = click.option("--note", metavar="TEXT", help="Why.")
"""Who decides and why: shared by the commands with which people decide."""
_ids = click.argument("ids", metavar="ID...", nargs=-1, required=True)
_document_option = click.option("--document", type=click.IntRange(1, 2**63 - 1), metavar="ID", help="Only of this one.")
_list_option = click.option("--list", "list_name", type=click.Choice(_LISTS), help="Only of this list.")


def _share(_: click.Context, __: click.Parameter, value: float | None) -> float:
    from corpus.review.waiting import threshold

    return threshold() if value is None else value


_below_option = click.option(
    "--below", type=click.FloatRange(0, 1), callback=_share, metavar="X", help="Confidences below this (default: 0.8)."
)


@click.group(invoke_without_command=True)
@_below_option
@_document_option
@_list_option
@click.option("--all", "every", is_flag=True, help="Whatever the confidence, checks and references too.")
@click.option("--decided", is_flag=True, help="What people have decided.")
@click.option("--unanchored", is_flag=True, help="Decisions whose record is no longer found.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@archive_option
@click.pass_context
def review(
    context: click.Context,
    below: float,
    document: int | None,
    list_name: str | None,
    every: bool,
    decided: bool,
    unanchored: bool,
    limit: int,
    as_json: bool,
    archive: Path,
) -> None:
    """Look at doubtful records, and accept, change or reject them.

    Without a command: records of low confidence, the most doubtful first, each with its ID and its quote; of headers
    what was inferred, and units and years that were not found. Decisions are signed and dated, kept when documents are
    read again, and undone by `sovang review undo ID`.
    """
    context.ensure_object(Session).archive = archive
    if context.invoked_subcommand:
        return
    from corpus.review.waiting import Wanted

    wanted = Wanted(None if every else below, document, list_name)
    if decided or unanchored:
        _show_decisions(archive, wanted, unanchored, limit, as_json)
    else:
        _show_waiting(archive, wanted, limit, as_json)


def _show_waiting(archive: Path, wanted: Wanted, limit: int, as_json: bool) -> None:
    from corpus.review import words
    from corpus.review.waiting import counts, waiting

    with reading(archive) as connection:
        found = waiting(connection, wanted)
        _, lost = counts(connection)
    _show(found, limit, as_json, words.record, "waiting", {"below": wanted.below, "unanchored": lost})
    if lost and not as_json:
        click.echo(f"{lost} decisions meet no record any more: sovang review --unanchored")


def _show_decisions(archive: Path, wanted: Wanted, lost: bool, limit: int, as_json: bool) -> None:
    from corpus.review import words
    from corpus.review.waiting import made

    with reading(archive) as connection:
        found = made(connection, wanted, lost)
    _show(found, limit, as_json, words.decision, "decisions", {})


def _show(
    found: list[Any], limit: int, as_json: bool, lines: Callable[[Any], Iterator[str]], name: str, told: dict[str, Any]
) -> None:
    shown = found[:limit]
    if as_json:
        rows = [asdict(one) for one in shown]
        click.echo(json.dumps({"total": len(found), **told, name: rows}, ensure_ascii=False, indent=2))
        return
    for one in shown:
        for line in lines(one):
            click.echo(line)
    more = f", these are the first {limit}" if len(found) > limit else ""
    click.echo(f"{len(found)} {name}{more}" if found else "nothing to show")


@review.command()
@_ids
@by_option
@note_option
@wait_option
@archive_option
@pass_session
def accept(session: Session, ids: tuple[str, ...], by: str, note: str | None, wait: float, archive: Path) -> None:
    """Confirm records as they stand."""
    from corpus.review import desk

    with deciding(session, archive, wait) as opened:
        _say(ids, "accepted", desk.accept(opened, ids, by, note))


@review.command()
@_ids
@by_option
@note_option
@wait_option
@archive_option
@pass_session
def reject(session: Session, ids: tuple[str, ...], by: str, note: str | None, wait: float, archive: Path) -> None:
    """Take records out of the answers: there is nothing of the kind."""
    from corpus.review import desk

    with deciding(session, archive, wait) as opened:
        _say(ids, "rejected", desk.reject(opened, ids, by, note))


@review.command()
@click.argument("wanted", metavar="ID")
@click.argument("values", metavar="FIELD=VALUE...", nargs=-1, required=True)
@by_option
@note_option
@wait_option
@archive_option
@pass_session
def change(
    session: Session, wanted: str, values: tuple[str, ...], by: str, note: str | None, wait: float, archive: Path
) -> None:
    """Correct a record: `change 12.5f3a1c2b name="Lò Văn Hưng" place=`.

    Nothing after the = takes a field away. Of a header's field the value alone will do: `change 12.year 2020`.
    """
    from corpus.review import desk

    with deciding(session, archive, wait) as opened:
        _say([wanted], "changed", desk.change(opened, wanted, values, by, note))


@review.command()
@_ids
@by_option
@wait_option
@archive_option
@pass_session
def undo(session: Session, ids: tuple[str, ...], by: str, wait: float, archive: Path) -> None:
    """Take back the last decision about each record."""
    from corpus.review import desk

    with deciding(session, archive, wait) as opened:
        for wanted, decision in zip(dict.fromkeys(ids), desk.undo(opened, ids, by), strict=True):
            click.echo(f"{wanted}: undone what {decision.by} {decision.verdict} on {decision.at[:10]}")


@review.command()
@_below_option
@_document_option
@_list_option
@by_option
@wait_option
@archive_option
@pass_session
def walk(
    session: Session,
    below: float,
    document: int | None,
    list_name: str | None,
    by: str,
    wait: float,
    archive: Path,
) -> None:
    """Go through the doubtful records one by one, at a terminal."""
    from corpus.review.waiting import Wanted, waiting

    name = by or click.prompt("Who decides")
    with reading(archive) as connection:
        found = waiting(connection, Wanted(below, document, list_name))
    for at, one in enumerate(found, 1):
        click.echo(f"\n[{at}/{len(found)}]")
        if not _ask(session, archive, wait, one, name):
            return
    click.echo("nothing more to look at")


def _ask(session: Session, archive: Path, wait: float, one: Waiting, by: str) -> bool:
    """Show a record until something is decided about it; False where the person stops."""
    from corpus.review import desk, words

    click.echo("\n".join(words.record(one)))
    while True:
        answer = click.prompt("(a)ccept, (c)hange, (r)eject, (s)kip, (q)uit", type=click.Choice("acrsq"), default="s",
                              show_choices=False)  # fmt: skip
        if answer in "sq":
            return bool(answer == "s")
        try:
            values = [click.prompt("FIELD=VALUE")] if answer == "c" else []
            with deciding(session, archive, wait) as opened:
                if answer == "c":
                    _say([one.id], "changed", desk.change(opened, one.id, values, by))
                else:
                    act = desk.accept if answer == "a" else desk.reject
                    _say([one.id], "accepted" if answer == "a" else "rejected", act(opened, [one.id], by))
            return True
        except UsageError as error:
            click.echo(str(error))


@contextmanager
def reading(archive: Path) -> Iterator[Any]:
    """The archive, open for reading."""
    from corpus.folder import open_reading

    with closing(open_reading(archive)) as connection:
        yield connection


@contextmanager
def deciding(session: Session, archive: Path, wait: float) -> Iterator[Archive]:
    """The archive, open for writing; what follows a change comes after."""
    from corpus.archive import Archive

    with Archive.open(archive, wait, create=False) as opened:
        yield opened
    session.after_change(archive)


def _say(ids: Iterable[str], what: str, decisions: list[Decision]) -> None:
    for wanted, decision in zip(dict.fromkeys(ids), decisions, strict=True):
        click.echo(f"{wanted} ({decision.list}): {what}")
