"""Links of counts to praise without an award's name, in the sentence or in the label above."""

from __future__ import annotations

import re
from functools import cache

from extractor.awards import lexicon
from extractor.awards.between import QUANTITY, ends_linked, stopped
from extractor.awards.stretch import Group, Link, Stretch
from extractor.bodies import place_pattern
from models.patterns import either

_SUDDEN = r"(?:đột xuất|chuyên đề|thường xuyên|kịp thời)"
_RATE = re.compile(r"t[ỷỉ] lệ\s+$", re.I)  # "Tỷ lệ khen người lao động: 120/200 cá nhân" tells a share again
_FIELD_OF_WORK = re.compile(r"thi\s+đua\s*[,–-]?\s*(?:và\s+)?$", re.I)
# "112 chiến sĩ Hà Nội được khen thưởng", "45 cảnh sát cơ động Đà Nẵng được biểu dương"
_WHOSE = r"(?:(?!(?:tham|dự|có|là|và|đã|cũng|vừa|được|đạt|đi|về)(?!\w))[^\W\d_]+\s+){0,6}"
_AT_ONCE = re.compile(rf"\s*{_WHOSE}(?:(?:đã|cũng|vừa)\s+)*được\s", re.I)
_NOTABLE = re.compile(
    r"[^,;:.]{0,40}?\s(?:tiêu biểu|xuất sắc|ưu tú|điển hình)(?!\w)[^;:]{0,80}?\s(?:đã\s+)?được\s", re.I
)
_SHORT = 80  # characters of a label in a footnote, before the count it is of
_RECEIVED = r"[^;:]{0,220}?(?<!\w)được\s+[^;:,.]{0,60}?"


def under_award(stretch: Stretch, group: Group, low: int) -> bool:
    """Whether a label right before the count stands under a lead-in with an award, and names no giver of its own."""
    label = re.split(r"[;.]\s", stretch.text[low : group.start])[-1]
    begin = group.start - len(label)
    own = any(begin <= body.start < group.start for body in stretch.tags.bodies)
    return stretch.context(group.start).award is not None and label.rstrip().endswith(":") and not own


def verb_before(stretch: Stretch, group: Group, low: int, giving: bool = False) -> int | None:
    """Where the verb of praise begins (or, with `giving`, of giving) that the group is the object of."""
    names = ("praise", "give") if giving else ("praise",)
    found = [m for name in names for m in lexicon.word_pattern("words", name).finditer(stretch.text, low, group.start)]
    found = [m for m in found if not any(tag.start < m.end() <= tag.end for tag in stretch.tags.awards)]
    for match in sorted(found, key=lambda m: m.end(), reverse=True):
        gap = stretch.masked(match.end(), group.start)
        to_place = _to_place().fullmatch(stretch.text, match.end(), group.start)
        work = _names_work(stretch, match.start(), match.end())
        if not work and (_object(gap) or to_place) and not stopped(gap):
            return match.start()
    return None


def _object(gap: str) -> bool:
    if ";" in gap or len(gap) > 200:
        return False
    plain = re.match(rf"^\s*,?\s*(?:{_SUDDEN}\s+)?(?:{QUANTITY}\s*|cho\s*|:\s*)*$", gap, re.I)
    return bool(plain or ends_linked(gap))


@cache
def _to_place() -> re.Pattern[str]:
    """`khen thưởng cho xã Liên Hiệp cũ 03 tập thể`: the place between the verb and the count."""
    return re.compile(rf"\s*cho\s+{place_pattern()}(?:\s+cũ)?\s*")


def _names_work(stretch: Stretch, start: int, end: int) -> bool:
    """Whether "khen thưởng" there is the field of work ("công tác thi đua, khen thưởng"), not an act."""
    before = stretch.text[max(stretch.start, start - 24) : start]
    if _RATE.search(before):
        return True
    if stretch.text[start:end].lower() != "khen thưởng":
        return False
    decided = re.search(r"quyết\s+định\s+$", before, re.I)
    at = start - len(before) + decided.start() if decided else start
    acts = decided and any(body.start < at and not stretch.text[body.end : at].strip() for body in stretch.tags.bodies)
    return bool(_FIELD_OF_WORK.search(before) or _field().search(before)) and not acts


@cache
def _field() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(lexicon.words('words', 'field'))})\s+$", re.I)


@cache
def _praise_after() -> re.Pattern[str]:
    verbs = either(lexicon.words("words", "praise"))
    return re.compile(rf"{_RECEIVED}(?<!\w)(?:{verbs})(?!\w)(?:\s*(?:,|và)\s*(?:{verbs})(?!\w))*", re.I)


def praised(stretch: Stretch, group: Group, low: int, high: int) -> Link | None:
    """No award named: `đã khen thưởng cho 44 tập thể, 73 cá nhân`, `12 tập thể, 30 cá nhân được tuyên dương`."""
    verb = verb_before(stretch, group, low)
    if verb is not None:
        return Link(group, None, "awards.praise-first", verb, group.end, (verb, group.start))
    plain = stretch.masked(group.end, high)
    match = _praise_after().match(plain)
    strong = any(c.strong for c in group.counts)
    single = all(c.number == 1 for c in group.counts)
    if (
        not match
        or not (strong or (_AT_ONCE.match(plain) and not single) or _NOTABLE.match(plain))
        or re.search(r"thi đua\s*[,–-]?\s*khen thưởng$|(?:công tác|hội đồng|hồ sơ)\s.*$", match.group(), re.I)
    ):
        return None
    end = stretch.unmasked(group.end, match.end())
    return Link(group, None, "awards.praise-last", group.start, min(end, high), (group.end, min(end, high)))


def labelled(stretch: Stretch, group: Group, low: int) -> Link | None:
    """Under a heading or lead-in that says what was given: `Đột xuất: 8 tập thể, 15 cá nhân`."""
    context = stretch.context(group.start)
    label = re.split(r"[;.]\s", stretch.text[low : group.start])[-1]
    bare = re.search(rf"(?:^|:|;|\()[\s•+–-]*(?:[a-zđ\d]\)\s*)?(?:{QUANTITY}\s*)*$", label, re.I)
    if not (context.award or context.praise) or not (bare or (context.parts and len(label) < _SHORT)):
        return None
    if not (context.award or any(c.strong for c in group.counts)) or _unlike(label):
        return None
    award = context.award
    return Link(group, award, "awards.label", _label_start(label, group.start), group.end, (group.start, group.start))


def _label_start(label: str, end: int) -> int:
    return end - len(label.lstrip(" -+•–;,"))


@cache
def _unlikely() -> re.Pattern[str]:
    return re.compile(
        r"tham gia|tham dự|tập huấn|hỗ trợ|đăng ký|phát động|kỷ luật|vi phạm|kiểm tra|vay|thành viên|đại biểu|kinh phí"
        r"|nhắc nhở|phê bình|khiển trách|t[ỷỉ] lệ khen",
        re.I,
    )


def _unlike(label: str) -> bool:
    return bool(_unlikely().search(label))
