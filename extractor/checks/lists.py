"""An award decision's numbers against the lists of recipients attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from extractor.checks.names import counted
from extractor.checks.sums import KINDS
from extractor.source import Source
from models.records import AwardCount, Block, Check, Span
from models.text import fold, squeeze

_ATTACHED = re.compile(r"danh sách (?:kèm theo|đính kèm)", re.I)
_NUMBERED = re.compile(r"(?P<number>\d{1,3})[.)/]\s")
_TITLES = {
    "collectives": re.compile(r"(?:[ivx\d]+[.)]?\s*)?(?:danh sach\s+)?(?:cac\s+)?tap the\W*"),
    "individuals": re.compile(r"(?:[ivx\d]+[.)]?\s*)?(?:danh sach\s+)?(?:cac\s+)?ca nhan\W*"),
    "households": re.compile(r"(?:[ivx\d]+[.)]?\s*)?(?:danh sach\s+)?(?:cac\s+)?(?:ho\s+)?gia dinh\W*"),
}
# "I. Tập thể (08)", "B. Cá nhân: 14 người", "2. HỘ GIA ĐÌNH (03 hộ)"
_TITLED = re.compile(
    r"\W*(?:[ivx]{1,5}|[a-d]|\d)[.)/]\s*(?:danh sach\s+)?(?:cac\s+)?(?:tap the|ca nhan|(?:ho\s+)?gia dinh)\s*[:(]+\s*"
    r"(?P<stated>\d{1,3})(?:\s+(?:tap the|don vi|ca nhan|nguoi|dong chi|ho(?: gia dinh)?))?\s*\)?[\s:.;]*"
)
_SEVERAL = re.compile(r"\W*\d{1,3}[.)/]\s+(?:các|những|hai|ba)\s", re.I)  # one item that names more than one
_NEAR = 8  # lines in which a list goes on that was broken off
_LEAST = 0.6  # share of the announced number below which a list is of some only


def titled_checks(source: Source) -> Iterator[Check]:
    """A check for each numbered list right below a title that says how many it holds: `I. Tập thể (08)`."""
    blocks = source.layout.blocks
    texts = [squeeze(source.text[block.start : block.end]) for block in blocks]
    for at, title in enumerate(texts):
        match = _titled(title)
        below = texts[at + 1 :] if match else []
        items = list(takewhile(lambda text: _NUMBERED.match(text) and not _titled(text), below))
        if not match or _goes_on(below[len(items) :][:_NEAR], len(items) + 1):
            continue
        if (names := _one_each(items)) and len(names) >= _LEAST * int(match["stated"]):
            span = Span(blocks[at].start, blocks[at + len(names)].end)
            yield counted(source, span, int(match["stated"]), names, "checks.list")


def _titled(text: str) -> re.Match[str] | None:
    return _TITLED.fullmatch(fold(text)) if "(" in text or ":" in text else None


def _goes_on(texts: Sequence[str], number: int) -> bool:
    """Whether what looks like the end of a list is only what is told of its last item."""
    return any((match := _NUMBERED.match(text)) and int(match["number"]) == number for text in texts)


def _one_each(items: Sequence[str]) -> list[str]:
    """The items without their numbers; none where these do not run on from 1, or an item holds more than one name."""
    found = [(int(match["number"]), item[match.end() :]) for item in items if (match := _NUMBERED.match(item))]
    runs_on = [number for number, _ in found] == list(range(1, len(found) + 1))
    several = any(_SEVERAL.match(item) or item.endswith(":") for item in items)
    return [name.rstrip(";.,") for _, name in found] if runs_on and len(found) > 1 and not several else []


def list_checks(source: Source, awards: Sequence[AwardCount]) -> Iterator[Check]:
    """A check for each kind of recipient of a decision that gives one award and has one numbered list of that kind."""
    if len(awards) != 1 or awards[0].status != "granted" or not _ATTACHED.search(source.text):
        return
    lists = list(_lists(source))
    for kind, noun in KINDS.items():
        stated = getattr(awards[0], kind)
        sizes = [rows for found, rows in lists if found == kind]
        if stated is not None and len(sizes) == 1:
            yield _check(awards[0], noun, stated, sizes[0])


def _lists(source: Source) -> Iterator[tuple[str, int]]:
    """The kind that a heading names, and how many numbered rows or items stand below it."""
    above = ""
    for table, group in groupby(source.layout.blocks, key=lambda block: block.table if block.kind == "row" else None):
        blocks = list(group)
        if table is None:
            yield from _numbered_items(source, blocks)
            above = squeeze(source.text[blocks[-1].start : blocks[-1].end])
            continue
        kind, rows = _kind(above), _numbered_rows(source, blocks)
        if kind and rows:
            yield kind, rows


def _kind(title: str) -> str | None:
    return next((kind for kind, pattern in _TITLES.items() if pattern.fullmatch(fold(title))), None)


def _numbered_items(source: Source, blocks: Sequence[Block]) -> Iterator[tuple[str, int]]:
    """Lines numbered 1, 2, 3 ... right below a heading that names their kind, one recipient each."""
    texts = [squeeze(source.text[block.start : block.end]) for block in blocks]
    for at, title in enumerate(texts):
        if kind := _kind(title):
            below = list(takewhile(lambda text: not _kind(text), texts[at + 1 :]))
            numbers = [int(match["number"]) for text in below if (match := _NUMBERED.match(text))]
            near = [text for text in below[: len(numbers)] if _NUMBERED.match(text)]
            if numbers and len(near) == len(numbers) and numbers == list(range(1, len(numbers) + 1)):
                yield kind, len(numbers)


def _numbered_rows(source: Source, rows: list[Block]) -> int:
    """How many rows are numbered 1, 2, 3 ...; 0 where the numbers do not run on to the last row."""
    firsts = [squeeze(source.text[row.cells[0].start : row.cells[0].end]) if row.cells else "" for row in rows[1:]]
    runs = [first.rstrip(".") for first in firsts] == [str(i) for i in range(1, len(firsts) + 1)]
    return len(firsts) if runs else 0


def _check(award: AwardCount, noun: str, stated: int, rows: int) -> Check:
    return Check(
        kind="sum",
        about=f"{noun}: danh sách kèm theo có {rows}, quyết định ghi {stated}",
        stated=stated,
        computed=rows,
        parts=(1,) * rows,
        agrees=stated == rows,
        mention=award.mention,
        evidence=award.evidence,
        rule="checks.list",
    )
