"""Signs that tell the parts of a document apart: numbering, letterhead, signature. Patterns built from named parts."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from models.knowledge import load
from models.patterns import either
from models.text import exact_key, squeeze

_LETTERS = [chr(c) for c in (*range(0x41, 0x7B), *range(0xC0, 0x250), *range(0x1EA0, 0x1EFA))]
CAPITALS = "".join(c for c in _LETTERS if c.isupper())
SMALLS = "".join(c for c in _LETTERS if c.islower())

_SEPARATOR = r"(?:[.)/:]|\s?[-–])"
_PART = (
    r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Tiểu mục|TIỂU MỤC)\s+"
    r"(?:(?:thứ|THỨ)\s+\w+|[IVX]+|\d{1,2}|[A-H])(?!\w)[.:]?"
)
_ARTICLE = r"(?:Điều|ĐIỀU)\s+\d{1,3}[a-zđ]?\s?[.:]"
_ROMAN = rf"[IVX]{{1,5}}\s?{_SEPARATOR}(?=\s)"
_CAPITAL = r"[A-EGHĐ](?:\s?[.)]|-)(?=\s)"
_UPPER = f"[{CAPITALS}]"
_NUMBER = (
    r"\d{1,2}(?:\.\d{1,2}){0,4}\s?(?:[.)/]|\.\))(?=\s)"  # "2.", "2.1.", "3)"
    rf"|\d{{1,2}}-(?=\s+{_UPPER})"  # "1- Quán triệt", as the Party numbers
    rf"|\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}(?=\s+{_UPPER})"  # "2.1 Kết quả"
)
_LETTER = r"[a-zđ]\s?[.)](?=\s)"
_BULLET = r"[-–—+•*·▪●○❖✓\uf0b7\uf02d](?=\s)"

RANKS = {"part": 0, "chapter": 1, "division": 2, "capital": 3, "roman": 4, "article": 5, "number": 6, "letter": 20}
"""How far up a heading of each kind of numbering stands; a number with n dots stands n below a plain one."""

_HALF_NAME = re.compile(rf"\s(?:[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|[Cc]ô|[Tt]hầy|[Ee]m)\s+{_UPPER}\w+(?:\s+(?:Thị|Văn))?$")

_OPENER = re.compile(
    rf"(?P<part>{_PART})|(?P<article>{_ARTICLE})|(?P<roman>{_ROMAN})|(?P<capital>{_CAPITAL})"
    rf"|(?P<number>{_NUMBER})|(?P<letter>{_LETTER})|(?P<bullet>{_BULLET})"
)
# A scan's "III." is read as "HI.", its "II." as "IL" or "II": before a heading in capitals that is meant. "1." is none.
_MISREAD_ROMAN = re.compile(
    r"(?P<roman>(?=[IVX]*[HLT1l])(?!1+\b)[IVXHLT1l]{1,5}\s?[.,](?=\s)|(?:I{1,3}|IV|VI{0,3}|IX)(?=\s\S+\s\S+\s))"
)
_LONE_BULLET = re.compile(rf"(?:{_BULLET[:-6]})$")
_BARE = re.compile(rf"(?:Điều|ĐIỀU|{_ARTICLE}|Điều\s+\d+|\d{{1,2}}(?:\.\d{{1,2}})*[.)]|[a-zđ]\)|[IVX]+\.)$")
_ENDED = re.compile(r"[.!?…:;](?:[\"”’»)\]]|’’)*$")
_LOWER = re.compile(rf"[(\"“‘]?[{SMALLS}]|[),;.:%”]")
_FEWEST_LETTERS = 5  # of a line in capitals that says something
_LONGEST_TITLE = 160  # characters
_FIRST_WORDS = 12  # characters of a line that a narrow cell has cut
_MOTTO_INITIALS = frozenset("CcĐđ")
_KINDS = {"phần": "part", "chương": "chapter", "mục": "division", "tiểu": "division"}


def opener(text: str) -> tuple[str, str] | None:
    """Kind and print of the numbering or bullet that `text` begins with: `("number", "2.1.")` of "2.1. Kết quả"."""
    match = (_MISREAD_ROMAN.match(text) if shouting(text) else None) or _OPENER.match(text)
    if not match:
        lone = _LONE_BULLET.match(text)
        return ("bullet", lone.group()) if lone else None
    kind = str(match.lastgroup)
    if kind == "part":
        kind = _KINDS[text.split()[0].lower()]
    return kind, match.group().strip()


def rank(kind: str, printed: str) -> int:
    """How far down a heading numbered so stands: "II." above "1." above "1.1."."""
    depth = len(re.findall(r"\d+", printed)) - 1 if kind == "number" else 0
    return RANKS[kind] + depth


def bare(text: str) -> bool:
    """Whether `text` is numbering alone, its words on the next line: "Điều", "Điều 1.", "-", "Phần I"."""
    return bool(_BARE.match(text) or _LONE_BULLET.match(text) or re.fullmatch(_PART, text))


def ended(text: str) -> bool:
    """Whether `text` ends as a sentence or a member of a list does."""
    return bool(_ENDED.search(text))


def goes_on(text: str) -> bool:
    """Whether `text` begins as the middle of a sentence does."""
    return bool(_LOWER.match(text)) and not opener(text)


def shouting(text: str) -> bool:
    """Whether `text` is in capitals: at least two words, no small letter ("I. ĐẶC ĐIỂM TÌNH HÌNH")."""
    return text == text.upper() and " " in text.strip() and sum(map(str.isalpha, text)) >= _FEWEST_LETTERS


def hanging(text: str) -> bool:
    """Whether `text` cannot be the end of anything: it ends with "và", "của", "&", a comma, or within a name."""
    last = exact_key(text[-8:]).rpartition(" ")[2]
    return last in _hanging() or text.endswith((",", "(", "“")) or _HALF_NAME.search(text) is not None


@cache
def _hanging() -> frozenset[str]:
    return frozenset(map(exact_key, knowledge("body")["hanging"]))


def loud(text: str) -> bool:
    """Whether `text` has letters and no small one: also a single word, as "PHÁT" at the end of a line."""
    return text == text.upper() and any(map(str.isalpha, text))


def knowledge(part: str) -> dict[str, Any]:
    """One table of what is known of printed parts."""
    table: dict[str, Any] = load("layout")[part]
    return table


@cache
def _alternatives(part: str, name: str) -> re.Pattern[str]:
    words = sorted(map(exact_key, knowledge(part)[name]), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)")


def begins(text: str, part: str, name: str) -> bool:
    """Whether `text` begins with a word of the list `name`, in any case and with either placement of tone marks."""
    return bool(_alternatives(part, name).match(exact_key(text)))


@cache
def _titles() -> tuple[str, ...]:
    types = [t["name"] for t in load("document_types")["type"]]
    return tuple(sorted((exact_key(t) for t in types if t not in ("Công văn", "Luật")), key=len, reverse=True))


def document_type(text: str) -> str | None:
    """The type of document whose name, in capitals, begins `text`: "báo cáo" of "BÁO CÁO TỔNG KẾT"; else None."""
    if not loud(text) or len(text) > _LONGEST_TITLE:
        return None
    plain = exact_key(text.rstrip(" :"))
    return next((t for t in _titles() if plain == t or plain.startswith(f"{t} ")), None)


def quiet_type(text: str) -> bool:
    """Whether `text` is a type in small letters, or with who decides: "Báo cáo", "Quyết định của UBND xã"."""
    plain = exact_key(text.rstrip(" :"))
    alone, _, _ = plain.partition(f" {exact_key('của')} ")
    by = " ".join(text.split()[len(alone.split()) + 1 :])
    decides = alone == plain or begins(by, "letterhead", "heads")
    return text[:1].isupper() and alone in _titles() and decides


def ends_with_type(text: str) -> bool:
    """Whether `text` ends with the name of a type of document, its number yet to come: "theo Nghị định"."""
    plain = exact_key(text[-40:])
    return any(plain.endswith(f" {kind}") for kind in _titles())


def annex(text: str) -> bool:
    """Whether an annex begins here: "PHỤ LỤC I", "DANH SÁCH"."""
    return loud(text[:9]) and begins(text, "title", "annexes")


_ANNEX_NUMBER = re.compile(r"\s*(?:số\s*)?(?:[ivx]{1,5}|\d{0,2}|[a-h])\s*[.:]?$", re.I)


def annex_alone(text: str) -> bool:
    """Whether `text` names an annex and nothing else: "PHỤ LỤC II", "DANH SÁCH"."""
    match = _alternatives("title", "annexes").match(exact_key(text))
    return annex(text) and match is not None and bool(_ANNEX_NUMBER.match(text[match.end() :]))


_DATE_LINE = re.compile(r"(?:[^\d.;:]{2,45},\s*)?ngày[\s\d.…/]*(?:tháng[\s\d.…]*(?:năm\s*[\d.…]*)?)?$", re.I)
_DATE_REST = re.compile(
    r"(?:ngày|tháng|năm|\d{1,2}\s+(?:tháng|năm)|\d{4})[\s\d.…]*(?:tháng[\s\d.…]*)?(?:năm[\s\d.…]*)?$", re.I
)
_SYMBOL = re.compile(r"[\d…._]*\s*/\s*[\w.-]+(?:/[\w.&-]+)*$")
_ABOUT = re.compile(r"(?:V/v|Về việc)\b", re.I)


@cache
def mottos() -> tuple[str, ...]:
    """The mottos of the State and the Party, as `exact_key` writes them."""
    return tuple(exact_key(m) for m in knowledge("letterhead")["motto"])


def motto(text: str) -> bool:
    """Whether `text` is the national motto or the Party's name, or the beginning of one cut by a line break."""
    if text[:1] not in _MOTTO_INITIALS:
        return False
    plain = exact_key(text).replace(" – ", " - ")
    return len(plain) > 8 and any(m.startswith(plain) or plain.startswith(m) for m in mottos())


