"""The yearly summary of a cluster: its members, what each was given, points by member."""

from __future__ import annotations

from dataclasses import replace

from corpus.sample.awarding import alone, listed, number
from corpus.sample.ledger import ledger
from corpus.sample.model import Block, Phrase, Row, say
from corpus.sample.sections import ROMAN, ahead, exemplars, lead, movements, paragraph, review
from corpus.sample.world import Unit
from corpus.sample.writer import Writer


def cluster_blocks(writer: Writer) -> list[Block]:
    """The body of a cluster's summary."""
    blocks = [paragraph(writer.named("opening", "cluster")), paragraph(members(writer))]
    sections = [("lead", lead), ("run", movements), ("models", exemplars), ("awards", _awards), ("review", review)]
    kept = [s for s in (*sections, ("next", ahead)) if not writer.brief or s[0] in ("models", "awards")]
    for roman, (key, make) in zip(ROMAN, kept, strict=False):
        heading = Phrase(f"{roman}. ") + writer.named("headings", key)
        blocks += [Block("heading", heading), *make(writer)]
    return [*blocks, paragraph(writer.named("closing", "report", what="tổng kết hoạt động của Cụm"))]


def _awards(writer: Writer) -> list[Block]:
    work = [] if writer.brief else [paragraph(writer.named("cluster", "work"))]
    return [*work, *(member_awards(writer, unit) for unit in _members(writer)), *points(writer)]


def _members(writer: Writer) -> list[Unit]:
    return [Unit("huyện", d.area, writer.unit.province, (d,)) for d in writer.unit.districts]


def members(writer: Writer) -> Phrase:
    """How many members there are, and their names."""
    names = [u.name for u in _members(writer)]
    sentence = writer.named("cluster", "members", n=number(len(names)), names=", ".join(names))
    values = {"kind": "sum", "about": "đơn vị thành viên", "stated": len(names), "computed": len(names)}
    return say(sentence, "check", **values, parts=[1] * len(names), agrees=True)


def member_awards(writer: Writer, unit: Unit) -> Block:
    """What one member was given in the year, as its own report states it too."""
    place = unit.place.full
    levels = ledger(writer.seed, unit, writer.year)
    known = [c for counts in levels.values() for c in counts]
    chosen = writer.dice.sample(known, min(3, len(known)))
    kept = [replace(alone(c), locality=place, period=writer.period) for c in chosen]
    counts = listed(writer.dice, kept)
    named = place[0].upper() + place[1:]
    return Block("item", Phrase("- ") + writer.named("cluster", "unit", member=named, counts=counts))


def points(writer: Writer) -> list[Block]:
    """A table of points: figures that are no counts of awards."""
    head = Row(tuple(Phrase(t) for t in ("TT", "Đơn vị", "Điểm thi đua", "Xếp thứ")))
    scores = sorted((round(writer.dice.uniform(880, 990), 1) for _ in _members(writer)), reverse=True)
    rows = [
        Row((Phrase(str(i)), Phrase(u.name), Phrase(str(s).replace(".", ",")), Phrase(str(i))))
        for i, (u, s) in enumerate(zip(_members(writer), scores, strict=True), 1)
    ]
    table = Block("table", rows=(head, *rows), widths=(0.1, 0.5, 0.22, 0.18))
    return [paragraph(writer.named("cluster", "scores")), table]
