"""The references of a draft, each with what the archive knows of it."""

from __future__ import annotations

from collections import Counter

from rich.text import Text

from models.answers.cards import Card, Checked, Draft
from models.text import shortened
from search.terminal.page import aside, day, number, say

_STATES = {
    "found": "có trong kho",
    "ambiguous": "có thể là nhiều văn bản",
    "differs": "khác với kho",
    "unknown": "không có trong kho",
}
_STYLES = {"found": "green", "ambiguous": "yellow", "differs": "bold red", "unknown": "magenta"}
_MOST_CARDS = 5


def print_draft(answer: Draft) -> None:
    """How many references of each state there are, then one after the other."""
    of = f" trong {answer.name}" if answer.name else ""
    if not answer.references:
        say(f"Không thấy văn bản nào được viện dẫn{of}.", style="bold")
        return
    counts = Counter[str](one.state for one in answer.references)
    told = ", ".join(f"{number(counts[state])} {words}" for state, words in _STATES.items() if counts[state])
    say(f"{number(len(answer.references))} văn bản được viện dẫn{of}: {told}.", style="bold")
    for at, one in enumerate(answer.references, 1):
        _print_reference(at, one)


def _print_reference(at: int, one: Checked) -> None:
    times = f"{number(one.times)} lần" if one.times > 1 else None
    where = aside(one.page, None, times)
    state = (_STATES[one.state], _STYLES[one.state])
    say(Text.assemble(f"{at}. {one.mention} ", (f"({where}) " if where else "", "dim"), state))
    for card in one.cards[:_MOST_CARDS]:
        say(_told(card), indent=3, style="" if one.state == "differs" else "dim")


def _told(card: Card) -> str:
    reports = len({cited.where.document.id for cited in card.citations})
    parts = (
        f"{card.doc_type} {card.number}".strip(),
        f"ngày {day(card.date)}" if card.date else "",
        f"của {card.issuer}" if card.issuer else "",
        shortened(card.subject or "", "", 80),
        f"{number(reports)} báo cáo viện dẫn",
    )
    return " · ".join(filter(None, parts))
