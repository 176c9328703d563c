"""Text as it is kept (NFC, with a way back to what was read) and as it is compared (folded)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Letters that look like đ in scans and old files, blanks of all widths, a false slash, and signs that print nothing.
LOOKALIKES = {
    "Ð": "Đ",
    "ð": "đ",
    "Ɖ": "Đ",
    "⁄": "/",
    "\u00a0": " ",
    "\u2007": " ",
    "\u202f": " ",
    "\ufeff": "",
    "\u200b": "",
}
_PRESENTATION = "\ufb00-\ufb06\uff01-\uff5e"
_PRESENTED = re.compile(f"[{_PRESENTATION}]")
_SPECIAL = re.compile(f"[{_PRESENTATION}{''.join(LOOKALIKES)}]")
_MOST_MARKS = 31  # of a letter with its marks; Unicode's stream-safe text has no more, and sorting more takes for ever
_PILE = re.compile(f"[\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{{{_MOST_MARKS}}}")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MANY = 1 << 13  # syllables: the language has about as many
_D = {"đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "Ɖ": "d"}


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a source in NFC; `starts` leads from each character back to its offset in `raw`.

    `starts` is empty where nothing had to be changed: offsets are then the same in both.

    >>> SourceText.read("Quye\\u0302\\u0301t").text
    'Quyết'
    """

    text: str
    raw: str
    starts: tuple[int, ...] = ()

    @classmethod
    def read(cls, raw: str) -> SourceText:
        """Normalise `raw` once: NFC, ligatures and full-width forms resolved, look-alikes made plain."""
        if not _PILE.search(raw) and unicodedata.is_normalized("NFC", raw) and not _SPECIAL.search(raw):
            return cls(raw, raw)
        pieces: list[str] = []
        starts: list[int] = []
        for start, cluster in _clusters(raw):
            plain = unicodedata.normalize("NFC", "".join(map(_plain, cluster[:_MOST_MARKS])))
            pieces.append(plain)
            starts.extend([start] * len(plain))
        return cls("".join(pieces), raw, (*starts, len(raw)))

    def raw_offset(self, offset: int) -> int:
        """Offset in `raw` of the character at `offset` of `text` (the end of the text leads to the end of `raw`)."""
        return self.starts[offset] if self.starts else offset


def _clusters(raw: str) -> Iterator[tuple[int, str]]:
    start = 0
    for i in range(1, len(raw) + 1):
        if i == len(raw) or not unicodedata.combining(raw[i]):
            yield start, raw[start:i]
            start = i


def _plain(c: str) -> str:
    if c in LOOKALIKES:
        return LOOKALIKES[c]
    return unicodedata.normalize("NFKC", c) if _PRESENTED.match(c) else c


class _FoldTable(dict[int, str]):
    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_char(chr(code))
        return folded


def _fold_char(c: str) -> str:
    if c in _D:
        return "d"
    letters = unicodedata.normalize("NFD", c)
    folded = letters[0].lower() if all(map(unicodedata.combining, letters[1:])) else c.lower()
    return folded if len(folded) == 1 else c


_FOLD = _FoldTable()


def fold(text: str) -> str:
    """Lower case, base letters, đ as d; one character out for each character in, so spans carry over.

    >>> fold("Quyết định số 1868/QĐ-UBND")
    'quyet dinh so 1868/qd-ubnd'
    """
    return text.translate(_FOLD)


def exact_key(text: str) -> str:
    """Lower case with diacritics, tone marks moved to the syllable's end: hoà and hòa are one, Hùng and Hưng are two.

    >>> exact_key("hoà") == exact_key("Hòa"), exact_key("Hùng") == exact_key("Hưng")
    (True, False)
    """
    return " ".join(_tone_last(word) for word in text.lower().split())


@lru_cache(_MANY)
def _tone_last(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in letters if c in _TONES)
    return unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES)) + tones


_OLD_TONES = re.compile(r"(?<![qQ])([oOuU])([àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ])(?!\w)")


def level_tones(text: str) -> str:
    """One placement of tone marks (hoà as hòa, uỷ as ủy), character for character, so that spans carry over.

    >>> level_tones("Uỷ ban, văn hoá, quý")
    'Ủy ban, văn hóa, quý'
    """
    return _OLD_TONES.sub(_new_tone, text)


def _new_tone(match: re.Match[str]) -> str:
    base, *marks = list(unicodedata.normalize("NFD", match[2]))
    if (match[1].lower(), base.lower()) in {("o", "y"), ("u", "a"), ("u", "e")}:
        return match[0]
    return unicodedata.normalize("NFC", match[1] + "".join(marks)) + base


def printable(name: str) -> str:
    """A file's name as it may be shown: in NFC; bytes that are no UTF-8 and signs that steer a terminal as escapes.

    >>> printable("báo\\ncáo\\udce1.pdf")
    'báo\\\\ncáo\\\\xe1.pdf'
    """
    known = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return unicodedata.normalize("NFC", "".join(map(_shown, known)))


def _shown(c: str) -> str:
    return c.encode("unicode_escape").decode() if unicodedata.category(c) in ("Cc", "Cf") else c


def squeeze(text: str) -> str:
    """All white space, line breaks included, as single blanks; none at the ends."""
    return " ".join(text.split())


def shortened(text: str, around: str, most: int) -> str:
    """At most about `most` characters of `text`, cut between words: those about `around`, however it is spelt there.

    `shortened(sentence, "Xã Quài Nưa", 240)` shows the stretch of a long list in which `xã Quài Nưa` stands.
    """
    flat, wanted = squeeze(text), squeeze(around)
    if len(flat) <= most:
        return flat
    at = max(fold(flat).find(fold(wanted)), 0)
    start = max(0, min(at - max(most - len(wanted), 0) // 2, len(flat) - most))
    start = flat.find(" ", start) + 1 if start else 0
    end = flat.rfind(" ", start, start + most) if start + most < len(flat) else len(flat)
    return f"{'… ' if start else ''}{flat[start : max(end, start + 1)]}{' …' if end < len(flat) else ''}"
