"""Ways to state how many received an award, each with its record."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corpus.sample.model import Phrase, join, say
from models.numbers import format_count

_WORDS = ("không", "một", "hai", "ba", "bốn", "năm")


@dataclass(frozen=True, slots=True)
class Count:
    """How many received `award`. `name` is how the award is printed where that is not its canonical name."""

    award: str
    awarder: str | None
    level: str | None
    collectives: int | None = None
    individuals: int | None = None
    households: int | None = None
    name: str | None = None
    short: str | None = None  # an abbreviation: LĐTT
    occasion: str | None = None
    locality: str | None = None
    period: str | None = None

    def values(self) -> dict[str, object]:
        """The fields of an award's record."""
        return {
            "award": self.award,
            "awarder": self.awarder,
            "level": self.level,
            "collectives": self.collectives,
            "individuals": self.individuals,
            "households": self.households,
            "occasion": self.occasion,
            "locality": self.locality,
            "period": self.period,
            "scored": True,
        }


def number(n: int) -> str:
    """As offices print it: `05`, `12`, `1.940`."""
    return f"{n:02}" if n < 100 else format_count(n)


def _figure(dice: random.Random, n: int) -> str:
    return _WORDS[n] if n <= 5 and dice.random() < 0.1 else number(n)


def recipients(dice: random.Random, count: Count, separator: str | None = None) -> str:
    """`05 tập thể, 12 cá nhân và 03 hộ gia đình`, persons first at times."""
    parts = [
        f"{_figure(dice, n)} {noun}"
        for n, noun in (
            (count.collectives, dice.choices(("tập thể", "đơn vị"), (92, 8))[0]),
            (count.individuals, dice.choices(("cá nhân", "cán bộ"), (95, 5))[0]),
            (count.households, "hộ gia đình"),
        )
        if n is not None
    ]
    if len(parts) == 2 and count.households is None and dice.random() < 0.2:
        parts.reverse()
    last = separator or dice.choice((", ", " và "))
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + last + parts[-1]


def award_first(dice: random.Random, count: Count) -> Phrase:
    """`Giấy khen của Chủ tịch UBND huyện: 120 tập thể, 345 cá nhân`."""
    name = count.name or count.award
    if count.short and dice.random() < 0.4:
        name = dice.choice(("", "Danh hiệu ")) + count.short
    if count.awarder and not name.endswith(count.awarder):
        name += f" của {count.awarder}"
    return say(f"{name}{dice.choice((': ', ': ', ' cho '))}{recipients(dice, count)}", "award", **count.values())


def recipients_first(dice: random.Random, count: Count) -> Phrase:
    """`37 cá nhân và 11 tập thể được Chủ tịch UBND tỉnh tặng Bằng khen`."""
    name = count.name or count.award
    if (count.awarder and name.endswith(count.awarder)) or (not count.awarder and name.startswith(("Cờ", "Huân"))):
        how = f"được tặng {name}"
    elif count.awarder and dice.random() < 0.6:
        how = f"được {count.awarder} tặng {name}"
    elif count.awarder:
        how = f"được tặng {name} của {count.awarder}"
    else:
        how = f"{dice.choice(('đạt danh hiệu', 'được công nhận danh hiệu'))} {name}"
    return say(f"{recipients(dice, count, ' và ')} {how}", "award", **count.values())


def awarder_first(dice: random.Random, count: Count) -> Phrase:
    """`Chủ tịch UBND huyện tặng Giấy khen cho 26 tập thể, 58 cá nhân`; needs an awarder apart from the award's name."""
    verb = dice.choice(("tặng", "đã tặng", "tặng thưởng", "quyết định tặng"))
    text = f"{count.awarder} {verb} {count.name or count.award} cho {recipients(dice, count)}"
    return say(text, "award", **count.values())


Form = Callable[[random.Random, Count], Phrase]
FORMS: tuple[Form, ...] = (award_first, award_first, recipients_first, awarder_first)
"""The orders in which counts are stated; the commonest twice."""


def stated(dice: random.Random, count: Count, form: Form | None = None) -> Phrase:
    """The count in the order `form`, or in any; the award comes first where no awarder is told apart from it."""
    chosen = form or dice.choice(FORMS)
    given = (count.name or count.award).startswith(("Giấy khen", "Bằng khen")) and count.awarder is not None
    return award_first(dice, count) if chosen is awarder_first and not given else chosen(dice, count)


def listed(dice: random.Random, counts: Sequence[Count]) -> Phrase:
    """Several counts in one sentence, in one order as far as they suit it."""
    form = dice.choice(FORMS)
    return join("; ", [stated(dice, count, form) for count in counts])


RUNGS = ("nhà nước", "tỉnh", "huyện", "xã", "cơ sở")
"""The levels that a record may state."""


def under(count: Count, heading: str) -> Count:
    """The count as it stands under a heading that names a level; a ministry's is none of the ladder."""
    return replace(count, level=count.level or (heading if heading in RUNGS else None))


def alone(count: Count) -> Count:
    """The count as it stands where no heading names a level: the province's flag then says whose it is."""
    if count.name == "Cờ thi đua xuất sắc":
        return replace(count, name="Cờ thi đua xuất sắc của UBND tỉnh", awarder="UBND tỉnh")
    return count


def split(dice: random.Random, total: int, parts: int) -> list[int]:
    """`parts` numbers of at least 1 that make `total` (which must be at least `parts`)."""
    cuts = sorted(dice.sample(range(1, total), parts - 1)) if parts > 1 else []
    return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]
