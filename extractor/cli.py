"""`sovang extract`: what is found in files, without an archive."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from models.errors import ReadError, SovangError, UsageError

if TYPE_CHECKING:
    from models.records import Report


@click.command()
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
def extract(files: tuple[Path, ...], as_json: bool, as_html: bool, out: Path | None, pages: Path | None) -> None:
    """Show what is found in FILEs, without an archive; in a zip or an e-mail, what is found in each file within.

    Exit code 1 where a file could not be read; the others are shown all the same.
    """
    if as_json and as_html:
        raise UsageError("--json and --html", "only one can be had at a time", "run extract once for each")
    if pages and (as_json or as_html or out):
        raise UsageError("--pages", "it draws and writes nothing else", "run extract once more for the rest")
    suffix = ".html" if as_html else ".json"
    if folder := out or pages:
        _prepare(folder, files)
    formatted = _format(as_json or bool(out), as_html, single=len(files) == 1 and not _is_container(files[0]))
    taken: dict[str, str] = {}
    failed = 0
    for one in _inputs(files):
        try:
            if folder:
                _claim(one, taken)
            if pages:
                _draw(one, pages)
            else:
                _one(one, out and out / f"{one.path.stem}{suffix}", formatted)
        except ReadError as error:
            click.echo(f"sovang: {error}", err=True)
            failed += 1
    if failed:
        raise click.exceptions.Exit(SovangError.exit_code)


def _is_container(file: Path) -> bool:
    from extractor.readers.formats import is_container

    return is_container(file)


@dataclass(frozen=True, slots=True)
class _Input:
    """A file to be shown, or why it cannot be had; `member` is its name in a container: `outer.zip!inner.pdf`."""

    file: Path | ReadError
    member: str | None = None

    @property
    def path(self) -> Path:
        """Where it lies; the ReadError is raised where there is one."""
        if isinstance(self.file, ReadError):
            raise self.file
        return self.file

    def report(self) -> Report:
        """What is found in it, under its own name wherever it was unpacked."""
        from extractor.extract import extract as extract_file
        from extractor.limits import within_limits
        from extractor.quiet import STDERR, quiet

        try:
            with quiet(STDERR), within_limits(self.path):
                report = extract_file(self.path)
            return replace(report, document=self.member) if self.member else report
        except ReadError as error:
            raise ReadError(self.member or error.subject, error.what, error.advice) from None


def _inputs(files: tuple[Path, ...]) -> Iterator[_Input]:
    """Each file, and in the place of a container the files in it."""
    from extractor.containers import members

    for file in files:
        if not _is_container(file):
            yield _Input(file)
            continue
        empty = True
        try:
            for name, inner in members(file):
                empty = False
                yield _Input(inner, name)
        except ReadError as error:
            yield _Input(error)
            continue
        if empty:
            yield _Input(ReadError(file, "there is no document in it", "look at what it holds"))


def _claim(one: _Input, taken: dict[str, str]) -> None:
    """Keep the stem of a file for it alone; ReadError where another has it already."""
    stem, name = one.path.stem, one.member or one.path.name
    if stem in taken:
        raise ReadError(name, f"it would be written as '{stem}', as {taken[stem]} is", "give it in a run of its own")
    taken[stem] = name


def _prepare(out: Path, files: tuple[Path, ...]) -> None:
    stems = Counter(file.stem for file in files if not _is_container(file))
    twice = [stem for stem, n in stems.items() if n > 1]
    if twice:
        names = ", ".join(str(file) for file in files if file.stem == twice[0])
        raise UsageError(names, f"these would both be written as '{twice[0]}'", "give them in two runs")
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(out, f"cannot be made ({error.strerror})", "name another folder") from error


def _format(as_json: bool, as_html: bool, single: bool) -> Callable[[Report], str]:
    if as_html:
        from extractor.marked import report_html

        return report_html
    return (lambda report: _json(report, 1 if single else None)) if as_json else _plain


def _one(one: _Input, target: Path | None, formatted: Callable[[Report], str]) -> None:
    text = formatted(one.report())
    if target is None:
        click.echo(text)
        return
    half = target.with_name(f".{target.name}.part")  # a full disk leaves no cut-off answer behind
    try:
        half.write_text(text + "\n", "utf-8")
        half.replace(target)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise ReadError(target, f"cannot be written ({error.strerror})", "make room or name another folder") from error


def _draw(one: _Input, folder: Path) -> None:
    from extractor.pages import draw_all

    for drawn in draw_all(one.path, one.report(), folder):
        click.echo(drawn)


def _json(report: Report, indent: int | None) -> str:
    from extractor.extract import report_json

    return json.dumps(report_json(report), ensure_ascii=False, indent=indent)


def _plain(report: Report) -> str:
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
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
