"""Archives for the tests of lookups: reports put together by hand, in words of our own."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

from corpus.archive import Archive, Arrival
from corpus.rows import store
from models.records import AwardCount, Block, Citation, Evidence, Exemplar, Grant, Header, Layout, Reference, Report

Record = Citation | AwardCount | Exemplar | Grant


class Draft:
    """A report in the making: each paragraph is a passage on a page of its own, each record stands in a paragraph."""

    def __init__(self, name: str, unit: str | None = None, period: str | None = None, **header: object) -> None:
        self.name = name
        self.header = Header(issuer=unit, period=period, **header)  # type: ignore[arg-type]
        self.paragraphs: list[str] = []
        self.records: list[Record] = []
        self.references: list[Reference] = []

    @property
    def _offset(self) -> int:
        return sum(len(paragraph) + 1 for paragraph in self.paragraphs)

    def say(self, paragraph: str) -> Draft:
        """Add a paragraph."""
        self.paragraphs.append(paragraph)
        return self

    def _evidence(self, sentence: str, mention: str) -> Evidence:
        start = self._offset + sentence.index(mention)
        self.say(sentence)
        return Evidence(start, start + len(mention), len(self.paragraphs), mention)

    def cite(
        self,
        sentence: str,
        number: str,
        date: str | None = None,
        issuer: str | None = None,
        subject: str | None = None,
        doc_type: str = "Quyết định",
    ) -> Draft:
        """Add a paragraph that cites `number`."""
        evidence = self._evidence(sentence, number)
        self.records.append(Citation(doc_type, number, date, issuer, subject, number, evidence, "test", 1.0))
        return self

    def law(self, sentence: str, name: str, date: str | None = None, number: str | None = None) -> Draft:
        """Add a paragraph that cites the law called `name`: by its date or number, or, without both, by its name alone."""
        evidence = self._evidence(sentence, number or name)
        if date or number:
            self.records.append(Citation("Luật", number, date, None, name, evidence.quote, evidence, "test", 1.0))
        else:
            self.references.append(Reference("vague", f"Luật {name}", None, evidence, "test"))
        return self

    def award(
        self,
        award: str,
        collectives: int | None = None,
        individuals: int | None = None,
        level: str | None = "huyện",
        period: str | None = None,
        occasion: str | None = None,
        locality: str | None = None,
        status: str = "granted",
    ) -> Draft:
        """Add a paragraph that counts an award."""
        sentence = f"{award}: {collectives} tập thể, {individuals} cá nhân."
        evidence = self._evidence(sentence, sentence)
        self.records.append(
            AwardCount(
                award, None, level, collectives, individuals, None, occasion, locality, period or self.header.period,
                sentence, evidence, "test", 1.0, status=status,  # type: ignore[arg-type]
            )
        )  # fmt: skip
        return self

    def praise(
        self,
        name: str,
        place: str | None = None,
        unit: str | None = None,
        deed: str | None = None,
        kind: str = "person",
    ) -> Draft:
        """Add a paragraph that names an exemplar."""
        evidence = self._evidence(f"Tiêu biểu có {name} ({unit or place}) với {deed}.", name)
        self.records.append(
            Exemplar(name, kind, None, None, unit, place, None, deed, name, evidence, "test", 1.0)  # type: ignore[arg-type]
        )
        return self

    def grant(
        self, name: str, award: str, unit: str | None = None, kind: str = "person", role: str | None = None
    ) -> Draft:
        """Add a paragraph that lists the recipient of an award."""
        evidence = self._evidence(f"1. {name}, {unit}.", name)
        self.records.append(
            Grant(name, kind, role, unit, award, self.header.number, name, evidence, "test", 1.0)  # type: ignore[arg-type]
        )
        return self

    def report(self) -> Report:
        """The report."""
        blocks, at = [], 0
        for page, paragraph in enumerate(self.paragraphs, 1):
            blocks.append(Block("paragraph", at, at + len(paragraph), page, ("I. Kết quả",)))
            at += len(paragraph) + 1
        layout = Layout("\n".join(self.paragraphs), tuple(blocks), (), len(blocks))
        return Report(
            self.name,
            "txt",
            layout,
            self.header,
            citations=tuple(r for r in self.records if isinstance(r, Citation)),
            awards=tuple(r for r in self.records if isinstance(r, AwardCount)),
            exemplars=tuple(r for r in self.records if isinstance(r, Exemplar)),
            grants=tuple(r for r in self.records if isinstance(r, Grant)),
            references=tuple(self.references),
        )


def put(folder: Path, drafts: Iterable[Draft]) -> Path:
    """Write the drafts into the archive in `folder`, made if need be; identifiers count up from 1."""
    with Archive.open(folder) as archive:
        for draft in drafts:
            content = repr((draft.name, draft.header, draft.paragraphs)).encode()
            staged = archive.stage(io.BytesIO(content), draft.name)
            arrival = Arrival(draft.name, f"/in/{draft.name}", staged.sha256, len(content))
            archive.put(archive.next_id(), arrival, store(draft.report()))
    return folder
