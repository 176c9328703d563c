"""Which award each count belongs to: by the words between them, in either order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from extractor.awards import lexicon
from extractor.awards.context import Context
from extractor.awards.tags import AwardTag, Count, Tags
from extractor.bodies import Body, place_pattern
from models.numbers import DIGITS, parse_count
from models.patterns import either

_QUANTITY = r"(?:tổng số|tổng cộng|tất cả|toàn thể|các|cả|hơn|trên|gần|khoảng|thêm|được|có|là|gồm|số|thuộc về|đến|tới)"
_WHEN = r"(?:(?:trong|cho|của)?\s*(?:năm học|năm|giai đoạn)\s+\d{4}(?:\s*[-–]\s*\d{4})?)"
_SUDDEN = r"(?:đột xuất|chuyên đề|thường xuyên|kịp thời)"
_LEVEL = r"(?:các\s+)?cấp\s+[^\W\d_]+(?:\s+[^\W\d_]+)?"
_LINK = r"(?:cho|của|:|\(|đối với|dành cho|với|đạt|-|–|=)"
_GIVEN = r"(?:đã|cũng)?\s*(?:được)?\s*(?:trao tặng|trao thưởng|trao|tặng thưởng|tặng)"
# What may stand between an award and the count it leads: whose it is, of what level and year, "được trao cho", ":".
_TIGHT = re.compile(
    rf"^[”\"]?\s*(?:\([^)]*\))?\s*(?:(?:của|do|từ)?\s*§(?:\s*(?:,|và|-)\s*§)*)?\s*(?:{_LEVEL})?\s*{_WHEN}?\s*(?:\([^)]*\))?"
    rf"\s*(?:{_GIVEN})?\s*(?:{_LINK}\s*)*(?:{_QUANTITY}\s*)*$",
    re.I,
)
_ITS_WHOLE = re.compile(
    rf"(?<=[:\s]){DIGITS}\s*\(\s*(?:gồm\s*:?\s*)?$", re.I
)  # "Bằng khen: 02 (01 tập thể, 01 cá nhân)"
_NAMED_FIRST = re.compile(r"^[”\"]?\s*:\s*[^;:\d()]{2,120}\(\s*$")  # "Cờ thi đua: Trường Hoa Mai (01 tập thể)"
_ENDS_LINKED = re.compile(rf"(?:(?<!\w)(?:cho|đối với|dành cho)|:)\s*(?:{_QUANTITY}\s*)*$", re.I)
_ADJACENT = re.compile(r"^\s*[“\"(–-]?\s*(?:là\s+)?[“\"]?$")
_AWARDED = re.compile(r"^\s*(?:xuất sắc|tiêu biểu)?\s*(?:tặng thưởng|trao tặng|tặng)\s*(?:danh hiệu)?\s*[“\"]?$", re.I)
_JOINED = re.compile(
    r"^\s*(?:[,;/+&]|và|cùng|với|–|-)*\s*(?:(?:và|cùng)\s+)?(?:có\s+|cho\s+|là\s+)?(?:hơn|trên|gần|khoảng)?\s*$", re.I
)
# Words of whose they are between two groups that receive together.
_BESIDE = re.compile(
    r"(?:\s+(?!(?:được|đã|đạt|có|tham|dự|là|nhận|trong|và)(?!\w))[^\s,;.:()\d]+){1,8}\s*(?:,\s*(?:và\s+)?|\s(?:và|cùng)\s+)"
)
_CONTINUED = re.compile(r"[,;)]?\s*(?:và|cùng|;|,)\s*(?:cho\s+)?(?:(?:hơn|trên|gần|khoảng)\s+)?$|\(\s*$", re.I)
_WHOLE = re.compile(
    r"[^;.:\d()]{0,60}?\s*(?:\(|,?\s*(?:gồm|bao gồm|trong đó)(?:\s+có)?\s*:?)\s*(?:gồm|có)?\s*:?\s*", re.I
)
# A part of the grant before under a label of its own: `; trong đó khen chuyên đề 65 tập thể, 160 cá nhân`.
_PARTITIVE = re.compile(
    r"(?:[,;(]\s*(?P<how>trong đó|riêng|bao gồm|gồm|cụ thể)(?!\w)|;)\s*:?\s*(?:có\s+)?"
    r"(?P<label>[^,.;:()\d]{4,80}?)\s*(?:là|có|cho)?\s*:?\s*$",
    re.I,
)
_LIST = 900  # characters of names between two counts of one award
_FIELD_OF_WORK = re.compile(r"thi\s+đua\s*[,–-]?\s*(?:và\s+)?$", re.I)
_AT_ONCE = re.compile(r"\s*(?:tiêu biểu|xuất sắc|ưu tú)?\s*(?:đã\s+)?được\s", re.I)
_NOTABLE = re.compile(
    r"[^,;:.]{0,40}?\s(?:tiêu biểu|xuất sắc|ưu tú|điển hình)(?!\w)[^;:]{0,80}?\s(?:đã\s+)?được\s", re.I
)
_SHORT = 80  # characters of a label in a footnote, before the count it is of
_TAIL = 60  # characters after a grant in which its parts begin
_RECEIVED = r"[^;:]{0,220}?(?<!\w)được\s+[^;:,.]{0,60}?"


@dataclass(frozen=True, slots=True)
class Group:
    """Counts that stand together: `18 tập thể, 37 cá nhân`."""

    counts: tuple[Count, ...]

    @property
    def start(self) -> int:
        """Where the first count begins."""
        return self.counts[0].start

    @property
    def end(self) -> int:
        """Where the last count ends."""
        return self.counts[-1].end


@dataclass(frozen=True, slots=True)
class Link:
    """A group of counts and what was given: `award`, or praise without an award's name (None).

    `verb` is where the verb of giving or praising begins where it alone links; `gap` lies between award and counts.
    """

    group: Group
    award: AwardTag | None
    rule: str
    start: int
    end: int
    gap: tuple[int, int]
    follows: bool = False  # goes on from the link before it


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence with its tags and the contexts that hold from each offset on."""

    text: str
    start: int
    end: int
    tags: Tags
    contexts: tuple[tuple[int, Context], ...]

    def context(self, at: int) -> Context:
        """What holds at `at`."""
        return next(context for offset, context in reversed(self.contexts) if offset <= at)

    def masked(self, start: int, end: int) -> str:
        """The text between two offsets with each body as one sign."""
        return masked(self.text, start, end, self.tags.bodies)

    def unmasked(self, start: int, offset: int) -> int:
        """Where in the text `offset` of the text masked from `start` on stands."""
        at = start + offset
        for body in self.tags.bodies:
            if start <= body.start < at:
                at += body.end - body.start - 1
        return at


