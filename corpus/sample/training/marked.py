"""Text that knows which of its words are a field of whose record, and templates that write it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Mark(NamedTuple):
    """`text[start:end]` of the text that bears it is the field `field` of the record `owner`."""

    start: int
    end: int
    owner: int
    field: str


@dataclass(frozen=True, slots=True)
class Marked:
    """Text with marks. Adding joins both, with offsets moved along.

    >>> ("gia đình " + mark("Lò Văn Inh", 1, "name")).marks[0].start
    9
    """

    text: str = ""
    marks: tuple[Mark, ...] = ()

    def __add__(self, other: Marked | str) -> Marked:
        return glue((self, other))

    def __radd__(self, other: str) -> Marked:
        return glue((other, self))

    def marked(self, owner: int, field: str) -> Marked:
        """This text with one more mark, over all of it."""
        return Marked(self.text, (Mark(0, len(self.text), owner, field), *self.marks))

    def capital(self) -> Marked:
        """This text with its first letter in upper case, if it is no label as in `a) Cá nhân`."""
        if self.text[1:2] == ")":
            return self
        return Marked(self.text[:1].upper() + self.text[1:], self.marks)


def mark(text: str, owner: int, field: str) -> Marked:
    """`text`, all of it the field `field` of the record `owner`."""
    return Marked(text, (Mark(0, len(text), owner, field),))


def glue(parts: Iterable[Marked | str]) -> Marked:
    """The parts one after another."""
    texts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for part in parts:
        text = part if isinstance(part, str) else part.text
        if not isinstance(part, str):
            marks += [Mark(m.start + length, m.end + length, m.owner, m.field) for m in part.marks]
        texts.append(text)
        length += len(text)
    return Marked("".join(texts), tuple(marks))


def join(separator: str, parts: Iterable[Marked | str]) -> Marked:
    """The parts with `separator` between them."""
    apart: list[Marked | str] = []
    for part in parts:
        apart += [separator, part] if apart else [part]
    return glue(apart)


_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_LOOSE = re.compile(r" +([ ,.;:])")  # blanks that an empty alternative has left
_SLOT = re.compile(r"\{([^{}]+)\}")


def chosen(template: str, dice: random.Random) -> str:
    """`template` with one alternative taken of each `[this|that|]`; those within are taken first."""
    if "[" not in template:
        return template
    while "[" in template:
        template = _CHOICE.sub(lambda found: dice.choice(found[1].split("|")), template)
    return _LOOSE.sub(r"\1", template).strip(" ")


def slots(template: str) -> list[str]:
    """The names in `{braces}`, in order."""
    return _SLOT.findall(template)


def fill(template: str, filling: Callable[[str], Marked | str]) -> Marked:
    """`template` with each `{slot}` replaced by what `filling` gives for its name."""
    parts: list[Marked | str] = []
    end = 0
    for found in _SLOT.finditer(template):
        parts += [template[end : found.start()], filling(found[1])]
        end = found.end()
    return glue((*parts, template[end:]))
