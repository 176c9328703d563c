"""`sovang same`: which files hold one report, and what people decide about it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from corpus.cli import Session, archive_option, pass_session, wait_option
from corpus.review.cli import by_option, deciding, note_option, reading

_ids = click.argument("ids", metavar="ID...", nargs=-1, required=True, type=click.IntRange(1, 2**63 - 1))

_HELD = {"same": "to be one report with others", "apart": "apart from others"}


@click.group(invoke_without_command=True)
@click.option("--all", "every", is_flag=True, help="The reports that people have confirmed, too.")
@click.option("--decided", is_flag=True, help="What people have decided.")
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many of each.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@archive_option
@click.pass_context
def same(context: click.Context, every: bool, decided: bool, limit: int, as_json: bool, archive: Path) -> None:
    """Look at reports that several files hold (text, PDF, scan), and confirm or part them.

    Answers take such a report once: from the file that is born digital and shows its pages, or else came first. Without
    a command: the reports whose files nobody has confirmed to be one, each with the reasons; then pairs that may be
    one, such as a draft and its final version, with the figures that differ. These count apart until somebody confirms
    them. Decisions are signed and dated, kept when documents are read again, and undone by `sovang same undo ID`.
    """
    context.ensure_object(Session).archive = archive
    if context.invoked_subcommand:
        return
    if decided:
        _show_decisions(archive, limit, as_json)
    else:
        _show_reports(archive, every, limit, as_json)


def _show_reports(archive: Path, every: bool, limit: int, as_json: bool) -> None:
    from corpus.same import words
    from corpus.same.reports import near, shared

    with reading(archive) as connection:
        reports = [one for one in shared(connection) if every or one.waits]
        pairs = near(connection)
    waiting = sum(one.waits for one in reports)
    if as_json:
        rows = [{**asdict(one), "waits": one.waits} for one in reports[:limit]]
        _print(
            {"waiting": waiting, "may_be_one": len(pairs), "reports": rows, "near": list(map(asdict, pairs[:limit]))}
        )
        return
    _print_lines((line for one in reports[:limit] for line in words.report(one)), len(reports), limit)
    advice = ": sovang same confirm ID, or apart ID" if waiting else ""
    click.echo(f"{waiting} reports in several files to be confirmed{advice}")
    if pairs:
        click.echo()
        _print_lines(map(words.pair, pairs[:limit]), len(pairs), limit)
        click.echo(f"{len(pairs)} pairs that may be one report: sovang same confirm ID ID, or apart ID ID")


def _show_decisions(archive: Path, limit: int, as_json: bool) -> None:
    from corpus.same.pairs import held

    with reading(archive) as connection:
        found = held(connection)
    if as_json:
        _print({"total": len(found), "decisions": list(map(asdict, found[:limit]))})
        return
    lines = (
        f"#{min(one.one, one.other)} and #{max(one.one, one.other)}: {one.verdict}, by {one.by}, {one.at[:10]}"
        f"{f' ({one.note})' if one.note else ''}"
        for one in found[:limit]
    )
    _print_lines(lines, len(found), limit)
    click.echo(f"{len(found)} decisions" if found else "nothing to show")


def _print(answer: dict[str, Any]) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))


def _print_lines(lines: Iterable[str], total: int, limit: int) -> None:
    for line in lines:
        click.echo(line)
    if total > limit:
        click.echo(f"... these are the first {limit} of {total}")


@same.command()
@_ids
@by_option
@note_option
@wait_option
@archive_option
@pass_session
def confirm(session: Session, ids: tuple[int, ...], by: str, note: str | None, wait: float, archive: Path) -> None:
    """Say that documents hold one report: those given, or one and the files it is held to be one with."""
    from corpus.same import desk

    with deciding(session, archive, wait) as opened:
        for one, other in desk.confirm(opened, ids, by, note):
            click.echo(f"{one['id']} {one['name']} and {other['id']} {other['name']}: one report")


@same.command()
@_ids
@by_option
@note_option
@wait_option
@archive_option
@pass_session
def apart(session: Session, ids: tuple[int, ...], by: str, note: str | None, wait: float, archive: Path) -> None:
    """Say that documents hold a report each: those given, or one and the files it is held to be one with."""
    from corpus.same import desk

    with deciding(session, archive, wait) as opened:
        for one, other in desk.apart(opened, ids, by, note):
            click.echo(f"{one['id']} {one['name']} and {other['id']} {other['name']}: two reports")


@same.command()
@_ids
@by_option
@wait_option
@archive_option
@pass_session
def undo(session: Session, ids: tuple[int, ...], by: str, wait: float, archive: Path) -> None:
    """Take back the last decision about each document, with all that the same command decided."""
    from corpus.same import desk

    with deciding(session, archive, wait) as opened:
        for wanted, one in zip(dict.fromkeys(ids), desk.undo(opened, ids, by), strict=True):
            click.echo(f"{wanted}: undone that {one.by} held it {_HELD[one.verdict]} on {one.at[:10]}")
