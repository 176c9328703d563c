"""What a sample report is made of: phrases that carry their truth, blocks of phrases, a letterhead and a signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

FactKind = Literal["citation", "award", "exemplar", "movement", "check", "grant"]
BlockKind = Literal["part", "heading", "centre", "aside", "paragraph", "basis", "item", "table"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A truth about `text[start:end]` of the phrase that carries it; `values` are the fields of the guidelines."""

    kind: FactKind
    start: int
    end: int
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote whose mark stands at offset `at` of the phrase."""

    at: int
    phrase: Phrase


@dataclass(frozen=True, slots=True)
class Phrase:
    """Text with the facts it states and the footnotes it bears. Adding joins both, with offsets moved along.

    >>> (Phrase("Thực hiện ") + say("Chỉ thị số 34-CT/TW", "citation", number="34-CT/TW")).facts[0].start
    10
    """

    text: str = ""
    facts: tuple[Fact, ...] = ()
    notes: tuple[Note, ...] = ()

    def __add__(self, other: Phrase | str) -> Phrase:
        tail = other if isinstance(other, Phrase) else Phrase(other)
        shift = len(self.text)
        facts = tuple(replace(f, start=f.start + shift, end=f.end + shift) for f in tail.facts)
        notes = tuple(replace(n, at=n.at + shift) for n in tail.notes)
        return Phrase(self.text + tail.text, self.facts + facts, self.notes + notes)

    def __radd__(self, other: str) -> Phrase:
        return Phrase(other) + self

    def fact(self, kind: FactKind, /, **values: object) -> Phrase:
        """This phrase with one more fact, which covers all of it and stands before those within."""
        return replace(self, facts=(Fact(kind, 0, len(self.text), values), *self.facts))

    def noted(self, note: Phrase) -> Phrase:
        """This phrase with the mark of the footnote `note` at its end."""
        return replace(self, notes=(*self.notes, Note(len(self.text), note)))

    def capital(self) -> Phrase:
        """This phrase with its first letter in upper case."""
        return replace(self, text=self.text[:1].upper() + self.text[1:])


def say(text: str | Phrase, kind: FactKind, /, **values: object) -> Phrase:
    """A phrase that is the mention of one fact."""
    return (text if isinstance(text, Phrase) else Phrase(text)).fact(kind, **values)


def join(separator: str, phrases: Iterable[Phrase | str]) -> Phrase:
    """The phrases with `separator` between them."""
    whole = Phrase()
    for i, phrase in enumerate(phrases):
        whole = whole + (separator if i else "") + phrase
    return whole


_SLOT = re.compile(r"\{(\w+)\}")


def fill(template: str, slots: Mapping[str, Phrase | str]) -> Phrase:
    """`template` with each `{slot}` replaced; KeyError names a slot that has no filling.

    >>> fill("{unit} báo cáo như sau:", {"unit": "UBND huyện"}).text
    'UBND huyện báo cáo như sau:'
    """
    whole, end = Phrase(), 0
    for match in _SLOT.finditer(template):
        whole = whole + template[end : match.start()] + slots[match[1]]
        end = match.end()
    return whole + template[end:]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `kind` and `values` are the fact that the row states as a whole, if it does.

    In a row `across` the first cell has the width of the table, and the others are empty.
    """

    cells: tuple[Phrase, ...]
    kind: FactKind | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    across: bool = False

    @property
    def phrase(self) -> Phrase:
        """The row as one phrase, its cells parted by blanks."""
        whole = join(" ", [cell for cell in self.cells if cell.text])
        return whole.fact(self.kind, **self.values) if self.kind else whole


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or table; `rows` only in tables, the head's row first."""

    kind: BlockKind
    phrase: Phrase = Phrase()
    rows: tuple[Row, ...] = ()
    widths: tuple[float, ...] = ()  # of a table's columns, as shares of the text's width

    def phrases(self) -> Iterator[Phrase]:
        """Every phrase of the block in reading order, a table's by rows."""
        if self.rows:
            yield from (row.phrase for row in self.rows)
        else:
            yield self.phrase


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a document: who issues it, its number and day as printed, its type and subject line."""

    above: str  # the office above, or the first line of the issuer's name
    issuer: str  # second line, bold
    number: str  # "Số: 215/BC-UBND"
    dated: str  # "Mường Lanh, ngày 14 tháng 7 năm 2021"
    doc_type: str  # "BÁO CÁO"
    title: tuple[str, ...]  # lines of the subject
    addressees: tuple[str, ...] = ()  # after "Kính gửi:"


@dataclass(frozen=True, slots=True)
class Signature:
    """The block at the end: recipients at the left, capacity, office and name of who signs at the right."""

    recipients: tuple[str, ...]
    capacity: tuple[str, ...]  # "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"
    name: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `header` holds the truth of the letterhead; `appendix` follows the signature on a new page."""

    stem: str
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    signature: Signature
    header: Mapping[str, object]
    appendix: tuple[Block, ...] = ()

    def phrases(self) -> Iterator[Phrase]:
        """Every phrase in reading order, footnotes after the phrase that bears their mark."""
        for block in (*self.blocks, *self.appendix):
            for phrase in block.phrases():
                yield phrase
                yield from (note.phrase for note in phrase.notes)
