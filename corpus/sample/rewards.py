"""The section on awards: counts under headings or in prose, by unit in a table, proposed ones, and one told again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.sample.awarding import (
    Count,
    alone,
    award_first,
    awarder_first,
    listed,
    number,
    recipients,
    split,
    stated,
    under,
)
from corpus.sample.ledger import half, ledger
from corpus.sample.model import Block, Phrase, Row, join, say
from corpus.sample.sections import paragraph
from corpus.sample.world import Unit
from corpus.sample.writer import Writer

Levels = Sequence[tuple[str, tuple[Count, ...]]]


def counts_of(writer: Writer, unit: Unit | None = None) -> Levels:
    """The period's counts of the writer's unit (or `unit`) by level."""
    tables = list(ledger(writer.seed, unit or writer.unit, writer.year).items())
    if writer.half:
        tables = [(level, half(writer.dice, counts)) for level, counts in tables]
    return [(level, tuple(replace(c, period=writer.period) for c in counts)) for level, counts in tables]


def awards(writer: Writer) -> list[Block]:
    """The whole section; its heading names the period."""
    levels = counts_of(writer)
    form = writer.dice.choice((_by_lines, _by_items, _in_prose))
    blocks = [paragraph(writer.named("awards", "intro")), *form(writer, levels)]
    last = levels[-1][1][-1]
    blocks.append(_occasional(writer))
    if writer.unit.sort == "huyện" and not writer.half and not writer.brief and writer.dice.random() < 0.6:
        blocks += by_commune(writer, last)
    if writer.dice.random() < 0.4:
        blocks.append(_proposed(writer))
    return blocks + ([_again(writer, last)] if writer.dice.random() < 0.3 else [])


def _rung(writer: Writer, level: str) -> str:
    """`cấp Nhà nước`, `cấp tỉnh`, and for a town of a district's rank `cấp thị xã`."""
    own = {"nhà nước": "Nhà nước", "huyện": writer.unit.words["kind"] if writer.unit.sort == "huyện" else "huyện"}
    return f"cấp {own.get(level, level)}"


def _by_lines(writer: Writer, levels: Levels) -> list[Block]:
    """`- Khen thưởng cấp tỉnh: Cờ thi đua xuất sắc: 04 tập thể; Bằng khen ...`."""
    blocks = []
    for level, counts in levels:
        head = writer.dice.choice((f"Khen thưởng {_rung(writer, level)}", _rung(writer, level).capitalize()))
        listed = join("; ", [award_first(writer.dice, under(c, level)) for c in counts])
        blocks.append(Block("item", Phrase(f"- {head}: ") + listed + "."))
    return blocks


def _by_items(writer: Writer, levels: Levels) -> list[Block]:
    blocks = []
    for level, counts in levels:
        blocks.append(Block("item", Phrase(f"- Khen thưởng {_rung(writer, level)}:")))
        for i, count in enumerate(counts, 1):
            told = stated(writer.dice, under(count, level)).capital()
            blocks.append(Block("item", Phrase("+ ") + told + (";" if i < len(counts) else ".")))
    return blocks


def _in_prose(writer: Writer, levels: Levels) -> list[Block]:
    """No heading names a level here: a count has one only by who awards it."""
    counts = [alone(c) for _, group in levels for c in group]
    middle = (len(counts) + 1) // 2
    return [_sentence(writer, group) for group in (counts[:middle], counts[middle:]) if group]


def _sentence(writer: Writer, counts: Sequence[Count]) -> Block:
    return paragraph(writer.named("awards", "prose", counts=listed(writer.dice, counts)))


