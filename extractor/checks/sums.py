"""Printed wholes against their printed parts in running text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from extractor.awards.tags import Count, scan
from extractor.source import Source
from models.numbers import DIGITS, parse_count
from models.records import AwardCount, Check, Span
from models.text import squeeze

KINDS = {"collectives": "tập thể", "individuals": "cá nhân", "households": "hộ gia đình"}
"""The columns of a count and their Vietnamese names."""

_INTRODUCES = re.compile(r"[^;.\d]{0,60}?(?:\(|,?\s*(?:trong đó|gồm|bao gồm|cụ thể)(?:\s+có)?\s*:?\s*)\s*(?:có\s+)?")
_TWO_NOUNS = re.compile(r"(?:tập thể|cá nhân|gia đình)\s*(?:,|và|/|&)\s*(?:tập thể|cá nhân|hộ|gia đình)", re.I)
_ALL = re.compile(r"(?:gồm|bao gồm|cụ thể|như sau)\s*(?:có)?\s*:?\s*", re.I)
_SOME = re.compile(r"trong đó(?:\s+có)?\s*:?\s*", re.I)
# "78 đơn vị đã ký giao ước, gồm 31 đơn vị khối Đảng, 27 đơn vị khối trường học và 20 đơn vị khối xã".
_SAME = re.compile(
    rf"(?<![\w.,/-])(?P<whole>{DIGITS})\s+(?P<noun>[^\W\d_]+(?:\s+[^\W\d_]+)?)(?P<rest>[^.;:\d()]{{0,80}}?)"
    rf"\s*[,(:]?\s*(?<!\w)(?P<how>gồm|bao gồm|trong đó)(?:\s+có)?\s*:?\s*"
    rf"(?P<parts>{DIGITS}\s+(?P=noun)(?!\w)[^.;:()]*)",
    re.I,
)


def sum_checks(source: Source, awards: Sequence[AwardCount]) -> Iterator[Check]:
    """Joint counts with their parts, totals of one noun, commendations in all with the awards they are made of."""
    for sentence in source.sentences:
        yield from _joint(source, sentence)
        yield from _same_noun(source, sentence)
    yield from _of_awards(source, awards)


def _joint(source: Source, sentence: Span) -> Iterator[Check]:
    """`71 tập thể, cá nhân (21 tập thể, 50 cá nhân)`."""
    if not _TWO_NOUNS.search(source.text, sentence.start, sentence.end):
        return
    counts = scan(source.text, sentence.start, sentence.end).counts
    for i, count in enumerate(counts):
        parts = counts[i + 1 : i + 1 + _nouns(source, count)]
        if count.kind != "joint" or len(parts) < 2 or len({p.kind for p in parts} - {"joint"}) != len(parts):
            continue
        if not _INTRODUCES.fullmatch(source.text, count.end, parts[0].start) or not _close(source, parts):
            continue
        numbers = [p.number for p in parts]
        yield check(source, Span(count.start, parts[-1].end), "tập thể, cá nhân", count.number, numbers)


def _nouns(source: Source, count: Count) -> int:
    return len(re.findall(r"tập thể|cá nhân|hộ gia đình|gia đình", source.text[count.start : count.end], re.I))


def _close(source: Source, parts: Sequence[Count]) -> bool:
    gaps = [source.text[a.end : b.start] for a, b in pairwise(parts)]
    return all(re.fullmatch(r"\s*(?:,|;|và|,\s*và)\s*", gap) for gap in gaps)


def _same_noun(source: Source, sentence: Span) -> Iterator[Check]:
    """`tổng số 35 lớp, gồm: 20 lớp mẫu giáo, 15 lớp nhà trẻ`."""
    for match in _SAME.finditer(source.text, sentence.start, sentence.end):
        found = re.findall(rf"(?<![\w.,/-])({DIGITS})\s+(?:({re.escape(match['noun'])})(?!\w))?", match["parts"])
        numbers = [parse_count(number) or 0 for number, noun in found if noun]
        whole = parse_count(match["whole"]) or 0
        partial = match["how"].lower() == "trong đó" and sum(numbers) < whole
        whole_list = len(numbers) > 1 and len(numbers) == len(re.findall(r"\d+(?:[.,]\d+)*", match["parts"]))
        if whole_list and not partial:
            yield check(source, Span(match.start(), match.end()), match["noun"], whole, numbers)


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


def check(source: Source, span: Span, noun: str, stated: int, parts: Sequence[int]) -> Check:
    """A sum of `parts` held against the printed `stated`, with the arithmetic in words."""
    total = sum(parts)
    return Check(
        kind="sum",
        about=f"{noun}: {' + '.join(map(str, parts))} = {total}, in là {stated}",
        stated=stated,
        computed=total,
        parts=tuple(parts),
        agrees=total == stated,
        mention=squeeze(source.text[span.start : span.end]),
        evidence=source.evidence(span.start, span.end),
        rule="checks.sum",
    )
