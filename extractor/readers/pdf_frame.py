"""Where things of a PDF stand: its coordinates brought to points from the page's top left, its objects found."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from extractor.readers import pdf_calls as calls
from extractor.readers.pdf_calls import Address, Handle
from models.page import Box

_MAX_DEPTH = 4  # of forms within forms
_STRIP = 0.9  # of the page's width: a picture so wide may be a strip of a larger one
_TEXT, _PATH, _IMAGE = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE
_OPAQUE = (b"DCTDecode", b"JPXDecode", b"CCITTFaxDecode", b"JBIG2Decode")  # how scanners pack pictures


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
    """An object on a page: its kind, a number of PDFium's, and the map from its own coordinates to points."""

    address: Address
    kind: int
    matrix: Matrix

    def box(self) -> Box:
        """The box of a picture."""
        corners = [self.matrix(x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
        (x0, x1), (top, bottom) = ((min(c), max(c)) for c in zip(*corners, strict=True))
        return Box(x0, top, x1, bottom)


def drawn_on(page: Handle, frame: Matrix) -> list[Drawn]:
    """The paths and pictures on `page`, a pypdfium2 page, those within forms too."""
    return list(_objects(page, frame, (_PATH, _IMAGE)))


def _objects(page: Handle, frame: Matrix, kinds: tuple[int, ...]) -> Iterator[Drawn]:
    holder = calls.address_of(page.raw)
    return _held(holder, calls.count_objects(holder), calls.object_at, frame, kinds, 0)


def _held(
    holder: Address,
    count: int,
    get: Callable[[Address, int], Address],
    matrix: Matrix,
    kinds: tuple[int, ...],
    depth: int,
) -> Iterator[Drawn]:
    for i in range(count):
        address = get(holder, i)
        kind = calls.kind_of(address)
        if kind in kinds:
            yield Drawn(address, kind, _own_matrix(address).then(matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _MAX_DEPTH:
            inner, within = _own_matrix(address).then(matrix), calls.count_in_form(address)
            yield from _held(address, within, calls.object_in_form, inner, kinds, depth + 1)


def _own_matrix(address: Address) -> Matrix:
    raw = pdfium.FS_MATRIX()
    if not calls.matrix_of(address, ctypes.byref(raw)):
        return Matrix()
    return Matrix(raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's largest picture: the share of the page that it covers, and its dots an inch (0 where unknown)."""

    share: float = 0.0
    dots: float = 0.0


def picture_boxes(drawn: Iterable[Drawn]) -> tuple[Box, ...]:
    """Where the pictures on a page are."""
    return tuple(one.box() for one in drawn if one.kind == _IMAGE)


def picture_of(drawn: Iterable[Drawn], width: float, height: float) -> Picture:
    """The largest picture on a page of this size; strips that go from side to side are one, as scanners cut them."""
    boxes = [(one.address, one.box()) for one in drawn if one.kind == _IMAGE]
    if not boxes:
        return Picture()
    address, box = max(boxes, key=lambda pair: _share(pair[1], width, height))
    strips = sum(_share(strip, width, height) for _, strip in boxes if strip.x1 - strip.x0 > _STRIP * width)
    longer = max(box.x1 - box.x0, box.bottom - box.top, 1.0)
    return Picture(max(_share(box, width, height), min(strips, 1.0)), _dots(address) * 72 / longer)


def _share(box: Box, width: float, height: float) -> float:
    return min(box.x1 - box.x0, width) * min(box.bottom - box.top, height) / (width * height)


def _dots(picture: Address) -> float:
    """How many pixels the picture's longer side has."""
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    if not calls.pixels_of(picture, ctypes.byref(wide), ctypes.byref(high)):
        return 0.0
    return float(max(wide.value, high.value))


def hidden_share(page: Handle) -> float:
    """The share of a page's text that is not seen: set to be invisible, or under a picture drawn later."""
    over: list[Box] = []
    texts = hidden = 0
    for one in reversed(list(_objects(page, frame_of(page, 0), (_TEXT, _IMAGE)))):
        if one.kind == _IMAGE:
            over += [one.box()] if _is_opaque(one.address) else []
            continue
        texts += 1
        hidden += calls.text_mode(one.address) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE or any(
            box.x0 <= one.matrix.e <= box.x1 and box.top <= one.matrix.f <= box.bottom for box in over
        )
    return hidden / max(texts, 1)


def _is_opaque(picture: Address) -> bool:
    """Whether a picture is packed as scans are; what shines through, such as a watermark, is not."""
    name = ctypes.create_string_buffer(32)
    for i in range(calls.count_filters(picture)):
        calls.filter_at(picture, i, name, len(name))
        if name.value in _OPAQUE:
            return True
    return False
