"""Sentences and lists that name exemplars, as paragraphs with marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any, Literal

from corpus.sample.training.cast import Kind, One, body, person, stations
from corpus.sample.training.data import load
from corpus.sample.training.marked import Marked, fill, glue, join, slots
from corpus.sample.training.naming import FIELDS, Manner, group_of, marked_for_all, shapes_for, unbracketed
from corpus.sample.training.setting import Setting
from corpus.sample.training.table import table

Sort = Literal["person", "household", "collective", "enterprise", "village", "mixed"]
_KINDS: Mapping[Sort, Kind] = {
    "person": "person",
    "household": "household",
    "collective": "collective",
    "village": "collective",
    "enterprise": "enterprise",
}
_SHARED = {"office": "unit", "home": "place"}  # what several in a row have in common, by the group of shapes
_LISTS: Mapping[str, Sort] = {
    "persons": "person",
    "households": "household",
    "bodies": "collective",
    "firms": "enterprise",
}


class Author:
    """Writes the paragraphs of one document. `kinds` has the kind of each record, `counts` what awards are counted."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.dice = setting.dice
        self.kinds: dict[int, Kind] = {}
        self.counts: dict[int, Mapping[str, object]] = {}
        self._numbers = count(1)

    def cast(self, sort: Sort, many: int, alike: bool = False) -> list[One]:
        """`many` of a sort, or fewer bodies, each once; persons `alike` are all men or all women."""
        kind = _KINDS[sort]
        group = self._people(kind, many, alike) if kind in ("person", "household") else self._bodies(kind, sort, many)
        self.kinds |= {one.owner: kind for one in group}
        return group

    def _people(self, kind: Kind, many: int, alike: bool) -> list[One]:
        """Of one station in life, or of several."""
        found, weights = stations(kind)
        sex = self.dice.choice("mf") if alike else None
        life = self.dice.choices(found, weights)[0] if self.dice.random() < 0.5 else None
        lives = [life or self.dice.choices(found, weights)[0] for _ in range(many)]
        return [person(self.setting, next(self._numbers), station, kind, sex) for station in lives]

    def _bodies(self, kind: Kind, sort: Sort, many: int) -> list[One]:
        drawn = [body(self.setting, next(self._numbers), kind, sort) for _ in range(many)]
        return list({one.told["name"].lower(): one for one in drawn}.values())

    def paragraphs(self, sort: Sort) -> list[Marked]:
        """A frame of that sort, filled."""
        return self.framed(sort, self.setting.one_of(load("frames")[sort]))

    def framed(self, sort: Sort, frame: Mapping[str, Any]) -> list[Marked]:
        """`frame` filled: one paragraph, or a sentence with lines below it."""
        if "lists" in frame:
            return [self.line(frame["text"]).capital(), *self.lists(frame["lists"])]
        if sort == "mixed":
            return [self.sentence(frame["text"]).capital()]
        group = self.cast(sort, self._how_many(frame), "{hons}" in frame["text"])
        manner = self._manner(frame, group)
        if "lines" in frame:
            return [self.line(frame["text"]).capital(), *self.lines(frame["lines"], group, manner)]
        return [self.sentence(frame["text"], group, manner).capital()]

    def line(self, template: str) -> Marked:
        """A template without examples."""
        return Marked(self.setting.phrase(template))

    def counted(self, line: Marked, values: Mapping[str, object]) -> Marked:
        """`line` as the mention of how many received an award, a record with these `values`."""
        owner = next(self._numbers)
        self.counts[owner] = values
        return line.marked(owner, "count")

    def sentence(self, template: str, group: Sequence[One] = (), manner: Manner | None = None) -> Marked:
        """A template with the group where it says `{list}`, and new people and bodies for `{persons}`, `{bodies}`."""

        def filling(slot: str) -> Marked | str:
            if slot == "list" and manner:
                return self._inline(group, manner)
            if slot in _LISTS:
                return self.inline(_LISTS[slot])
            if slot in FIELDS and group:
                return marked_for_all(group, slot, self._said_of_all(group, slot))
            return self.setting.word(slot)

        return fill(self.setting.pick((template,)), filling)

    def inline(self, sort: Sort, most: int = 4) -> Marked:
        """New people or bodies in a row."""
        group = self.cast(sort, self.dice.randint(1, most))
        return self._inline(group, self._manner({"text": ""}, group))

    def lines(self, sort: str, group: Sequence[One], manner: Manner) -> list[Marked]:
        """Each of the group on a line of its own, or a table."""
        if sort == "table":
            return table(self.setting, group)
        stop = self.dice.choice((".", ";", ""))
        signs = {"dash": ("- ", "+ ", "* ", "– ", "• "), "number": ("{}. ", "{}) ", "{}/ ", "{:02}. ")}
        sign = self.dice.choice(signs[sort])
        named = [manner.named(self.setting, one) for one in group]
        named = [one.capital() for one in named] if self.dice.random() < 0.8 else named
        return [sign.format(number) + one + stop for number, one in enumerate(named, 1)]

    def lists(self, sorts: Sequence[Sort]) -> list[Marked]:
        """Lines or a table for each sort, below a heading where there are several."""
        heads, paragraphs = load("frames")["heads"], []
        same = self.dice.choice(("number", "table", "dash", ""))
        for sort in sorts:
            group = self.cast(sort, self.dice.randint(2, 7))
            headed = len(sorts) > 1 or self.dice.random() < 0.5
            paragraphs += [self.line(self.dice.choice(heads[sort]))] if headed else []
            manner = self._manner({"text": "", "deeds": False}, group)
            paragraphs += self.lines(same or self.dice.choice(("number", "table", "dash")), group, manner)
        return paragraphs

    def _said_of_all(self, group: Sequence[One], slot: str) -> str:
        first = group[0].told
        if slot == "hons":
            return first.get("hon") or self.dice.choice(("ông", "anh") if group[0].sex == "m" else ("bà", "chị"))
        known = {"place": "district", "unit": "department", "role": "calling"}
        return first.get(slot) or self.setting.word(known.get(slot, slot))

    def _how_many(self, frame: Mapping[str, Any]) -> int:
        several = "lines" in frame or any(word in frame["text"].lower() for word in ("các ", "những", "nhiều"))
        most = frame.get("most", 6)
        return self.dice.randint(min(2 if several else 1, most), most)

    def _manner(self, frame: Mapping[str, Any], group: Sequence[One]) -> Manner:
        shared = frozenset({"hon" if slot == "hons" else slot for slot in slots(frame["text"]) if slot in FIELDS})
        told = {"did", "model", "long"} & shared
        deeds = not told and self.dice.random() < (1.0 if frame.get("deeds") else 0.2)
        group_name = frame.get("group") or group_of(group[0])
        if f"{group_name}_first" in load("shapes") and _ends_with_list(frame) and self.dice.random() < 0.15:
            group_name += "_first"
        shapes = shapes_for(group[0], group_name, shared)
        alike = self.dice.choice(shapes) if shapes and self.dice.random() < 0.7 else None
        forms = load("shapes")["deed_of_body" if group_name == "body" else "deed"]
        deed = self.setting.one_of(forms) if deeds and frame.get("deeds") is not False else None
        return Manner(group_name, alike, deed, shared)

    def _inline(self, group: Sequence[One], manner: Manner) -> Marked:
        if len(group) > 2 and not manner.deed and manner.group in _SHARED and self.dice.random() < 0.2:
            field = _SHARED[manner.group]
            if field not in manner.shared and field in group[0].told:
                return self._clustered(group, manner, field)
        named = [manner.named(self.setting, one) for one in group]
        separator = "; " if manner.deed and self.dice.random() < 0.8 else self.dice.choice(load("shapes")["separators"])
        if len(named) > 1 and self.dice.random() < 0.4:
            return join(separator, named[:-1]) + self.dice.choice((" và ", ", ", "; ", " và ")) + named[-1]
        return join(separator, named)

    def _clustered(self, group: Sequence[One], manner: Manner, field: str) -> Marked:
        """Two or three share a place or a unit, which stands once behind them: `ông A, bà B (xã C); ông D - xã E`."""
        bare = self.dice.choice(shapes_for(group[0], "bare", manner.shared) or ["{name}"])
        before, after = self.dice.choice(load("shapes")["joints"])
        clusters: list[Marked] = []
        left = list(group)
        while left:
            size = self.dice.randint(1, 3)
            here, left = left[:size], left[size:]
            names = join(", ", [Manner("bare", bare, None, manner.shared).named(self.setting, one) for one in here])
            said = here[0].told.get(field) or group[0].told[field]
            told = marked_for_all(here, field, unbracketed(said) if after else said)
            clusters.append(glue((names, before, told, after)))
        return join("; ", clusters)


def _ends_with_list(frame: Mapping[str, Any]) -> bool:
    return "lines" in frame or str(frame["text"]).endswith("{list}.")