def motto_begun(text: str, below: str) -> bool:
    """Whether a short line is the first words of a motto that the line below goes on with: "CỘNG" / "HÒA XÃ ..."."""
    return text[:1] in _MOTTO_INITIALS and len(text) <= _FIRST_WORDS and motto(f"{text} {below}")


def half_place(text: str) -> bool:
    """Whether a line is half a place's name, cut before its date: "Hà" of "Hà / Nội, ngày 27 ..."."""
    return len(text) <= _FIRST_WORDS and bool(_NAME.match(text)) and not loud(text)


def whole_motto(text: str) -> bool:
    """Whether `text` is a motto to its end."""
    plain = exact_key(text).replace(" – ", " - ")
    return any(plain.startswith(m) for m in mottos())


def number_line(text: str) -> bool:
    """Whether `text` is the line of the document's number: "Số: 125/KH-UBND", "Số:      /BC-UBND"."""
    return numbered(text) and len(text) < 60


def numbered(text: str) -> bool:
    """Whether `text` begins with the document's number: "Số: 125/KH-UBND Cần Thơ, ngày ..."."""
    return bool(re.match(r"số\s*:|số\s+[\d.…_]*\s*[-/]", text, re.I))


def symbol(text: str) -> bool:
    """Whether `text` is a number with its symbol, as below a lone "Số:"."""
    return bool(_SYMBOL.match(text))


