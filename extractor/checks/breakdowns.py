"""Counts of an award against the parts that are told of them: by deed, by place, by year, in lists and footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from extractor.checks.sums import KINDS, check
from extractor.source import Source
from models.records import AwardCount, Check, Span
from models.text import fold

_LISTED = frozenset({"awards.part", "awards.label", "awards.continued"})
_EVERY = re.compile(r"(?<!\w)(?:gồm|bao gồm|cụ thể|như sau|chia ra)(?!\w)|:\s*\W*$", re.I)
_SOME = re.compile(r"(?<!\w)(?:trong đó|riêng|nổi bật|tiêu biểu)(?!\w)", re.I)
_TOTAL = re.compile(r"\W*(?:tong cong|tong so|tong|cong)(?:\s+(?:co|la|so))?\W*(?=\d)")
_SUMS_UP = re.compile(
    r"(?:Như vậy|Tổng cộng|Tính chung|Cộng chung|Nhìn chung),?\s+"
    r"(?:[^.;:\d]{0,40}?(?:cộng|tổng|tính)\s[^.;:\d]{0,40}?[,:]?\s*)?"
    r"(?:đã\s+)?(?:có\s+)?(?:tất cả\s+)?(?=\d)|(?:Cộng|Tính) (?:các|tất cả)\s[^.;:\d]{0,40}?[,:]\s*(?:có\s+)?(?=\d)",
    re.I,
)  # "Như vậy, cộng các hình thức, 36 tập thể được khen thưởng"
_LABEL = re.compile(r"\s*[-–+*•▪]\s*[^\d:;.]{3,80}:\s*(?=\d)")
_REACH = 160  # characters from a whole to its first part
_ABOVE = 400  # characters from a count to the table below it
_MOST = 300  # parts of a whole
_NEAR = (0.8, 1.25)  # parts outside this share of the whole are not all of it, or of something else


def breakdown_checks(source: Source, awards: Sequence[AwardCount]) -> Iterator[Check]:
    """A check for each kind of recipient of a count whose parts follow, or of a total that stands under its parts."""
    granted = [a for a in awards if a.status == "granted" and a.rule != "awards.table"]
    seen = 0  # where the parts of a whole end: a part is no whole of its neighbours
    for i, whole in enumerate(granted):
        if i < seen or whole.locality:
            continue
        below = granted[i + 1 : i + 1 + _MOST]
        how = _introduced(source, whole, below[0]) if below else None
        parts = list(_parts(source, whole, below)) if how else []
        if len(parts) > 1:
            seen = i + 1 + len(parts)
            yield from _by_kind(source, whole, parts, how == "every")
        elif _is_total(source, whole):
            before = reversed(granted[max(0, i - _MOST) : i])
            above = list(takewhile(lambda part: _stands_above(source, whole, part), before))  # noqa: B023
            if len(above) > 1:
                yield from _by_kind(source, whole, above[::-1], every=True)
        elif whole.award == "khen thưởng" and _sums_up(source, whole):
            yield from _by_kind(source, whole, _paragraph_above(source, granted[:i]), every=False)


def table_checks(source: Source, awards: Sequence[AwardCount]) -> Iterator[Check]:
    """A check for each kind of recipient of a count right above a table whose rows tell the same award by place."""
    for i, (whole, after) in enumerate(pairwise(awards), 1):
        if whole.status != "granted" or whole.locality or whole.rule == "awards.table" or after.rule != "awards.table":
            continue
        table = source.block_at(after.evidence.start).table
        if after.evidence.start - whole.evidence.end < _ABOVE and table is not None:
            rows = takewhile(lambda a: source.block_at(a.evidence.start).table == table, awards[i : i + _MOST])  # noqa: B023
            parts = [row for row in rows if row.award == whole.award and row.locality]
            yield from _by_kind(source, whole, parts, every=False) if len(parts) > 1 else ()


def _parts(source: Source, whole: AwardCount, below: Sequence[AwardCount]) -> Iterator[AwardCount]:
    """The parts right behind a whole; what stands in running text below a footnote or a list is none of it."""
    kind = source.block_at(below[0].evidence.start).kind
    for part in below:
        if source.block_at(part.evidence.start).kind != kind or not _is_part(source, whole, part):
            return
        yield part


def _is_part(source: Source, whole: AwardCount, part: AwardCount) -> bool:
    same = (whole.award, whole.awarder, whole.level) == (part.award, part.awarder, part.level)
    if same and _is_labelled_item(source, part):
        return True
    own = (part.occasion, part.locality, part.period) != (whole.occasion, whole.locality, whole.period)
    noted = source.block_at(part.evidence.start).kind == "footnote" != source.block_at(whole.evidence.start).kind
    return same and (own or noted or part.rule == "awards.part") and part.rule in _LISTED


def _is_labelled_item(source: Source, part: AwardCount) -> bool:
    """Whether the part is an item of its own behind its label: `* Văn hóa - xã hội: 05 tập thể, 29 cá nhân`."""
    block = source.block_at(part.evidence.start)
    return part.rule == "awards.label" and _LABEL.match(source.text, block.start, part.evidence.end) is not None


def _introduced(source: Source, whole: AwardCount, first: AwardCount) -> str | None:
    """How the parts are led in: "every" part is meant, "some" of them, None where nothing says that they are parts."""
    between = source.text[whole.evidence.end : first.evidence.start]
    if len(between) > _REACH:
        return None
    block = source.block_at(first.evidence.start)
    if _SOME.search(between):
        return "some"
    return "every" if _EVERY.search(between) or (block.kind == "footnote") else None


def _is_total(source: Source, record: AwardCount) -> bool:
    """`Cộng: 142 tập thể, 372 cá nhân được tặng Giấy khen` as the last line of a list."""
    at, end = record.evidence.start, record.evidence.end
    starts = (source.block_at(at).start, source.sentence_at(at).start)
    return any(_TOTAL.match(fold(source.text[start:end])) for start in starts)


def _sums_up(source: Source, record: AwardCount) -> bool:
    """Whether a paragraph opens by adding up what the one before it counts."""
    block = source.block_at(record.evidence.start)
    opened = _SUMS_UP.match(source.text, block.start)
    return opened is not None and opened.end() == record.evidence.start


def _paragraph_above(source: Source, before: Sequence[AwardCount]) -> list[AwardCount]:
    """The counts of the last paragraph that has any, where each is of another award or giver."""
    if not before:
        return []
    last = source.block_at(before[-1].evidence.start).start
    parts = [part for part in before if source.block_at(part.evidence.start).start == last]
    return parts if len({(part.award, part.awarder) for part in parts}) == len(parts) else []


def _stands_above(source: Source, total: AwardCount, part: AwardCount) -> bool:
    named = {total.award, part.award} - {"khen thưởng"}
    listed = part.rule in _LISTED or (bool(part.locality) and source.block_at(part.evidence.start).kind == "item")
    return len(named) < 2 and listed and bool(part.locality or part.occasion)


def _by_kind(source: Source, whole: AwardCount, parts: list[AwardCount], every: bool) -> Iterator[Check]:
    """The sums by kind; of parts that need not be all, only where one kind shows that they are."""
    sums = [
        (noun, stated, numbers)
        for kind, noun in KINDS.items()
        if (stated := getattr(whole, kind)) is not None
        and len(numbers := [n for part in parts if (n := getattr(part, kind)) is not None]) > 1
    ]
    shown = every or any(sum(numbers) == stated for _, stated, numbers in sums)
    start = min(whole.evidence.start, parts[0].evidence.start)
    end = max(whole.evidence.end, parts[-1].evidence.end)
    for noun, stated, numbers in sums:
        if (shown and _NEAR[0] * stated <= sum(numbers) <= _NEAR[1] * stated) or sum(numbers) == stated:
            yield check(source, Span(start, end), noun, stated, numbers)
