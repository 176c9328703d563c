"""What an award was given for, as printed."""

from __future__ import annotations

import re
from functools import cache

from extractor.awards import lexicon
from extractor.awards.context import Context
from extractor.awards.stretch import Link, Stretch
from models.patterns import either
from models.text import squeeze

_LEAST = 12  # characters of a phrase that says something
_NEXT = "trong đó|được|trao|tặng|đề nghị|đồng thời|gồm|bao gồm|cụ thể|riêng|Chủ tịch|UBND|§"
_END = re.compile(
    rf"[;(\n]|\.(?:\s|$)|\s+[-–]\s+Ảnh|,\s*(?:{_NEXT})(?!\w)|\s+(?:và|cùng|,)\s+(?:được|trao|tặng|khen|đề nghị|§)"
    r"|(?<!lập)(?<!đạt)\s+(?:đã\s+)?(?:vinh dự\s+)?được\s|,?\s*(?:cụ thể|gồm|như sau)?\s*:",
    re.I,
)
_LISTS = re.compile(r"\s*(?:là|gồm|bao gồm|như)(?!\w)", re.I)
_BEFORE = re.compile(
    r"^\W*(?:(?:Ngoài ra|Bên cạnh đó|Đồng thời|Trong đó|Đặc biệt),?\s+)?"
    r"(?:(?:Vì|Về|Với|Ghi nhận|Do|Biểu dương)\s+(?:những\s+|các\s+|đã\s+có\s+)?(?P<deed>thành tích[^;:]{8,200}?)"
    r"|(?:Riêng\s+)?(?:trong\s+)?(?P<round>(?:đợt|chiến dịch)[^;:]{8,200}?)"
    r"|Kết thúc\s+(?P<ended>(?:đợt|cuộc|chiến dịch)[^,;:]{7,120}?)"
    r"|Nhân\s+(?:dịp\s+)?(?P<review>(?:tổng kết|sơ kết)[^;:]{8,200}?)"
    r"|(?P<field>Trong (?:phong trào|công tác|thực hiện|việc)[^;:]{8,200}?)),\s",
    re.I,
)
_KIND_ALONE = re.compile(r"(?:khen\s+)?(?:đột xuất|chuyên đề|thường xuyên)", re.I)
_OF_KIND = re.compile(r"^(?:chuyên đề|đột xuất)\s+(?:về\s+|trong\s+)?(?=\w[^,;]{7})(?!năm|theo|và|chuyên|đột)", re.I)
_ABOUT = re.compile(r"\s*(?P<deed>về\s.*)", re.I | re.S)  # right after the recipients


@cache
def _opener() -> re.Pattern[str]:
    phrases = [p for p in lexicon.words("words", "occasion") if p not in ("tiêu biểu", "điển hình", "xuất sắc")]
    phrases += ["tiêu biểu trong", "xuất sắc trong", "điển hình trong", "tiêu biểu xuất sắc trong"]
    return re.compile(
        rf"^(?P<lead>[^;:.(]{{0,60}}?)(?<!\w)(?P<deed>(?:đã\s+)?(?:{either(phrases)})(?!\w).*)", re.I | re.S
    )


def occasion_of(stretch: Stretch, link: Link, later: int, context: Context) -> tuple[str | None, bool]:
    """What the award was for: the phrase after the recipients, else after or before the award, else the label above.

    The second value says whether it was taken from above. `44 tập thể có thành tích trong công tác bầu cử` gives
    "có thành tích trong công tác bầu cử".
    """
    own = _after_recipients(stretch, link, later) or _after_award(stretch, link, later)
    inside = own or _inside(stretch, link)
    kind = inside and _KIND_ALONE.fullmatch(inside)  # "Trong đợt lũ, UBND huyện khen thưởng đột xuất ..."
    own = (kind and _before(stretch, link)) or inside or _before(stretch, link)
    if own:
        return _OF_KIND.sub("", own), False
    return _OF_KIND.sub("", context.occasion or "") or None, bool(context.occasion)


