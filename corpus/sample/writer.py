"""The hand that writes one report: its unit, year and chance, and sentences with their slots filled."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from corpus.sample.agenda import Job
from corpus.sample.citing import cite, cite_list, cite_shared, movement
from corpus.sample.data import load
from corpus.sample.decrees import Decree, local, national
from corpus.sample.model import Phrase, fill, join
from corpus.sample.people import Exemplary, Kind, active
from corpus.sample.world import District, Unit, chance


@dataclass
class Writer:
    """Writes for `job`; `brief` asks for one or two pages. Draws from `dice` in the order in which it is asked."""

    seed: int
    job: Job
    brief: bool = False
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = chance(self.seed, "report", self.unit.key, self.job.kind, self.year)

    @property
    def unit(self) -> Unit:
        """Who reports."""
        return self.job.unit

    @property
    def year(self) -> int:
        """The year reported on, or planned."""
        return self.job.year

    @cached_property
    def signed(self) -> date:
        """The day of the report."""
        dice, year = chance(self.seed, "day", self.unit.key, self.job.kind, self.year), self.year
        first, last = {
            "half": (date(year, 6, 15), date(year, 7, 12)),
            "year": (date(year, 11, 20), date(year + 1, 1, 14)),
            "cluster": (date(year, 12, 5), date(year + 1, 1, 25)),
            "plan": (date(year, 1, 20), date(year, 3, 25)),
            "decision": (date(year, 4, 1), date(year, 12, 20)),
        }[self.job.kind]
        return date.fromordinal(dice.randint(first.toordinal(), last.toordinal()))

    @property
    def half(self) -> bool:
        """Whether the report is of the first half-year."""
        return self.job.kind == "half"

    @property
    def period(self) -> str:
        """The period as a record states it: `2021-H1`, `2021`."""
        return f"{self.year}-H1" if self.half else str(self.year)

    @property
    def period_text(self) -> str:
        """The period in words."""
        return f"6 tháng đầu năm {self.year}" if self.half else f"năm {self.year}"

    @property
    def next_text(self) -> str:
        """The period to come in words."""
        return f"6 tháng cuối năm {self.year}" if self.half else f"năm {self.year + 1}"

    @cached_property
    def slots(self) -> dict[str, Phrase | str]:
        """The slots that mean the same all through the report."""
        says, words = self.unit.says, self.unit.words
        return {
            "unit": self.unit.name,
            "long": str(says["long"]),
            "short": self.unit.short,
            "place": words["place"],
            "kind": words["kind"],
            "thôn": words["thôn"],
            "subs": words["subs"] if self.unit.sort == "xã" else str(says["subs"]),
            "council": str(says["council"]),
            "party": str(says["party"]),
            "office": str(says["office"]),
            "year": str(self.year),
            "period": self.period_text,
            "period_cap": self.period_text[0].upper() + self.period_text[1:],
            "PERIOD": self.period_text.upper(),
            "NEXT": self.next_text.upper(),
        }

    def pick(self, section: str, key: str) -> str:
        """One template of the sentences' table `section`."""
        return str(self.dice.choice(load("sentences")[section][key]))

    def some(self, section: str, key: str, most: int) -> list[str]:
        """Up to `most` different templates, fewer in a brief report."""
        table: list[str] = load("sentences")[section][key]
        return self.dice.sample(table, min(len(table), 1 if self.brief else most))

    def say(self, template: str, **slots: Phrase | str) -> Phrase:
        """The template filled; what it asks for beyond `slots` (citations, movements, a footnote) is made up now."""
        filled = {**self.slots, **slots}
        for name in ("cite", "cites", "issued", "shared", "note", "movement", "movements"):
            if f"{{{name}}}" in template and name not in filled:
                # An issuer that the sentence calls by its short name is on record by that name.
                named = (self.unit.short if "{short}" in template else self.unit.name,) if name == "issued" else ()
                filled[name] = getattr(self, f"_{name}")(*named)
        return fill(template, filled).capital()

    def named(self, section: str, key: str, **slots: Phrase | str) -> Phrase:
        """One template of the section, filled."""
        return self.say(self.pick(section, key), **slots)

    # What the slots are filled with.

    @cached_property
    def _citable(self) -> tuple[list[Decree], list[Decree]]:
        """Public documents, and those of the unit and its province, that were issued before this report."""
        own = [d for d in local(self.seed, self.unit, self.year) if d.date < self.signed]
        if self.job.kind == "plan":
            own = [d for d in own if d.key != "plan"]
        return [d for d in national(self.year) if d.date < self.signed], own

    def above(self) -> list[Decree]:
        """What the unit may cite that it did not issue itself."""
        own = [d for d in self._citable[1] if d.issuers[0] != self.unit.name]
        return self._citable[0] + own

    def _cite(self) -> Phrase:
        above = [d for d in self.above() if d.type != "Luật"]
        return cite(self.dice, self.dice.choice(above), subject=True if self.dice.random() < 0.8 else None)

    def _cites(self) -> Phrase:
        above = self.above()
        return cite_list(self.dice, self.dice.sample(above, min(len(above), self.dice.randint(1, 3))))

    def _issued(self, by: str) -> Phrase:
        own = [d for d in self._citable[1] if d.issuers[0] == self.unit.name]
        if not own:
            return Phrase("nhiều văn bản hướng dẫn, đôn đốc")
        chosen = self.dice.sample(own, min(len(own), self.dice.randint(1, 3)))
        return cite_list(self.dice, chosen, by=by)

    def _shared(self) -> Phrase:
        groups: dict[tuple[str, str], list[Decree]] = {}
        for decree in self._citable[1]:
            groups.setdefault((decree.type, decree.issuers[0]), []).append(decree)
        several = [g for g in groups.values() if len(g) > 1]
        return cite_shared(self.dice, self.dice.choice(several)[:3]) if several else self._cites()

    def _note(self) -> Phrase:
        own = self._citable[1]
        if not own:
            return Phrase()
        chosen = self.dice.sample(own, min(len(own), self.dice.randint(1, 3)))
        listed = [cite(self.dice, d, subject=True, full=True) for d in chosen]
        return Phrase().noted(join("; ", listed).capital() + ".")

    def movement_names(self, most: int) -> list[str]:
        """Names of movements that ran in the year, at most `most`."""
        rows = load("movements")["movement"]
        running = [str(r["name"]) for r in rows if r["from"] <= self.year <= r["until"]]
        return self.dice.sample(running, min(most, len(running)))

    def _movement(self) -> Phrase:
        return movement(self.movement_names(1)[0])

    def _movements(self) -> Phrase:
        return join(", ", [movement(name) for name in self.movement_names(self.dice.randint(2, 4))])

    def exemplary(self, kind: Kind, most: int) -> list[Exemplary]:
        """Exemplary people or bodies of this year, from the unit's commune where it is one."""
        known = [e for d in self.unit.districts for e in active(self.seed, d, self.year, kind)]
        if self.unit.sort == "xã":
            known = [e for e in known if e.home == self.unit.place or self.unit.place.full in e.name]
        wanted = self.dice.randint(2, max(2, most))
        return self.dice.sample(known, min(len(known), 2 if self.brief else wanted))

    @property
    def home(self) -> District:
        """The unit's district."""
        return self.unit.home