def masked(text: str, start: int, end: int, bodies: tuple[Body, ...]) -> str:
    """`text[start:end]` with each of `bodies` in it as "§"."""
    pieces, at = [], start
    for body in bodies:
        if body.start >= at and body.end <= end:
            pieces += [text[at : body.start], "§"]
            at = body.end
    return "".join(pieces) + text[at:end]


def links(stretch: Stretch) -> list[Link]:
    """Every group of counts with its award, left to right; groups that count no recipients of an award are left out."""
    found: list[Link] = []
    used: set[int] = set()
    groups = _split(stretch, list(_groups(stretch)))
    for i, group in enumerate(groups):
        low = groups[i - 1].end if i else stretch.start
        high = groups[i + 1].start if i + 1 < len(groups) else stretch.end
        link = _link(stretch, group, low, high, used, found[-1] if found else None)
        if link:
            used |= {link.award.start} if link.award else set()
            if i and not (found and found[-1].group is groups[i - 1]):
                found += _sharing(stretch, groups[i - 1], link)
            found.append(link)
    found += [link for tag in stretch.tags.awards if tag.start not in used and (link := _bare(stretch, tag))]
    found.sort(key=lambda link: link.start)
    return [found[i] if i == 0 else _going_on(stretch, found[i - 1], found[i]) for i in range(len(found))]


def _going_on(stretch: Stretch, before: Link, link: Link) -> Link:
    """`18 Bằng khen tập thể và 52 Bằng khen cá nhân`: the papers of one grant, counted by kind."""
    named = before.award and link.award and before.award.name == link.award.name
    papers = before.rule == link.rule == "awards.bare-number" and named
    joined = re.fullmatch(
        r"\s*(?:cho\s+)?(?:tập thể|cá nhân)\s*(?:,|và)\s*", stretch.text[before.end : link.start], re.I
    )
    other = before.group.counts[0].kind != link.group.counts[0].kind
    return replace(link, follows=True) if papers and joined and other else link


def _groups(stretch: Stretch) -> Iterator[Group]:
    counts: list[Count] = []
    for count in stretch.tags.counts:
        if counts and not _together(stretch, counts, count):
            yield Group(tuple(counts))
            counts = []
        counts.append(count)
    if counts:
        yield Group(tuple(counts))


