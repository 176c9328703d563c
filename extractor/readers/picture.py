"""A page as a picture: made grey, set straight, its printed rules found. Pictures are numpy arrays, 0 black."""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Grey: TypeAlias = NDArray[np.uint8]  # height by width
Mask: TypeAlias = NDArray[np.bool_]
Stripe: TypeAlias = tuple[int, int, int, int]  # x0, top, x1, bottom in pixels, half-open

_INK = 0.72  # of the paper's brightness: what is darker may be ink
_SHARE = 0.4  # of the way from paper to print: what is darker is ink
_NOISY = 0.03  # noise beside the way from paper to print
_SMOOTHED = 0.8  # dots
_COLOURFUL = 60  # difference between channels that no grey or yellowed page shows
_COLOURED = 0.0005  # share of a coloured page that shows it
_TINT = 8  # redness that JPEG gives to grey
_MAX_SKEW = 5.0  # degrees, of paper in a scanner
_MOST_SKEW = 16.0  # of a page photographed, looked for where the first is reached
_LEAST_SKEW = 0.08
_FEW = 500  # dots of ink that tell nothing
_LYING = 0.85  # pages lie where it is 1.2 and more, and stand where it is 0.8 and less
_RULED = 0.6  # of the page's width: no line of print has so much ink in a row
_NEAR = 4  # rows about a rule that are its own
_STRIP = 0.008  # of the picture along its sides
_RULE = 0.36  # inch: the shortest rule
_UNBROKEN = 0.97  # of a rule that is ink
_SPARSE = 4  # dots of which one is looked at first
_THICK = 0.06  # inch: no rule is thicker


def grey_of(picture: NDArray[np.uint8]) -> Grey:
    """A page, height by width (by RGB), in grey; red stamps on a coloured one fade, what they cover stays."""
    if picture.ndim == 2:
        return picture
    if picture.shape[2] == 1:
        return picture[:, :, 0]
    sample = picture[::8, ::8, :3].astype(np.int16)
    spread = sample.max(axis=2) - sample.min(axis=2)
    if (spread > _COLOURFUL).mean() > _COLOURED:
        return _without_red(picture)
    return np.asarray(Image.fromarray(picture[:, :, :3]).convert("L"))


def _without_red(picture: NDArray[np.uint8]) -> Grey:
    """The red channel, lighter by as much as a dot is redder than the paper."""
    red, green, blue = (picture[:, :, i].astype(np.int16) for i in range(3))
    redness = red - (green + blue) // 2
    tint = int(np.median(redness[::8, ::8])) + _TINT
    faded: Grey = np.clip(red + np.maximum(redness - tint, 0), 0, paper_of(picture[:, :, 0])).astype(np.uint8)
    return faded


def paper_of(grey: Grey) -> float:
    """How bright the paper is."""
    return float(np.percentile(grey[::8, ::8], 75))


def black_of(grey: Grey) -> float:
    """How dark the print is."""
    sample = grey[::4, ::4]
    dark = sample < _INK * paper_of(grey)
    ink = sample[dark & ~_borders(dark)]
    return float(np.percentile(ink, 10)) if ink.size else 0.0


def ink_of(grey: Grey) -> Mask:
    """Where there is ink; on a noisy page the noise is smoothed away first."""
    paper, black = paper_of(grey), black_of(grey)
    if noise_of(grey) > _NOISY * (paper - black):
        grey = np.asarray(Image.fromarray(grey).filter(ImageFilter.GaussianBlur(_SMOOTHED)))
    return grey < paper - _SHARE * (paper - black)


def noise_of(grey: Grey) -> float:
    """How much dots of paper differ from their neighbours, in greys."""
    sample = grey[::16].astype(np.int16)
    near = np.abs(np.diff(sample, axis=1))
    return float(np.median(near[sample[:, 1:] > _INK * paper_of(grey)]))


