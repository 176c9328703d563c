"""What follows a citation's number: date, issuer and subject, in any order offices print them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from extractor.bodies import body_name, find_body
from extractor.citations.numbers import LAW_NUMBER, NUMBER, type_pattern
from models import knowledge
from models.dates import DATE, parse_date
from models.patterns import either
from models.records import Span
from models.text import squeeze

_DATE = re.compile(
    rf"\s*,?\s*(?P<open>\()?\s*(?:(?:ký|ban hành)\s+)?(?:(?:cùng\s+)?ngày\s*)?(?P<date>{DATE})(?(open)\s*\)|)", re.I
)
_SHORT_YEAR = re.compile(r"\s*,?\s*ngày\s*(?P<day>\d{1,2}[/.-]\d{1,2}[/.-])(?P<year>\d\d)(?![\d/.-]*\d)", re.I)
_MONTH_OR_YEAR = re.compile(r"\s+(?:tháng\s+\d{1,2}\s+)?năm\s+(?P<year>(?:19|20)\d\d)(?!\s*[-–]\s*\d)", re.I)
_OF = re.compile(r"\s*,?\s*(?P<by>của|do|giữa)\s+(?:các\s+|liên\s+(?=bộ))?", re.I)
_PHRASE = re.compile(
    r"[^\W\d_][^\s,;.:()“”\"]*(?:\s+(?!ngày\b|về\b|năm\b|và\b|tại\b|đã\b|được\b|ban hành\b)[^\s,;.:()“”\"\d]+){0,7}"
)
_NEXT = re.compile(rf"\s+tại\s+(?:{type_pattern()}|văn bản(?!\w))")
_CLOSED = re.compile(r"\s*(?:[;.)]|$)")
_AND = re.compile(r"\s*,\s*|\s+và\s+|\s*[-–]\s*|\s*&\s*")
_JOINT = re.compile(r"liên tịch|liên ngành|HDLN|TTLT|NQLT|TTrLT|(?:chương trình|quy chế) phối hợp", re.I)
_CENTURY = "45"  # years of two digits above it are of the twentieth century
_TITLE = 110  # characters before an issuer in which the type and number stand
_QUOTED = 250  # characters of a title in straight quotes, at most
_AMENDS = re.compile(r"(?:sửa đổi,? )?bổ sung một số điều của (?:các )?(?:Luật|Bộ luật)\s[^;.]*$", re.I)
_UNDATED = re.compile(r"\s*,?\s*(?:và\s+)?(?:Luật|Bộ luật)\s+(?!sửa đổi|Sửa đổi)[^;.,\d]{3,60}(?=[,;]|\s+và\s|$)")
_CARRIES = re.compile(r"(?:thi hành|thực hiện|hướng dẫn)(?:\s+một số điều của)?\s+(?:Luật|Bộ luật|Pháp lệnh)\s[^;.]*$")
# Between issuer and subject: a term of the body, its short form, who takes part.
_ASIDE = re.compile(
    r"\s*(?:\((?i:khóa|khoá)[^)]{0,20}\)|(?i:khóa|khoá)\s+[IVXLC]+|\([A-ZĐ][A-ZĐ&,-]{1,11}\)"
    r"|\((?:liên tịch|phối hợp|ký liên tịch)\s[^()]{3,60}\)"
    r"|\s*Việt Nam(?=\s+(?:về|v/v|ban hành|hướng dẫn|quy định)(?!\w)))"
)
_SEVERAL = r"một|hai|ba|bốn|năm|sáu|chín|mười|nhiều|những|\d{1,2}"
_COUNTED = r"tập thể|cá nhân|hộ gia đình|gia đình|đơn vị|tổ chức"
_NAMES_ITSELF = r"giai đoạn|khóa|khoá|sửa đổi|bổ sung|lần|nhiệm kỳ|thay thế|trực thuộc|gồm cả"


@dataclass(frozen=True, slots=True)
class Particulars:
    """What was read after a number, up to `end`; the subject is a span of its own that begins there or later."""

    end: int
    date: str | None = None
    issuer: str | None = None
    subject: Span | None = None


def read_particulars(text: str, at: int, end: int) -> Particulars:
    """Date and issuer after `at`, in either order, then the subject; nothing reaches beyond `end`."""
    found = Particulars(at)
    while (more := _next(text, found, end)) is not None:
        found = more
    return _with_subject(text, found, end)


def _next(text: str, found: Particulars, end: int) -> Particulars | None:
    if found.date is None and (match := _DATE.match(text, found.end, end)):
        return replace(found, end=match.end(), date=parse_date(match["date"]))
    if found.date is None and (match := _SHORT_YEAR.match(text, found.end, end)):
        return replace(found, end=match.end(), date=_in_century(match["day"], match["year"]))
    if found.issuer is None and (match := _OF.match(text, found.end, end)):
        return _with_issuer(text, found, match, end)
    if found.date is None and (match := _MONTH_OR_YEAR.match(text, found.end, end)):
        return replace(found, end=match.end(), date=parse_date(match.group()) or match["year"])
    if match := _ASIDE.match(text, found.end, end):
        return replace(found, end=match.end())
    return _with_body(text, found, end) if found.date and found.issuer is None else None


def _with_body(text: str, found: Particulars, end: int) -> Particulars | None:
    """`ngày 04/11/2017 UBND tỉnh Sơn La về việc ...`: a body right behind the date, where the "của" is lost."""
    blank = re.compile(r"\s+").match(text, found.end, end)
    body = find_body(text, blank.end(), end) if blank else None
    if body is None or not (_subject_start().match(text, body.end, end) or _CLOSED.match(text, body.end, end)):
        return None
    return replace(found, end=body.end, issuer=body.name)


def _in_century(day: str, year: str) -> str | None:
    """`4/01/20` is of this century, `19/8/98` of the last."""
    return parse_date(f"{day}{'19' if year > _CENTURY else '20'}{year}")


def _with_issuer(text: str, found: Particulars, match: re.Match[str], end: int) -> Particulars | None:
    body = find_body(text, match.end(), end)
    if body and _NEXT.match(text, body.end, end):
        return None  # "theo Công văn số 3, của Sở B tại Công văn số 5": it issues the next
    if body:
        last = _joint_end(text, match, body.end, end)
        stop, name = last, body.name if last == body.end else body_name(text[body.start : last])
        if match["by"].lower() == "do" and (
            issued := re.compile(r"\s+ban hành(?!\s+(?!về\b|quy định\b)\w)").match(text, stop, end)
        ):
            stop = issued.end()
        return replace(found, end=stop, issuer=name)
    phrase = _PHRASE.match(text, match.end(), end)
    if phrase is None or not phrase.group()[0].isupper():
        return None
    stop = phrase.end()
    while match["by"].lower() == "giữa" and (more := _AND.match(text, stop, end)):
        other = _PHRASE.match(text, more.end(), end)
        if other is None or not other.group()[0].isupper():
            break
        stop = other.end()
    return replace(found, end=stop, issuer=squeeze(text[phrase.start() : stop]))


def _joint_end(text: str, match: re.Match[str], first: int, end: int) -> int:
    """Where the last of several issuers of a joint document ends: `của Bộ Tài chính và Bộ Nội vụ`."""
    title = text[max(0, match.start() - _TITLE) : match.start()].rpartition(";")[2]
    stop = first
    if match["by"].lower() != "giữa" and not _JOINT.search(title):
        more = re.compile(r"\s*,\s*").match(text, first, end)
        second = find_body(text, more.end(), end) if more else None
        speaks = second is not None and _speaks().match(text, second.end)  # "của A, B phát động phong trào"
        if second is None or speaks or not _subject_start().match(text, second.end, end):
            return first
        return second.end  # "của A, B về ..."
    while (more := _AND.match(text, stop, end)) and (body := find_body(text, more.end(), end)):
        if "," in more.group() and _speaks().match(text, body.end):
            break  # "..., UBND huyện đã ban hành": the sentence's own subject
        stop = body.end
    return stop


@cache
def _subject_start() -> re.Pattern[str]:
    starts = either(knowledge.load("citations")["subject"]["starts"])
    head = rf"{type_pattern()}\s+(?:(?:số|Số)\s*)*:?\s*\d"
    operative = r"(?:QUYẾT ĐỊNH|NGHỊ QUYẾT|CHỈ THỊ)(?!\w)"  # the line that ends a preamble
    return re.compile(rf"\s*[,:]?\s*(?!{head}|{operative})(?P<subject>(?i:{starts})(?!\w)|(?=[“\"”]))")


@cache
def _subject_end() -> re.Pattern[str]:
    table = knowledge.load("citations")["subject"]
    head = rf"(?:các\s+)?{type_pattern()}\s+(?:(?:số|Số)\s*)*:?\s*(?:{NUMBER}|\d{{1,4}}\s+của)"
    law = r"(?:Luật|Bộ luật|Pháp lệnh)\s+[A-ZĐ]"
    dated_law = rf"{law}[^;.“”]{{2,90}}?(?:số\s*{LAW_NUMBER}|ngày\s*{DATE})"
    ends = (
        rf"\s*;(?!\s*(?:{either(table['continues'])}))",  # legal titles go on after a semicolon
        r"\.(?=\s|$|/)|…|\.{2,}|/\.",
        rf"(?<!không)\s*,?\s+(?:{either(table['ends'])})(?!\w)",
        rf"\s*,\s*(?:{either(table['clauses'])})(?!\w)",
        rf"\s*,\s*(?:và\s+)?(?={head}|{law})|\s+và\s+(?={head}|{dated_law})",  # the next citation of the list
        rf"\s*,\s*(?:{either(table['topics'])})(?=\s[^;]{{0,120}}?\s(?:được|đã|đều|tiếp tục)\s)",
        rf"(?<=[”\"])\s*,\s*(?:{either(table['topics'])})(?!\w)",
        rf"\s*,\s*(?:{either(table['speakers'])})(?=\s+(?:đã|luôn|tiếp tục|kịp thời|chủ động)(?!\w))",
        r"\s+(?=\((?:sau đây|gọi tắt|kèm theo|được|đã được|nay là|không ghi))",
        rf"\s+(?=\((?!{_NAMES_ITSELF})[^()]*\s(?:gồm|có tên|còn gọi|thành viên)(?!\w)[^()]*\))",  # told aside
        rf"\s+và\s+(?=\d+\s+(?:{_COUNTED})(?!\w))",  # "...” và 01 cá nhân nhận danh hiệu": the sentence counts on
        r"\s+và\s+(?=Nghị quyết\s+(?:Đại hội|của|Trung ương)(?!\w))",
        rf"\s+(?:thành|bằng)\s+(?:các\s+)?(?={head})",  # "cụ thể hóa Chỉ thị ... thành Kế hoạch số 41"
        rf"\s*,\s*(?:trong\s+)?(?:{_SEVERAL})\s+(?:năm|tháng|quý|nhiệm kỳ)\s+qua(?!\w)",
    )
    return re.compile("|".join(ends), re.I)


def _with_subject(text: str, found: Particulars, end: int) -> Particulars:
    start = _subject_start().match(text, found.end, end)
    if not start:
        return found
    begin = start.start("subject")
    stop = _stop(text, begin, end)
    stop = begin + len(text[begin:stop].rstrip(" ,:-"))
    return replace(found, subject=Span(begin, stop)) if len(text[begin:stop].split()) > 1 else found


def _stop(text: str, begin: int, end: int) -> int:
    quoted = re.compile(r"(?:về(?:\s+việc)?\s+)?[“\"][^“”\"]{3,250}[”\"](?=\s*(?:[,;.)]|$))", re.I).match(
        text, begin, end
    )
    if quoted:
        return quoted.end()
    stop = end
    for match in _subject_end().finditer(text, begin + 2, end):
        if not _in_quotes(text, begin, match.start()) and not _goes_on(text, begin, match):
            stop = match.start()
            break
    return _before_clause(text, begin, _before_bracket(text, begin, stop))


def _goes_on(text: str, begin: int, match: re.Match[str]) -> bool:
    """Whether the document that seems to come next is one that the subject names: of several amended, or carried out.

    `một số điều của Luật A, Luật B và Luật C`; `hướng dẫn thi hành Luật A và Nghị định số 98/...` of a circular, which
    in a list of documents stands after the decree, never before it.
    """
    if _AMENDS.match(text, begin, match.start()) and _UNDATED.match(text, match.start()):
        return True
    circular = re.search(r"(?:Thông tư|TT)\s[^;]*$", text[max(0, begin - _TITLE) : begin])
    law = _CARRIES.search(text, begin, match.start())
    return bool(circular and law and re.match(r"\s*,?\s*và\s+Nghị định", text[match.start() : match.end() + 12]))


def _in_quotes(text: str, begin: int, at: int) -> bool:
    straight = text.count('"', begin, at) % 2 == 1 and '"' in text[at : at + _QUOTED]
    return straight or text.count("“", begin, at) > text.count("”", begin, at)


def _before_bracket(text: str, begin: int, stop: int) -> int:
    """A closing bracket that was opened before the subject ends it."""
    depth = 0
    for i in range(begin, stop):
        depth += (text[i] == "(") - (text[i] == ")")
        if depth < 0:
            return i
    return stop


@cache
def _speaks() -> re.Pattern[str]:
    verbs = "|".join(knowledge.load("citations")["subject"]["speaks"])
    return re.compile(rf"(?:\s+[-–]\s+[^,;]{{0,80}})?\s+(?:{verbs})(?!\w)")


def _before_clause(text: str, begin: int, stop: int) -> int:
    """`..., UBND huyện báo cáo ...`: a body after a comma that goes on with a verb is the subject of the sentence."""
    for comma in re.compile(r",\s+").finditer(text, begin, stop):
        at = comma.end()
        raised = text[:at] + text[at : at + 1].upper() + text[at + 1 : stop]  # "phòng Nội vụ đã ..." speaks as well
        body = find_body(raised, at, stop)
        if body and _speaks().match(text, body.end):
            return comma.start()
    return stop
