"""What headings, lead-ins and labels tell of the counts below them: "Khen thưởng cấp tỉnh:", "+ Danh hiệu LĐTT:"."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache

from extractor.awards import lexicon
from extractor.awards.lexicon import kind_of
from extractor.awards.tags import AwardTag, Tags, scan
from extractor.bodies import Body, place_pattern
from models.dates import parse_period
from models.text import fold, level_tones, squeeze

MARK = re.compile(
    r"\s*(?P<mark>[-–+•●*·‣▪o]\s|\(?\d+(?:\.\d+)*[.)/]\s?|\(?[a-zđ]\)\s?|[a-zđ]\.\s|[IVXLC]+\s*[./-]\s?|[A-HĐ](?:[.)]|\s[-–])\s|(?:Phần|Mục|Chương)\s+(?:thứ\s+\w+|[IVXLC]+|\d+)\s*[.:]?\s)?\s*"
)
"""The mark an item begins with: `-`, `+`, `1.`, `2.1.`, `a)`, `IV.`"""

_KHEN = re.compile(r"khen|tuyen duong|bieu duong|vinh danh|ton vinh|tang thuong|danh hieu thi dua|danh hieu:?\s*$")
_FORWARD = re.compile(r"chi tieu|phan dau|muc tieu|phuong huong|nhiem vu trong tam")
_ACHIEVED = re.compile(r"ket qua|so ket|tong ket|danh gia|tinh hinh")
_AGREED = re.compile(r"(?:thong nhat|nhat tri|quyet dinh)$")  # what was requested before is now decided
_GIVES = re.compile(r"(?<!\w)(?:trao tang|tang thuong|trao|tang|cong nhan|khen)\s*(?:cho|gom|nhu sau|cu the)?\s*$")
_KINDS = (
    ("collectives", re.compile(r"(?:ve\s+|doi voi\s+|cac\s+|khoi\s+|so\s+)*tap the\s*(?:\(.*\))?\s*$")),
    ("individuals", re.compile(r"(?:ve\s+|doi voi\s+|cac\s+|khoi\s+|so\s+)*ca nhan\s*(?:\(.*\))?\s*$")),
    ("households", re.compile(r"(?:ve\s+|doi voi\s+|cac\s+|so\s+)*(?:ho gia dinh|gia dinh)\s*(?:\(.*\))?\s*$")),
)
_NOUNS = r"(?<!\w)(?:tap the|ca nhan|ho gia dinh)(?!\w)"
_OF_KIND = re.compile(rf"(?<!\w)(?:cua|cho|doi voi)\s+(?:cac\s+)?(?P<kind>{_NOUNS})")
_COMMON = re.compile(
    r"^(?:(?:đối với(?=\s+khen)|về|tổng(?!\s+kết)|số|kết quả|các|hình thức|công tác(?=\s+(?:thi đua|khen))|việc|đã|được"
    r"|xét)\s+)*"
    r"(?:thi đua\s*,?\s*)?(?:khen\s+thưởng|tặng\s+thưởng|khen)?(?:\s+(?:về|theo|cho|đối với))?\s*",
    re.I,
)
_OF = re.compile(
    r"[”\"]?\s*(?:cấp\s+\w+\s*)?(?:(?:thường xuyên|chuyên đề|đột xuất)\s+)?(?:của|do|từ)?\s*"
    r"|[^,;]{0,60}(?<!\w)(?:theo[^,;]{0,60}\scủa|do)\s+",
    re.I,
)
_COUNTED_ABOVE = re.compile(r"(?<!\w)(?:nêu|kể|nói|ở)\s+trên(?!\w)", re.I)
_CITED = re.compile(r"\s*\((?:theo|căn cứ|thực hiện)\s[^()]*\d[^()]*\)", re.I)  # "(theo Nghị định số 91/2017/NĐ-CP)"
_OTHERS_TOO = re.compile(r"(?<!\w)và\s+khen(?:\s+thưởng)?\s+của(?!\w)", re.I)  # "đối ngoại và khen của ngành"
_LONGEST = 200  # of an occasion in a label, in characters
_NARRATES = re.compile(
    r"(?:qua|theo|tại|sau|nhằm|để|trên cơ sở|phát động|hưởng ứng|ban hành|tiếp tục"
    r"|tóm tắt|tình hình|khái quát|số liệu|thống kê)(?!\w)",
    re.I,
)
_REPORTS = re.compile(
    r"(?:báo cáo|kết quả|cụ thể)\s+(?:cụ thể\s+)?như sau$"
    r"|(?:đề ra|xây dựng|ban hành)\s+kế hoạch(?:\s+(?:như sau|với các nội dung(?: như)? sau))?$",
    re.I,
)  # the opening of the report or the plan itself
_BRACKETED = re.compile(
    r"\s*[(–-]?\s*(?:khen\s+)?(?P<told>thường xuyên|chuyên đề|đột xuất|niên hạn|cống hiến|đối ngoại)\s*\)?"
    r"(?=\s*(?:$|của\s))",
    re.I,
)
_WITHIN = re.compile(r"(?P<told>thường xuyên|chuyên đề|đột xuất)$", re.I)  # at the end of an award's name as printed
_PLACES = {"tinh": "tỉnh", "thanh pho": "thành phố", "huyen": "huyện", "quan": "huyện", "xa": "xã", "phuong": "xã"}
_PRAISES = re.compile(r"\s+(?:khen(?: thuong)?|tang(?: thuong)?)$")  # "Huyện khen:"
_LEVEL = re.compile(
    r"(?:các\s+)?cấp\s+(?:nhà nước|trung ương|tỉnh|thành phố|huyện|quận|thị xã|xã|phường|cơ sở|bộ)\s*", re.I
)


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a count before its own words are read; None where nothing is said."""

    award: AwardTag | None = None
    awarder: Body | None = None
    level: str | None = None
    occasion: str | None = None
    locality: str | None = None
    period: str | None = None
    status: str | None = None
    kind: str | None = None  # which recipients a bare number counts
    praise: bool = False  # commendation is spoken of
    parts: bool = False  # a footnote that tells what a count is made of
    counted: bool = False  # what is counted below has been counted above: "thuộc số Giấy khen nêu trên"
    named: bool = False  # the occasion is a label of its own, not a phrase of an achievement

    def over(self, wider: Context) -> Context:
        """This context, with what it does not say taken from the wider one around it."""
        return Context(**{name: getattr(self, name) or getattr(wider, name) for name in _field_names()})

    @property
    def gives(self) -> bool:
        """Whether it says who gives what, so that an earlier lead-in of the kind no longer holds."""
        return bool(self.award or self.awarder or self.level)


