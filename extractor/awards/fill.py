"""From a linked group of counts to a record."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.awards import standing
from extractor.awards.context import Context
from extractor.awards.giver import Given, Givers
from extractor.awards.occasion import occasion_of
from extractor.awards.pairs import Count
from extractor.awards.places import own_place
from extractor.awards.stretch import Link, Stretch
from extractor.source import Source
from models.records import AwardCount, Header
from models.text import fold, squeeze

_OF_PLACE = re.compile(r"UBND\s+(?:huyện|quận|thị xã|thành phố|xã|phường|thị trấn)\s+\S")
PRAISE = "khen thưởng"
"""The award where commendation is told of and no form named."""


def whole(award: str | None, given: Given | None, level: str | None) -> str:
    """The award's name as it is recorded: the banner of the province has one name.

    >>> whole("Cờ thi đua xuất sắc", None, "tỉnh"), whole("Bằng khen", None, "tỉnh")
    ('Cờ thi đua của UBND tỉnh', 'Bằng khen')
    """
    if award is None:
        return PRAISE
    if fold(award).startswith("co thi dua") and (given is None or "UBND" in given.body.name):
        return "Cờ thi đua của UBND tỉnh" if level == "tỉnh" else award
    if fold(award).startswith("co thi dua") and given and given.body.level == "nhà nước":
        return "Cờ thi đua của Chính phủ"
    return award


class Filler:
    """Makes the records of one sentence."""

    def __init__(self, source: Source, header: Header, stretch: Stretch) -> None:
        self._source, self._header, self._stretch = source, header, stretch
        self._givers = Givers(stretch)

    def fill(self, found: list[Link]) -> list[AwardCount]:
        """One record for each group, more where a group counts one kind twice; counts of registrations are left out."""
        records: list[AwardCount] = []
        for i, link in enumerate(found):
            if standing.registered(self._stretch, link):
                continue
            later = found[i + 1].start if i + 1 < len(found) else self._stretch.end
            for record in self._records(link, later, records[-1] if records else None):
                place = own_place(self._stretch, link)
                if link.follows and records and _completes(records[-1], record, place):
                    record = self._merge(records.pop(), record)
                records.append(record)
            self._givers.done = link.end
        return records

    def _records(self, link: Link, later: int, before: AwardCount | None) -> Iterator[AwardCount]:
        context = self._stretch.context(link.group.start)
        base = self._base(link, later, context)
        if before and link.follows:
            base = _like(base, before, own_place(self._stretch, link))
        if context.parts and not base.locality and (label := standing.part_label(self._stretch, link)):
            base = replace(base, occasion=label)
        if before and not base.occasion and self._shares(link):
            base = replace(base, occasion=before.occasion, inferred=(*base.inferred, "occasion"))
        yield from counted(base, link.group.counts)

    def _base(self, link: Link, later: int, context: Context) -> AwardCount:
        """The record without its numbers."""
        stretch = self._stretch
        given = self._givers.find(link, context)
        level, level_inferred = standing.level(stretch, link, context, given, self._header)
        occasion, occasion_inferred = occasion_of(stretch, link, later, context)
        period, period_inferred = standing.period(stretch, link, occasion, context.period or self._header.period)
        inferred = {
            "level": level_inferred,
            "occasion": occasion_inferred,
            "period": period_inferred,
            "awarder": given is not None and given.how == "above",
        }
        return AwardCount(
            award=whole(self._printed(link, given), given, level),
            awarder=_awarder(given, link),
            level=level,
            collectives=None,
            individuals=None,
            households=None,
            occasion=occasion,
            locality=standing.locality(stretch, link, context, self._header),
            period=period,
            mention=squeeze(stretch.text[link.start : link.end]),
            evidence=self._source.evidence(link.start, link.end),
            rule=link.rule,
            status=standing.status(stretch, link, context),  # type: ignore[arg-type]
            inferred=tuple(name for name, is_inferred in inferred.items() if is_inferred),
        )

    def _printed(self, link: Link, given: Given | None) -> str | None:
        """The award's name; a banner that a body's head decides on keeps whose banner it is."""
        if link.award is None:
            return None
        own = self._givers.own(link.award)
        return f"{link.award.name} của {own.name}" if own and given and given.how == "decides" else link.award.name

    def _shares(self, link: Link) -> bool:
        """Whether the clause goes on from the one before: `... trong công tác bầu cử và được UBND tỉnh tặng ...`."""
        between = self._stretch.text[min(self._givers.done, link.start) : link.start]
        return ";" not in between and bool(re.search(r"\s(?:và|đồng thời)\s+(?:đã\s+)?được\s", between))

    def _merge(self, one: AwardCount, other: AwardCount) -> AwardCount:
        start, end = one.evidence.start, other.evidence.end
        return replace(
            one,
            collectives=one.collectives if one.collectives is not None else other.collectives,
            individuals=one.individuals if one.individuals is not None else other.individuals,
            households=one.households if one.households is not None else other.households,
            occasion=one.occasion or other.occasion,
            mention=squeeze(self._stretch.text[start:end]),
            evidence=self._source.evidence(start, end),
        )


def _awarder(given: Given | None, link: Link) -> str | None:
    """The giver's name; a body of the heading above does not give what the State gives."""
    state = link.award and link.award.award.level == "nhà nước"
    if given is None or (given.how == "above" and state and given.body.name != "Chủ tịch nước"):
        return None
    return given.body.name


def counted(base: AwardCount, counts: tuple[Count, ...]) -> Iterator[AwardCount]:
    """`base` with the numbers of `counts`; nothing where one number stands for several kinds of recipients."""
    for part in _grants(counts):
        numbers = {c.kind: c.number for c in part if c.kind != "joint"}
        if any(numbers.values()):
            yield replace(
                base,
                collectives=numbers.get("collectives"),
                individuals=numbers.get("individuals"),
                households=numbers.get("households"),
                counted=part[0].counted,
            )


def _grants(counts: tuple[Count, ...]) -> Iterator[list[Count]]:
    """The counts parted where a kind comes again: `5 doanh nghiệp, 3 hợp tác xã` are two."""
    part: list[Count] = []
    for count in counts:
        if count.kind in {c.kind for c in part}:
            yield part
            part = []
        part.append(count)
    yield part


def _like(record: AwardCount, before: AwardCount, place: str | None) -> AwardCount:
    """A count that goes on has award, giver and standing of the one before, but no place has another place's giver."""
    given = before.awarder
    if place and given and _OF_PLACE.search(given) and place not in given:
        given = None
    return replace(record, award=before.award, awarder=given, level=before.level, status=before.status)


def _completes(one: AwardCount, other: AwardCount, place: str | None) -> bool:
    """Whether two counts are one grant: different recipients, and no place or deed of its own for the second."""
    kinds = ("collectives", "individuals", "households")
    apart = all(getattr(one, kind) is None or getattr(other, kind) is None for kind in kinds)
    own_deed = other.occasion is not None and one.occasion is not None and one.occasion != other.occasion
    return apart and not place and not own_deed and one.counted == other.counted
