"""The references of a draft, each with what the archive knows of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.text import Text

from models.answers.cards import Card, Checked, Draft, Spot
from models.text import fold, shortened
from search.terminal.page import day, number, say

_STATES = {
    "found": "có trong kho",
    "ambiguous": "có thể là nhiều văn bản",
    "differs": "khác với kho",
    "unknown": "không có trong kho",
}
_STYLES = {"found": "green", "ambiguous": "yellow", "differs": "bold red", "unknown": "magenta"}
_MOST_CARDS = 5
_MOST_PLACES = 12
_ABOUT = {"date": "ngày", "issuer": "cơ quan ban hành", "number": "số"}


def print_draft(answer: Draft) -> None:
    """How many references of each state there are, then one after the other."""
    of = f" trong {answer.name}" if answer.name else ""
    if not answer.references:
        say(f"Không thấy văn bản nào được viện dẫn{of}.", style="bold")
        return
    counts = Counter[str](one.state for one in answer.references)
    told = ", ".join(f"{number(counts[state])} {words}" for state, words in _STATES.items() if counts[state])
    say(f"{number(len(answer.references))} văn bản được viện dẫn{of}: {told}.", style="bold")
    paged = any(spot.page > 1 for one in answer.references for spot in one.places)
    for at, one in enumerate(answer.references, 1):
        _print_reference(at, one, paged)


def _print_reference(at: int, one: Checked, paged: bool) -> None:
    state = (_STATES[one.state], _STYLES[one.state])
    say(Text.assemble(f"{at}. {_named(one)} ", (f"({_places(one.places, paged)}) ", "dim"), state))
    style = "" if one.state == "differs" else "dim"
    if one.state == "differs":
        say(_differing(one, one.cards[0]), indent=3, style="red")
    for card in one.cards[:_MOST_CARDS]:
        say(_told(card), indent=3, style=style)
        for finding in card.findings:
            say(f"các báo cáo ghi không thống nhất về {_ABOUT[finding.about]}", indent=5, style="yellow")
    if len(one.cards) > _MOST_CARDS:
        say(f"và {number(len(one.cards) - _MOST_CARDS)} văn bản khác", indent=3, style=style)


def _differing(one: Checked, card: Card) -> str:
    """What is printed otherwise than in the likeliest document: `ngày: 11/05/2021, kho ghi 01/05/2021`."""
    told = []
    if one.date and card.date and not card.date.startswith(one.date):
        told.append(f"ngày: {day(one.date)}, kho ghi {day(card.date)}")
    if one.issuer and card.issuer and fold(one.issuer) not in fold(card.issuer):
        told.append(f"cơ quan ban hành: {one.issuer}, kho ghi {card.issuer}")
    return "; ".join(told)


def _named(one: Checked) -> str:
    """As printed; a number that its list completes with what it is then."""
    if one.number and one.number not in "".join(one.mention.split()):
        return f"{one.mention} [{one.number}]"
    return one.mention


def _places(places: Sequence[Spot], paged: bool) -> str:
    """`dòng 8, 23`; of several pages `tr. 1 dòng 8, tr. 3 dòng 2`; and how often where it is too often to tell."""
    known = dict.fromkeys((spot.page, spot.line) for spot in places)
    shown = list(known)[:_MOST_PLACES]
    told = [f"tr. {page} dòng {line}" if paged else str(line) for page, line in shown]
    more = [f"và {number(len(known) - len(shown))} chỗ khác"] if len(known) > len(shown) else []
    return ("" if paged else "dòng ") + ", ".join([*told, *more])


def _told(card: Card) -> str:
    return " · ".join(filter(None, _parts(card)))


def _parts(card: Card) -> Iterator[str]:
    reports = len({cited.where.document.id for cited in card.citations})
    yield f"{card.doc_type} {card.number}".strip()
    yield f"ngày {day(card.date)}" if card.date else ""
    yield f"của {card.issuer}" if card.issuer else ""
    yield shortened(card.subject or "", "", 80)
    yield f"chính văn bản là {', '.join(f'#{document.id}' for document in card.held)}" if card.held else ""
    yield f"{number(reports)} báo cáo viện dẫn" if reports else ""
