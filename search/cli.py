"""The command `sovang`: its subcommands by name, each imported only when it is run, and how every run ends."""

from __future__ import annotations

import errno
import os
import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import click

# By section: a command's name, the module that holds it, and its line in the help.
_COMMANDS = {
    "Ask": {
        "search": ("search.lookups.cli", "Find reports by their words."),
        "decree": ("search.lookups.cli", "Show an issued document and who cites it."),
        "awards": ("search.lookups.cli", "Show the reported counts of awards, with totals."),
        "exemplar": ("search.lookups.cli", "Show who a name may be, over the years."),
        "documents": ("search.lookups.cli", "List the documents of the archive."),
        "show": ("search.lookups.cli", "Show one document with all that was found in it."),
    },
    "Fill and keep": {
        "ingest": ("corpus.cli", "Take files, folders, zips and e-mails into the archive."),
        "status": ("corpus.cli", "Show what is in, and which files could not be read and why."),
        "retry": ("corpus.cli", "Read documents again that failed."),
        "refresh": ("corpus.cli", "Read documents again that an earlier version has read."),
        "review": ("corpus.review.cli", "Look at doubtful records; accept, change or reject them."),
        "same": ("corpus.same.cli", "Look at reports that several files hold; confirm or part them."),
        "remove": ("corpus.cli", "Take documents out of the answers, or bring them back."),
        "pdf": ("corpus.cli", "Make the searchable PDF of a scan."),
        "verify": ("corpus.cli", "Check every file and row against its source."),
        "reindex": ("search.lookups.cli", "Build the search index anew."),
    },
    "Without an archive": {
        "extract": ("extractor.cli", "Show what is found in files."),
        "evaluate": ("extractor.evaluation.cli", "Show how right the extraction is on annotated documents."),
        "sample": ("corpus.sample.cli", "Write invented reports to try things with."),
    },
}
_WITH_QUERY = ("search", "decree", "exemplar")
_INTERRUPTED = 130
_UNEXPECTED = 1


class _Lazy(click.Group):
    """A group that knows its commands' names and lines without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click calls it so
        """All names, in the order of the help."""
        return [name for commands in _COMMANDS.values() for name in commands]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, imported now."""
        for commands in _COMMANDS.values():
            if cmd_name in commands:
                command = getattr(import_module(commands[cmd_name][0]), cmd_name)
                return command if isinstance(command, click.Command) else None
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """One line a command, by section, then the exit codes."""
        from models.errors import EXIT_CODES

        for section, commands in _COMMANDS.items():
            with formatter.section(section):
                formatter.write_dl([(name, line) for name, (_, line) in commands.items()])
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), meaning) for code, meaning in EXIT_CODES.items()])


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--archive",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="The archive folder (default: $SOVANG_ARCHIVE, else ./archive).",
)
@click.version_option(package_name="sovang", prog_name="sovang")
@click.pass_context
def root(ctx: click.Context, archive: Path | None) -> None:
    """Turn emulation-and-commendation reports into an archive that answers with its evidence.

    A query that begins with a minus goes after two: sovang search -- -5%
    """
    from corpus.cli import Session

    ctx.obj = Session(archive, _index)


def _index(archive: Path) -> None:
    from search.index import bring_up_to_date
    from search.lookups.cli import MANY, indexing

    with indexing(MANY) as progress:
        bring_up_to_date(archive, progress)


def main() -> None:
    """Run `sovang`; every end is an exit code and, where something is wrong, one sentence on standard error."""
    with _edge():
        _speak_unicode()
        # Not root.main(): it would end the run as a failure where the reader of the output has gone.
        with root.make_context("sovang", sys.argv[1:]) as context:
            root.invoke(context)
        if sys.stdout:
            sys.stdout.flush()


def _speak_unicode() -> None:
    """Never fail on a letter that the terminal's encoding lacks, nor on bytes of a file name that are no text."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def _edge() -> Iterator[None]:
    from models.errors import SovangError

    try:
        yield
    except SovangError as error:
        _end(str(error), error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(error.exit_code)
    except click.ClickException as error:
        _end(_usage(error), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _end("stopped; what was reported as done is kept", _INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output has gone; keep the interpreter from complaining when it flushes at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:  # the archive's disk has its own sentence
            _end("standard output: no room to write the answer; make room and run again", _UNEXPECTED)
        if _is_nowhere():
            _end("the folder you are in is gone; change to another and run again", _UNEXPECTED)
        if os.environ.get("SOVANG_DEBUG"):
            raise
        what = " ".join(str(error).split()) or type(error).__name__
        _end(f"unexpected {type(error).__name__}: {what}; run again with SOVANG_DEBUG=1 to see where", _UNEXPECTED)


def _is_nowhere() -> bool:
    """Whether the working folder has been removed, without which libraries fail to load."""
    try:
        Path.cwd()
    except OSError:
        return True
    return False


def _usage(error: click.ClickException) -> str:
    """The sentence for wrong usage, with the advice that fits."""
    command = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "sovang"
    said = error.format_message().replace("\n", " ").rstrip(".")
    if isinstance(error, click.NoSuchOption) and command.split()[-1] in _WITH_QUERY:
        query = next((word for word in sys.argv if word.startswith(error.option_name)), error.option_name)
        return f"{said}; to look for what begins with a minus, put -- before it: {command} -- {shlex.quote(query)}"
    return f"{said}; see {command} --help"


def _end(sentence: str, code: int) -> None:
    click.echo(f"sovang: {sentence}", err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
