"""Commands that change the archive or look after it: ingest, status, retry, remove, verify, pdf."""

from __future__ import annotations

import json
import math
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from extractor.cli import ReadsFiles, jobs_option
from models.errors import UsageError

if TYPE_CHECKING:
    from corpus.ingest import Outcome, Progress
    from corpus.status import Status


# Whether a file may be read is found out when its turn comes: one that may not is a failed document, not wrong usage.
_EXISTING = click.Path(exists=True, readable=False, path_type=Path)


def _nothing(_: Path) -> None:
    """What follows a change where no index is kept."""


@dataclass
class Session:
    """What one run of `sovang` shares between the root command and the others; the object of the click context."""

    archive: Path | None = None  # as given to the root command
    after_change: Callable[[Path], None] = _nothing  # called with the archive folder once it has been changed


def _archive_folder(context: click.Context, _: click.Parameter, value: Path | None) -> Path:
    session = context.ensure_object(Session)
    return value or session.archive or Path(os.environ.get("SOVANG_ARCHIVE") or "archive")


def archive_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command `--archive DIR`; it gets `archive: Path`: own option, root's, SOVANG_ARCHIVE, else ./archive."""
    return click.option(
        "--archive",
        type=click.Path(path_type=Path),
        metavar="DIR",
        callback=_archive_folder,
        help="The archive folder (default: $SOVANG_ARCHIVE, else ./archive).",
    )(command)


pass_session = click.make_pass_decorator(Session, ensure=True)
"""Give a command the `Session` of the run as its first argument."""


def _seconds(context: click.Context, parameter: click.Parameter, value: float) -> float:
    if math.isnan(value):  # which lies in every range
        raise click.BadParameter("this is no number of seconds", context, parameter)
    return value


wait_option = click.option(
    "--wait",
    type=click.FloatRange(0, 86_400),
    callback=_seconds,
    default=5.0,
    show_default=True,
    help="Seconds to wait for another writer.",
)


@click.command(cls=ReadsFiles)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=_EXISTING)
@jobs_option
@wait_option
@archive_option
@pass_session
def ingest(session: Session, paths: tuple[Path, ...], jobs: int, wait: float, archive: Path) -> None:
    """Take files and folders into the archive, and what is in zips and e-mails.

    What is there already changes nothing. A file that cannot be read becomes a row with the reason, which `sovang
    status` shows, and the others go on; the exit code is then 1.
    """
    from extractor.workers import prepare

    prepare()
    from corpus.archive import Archive
    from corpus.ingest import ingest as take_in
    from corpus.progress import shown

    with Archive.open(archive, wait) as opened, shown() as progress:
        outcome = take_in(opened, paths, jobs, progress)
    _conclude(session, archive, outcome)


@click.command()
@click.argument("documents", metavar="[ID]...", nargs=-1, type=int)
@jobs_option
@wait_option
@archive_option
@pass_session
def retry(session: Session, documents: tuple[int, ...], jobs: int, wait: float, archive: Path) -> None:
    """Read documents again that failed: those with the given IDs, or else all."""
    from corpus.archive import Archive
    from corpus.ingest import retry as read_again
    from corpus.progress import shown

    with Archive.open(archive, wait, create=False) as opened, shown() as progress:
        rows = opened.chosen(documents) if documents else opened.failed()
        _check_state(rows, "ready", "it was read", "`sovang refresh {}` reads it once more")
        outcome = read_again(opened, rows, jobs, progress)
    _conclude(session, archive, outcome)


@click.command()
@click.argument("documents", metavar="[ID]...", nargs=-1, type=int)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@jobs_option
@wait_option
@archive_option
@pass_session
def refresh(session: Session, documents: tuple[int, ...], as_json: bool, jobs: int, wait: float, archive: Path) -> None:
    """Read documents again from their originals: those an earlier version of sovang has read, or those with the IDs.

    Shown is what each new reading gains (+), loses (-) and reads otherwise (~). What people have decided stays. Stopped
    half-way, it goes on where it was when run again.
    """
    from corpus.archive import Archive
    from corpus.ingest import retry as read_again
    from corpus.progress import balance, shown

    with Archive.open(archive, wait, create=False) as opened:
        rows = opened.chosen(documents) if documents else opened.stale()
        _check_state(rows, "failed", "it could not be read", "`sovang retry {}` tries it once more")
        with shown() as progress, _telling(progress, as_json) as telling:
            outcome = read_again(opened, rows, jobs, telling)
    if rows and not as_json:
        click.echo(balance(outcome.events))
    _tell_unanchored(archive, as_json)
    _conclude(session, archive, outcome, quiet=as_json)


