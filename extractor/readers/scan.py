"""Scans and photographs: set straight, read by Tesseract word by word, tables cell by cell."""

from __future__ import annotations

import math
import struct
import warnings
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import fmean, median

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, ImageSequence

from extractor.limits import MAX_PAGES, MAX_PIXELS, step
from extractor.readers.cells import read_cells
from extractor.readers.clean import cleaned
from extractor.readers.faint import faint_rules
from extractor.readers.flat import flattened
from extractor.readers.geometry import arrange
from extractor.readers.grid import find_grids
from extractor.readers.light import evenly_lit
from extractor.readers.marks import RaisedMark, find_marks
from extractor.readers.misread import put_right
from extractor.readers.missed import read_missed
from extractor.readers.numerals import with_numerals
from extractor.readers.picture import Grey, Mask, Stripe, blank, grey_of, ink_of, skew_of, straight, without
from extractor.readers.proof import proofread
from extractor.readers.scanned import ADVICE, NoTesseractError, Scan, change_notes, confidence_notes
from extractor.readers.sheet import POWERS, Rule, Sheet, is_power, word_box
from extractor.readers.spans import whole_rules
from extractor.readers.stamps import around, print_only, read_again
from extractor.readers.tesseract import Engine, Token, engine
from extractor.readers.tilt import tilted_back
from extractor.readers.upright import upright
from models.errors import ReadError
from models.page import Box, Reading, Word

_EDGE = 0.012  # of the picture: rules so near its edge are the scanner's lid
_RULED = 0.55  # inch: a rule outside tables is longer
_SIZE = 1.05  # size of print beside the height of a line, ascenders to descenders
_NEAR = 2  # words on either side of a mark that are read again with it
_KEPT = 0.9  # of what is read there must be read again without its marks
_SIGNS = ".,:;)!?”…"
_PAPER = (4.0, 36.0)  # inches: what a resolution makes of a page's longer side, to be believed
_LONG_SIDE = 11.69  # inches of A4, where the file tells nothing
# What Pillow raises for damaged files of one format or another.
_DAMAGE = (OSError, SyntaxError, ValueError, EOFError, TypeError, LookupError, OverflowError, struct.error)


def read_scan(path: Path) -> Reading:
    """Read a picture file, each frame a page; ReadError for one that is damaged or too large, or without Tesseract."""
    try:
        scans = [scan(picture, dpi, number) for number, (picture, dpi) in enumerate(pictures(path), 1)]
    except NoTesseractError as error:
        raise ReadError(path, f"it is a scan, and {error}", ADVICE) from None
    if not any(one.sheet.words for one in scans):
        raise ReadError(path, "no text can be read in it", "check that it is the right picture, or scan it again")
    skews = {one.sheet.number: one.skew for one in scans}
    laid, changes = put_right(with_numerals(arrange([one.sheet for one in scans])), skews)
    notes = (*confidence_notes(scans), *change_notes(changes))
    return Reading(path.name, "scan", tilted_back(laid, skews), scanned=True, notes=notes, changes=changes)