def _sharing(stretch: Stretch, group: Group, later: Link) -> list[Link]:
    """The group before that the words after `later` hold for too: `3 tập thể khối xã và 5 cá nhân được tặng ...`."""
    if later.rule not in ("awards.recipients-first", "awards.praise-last"):
        return []
    last, first = group.counts[-1], later.group.counts[0]
    gap = stretch.text[group.end : later.group.start]
    alike = (last.strong and first.strong) or (
        last.kind == first.kind and _noun(stretch, last) == _noun(stretch, first)
    )
    if not alike or "joint" in (last.kind, first.kind) or not _BESIDE.fullmatch(gap) or _of_others(stretch, group):
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
    return (
        bool(joined)
        and apart
        and len(whole.counts) == 1
        and whole.counts[0].number == sum(c.number for c in parts.counts)
    )


def _together(stretch: Stretch, counts: list[Count], count: Count) -> bool:
    gap = stretch.text[counts[-1].end : count.start]
    again = count.kind in {c.kind for c in counts} and not re.fullmatch(r"\s*(?:,|và|,\s*và)\s*", gap)
    return not again and "joint" not in (count.kind, counts[-1].kind) and bool(_JOINED.match(gap))


def _link(stretch: Stretch, group: Group, low: int, high: int, used: set[int], before: Link | None) -> Link | None:
    if _of_others(stretch, group):
        return None
    awards = stretch.tags.awards
    left = next((a for a in reversed(awards) if low <= a.start and a.end <= group.start and a.start not in used), None)
    right = next((a for a in awards if group.end <= a.start < high), None)
    return (
        (left and _from_left(stretch, left, group))
        or (right and _from_right(stretch, group, right))
        or (before and (_continued(stretch, before, group) or _partitive(stretch, before, group)))
        or (right and _given(stretch, group, right, low))
        or (_under_award(stretch, group, low) and _labelled(stretch, group, low))
        or _praised(stretch, group, low, high)
        or _labelled(stretch, group, low)
        or None
    )


def _of_others(stretch: Stretch, group: Group) -> bool:
    """Whether the counted were helped, trained, employed, by the words right before."""
    before = stretch.text[max(stretch.start, group.start - 30) : group.start]
    return bool(lexicon.otherwise_pattern().search(before))


def _stopped(gap: str) -> bool:
    return bool(lexicon.word_pattern("words", "stop").search(gap))


def _from_left(stretch: Stretch, award: AwardTag, group: Group) -> Link | None:
    """Award first: `Bằng khen của UBND tỉnh Điện Biên: 18 tập thể`, `trao Giấy khen cho 12 hộ gia đình`."""
    gap = _ITS_WHOLE.sub("(", stretch.masked(award.end, group.start))
    if ";" in gap or _stopped(gap):
        return None
    if not _NAMED_FIRST.match(gap) and not _TIGHT.match(gap) and not (len(gap) < 240 and _ENDS_LINKED.search(gap)):
        return None
    return Link(group, award, "awards.award-first", award.start, group.end, (award.end, group.start))


@cache
def _cue() -> re.Pattern[str]:
    received = either(lexicon.words("words", "receive"))
    return re.compile(rf"(?<!\w)(?:{received})(?!\w)", re.I)


def _from_right(stretch: Stretch, group: Group, award: AwardTag) -> Link | None:
    """Recipients first: `37 cá nhân và 11 tập thể được UBND tỉnh tặng Bằng khen`, `210 cá nhân Lao động tiên tiến`."""
    gap = stretch.masked(group.end, award.start)
    if ";" in gap or len(gap) > 300 or _stopped(gap) or _counts_papers(award, gap):
        return None
    if _leads(stretch, award) or not (_ADJACENT.match(gap) or _cue().search(gap) or _AWARDED.match(gap)):
        return None
    return Link(group, award, "awards.recipients-first", group.start, award.end, (group.end, award.start))


def _counts_papers(award: AwardTag, gap: str) -> bool:
    """What all of them received: `khen 02 tập thể (01 Huân chương ..., 01 Bằng khen)`."""
    return award.number is not None and gap.rstrip().endswith("(")


def _leads(stretch: Stretch, award: AwardTag) -> bool:
    """Whether the award has recipients of its own after it: `được tặng Bằng khen cho 03 tập thể`."""
    after = next((c for c in stretch.tags.counts if c.start >= award.end), None)
    gap = stretch.masked(award.end, after.start) if after else ""
    return bool(_TIGHT.match(gap) and _ENDS_LINKED.search(gap))


