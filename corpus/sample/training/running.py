"""Running text that tells of single examples in passing, outside any list, beside sentences that name others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.sample.training.cast import One, person, stations
from corpus.sample.training.data import load
from corpus.sample.training.listing import Author, Sort
from corpus.sample.training.marked import Marked, join
from corpus.sample.training.naming import can_tell, told

_SORTS: tuple[Sort, ...] = ("person", "household", "collective", "enterprise")
_WEIGHTS = (6, 2, 3, 2)
_PRONOUNS = {"m": ("ông", "anh", "anh"), "f": ("bà", "chị", "chị"), "": ("đơn vị",)}
_OTHERS = 0.3  # of all sentences


def running(author: Author) -> Marked:
    """A paragraph of one to four sentences, each about another example, or about those who are none."""
    sentences = (_sentence(author) for _ in range(author.dice.randint(1, 4)))
    return join(" ", (sentence.capital() for sentence in sentences))


def _sentence(author: Author) -> Marked:
    dice = author.dice
    if dice.random() < _OTHERS:
        found, weights = stations("person")
        nobody = person(author.setting, 0, dice.choices(found, weights)[0])
        return Marked(told(author.setting, nobody, _fitting(author, nobody, load("running")["others"])).text)
    one = author.cast(dice.choices(_SORTS, _WEIGHTS)[0], 1)[0]
    he = dice.choice(_PRONOUNS[one.sex])
    known = replace(one, told={**one.told, "he": he, "he_cap": he.capitalize()})
    return told(author.setting, known, _fitting(author, known, load("running")[one.kind])).marked(one.owner, "item")


def _fitting(author: Author, one: One, templates: Sequence[str]) -> str:
    """A template that can be told of `one`; the first of a list can be told of anyone."""
    template = author.setting.one_of(templates)
    for _ in range(20):
        if can_tell(one, template):
            return template
        template = author.setting.one_of(templates)
    return templates[0]
