"""How a page lies in a picture of it: three by three matrices that take its places there, joined by `@`."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from corpus.sample.render.sheet import PAGE

Lie = NDArray[np.float64]
Points = NDArray[np.float64]  # n by 2: right and down from the top left corner


def moved(points: Points, lie: Lie) -> Points:
    """Where the points have come to lie."""
    flat = np.column_stack([points, np.ones(len(points))]) @ lie.T
    found: Points = flat[:, :2] / flat[:, 2:]
    return found


def about(size: tuple[int, int], degrees: float) -> Lie:
    """Turned about the middle of a picture, against the clock."""
    x, y = size[0] / 2, size[1] / 2
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return np.array([[cos, sin, x - cos * x - sin * y], [-sin, cos, y + sin * x - cos * y], [0, 0, 1]])


def quarters(size: tuple[int, int], turns: int) -> Lie:
    """Turned by so many right angles with the clock, the picture's sides turned with it."""
    lie = np.eye(3)
    for turn in range(turns):
        lie = np.array([[0, -1, size[(turn + 1) % 2]], [1, 0, 0], [0, 0, 1]]) @ lie
    return lie


def perspective(source: Points, target: Points) -> Lie:
    """What takes four points to four others."""
    rows, values = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return np.append(np.linalg.solve(np.array(rows, float), np.array(values, float)), 1).reshape(3, 3)


def in_points(lie: Lie, size: tuple[int, int]) -> Lie:
    """The same in points of the page, where it was in dots of a picture of the page of that size."""
    scale = np.diag([size[0] / PAGE[0], size[1] / PAGE[1], 1])
    found: Lie = np.linalg.inv(scale) @ lie @ scale
    return found