def _occasional(writer: Writer) -> Block:
    """Awards for an occasion, or "chuyên đề, đột xuất" with no award named."""
    dice = writer.dice
    pair = dice.randint(2, 40), dice.randint(3, 90)
    if dice.random() < 0.4:
        what = dice.choice(("chuyên đề, đột xuất", "đột xuất"))
        count = Count("khen thưởng", None, None, *pair, occasion=what, period=writer.period)
        return Block(
            "item",
            Phrase("- ") + say(f"Khen thưởng {what}: {recipients(dice, count)}", "award", **count.values()) + ".",
        )
    what = f"thành tích trong {writer.pick('awards', 'occasions')}"
    giver = str(writer.unit.says["leader"])
    # What the head of a sector gives is of no rung of the ladder unless a heading says so.
    level = None if writer.unit.sort in ("cụm", "sở") else str(writer.unit.says["level"])
    given = "Bằng khen" if writer.unit.sort == "tỉnh" else "Giấy khen"
    count = Count(given, giver, level, *pair, occasion=what, period=writer.period)
    return Block("item", Phrase(f"- Khen thưởng {what}: ") + awarder_first(dice, count) + ".")


def by_commune(writer: Writer, whole: Count) -> list[Block]:
    """A table of one award by commune; at times one row does not fit the total."""
    places = [a.full[0].upper() + a.full[1:] for a in writer.home.communes]
    total = (whole.collectives or 0, whole.individuals or 0)
    if min(total) < 2 * len(places) or not whole.awarder:
        return []
    bodies, people = (split(writer.dice, n, len(places)) for n in total)
    if writer.dice.random() < 0.15:
        people[-1] += 2
    intro = writer.named("awards", "by_unit", award=whole.award, awarder=whole.awarder)
    return [paragraph(intro), _table(whole, places, bodies, people)]


def _table(whole: Count, places: list[str], bodies: list[int], people: list[int]) -> Block:
    head = Row(tuple(Phrase(t) for t in ("TT", "Đơn vị", "Tập thể", "Cá nhân")))
    counts = [
        replace(whole, locality=place, collectives=body, individuals=persons, households=None)
        for place, body, persons in zip(places, bodies, people, strict=True)
    ]
    total = _row("", replace(whole, households=None))
    sums = (_sum_cell(total.cells[2], bodies), _sum_cell(total.cells[3], people))
    rows = (head, *(_row(str(i), c) for i, c in enumerate(counts, 1)), replace(total, cells=(*total.cells[:2], *sums)))
    return Block("table", rows=rows, widths=(0.1, 0.5, 0.2, 0.2))


def _row(label: str, count: Count) -> Row:
    figures = (number(count.collectives or 0), number(count.individuals or 0))
    cells = (label, count.locality or "Tổng cộng", *figures)
    return Row(tuple(Phrase(c) for c in cells), "award", count.values())


def _sum_cell(cell: Phrase, parts: list[int]) -> Phrase:
    total, made = int(cell.text.replace(".", "")), sum(parts)
    values = {"about": "cộng theo đơn vị", "stated": total, "computed": made, "parts": parts}
    return cell.fact("check", kind="sum", **values, agrees=total == made)


def _proposed(writer: Writer) -> Block:
    dice = writer.dice
    above = {"huyện": "Chủ tịch UBND tỉnh", "xã": "Chủ tịch UBND huyện", "tỉnh": "Thủ tướng Chính phủ"}
    given = "Giấy khen" if writer.unit.sort == "xã" else "Bằng khen"
    giver = above.get(writer.unit.sort, "Chủ tịch UBND tỉnh")
    count = Count(given, giver, None, dice.randint(1, 5), dice.randint(2, 9), period=writer.period)
    sentence = writer.named("awards", "proposed", award=f"{given} của {giver}", count=recipients(dice, count, " và "))
    return paragraph(say(sentence, "award", **{**count.values(), "scored": False, "status": "proposed"}))


def _again(writer: Writer, count: Count) -> Block:
    """The last count told a second time, at times with a slip: the auditor's "repeat"."""
    slip = writer.dice.random() < 0.3 and count.individuals is not None
    told = replace(count, individuals=(count.individuals or 0) + 10) if slip else count
    told_again = stated(writer.dice, alone(told))
    for name in ("collectives", "individuals", "households"):
        first, second = getattr(count, name), getattr(told, name)
        if first is not None:
            about = f"{count.award}: {name}"
            told_again = told_again.fact(
                "check",
                kind="repeat",
                about=about,
                stated=second,
                computed=first,
                parts=[first, second],
                agrees=first == second,
            )
    return paragraph(writer.named("awards", "again", count=told_again))
