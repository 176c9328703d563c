"""Links of counts to an award that the sentence names: before them, after them, or with the counts before."""

from __future__ import annotations

import re
from functools import cache

from extractor.awards import lexicon
from extractor.awards.between import LEVEL, QUANTITY, ends_linked, receives, stopped
from extractor.awards.praised import verb_before
from extractor.awards.stretch import Group, Link, Stretch
from extractor.awards.tags import AwardTag
from extractor.bodies import place_pattern
from models.numbers import DIGITS
from models.patterns import either

_WHEN = r"(?:(?:trong|cho|của)?\s*(?:năm học|năm|giai đoạn)\s+\d{4}(?:\s*[-–]\s*\d{4})?)"
_LINK = r"(?:cho|của|:|\(|đối với|dành cho|với|đạt|-|–|=)"
_REWARD = re.compile(
    r"\s*(?:,|và|cùng|kèm|kèm theo)?\s*(?:trao\s+)?(?:tiền\s+)?thưởng\s+"
    r"(?:[\d.,]+|một|hai|ba|năm|mười)\s*(?:triệu|nghìn|ngàn)?\s*đồng",
    re.I,
)  # "tặng Bằng khen và thưởng 30 triệu đồng cho 2 tập thể"
# "Chiến sĩ thi đua cơ sở: Giám đốc Sở công nhận 241 cá nhân"
_ACTS = r"(?::\s*§\s+(?:(?:đã|cũng|còn)\s+)*(?:công nhận|tặng|trao tặng|trao|khen))"
# "Bằng khen biểu dương toàn quốc 14 tập thể"
_FOR = (
    r"(?:(?:biểu dương|tổng kết|sơ kết|chuyên đề|đột xuất|thường xuyên|nhân dịp|đợt)"
    r"(?:\s+(?!(?:được|đã|có|và|là)(?!\w))[^\W\d_]+){0,8})"
)
_HONOURS = r"(?:(?:đã|vừa)\s+)?(?:tôn vinh|vinh danh|tuyên dương)"  # "Giải thưởng Kim Đồng đã tôn vinh 120 đội viên"
_GIVEN = r"(?:đã|cũng)?\s*(?:được)?\s*(?:trao tặng|trao thưởng|trao|tặng thưởng|tặng)"
# What may stand between an award and the count it leads: whose it is, of what level and year, "được trao cho", ":".
_TIGHT = re.compile(
    rf"^[”\"]?\s*(?:\([^)]*\))?\s*(?:(?:của|do|từ|[-–])?\s*§(?:\s*(?:,|và|-)\s*§)*)?\s*(?:{LEVEL})?\s*{_WHEN}?\s*(?:\([^)]*\))?"
    rf"\s*(?:{_ACTS}|{_GIVEN}|{_FOR}|{_HONOURS})?\s*(?:{_LINK}\s*)*(?:{QUANTITY}\s*)*$",
    re.I,
)
_ITS_WHOLE = re.compile(
    rf"(?<=[:\s]){DIGITS}\s*\(\s*(?:gồm\s*:?\s*)?$", re.I
)  # "Bằng khen: 02 (01 tập thể, 01 cá nhân)"
_NAMED_FIRST = re.compile(
    r"^[”\"]?\s*(?::|(?:của\s+§\s*)?cho(?!\w))\s*[^;:\d()]{2,120}\(\s*$"
)  # "Cờ thi đua: Trường Hoa Mai (01 tập thể)", "Huân chương cho đồng chí Bí thư (01 cá nhân)"
_ONE_BESIDE = re.compile(r"^[”\"]?\s*(?:của\s+§\s*)?cho\s+[^,;:.\d()]{2,60}\s+và\s*$")  # "cho Liên đội và 02 đội viên"
_ADJACENT = re.compile(r"^\s*[“\"(–-]?\s*(?:là\s+)?[“\"]?$")
_AWARDED = re.compile(r"^\s*(?:xuất sắc|tiêu biểu)?\s*(?:tặng thưởng|trao tặng|tặng)\s*(?:danh hiệu)?\s*[“\"]?$", re.I)
_CONTINUED = re.compile(r"[,;)]?\s*(?:và|cùng|;|,)\s*(?:cho\s+)?(?:(?:hơn|trên|gần|khoảng)\s+)?$|\(\s*$", re.I)
# A part of the grant before under a label of its own: `; trong đó khen chuyên đề 65 tập thể, 160 cá nhân`.
_PARTITIVE = re.compile(
    r"(?:[,;(]\s*(?P<how>trong đó|riêng|bao gồm|gồm|cụ thể|chia ra)(?!\w)|;|,)\s*:?\s*(?:có\s+)?"
    r"(?P<label>(?:phòng, chống|chuyên đề, đột xuất|đột xuất, chuyên đề|[^,.;:()\d]){4,80}?)\s*(?:là|có|cho)?\s*:?\s*$",
    re.I,
)
_MEMBERS = re.compile(
    r"[^,;:\d]{0,20}(?<!\w)gồm(?!\w)(?!\s*:?\s*\d)", re.I
)  # who they are: "5 tập thể gồm A, hai tàu B"
YEAR_LABEL = re.compile(
    r"[;,.()]\s*(?:và\s+)?(?:riêng\s+)?(?:[^,;.:()\d]{0,24}(?:hơn|so với)\s+)?(?:năm(?:\s+học)?|quý|giai đoạn)"
    r"\s+[\dIVX][\dIVX/ –-]*\s*(?::|có|là|\()\s*$",
    re.I,
)
"""A year and a colon or a bracket right before its count: `; năm 2019: 3 tập thể`, `nhiều hơn năm 2015 (44`."""
_LIST = 900  # characters of names between two counts of one award
_TAIL = 60  # characters after a grant in which its parts begin


