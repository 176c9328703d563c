"""Errors a user can act on: one sentence that names the thing, what is wrong and what to do, and an exit code."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

EXIT_CODES = {
    0: "all well",
    1: "some files or checks failed",
    2: "wrong usage",
    3: "the archive cannot be used",
}


class SovangError(Exception):
    """A failure with a sentence for the user: `{subject}: {what}; {advice}`."""

    exit_code: ClassVar[int] = 1

    def __init__(self, subject: str | Path, what: str, advice: str) -> None:
        super().__init__(f"{subject}: {what}; {advice}")
        self.subject, self.what, self.advice = str(subject), what, advice

    def __reduce__(self) -> tuple[type[SovangError], tuple[str, str, str]]:
        """Keep the three parts when the error crosses to another process."""
        return type(self), (self.subject, self.what, self.advice)


class ReadError(SovangError):
    """A file that cannot be read: empty, broken, locked by a password, of an unknown kind."""


class UsageError(SovangError):
    """A wrong option or argument."""

    exit_code = 2


class ArchiveError(SovangError):
    """An archive that cannot be opened, written or trusted."""

    exit_code = 3
