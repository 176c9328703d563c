"""One person told about: introduced in a sentence, called by the given name alone afterwards."""

from __future__ import annotations

from corpus.sample.training.cast import One
from corpus.sample.training.data import load
from corpus.sample.training.listing import Author
from corpus.sample.training.marked import Marked, fill, join
from corpus.sample.training.naming import can_tell, told


def story(author: Author) -> list[Marked]:
    """A paragraph about someone, or two; none but the introduction is marked."""
    tales = load("solo")
    one = author.cast("person", 1)[0]
    tale = author.setting.one_of(tales["first"])
    if not can_tell(one, tale):
        tale = author.setting.one_of(tales["plain"])
    first = told(author.setting, one, tale).capital()
    further = author.dice.sample(tales["later"], author.dice.randint(0, 3)) if "hon" in one.told else []
    rest = [_again(author, one, t) for t in further]
    return [join(" ", [first, *rest])] if author.dice.random() < 0.5 else [first, *rest]


def _again(author: Author, one: One, template: str) -> Marked:
    """A sentence that calls `one`, whom the text knows by now, `ông Hữu`."""
    words = {"hon": one.told["hon"], "given": one.told["given"], "Hon": Marked(one.told["hon"]).capital().text}
    text = fill(author.setting.pick((template,)), lambda slot: words.get(slot) or author.setting.word(slot)).text
    return Marked(text[:1].upper() + text[1:])
