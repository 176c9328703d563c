"""A text or a file whose references are held against the archive, as a checker of citations works through a draft."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.identities.bodies import Body, body, completed, joint
from extractor.apart import apart
from models.answers.cards import Card, Checked, Decree, Draft, Spot
from models.errors import SovangError, UsageError
from search.lookups.decree import by_law, by_reference
from search.lookups.mentions import Mention, Text, read_mentions
from search.references import Reference, parse_law

_TYPED = "-"
_QUOTED = re.compile(rb"^[ \t]*(?:>[ \t]?)+", re.M)  # as mail programs mark what is answered


@dataclass(frozen=True, slots=True)
class _File:
    path: Path


def check(connection: sqlite3.Connection, source: str) -> Draft:
    """Each reference of the file `source` (`-`: the text on standard input) with what the archive knows of it.

    References to one document are one, where it is first named. ReadError where the file cannot be read.
    """
    with _on_disk(source) as path:
        text = _read(path)
    checker = _Checker(connection, text)
    name = "" if source == _TYPED else Path(source).name
    return Draft(name, tuple(checker.checked(group) for group in _groups(text.mentions)))


@contextmanager
def _on_disk(source: str) -> Iterator[Path]:
    if source != _TYPED:
        yield Path(source)
        return
    with TemporaryDirectory(prefix="sovang-") as folder:
        path = Path(folder) / "standard input.txt"
        path.write_bytes(_QUOTED.sub(b"", sys.stdin.buffer.read()))
        if not path.stat().st_size:
            raise UsageError("standard input", "there is no text in it", "type or paste one")
        yield path


def _read(path: Path) -> Text:
    """What the file says, read in a process of its own, which a bad file may end."""
    with closing(apart(_mentioned, [_File(path)], 1)) as results:
        _, result = next(results)
    if isinstance(result, SovangError):
        raise result
    return result


def _mentioned(file: _File) -> Text:
    return read_mentions(file.path)


def _groups(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions by document, in the order in which each is first named; one that says less is one said before."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        fitting = [group for group in groups if all(_may_be_one(mention, other) for other in group)]
        same = [group for group in fitting if any(other.key for other in group)] or fitting
        same = [group for group in same if any(other.key == mention.key for other in group)] or same
        if len(same) == 1:
            same[0].append(mention)
        else:
            groups.append([mention])
    return groups


def _may_be_one(one: Mention, other: Mention) -> bool:
    """Whether nothing printed speaks against their being one document, and the number for it."""
    if one.doc_type != other.doc_type or one.serial != other.serial:
        return False
    if one.serial is None:
        return parse_law(one.quote) == parse_law(other.quote)
    key, other_key = one.key or "", other.key or ""
    return (
        (key.startswith(other_key) or other_key.startswith(key))
        and _agree(one.date, other.date)
        and (not one.issuer or not other.issuer or body(one.issuer).may_be(body(other.issuer)))
    )


def _agree(one: str | None, other: str | None) -> bool:
    return not one or not other or one.startswith(other) or other.startswith(one)


class _Checker:
    """The archive, asked about the mentions of one draft."""

    def __init__(self, connection: sqlite3.Connection, text: Text) -> None:
        self._year = (text.date or "")[:4]
        self._home = body(text.issuer) if text.issuer else None
        # A text that does not say whose it is may gather many offices': one that it names is not the one left unnamed.
        self._named = text.named if self._home else ()
        self._asked = cache(lambda reference, quote: by_reference(connection, reference, quote))
        self._law = cache(lambda law, quote: by_law(connection, law, quote))

    def checked(self, group: Sequence[Mention]) -> Checked:
        """What the archive knows of the document that the mentions of a group name."""
        first = group[0]
        told = _told(group)
        places = tuple(Spot(one.page, one.line, one.quote) for one in group)
        said = Checked(
            first.quote, first.doc_type, told.number, told.date, told.issuer, told.subject, first.page, len(group),
            "unknown", places=places,
        )  # fmt: skip
        return self._of_law(said, told) if told.serial is None else self._of_number(said, told)

    def _of_law(self, said: Checked, told: Mention) -> Checked:
        law = parse_law(told.quote)
        return _settled(said, self._law(law, told.quote).cards) if law else said

    def _of_number(self, said: Checked, told: Mention) -> Checked:
        types = () if told.key else (told.doc_type,)
        known: Decree = self._asked(Reference(told.serial or "", types, told.key, None), told.quote)
        issuers = self._issuers(told)
        agreeing = [card for card in known.cards if _is_dated(card, told.date) and _is_by(card, issuers)]
        if agreeing or not known.cards:
            return _settled(said, self._of_its_time(agreeing) if not told.date else agreeing)
        likeliest = sorted(known.cards, key=lambda card: (_differences(card, told, issuers), card.date or ""))
        return replace(said, state="differs", cards=tuple(likeliest))

    def _of_its_time(self, cards: Sequence[Card]) -> Sequence[Card]:
        """Those that were there when the draft was written, if any was."""
        return [card for card in cards if not (self._year and card.date and card.date[:4] > self._year)] or cards

    def _issuers(self, told: Mention) -> tuple[Body, ...]:
        """Who is printed as the issuer; `UBND huyện` is the district of the draft's own head."""
        printed = joint(told.issuer) if told.issuer else ()
        return tuple(completed(one, self._home, lambda: self._named) for one in printed)


def _told(group: Sequence[Mention]) -> Mention:
    """All that the mentions of one document tell of it together."""
    fullest = max(group, key=lambda one: (bool(one.key), len(one.date or "")))
    return replace(
        fullest,
        date=max((one.date or "" for one in group), key=len) or None,
        issuer=max((one.issuer or "" for one in group), key=len) or None,
        subject=next((one.subject for one in group if one.subject), None),
    )


def _is_dated(card: Card, date: str | None) -> bool:
    """Whether the document can be of `date`, as it says itself, or else as any report gives it."""
    own = {document.date for document in card.held} - {None}
    known = own or {cited.date for cited in card.citations} - {None}
    return not known or any(_agree(one, date) for one in known)


def _is_by(card: Card, issuers: Sequence[Body]) -> bool:
    if not issuers or not card.issuer:
        return True
    printed = {
        card.issuer,
        *(value.value for finding in card.findings if finding.about == "issuer" for value in finding.values),
    }
    return any(one.may_be(other) for name in printed for one in joint(name) for other in issuers)


def _differences(card: Card, told: Mention, issuers: Sequence[Body]) -> tuple[bool, bool, bool]:
    """In what the document is not the one told of: whose, of which year, of which day."""
    return not _is_by(card, issuers), not _is_dated(card, (told.date or "")[:4] or None), not _is_dated(card, told.date)


def _settled(said: Checked, cards: Sequence[Card]) -> Checked:
    if not cards:
        return said
    return replace(said, state="found" if len(cards) == 1 else "ambiguous", cards=tuple(cards))
