"""The sheet of paper in a photograph: its four edges, found by the step from paper to table that each of them is."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import product
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from extractor.readers.picture import Grey

Point: TypeAlias = tuple[float, float]
Corners: TypeAlias = tuple[Point, Point, Point, Point]
"""Upper left, upper right, lower right, lower left, in pixels."""
_Line: TypeAlias = tuple[float, float]  # where it stands in the middle of the picture, and its slope
_Field: TypeAlias = NDArray[np.float32]

_SMALL = 480  # pixels of the longer side of the picture in which edges are looked for
_PRINT = 7  # pixels of it: strokes and the gaps between lines of print are smaller
_RING = 0.03  # of the picture, around it
_TABLE, _MUCH = 0.88, 0.2  # of the paper's brightness: what is darker is no paper; the share of the ring that shows it
_STEP = 0.05  # the least step of brightness at an edge, as a logarithm
_STEEP = 0.5  # the same of a step that counts in full
_SLOPES = np.tan(np.radians(np.arange(-36.0, 36.1, 1.0)))
_TRIED = 4  # lines for each edge
_NEAR = (6.0, 6.0, 4.0)  # pixels from a line to what belongs to it, each time it is laid anew
_APART = 10.0  # pixels, and degrees as slope, between two lines that are not one
_SEEN = 0.6  # of each edge there must be to see
_LEAST = 0.15  # of the picture that a sheet takes up
_OUT = 0.06  # of the picture by which a corner may lie beyond it
_NARROW = 0.1  # of its longer side: a picture no wider shows no sheet with something around it
_WHOLE = 0.96  # of the picture: a sheet that fills so much of it was scanned


def find_paper(grey: Grey) -> Corners | None:
    """The corners of the sheet in the picture; None where it fills the picture, or its edges are not to be seen."""
    scale = max(grey.shape) / _SMALL
    if scale <= 1 or min(grey.shape) < _NARROW * max(grey.shape):
        return None
    size = (round(grey.shape[1] / scale), round(grey.shape[0] / scale))
    less = max(1, int(scale / 2))
    small = Image.fromarray(grey[::less, ::less]).resize(size, Image.Resampling.BOX)
    if not _has_surroundings(np.asarray(small)):
        return None
    bright = np.asarray(small.filter(ImageFilter.MaxFilter(_PRINT)).filter(ImageFilter.BoxBlur(1)), np.float32)
    corners = _best(bright)
    if corners is None:
        return None
    ratio = (grey.shape[1] / small.width, grey.shape[0] / small.height)
    a, b, c, d = (((x + 0.5) * ratio[0], (y + 0.5) * ratio[1]) for x, y in corners)
    return a, b, c, d


def _has_surroundings(bright: Grey) -> bool:
    """Whether there is something darker than paper all along the picture's sides."""
    wide = max(2, round(_RING * max(bright.shape)))
    paper = float(np.percentile(bright[wide:-wide:2, wide:-wide:2], 75))
    sides = (bright[:wide], bright[-wide:], bright[:, :wide], bright[:, -wide:])
    return sum(float((side < _TABLE * paper).mean()) > _MUCH for side in sides) >= 2


def _best(bright: _Field) -> Corners | None:
    """The four lines that are best to be seen as edges of one sheet."""
    light = np.log(np.maximum(bright, 8.0))
    down, right = np.zeros_like(light), np.zeros_like(light)
    down[2:-2], right[:, 2:-2] = light[4:] - light[:-4], light[:, 4:] - light[:, :-4]
    tops, bottoms = (list(_lines(_steps(sign * down, right))) for sign in (1, -1))
    lefts, rights = (list(_lines(_steps(sign * right, down).T)) for sign in (1, -1))
    found: list[tuple[float, tuple[_Line, ...]]] = []
    for lines in product(tops, bottoms, lefts, rights):
        corners = _corners(lines, light.shape)
        if corners and (score := _score(corners, down, right)):
            found.append((score, lines))
    return _corners(_set_in(max(found)[1]), light.shape) if found else None


