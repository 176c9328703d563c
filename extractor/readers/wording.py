"""Pieces of text, as Word files and web pages hold them, to words."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from models.page import Word


@dataclass(slots=True)
class Wording:
    """The words of the line at hand. A piece that begins without a blank goes on with the word before it."""

    words: list[Word] = field(default_factory=list)
    glue: bool = False

    def put(self, text: str, bold: bool, raised: bool = False) -> None:
        """Add a piece of text; a raised one (a footnote mark) stays a word of its own."""
        pieces = text.split()
        if not pieces:
            self.glue = self.glue and not text
            return
        if self.glue and not text[0].isspace() and self._goes_on(pieces[0], raised):
            last = self.words[-1]
            self.words[-1] = replace(last, text=last.text + pieces.pop(0), bold=last.bold and bold)
        self.words.extend(Word(piece, bold=bold, raised=raised and i == 0) for i, piece in enumerate(pieces))
        self.glue = not text[-1].isspace()

    def _goes_on(self, piece: str, raised: bool) -> bool:
        """Whether `piece` is the rest of the last word; to a raised mark only signs are added: "1," of "1" and ","."""
        if not self.words or raised:
            return False
        return not self.words[-1].raised or not piece[0].isalnum()

    def take(self) -> tuple[Word, ...]:
        """The words so far; the next ones begin a new line."""
        words = tuple(self.words)
        self.words, self.glue = [], False
        return words
