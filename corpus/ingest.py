"""Many files into the archive: worker processes extract, one parent writes, a bad file is a row and stops nobody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from io import BytesIO
from itertools import chain
from pathlib import Path
from typing import Literal, Protocol

from corpus.archive import Archive, Arrival, Failure
from corpus.originals import Staged, fingerprint
from corpus.review.readings import Difference, differences
from corpus.rows import Row, Rows, store
from corpus.sources import Found, on_disk, opened, walk
from extractor.apart import apart
from models.errors import ReadError, SovangError, UsageError

What = Literal["added", "there", "restored", "refreshed", "failed"]


@dataclass(frozen=True, slots=True)
class Event:
    """What became of one file; `sentence` says why it failed, `document` is its identifier.

    Of one that was read again, `differences` are what the new reading gained and lost.
    """

    what: What
    name: str
    document: int
    sentence: str = ""
    differences: tuple[Difference, ...] = ()


class Progress(Protocol):
    """Is told how the work goes."""

    def begin(self, total: int) -> None:
        """So many files are to come."""

    def more(self) -> None:
        """One more than was known is to come: a zip turns out to hold several."""

    def step(self, event: Event) -> None:
        """One is done."""


@dataclass(slots=True)
class Outcome:
    """What became of all files, in the order in which they were done."""

    events: list[Event] = field(default_factory=list)

    def count(self, what: What) -> int:
        """How many files fared so."""
        return sum(event.what == what for event in self.events)

    @property
    def changed(self) -> bool:
        """Whether the archive's answers may have changed."""
        return any(event.what in ("added", "restored", "refreshed") for event in self.events)


@dataclass(frozen=True, slots=True)
class Job:
    """A document on its way through a worker: its identifier, what has come, where the bytes lie, its state so far."""

    document: int
    arrival: Arrival
    path: Path
    state: str = "new"


def ingest(archive: Archive, paths: Iterable[Path], jobs: int, progress: Progress) -> Outcome:
    """Take in the files, folders and zip files at `paths`, with `jobs` worker processes.

    Bytes that are there already change nothing; of a removed document they bring it back.
    """
    found = list(walk(paths, archive.folder.root))
    work = _Work(archive, progress)
    progress.begin(len(found))
    return work.do(work.admitted(found), jobs)


def retry(archive: Archive, rows: list[Row], jobs: int, progress: Progress) -> Outcome:
    """Extract the documents of `rows` (as `Archive` gives them) once more.

    From the originals; what could not be had at all, from where it was found. A document that was ready and now fails
    stays as it was. UsageError where one of them has been removed.
    """
    for row in rows:
        if row["state"] == "removed":
            advice = f"bring it back first with `sovang remove --restore {row['id']}`"
            raise UsageError(f"document {row['id']}", "it has been removed", advice)
    kept = [row for row in rows if row["sha256"]]
    origins = dict.fromkeys(on_disk(row["origin"]) for row in rows if not row["sha256"])
    found = list(walk(origins, archive.folder.root))
    work = _Work(archive, progress)
    work.seen.update(map(str, origins))
    progress.begin(len(kept) + len(found))
    return work.do(chain(work.again(kept), work.admitted(found)), jobs)


