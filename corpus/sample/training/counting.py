"""Reports on how many received which award: no name in them, and each count a record of the gold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from corpus.sample.training.data import load
from corpus.sample.training.listing import Author
from corpus.sample.training.marked import Marked, fill
from corpus.sample.training.setting import Setting


def counting(author: Author) -> list[Marked]:
    """A report with a heading for each level that gave awards and lines with the counts."""
    words, dice = load("counts"), author.dice
    year = dice.randint(2012, 2025)
    top, part = dice.choice(words["tops"])
    title = author.line(top.replace("{year}", str(year)))
    paragraphs = [title, author.line(dice.choice(words["chapters"]))]
    head = author.setting.pick(words["heads"])
    for at, group in enumerate(sorted(dice.sample(words["group"], dice.randint(1, 4)), key=words["group"].index)):
        slots = {"at": str(at + 1), "letter": "abcd"[at], "level": group["level"]}
        paragraphs.append(fill(head, slots.__getitem__))
        paragraphs += [_line(author, group, f"{year}{part}") for _ in range(dice.randint(1, 5))]
    paragraphs += [author.line(t) for t in dice.sample(words["none"], dice.randint(0, 3))]
    return paragraphs


def _line(author: Author, group: Mapping[str, Any], period: str) -> Marked:
    words, setting = load("counts"), author.setting
    sort = setting.dice.choice([s for s in ("bare", "bodies", "whose", "people") if group[s]])
    told = setting.dice.choice(group[sort])
    award, giver = (told[0], setting.phrase(told[1])) if sort == "whose" else (told, None)
    frames = words["whose" if giver else "bare" if sort == "bare" or award.startswith("Cờ") else "title"]
    recipients, numbers = _recipients(setting, words[sort] if sort in ("bodies", "people") else words["recipients"])
    slots = {"award": award, "recipients": recipients, "awarder": giver or "", "Awarder": giver or ""}
    line = fill(setting.pick(frames), lambda slot: slots[slot]).capital()
    given_by = giver or award.partition(" của ")[2] or None  # Cờ thi đua của Chính phủ
    values = {"award": award, "awarder": given_by, "level": group["level"], **numbers, "period": period}
    return author.counted(line, values)


def _recipients(setting: Setting, forms: Sequence[str]) -> tuple[str, dict[str, int | None]]:
    """`05 tập thể, 12 cá nhân`, and what it counts."""
    fields = {"c": "collectives", "i": "individuals", "h": "households"}
    numbers: dict[str, int | None] = dict.fromkeys(fields.values())

    def filling(slot: str) -> str:
        printed = setting.phrase(setting.dice.choice(load("counts")["numbers"]))
        numbers[fields[slot]] = int(printed.replace(".", ""))
        return printed

    return fill(setting.dice.choice(forms), filling).text, numbers
