"""Grain and dust on scans: smoothed away before the page is read, where there is so much that it hurts reading.

Chosen by reading pages at many damages with and without: a clean scan is read best as it is, a grainy one when it is
smoothed by half a dot and what is nearly as light as paper is made paper. Median filters, which blur accents, hurt.
"""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from extractor.readers.picture import Grey, black_of, noise_of, paper_of

_GRAINY = 0.035  # noise beside the way from paper to print
_SMOOTHED = 0.5  # dots
_PALE = 0.12  # of the way from paper to print: what is lighter is grain, or shows through from the other side
_DUSTY = 0.002  # share of the dots that stand alone; pages without dust have half of it at most
_ALONE = 1  # dark neighbours of a dot that is dust, at most


def cleaned(grey: Grey) -> Grey:
    """The page without grain and dust; as it is where there is little."""
    paper, black = paper_of(grey), black_of(grey)
    if paper - black < 1:
        return grey
    grey = _dusted(grey, paper, black)
    if noise_of(grey) <= _GRAINY * (paper - black):
        return grey
    smooth = np.asarray(Image.fromarray(grey).filter(ImageFilter.GaussianBlur(_SMOOTHED)))
    white = paper - _PALE * (paper - black)
    curve: Grey = np.clip((np.arange(256) - black) / (white - black) * 255, 0, 255).astype(np.uint8)
    fair: Grey = curve[smooth]
    return fair


def _dusted(grey: Grey, paper: float, black: float) -> Grey:
    """The page without dark dots that stand alone on paper and light ones that stand alone in print."""
    dark = (grey < (paper + black) / 2).astype(np.uint8)
    rows = dark.copy()
    rows[1:] += dark[:-1]
    rows[:-1] += dark[1:]
    near = rows.copy()
    near[:, 1:] += rows[:, :-1]
    near[:, :-1] += rows[:, 1:]
    alone = (dark == 1) & (near <= 1 + _ALONE)
    if alone.mean() < _DUSTY:
        return grey
    alone |= (dark == 0) & (near >= 9 - 1 - _ALONE)
    middle = np.asarray(Image.fromarray(grey).filter(ImageFilter.MedianFilter(3)))
    return np.where(alone, middle, grey)
