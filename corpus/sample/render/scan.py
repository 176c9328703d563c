"""Set pages as a scan: drawn, stamped, signed, damaged as paper and scanner do; nothing but pictures in a PDF."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.sample.render.plate import Plate
from corpus.sample.render.sheet import PAGE, SetPage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

    from corpus.sample.render.lies import Lie

    Pixels = NDArray[np.float32]

_PAPER = (250, 248, 242)
_HOLES = (0.37, 0.63)  # of a page's height
_LID = 0.04, 0.975  # of a page's width from the left, of its height from the head: beyond is the scanner's lid
_DARK = 22  # of 256 greys, of the lid
_WHITE = 150  # of 256 greys: from there on a fax is white


@dataclass(frozen=True, slots=True)
class Damage:
    """How bad a scan is: blur in pixels, noise as standard deviation of 256 greys, turn in degrees, JPEG quality."""

    blur: float
    noise: float
    turn: float
    quality: int
    through: float  # how much of the other side shows
    colour: bool
    dpi: int = 200
    toner: tuple[float, float] = (0.80, 1.0)  # how black print is, where it is palest and where it is blackest
    quarters: int = 0  # how often the sheet was laid wrong by 90 degrees, clockwise
    stamped: bool = False  # a stamp over the text of every page
    punched: bool = False
    lid: bool = False  # open or too large for the sheet: dark along two sides
    fax: bool = False  # black and white, nothing between
    photo: bool = False  # taken by hand with a phone: askew to the lens, in a shadow, the table around


def choose_damage(dice: random.Random) -> Damage:
    """Light to middling: an office's own scanner, not a fax."""
    bad = dice.random()
    return Damage(
        blur=0.45 + 0.35 * bad,
        noise=4 + 6 * bad,
        turn=dice.choice((-1, 1)) * (0.15 + 0.5 * bad),
        quality=round(80 - 20 * bad),
        through=0.02 + 0.03 * bad,
        colour=dice.random() < 0.5,
    )


def draw_scan(pages: Sequence[SetPage], stamp: str, damage: Damage, seed: int) -> bytes:
    """The pages as a PDF of one JPEG each, without any text; `stamp` is the name around the stamp."""
    return bound([picture for picture, _ in draw_pictures(pages, stamp, damage, seed)])


def draw_pictures(pages: Sequence[SetPage], stamp: str, damage: Damage, seed: int) -> Iterator[tuple[bytes, Lie]]:
    """The same pages as JPEG files, each with where its places have come to lie."""
    dice, plate = random.Random(seed), Plate(damage.dpi)
    clean = [plate.drawn(page) for page in pages]
    for i, (page, picture) in enumerate(zip(pages, clean, strict=True)):
        inked = plate.signed(picture, page.sign, stamp, dice) if page.sign else picture
        if damage.stamped:
            inked = plate.stamped(inked, (dice.uniform(150, 450), dice.uniform(250, 650)), stamp, dice)
        other = clean[i + 1] if i + 1 < len(clean) else clean[i - 1] if i else None
        worn, moved = _damaged(inked, other, damage, dice.randrange(2**31))
        yield _jpeg(worn, damage), moved


def _damaged(picture: Image, other: Image | None, damage: Damage, seed: int) -> tuple[Image, Lie]:
    """Uneven toner, the other side showing through, paper, turn, lid's edge, blur, noise, specks, in this order."""
    import numpy as np
    from PIL import Image, ImageFilter

    from corpus.sample.render import lies
    from corpus.sample.render.photo import photographed

    grains = np.random.default_rng(seed)
    turned = _paper(picture, other, damage, grains).rotate(damage.turn, Image.Resampling.BICUBIC, fillcolor=_PAPER)
    if damage.punched:
        _punch(turned)
    lie = lies.about(picture.size, damage.turn)
    if damage.photo:
        turned, seen = photographed(turned, grains)
        lie = seen @ lie
    soft = turned.filter(ImageFilter.GaussianBlur(damage.blur * damage.dpi / 200))
    final = np.asarray(soft if damage.colour else soft.convert("L"), np.float32)
    plane = (*final.shape[:2], *([1] * (final.ndim - 2)))  # of one value a pixel, whether grey or colour
    noise = damage.noise * grains.standard_normal(final.shape[:2], np.float32)
    final = final * (1.0 if damage.photo else _edges(grains, picture.size).reshape(plane)) + noise.reshape(plane)
    _specks(final, grains)
    if damage.lid:
        _shade(final)
    if damage.fax:
        final = np.where(final < _WHITE, 0, 255)
    worn = Image.fromarray(np.clip(final, 0, 255).astype(np.uint8)).rotate(-90 * damage.quarters, expand=True)
    return worn, lies.in_points(lies.quarters(picture.size, damage.quarters) @ lie, picture.size)


