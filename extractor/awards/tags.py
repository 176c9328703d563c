"""What stands in a stretch of text: awards, counts of recipients, bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.awards import lexicon
from extractor.awards.lexicon import CAPITAL, Award
from extractor.awards.offices import givers
from extractor.awards.pairs import Count, Counted, paired
from extractor.bodies import Body, bodies
from models.numbers import DIGITS, parse_count
from models.text import fold, level_tones, squeeze

_CLASS = re.compile(r"\s*,?\s*\(?\s*hang\s+(nhat|nhi|hai|ba|iii|ii|i|[123])(?!\w)\)?(?!\s*,\s*(?:nhi|ba|ii|iii)(?!\w))")
CLASSES = {
    **dict.fromkeys(("nhat", "i", "1"), "Nhất"),
    **dict.fromkeys(("nhi", "hai", "ii", "2"), "Nhì"),
    **dict.fromkeys(("ba", "iii", "3"), "Ba"),
}
_STOPPED = r"(?!(?:cho|của|đối|năm|và|gồm|được|là)(?!\w))"
_SUBTITLE = re.compile(
    rf"\s*[“\"][^”\"\n]{{2,90}}[”\"]|\s+vì(?:\s+{_STOPPED}[^\W\d_]+){{1,8}}"
    r"|\s+\d\d(?:\s*,\s*\d\d)*(?:\s+và\s+\d\d)?\s+năm\s+tuổi\s+đảng",
    re.I,
)
# "Chiến sĩ thi đua ngành Tư pháp", "Cờ thi đua ngành Giáo dục và Đào tạo"
_SECTOR = re.compile(
    rf"\s+[Nn]gành(?!\w)(?:\s+(?P<field>{CAPITAL}[^\W\d_]*(?:\s+{_STOPPED}[^\W\d_]+)?(?:\s+nhân dân)?"
    rf"(?:(?:\s+và|,|\s+-)\s+{CAPITAL}[^\W\d_]*(?:\s+{_STOPPED}[^\W\d_]+)?)*))?"
)
_NEAR = 80  # characters before an award in which its number stands
_TITLED = re.compile(r"danh\s+hiệu\s*:?\s*[“\"]?\s*$", re.I)
_NUMBER_BEFORE = re.compile(
    rf"(?<![\w.,/%-])(?P<number>{DIGITS})\s*(?P<times>lượt\s+)?(?:chiếc\s+|tấm\s+)?(?P<title>danh\s+hiệu\s*)?[“\"]?\s*$",
    re.I,
)
_CONFERRED = re.compile(r"(?:công nhận|danh hiệu|phong tặng|tôn vinh|là)\s+(?:là\s+)?[“\"]?$", re.I)
# "1 Xã Phước Thuận" is an ordinal and a name, no count of xã.
_NAMED = re.compile(rf"{CAPITAL}[^\W\d_]*(?:\s+[^\W\d_A-Z]+)?\s+{CAPITAL}")
_NAME = re.compile(rf"\s+{CAPITAL}")
_RANGE = re.compile(r"\d\s*(?:[-–]|trong(?:\s+số)?)\s*$|một\s+trong(?:\s+(?:số|những))?\s*$", re.I)
_DATED = re.compile(r"(?:năm|tháng|ngày|quý|(?<!tổng )số|điều|khoản|lần|thứ|khóa|khoá)\s+(?:thứ\s+)?$", re.I)
_LONE_WORD = re.compile(r"(?:trong|cả|hàng|hằng|mỗi|đầu|cuối|giữa|qua|từng|nhiều|các|những|một|\d)\s+$", re.I)
# "Nghệ nhân ưu tú Đinh Thị Hoa", "Nghệ nhân ưu tú này đã ..."
_RECEIVE = re.compile(r"\s+(?:được|nhận)(?!\w)")  # "Năm học sinh được tặng", not "Năm học"
_NAME_AFTER = re.compile(
    rf"[”\"]?\s+(?:{CAPITAL}[^\W\d_A-Z]+\s+{CAPITAL}[^\W\d_A-Z]*|(?:này|ấy|đó|nọ|đã|ở|người)(?!\w))"
)


@dataclass(frozen=True, slots=True)
class AwardTag:
    """An award's name where it stands. `number`: how many of it are printed right before, with what that counts."""

    start: int
    end: int
    award: Award
    name: str
    number: int | None = None
    counted: Counted = "recipients"