def _given(stretch: Stretch, group: Group, award: AwardTag, low: int) -> Link | None:
    """Recipients between the verb and the award: `khen thưởng 20 cá nhân ngoài ngành Kỷ niệm chương`."""
    gap = stretch.masked(group.end, award.start)
    verb = _verb_before(stretch, group, low, giving=True)
    if verb is None or len(gap) > 80 or re.search(r"[,;:]|\bđược\b", gap) or _counts_papers(award, gap):
        return None
    if _stopped(gap) or _leads(stretch, award):
        return None
    return Link(group, award, "awards.given", verb, award.end, (group.end, award.start))


def _continued(stretch: Stretch, before: Link, group: Group) -> Link | None:
    """More recipients of the award before: `3 tập thể là: A, B và 10 cá nhân`, `; huyện B: 4 tập thể`."""
    gap = stretch.text[before.end if before.end <= group.start else before.group.end : group.start]
    place = _place_label().search(gap)
    alone = before.rule == "awards.recipients-first" and not (before.follows or place)
    if alone or len(gap) > _LIST or _stopped(gap):
        return None
    if any(before.end <= a.start < group.start for a in stretch.tags.awards):
        return None
    if not (_CONTINUED.search(gap) or place) or _cue_after(stretch, group):
        return None
    return Link(
        group, before.award, "awards.continued", group.start, group.end, (before.end, group.start), follows=True
    )


def _partitive(stretch: Stretch, before: Link, group: Group) -> Link | None:
    """Parts of the grant before by what they were for: `, trong đó: khen thường xuyên 150 tập thể, 470 cá nhân`."""
    gap = stretch.text[before.end if before.end <= group.start else before.group.end : group.start]
    match = _PARTITIVE.search(gap)
    begins = match and (before.rule == "awards.part" or match["how"])
    if not match or not begins or match.start() > _TAIL or _stopped(gap):
        return None
    label = match["label"]
    told = label.startswith("lĩnh vực") or lexicon.word_pattern("words", "occasion_label").search(label)
    if not told or any(before.end <= a.start < group.start for a in stretch.tags.awards):
        return None
    return Link(group, before.award, "awards.part", group.start, group.end, (before.end, group.start), follows=True)


def _under_award(stretch: Stretch, group: Group, low: int) -> bool:
    """Whether a label right before the count stands under a lead-in with an award, and names no giver of its own."""
    label = re.split(r"[;.]\s", stretch.text[low : group.start])[-1]
    begin = group.start - len(label)
    own = any(begin <= body.start < group.start for body in stretch.tags.bodies)
    return stretch.context(group.start).award is not None and label.rstrip().endswith(":") and not own


def _cue_after(stretch: Stretch, group: Group) -> bool:
    after = stretch.text[group.end : min(stretch.end, group.end + 40)]
    return bool(re.match(r"\s*(?:đã\s+)?(?:được|tham gia|tham dự|đăng ký|dự)\b", after, re.I))


@cache
def _place_label() -> re.Pattern[str]:
    return re.compile(rf"(?:[;,.(]|^)\s*(?:và\s+)?(?P<place>{place_pattern()})\s*(?::|có|\()\s*$")


def _verb_before(stretch: Stretch, group: Group, low: int, giving: bool = False) -> int | None:
    """Where the verb of praise begins (or, with `giving`, of giving) that the group is the object of."""
    names = ("praise", "give") if giving else ("praise",)
    found = [m for name in names for m in lexicon.word_pattern("words", name).finditer(stretch.text, low, group.start)]
    for match in sorted(found, key=lambda m: m.end(), reverse=True):
        gap = stretch.masked(match.end(), group.start)
        if not _names_work(stretch, match.start(), match.end()) and _object(gap) and not _stopped(gap):
            return match.start()
    return None


def _object(gap: str) -> bool:
    if ";" in gap or len(gap) > 200:
        return False
    plain = re.match(rf"^\s*,?\s*(?:{_SUDDEN}\s+)?(?:{_QUANTITY}\s*|cho\s*|:\s*)*$", gap, re.I)
    return bool(plain or _ENDS_LINKED.search(gap) or _to_place().fullmatch(gap))


@cache
def _to_place() -> re.Pattern[str]:
    """`khen thưởng cho xã Liên Hiệp cũ 03 tập thể`: the place between the verb and the count."""
    return re.compile(rf"\s*cho\s+{place_pattern()}(?:\s+cũ)?\s*")


def _names_work(stretch: Stretch, start: int, end: int) -> bool:
    """Whether "khen thưởng" there is the field of work ("công tác thi đua, khen thưởng"), not an act."""
    before = stretch.text[max(stretch.start, start - 24) : start]
    if stretch.text[start:end].lower() != "khen thưởng":
        return False
    return bool(_FIELD_OF_WORK.search(before) or _field().search(before))


