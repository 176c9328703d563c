"""Web pages: block elements are lines, tables are tables, what is not shown is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from extractor.readers.webfonts import PageFonts, markup_of
from extractor.readers.wording import Wording
from models.errors import ReadError
from models.knowledge import load
from models.page import Cell, Line, Page, Reading, Table
from models.text import SourceText, fold, squeeze

if TYPE_CHECKING:
    from bs4 import Tag
    from bs4.element import PageElement

# fmt: off
_HIDDEN = frozenset((
    "script", "style", "head", "noscript", "template", "iframe", "svg", "nav", "button", "select", "option", "form",
    "title", "meta", "link",
))
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li",
    "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul",
))
# fmt: on
_OF_SITE = frozenset(load("web")["of_site"])
_FEWEST_LINKS = 2
_MOST_LINKS = 200
_DEEPEST = 100  # elements in elements
_WIDEST = 200  # columns to which cells that span several may make a table
_BOLD = frozenset(("b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"))
_MARK = re.compile(r"\[?(?P<number>\d{1,2})\]?$")


@dataclass(slots=True)
class _Page:
    """What has been read of a page: finished items, and the words of the line at hand."""

    fonts: PageFonts
    items: list[Line | Table] = field(default_factory=list)
    wording: Wording = field(default_factory=Wording)
    lines: int = 0
    depth: int = 0  # of elements in elements, at the place that is being read
    counted: dict[int, int] = field(default_factory=dict)  # the items of each list so far

    def end_line(self, centred: bool = False) -> None:
        if words := self.wording.take():
            self.lines += 1
            self.items.append(Line(words, self.lines, centred=centred))


def read_html(path: Path) -> Reading:
    """The one long page of an HTML file; ReadError where nothing in it is text."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(markup_of(path.read_bytes()), "lxml")
    page = _Page(PageFonts(soup))
    _walk(soup.body or soup, page, bold=False, raised=False)
    page.end_line()
    if not page.items:
        raise ReadError(path, "there is no text in it", "save the page with its content and add it again")
    return Reading(path.name, "html", (Page(1, tuple(page.items)),), whole=True)


def _walk(element: Tag, page: _Page, bold: bool, raised: bool) -> None:
    """Take in what is in an element; what is nested deeper than people nest is taken as so many words."""
    if page.depth >= _DEEPEST:
        page.wording.put(SourceText.read(element.get_text(" ")).text, bold, raised=False)
        return
    page.depth += 1
    for child in element.children:
        _node(child, page, bold, raised)
    page.depth -= 1


def _node(node: PageElement, page: _Page, bold: bool, raised: bool) -> None:
    from bs4.element import NavigableString, PreformattedString, Tag

    if isinstance(node, NavigableString):
        if not isinstance(node, PreformattedString):
            text = SourceText.read(page.fonts.read(node)).text
            page.wording.put(text, bold, raised and bool(_MARK.match(text.strip())))
    elif isinstance(node, Tag) and node.name not in _HIDDEN and not _is_hidden(node):
        _element(node, page, bold, raised)


def _is_hidden(tag: Tag) -> bool:
    style = str(tag.get("style") or "").replace(" ", "").lower()
    return tag.has_attr("hidden") or "display:none" in style or _is_about_site(tag)


def _has_motto(text: str) -> bool:
    return any(motto in fold(text) for motto in load("print")["letterhead"])


def _is_about_site(tag: Tag) -> bool:
    """Whether an element belongs to the site and not to the document on it: a menu, a path of links, a footer."""
    if tag.name not in _BLOCKS or tag.name in ("html", "body", "table", "tbody", "tr"):
        return False
    names = f"{tag.get('id') or ''} {' '.join(tag.get('class') or ())} {tag.get('role') or ''}".lower()
    told = tag.name == "aside" or not _OF_SITE.isdisjoint(re.split(r"[^a-z]+", names))
    return (told or _is_all_links(tag)) and not _has_motto(squeeze(tag.get_text(" ")))


def _is_all_links(tag: Tag) -> bool:
    """Whether all words of an element are two links or more to elsewhere; signs may stand between."""
    links = [a for a in tag.find_all("a", limit=_MOST_LINKS) if not str(a.get("href") or "#_").startswith("#_")]
    if len(links) < _FEWEST_LINKS:
        return False
    return _letters(tag) == sum(map(_letters, links)) > 0


def _letters(tag: Tag) -> int:
    return sum(map(str.isalnum, tag.get_text()))


def _element(tag: Tag, page: _Page, bold: bool, raised: bool) -> None:
    if tag.name == "br":
        page.end_line()
        return
    block = tag.name in _BLOCKS
    if block:
        page.end_line()
    if tag.name == "table" and not _lays_out(tag):
        page.items.append(_table(tag, page))
        return
    if tag.name == "li":
        page.wording.put(_bullet(tag, page), bold=False, raised=False)
    _walk(tag, page, bold or tag.name in _BOLD, raised or tag.name == "sup")
    if block:
        page.end_line(_is_centred(tag))


def _bullet(item: Tag, page: _Page) -> str:
    """What a browser shows before an item: a number in an ordered list, else a dash; nothing where one is printed."""
    page.counted[id(item.parent)] = place = page.counted.get(id(item.parent), -1) + 1
    printed = " ".join(islice(item.stripped_strings, 2))
    if re.match(r"(?:[-+•]|\(?\w{1,3}[.)])\s", printed):
        return ""
    parent = item.parent
    if parent is None or parent.name != "ol":
        return "- "
    first = str(parent.get("start") or 1)
    return f"{(int(first) if first.isdigit() else 1) + place}. "


def _is_centred(tag: Tag) -> bool:
    style = str(tag.get("style") or "").replace(" ", "").lower()
    return "text-align:center" in style or str(tag.get("align") or "").lower() == "center" or tag.name == "center"


def _lays_out(table: Tag) -> bool:
    """Whether a table holds the whole page in a cell, as old pages do: other tables, or paragraphs by the dozen."""
    if table.find("table") is not None:
        return True
    return any(len(cell.find_all("p")) > 12 for cell in table.find_all(["td", "th"]))


def _table(table: Tag, page: _Page) -> Table:
    grid: dict[tuple[int, int], Cell] = {}
    taken: set[tuple[int, int]] = set()
    rows = table.find_all("tr")
    for y, row in enumerate(rows):
        x = 0
        for cell in row.find_all(["td", "th"], recursive=False):
            while (y, x) in taken:
                x += 1
            across, down = _span(cell, "colspan", _WIDEST - x), _span(cell, "rowspan", len(rows) - y)
            taken.update((y + dy, x + dx) for dy in range(down) for dx in range(across))
            grid[y, x] = _cell(cell, page)
            x += across
    page.lines += 1
    columns = max((x for _, x in taken), default=-1) + 1
    return Table(tuple(tuple(grid.get((y, x), Cell()) for x in range(columns)) for y in range(len(rows))), page.lines)


def _span(cell: Tag, name: str, most: int) -> int:
    value = str(cell.get(name) or "1")
    return max(min(int(value), most), 1) if value.isdecimal() and len(value) < 9 else 1


def _cell(cell: Tag, page: _Page) -> Cell:
    inner = _Page(page.fonts, lines=page.lines, depth=page.depth)
    _walk(cell, inner, bold=cell.name == "th", raised=False)
    inner.end_line()
    page.lines = inner.lines
    return Cell(tuple(_only_lines(inner.items)))


def _only_lines(items: list[Line | Table]) -> Iterator[Line]:
    for item in items:
        if isinstance(item, Line):
            yield item
        else:
            yield from (line for row in item.rows for cell in row for line in cell.lines)
