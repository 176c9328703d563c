"""Cards of issued documents, the choice among several, and what to say where there is none."""

from __future__ import annotations

import re
from itertools import groupby

from rich.text import Text

from models.answers.cards import Card, Cited, Decree
from models.text import shortened
from search.terminal.page import aside, columns, console, day, heading, say, say_standing

_QUOTE_WIDTH = 420
_LABEL = re.compile(r"(?:về việc|v/v)[\s:]+|về\s+", re.IGNORECASE)
_NOTHING = "không rõ"
_FINDINGS = {"date": "Ngày không thống nhất", "issuer": "Cơ quan ban hành không thống nhất"}


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
    """Particulars, what does not agree, and every citation by year with its sentence."""
    say(_title(card), style="bold")
    for label, value in _particulars(card):
        if value:
            say(Text.assemble((f"{label}: ", "dim"), value), indent=2)
    for finding in card.findings:
        values = "; ".join(
            f"{day(stated.value) if finding.about == 'date' else stated.value} ({_documents(stated.documents)})"
            for stated in finding.values
        )
        say(f"{_FINDINGS[finding.about]}: {values}", indent=2, style="yellow")
    say()
    _print_citations(card.citations)


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
        ("Có trong kho", _documents(card.held)),
        ("Được viện dẫn", f"{reports} báo cáo, {len(card.citations)} lần"),
    ]


def _matter(card: Card) -> str:
    """What it is about, without the words that the label says already; of what is called by its name nothing."""
    subject = (card.number and card.subject) or ""
    label = _LABEL.match(subject)
    return subject[label.end() :] if label else subject


def _documents(ids: tuple[int, ...]) -> str:
    return ", ".join(f"#{one}" for one in ids)


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
    table = columns(
        "STT", "Văn bản", "Ngày", "Cơ quan ban hành", "Về việc", "Báo cáo", right=("STT", "Báo cáo"), fixed=("Ngày",)
    )
    for at, card in enumerate(cards, 1):
        reports = len({cited.where.document.id for cited in card.citations})
        table.add_row(
            str(at), _title(card), day(card.date) or _NOTHING, card.issuer or _NOTHING,
            shortened(_matter(card), "", 80), str(reports),
        )  # fmt: skip
    console().print(table)
