"""Where things of a PDF stand: its coordinates brought to points from the page's top left, its objects found."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

Handle: TypeAlias = Any  # a pypdfium2 object or one of PDFium's pointers, neither of which has types

_MAX_DEPTH = 4  # of forms within forms


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


def objects(
    holder: Handle, kind: int, matrix: Matrix, depth: int = 0, *, form: bool = False
) -> Iterator[tuple[Handle, Matrix]]:
    """The page objects of one kind, within forms too, each with the map from its own coordinates to the page's."""
    count = pdfium.FPDFFormObj_CountObjects if form else pdfium.FPDFPage_CountObjects
    get = pdfium.FPDFFormObj_GetObject if form else pdfium.FPDFPage_GetObject
    for i in range(count(holder)):
        obj = get(holder, i)
        type_ = pdfium.FPDFPageObj_GetType(obj)
        if type_ == kind:
            yield obj, _own_matrix(obj).then(matrix)
        elif type_ == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            yield from objects(obj, kind, _own_matrix(obj).then(matrix), depth + 1, form=True)


def _own_matrix(obj: Handle) -> Matrix:
    raw = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(obj, raw):
        return Matrix()
    return Matrix(raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)


def picture_share(page: Handle) -> tuple[float, float]:
    """The share of the page that its largest picture covers, and that picture's dots an inch (0 when there is none)."""
    frame, (width, height) = frame_of(page, 0), page.get_size()
    best = (0.0, 0.0)
    for obj, matrix in objects(page.raw, pdfium.FPDF_PAGEOBJ_IMAGE, frame):
        corners = [matrix(x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
        w, h = (max(c[i] for c in corners) - min(c[i] for c in corners) for i in (0, 1))
        share = min(w, width) * min(h, height) / (width * height)
        if share > best[0]:
            best = (share, _dots(obj) * 72 / max(w, h, 1.0))
    return best


def _dots(picture: Handle) -> float:
    """How many pixels the picture's longer side has."""
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFImageObj_GetImagePixelSize(picture, wide, high):
        return 0.0
    return float(max(wide.value, high.value))
