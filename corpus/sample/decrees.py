"""Documents that reports cite: public ones of the State, and the series that each office issues year by year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from corpus.sample.data import load
from corpus.sample.world import Unit, chance


@dataclass(frozen=True, slots=True)
class Decree:
    """An issued document. `issuers` are the ways to name its body, the fullest first; none for a law."""

    type: str
    number: str | None
    date: date
    issuers: tuple[str, ...]
    subject: str
    inner: Decree | None = None  # cited where `subject` says {inner}
    key: str = ""  # of the local series; "" for a public document


@cache
def national(year: int) -> tuple[Decree, ...]:
    """The public documents that a report of `year` would cite."""
    return tuple(_national(row) for row in _rows() if row["from"] <= year <= row["until"] and not row.get("basis"))


@cache
def organic(year: int) -> tuple[Decree, ...]:
    """The laws on local government on which a decision of `year` rests."""
    return tuple(_national(row) for row in _rows() if row["from"] <= year <= row["until"] and row.get("basis"))


def _rows() -> list[dict[str, Any]]:
    return list(load("decrees")["national"])


def _national(row: Mapping[str, Any]) -> Decree:
    inner = (
        next((_national(r) for r in _rows() if r.get("number") == row.get("inner")), None) if "inner" in row else None
    )
    issuers = (row["issuer"],) if "issuer" in row else ()
    return Decree(row["type"], row.get("number"), date.fromisoformat(row["date"]), issuers, row["subject"], inner)


def series(seed: int, unit: Unit, key: str, year: int) -> Decree:
    """The document of the series `key` that is in force for `unit` in `year`."""
    row = next(r for r in load("decrees")["local"] if r["key"] == key)
    issued = year - year % row["every"] + (1 if row["every"] > 1 else 0)
    issued = issued if issued <= year else issued - row["every"]
    holder = f"tỉnh/{unit.province.name}" if row["who"] in ("province", "home", "province party") else unit.key
    dice = chance(seed, "decree", key, holder, issued)
    day = date(issued, dice.randint(*row["months"]), dice.randint(1, 28))
    return Decree(
        row["type"],
        _number(row, unit, dice.randint(*row["numbers"]), issued),
        day,
        _issuers(row["who"], unit),
        _subject(row, unit, issued, dice.choice(load("movements")["special"]["names"])),
        series(seed, unit, row["inner"], issued) if "inner" in row else None,
        key,
    )


def local(seed: int, unit: Unit, year: int) -> Iterator[Decree]:
    """What the unit, its council, its Party committee and its province have in force in `year`."""
    for row in load("decrees")["local"]:
        if unit.sort in row.get("sorts", (unit.sort,)):
            yield series(seed, unit, row["key"], year)


def _number(row: Mapping[str, Any], unit: Unit, serial: int, year: int) -> str:
    symbol = row["symbol"].format(symbol=unit.says["symbol"], letters=unit.says["letters"])
    printed = f"{serial:02}"
    if row.get("party"):
        return f"{printed}-{symbol}"
    return f"{printed}/{year}/{symbol}" if row.get("yeared") else f"{printed}/{symbol}"


def _issuers(who: str, unit: Unit) -> tuple[str, ...]:
    province = unit.province.name
    return {
        "province": (f"UBND tỉnh {province}", "UBND tỉnh"),
        "home": (f"Sở Nội vụ tỉnh {province}", "Sở Nội vụ"),
        "province party": ("Ban Chấp hành Đảng bộ tỉnh", "Tỉnh ủy"),
        "unit": (unit.name, unit.short),
        "council": (str(unit.says["council"]),),
        "unit party": ("Ban Thường vụ Huyện ủy", "Huyện ủy"),
    }[who]


def _subject(row: Mapping[str, Any], unit: Unit, year: int, movement: str) -> str:
    named = movement.replace("{place}", unit.place.name).replace("{thôn}", unit.home.village)
    values = {"year": str(year), "last": str(year + row["every"] - 1), "movement": named}
    return re.sub(r"\{(year|last|movement)\}", lambda m: values[m[1]], row["subject"])
