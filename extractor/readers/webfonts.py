"""The fonts of a web page, which tell its letters' encoding where it is older than Unicode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from extractor.readers.encodings import utf16_of, windows_1258
from extractor.readers.oldfonts import decode, detect, encoding_of_font, in_font, in_unicode

if TYPE_CHECKING:
    from bs4 import BeautifulSoup
    from bs4.element import NavigableString

_FONT = re.compile(r"\bfont(?:-family)?\s*:(?P<names>[^;]*)", re.I)
_OLD = re.compile(r"\.vn\w+|vni-[\w-]+", re.I)
_BROKEN = 0.01  # of the letters may be broken, for an encoding to be the one that the page names


def markup_of(raw: bytes) -> str:
    """The page's markup: in the encoding that it names, if it can be so, else in one that fits."""
    from bs4.dammit import EncodingDetector

    if encoding := utf16_of(raw):
        return raw.decode(encoding, "replace").removeprefix("\ufeff")
    named = EncodingDetector.find_declared_encoding(raw, is_html=True)
    for encoding in filter(None, (named, "utf-8-sig")):
        try:
            text = raw.decode(encoding, "replace")
        except LookupError:  # "x-user-defined" was said where a font had the letters
            continue
        if text.count("\ufffd") <= len(text) * _BROKEN:
            return text.removeprefix("\ufeff")
    return windows_1258(raw) or raw.decode("cp1252", "replace")


class PageFonts:
    """The fonts of one page."""

    def __init__(self, soup: BeautifulSoup) -> None:
        pairs = [(text, _font(text)) for text in soup.find_all(string=True)]
        old = " ".join(text for text, font in pairs if font and encoding_of_font(font))
        self._converted = in_unicode(old)
        self._unnamed = detect(" ".join(text for text, font in pairs if font is None))

    def read(self, text: NavigableString) -> str:
        """A piece of the page's text in Unicode, by the font that the nearest element names."""
        font = _font(text)
        if font is None:
            return decode(text, self._unnamed) if self._unnamed else str(text)
        return str(text) if self._converted else in_font(text, font)


def _font(text: NavigableString) -> str | None:
    """The font around a text: an old one if there is a choice; None where no element names any."""
    for names in _named(text):
        old = _OLD.search(names)
        return old.group() if old else names
    return None


def _named(text: NavigableString) -> Iterator[str]:
    """What the elements around a text name as fonts, the nearest first."""
    for parent in text.parents:
        if face := parent.get("face"):
            yield str(face)
        if style := _FONT.search(str(parent.get("style") or "")):
            yield style["names"]