class _Work:
    """One run: where it has looked, what is on its way, and what has become of the rest."""

    def __init__(self, archive: Archive, progress: Progress) -> None:
        self.archive, self.progress = archive, progress
        self.outcome = Outcome()
        self.seen: set[str] = set()
        self.coming: dict[str, int] = {}  # document by SHA-256, while a worker has it
        self.twins: dict[int, list[str]] = defaultdict(list)  # names of files with a coming document's bytes

    def do(self, documents: Iterable[Job], jobs: int) -> Outcome:
        with closing(apart(extract_rows, documents, jobs)) as results:
            for job, result in results:
                self._tell(event := self._finish(job, result))
                for name in self.twins.pop(job.document, ()):
                    self._tell(_twin(event, name))
        self._put_away()
        return self.outcome

    def admitted(self, found: Iterable[Found]) -> Iterator[Job]:
        """The jobs for what is new among `found`; the rest is settled on the way."""
        for file in found:
            for number, document in enumerate(opened(file)):
                self.seen |= {file.origin, document.origin}
                if number:
                    self.progress.more()
                job = self._admit(document)
                if isinstance(job, Job):
                    yield job
                elif job:
                    self._tell(job)

    def again(self, rows: Iterable[Row]) -> Iterator[Job]:
        """The jobs for documents that are there."""
        for row in rows:
            arrival = Arrival(row["name"], row["origin"], row["sha256"], row["size"])
            if path := self.archive.original(row):
                yield Job(row["id"], arrival, path, row["state"])
            else:
                self._tell(_failed(row["name"], row["id"], _LOST))

    def _tell(self, event: Event) -> None:
        self.outcome.events.append(event)
        self.progress.step(event)

    def _admit(self, found: Found) -> Job | Event | None:
        """The job, or what has become of the file; None where that hangs on one with the same bytes."""
        try:
            with found.open() as source:
                sha256 = fingerprint(source)
            row = self.archive.by_hash(sha256)
            if sha256 == _NOTHING:
                raise ReadError(found.name, "it is empty", "get the document again from where it came from")
            if row and self.archive.original(row):
                return self._known(found, row)
            if sha256 in self.coming:
                self.twins[self.coming[sha256]].append(found.name)
                return None
            staged = self._stage(found, sha256)
        except (OSError, ReadError) as error:
            return self._refuse(found, error)
        if row:
            self.archive.keep(sha256, row["name"])
            return self._known(found, row)
        return self._job(found, staged)

    def _stage(self, found: Found, sha256: str) -> Staged:
        with found.open() as source:
            staged = self.archive.stage(source, found.name)
        if staged.sha256 != sha256:
            raise ReadError(found.name, "it was written to while it was read", "ingest it again when it is complete")
        return staged

    def _job(self, found: Found, staged: Staged) -> Job:
        unread = self.archive.unread(found.origin)
        document = unread["id"] if unread else self.archive.next_id()
        self.coming[staged.sha256] = document
        arrival = Arrival(found.name, found.origin, staged.sha256, staged.size)
        return Job(document, arrival, staged.path)

    def _known(self, found: Found, row: Row) -> Event:
        """The same bytes again: nothing to do, but for a document that had been removed."""
        if row["state"] != "removed":
            failure = row["reason"] and Failure(row["reason"], row["advice"])
            return _failed(found.name, row["id"], failure) if failure else Event("there", found.name, row["id"])
        self.archive.restore(row["id"])
        return Event("restored", found.name, row["id"])

    def _refuse(self, found: Found, error: OSError | ReadError) -> Event:
        """Write the row of what could not even be read."""
        failure = _failure(error)
        unread = self.archive.unread(found.origin)
        document = unread["id"] if unread else self.archive.next_id()
        self.archive.put(document, Arrival(found.name, found.origin), failure)
        return _failed(found.name, document, failure)

    def _put_away(self) -> None:
        """Remove the rows of what could not be had when last looked at, and now could."""
        failed = {event.document for event in self.outcome.events if event.what == "failed"}
        for row in self.archive.failed():
            if not row["sha256"] and row["origin"] in self.seen and row["id"] not in failed:
                self.archive.remove(row["id"])

    def _finish(self, job: Job, result: Rows | SovangError) -> Event:
        outcome = _failure(result) if isinstance(result, SovangError) else result
        if isinstance(outcome, Failure) and job.state == "ready":
            return _failed(job.arrival.name, job.document, outcome)
        before = self.archive.readings(job.document) if job.state == "ready" else None
        kept = self.archive.put(job.document, job.arrival, outcome)
        if isinstance(kept, Failure):
            return _failed(job.arrival.name, job.document, kept)
        differing = differences(before, self.archive.readings(job.document)) if before else []
        what: What = "added" if job.state == "new" else "refreshed"
        return Event(what, job.arrival.name, job.document, differences=tuple(differing))


def extract_rows(job: Job) -> Rows:
    """What a worker does with a document: extract it, and make the rows."""
    from extractor.extract import extract

    return store(extract(job.path))


_NOTHING = fingerprint(BytesIO())
"""An empty file has no bytes to be known by: each is a failed document of its own."""
_LOST = Failure("its original is lost", "ingest the file again")


def _failure(error: OSError | SovangError) -> Failure:
    if isinstance(error, SovangError):
        return Failure(error.what, error.advice)
    reason = error.strerror or str(error)
    return Failure(f"it cannot be opened ({reason})", "check that it is there and may be read, then `sovang retry`")


def _twin(event: Event, name: str) -> Event:
    """What becomes of a file with the same bytes, once it is known of the first."""
    if event.what == "failed":
        return replace(event, name=name, sentence=f"{name}{event.sentence.removeprefix(event.name)}")
    return Event("there", name, event.document)


def _failed(name: str, document: int, failure: Failure) -> Event:
    return Event("failed", name, document, f"{name}: {failure.what}; {failure.advice}")
