"""Pages under uneven light, as a photograph of a page with a shadow on it: made as bright all over as at their best."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from extractor.readers.picture import Grey

_BLOCK = 0.25  # inch: wider than strokes and letters are, so that there is paper in it
_PAPER = 85  # per cent of a block's dots that are darker than its paper at the most
_UNEVEN = 0.85  # of the brightest paper: a page with paper that is darker is not evenly lit
_DARK = 10  # per cent of the blocks that have to be so


def evenly_lit(grey: Grey, dpi: float) -> Grey:
    """The page without its shadows; as it is where the light was even, as in a scanner."""
    block = max(int(_BLOCK * dpi), 8)
    paper = _paper(grey, block)
    best = float(np.percentile(paper, 90))
    if np.percentile(paper, _DARK) > _UNEVEN * best:
        return grey
    smooth = Image.fromarray(paper.astype(np.uint8)).filter(ImageFilter.MedianFilter(3))
    light = smooth.resize((grey.shape[1], grey.shape[0]), Image.Resampling.BICUBIC)
    lit = grey.astype(np.float32) * (best / np.maximum(np.asarray(light, dtype=np.float32), 1.0))
    return np.minimum(lit, 255).astype(np.uint8)


def _paper(grey: Grey, block: int) -> Grey:
    """How bright the paper is in each block of the page."""
    height, width = (max(size // block, 1) for size in grey.shape)
    whole = grey[: height * block, : width * block]
    blocks = whole.reshape(height, -1, width, whole.shape[1] // width)[:, ::3, :, ::3]
    return np.percentile(blocks, _PAPER, axis=(1, 3)).astype(np.uint8)
