"""A text or a file whose references are held against the archive, as a checker of citations works through a draft."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.identities.bodies import body, completed
from extractor.apart import apart
from extractor.extract import extract
from models.answers.cards import Card, Checked, Draft
from models.errors import SovangError, UsageError
from models.records import Citation, Report
from models.references import number_key
from models.text import fold
from search.lookups.decree import by_law, by_reference
from search.references import Reference, parse_law

_TYPED = "-"


@dataclass(frozen=True, slots=True)
class _File:
    path: Path


def check(connection: sqlite3.Connection, source: str) -> Draft:
    """Each reference of the file `source` (`-`: the text on standard input) with what the archive knows of it.

    References to one document are one, where it is first named. ReadError where the file cannot be read.
    """
    with _on_disk(source) as path:
        report = _read(path)
    found = [(citation, _reference(citation, report)) for citation in report.citations]
    ordered = sorted(enumerate(found), key=lambda one: (_key(one[1][0]), one[0]))
    groups = [list(group) for _, group in groupby(ordered, key=lambda one: _key(one[1][0]))]
    checked = [(group[0][0], _checked(connection, group[0][1], len(group))) for group in groups]
    name = "" if source == _TYPED else Path(source).name
    return Draft(name, tuple(one for _, one in sorted(checked, key=lambda pair: pair[0])))


@contextmanager
def _on_disk(source: str) -> Iterator[Path]:
    if source != _TYPED:
        yield Path(source)
        return
    with TemporaryDirectory(prefix="sovang-") as folder:
        path = Path(folder) / "standard input.txt"
        path.write_bytes(sys.stdin.buffer.read())
        if not path.stat().st_size:
            raise UsageError("standard input", "there is no text in it", "type or paste one")
        yield path


def _read(path: Path) -> Report:
    """The report of the file, read in a process of its own, which a bad file may end."""
    with closing(apart(_extracted, [_File(path)], 1)) as results:
        _, result = next(results)
    if isinstance(result, SovangError):
        raise result
    return result


def _extracted(file: _File) -> Report:
    return extract(file.path)


def _key(citation: Citation) -> tuple[str, str, str, str]:
    number = number_key(citation.number or "") or fold(citation.mention)
    return number, fold(citation.doc_type), citation.date or "", fold(citation.issuer or "")


def _reference(citation: Citation, report: Report) -> Reference | None:
    """What the citation tells; `UBND huyện` is the district of the draft's own head."""
    key = number_key(citation.number or "")
    running = re.match(r"\d+", key)
    if not running:
        return None
    own = body(report.header.issuer) if report.header.issuer else None
    issuer = completed(body(citation.issuer), own, tuple).name if citation.issuer else ""
    words = " ".join(re.findall(r"\w+", fold(issuer)))
    return Reference(running.group(), (citation.doc_type,), key, None, citation.date, words)


def _checked(connection: sqlite3.Connection, found: tuple[Citation, Reference | None], times: int) -> Checked:
    citation, reference = found
    said = Checked(
        citation.mention, citation.doc_type, citation.number, citation.date, citation.issuer, citation.subject,
        citation.evidence.page, times, "unknown",
    )  # fmt: skip
    if reference is None:
        law = parse_law(citation.mention)
        cards = by_law(connection, law, citation.mention).cards if law else ()
        return _of_cards(said, cards)
    look_up = partial(by_reference, connection, text=citation.mention)
    if cards := look_up(reference).cards:
        return _of_cards(said, cards)
    others = look_up(replace(reference, date=None, issuer="")).cards
    return replace(said, state="differs", cards=others) if others else said


def _of_cards(said: Checked, cards: Sequence[Card]) -> Checked:
    if not cards:
        return said
    return replace(said, state="found" if len(cards) == 1 else "ambiguous", cards=tuple(cards))
