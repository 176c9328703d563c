"""Which award each count belongs to: by the words between them, in either order."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor.awards.bare import bare
from extractor.awards.between import of_others
from extractor.awards.groups import groups, sharing
from extractor.awards.named import continued, from_left, from_right, given, partitive
from extractor.awards.praised import labelled, praised, under_award
from extractor.awards.series import in_turn
from extractor.awards.stretch import Group, Link, Stretch


def links(stretch: Stretch) -> list[Link]:
    """Every group of counts with its award, left to right; groups that count no recipients of an award are left out."""
    found = list(in_turn(stretch))
    used = {tag.start for tag in stretch.tags.awards if any(link.start <= tag.start < link.end for link in found)}
    counted = [group for group in groups(stretch) if not any(link.start <= group.start < link.end for link in found)]
    for i, group in enumerate(counted):
        low = counted[i - 1].end if i else stretch.start
        high = counted[i + 1].start if i + 1 < len(counted) else stretch.end
        link = _link(stretch, group, low, high, used, found[-1] if found else None)
        if link:
            used |= {link.award.start} if link.award else set()
            if i and not (found and found[-1].group is counted[i - 1]):
                found += sharing(stretch, counted[i - 1], link)
            found.append(link)
    found += [link for tag in stretch.tags.awards if tag.start not in used and (link := bare(stretch, tag))]
    found.sort(key=lambda link: link.start)
    return [found[i] if i == 0 else _going_on(stretch, found[i - 1], found[i]) for i in range(len(found))]


def _going_on(stretch: Stretch, before: Link, link: Link) -> Link:
    """`18 Bằng khen tập thể và 52 Bằng khen cá nhân`: the papers of one grant, counted by kind."""
    named = before.award and link.award and before.award.name == link.award.name
    papers = before.rule == link.rule == "awards.bare-number" and named
    joined = re.fullmatch(
        r"\s*(?:cho\s+)?(?:tập thể|cá nhân)\s*(?:,|và)\s*", stretch.text[before.end : link.start], re.I
    )
    other = before.group.counts[0].kind != link.group.counts[0].kind
    return replace(link, follows=True) if papers and joined and other else link


def _link(stretch: Stretch, group: Group, low: int, high: int, used: set[int], before: Link | None) -> Link | None:
    if of_others(stretch, group):
        return None
    awards = stretch.tags.awards
    left = next((a for a in reversed(awards) if low <= a.start and a.end <= group.start and a.start not in used), None)
    right = next((a for a in awards if group.end <= a.start < high), None)
    return (
        (left and from_left(stretch, left, group))
        or (
            right
            and from_right(stretch, group, right)
            and (given(stretch, group, right, low) or from_right(stretch, group, right))
        )
        or (before and (continued(stretch, before, group) or partitive(stretch, before, group)))
        or (right and given(stretch, group, right, low))
        or (under_award(stretch, group, low) and labelled(stretch, group, low))
        or praised(stretch, group, low, high)
        or labelled(stretch, group, low)
        or None
    )
