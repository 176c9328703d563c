"""One of a list as it is printed: a shape of shapes.toml with the fields marked, with or without the deed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.sample.training.cast import One
from corpus.sample.training.data import load
from corpus.sample.training.marked import Marked, fill, mark, slots
from corpus.sample.training.setting import Setting

FIELDS = {
    "name": "name",
    "hon": "honorific",
    "role": "role",
    "unit": "unit",
    "place": "place",
    "hons": "honorific",
    "field": "field",
    "did": "achievement",
    "model": "achievement",
    "long": "achievement",
}
"""Which field of a record each slot of a template prints."""
_CALLED = "hon:"  # `{hon:Nông dân}` prints these words as the honorific
_PLAIN = {"about", "head"}  # printed of the one who is named, but no field


@dataclass(frozen=True, slots=True)
class Manner:
    """How a list names its members: a group of shapes, one of it if all are named alike, the deed's."""

    group: str
    shape: str | None = None
    deed: str | None = None
    shared: frozenset[str] = frozenset()

    def named(self, setting: Setting, one: One) -> Marked:
        """`one` as a list has them: `bà Lò Thị Inh - bản Nà Lay`, with its marks."""
        wanted = self.shape if self.shape and can_tell(one, self.shape) else None
        text = told(setting, one, wanted or self._shape(setting, one))
        if self.deed and can_tell(one, self.deed):
            text = told(setting, one, self.deed, text)
        return text.marked(one.owner, "item")

    def _shape(self, setting: Setting, one: One) -> str:
        fitting = shapes_for(one, self.group, self.shared)
        return setting.dice.choice(fitting) if fitting else "{name}"


def shapes_for(one: One, group: str, shared: frozenset[str]) -> list[str]:
    """The shapes of a group that can be printed of `one` and say nothing that the sentence says of all."""
    shapes = load("shapes")[group]
    return [s for s in shapes if can_tell(one, s) and not shared.intersection(slots(s))]


def can_tell(one: One, template: str) -> bool:
    """Whether all that `template` wants is known of `one`."""
    return all(slot in one.told or slot not in FIELDS for slot in slots(template))


def told(setting: Setting, one: One, template: str, inner: Marked | None = None) -> Marked:
    """`template` filled with what is told of `one`, each field marked; `{one}` stands for `inner`."""

    def filling(slot: str) -> Marked | str:
        if slot == "one" and inner is not None:
            return inner
        if slot in FIELDS:
            text = one.told[slot]
            return mark(unbracketed(text) if "(" in template else text, one.owner, FIELDS[slot])
        if slot.startswith(_CALLED):
            return mark(slot.removeprefix(_CALLED), one.owner, "honorific")
        if slot in _PLAIN:
            return about(setting, one) if slot == "about" else _head(setting, one)
        return one.told.get(slot) or setting.word(slot)

    return fill(setting.pick((template,)), filling)


def unbracketed(text: str) -> str:
    """Without brackets, for what is printed in brackets itself: `xã Kim Sơn, Bảo Yên`."""
    return text.replace(" (", ", ").replace(")", "")


def _head(setting: Setting, one: One) -> str:
    """The word for a household; none that says again what its head is called."""
    head: str = setting.dice.choice(load("shapes")["head"])
    return "hộ" if one.told.get("hon", "-").lower() in head else head


def about(setting: Setting, one: One) -> str:
    """Age, year of birth or people, with the blank before it: ` (36 tuổi, dân tộc Khmer)`."""
    text = fill(setting.pick(load("shapes")["about"]), lambda slot: one.told[slot]).text
    return text if text.startswith(",") else f" {text}"


def group_of(one: One) -> str:
    """The group of shapes that suits what is known of `one`."""
    if one.kind in ("collective", "enterprise"):
        return "body"
    if one.kind == "household":
        return "household"
    return "office" if "role" in one.told or "unit" in one.told else "home" if "place" in one.told else "bare"


def marked_for_all(group: Sequence[One], slot: str, text: str) -> Marked:
    """`text`, said once of all in `group`."""
    whole = Marked(text)
    for one in group:
        whole = whole.marked(one.owner, FIELDS[slot])
    return whole
