"""Set pages as a scan: drawn, stamped, signed, damaged as paper and scanner do; nothing but pictures in a PDF."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from corpus.sample.render.setting import Glyphs, width
from corpus.sample.render.sheet import PAGE, SetPage
from models.fonts import font_path

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

    Pixels = NDArray[np.float32]

DPI = 200
_SCALE = DPI / 72
_SIZE = (round(PAGE[0] * _SCALE), round(PAGE[1] * _SCALE))
_RED, _BLUE, _PAPER = (196, 24, 38), (28, 40, 120), (250, 248, 242)


@dataclass(frozen=True, slots=True)
class Damage:
    """How bad a scan is: blur in pixels, noise as standard deviation of 256 greys, turn in degrees, JPEG quality."""

    blur: float
    noise: float
    turn: float
    quality: int
    through: float  # how much of the other side shows
    colour: bool


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
    dice = random.Random(seed)
    clean = [_drawn(page) for page in pages]
    pictures = []
    for i, (page, picture) in enumerate(zip(pages, clean, strict=True)):
        inked = _signed(picture, page.sign, stamp, dice) if page.sign else picture
        other = clean[i + 1] if i + 1 < len(clean) else clean[i - 1] if i else None
        pictures.append(_jpeg(_damaged(inked, other, damage, dice.randrange(2**31)), damage.quality))
    return _bound(pictures)


@cache
def _font(style: str, size: float) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(font_path(style)), size * _SCALE)


def _drawn(page: SetPage) -> Image:
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", _SIZE, "white")
    draw = ImageDraw.Draw(picture)
    for glyphs in page.glyphs:
        _letters(draw, glyphs)
    for rule in page.rules:
        ends = [v * _SCALE for v in (rule.x0, rule.y0, rule.x1, rule.y1)]
        draw.line(ends, "black", max(1, round(rule.width * _SCALE)))
    return picture


def _letters(draw: ImageDraw, glyphs: Glyphs) -> None:
    """Letter by letter, where the setting put them: drawn as a whole, kerning would shift what follows."""
    x, font = glyphs.x, _font(glyphs.style, glyphs.size)
    for letter in glyphs.text:
        draw.text((x * _SCALE, glyphs.y * _SCALE), letter, "black", font, anchor="ls")
        x += width(letter, glyphs.style, glyphs.size)


def _signed(picture: Image, at: tuple[float, float], name: str, dice: random.Random) -> Image:
    """Stamp and signature, each darkening what lies under it as ink does."""
    from PIL import ImageChops

    x, y = at[0] * _SCALE, at[1] * _SCALE
    signature = _signature((x, y), dice)
    stamp = _stamp((x - 46 * _SCALE, y + dice.uniform(0, 8) * _SCALE), name, dice)
    return ImageChops.multiply(ImageChops.multiply(picture, signature), stamp)


def _signature(at: tuple[float, float], dice: random.Random) -> Image:
    from PIL import Image, ImageDraw

    layer = Image.new("RGB", _SIZE, "white")
    waves = [(dice.uniform(1.5, 6), dice.uniform(0, 6.3), dice.uniform(0.2, 1)) for _ in range(4)]
    length, height = dice.uniform(75, 100) * _SCALE, 13 * _SCALE
    points = []
    for i in range(240):
        t = i / 239
        sway = sum(size * math.sin(speed * 6 * t + phase) for speed, phase, size in waves)
        back = 0.12 * length * math.sin(14 * t + waves[0][1])
        points.append((at[0] - length / 2 + t * length + back, at[1] + height * sway * (1 - 0.6 * t) / 2))
    ImageDraw.Draw(layer).line(points, _BLUE, 4, joint="curve")
    return layer


def _stamp(at: tuple[float, float], name: str, dice: random.Random) -> Image:
    """A round stamp that says it is a specimen: two rings, the name along the ring, a star."""
    from PIL import Image, ImageDraw

    side, radius = round(108 * _SCALE), 49 * _SCALE
    seal = Image.new("RGB", (side, side), "white")
    draw, middle = ImageDraw.Draw(seal), side / 2
    for r, thick in ((radius, 5), (radius - 8, 2), (radius * 0.62, 2)):
        draw.ellipse([middle - r, middle - r, middle + r, middle + r], outline=_RED, width=thick)
    draw.polygon(_star(middle, radius * 0.36), fill=_RED)
    _around(seal, name, radius * 0.79, -math.pi / 2, 9.5)
    _around(seal, "* BẢN MẪU *", radius * 0.79, math.pi / 2, 8.5)
    turned = seal.rotate(dice.uniform(-12, 12), Image.Resampling.BICUBIC, fillcolor="white")
    layer = Image.new("RGB", _SIZE, "white")
    layer.paste(turned, (round(at[0] - middle), round(at[1] - middle)))
    return layer


def _star(middle: float, size: float) -> list[tuple[float, float]]:
    reach = [(size if i % 2 == 0 else size * 0.4, math.pi * (i / 5 - 0.5)) for i in range(10)]
    return [(middle + r * math.cos(a), middle + r * math.sin(a)) for r, a in reach]


def _around(seal: Image, text: str, radius: float, centre: float, size: float) -> None:
    """Letters on a circle around the angle `centre` (up is -π/2); below the middle they stand upright too."""
    from PIL import Image, ImageChops, ImageDraw

    font, below = _font("b", size), centre > 0
    advance = [font.getlength(c) + 2 for c in text]
    fit = min(1.0, 4.2 * radius / sum(advance))  # a long name is set closer
    angle = centre + (1 if below else -1) * fit * sum(advance) / radius / 2
    for letter, wide in zip(text, advance, strict=True):
        step = fit * wide / radius * (-1 if below else 1)
        angle += step / 2
        tile = Image.new("RGB", seal.size, "white")
        x, y = seal.width / 2 + radius * math.cos(angle), seal.height / 2 + radius * math.sin(angle)
        ImageDraw.Draw(tile).text((x, y), letter, _RED, font, anchor="mm")
        turn = -math.degrees(angle) + (90 if below else -90)
        turned = tile.rotate(turn, Image.Resampling.BICUBIC, center=(x, y), fillcolor="white")
        seal.paste(ImageChops.multiply(seal, turned))
        angle += step / 2


def _damaged(picture: Image, other: Image | None, damage: Damage, seed: int) -> Image:
    """Uneven toner, the other side showing through, paper, turn, lid's edge, blur, noise, specks, in this order."""
    import numpy as np
    from PIL import Image, ImageFilter

    grains = np.random.default_rng(seed)
    page = picture if damage.colour else picture.convert("L").convert("RGB")
    light = np.asarray(page, np.float32) / 255
    light = 1 - (1 - light) * _cloud(grains, 0.80, 1.0)[..., None]
    if other:
        back = other.transpose(Image.Transpose.FLIP_LEFT_RIGHT).convert("L").filter(ImageFilter.GaussianBlur(3))
        light *= 1 - damage.through * (1 - np.asarray(back, np.float32)[..., None] / 255)
    paper = np.asarray(_PAPER, np.float32) / 255
    light *= paper * _cloud(grains, 0.95, 1.0)[..., None]
    turned = Image.fromarray((light * 255).astype(np.uint8)).rotate(
        damage.turn, Image.Resampling.BICUBIC, fillcolor=_PAPER
    )
    soft = turned.filter(ImageFilter.GaussianBlur(damage.blur))
    final = np.asarray(soft if damage.colour else soft.convert("L"), np.float32)
    plane = (*final.shape[:2], *([1] * (final.ndim - 2)))  # of one value a pixel, whether grey or colour
    noise = damage.noise * grains.standard_normal(final.shape[:2], np.float32)
    final = final * _edges(grains).reshape(plane) + noise.reshape(plane)
    _specks(final, grains)
    return Image.fromarray(np.clip(final, 0, 255).astype(np.uint8))


