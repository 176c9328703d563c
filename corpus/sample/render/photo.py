"""A sheet photographed by hand: askew to the lens, on a dark table, in the shadow of a hand and under one lamp."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    from corpus.sample.render.lies import Lie

_TABLE = (92, 74, 60)
_MARGIN = 0.05  # of the picture's sides: where the sheet's corners lie, on the average
_SWAY = 0.035  # how far a corner strays from there
_SHADE = 0.45  # how dark the shadow is at its darkest


def photographed(sheet: Image, grains: np.random.Generator) -> tuple[Image, Lie]:
    """The sheet as a photograph of the same size, and where its dots have come to lie there."""
    import numpy as np
    from PIL import Image

    from corpus.sample.render.lies import perspective

    wide, high = sheet.size
    ends = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], float)
    inward = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]])
    corners = ends + inward * (_MARGIN + grains.uniform(-_SWAY, _SWAY, (4, 2))) * (wide, high)
    # Pillow asks where each dot of the photograph comes from.
    back = tuple(perspective(corners, ends).flat)[:8]
    how = (sheet.size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC)
    paper = Image.new("L", sheet.size, 255).transform(*how)
    scene = Image.composite(sheet.transform(*how), Image.new("RGB", sheet.size, _TABLE), paper)
    lit = np.asarray(scene, np.float32) * _light(sheet.size, grains)[..., None]
    return Image.fromarray(lit.clip(0, 255).astype(np.uint8)), perspective(ends, corners)


def _light(size: tuple[int, int], grains: np.random.Generator) -> NDArray[np.float32]:
    """Light falling off from a lamp at one side, and a soft-edged shadow over a corner."""
    import numpy as np

    wide, high = size
    x, y = np.arange(wide)[None, :] / wide, np.arange(high)[:, None] / high
    angle = grains.uniform(0, 2 * np.pi)
    fall = 0.88 + 0.12 * (np.cos(angle) * (x - 0.5) + np.sin(angle) * (y - 0.5)) / 0.7
    edge = (x + y * grains.uniform(0.4, 0.9) - grains.uniform(0.7, 1.0)) / 0.06
    shadow = 1 - _SHADE / (1 + np.exp(-np.clip(edge, -30, 30)))
    light: NDArray[np.float32] = (fall * shadow).astype(np.float32)
    return light
