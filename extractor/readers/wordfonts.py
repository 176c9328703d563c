"""The font that a run of a Word file is set in, by itself or by its styles, and its text in Unicode for that."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from extractor.readers.oldfonts import encoding_of_font, in_font, in_unicode
from extractor.readers.wordxml import Element, value, w

if TYPE_CHECKING:
    from docx.document import Document

_NAMES = (w("hAnsi"), w("ascii"))  # what sets letters with marks, what sets plain ones
_THEMES = (w("hAnsiTheme"), w("asciiTheme"))
_SOFT_HYPHEN = "\u00ad"  # the ư of .VnTime


class Fonts:
    """The fonts of one document."""

    def __init__(self, document: Document) -> None:
        root = document.styles.element
        self._styles: dict[str, Element] = {str(s.get(w("styleId"))): s for s in root.iter(w("style"))}
        default = next((s for s in self._styles.values() if _is_default(s)), None)
        self._default = None if default is None else str(default.get(w("styleId")))
        defaults = next(root.iter(w("rPrDefault")), None)
        self._general = None if defaults is None else _named(defaults.find(w("rPr")))
        self._modern = self._used_for_unicode(document.element.body)

    def read(self, run: Element, text: str) -> str:
        """`text`, of `run`, in Unicode."""
        font = self._of(run)
        return text if font in self._modern else in_font(text, font)

    def soft_hyphen(self, run: Element) -> str:
        """What a soft hyphen of `run` is: a letter in some old fonts, else nothing."""
        return self.read(run, _SOFT_HYPHEN).replace(_SOFT_HYPHEN, "")

    def _of(self, run: Element) -> str | None:
        """The font of a run: its own, that of its style, of its paragraph's style, of the document."""
        own = run.find(w("rPr"))
        paragraph = next(run.iterancestors(w("p")), None)
        properties = None if paragraph is None else paragraph.find(w("pPr"))
        chain = (value(own, "rStyle"), value(properties, "pStyle") or self._default)
        found = (_named(own), *(self._of_style(style) for style in chain), self._general)
        return next((font for font in found if font is not None), None)

    def _of_style(self, name: str | None) -> str | None:
        """The font of a style, or of what it is based on."""
        seen: set[str] = set()
        while name is not None and name in self._styles and name not in seen:
            seen.add(name)
            font = _named(self._styles[name].find(w("rPr")))
            if font is not None:
                return font
            name = value(self._styles[name], "basedOn")
        return None

    def _used_for_unicode(self, body: Element) -> frozenset[str]:
        """The old fonts whose text has been converted since: the name alone was kept."""
        texts: dict[str, list[str]] = defaultdict(list)
        for run in body.iter(w("r")):
            font = self._of(run)
            if font and encoding_of_font(font):
                texts[font] += [t.text or "" for t in run.iter(w("t"))]
        return frozenset(font for font, said in texts.items() if in_unicode(" ".join(said)))


def _is_default(style: Element) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")


def _named(properties: Element | None) -> str | None:
    """The font that properties name: an old one if there is any; empty for that of the theme."""
    fonts = None if properties is None else properties.find(w("rFonts"))
    if fonts is None:
        return None
    names = [str(fonts.get(name)) for name in _NAMES if fonts.get(name)]
    if names:
        return next(filter(encoding_of_font, names), names[0])
    return "" if any(fonts.get(theme) for theme in _THEMES) else None
