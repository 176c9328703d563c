"""Which encoding bytes of text are in: UTF-8, UTF-16, Windows' Vietnamese, or that of a font from before Unicode."""

from __future__ import annotations

import unicodedata

from extractor.readers.oldfonts import decode, detect

UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_LOOKED_AT = 4096  # bytes, for UTF-16 without a mark
_HIGH = b"\x00\x01\x03\x1e\x20"  # the upper bytes of letters with Vietnamese marks, and of quotes and dashes
_SIDE = 0.95  # of the bytes on one side are upper ones, in UTF-16
_ZEROS = 0.3  # of them are zero: Vietnamese words have plain letters and blanks in them
_VIETNAMESE = 0.1  # of the letters of a Vietnamese text bear its marks, at least


def text_of(raw: bytes) -> str | None:
    """The text that `raw` holds, still as it was composed; None where its encoding cannot be told.

    >>> text_of("Khen thưởng".encode("utf-16"))
    'Khen thưởng'
    """
    if encoding := utf16_of(raw):
        return raw.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _in_one_byte(raw)


def utf16_of(raw: bytes) -> str | None:
    """The kind of UTF-16 that `raw` is in, told by its mark or by where the upper bytes of its letters stand."""
    if raw[:2] in _UTF16_MARKS:
        return _UTF16_MARKS[raw[:2]]
    head = raw[: min(_LOOKED_AT, len(raw) // 2 * 2)]
    for encoding, upper, lower in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        high = sum(upper.count(byte) for byte in _HIGH)
        zeros = upper.count(0)
        if upper and high >= _SIDE * len(upper) and zeros >= _ZEROS * len(upper) and 0 not in lower:
            return encoding
    return None


def _in_one_byte(raw: bytes) -> str | None:
    """The text in an old font's encoding, or in Windows' Vietnamese."""
    western = raw.decode("latin-1")
    encoding = detect(western)
    return decode(western, encoding) if encoding else windows_1258(raw)


def windows_1258(raw: bytes) -> str | None:
    """The text in Windows' Vietnamese, where that makes Vietnamese of it."""
    text = raw.decode("cp1258", "replace")
    letters = [c for c in unicodedata.normalize("NFC", text) if c.isalpha()]
    vietnamese = sum("\u1ea0" <= c <= "\u1ef9" or c in "ơưđƠƯĐ" for c in letters)
    return None if vietnamese < len(letters) * _VIETNAMESE or "\ufffd" in text else text
