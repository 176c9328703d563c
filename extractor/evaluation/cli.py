"""`sovang evaluate`: how right the extraction is on documents that people have annotated."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from models.errors import SovangError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from extractor.evaluation.run import Annotated

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command()
@click.argument("gold", metavar="GOLD_DIR", type=_FOLDER)
@click.option(
    "--documents", type=_FOLDER, multiple=True, metavar="DIR", help="Where the documents lie, if not beside the gold."
)
@click.option(
    "--base",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="OLD.json",
    help="What an earlier run printed with --json: show what was gained and lost since.",
)
@click.option(
    "--without",
    type=click.Choice(["recogniser"]),
    help="Score too what is found without it, and show what it gains and loses.",
)
@click.option("--show", is_flag=True, help="List what was missed (-), false (+) or has a wrong field (~).")
@click.option("--json", "as_json", is_flag=True, help="One JSON object, to be kept for --base.")
def evaluate(
    gold: Path, documents: tuple[Path, ...], base: Path | None, without: str | None, show: bool, as_json: bool
) -> None:
    """Show how right the extraction is on documents whose records people have written down.

    GOLD_DIR holds REPORT.gold.json for each document, in the form that `sovang sample` writes. Shown are, by list of
    records, the precision, the recall, F1 and the accuracy of fields; how often confidences are right; the time taken.
    Exit code 1 where a document could not be read, which counts as one in which nothing was found.

    Example: sovang evaluate demo/reports --json > before.json
    """
    from extractor.evaluation.changes import changes
    from extractor.evaluation.result import result
    from extractor.evaluation.run import annotated
    from extractor.evaluation.run import evaluate as run
    from extractor.evaluation.words import failures

    found = annotated(gold, documents)
    before = _kept(base, {one.name for one in found}) if base else None
    with _shown(len(found)) as step:
        after = result(run(found, step))
    bare = _without_recogniser(found) if without else None
    changed = changes(before, after) if before else []
    if as_json:
        apart = {"without": {without: bare["lists"]}} if bare else {}
        click.echo(json.dumps({**after, **_compared(before, changed), **apart}, ensure_ascii=False, indent=1))
    else:
        _print(after, before, changed, show)
        _print_apart(after, bare)
    for failure in failures(after):
        click.echo(f"sovang: {failure}", err=True)
    if failures(after):
        raise click.exceptions.Exit(SovangError.exit_code)


def _print(after: Mapping[str, Any], before: Mapping[str, Any] | None, changed: list[Any], show: bool) -> None:
    from extractor.evaluation.words import against, differences, figures

    for line in (*(differences(after) if show else ()), *figures(after)):
        click.echo(line)
    for line in against(before, after, changed) if before else ():
        click.echo(line)


def _without_recogniser(found: Sequence[Annotated]) -> dict[str, Any]:
    from extractor.evaluation.result import result
    from extractor.evaluation.run import evaluate as run
    from extractor.exemplars.recognised import unasked

    with unasked():
        return result(run(found))


def _print_apart(after: Mapping[str, Any], bare: Mapping[str, Any] | None) -> None:
    from extractor.evaluation.changes import changes
    from extractor.evaluation.words import beside

    for line in beside(bare, after, changes(bare, after)) if bare else ():
        click.echo(line)


def _compared(before: Mapping[str, Any] | None, changed: list[Any]) -> dict[str, Any]:
    from dataclasses import asdict

    if before is None:
        return {}
    rows = [(change.better, asdict(change)) for change in changed]
    return {
        "gained": [row for better, row in rows if better],
        "lost": [row for better, row in rows if not better],
    }


def _kept(base: Path, documents: Set[str]) -> dict[str, Any]:
    """The result of an earlier run; UsageError where the file holds none, or none of any of the documents."""
    from extractor.evaluation.changes import is_result

    try:
        kept = json.loads(base.read_text("utf-8"))
    except (OSError, ValueError):
        kept = None
    if not is_result(kept):
        raise UsageError(base, "it is no earlier evaluation", "make one with `sovang evaluate GOLD_DIR --json`")
    if not documents & kept["documents"].keys():
        raise UsageError(base, "it is of other documents", "compare with an earlier run on the same GOLD_DIR")
    return dict(kept)


@contextmanager
def _shown(total: int) -> Iterator[Callable[[str], None]]:
    """A bar on standard error, where that is a terminal."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(length=total, label="Reading", file=sys.stderr, hidden=hidden) as bar:
        yield lambda _: bar.update(1)
