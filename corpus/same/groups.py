"""Which files are one report, and which of them stands for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class File:
    """A file that may stand for its report: `decided` says whether people have decided about its records.

    `scanned` says that its words come off a picture, `paged` that it has pages which can be shown.
    """

    id: int
    decided: bool = False
    scanned: bool = False
    paged: bool = False

    @property
    def rank(self) -> tuple[bool, bool, bool, int]:
        """The least stands: what people have looked at, what is sure to the letter, what shows its pages, the first.

        It hangs on the files alone, not on the order in which they came, unless they are alike.
        """
        return (not self.decided, self.scanned, not self.paged, self.id)


def standing(
    files: Iterable[File], links: Iterable[tuple[int, int]], barred: Collection[frozenset[int]]
) -> dict[int, int]:
    """By file, the one that stands for its report; of a report in one file, that itself.

    `links` are pairs of one report, the surest first; one is passed over where it would bring together two that are
    `barred`. All are identifiers of `files`.
    """
    known = {file.id: file for file in files}
    groups = {number: {number} for number in known}
    for one, other in links:
        ones, others = groups[one], groups[other]
        if ones is not others and not any(frozenset((a, b)) in barred for a in ones for b in others):
            ones |= others
            groups.update(dict.fromkeys(ones, ones))
    return {number: min((known[member] for member in group), key=_rank).id for number, group in groups.items()}


def _rank(file: File) -> tuple[bool, bool, bool, int]:
    return file.rank
