"""Names counted against the number that announces them: `03 xã: Hòa An, Bình Lãng, Tân Khai`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractor.awards.lexicon import CAPITAL
from extractor.bodies import find_body
from extractor.source import Source
from models.numbers import DIGITS, WORDS, parse_count
from models.records import Check, Span
from models.text import fold, squeeze

_NOUN = r"[^\W\d_A-Z]+"
# "09 xã ... (...; gồm các xã: A, B, C;" and "04 xã: A, B, C": the noun of the list is the noun that was counted.
_UNITS = (
    "xã|phường|thị trấn|huyện|thị xã|thành phố|quận|bản|thôn|đơn vị|cơ quan|địa phương|khu dân cư"
    "|tập thể|cá nhân|đồng chí|hộ gia đình"
)
_INNER_DOT = r"\.(?=\S)|(?<=TP)\.|(?<=P)\.(?=\s[A-ZĐ])"  # of a short form: "Công an T.P Vinh", "TP. Vinh"
_LIST = re.compile(
    rf"(?:(?:gồm|bao gồm|là)\s+(?:có\s+)?(?:các\s+)?(?P<noun>{_NOUN})"
    rf"|(?P<number>(?<![\w.,/-]){DIGITS})\s+(?:{_UNITS})(?P<phrase>[^.,;:()\d]{{0,80}}))"
    rf"\s*:\s*(?P<list>(?:[^.;):\n“”\"]|{_INNER_DOT})+)(?P<end>[.;)\n]|$)"
)
_SEPARATOR = r"\s*(?:[,;]|và|,\s*và)?\s*(?:(?:phong trào|cuộc vận động|thi đua|các)\s*)*"
_QUOTED = re.compile(
    rf"(?<![\w.,/-])(?P<number>{DIGITS}|{WORDS})\s+(?P<noun>phong trào|cuộc vận động|đợt thi đua)"
    rf"(?P<phrase>[^:.;“\"\d]{{0,120}}):"
    rf"(?P<list>(?:{_SEPARATOR}[“\"][^”\"\n]+[”\"])+)\s*(?P<end>[.;\t\n]|$)(?!\.)",
    re.I,
)
_QUOTES = re.compile(r"[“\"]([^”\"]+)[”\"]")
OPEN_END = re.compile(r"…|\.\.|v\.v|vv\b|như\s|tiêu biểu|một số|khác")
"""Words by which a list tells of some only."""

_WORD = rf"{CAPITAL}(?:['’]?[^\W\d_])*"
_BEFORE_NAME = r"(?:xã|phường|thị trấn|huyện|thị xã|bản|thôn|ông|bà|anh|chị|em|đồng chí|đ/c)\s+"
_NAME = re.compile(rf"(?:{_BEFORE_NAME})?{_WORD}(?:\s+{_WORD}){{0,3}}")
_CLAUSE = re.compile(r"\s+(?:đã|được|đạt|hoàn thành)\s.*$", re.S)  # goes on after the last name
_REACH = 200  # characters back from a list to its number
_MOST = 60  # names in a list


def name_checks(source: Source) -> Iterator[Check]:
    """A check for each list of plain names, or of names in quotes, that a number announces."""
    for block in source.layout.blocks:
        text = source.text[block.start : block.end]
        for match in _LIST.finditer(text):
            number = _announced(text, match)
            names = _names(match["list"], text[match.end("list") : match.end("list") + 3])
            if number and names:
                at, count = number
                yield counted(source, Span(block.start + at, block.start + match.end("list")), count, names)
        for match in _QUOTED.finditer(text):
            count = 0 if _tells_some(match["phrase"]) else parse_count(match["number"]) or 0
            if (names := _quoted(match["list"])) and 1 < count <= _MOST:
                yield counted(source, Span(block.start + match.start(), block.start + match.end("list")), count, names)


def _announced(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Where the number that announces the list stands, and the number."""
    if match["number"]:
        if _tells_some(match["phrase"]):
            return None
        return match.start("number"), parse_count(match["number"]) or 0
    before = text[max(0, match.start() - _REACH) : match.start()]
    found = list(re.finditer(rf"(?<![\w.,/-])({DIGITS})\s+{re.escape(match['noun'])}(?!\w)", before))
    if not found or re.search(r"\.\s|trong đó", before[found[-1].end() :]):
        return None
    return match.start() - len(before) + found[-1].start(), parse_count(found[-1][1]) or 0


def _tells_some(phrase: str) -> bool:
    """Whether the words before a list say that it names some only; `như sau` does not."""
    return bool(OPEN_END.search(phrase.replace("như sau", ""))) or "trong đó" in phrase


def _names(text: str, after: str) -> list[str]:
    """The names of a list of nothing but plain names; empty where any part may be more or less than one name."""
    if OPEN_END.search(text) or after.startswith(".."):
        return []
    names = [squeeze(part) for part in re.split(r",|\s+và\s+", text)]
    names[-1] = _CLAUSE.sub("", names[-1])
    plain = all(_NAME.fullmatch(name) or (_is_body(name) and " và " not in text) for name in names)
    return names if 1 < len(names) <= _MOST and plain else []


def _is_body(name: str) -> bool:
    """Whether the part is the name of one body: `Sở Tư pháp`, `Văn phòng UBND tỉnh`."""
    body = find_body(name, 0)
    return body is not None and body.end == len(name)


def _quoted(text: str) -> list[str]:
    names = [squeeze(name) for name in _QUOTES.findall(text)]
    return names if len(names) > 1 and len({fold(n) for n in names}) == len(names) else []


def counted(source: Source, span: Span, stated: int, names: list[str], rule: str = "checks.names") -> Check:
    """The number of `names` held against the printed `stated`."""
    count = len(names)
    return Check(
        kind="sum",
        about=f"đếm tên: {', '.join(names[:3])}{', ...' if count > 3 else ''} = {count}",
        stated=stated,
        computed=count,
        parts=(1,) * count,
        agrees=stated == count,
        mention=squeeze(source.text[span.start : span.end]),
        evidence=source.evidence(span.start, span.end),
        rule=rule,
    )
