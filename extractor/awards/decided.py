"""Who gives by a decision: the office that decides, printed above its reasons."""

from __future__ import annotations

import re
from functools import cache

from extractor.awards import lexicon
from extractor.bodies import Body, body_name, find_body
from extractor.source import Source
from models.records import Header
from models.text import fold

_OUTSIDE = ("signature", "recipients")


def decider(source: Source, header: Header) -> Body | None:
    """The office that decides, as far as it is printed: `CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN` gives `Chủ tịch UBND huyện`.

    The issuer where no office is printed, None for a document that is no decision.
    """
    if header.doc_type != "Quyết định" or not header.issuer:
        return None
    issuer = find_body(header.issuer, 0)
    lines = (source.text[b.start : b.end].strip() for b in source.layout.blocks if b.kind not in _OUTSIDE)
    names = (_office(line, header.issuer) for line in lines if line.isupper())
    name = next((name for name in names if name), header.issuer)
    return Body(0, 0, name, issuer.level if issuer else None)


def _office(line: str, issuer: str) -> str | None:
    """The office of a line, its body in the spelling of the issuer's name."""
    match = _head().match(fold(line))
    if not match or fold(issuer).startswith(match.group()):
        return None
    head = lexicon.words("givers", "decide")[int(str(match.lastgroup)[1:])]
    printed = fold(body_name(line[match.end() :]))
    known = fold(issuer).startswith(printed) and printed
    return f"{head} {' '.join(issuer.split()[: len(printed.split())]) if known else issuer}"


@cache
def _head() -> re.Pattern[str]:
    """The heads of offices that decide, folded, a group for each."""
    heads = lexicon.words("givers", "decide")
    return re.compile("|".join(rf"(?P<h{i}>{lexicon.folded(head)}(?!\w))" for i, head in enumerate(heads)))