def _check_state(rows: list[dict[str, Any]], state: str, what: str, advice: str) -> None:
    for row in rows:
        if row["state"] == state:
            raise UsageError(f"document {row['id']}", what, advice.format(row["id"]))


@contextmanager
def _telling(progress: Progress, as_json: bool) -> Iterator[Progress]:
    """Progress that also says what new readings gained and lost: at once, or after the bar where one is drawn.

    It is said however the run ends.
    """
    from corpus.progress import Telling

    at_once = not as_json and not sys.stderr.isatty()
    telling = Telling(progress, click.echo if at_once else None)
    try:
        yield telling
    finally:
        if as_json:
            click.echo(json.dumps(telling.as_json(), ensure_ascii=False, indent=2))
        elif not at_once:
            telling.tell(click.echo)


def _tell_unanchored(archive: Path, as_json: bool) -> None:
    from corpus.status import status as look

    if not as_json and (lost := look(archive).unanchored):
        click.echo(f"{lost} decisions of people meet no record any more: sovang review --unanchored")


@click.command()
@click.argument("documents", metavar="ID...", nargs=-1, required=True, type=int)
@click.option("--restore", is_flag=True, help="Bring removed documents back.")
@wait_option
@archive_option
@pass_session
def remove(session: Session, documents: tuple[int, ...], restore: bool, wait: float, archive: Path) -> None:
    """Take documents out of the answers. Their rows and files stay, and --restore brings them back."""
    from corpus.archive import Archive

    with Archive.open(archive, wait, create=False) as opened:
        rows = [row for row in opened.chosen(documents) if (row["state"] == "removed") == restore]
        for row in rows:
            (opened.restore if restore else opened.remove)(row["id"])
            click.echo(f"{row['id']} {row['name']}: {'back again' if restore else 'removed'}")
    if rows:
        session.after_change(archive)
    else:
        click.echo("nothing to do")


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@archive_option
def status(archive: Path, as_json: bool) -> None:
    """Show how many documents there are, and which could not be read and why."""
    from corpus.status import status as look

    found = look(archive)
    click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2) if as_json else _in_words(found))


@click.command()
@archive_option
def verify(archive: Path) -> None:
    """Check every file against its checksum and every row against its text; exit code 1 where something is wrong."""
    from corpus.progress import ticking
    from corpus.verify import verify as look

    with ticking() as tick:
        problems = list(look(archive, tick))
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise SystemExit(1)
    click.echo("all well")


@click.command()
@click.argument("document", metavar="ID", type=click.IntRange(min=1))
@jobs_option
@wait_option
@archive_option
def pdf(document: int, jobs: int, wait: float, archive: Path) -> None:
    """Make the searchable PDF of a scan: its pages set straight, with their words as text behind the picture.

    It is kept in the archive's folder derived/; the original stays as it is. What is there already is only named.
    """
    from corpus.searchable import make_searchable

    found = make_searchable(archive, document, jobs, wait)
    said = {"made": "made", "there": "there already", "own": "it has text of its own and is searchable already"}
    click.echo(f"document {document}: {said[found.how]}: {found.path}")


def _conclude(session: Session, archive: Path, outcome: Outcome, quiet: bool = False) -> None:
    """What follows a run: the index, a summary, the exit code."""
    from corpus.progress import summary

    if outcome.changed:
        session.after_change(archive)
    if not quiet:
        click.echo(summary(outcome.events))
    if outcome.count("failed"):
        raise SystemExit(1)


def _several_files(status: Status) -> str:
    """The reports that several files hold, in a line."""
    ready = sum(count.documents for count in status.counts if count.state == "ready")
    waiting = [f"{status.unconfirmed} to be confirmed"] if status.unconfirmed else []
    waiting += [f"{status.may_be_one} pairs may be one"] if status.may_be_one else []
    return f"{ready - status.copies} reports in {ready} files{''.join(f', {one}' for one in waiting)}: `sovang same`"


def _in_words(status: Status) -> str:
    """The status as lines for a person."""
    lines = [f"{status.archive} (schema {status.schema})"]
    for state, counts in groupby(status.counts, key=lambda count: count.state):
        kinds = {count.format or "unknown": count.documents for count in counts}
        formats = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
        lines.append(f"{state:8}{sum(kinds.values()):6}  ({formats})")
    if status.stale:
        lines.append(f"{status.stale} read by an earlier version: `sovang refresh` reads them again")
    if status.decisions:
        lost = f", {status.unanchored} of them unanchored: `sovang review --unanchored`" if status.unanchored else ""
        lines.append(f"{status.decisions} decisions of people{lost}")
    if status.copies or status.may_be_one:
        lines.append(_several_files(status))
    lines += [f"{failed.id} {failed.name}: {failed.reason}; {failed.advice}" for failed in status.failed]
    return "\n".join(lines)
