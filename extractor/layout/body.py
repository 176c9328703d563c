"""The running text: kinds of blocks, and the path of headings above each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.layout import signs
from extractor.layout.joints import paragraphs
from extractor.layout.setting import Setting
from extractor.layout.strips import Draft, Item, Row, Strip, drafted

_LONGEST_HEADING = 300  # characters
_LONGEST_UNNUMBERED = 120
_LONGEST_LEAD = 100  # of a numbered line that ends with a colon
_CLAUSE = re.compile(r"\.\s|:\s*\d|\d[\d.]*\s+(?:tập thể|cá nhân|hộ|lượt)\b")
_CAPTION = re.compile(r"\bẢnh\s*:|\bẢnh[:.]?\s", re.I)
_UNNUMBERED_LOUD = 1  # rank of a heading in capitals without number: below a Phần
_UNNUMBERED = 30  # rank of any other without number: the lowest


@dataclass(frozen=True, slots=True)
class _Heading:
    rank: int
    text: str


def running(items: list[Item], setting: Setting) -> list[Draft]:
    """Paragraphs, items, headings and rows of the running text, with their sections."""
    drafts = [_row(i) if isinstance(i, Row) else i for i in _grouped(items, setting)]
    return _with_sections(_listed(_joined_parts(drafts)))


def _row(row: Row) -> Draft:
    return Draft("row", row.tokens, row.page, cells=row.cells, table=row.table)


def _grouped(items: list[Item], setting: Setting) -> Iterator[Draft | Row]:
    strips: list[Strip] = []
    for item in items:
        if isinstance(item, Strip):
            strips.append(item)
            continue
        yield from _drafts(strips, setting)
        strips = []
        yield item
    yield from _drafts(strips, setting)


def _drafts(strips: list[Strip], setting: Setting) -> Iterator[Draft]:
    groups = paragraphs(strips, setting)
    for i, group in enumerate(groups):
        draft = drafted("paragraph", group)
        after = groups[i + 1][0] if i + 1 < len(groups) else None
        yield replace(draft, kind="heading") if _is_heading(draft, after, setting) else _item_or_text(draft)


def _item_or_text(draft: Draft) -> Draft:
    found = signs.opener(draft.text)
    return replace(draft, kind="item") if found and found[0] in ("bullet", "letter") else draft


def _is_heading(draft: Draft, after: Strip | None, setting: Setting) -> bool:
    text = draft.text
    found = signs.opener(text)
    if found and found[0] == "bullet":
        return False
    if found:
        return found[0] in ("part", "chapter", "division") or _numbered_heading(text[len(found[1]) :].strip(), found[0])
    if len(text) > _LONGEST_UNNUMBERED or signs.goes_on(text) or _CAPTION.search(text):
        return False
    if signs.shouting(text) or (text.isupper() and text.endswith(":")):
        return True
    bold = all(t.bold for t in draft.tokens)
    return not signs.ended(text) and after is not None and (bold or _stands_apart(text, after, setting))


def _numbered_heading(words: str, kind: str) -> bool:
    if not words or len(words) > _LONGEST_HEADING:
        return kind in ("roman", "capital")
    if signs.shouting(words):
        return True
    if _CLAUSE.search(words):
        return False
    return (words.endswith(":") and len(words) <= _LONGEST_LEAD) or not words.endswith((".", ";", ":", ",", "!", "…"))


def _stands_apart(text: str, after: Strip, setting: Setting) -> bool:
    """A short line without number over a long one, in text whose lines are paragraphs: a newspaper's subheading."""
    longer = len(after.text) > len(text) and signs.ended(after.text)
    return setting.whole and len(text) < 80 and longer and not text.endswith((",", "-", "–"))


def _joined_parts(drafts: list[Draft]) -> list[Draft]:
    """A lone "Phần I" or "Chương II" and the name below it are one heading."""
    joined: list[Draft] = []
    for draft in drafts:
        above = joined[-1] if joined else None
        if above and _names_part(above, draft):
            joined[-1] = replace(above, tokens=above.tokens + draft.tokens)
        else:
            joined.append(draft)
    return joined


def _names_part(above: Draft, draft: Draft) -> bool:
    both = above.kind == draft.kind == "heading"
    return both and signs.bare(above.text) and not signs.opener(draft.text)


def _listed(drafts: list[Draft]) -> list[Draft]:
    """Numbered lines that follow each other with nothing between are a list, not headings without text."""
    return [replace(d, kind="item") if _in_list(drafts, i) else d for i, d in enumerate(drafts)]


def _in_list(drafts: list[Draft], i: int) -> bool:
    if not _listable(drafts[i]):
        return False
    neighbours = [drafts[j] for j in (i - 1, i + 1) if 0 <= j < len(drafts)]
    return any(_listable(n) and _rank(n) == _rank(drafts[i]) for n in neighbours)


def _listable(draft: Draft) -> bool:
    found = signs.opener(draft.text)
    return draft.kind == "heading" and found is not None and found[0] in ("number", "letter") and _quiet(draft.text)


def _quiet(text: str) -> bool:
    return any(c.islower() for c in text)


def _rank(draft: Draft) -> int | None:
    """How far down the numbering of a block stands; None without."""
    found = signs.opener(draft.text)
    if found and found[0] != "bullet":
        return signs.rank(*found)
    if draft.kind != "heading":
        return None
    return _UNNUMBERED_LOUD if signs.shouting(draft.text) else _UNNUMBERED


def _with_sections(drafts: list[Draft]) -> list[Draft]:
    """Each block with the headings above it; a numbered paragraph ends the sections of its own and deeper ranks."""
    path: list[_Heading] = []
    placed = []
    for draft in drafts:
        rank = _rank(draft)
        if rank is not None and (draft.kind == "heading" or rank < _UNNUMBERED):
            path = [h for h in path if h.rank < rank]
        placed.append(replace(draft, section=tuple(h.text for h in path)))
        if draft.kind == "heading" and rank is not None:
            path.append(_Heading(rank, draft.text))
    return placed
