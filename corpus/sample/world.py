"""The invented world: provinces, districts, communes, the offices that report, and the chance that makes them up."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import Any

from corpus.sample.data import load


def chance(*keys: object) -> random.Random:
    """A generator of its own for what `keys` name, so that one draw more in one place moves nothing elsewhere."""
    return random.Random("/".join(map(str, keys)))


@dataclass(frozen=True, slots=True)
class Area:
    """A commune, district or province: `Area("xã", "Nậm Khao")`."""

    kind: str
    name: str

    @classmethod
    def read(cls, full: str) -> Area:
        """From the full name: the kind is `thị trấn`, `phường`, `xã`."""
        kind = next(k for k in ("thị trấn", "phường", "xã") if full.startswith(k))
        return cls(kind, full.removeprefix(kind).strip())

    @property
    def full(self) -> str:
        """Kind and name: `xã Nậm Khao`."""
        return f"{self.kind} {self.name}"


@dataclass(frozen=True, slots=True)
class District:
    """A district with its communes, what a village is called there, and which peoples live in it."""

    area: Area
    province: str
    communes: tuple[Area, ...]
    village: str
    villages: tuple[str, ...]
    peoples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Province:
    """A province with its districts."""

    name: str
    districts: tuple[District, ...]


@dataclass(frozen=True)
class Unit:
    """An office that reports. `sort` is a table of offices.toml; `districts` are those it answers for."""

    sort: str
    place: Area
    province: Province
    districts: tuple[District, ...]
    field: str = ""

    @property
    def key(self) -> str:
        """What no other unit has."""
        return f"{self.sort}/{self.place.full}/{self.home.area.full}/{self.province.name}/{self.field}"

    @property
    def home(self) -> District:
        """The district in which it lies, or the first of those it answers for."""
        return self.districts[0]

    @cached_property
    def words(self) -> dict[str, str]:
        """The placeholders of the data files, filled for this unit."""
        offices = load("offices")
        place, kind = self.place.full, self.place.kind
        plain = {
            "place": place,
            "PLACE": place.upper(),
            "kind": kind,
            "Kind": {"huyện": "Huyện", "thị xã": "Thị", "thành phố": "Thành"}.get(kind, kind),
            "province": self.province.name,
            "PROVINCE": self.province.name.upper(),
            "district": self.home.area.full,
            "field": self.field,
            "FIELD": self.field.upper(),
            "thôn": self.home.village,
            "letters": offices["sectors"].get(self.field, ""),
        }
        kinds = dict.fromkeys(c.kind for c in sorted(self.home.communes, key=lambda c: c.kind, reverse=True))
        plain["communes"] = "các " + ", ".join(kinds)
        plain["subs"] = str(offices[self.sort]["subs"]).format_map(plain)
        return plain

    @cached_property
    def says(self) -> Mapping[str, Any]:
        """Its row of offices.toml, filled."""
        return {key: _filled(value, self.words) for key, value in load("offices")[self.sort].items()}

    @property
    def name(self) -> str:
        """`UBND huyện Mường Lanh`."""
        return str(self.says["name"])

    @property
    def short(self) -> str:
        """`UBND huyện`."""
        return str(self.says["short"])

    @property
    def seat(self) -> str:
        """The name before the date on its letterhead."""
        return self.province.name if self.sort in ("tỉnh", "sở", "cụm") else self.place.name


def _filled(value: str | list[Any], words: Mapping[str, str]) -> str | list[Any]:
    if isinstance(value, list):
        return [_filled(item, words) for item in value]
    return value.format_map(words)


def provinces(seed: int) -> Iterator[Province]:
    """The provinces of the data file, then made-up ones without end."""
    tables = load("places")
    for table in tables["province"]:
        yield Province(table["name"], tuple(_district(table["name"], d) for d in table["district"]))
    for number in count(1):
        yield _made_up(chance(seed, "province", number), tables["syllables"], number)


def _district(province: str, table: Mapping[str, Any]) -> District:
    communes = tuple(Area.read(c) for c in table["communes"])
    area = Area(table["kind"], table["name"])
    return District(area, province, communes, table["village"], tuple(table["villages"]), tuple(table["peoples"]))


def _made_up(dice: random.Random, syllables: Mapping[str, Any], number: int) -> Province:
    name = f"{dice.choice(syllables['province'])} {dice.choice(syllables['second'])}"
    region = syllables["region"][number % len(syllables["region"])]
    names = [f"{head} {tail}" for head in region["heads"] for tail in region["tails"]]
    dice.shuffle(names)
    return Province(name, tuple(_made_up_district(name, region, names[i * 16 : i * 16 + 16]) for i in range(3)))


def _made_up_district(province: str, region: Mapping[str, Any], names: list[str]) -> District:
    communes = (Area("thị trấn", names[0]), *(Area("xã", n) for n in names[1:9]))
    villages = tuple(names[9:])
    return District(Area("huyện", names[0]), province, communes, region["village"], villages, tuple(region["peoples"]))


def units(province: Province) -> list[Unit]:
    """Who reports in a province: its districts, the cluster of them, two sectors, communes, the province itself."""
    whole = Area("tỉnh", province.name)
    districts = [Unit("huyện", d.area, province, (d,)) for d in province.districts]
    sectors = list(load("offices")["sectors"])
    at = sum(map(ord, province.name))
    cluster = [Unit("cụm", whole, province, province.districts, "các huyện, thị xã, thành phố")]
    communes = [Unit("xã", d.communes[-1 - i], province, (d,)) for i in (0, 1) for d in province.districts]
    offices = [Unit("sở", whole, province, province.districts, sectors[(at + i) % len(sectors)]) for i in (0, 1)]
    own = Unit("tỉnh", whole, province, province.districts)
    clustered = cluster if len(districts) > 1 else []
    return [districts[0], *clustered, communes[0], offices[0], own, *districts[1:], *communes[1:], *offices[1:]]
