"""Sentences, lists and tables that name exemplars, as paragraphs with marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

from corpus.sample.training.cast import Kind, One, body, person, stations
from corpus.sample.training.data import load
from corpus.sample.training.marked import Marked, fill, join, slots
from corpus.sample.training.naming import FIELDS, Manner, marked_for_all, shapes_for
from corpus.sample.training.setting import Setting


class Author:
    """Writes the paragraphs of one document; `kinds` holds of what kind each record is."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.dice = setting.dice
        self.kinds: dict[int, Kind] = {}
        self._numbers = count(1)

    def cast(self, kind: Kind, many: int) -> list[One]:
        """`many` of a kind; persons are of one station in life or of several."""
        if kind in ("collective", "enterprise"):
            group = [body(self.setting, next(self._numbers), kind) for _ in range(many)]
        else:
            found, weights = stations(kind)
            alike = self.dice.choices(found, weights)[0] if self.dice.random() < 0.5 else None
            drawn = [alike or self.dice.choices(found, weights)[0] for _ in range(many)]
            group = [person(self.setting, next(self._numbers), station, kind) for station in drawn]
        self.kinds |= {one.owner: kind for one in group}
        return group

    def paragraphs(self, kind: Kind) -> list[Marked]:
        """A frame of that kind, filled: one paragraph, or a sentence with lines below it."""
        frame = self.dice.choice(load("frames")[kind])
        group = self.cast(kind, self._how_many(frame))
        manner = self._manner(frame, group)
        if "lines" in frame:
            return [self.line(frame["text"]).capital(), *self._lines(frame["lines"], group, manner)]
        return [self._sentence(frame["text"], group, manner).capital()]

    def line(self, template: str) -> Marked:
        """A template without examples."""
        return Marked(self.setting.phrase(template))

    def _how_many(self, frame: Mapping[str, Any]) -> int:
        least = 2 if "lines" in frame or "các " in frame["text"] or "những" in frame["text"] else 1
        return self.dice.randint(least, max(least, frame.get("most", 6)))

    def _manner(self, frame: Mapping[str, Any], group: Sequence[One]) -> Manner:
        shared = frozenset(slot for slot in slots(frame["text"]) if slot in FIELDS)
        of_deed = shared & {"did", "model"}
        deeds = not of_deed and self.dice.random() < (1.0 if frame.get("deeds") else 0.25)
        name = frame.get("group") or self._group(group[0])
        shapes = shapes_for(group[0], name, shared)
        alike = self.dice.choice(shapes) if shapes and self.dice.random() < 0.7 else None
        return Manner(name, alike, self.dice.choice(load("shapes")["deed"]) if deeds else None, shared)

    def _group(self, one: One) -> str:
        if one.kind in ("collective", "enterprise"):
            return "body"
        if one.kind == "household":
            return "household"
        return "office" if "role" in one.told or "unit" in one.told else "home" if "place" in one.told else "bare"

    def _sentence(self, template: str, group: Sequence[One], manner: Manner) -> Marked:
        def filling(slot: str) -> Marked | str:
            if slot == "list":
                return self._inline(group, manner)
            if slot in FIELDS:
                text = group[0].told.get(slot) or self.setting.word("district")
                return marked_for_all(group, slot, text)
            return self.setting.word(slot)

        return fill(self.setting.pick((template,)), filling)

    def _inline(self, group: Sequence[One], manner: Manner) -> Marked:
        named = [manner.named(self.setting, one) for one in group]
        separator = "; " if manner.deed and self.dice.random() < 0.8 else self.dice.choice(load("shapes")["separators"])
        if len(named) > 1 and self.dice.random() < 0.4:
            return join(separator, named[:-1]) + self.dice.choice((" và ", ", ", "; ", " và ")) + named[-1]
        return join(separator, named)

    def _lines(self, sort: str, group: Sequence[One], manner: Manner) -> Iterator[Marked]:
        stop = self.dice.choice((".", ";", ""))
        sign = self.dice.choice(
            {"dash": ("- ", "+ ", "* ", "– ", "• "), "number": ("{}. ", "{}) ", "{}/ ", "{:02}. ")}[sort]
        )
        for number, one in enumerate(group, 1):
            named = manner.named(self.setting, one)
            named = named.capital() if self.dice.random() < 0.8 else named
            yield sign.format(number) + named + stop