@cache
def _field() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{either(lexicon.words('words', 'field'))})\s+$", re.I)


@cache
def _praise_after() -> re.Pattern[str]:
    verbs = either(lexicon.words("words", "praise"))
    return re.compile(rf"{_RECEIVED}(?<!\w)(?:{verbs})(?!\w)", re.I)


def _praised(stretch: Stretch, group: Group, low: int, high: int) -> Link | None:
    """No award named: `đã khen thưởng cho 44 tập thể, 73 cá nhân`, `153 tập thể, 239 cá nhân được tuyên dương`."""
    verb = _verb_before(stretch, group, low)
    if verb is not None:
        return Link(group, None, "awards.praise-first", verb, group.end, (verb, group.start))
    plain = stretch.masked(group.end, high)
    match = _praise_after().match(plain)
    strong = any(c.strong for c in group.counts)
    if (
        not match
        or not (strong or _AT_ONCE.match(plain) or _NOTABLE.match(plain))
        or re.search(r"thi đua\s*[,–-]?\s*khen thưởng$|(?:công tác|hội đồng|hồ sơ)\s.*$", match.group(), re.I)
    ):
        return None
    end = stretch.unmasked(group.end, match.end())
    return Link(group, None, "awards.praise-last", group.start, min(end, high), (group.end, min(end, high)))


def _labelled(stretch: Stretch, group: Group, low: int) -> Link | None:
    """Under a heading or lead-in that says what was given: `Chuyên đề, đột xuất: 39 tập thể, 123 cá nhân`."""
    context = stretch.context(group.start)
    label = re.split(r"[;.]\s", stretch.text[low : group.start])[-1]
    bare = re.search(rf"(?:^|:|;|\()[\s•+–-]*(?:{_QUANTITY}\s*)*$", label, re.I)
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
        r"tham gia|tham dự|tập huấn|hỗ trợ|đăng ký|phát động|kỷ luật|vi phạm|kiểm tra|vay|thành viên|đại biểu|kinh phí",
        re.I,
    )


def _unlike(label: str) -> bool:
    return bool(_unlikely().search(label))


_BARE = re.compile(
    rf"^[”\"]?\s*(?:(?:của)?\s*§)?\s*(?:{_LEVEL})?\s*(?:\([^)\d]*\))?\s*[:=–-]\s*(?P<number>{DIGITS})(?=\s*(?:[;,.)(]|$))",
    re.I,
)
_TO_ALL = re.compile(
    r"^(?:[^;,:\d]{0,60}?cho\s+(?:các|những|toàn thể)?)?\s*"
    r"(?P<noun>tập thể|cá nhân|hộ gia đình|đơn vị|nghệ sĩ)"
    r"(?!\s*(?:,|và)\s*(?:tập thể|cá nhân|hộ|gia đình|đơn vị)(?!\w))",
    re.I,
)


def _bare(stretch: Stretch, tag: AwardTag) -> Link | None:
    """A number without a noun: `Chiến sĩ thi đua cơ sở: 210`, `61 Tập thể lao động xuất sắc`, `79 danh hiệu NSND`."""
    after = stretch.masked(tag.end, stretch.end)
    kind = tag.award.unit or stretch.context(tag.start).kind
    if tag.number is not None:
        if tag.award.person and not _verb_near(stretch, tag.start):
            return None
        match = _TO_ALL.match(after)
        noun = lexicon.noun(match["noun"]) if match else None
        return _counted(tag, tag.number, noun.kind if noun else kind, tag.end)
    match = _BARE.match(after)
    number = parse_count(match["number"]) if match else None
    if match is None or number is None:
        return None
    shift = len(stretch.text[tag.end : stretch.end]) - len(after) if "§" in match.group() else 0
    return _counted(tag, number, stretch.context(tag.start).kind or kind, tag.end + match.end() + shift)


def _verb_near(stretch: Stretch, at: int) -> bool:
    """Whether giving is spoken of before `at`; a title that people bear is not otherwise a count of grants."""
    return bool(lexicon.word_pattern("words", "give").search(stretch.text, stretch.start, at))


def _counted(tag: AwardTag, number: int, kind: str | None, end: int) -> Link | None:
    if kind is None:
        return None
    count = Count(tag.start, end, number, kind, True, tag.counted)
    return Link(Group((count,)), tag, "awards.bare-number", tag.start, end, (tag.end, tag.end))