@cache
def _field_names() -> tuple[str, ...]:
    return tuple(f.name for f in fields(Context))


def context_of(label: str) -> Context:
    """What a heading, a lead-in or a label says, without its mark and colon.

    >>> context_of("Khen thưởng cấp tỉnh").level, context_of("- Chuyên đề, đột xuất").occasion
    ('tỉnh', 'Chuyên đề, đột xuất')
    """
    match = MARK.match(label)
    text = label[match.end() if match else 0 :].rstrip(" :.;–-")
    tags = scan(text, 0, len(text))
    plain = fold(text)
    award = tags.awards[-1] if tags.awards else None
    giving = lexicon.word_pattern("words", "give").search(text)
    occasion = _kind_told(text, award) if award else None if tags.bodies and giving else _occasion(text)
    return Context(
        award=award,
        awarder=_awarder(text, tags, bool(award or _KHEN.search(plain) or _GIVES.search(plain))),
        level=level_of(text) or _own_level(plain),
        occasion=occasion,
        locality=locality_of(text),
        period=parse_period(text),
        status=None
        if _AGREED.search(plain)
        else status_of(text) or ("quota" if _FORWARD.search(plain) and not _ACHIEVED.search(plain) else None),
        kind=next((kind for kind, pattern in _KINDS if pattern.match(plain)), None) or _of_kind(plain),
        praise=bool(award or _KHEN.search(plain)),
        counted=bool(award and _COUNTED_ABOVE.search(text, award.end)),
        named=bool(occasion),
    )


def _kind_told(text: str, award: AwardTag) -> str | None:
    """The kind of commendation told with an award: `Giấy khen (đột xuất)`, `Giấy khen chuyên đề của UBND huyện`."""
    found = _BRACKETED.match(text, award.end) or _WITHIN.search(text, 0, award.end)
    return found["told"] if found else None


def _of_kind(plain: str) -> str | None:
    """Whose awards alone a title speaks of: `Danh hiệu thi đua cấp cơ sở của cá nhân, chia theo khối`."""
    told = _OF_KIND.search(plain)
    others = told and re.search(_NOUNS, plain[: told.start()] + plain[told.end() :])
    return kind_of(told["kind"]) if told and not others else None


