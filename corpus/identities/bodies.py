"""Bodies compared across reports: `UBND huyện` in a report of UBND huyện Tuần Giáo is that district's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from models.knowledge import load
from models.patterns import either
from models.text import fold, level_tones, squeeze

_COMMITTEE = r"(?:(?:ban |uy ban )?(?:thuong vu|chap hanh)|thuong truc|bch|btv)\s+"
# Folded patterns of what offices write in full or in short, each with its short form.
_SHORT = (
    (r"uy ban nhan dan", "UBND"),
    (r"hoi dong nhan dan", "HĐND"),
    (r"thi dua\s*(?:[-–,]|va)?\s*khen thuong", "TĐKT"),
    (r"mat tran to quoc", "MTTQ"),
    (r"tp\.?\s*hcm", "thành phố Hồ Chí Minh"),
    (r"(?:tp|t\.p)(?:\.\s*|\s+)(?=\w)", "thành phố "),
    (r"(?:pho )?chu tich (?=ubnd|hdnd)", ""),
    (r"thuong truc (?=hdnd)", ""),
    (r"(?:pho )?giam doc (?=so )", ""),
    (r"(?:thu|bo) truong (?=bo )", ""),
    (r"thu tuong(?! chinh phu)(?: cp)?", "Thủ tướng Chính phủ"),
    (r"trung uong", "TW"),
    (r"\s*\(?khoa [ivx]+\)?", ""),
    (r"bo chinh tri(?: (?:bch|ban chap hanh))?(?: tw)?(?: dang)?(?: cong san viet nam)?", "Bộ Chính trị"),
    (r"ban bi thu(?: tw)?(?: dang)?(?: cong san viet nam)?(?! tw)", "Ban Bí thư"),
    (r"(?:bch|ban chap hanh) tw(?: dang)?(?: cong san viet nam)?", "Ban Chấp hành TW"),
    (r"tinh uy cac (?:tinh|dia phuong).*", "Tỉnh ủy"),  # of several, and of none in particular
    (r"huyen uy cac (?:huyen|dia phuong).*", "Huyện ủy"),
    (r"ubnd cac (?:tinh|huyen|xa|dia phuong|cap).*", "UBND"),
    (rf"(?:{_COMMITTEE})?tinh uy(?! vien)", "cấp ủy tỉnh"),
    (rf"(?:{_COMMITTEE})?thanh uy(?! vien)", "cấp ủy thành phố"),
    (rf"(?:{_COMMITTEE})?huyen uy(?! vien)", "cấp ủy huyện"),
    (rf"(?:{_COMMITTEE})?thi uy(?! vien)", "cấp ủy thị xã"),
    (rf"(?:{_COMMITTEE})?quan uy(?! vien| tw)", "cấp ủy quận"),
    (rf"(?:{_COMMITTEE})?(?:dang uy(?! vien)|dang bo)", "cấp ủy"),
)
_SHORT_PATTERNS = tuple((re.compile(rf"(?<!\w){printed}(?:(?<=[\s.])|(?!\w))"), short) for printed, short in _SHORT)
_PARTY = "cap uy"
# "Bảo hiểm xã hội", "Lao động - Thương binh và Xã hội" and "hợp tác xã" name no commune; "xã Hội Sơn" does.
_COMMUNE = r"(?<!hợp tác )xã(?!\s+(?-i:hội)(?!\w))(?!\s+Hội(?:\s*$|\s+(?-i:[a-zđ])))"
_LEVEL = rf"thành phố|thị trấn|đặc khu|thị xã|phường|huyện|quận|tỉnh|{_COMMUNE}"
_WIDER = rf"(?:\s*[,;(–-]\s*|\s+)(?=(?:{_LEVEL})\s+\w)"
_WITH_LEVEL = re.compile(
    rf"(?P<core>.*?)(?<!\w)(?P<level>{_LEVEL})(?!\w)"
    rf"(?:\s*[-–,;()].*|\s*(?P<place>.*?)(?:{_WIDER}(?P<wider>.*)|\s*[,;()].*|$))", re.I
)  # fmt: skip
_TWICE = re.compile(rf"(?<!\w)({_LEVEL})\s+(?=\1\s)", re.I)  # "Quận ủy Quận 1"
_SURE = 3  # a place counts as the one that is meant when it is named so many times oftener than the next
_CENTRAL = "thành phố trung ương"
_PROVINCE, _DISTRICT = "tỉnh", "huyện"


@dataclass(frozen=True, slots=True)
class Body:
    """A body as it is compared: `core` without level and place, folded; `place` as printed, "" where none is.

    `level` is the printed one; `levels` are those it can stand at, none where it stands at no level (a ministry).
    `within` tells the wider places that are printed, as (tier, name): `UBND xã A, huyện B`.
    """

    core: str
    level: str | None
    place: str
    name: str
    levels: frozenset[str] = frozenset()
    within: frozenset[tuple[str, str]] = frozenset()

    @property
    def place_key(self) -> str:
        """The place as it is compared."""
        return _compared(self.place)

    @property
    def full(self) -> bool:
        """Whether the name needs no place that it lacks."""
        return bool(self.place) or not (self.levels or self.level or self.core in _nameless())

    @property
    def local(self) -> bool:
        """Whether it stands below a province, so that other provinces may have one of its name."""
        return bool(self.levels) and self.levels.isdisjoint(_tier(_PROVINCE))

    def may_be(self, other: Body) -> bool:
        """Whether both can be one body: what both state agrees."""
        return (
            self.core == other.core
            and (not self.levels or not other.levels or not self.levels.isdisjoint(other.levels))
            and (not self.place or not other.place or self.place_key == other.place_key)
            and not _apart(self.within, other.within)
        )


def _apart(one: frozenset[tuple[str, str]], other: frozenset[tuple[str, str]]) -> bool:
    places = dict(other)
    return any(places.get(tier, place) != place for tier, place in one)


@cache
def _compared(place: str) -> str:
    key = squeeze(fold(place))
    return str(load("levels")["also"].get(key, key))


@cache
def _tier(name: str) -> frozenset[str]:
    return frozenset(load("levels")["tiers"][name])


@cache
def _nameless() -> frozenset[str]:
    """Cores that say nothing without a place, or without the office they belong to."""
    return frozenset(("ubnd", "hdnd", _PARTY, *load("levels")["own"]["words"]))


@cache
def body(name: str) -> Body:
    """The body that `name` names, of several the first.

    >>> body("Uỷ ban nhân dân huyện Tuần Giáo").may_be(body("UBND huyện")), body("UBND tỉnh").full
    (True, False)
    """
    short = _TWICE.sub("", re.split(_joints(), shortened(name))[0])
    match = _WITH_LEVEL.match(short)
    if not match:
        return _without_level(_core(short), squeeze(name))
    core, level, place = _core(match["core"]), match["level"].lower(), (match["place"] or "").strip(" .-–")
    within = frozenset(_wider(match["wider"] or ""))
    return Body(core, level, place, squeeze(name), _levels(core, level, place), within)


def _wider(text: str) -> Iterable[tuple[str, str]]:
    if match := _WITH_LEVEL.match(text):
        place = (match["place"] or "").strip(" .-–")
        kinds = _kinds(match["level"].lower(), place)
        tier = next((tier for tier in load("levels")["tiers"] if kinds <= _tier(tier)), None)
        if tier and place:
            yield tier, _compared(place)
        yield from _wider(match["wider"] or "")


def _without_level(core: str, name: str) -> Body:
    """A body whose name says no level: a department is a province's all the same, as in `Sở Nội vụ Điện Biên`."""
    levels = _implied(core)
    province = next((p for p in _provinces() if core.endswith(f" {p}")), None)
    if province and (levels or core.split()[0] in _nameless()):
        level = "thành phố" if province in _cities() else _PROVINCE
        bare = core.removesuffix(f" {province}")
        return Body(bare, level, _provinces()[province], name, _kinds(level, province))
    return Body(core, None, "", name, levels)


