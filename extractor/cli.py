"""`sovang extract`: what is found in files, without an archive."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.errors import ReadError, SovangError, UsageError

if TYPE_CHECKING:
    from extractor.shown import Show


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


jobs_option = click.option(
    "--jobs", type=click.IntRange(min=1), default=_cores, help="Worker processes (default: all cores)."
)
"""How many documents are worked on at a time."""


class ReadsFiles(click.Command):
    """A command that reads documents: its help ends with the formats that are read and the limits that are kept."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Formats as their table has them, limits as theirs."""
        from extractor.limits import SETTINGS
        from extractor.readers.formats import formats_read

        self.epilog = f"{formats_read()} are read."
        super().format_epilog(ctx, formatter)
        with formatter.section("What one document may take, set by environment variables"):
            formatter.write_dl([(one.name, f"{one.what} ({one.default}: {one.reason})") for one in SETTINGS])


@click.command(cls=ReadsFiles)
@click.argument("files", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path), metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a file: its records with their evidence.")
@click.option("--html", "as_html", is_flag=True, help="A page for the browser with the records marked in the text.")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write <file stem>.json or .html into DIR.")
@click.option(
    "--pages",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Draw the pages with their records boxed, as <file stem>-<page>.png in DIR.",
)
@jobs_option
def extract(
    files: tuple[Path, ...], as_json: bool, as_html: bool, out: Path | None, pages: Path | None, jobs: int
) -> None:
    """Show what is found in FILEs, without an archive; in a zip or an e-mail, what is found in each file within.

    Exit code 1 where a file could not be read; the others are shown all the same.
    """
    from extractor.apart import apart
    from extractor.shown import show

    if as_json and as_html:
        raise UsageError("--json and --html", "only one can be had at a time", "run extract once for each")
    if pages and (as_json or as_html or out):
        raise UsageError("--pages", "it draws and writes nothing else", "run extract once more for the rest")
    if folder := out or pages:
        _prepare(folder, files)
    with tempfile.TemporaryDirectory(prefix="sovang-") as kept:
        work = _Work(_form(as_json or bool(out), as_html, bool(pages), len(files) == 1), folder, Path(kept))
        with closing(apart(show, work.documents(files), jobs, in_order=True)) as results:
            for document, result in results:
                work.finish(document, result)
    if work.failed:
        raise click.exceptions.Exit(SovangError.exit_code)


def _prepare(out: Path, files: tuple[Path, ...]) -> None:
    """Make the folder; UsageError where two files would go by one name in it."""
    from extractor.containers import is_container

    stems = Counter(file.stem for file in files if not is_container(file))
    twice = [stem for stem, n in stems.items() if n > 1]
    if twice:
        names = ", ".join(str(file) for file in files if file.stem == twice[0])
        raise UsageError(names, f"these would both be written as '{twice[0]}'", "give them in two runs")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(out, f"cannot be made ({error.strerror})", "name another folder") from error


def _form(as_json: bool, as_html: bool, drawn: bool, single: bool) -> str:
    if drawn or as_html:
        return "pages" if drawn else "page"
    return ("object" if single else "object-line") if as_json else "lines"


@dataclass(slots=True)
class _Work:
    """One run: how files are shown, the folder they are written to, and one to keep members of containers in."""

    form: str
    folder: Path | None
    kept: Path
    failed: int = 0
    taken: dict[str, str] = field(default_factory=dict)  # who has which stem
    numbers: Iterator[int] = field(default_factory=count)

    def documents(self, files: tuple[Path, ...]) -> Iterator[Show]:
        """Each file, and in the place of a container the files in it; what cannot be had is told on the way."""
        from extractor.containers import is_container
        from extractor.readers.sample import sample_of
        from extractor.shown import Show

        for file in files:
            try:
                sample_of(file)
                held = self._members(file) if is_container(file) else [Show(file, self.form)]
                yield from filter(self._claim, (replace(one, folder=self.folder or Path()) for one in held))
            except ReadError as error:
                self._refuse(error)

    def finish(self, document: Show, result: str | SovangError) -> None:
        """Print or write what is shown of a document, or tell what is wrong with it."""
        if document.member:
            shutil.rmtree(document.path.parent, ignore_errors=True)
        try:
            if isinstance(result, SovangError):
                raise ReadError(document.member, result.what, result.advice) if document.member else result
            self._put(document, result)
        except SovangError as error:
            self._refuse(error)

    def _members(self, file: Path) -> Iterator[Show]:
        from extractor.containers import members
        from extractor.shown import Show

        form = "object-line" if self.form == "object" else self.form
        empty = True
        for name, member in members(file):
            empty = False
            if isinstance(member, ReadError):
                self._refuse(member)
            else:
                yield Show(self._moved(member), form, name)
        if empty:
            raise ReadError(file, "there is no document in it", "look at what it holds")

    def _moved(self, member: Path) -> Path:
        """Where the member lies as long as it is needed."""
        own = self.kept / str(next(self.numbers))
        own.mkdir()
        return member.rename(own / member.name)

    def _claim(self, one: Show) -> bool:
        """Keep the stem of what is written for it alone; False where another has it already, which is told."""
        stem, name = one.path.stem, one.member or one.path.name
        if self.folder and stem in self.taken:
            what = f"it would be written as '{stem}', as {self.taken[stem]} is"
            self._refuse(ReadError(name, what, "give it in a run of its own"))
            return False
        self.taken[stem] = name
        return True

    def _refuse(self, error: SovangError) -> None:
        from models.text import printable

        click.echo(f"sovang: {printable(str(error))}", err=True)
        self.failed += 1

    def _put(self, document: Show, text: str) -> None:
        if not self.folder or self.form == "pages":
            click.echo(text)
        else:
            _write(self.folder / f"{document.path.stem}{'.html' if self.form == 'page' else '.json'}", text)


def _write(target: Path, text: str) -> None:
    half = target.with_name(f".{target.name}.part")  # a full disk leaves no cut-off answer behind
    try:
        half.write_text(text + "\n", "utf-8")
        half.replace(target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise ReadError(target, f"cannot be written ({error.strerror})", "make room or name another folder") from error
