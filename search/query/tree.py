"""What a query means, as a tree: words and phrases, fields, and how they hang together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from search.analysis import tokens


@dataclass(frozen=True, slots=True)
class Word:
    """One word in both forms (`search.analysis.forms`); `prefix`: whatever begins so (`thi*`).

    `typed` is how it was written, which tells no two words apart.
    """

    exact: str
    folded: str
    prefix: bool = False
    typed: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A word, or several that stand side by side; `number` is the key where it is the number of a document.

    `quoted`: put in quotes, so that it is taken as typed and no slip is forgiven. `last`: the query ends with it and
    its writer may still be typing.
    """

    words: tuple[Word, ...]
    number: str | None = None
    quoted: bool = False
    last: bool = field(default=False, compare=False)

    @property
    def exact(self) -> tuple[str, ...]:
        """The words with diacritics."""
        return tuple(word.exact for word in self.words)

    @property
    def folded(self) -> tuple[str, ...]:
        """The words without."""
        return tuple(word.folded for word in self.words)


def phrase_of(text: str) -> Phrase:
    """The words of `text` side by side, as if in quotes; ValueError where it has none."""
    words = tuple(Word(token.exact, token.folded, typed=text[token.start : token.end]) for token in tokens(text))
    if not words:
        raise ValueError(text)
    return Phrase(words, quoted=True)


@dataclass(frozen=True, slots=True)
class Field:
    """A particular of the report: `phrase` stands in the field `name`, or its years have to do with `years`."""

    name: str
    phrase: Phrase | None = None
    years: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """What must not be there."""

    one: Node


@dataclass(frozen=True, slots=True)
class All:
    """Every part must be there."""

    of: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """One of the parts must be there; `same`: they are names of one thing (`NTM`, `nông thôn mới`)."""

    of: tuple[Node, ...]
    same: bool = False


Node = Phrase | Field | Not | All | Any


@dataclass(frozen=True, slots=True)
class Query:
    """`root` is what `text` asks for, None where it holds signs alone. `exact`: typed with diacritics.

    `hints` say, for people, what could not be taken as it was meant: a quote without its end, an unknown field.
    """

    text: str
    root: Node | None
    exact: bool = False
    hints: tuple[str, ...] = ()


def phrases(node: Node | None) -> Iterator[Phrase]:
    """The words and phrases that are wanted, in order; those of fields and those left out are not among them."""
    match node:
        case Phrase():
            yield node
        case All() | Any():
            for part in node.of:
                yield from phrases(part)
        case _:
            return


def unfinished(query: Query) -> Query | None:
    """The query with its last word taken as the beginning of one; None where it does not end with a word."""
    match query.root:
        case All(of=of):
            made = tuple(_begun(node) for node in of)
            return replace(query, root=All(made)) if made != of else None
        case _:
            return None


def _begun(node: Node) -> Node:
    match node:
        case Phrase(last=True, words=(*before, word)) if not word.prefix:
            return replace(node, words=(*before, replace(word, prefix=True)))
        case Any():
            return replace(node, of=tuple(map(_begun, node.of)))
        case _:
            return node
