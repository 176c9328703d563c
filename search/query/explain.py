"""A parsed query told in one sentence, for `--explain`."""

from __future__ import annotations

from models.text import squeeze
from search.query import tree
from search.query.fields import label


def explained(query: tree.Query) -> str:
    """What is looked for, in one sentence.

    >>> from search.query import parse
    >>> explained(parse('"thi đua" OR khen năm:2020 -covid'))
    'Tìm báo cáo có (“thi đua” hoặc khen), có năm là 2020, không có covid.'
    """
    if query.root is None:
        return "Không có từ nào để tìm."
    return f"Tìm báo cáo {_told(query.root)}."


def _told(node: tree.Node) -> str:
    match node:
        case tree.All():
            wanted = [_inner(part) for part in node.of if not isinstance(part, tree.Not | tree.Field)]
            rest = [_told(part) for part in node.of if isinstance(part, tree.Not | tree.Field)]
            return ", ".join([*([f"có {' và '.join(wanted)}"] if wanted else []), *rest])
        case tree.Field(years=(first, last)):
            return f"có năm là {first}" if first == last else f"có năm từ {first} đến {last}"
        case tree.Field():
            return f"có {label(node.name)} là {_shown(node.phrase)}"
        case tree.Not():
            return (
                f"không {_told(node.one).removeprefix('không ')}"
                if isinstance(node.one, tree.Field)
                else _without(node)
            )
        case _:
            return f"có {_inner(node)}"


def _without(node: tree.Not) -> str:
    return f"không có {_inner(node.one)}"


def _inner(node: tree.Node) -> str:
    match node:
        case tree.Phrase():
            return _shown(node)
        case tree.Any():
            return f"({' hoặc '.join(map(_inner, node.of))})"
        case tree.All():
            return " và ".join(map(_inner, node.of))
        case _:
            return _told(node)


def _shown(phrase: tree.Phrase | None) -> str:
    if phrase is None:
        return ""
    words = squeeze(" ".join(word.typed for word in phrase.words))
    if phrase.words[-1].prefix:
        words = f"{words}… (bắt đầu như vậy)"
    return f"“{words}”" if len(phrase.words) > 1 else words
