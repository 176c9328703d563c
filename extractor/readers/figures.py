"""Numbers in the columns of tables on scans: what is odd among them is read again as a number, running ones counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import dropwhile

import numpy as np

from extractor.readers.marks import read_only
from extractor.readers.picture import Grey, Mask, Stripe
from extractor.readers.tesseract import Engine, Token

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*%?")
_DECIMAL = re.compile(r"(\d+)\.(\d{1,2})")  # a dot before fewer than three digits parts no thousands
_DIGITS, _HEADS = "0123456789.,", "ST"
_RUNNING = ("TT", "STT")  # what heads a column of running numbers
_SAME = 6  # dots between the sides of cells of one column
_INSET = 4  # dots along a cell's sides that may hold rests of its rules
_NEXT = 24  # dots from a cell to the next below it
_MOST, _SOME = 0.5, 0.25  # of a column's cells: if more are numbers, so are the others; those that are short
_SURE = 0.9  # confidence of a number that is left as it is
_LEGIBLE = 0.5  # of one that only enlarging made legible
_COUNTED = 0.5  # confidence of a running number that was not read, but counted
_SHORT = 4  # letters: longer is no number misread

Cells = dict[Stripe, list[Token]]


def with_figures(found: Cells, grey: Grey, ink: Mask, engine: Engine) -> Cells:
    """The words of cells, by place, with numbers where a column holds numbers; the engine looks elsewhere then."""
    for head, *cells in _columns(found):
        found |= {cell: _without_rests(found[cell]) for cell in cells}
        if len(cells) < 2 or not _is_of_numbers([_text(found[cell]) for cell in cells]):
            continue
        for cell in _odd(found, cells):
            token = _read(grey, ink, cell, _DIGITS, engine)
            if token and (token.confidence > _least(found[cell]) or not _NUMBER.fullmatch(_text(found[cell]))):
                found[cell] = [token]
        found |= _with_commas(found, cells)
        if counted := _counted(found, cells, ink):
            found |= counted
            if len(_text(found[head])) < _SHORT and (token := _read(grey, ink, head, _HEADS, engine)):
                found[head] = [token]
    return found


def _is_of_numbers(texts: Sequence[str]) -> bool:
    """Whether a column holds numbers: most are, or some, and nothing is long."""
    numbers = sum(bool(_NUMBER.fullmatch(text)) for text in texts)
    return numbers > _MOST * len(texts) or (numbers > _SOME * len(texts) and all(len(t) < _SHORT for t in texts))


def _without_rests(tokens: list[Token]) -> list[Token]:
    """A number without the rests of rules that were read as signs behind it: `10 -`."""
    own = list(dropwhile(lambda token: not any(map(str.isalnum, token.text)), reversed(tokens)))[::-1]
    return own if len(own) == 1 and _NUMBER.fullmatch(own[0].text) else tokens


def _columns(found: Cells) -> Iterator[list[Stripe]]:
    """The cells one under another in a table, top to bottom."""
    columns: list[list[Stripe]] = []
    for cell in sorted(found, key=lambda c: c[1]):
        for column in columns:
            aligned = abs(column[0][0] - cell[0]) <= _SAME and abs(column[0][2] - cell[2]) <= _SAME
            if aligned and cell[1] - column[-1][3] <= _NEXT:
                column.append(cell)
                break
        else:
            columns.append([cell])
    yield from columns


def _text(tokens: Sequence[Token]) -> str:
    return " ".join(token.text for token in tokens)


def _odd(found: Cells, cells: Sequence[Stripe]) -> list[Stripe]:
    """The cells with something short that is no number, or not one like those of the column."""
    shapes = Counter(_shape(_text(found[cell])) for cell in cells)
    common, often = shapes.most_common(1)[0]
    odd = []
    for cell in cells:
        text = _text(found[cell])
        plain = _NUMBER.fullmatch(text) and (_shape(text) == common or often <= _MOST * len(cells))
        plain = plain and _least(found[cell]) > _SURE
        if not plain and sum(c.isalpha() for c in text) < _SHORT:
            odd.append(cell)
    return odd


def _least(tokens: Sequence[Token]) -> float:
    """The least confidence of words."""
    return min((token.confidence for token in tokens), default=0.0)


def _shape(text: str) -> str:
    """A number without its digits: `9,9` for 952,3."""
    return re.sub(r"\d+", "9", text)


def _read(grey: Grey, ink: Mask, cell: Stripe, letters: str, engine: Engine) -> Token | None:
    """What stands alone in a cell, read as made up of these letters."""
    place = tight(ink, cell)
    token = place and read_only(letters, grey, place, engine)
    if not token or token.confidence < _LEGIBLE:
        return None
    fits = token.text in _RUNNING if letters == _HEADS else _NUMBER.fullmatch(token.text)
    return token if fits else None


def tight(ink: Mask, cell: Stripe) -> Stripe | None:
    """The place of the ink in a cell, away from the rules around it, and two dots more; None where there is none."""
    x0, top, x1, bottom = cell[0] + _INSET, cell[1] + _INSET, cell[2] - _INSET, cell[3] - _INSET
    rows, columns = (np.nonzero(ink[top:bottom, x0:x1].any(axis=axis))[0] for axis in (1, 0))
    if not rows.size:
        return None
    return x0 + int(columns[0]) - 2, top + int(rows[0]) - 2, x0 + int(columns[-1]) + 3, top + int(rows[-1]) + 3


def _with_commas(found: Cells, cells: Sequence[Stripe]) -> Cells:
    """The cells whose decimal comma was read as a dot, where others of the column have commas."""
    if not any("," in _text(found[cell]) for cell in cells):
        return {}
    dotted = {cell: _DECIMAL.fullmatch(_text(found[cell])) for cell in cells}
    return {
        cell: [replace(found[cell][0], text=f"{parts[1]},{parts[2]}", x1=found[cell][-1].x1)]
        for cell, parts in dotted.items()
        if parts
    }


def _counted(found: Cells, cells: Sequence[Stripe], ink: Mask) -> Cells:
    """Every cell of a column of running numbers, those that were not read counted; nothing for another column."""
    texts = [_text(found[cell]) for cell in cells]
    firsts = Counter(int(text) - i for i, text in enumerate(texts) if text.isdecimal() and text.isascii())
    if not firsts:
        return {}
    first, often = firsts.most_common(1)[0]
    if often <= _MOST * len(cells) or first < 0:
        return {}
    counted: Cells = {}
    for i, (cell, text) in enumerate(zip(cells, texts, strict=True)):
        place = tight(ink, cell)
        unsure = not text.isdecimal() or found[cell][0].confidence < _SURE
        if text != str(first + i) and unsure and len(text) < _SHORT and place:
            x0, top, x1, bottom = place
            height = (bottom - top - 4) / 0.68  # of digits beside that of a line
            counted[cell] = [Token(str(first + i), x0, top, x1, bottom, bottom - 2, height, _COUNTED, 1)]
        else:
            counted[cell] = found[cell]
    return counted
