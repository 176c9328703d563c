"""Movements: the names of phong trào thi đua and cuộc vận động that the text sets in quotes, each once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from extractor.source import Source
from models import knowledge
from models.names import edits
from models.patterns import either
from models.records import Block, Movement, Span
from models.text import fold, level_tones, squeeze

_CURLY_OPEN, _CURLY_CLOSE = "“‟„«", "”»"
_SINGLE = r"(?<![\w'‘’])['‘](?=\w[^'‘’“”\"\n]{1,200}['’](?!\w))|(?<=[\w.!?…])['’](?!\w)"  # not within a name: "K'Krang"
_MARK = re.compile(rf"[“‟„«”»\"]|['‘’]{{2}}|{_SINGLE}")
_BULLET = r"(?:[+*•–-]\s*)?"
_ASIDE = r"(?:\s*\([^()“”\"]{2,60}\))?"  # "“Tuổi trẻ giữ nước” (do Đoàn Thanh niên phát động), ..."
_SPAN = r"\d{1,3} ngày(?: đêm)?|năm \d{4}|giai đoạn \d{4}\s*[-–]\s*\d{4}"  # "đợt thi đua cao điểm 60 ngày đêm"
_NUMBER = r"(?:\(?\d{1,2}[.)]\s*|[a-zđ]\)\s*)?"  # before a name of a numbered list
# "a) “Nhà sạch vườn đẹp”: ...", "* và cuộc vận động “Giữ rừng”;": an entry of a list of movements.
_MARKER = re.compile(r"^\s*(?:[-–+•*▪]|\(?\d{1,2}(?:\.\d{1,2})*[.)/]?|[a-zđ][.)])\s*")
_ENTRY = re.compile(
    rf"{_MARKER.pattern}(?:và\s+)?(?:(?:phong trào|cuộc vận động)\s+)?"
    r"[“‟„\"'‘](?P<heads>[^“”\"]+[”\"]\s*(?:[:.;(–-]|$))?"
)
_WORDS = re.compile(r"\w")
_LONGEST_NAME = 260
_LONG_NAME = 20  # letters; scans have one of them wrong now and then
_REACH = 400  # how far before the quotes the words that call them a movement may begin


@dataclass(frozen=True, slots=True)
class Quote:
    """Quoted words: `start`/`end` without the marks, `before`/`after` with them; `opened` where a mark begins them."""

    before: int
    start: int
    end: int
    after: int
    opened: bool = True


def find_movements(source: Source) -> list[Movement]:
    """The movements that `source` names in quotes, in reading order, each once: `phong trào “Dân vận khéo”`.

    Names that differ by letter case, punctuation or an "và" are one, and on scans long ones that differ by one letter;
    other wordings stay apart.
    """
    found: dict[str, Movement] = {}
    led = False
    for block in source.layout.blocks:
        listed = _listed_name(source.text, block, led)
        led = _leads_in(source.text, block) or (led and block.kind == "item")
        for quote, rule in _named(source.text, block, listed):
            movement = _movement(source, quote, rule)
            key = _key(movement.name) if movement else ""
            if movement and not (source.is_scanned and _is_misread(key, found)):
                found.setdefault(key, movement)
    return list(found.values())


def _movement(source: Source, quote: Quote, rule: str) -> Movement | None:
    span = _trim(source.text, quote)
    name = squeeze(source.text[span.start : span.end])
    if len(name) < 2 or len(name) > _LONGEST_NAME or (" " not in name and rule != "called"):
        return None
    mention = squeeze(source.text[quote.before : quote.after])
    return Movement(name, mention, source.evidence(span.start, span.end), rule)


def _key(name: str) -> str:
    return " ".join(word for word in re.findall(r"\w+", fold(level_tones(name))) if word != "va")


def _is_misread(key: str, known: Iterable[str]) -> bool:
    """Whether the name is a known one but for a letter: `nơi công sử`. One digit makes it another."""
    letters = re.sub(r"\d", "", key)
    return len(letters) >= _LONG_NAME and any(
        edits(key, other, most=1) == 1 and re.findall(r"\d", key) == re.findall(r"\d", other) for other in known
    )


def _either(words: Iterable[str]) -> str:
    return either(map(level_tones, words))


@cache
def _called() -> re.Pattern[str]:
    """The words right before quotes that make them a name: "phong trào thi đua yêu nước", "... với chủ đề"."""
    table = knowledge.load("movements")
    other = "".join(rf"(?<!{word}\s)" for word in table["other_calls"])
    led = "".join(rf"(?!(?<={words}\s)thi đua)" for words in table["other_leads"])
    between = rf"(?:\s+(?:{_either(table['between'])}|{_SPAN}))*"
    given = r"(?:\s+do\s[^,.:;“”\"]{3,80}?\sphát động)?"
    return re.compile(rf"(?<!\w){other}{led}(?:{_either(table['calls'])}){between}{given}\s*[:(]?\s*{_BULLET}$", re.I)


@cache
def _tied() -> re.Pattern[str]:
    """`"Dân vận khéo" gắn với phong trào "..."`: what a movement is tied to is another."""
    calls = _either(knowledge.load("movements")["calls"])
    return re.compile(rf"\s+(?:gắn|gắn liền|kết hợp|lồng ghép)\s+với\s+(?:các\s+)?(?:{calls})(?!\w)", re.I)


@cache
def _led() -> re.Pattern[str]:
    """A call earlier in the sentence, and a colon or a word of listing right before the quotes."""
    calls = _either(knowledge.load("movements")["calls"])
    whose = r"(?:\s+[^.,;:]{3,60}\s+với)?"
    return re.compile(
        rf"(?<!\w)(?:{calls})(?!\w)[^.;:]*?(?::|(?<!\w)(?:như|gồm|(?<!gọi tắt )là|có)){whose}\s*{_NUMBER}$", re.I
    )


@cache
def _chained() -> re.Pattern[str]:
    chain = _either(knowledge.load("movements")["chain"])
    made_by = r"(?:do|của|trong)\s[^,.:;“”\"]{3,90}"
    whose = r"(?:[^,.:;“”\"]{3,60}\s+với\s+|(?<=; )[^,.:;“”\"]{3,60}\s+có\s+)?"
    return re.compile(
        rf"{_ASIDE}[\s,;.…]*{_BULLET}(?:{made_by})?[\s,;.…]*{whose}(?:(?:{chain})(?!\w)[\s,;:]*)*{_NUMBER}$", re.I
    )


@cache
def _emulating() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = knowledge.load("movements")
    before = re.compile(rf"(?<!về\s)(?<!\w)(?:{_either(table['calling_verbs'])})\s*$", re.I)
    return before, re.compile(rf"(?:(?:{_either(table['leads'])})\s+)*(?:{_either(table['emulating'])})", re.I)


@cache
def _edges() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = knowledge.load("movements")
    lead = re.compile(rf"\s*(?:(?:{_either(table['leads'])})\s+)*", re.I)
    return lead, re.compile(rf"\s+(?:{_either(table['tails'])})\s.*$", re.I | re.S)


def _trim(text: str, quote: Quote) -> Span:
    """The name alone: without blanks, a leading "đẩy mạnh", a tail "trên địa bàn ..." and stray signs."""
    plain = level_tones(text[quote.start : quote.end])
    lead, tail = _edges()
    if tail_match := tail.search(plain):
        plain = plain[: tail_match.start()]
    lead_match = lead.match(plain)
    start = lead_match.end() if lead_match else 0
    stripped = plain[start:].strip(" ,.;:…*’'\"")
    start = plain.find(stripped, start)
    return Span(quote.start + start, quote.start + start + len(stripped))


def _listed_name(text: str, block: Block, led: bool) -> bool:
    """Whether the quotes at the beginning of a block name a movement: under a heading on movements, or a lead-in."""
    begins = _ENTRY.match(level_tones(text[block.start : block.end]))
    if not begins:
        return False
    headed = bool(block.section) and _heading_on().search(level_tones(block.section[-1])) is not None
    return (led and block.kind == "item") or (headed and begins["heads"] is not None)


def _leads_in(text: str, block: Block) -> bool:
    """Whether a block leads in a list of movements: `các đơn vị triển khai các phong trào:`."""
    return _lead_in().search(level_tones(text[max(block.start, block.end - _REACH) : block.end])) is not None


@cache
def _heading_on() -> re.Pattern[str]:
    """A heading on movements that names none itself."""
    return re.compile(r"(?<!\w)(?:phong trào|cuộc vận động)(?!\w)[^“”\"]*$", re.I)


@cache
def _lead_in() -> re.Pattern[str]:
    calls = _either(knowledge.load("movements")["calls"])
    return re.compile(rf"(?<!\w)(?:{calls})(?!\w)[^.;:“”\"]*:\s*$", re.I)


def _named(text: str, block: Block, listed: bool) -> Iterator[tuple[Quote, str]]:
    """The block's quotes that name movements, each with the rule that says so; the first does where it is `listed`."""
    plain = level_tones(text[block.start : block.end])
    listing_until = -1  # where the last accepted name ended, while only words of listing have followed
    for quote in quotes(plain):
        before = plain[max(0, quote.before - _REACH) : quote.before]
        entry = listed and not _WORDS.search(_MARKER.sub("", before))
        rule = "listed" if entry else _rule(plain, quote, before, listing_until)
        if rule:
            listing_until = quote.after
            yield _shift(quote, block.start), rule


