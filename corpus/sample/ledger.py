"""How many each unit rewarded in each year: one set of figures from which all reports of that year draw."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from corpus.sample.awarding import Count
from corpus.sample.data import load
from corpus.sample.world import Unit, chance

Level = str


@cache
def ledger(seed: int, unit: Unit, year: int) -> Mapping[Level, tuple[Count, ...]]:
    """Counts of the whole year by the level of the heading they stand under: nhà nước, tỉnh, Bộ, the unit's own."""
    dice = chance(seed, "ledger", unit.key, year)
    size = {"tỉnh": 6, "huyện": 2, "sở": 2, "cụm": 3, "xã": 0}[unit.sort]
    own = str(unit.says["level"])
    tables = {"nhà nước": _state(dice, size), "tỉnh": _province(dice, unit, size)}
    if unit.sort == "sở":
        tables["Bộ"] = _ministry(dice, unit)
    tables[own] = _own(dice, unit, size)
    return {level: counts for level, counts in tables.items() if counts}


def _ministry(dice: random.Random, unit: Unit) -> tuple[Count, ...]:
    ministry = load("offices")["ministries"][unit.field]
    return (Count("Bằng khen", dice.choice((f"Bộ trưởng {ministry}", ministry)), None, *_pair(dice, 14)),)


def half(dice: random.Random, counts: tuple[Count, ...]) -> tuple[Count, ...]:
    """Counts of the first half-year: a part of each, some not yet given."""
    kept = [c for c in counts if dice.random() < 0.6] or list(counts[-1:])
    return tuple(_part(dice, c) for c in kept)


def _part(dice: random.Random, count: Count) -> Count:
    share = dice.uniform(0.2, 0.5)
    cut = {k: max(1, int(n * share)) for k, n in _numbers(count).items()}
    return replace(count, **cut)  # type: ignore[arg-type]


def _numbers(count: Count) -> dict[str, int]:
    named = {"collectives": count.collectives, "individuals": count.individuals, "households": count.households}
    return {k: n for k, n in named.items() if n is not None}


def _state(dice: random.Random, size: int) -> tuple[Count, ...]:
    every = (
        Count(
            f"Huân chương Lao động hạng {dice.choice(('Nhất', 'Nhì', 'Ba'))}",
            None,
            "nhà nước",
            dice.randint(1, 1 + size),
            dice.choice((None, dice.randint(1, 2))),
        ),
        Count("Cờ thi đua của Chính phủ", "Chính phủ", "nhà nước", dice.randint(1, 1 + size // 2)),
        Count("Bằng khen", "Thủ tướng Chính phủ", "nhà nước", dice.randint(1, 1 + size), dice.randint(1, 2 + size)),
        Count("Chiến sĩ thi đua toàn quốc", None, "nhà nước", individuals=dice.randint(1, 2)),
    )
    return tuple(c for c in every if size and dice.random() < 0.5)


def _province(dice: random.Random, unit: Unit, size: int) -> tuple[Count, ...]:
    province = f"UBND tỉnh {unit.province.name}"
    many, base = 1 + size, 9 * (1 + size) if size else 3
    flag = Count("Cờ thi đua của UBND tỉnh", None, "tỉnh", dice.randint(1, many), name="Cờ thi đua xuất sắc")
    if dice.random() < 0.5:
        flag = replace(flag, name="Cờ thi đua của UBND tỉnh", awarder="UBND tỉnh")
    every = (
        flag,
        Count("Bằng khen", dice.choice((province, "Chủ tịch UBND tỉnh", "UBND tỉnh")), "tỉnh", *_pair(dice, base)),
        Count("Tập thể lao động xuất sắc", None, None, dice.randint(1, 3 * base), short="TTLĐXS"),
        Count("Chiến sĩ thi đua cấp tỉnh", None, None, individuals=dice.randint(1, 3 * many)),
    )
    return tuple(c for c in every if dice.random() < 0.8) or every[1:2]


def _own(dice: random.Random, unit: Unit, size: int) -> tuple[Count, ...]:
    leader = str(unit.says["leader"])
    if unit.sort in ("tỉnh", "cụm"):
        return _province(dice, unit, size)
    if unit.sort == "sở":
        return (*_titles(dice, 2), Count("Giấy khen", leader, None, *_pair(dice, 160)))
    if unit.sort == "xã":
        return (Count("Giấy khen", leader, "xã", *_pair(dice, 26), households=dice.randint(2, 15)),)
    households = dice.randint(2, 40) if dice.random() < 0.4 else None
    giver = dice.choice((leader, leader, unit.name))
    return (*_titles(dice, 6), Count("Giấy khen", giver, "huyện", *_pair(dice, 420), households=households))


def _titles(dice: random.Random, size: int) -> tuple[Count, ...]:
    leading = Count(
        "Lao động tiên tiến", None, None, dice.randint(8, 16 * size), dice.randint(150, 330 * size), short="LĐTT"
    )
    if dice.random() < 0.4:
        bodies = dice.randint(8, 16 * size)
        separate = Count("Tập thể lao động tiên tiến", None, None, bodies, short="TTLĐTT")
        return (separate, replace(leading, collectives=None), _fighter(dice, size))
    return (leading, _fighter(dice, size))


def _fighter(dice: random.Random, size: int) -> Count:
    name = dice.choice(("Chiến sĩ thi đua cơ sở", "Chiến sỹ thi đua cơ sở"))
    return Count(
        "Chiến sĩ thi đua cơ sở", None, None, individuals=dice.randint(20, 40 * size), name=name, short="CSTĐCS"
    )


def _pair(dice: random.Random, most: int) -> tuple[int, int]:
    return dice.randint(max(2, most // 5), most), dice.randint(max(3, most // 4), most * 2)
