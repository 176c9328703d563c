"""The sections of a report, each a list of blocks: lead, movements, exemplars, review, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from corpus.sample.awarding import number, split
from corpus.sample.citing import movement
from corpus.sample.data import load
from corpus.sample.model import Block, Phrase, join, say
from corpus.sample.naming import named_bodies, named_households, named_item, named_persons
from corpus.sample.writer import Writer

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
"""The numbers of a report's main headings."""


def paragraph(phrase: Phrase) -> Block:
    """A paragraph of running text."""
    return Block("paragraph", phrase)


def lead(writer: Writer) -> list[Block]:
    """What was directed and issued: full of citations."""
    templates = writer.some("lead", "cited", 3)
    rest = [writer.pick("lead", "issued"), *writer.some("lead", "noted", 2), *writer.some("lead", "plain", 2)]
    sentences = [writer.say(t) for t in templates + rest]
    return [paragraph(join(" ", sentences[i : i + 2])) for i in range(0, len(sentences), 2)]


def movements(writer: Writer) -> list[Block]:
    """The movements, with figures that can be recomputed."""
    blocks = [paragraph(_movements_intro(writer))]
    names = writer.movement_names(1 if writer.brief else writer.dice.randint(2, 4))
    for name in names:
        about = writer.named("run", "about", movement=movement(name), figure=figure(writer))
        blocks.append(Block("item", Phrase("- ") + about))
    if not writer.brief:
        blocks.append(paragraph(join(" ", [sum_of_blocks(writer), pilots(writer)])))
    return blocks + [paragraph(writer.say(t)) for t in writer.some("run", "economy", 3)]


def _movements_intro(writer: Writer) -> Phrase:
    if writer.dice.random() < 0.4:
        names = writer.movement_names(writer.dice.randint(3, 4))
        counted = counted_names(f"phong trào thi đua do {writer.unit.short} phát động", len(names))
        return writer.named("run", "counted", counted=counted, movements=join(", ", map(movement, names)))
    return writer.named("run", "intro")


def counted_names(what: str, n: int) -> Phrase:
    """`05 phong trào thi đua`, of which as many names follow."""
    text = f"{number(n)} {what}"
    return say(text, "check", kind="sum", about=what, stated=n, computed=n, parts=[1] * n, agrees=True)


