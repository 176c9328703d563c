"""A parsed query told in one sentence, for `--explain`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from models.text import squeeze
from search.query import tree
from search.query.fields import label
from search.query.plan import LIKENESSES, Match, Plan

NOTHING = "Không có từ nào để tìm."
_MOST_TOLD = 5  # other forms of a word
_BEGUN = "bắt đầu như vậy"


def explained(query: tree.Query, plan: Plan | None = None, narrowed: Iterable[tree.Field] = ()) -> str:
    """What is looked for, in one sentence; with the plan also what may stand for the words in this archive.

    >>> from search.query import parse
    >>> explained(parse('"thi đua" OR khen năm:2020 -covid'))
    'Tìm báo cáo có (“thi đua” hoặc khen), có năm là 2020, không có covid.'
    """
    if query.root is None:
        return NOTHING
    root = (plan and plan.asked) or query.root
    optional = frozenset(match.forms[0].folded for match in plan.optional) if plan else frozenset()
    teller = _Teller({match.forms[0].folded: match for match in plan.matches} if plan else {}, optional)
    parts = [teller.told(root), *map(teller.told, narrowed)]
    end = "; không báo cáo nào có đủ, nên lấy báo cáo có một phần các từ ấy" if plan and plan.relaxed else ""
    return f"Tìm báo cáo {', '.join(parts)}{end}."


class _Teller:
    """Tells the parts of a query; `matches` are what may stand for its words, `optional` those that need not be."""

    def __init__(self, matches: Mapping[tuple[str, ...], Match], optional: Collection[tuple[str, ...]]) -> None:
        self._matches, self._optional = matches, optional

    def told(self, node: tree.Node) -> str:
        """What a report must have or be: `có “thi đua”`, `có năm là 2020`, `không có covid`."""
        match node:
            case tree.All():
                words = [part for part in node.of if not isinstance(part, tree.Not | tree.Field)]
                wanted = [self._inner(part) for part in words if not self._is_optional(part)]
                more = [self._inner(part) for part in words if self._is_optional(part)]
                rest = [self.told(part) for part in node.of if isinstance(part, tree.Not | tree.Field)]
                first = f"có {_listed(wanted)}" if wanted else ""
                last = f"xếp trên nếu có cả {_listed(more)}" if more else ""
                return ", ".join(filter(None, [first, *rest, last]))
            case tree.Field(years=(first, last)):
                return f"có năm là {first}" if first == last else f"có năm từ {first} đến {last}"
            case tree.Field():
                return f"có {_shown(node.phrase)} trong {label(node.name).replace('_', ' ')}"
            case tree.Not(one=tree.Field() as field):
                return f"không {self.told(field)}"
            case tree.Not():
                return f"không có {self._inner(node.one)}"
            case _:
                return f"có {self._inner(node)}"

    def _is_optional(self, node: tree.Node) -> bool:
        return isinstance(node, tree.Phrase) and node.folded in self._optional

    def _inner(self, node: tree.Node) -> str:
        match node:
            case tree.Phrase():
                return _shown(node) + self._also(node)
            case tree.Any(same=True, of=(first, *others)):
                called = "viết tắt" if isinstance(first, tree.All) or len(tuple(_words(first))) > 1 else "tức"
                return f"{self._inner(first)} ({called} {', '.join(map(self._inner, others))})"
            case tree.Any():
                return f"({' hoặc '.join(map(self._inner, node.of))})"
            case tree.All():
                return _listed(map(self._inner, node.of))
            case _:
                return self.told(node)

    def _also(self, phrase: tree.Phrase) -> str:
        """What else may stand for a word here: ` (cả chữ đọc lệch: thuoug)`."""
        match = self._matches.get(phrase.folded)
        alike: dict[str, list[str]] = {}
        for form in match.forms[1:] if match else ():
            how = _BEGUN if phrase.words[-1].prefix else LIKENESSES[form.weight]
            alike.setdefault(how, []).append(" ".join(form.folded))
        if phrase.words[-1].prefix and not alike:
            return f" ({_BEGUN})"
        return "".join(f" ({how}: {_few(forms)})" for how, forms in alike.items())


def _listed(parts: Iterable[str]) -> str:
    """`mô, hình và nuôi`."""
    *before, last = parts
    return f"{', '.join(before)} và {last}" if before else last


def _words(node: tree.Node) -> Iterator[tree.Word]:
    for phrase in tree.phrases(node):
        yield from phrase.words


def _few(forms: list[str]) -> str:
    return ", ".join(forms[:_MOST_TOLD]) + (", …" if len(forms) > _MOST_TOLD else "")


def _shown(phrase: tree.Phrase | None) -> str:
    if phrase is None:
        return ""
    words = squeeze(" ".join(word.typed for word in phrase.words))
    words = f"“{words}”" if len(phrase.words) > 1 else words
    return f"{words}…" if phrase.words[-1].prefix else words