@dataclass(frozen=True, slots=True)
class Tags:
    """All tags of a stretch, each list from left to right."""

    awards: tuple[AwardTag, ...]
    counts: tuple[Count, ...]
    bodies: tuple[Body, ...]


def scan(text: str, start: int, end: int) -> Tags:
    """The awards, counts and bodies between `start` and `end`; an award's words are never a count or a body."""
    awards = tuple(_awards(text, start, end))
    counts = tuple(_counts(text, start, end, awards))
    others: tuple[AwardTag | Count, ...] = (*awards, *counts)
    known = (b for b in givers(text, start, end) if not _unnamed(b) and not any(_overlap(b, o) for o in others))
    return Tags(awards, counts, tuple(known))


def _overlap(one: Body, other: AwardTag | Count) -> bool:
    return one.start < other.end and other.start < one.end


def _unnamed(body: Body) -> bool:
    """Common nouns ("hội đồng", "công đoàn"), and the councils that advise and give nothing."""
    known = body.name.endswith("ủy") or body.name in lexicon.words("givers", "alone")
    common = body.name.islower() and body.level is None and not known
    return common or fold(body.name).startswith("hoi dong thi dua")


def _awards(text: str, start: int, end: int) -> Iterator[AwardTag]:
    found: list[AwardTag] = []
    for tag in sorted(_candidates(text, start, end), key=lambda t: (t.start, -t.end)):
        if not found or tag.start >= found[-1].end:
            found.append(_numbered(text, start, tag))
    yield from sorted([*found, *_classes_alone(text, end, found)], key=lambda t: t.start)


def _classes_alone(text: str, end: int, found: list[AwardTag]) -> Iterator[AwardTag]:
    """The second class of `Huân chương Lao động hạng Nhất cho 01 tập thể, hạng Nhì cho 02 tập thể`."""
    for i, tag in enumerate(found):
        limit = found[i + 1].start if i + 1 < len(found) else end
        if tag.award.classes:
            for match in _CLASS.finditer(fold(text[tag.end : limit])):
                name = f"{tag.award.name} hạng {CLASSES[match[1]]}"
                begin = tag.end + match.start() + len(match.group()) - len(match.group().lstrip(" ,("))
                yield AwardTag(begin, tag.end + match.end(), tag.award, name)


def _candidates(text: str, start: int, end: int) -> Iterator[AwardTag]:
    plain = fold(text[start:end])
    for wording, begin, stop in lexicon.award_names().found(plain, 0, len(plain)):
        yield from _tag(text, end, start + begin, start + stop, wording.award, wording.text)
    for wording, begin, stop in lexicon.award_abbreviations().found(text, start, end):
        yield from _tag(text, end, begin, stop, wording.award, wording.text)
    yield from _open_titles(text, start, end)


def _tag(text: str, limit: int, start: int, end: int, award: Award, wording: str) -> Iterator[AwardTag]:
    """The award with its class and subtitle; nothing where the title stands before a person's name."""
    if award.person and _NAME_AFTER.match(text, end, limit):
        return
    if award.conferred and not _CONFERRED.search(text, max(0, start - 24), start):
        return
    name = wording if award.printed else award.name
    if award.spelled and wording.startswith("Chiến sĩ") and not wording.endswith("TP"):
        name = wording.replace("sĩ", "sỹ") if "sỹ" in level_tones(text[start:end]).lower() else wording
    if award.classes and (match := _CLASS.match(fold(text[end:limit]))):
        name, end = f"{award.name} hạng {CLASSES[match[1]]}", end + match.end()
    if wording.endswith(" Bộ") and (of := next(bodies(text, end - 2, limit), None)) and of.start == end - 2:
        name, end = f"{name[:-2]}{of.name}", of.end  # "Chiến sĩ thi đua Bộ Y tế"
    if "thi đua" in name.lower() and (sector := _SECTOR.match(text, end, limit)):
        name, end = squeeze(f"{award.name} ngành {sector['field'] or ''}"), sector.end()
    if award.named and (subtitle := _SUBTITLE.match(text, end, limit)):
        end = subtitle.end()
    if text[end : end + 1] in '”"' and end < limit:
        end += 1
    yield AwardTag(start, end, award, name)


