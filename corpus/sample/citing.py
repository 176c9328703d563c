"""Ways to cite a document, each with its record: without "số", worded dates, shared issuers, one in another."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from datetime import date

from corpus.sample.decrees import Decree
from corpus.sample.model import Phrase, join, say

_ABBREVIATED = {"Quyết định": "QĐ", "Nghị định": "NĐ", "Kế hoạch": "KH", "Chỉ thị": "CT"}
_LAW = r"Luật (?:Thi đua, [Kk]hen thưởng|Tổ chức Chính phủ|Tổ chức chính quyền địa phương)(?: năm \d{4})?"
_MOVEMENT = r"(?:(?<=phong trào )|(?<=thi đua )|(?<=vận động ))“[^”]+”"
_MARKED = re.compile(f"(?P<law>{_LAW})|(?P<movement>{_MOVEMENT})")


def marked(text: str) -> Phrase:
    """`text` with records of the movements it names in quotes and of the laws it names without number or day."""
    whole, end = Phrase(), 0
    for match in _MARKED.finditer(text):
        whole = whole + text[end : match.start()]
        whole = whole + (_vague_law(match[0]) if match["law"] else _movement(match[0]))
        end = match.end()
    return whole + text[end:]


def movement(name: str) -> Phrase:
    """The name of a movement in quotes, as `“Dân vận khéo”`."""
    return _movement(f"“{name}”")


def _movement(quoted: str) -> Phrase:
    return "“" + say(quoted[1:-1], "movement", name=quoted[1:-1]) + "”"


def _vague_law(text: str) -> Phrase:
    name, _, year = text.removeprefix("Luật ").partition(" năm ")
    return say(text, "citation", **_values("Luật", None, year or None, None, name, False))


def _values(
    kind: str, number: str | None, day: str | None, issuer: str | None, subject: str | None, scored: bool
) -> dict[str, object]:
    return {
        "doc_type": kind,
        "number": number,
        "date": day,
        "issuer": issuer,
        "subject": subject,
        "scored": scored,
    }


def day_text(dice: random.Random, day: date) -> str:
    """A day as offices print it: mostly `14/10/2020`, at times in words, with points or hyphens, or glued."""
    numeric = (
        f"{day.day:02}/{day.month:02}/{day.year}" if dice.random() < 0.5 else f"{day.day:02}/{day.month}/{day.year}"
    )
    forms = (
        (f"ngày {numeric}", 70),
        (f"ngày {day.day:02} tháng {day.month:02} năm {day.year}", 16),
        (f"ngày {day.day:02} tháng {day.month} năm {day.year}", 6),
        (f"ngày {day.day:02}-{day.month}-{day.year}", 3),
        (f"ngày {day.day}.{day.month}.{day.year}", 3),
        (f"ngày{numeric}", 2),
    )
    return dice.choices([f for f, _ in forms], [w for _, w in forms])[0]


def cite(
    dice: random.Random, decree: Decree, by: str | None = None, subject: bool | None = None, full: bool = False
) -> Phrase:
    """A citation of `decree`; `by` is its issuer where the sentence has named it already, and is not printed again.

    `subject` says whether its subject is printed (None leaves it to chance), `full` that its issuer must be, as in a
    list, where another's would be taken for its own.
    """
    if decree.type == "Luật":
        return _cite_law(dice, decree)
    dated = dice.random() < 0.93 or by is not None
    issuer = by or (dice.choice(decree.issuers) if full or dice.random() < 0.92 or not dated else None)
    about = _subject(dice, decree) if subject or (subject is None and dice.random() < 0.7) else Phrase()
    mention = f"{_kind(dice, decree)}{dice.choices((' số ', ' ', ' số'), (80, 18, 2))[0]}{decree.number}"
    mention = mention.replace(" số" + str(decree.number), f" số {decree.number}")
    printed = f" của {issuer}" if issuer and not by else ""
    day = dice.choices((" ", ", "), (93, 7))[0] + day_text(dice, decree.date) if dated else ""
    mention += printed + day if printed and dice.random() < 0.08 else day + printed
    iso = decree.date.isoformat() if dated else None
    values = _values(decree.type, decree.number, iso, issuer, about.text or None, True)
    return say(mention, "citation", **values) + (" " + about if about.text else Phrase())


def _kind(dice: random.Random, decree: Decree) -> str:
    short = _ABBREVIATED.get(decree.type)
    if short and dice.random() < 0.05:
        return short
    if decree.key == "models" and dice.random() < 0.3:
        return "Kế hoạch hành động"
    return decree.type


def _cite_law(dice: random.Random, law: Decree) -> Phrase:
    number = f" số {law.number}" if law.number else ""
    text = f"Luật {law.subject}{number} {day_text(dice, law.date)}"
    nested = Phrase(text)
    if law.subject.startswith("sửa đổi"):
        nested = "Luật " + marked(law.subject) + text[len(f"Luật {law.subject}") :]
    values = _values("Luật", law.number, law.date.isoformat(), None, law.subject, True)
    return say(nested, "citation", **values)


def _subject(dice: random.Random, decree: Decree) -> Phrase:
    head, inner, tail = decree.subject.partition("{inner}")
    if inner and decree.inner:
        return marked(head) + cite(dice, decree.inner) + marked(tail)
    return marked(decree.subject)


def cite_list(dice: random.Random, decrees: Sequence[Decree], by: str | None = None) -> Phrase:
    """Several citations one after another, as a sentence lists them."""
    separator = dice.choice(("; ", "; ", ", "))
    phrases = [cite(dice, d, by, full=len(decrees) > 1) for d in decrees]
    if len(phrases) > 1 and dice.random() < 0.5:
        return join(separator, phrases[:-1]) + dice.choice((" và ", "; ")) + phrases[-1]
    return join(separator, phrases)


def cite_shared(dice: random.Random, decrees: Sequence[Decree]) -> Phrase:
    """Several of one type and issuer under one head: `các Kế hoạch của UBND huyện: số 12/KH-UBND ngày ...; số ...`."""
    issuer = dice.choice(decrees[0].issuers)
    items = [_shared_item(dice, d, issuer) for d in decrees]
    return Phrase(f"các {decrees[0].type} của {issuer}: ") + join("; ", items)


def _shared_item(dice: random.Random, decree: Decree, issuer: str) -> Phrase:
    about = _subject(dice, decree)
    values = _values(decree.type, decree.number, decree.date.isoformat(), issuer, about.text, True)
    return say(f"số {decree.number} {day_text(dice, decree.date)}", "citation", **values) + " " + about
