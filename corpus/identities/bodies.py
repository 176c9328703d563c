"""Bodies compared across reports: `UBND huyện` in a report of UBND huyện Tuần Giáo is that district's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache

from models.knowledge import load
from models.text import fold, level_tones, squeeze

# Folded patterns of what offices write in full or in short, each with its short form.
_SHORT = (
    (r"uy ban nhan dan", "UBND"),
    (r"hoi dong nhan dan", "HĐND"),
    (r"thi dua\s*(?:[-–,]|va)?\s*khen thuong", "TĐKT"),
    (r"mat tran to quoc", "MTTQ"),
    (r"(?:tp\.?|t\.p)(?=\s)", "thành phố"),
    (r"(?:pho )?chu tich (?=ubnd|hdnd)", ""),
    (r"thuong truc (?=hdnd)", ""),
    (r"(?:pho )?giam doc (?=so )", ""),
    (r"(?:thu|bo) truong (?=bo )", ""),
    (r"thu tuong(?! chinh phu)(?: cp)?", "Thủ tướng Chính phủ"),
    (r"trung uong", "TW"),
)
_SHORT_PATTERNS = tuple((re.compile(rf"(?<!\w){printed}"), short) for printed, short in _SHORT)
# "Bảo hiểm xã hội", "Lao động - Thương binh và Xã hội" and "hợp tác xã" name no commune; "xã Hội Sơn" does.
_COMMUNE = r"(?<!hợp tác )xã(?!\s+(?-i:hội)(?!\w))(?!\s+Hội(?:\s*$|\s+(?-i:[a-zđ])))"
_LEVEL = rf"thành phố|thị trấn|đặc khu|thị xã|phường|huyện|quận|tỉnh|{_COMMUNE}"
_WITH_LEVEL = re.compile(rf"(?P<core>.*?)(?<!\w)(?P<level>{_LEVEL})(?!\w)\s*(?P<place>[^,;()]*)", re.I)
_SURE = 3  # a place counts as the one that is meant when it is named so many times oftener than the next


@dataclass(frozen=True, slots=True)
class Body:
    """A body as it is compared: `core` without level and place, folded; `place` as printed, "" where none is."""

    core: str
    level: str | None
    place: str
    name: str

    @property
    def place_key(self) -> str:
        """The place as it is compared."""
        return _compared(self.place)

    @property
    def full(self) -> bool:
        """Whether the name needs no place that it lacks."""
        return bool(self.place) or (self.level is None and self.core not in ("ubnd", "hdnd"))

    def may_be(self, other: Body) -> bool:
        """Whether both can be one body: what both state agrees."""
        return (
            self.core == other.core
            and (not self.level or not other.level or self.level == other.level)
            and (not self.place or not other.place or self.place_key == other.place_key)
        )


@cache
def _compared(place: str) -> str:
    return squeeze(fold(place))


@cache
def body(name: str) -> Body:
    """The body that `name` names.

    >>> body("Uỷ ban nhân dân huyện Tuần Giáo").may_be(body("UBND huyện")), body("UBND tỉnh").full
    (True, False)
    """
    short = shortened(name)
    match = _WITH_LEVEL.match(short)
    if not match:
        return Body(_core(short), None, "", squeeze(name))
    return Body(_core(match["core"]), match["level"].lower(), match["place"].strip(" .-"), squeeze(name))


def shortened(name: str) -> str:
    """`name` with the words that offices abbreviate now and then always abbreviated: `UBND` for `Uỷ ban nhân dân`."""
    short = squeeze(level_tones(name))
    for pattern, replacement in _SHORT_PATTERNS:
        for match in reversed(list(pattern.finditer(fold(short)))):
            short = short[: match.start()] + replacement + short[match.end() :]
    return short


def _core(text: str) -> str:
    return squeeze(re.sub(r"[^\w\s]|_", " ", fold(text)))


def completed(cited: Body, report: Body | None, named: Callable[[], Iterable[str]]) -> Body:
    """`cited` with the place it leaves out: the report's own, else the one place of that level in `named`."""
    if cited.place or not cited.level:
        return cited
    if report and report.level == cited.level and report.place:
        place: str | None = report.place
    else:
        place = _place_of_level(cited.level, named())
    return replace(cited, place=place, name=f"{cited.name} {place}") if place else cited


def _place_of_level(level: str, names: Iterable[str]) -> str | None:
    places = [known for name in names if (known := body(name)).level == level and known.place]
    counts = Counter(known.place_key for known in places).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] < _SURE * counts[1][1]):
        return None
    return next(known.place for known in places if known.place_key == counts[0][0])


def issuer_by_symbol(number: str) -> str | None:
    """The one body that the number's symbol can mean: `Chính phủ` for `91/2017/NĐ-CP`; None where many can.

    >>> issuer_by_symbol("18/CT-TTg"), issuer_by_symbol("1868/QĐ-UBND")
    ('Thủ tướng Chính phủ', None)
    """
    symbols = [re.sub(r"\d+$", "", fold(part)) for part in re.split(r"[/\-_ ]", number)]
    known = _symbols()
    return next((known[symbol] for symbol in reversed(symbols) if symbol in known), None)


@cache
def _symbols() -> dict[str, str]:
    return {fold(symbol): name for symbol, name in load("issuing_symbols")["issuer"].items()}
