"""Award decisions: grounds, articles, and those who receive the award, each a grant."""

from __future__ import annotations

from collections.abc import Callable

from corpus.sample.training.data import load
from corpus.sample.training.listing import Author, Sort
from corpus.sample.training.marked import Marked, glue

_SORTS: tuple[Sort, ...] = ("collective", "person", "household", "enterprise")


def decision(author: Author) -> tuple[list[Marked], str]:
    """The paragraphs of a decision, and its number."""
    words, dice = load("decisions"), author.dice
    number = author.setting.phrase(dice.choice(words["numbers"]))
    forms: tuple[Callable[[Author], tuple[list[Marked], str]], ...] = (_in_a_sentence, _listed, _listed)
    articles, award = dice.choice(forms)(author)
    top = [author.line(f"Số: {number}"), author.line(dice.choice(words["top"]).replace("{award}", award))]
    grounds = [author.line(t) for t in dice.sample(words["grounds"], dice.randint(1, 4))]
    return [*top, *grounds, Marked("QUYẾT ĐỊNH:"), *articles, author.line(dice.choice(words["end"]))], number


def _in_a_sentence(author: Author) -> tuple[list[Marked], str]:
    words = load("decisions")
    bodies = author.dice.random() < 0.4
    award = author.dice.choice(words["body_awards" if bodies else "awards"])
    form = author.setting.pick(words["inline_body" if bodies else "inline"])
    article = author.sentence(form.replace("{award}", award))
    return _given_to_all([article], award), award


def _listed(author: Author) -> tuple[list[Marked], str]:
    """A list or a table for each kind of recipient, below the article; and the award."""
    words, dice = load("decisions"), author.dice
    sorts = [sort for sort in _SORTS if sort == "person" or dice.random() < 0.4]
    award = dice.choice(words["awards"] if sorts == ["person"] else ["Giấy khen", "Bằng khen"])
    form = dice.choice(words["listed"]).replace("{award}", award)
    paragraphs = [author.line(form), *author.lists(sorts)]
    return _given_to_all(paragraphs, award), award


def _given_to_all(paragraphs: list[Marked], award: str) -> list[Marked]:
    """The first paragraph names the award of all."""
    owners = dict.fromkeys(m.owner for p in paragraphs for m in p.marks)
    first = paragraphs[0]
    at = first.text.index(award)
    marked = Marked(first.text[at : at + len(award)])
    for owner in owners:
        marked = marked.marked(owner, "award")
    whole = glue((first.text[:at], marked, first.text[at + len(award) :]))
    return [Marked(whole.text, (*whole.marks, *first.marks)), *paragraphs[1:]]