def _shift(quote: Quote, by: int) -> Quote:
    return Quote(quote.before + by, quote.start + by, quote.end + by, quote.after + by, quote.opened)


def _rule(plain: str, quote: Quote, before: str, listing_until: int) -> str | None:
    if not quote.opened:
        return "unopened"
    if _called().search(before) or _tied().match(plain, quote.after):
        return "called"
    if 0 <= listing_until <= quote.before and _chained().fullmatch(plain, listing_until, quote.before):
        return "chained"
    if _led().search(re.split(r"[.!?]\s", before)[-1]):
        return "listed"
    verb, habit = _emulating()
    return "emulation" if verb.search(before) and habit.match(plain, quote.start) else None


def quotes(text: str) -> Iterator[Quote]:
    """The quoted words of `text`, whatever marks they bear; where a mark lacks its partner, the next sign ends them.

    >>> [text[q.start:q.end] for text in ["“Dân vận khéo”, ''Ngày vì người nghèo’’"] for q in quotes(text)]
    ['Dân vận khéo', 'Ngày vì người nghèo']
    """
    opening: re.Match[str] | None = None
    inner: set[int] = set()  # where marks stand within the quote that is open
    marks = list(_MARK.finditer(text))
    for i, mark in enumerate(marks):
        if mark.start() in inner:
            continue
        if _is_single(mark) != _is_single(opening or mark):
            continue  # an apostrophe or a quote within quotes
        if opening is None and not _opens(text, mark):
            yield from _unopened(text, mark)
        elif opening is None:
            opening = mark
        elif opening is not None and _nests(text, opening, marks[i : i + 3]):
            inner = {marks[i + 1].start()}
        elif _opens(text, mark) and _breaks_off(text, opening.end(), mark.start()):
            yield _unclosed(text, opening, mark.start())
            opening = mark
        else:
            yield Quote(opening.start(), opening.end(), mark.start(), mark.end())
            opening = None
    if opening is not None:
        yield _unclosed(text, opening, len(text))


