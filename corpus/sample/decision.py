"""An award decision: grounds, articles, and the list of those who receive the award."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.sample.awarding import Count, number
from corpus.sample.citing import cite, day_text
from corpus.sample.model import Block, Phrase, Row, say
from corpus.sample.people import Exemplary
from corpus.sample.planning import laws_of_local_government
from corpus.sample.sections import paragraph
from corpus.sample.writer import Writer


@dataclass(frozen=True, slots=True)
class Decision:
    """The parts of a decision: the articles, the list on a page of its own, and what its title says."""

    blocks: list[Block]
    appendix: list[Block]
    award: str
    merit: str


def decision_parts(writer: Writer) -> Decision:
    """The body of a decision and its list. At times the list is one short of the number announced."""
    award = "Bằng khen" if writer.unit.sort == "tỉnh" else "Giấy khen"
    merit = writer.pick("decision", "merits").replace("{period}", writer.period_text)
    bodies = writer.exemplary("collective", 4 if writer.brief else 8)
    persons = writer.exemplary("person", 5 if writer.brief else 9) + writer.exemplary(
        "household", 3 if writer.brief else 6
    )
    persons = list({e.name: e for e in persons}.values())
    listed = persons[:-1] if len(persons) > 3 and writer.dice.random() < 0.15 else persons
    office = str(writer.unit.says["leader"]).replace("UBND", "ủy ban nhân dân").upper()
    blocks = [
        Block("centre", Phrase(office)),
        *_grounds(writer),
        _proposal(writer),
        Block("centre", Phrase("QUYẾT ĐỊNH:")),
    ]
    blocks.append(_first_article(writer, award, merit, (len(bodies), len(persons)), len(listed)))
    blocks += _other_articles(writer)
    title = Block("centre", Phrase("DANH SÁCH TẬP THỂ, CÁ NHÂN ĐƯỢC TẶNG " + award.upper()))
    lists = [_list(writer, "I. TẬP THỂ", bodies, award), _list(writer, "II. CÁ NHÂN", listed, award)]
    return Decision(blocks, [title, *(b for group in lists for b in group)], award, merit.removeprefix("đã "))


def _grounds(writer: Writer) -> list[Block]:
    above = [d for d in writer.above() if d.type in ("Luật", "Nghị định", "Thông tư")]
    rules = [d for d in writer.above() if d.key == "province rules"]
    cited = [cite(writer.dice, d, subject=True) for d in above + rules]
    grounds = [*laws_of_local_government(writer), *(Block("basis", "Căn cứ " + c + ";") for c in cited)]
    return grounds[:1] + grounds[-3:] if writer.brief else grounds


def _proposal(writer: Writer) -> Block:
    """Who proposed it; the letter's number is one more citation."""
    office = str(writer.unit.says["office"])
    series = {"Phòng Nội vụ": "TTr-NV", "Sở Nội vụ": "TTr-SNV"}.get(office, "TTr-VP")
    code = f"{writer.dice.randint(5, 390):02}/{series}"
    day = writer.signed.replace(day=max(1, writer.signed.day - 6))
    values = {"doc_type": "Tờ trình", "number": code, "date": day.isoformat(), "issuer": office, "subject": None}
    letter = say(f"Tờ trình số {code} {day_text(writer.dice, day)}", "citation", **values, scored=True)
    return Block("basis", Phrase(writer.dice.choice(("Theo", "Xét"))) + f" đề nghị của {office} tại " + letter + ".")


def _first_article(writer: Writer, award: str, merit: str, told: tuple[int, int], listed: int) -> Block:
    giver = str(writer.unit.says["leader"])
    level = str(writer.unit.says["level"])
    count = Count(award, giver, level, *told, occasion=merit, period=writer.period)
    words = f"{number(told[0])} tập thể và {number(told[1])} cá nhân"
    given = say(f"Tặng {award} của {giver} cho {words}", "award", **count.values())
    values = {"kind": "sum", "about": "cá nhân trong danh sách", "stated": told[1], "computed": listed}
    given = given.fact("check", **values, parts=[1] * listed, agrees=told[1] == listed)
    return paragraph("Điều 1. " + given + f" {merit} (có danh sách kèm theo).")


def _other_articles(writer: Writer) -> list[Block]:
    head = {"huyện": "Chánh Văn phòng HĐND và UBND", "tỉnh": "Chánh Văn phòng UBND tỉnh", "sở": "Chánh Văn phòng Sở"}
    duty = writer.named("decision", "duty", head=head.get(writer.unit.sort, "Văn phòng"))
    texts = (writer.named("decision", "money"), Phrase("Quyết định này có hiệu lực kể từ ngày ký."), duty)
    return [paragraph(Phrase(f"Điều {i}. ") + text) for i, text in enumerate(texts, 2)]


def _list(writer: Writer, heading: str, group: Sequence[Exemplary], award: str) -> list[Block]:
    persons = any(e.kind != "collective" for e in group)
    titles = ("TT", "Họ và tên", "Chức vụ, đơn vị công tác") if persons else ("TT", "Tên tập thể", "Địa chỉ")
    head = Row(tuple(Phrase(t) for t in titles))
    rows = [_grant(writer, i, e, award) for i, e in enumerate(group, 1)]
    return [Block("heading", Phrase(heading)), Block("table", rows=(head, *rows), widths=(0.1, 0.38, 0.52))]


def _grant(writer: Writer, at: int, one: Exemplary, award: str) -> Row:
    """A row of the list. A householder is rewarded in person here."""
    told = one.role is not None and one.home.full in one.role
    home = writer.unit.place if one.kind == "collective" else one.home
    unit = one.unit or (None if told else home.full)
    title = (one.honorific or "").replace("đồng chí", "Ông").replace("đ/c", "Ông")
    named = f"{title.capitalize()} {one.name}" if title in ("ông", "bà") else one.name
    office = ", ".join(part for part in (one.role, unit) if part)
    values = {
        "name": one.name,
        "kind": "collective" if one.kind == "collective" else "person",
        "role": one.role,
        "unit": unit,
        "award": award,
    }
    return Row((Phrase(str(at)), Phrase(named), Phrase(office)), "grant", values)
