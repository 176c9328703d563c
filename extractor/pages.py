"""Pages of the original as pictures, with the records that were found on them boxed: for the eye to check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.marked import LABELS
from models.errors import ReadError, SovangError
from models.fonts import font_path
from models.page import Box
from models.records import Check, Evidence, Report

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

DRAWN = ("pdf", "scan")
"""The formats, as a Report names them, whose pages can be drawn; others have none."""

DPI = 150
_COLOURS = {
    "header": "#57534e",
    "citations": "#1d4ed8",
    "awards": "#b45309",
    "exemplars": "#15803d",
    "movements": "#7e22ce",
    "grants": "#be185d",
    "checks": "#b91c1c",
    "references": "#0e7490",
}
_TINT = 0.13  # how far the colour goes into the paper within a box
_OUTLINE = 2  # pixels
_NUMBER, _LEGEND = 7.0, 9.0  # points: size of a record's number, and of the legend
_MARGIN = 12.0  # points around the legend
_DARK = 128  # of 256 shades: darker ones are ink
_Place = tuple[float, float, float, float]  # left, top, right, bottom in pixels


@dataclass(frozen=True, slots=True)
class Found:
    """A record of a document: its kind (a key of LABELS) and where it stands; a check stands in two places."""

    kind: str
    places: tuple[Evidence, ...]

    @property
    def quote(self) -> str:
        """The words of the report."""
        return self.places[0].quote


@dataclass(frozen=True, slots=True)
class Mark:
    """A record on one page: the number it bears in the drawing, and its boxes in points from the page's top left."""

    number: int
    kind: str
    quote: str
    boxes: tuple[Box, ...]


def found_in(report: Report) -> Iterator[Found]:
    """All records of the report, kind by kind."""
    for evidence in report.header_evidence.values():
        yield Found("header", (evidence,))
    for kind in LABELS:
        for record in getattr(report, kind) if kind != "header" else ():
            other = record.other if isinstance(record, Check) else None
            yield Found(kind, (record.evidence, other) if other else (record.evidence,))


def marks_on(page: int, records: Iterable[Found]) -> list[Mark]:
    """The records with boxes on the page (from 1), numbered as they stand in the text."""
    here = [(one, tuple(box for place in one.places for box in place.boxes_on(page))) for one in records]
    ordered = sorted((pair for pair in here if pair[1]), key=lambda pair: pair[0].places[0].start)
    return [Mark(number, one.kind, one.quote, boxes) for number, (one, boxes) in enumerate(ordered, 1)]


def draw(path: Path, form: str, page: int, marks: Sequence[Mark], caption: str) -> Image:
    """Page number `page` of the file at `path` with `marks` on it and a legend below that begins with `caption`.

    `form` is the file's format, one of DRAWN. ReadError where the page cannot be drawn.
    """
    picture, scale = page_picture(path, form, page)
    return _with_legend(_marked(picture, scale, marks), scale, marks, caption)


def draw_all(path: Path, report: Report, folder: Path) -> Iterator[Path]:
    """Draw every page of the file that `report` was made from into `folder`; the pictures, as they are written."""
    found, pages = list(found_in(report)), report.layout.pages
    for page in range(1, pages + 1):
        target = folder / f"{path.stem}-{page:0{len(str(pages))}}.png"
        caption = f"{report.document} · trang {page}/{pages}"
        save(draw(path, report.format, page, marks_on(page, found), caption), target)
        yield target


def page_picture(path: Path, form: str, page: int, dpi: float = DPI) -> tuple[Image, float]:
    """A page of the file as it is seen, in colour, and how many pixels a point has; a scan keeps its own if fewer."""
    if form not in DRAWN:
        raise ReadError(path, f"a file of the format {form} has no pages to draw", "use `sovang extract --html`")
    return _pdf_page(path, page, dpi) if form == "pdf" else _frame(path, page, dpi)


def save(picture: Image, target: Path) -> None:
    """Write the picture as PNG, whole or not at all; SovangError where that cannot be."""
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as file:
            picture.save(file, "PNG")
        part.replace(target)
    except OSError as error:
        part.unlink(missing_ok=True)
        what = f"it cannot be written ({error.strerror or error})"
        raise SovangError(target, what, "name a file in a folder that you may write to") from None


def _pdf_page(path: Path, number: int, dpi: float) -> tuple[Image, float]:
    import pypdfium2

    from extractor.limits import MAX_RENDERED_PIXELS

    try:
        with closing(pypdfium2.PdfDocument(path)) as document, closing(document[number - 1]) as page:
            width, height = page.get_size()
            scale = min(dpi / 72, (MAX_RENDERED_PIXELS / max(width * height, 1.0)) ** 0.5)
            picture: Image = page.render(scale=scale).to_pil().convert("RGB")
    except (pypdfium2.PdfiumError, IndexError):
        raise _undrawn(path, number) from None
    return picture, scale


def _frame(path: Path, number: int, dpi: float) -> tuple[Image, float]:
    from PIL import Image

    from extractor.readers.scan import pictures

    for dots, own in islice(pictures(path), number - 1, number):
        picture = Image.fromarray(dots).convert("RGB")
        if own > dpi:
            picture = picture.resize((round(picture.width * dpi / own), round(picture.height * dpi / own)))
        return picture, min(own, dpi) / 72
    raise _undrawn(path, number)


