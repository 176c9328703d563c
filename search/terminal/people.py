"""Who a name may be, mention by mention; the look-alikes; the list of exemplars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from rich.text import Text

from models.answers.people import LookAlike, Named, People, Person
from models.text import fold, shortened
from search.lookups.exemplars import KINDS
from search.terminal.page import heading, number, place, say, say_standing

_WORDS = re.compile(r"\W+")
_QUOTE_WIDTH = 260
_MOST_LOOK_ALIKES = 50


def print_people(answer: People, name: str) -> None:
    """Everyone who bears the name, numbered, then the look-alikes with what speaks for them."""
    if not answer.people and not answer.offset:
        say(f"Không có điển hình hay người, tập thể được khen nào tên “{name}”.", style="bold")
    elif len(answer.people) > 1 and not (answer.more or answer.offset):
        nouns = "người, tập thể" if any(_is_recipient(person) for person in answer.people) else "điển hình"
        say(f"{len(answer.people)} {nouns} cùng tên hoặc có tên này, tách theo nơi và đơn vị:", style="bold")
    for at, person in enumerate(answer.people, answer.offset + 1):
        _print_person(at, person)
    _print_page(answer)
    if answer.look_alikes and not answer.offset:
        _print_look_alikes(answer.look_alikes)


def _print_page(answer: People) -> None:
    """Where this page stands, if there are others."""
    if answer.more or answer.offset:
        last = answer.offset + len(answer.people)
        more = ", còn nữa: xem tiếp bằng `sovang exemplar --page`" if answer.more else ""
        say(f"{number(answer.offset + 1)}-{number(last)}{more}" if answer.people else "Trang này không có ai.")


def _is_recipient(person: Person) -> bool:
    return any(named.award for named in person.mentions)


def _print_person(at: int, person: Person) -> None:
    say(Text.assemble((f"{at}. {person.name}", "bold"), f" ({_about(person)})"))
    if person.reasons:
        say(f"Coi là một vì: {'; '.join(person.reasons)}", indent=3, style="dim")
    for year, mentions in groupby(person.mentions, key=lambda named: named.where.document.year):
        say(f"Năm {year or 'không rõ'}", indent=3, style="bold")
        for named in mentions:
            _print_mention(named)


def _about(person: Person) -> str:
    return "; ".join((KINDS.get(person.kind, person.kind), *_fullest([*person.units, *person.places])))


def _fullest(values: Sequence[str]) -> list[str]:
    """The values once each, without those that stand in a fuller one: `xã Pú Lầu` in `bản Co Đứa, xã Pú Lầu`."""
    words = {_WORDS.sub(" ", f" {fold(value)} "): value for value in values}
    return [value for one, value in words.items() if not any(one != other and one in other for other in words)]


def _print_mention(named: Named) -> None:
    where = named.where
    particulars = " · ".join(filter(None, (named.role, named.unit, named.place, named.achievement or named.field)))
    say(particulars or named.name, indent=5)
    if named.award:
        by = f" (Quyết định {named.decision})" if named.decision else ""
        say(f"được khen: {named.award}{by}", indent=7)
    say(Text.assemble(heading(where.document), f", tr. {where.page}" if where.page else ""), indent=7, style="")
    say(f"“{shortened(where.quote, named.name, _QUOTE_WIDTH)}”", indent=7, style="dim")
    say_standing(where, indent=7)


def _print_look_alikes(offers: Sequence[LookAlike]) -> None:
    say("Tên gần giống, không gộp:", style="bold")
    for offer in offers[:_MOST_LOOK_ALIKES]:
        years = ", ".join(map(str, offer.person.years))
        whom = f" với số {offer.of + 1}" if offer.of is not None else ""
        verdict = f"có thể là một người{whom}: " if offer.likely else ""
        say(Text.assemble((offer.person.name, "bold"), f" ({_about(offer.person)}; {years})"), indent=3)
        say(f"{verdict}{'; '.join(offer.reasons)}", indent=5, style="" if offer.likely else "dim")
    if len(offers) > _MOST_LOOK_ALIKES:
        say(f"và {number(len(offers) - _MOST_LOOK_ALIKES)} tên nữa: xem hết bằng `sovang exemplar --json`", indent=3)


def print_people_list(answer: People) -> None:
    """One line for each."""
    if not answer.people and not answer.offset:
        say("Không có điển hình nào.", style="bold")
    for person in answer.people:
        sources = ", ".join(dict.fromkeys(place(named.where) for named in person.mentions))
        years = (
            "-".join(dict.fromkeys(map(str, (person.years[0], person.years[-1])))) if person.years else "không rõ năm"
        )
        say(Text.assemble((person.name, "bold"), f" ({_about(person)}) · {years} · {sources}"))
    _print_page(answer)
