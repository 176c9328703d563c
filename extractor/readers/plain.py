"""Plain text and Markdown: each line of the file is a line; a form feed begins a page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from extractor.readers.aligned import aligned
from extractor.readers.encodings import text_of
from extractor.readers.oldfonts import modern
from extractor.readers.spread import Part, spread
from models.errors import ReadError
from models.page import Cell, Line, Page, Reading, Table, Word
from models.text import SourceText

_MARKER = re.compile(r"(?:[-–+•*]|\(?\w{1,4}[.)])$")
_BOLD = re.compile(r"(?<!\*)\*\*(?=[^\s)])(?P<inner>(?:[^*\n]|\n(?![ \t]*\n))+?)(?<=[^\s(])\*\*(?!\*)")
_ITALIC = re.compile(r"(?<![\w*])\*(?=[^\s*])(?P<inner>[^*\n]+?)(?<=[^\s*])\*(?![\w*])")
_BOLD_SIGN = "\ue000"  # private use: bold begins or ends here, until the words are made
_HASH = re.compile(r"#{1,6}\s+(?P<words>.*?)(?:\s+#+)?$")
_PIPES = re.compile(r"\s*\|.*\|\s*$")
_STROKE = re.compile(r"(?<=\S)[ \t]+(?P<strokes>\|(?:[ \t]+\|)*)(?:[ \t]+|$)")  # several for empty cells
_OPENING_STROKE = re.compile(r"^[ \t]*\|[ \t]+(?=[^|]*\S[^|]*$)")
_PIPE_RULE = re.compile(r"[\s|:-]+$")
_WIDE_BLANKS = re.compile(r" {3,}")
_FEWEST_SPACED = 3  # cells of a row that only blanks part
_FEWEST_ALIKE = 2  # such rows make a table
_POINTS_PER_BLANK = 3.5


def read_plain(path: Path) -> Reading:
    """The pages of a text file; tab-separated lines are tables, Markdown's emphasis and hashes are resolved."""
    return reading_of(_decode(path), path.name)


def reading_of(text: str, name: str) -> Reading:
    """The pages of a text at hand, as `read_plain` gives them for the file `name`."""
    markdown = name.lower().endswith((".md", ".markdown"))
    return Reading(name, "md" if markdown else "txt", tuple(_pages(SourceText.read(modern(text)).text)))


def _decode(path: Path) -> str:
    text = text_of(path.read_bytes())
    if text is None:
        raise ReadError(path, "its text is in an unknown encoding", "save it as UTF-8 and add it again")
    return text


def _pages(text: str) -> Iterator[Page]:
    number = 0
    for page, part in enumerate(_marked(text).split("\f"), 1):
        lines = [_unpiped(line) for line in part.splitlines()] or [""]
        yield Page(page, tuple(_items(lines, number)))
        number += len(lines)


def _unpiped(line: str) -> str:
    """Tabs for the upright strokes of a row that has none before its first cell: `Gò Dầu | 231 | 1.012`.

    A stroke that opens a cell of several lines goes: `| Nơi nhận:`.
    """
    line = _OPENING_STROKE.sub("", line)
    if _PIPES.match(line) or not _STROKE.search(line):
        return line
    return _STROKE.sub(lambda match: "\t" * match["strokes"].count("|"), line).rstrip()


def _marked(text: str) -> str:
    """The text without Markdown's emphasis; a private sign stands where bold begins and ends."""
    return _ITALIC.sub(r"\g<inner>", _BOLD.sub(rf"{_BOLD_SIGN}\g<inner>{_BOLD_SIGN}", text))


def _items(lines: list[str], above: int) -> Iterator[Line | Table]:
    columns = spread(lines)
    bold, blanks, at = False, 0, 0
    while at < len(lines):
        placed = aligned(lines, at) if at not in columns and _is_spaced_row(lines[at]) else None
        end = placed.end if placed else at if at in columns else _table_end(lines, at)
        if end > at:
            cells = [(above + i + 1, row) for i, row in placed.rows.items()] if placed else []
            yield _whole(cells, above + at + 1) if placed else _table(lines[at:end], above + at + 1)
            at, blanks = end, 0
            continue
        for part in columns.get(at, (Part("body", lines[at]),)):
            line, bold = _line(part, above + at + 1, bold, blanks)
            if line.words:
                yield line
        blanks = 0 if lines[at].strip() else blanks + 1
        at += 1


