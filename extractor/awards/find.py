"""From a document to its award counts: block by block, sentence by sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.awards.carried import clauses, opened
from extractor.awards.context import Context, context_of, status_of
from extractor.awards.decided import decider
from extractor.awards.fill import Filler
from extractor.awards.lexicon import Award
from extractor.awards.link import links
from extractor.awards.outline import mark_of, outlined
from extractor.awards.stretch import Stretch
from extractor.awards.tables import table_counts
from extractor.awards.tags import AwardTag, Tags, scan
from extractor.bodies import Body
from extractor.source import Source
from models.dates import parse_period
from models.numbers import WORDS
from models.records import AwardCount, Block, Header, Span

_NUMBER = re.compile(rf"\d|:|(?<!\w){WORDS}", re.I)  # without one of these a sentence counts nothing and labels nothing
_LABEL_END = re.compile(r":(?!\d)")
_OPENING = re.compile(
    r"\W*(?:(?:Trong|Riêng|Kết quả|Qua)\s+)?"
    r"(?:(?:năm|giai đoạn|(?:0?6|0?9|sáu|chín) tháng|quý)\s[^,;:.]{0,60}[,:]|năm\s+\d{4}(?=\s+[^\W\d_]))",
    re.I,
)
_OF_WHICH = re.compile(r"\W*(?:Trong đó|Cụ thể|Bao gồm|Gồm)(?!\w)")  # goes on telling of what was asked for
_SLIP = 20  # a footnote's parts come this near (one in twenty) to the whole they are of, even where one is misprinted
_PART = re.compile(r"[;.]\s+|\n")


def find_awards(source: Source, header: Header) -> list[AwardCount]:
    """Every count of recipients of an award, title or commendation, in reading order.

    `Giấy khen của Chủ tịch UBND huyện: 978 tập thể, 932 cá nhân` gives 978 collectives and 932 individuals.
    """
    found: list[AwardCount] = []
    rows: list[tuple[Block, Context]] = []
    noted: list[AwardCount] = []  # the counts of the paragraph that a footnote may go on from
    held: Context | None = None
    decided = Context(awarder=decider(source, header))
    for block, told, leads in outlined(source):
        context = told.over(decided)
        if block.cells and block.table is not None:
            rows.append((block, context))
            continue
        if context.counted and not context.awarder:
            context = _given_above(context, found).over(context)
        if block.kind == "footnote":
            found += _block_counts(source, header, block, _told_of(source, block, noted).over(context))[0]
            continue
        goes_on = held is not None and not mark_of(source.text[block.start : block.end])
        records, last = _block_counts(source, header, block, held if held and goes_on else context)
        found += records
        noted = records
        # A list that a line break cuts goes on under the same label.
        whole = (
            leads
            or block.kind == "heading"
            or source.text[block.start : block.end].rstrip().endswith((".", ":", "!", "?"))
        )
        held = None if whole else last
    found += table_counts(source, header, rows)
    return _once(sorted(found, key=lambda a: (a.evidence.start, a.evidence.end)))


def _told_of(source: Source, note: Block, before: list[AwardCount]) -> Context:
    """The award, giver and level that a footnote tells the parts of: of the count that its own counts add up to."""
    counts = scan(source.text, note.start, note.end).counts
    for record in reversed(before):
        for kind in ("collectives", "individuals", "households"):
            parts = [c.number for c in counts if c.kind == kind]
            if len(parts) > 1 and abs(sum(parts) - (getattr(record, kind) or 0)) * _SLIP < sum(parts):
                award = AwardTag(note.start, note.start, Award(record.award, "form"), record.award)
                giver = Body(note.start, note.start, record.awarder, record.level) if record.awarder else None
                return Context(award=award, awarder=giver, level=record.level, status=record.status, parts=True)
    return Context()


def _given_above(context: Context, found: list[AwardCount]) -> Context:
    """Who gave, at what level, the award that a lead-in says was counted above: `(thuộc số Giấy khen nêu trên)`."""
    name = context.award.name if context.award else None
    record = next((r for r in reversed(found) if r.award == name and r.status == "granted"), None)
    if record is None or not record.awarder:
        return Context()
    return Context(awarder=Body(0, 0, record.awarder, record.level), level=record.level)


def _numbers(record: AwardCount) -> tuple[int | None, int | None, int | None]:
    return record.collectives, record.individuals, record.households


def _once(found: list[AwardCount]) -> list[AwardCount]:
    seen: set[tuple[object, ...]] = set()
    kept = []
    for record in found:
        key = (*_numbers(record), record.evidence.start, record.award, record.period)
        if key not in seen:
            seen.add(key)
            kept.append(record)
    return kept


def _block_counts(source: Source, header: Header, block: Block, context: Context) -> tuple[list[AwardCount], Context]:
    """The records of a block, and what its last label leaves in force."""
    found: list[AwardCount] = []
    opening = _OPENING.match(source.text, block.start, block.end)
    if opening and (period := parse_period(opening.group())):
        context = replace(context, period=period)
    contexts, before = [(block.start, context)], Span(block.start, block.start)
    for sentence in _sentences(source, block):
        previous, before = before, sentence
        if not _NUMBER.search(source.text, sentence.start, sentence.end):
            continue
        tags = scan(source.text, sentence.start, sentence.end)
        contexts.append((sentence.start, opened(source.text, sentence, previous, contexts[-1][1], bool(header.period))))
        contexts += _labels(source.text, sentence, tags, contexts[-1][1], context)
        contexts = clauses(source.text, sentence, contexts)
        if _OF_WHICH.match(source.text, sentence.start) and _asks(source.text, previous):
            contexts += [(sentence.start, replace(contexts[-1][1], status="proposed")), (sentence.end, contexts[-1][1])]
        stretch = Stretch(source.text, sentence.start, sentence.end, tags, tuple(contexts))
        if tags.counts or any(
            tag.number is not None or ":" in source.text[tag.end : sentence.end] for tag in tags.awards
        ):
            found += Filler(source, header, stretch).fill(links(stretch))
    return found, contexts[-1][1]


def _asks(text: str, sentence: Span) -> bool:
    return status_of(text[sentence.start : sentence.end]) == "proposed"


def _sentences(source: Source, block: Block) -> Iterator[Span]:
    at = block.start
    while at < block.end:
        end = max(source.sentence_at(at).end, at + 1)
        if source.text[at:end].strip():
            yield Span(at, end)
        at = end
        while at < block.end and source.text[at].isspace():
            at += 1


def _labels(text: str, sentence: Span, tags: Tags, held: Context, base: Context) -> Iterator[tuple[int, Context]]:
    """Labels before a colon that name no award and count nothing: each holds from there to the block's end."""
    at = sentence.start
    taken = sorted([a.start for a in tags.awards] + [c.start for c in tags.counts])
    for part in [*(m.end() for m in _PART.finditer(text, sentence.start, sentence.end)), sentence.end]:
        for colon in _LABEL_END.finditer(text, at, part):
            if any(at <= t < colon.start() for t in taken):
                break
            label = context_of(text[at : colon.start()])
            held = label.over(base if label.level else held)
            yield colon.end(), replace(held, praise=held.praise or label.praise)
            at = colon.end()
        at = part
