"""Set pages drawn as pictures, with the stamp and the signature on them; at how many dots an inch, a Plate says."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from corpus.sample.render.setting import Glyphs, width
from corpus.sample.render.sheet import PAGE, SetPage
from models.fonts import font_path

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

_RED, _BLUE = (196, 24, 38), (28, 40, 120)
_PEN_DPI = 200  # where the strokes of stamps and signatures are as many dots wide as is said here


@dataclass(frozen=True, slots=True)
class Plate:
    """Pictures of A4 pages at `dpi`."""

    dpi: int = 200

    @property
    def scale(self) -> float:
        """Dots a point."""
        return self.dpi / 72

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in dots."""
        return round(PAGE[0] * self.scale), round(PAGE[1] * self.scale)

    def pen(self, dots: int) -> int:
        """A stroke of `dots` at 200 dots an inch."""
        return max(1, round(dots * self.dpi / _PEN_DPI))

    def drawn(self, page: SetPage) -> Image:
        """The page, black on white."""
        from PIL import Image, ImageDraw

        picture = Image.new("RGB", self.size, "white")
        draw = ImageDraw.Draw(picture)
        for glyphs in page.printed:
            self._letters(draw, glyphs)
        for rule in page.rules:
            ends = [v * self.scale for v in (rule.x0, rule.y0, rule.x1, rule.y1)]
            draw.line(ends, "black", max(1, round(rule.width * self.scale)))
        return picture

    def _letters(self, draw: ImageDraw, glyphs: Glyphs) -> None:
        """Letter by letter, where the setting put them: drawn as a whole, kerning would shift what follows."""
        x, font = glyphs.x, _font(glyphs.style, glyphs.size * self.scale)
        for letter in glyphs.text:
            draw.text((x * self.scale, glyphs.y * self.scale), letter, "black", font, anchor="ls")
            x += width(letter, glyphs.style, glyphs.size)

    def signed(self, picture: Image, at: tuple[float, float], name: str, dice: random.Random) -> Image:
        """Stamp and signature at a place in points, each darkening what lies under it as ink does."""
        from PIL import ImageChops

        x, y = at[0] * self.scale, at[1] * self.scale
        signature = self._signature((x, y), dice)
        stamp = self._stamp((x - 46 * self.scale, y + dice.uniform(0, 8) * self.scale), name, dice)
        return ImageChops.multiply(ImageChops.multiply(picture, signature), stamp)

    def stamped(self, picture: Image, at: tuple[float, float], name: str, dice: random.Random) -> Image:
        """A stamp alone, its middle at a place in points."""
        from PIL import ImageChops

        return ImageChops.multiply(picture, self._stamp((at[0] * self.scale, at[1] * self.scale), name, dice))

    def _signature(self, at: tuple[float, float], dice: random.Random) -> Image:
        from PIL import Image, ImageDraw

        layer = Image.new("RGB", self.size, "white")
        waves = [(dice.uniform(1.5, 6), dice.uniform(0, 6.3), dice.uniform(0.2, 1)) for _ in range(4)]
        length, height = dice.uniform(75, 100) * self.scale, 13 * self.scale
        points = []
        for i in range(240):
            t = i / 239
            sway = sum(size * math.sin(speed * 6 * t + phase) for speed, phase, size in waves)
            back = 0.12 * length * math.sin(14 * t + waves[0][1])
            points.append((at[0] - length / 2 + t * length + back, at[1] + height * sway * (1 - 0.6 * t) / 2))
        ImageDraw.Draw(layer).line(points, _BLUE, self.pen(4), joint="curve")
        return layer

    def _stamp(self, at: tuple[float, float], name: str, dice: random.Random) -> Image:
        """A round stamp that says it is a specimen: two rings, the name along the ring, a star."""
        from PIL import Image, ImageDraw

        side, radius = round(108 * self.scale), 49 * self.scale
        seal = Image.new("RGB", (side, side), "white")
        draw, middle = ImageDraw.Draw(seal), side / 2
        for r, thick in ((radius, 5), (radius - self.pen(8), 2), (radius * 0.62, 2)):
            draw.ellipse([middle - r, middle - r, middle + r, middle + r], outline=_RED, width=self.pen(thick))
        draw.polygon(_star(middle, radius * 0.36), fill=_RED)
        self._around(seal, name, radius * 0.79, -math.pi / 2, 9.5)
        self._around(seal, "* BẢN MẪU *", radius * 0.79, math.pi / 2, 8.5)
        turned = seal.rotate(dice.uniform(-12, 12), Image.Resampling.BICUBIC, fillcolor="white")
        layer = Image.new("RGB", self.size, "white")
        layer.paste(turned, (round(at[0] - middle), round(at[1] - middle)))
        return layer

    def _around(self, seal: Image, text: str, radius: float, centre: float, size: float) -> None:
        """Letters on a circle around the angle `centre` (up is -π/2); below the middle they stand upright too."""
        from PIL import Image, ImageChops, ImageDraw

        font, below = _font("b", size * self.scale), centre > 0
        advance = [font.getlength(c) + self.pen(2) for c in text]
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


@cache
def _font(style: str, dots: float) -> FreeTypeFont:
    from PIL import ImageFont

    return ImageFont.truetype(str(font_path(style)), dots)


def _star(middle: float, size: float) -> list[tuple[float, float]]:
    reach = [(size if i % 2 == 0 else size * 0.4, math.pi * (i / 5 - 0.5)) for i in range(10)]
    return [(middle + r * math.cos(a), middle + r * math.sin(a)) for r, a in reach]
