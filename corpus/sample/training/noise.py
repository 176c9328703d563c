"""Damage of scanning and typing, with the marks moved along."""

from __future__ import annotations

import random
from functools import cache

from corpus.sample.training.marked import Mark, Marked
from models.knowledge import load


@cache
def _read_as() -> dict[str, str]:
    """Letters and what scanning reads them as, in both cases."""
    table = {str(row["printed"]): str(row["read"]) for row in load("confusions")["letter"]}
    table |= {printed.upper(): read.upper() for printed, read in table.items()}
    return table


def scanned(text: Marked, dice: random.Random, rate: float) -> Marked:
    """`text` as OCR reads a poor scan: about `rate` of its letters misread, some blanks lost or put in."""
    return _replaced(text, [_misread(letter, dice, rate) for letter in text.text])


def _misread(letter: str, dice: random.Random, rate: float) -> str:
    if dice.random() >= rate:
        return letter
    if letter == " ":
        return dice.choice((" ", "", "  "))
    return dice.choice(_read_as().get(letter, letter))


def glued(text: Marked, dice: random.Random) -> Marked:
    """Dashes that have lost a blank beside them: `Thảo- Bí thư`."""
    plain = text.text
    pieces = list(plain)
    for at in range(1, len(plain) - 1):
        if plain[at] in "-–" and plain[at - 1] == " " == plain[at + 1] and dice.random() < 0.5:
            pieces[dice.choice((at - 1, at + 1))] = ""
    return _replaced(text, pieces)


def wrapped(text: Marked, width: int) -> Marked:
    """`text` with line breaks in the place of blanks, so that no line is longer than `width` if its words are not."""
    plain, start = list(text.text), 0
    last = -1
    for at, letter in enumerate(text.text):
        if letter == "\n":
            start, last = at + 1, -1
        elif letter == " ":
            last = at if at - start <= width else last
        if at - start >= width and last >= 0:
            plain[last], start, last = "\n", last + 1, -1
    return Marked("".join(plain), text.marks)


def _replaced(text: Marked, pieces: list[str]) -> Marked:
    """`text` with each of its letters replaced by a piece, which may be empty."""
    starts = [0]
    for piece in pieces:
        starts.append(starts[-1] + len(piece))
    marks = tuple(Mark(starts[m.start], starts[m.end], m.owner, m.field) for m in text.marks)
    return Marked("".join(pieces), marks)
