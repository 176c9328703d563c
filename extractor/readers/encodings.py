"""Which encoding bytes of text are in: UTF-8, UTF-16, Windows' Vietnamese, or that of a font from before Unicode."""

from __future__ import annotations

import re

from extractor.readers.oldfonts import decode, detect, is_tcvn3

UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_LOOKED_AT = 4096  # bytes, for UTF-16 without a mark
_HIGH = b"\x00\x01\x03\x1e\x20"  # the upper bytes of letters with Vietnamese marks, and of quotes and dashes
_SIDE = 0.95  # of the bytes on one side are upper ones, in UTF-16
_ZEROS = 0.3  # of them are zero: Vietnamese words have plain letters and blanks in them
_VIETNAMESE = 0.06  # of the letters of a Vietnamese text bear tone marks or are its own, at least
_DENSE = 0.12  # of the letters bear marks, in Vietnamese; 0.05 in French
_ASTRAY = 0.02  # of its tone marks may stand behind no vowel
_TONED = re.compile("[aeiouyAEIOUYăâêôơưĂÂÊÔƠƯ][\u0300\u0301\u0303\u0309\u0323]|[ơưđƠƯĐ]")
_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


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
    if encoding := detect(western):
        return decode(western, encoding)
    if text := windows_1258(raw):
        return text
    # A line too short to tell by its likely letters: no language of the West has so many marks.
    marked = [c for c in western if c > "\x7f" and not c.isspace()]
    dense = len(marked) > _DENSE * sum(map(str.isalpha, western))
    return decode(western, "tcvn3") if dense and is_tcvn3("".join(marked)) else None


def windows_1258(raw: bytes) -> str | None:
    """The text in Windows' Vietnamese, where that makes Vietnamese of it."""
    text = raw.decode("cp1258", "replace")
    own = _TONED.findall(text)
    astray = len(_TONES.findall(text)) - sum(len(found) > 1 for found in own)
    told = len(own) >= _VIETNAMESE * sum(map(str.isalpha, text)) and astray <= _ASTRAY * len(own)
    return text if own and told and "\ufffd" not in text else None