def _set_in(lines: Sequence[_Line]) -> list[_Line]:
    """Top, bottom, left and right edge moved inwards by as much as the paper was made to grow."""
    grown = [(_PRINT // 2) * (1 + abs(slope)) for _, slope in lines]
    inwards = zip(lines, (1, -1, 1, -1), grown, strict=True)
    return [(offset + sign * by, slope) for (offset, slope), sign, by in inwards]


def _steps(along: _Field, across: _Field) -> _Field:
    """How much of an edge there is at each dot: steps up in one direction, that lie more or less across it."""
    edge = np.minimum(along, _STEEP)
    edge[(edge < _STEP) | (edge < 0.7 * np.abs(across))] = 0
    return edge


def _lines(edge: _Field) -> Iterator[_Line]:
    """The lines with most of an edge, lying ones, best first."""
    height, width = edge.shape
    ys, xs = np.nonzero(edge)
    if len(ys) < _SMALL // 8:
        return
    weights, x = edge[ys, xs], xs - width / 2
    votes = np.stack([np.bincount(_row(ys - s * x, height), weights, height * 2) for s in _SLOPES])
    votes = votes[:, 1:-1] + votes[:, 2:] + votes[:, :-2]
    for _ in range(_TRIED):
        at, offset = np.unravel_index(int(votes.argmax()), votes.shape)
        if votes[at, offset] <= 0:
            return
        yield _fitted(x, ys, weights, (float(offset + 1 - height // 2), float(_SLOPES[at])))
        votes[max(at - 5, 0) : at + 6, max(offset - int(_APART), 0) : offset + int(_APART)] = 0


def _row(y: NDArray[np.float64], height: int) -> NDArray[np.int64]:
    return np.clip(np.rint(y).astype(np.int64) + height // 2, 0, 2 * height - 1)


def _fitted(x: NDArray[np.float64], y: NDArray[np.int64], weights: _Field, line: _Line) -> _Line:
    """The line laid through the dots near it."""
    for near in _NEAR:
        close = np.abs(y - line[0] - line[1] * x) < near
        if close.sum() < 8:
            return line
        slope, offset = np.polyfit(x[close], y[close], 1, w=weights[close] ** 2)
        line = float(offset), float(slope)
    return line


def _corners(lines: Sequence[_Line], shape: tuple[int, ...]) -> Corners | None:
    """Where top, bottom, left and right edge meet, when they make a sheet that is all but wholly in the picture."""
    height, width = shape
    top, bottom, left, right = lines
    a, b, c, d = (
        _crossing(lying, standing, width, height)
        for lying, standing in ((top, left), (top, right), (bottom, right), (bottom, left))
    )
    inside = all(
        -_OUT * width <= x <= (1 + _OUT) * width and -_OUT * height <= y <= (1 + _OUT) * height for x, y in (a, b, c, d)
    )
    if not inside or min(b[0] - a[0], c[0] - d[0], d[1] - a[1], c[1] - b[1]) < math.sqrt(_LEAST) / 2 * width:
        return None
    share = _area((a, b, c, d)) / (width * height)
    return (a, b, c, d) if _LEAST <= share <= _WHOLE else None


def _crossing(lying: _Line, standing: _Line, width: int, height: int) -> Point:
    """Where y = offset + slope (x - width / 2) meets x = offset + slope (y - height / 2)."""
    (p, s), (q, t) = lying, standing
    y = (p + s * (q - t * height / 2 - width / 2)) / (1 - s * t)
    return q + t * (y - height / 2), y


def _area(corners: Sequence[Point]) -> float:
    pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairs)) / 2


def _score(corners: Corners, down: _Field, right: _Field) -> float:
    """How steep an edge is to be seen along the four sides; 0 where one of them is not."""
    a, b, c, d = corners
    sides = [_seen(a, b, down), _seen(d, c, -down), _seen(a, d, right), _seen(b, c, -right)]
    return sum(steep for _, steep in sides) if min(share for share, _ in sides) >= _SEEN else 0.0


def _seen(start: Point, end: Point, step: _Field) -> tuple[float, float]:
    """Of the stretch from one point to another, as far as it is in the picture: how much is an edge, and how steep."""
    height, width = step.shape
    along = np.linspace(0.02, 0.98, 60)
    x, y = (np.rint(s + along * (e - s)).astype(int) for s, e in zip(start, end, strict=True))
    inside = (x >= 3) & (x < width - 3) & (y >= 3) & (y < height - 3)
    if inside.sum() < len(along) / 2:
        return 0.0, 0.0
    x, y = x[inside], y[inside]
    near = np.max([step[y + j, x + i] for i in (-1, 0, 1) for j in (-1, 0, 1)], axis=0)
    return float((near >= _STEP).mean()), float(np.clip(near, 0, _STEEP).mean())