def figure(writer: Writer, agrees: bool | None = None) -> Phrase:
    """A printed ratio with its percentage, which at times is wrong: `45/52 trường, đạt 86,54%`."""
    dice = writer.dice
    whole = dice.randint(12, 96)
    part = dice.randint(whole // 2, whole)
    places = dice.choice((0, 1, 1, 2))
    true = Decimal(100 * part) / whole
    agrees = dice.random() > 0.06 if agrees is None else agrees
    shown = true if agrees else true + dice.choice((-3, 2, 5))
    printed = _rounded(shown, places)
    text = writer.pick("run", "figures").replace("{a}", number(part)).replace("{b}", str(whole))
    mention = text.replace("{p}", f"{printed.normalize():f}".replace(".", ",")).replace("{thôn}", writer.home.village)
    about = text.partition(" ")[2].rpartition(", ")[0].replace("{thôn}", writer.home.village)
    computed = float(_rounded(true, 2))
    return say(
        mention,
        "check",
        kind="ratio",
        about=about,
        stated=float(printed),
        computed=computed,
        parts=[part, whole],
        agrees=_rounded(true, places) == printed,
    )


def _rounded(value: Decimal, places: int) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def sum_of_blocks(writer: Writer) -> Phrase:
    """A total with its parts, which at times do not make it."""
    dice = writer.dice
    kinds = dice.sample(load("sentences")["run"]["blocks"], dice.randint(2, 4))
    total = dice.randint(20, 90)
    parts = split(dice, total, len(kinds))
    stated = total if dice.random() > 0.08 else total + dice.choice((-2, 1, 3))
    texts = [f"{number(n)} {kind}" for n, kind in zip(parts, kinds, strict=True)]
    listed = ", ".join(texts[:-1]) + " và " + texts[-1]
    sentence = writer.named("run", "sums", total=number(stated), parts=listed)
    values = {"kind": "sum", "about": "tổng số đơn vị", "stated": stated, "computed": total, "parts": parts}
    return say(sentence, "check", **values, agrees=stated == total)


def pilots(writer: Writer) -> Phrase:
    """Communes or members by name against an announced number."""
    names = [a.full for d in writer.unit.districts for a in d.communes]
    if writer.unit.sort == "xã":
        names = [f"{writer.home.village} {name}" for name in writer.home.villages]
    chosen = writer.dice.sample(names, min(len(names), writer.dice.randint(3, 5)))
    n = len(chosen) if writer.dice.random() > 0.08 else len(chosen) + 1
    sentence = writer.named("run", "pilots", n=number(n), names=", ".join(chosen))
    values = {"kind": "sum", "about": "đơn vị được chọn làm điểm", "stated": n, "computed": len(chosen)}
    return say(sentence, "check", **values, parts=[1] * len(chosen), agrees=n == len(chosen))


def exemplars(writer: Writer) -> list[Block]:
    """Households, persons, collectives and enterprises, in the forms in which reports list them."""
    blocks = [paragraph(writer.named("models", "intro"))]
    for maker in (_households, _persons, *(() if writer.brief else (_collectives, _enterprises))):
        blocks += maker(writer)
    if not writer.brief and writer.dice.random() < 0.5:
        blocks += _items(writer)
    return blocks


def _field(writer: Writer, kind: str) -> str:
    return str(writer.dice.choice(load("deeds")["fields"][kind]))


def _households(writer: Writer) -> list[Block]:
    field = _field(writer, "household")
    group = writer.exemplary("household", 5)
    if not group:
        return []
    names = named_households(writer.dice, group, writer.home.village, field)
    return [paragraph(writer.named("models", "households", field=f"phong trào {field}", names=names))]


def _persons(writer: Writer) -> list[Block]:
    field = _field(writer, "person")
    group = writer.exemplary("person", 6)
    if not group:
        return []
    names = named_persons(writer.dice, group, writer.home.village, field)
    return [paragraph(writer.named("models", "persons", field=field, names=names))]


def _collectives(writer: Writer) -> list[Block]:
    return _bodies(writer, "collective", 8)


def _enterprises(writer: Writer) -> list[Block]:
    return _bodies(writer, "enterprise", 4)


def _bodies(writer: Writer, kind: Literal["collective", "enterprise"], most: int) -> list[Block]:
    field, group = _field(writer, kind), writer.exemplary(kind, most)
    if not group:
        return []
    names = named_bodies(writer.dice, group, field)
    return [paragraph(writer.named("models", f"{kind}s", field=field, names=names))]


def _items(writer: Writer) -> list[Block]:
    field = _field(writer, "person")
    group = [e for e in writer.exemplary("person", 5) + writer.exemplary("household", 3) if e.honorific]
    if not group:
        return []
    one_each = {e.name: e for e in group}.values()
    items = [Phrase("- ") + named_item(writer.dice, e, writer.home.village, field) + "." for e in one_each]
    return [paragraph(writer.named("models", "items")), *(Block("item", i) for i in items)]


def review(writer: Writer) -> list[Block]:
    """What went well, what did not, and why: no records here."""
    parts: Sequence[tuple[str, str]] = (("Ưu điểm", "good"), ("Hạn chế", "bad"), ("Nguyên nhân", "why"))
    blocks = []
    for i, (title, key) in enumerate(parts[: 2 if writer.brief else 3], 1):
        sentences = [writer.say(t) for t in writer.some("review", key, 2)]
        blocks += [Block("heading", Phrase(f"{i}. {title}")), paragraph(join(" ", sentences))]
    return blocks


def ahead(writer: Writer) -> list[Block]:
    """What comes next, as a numbered list."""
    templates = writer.some("next", "plain", 4) + writer.some("next", "cited", 2)
    writer.dice.shuffle(templates)
    return [paragraph(Phrase(f"{i}. ") + writer.say(t)) for i, t in enumerate(templates, 1)]
