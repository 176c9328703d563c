"""Grain and dust on scans: smoothed away before the page is read, where there is so much that it hurts reading.

Chosen by reading pages at many damages with and without: a clean scan is read best as it is, a grainy one when it is
smoothed by half a dot and what is nearly as light as paper is made paper. Median filters, which blur accents, hurt.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from extractor.readers.picture import Grey, Mask, black_of, noise_of, paper_of

_GRAINY = 0.035  # noise beside the way from paper to print
_SMOOTHED = 0.5  # dots
_PALE = 0.12  # of the way from paper to print: what is lighter is grain, or shows through from the other side
_DUSTY = 0.002  # share of the dots that stand alone; pages without dust have half of it at most
_ALL, _ALONE = 8, 1  # neighbours of a dot; those of its kind that dust has at the most


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
    middle = (paper + black) / 2
    third = len(grey) // 3
    dark, near = _neighbours(grey[third : third + third // 2], middle)
    if (dark & (near <= _ALONE)).mean() < _DUSTY:
        return grey
    dark, near = _neighbours(grey, middle)
    alone = np.where(dark, near <= _ALONE, near >= _ALL - _ALONE)
    return np.where(alone, np.asarray(Image.fromarray(grey).filter(ImageFilter.MedianFilter(3))), grey)


def _neighbours(grey: Grey, middle: float) -> tuple[Mask, NDArray[np.uint8]]:
    """Which dots are darker than that, and how many of the eight about each are."""
    dark = grey < middle
    rows = dark.astype(np.uint8)
    rows[1:] += dark[:-1]
    rows[:-1] += dark[1:]
    near = rows - dark
    near[:, 1:] += rows[:, :-1]
    near[:, :-1] += rows[:, 1:]
    return dark, near
