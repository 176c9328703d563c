"""Documents worked on in processes of their own, within limits: what one of them does harms none of the others."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Generic, Protocol, TypeVar, cast

from extractor.limits import TOO_BIG, TOO_SLOW, within_limits
from extractor.workers import OUT_OF_MEMORY, Death, Stream, expect, run, run_in_order
from models.errors import ReadError, SovangError
from models.text import squeeze


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


class Pieces(Generic[In, Out]):
    """Work that gives of a document one thing after the other, each made apart when it is asked for.

    The process that does it is kept for further documents.
    """

    def __init__(self, work: Callable[[In], Iterator[Out]]) -> None:
        self._stream = Stream(partial(_guarded_each, work))

    def of(self, document: In) -> Generator[Out, None, None]:
        """What `work` gives of the document; SovangError where something is wrong with it."""
        with closing(self._stream.each(document)) as results:
            for result in results:
                if isinstance(result, Death):
                    raise died(document.path, result)
                if isinstance(result, SovangError):
                    raise result
                (piece,) = result
                yield piece


def died(path: Path, death: Death) -> ReadError:
    """What is wrong with a document whose process died over it."""
    if death.hung:
        return ReadError(path, *TOO_SLOW)
    if death.exit_code in (OUT_OF_MEMORY, -signal.SIGABRT):  # libraries in C abort when they are refused memory
        return ReadError(path, *TOO_BIG)
    return ReadError(path, f"reading it ended the process ({death})", f"it may need more memory: {TOO_BIG[1]}")


def _guarded(work: Callable[[In], Out], document: In) -> Out | SovangError:
    """What `work` makes of the document, or what is wrong: every error has its sentence."""
    try:
        with within_limits(document.path, expect):
            return work(document)
    except SovangError as error:
        return error
    except Exception as error:  # noqa: BLE001 one document's fault must not stop the others
        if os.environ.get("SOVANG_DEBUG"):
            traceback.print_exc()
        return ReadError(
            document.path, f"a fault of this program ({type(error).__name__}: {squeeze(str(error))})", _REPORT
        )


def _guarded_each(work: Callable[[In], Iterator[Out]], document: In) -> Iterator[tuple[Out] | SovangError]:
    pieces = work(document)
    while found := _guarded(lambda _: tuple(islice(pieces, 1)), document):
        yield cast("tuple[Out] | SovangError", found)
        if isinstance(found, SovangError):
            return


_REPORT = "report it with the file, and read it again after the next update"
