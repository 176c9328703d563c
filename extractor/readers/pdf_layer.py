"""What the text layer of a PDF's page is worth: what is printed there, another program's reading of it, or rubbish."""

from __future__ import annotations

import re
from typing import Literal

from extractor.readers.pdf_calls import Handle
from extractor.readers.pdf_frame import hidden_share
from extractor.readers.pdf_words import Leaf
from extractor.readers.thresholds import ENOUGH_CHARACTERS

Layer = Literal["printed", "hidden", "poor", "none"]
"""The page's own text; text that is not seen, over or under a picture of the page; text that is rubbish, or too little
for the picture that it stands on; no text on a page that is not blank."""

PICTURE = 0.5  # share of the page: pictures that cover so much are the page itself
_HIDDEN = 0.5  # share of the text that is not seen
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9ăâđêôơưĂÂĐÊÔƠƯ]")
_LEAST_VIETNAMESE = 0.05  # of the letters; Vietnamese prose has 0.2
_GARBAGE = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_MOST_GARBAGE = 0.1  # of the characters; the same for those that the file does not say the letters of
_LATIN, _OTHER = "A-Za-z\u00c0-\u024f\u1e00-\u1eff", "\u0370-\u1cff\u2c00-\ud7ff"
_MIXED = re.compile(f"[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]")
_MOST_MIXED = 0.1  # of the words: alphabets meet within one where letters are told wrong
_WORD = re.compile(f"[{_LATIN}]{{2,}}")
_SPOKEN = re.compile(f"[{_LATIN}]*[aeiouyAEIOUY\u00c0-\u024f\u1e00-\u1eff][{_LATIN}]*")
_LEAST_SPOKEN = 0.5  # of the words have a vowel, in any language
_FEWEST_WORDS = 30  # fewer tell nothing


def layer_of(page: Handle, leaf: Leaf) -> Layer:
    """What the text on `page`, a pypdfium2 page, is worth; `leaf` is what it says."""
    words = [word.text for word in leaf.sheet.words]
    if not words:
        return "none" if any(True for _ in page.get_objects(max_depth=1)) else "printed"
    text = "".join(words)
    if leaf.unmapped > _MOST_GARBAGE or len(_GARBAGE.findall(text)) > _MOST_GARBAGE * len(text):
        return "poor"
    foreign = len(_VIETNAMESE.findall(text)) < _LEAST_VIETNAMESE * sum(map(str.isalpha, text))
    if foreign and _is_misspelt(words):
        return "poor"
    if leaf.picture.share < PICTURE:
        return "printed"
    if foreign or len(text) < ENOUGH_CHARACTERS:
        return "poor"
    return "hidden" if hidden_share(page) > _HIDDEN else "printed"


def _is_misspelt(words: list[str]) -> bool:
    """Whether the words are no language's: the file tells wrong letters."""
    text = " ".join(words)
    if len(_MIXED.findall(text)) > _MOST_MIXED * len(words):
        return True
    latin = _WORD.findall(text)
    spoken = sum(bool(_SPOKEN.fullmatch(word)) for word in latin)
    return len(latin) >= _FEWEST_WORDS and spoken < _LEAST_SPOKEN * len(latin)