def from_left(stretch: Stretch, award: AwardTag, group: Group) -> Link | None:
    """Award first: `Bằng khen của UBND tỉnh Điện Biên: 18 tập thể`, `trao Giấy khen cho 12 hộ gia đình`."""
    gap = _REWARD.sub("", _ITS_WHOLE.sub("(", stretch.masked(award.end, group.start)))
    if ";" in gap or stopped(gap):
        return None
    listed = ":" in gap and len(gap) < 240 and (_place_label().search(gap) or bare_place().search(gap))
    if not (
        _NAMED_FIRST.match(gap)
        or _ONE_BESIDE.match(gap)
        or _TIGHT.match(gap)
        or listed
        or (len(gap) < 240 and ends_linked(gap))
    ):
        return None
    return Link(group, award, "awards.award-first", award.start, group.end, (award.end, group.start))


@cache
def _cue() -> re.Pattern[str]:
    received = either(lexicon.words("words", "receive"))
    return re.compile(rf"(?<!\w)(?:{received})(?!\w)", re.I)


def from_right(stretch: Stretch, group: Group, award: AwardTag) -> Link | None:
    """Recipients first: `37 cá nhân và 11 tập thể được UBND tỉnh tặng Bằng khen`, `210 cá nhân Lao động tiên tiến`."""
    gap = stretch.masked(group.end, award.start)
    if ";" in gap or len(gap) > 300 or stopped(gap) or _counts_papers(award, gap) or _ended(award, gap):
        return None
    if _leads(stretch, award) or not (_ADJACENT.match(gap) or _cue().search(gap) or _AWARDED.match(gap)):
        return None
    return Link(group, award, "awards.recipients-first", group.start, award.end, (group.end, award.start))


def _counts_papers(award: AwardTag, gap: str) -> bool:
    """What all of them received: `khen 02 tập thể (01 Huân chương ..., 01 Bằng khen)`."""
    return award.number is not None and gap.rstrip().endswith("(")


def _ended(award: AwardTag, gap: str) -> bool:
    """Whether the group's bracket closes before a counted award: `(trong đó 9 người dân), công nhận 27 Tập thể ...`."""
    return award.number is not None and gap.count(")") > gap.count("(")


def _leads(stretch: Stretch, award: AwardTag) -> bool:
    """Whether the award has recipients of its own after it: `được tặng Bằng khen cho 03 tập thể`."""
    after = next((c for c in stretch.tags.counts if c.start >= award.end), None)
    gap = stretch.masked(award.end, after.start) if after else ""
    return bool(_TIGHT.match(gap) and ends_linked(gap))


