"""Drafts of blocks to one text with offsets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from extractor.layout.lengths import bounded
from extractor.layout.mend import glued, torn
from extractor.layout.strips import Draft, Token
from models.records import Block, Layout, Place, Span

_SIGNS = frozenset(".,:;!?…)]”’\"'")  # stand close behind a word, also where a footnote's mark stood between


class _Writer:
    """The text so far; every word written leaves its place."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.at = 0
        self.places: list[Place] = []

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.at += len(text)

    def words(self, tokens: Sequence[Token]) -> Span:
        start, before, lifted = self.at, None, False
        pieces, places, at = self.pieces, self.places, self.at
        for token in tokens:
            text = token.text
            if not text:
                lifted = True
                continue
            if before and not _touching(before, token) and not (lifted and _SIGNS.issuperset(text)):
                pieces.append(" ")
                at += 1
            pieces.append(text)
            places.append(Place(at, at + len(text), token.page, token.line, token.box, token.confidence))
            at += len(text)
            before, lifted = token, False
        self.at = at
        return Span(start, at)


def _touching(before: Token, after: Token) -> bool:
    if after.raised:
        return True
    same_line = before.line == after.line and before.page == after.page
    return torn(before.text, after.text) if same_line else glued(before.text, after.text)


def compose(drafts: Iterable[Draft], pages: int) -> Layout:
    """The text of the drafts, one line break between two of them."""
    writer = _Writer()
    blocks: list[Block] = []
    for draft in chain.from_iterable(map(bounded, drafts)):
        if not any(token.text for token in draft.tokens):
            continue
        if blocks:
            writer.put("\n")
        start = writer.at
        cells = _cells(writer, draft.cells) if draft.cells else ()
        if not cells:
            writer.words(draft.tokens)
        blocks.append(_block(draft, start, writer.at, cells))
    return Layout("".join(writer.pieces), tuple(blocks), tuple(writer.places), pages)


def _block(draft: Draft, start: int, end: int, cells: tuple[Span, ...]) -> Block:
    return Block(
        draft.kind, start, end, draft.page, draft.section, draft.mark, draft.zone, cells=cells, table=draft.table
    )


def _cells(writer: _Writer, cells: Sequence[Sequence[Token]]) -> tuple[Span, ...]:
    """The cells with a tab between: an empty one is an empty span."""
    spans = []
    for i, cell in enumerate(cells):
        if i:
            writer.put("\t")
        spans.append(writer.words(cell))
    return tuple(spans)
