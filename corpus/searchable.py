"""Searchable copies of scans: the same pages, set straight, with what OCR reads in them as text behind the picture.

They lie in `derived/` under the hash of the original, which stays as it is, and can be made again at any time.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, Literal

from corpus.disk import disk_errors
from corpus.folder import Folder, open_reading
from corpus.lock import writing
from corpus.originals import Originals
from corpus.queries.documents import in_answers
from models.errors import ArchiveError, SovangError

_SURE = 4.0  # Tesseract's confidence in which way is up, from which a page is turned; so high it was always right
_QUALITY = 95  # of JPEG, where a picture file becomes a PDF


@dataclass(frozen=True, slots=True)
class Searchable:
    """Where a document can be searched: a copy just made or there already, or the original, which has its own text."""

    path: Path
    how: Literal["made", "there", "own"]


def make_searchable(root: Path, document: int, jobs: int, wait: float) -> Searchable:
    """Make the searchable PDF of a scan, unless it is there; with `jobs` processes.

    UsageError where there is no such document in the answers, ArchiveError where its original is lost or the archive
    cannot be written within `wait` seconds, SovangError where OCR is not to be had or fails.
    """
    with closing(open_reading(root)) as connection:
        particulars = in_answers(connection, document)
    original = Originals(Folder(root)).find(particulars["sha256"], particulars["name"])
    if original is None:
        raise ArchiveError(f"document {document}", "its original is lost", "ingest the file again")
    place = Folder(root).searchable(particulars["sha256"])
    if place.is_file():
        return Searchable(place, "there")
    with tempfile.TemporaryDirectory(prefix="sovang-") as folder:
        made = _made(particulars, original, Path(folder), jobs)
        if made is None:
            return Searchable(original, "own")
        _keep(Folder(root), made, place, wait)
    return Searchable(place, "made")


def _made(particulars: Mapping[str, Any], original: Path, folder: Path, jobs: int) -> Path | None:
    """The searchable PDF, made in `folder`; None where the original needs none."""
    from extractor.readers.pdf import picture_pages

    subject, target = f"document {particulars['id']} ({particulars['name']})", folder / "searchable.pdf"
    if particulars["format"] == "scan":
        source = _bound(original, folder / "pictures.pdf")
        _recognise(subject, source, target, jobs, mode="skip")
        return target
    pages = picture_pages(original) if particulars["format"] == "pdf" else {}
    if not pages:
        return None
    # Where a poor text layer lies over a picture it must go; pages with text of their own are never touched.
    mode = "force" if any(pages.values()) else "skip"
    _recognise(subject, original, target, jobs, mode=mode, pages=",".join(map(str, pages)))
    return target


def _bound(original: Path, target: Path) -> Path:
    """A picture file as a PDF: each frame a page of its size, upright, as fine as it is."""
    from PIL import Image, ImageOps, ImageSequence

    from extractor.readers.scan import pictures

    with Image.open(original) as image:
        for number, frame, (read, dpi) in zip(count(), ImageSequence.Iterator(image), pictures(original), strict=False):
            upright = ImageOps.exif_transpose(frame)
            plain = upright if upright.mode in ("1", "L") else upright.convert("RGB")
            own = dpi * plain.width / read.shape[1]  # the reader may have made it coarser
            plain.save(target, "PDF", resolution=own, quality=_QUALITY, append=number > 0)
    return target


def _recognise(subject: str, source: Path, target: Path, jobs: int, mode: str, pages: str | None = None) -> None:
    """Let OCRmyPDF write `source` with text into `target`."""
    from extractor.readers.scanned import ADVICE

    try:
        import ocrmypdf
        from ocrmypdf.exceptions import ExitCodeException, MissingDependencyError
    except ImportError as error:
        raise SovangError(
            subject, f"OCRmyPDF cannot be started ({error})", "install it: pip install ocrmypdf"
        ) from None
    logging.getLogger("ocrmypdf").setLevel(logging.CRITICAL)  # what matters is in the exception
    try:
        # Threads serve, for Tesseract is a process of its own; forked workers might wait for a lock that nobody holds.
        ocrmypdf.ocr(
            source, target, language=["vie"], output_type="pdf", deskew=True, rotate_pages=True,
            rotate_pages_threshold=_SURE, jobs=jobs, use_threads=True, invalidate_digital_signatures=True,
            progress_bar=sys.stderr.isatty(), mode=mode, pages=pages,
        )  # fmt: skip
    except MissingDependencyError:
        raise SovangError(subject, "Tesseract with Vietnamese is not on this machine", ADVICE) from None
    except ExitCodeException as error:
        what = " ".join(str(error).split()) or type(error).__name__
        raise SovangError(subject, f"no searchable PDF can be made of it ({what})", "print it to a new PDF") from None


def _keep(folder: Folder, made: Path, place: Path, wait: float) -> None:
    """Move the copy to its place, whole or not at all; the archive has one writer at a time."""
    with disk_errors(folder.root), writing(folder, wait):
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_suffix(".part")
        with made.open("rb") as source, part.open("wb") as target:
            shutil.copyfileobj(source, target)
            target.flush()
            os.fsync(target.fileno())
        part.replace(place)
