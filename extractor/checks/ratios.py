"""Printed percentages against the printed numbers they come from: `295/295 ha đạt 100% KH`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from extractor.source import Source
from models.numbers import DECIMAL, DIGITS, parse_number, places, round_half_up
from models.records import Check

_JOINED_UNIT = r"(?:\s*(?:km2?|m2|m²|m³|m|ha|kg)(?!\w))?"  # "6,8km/8,5km"
_UNIT = r"[^\d,;.()%:/]{1,24}?"
_PHRASE = r"[^\d;.()%:/]{1,80}?"  # what was counted: "cơ quan, đơn vị đã ký kết giao ước thi đua"
_REACHES = r"(?:đạt|chiếm|bằng|tương đương|tỷ lệ|tỉ lệ|=)(?:\s+(?:tỷ lệ|tỉ lệ))?"
_PERCENT = rf"(?P<percent>{DECIMAL})\s?%"
_START = r"(?<![\w.,/-])"
_PATTERNS = (
    # 187/427 tấn, đạt 43,8%; 187 tấn/427 tấn đạt 43,8%
    re.compile(
        rf"{_START}(?P<part>{DECIMAL}){_JOINED_UNIT}(?:\s+{_UNIT})?\s*/\s*(?P<whole>{DECIMAL}){_JOINED_UNIT}(?:\s+{_PHRASE})?"
        rf"\s*[,(]?\s*{_REACHES}\s+{_PERCENT}"
    ),
    # 205/316 mô hình (64,9%)
    re.compile(rf"{_START}(?P<part>{DECIMAL})\s*/\s*(?P<whole>{DECIMAL})(?:\s+{_PHRASE})?\s*\(\s*{_PERCENT}\s*\)"),
    # trong tổng số 921 cá nhân được khen có 402 nữ, chiếm 43,6%
    re.compile(
        rf"[Tt]rong (?:tổng )?số\s+(?P<whole>{DIGITS})\s[^.;:()]{{0,80}}?\s(?:có|thì)\s+(?P<part>{DIGITS})\s+{_PHRASE}"
        rf"\s*[,(]\s*{_REACHES}\s+{_PERCENT}"
    ),
    # 642 hồ sơ, đã thẩm định 598 hồ sơ, đạt 93,1%
    re.compile(
        rf"{_START}(?P<whole>{DIGITS})\s+(?P<noun>[^\W\d_]+\s+[^\W\d_]+|hộ|người|xã|thôn|bản|ấp|lớp|trường)(?!\w)[^.;:()\d]{{0,60}},\s*"
        rf"(?:trong đó|đã|có)\s[^.;:(),\d]{{0,30}}?(?P<part>{DIGITS})\s+(?P=noun)(?!\w)(?:\s{_PHRASE})?"
        rf"\s*[,(]\s*{_REACHES}\s+{_PERCENT}(?!\s*(?:kế hoạch|KH|chỉ tiêu|dự toán|so với))"
    ),
    # đã xây 310 căn, bàn giao 250 căn, bằng 80,6% số đã xây
    re.compile(
        rf"(?<!\w)(?P<did>[^\W\d_]+)\s+(?:được\s+)?(?P<whole>{DIGITS})\s+(?P<noun>[^\W\d_]+)(?!\w)[^.;:()\d]{{0,60}}?,\s*"
        rf"[^.;:(),\d]{{2,40}}?\s(?P<part>{DIGITS})\s+(?P=noun)(?!\w)(?:\s{_PHRASE})?"
        rf"\s*[,(]\s*{_REACHES}\s+{_PERCENT}\s+(?:tổng\s+)?số\s+(?:[^\W\d_]+\s+){{0,3}}?(?P=did)(?!\w)"
    ),
    # 94,7% (18/19 xã)
    re.compile(
        rf"{_START}{_PERCENT}\s*\(\s*(?P<part>{DECIMAL})\s*/\s*(?P<whole>{DECIMAL})(?P<unit>\s+{_UNIT})?\s*[),;]"
    ),
    # 45 trên tổng số 50 đơn vị đạt danh hiệu, chiếm 90%
    re.compile(
        rf"{_START}(?P<part>{DIGITS})(?:\s+{_UNIT})?\s+(?:trên|trong)\s+(?:tổng số\s+)?(?P<whole>{DIGITS})\s+{_PHRASE}"
        rf"\s*[,(]\s*{_REACHES}\s+{_PERCENT}"
    ),
    # 20 đơn vị (chiếm 38,5%) trong tổng số 52 đơn vị
    re.compile(
        rf"{_START}(?P<part>{DIGITS})\s+{_UNIT}\s*[,(]\s*{_REACHES}\s+{_PERCENT}\s*\)?\s*"
        rf"(?:trong|trên)\s+tổng số\s+(?P<whole>{DIGITS})"
    ),
    # kế hoạch 427 tấn, thực hiện 187 tấn, đạt 43,8%
    re.compile(
        rf"(?:kế hoạch|KH|chỉ tiêu)(?:\s+(?:giao|là|năm|đề ra))?\s+(?P<whole>{DECIMAL})\s+(?P<same>{_UNIT})\s*[,;]\s*"
        rf"(?:kết quả\s+)?(?:đã\s+)?(?:thực hiện|ước đạt|đạt)(?:\s+được)?\s+(?P<part>{DECIMAL})\s+(?P=same)"
        rf"\s*[,;(]?\s*đạt\s+{_PERCENT}",
        re.I,
    ),
)
_OTHER = re.compile(
    r"tăng|giảm|so với|cùng kỳ|vượt(?!\s+(?:kế hoạch|chỉ tiêu|mức))|ngày|tháng|năm|khóa|khoá|nhiệm kỳ|trở lên|lần", re.I
)
_NEAR = 40  # characters before a number that tell what it is
_DOCUMENT = re.compile(r"(?:(?<!tổng )số|ngày|điều|khoản|quyết định|nghị quyết)\s*$", re.I)


def ratio_checks(source: Source) -> Iterator[Check]:
    """A check for each percentage that stands right beside its numerator and denominator."""
    for sentence in source.sentences:
        text = source.text[sentence.start : sentence.end]
        for pattern in _PATTERNS if "%" in text else ():
            for match in pattern.finditer(text):
                if check := _check(source, sentence.start, text, match):
                    yield check


def _check(source: Source, offset: int, text: str, match: re.Match[str]) -> Check | None:
    part, whole, percent = (parse_number(match[name]) for name in ("part", "whole", "percent"))
    if part is None or percent is None or not whole or _other(text, match):
        return None
    exact = part / whole * 100
    agrees = round_half_up(exact, places(match["percent"])) == percent
    computed = round_half_up(exact, 2)
    if not agrees and not Decimal("0.2") < computed / max(percent, Decimal("0.01")) < 5:
        return None  # so far off that the numbers are not one ratio
    start, end = offset + match.start(), offset + match.end()
    return Check(
        kind="ratio",
        about=f"{match['part']}/{match['whole']} = {computed}%, in là {match['percent']}%",
        stated=float(percent),
        computed=float(computed),
        parts=(float(part), float(whole)),
        agrees=agrees,
        mention=match.group().strip(),
        evidence=source.evidence(start, end),
        rule="checks.ratio",
    )


def _other(text: str, match: re.Match[str]) -> bool:
    """A date, a document's number, or a percentage of growth."""
    between = re.sub(r"cả năm|năm \d{4}", "", text[match.start() : match.end()])
    return bool(_OTHER.search(between) or _DOCUMENT.search(text, max(0, match.start() - _NEAR), match.start()))
