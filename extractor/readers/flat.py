"""Photographs of pages made flat: the sheet set upright out of the table around it, bent lines made straight."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from extractor.readers.bent import is_bent, lift_of
from extractor.readers.light import evenly_lit
from extractor.readers.paper import Corners, find_paper
from extractor.readers.picture import Grey, skew_of, straight
from extractor.readers.thresholds import COARSE_DPI, SCAN_DPI
from models.page import Bend

Picture: TypeAlias = NDArray[np.uint8]  # height by width (by RGB)
_Points: TypeAlias = NDArray[np.float64]  # any number by 2: x and y
_Map: TypeAlias = Callable[[_Points], _Points]

_LONG, _SHORT = 11.69, 8.27  # inches of A4
_ALIKE = 0.2  # by how much the sides of A4 may be off in a photograph
_ROWS, _COLUMNS = 24, 16  # of the net
_COARSE = 100.0  # dots an inch, to measure at


@dataclass(frozen=True, slots=True)
class Flat:
    """A page to be read, its dots an inch, and how it lay in the photograph where it is one."""

    picture: Picture
    dpi: float
    bend: Bend | None = None


def flattened(picture: Picture, dpi: float) -> Flat:
    """The picture of a page brought to a resolution that is good to read; a photograph of one also made flat."""
    grey = _grey(picture)
    corners = find_paper(grey)
    if corners:
        return _sheet(picture, grey, dpi, corners)
    return _unbent(picture, grey, dpi)


def _grey(picture: Picture) -> Grey:
    """In grey, as fast as can be: the green of colours."""
    return picture if picture.ndim == 2 else picture[:, :, min(1, picture.shape[2] - 1)]


def _sheet(picture: Picture, grey: Grey, dpi: float, corners: Corners) -> Flat:
    """The sheet with these corners, upright and flat."""
    wide, high, own = _size(corners)
    there = _perspective(wide, high, corners)
    coarse = _drawn(grey, (round(wide * _COARSE), round(high * _COARSE)), lambda points: there(points / _COARSE))
    lift = lift_of(evenly_lit(np.asarray(coarse), _COARSE))
    back = (lambda points: there(lift.at(points * _COARSE) / _COARSE)) if lift else there
    return _flat(picture, dpi, (wide, high), min(max(own, COARSE_DPI), SCAN_DPI), back)


def _unbent(picture: Picture, grey: Grey, dpi: float) -> Flat:
    """The whole picture, its lines made straight where they are bent or do not run side by side."""
    wanted = min(max(dpi, COARSE_DPI), SCAN_DPI)
    step = max(dpi / _COARSE, 1.0)
    coarse = grey[:: int(step), :: int(step)]
    if not is_bent(coarse):
        return Flat(_scaled(picture, wanted / dpi), wanted)
    size = (round(grey.shape[1] / step), round(grey.shape[0] / step))
    coarse = evenly_lit(np.asarray(Image.fromarray(grey).resize(size, Image.Resampling.BOX)), dpi / step)
    skew = skew_of(coarse)
    lift = lift_of(straight(coarse, skew))
    if not lift:
        return Flat(_scaled(picture, wanted / dpi), wanted)
    turn, scale = _turn(skew, size), dpi / step
    inches = (size[0] / scale, size[1] / scale)
    return _flat(picture, dpi, inches, wanted, lambda at: turn(lift.at(at * scale)) * step)


def _size(corners: Corners) -> tuple[float, float, float]:
    """Width and height of the sheet in inches, and its dots an inch."""
    a, b, c, d = (np.array(corner) for corner in corners)
    wide = float(np.hypot(*(b - a)) + np.hypot(*(c - d))) / 2
    high = float(np.hypot(*(d - a)) + np.hypot(*(c - b))) / 2
    longer = max(wide, high)
    ratio = longer / min(wide, high) / (_LONG / _SHORT)
    shorter = _SHORT if abs(math.log(ratio)) < _ALIKE else _LONG * min(wide, high) / longer
    return (_LONG, shorter, longer / _LONG) if wide > high else (shorter, _LONG, longer / _LONG)


def _perspective(wide: float, high: float, corners: Corners) -> _Map:
    """The map that takes the corners of a rectangle to those given."""
    rows, values = [], []
    for (x, y), (u, v) in zip(((0, 0), (wide, 0), (wide, high), (0, high)), corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    matrix = np.append(np.linalg.solve(np.array(rows), np.array(values)), 1.0).reshape(3, 3)

    def there(points: _Points) -> _Points:
        lifted = points @ matrix[:, :2].T + matrix[:, 2]
        found: _Points = lifted[..., :2] / lifted[..., 2:]
        return found

    return there


def _turn(skew: float, size: tuple[int, int]) -> _Map:
    """Where the dots of a picture that was set straight were before."""
    angle, middle = math.radians(skew), np.array(size) / 2
    turn = np.array([[math.cos(angle), math.sin(angle)], [-math.sin(angle), math.cos(angle)]])
    return lambda points: (points - middle) @ turn + middle


def _flat(picture: Picture, dpi: float, inches: tuple[float, float], wanted: float, back: _Map) -> Flat:
    """The page of this size drawn anew; `back` takes inches of it to dots of the picture."""
    size = (round(inches[0] * wanted), round(inches[1] * wanted))
    net = back(_nodes(inches)) * (72 / dpi)
    nodes = tuple(tuple((float(x), float(y)) for x, y in row) for row in net)
    drawn = _drawn(picture, size, lambda points: back(points / wanted))
    return Flat(np.asarray(drawn), wanted, Bend(inches[0] * 72, inches[1] * 72, nodes))


def _nodes(size: tuple[float, float]) -> _Points:
    """Points evenly spread over a rectangle: rows by columns by 2."""
    return np.stack(np.meshgrid(np.linspace(0, size[0], _COLUMNS + 1), np.linspace(0, size[1], _ROWS + 1)), axis=-1)


def _drawn(picture: Picture, size: tuple[int, int], back: _Map) -> Image.Image:
    """A picture of this size; `back` says where its dots come from."""
    net = back(_nodes(size))
    less = max(1, int(np.hypot(*(net[-1, -1] - net[0, 0])) / math.hypot(*size)))
    source = Image.fromarray(picture).reduce(less) if less > 1 else Image.fromarray(picture)
    net, xs, ys = net / less, np.linspace(0, size[0], _COLUMNS + 1), np.linspace(0, size[1], _ROWS + 1)
    pieces = [
        (
            (round(xs[i]), round(ys[j]), round(xs[i + 1]), round(ys[j + 1])),
            (*net[j, i], *net[j + 1, i], *net[j + 1, i + 1], *net[j, i + 1]),
        )
        for j in range(_ROWS)
        for i in range(_COLUMNS)
    ]
    return source.transform(size, Image.Transform.MESH, pieces, Image.Resampling.BICUBIC, fillcolor="white")


def _scaled(picture: Picture, by: float) -> Picture:
    if abs(by - 1) < 0.01:
        return picture
    size = (max(round(picture.shape[1] * by), 1), max(round(picture.shape[0] * by), 1))
    return np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0))
