"""Documents worked on in processes of their own, within limits: what one of them does harms none of the others."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from extractor.limits import TOO_BIG, TOO_SLOW, within_limits
from extractor.workers import OUT_OF_MEMORY, Death, expect, run, run_in_order
from models.errors import ReadError, SovangError


class Document(Protocol):
    """Something that is done with the file at `path`."""

    @property
    def path(self) -> Path:
        """Where the bytes lie."""


In = TypeVar("In", bound=Document)
Out = TypeVar("Out")


def apart(
    work: Callable[[In], Out], documents: Iterable[In], jobs: int, in_order: bool = False
) -> Generator[tuple[In, Out | SovangError], None, None]:
    """Each document with what `work` makes of it, or with what is wrong; as they are done, or in their order.

    `work`, a function of a module, runs in up to `jobs` processes. The next document is asked for while others are
    being worked on. Close the iterator to end early.
    """
    with closing((run_in_order if in_order else run)(partial(_guarded, work), documents, jobs)) as results:
        for document, result in results:
            yield document, died(document.path, result) if isinstance(result, Death) else result


def died(path: Path, death: Death) -> ReadError:
    """What is wrong with a document whose process died over it."""
    if death.hung:
        return ReadError(path, *TOO_SLOW)
    if death.exit_code in (OUT_OF_MEMORY, -signal.SIGABRT):  # libraries in C abort when they are refused memory
        return ReadError(path, *TOO_BIG)
    return ReadError(path, f"reading it ended the process ({death})", f"it may need more memory: {TOO_BIG[1]}")


def _guarded(work: Callable[[In], Out], document: In) -> Out | SovangError:
    try:
        with within_limits(document.path, expect):
            return work(document)
    except SovangError as error:
        return error
    except Exception as error:  # noqa: BLE001 one document's fault must not stop the others
        if os.environ.get("SOVANG_DEBUG"):
            traceback.print_exc()
        return ReadError(document.path, f"a fault of this program ({type(error).__name__}: {error})", _REPORT)


_REPORT = "report it with the file, and read it again after the next update"
