"""Which report comes next: every unit in turn, the foremost more often, each kind and year once."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import Literal

from corpus.sample.people import FIRST, LAST
from corpus.sample.world import Province, Unit, chance, provinces, units

Kind = Literal["half", "year", "plan", "cluster", "decision"]

_KINDS: dict[str, tuple[Kind, ...]] = {
    "huyện": ("year", "half", "decision", "plan"),
    "xã": ("year", "half", "plan"),
    "sở": ("year", "half", "plan", "decision"),
    "tỉnh": ("year", "half", "plan", "decision"),
    "cụm": ("cluster", "plan"),
}
_AT_ONCE = 5  # provinces whose units take turns
_LEADING = (4, 2)  # turns in a round of the first district of the first province, and of each further one


@dataclass(frozen=True, slots=True)
class Job:
    """One report to be written: `number` counts from 1 over the whole set."""

    number: int
    unit: Unit
    kind: Kind
    year: int


def agenda(seed: int) -> Iterator[Job]:
    """All jobs in order, without end; the first N are the same however many are asked for."""
    sources, number = provinces(seed), 0
    while True:
        for unit, kind, year in _turns(seed, list(islice(sources, _AT_ONCE))):
            number += 1
            yield Job(number, unit, kind, year)


_Turn = tuple[Unit, Kind, int]


def _turns(seed: int, group: list[Province]) -> Iterator[_Turn]:
    """Rounds in which the first district of each province has several turns, its other units one between them."""
    offices = [units(province) for province in group]
    leading = [_queue(seed, own[0]) for own in offices]
    others = [_interleaved([_queue(seed, unit) for unit in _turned(own[1:], i)]) for i, own in enumerate(offices)]
    while any(leading) or any(others):
        for i, (queue, rest) in enumerate(zip(leading, others, strict=True)):
            for source, turns in ((queue, _LEADING[min(i, 1)]), (rest, 1)):
                yield from (source.popleft() for _ in range(min(turns, len(source))))


def _turned(offices: list[Unit], by: int) -> list[Unit]:
    """The same in a circle, so that not every province begins with the same sort of office."""
    return offices[by % len(offices) :] + offices[: by % len(offices)]


def _interleaved(queues: list[deque[_Turn]]) -> deque[_Turn]:
    return deque(turn for row in zip_longest(*queues) for turn in row if turn)


def _queue(seed: int, unit: Unit) -> deque[_Turn]:
    dice = chance(seed, "agenda", unit.key)
    columns: list[list[_Turn]] = []
    for kind in _KINDS[unit.sort]:
        years = list(range(FIRST, LAST + 1))
        dice.shuffle(years)
        columns.append([(unit, kind, year) for year in years])
    return deque(turn for row in zip(*columns, strict=True) for turn in row)
