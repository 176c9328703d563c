"""Commands that change the archive or look after it: ingest, status, retry, remove, verify."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click


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
        type=click.Path(file_okay=False, path_type=Path),
        callback=_archive_folder,
        help="The archive folder (default: $SOVANG_ARCHIVE, else ./archive).",
    )(command)
