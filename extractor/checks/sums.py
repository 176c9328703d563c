"""Printed wholes against their printed parts in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise, takewhile

from extractor.awards.pairs import Count
from extractor.awards.tags import scan
from extractor.checks.names import OPEN_END
from extractor.source import Source
from models.numbers import DECIMAL, DIGITS, parse_number, round_half_up
from models.records import AwardCount, Check, Span
from models.text import squeeze

KINDS = {"collectives": "tập thể", "individuals": "cá nhân", "households": "hộ gia đình"}
"""The columns of a count and their Vietnamese names."""

_LEAST, _MOST = Decimal("0.75"), Decimal("1.35")  # share of a whole outside which a list is not its parts
_NUMBER = re.compile(r"\d")
_FEWEST = 2  # parts that make a sum
_INTRODUCES = re.compile(
    r"[^;.\d]{0,60}?(?:\(|[,;]?\s*(?:trong (?:đó|số (?:này|đó))|gồm|bao gồm|chia ra|cụ thể)(?:\s+có)?\s*:?\s*)"
    r"\s*(?:có\s+)?"
)
_TWO_NOUNS = re.compile(r"(?:tập thể|cá nhân|gia đình)\s*(?:,|và|/|&)\s*(?:tập thể|cá nhân|hộ|gia đình)", re.I)
_CASES = re.compile(r"trường hợp|điển hình|gương(?!\w)", re.I)  # collectives and persons alike
_NOUN = r"tập thể|cá nhân|gia đình|đơn vị|hợp tác xã|[^\W\d_]+"
_ALL = re.compile(r"(?:gồm|bao gồm|cụ thể|như sau)\s*(?:có)?\s*:?\s*", re.I)
_SOME = re.compile(r"trong đó(?:\s+có)?\s*:?\s*", re.I)
# "78 đơn vị đã ký giao ước, gồm 31 đơn vị khối Đảng, 27 đơn vị khối trường học và 20 đơn vị khối xã";
# "310 căn nhà, trong đó xây mới 184 căn, sửa chữa 126 căn"; "585 trường (mầm non 205 trường, ...)".
_WHOLE = re.compile(
    rf"(?P<total>(?<!\w)tổng (?:số|cộng)\s+)?(?<![\w.,/-])(?P<whole>{DECIMAL})\s+(?P<noun>{_NOUN})(?!\w)"
    r"(?P<rest>[^.;:\d()]{0,80}?)"
    r"\s*(?:[,(:]?\s*(?<!\w)(?P<how>gồm|bao gồm|trong đó|cụ thể)(?:\s+có)?\s*:?\s*|\(\s*)(?=[^().;:]{0,60}?\d)",
    re.I,
)
_NO_DATE = "".join(
    rf"(?<!\s{word})" for word in ("năm", "ngày", "tháng", "quý", "khóa", "số", "thứ", "thôn", "tổ", "ấp")
)
_LABELLED = re.compile(rf"\s*[^\W\d_][^\d,;:()]{{1,60}}?[^\d,;:()\s]{_NO_DATE}\s*:?\s*(?P<number>{DIGITS})\s*", re.I)
# "Xếp loại 52 đơn vị: 12 đơn vị xuất sắc, ...", "1.020 lượt: năm 2016: 200 lượt, năm 2017: 210 lượt, ..."
_SORTED = re.compile(
    rf"(?P<sorted>(?<!\w)(?:xếp loại|phân loại|đánh giá)\s+(?:[^\W\d_]+\s+){{0,3}})?(?<![\w.,/-])(?P<whole>{DECIMAL})"
    rf"\s+(?P<noun>{_NOUN})(?!\w)(?P<rest>[^.;:\d()]{{0,80}}?)\s*:\s*(?P<list>[^.()]*\d[^.()]*)",
    re.I,
)
_UNITS = (
    "phòng|ban|chi cục|cục|trung tâm|trạm|trường|đơn vị|cơ quan|hội|đoàn thể|xã|phường|thị trấn|sở|ngành|doanh nghiệp"
    "|công ty|văn phòng|khoa|bệnh viện|hạt|đội|tổ|tổ chức|hợp tác xã|ủy ban|phân xưởng|xí nghiệp|chi nhánh"
)
# "19 đơn vị trực thuộc, gồm 05 phòng, 07 chi cục và 06 đơn vị sự nghiệp": parts of other nouns, all of them units.
_OF_UNITS = re.compile(
    rf"(?<![\w.,/-])(?P<whole>{DIGITS})\s+(?:đơn vị|cơ quan|đầu mối)(?!\w)[^.;:\d()]{{0,60}}?"
    rf"[\s,(]+(?:gồm|bao gồm|chia ra)(?:\s+có)?\s*:?\s*"
    rf"(?P<list>{DIGITS}\s+(?:{_UNITS})(?!\w)[^.,;:()\d]*"
    rf"(?:(?:,|;|\s+và)\s+(?:và\s+)?{DIGITS}\s+(?:{_UNITS})(?!\w)[^.,;:()\d]*)+)(?=[.,;()]|$)",
    re.I,
)
_LEADS = re.compile(r"(?<!\w)(?:gồm|trong đó)(?!\w)", re.I)
_EACH_YEAR = re.compile(r"(?:[^;,\d]*năm\s+(?:19|20)\d\d\s*(?:là|có|:)?\s*)")
_OF_YEAR = re.compile(
    rf"\s*(?:năm\s+)?(?P<year>(?:19|20)\d\d)\s*(?::|là|có)\s*(?P<number>{DIGITS})(?:\s+[^\W\d_]+){{0,3}}\s*", re.I
)
_FEWEST_YEARS = 3
_BRACKET = re.compile(r"\([^()]*\)")  # what is told of one part
_LIST_END = re.compile(r"[()]|\.(?=\s|$)")
_FURTHER = re.compile(r"\s*[;,]\s*trong đó(?!\w)", re.I)  # what is told of the parts themselves
_SEPARATES = re.compile(r"\s*(;|(?<!\d),|,(?!\d)|\s+và\s+)\s*")
_WHOLE_LIST = 0.9  # of a total that a list "trong đó" reaches at least where it is meant to be whole


def sum_checks(source: Source, awards: Sequence[AwardCount]) -> Iterator[Check]:
    """Joint counts with their parts, totals of one noun, commendations in all with the awards they are made of."""
    for sentence in source.sentences:
        yield from _joint(source, sentence)
        if _NUMBER.search(source.text, sentence.start, sentence.end):
            yield from _same_noun(source, sentence)
            yield from _sorted(source, sentence)
            yield from _of_units(source, sentence)
    yield from _of_awards(source, awards)


def _joint(source: Source, sentence: Span) -> Iterator[Check]:
    """`71 tập thể, cá nhân (21 tập thể, 50 cá nhân)`."""
    if not any(p.search(source.text, sentence.start, sentence.end) for p in (_TWO_NOUNS, _CASES)):
        return
    counts = scan(source.text, sentence.start, sentence.end).counts
    for i, count in enumerate(counts):
        parts = _run(source, counts[i + 1 : i + 1 + _nouns(source, count)])
        joint = count.kind == "joint" or _CASES.search(source.text, count.start, count.end)
        if not joint or len(parts) < 2 or len({p.kind for p in parts} - {"joint"}) != len(parts):
            continue
        if not _INTRODUCES.fullmatch(source.text, count.end, parts[0].start) or not _close(source, parts):
            continue
        numbers = [p.number for p in parts]
        if _LEAST * count.number <= sum(numbers) <= _MOST * count.number:  # else they are some of them
            yield check(source, Span(count.start, parts[-1].end), "tập thể, cá nhân", count.number, numbers)


def _run(source: Source, counts: Sequence[Count]) -> list[Count]:
    """The first of `counts` with nothing but commas between them, each of another kind."""
    run = list(counts[:1])
    for one in counts[1:]:
        if one.kind in {count.kind for count in run} or not _close(source, [run[-1], one]):
            break
        run.append(one)
    return run


def _nouns(source: Source, count: Count) -> int:
    if _CASES.search(source.text, count.start, count.end):
        return len(KINDS)
    return len(re.findall(r"tập thể|cá nhân|hộ gia đình|gia đình", source.text[count.start : count.end], re.I))


def _close(source: Source, parts: Sequence[Count]) -> bool:
    gaps = [source.text[a.end : b.start] for a, b in pairwise(parts)]
    return all(re.fullmatch(r"\s*(?:,|;|và|,\s*và)\s*", gap) for gap in gaps)


def _same_noun(source: Source, sentence: Span) -> Iterator[Check]:
    """`tổng số 35 lớp, gồm: 20 lớp mẫu giáo, 15 lớp nhà trẻ`: a total with parts of its own noun, and no others."""
    at = sentence.start
    while match := _WHOLE.search(source.text, at, sentence.end):
        at = match.end("whole")
        follows = _BRACKET.sub(lambda aside: " " * len(aside.group()), source.text[match.end() : sentence.end])
        end = _LIST_END.search(follows)
        listed = _FURTHER.split(follows[: end.start()] if end else follows)[0]
        stop = match.end() + len(listed)
        yearly = _yearly(listed) if match["noun"] not in KINDS.values() else []  # awards are told elsewhere
        parts = yearly or _parts(listed, match["noun"]) or _labelled(listed)
        whole = parse_number(match["whole"])
        if whole is None or len(parts) < _FEWEST or not _meant(match, sum(parts, Decimal(0)), whole, bool(yearly)):
            continue
        yield check(source, Span(match.start("whole"), stop), match["noun"], whole, parts)
        at = stop


def _sorted(source: Source, sentence: Span) -> Iterator[Check]:
    """A total behind which a colon leads in its classes, or its years one by one: nothing else tells that it is all."""
    for match in _SORTED.finditer(source.text, sentence.start, sentence.end):
        listed, whole = match["list"], parse_number(match["whole"])
        years = len(_EACH_YEAR.findall(listed)) >= _FEWEST
        parts = _parts(_EACH_YEAR.sub(" ", listed) if years else listed, match["noun"])
        if (
            whole is None
            or len(parts) < _FEWEST
            or _LEADS.search(match["rest"])
            or OPEN_END.search(match["rest"] + listed)
        ):
            continue
        total = sum(parts, Decimal(0))
        close = Decimal(str(_WHOLE_LIST)) * whole <= total <= _MOST * whole
        if total == whole or (close and (match["sorted"] or years)):
            yield check(source, Span(match.start("whole"), match.end()), match["noun"], whole, parts)


def _of_units(source: Source, sentence: Span) -> Iterator[Check]:
    """`19 đơn vị trực thuộc, gồm 05 phòng, 07 chi cục và 06 đơn vị sự nghiệp`: bodies by their kind."""
    for match in _OF_UNITS.finditer(source.text, sentence.start, sentence.end):
        whole = parse_number(match["whole"]) or Decimal(0)
        parts = [parse_number(number) or Decimal(0) for number in re.findall(rf"(?<!\w){DIGITS}(?=\s)", match["list"])]
        if _LEAST * whole <= sum(parts, Decimal(0)) <= _MOST * whole and not OPEN_END.search(match["list"]):
            yield check(source, Span(match.start("whole"), match.end()), "đơn vị", whole, parts)


def _parts(text: str, noun: str) -> list[Decimal]:
    """The numbers of a list in which every number counts `noun`, or men and women; empty for any other list."""
    one = re.compile(
        rf"[^\d]{{0,80}}?(?<![\w.,/-])(?P<number>{DECIMAL})\s+(?P<noun>{re.escape(noun)}|nam|nữ)(?!\w)[^\d]*", re.I
    )
    found: list[Decimal] = []
    separator = ","
    for i, piece in enumerate(_SEPARATES.split(text)):
        if i % 2:
            separator = piece
        elif re.search(r"\d", piece):
            match = one.fullmatch(piece)
            if not match or (match["noun"].lower() in ("nam", "nữ")) != (noun.lower() in ("nam", "nữ") or _sexes(text)):
                return found if separator == ";" else []
            found.append(parse_number(match["number"]) or Decimal(0))
    return found


def _labelled(text: str) -> list[Decimal]:
    """The numbers of a list that names each part before its number: `khối lâm sàng 24, trạm y tế xã 5`."""
    pieces = [piece for piece in _SEPARATES.split(text)[::2] if piece.strip()]
    found = [_LABELLED.fullmatch(piece) for piece in pieces]
    return [parse_number(match["number"]) or Decimal(0) for match in found if match] if all(found) else []


def _yearly(text: str) -> list[Decimal]:
    """The numbers of a list that goes on year by year: `năm 2017: 24; năm 2018: 27; năm 2019: 30`."""
    found = [_OF_YEAR.fullmatch(piece) for piece in _SEPARATES.split(text)[::2] if piece.strip()]
    told = [(int(match["year"]), parse_number(match["number"]) or Decimal(0)) for match in found if match]
    runs_on = all(later - year == 1 for (year, _), (later, _) in pairwise(told))
    return [number for _, number in told] if len(told) == len(found) >= _FEWEST_YEARS and runs_on else []


def _sexes(text: str) -> bool:
    return bool(re.search(r"\d\s+nam(?!\w)", text) and re.search(r"\d\s+nữ(?!\w)", text))


def _meant(match: re.Match[str], total: Decimal, whole: Decimal, yearly: bool) -> bool:
    """Whether a list means to be whole: `gồm` does; `trong đó`, a bracket and years do where they reach the whole."""
    how = (match["how"] or "").lower()
    if total == whole:
        return True
    if not _LEAST * whole <= total <= _MOST * whole:
        return False  # "12 xã, gồm 3 xã nâng cao, 1 xã kiểu mẫu" tells of some
    if how in ("gồm", "bao gồm", "cụ thể"):
        return True
    return ((bool(match["total"]) or yearly) and Decimal(str(_WHOLE_LIST)) * whole <= total) or (
        how == "trong đó" and total > whole
    )


def _of_awards(source: Source, awards: Sequence[AwardCount]) -> Iterator[Check]:
    """`khen thưởng 120 tập thể, gồm: Bằng khen 20 tập thể; Giấy khen 100 tập thể`: the awards named right after."""
    for i, whole in enumerate(awards[:-1]):
        if whole.award != "khen thưởng" or whole.status != "granted":
            continue
        between = source.text[whole.evidence.end : awards[i + 1].evidence.start]
        every = _ALL.search(between)
        if len(between) > 80 or not (every or _SOME.search(between)):
            continue
        end = source.sentence_at(awards[i + 1].evidence.start).end
        parts = list(takewhile(lambda a: a.evidence.end <= end, awards[i + 1 :]))  # noqa: B023 - consumed at once
        if len(parts) > 1 and all(_alike(whole, part) for part in parts):
            yield from _by_kind(source, whole, parts, bool(every))


def _alike(whole: AwardCount, part: AwardCount) -> bool:
    return part.award != "khen thưởng" and (part.status, part.counted, part.locality) == (
        whole.status,
        whole.counted,
        whole.locality,
    )


def _by_kind(source: Source, whole: AwardCount, parts: list[AwardCount], every: bool) -> Iterator[Check]:
    for kind, noun in KINDS.items():
        stated = getattr(whole, kind)
        numbers = [n for part in parts if (n := getattr(part, kind)) is not None]
        if stated is None or len(numbers) < 2 or (not every and sum(numbers) < stated):
            continue
        yield check(source, Span(whole.evidence.start, parts[-1].evidence.end), noun, stated, numbers)


def check(
    source: Source, span: Span, noun: str, stated: int | Decimal, parts: Sequence[int] | Sequence[Decimal]
) -> Check:
    """A sum of `parts` held against the printed `stated`, with the arithmetic in words."""
    total = sum(parts)
    finer = max((_places(part) for part in parts), default=0) > _places(stated)
    return Check(
        kind="sum",
        about=f"{noun}: {' + '.join(map(_plain, parts))} = {_plain(total)}, in là {_plain(stated)}",
        stated=_number(stated),
        computed=_number(total),
        parts=tuple(map(_number, parts)),
        agrees=total == stated or (finer and round_half_up(Decimal(total), _places(stated)) == stated),
        mention=squeeze(source.text[span.start : span.end]),
        evidence=source.evidence(span.start, span.end),
        rule="checks.sum",
    )


def _places(value: int | Decimal) -> int:
    """The printed decimals: parts with more of them are rounded in the whole (`1,3 tỷ, gồm 0,8 tỷ và 0,45 tỷ`)."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return -exponent if isinstance(exponent, int) else 0


def _number(value: int | Decimal) -> int | float:
    return int(value) if value == int(value) else float(value)


def _plain(value: int | Decimal) -> str:
    return str(_number(value)).replace(".", ",")