def _line(part: Part, number: int, bold: bool, blanks: int) -> tuple[Line, bool]:
    """The line with its words, and whether bold goes on into the next one."""
    text = part.text
    heading = _HASH.match(text)
    words = []
    for piece in (heading["words"] if heading else text).split():
        bold ^= piece.startswith(_BOLD_SIGN)
        if plain := piece.replace(_BOLD_SIGN, ""):
            words.append(Word(plain, bold=bold or bool(heading)))
        bold ^= _BOLD_SIGN in piece[1:]
    indent = (len(text) - len(text.lstrip())) * _POINTS_PER_BLANK
    return Line(tuple(words), number, part.zone, indent, float(blanks)), bold


def _cells(text: str) -> list[str]:
    """The cells of a line that pipes, tabs or wide blanks part; none where it is no row."""
    if _PIPES.match(text):
        return [cell.strip() for cell in text.strip().strip("|").split("|")]
    if "\t" not in text:
        cells = _WIDE_BLANKS.split(text.strip())
        return cells if len(cells) >= _FEWEST_SPACED else []
    cells = [cell.strip() for cell in text.split("\t")]
    filled = [cell for cell in cells if cell]
    marked = len(filled) == 2 and bool(_MARKER.match(filled[0]))
    return cells if len(filled) >= 2 and not marked else []


def _table_end(lines: list[str], at: int) -> int:
    """One past the last line of the table that begins at `at`; a blank line inside is passed over."""
    first = [] if _PIPE_RULE.match(lines[at]) else _cells(lines[at])
    if first and _is_spaced(lines[at]):
        return _spaced_end(lines, at, len(first))
    end = i = at
    while first and i < len(lines) and (_cells(lines[i]) or not lines[i].strip()):
        i += 1
        end = i if lines[i - 1].strip() else end
    return end


def _is_spaced(text: str) -> bool:
    return "\t" not in text and not _PIPES.match(text)


def _is_spaced_row(text: str) -> bool:
    return _is_spaced(text) and bool(_cells(text))


def _spaced_end(lines: list[str], at: int, columns: int) -> int:
    """The same for rows that only blanks part: at least two alike; one with fewer cells, as a total, is the last."""
    end, alike = at, 0
    for i in range(at, len(lines)):
        count = len(_WIDE_BLANKS.split(lines[i].strip()))
        if not lines[i].strip():
            continue
        if count == columns:
            end, alike = i + 1, alike + 1
            continue
        last = 1 < count < columns and alike >= _FEWEST_ALIKE
        return i + 1 if last else (end if alike >= _FEWEST_ALIKE else at)
    return end if alike >= _FEWEST_ALIKE else at


def _table(lines: list[str], number: int) -> Table:
    rows = [(number + i, text) for i, text in enumerate(lines) if text.strip() and not _PIPE_RULE.match(text)]
    spaced = _is_spaced(lines[0])
    split = [(_WIDE_BLANKS.split(text.strip()) if spaced else _cells(text)) for _, text in rows]
    columns = max(map(len, split))
    whole = [_filled(cells, columns, text) if spaced else cells for cells, (_, text) in zip(split, rows, strict=True)]
    return _whole([(n, cells) for cells, (n, _) in zip(whole, rows, strict=True)], number)


def _whole(rows: list[tuple[int, list[str]]], number: int) -> Table:
    """The table with these rows, each with the number of its line."""
    columns = max(len(cells) for _, cells in rows)
    return Table(tuple(_row(cells, columns, n) for n, cells in rows), number)


def _filled(cells: list[str], columns: int, text: str) -> list[str]:
    """The cells of a row that only blanks part, in its columns: the numbers of a total stand at the right."""
    missing = columns - len(cells)
    before = 1 if missing and text.startswith("   ") else 0
    return [*[""] * before, cells[0], *[""] * (missing - before), *cells[1:]]


def _row(cells: list[str], columns: int, number: int) -> tuple[Cell, ...]:
    return tuple(_cell(text, number) for text in (*cells, *[""] * (columns - len(cells))))


def _cell(text: str, number: int) -> Cell:
    words = tuple(Word(w) for w in text.replace(_BOLD_SIGN, "").split())
    return Cell((Line(words, number),)) if words else Cell()
