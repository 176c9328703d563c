"""Where one document comes from, and the words that fill its templates."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeVar

from corpus.sample.training.data import load
from corpus.sample.training.marked import chosen, fill

_T = TypeVar("_T")
_LONG = 10  # a list of so many is divided between the texts to train on and those held out
_SOMEONE = {"someone": "mmf", "mister": "m", "madam": "f"}  # names of nobody in particular, by sex
_NUMBER = re.compile(r"(0?)(\d+)-(\d+)(\.?)")


class Setting:
    """A province with its names, and the chance that draws all of one document.

    `phrase("{village}, {commune}")` is `bản Nà Lay, xã Mường Khoa`; a document keeps to one district and few communes.
    """

    def __init__(self, dice: random.Random, held_out: bool = False) -> None:
        self.dice = dice
        self._held_out = held_out
        self.region: dict[str, Any] = dice.choice(load("settings")["region"])
        self.province: str = dice.choice(self.region["provinces"])
        self._made: dict[str, Callable[[], str]] = {
            "province": lambda: self.province,
            "village": self._village,
            "village_name": self._name,
            "village_word": lambda: dice.choice(self.region["village"]),
            "commune": self._commune,
            "commune_name": lambda: dice.choice(self._communes),
            "here": lambda: dice.choice(self._communes),
            "district": lambda: self.district,
            "district_name": lambda: self.district_name,
            "other_name": self._name,
        }

    def one_of(self, items: Sequence[_T]) -> _T:
        """One of a list of frames, deeds or names. Of a long one every fifth is kept for texts that are held out."""
        if len(items) < _LONG:
            return self.dice.choice(items)
        kept = items[4::5]
        if self._held_out:
            return self.dice.choice(kept)
        at = self.dice.randrange(len(items) - len(kept))
        return items[at + at // 4]

    def _name(self) -> str:
        return f"{self.one_of(self.region['heads'])} {self.one_of(self.region['tails'])}"

    @cached_property
    def _communes(self) -> Sequence[str]:
        return [self._name() for _ in range(6)]

    @cached_property
    def district_name(self) -> str:
        """`Mường Lay`."""
        return self._name()

    @cached_property
    def district(self) -> str:
        """`huyện Mường Lay`."""
        return f"{self.dice.choice(load('settings')['words']['district'])} {self.district_name}"

    def _commune(self) -> str:
        if self.dice.random() < 0.04:
            return f"{self.dice.choice(('phường', 'Phường'))} {self.dice.randint(1, 28)}"
        return f"{self.dice.choice(load('settings')['words']['commune'])} {self.dice.choice(self._communes)}"

    def _village(self) -> str:
        roll = self.dice.random()
        if roll < 0.25:
            return f"{self.dice.choice(load('settings')['words']['numbered'])} {self.dice.randint(1, 15)}"
        name = self._name() if roll < 0.7 else self.one_of(self.region["tails"])
        number = f" {self.dice.choice('1234AB')}" if self.dice.random() < 0.15 else ""
        return f"{self.dice.choice(self.region['village'])} {name}{number}"

    def pick(self, templates: Sequence[str]) -> str:
        """One of the templates, its alternatives chosen, its slots still open."""
        return chosen(self.one_of(templates), self.dice)

    def phrase(self, template: str) -> str:
        """The template with its alternatives chosen and every slot filled from words, places and numbers."""
        return fill(chosen(template, self.dice), self.word).text

    def word(self, slot: str) -> str:
        """What one slot is filled with, in capitals if its name is; KeyError where nothing is called so."""
        if found := _NUMBER.fullmatch(slot):
            return self._number(*found.groups())
        if slot in _SOMEONE:
            people = self.dice.choice(("Kinh", *self.region["peoples"]))
            return self.invented_name(people, self.dice.choice(_SOMEONE[slot]))
        if slot in self._made:
            return self._made[slot]()
        if slot.isupper() and slot not in load("words"):
            return self.word(slot.lower()).upper()
        return self.phrase(self.dice.choice(load("words")[slot]))

    def invented_name(self, people: str, sex: str) -> str:
        """The name of nobody: of a woman of the Ê Đê one like `H'Hen Niê`."""
        table = load("peoples")[people]
        half = table["men" if sex == "m" else "women"]
        parts = {
            "family": self.dice.choice(half.get("family", table["family"])),
            "middle": self.dice.choice(half["middle"]),
            "given": self.one_of(half["given"]),
        }
        joined = " ".join(table["order"].format_map(parts).split())
        return joined.replace("H' ", "H'").replace("H’ ", "H’")

    def _number(self, zero: str, low: str, high: str, dotted: str) -> str:
        number = self.dice.randint(int(low), int(high))
        if dotted:
            number -= number % 50
            return f"{number:,}".replace(",", ".")
        return f"{number:02}" if zero else str(number)
