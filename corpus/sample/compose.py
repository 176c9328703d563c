"""From a job to a document: letterhead, sections by kind of report, signature, and the truth of the header."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from corpus.sample.agenda import Job, Kind
from corpus.sample.awarding import number
from corpus.sample.cluster import cluster_blocks
from corpus.sample.decision import decision_parts
from corpus.sample.model import Block, Document, Letterhead, Phrase, Signature
from corpus.sample.people import person_name
from corpus.sample.planning import plan_blocks
from corpus.sample.rewards import awards
from corpus.sample.sections import ROMAN, ahead, exemplars, lead, movements, paragraph, review
from corpus.sample.world import chance
from corpus.sample.writer import Writer


@dataclass(frozen=True, slots=True)
class _Form:
    """How a kind of report is called: type, symbol of its number, subject lines by chance, file name."""

    doc_type: str
    symbol: str
    titles: tuple[str, ...]
    file: str


_FORMS: dict[Kind, _Form] = {
    "half": _Form(
        "Báo cáo",
        "BC",
        (
            "Sơ kết công tác thi đua, khen thưởng {period}",
            "Kết quả công tác thi đua, khen thưởng {period}; phương hướng, nhiệm vụ 6 tháng cuối năm",
        ),
        "bao-cao-6-thang",
    ),
    "year": _Form(
        "Báo cáo",
        "BC",
        (
            "Tổng kết công tác thi đua, khen thưởng {period}",
            "Kết quả phong trào thi đua và công tác khen thưởng {period}; phương hướng, nhiệm vụ {next}",
        ),
        "bao-cao-nam",
    ),
    "cluster": _Form(
        "Báo cáo", "BC", ("Tổng kết phong trào thi đua, công tác khen thưởng {period} của {unit}",), "tong-ket-cum"
    ),
    "plan": _Form("Kế hoạch", "KH", ("Triển khai công tác thi đua, khen thưởng {period}",), "ke-hoach"),
    "decision": _Form("Quyết định", "QĐ", ("Về việc tặng {award} cho các tập thể, cá nhân {merit}",), "quyet-dinh"),
}


def compose(seed: int, job: Job, brief: bool = False) -> Document:
    """The whole document of `job`; `brief` keeps it to one or two pages."""
    writer = Writer(seed, job, brief)
    form = _FORMS[job.kind]
    blocks, appendix, title = _body(writer, form)
    letterhead, header = _head(writer, form, title)
    if appendix:
        # The document's own number is no citation.
        own = f"{form.doc_type} {letterhead.number.replace('Số:', 'số')} {letterhead.dated.partition(', ')[2]}"
        appendix.insert(1, Block("aside", Phrase(f"(Kèm theo {own} của {writer.unit.name})")))
    signature = _signature(writer)
    header |= {
        "signer": signature.name,
        "signer_title": signature.capacity[-1].capitalize(),
        "recipients": list(signature.recipients),
    }
    return Document(_stem(job, form), letterhead, tuple(blocks), signature, header, tuple(appendix))


def _body(writer: Writer, form: _Form) -> tuple[list[Block], list[Block], str]:
    words = {"period": writer.period_text, "next": writer.next_text, "unit": writer.unit.name}
    if writer.job.kind == "decision":
        decision = decision_parts(writer)
        title = form.titles[0].format(award=decision.award, merit=decision.merit)
        return decision.blocks, decision.appendix, title
    title = writer.dice.choice(form.titles).format_map(words)
    return _KINDS[writer.job.kind](writer), [], title


def _report(writer: Writer) -> list[Block]:
    """A six-month or yearly report: opening, sections under Roman numbers, in two parts at times, closing."""
    opening = writer.named("opening", "half" if writer.half else "year")
    sections = (("lead", lead), ("run", movements), ("models", exemplars), ("awards", awards), ("review", review))
    kept = [s for s in sections if not writer.brief or s[0] in ("lead", "models", "awards")]
    parted = not writer.brief and writer.dice.random() < 0.5
    blocks = [paragraph(opening)]
    if parted:
        blocks += [_part("Phần thứ nhất"), _part(writer.named("headings", "first").text)]
    for roman, (key, make) in zip(ROMAN, kept, strict=False):
        blocks += [_heading(writer, roman, key), *make(writer)]
    if parted:
        blocks += [_part("Phần thứ hai"), _part(writer.named("headings", "next").text)]
    elif not writer.brief:
        blocks.append(_heading(writer, ROMAN[len(kept)], "next"))
    closing = writer.named("closing", "report", what="công tác thi đua, khen thưởng")
    return [*blocks, *([] if writer.brief else ahead(writer)), paragraph(closing)]


def _part(text: str) -> Block:
    return Block("part", Phrase(text))


def _heading(writer: Writer, roman: str, key: str) -> Block:
    return Block("heading", Phrase(f"{roman}. ") + writer.named("headings", key))


_KINDS: dict[Kind, Callable[[Writer], list[Block]]] = {
    "half": _report,
    "year": _report,
    "plan": plan_blocks,
    "cluster": cluster_blocks,
}


def _head(writer: Writer, form: _Form, title: str) -> tuple[Letterhead, dict[str, object]]:
    unit, day, dice = writer.unit, writer.signed, chance(writer.seed, "head", writer.job)
    serial = (
        "" if dice.random() < 0.15 else number(dice.randint(3, 4200 if form.symbol == "QĐ" else 480)).replace(".", "")
    )
    code = f"{serial}/{form.symbol}-{unit.says['symbol']}"
    blank = dice.random() < 0.12
    printed = f"ngày {'    ' if blank else f'{day.day:02}'} tháng {day.month if day.month > 2 else f'{day.month:02}'}"
    dated = f"{unit.seat}, {printed} năm {day.year}"
    addressed = form.symbol == "BC" and dice.random() < 0.5
    letterhead = Letterhead(
        str(unit.says["above"]),
        str(unit.says["line"]),
        f"Số: {serial or '     '}/{form.symbol}-{unit.says['symbol']}",
        dated,
        form.doc_type.upper(),
        (title,),
        tuple(unit.says["addressees"]) if addressed else (),
    )
    header: dict[str, object] = {
        "doc_type": form.doc_type,
        "number": code,
        "issuer": unit.name,
        "place": unit.seat,
        "date": day.isoformat()[: 7 if blank else 10],
        "title": title,
        "period": writer.period,
    }
    return letterhead, header


def _signature(writer: Writer) -> Signature:
    unit = writer.unit
    dice = chance(writer.seed, "signer", unit.key, (writer.year - 1) // 5)
    heads = unit.says["heads"]
    names = [person_name(dice, dice.choice(("Kinh", *unit.home.peoples)), dice.choice(("m", "m", "f"))) for _ in heads]
    at = writer.dice.choices(range(len(heads)), [3, 2][: len(heads)])[0]
    return Signature(tuple(unit.says["recipients"]), tuple(heads[at]), names[at])


def _stem(job: Job, form: _Form) -> str:
    where = f" {job.unit.province.name}" if job.unit.sort == "cụm" else ""
    return f"{job.number:03}-{form.file}-{job.year}-{slug(job.unit.name + where)}"


def slug(text: str) -> str:
    """Lower-case ASCII for file names: `UBND huyện Mường Lanh` gives `ubnd-huyen-muong-lanh`."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def truth_without_head(document: Document) -> dict[str, object]:
    """What is true of the header where the letterhead was lost: only issuer, period, signature and recipients stand."""
    lost = ("doc_type", "number", "place", "date", "title")
    return {k: None if k in lost else v for k, v in document.header.items()}