def date_line(text: str) -> bool:
    """Whether `text` is place and date, or the beginning of it: "Cần Thơ, ngày 18"."""
    return "ngày" in text.lower() and bool(_DATE_LINE.match(squeeze(text)))


def date_rest(text: str) -> bool:
    """Whether `text` goes on with a date begun on the line above: "tháng 11 năm 2025"."""
    return bool(_DATE_REST.match(squeeze(text)))


def about_line(text: str) -> bool:
    """Whether `text` begins a letter's subject: "V/v báo cáo ..."."""
    return bool(_ABOUT.match(text))


def head_sign(text: str) -> bool:
    """Whether `text` belongs to a letterhead by itself."""
    return motto(text) or number_line(text) or date_line(text)


_ADDRESS = re.compile(r"Kính\s+(?:gửi|trình)\s*(?::|$|[A-ZĐ])", re.I)
_RECIPIENTS = re.compile(r"Nơi\s+(?:nhận|gửi)\s*(?::|$|-)", re.I)


def address(text: str) -> bool:
    """Whether `text` is or begins the line "Kính gửi: ..."."""
    return bool(_ADDRESS.match(text))


def recipients(text: str) -> bool:
    """Whether `text` is the line "Nơi nhận:"."""
    return bool(_RECIPIENTS.match(text))


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(rf"(?:{either(knowledge('signature')['marks'])})(?:\.\s?|\s)(?=[^\W\d_])")


def signing(text: str) -> bool:
    """Whether `text` begins a signature block: "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"."""
    mark = _marks().match(text)
    return mark is not None and shouting(text) and re.search(r"\w{3}", text[mark.end() :]) is not None


def role(text: str) -> bool:
    """Whether `text` names, in capitals, the office of one who signs: "PHÓ CHỦ TỊCH"."""
    text = _DEPUTY.sub("PHÓ ", text)
    return loud(text) and (begins(text, "signature", "roles") or bool(_HEAD_OF.match(exact_key(text))))


_DEPUTY = re.compile(r"^P(?:\.\s*|\s+)(?=[A-ZĐ])")  # "P. BÍ THƯ"
_HEAD_OF = re.compile(rf"[^ ]+(?: [^ ]+)? {re.escape(exact_key('trưởng'))}$")  # "CỤM TRƯỞNG", "TIỂU ĐỘI TRƯỞNG"
_NAME_WORD = rf"[{CAPITALS}]\w*"
_NAME = re.compile(rf"{_NAME_WORD}(?:\s{_NAME_WORD}){{0,5}}$")


def name(text: str) -> bool:
    """Whether `text` has the form of a person's name: "Vũ Văn Đức", "Dương"."""
    return (bool(_NAME.match(text)) and not shouting(text)) or bool(re.match(r"(?:PGS|GS|TS|ThS|BS)\.", text))