def _nests(text: str, opening: re.Match[str], marks: list[re.Match[str]]) -> bool:
    """Whether the first of the next three marks opens a quote within: `“Cải cách, “Vì nhân dân” trong cơ quan”`."""
    if len(marks) < 3 or opening.group() != "“" or marks[0].group() != "“":
        return False
    closing = all(mark.group() == "”" and not _opens(text, mark) for mark in marks[1:])
    return closing and not _breaks_off(text, opening.end(), marks[2].start())


def _is_single(mark: re.Match[str]) -> bool:
    return mark.group() in ("'", "‘", "’")


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark opens: where it stands tells more than its shape, since reports mix the shapes."""
    before = text[mark.start() - 1 : mark.start()]
    after = text[mark.end() : mark.end() + 1]
    free_before = not before or before in " (\t:;,[-–/"
    free_after = not after or after in " ,.;:…)\t!?"
    if free_before != free_after:
        return free_before
    return mark.group()[0] in _CURLY_OPEN + '"‘' if free_before else mark.group()[0] not in _CURLY_CLOSE + '"’'


def _breaks_off(text: str, start: int, end: int) -> bool:
    """Whether the words between two opening marks are more than one name (they hold a sign that ends one)."""
    return bool(re.search(r"[:.;!?]\s", text[start:end])) or end - start > _LONGEST_NAME


def _unclosed(text: str, opening: re.Match[str], limit: int) -> Quote:
    stop = re.compile(r"\s*[:.;!?]").search(text, opening.end(), limit)
    end = stop.start() if stop else limit
    return Quote(opening.start(), opening.end(), end, end)


def _unopened(text: str, mark: re.Match[str]) -> Iterator[Quote]:
    """A closing mark alone: the name begins after the nearest call before it, when no other sign stands between."""
    if _is_single(mark):
        return
    calls = _either(knowledge.load("movements")["calls"])
    nearest = re.compile(rf"(?<!\w)(?:{calls})\s+(?=[^“”\".;:]{{8,200}}$)", re.I)
    begun = text[max(0, mark.start() - _LONGEST_NAME) : mark.start()]
    found = nearest.search(begun)
    if found:
        start = mark.start() - len(begun) + found.end()
        yield Quote(start, start, mark.start(), mark.end(), opened=False)
