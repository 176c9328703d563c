"""Footnotes and endnotes of Word files: their text, and the marks that Word shows for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from extractor.readers.numbering import written
from extractor.readers.wordfonts import Fonts
from extractor.readers.wordxml import Element, flattened, is_on, value, w
from models.text import SourceText

if TYPE_CHECKING:
    from docx.document import Document

_KINDS = {"footnote": "decimal", "endnote": "lowerRoman"}  # and how Word numbers them where nothing else is said


@dataclass(slots=True)
class WordNote:
    """A footnote or endnote: its paragraphs, the separators that Word keeps among them left out, and its mark."""

    kind: str
    texts: list[str] = field(default_factory=list)
    mark: str = ""


class WordNotes:
    """The notes of one document, which get their marks in the order in which they are referred to."""

    def __init__(self, document: Document, fonts: Fonts) -> None:
        self._notes = {kind: _notes(document, kind, fonts) for kind in _KINDS}
        self._formats = {kind: _format(document, kind) or usual for kind, usual in _KINDS.items()}
        self._counts: Counter[str] = Counter()

    def refer(self, reference: Element) -> tuple[str, WordNote | None]:
        """The mark that a reference shows, empty where it is printed behind it, and the note it refers to."""
        kind = "footnote" if reference.tag == w("footnoteReference") else "endnote"
        note = self._notes[kind].get(str(reference.get(w("id"))))
        if reference.get(w("customMarkFollows")) in ("1", "true", "on"):
            return "", note
        if note and note.mark:
            return note.mark, note
        self._counts[kind] += 1
        mark = written(self._counts[kind], self._formats[kind])
        if note:
            note.mark = mark
        return mark, note


def _notes(document: Document, kind: str, fonts: Fonts) -> dict[str, WordNote]:
    root = _part(document, f"/{kind}s")
    if root is None:
        return {}
    texts = {
        str(note.get(w("id"))): [text for p in note.iter(w("p")) if (text := _plain(p, fonts))]
        for note in flattened(root).iter(w(kind))
    }
    return {key: WordNote(kind, found) for key, found in texts.items()}


def _part(document: Document, name: str) -> Element | None:
    from docx.oxml.parser import parse_xml

    part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith(name)), None)
    return None if part is None else parse_xml(part.blob)


def _format(document: Document, kind: str) -> str | None:
    """How the document says that notes are numbered, in its last section or for all of them."""
    for root in (document.element, document.settings.element):
        found = [value(properties, "numFmt") for properties in root.iter(w(f"{kind}Pr"))]
        if named := list(filter(None, found)):
            return named[-1]
    return None


def _plain(paragraph: Element, fonts: Fonts) -> str:
    return SourceText.read("".join(_texts(paragraph, fonts))).text.strip()


def _texts(paragraph: Element, fonts: Fonts) -> Iterator[str]:
    for run in paragraph.iter(w("r")):
        if is_on(run.find(w("rPr")), "vanish"):
            continue
        for child in run:
            if child.tag == w("t"):
                yield fonts.read(run, child.text or "")
            elif child.tag == w("softHyphen"):
                yield fonts.soft_hyphen(run)
            elif child.tag == w("noBreakHyphen"):
                yield "-"
            elif child.tag in (w("tab"), w("br")):
                yield " "
