"""From what a person types to the tree of what it means; no sign is ever an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from models.errors import UsageError
from models.text import SourceText, fold, squeeze
from search.analysis import Token, document_numbers, tokens
from search.query.fields import example, field_named, labels, years
from search.query.short import full_forms, short_forms
from search.query.tree import All, Any, Field, Node, Not, Phrase, Query, Word

_QUOTES = '"“”„‟«»″'
_NAME = r"[^\W\d_][\w-]*:"
_AFTER_BLANK = rf"(?<=\s)-(?=[^\s{_QUOTES}]|[{_QUOTES}][^\s{_QUOTES}])"
_AT_START = rf"\A-(?=[{_QUOTES}][^\s{_QUOTES}]|{_NAME}[^\s:/])"  # before a bare word there it is a dash of a list
_MINUS = rf"(?:{_AFTER_BLANK}|{_AT_START})"
_FIELD = rf"(?P<field>{_NAME[:-1]}):(?=[^\s:/]|$|\s)"
_PHRASE = rf"[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]"
_SINGLE = r"(?<=:)['‘’](?P<single>[^'‘’]+)['‘’](?=\s|\Z)"  # elsewhere such a sign is part of a name: K'Diệp
_OPEN = rf"(?<![^\s:-])[{_QUOTES}](?P<open>[^\s{_QUOTES}][^{_QUOTES}]*)\Z"
_PIECE = re.compile(
    rf"(?P<minus>{_MINUS})?(?:{_FIELD})?(?:{_PHRASE}|{_SINGLE}|{_OPEN}|(?P<run>[^\s{_QUOTES}]+)|(?<=:))"
)
_DASHED = re.compile(rf"-(?!{_NAME})[^\W\d_]")
_OR = ("OR", "HOẶC")


@dataclass(frozen=True, slots=True)
class _Item:
    """A piece of the query as a node, whether it is left out, whether OR stands before it, and what is to be said."""

    node: Node | None
    minus: bool = False
    either: bool = False
    hints: tuple[str, ...] = ()


def parse(text: str) -> Query:
    """The query that `text` means, its root None where it holds signs alone; UsageError where it is blank.

    A `-` leaves a word out only with a blank before it and none after, so `KH-UBND` and `nông - lâm` are safe; what
    the query begins with only where it is a phrase or a field.
    Words hang together by AND; `OR` or `HOẶC` in capitals between two joins these two.

    >>> parse('"thi đua" năm:2018-2022 -covid').root.of[1]
    Field(name='year', phrase=None, years=(2018, 2022))
    """
    clean = SourceText.read(text).text
    if not clean.strip():
        raise UsageError("''", "there is no word to look for in this", "write at least one word or number")
    items = list(_items(clean))
    hints = [hint for item in items for hint in item.hints]
    if len(items) > 1 and _DASHED.match(clean):
        hints.append("dấu trừ ở đầu không loại từ nào; hãy viết từ phải loại ra sau một từ cần tìm: khen -covid")
    root = _root(items)
    if root is None and any(item.minus for item in items):
        hints.append("chỉ có từ phải loại ra; hãy viết thêm ít nhất một từ cần tìm")
    exact = any(fold(c.lower()) != c.lower() for c in clean if c.isalpha())
    return Query(clean, root, exact, tuple(dict.fromkeys(hints)))


def _items(text: str) -> Iterator[_Item]:
    either = False
    end = len(text.rstrip())
    for match in _PIECE.finditer(text):
        if match["run"] in _OR and not match["field"]:
            either = True
            continue
        item = _item(match, last=match.end() == end == len(text))
        if item.node or item.hints:
            yield replace(item, either=either and not item.minus)
            either = False


def _item(match: re.Match[str], *, last: bool) -> _Item:
    minus = bool(match["minus"])
    quoted = match["run"] is None
    value = next((match[name] for name in ("phrase", "single", "open", "run") if match[name] is not None), "")
    hints = (f"dấu ngoặc kép chưa đóng: đã tìm “{squeeze(value)}” đứng liền nhau",) if match["open"] else ()
    if match["field"]:
        node, said = _in_field(match["field"], value, quoted=quoted)
        return _Item(node, minus, hints=(*hints, *said))
    return _Item(_phrase(value, quoted=quoted, last=last and not quoted), minus, hints=hints)


def _in_field(typed: str, value: str, *, quoted: bool) -> tuple[Node | None, tuple[str, ...]]:
    """The particular that is asked for; where it cannot be, its words, and what to write instead."""
    name = field_named(typed)
    if name is None:
        hint = f"không có trường “{typed}” nên đã tìm như từ thường; các trường là {labels()}"
        return _words(f"{typed} {value}"), (hint,) if value else ()
    span = years(value) if name == "year" else None
    if span:
        return Field(name, years=span), ()
    phrase = _phrase(value, quoted=quoted)
    if name == "year" or phrase is None:
        said = f"trường “{typed}” cần viết như {example(name)} (liền sau dấu hai chấm)"
        return _words(f"{typed} {value}"), (said,)
    return Field(name, phrase), ()


def _phrase(text: str, *, quoted: bool, last: bool = False) -> Phrase | None:
    found = list(tokens(text))
    if not found:
        return None
    words = [_word(text, token) for token in found]
    if text[found[-1].end :].startswith("*"):
        words[-1] = replace(words[-1], prefix=True)
    whole = len(text.strip(" .,;:()"))
    numbers = [key for start, end, key in document_numbers(text) if end - start == whole]
    return Phrase(tuple(words), numbers[0] if numbers else None, quoted, last and found[-1].end == len(text))


def _word(text: str, token: Token) -> Word:
    return Word(token.exact, token.folded, typed=text[token.start : token.end])


def _words(text: str) -> Node | None:
    parts = tuple(Phrase((_word(text, token),)) for token in tokens(text))
    return All(parts) if len(parts) > 1 else next(iter(parts), None)


def _root(items: Iterable[_Item]) -> All | None:
    """All that is wanted, each once, what OR joins as one; then all that is not."""
    wanted: list[Node] = []
    unwanted: list[Node] = []
    for item in items:
        if item.node is None:
            continue
        if item.minus:
            unwanted.append(Not(item.node))
        elif item.either and wanted:
            before = wanted.pop()
            wanted.append(Any((*(before.of if isinstance(before, Any) else (before,)), item.node)))
        else:
            wanted.append(item.node)
    if not wanted:
        return None
    return All((*_with_short_forms(list(dict.fromkeys(wanted))), *dict.fromkeys(unwanted)))


def _with_short_forms(nodes: list[Node]) -> Iterator[Node]:
    """The nodes, abbreviations beside what they stand for: `NTM`, or `nông thôn mới` word by word."""
    at = 0
    while at < len(nodes):
        size = _length_of_full_form(nodes, at)
        part = nodes[at : at + max(size, 1)]
        at += len(part)
        if size:
            yield Any((All(tuple(part)), *short_forms()[_folded(part)]), same=True)
        else:
            yield _or_in_full(part[0])


def _length_of_full_form(nodes: list[Node], at: int) -> int:
    longest = max(map(len, short_forms()))
    for size in range(min(longest, len(nodes) - at), 1, -1):
        part = nodes[at : at + size]
        if all(isinstance(one, Phrase) and len(one.words) == 1 for one in part) and _folded(part) in short_forms():
            return size
    return 0


def _folded(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(word for node in nodes if isinstance(node, Phrase) for word in node.folded)


def _or_in_full(node: Node) -> Node:
    match node:
        case Phrase(words=(word,), quoted=False) if not word.prefix and word.folded in full_forms():
            return Any((node, *full_forms()[word.folded]), same=True)
        case Phrase() if node.folded in short_forms():
            return Any((node, *short_forms()[node.folded]), same=True)
        case _:
            return node
