"""The entries of a list, and what is said of several of them at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby, pairwise

from extractor.exemplars import vocabulary as words
from models.records import ExemplarKind, Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a list; all spans lie in the plain text. `shared` names the fields that another name gave it."""

    kind: ExemplarKind
    start: int
    end: int  # of what is said without a break: the mention
    name: Span
    honorific: Span | None = None
    role: Span | None = None
    unit: Span | None = None
    place: Span | None = None
    deed: Span | None = None
    sign: str = ""
    sure: bool = True
    head: str = ""  # what the name shares with others and stands before the first: "Công an huyện"
    shared: tuple[str, ...] = ()

    @property
    def of_person(self) -> bool:
        """Whether the name is a person's."""
        return self.kind in ("person", "household")

    @property
    def bare(self) -> bool:
        """Whether nothing is said of the name itself, but for a model told before it."""
        return not (self.role or self.unit or self.place or (self.deed and self.deed.start > self.name.start))


def households_go_on(entries: list[Entry]) -> list[Entry]:
    """ "gia đình ông A, bà B": the word for a household holds for the names after it that are told nothing else."""
    out: list[Entry] = []
    for entry in entries:
        follows = bool(out) and out[-1].kind == "household" and entry.kind == "person" and entry.sign in (",", "và")
        goes_on = follows and not entry.role and not entry.unit and entry.honorific is not None
        out.append(replace(entry, kind="household") if goes_on else entry)
    return out


def is_couple(text: str, entry: Entry) -> bool:
    """Whether the words before the name tell of husband and wife."""
    return re.match(r"(?i:(?:cặp\s+|đôi\s+)?vợ\s+chồng)(?!\w)", text[entry.start : entry.name.start]) is not None


def couples(text: str, entries: list[Entry]) -> list[Entry]:
    """ "vợ chồng ông A và bà B": two persons, to whom the same is told."""
    out = list(entries)
    for at, (one, other) in enumerate(pairwise(entries)):
        if is_couple(text, one) and other.of_person and other.sign in ("và", "-", ",") and not one.role:
            place, deed = one.place or other.place, one.deed or other.deed
            out[at] = replace(one, kind="person", place=place, deed=deed)
            out[at + 1] = replace(other, kind="person", place=other.place or place, deed=other.deed or deed)
    return out


def spread_back(text: str, entries: list[Entry]) -> list[Entry]:
    """ "ông A, bà B - bản Co - xã Pú Nhi": what is said once holds for the bare names before."""
    out = list(entries)
    for i in range(len(out) - 2, -1, -1):
        entry, after = out[i], out[i + 1]
        if not entry.of_person and (place := _shared_place(text, entry, after)):
            out[i] = replace(entry, place=place, shared=("place",))
        if not (entry.of_person and after.of_person and entry.bare and after.sign in (",", "và")):
            continue
        own = after.place and text[after.place.start - 1] == "(" and not words.rung(text[after.place.start :])
        place, unit, deed = None if own else after.place, None if after.role else after.unit, after.deed
        if entry.deed:
            out[i] = replace(
                entry, place=place, unit=unit, shared=tuple(n for n, v in (("place", place), ("unit", unit)) if v)
            )
            continue
        gained = tuple(n for n, v in (("place", place), ("unit", unit), ("achievement", deed)) if v)
        out[i] = replace(entry, place=place, unit=unit, deed=deed, shared=gained)
    return out


def _shared_place(text: str, entry: Entry, after: Entry) -> Span | None:
    """Where bodies of one group lie, told behind the last: "Họ đạo A, Họ đạo B huyện C; ..."."""
    alike = not after.of_person and entry.bare and after.sign in (",", "và") and after.place is not None
    return after.place if alike and after.place and text[after.name.end : after.place.start] == " " else None


def spread_deeds(text: str, entries: list[Entry]) -> list[Entry]:
    """ "ông A, thôn X; bà B, thôn Y đã hiến đất", "mô hình nuôi ong của ông A, bà B": the deed is told of them all.

    Only where one deed is told of a run of persons, of households, or of bodies; a deed that says so ("đều hiến đất")
    is all names'.
    """
    if entries and entries[-1].deed and _of_all().match(text, entries[-1].deed.start, entries[-1].deed.end):
        return [_with_deed(e, entries[-1].deed) for e in entries]
    runs = (list(run) for _, run in groupby(entries, key=lambda e: e.kind if e.of_person else "body"))
    return [entry for run in runs for entry in _spread_run(text, run)]


def _spread_run(text: str, run: list[Entry]) -> Iterator[Entry]:
    if _leads(run[0]):
        run = [run[0], *(replace(e, deed=None) if e.deed and is_result(text, e.deed) else e for e in run[1:])]
    told = [e for e in run if e.deed]
    deed = told[0].deed if len(told) == 1 else None
    if deed is None or len(run) == 1:
        return iter(run)
    ahead = told[0] is run[0] and deed.end <= run[0].name.start
    behind = told[0] is run[-1] and deed.start > run[-1].name.end and _of_several(text, run[-1], deed)
    return (_with_deed(e, deed) for e in run) if ahead or behind else iter(run)


def _leads(entry: Entry) -> bool:
    """Whether the entry's deed stands before its name: "mô hình nuôi ong của ông A"."""
    return entry.deed is not None and entry.deed.end <= entry.name.start


def is_result(text: str, deed: Span) -> bool:
    """Whether a deed only tells what came of it: "cho thu nhập 200 triệu đồng"."""
    return _result().match(text, deed.start) is not None


@cache
def _result() -> re.Pattern[str]:
    return re.compile(words.whole(words.cues("results")))


def _of_several(text: str, last: Entry, deed: Span) -> bool:
    """Whether a deed behind the last name may be told of the names before it: no dash ties it to the one."""
    between = text[last.name.end : deed.start].rstrip()
    ties = ("-", "(", ":") if last.of_person else ("-", "(")
    return not between.endswith(ties) and not _of_one().match(text, deed.start, deed.end)


def _with_deed(entry: Entry, deed: Span) -> Entry:
    return entry if entry.deed else replace(entry, deed=deed, shared=(*entry.shared, "achievement"))


@cache
def _of_all() -> re.Pattern[str]:
    return re.compile(words.whole(words.cues("deeds_of_all")))


@cache
def _of_one() -> re.Pattern[str]:
    return re.compile(rf"{words.whole(words.cues('deeds_of_one'))}|{words.role()}")
