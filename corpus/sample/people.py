"""Who is exemplary in a district: persons, households, collectives and enterprises who recur over the years."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from corpus.sample.data import load
from corpus.sample.world import Area, District, chance

Kind = Literal["person", "household", "collective", "enterprise"]
Sex = Literal["m", "f"]


@dataclass(frozen=True, slots=True)
class Exemplary:
    """One who is held up as an example from `since` to `until`; the fields are those of an exemplar's record."""

    name: str
    kind: Kind
    people: str
    home: Area
    village: str
    deed: str
    since: int
    until: int
    born: int = 1970
    honorific: str | None = None
    role: str | None = None
    unit: str | None = None


FIRST, LAST = 2015, 2024


def person_name(dice: random.Random, people: str, sex: Sex) -> str:
    """An invented name: `person_name(dice, "Thái", "f")` is one like `Lò Thị Piếng`."""
    table = load("names")[people]
    half = table["men" if sex == "m" else "women"]
    parts = {
        "family": dice.choice(half.get("family", table["family"])),
        "middle": dice.choice(half["middle"]),
        "given": dice.choice(half["given"]),
    }
    return " ".join(table["order"].format_map(parts).replace("H' ", "H'").split())


@cache
def roster(seed: int, district: District) -> tuple[Exemplary, ...]:
    """All who are ever exemplary in `district`, the namesakes and look-alikes among them."""
    dice = chance(seed, "people", district)
    households = [_household(dice, district) for _ in range(12)]
    sexes: list[Sex] = [dice.choice(("m", "f")) for _ in range(14)]
    persons = [_person(dice, district, sex, district.communes) for sex in sexes]
    elsewhere = [c for c in district.communes if c != persons[0].home]
    namesake = replace(_person(dice, district, sexes[0], elsewhere), name=persons[0].name, people=persons[0].people)
    twins = _like(dice, district, households[0])
    return (*households, *persons, namesake, *twins, *_collectives(dice, district), *_enterprises(dice, district))


def _years(dice: random.Random) -> tuple[int, int]:
    since = dice.randint(FIRST - 2, LAST - 3)
    return since, since + dice.randint(3, 7)


def _household(dice: random.Random, district: District, homes: Sequence[Area] | None = None) -> Exemplary:
    people, sex = dice.choice(district.peoples), dice.choice(("m", "m", "f"))
    since, until = _years(dice)
    return Exemplary(
        person_name(dice, people, "m" if sex == "m" else "f"),
        "household",
        people,
        dice.choice(homes or district.communes),
        dice.choice(district.villages),
        dice.choice(load("deeds")["households"] + load("deeds")["regional"].get(district.village, [])),
        since,
        until,
        dice.randint(1955, 1990),
        "ông" if sex == "m" else "bà",
    )


def _person(dice: random.Random, district: District, sex: Sex, homes: Sequence[Area]) -> Exemplary:
    station = dice.choice(load("deeds")["station"])
    people, home, village = dice.choice(district.peoples), dice.choice(homes), dice.choice(district.villages)
    words = _words(district, home) | {"village": village}
    since, until = _years(dice)
    return Exemplary(
        person_name(dice, people, sex),
        "person",
        people,
        home,
        village,
        dice.choice(load("deeds")["persons"]).format_map(words),
        since,
        until,
        since - 13 if station["honorific"][sex] == "em" else dice.randint(1960, 1988),
        station["honorific"][sex],
        station["role"].format_map(words) if "role" in station else None,
        _workplace(dice, station, words),
    )


def _workplace(dice: random.Random, station: Mapping[str, Any], words: Mapping[str, str]) -> str | None:
    unit = station.get("unit")
    if unit == "school":
        school = dice.choice(load("deeds")["schools"]).format_map(words)
        return str(school[0].lower() + school[1:])
    return str(unit).format_map(words) if unit else None


def _words(district: District, commune: Area) -> dict[str, str]:
    level = district.area.kind
    return {"commune": commune.full, "place": district.area.name, "level": level, "thôn": district.village}


def _like(dice: random.Random, district: District, household: Exemplary) -> list[Exemplary]:
    """A household of the same name in another commune, and two whose names differ by one mark (Hùng, Hưng)."""
    elsewhere = [c for c in district.communes if c != household.home]
    same = replace(
        _household(dice, district, elsewhere),
        name=household.name,
        honorific=household.honorific,
        people=household.people,
    )
    pair = dice.choice((("Hùng", "Hưng"), ("Hoa", "Hòa"), ("Thủy", "Thúy"), ("Hương", "Hường")))
    family = dice.choice(load("names")["Kinh"]["family"])
    middle, honorific = ("Văn", "ông") if pair[0] == "Hùng" else ("Thị", "bà")
    alike = [
        replace(
            _household(dice, district, [home]), name=f"{family} {middle} {given}", honorific=honorific, people="Kinh"
        )
        for given, home in zip(pair, dice.sample(district.communes, 2), strict=True)
    ]
    return [replace(one, since=FIRST, until=LAST) for one in (same, *alike)]


def _collectives(dice: random.Random, district: District) -> list[Exemplary]:
    deeds = load("deeds")
    names = {
        t.format_map(_words(district, dice.choice(district.communes))) for t in deeds["schools"] + deeds["offices"]
    }
    return [_body(district, name, "collective") for name in sorted(names)]


def _enterprises(dice: random.Random, district: District) -> list[Exemplary]:
    deeds = load("deeds")
    words = dice.sample(deeds["words"], 8)
    names = {
        dice.choice(deeds["enterprises"]).format_map(_words(district, dice.choice(district.communes)) | {"word": word})
        for word in words
    }
    return [_body(district, name, "enterprise") for name in sorted(names)]


def _body(district: District, name: str, kind: Kind) -> Exemplary:
    return Exemplary(name, kind, "", district.area, "", "", FIRST, LAST, honorific=None)


def active(seed: int, district: District, year: int, kind: Kind) -> list[Exemplary]:
    """Those of `kind` who may be named in reports of `year`."""
    return [e for e in roster(seed, district) if e.kind == kind and e.since <= year <= e.until]
