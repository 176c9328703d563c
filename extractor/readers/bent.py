"""Lines of print that rise and fall, on paper that is bent or was photographed from one side: how far they do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from extractor.readers.picture import Grey, paper_of

_Floats: TypeAlias = NDArray[np.float64]

_INK = 0.72  # of the paper's brightness: what is darker may be ink
_STEEP = 15.0  # degrees: slopes of lines looked for
_COARSE, _NEARLY, _FINE = 1.0, 0.25, 0.1  # degrees between slopes tried
_FEW, _MANY = 12_000, 40_000  # dots of ink looked at to tell whether there is anything to do, and to do it
_FEWEST = 100  # dots in a tile that counts
_CLEAR = 1.15  # how much sharper the lines of a tile are at the best slope than at the others
_KNOWN = 0.2  # of the tiles there must be
_BENT = 1.0  # degrees between slopes of a page, from which its lines are not straight and side by side
_OFF = 0.007  # by how much, as a tangent, the slope of a tile may be off
_GAIN = 1.15  # how much sharper all lines are when they were made so

_Powers: TypeAlias = tuple[tuple[int, int], ...]  # of x and y, that the slopes on a page are made up of
_PLAIN: _Powers = ((0, 0), (1, 0), (0, 1))
_FULL: _Powers = tuple((i, j) for i in range(4) for j in range(3) if i + j <= 3)


@dataclass(frozen=True)
class Lift:
    """How far below or above its height in the middle of the page a line runs, in a picture of `size` in dots."""

    size: tuple[int, int]
    slopes: _Floats  # what each of _FULL has in the slope

    def at(self, points: _Floats) -> _Floats:
        """Where points of the page with straight lines stand on the page as it is."""
        return points + self._rise(points)

    def flat(self, points: _Floats) -> _Floats:
        """Where points of the page as it is stand on the page with straight lines, all but exactly."""
        return points - self._rise(points - self._rise(points))

    def _rise(self, points: _Floats) -> _Floats:
        x, y = (2 * points[..., i] / self.size[i] - 1 for i in (0, 1))
        powers = zip(self.slopes, _FULL, strict=True)
        rise = sum((c * x ** (i + 1) / (i + 1) * y**j for c, (i, j) in powers), np.zeros_like(x))
        return np.stack([np.zeros_like(x), rise * self.size[0] / 2], axis=-1)


def is_bent(grey: Grey) -> bool:
    """Whether the lines of a page run otherwise than side by side; told fast, and sometimes wrongly so."""
    tiles = _Tiles.of(grey, 4, 4, _FEW)
    return tiles is not None and tiles.bend(_PLAIN, _NEARLY) is not None


def lift_of(grey: Grey) -> Lift | None:
    """How the lines of a page run, which lie but for a few degrees; None where they run side by side."""
    tiles = _Tiles.of(grey, 6, 9, _MANY)
    slopes = tiles.bend(_FULL, _FINE) if tiles else None
    if tiles is None or slopes is None:
        return None
    lift = Lift((grey.shape[1], grey.shape[0]), slopes)
    return lift if _sharpness(lift.flat(tiles.dots)) > _GAIN * _sharpness(tiles.dots) else None


def _sharpness(dots: _Floats) -> float:
    """How much the dots gather in few rows."""
    rows = np.bincount(np.maximum(dots[:, 1], 0).astype(np.int64)).astype(np.float64)
    return float((rows**2).sum())


@dataclass(frozen=True)
class _Tiles:
    """Dots of ink on a page and the tile that each of them is in, of `across` by `down`."""

    dots: _Floats  # any number by 2: x and y
    tile: NDArray[np.int64]
    across: int
    down: int
    size: tuple[int, int]

    @classmethod
    def of(cls, grey: Grey, across: int, down: int, most: int) -> _Tiles | None:
        """The tiles of a page; None where there is little on it."""
        height, width = grey.shape
        ys, xs = np.nonzero(grey < _INK * paper_of(grey))
        keep = slice(None, None, max(1, len(ys) // most))
        x, y = xs[keep], ys[keep]
        tile = x * across // width + across * (y * down // height)
        return cls(np.stack([x, y], axis=1).astype(np.float64), tile, across, down, (width, height))

    def bend(self, powers: _Powers, closely: float) -> _Floats | None:
        """What each power has in the slopes of the page, when they differ; measured as closely as `closely`."""
        count = self.across * self.down
        enough = np.bincount(self.tile, minlength=count) > _FEWEST
        if enough.sum() < _KNOWN * count:
            return None
        slopes, clear = self._slopes(closely)
        known = np.nonzero(enough & (clear > _CLEAR))[0]
        if len(known) < max(_KNOWN * count, len(powers)):
            return None
        terms = self._terms(known, powers)
        fitted = _fitted(terms, slopes[known], np.minimum(clear[known] - 1, 1.0))
        return fitted if np.degrees(np.ptp(terms @ fitted)) > _BENT else None

    def _slopes(self, closely: float) -> tuple[_Floats, _Floats]:
        """The slope of the lines in each tile, as a tangent, and how clearly it is seen."""
        count = self.across * self.down
        tried = np.tan(np.radians(np.arange(-_STEEP, _STEEP + 0.01, _COARSE)))
        scores = np.stack([self._sharpness(np.full(count, slope)) for slope in tried])
        best = tried[scores.argmax(axis=0)]
        clear = scores.max(axis=0) / np.maximum(np.median(scores, axis=0), 1.0)
        if closely < _COARSE:
            near = np.tan(np.radians(np.arange(-_COARSE, _COARSE + 0.01, closely)))
            best = best + near[np.stack([self._sharpness(best + slope) for slope in near]).argmax(axis=0)]
        return best, clear

    def _sharpness(self, slopes: _Floats) -> _Floats:
        """How much the dots of each tile gather in few rows, along the slope of each."""
        count, (width, height) = self.across * self.down, self.size
        rows = 2 * (height // self.down + 1)
        middle, first = self._places(np.arange(count))
        at = self.dots[:, 1] - (self.dots[:, 0] - (middle * width)[self.tile]) * slopes[self.tile]
        row = np.clip(at - (first * height)[self.tile] + rows // 2, 0, rows - 1).astype(np.int64)
        counts = np.bincount(self.tile * rows + row, minlength=count * rows)
        sharp: _Floats = (counts.reshape(count, rows).astype(np.float64) ** 2).sum(axis=1)
        return sharp

    def _places(self, tiles: NDArray[np.int64]) -> tuple[_Floats, _Floats]:
        """The middles of tiles as shares of the page's width and height."""
        return (tiles % self.across + 0.5) / self.across, (tiles // self.across + 0.5) / self.down

    def _terms(self, tiles: NDArray[np.int64], powers: _Powers) -> _Floats:
        """Each power of x and y, from -1 to 1, in the middle of the tiles."""
        x, y = (2 * share - 1 for share in self._places(tiles))
        return np.stack([x**i * y**j for i, j in powers], axis=1)


def _fitted(terms: _Floats, slopes: _Floats, sure: _Floats) -> _Floats:
    """What each power has in the slopes of all tiles; tiles that differ from those around them count for less."""
    mild = 0.02 * np.eye(terms.shape[1])  # keeps what is not known small
    mild[0, 0] = 0
    weights = sure
    found: _Floats = np.zeros(terms.shape[1])
    for _ in range(6):
        weighted = terms * weights[:, None]
        found = np.asarray(np.linalg.solve(weighted.T @ terms + mild, weighted.T @ slopes), dtype=np.float64)
        weights = sure / (1 + ((slopes - terms @ found) / _OFF) ** 2)
    return found