def skew_of(grey: Grey) -> float:
    """The angle in degrees by which the lines of print fall to the right; 0 where there is nothing to measure."""
    step = max(1, grey.shape[0] // 1100)
    dark = grey[::step, ::step] < _INK * paper_of(grey)
    ys, xs = np.nonzero(dark & ~_borders(dark))
    if len(ys) < _FEW:
        return 0.0
    keep = slice(None, None, max(1, len(ys) // 60_000))
    x, y = xs[keep].astype(np.float32), ys[keep].astype(np.float32)
    some = slice(None, None, max(1, len(x) // 15_000))
    coarse = _sharpest(x[some], y[some], np.arange(-_MAX_SKEW, _MAX_SKEW + 0.01, 0.4))
    if abs(coarse) > _MAX_SKEW - 0.4:
        coarse = _sharpest(x, y, np.arange(-_MOST_SKEW, _MOST_SKEW + 0.01, 0.4))
    middle = _sharpest(x, y, np.arange(coarse - 0.4, coarse + 0.41, 0.1))
    return _sharpest(x, y, np.arange(middle - 0.1, middle + 0.11, 0.025))


def _borders(dark: Mask) -> Mask:
    """Where the dark of a scanner's lid reaches in from the picture's sides, and a strip along them: no print.

    A lid lies straight where the paper does not, and has more dark in a row than lines of print.
    """
    coarse = _thick(dark[::_SPARSE, ::_SPARSE])
    reach = np.zeros_like(coarse)
    for axis in (0, 1):
        reach |= np.logical_and.accumulate(coarse, axis=axis)
        reach |= np.flip(np.logical_and.accumulate(np.flip(coarse, axis), axis=axis), axis)
    reach = _thick(reach)
    high, wide = dark.shape
    fine: Mask = np.repeat(np.repeat(reach, _SPARSE, axis=0), _SPARSE, axis=1)[:high, :wide]
    rows, columns = max(int(_STRIP * high), 1), max(int(_STRIP * wide), 1)
    fine[:rows], fine[-rows:], fine[:, :columns], fine[:, -columns:] = True, True, True, True
    return fine


def _thick(mask: Mask) -> Mask:
    """The same and one dot more on every side."""
    thick = mask.copy()
    thick[1:] |= mask[:-1]
    thick[:-1] |= mask[1:]
    wide = thick.copy()
    wide[:, 1:] |= thick[:, :-1]
    wide[:, :-1] |= thick[:, 1:]
    return wide


def _sharpest(x: NDArray[np.float32], y: NDArray[np.float32], angles: NDArray[np.float64]) -> float:
    """The angle along which the ink gathers in the fewest rows."""
    return max((_sharpness(x, y, float(angle)), float(angle)) for angle in angles)[1]


def _sharpness(x: NDArray[np.float32], y: NDArray[np.float32], angle: float) -> float:
    """How much the ink gathers in few rows that run at the angle."""
    rows = (y - x * math.tan(math.radians(angle))).astype(np.int32)
    counts = np.bincount(rows - rows.min())
    return float((counts.astype(np.float64) ** 2).sum())


def stands(grey: Grey) -> bool:
    """Whether the lines of print run up or down the page, told by the ink: it gathers in columns, not in rows."""
    step = max(1, max(grey.shape) // 1100)
    dark = grey[::step, ::step] < _INK * paper_of(grey)
    ys, xs = np.nonzero(dark & ~_borders(dark))
    some = slice(None, None, max(1, len(ys) // 8_000))
    x, y, angles = xs[some].astype(np.float32), ys[some].astype(np.float32), np.arange(-4.8, 4.9, 0.8)
    if len(x) < _FEW:
        return False
    lying, standing = (max(_sharpness(a, b, float(angle)) for angle in angles) for a, b in ((x, y), (y, x)))
    return lying < _LYING * standing


def lift_of_print(grey: Grey) -> float:
    """From -1 to 1, more than 0 for lines upside down: letters end sharply where they stand on a line, not above."""
    skew = skew_of(grey)
    dark = grey[:, ::_SPARSE] < _INK * paper_of(grey)
    ys, xs = np.nonzero(dark & ~_borders(dark))
    if len(ys) < _FEW:
        return 0.0
    rows = (ys - _SPARSE * xs * math.tan(math.radians(skew))).round().astype(np.int32)
    counts = np.bincount(rows - rows.min()).astype(np.float64)
    if len(counts) <= 2 * _NEAR + 1:
        return 0.0
    steps = counts[2:] - counts[:-2]
    ruled = np.convolve(counts > _RULED * dark.shape[1], np.ones(2 * _NEAR + 1), "same")[1:-1] > 0
    steps[ruled] = 0
    return float((steps**3).sum() / max((np.abs(steps) ** 3).sum(), 1.0))


def straight(grey: Grey, skew: float) -> Grey:
    """The picture turned about its middle so that its lines lie; its size stays."""
    if abs(skew) < _LEAST_SKEW:
        return grey
    turned = Image.fromarray(grey).rotate(skew, Image.Resampling.BICUBIC, fillcolor=int(paper_of(grey)))
    return np.array(turned)


def rules_in(ink: Mask, dpi: float) -> tuple[list[Stripe], list[Stripe]]:
    """The straight rules: lying ones and standing ones."""
    standing = [(top, x0, bottom, x1) for x0, top, x1, bottom in _stripes(ink.T, dpi)]
    return _stripes(ink, dpi), standing


def _stripes(ink: Mask, dpi: float) -> list[Stripe]:
    """Long unbroken runs of ink from left to right that are thin."""
    window = int(_RULE * dpi)
    lines = _likely(ink, window)
    last = len(ink) - 1  # a rule that is not quite straight goes on in the next row
    near = ink[lines] | ink[np.maximum(lines - 1, 0)] | ink[np.minimum(lines + 1, last)]
    full = _inked(near, window) >= _UNBROKEN * window
    bounds = np.diff(np.pad(full, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(bounds == 1)
    ends = np.nonzero(bounds == -1)[1]
    runs = [(int(y), int(a), int(b) + window) for y, a, b in zip(lines[rows], starts, ends, strict=True)]
    return [stripe for stripe in _merged(runs) if stripe[3] - stripe[1] <= _THICK * dpi]


def _likely(ink: Mask, window: int) -> NDArray[np.intp]:
    """The rows that may have a run so long, by one dot in some: a page has few."""
    some = np.ascontiguousarray(ink[:, ::_SPARSE])
    near = some.copy()
    near[1:] |= some[:-1]
    near[:-1] |= some[1:]
    least = window // _SPARSE
    return np.nonzero((_inked(near, least) >= least - (1 - _UNBROKEN) * window).any(axis=1))[0]


def _inked(ink: Mask, window: int) -> NDArray[np.int32]:
    """How many dots of ink each stretch of a row has that is as long as the window."""
    sums = np.cumsum(ink, axis=1, dtype=np.int32)
    counts: NDArray[np.int32] = sums[:, window:] - sums[:, :-window]
    return counts


def _merged(runs: list[tuple[int, int, int]]) -> list[Stripe]:
    """Runs (row, from, to) that touch, as one; rows ascend."""
    done: list[Stripe] = []
    open_: list[Stripe] = []
    for y, a, b in runs:
        stripe: Stripe = (a, y, b, y + 1)
        still: list[Stripe] = []
        for other in open_:
            if other[3] < y - 1:
                done.append(other)
            elif other[0] < b and other[2] > a:
                stripe = (min(stripe[0], other[0]), min(stripe[1], other[1]), max(stripe[2], other[2]), y + 1)
            else:
                still.append(other)
        open_ = [*still, stripe]
    return done + open_


def without(grey: Grey, stripes: list[Stripe]) -> Grey:
    """The picture with the stripes painted over as paper."""
    clean = grey.copy()
    paper = int(paper_of(grey))
    for x0, top, x1, bottom in stripes:
        clean[max(top - 1, 0) : bottom + 1, max(x0 - 1, 0) : x1 + 1] = paper
    return clean


def blank(ink: Mask, stripes: list[Stripe]) -> Mask:
    """The ink without what is in the stripes."""
    left = ink.copy()
    for x0, top, x1, bottom in stripes:
        left[max(top - 1, 0) : bottom + 1, max(x0 - 1, 0) : x1 + 1] = False
    return left
