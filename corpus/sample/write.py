"""Writes a folder of sample reports, each with its truth beside it, and leaves alone what it did not write."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from corpus.sample.agenda import Job, agenda
from corpus.sample.compose import compose, truth_without_head
from corpus.sample.gold import gold_json
from corpus.sample.model import Document
from corpus.sample.world import chance
from models.errors import SovangError, UsageError
from models.fonts import font_path

FORMATS = ("txt", "pdf", "scan", "docx")
DEFAULT_SEED, DEFAULT_REPORTS = 2024, 24
_PATTERN = ("txt", "pdf", "txt", "docx", "txt", "txt", "pdf", "scan", "txt", "docx", "txt", "txt")
_RECORD = ".sovang-sample.json"
"""Hidden file in the folder that says what was written there: names with the SHA-256 of their bytes."""


def write_samples(
    folder: Path,
    seed: int = DEFAULT_SEED,
    reports: int = DEFAULT_REPORTS,
    formats: Sequence[str] = FORMATS,
    progress: Callable[[Path], None] | None = None,
) -> list[Path]:
    """Write `reports` reports and their `*.gold.json` into `folder`; the paths of the reports, in order.

    The same arguments give the same bytes. What is there already with the same bytes stays as it is. UsageError for a
    wrong argument, SovangError where the folder cannot be written or holds a file of that name that is another's.
    """
    return _write_all(folder, _recipe(seed, reports, formats), _files(seed, reports, formats), progress)


def write_training(
    folder: Path, seed: int, texts: int, held_out: bool = False, progress: Callable[[Path], None] | None = None
) -> list[Path]:
    """Write `texts` training texts and their `*.gold.json` with spans into `folder`, as `corpus.sample.training` says.

    The paths of the texts, in order. What is there already is kept as by `write_samples`, with the same errors.
    """
    if texts < 1:
        raise UsageError("--training", f"{texts} texts cannot be written", "ask for 1 or more")
    recipe = f"{_code()} seed={seed} training={texts} held-out={held_out}"
    return _write_all(folder, recipe, _training_files(seed, texts, held_out), progress)


def _write_all(
    folder: Path, recipe: str, files: Iterator[tuple[str, bytes]], progress: Callable[[Path], None] | None
) -> list[Path]:
    ours = _read_record(folder)
    if ours.get("recipe") == recipe and _unchanged(folder, ours["files"]):
        return [folder / name for name in ours["files"] if not name.endswith(".gold.json")]
    _make_folder(folder)
    known: dict[str, str] = dict(ours.get("files", {}))
    written: dict[str, str] = {}
    try:
        for name, data in files:
            _keep_or_write(folder / name, data, known)
            written[name] = _digest(data)
            if progress and not name.endswith(".gold.json"):
                progress(folder / name)
    except BaseException:
        # Cut short: what was written is on record, so that the next run may go on.
        if written:
            _write(folder / _RECORD, _record("", known | written))
        raise
    _write(folder / _RECORD, _record(recipe, written))
    return [folder / name for name in written if not name.endswith(".gold.json")]


def _training_files(seed: int, texts: int, held_out: bool) -> Iterator[tuple[str, bytes]]:
    from corpus.sample.training.document import training
    from corpus.sample.training.truth import truth, truth_json

    for number in range(1, texts + 1):
        made, stem = training(seed, number, held_out), f"t{number:05}"
        yield f"{stem}.txt", made.text.text.encode()
        yield f"{stem}.gold.json", truth_json(truth(made, f"{stem}.txt"))


def _files(seed: int, reports: int, formats: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    pattern = [f for f in _PATTERN if f in formats]
    for job in islice(agenda(seed), reports):
        form = pattern[(job.number - 1) % len(pattern)]
        document, data = _rendered(seed, job, form)
        name = f"{document.stem}.{'pdf' if form == 'scan' else form}"
        yield name, data
        yield f"{document.stem}.gold.json", gold_json(document, name)


def _rendered(seed: int, job: Job, form: str) -> tuple[Document, bytes]:
    """The document of `job` as its file holds it, and the file. Renderers are imported when one is wanted."""
    document = compose(seed, job, brief=form == "scan")
    dice = chance(seed, "render", job.number)
    renderers = {"txt": _as_text, "pdf": _as_pdf, "scan": _as_scan, "docx": _as_docx}
    return renderers[form](document, job, dice)


def _as_text(document: Document, job: Job, dice: Random) -> tuple[Document, bytes]:
    from corpus.sample.render.text import choose_style, render_text

    style = choose_style(dice, may_lose_head=job.kind in ("half", "year", "plan"))
    if style.head == "lost":
        document = replace(document, header=truth_without_head(document))
    return document, render_text(document, style)


def _as_pdf(document: Document, job: Job, dice: Random) -> tuple[Document, bytes]:
    from corpus.sample.render.pdf import draw_pdf
    from corpus.sample.render.sheet import choose_sheet, set_pages

    pages = set_pages(document, choose_sheet(dice))
    return document, draw_pdf(pages, document.letterhead.title[0], job.unit.name)


def _as_scan(document: Document, job: Job, dice: Random) -> tuple[Document, bytes]:
    from corpus.sample.render.scan import choose_damage, draw_scan
    from corpus.sample.render.sheet import choose_sheet, set_pages

    pages = set_pages(document, choose_sheet(dice, brief=True))
    return document, draw_scan(pages, job.unit.name.upper(), choose_damage(dice), dice.randrange(2**31))


def _as_docx(document: Document, job: Job, dice: Random) -> tuple[Document, bytes]:
    from corpus.sample.render.docx import draw_docx

    del job
    return document, draw_docx(document, dice.choice((13.0, 13.5, 14.0)))


def _recipe(seed: int, reports: int, formats: Sequence[str]) -> str:
    """What the folder's content follows from: the arguments and the generator itself."""
    if reports < 1:
        raise UsageError("--reports", f"{reports} reports cannot be written", "ask for 1 or more")
    if unknown := [f for f in formats if f not in FORMATS] or (["nothing"] if not formats else []):
        raise UsageError("--formats", f"{unknown[0]} is no format", f"choose among {', '.join(FORMATS)}")
    return f"{_code()} seed={seed} reports={reports} formats={','.join(f for f in FORMATS if f in formats)}"