def _open_titles(text: str, start: int, end: int) -> Iterator[AwardTag]:
    for match in lexicon.open_titles().finditer(text, start, end):
        title = squeeze(match["quoted"] or match["bare"])
        head = match["head"]
        banner = fold(head) == "co"
        register = not banner and fold(head) != "giai thuong"  # of families, schools, medals of games
        if _known(title) or _known(squeeze(match.group())) or (register and lexicon.never_titles().search(title)):
            continue
        if banner and not match["quoted"]:
            continue
        name = title if fold(head) == "danh hieu" else f"{head[0].upper()}{head[1:].lower()} {title}"
        award = Award(name, "title", unit="collectives" if banner else None)
        yield AwardTag(match.start(), match.end(), award, name)


def _known(title: str) -> bool:
    """Whether the table has what `title` begins with; "Huân chương" alone is not enough."""
    plain = fold(title)
    named = any(wording.award.name != "Huân chương" for wording in lexicon.award_names().opening(plain))
    return named or any(lexicon.award_abbreviations().opening(title))


def _numbered(text: str, start: int, tag: AwardTag) -> AwardTag:
    """The tag from its "danh hiệu" on, with the number printed before it."""
    near = max(start, tag.start - _NEAR)
    before = _NUMBER_BEFORE.search(text, near, tag.start)
    titled = _TITLED.search(text, near, tag.start)
    begin = titled.start() if titled else tag.start
    if not before or not _plausible(text, start, before.start("number"), before["number"]):
        return replace(tag, start=begin)
    paper = tag.award.kind == "form" or bool(before["title"]) or "co thi dua" in fold(tag.name)
    counted: Counted = "times" if before["times"] else "certificates" if paper else "recipients"
    return replace(tag, start=before.start(), number=parse_count(before["number"]), counted=counted)


def _counts(text: str, start: int, end: int, awards: tuple[AwardTag, ...]) -> Iterator[Count]:
    lower = text[start:end].lower()
    for tag in awards:
        lower = lower[: tag.start - start] + "\0" * (tag.end - tag.start) + lower[tag.end - start :]
    found = [*_found_counts(text, start, lower)]
    found += list(paired(text, start, end, found))
    yield from sorted(found, key=lambda c: c.start)


def _found_counts(text: str, start: int, lower: str) -> Iterator[Count]:
    for match in lexicon.count_pattern().finditer(lower):
        count = _count(match, start)
        if count.kind == "joint" and _NAME.match(text, count.end):
            # "20 hộ, huyện Ia Grai 18 hộ": the second noun begins a name.
            count = replace(count, end=start + match.end("noun"), kind=lexicon.noun(match["noun"]).kind)
        short = text[start + match.start("noun") : start + match.end("noun")].isupper()  # "22 CN Giấy khen"
        named = not (count.strong or short) and _NAMED.match(text, start + match.start("noun"))
        called = _is_title(text[start + match.start("number") : start + match.end("noun")])
        opens = _RECEIVE.match(text, count.end)
        if not (named or called) and _plausible(text, start, count.start, match["number"], opens is not None):
            yield count
    for match in lexicon.noun_first_pattern().finditer(lower):
        noun = lexicon.noun(match["noun"])
        number = parse_count(match["number"])
        if number is not None:
            yield Count(start + match.start(), start + match.end(), number, noun.kind, True)


def _is_title(counted: str) -> bool:
    """Whether a number and a noun are a name, both with a capital: `phường Ba Đồn`."""
    return counted.istitle() and not counted[0].isdigit()


def _count(match: re.Match[str], offset: int) -> Count:
    noun = lexicon.noun(match["noun"])
    kinds = {noun.kind, *(lexicon.noun(m).kind for m in _nouns_in(match["more"]))}
    counted: Counted = "times" if match["times"] else "recipients"
    kind = noun.kind if len(kinds) == 1 else "joint"
    number = parse_count(match["number"]) or 0
    return Count(offset + match.start(), offset + match.end(), number, kind, noun.strong, counted)


def _nouns_in(text: str) -> list[str]:
    return re.findall(rf"(?<!\w){lexicon.noun_pattern()}", text)


def _plausible(text: str, start: int, at: int, number: str, opens: bool = False) -> bool:
    """Whether the number at `at` counts: not a year or an ordinal, not the end of a range, "năm" not the year."""
    before = text[max(start, at - 18) : at]
    if _RANGE.search(before) or (number[0].isdigit() and _DATED.search(before)):
        return False
    lone = _LONE_WORD.search(before) or (not before.strip() and not opens)
    return not (number.lower() in ("năm", "ba", "tư") and lone)