def _undrawn(path: Path, number: int) -> ReadError:
    return ReadError(path, f"its page {number} cannot be drawn", "check that it is the file it was when it was read")


def _marked(picture: Image, scale: float, marks: Sequence[Mark]) -> Image:
    """The page with each record tinted, outlined and numbered."""
    from PIL import Image, ImageChops, ImageDraw

    layer = Image.new("RGB", picture.size, "white")
    tint = ImageDraw.Draw(layer)
    for mark in marks:
        for box in mark.boxes:
            tint.rectangle(_pixels(box, scale), fill=_pale(_COLOURS[mark.kind]))
    marked = ImageChops.multiply(picture, layer)
    pen = ImageDraw.Draw(marked)
    _outline(pen, scale, marks)
    _number(pen, scale, marks, picture.convert("L"))
    return marked


def _outline(pen: ImageDraw, scale: float, marks: Sequence[Mark]) -> None:
    """A line around each box, further out where records of other kinds have the same one."""
    drawn: dict[Box, list[str]] = {}
    for mark in marks:
        for box in mark.boxes:
            kinds = drawn.setdefault(box, [])
            if mark.kind in kinds:
                continue
            out = _OUTLINE * len(kinds)
            left, top, right, bottom = _pixels(box, scale)
            place = (left - out, top - out, right + out, bottom + out)
            pen.rectangle(place, outline=_COLOURS[mark.kind], width=_OUTLINE)
            kinds.append(mark.kind)


def _pixels(box: Box, scale: float) -> tuple[float, float, float, float]:
    return box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale


def _pale(colour: str) -> tuple[int, int, int]:
    from PIL import ImageColor

    red, green, blue = (round(255 - _TINT * (255 - part)) for part in ImageColor.getrgb(colour)[:3])
    return red, green, blue


def _number(pen: ImageDraw, scale: float, marks: Sequence[Mark], print_: Image) -> None:
    """Each record's number by the upper left corner of its first box, where it hides least of the print."""
    from PIL import ImageFont

    height = _NUMBER * scale
    font = ImageFont.truetype(font_path("b"), height)
    taken: list[_Place] = []
    for mark in marks:
        text, corner = str(mark.number), (mark.boxes[0].x0 * scale, mark.boxes[0].top * scale)
        place = min(_places(corner, font.getlength(text) + 4, height), key=lambda one: _hidden(one, print_, taken))
        taken.append(place)
        pen.rectangle(place, fill=_COLOURS[mark.kind])
        pen.text(((place[0] + place[2]) / 2, (place[1] + place[3]) / 2), text, "white", font, anchor="mm")


def _places(corner: tuple[float, float], width: float, height: float) -> Iterator[_Place]:
    """Where a number of this size may stand about the corner of its box, the best first."""
    for right, down in product((0.0, -0.5, -1.0, 1.0), (-0.7, -1.0, -0.4)):
        left, top = corner[0] + right * width, corner[1] + down * height
        yield left, top, left + width, top + height


def _hidden(place: _Place, print_: Image, taken: Iterable[_Place]) -> float:
    """How much ink, and how much of other numbers, would be hidden under a number at `place`."""
    left, top, right, bottom = place
    shared = sum(max(min(right, r) - max(left, x), 0) * max(min(bottom, b) - max(top, t), 0) for x, t, r, b in taken)
    ink = print_.crop((round(left), round(top), round(right), round(bottom))).histogram()
    return sum(ink[:_DARK]) + 10 * shared


def _with_legend(picture: Image, scale: float, marks: Sequence[Mark], caption: str) -> Image:
    """The picture with a strip below it: the caption, then each kind on the page with its colour and number."""
    from PIL import Image, ImageDraw, ImageFont

    font, swatch = ImageFont.truetype(font_path(), _LEGEND * scale), _LEGEND * scale
    entries = [("", caption)] + [
        (kind, f"{label}: {n}") for kind, label in LABELS.items() if (n := _count(kind, marks))
    ]
    widths = [font.getlength(text) + (1.5 * swatch if kind else 0.0) for kind, text in entries]
    places = list(_flowed(widths, picture.width, swatch, _MARGIN * scale))
    whole = Image.new("RGB", (picture.width, picture.height + round(places[-1][1] + 2 * swatch)), "white")
    whole.paste(picture)
    pen = ImageDraw.Draw(whole)
    pen.line((0, picture.height, picture.width, picture.height), "#999999")
    for (kind, text), (x, y) in zip(entries, places, strict=True):
        top = y + picture.height
        if kind:
            pen.rectangle((x, top, x + swatch, top + swatch), fill=_COLOURS[kind])
        pen.text((x + 1.5 * swatch if kind else x, top + swatch / 2), text, "black", font, anchor="lm")
    return whole


def _flowed(widths: Iterable[float], room: float, size: float, margin: float) -> Iterator[tuple[float, float]]:
    """Where things of these widths stand, one beside the other and in further lines where the room ends."""
    x = y = margin
    for width in widths:
        if x > margin and x + width > room - margin:
            x, y = margin, y + 1.5 * size
        yield x, y
        x += width + 1.5 * size


def _count(kind: str, marks: Sequence[Mark]) -> int:
    return sum(mark.kind == kind for mark in marks)
