"""Cards of issued documents, the choice among several, and what to say where there is none."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby

from rich.text import Text

from models.answers.cards import Card, Cited, Decree, Stated
from models.text import shortened
from search.terminal.page import aside, columns, console, day, heading, say, say_standing

_QUOTE_WIDTH = 420
_MOST_REPORTS = 12
_LABEL = re.compile(r"(?:về việc|v/v)[\s:]+|về\s+", re.IGNORECASE)
_NOTHING = "không rõ"
_FINDINGS = {
    "date": "Ngày không thống nhất",
    "issuer": "Cơ quan ban hành không thống nhất",
    "number": "Số không thống nhất",
}
_OWN = "chính văn bản"


def print_decree(answer: Decree) -> None:
    """The card; or the choice; or the nearest."""
    if len(answer.cards) == 1:
        print_card(answer.cards[0])
    elif answer.cards:
        _print_choice(answer)
    elif not answer.open:
        _print_nearest(answer)
    if answer.open:
        say(f"Chưa xác định được là văn bản nào ({len(answer.open)} lần viện dẫn):", style="bold")
        _print_citations(answer.open)


def print_card(card: Card) -> None:
    """Particulars, the document itself where it is held, what does not agree, and every citation by year."""
    say(_title(card), style="bold")
    for document in card.held:
        say(Text.assemble(("Có trong kho: ", "dim"), heading(document)), indent=2)
        say(f"tập tin {document.name} · xem: sovang show {document.id}", indent=4, style="dim")
    for label, value in _particulars(card):
        if value:
            say(Text.assemble((f"{label}: ", "dim"), value), indent=2)
    for finding in card.findings:
        say(f"{_FINDINGS[finding.about]}: {_told(finding.values, finding.about, card)}", indent=2, style="yellow")
    if card.citations:
        say()
        _print_citations(card.citations)


def _told(values: Sequence[Stated], about: str, card: Card) -> str:
    """Who prints which value: `14/10/2020 (#1, #3); 15/10/2020 (#5)`."""
    held = {document.id for document in card.held}
    shown = ((day(stated.value) if about == "date" else stated.value, stated.documents) for stated in values)
    return "; ".join(f"{value} ({_documents(documents, held)})" for value, documents in shown)


def _title(card: Card) -> str:
    """Type and number; of a law that is cited without one its name."""
    return f"{card.doc_type} {card.number or shortened(card.subject or '', '', 120)}"


def _particulars(card: Card) -> list[tuple[str, str]]:
    issuer = card.issuer or _NOTHING
    reports = len({cited.where.document.id for cited in card.citations})
    return [
        ("Ngày", day(card.date) or _NOTHING),
        ("Cơ quan ban hành", f"{issuer} (suy ra)" if "issuer" in card.inferred else issuer),
        ("Về việc", _matter(card)),
        ("Các cách ghi số", _told(card.prints, "number", card) if _is_printed_otherwise(card) else ""),
        ("Được viện dẫn", f"{reports} báo cáo, {len(card.citations)} lần" if reports else "chưa báo cáo nào"),
    ]


def _matter(card: Card) -> str:
    """What it is about, without the words that the label says already; of what is called by its name nothing."""
    subject = (card.number and card.subject) or ""
    label = _LABEL.match(subject)
    return subject[label.end() :] if label else subject


def _is_printed_otherwise(card: Card) -> bool:
    """Whether the number is printed in several ways, of which no finding tells."""
    return len(card.prints) > 1 and all(finding.about != "number" for finding in card.findings)


def _documents(ids: Iterable[int], held: Collection[int] = ()) -> str:
    """`#3, #5`; at most so many, and which of them is the document itself."""
    known = list(ids)
    shown = [f"#{one} {_OWN}" if one in held else f"#{one}" for one in known[:_MOST_REPORTS]]
    more = len(known) - len(shown)
    return ", ".join([*shown, *([f"và {more} báo cáo khác"] if more else [])])


def _print_citations(citations: tuple[Cited, ...]) -> None:
    for year, of_year in groupby(citations, key=lambda cited: cited.where.document.year):
        say(f"Năm {year or _NOTHING}", style="bold")
        for _, of_report in groupby(of_year, key=lambda cited: cited.where.document.id):
            cited_here = list(of_report)
            say(heading(cited_here[0].where.document), indent=2)
            for cited in cited_here:
                _print_citation(cited)


def _print_citation(cited: Cited) -> None:
    where = cited.where
    say(aside(where.page, where.section, cited.role), indent=4, style="dim")
    say(f"“{shortened(where.quote, cited.mention, _QUOTE_WIDTH)}”", indent=4)
    say_standing(where, indent=4)


def _print_choice(answer: Decree) -> None:
    borne = "số" if all(card.number for card in answer.cards) else "tên"
    say(f"Có {len(answer.cards)} văn bản mang {borne} này; xem một văn bản bằng --pick N:", style="bold")
    _print_list(answer.cards)


def _print_nearest(answer: Decree) -> None:
    say(f"Không báo cáo nào viện dẫn “{answer.reference}”.", style="bold")
    if answer.nearest:
        say("Gần nhất:")
        _print_list(answer.nearest)


def _print_list(cards: tuple[Card, ...]) -> None:
    heads = ["STT", "Văn bản", "Ngày", "Cơ quan ban hành", "Về việc", "Báo cáo"]
    held = any(card.held for card in cards)
    table = columns(*heads, *(["Trong kho"] if held else []), right=("STT", "Báo cáo"), fixed=("Ngày",))
    for at, card in enumerate(cards, 1):
        reports = len({cited.where.document.id for cited in card.citations})
        table.add_row(
            str(at), _title(card), day(card.date) or _NOTHING, card.issuer or _NOTHING,
            shortened(_matter(card), "", 80), str(reports),
            *([_documents(document.id for document in card.held)] if held else []),
        )  # fmt: skip
    console().print(table)