def _after_recipients(stretch: Stretch, link: Link, later: int) -> str | None:
    first = link.group.end <= link.gap[0] and link.award is not None
    limit = link.gap[1] if first else min(later, stretch.end)
    if later < link.group.end:
        limit = stretch.end
    return _phrase(stretch, link.group.end, limit)


def _after_award(stretch: Stretch, link: Link, later: int) -> str | None:
    """`được tặng Bằng khen vì có thành tích ...`."""
    if link.award is None and link.rule != "awards.praise-last":
        return None
    if link.end <= link.group.end:
        return None
    bodies = [b.end for b in stretch.tags.bodies if link.end <= b.start <= link.end + 8]
    return _phrase(stretch, bodies[0] if bodies else link.end, max(later, link.end))


def _phrase(stretch: Stretch, start: int, limit: int) -> str | None:
    text = re.sub(r"^\s*\([^()]*\)", "", stretch.text[start:limit])  # "05 cá nhân (có danh sách kèm theo) đã có ..."
    match = _ABOUT.match(text) or _opener().match(text)
    if not match or _END.search(text[: match.start("deed")]) or _LISTS.match(text[: match.start("deed")]):
        return None
    deed = re.sub(r"^(?:do|vì|về)\s*:?\s+(?!việc)", "", _trimmed(match["deed"]))
    return deed if len(deed) >= _LEAST else None


def _trimmed(deed: str) -> str:
    """The deed up to where another clause begins."""
    opener = re.match(r"(?:đã\s+)?\S+\s+\S+", deed)
    end = _END.search(deed, opener.end() if opener else 0)
    deed = squeeze(deed[: end.start()] if end else deed).rstrip(" ,.;:-–")
    deed = re.sub(r"(?:\s*,)?\s+(?:và|cùng|có|cho|trao|tặng|đã|cũng)$", "", deed)
    return re.sub(r"(?:,|\s+và)\s+(?:trao|tặng|trao tặng)?$", "", deed).rstrip(" ,.")


def _inside(stretch: Stretch, link: Link) -> str | None:
    """`Bằng khen của Chủ tịch UBND tỉnh về thành tích ... cho 13 tập thể`; `khen thưởng đột xuất cho 02 tập thể`."""
    if link.group.start < link.gap[1]:
        return None
    gap = stretch.masked(*link.gap)
    gap = _praises().sub("", gap)
    gap = re.sub(r"^[\s,;(]*(?:trong đó|riêng|bao gồm|gồm|cụ thể)(?!\w)\s*:?\s*(?:có\s+)?", "", gap, flags=re.I)
    gap = re.sub(r"^\s*(?:của)?\s*§|(?:cho|đối với|:)\s*(?:\w+\s*)?$", "", gap.strip(), flags=re.I)
    text = squeeze(gap).strip(" :,")
    told = text.startswith("lĩnh vực") or lexicon.word_pattern("words", "occasion_label").search(text)
    if not told or len(text) > 200 or "§" in text or re.search(r"(?<!\w)(?:hơn|so với)(?!\w)", text):
        return None
    return re.sub(r"^[;,\s]*(?:(?:về|vì|theo|các|cho|hạng)\s+)*", "", text, flags=re.I) or None


@cache
def _praises() -> re.Pattern[str]:
    """Verbs of praise that a phrase begins with."""
    return re.compile(rf"^\s*(?:,?\s*(?:{either(lexicon.words('words', 'praise'))})(?!\w))+", re.I)


def _before(stretch: Stretch, link: Link) -> str | None:
    """`Trong công tác phòng, chống lụt bão, UBND huyện tặng Giấy khen cho ...`."""
    start = max(stretch.start, stretch.text.rfind(";", stretch.start, link.start) + 1)
    match = _BEFORE.match(stretch.text[start : link.start])
    told = squeeze(next(filter(None, match.groups()), "")) if match else ""
    granted = re.search(r"\d+ \D*(?<!\w)được(?!\w)", told)  # a grant of its own
    empty = lexicon.word_pattern("words", "occasion_empty").fullmatch(told)
    return told if told and not granted and not empty else None