def pictures(path: Path) -> Iterator[tuple[NDArray[np.uint8], float]]:
    """The frames of a picture file with their dots an inch; ReadError when one cannot be had."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(path) as image:
                _check(path, image)
                yield from map(_frame, ImageSequence.Iterator(image))
    except Image.DecompressionBombError:
        raise _too_large(path) from None
    except _DAMAGE:
        what = "it is empty" if path.exists() and not path.stat().st_size else "it is a damaged picture"
        raise ReadError(path, what, "get the file again, or scan the page again") from None


def _check(path: Path, image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise _too_large(path)
    if getattr(image, "n_frames", 1) > MAX_PAGES:
        raise ReadError(path, f"it has more than {MAX_PAGES} pages", "split it into parts")


def _too_large(path: Path) -> ReadError:
    return ReadError(path, f"it has more than {MAX_PIXELS // 10**6} million pixels", "save it smaller and add that")


def _frame(frame: Image.Image) -> tuple[NDArray[np.uint8], float]:
    """The frame upright, grey or in colour, with its dots an inch."""
    dpi = _dots(frame)
    upright = ImageOps.exif_transpose(frame)
    if upright.mode.startswith(("I", "F")):
        deep = np.asarray(upright, dtype=np.float32)
        upright = Image.fromarray((deep / max(float(deep.max()), 1.0) * 255).astype(np.uint8))
    if upright.has_transparency_data:
        paper = Image.new("RGBA", upright.size, "white")
        upright = Image.alpha_composite(paper, upright.convert("RGBA"))
    plain = upright.convert("L" if upright.mode in ("1", "L") else "RGB")
    return np.array(plain), dpi


def _dots(frame: Image.Image) -> float:
    """Dots an inch: as the file says when that makes a sheet of paper, else as if the page were A4."""
    longer = max(frame.size)
    told = frame.info.get("dpi", (0, 0))
    dpi = float(told[0]) if isinstance(told, tuple) else 0.0
    if dpi > 0 and _PAPER[0] <= longer / dpi <= _PAPER[1]:
        return dpi
    return longer / _LONG_SIDE


def scan(picture: NDArray[np.uint8], dpi: float, number: int) -> Scan:
    """Read a page given as a picture, height by width (by RGB); NoTesseractError where there is no Tesseract."""
    step()
    flat = flattened(picture, dpi)
    raw = cleaned(evenly_lit(grey_of(flat.picture), flat.dpi))
    read = upright(raw, lambda grey: _read(grey, flat.dpi, number))
    return replace(read, sheet=replace(read.sheet, bend=flat.bend))


def scan_inset(picture: NDArray[np.uint8], dpi: float, number: int) -> Scan:
    """Read what pictures show on a page that is white elsewhere, as they lie; NoTesseractError as of `scan`."""
    step()
    return _read(cleaned(evenly_lit(grey_of(picture), dpi)), dpi, number)


def _read(raw: Grey, dpi: float, number: int) -> Scan:
    """What a grey page says as it lies, but for a skew of some degrees."""
    reader = engine()
    skew = skew_of(raw)
    grey = straight(raw, skew)
    ink = ink_of(grey)
    lying, standing = (_inside(stripes, grey) for stripes in faint_rules(grey, ink, dpi))
    drawn = [_rule(s, dpi, lying=True) for s in lying] + [_rule(s, dpi, lying=False) for s in standing]
    rules = whole_rules(drawn)
    ruled = _printed(lying + standing, rules, dpi)
    words = _words(without(grey, ruled), blank(ink, ruled), rules, dpi, reader)
    height, width = grey.shape
    sheet = Sheet(number, width * 72 / dpi, height * 72 / dpi, tuple(words), tuple(rules))
    return Scan(sheet, fmean(w.confidence or 0.0 for w in words) if words else 0.0, skew)


def _words(grey: Grey, ink: Mask, rules: list[Rule], dpi: float, reader: Engine) -> list[Word]:
    """The words of a page whose rules are painted over: those in cells, the others, the footnote marks."""
    cells = [_pixels(box, dpi) for grid in find_grids(rules) for _, _, box in grid.cells]
    tokens = read_cells(grey, ink, cells, dpi, reader)
    rest = without(grey, cells)
    reader.look(rest, dpi)
    free, pictures = reader.page()
    pictures, own = _inside(pictures, rest), blank(ink, cells)
    free = read_missed(own, free, pictures, dpi, reader)
    free = read_again(rest, free, pictures, dpi, reader)
    free, marks = _with_marks(rest, own, free, dpi, reader)
    kept = proofread(print_only(tokens + free), ink)
    return [_word(t, dpi) for t in kept] + [_mark(m, dpi) for m in marks]


def _printed(stripes: list[Stripe], rules: list[Rule], dpi: float) -> list[Stripe]:
    """The stripes that were ruled: long ones and those of tables; the others are strokes of stamps and signatures."""
    tables = [_pixels(grid.box, dpi, -0.05) for grid in find_grids(rules)]
    return [
        s
        for s in stripes
        if max(s[2] - s[0], s[3] - s[1]) > _RULED * dpi
        or any(s[0] >= t[0] and s[1] >= t[1] and s[2] <= t[2] and s[3] <= t[3] for t in tables)
    ]


def _inside(stripes: list[Stripe], grey: Grey) -> list[Stripe]:
    """The stripes that do not lie along the picture's edge."""
    height, width = grey.shape
    x, y = _EDGE * width, _EDGE * height
    return [s for s in stripes if s[2] > x and s[0] < width - x and s[3] > y and s[1] < height - y]


def _rule(stripe: Stripe, dpi: float, *, lying: bool) -> Rule:
    x0, top, x1, bottom = (v * 72 / dpi for v in stripe)
    if lying:
        return Rule(x0, (top + bottom) / 2, x1, (top + bottom) / 2)
    return Rule((x0 + x1) / 2, top, (x0 + x1) / 2, bottom)


