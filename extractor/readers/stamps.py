"""Print under stamps and signatures on scans: the stamp made to fade, weak lines read again, debris dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, takewhile

import numpy as np

from extractor.readers.numerals import may_open_heading
from extractor.readers.picture import Grey, Stripe, black_of, paper_of
from extractor.readers.symbols import is_symbol, symbol_of
from extractor.readers.tesseract import Engine, Token

_SURE = 0.6  # confidence of words read under a stamp
_CERTAIN = 0.85  # of words that are not read again, and need not look like words
_WEAK = 0.5  # a line with a word so little sure is read again
_GUESS = 0.3  # words less sure are kept only when they look like words
_LONE = 0.7  # and single letters, which strokes of a signature look like
_SIGN = 0.8  # and signs, when Tesseract is sure of them
_PAGE = 0.5  # of a page: a picture so large is all of it, dark at an edge, and not a stamp on it
_STRENGTHS = (0.3, 0.2)  # of the way from ink to paper: what is lighter is taken for a stamp
_BEFORE = "_—–=.,'`\"|~„ "
_EDGE_SIGNS = "|_¦"
_DEBRIS = re.compile(r"[|_¦\[\]{}¬=‹›<>\\`'°*^~•■□●@#$\"“”]+")
_ODD = re.compile(r"\w[\^~@#$*|\\<>=]+\w")  # B^N: no word has these within
_DASHES = frozenset(("-", "–", "+", "&", "./.", "...", "…"))


def without_stamps(grey: Grey, strength: float) -> Grey:
    """The picture with only its blackest ink: a stamp is lighter than print, in grey too."""
    paper, black = paper_of(grey), black_of(grey)
    white = black + strength * (paper - black)
    curve = (np.clip(np.arange(256) / white, 0, 1) ** 2 * paper).astype(np.uint8)
    return curve[grey]


def read_again(grey: Grey, tokens: list[Token], pictures: Sequence[Stripe], dpi: float, engine: Engine) -> list[Token]:
    """The tokens with weak lines read once more, and with what stands where Tesseract saw only a picture."""
    weak = [line for line in _lines(tokens) if any(t.confidence < _WEAK or _ODD.search(t.text) for t in line)]
    places = [_reach(picture, tokens, grey, dpi) for picture in pictures if not (tokens and _is_page(picture, grey))]
    if weak or places:
        engine.look(without_stamps(grey, _STRENGTHS[0]), dpi)
        tokens = _lines_again(tokens, weak, dpi, engine)
    for number, strength in enumerate(_STRENGTHS if places else ()):
        if number:
            engine.look(without_stamps(grey, strength), dpi)
        for place in places:
            first = 1 + max((t.line for t in tokens), default=0)
            tokens = _merged(tokens, [replace(t, line=first + t.line) for t in engine.block(place)], place)
    return [t for t in tokens if t.confidence > _CERTAIN or not any(_within(t, p) for p in places) or _is_sure(t)]


def _is_page(picture: Stripe, grey: Grey) -> bool:
    x0, top, x1, bottom = picture
    return (x1 - x0) * (bottom - top) > _PAGE * grey.size


def _lines_again(tokens: list[Token], weak: list[list[Token]], dpi: float, engine: Engine) -> list[Token]:
    for line in weak:
        better = _better(line, engine.line(around(line, int(0.02 * dpi))))
        tokens = [t for t in tokens if t.line != line[0].line] + better
    return tokens


def _lines(tokens: Iterable[Token]) -> list[list[Token]]:
    return [list(line) for _, line in groupby(sorted(tokens, key=lambda t: t.line), key=lambda t: t.line)]


def _better(old: list[Token], new: list[Token]) -> list[Token]:
    """The reading that is surer of more letters, with the symbols of documents that the other has."""
    if _worth(new) > _worth(old):
        return [replace(t, line=old[0].line) for t in _with_symbols(new, old)]
    return [replace(t, line=old[0].line) for t in _with_symbols(old, new)]


def _with_symbols(line: list[Token], other: Sequence[Token]) -> list[Token]:
    """The line with what is a whole symbol in the other reading and none in this, or is surer there."""
    for token in other:
        rivals = [t for t in line if _overlap(token, t) or _overlap(t, token)]
        if rivals and is_symbol(token.text) and all(_is_less_a_symbol(t, token) for t in rivals):
            line = sorted([*(t for t in line if t not in rivals), token], key=lambda t: t.x0)
    return line


def _is_less_a_symbol(token: Token, other: Token) -> bool:
    return token.confidence < other.confidence or not is_symbol(symbol_of(token.text))


def _worth(line: list[Token]) -> float:
    return sum(((0 if _ODD.search(t.text) else t.confidence) - _WEAK) * len(t.text) for t in line)


def _reach(picture: Stripe, tokens: Sequence[Token], grey: Grey, dpi: float) -> Stripe:
    """The place of a picture with some room about it, and with the whole of the words that it cuts."""
    height, width = grey.shape
    wide, high = int(0.4 * dpi), int(0.15 * dpi)
    x0, top, x1, bottom = picture[0] - wide, picture[1] - high, picture[2] + wide, picture[3] + 2 * high
    cut = [t for t in tokens if t.x0 < x1 and t.x1 > x0 and t.top < bottom and t.bottom > top]
    places = [(t.x0 - 4, t.top - 4, t.x1 + 4, t.bottom + 4) for t in cut] + [(x0, top, x1, bottom)]
    lows, highs = (min(p[i] for p in places) for i in (0, 1)), (max(p[i] for p in places) for i in (2, 3))
    (left, upper), (right, lower) = lows, highs
    return max(left, 0), max(upper, 0), min(right, width), min(lower, height)


def _merged(old: list[Token], new: list[Token], place: Stripe) -> list[Token]:
    """The tokens with those in the place that are read more surely now."""
    for token in new:
        rivals = [t for t in old if _overlap(token, t) or _overlap(t, token)]
        if _is_sure(token) and _within(token, place) and all(_gives_way(t, token) for t in rivals):
            old = [t for t in old if t not in rivals] + [replace(token, text=token.text.lstrip(_BEFORE) or token.text)]
    return old


def _gives_way(token: Token, other: Token) -> bool:
    """Whether `other` is to be believed of what stands where `token` does."""
    return bool(_ODD.search(token.text)) or token.confidence < min(_CERTAIN, other.confidence)


def _within(token: Token, place: Stripe) -> bool:
    x, y = (token.x0 + token.x1) / 2, (token.top + token.bottom) / 2
    return place[0] <= x <= place[2] and place[1] <= y <= place[3]


def _is_sure(token: Token) -> bool:
    letters = sum(c.isalnum() for c in token.text)
    return token.confidence >= _SURE and (letters > len(token.text) / 2 or token.text in _DASHES)


def _overlap(one: Token, other: Token) -> bool:
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return wide > 0.3 * (one.x1 - one.x0) and high > 0.3 * (one.bottom - one.top)


def around(tokens: Sequence[Token], margin: int) -> Stripe:
    """The place that the tokens take up, and some pixels more."""
    x0, top = min(t.x0 for t in tokens), min(t.top for t in tokens)
    x1, bottom = max(t.x1 for t in tokens), max(t.bottom for t in tokens)
    return max(x0 - margin, 0), max(top - margin, 0), x1 + margin, bottom + margin


def print_only(tokens: Iterable[Token]) -> Iterator[Token]:
    """What is print: no frames read as bars, no debris of stamps; a wavy dash is a dash."""
    known = list(tokens)
    for at, token in enumerate(known):
        if _opens_heading(at, known):
            yield token
            continue
        text = "-" if token.text == "~" else token.text.strip(_EDGE_SIGNS) if len(token.text) > 1 else token.text
        if text and not _is_debris(text, token.confidence):
            yield replace(token, text=text)


def _opens_heading(at: int, tokens: Sequence[Token]) -> bool:
    """Whether a token is the first of a line in capitals, and may be its numeral."""
    line = tokens[at].line
    if at and tokens[at - 1].line == line:
        return False
    return may_open_heading(tokens[at].text, [t.text for t in takewhile(lambda t: t.line == line, tokens[at + 1 :])])


def _is_debris(text: str, confidence: float) -> bool:
    letters = sum(c.isalnum() for c in text)
    if not letters:
        return confidence < (_GUESS if text in _DASHES else _SIGN) or bool(_DEBRIS.fullmatch(text))
    if len(text) == 1 and not text.isdigit():
        return confidence < _LONE
    return confidence < _GUESS and letters <= min(len(text) / 2, 2)
