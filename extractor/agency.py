"""Who issues, by the lines of the header block: `ỦY BAN NHÂN DÂN / HUYỆN TUẦN GIÁO`, `UBND TỈNH A / SỞ NỘI VỤ`."""

from __future__ import annotations

import re
from functools import cache

from extractor.bodies import body_name, find_body
from models import knowledge
from models.patterns import either
from models.text import fold, level_tones

_LEADS = re.compile(r"[-–(]\s*(?:cụm trưởng|khối trưởng|trưởng cụm|trưởng khối)\s*\)?$", re.I)
_ORGANISATION = re.compile(r"(?:Hội|Đoàn|Liên đoàn|LĐLĐ|Công đoàn|Đảng bộ|Liên minh)(?!\w)", re.I)
# A school or a company that has a name of its own needs no place: "Trường THCS Lê Lợi".
_KINDS = r"(?:\s+(?:Mầm non|Mẫu giáo|Tiểu học|Trung học(?: cơ sở| phổ thông)?|MN|MG|TH|THCS|THPT|PTDTBT|PTDTNT|và))*"
_NAMED = re.compile(rf"Trường{_KINDS}\s+(?!Mầm|Mẫu|Tiểu|Trung|Chính|Cao|Đại|Dân|Phổ|Bồi)[A-ZĐÀ-Ỹ]\w+\s+[A-ZĐÀ-Ỹ]\w+")


def agency(lines: list[str]) -> str:
    """Who issues: `ỦY BAN NHÂN DÂN / HUYỆN TUẦN GIÁO` is one body; a second body under it is the one that speaks."""
    names: list[str] = []
    if len(lines) > 1 and _LEADS.search(lines[-1]):
        lines = lines[:-1]  # "UBND HUYỆN PHÙ CÁT - CỤM TRƯỞNG": who leads the cluster that speaks
    for line in map(spoken, lines):
        if names and not find_body(line, 0) and (kind := _place_kind(line)):
            own_name = line[len(kind) :]
            names[-1] += f" {kind.lower()}{own_name.title() if own_name.islower() else own_name}"
        elif names and (not find_body(line, 0) or f"{names[-1]} {line}" in _heads()):
            names[-1] += f" {line}"
        else:
            names.append(line)
    above, speaks = (name[:1].upper() + name[1:] for name in (body_name(names[0]), body_name(names[-1])))
    if above == speaks:
        return speaks  # printed again under the title, as some decisions do
    speaks = _of_place(speaks, above)
    party = re.match(r"(?:Tỉnh|Thành|Huyện|Thị|Quận|Đảng) ủy.*", above)
    place = re.search(r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)\s+\S.*", above)
    belongs = party or place
    own = re.search(r"\b(?:tỉnh|thành phố|huyện|xã(?! hội)|cụm|khối)\b", speaks, re.I)
    committee = re.fullmatch(r"(?:Ban Chấp hành|BCH)\s+(?P<place>.+)", speaks, re.I)
    if committee and not _ORGANISATION.match(committee["place"]):
        return f"Ban Chấp hành {above} {committee['place']}"  # of the organisation that stands above it
    if place and not party and re.fullmatch(r"Ban (?:Chấp hành|Thường vụ|Thường trực)", speaks):
        return f"{speaks} {above}"
    return f"{speaks} {belongs[0]}" if belongs and not own and not _NAMED.match(speaks) else speaks


def spoken(text: str) -> str:
    """Capitals as they are written in running text: `ỦY BAN NHÂN DÂN HUYỆN TUẦN GIÁO`, `SỞ NỘI VỤ`."""
    if text != text.upper():
        return text
    table = knowledge.load("bodies")
    words = re.sub(r"(?<=\w )Số(?= \d| [IVX]+$)", "số", " ".join(map(_written, text.split())))
    for kind in table["places"]:
        words = _printed_as(kind, words)
    words = level_tones(words)
    for known in _known():
        words = _printed_as(known, words)
    return re.sub(r"(?<= các )\w", lambda first: first.group().lower(), words)


def without_office(name: str) -> str:
    """`UBND tỉnh ...` of `Chủ tịch UBND tỉnh ...`: the head of a body decides in its name."""
    office = re.match(rf"(?:{either(knowledge.load('letterhead')['heads'])})\s+", name, re.I)
    rest = name[office.end() :] if office else name
    return rest if find_body(rest, 0) else name


@cache
def nameless() -> frozenset[str]:
    """What names no body as long as no place or field follows: `UBND`, `Công ty`."""
    entries = knowledge.load("bodies")["body"]
    return frozenset(body_name(head) for entry in entries if entry["tail"] != "nothing" for head in entry["heads"])


def _place_kind(line: str) -> str:
    """The kind of place with which a line begins: `Huyện` of `Huyện Trảng Bom`."""
    kinds = either(knowledge.load("bodies")["places"])
    match = re.match(rf"(?:{kinds})(?!\w)", line, re.I)
    return match.group() if match else ""


def _of_place(speaks: str, above: str) -> str:
    """`Công đoàn viên chức tỉnh` under a body of a province is that province's."""
    kind = re.search(r"(?<!\w)(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn)$", speaks)
    place = kind and re.search(rf"(?<!\w){kind.group()} \S.*", above)
    return f"{speaks[: kind.start()]}{place[0]}" if kind and place else speaks


def _written(word: str) -> str:
    """A word of capitals as it is written: short forms keep them (`UBND`, `THCS`, which no syllable is), names one."""
    if word in knowledge.load("letterhead")["joining"]:
        return word.lower()
    sounded = re.search(r"[aeiouy]", fold(word))
    return word.capitalize() if sounded and word not in knowledge.load("letterhead")["short_forms"] else word


def _printed_as(known: str, text: str) -> str:
    """`text` with the words of `known`, in any case, as `known` has them."""
    if known.lower() not in text.lower():
        return text
    return re.sub(rf"(?i)(?<!\w){re.escape(known)}(?!\w)", known, text)


@cache
def _heads() -> tuple[str, ...]:
    heads = [head for entry in knowledge.load("bodies")["body"] for head in entry["heads"] if " " in head]
    return tuple(sorted(heads, key=len))


@cache
def _known() -> tuple[str, ...]:
    """Heads of bodies, the short ones first, and fields, of several words; with one placement of tone marks."""
    fields = (name for name in knowledge.load("bodies")["fields"]["names"] if " " in name)
    return tuple(map(level_tones, (*_heads(), *fields)))