def _code() -> str:
    """Which generator this is: a part of the SHA-256 of all that it is made of."""
    own, faces = Path(__file__).parent, font_path().parent
    sources = sorted(p for p in (*own.rglob("*"), *faces.iterdir()) if p.suffix in (".py", ".toml", ".ttf"))
    return hashlib.sha256(b"".join(p.read_bytes() for p in sources)).hexdigest()[:16]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _record(recipe: str, files: dict[str, str]) -> bytes:
    return (json.dumps({"recipe": recipe, "files": files}, ensure_ascii=False, indent=1) + "\n").encode()


def _read_record(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / _RECORD).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("files"), dict) else {}


def _unchanged(folder: Path, files: dict[str, str]) -> bool:
    return all((folder / n).is_file() and _digest((folder / n).read_bytes()) == digest for n, digest in files.items())


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise UsageError(folder, "is a file, not a folder", "name a folder to write the samples into") from None
    except OSError as error:
        raise SovangError(folder, f"cannot be made ({error.strerror})", "choose a folder you may write to") from None


def _keep_or_write(path: Path, data: bytes, ours: dict[str, str]) -> None:
    if path.exists():
        there = path.read_bytes() if path.is_file() else b""
        if there == data and path.is_file():
            return
        if ours.get(path.name) != _digest(there):
            raise SovangError(
                path, "is there already and was not written as a sample", "move it or choose another folder"
            )
    _write(path, data)


def _write(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise SovangError(
            path, f"cannot be written ({error.strerror})", "free some space or choose another folder"
        ) from None
