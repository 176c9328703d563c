"""Which counts of a sentence stand together and receive together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.awards.between import of_others, receives
from extractor.awards.pairs import Count
from extractor.awards.stretch import Group, Link, Stretch

_JOINED = re.compile(
    r"^\s*(?:[,;/+&]|và|cùng|với|–|-)*\s*(?:(?:và|cùng)\s+)?(?:có\s+|cho\s+|là\s+)?(?:hơn|trên|gần|khoảng)?\s*$", re.I
)
# Words of whose they are between two groups that receive together.
_BESIDE = re.compile(
    r"(?:\s+(?!(?:được|đã|đạt|có|tham|dự|là|nhận|trong|và)(?!\w))[^\s,;.:()\d]+){1,8}\s*(?:,\s*(?:và\s+)?|\s(?:và|cùng)\s+)"
)
_PART = re.compile(r"\s*(?:\(\s*(?:trong đó\s+)?|,\s*trong đó\s+)(?:có|gồm)\s+", re.I)
_OF_THEM = re.compile(r"\W*Trong\s+(?:số\s+)?", re.I)  # "Trong 40 cá nhân được khen có 12 nữ"
_HAVE = re.compile(r"[^.;:]{0,80}?(?<!\w)có\s*:?\s+\d[\d.]*\s+(?!(?:tập thể|cá nhân|hộ)(?!\w))", re.I)
_SORT = re.compile(r"\s+(?:là|ngoài|thuộc|nữ|dân tộc|trực tiếp|trong|ở)(?!\w)", re.I)
_WHOLE = re.compile(
    r"[^;.:\d()]{0,60}?\s*(?:\(|[,;]?\s*(?:gồm|bao gồm|chia ra|trong (?:đó|số (?:này|đó)))(?:\s+có)?\s*:?)"
    r"\s*(?:gồm|có)?\s*:?\s*",
    re.I,
)
_CASES = re.compile(r"trường hợp|điển hình|gương(?!\w)", re.I)  # of any kind
_SLIP = 20  # kinds come this near (one in twenty) to a whole of several kinds, even where one is misprinted


def groups(stretch: Stretch) -> list[Group]:
    """The counts in groups; a whole that its kinds follow is those kinds, a part of those before is left out."""
    found = _split(stretch, list(_groups(stretch)))
    kept = [group for i, group in enumerate(found) if not i or not _is_part(stretch, found[i - 1], group)]
    looked_into = bool(kept) and _is_looked_into(stretch, kept[0])
    return kept[2:] if looked_into else kept  # and without how many of them


def _is_looked_into(stretch: Stretch, group: Group) -> bool:
    """Whether a count is only named to say how many of them were of some sort: `Trong 40 cá nhân ... có 12 nữ`."""
    named = _OF_THEM.fullmatch(stretch.text, stretch.start, group.start)
    return bool(named) and _HAVE.match(stretch.text, group.end, stretch.end) is not None


def _is_part(stretch: Stretch, whole: Group, part: Group) -> bool:
    """Whether a count says how many of those before were of some sort: `131 cá nhân (có 2 cá nhân ngoài lực lượng)`."""
    opened = _PART.fullmatch(stretch.text, whole.end, part.start)
    told = {count.kind: count.number for count in whole.counts}
    less = all(count.number < told.get(count.kind, 0) for count in part.counts)
    return bool(opened) and less and _SORT.match(stretch.text, part.end, stretch.end) is not None


def _groups(stretch: Stretch) -> Iterator[Group]:
    counts: list[Count] = []
    for count in stretch.tags.counts:
        if counts and not _together(stretch, counts, count):
            yield Group(tuple(counts))
            counts = []
        counts.append(count)
    if counts:
        yield Group(tuple(counts))


def sharing(stretch: Stretch, group: Group, later: Link) -> list[Link]:
    """The group before that the words after `later` hold for too: `3 tập thể khối xã và 5 cá nhân được tặng ...`."""
    if later.rule not in ("awards.recipients-first", "awards.praise-last"):
        return []
    last, first = group.counts[-1], later.group.counts[0]
    gap = stretch.text[group.end : later.group.start]
    alike = (last.strong and first.strong) or (
        last.kind == first.kind and _noun(stretch, last) == _noun(stretch, first)
    )
    if not alike or "joint" in (last.kind, first.kind) or not _BESIDE.fullmatch(gap) or of_others(stretch, group):
        return []
    return [replace(later, group=group, start=group.start, end=group.end)]


def _noun(stretch: Stretch, count: Count) -> str:
    return stretch.text[count.start : count.end].lower().lstrip("0123456789. ")


def _split(stretch: Stretch, groups: list[Group]) -> list[Group]:
    """A whole that its kinds follow is those kinds: `1.684 trường hợp (602 tập thể, 1.082 cá nhân)`."""
    kept: list[Group] = []
    for group in groups:
        whole = kept[-1] if kept else None
        if whole and _is_whole(stretch, whole, group):
            first = replace(group.counts[0], start=whole.start)
            kept[-1] = Group((first, *group.counts[1:]))
        else:
            kept.append(group)
    return kept


def _is_whole(stretch: Stretch, whole: Group, parts: Group) -> bool:
    joined = _WHOLE.fullmatch(stretch.text, whole.end, parts.start)
    apart = len({c.kind for c in parts.counts}) == len(parts.counts) > 1
    if not (joined and apart and len(whole.counts) == 1):
        return False
    count = whole.counts[0]
    several = count.kind == "joint" or _CASES.search(stretch.text, count.start, count.end)
    off = abs(count.number - sum(part.number for part in parts.counts))
    return off * _SLIP < count.number if several else not off


def _together(stretch: Stretch, counts: list[Count], count: Count) -> bool:
    gap = stretch.text[counts[-1].end : count.start]
    again = count.kind in {c.kind for c in counts} and not re.fullmatch(r"\s*(?:,|và|,\s*và)\s*", gap)
    if ";" in gap and receives(stretch, count.end):
        return False
    return not again and "joint" not in (count.kind, counts[-1].kind) and bool(_JOINED.match(gap))
