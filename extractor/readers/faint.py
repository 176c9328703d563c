"""Printed rules, on bad scans too: what is too faint to be ink is a rule when there is white above and below it."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from extractor.readers.picture import Grey, Mask, Stripe, black_of, noise_of, paper_of, rules_in

_SHARE = 0.2  # of the way from paper to print: a faint rule is darker
_NOISY = 0.03  # noise beside the way from paper to print, from which it is smoothed away
_BESIDE = (0.01, 0.03)  # inch above and below a rule that are white
_INKED = 0.12  # of that, at most: a line of print has more beside any row of it


def faint_rules(grey: Grey, ink: Mask, dpi: float) -> tuple[list[Stripe], list[Stripe]]:
    """The straight rules of a page: lying ones and standing ones. `ink` is its ink, without what is faint."""
    faint = _faint(grey)
    lying, _ = rules_in(ink, dpi)
    also, standing = rules_in(faint, dpi)
    more = (s for s in also if not any(_meet(s, other) for other in lying))
    return [*lying, *(s for s in more if _is_apart(s, faint, dpi))], standing


def _faint(grey: Grey) -> Mask:
    paper, black = paper_of(grey), black_of(grey)
    if noise_of(grey) > _NOISY * (paper - black):
        grey = np.asarray(Image.fromarray(grey).filter(ImageFilter.BoxBlur(1)))
    return grey < paper - _SHARE * (paper - black)


def _meet(one: Stripe, other: Stripe) -> bool:
    """Whether two lying stripes are of one rule, side by side all along."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    return across > 0.9 * (one[2] - one[0]) and one[1] <= other[3] + 2 and one[3] >= other[1] - 2


def _is_apart(stripe: Stripe, ink: Mask, dpi: float) -> bool:
    """Whether there is next to no ink above a lying stripe, nor below."""
    x0, top, x1, bottom = stripe
    near, far = (max(1, round(inch * dpi)) for inch in _BESIDE)
    bands = ink[max(top - far, 0) : max(top - near, 0), x0:x1], ink[bottom + near : bottom + far, x0:x1]
    return all(band.size > 0 and band.mean() < _INKED for band in bands)
