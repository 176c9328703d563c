"""Which citations are of one law: its name and its year, told by the number or the date; a name alone stays open.

Laws of one name follow each other over the years, and each may be amended: `Luật Thi đua, khen thưởng` is the law of
2003, its amendments of 2005, 2009 and 2013, and 06/2022/QH15.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from corpus.identities.decisions import card_of
from models.answers.cards import Card, Cards, Cited
from models.references import law_names, number_key

_YEAR_OF_NUMBER = re.compile(r"/\s?((?:19|20)\d\d)\s?/")
_MAKERS = {"Luật": "Quốc hội", "Bộ luật": "Quốc hội", "Pháp lệnh": "Ủy ban Thường vụ Quốc hội"}


def laws(citations: Sequence[Cited], mentions: Iterable[Cited], name: str) -> Cards:
    """The laws named `name` (folded words, as `law_names` gives them): `citations` by year, `mentions` left open."""
    named = _names_of_numbers(citations)
    by_year: dict[str, list[Cited]] = {}
    for cited in citations:
        year = _year(cited)
        if year and name in (_names(cited) or named.get(number_key(cited.number or ""), ())):
            by_year.setdefault(year, []).append(cited)
    cards: list[Card] = []
    left = [mention for mention in mentions if name in _names(mention)]
    for _, of_year in sorted(by_year.items()):
        groups, unclear = _by_number(of_year)
        cards.extend(map(_card, groups))
        left.extend(unclear)
    return Cards(tuple(cards), tuple(left))


def names_cited(citations: Iterable[Cited]) -> set[str]:
    """The names of all laws that are cited."""
    return {name for cited in citations for name in _names(cited)}


def _names(cited: Cited) -> tuple[str, ...]:
    return law_names(cited.subject or "")


def _names_of_numbers(citations: Iterable[Cited]) -> dict[str, tuple[str, ...]]:
    """By number, the names that some citation of it prints: others give the number alone."""
    return {number_key(cited.number): names for cited in citations if cited.number and (names := _names(cited))}


def _year(cited: Cited) -> str | None:
    of_number = _YEAR_OF_NUMBER.search(cited.number or "")
    return of_number[1] if of_number else cited.date and cited.date[:4]


def _by_number(citations: list[Cited]) -> tuple[list[list[Cited]], list[Cited]]:
    """One group for each number of the year; what gives no number is of the only one, or else stays open."""
    groups: dict[str, list[Cited]] = {}
    for cited in citations:
        if cited.number:
            groups.setdefault(number_key(cited.number), []).append(cited)
    rest = [cited for cited in citations if not cited.number]
    if len(groups) > 1:
        return list(groups.values()), rest
    return [[*next(iter(groups.values()), []), *rest]], []


def _card(citations: list[Cited]) -> Card:
    card = card_of(citations)
    return card if card.issuer else replace(card, issuer=_MAKERS.get(card.doc_type), inferred=("issuer",))
