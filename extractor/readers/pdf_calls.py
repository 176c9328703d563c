"""PDFium's functions that are called for each word and each object of a page, bound for speed.

pypdfium2's own bindings make a pointer object of every answer and check every argument: three times as slow. Here
handles are plain addresses, and what PDFium fills in is given by its address.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any, TypeAlias

import pypdfium2.raw as pdfium

Handle: TypeAlias = Any  # a pypdfium2 object or one of PDFium's pointers, neither of which has types
Address: TypeAlias = int  # of something of PDFium's

_POINTER, _INT = ctypes.c_void_p, ctypes.c_int


def address_of(handle: Handle) -> Address:
    """Where the thing stands that one of pypdfium2's pointers leads to."""
    address = ctypes.cast(handle, _POINTER).value
    assert address is not None
    return address


def _bound(function: Handle, answer: Handle, *arguments: Handle) -> Callable[..., Any]:
    return ctypes.PYFUNCTYPE(answer, *arguments)(address_of(function))


# Of a text page and the number of a character.
text_object = _bound(pdfium.FPDFText_GetTextObject, _POINTER, _POINTER, _INT)
font_size = _bound(pdfium.FPDFText_GetFontSize, ctypes.c_double, _POINTER, _INT)
text_matrix = _bound(pdfium.FPDFText_GetMatrix, _INT, _POINTER, _INT, _POINTER)
loose_box = _bound(pdfium.FPDFText_GetLooseCharBox, _INT, _POINTER, _INT, _POINTER)
text_between = _bound(pdfium.FPDFText_GetText, _INT, _POINTER, _INT, _INT, _POINTER)  # in UTF-16
is_unmapped = _bound(pdfium.FPDFText_HasUnicodeMapError, _INT, _POINTER, _INT)
unicode_of = _bound(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _POINTER, _INT)

# Of an object of a page.
font_of = _bound(pdfium.FPDFTextObj_GetFont, _POINTER, _POINTER)
kind_of = _bound(pdfium.FPDFPageObj_GetType, _INT, _POINTER)
matrix_of = _bound(pdfium.FPDFPageObj_GetMatrix, _INT, _POINTER, _POINTER)
pixels_of = _bound(pdfium.FPDFImageObj_GetImagePixelSize, _INT, _POINTER, _POINTER, _POINTER)
text_mode = _bound(pdfium.FPDFTextObj_GetTextRenderMode, _INT, _POINTER)
count_filters = _bound(pdfium.FPDFImageObj_GetImageFilterCount, _INT, _POINTER)
filter_at = _bound(pdfium.FPDFImageObj_GetImageFilter, ctypes.c_ulong, _POINTER, _INT, _POINTER, ctypes.c_ulong)

# Of a font.
font_name = _bound(pdfium.FPDFFont_GetBaseFontName, ctypes.c_size_t, _POINTER, _POINTER, ctypes.c_size_t)
font_weight = _bound(pdfium.FPDFFont_GetWeight, _INT, _POINTER)

# Of a page, or of a form on it, and the number of an object.
count_objects = _bound(pdfium.FPDFPage_CountObjects, _INT, _POINTER)
object_at = _bound(pdfium.FPDFPage_GetObject, _POINTER, _POINTER, _INT)
count_in_form = _bound(pdfium.FPDFFormObj_CountObjects, _INT, _POINTER)
object_in_form = _bound(pdfium.FPDFFormObj_GetObject, _POINTER, _POINTER, ctypes.c_ulong)

# Of a path, and of a segment of one.
count_segments = _bound(pdfium.FPDFPath_CountSegments, _INT, _POINTER)
segment_at = _bound(pdfium.FPDFPath_GetPathSegment, _POINTER, _POINTER, _INT)
segment_kind = _bound(pdfium.FPDFPathSegment_GetType, _INT, _POINTER)
segment_point = _bound(pdfium.FPDFPathSegment_GetPoint, _INT, _POINTER, _POINTER, _POINTER)
segment_closes = _bound(pdfium.FPDFPathSegment_GetClose, _INT, _POINTER)