def _cloud(grains: np.random.Generator, low: float, high: float) -> Pixels:
    """A field that changes slowly over the page."""
    import numpy as np
    from PIL import Image

    coarse = Image.fromarray(grains.uniform(low, high, (9, 7)).astype(np.float32))
    return np.asarray(coarse.resize(_SIZE, Image.Resampling.BICUBIC), np.float32).clip(low, high)


def _edges(grains: np.random.Generator) -> Pixels:
    """The shadow of the scanner's lid along two sides."""
    import numpy as np

    wide, high = _SIZE
    right = 1 - 0.55 * np.exp(-(wide - np.arange(wide)) / grains.uniform(3, 9))
    foot = 1 - 0.4 * np.exp(-(high - np.arange(high)) / grains.uniform(3, 7))
    return (foot[:, None] * right[None, :]).astype(np.float32)


def _specks(page: Pixels, grains: np.random.Generator) -> None:
    for x, y, size in zip(
        grains.integers(0, _SIZE[0] - 4, 40),
        grains.integers(0, _SIZE[1] - 4, 40),
        grains.integers(1, 4, 40),
        strict=True,
    ):
        page[y : y + size, x : x + size] *= 0.45


def _jpeg(picture: Image, quality: int) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality, dpi=(DPI, DPI))
    return buffer.getvalue()


def _bound(pictures: Sequence[bytes]) -> bytes:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    with _as_they_are():
        canvas = Canvas(buffer, pagesize=PAGE, invariant=1)
        canvas.setTitle("scan")
        for picture in pictures:
            canvas.drawImage(ImageReader(io.BytesIO(picture)), 0, 0, *PAGE)
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