def _pixels(box: Box, dpi: float, inches: float = 0.015) -> Stripe:
    """A cell in pixels, set in so far that the rules around it stay out."""
    inset = inches * dpi
    x0, top, x1, bottom = (v * dpi / 72 for v in (box.x0, box.top, box.x1, box.bottom))
    return math.ceil(x0 + inset), math.ceil(top + inset), int(x1 - inset), int(bottom - inset)


def _with_marks(
    grey: Grey, ink: Mask, tokens: list[Token], dpi: float, reader: Engine
) -> tuple[list[Token], list[RaisedMark]]:
    """The lines that bear raised digits read again without them, powers put to their units; the footnote marks."""
    marks = find_marks(grey, ink, tokens, reader)
    if not marks:
        return tokens, []
    reader.look(without(grey, [m.place for m in marks]), dpi)
    for number in {m.line for m in marks}:
        own = [m for m in marks if m.line == number]
        for old in _about([t for t in tokens if t.line == number], own):
            rest = [t for t in old if not any(_is_mark(t, m) for m in own)]
            new = _settled(reader.line(around(old, int(0.02 * dpi))), rest, own)
            better = _weight(new) >= _KEPT * _weight(rest)
            kept = [replace(t, line=number) for t in _joined(new, own)] if better else rest
            tokens = [t for t in tokens if t not in old] + kept
    return tokens, [m for m in marks if not m.power]


def _about(line: Sequence[Token], marks: Sequence[RaisedMark]) -> list[list[Token]]:
    """The stretches of a line that bear its marks, some words long: all of it would take longer to read."""
    ordered = sorted(line, key=lambda t: t.x0)
    near = {bisect([t.x0 for t in ordered], m.place[0]) + i for m in marks for i in range(-_NEAR, _NEAR)}
    stretches: list[list[Token]] = []
    for i, token in enumerate(ordered):
        if i in near and i - 1 in near and stretches:
            stretches[-1].append(token)
        elif i in near:
            stretches.append([token])
    return stretches


def _settled(new: Sequence[Token], old: Sequence[Token], marks: Sequence[RaisedMark]) -> list[Token]:
    """A stretch read again, without what is left of its marks, on the base line of its first reading.

    So few words tell neither that nor the size of print for sure.
    """
    kept = [t for t in new if not (_is_debris(t) and any(_is_mark(t, m) for m in marks))]
    if not old:
        return kept
    base, height = median(t.base for t in old), median(t.height for t in old)
    return [replace(t, base=base, height=height) for t in kept]


def _is_debris(token: Token) -> bool:
    return bool(token.text.strip(_SIGNS)) and not any(c.isalnum() for c in token.text)


def _is_mark(token: Token, mark: RaisedMark) -> bool:
    return mark.place[0] <= (token.x0 + token.x1) / 2 <= mark.place[2]


def _weight(line: Sequence[Token]) -> float:
    """How much is read, and how surely."""
    return sum(t.confidence * len(t.text) for t in line)


def _joined(line: list[Token], marks: Sequence[RaisedMark]) -> list[Token]:
    """The words of a line with the signs that a mark had parted from them, and with powers in their places."""
    joined: list[Token] = []
    for token in line:
        between = [m for m in marks if joined and joined[-1].x0 < m.place[0] < token.x1]
        if between and not token.text.strip(_SIGNS):
            joined[-1] = replace(joined[-1], text=joined[-1].text + token.text, x1=token.x1)
        else:
            joined.append(token)
    for mark in marks:
        joined = [_raised_to(mark, t) if mark.power and _is_before(t, mark) else t for t in joined]
    return joined


def _is_before(token: Token, mark: RaisedMark) -> bool:
    return token.x0 < mark.place[0] < token.x1 + (token.x1 - token.x0) and is_power(
        token.text.rstrip(_SIGNS), mark.text
    )


def _raised_to(mark: RaisedMark, token: Token) -> Token:
    unit = token.text.rstrip(_SIGNS)
    return replace(token, text=unit + mark.text.translate(POWERS) + token.text[len(unit) :])


def _word(token: Token, dpi: float) -> Word:
    scale = 72 / dpi
    size = token.height * scale * _SIZE
    box = word_box(token.x0 * scale, token.x1 * scale, token.base * scale, size)
    return Word(token.text, box, round(token.confidence, 3), round(size, 1))


def _mark(mark: RaisedMark, dpi: float) -> Word:
    x0, top, x1, bottom = (v * 72 / dpi for v in mark.place)
    size = (bottom - top) / 0.68  # of a digit's height
    return Word(mark.text, Box(x0, top, x1, bottom), round(mark.confidence, 3), round(size, 1), raised=True)
