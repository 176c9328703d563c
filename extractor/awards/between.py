"""What may stand between an award or a verb of giving and the counts it leads."""

from __future__ import annotations

import re

from extractor.awards import lexicon
from extractor.awards.stretch import Group, Stretch

QUANTITY = (
    r"(?:tổng số|tổng cộng|tất cả|toàn thể|các|cả|hơn|trên|gần|khoảng|thêm|được|có|là|gồm|số|thuộc về"
    r"|về tay|đến tay|về với|đến|tới)"
)
"""Pattern of words of quantity."""
LEVEL = r"(?:các\s+)?cấp\s+[^\W\d_]+(?:\s+[^\W\d_]+)?"
"""Pattern of a level."""
_RECEIVED = re.compile(r"(?<!\w)được(?!\w)", re.I)
_ENDS_LINKED = re.compile(rf"(?:(?<!\w)(?:cho|đối với|dành cho)|:)\s*(?:{QUANTITY}\s*)*$", re.I)
_SHARE = re.compile(r"(?<!\w)t[ỷỉ] lệ\s[^.;:%]*?(?<!\w)khen(?!\w)[^.;:%]*%\s*\(\s*\Z", re.I)


def ends_linked(gap: str) -> bool:
    """Whether `gap` ends in "cho", "đối với" or a colon, and words of quantity."""
    return bool(_ENDS_LINKED.search(gap))


def of_others(stretch: Stretch, group: Group) -> bool:
    """Whether the counted were helped, trained, employed, by the words right before; or they are a share again."""
    before = stretch.text[max(stretch.start, group.start - 30) : group.start]
    return bool(lexicon.otherwise_pattern().search(before)) or _is_share(stretch, group)


def _is_share(stretch: Stretch, group: Group) -> bool:
    """`Tỷ lệ lao động trực tiếp được khen đạt 40% (80/200 cá nhân ...)`: some of those who were counted before."""
    of_some = "/" in stretch.text[group.start : group.end]
    return of_some and _SHARE.search(stretch.text, stretch.start, group.start) is not None


def receives(stretch: Stretch, at: int) -> bool:
    """Whether the clause that a count before `at` opens says what it received: `; 45 hội viên được biểu dương`."""
    clause = re.split(r"[;.:]", stretch.masked(at, stretch.end))[0]
    return bool(_RECEIVED.search(clause)) and any(
        lexicon.word_pattern("words", name).search(clause) for name in ("give", "praise")
    )


def stopped(gap: str) -> bool:
    """Whether words of `gap` give the count to another thing: scholarships, registrations."""
    return bool(lexicon.word_pattern("words", "stop").search(gap))