def _awarder(text: str, tags: Tags, gives: bool) -> Body | None:
    """The last body of a label that speaks of giving (`UBND tỉnh tặng:`), or a giver from above that is all of it."""
    if not tags.bodies:
        return None
    last = tags.bodies[-1]
    alone = not (text[: last.start].strip() or text[last.end :].strip())
    if not gives:
        above = last.name.startswith(lexicon.words("units", "above")) or last.name in lexicon.words(
            "units", "above_alone"
        )
        return last if alone and above else None
    return _giver(text, tags) if tags.awards else last


def _giver(text: str, tags: Tags) -> Body | None:
    """Of the bodies beside an award the one it is of, by whose decision it is given, or that stands before it."""
    award = tags.awards[-1]
    own = next((b for b in tags.bodies if b.start >= award.end and _OF.fullmatch(text, award.end, b.start)), None)
    return own or next((b for b in reversed(tags.bodies) if b.end <= award.start), None)


def level_of(text: str) -> str | None:
    """The level that "cấp ..." names, None where none or more than one is named."""
    plain = fold(text)
    found = {level for pattern, level in lexicon.level_phrases() if pattern.search(plain)}
    return found.pop() if len(found) == 1 else None


@cache
def _own_unit() -> re.Pattern[str]:
    """A label of what the unit itself gives, folded: `Khen thưởng tại đơn vị`, `Tại cơ quan`."""
    own = "|".join(map(lexicon.folded, lexicon.words("units", "own")))
    return re.compile(rf"(?:(?:ket qua|cong tac|hinh thuc|danh hieu|thi dua|khen thuong|khen|va|cac|,)\s*)*(?:{own})")


def _own_level(plain: str) -> str | None:
    """The level of a label without "cấp": `Khen thưởng tại đơn vị`, `Huyện`."""
    return "cơ sở" if _own_unit().fullmatch(plain) else _PLACES.get(_PRAISES.sub("", plain))


@cache
def _locality() -> re.Pattern[str]:
    return re.compile(rf"(?:UBND\s+)?(?P<place>{place_pattern()})\s*(?:\([^)]*\))?\s*$")


def locality_of(text: str) -> str | None:
    """The place that `text` is, with its name: `Huyện Mường Ảng` gives `huyện Mường Ảng`; None for any other text."""
    text = level_tones(squeeze(text))
    match = _locality().fullmatch(text) if len(text) < 80 else None
    place = match["place"] if match else ""
    if " " not in place or fold(place) in _PLACES:
        return None
    head = place.split()[0]
    return place if head.isupper() and len(head) < 3 else place[0].lower() + place[1:]


def place_told(sentence: str) -> str | None:
    """The place a sentence opens with: `Tại huyện Mường Ảng, 03 tập thể được tặng ...` gives `huyện Mường Ảng`."""
    match = _told().match(level_tones(sentence))
    return locality_of(match["place"]) if match else None


@cache
def _told() -> re.Pattern[str]:
    return re.compile(rf"[\s+•–-]*(?:Tại|Ở|Riêng|Đối với)\s+(?P<place>{place_pattern()})\s*[,:]")


def status_of(text: str) -> str | None:
    """proposed, quota or revoked where `text` says so."""
    for status in ("revoked", "quota"):
        if lexicon.word_pattern("status", status).search(text):
            return status
    plain = lexicon.word_pattern("status", "proposed_not").sub(" ", text)
    return "proposed" if lexicon.word_pattern("status", "proposed").search(plain) else None


def _occasion(text: str) -> str | None:
    """What a label says the awards were for: the label without "khen thưởng", "kết quả", "cấp tỉnh" and the year."""
    rest = _LEVEL.sub("", _COMMON.sub("", _CITED.sub("", squeeze(text)))).strip(" ,:;-–")
    if (
        not 6 <= len(rest) <= _LONGEST
        or _NARRATES.match(rest)
        or _REPORTS.search(rest)
        or _OTHERS_TOO.search(rest)
        or locality_of(rest)
        or not lexicon.word_pattern("words", "occasion_label").search(rest)
        or lexicon.word_pattern("words", "occasion_empty").fullmatch(rest)
    ):
        return None
    if re.fullmatch(r"(?:trong\s+)?năm học\s+\d{4}(?:\s*[-–]\s*\d{4})?", rest, re.I):
        return None  # when, and not what for
    if (
        re.fullmatch(r"(?:trong\s+)?(?:\d+ tháng đầu |cuối )?(?:năm|công tác (?:năm|khen|thi đua)).{0,40}", rest, re.I)
        and "năm học" not in rest
    ):
        return None
    return rest
