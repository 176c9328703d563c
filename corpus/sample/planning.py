"""A plan: aims, tasks with targets (which are no awards given), a timetable, who does what."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.sample.awarding import Count, recipients
from corpus.sample.citing import cite
from corpus.sample.data import load
from corpus.sample.decrees import organic
from corpus.sample.model import Block, Phrase, Row, say
from corpus.sample.sections import paragraph
from corpus.sample.writer import Writer


def plan_blocks(writer: Writer) -> list[Block]:
    """The body of a plan."""
    grounds = [
        Block("basis", writer.say("Căn cứ {cite};")) for _ in range(0 if writer.brief else writer.dice.randint(0, 3))
    ]
    blocks = [*grounds, paragraph(writer.named("opening", "plan"))]
    blocks += [_heading("I. MỤC ĐÍCH, YÊU CẦU"), *_numbered(writer, writer.some("plan", "aims", 3))]
    blocks += [_heading("II. NỘI DUNG, NHIỆM VỤ"), *_numbered(writer, writer.some("plan", "tasks", 5))]
    blocks += [paragraph(target(writer))]
    if not writer.brief:
        blocks += [_heading("III. TIẾN ĐỘ THỰC HIỆN"), timetable(writer)]
    blocks.append(_heading(f"{'III' if writer.brief else 'IV'}. TỔ CHỨC THỰC HIỆN"))
    return [*blocks, *_numbered(writer, writer.some("plan", "duties", 3)), paragraph(writer.named("closing", "plan"))]


def _heading(text: str) -> Block:
    return Block("heading", Phrase(text))


def _numbered(writer: Writer, templates: Sequence[str]) -> list[Block]:
    return [paragraph(Phrase(f"{i}. ") + writer.say(t)) for i, t in enumerate(templates, 1)]


def target(writer: Writer) -> Phrase:
    """What the unit hopes for: a quota, on record but not as a count of awards given."""
    giver = "Chủ tịch UBND tỉnh" if writer.unit.sort != "xã" else "Chủ tịch UBND huyện"
    given = "Giấy khen" if writer.unit.sort == "xã" else "Bằng khen"
    count = Count(given, giver, None, writer.dice.randint(1, 5), writer.dice.randint(2, 9), period=writer.period)
    sentence = writer.named("plan", "quotas", count=recipients(writer.dice, count), award=f"{given} của {giver}")
    return say(sentence, "award", **{**count.values(), "scored": False, "status": "quota"})


def timetable(writer: Writer) -> Block:
    """Tasks with who leads and when, as a ruled table."""
    head = Row(tuple(Phrase(t) for t in ("TT", "Nội dung", "Cơ quan chủ trì", "Thời gian")))
    tasks = load("sentences")["plan"]["table"]
    rows = [
        Row((Phrase(str(i)), Phrase(what), Phrase(str(writer.unit.says["office"])), Phrase(when)))
        for i, (what, when) in enumerate(tasks, 1)
    ]
    return Block("table", rows=(head, *rows), widths=(0.08, 0.48, 0.24, 0.2))


def laws_of_local_government(writer: Writer) -> list[Block]:
    """`Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;` and its amendment where it is in force."""
    laws = [d for d in organic(writer.year) if d.date < writer.signed]
    return [Block("basis", "Căn cứ " + cite(writer.dice, law) + ";") for law in laws]