def _implied(core: str) -> frozenset[str]:
    heads = load("levels")["implied"]
    tiers = next((tiers for head, tiers in heads.items() if core == head or core.startswith(f"{head} ")), ())
    return frozenset().union(*map(_tier, tiers))


def _levels(core: str, level: str, place: str) -> frozenset[str]:
    kinds = _kinds(level, place)
    if not core.endswith(_PARTY):
        return kinds
    # Reports of towns and cities go on saying "Huyện ủy".
    return frozenset().union(*(tier for name in load("levels")["tiers"] if not (tier := _tier(name)).isdisjoint(kinds)))


def _kinds(level: str, place: str) -> frozenset[str]:
    """The kinds of places of that level: a `thành phố` is one under the government or not."""
    if level == _PROVINCE and _compared(place) in _cities():
        return _tier(_PROVINCE)  # Thừa Thiên Huế was a province, and is a city now
    if level != "thành phố":
        return frozenset({level})
    if not place:
        return frozenset({level, _CENTRAL})
    return frozenset({_CENTRAL if _compared(place) in _cities() else level})


@cache
def _cities() -> frozenset[str]:
    return frozenset(map(_compared, load("bodies")["central"]["cities"]))


@cache
def _provinces() -> dict[str, str]:
    known = load("places")
    names = (*known["before_2025"], *known["since_2025"], *known["also"])
    return {_compared(name): name for name in names}


def shortened(name: str) -> str:
    """`name` with the words that offices abbreviate now and then always abbreviated: `UBND` for `Uỷ ban nhân dân`.

    What signs and numbers for a body is the body: `Chủ tịch UBND tỉnh`, `Ban Thường vụ Tỉnh ủy`.
    """
    short = squeeze(level_tones(name))
    for pattern, replacement in _SHORT_PATTERNS:
        for match in reversed(list(pattern.finditer(fold(short)))):
            short = short[: match.start()] + replacement + short[match.end() :]
    return squeeze(short)


