"""The movement or the field of work under which an example is named."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from extractor.source import Source
from models.records import Block, Span
from models.text import squeeze

_LONGEST = 160
_EARLIER, _FARTHEST = 6, 200  # blocks of the same section that are looked at, and how far above


@cache
def _named() -> re.Pattern[str]:
    call = r"(?i:(?:phong\s+)?trào\s+thi\s+đua|phong\s+trào(?!\s+thi\s+đua)|cuộc\s+vận\s+động)"
    quoted = r"(?:yêu\s+nước\s+)?[“\"„”'](?P<quoted>[^“”\"]{6,200}?)(?:[”\"“]|'{2}|’{2}|:)"
    sphere = r"(?:(?i:trên|trong|về)\s+)?(?i:các\s+)?(?i:lĩnh\s+vực)\s+(?P<sphere>[^:;.“”\"]{4,160})"
    no_name = r"(?!(?:yêu\s+nước|đã|có|được|của|do|tại|năm|trên|sôi|này|nêu|các|ở|ngày|từ|là|như|gồm)(?!\w))"
    other = rf"{no_name}(?P<other>[^:;.“”\"]{{6,160}}?)"
    stop = r"(?=\s*(?::|;|\.|$|,\s*(?:đã|như)|\s+(?:có|là|gồm|như|đã)(?:\s|:|$)))"
    return re.compile(
        rf"{call}\s+(?:{quoted}|{sphere}{stop}|{other}{stop})|(?i:lĩnh\s+vực)\s+(?P<alone>[^:;.,“”\"]{{4,120}}?){stop}"
    )


def field_of(source: Source, block: Block, lead: Span) -> str | None:
    """The field for names listed behind `lead` in `block`: there, at the block's head, in an item or a heading above.

    "Tiêu biểu trong phong trào thi đua trên lĩnh vực Y tế - Dân số có ..." gives "Y tế - Dân số".
    """
    for text in _above(source, block, lead):
        if found := _field(text):
            return found
    return None


def _above(source: Source, block: Block, lead: Span) -> list[str]:
    text = source.text
    texts = [text[lead.start : lead.end], text[block.start : min(block.start + 260, lead.end)]]
    alike = (b for b in islice(source.blocks_before(block), _FARTHEST) if b.section == block.section)
    texts += [text[b.start : b.start + 260].split(":")[0] + ":" for b in islice(alike, _EARLIER) if b.kind == "item"]
    return texts + list(reversed(block.section))


def _field(text: str) -> str | None:
    match = None
    for match in _named().finditer(text):
        if match["quoted"]:
            break
    if match is None:
        return None
    name = squeeze(match["quoted"] or match["sphere"] or match["other"] or match["alone"]).strip(" ,.;:'’”\"")
    name = re.sub(r"\s+(?:có|gồm|là|như|tiêu biểu|nổi bật|điển hình)$", "", name)
    return name if 5 < len(name) <= _LONGEST else None
