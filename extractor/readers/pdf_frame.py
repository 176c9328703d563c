"""Where things of a PDF stand: its coordinates brought to points from the page's top left, its objects found."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from extractor.readers import pdf_calls as calls
from extractor.readers.pdf_calls import Address, Handle

_MAX_DEPTH = 4  # of forms within forms
_DRAWN = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE)


@dataclass(frozen=True, slots=True)
class Matrix:
    """An affine map of points: x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """Where the point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, last: Matrix) -> Matrix:
        """First this map, then `last`."""
        e, f = last(self.e, self.f)
        return Matrix(
            last.a * self.a + last.c * self.b,
            last.b * self.a + last.d * self.b,
            last.a * self.c + last.c * self.d,
            last.b * self.c + last.d * self.d,
            e,
            f,
        )


def frame_of(page: Handle, turn: int) -> Matrix:
    """The map from a page's coordinates to points from the top left, for boxes cropped and pages turned."""
    width, height = page.get_size()
    if turn % 2:
        width, height = height, width
    fine = 1000  # PDFium answers in whole units
    corners = []
    for x, y in ((0.0, 0.0), (100.0, 0.0), (0.0, 100.0)):
        left, top = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDF_PageToDevice(page.raw, 0, 0, int(width * fine), int(height * fine), turn, x, y, left, top)
        corners.append((left.value / fine, top.value / fine))
    (e, f), (xx, xy), (yx, yy) = corners
    return Matrix((xx - e) / 100, (xy - f) / 100, (yx - e) / 100, (yy - f) / 100, e, f)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A path or picture on a page: its kind, a number of PDFium's, and the map from its own coordinates to points."""

    address: Address
    kind: int
    matrix: Matrix


def drawn_on(page: Handle, frame: Matrix) -> list[Drawn]:
    """The paths and pictures on `page`, a pypdfium2 page, those within forms too."""
    holder = calls.address_of(page.raw)
    return list(_drawn(holder, calls.count_objects(holder), calls.object_at, frame, 0))


def _drawn(
    holder: Address, count: int, get: Callable[[Address, int], Address], matrix: Matrix, depth: int
) -> Iterator[Drawn]:
    for i in range(count):
        address = get(holder, i)
        kind = calls.kind_of(address)
        if kind in _DRAWN:
            yield Drawn(address, kind, _own_matrix(address).then(matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner = _own_matrix(address).then(matrix)
            yield from _drawn(address, calls.count_in_form(address), calls.object_in_form, inner, depth + 1)


def _own_matrix(address: Address) -> Matrix:
    raw = pdfium.FS_MATRIX()
    if not calls.matrix_of(address, ctypes.byref(raw)):
        return Matrix()
    return Matrix(raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture on a page: the share of the page that it covers, and its dots an inch (0 where unknown)."""

    share: float = 0.0
    dots: float = 0.0


def largest_picture(drawn: Iterable[Drawn], width: float, height: float) -> Picture:
    """The largest of the pictures on a page of this size; one of no size where there is none."""
    best = Picture()
    for picture in drawn:
        if picture.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            corners = [picture.matrix(x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
            w, h = (max(c[i] for c in corners) - min(c[i] for c in corners) for i in (0, 1))
            share = min(w, width) * min(h, height) / (width * height)
            if share > best.share:
                best = Picture(share, _dots(picture.address) * 72 / max(w, h, 1.0))
    return best


def _dots(picture: Address) -> float:
    """How many pixels the picture's longer side has."""
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    if not calls.pixels_of(picture, ctypes.byref(wide), ctypes.byref(high)):
        return 0.0
    return float(max(wide.value, high.value))
