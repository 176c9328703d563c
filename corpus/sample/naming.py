"""Ways to name those who are held up as examples, each with its record."""

from __future__ import annotations

import random
from collections.abc import Sequence

from corpus.sample.data import load
from corpus.sample.model import Phrase, join, say
from corpus.sample.people import Exemplary


def _record(one: Exemplary, field: str | None, **printed: object) -> dict[str, object]:
    """An exemplar's fields: only what is printed, given in `printed`, is stated."""
    blank = dict.fromkeys(("honorific", "role", "unit", "place"))
    return {"name": one.name, "kind": one.kind, **blank, "field": field, "achievement": None, "scored": True, **printed}


def village(one: Exemplary, word: str) -> str:
    """`bản Nà Lốm`, `tổ dân phố số 2`."""
    return f"{word} {one.village}"


def named_households(dice: random.Random, group: Sequence[Exemplary], word: str, field: str) -> Phrase:
    """Households in one of the ways that reports list them; `word` is what a village is called there."""
    form = dice.choice((_with_models, _with_models, _sharing_a_deed, _sharing_a_deed, _place_first, _sharing_a_place))
    return form(dice, group, word, field)


def _with_models(dice: random.Random, group: Sequence[Exemplary], word: str, field: str) -> Phrase:
    bracket, dash = dice.choice(((True, " - "), (False, " với "), (True, " với ")))
    return join("; ", [_with_model(dice, e, word, field, bracket, dash) for e in group])


def _with_model(dice: random.Random, one: Exemplary, word: str, field: str, bracket: bool, dash: str) -> Phrase:
    place = one.home.full if dice.random() < 0.6 else f"{village(one, word)}, {one.home.full}"
    head = dice.choice((f"gia đình {one.honorific}", f"gia đình {one.honorific}", f"hộ {one.honorific}"))
    where = f" ({place})" if bracket else f" - {place}" if dash != " - " else f", {place}"
    values = _record(one, field, honorific=one.honorific, place=place, achievement=one.deed)
    return say(f"{head} {one.name}{where}{dash}{one.deed}", "exemplar", **values)


def _sharing_a_deed(dice: random.Random, group: Sequence[Exemplary], word: str, field: str) -> Phrase:
    deed = dice.choice(load("deeds")["shared"]).replace("{thôn}", word)
    names = join(", ", [_plain_household(dice, e, word, field, deed, i == 0) for i, e in enumerate(group)])
    return names + f" là những hộ gia đình tiêu biểu trong {deed}"


def _plain_household(dice: random.Random, one: Exemplary, word: str, field: str, deed: str, first: bool) -> Phrase:
    place = f"{village(one, word)} - {one.home.full}" if dice.random() < 0.4 else one.home.full
    head = "gia đình " if first or dice.random() < 0.5 else ""
    return say(f"{head}{one.honorific} {one.name} - {place}", "exemplar", **_householder(one, field, place, deed))


def _householder(one: Exemplary, field: str, place: str, deed: str) -> dict[str, object]:
    return _record(one, field, honorific=one.honorific, place=place, achievement=deed)


def _place_first(dice: random.Random, group: Sequence[Exemplary], word: str, field: str) -> Phrase:
    return join("; ", [_at_place(dice, e, word, field) for e in group])


def _at_place(dice: random.Random, one: Exemplary, word: str, field: str) -> Phrase:
    place = one.home.full if dice.random() < 0.5 else f"{village(one, word)}, {one.home.full}"
    values = _record(one, field, honorific=one.honorific, place=place, achievement=one.deed)
    return say(f"ở {place}, gia đình {one.honorific} {one.name} có {one.deed}", "exemplar", **values)


def _sharing_a_place(dice: random.Random, group: Sequence[Exemplary], word: str, field: str) -> Phrase:
    """Those of one commune share its name, which stands once: `gia đình ông A, bà B - xã C`."""
    deed = dice.choice(load("deeds")["shared"]).replace("{thôn}", word)
    homes = dict.fromkeys(e.home.full for e in group)
    names = join(
        "; ", [_of_one_place(place, [e for e in group if e.home.full == place], field, deed) for place in homes]
    )
    return names + f" là những hộ gia đình tiêu biểu trong {deed}"


def _of_one_place(place: str, group: Sequence[Exemplary], field: str, deed: str) -> Phrase:
    texts = [f"{e.honorific} {e.name}" for e in group]
    texts[0] = f"gia đình {texts[0]}"
    texts[-1] += f" - {place}"
    pairs = zip(texts, group, strict=True)
    return join(", ", [say(text, "exemplar", **_householder(e, field, place, deed)) for text, e in pairs])


def named_persons(dice: random.Random, group: Sequence[Exemplary], word: str, field: str) -> Phrase:
    """Persons by office, workplace or home, parted by commas or semicolons."""
    deeds = dice.random() < 0.4
    return join("; " if deeds else ", ", [_person(dice, e, word, field, deeds) for e in group])


def _person(dice: random.Random, one: Exemplary, word: str, field: str, deeds: bool) -> Phrase:
    office = f"{one.role} {one.unit}" if one.role and one.unit else one.role or one.unit
    place = _printed_place(one, word)
    dash = dice.choice((" - ", ", "))
    text = dash.join(part for part in (f"{one.honorific} {one.name}", office, place) if part)
    deed = one.deed if deeds else None
    values = _record(one, field, honorific=one.honorific, role=one.role, unit=one.unit, place=place, achievement=deed)
    return say(text + (f" ({deed})" if deed else ""), "exemplar", **values)


def _printed_place(one: Exemplary, word: str) -> str | None:
    """The home of one whose office does not tell it: the commune, with the village where no office is named."""
    if one.unit or (one.role and one.home.full in one.role):
        return None
    return one.home.full if one.role else f"{village(one, word)}, {one.home.full}"


def named_item(dice: random.Random, one: Exemplary, word: str, field: str) -> Phrase:
    """One person on a line of its own, with people, year of birth and deed; of a household only its head is told."""
    place = f"{village(one, word)}, {one.home.full}"
    about = dice.choice(
        (f", dân tộc {one.people}, sinh năm {one.born}", f" (sinh năm {one.born})", f" (dân tộc {one.people})", "")
    )
    honorific = (one.honorific or "ông").capitalize()
    values = _record(one, field, kind="person", honorific=honorific, place=place, achievement=one.deed)
    return say(f"{honorific} {one.name}{about}, {place}: {one.deed}", "exemplar", **values)


def named_bodies(dice: random.Random, group: Sequence[Exemplary], field: str) -> Phrase:
    """Collectives or enterprises one after another, the common head in lower case at times."""
    lower = dice.random() < 0.4
    return join(dice.choice((", ", "; ")), [_body(e, field, lower and i > 0) for i, e in enumerate(group)])


def _body(one: Exemplary, field: str, lower: bool) -> Phrase:
    text = one.name[0].lower() + one.name[1:] if lower and one.name.startswith(("Trường", "Công ty")) else one.name
    return say(text, "exemplar", **_record(one, field))