def _core(text: str) -> str:
    return squeeze(re.sub(r"[^\w\s]|_", " ", fold(text)))


@cache
def joint(name: str) -> tuple[Body, ...]:
    """The bodies of which `name` is: several where they issue jointly, none where it was cut off (`Bộ`).

    >>> [one.name for one in joint("Bộ Nội vụ - Bộ Tài chính")], len(joint("Sở Văn hóa, Thể thao và Du lịch"))
    (['Bộ Nội vụ', 'Bộ Tài chính'], 1)
    """
    known = (body(part) for part in re.split(_joints(), squeeze(name)) if part)
    return tuple(one for one in known if one.core not in load("levels")["cut"]["words"])


@cache
def _joints() -> re.Pattern[str]:
    heads = either(load("levels")["joint"]["words"])
    return re.compile(rf"\s*(?:[,;]|\s[-–&]|(?:[,;]\s*|\s)(?:và|cùng|với))\s+(?={heads}(?!\w))")


def completed(cited: Body, report: Body | None, named: Callable[[], Iterable[str]]) -> Body:
    """`cited` with the place it leaves out: the report's own, else the one place of that level in `named`.

    A body within the reporting office (`Hội đồng TĐKT Sở`) is that office's.
    """
    if cited.place:
        at_home = report and report.place_key == cited.place_key and not report.levels.isdisjoint(cited.levels)
        return replace(cited, within=cited.within or report.within) if report and at_home else cited
    if not cited.levels or (cited.core in _nameless() and not cited.level):
        return _of_office(cited, report)
    place = report if report and report.place and not report.levels.isdisjoint(cited.levels) else None
    place = place or _place_of_levels(cited.levels, named())
    return _at(cited, place) if place else cited


def _at(cited: Body, place: Body) -> Body:
    level = "" if cited.level else f"{place.level} "
    return replace(
        cited, place=place.place, level=cited.level or place.level, levels=place.levels & cited.levels or place.levels,
        within=place.within, name=f"{cited.name} {level}{place.place}",
    )  # fmt: skip


def _of_office(cited: Body, report: Body | None) -> Body:
    last = cited.core.rpartition(" ")[2]
    if not report or last not in load("levels")["own"]["words"] or not report.core.startswith(f"{last} "):
        return cited
    core, name = cited.core.removesuffix(last) + report.core, cited.name[: -len(last)] + report.name
    return replace(report, core=core, name=name)


def _place_of_levels(levels: frozenset[str], names: Iterable[str]) -> Body | None:
    places = [known for name in names if (known := body(name)).place and known.levels and known.levels <= levels]
    counts = Counter(known.place_key for known in places).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] < _SURE * counts[1][1]):
        return None
    return next(known for known in places if known.place_key == counts[0][0])


def province(unit: Body, named: Callable[[], Iterable[str]]) -> str | None:
    """The province (as compared) in which `unit` lies: its own, the one printed behind it, else the one in `named`."""
    printed = dict(unit.within).get(_PROVINCE)
    if printed or not unit.local:
        return printed or unit.place_key or None
    found = _place_of_levels(_tier(_PROVINCE), named())
    return found.place_key if found else None


@lru_cache(maxsize=10_000)
def issuer_by_symbol(number: str) -> str | None:
    """The one body that the number's symbol can mean: `Chính phủ` for `91/2017/NĐ-CP`; None where many can.

    Joint circulars name several: `06/2013/TTLT-BNV-BTC` is "Bộ Nội vụ, Bộ Tài chính".

    >>> issuer_by_symbol("18/CT-TTg"), issuer_by_symbol("1868/QĐ-UBND")
    ('Thủ tướng Chính phủ', None)
    """
    known = _known_symbols(number)
    return ", ".join(_symbols()[one] for one in known if _is_joint(number) or one == known[-1]) or None


@lru_cache(maxsize=10_000)
def is_issuer_alone(number: str) -> bool:
    """Whether nobody else uses the symbol, so that another issuer beside it is a slip: `QĐ-TTg`, `NĐ-CP`."""
    return _known_symbols(number)[-1:] in [[fold(symbol)] for symbol in load("issuing_symbols")["only"]]


def _is_joint(number: str) -> bool:
    return re.search(r"(?<![a-z])(?:ttlt|nqlt|khlt)(?![a-z])", fold(number)) is not None


def _known_symbols(number: str) -> list[str]:
    parts = (re.sub(r"\d+$", "", fold(part)) for part in re.split(r"[/\-_ ]", number))
    return [part for part in parts if part in _symbols()]


@cache
def _symbols() -> dict[str, str]:
    return {fold(symbol): name for symbol, name in load("issuing_symbols")["issuer"].items()}
