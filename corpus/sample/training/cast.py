"""Those who are held up as examples in training texts: made up for one document, each with what may be told of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from corpus.sample.training.data import load
from corpus.sample.training.setting import Setting

Kind = Literal["person", "household", "collective", "enterprise"]


@dataclass(frozen=True, slots=True)
class One:
    """A person, household or body. `told` holds what may be printed: slot and text; what is absent cannot be told."""

    owner: int
    kind: Kind
    sex: str
    told: Mapping[str, str]


def person(
    setting: Setting, owner: int, station: Mapping[str, Any], kind: Kind = "person", sex: str | None = None
) -> One:
    """Someone of this station in life, as the document's province has them; a man (`m`) or a woman (`f`)."""
    dice = setting.dice
    sex, people = sex or dice.choice("mf"), dice.choice(setting.region["peoples"])
    name = setting.invented_name("religious" if station.get("religious") else people, sex)
    told = {"name": name, "given": name.rpartition(" ")[2], "people": people}
    told["hon"] = setting.phrase(station[sex])
    for slot in ("role", "unit"):
        if slot in station:
            told[slot] = setting.phrase(station[slot])
    told |= _place(setting, station) | _deeds(setting, station["deeds"]) | _age(setting, bool(station.get("young")))
    return One(owner, kind, sex, {slot: text for slot, text in told.items() if text})


def _place(setting: Setting, station: Mapping[str, Any]) -> dict[str, str]:
    for sort in ("home", "area"):
        if setting.dice.random() < station.get(sort, 0):
            return {"place": setting.phrase(setting.dice.choice(load("shapes")["place"][sort]))}
    return {}


def _age(setting: Setting, young: bool) -> dict[str, str]:
    age = setting.dice.randint(9, 21) if young else setting.dice.randint(24, 92)
    return {"age": str(age), "born": str(2023 - age)}


def _deeds(setting: Setting, sorts: Sequence[str]) -> dict[str, str]:
    deeds, dice = load("deeds"), setting.dice
    table = deeds["general" if dice.random() < 0.3 else dice.choice(sorts)]
    told = {form: setting.phrase(setting.one_of(table[form])) for form in ("did", "model")}
    if "," not in told["did"] and dice.random() < 0.15:
        told["did"] += f", {setting.phrase(setting.one_of(deeds['results']))}"
    years = "" if "năm" in told["did"] else f"{setting.pick(deeds['for_years'])} "
    return {**told, "long": years + told["did"]}


def body(setting: Setting, owner: int, kind: Kind, sort: str) -> One:
    """A collective or an enterprise of a sort of words.toml; at times its place or the body above it may be told."""
    dice = setting.dice
    if sort == "collective" and dice.random() < 0.3:
        part, whole = dice.choice(load("words")["parts"])
        told = {"name": setting.phrase(part), "unit": setting.phrase(whole)}
    else:
        told = {"name": setting.phrase(dice.choice(load("words")[sort]))}
        if dice.random() < 0.3:
            told["place"] = setting.phrase(dice.choice(load("shapes")["place"]["area"]))
    return One(owner, kind, "", told | _deeds(setting, ["bodies" if kind == "collective" else "firms"]))


def stations(kind: Kind) -> tuple[list[Mapping[str, Any]], list[int]]:
    """The stations in life from which `kind` is drawn, with their weights."""
    found = [s for s in load("stations")["station"] if kind == "person" or s.get("household")]
    return found, [s.get("weight", 1) for s in found]