def _paper(picture: Image, other: Image | None, damage: Damage, grains: np.random.Generator) -> Image:
    """Print as toner on paper: uneven, with the other side showing through."""
    import numpy as np
    from PIL import Image, ImageFilter

    page = picture if damage.colour else picture.convert("L").convert("RGB")
    light = np.asarray(page, np.float32) / 255
    light = 1 - (1 - light) * _cloud(grains, *damage.toner, picture.size)[..., None]
    if other:
        back = other.transpose(Image.Transpose.FLIP_LEFT_RIGHT).convert("L")
        back = back.filter(ImageFilter.GaussianBlur(3 * damage.dpi / 200))
        light *= 1 - damage.through * (1 - np.asarray(back, np.float32)[..., None] / 255)
    light *= np.asarray(_PAPER, np.float32) / 255 * _cloud(grains, 0.95, 1.0, picture.size)[..., None]
    return Image.fromarray((light * 255).astype(np.uint8))


def _punch(page: Image) -> None:
    """Two holes of a file in the left margin, black as the scanner's lid."""
    from PIL import ImageDraw

    draw, radius = ImageDraw.Draw(page), page.width * 0.0145
    for share in _HOLES:
        x, y = page.width * 0.055, page.height * share
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), (40, 40, 42))


def _cloud(grains: np.random.Generator, low: float, high: float, size: tuple[int, int]) -> Pixels:
    """A field that changes slowly over the page."""
    import numpy as np
    from PIL import Image

    coarse = Image.fromarray(grains.uniform(low, high, (9, 7)).astype(np.float32))
    return np.asarray(coarse.resize(size, Image.Resampling.BICUBIC), np.float32).clip(low, high)


def _edges(grains: np.random.Generator, size: tuple[int, int]) -> Pixels:
    """The shadow of the scanner's lid along two sides."""
    import numpy as np

    wide, high = size
    right = 1 - 0.55 * np.exp(-(wide - np.arange(wide)) / grains.uniform(3, 9))
    foot = 1 - 0.4 * np.exp(-(high - np.arange(high)) / grains.uniform(3, 7))
    return (foot[:, None] * right[None, :]).astype(np.float32)


def _shade(page: Pixels) -> None:
    """The scanner's lid, seen beside the sheet and below it."""
    high, wide = page.shape[:2]
    page[:, : int(_LID[0] * wide)] = _DARK
    page[int(_LID[1] * high) :] = _DARK


def _specks(page: Pixels, grains: np.random.Generator) -> None:
    high, wide = page.shape[:2]
    for x, y, size in zip(
        grains.integers(0, wide - 4, 40),
        grains.integers(0, high - 4, 40),
        grains.integers(1, 4, 40),
        strict=True,
    ):
        page[y : y + size, x : x + size] *= 0.45


def _jpeg(picture: Image, damage: Damage) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=damage.quality, dpi=(damage.dpi, damage.dpi))
    return buffer.getvalue()


def bound(pictures: Sequence[bytes]) -> bytes:
    """JPEG files as a PDF, each on a sheet of A4 that lies as it does."""
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    with _as_they_are():
        canvas = Canvas(buffer, pagesize=PAGE, invariant=1)
        canvas.setTitle("scan")
        for picture in pictures:
            image = ImageReader(io.BytesIO(picture))
            wide, high = image.getSize()
            size = PAGE if wide < high else (PAGE[1], PAGE[0])
            canvas.setPageSize(size)
            canvas.drawImage(image, 0, 0, *size)
            canvas.showPage()
        canvas.save()
    return buffer.getvalue()


@contextmanager
def _as_they_are() -> Iterator[None]:
    """Pictures go into the PDF as bytes; as ASCII, reportlab's default, they would be a quarter larger and slow."""
    from reportlab import rl_config

    before, rl_config.useA85 = rl_config.useA85, 0
    try:
        yield
    finally:
        rl_config.useA85 = before