def given(stretch: Stretch, group: Group, award: AwardTag, low: int) -> Link | None:
    """Recipients between the verb and the award: `khen thưởng 20 cá nhân ngoài ngành Kỷ niệm chương`."""
    gap = stretch.masked(group.end, award.start)
    verb = verb_before(stretch, group, low, giving=True)
    if verb is None or len(gap) > 80 or re.search(r"[,;:]|\bđược\b", gap) or _counts_papers(award, gap):
        return None
    if stopped(gap) or _leads(stretch, award):
        return None
    return Link(group, award, "awards.given", verb, award.end, (group.end, award.start))


def continued(stretch: Stretch, before: Link, group: Group) -> Link | None:
    """More recipients of the award before: `3 tập thể là: A, B và 10 cá nhân`, `; huyện B: 4 tập thể`."""
    gap = stretch.text[before.end if before.end <= group.start else before.group.end : group.start]
    place = (
        _place_label().search(gap) or YEAR_LABEL.search(gap) or bare_place().search(gap) or _unit_label().search(gap)
    )
    if _MEMBERS.match(gap) and not any(count.strong for count in group.counts):
        return None
    alone = before.rule == "awards.recipients-first" and not (before.follows or place)
    if alone or len(gap) > _LIST or stopped(gap):
        return None
    if any(before.end <= a.start < group.start for a in stretch.tags.awards):
        return None
    if (
        not (_CONTINUED.search(gap) or place)
        or _cue_after(stretch, group)
        or (";" in gap and receives(stretch, group.end))
    ):
        return None
    return Link(
        group, before.award, "awards.continued", group.start, group.end, (before.end, group.start), follows=True
    )


def partitive(stretch: Stretch, before: Link, group: Group) -> Link | None:
    """Parts of the grant before by what they were for: `, trong đó: khen thường xuyên 150 tập thể, 470 cá nhân`."""
    gap = stretch.text[before.end if before.end <= group.start else before.group.end : group.start]
    match = _PARTITIVE.search(gap)
    begins = match and (before.rule == "awards.part" or match["how"])
    if not match or not begins or match.start() > _TAIL or stopped(gap):
        return None
    label = match["label"]
    told = label.startswith(("lĩnh vực", "khối ")) or lexicon.word_pattern("words", "occasion_label").search(label)
    if not told or any(before.end <= a.start < group.start for a in stretch.tags.awards):
        return None
    return Link(group, before.award, "awards.part", group.start, group.end, (before.end, group.start), follows=True)


def _cue_after(stretch: Stretch, group: Group) -> bool:
    after = stretch.text[group.end : min(stretch.end, group.end + 40)]
    return bool(re.match(r"\s*(?:đã\s+)?(?:được|tham gia|tham dự|đăng ký|dự)\b", after, re.I))


@cache
def _unit_label() -> re.Pattern[str]:
    """A unit and a colon right before its count in a list: `; khối 7: 3 tập thể`."""
    return re.compile(rf"[;,]\s*(?:và\s+)?{lexicon.noun_pattern()}(?:\s+[^\s,;:.()]+){{1,4}}\s*:\s*$", re.I)


@cache
def bare_place() -> re.Pattern[str]:
    """A place's name alone, right before its count in a list: `: Phong Thổ 6 tập thể`, `; Mường Tè 8 và 15`."""
    name = rf"{lexicon.CAPITAL}[^\W\d_]*(?:\s+{lexicon.CAPITAL}[^\W\d_]*){{1,3}}"
    return re.compile(rf"(?:[:;,(]|(?:trong đó|gồm|cụ thể)(?=\s))\s*(?:và\s+)?(?P<place>{name})\s*[:(]?\s*$")


@cache
def _place_label() -> re.Pattern[str]:
    sign = r"(?:\s*(?::|có|\()|(?<=\w)(?=\s+$))"  # "(huyện Chư Sê 20 hộ, thị xã An Khê 14 hộ)"
    return re.compile(rf"(?:[;:,.(]|^)\s*(?:và\s+)?(?P<place>{place_pattern()}){sign}\s*$")
