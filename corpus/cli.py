"""Commands that change the archive or look after it: ingest, status, retry, remove, verify, pdf."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from corpus.ingest import Outcome
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


_pass_session = click.make_pass_decorator(Session, ensure=True)
_jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=lambda: os.cpu_count() or 1,
    help="Worker processes (default: all cores).",
)


def _seconds(context: click.Context, parameter: click.Parameter, value: float) -> float:
    if math.isnan(value):  # which lies in every range
        raise click.BadParameter("this is no number of seconds", context, parameter)
    return value


_wait_option = click.option(
    "--wait",
    type=click.FloatRange(0, 86_400),
    callback=_seconds,
    default=5.0,
    show_default=True,
    help="Seconds to wait for another writer.",
)


class _TellsFormats(click.Command):
    """A command whose help ends with the formats that are read, as the table of formats has them."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from extractor.readers.formats import formats_read

        self.epilog = f"{formats_read()} are read."
        super().format_epilog(ctx, formatter)


@click.command(cls=_TellsFormats)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=_EXISTING)
@_jobs_option
@_wait_option
@archive_option
@_pass_session
def ingest(session: Session, paths: tuple[Path, ...], jobs: int, wait: float, archive: Path) -> None:
    """Take files and folders into the archive, and what is in zips and e-mails.

    What is there already changes nothing. A file that cannot be read becomes a row with the reason, which `sovang
    status` shows, and the others go on; the exit code is then 1. What one document may take is set by the environment:
    SOVANG_MAX_SECONDS (a page), _MEMORY_MB (a worker), _PAGES, _PIXELS, _TEXT_MB, _UNPACKED_MB and _MEMBERS (a zip).
    """
    from corpus.archive import Archive
    from corpus.ingest import ingest as take_in
    from corpus.progress import shown

    with Archive.open(archive, wait) as opened, shown() as progress:
        outcome = take_in(opened, paths, jobs, progress)
    _conclude(session, archive, outcome)


@click.command()
@click.argument("documents", metavar="[ID]...", nargs=-1, type=int)
@click.option("--stale", is_flag=True, help="Also all that an earlier version of sovang has read.")
@_jobs_option
@_wait_option
@archive_option
@_pass_session
def retry(session: Session, documents: tuple[int, ...], stale: bool, jobs: int, wait: float, archive: Path) -> None:
    """Read documents again: those with the given IDs, or else all that failed."""
    from corpus.archive import Archive
    from corpus.ingest import retry as read_again
    from corpus.progress import shown

    with Archive.open(archive, wait, create=False) as opened, shown() as progress:
        rows = opened.chosen(documents) if documents else opened.failed()
        rows += opened.stale() if stale else []
        outcome = read_again(opened, rows, jobs, progress)
    _conclude(session, archive, outcome)


@click.command()
@click.argument("documents", metavar="ID...", nargs=-1, required=True, type=int)
@click.option("--restore", is_flag=True, help="Bring removed documents back.")
@_wait_option
@archive_option
@_pass_session
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
@_jobs_option
@_wait_option
@archive_option
def pdf(document: int, jobs: int, wait: float, archive: Path) -> None:
    """Make the searchable PDF of a scan: its pages set straight, with their words as text behind the picture.

    It is kept in the archive's folder derived/; the original stays as it is. What is there already is only named.
    """
    from corpus.searchable import make_searchable

    found = make_searchable(archive, document, jobs, wait)
    said = {"made": "made", "there": "there already", "own": "it has text of its own and is searchable already"}
    click.echo(f"document {document}: {said[found.how]}: {found.path}")


def _conclude(session: Session, archive: Path, outcome: Outcome) -> None:
    """What follows a run: the index, a summary, the exit code."""
    from corpus.progress import summary

    if outcome.changed:
        session.after_change(archive)
    click.echo(summary(outcome.events))
    if outcome.count("failed"):
        raise SystemExit(1)


def _in_words(status: Status) -> str:
    """The status as lines for a person."""
    lines = [f"{status.archive} (schema {status.schema})"]
    for state, counts in groupby(status.counts, key=lambda count: count.state):
        kinds = {count.format or "unknown": count.documents for count in counts}
        formats = ", ".join(f"{number} {kind}" for kind, number in kinds.items())
        lines.append(f"{state:8}{sum(kinds.values()):6}  ({formats})")
    if status.stale:
        lines.append(f"{status.stale} read by an earlier version: `sovang retry --stale` reads them again")
    lines += [f"{failed.id} {failed.name}: {failed.reason}; {failed.advice}" for failed in status.failed]
    return "\n".join(lines)
